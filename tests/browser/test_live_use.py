"""The page that computes in the browser, in use: by keyboard, by link, under any look."""

import re

import pytest

from browser import tools
from browser.tools import go


def test_everything_can_be_done_from_the_keyboard(tab):
    tab.locator("#p-weights").focus()
    tab.keyboard.press("ArrowDown")
    assert "weights=steep" in tab.locator("#commands").inner_text()
    tab.get_by_role("button", name="C4", exact=True).focus()
    tab.keyboard.press("Enter")
    detail = tab.get_by_role("region", name="Claim C4")
    assert detail.get_by_role("heading", level=3).evaluate("h => h === document.activeElement")
    first = detail.locator("tr[data-evidence]").first.get_attribute("data-evidence")
    for _ in range(20):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.textContent") == "Leave out":
            break
    tab.keyboard.press("Enter")
    tab.get_by_text(f"Finding {first} is left out.").wait_for()
    assert detail.locator(f"tr[data-evidence='{first}']").count() == 0
    assert detail.evaluate("d => d.contains(document.activeElement)")
    tab.keyboard.press("Escape")
    assert detail.count() == 0
    assert tab.evaluate("document.activeElement.textContent") == "C4"
    tab.locator("#undo").press("Enter")
    assert tab.locator("#changes").is_hidden()


def test_a_change_that_was_put_back_at_once_is_not_noted_in_the_address(tab):
    """The address is noted a moment after a change, by when the change may be gone."""
    tab.locator("#sources > summary").click()
    for back in ("document.getElementById('reset').click()", "location.hash = 'claim=C4'"):
        tab.get_by_role("button", name="None of these").wait_for()
        none = "document.querySelector('#sources .buttons button:nth-of-type(2)').click()"
        tab.evaluate(f"() => {{ {none}; {back}; }}")
        tab.wait_for_timeout(400)
        assert tab.evaluate("/only|without/.test(location.hash)") is False


def test_a_link_brings_back_a_view_and_names_what_is_wrong_in_it(tab):
    go(tab, as_of="2025-10-02", claim="B2", section="background", min_reliability="Z", wieghts="x")
    assert tab.locator("#p-as_of").input_value() == "2025-10-02"
    assert tab.get_by_role("region", name="Claim B2").is_visible()
    assert "13 of 66" in tab.locator("#shown").inner_text()
    assert "'Z' is not allowed" in tab.locator("#e-min_reliability").inner_text()
    assert "wieghts: no such parameter" in tab.locator("#general").inner_text()
    assert tab.get_by_text("Claims and verdicts as of 2 October 2025").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong(tab, scheme):
    go(tab, claim="C4", weights="steep", drop="C4-01", min_reliability="Z")
    tab.locator("#sources > summary").click()
    tab.get_by_role("searchbox", name="Search").fill("tass")
    tab.emulate_media(color_scheme=scheme)
    tab.evaluate(tools.axe_script())
    found = tab.evaluate(f"axe.run({{runOnly: {tools.AXE_RULES}, resultTypes: ['violations']}})")
    assert [
        f"{v['id']} ({v['impact']}): {v['nodes'][0]['html'][:160]} ({len(v['nodes'])})"
        for v in found["violations"]
    ] == []


def test_nothing_is_wider_than_the_screen(tab):
    go(tab, claim="C4", weights="steep")
    tab.locator("#sources > summary").click()
    for width in (320, 390, 768, 1280):
        tab.set_viewport_size({"width": width, "height": 800})
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, width


def test_without_script_the_page_says_what_it_needs(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert "needs JavaScript" in page.locator("main").inner_text()
    assert page.locator("noscript a").get_attribute("href").endswith("index.html")
    assert page.locator("#desk").is_hidden()
    context.close()


def test_the_policy_of_the_page_lets_nothing_in_from_outside(site):
    text = (site / "index.html").read_text("utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy and "'unsafe-eval'" not in policy
    said = tools.html_messages([site / "index.html"])
    assert [m for m in said if "Unrecognized source-expression 'wasm-unsafe-eval'" not in m] == []
