"""JupyterLab: the panels of two notebooks, run and turned by a real browser."""

import os
from collections.abc import Iterator

import pytest

from browser import tools
from browser.servers import OURS, TOKEN, Watched, server, status_of

SECTIONS = {"07_energy": "Hormuz open share", "06_caucasus": "Border delay"}
RUN_SECONDS = 90_000


@pytest.fixture(scope="module")
def lab(tmp_path_factory) -> Iterator[str]:
    log = tmp_path_factory.mktemp("lab") / "log"
    words = ("-m", "helpers", "explore", "--no-browser", f"--IdentityProvider.token={TOKEN}")
    words += ("--allow-root",) if os.geteuid() == 0 else ()
    settings = {"JUPYTERLAB_SETTINGS_DIR": str(log.parent)}
    saving = log.parent / "@jupyterlab/docmanager-extension/plugin.jupyterlab-settings"
    saving.parent.mkdir(parents=True)
    saving.write_text('{"autosave": false}', "utf-8")  # the checkout's notebooks stay as they are
    with server(*words, log=log, **settings) as (address, _):
        yield address


@pytest.fixture(scope="module", params=SECTIONS)
def ran(request, browser, lab) -> Iterator[tuple[Watched, str]]:
    """A notebook of which all cells were run, its panel on the screen."""
    watched = Watched(browser, viewport={"width": 1400, "height": 1000})
    page = watched.page
    page.goto(f"{lab}lab/tree/{request.param}.ipynb?token={TOKEN}&reset")
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=RUN_SECONDS)
    page.get_by_text("| Idle").wait_for(timeout=RUN_SECONDS)  # before it, a click is lost
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.locator(f"{OURS} caption").first.wait_for(timeout=RUN_SECONDS, state="attached")
    yield watched, SECTIONS[request.param]
    watched.context.close()


def test_it_asks_for_a_token_and_listens_on_loopback_alone(lab):
    assert lab.startswith("http://127.0.0.1:")
    assert status_of(f"{lab}api/contents") == 403


def test_run_all_shows_the_panel_and_a_slider_moves_verdicts_and_drawing(ran):
    watched, name = ran
    page = watched.page
    page.locator(f"{OURS} caption").first.scroll_into_view_if_needed()
    day = page.get_by_label("As of", exact=True)
    assert day.input_value() == "2026-07-05"
    row = page.locator(".widget-hbox").filter(has=day).last
    row.locator(".noUi-handle").focus()
    page.keyboard.press("ArrowLeft")
    page.get_by_text("Claims and verdicts as of 4 July 2026").first.wait_for(timeout=20_000)
    assert day.input_value() == "2026-07-04"
    page.get_by_text("--set as_of=2026-07-04").first.wait_for()
    before = page.locator(f"{OURS} figure svg").first.get_attribute("aria-label")
    box = page.get_by_label(name, exact=True)
    box.fill("0.6")
    box.press("Enter")
    page.wait_for_function(
        "old => document.querySelector('.treaty figure svg').getAttribute('aria-label') !== old",
        arg=before,
        timeout=20_000,
    )
    box.fill("77")
    box.press("Enter")
    page.get_by_role("alert").filter(has_text="is not allowed. Allowed:").first.wait_for()
    assert "as of 4 July 2026" in page.locator(f"{OURS} caption").first.inner_text()
    assert watched.faults == []
    assert grave_faults(page) == []


def grave_faults(page) -> list[tuple[str, list[str]]]:
    """Return what axe finds seriously wrong with the panel's own markup."""
    page.evaluate(tools.axe_script())
    found = page.evaluate(
        "([scope, rules]) => axe.run(scope, {runOnly: rules})", [OURS, tools.AXE_RULES]
    )["violations"]
    grave = [v for v in found if v["impact"] in ("serious", "critical")]
    return [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in grave]
