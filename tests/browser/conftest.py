"""The edition and the browser that all checks share."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from browser import tools
from helpers.publish import Options
from helpers.publish.edition import edition_files
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
