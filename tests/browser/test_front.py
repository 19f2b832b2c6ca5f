"""The start page's time machine and the page of claims, by a real browser."""

import json
import random
import re
from collections.abc import Iterator
from functools import lru_cache

import pytest

from helpers.judgement.claims import claims_document, judge
from helpers.ledger.package import load
from helpers.ledger.views import Known
from helpers.parameters import ReportParameters

SEED, SAMPLES = 20250117, 10
SHOWN = """() => Object.fromEntries([...document.querySelectorAll('#grid tbody tr')].map(row =>
  [row.dataset.claim, [row.cells[3].querySelector('.verdict').lastChild.textContent.trim(),
                       row.cells[4].textContent, row.cells[5].textContent]]))"""
COUNTS = (
    """() => [...document.querySelectorAll('.scoreboard tfoot td.num')].map(c => +c.textContent)"""
)


@pytest.fixture
def front(browser, edition) -> Iterator[object]:
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


@lru_cache
def stops(edition) -> dict:
    text = (edition / "index.html").read_text("utf-8")
    found = re.search(r'<script type="application/json" id="moments">(.*?)</script>', text, re.S)
    return json.loads(found[1])


def printed(parameters: ReportParameters) -> dict[str, list[str]]:
    """Return verdict, share and confidence as the command line prints them."""
    return {
        j.claim_id: [str(j.verdict), "" if j.p is None else f"{j.p:.2f}", j.confidence]
        for j in judge(Known(load(), parameters)).values()
    }


def seeded() -> list[ReportParameters]:
    rng = random.Random(SEED)
    table = [ReportParameters(as_of=ReportParameters().as_of)]
    for _ in range(SAMPLES):
        day = f"{rng.choice((2025, 2026))}-{rng.randint(1, 6):02d}-{rng.randint(21, 28)}"
        media = rng.random() < 0.7
        table.append(
            ReportParameters(
                as_of=day, min_reliability=rng.choice("EEEDCBA"), include_party_media=media
            )
        )
    return table


def address_of(parameters: ReportParameters) -> str:
    media = str(parameters.include_party_media).lower()
    return (
        f"#as_of={parameters.as_of}&min_reliability={parameters.min_reliability}"
        f"&include_party_media={media}"
    )


def test_each_of_ten_seeded_days_shows_what_the_command_line_prints(front):
    for parameters in seeded():
        front.goto(front.address + address_of(parameters))
        assert front.evaluate(SHOWN) == printed(parameters), parameters.as_of
        judged = claims_document(judge(Known(load(), parameters)), parameters)["claims"]
        assert sum(front.evaluate(COUNTS)) == len(judged)


def test_the_slider_stops_on_every_day_on_which_a_verdict_changed(front, edition):
    table = stops(edition)
    front.locator("#stop").focus()
    front.keyboard.press("Home")
    assert front.locator("#day").input_value() == table["first"]
    days = set()
    for _ in range(len(table["days"])):
        days.add(front.locator("#day").input_value())
        front.keyboard.press("ArrowRight")
    assert len(days) == len(table["days"])
    assert front.locator("#day").input_value() == table["own"]
    assert "as_of" not in front.url


def test_a_view_can_be_linked_and_left_again(front):
    front.locator("#day").fill("2025-06-30")
    front.locator("#day").dispatch_event("change")
    front.locator("#grade").select_option("C")
    assert front.url.endswith("#as_of=2025-06-30&min_reliability=C")
    assert "treaty claims --set as_of=2025-06-30 --set min_reliability=C" in (
        front.locator("#how").inner_text()
    )
    own = front.locator("#answer").inner_text()
    front.get_by_role("button", name=re.compile("^Back to")).click()
    assert "as_of" not in front.url
    assert front.locator("#answer").inner_text() != own


def test_it_plays_and_pauses_and_ends_on_its_own_day(front, edition):
    front.locator("#stop").focus()
    for _ in range(2):
        front.keyboard.press("ArrowLeft")
    front.locator("#play").focus()
    front.keyboard.press("Space")
    assert front.locator("#play").get_attribute("aria-pressed") == "true"
    front.locator("#play", has_text="Play").wait_for()
    assert front.locator("#day").input_value() == stops(edition)["own"]


