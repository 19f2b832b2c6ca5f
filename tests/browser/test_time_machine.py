"""The start page's time machine, by a real browser."""

import json
import random
import re
from functools import lru_cache
from itertools import pairwise

import pytest

from helpers.judgement.claims import claims_document, judge
from helpers.ledger.dates import days_between, shift_days
from helpers.ledger.package import load
from helpers.ledger.views import Known
from helpers.parameters import EARLIEST_AS_OF, ReportParameters

SEED, SAMPLES = 20250117, 10
SHOWN = """() => Object.fromEntries([...document.querySelectorAll('#grid tbody tr')].map(row =>
  [row.dataset.claim, [row.cells[3].querySelector('.verdict').lastChild.textContent.trim(),
                       row.cells[4].textContent, row.cells[5].textContent]]))"""
COUNTS = (
    """() => [...document.querySelectorAll('.scoreboard tfoot td.num')].map(c => +c.textContent)"""
)


@lru_cache
def table_of(edition) -> dict:
    text = (edition / "index.html").read_text("utf-8")
    found = re.search(r'<script type="application/json" id="moments">(.*?)</script>', text, re.S)
    return json.loads(found[1])


def day_shown(page) -> str:
    return page.locator("#day").input_value()


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


@pytest.mark.parametrize("switches", ["E1", "B0"])
def test_the_slider_stops_where_a_verdict_turns_under_the_switches_chosen(front, edition, switches):
    grade, media = switches
    stops = table_of(edition)["stops"][switches]
    front.locator("#grade").select_option(grade)
    front.locator("#media").set_checked(media == "1")
    front.locator("#stop").focus()
    front.keyboard.press("Home")
    days, shown = [], []
    for _ in stops:
        days.append(day_shown(front))
        shown.append({claim: words[0] for claim, words in front.evaluate(SHOWN).items()})
        front.keyboard.press("ArrowRight")
    assert days == [shift_days(EARLIEST_AS_OF, stop) for stop in stops]
    assert all(a != b for a, b in pairwise(shown[:-1]))
    assert day_shown(front) == table_of(edition)["own"]
    for day in reversed(days[:-1]):
        front.keyboard.press("ArrowLeft")
        assert day_shown(front) == day


def test_a_step_from_a_day_between_two_stops_goes_to_the_next_of_them(front, edition):
    stops = table_of(edition)["stops"]["E1"]
    before, after = next((a, b) for a, b in pairwise(stops) if b - a > 2)
    link = f"{front.address}#as_of={shift_days(EARLIEST_AS_OF, before + 1)}"
    for button, wanted in (("#earlier", before), ("#later", after)):
        front.goto("about:blank")
        front.goto(link)
        assert day_shown(front) == shift_days(EARLIEST_AS_OF, before + 1)
        front.locator(button).click()
        assert day_shown(front) == shift_days(EARLIEST_AS_OF, wanted)


def test_a_dragged_slider_stays_at_the_last_turn_before_the_pointer(front, edition):
    stops = table_of(edition)["stops"]["E1"]
    box = front.locator("#stop").bounding_box()
    y = box["y"] + box["height"] / 2
    front.mouse.move(box["x"] + box["width"] * 0.9, y)
    front.mouse.down()
    for share in (0.7, 0.5, 0.3, 0.31, 0.32):
        front.mouse.move(box["x"] + box["width"] * share, y)
        day = days_between(EARLIEST_AS_OF, day_shown(front))
        assert day in stops and abs(day - share * stops[-1]) < stops[-1] / 5
    front.mouse.up()


def test_a_day_that_there_is_not_is_named_and_the_own_day_shown(front, edition):
    own = table_of(edition)["own"]
    for asked, said in (
        ("as_of=2025-02-31", "There is no day 2025-02-31"),
        ("as_of=soon", "There is no day soon"),
        ("as_of=2024-12-01", "1 December 2024 is not from 20 January 2025 to"),
        ("as_of=2031-01-01", "1 January 2031 is not from"),
        ("min_reliability=Q", "There is no grade Q"),
    ):
        front.goto(f"{front.address}#{asked}")
        assert said in front.locator("#said").inner_text()
        assert day_shown(front) == own
        assert front.evaluate(SHOWN) == printed(ReportParameters(as_of=own))


