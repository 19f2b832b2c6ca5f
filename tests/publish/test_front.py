"""The start page's table of days, and the page of claims."""

import json

from markupsafe import Markup

from helpers.publish import claim_pages, front
from helpers.publish.content import EditionContent

COURSE = [("2025-01-20", 0.5, "mixed"), ("2025-03-01", 0.7, "mostly supported")]
MOMENTS = {
    "first": "2025-01-20",
    "own": "2025-03-01",
    "switches": "C0",
    "days": [0, 40],
    "verdicts": ["mixed", "mostly supported"],
    "courses": {"C0": [0], "E1": [0]},
    "texts": ["*One* </script> & two"],
}


def content(**facts) -> EditionContent:
    return EditionContent("Title", "Subtitle", "2025-03-01", **facts)


def dossier(**facts) -> dict:
    base = {"claim_id": "A1", "text": "It is so.", "verdict": "mostly supported"}
    return base | {"group": "holds", "course": COURSE} | facts


def test_no_text_can_end_the_data_that_the_page_carries():
    table = front.embedded(content(moments=MOMENTS), Markup)
    assert "<" not in table
    assert json.loads(table)["texts"] == MOMENTS["texts"]


def test_without_other_days_there_is_no_slider():
    assert front.embedded(content(), Markup) == ""
    assert front.span(content()) is None
    assert front.span(content(moments=MOMENTS | {"days": [0]})) is None


def test_the_slider_begins_with_the_switches_of_the_edition():
    span = front.span(content(moments=MOMENTS))
    assert (span["grade"], span["media"], span["stops"]) == ("C", False, 1)
    assert (span["first"], span["last"]) == ("2025-01-20", "2025-03-01")


def test_claims_that_left_their_group_are_listed_with_the_day_of_their_last_turn():
    stayed = dossier(claim_id="A2", verdict="mixed", group="mixed", course=COURSE[:1])
    rows = front.moved(content(dossiers=[stayed, dossier()]))
    assert [(r["claim_id"], r["was"], r["now"], r["since"]) for r in rows] == [
        ("A1", "mixed", "mostly supported", "2025-03-01")
    ]


def test_a_citation_names_claim_verdict_day_and_evidence():
    said = claim_pages.citation(dossier(), content(authors=("Us",), fingerprint="0123456789abcdef"))
    assert said == (
        "Us, “A1: It is so.” Verdict: mostly supported, as of 1 March 2025. In: Title,"
        " claims.html#A1, evidence 0123456789ab."
    )
