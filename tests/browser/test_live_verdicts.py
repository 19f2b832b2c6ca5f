"""The page that computes in the browser: the verdicts of the command line and of the rule."""

import json
import random

import pytest

from browser.tools import go
from helpers.judgement.docket import Changes, judge_docket
from helpers.ledger.dates import days_between, shift_days
from helpers.parameters import EARLIEST_AS_OF, ReportParameters, report_settings

CHOICES = {
    "min_reliability": list("ABCDE"),
    "min_credibility": list("12345"),
    "include_unjudged": ["true", "false"],
    "include_party_media": ["true", "false"],
    "independence": ["origin", "publisher", "none"],
    "weights": ["linear", "steep", "equal"],
    "coder": ["first", "second", "agreed"],
    "count_indicators": ["true", "false"],
}
ROWS = """() => Object.fromEntries(
  [...document.querySelectorAll("#board > .treaty > .scroll > table > tbody > tr[data-claim]")]
    .map(row => [row.dataset.claim, {
      verdict: row.querySelector(".verdict").textContent.trim(),
      share: row.cells[2].firstChild?.textContent ?? "",
      interval: row.cells[2].querySelector(".i")?.textContent ?? "",
      confidence: row.cells[4].textContent,
      counts: [row.cells[5].textContent, row.cells[6].textContent],
    }]))"""


def until(tab, script: str) -> None:
    """Wait until an expression holds; Playwright's own way needs eval, which the page forbids."""
    for _ in range(200):
        if tab.evaluate(script):
            return
        tab.wait_for_timeout(25)
    raise AssertionError(f"never came true: {script}")


def printed(j) -> dict:
    """Return a judgement to the digits that the page prints."""
    return {
        "verdict": str(j.verdict),
        "share": "" if j.p is None else f"{j.p:.2f}",
        "interval": "" if j.interval is None else "{:.2f}-{:.2f}".format(*j.interval),
        "confidence": j.confidence,
        "counts": [str(j.n_evidence), str(j.n_origins)],
    }


def drawn(seed: int, last: str) -> dict[str, str]:
    draw = random.Random(seed)
    day = shift_days(EARLIEST_AS_OF, draw.randint(0, days_between(EARLIEST_AS_OF, last)))
    return {"as_of": day} | {name: draw.choice(values) for name, values in CHOICES.items()}


@pytest.mark.parametrize("seed", range(10))
def test_the_page_is_equal_to_the_command_line(tab, docket, run_treaty, seed):
    wanted = drawn(seed, docket.last)
    go(tab, **wanted)
    words = [w for pair in wanted.items() for w in ("--set", "=".join(pair))]
    told = run_treaty("claims", "--json", *words).stdout
    with tab.expect_download() as saved:
        tab.locator("#save").click()
    assert json.loads(saved.value.path().read_text("utf-8")) == json.loads(told)
    found = tab.evaluate(ROWS)
    judged = judge_docket(docket, report_settings(wanted))
    assert found == {name: printed(j) for name, j in judged.items()}
    for claim in json.loads(told)["claims"]:
        row = found[claim["claim_id"]]
        counts = [str(claim["n_evidence"]), str(claim["n_origins"])]
        assert (row["verdict"], row["confidence"]) == (claim["verdict"], claim["confidence"])
        assert row["counts"] == counts


def test_the_line_shown_gives_the_verdicts_shown(tab, run_treaty):
    go(tab, as_of="2025-10-02", weights="steep")
    claims, report = tab.locator("#commands").inner_text().splitlines()
    assert claims == "treaty claims --set as_of=2025-10-02 --set weights=steep"
    assert report == claims.replace("claims", "report", 1)
    assert run_treaty(*claims.split()[1:]).returncode == 0


def test_a_bad_value_is_named_beside_its_control_and_the_last_good_view_stays(tab):
    before = tab.evaluate(ROWS)
    control = tab.locator("#p-min_credibility")
    control.fill("9")
    told = tab.locator("#e-min_credibility")
    told.get_by_text("'9' is not allowed. Allowed: a whole number from 1 to 5").wait_for()
    assert control.get_attribute("aria-invalid") == "true"
    assert tab.evaluate(ROWS) == before
    control.fill("2")
    assert told.inner_text() == "" and control.get_attribute("aria-invalid") is None
    assert tab.evaluate(ROWS) != before


def test_a_day_that_the_page_does_not_cover_is_refused(tab, docket):
    tab.locator("#p-as_of").fill(shift_days(docket.last, 1))
    tab.get_by_text(f"is not among the days that this page covers, {docket.first}").wait_for()


def test_a_source_left_out_is_left_out_by_the_rule(tab, docket):
    entry = next(e for e in docket.entries if e.claim_id == "C4" and not e.computed)
    name = entry.sources[0]
    go(tab, without=name)
    changes = Changes(without_sources={name})
    judged = judge_docket(docket, ReportParameters(), changes)
    assert tab.evaluate(ROWS) == {n: printed(j) for n, j in judged.items()}
    assert tab.locator("#save").is_disabled() and tab.locator("#partly").is_visible()


def test_any_subset_of_sources_can_be_chosen_by_hand(tab, docket):
    tab.locator("#sources > summary").click()
    tab.get_by_role("button", name="None of these").click()
    tab.get_by_role("searchbox", name="Search").fill("tass")
    tab.get_by_role("button", name="All of these").click()
    titles = {
        n
        for n, s in docket.sources.items()
        if "tass" in f"{s.source_id} {s.publisher} {s.title}".lower()
    }
    gone = frozenset(docket.sources) - titles
    judged = judge_docket(docket, ReportParameters(), Changes(without_sources=gone))
    assert tab.evaluate(ROWS) == {n: printed(j) for n, j in judged.items()}
    until(tab, "new URLSearchParams(location.hash.slice(1)).get('only')")
    link = tab.evaluate("location.hash.slice(1)")
    tab.locator("#reset").click()
    tab.evaluate("hash => { location.hash = hash; }", link)
    until(tab, "document.getElementById('changes').hidden === false")
    assert tab.evaluate(ROWS) == {n: printed(j) for n, j in judged.items()}


def test_no_source_is_listed_before_it_was_out(tab, docket):
    go(tab, as_of="2025-02-01")
    tab.locator("#sources > summary").click()
    listed = set(tab.locator("#sources li small").all_inner_texts())
    out = {f"{n}, {s.reliability}" for n, s in docket.sources.items()
           if s.known_from <= "2025-02-01"}  # fmt: skip
    assert {t for t in listed if t} <= out
    assert tab.locator("#sources li").count() == len(out) < len(docket.sources)


def test_a_source_graded_otherwise_weighs_otherwise(tab, docket):
    entry = next(e for e in docket.entries if e.claim_id == "C4" and not e.computed)
    go(tab, claim="C4")
    tab.locator(f"tr[data-evidence='{entry.evidence_id}'] select").select_option("E")
    changes = Changes(grades={entry.sources[0]: "E"})
    judged = judge_docket(docket, ReportParameters(), changes)
    assert tab.evaluate(ROWS) == {n: printed(j) for n, j in judged.items()}
    until(tab, "location.hash.includes('grade=')")
    assert f"grade={entry.sources[0]}:E" in tab.evaluate("location.hash")
