"""The edition and the browser that all checks share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import tools
from publish import samples

from helpers.publish import Options
from helpers.publish.edition import edition_files
from helpers.publish.staging import write_files

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def sample_edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a made-up edition that shows everything a page can show."""
    folder = tmp_path_factory.mktemp("sample")
    write_files(folder, edition_files(samples.report(), Options()))
    return folder


@pytest.fixture(scope="session")
def edition(request: pytest.FixtureRequest, sample_edition: Path) -> Path:
    """Return the default edition, or the made-up one if there is none."""
    try:
        return Path(request.getfixturevalue("default_edition"))
    except pytest.FixtureLookupError:
        standing = REPOSITORY / "reports" / "default"
        return standing if (standing / "index.html").exists() else sample_edition


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Return a running Chromium."""
    executable = tools.chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield chromium
        chromium.close()