def test_nothing_later_than_the_day_is_said_in_an_answer(front):
    front.goto(f"{front.address}#as_of=2025-03-01")
    text = front.locator("#answer").inner_text()
    assert "1 March 2025" in text
    assert "2 October 2025" not in text
    assert "is signed but not in force" in text


def test_claims_can_be_chosen_and_sorted(front):
    front.locator("#pick-section").select_option("energy")
    shown = front.locator("#grid tbody tr:visible")
    sections = shown.evaluate_all("rows => [...new Set(rows.map(r => r.dataset.section))]")
    assert sections == ["energy"]
    assert front.locator("#picked").inner_text().startswith(f"{shown.count()} of ")
    front.locator("#pick-section").select_option("")
    front.get_by_role("button", name="Share").click()
    shares = front.locator("#grid tbody td:nth-child(5)").all_inner_texts()
    numbers = [float(s) for s in shares if s]
    assert numbers == sorted(numbers)


def test_without_script_the_page_reads_as_of_its_own_day(browser, edition):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((edition / "index.html").as_uri())
    assert page.locator("#time-machine").is_hidden()
    rows = page.locator("#grid tbody tr")
    assert rows.count() == len(json.loads((edition / "claims.json").read_text("utf-8"))["claims"])
    context.close()


def test_a_claim_in_the_address_shows_its_findings_and_keeps_its_place(front):
    front.goto(front.address.replace("index.html", "claims.html#C4"))
    claim = front.locator("article#C4")
    assert claim.locator("details.findings").get_attribute("open") is not None
    front.wait_for_timeout(100)
    assert 0 <= claim.bounding_box()["y"] < 400


def test_what_machines_read_of_claims_equals_the_page(front, edition):
    front.goto(front.address.replace("index.html", "claims.html"))
    text = front.locator('script[type="application/ld+json"]').text_content()
    reviews = {r["identifier"]: r for r in json.loads(text)["@graph"]}
    seen = front.locator("article.claim").evaluate_all(
        "all => all.map(a => [a.id, a.querySelector('.standing .verdict').lastChild.textContent])"
    )
    assert {i: r["reviewRating"]["alternateName"] for i, r in reviews.items()} == {
        claim_id: word.strip() for claim_id, word in seen
    }


def test_contents_follow_what_is_read(browser, edition):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto((edition / "summary.html").as_uri())
    links = page.locator(".contents a")
    marked = page.locator(".contents a[aria-current]")
    last = links.nth(links.count() - 2)
    page.locator(f"main [id='{last.get_attribute('href')[1:]}']").scroll_into_view_if_needed()
    page.mouse.wheel(0, 700)
    page.wait_for_timeout(600)
    assert marked.count() == 1
    assert marked.get_attribute("href") != links.first.get_attribute("href")
    context.close()


def test_a_term_is_explained_by_keyboard_and_without_script(browser, edition):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((edition / "summary.html").as_uri())
    term = page.locator("button.term").first
    meaning = page.locator(f"#{term.get_attribute('popovertarget')}")
    assert meaning.is_hidden()
    term.focus()
    page.keyboard.press("Enter")
    meaning.wait_for(state="visible")
    page.keyboard.press("Escape")
    meaning.wait_for(state="hidden")
    context.close()


def test_every_control_of_the_start_page_is_reached_by_tab(front):
    wanted = front.evaluate(
        "() => [...document.querySelectorAll('#time-machine, #pick')].flatMap(part =>"
        " [...part.querySelectorAll('button, input, select')])"
        ".filter(e => !e.disabled && e.offsetParent).map(e => e.id)"
    )
    reached = set()
    for _ in range(80):
        front.keyboard.press("Tab")
        reached.add(front.evaluate("() => document.activeElement.id"))
    assert set(wanted) <= reached
    assert len(wanted) >= 9


def test_nothing_moves_for_readers_who_want_no_motion(browser, edition):
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto((edition / "summary.html").as_uri())
    behaviour = "() => getComputedStyle(document.documentElement).scrollBehavior"
    assert page.evaluate(behaviour) == "auto"
    moving = page.evaluate(
        "() => [...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);"
        " return s.animationName !== 'none' || parseFloat(s.transitionDuration) > 0; }).length"
    )
    assert moving == 0
    context.close()
