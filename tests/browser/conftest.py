"""The edition, the page that computes and the browser that all checks share."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from filelock import FileLock

from browser import tools
from browser.servers import served
from helpers.judgement.docket import Docket
from helpers.publish import Options
from helpers.publish.edition import edition_files
from helpers.publish.live.build import build
from helpers.publish.live.faults import UnreachableError
from helpers.publish.staging import write_files
from publish import samples


@pytest.fixture(scope="session")
def sample_edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a made-up edition that shows everything a page can show."""
    folder = tmp_path_factory.mktemp("sample")
    write_files(folder, edition_files(samples.report(), Options()))
    return folder


@pytest.fixture(scope="session")
def edition(request: pytest.FixtureRequest, sample_edition: Path) -> Path:
    """Return the default edition, or the one that TREATY_EDITION names, or a made-up one."""
    named = os.environ.get("TREATY_EDITION")
    if named:
        return sample_edition if named == "sample" else Path(named)
    try:
        return Path(request.getfixturevalue("default_edition"))
    except pytest.FixtureLookupError:
        return sample_edition


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Return a running Chromium."""
    executable = tools.chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser):
    """Return an opener of pages, which notes every request and every message."""
    opened = []

    def open_page(path: Path, scheme: str = "light", size: dict | None = None, **options):
        context = browser.new_context(color_scheme=scheme, viewport=size or tools.DESK, **options)
        tab = context.new_page()
        tab.noted = []
        tab.on("request", lambda r: tab.noted.append(r.url))
        tab.on("console", lambda m: tab.noted.append(m.text))
        tab.on("pageerror", lambda e: tab.noted.append(str(e)))
        tab.goto(path.resolve().as_uri())
        opened.append(context)
        return tab

    yield open_page
    for context in opened:
        context.close()


@pytest.fixture
def front(browser, edition) -> Iterator[object]:
    """Return the start page of a real edition, opened; what it complains of fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000}, locale="en-GB")
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda said: said.type == "error" and page.faults.append(said.text))
    page.address = f"{(edition / 'index.html').as_uri()}"
    page.goto(page.address)
    assert page.locator("#moments").count() == 1, "only a real edition has a time machine"
    yield page
    assert page.faults == []
    context.close()


@pytest.fixture(scope="session")
def site(shared: Path) -> Path:
    """The page over all days, built once for all workers of a test run."""
    tools.chromium()
    with FileLock(shared / "live.lock"):
        missing = shared / "live.missing"
        if not missing.exists() and not (shared / "live").exists():
            try:
                build(shared / "live", kept=shared / "live-kept")
            except UnreachableError as error:
                missing.write_text(str(error), "utf-8")
        if missing.exists():
            pytest.skip(missing.read_text("utf-8"))
    return shared / "live"


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the page over all days is served."""
    with served(site) as found:
        yield found


@pytest.fixture(scope="session")
def started(browser, address: str) -> Iterator[SimpleNamespace]:
    """The page with Python running in it, one for all checks of a worker: it starts in seconds."""
    context = browser.new_context(viewport=tools.DESK, locale="en-GB", reduced_motion="reduce")
    tab, noted = context.new_page(), []
    tab.on(
        "request", lambda r: r.url.startswith((address, "blob:", "data:")) or noted.append(r.url)
    )
    tab.on("console", lambda m: noted.append(m.text))
    tab.on("pageerror", lambda e: noted.append(str(e)))
    tab.goto(address)
    tab.locator("html[data-ready]").wait_for(timeout=120_000)
    yield SimpleNamespace(tab=tab, noted=noted)
    context.close()


@pytest.fixture
def tab(started: SimpleNamespace) -> Iterator:
    """The page as it is at the outset; what it asks of others or complains of fails the test."""
    page = started.tab
    page.set_viewport_size(tools.DESK)
    page.emulate_media(color_scheme="light", media="screen")
    page.evaluate("document.getElementById('sources').open = false")
    page.locator("#reset").click()
    yield page
    assert started.noted == []


@pytest.fixture(scope="session")
def docket(site: Path) -> Docket:
    """What the page over all days judges."""
    return Docket.from_document(json.loads((site / "docket.json").read_text("utf-8")))
