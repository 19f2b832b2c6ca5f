"""The start page's table of days, and the page of claims."""

import json

from markupsafe import Markup

from helpers.publish import claim_pages, front, home
from helpers.publish.content import EditionContent
from publish import samples

COURSE = [("2025-01-20", 0.5, "mixed"), ("2025-03-01", 0.7, "mostly supported")]
MOMENTS = {
    "first": "2025-01-20",
    "own": "2025-03-01",
    "switches": "C0",
    "marks": [["2025-01-17", "signed"], ["2025-02-10", "in force"], ["2025-02-25", "due"]],
    "stops": {"C0": [0, 40], "E1": [0, 12, 40]},
    "pages": ["background"],
    "verdicts": ["mixed", "mostly supported"],
    "courses": {"C0": [0], "E1": [0]},
    "texts": ["*One* </script> & two", "Then.", "Of six claims, all hold."],
    "answers": {"C0": [[0, 1, 1, 1, 1, 1, 1, 1], [40, 0, 1, 1, 1, 1, 1, 2]]},
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
    assert front.span(content(moments=MOMENTS | {"own": MOMENTS["first"]})) is None


def test_the_slider_begins_with_the_switches_of_the_edition():
    span = front.span(content(moments=MOMENTS))
    assert (span["grade"], span["media"], span["days"]) == ("C", False, 40)
    assert (span["first"], span["last"]) == ("2025-01-20", "2025-03-01")


def test_the_scale_names_the_days_that_had_come_where_they_have_room():
    marks = front.scale(MOMENTS)
    assert [(m["place"], m["day"], m["text"]) for m in marks] == [
        (0, "20 Jan 2025", "signed 17 Jan 2025"),
        (52.5, "10 Feb 2025", "in force"),
        (90, "25 Feb 2025", "due"),
        (100, "1 Mar 2025", "this edition"),
    ]
    assert [m["room"] for m in marks] == ["all", "all", "none", "all"]


def opened_with(text: str, **facts):
    """Return a report whose first section opens with a box of some text."""
    report = samples.report(**facts)
    outputs = report.sections[0].notebook.cells[3].outputs
    outputs[0]["data"]["text/markdown"] = text
    return report


def test_what_the_table_of_days_says_follows_the_day_and_the_rest_is_of_the_edition():
    said = "*One* </script> & two Then. Then. Then. Then."
    report = opened_with(f"{said}\n\nThen.\n\nMore of it.", moments=MOMENTS)
    lead = home.lead(report)
    assert (lead["of_day"], lead["body"]) == ([said, "Then."], "More of it.")
    other = home.lead(opened_with("Something else.\n\nMore.", moments=MOMENTS))
    assert (other["of_day"], other["body"]) == ([], "Something else.\n\nMore.")
    assert home.lead(samples.report())["of_day"] == []


def test_a_card_says_how_its_claims_stand_once():
    pages = {"pages": ["energy"]}
    report = samples.report(moments=MOMENTS | pages)
    section = report.sections[1]
    box = next(c for c in section.notebook.cells if c.get("outputs")).outputs[0]
    box["data"]["text/markdown"] = "Of six claims, all hold. Oil is sold."
    entry = home.card(report, section)
    assert (entry["tally"], entry["text"]) == ("Of six claims, all hold.", "Oil is sold.")


def test_claims_of_a_section_without_a_page_lead_to_the_page_that_tells_of_them():
    report = samples.report(told_on={"outlook": "energy"})
    rows = {row["name"]: row["page"] for row in home.scoreboard(report)["rows"]}
    assert rows == {"background": "background", "energy": "energy", "outlook": "energy"}
    assert home.card(report, report.sections[1])["facts"][0] == "26 claims"
    bare = home.scoreboard(samples.report())["rows"]
    assert [row["page"] for row in bare if row["name"] == "outlook"] == [""]


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
