"""The treaty as read: which articles by which day, beside what was reported and the one before."""

import json
from functools import partial
from itertools import pairwise

import pytest

from helpers.sections import clauses
from helpers.sections.briefing import Briefing
from helpers.sections.clauses import compared, older, points, reading, strips, treaties
from sections.tools import EARLY, LATE, rows_of
from support.shown import shown

WEEK = "2025-01-24"
briefing = partial(Briefing.of, "clauses")


def states(report: Briefing) -> dict[str, int]:
    rows = reading.articles(report)
    return rows[rows["article"] != "P"]["state"].value_counts().to_dict()


def test_the_strip_counts_what_a_hand_count_of_the_ledger_gives(now):
    assert states(now) == {"quoted": 7, "paraphrased": 5, "listed_only": 3, "not_read": 32}


def test_the_strip_of_the_signing_week_has_fewer_articles():
    expected = {"quoted": 6, "paraphrased": 4, "listed_only": 3, "not_read": 34}
    assert states(briefing(as_of=WEEK)) == expected


def test_a_later_day_never_unreads_a_unit():
    days = (EARLY, WEEK, "2025-04-15", "2025-10-02", LATE)
    read = [set(reading.read(reading.units(briefing(as_of=d)))["clause_id"]) for d in days]
    assert all(a <= b for a, b in pairwise(read))


def test_a_stricter_grade_never_adds_a_unit():
    read = [
        set(reading.read(reading.units(briefing(min_reliability=g)))["clause_id"]) for g in "EDCBA"
    ]
    assert all(a >= b for a, b in pairwise(read))


def test_no_unit_is_known_before_one_of_its_admitted_sources():
    report = briefing(min_reliability="B")
    public = report.known.sources["known_from"]
    for row in reading.read(reading.units(report)).to_dict("records"):
        assert row["known_on"] <= report.as_of
        passing = [s for s in row["source_ids"].split(";") if s in public.index]
        assert row["known_on"] >= min(public[passing])


def test_wording_that_may_rest_on_a_source_not_yet_out_is_held_back():
    early, late = (reading.units(briefing(as_of=d)).set_index("clause_id") for d in (WEEK, LATE))
    assert "yearly" in late["text"]["IR25-X02"] and late["delegation"]["IR25-X02"] == 1
    assert "yearly" not in early["text"]["IR25-X02"] and early["delegation"]["IR25-X02"] == 0


def test_the_title_of_the_comparison_counts_verdicts(now):
    rows = points.reported(points.statements(now))
    groups = [now.judgements[c].group for c in rows["claim_id"]]
    assert len(rows) == 14
    title = shown(points.article_and_text, now)[0]["title"]
    assert title.startswith(f"{groups.count('holds')} of 14 reported points match")


def test_words_listed_as_not_seen_occur_in_none_of_the_clauses_mapped():
    summaries = {
        r["clause_id"]: (r["title_short"] + " " + r["summary"]).lower()
        for r in rows_of("clauses.csv")
    }
    for row in rows_of("article_statements.csv"):
        for word in filter(None, row["words_not_seen"].split(";")):
            for clause in filter(None, row["clause_ids"].split(";")):
                assert word.lower() not in summaries[clause], (row["statement_id"], word, clause)


def test_units_left_out_and_units_used_make_up_all_that_was_read(now):
    rows = shown(points.left_out, now)[0]["rows"]
    used = {i for r in rows_of("article_statements.csv") for i in r["clause_ids"].split(";")}
    read = set(reading.read(reading.units(now))["clause_id"])
    assert len(rows) == len(read - used)


def test_each_parameter_of_the_section_changes_what_is_shown(now):
    assert states(briefing(drop_paraphrased=True)) != states(now)
    low = reading.read(reading.units(briefing(drop_low_confidence=True)))
    assert len(low) < len(reading.read(reading.units(now)))
    strict = compared.flags(briefing(consultation="strict"))
    assert strict.loc["IR-RU-2025", "consultation"] == "not seen"
    counted = compared.flags(briefing(count_preamble_nonaggression=True))
    assert counted.loc["IR-RU-2025", "nonaggression"] == "seen"
    assert len(compared.flags(briefing(comparators=["RU-KP-2024"]))) == 2
    acts = clauses.acts.acts
    assert len(acts(briefing(show_side_agreements=False))) < len(acts(now))


def test_lineage_counts_pairs_by_relation(now):
    relations = older.pairs(now)["relation"].value_counts().to_dict()
    assert relations == {
        "not_seen_2001": 30,
        "repeated": 5,
        "extended": 4,
        "not_seen_2025": 2,
        "cannot_tell": 1,
    }


def test_days_from_signature_to_effect(now):
    assert treaties.days_to_force(now, "IR-RU-2025") == 258
    assert treaties.days_to_force(briefing(as_of="2025-10-01"), "IR-RU-2025") is None
    assert shown(clauses.ratification, now)[0]["title"].startswith("258 days")
    assert (
        "neither side had approved" in shown(clauses.ratification, briefing(as_of=WEEK))[0]["title"]
    )
    assert (
        "Russia had approved"
        in shown(clauses.ratification, briefing(as_of="2025-04-22"))[0]["title"]
    )


@pytest.mark.parametrize(
    "overrides",
    [
        {"min_reliability": "A", "drop_paraphrased": True, "drop_low_confidence": True},
        {"comparators": [], "consultation": "strict"},
        {"comparators": ["IR-CN-2021"], "clause_coder": "agreed", "include_party_media": False},
        {"clause_coder": "second", "doubtful_shift": -1, "resample": "unit"},
    ],
    ids=lambda o: ",".join(o),
)
def test_every_part_bears_settings_that_leave_little(overrides):
    report = briefing(**overrides)
    parts = [getattr(clauses, n) for n in clauses.__all__ if n not in ("begin", "narrative")]
    kinds = [o.get("kind") for part in parts for o in shown(part, report)]
    assert "figure" in kinds and "table" in kinds


def test_an_early_edition_names_no_later_year():
    report = briefing(as_of=EARLY)
    parts = [getattr(clauses, n) for n in clauses.__all__ if n not in ("begin", "narrative")]
    text = json.dumps([o for part in parts for o in shown(part, report)], ensure_ascii=False)
    assert "Duma ratifies" not in text and "Venezuela" not in text and "in force 2025" not in text


def test_runs_of_numbers_are_joined():
    assert strips.runs([6, 8, 9, 10, 11, 13]) == "6, 8–11 and 13"
    assert strips.runs([32, 34, 35]) == "32, 34 and 35"