def test_a_step_to_the_end_keeps_the_focus(front, edition):
    front.locator("#stop").focus()
    front.keyboard.press("ArrowLeft")
    later = front.locator("#later")
    later.focus()
    front.keyboard.press("Enter")
    assert day_shown(front) == table_of(edition)["own"]
    assert later.get_attribute("aria-disabled") == "true"
    assert front.evaluate("() => document.activeElement.id") == "later"
    front.keyboard.press("Enter")
    assert day_shown(front) == table_of(edition)["own"]


@pytest.mark.parametrize(("head", "column"), [("Share", 4), ("Verdict", 3)])
def test_a_sorted_list_stays_sorted_when_the_day_changes(front, head, column):
    front.locator("#grid thead button", has_text=head).click()
    for day in ("2025-09-10", "2025-03-01"):
        front.goto(f"{front.address}#as_of={day}")
        keys = front.locator("#grid tbody tr").evaluate_all(
            "(rows, at) => rows.map(r => r.cells[at].dataset.sort ?? r.cells[at].textContent)",
            column,
        )
        numbers = [float(key) for key in keys if key]
        assert numbers == sorted(numbers) and len(set(numbers)) > 3
        assert "" not in keys[: len(numbers)]


def test_what_is_of_the_edition_says_so_on_another_day(front):
    own = front.locator(".kicker").inner_text()
    hidden = front.locator(".moved-only:visible")
    assert hidden.count() == 0
    front.goto(f"{front.address}#as_of=2025-09-10&min_reliability=C")
    assert own != front.locator(".kicker").inner_text()
    assert "shown is 10 September 2025" in front.locator(".kicker").inner_text()
    assert all(t == "10 September 2025" for t in front.locator(".shown-day").all_inner_texts())
    assert "verdicts of this edition" in front.locator(".whose").first.inner_text()
    blocks = front.locator(".of-edition")
    assert blocks.count() > 5
    for at in range(blocks.count()):
        assert blocks.nth(at).inner_text().startswith("Of this edition, as of")
    front.get_by_role("button", name=re.compile("^Back to")).click()
    assert front.locator(".kicker").inner_text() == own
    assert hidden.count() == 0


def test_a_day_on_which_nothing_turned_changes_no_sentence_that_follows_the_day(front, edition):
    table = table_of(edition)
    told = "() => [...document.querySelectorAll('.of-day, .tally')].map(p => p.innerHTML)"
    own = front.evaluate(told)
    last = table["answers"][table["switches"]][-1][0]
    eve = table["stops"]["E1"][-1] - 1
    assert last <= eve, "a sentence changed on the last day"
    front.goto(f"{front.address}#as_of={shift_days(EARLIEST_AS_OF, eve)}")
    assert front.evaluate(told) == own
    assert "No verdict differs from that of this edition." in front.locator("#said").inner_text()


def test_numbers_and_verbs_agree_in_what_the_page_says(front, edition):
    differ = set()
    for stop in table_of(edition)["stops"]["E1"][-6:]:
        front.goto(f"{front.address}#as_of={shift_days(EARLIEST_AS_OF, stop - 1)}")
        said = front.locator("#said").inner_text()
        differ |= set(re.findall(r"(\w+) (verdicts? differs?) from (that|those)", said))
    for count, words, which in differ:
        one = count in ("No", "1")
        assert words == ("verdict differs" if one else "verdicts differ")
        assert which == ("that" if one else "those")
    assert len(differ) > 2


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1440])
def test_the_dial_stays_in_sight_and_covers_no_place_that_a_link_leads_to(browser, edition, width):
    context = browser.new_context(
        viewport={"width": width, "height": 844}, reduced_motion="reduce", locale="en-GB"
    )
    page = context.new_page()
    for place in ("claims", "three-figures"):
        page.goto(f"{(edition / 'index.html').as_uri()}#as_of=2025-09-10")
        room = page.locator(".opening").bounding_box()["width"]
        assert page.locator("#stop").bounding_box()["width"] == room
        page.goto(f"{(edition / 'index.html').as_uri()}#{place}")
        page.wait_for_timeout(200)
        dial = page.locator(".dial").bounding_box()
        assert dial["y"] == 0 and dial["height"] < 844 / 6
        assert page.locator(f"#{place}").bounding_box()["y"] >= dial["height"]
    assert page.evaluate("() => document.documentElement.scrollWidth") == width
    context.close()


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
    assert front.locator("#day").input_value() == table_of(edition)["own"]


def test_nothing_later_than_the_day_is_said_in_an_answer(front):
    front.goto(f"{front.address}#as_of=2025-03-01")
    text = front.locator("#answer").inner_text()
    assert "1 March 2025" in text
    assert "2 October 2025" not in text
    assert "is signed but not in force" in text
