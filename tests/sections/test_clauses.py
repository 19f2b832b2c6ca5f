import csv
import io
import json
from contextlib import redirect_stdout
from itertools import pairwise
from pathlib import Path

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from helpers.judgement.legalization import chance_of_gap, generality
from helpers.ledger.package import data_dir
from helpers.sections import clauses
from helpers.sections.briefing import Briefing
from helpers.sections.clauses import (
    binding,
    coders,
    compared,
    doubts,
    firmness,
    heat_strip,
    like_with_like,
    older,
    points,
    reading,
    strips,
    treaties,
    wording,
)

FIRST_DAY, WEEK, NOW = "2025-01-20", "2025-01-24", "2026-07-05"


def briefing(**overrides: object) -> Briefing:
    return Briefing.of("clauses", **overrides)


@pytest.fixture(scope="module")
def now() -> Briefing:
    return briefing(as_of=NOW)


def shown(draw, report: Briefing) -> list[dict]:
    """Return the metadata of what a function of the section shows, with the table's rows."""
    InteractiveShell.instance().display_formatter.active_types = []
    with capture_output() as caught, redirect_stdout(io.StringIO()):
        draw(report)
    return [
        (o.metadata or {}).get("report", {})
        | {"rows": o.data.get("application/vnd.report.table+json", {}).get("rows", [])}
        | {"said": o.data.get("text/plain", "")}
        for o in caught.outputs
    ]


def table(name: str) -> list[dict[str, str]]:
    with Path(data_dir() / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def states(report: Briefing) -> dict[str, int]:
    rows = reading.articles(report)
    return rows[rows["article"] != "P"]["state"].value_counts().to_dict()


def test_the_strip_counts_what_a_hand_count_of_the_ledger_gives(now):
    assert states(now) == {"quoted": 7, "paraphrased": 5, "listed_only": 3, "not_read": 32}


def test_the_strip_of_the_signing_week_has_fewer_articles():
    expected = {"quoted": 6, "paraphrased": 4, "listed_only": 3, "not_read": 34}
    assert states(briefing(as_of=WEEK)) == expected


def test_a_later_day_never_unreads_a_unit():
    days = (FIRST_DAY, WEEK, "2025-04-15", "2025-10-02", NOW)
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
    early, late = (reading.units(briefing(as_of=d)).set_index("clause_id") for d in (WEEK, NOW))
    assert "yearly" in late["text"]["IR25-X02"] and late["delegation"]["IR25-X02"] == 1
    assert "yearly" not in early["text"]["IR25-X02"] and early["delegation"]["IR25-X02"] == 0


def test_working_units_leave_out_preamble_and_final_clauses(now):
    rows = reading.working(reading.units(now))
    by_hand = [
        r
        for r in table("clauses")
        if r["treaty_id"] == "IR-RU-2025"
        and r["read_level"] in ("quoted", "paraphrased")
        and r["domain"] != "legal_final"
        and r["article"] != "P"
    ]
    assert len(rows) == len(by_hand) == 37
    assert rows["obligation"].value_counts().to_dict() == {2: 27, 1: 6, 3: 4}
    assert rows["precision"].value_counts().to_dict() == {1: 23, 2: 11, 0: 3}


def test_generality_is_lost_where_only_quoted_units_count(now):
    read = generality(reading.working(reading.units(now)))
    assert (read.units, round(read.vague, 2), round(read.firm, 2)) == (37, 0.70, 0.11)
    quoted = generality(reading.working(reading.units(now, drop_paraphrased=True)))
    assert (quoted.units, round(quoted.vague, 2), round(quoted.firm, 2)) == (12, 0.67, 0.25)
    assert (read.answer, quoted.answer) == ("yes", "no")
    title = shown(wording.generality, now)[0]["title"]
    assert title.endswith("four of six readings, not where only quoted units count")


def test_the_title_of_the_comparison_counts_verdicts(now):
    rows = points.reported(points.statements(now))
    groups = [now.judgements[c].group for c in rows["claim_id"]]
    assert len(rows) == 14
    title = shown(points.article_and_text, now)[0]["title"]
    assert title.startswith(f"{groups.count('holds')} of 14 reported points match")


def test_words_listed_as_not_seen_occur_in_none_of_the_clauses_mapped():
    summaries = {
        r["clause_id"]: (r["title_short"] + " " + r["summary"]).lower() for r in table("clauses")
    }
    for row in table("article_statements"):
        for word in filter(None, row["words_not_seen"].split(";")):
            for clause in filter(None, row["clause_ids"].split(";")):
                assert word.lower() not in summaries[clause], (row["statement_id"], word, clause)


def test_units_left_out_and_units_used_make_up_all_that_was_read(now):
    rows = shown(points.left_out, now)[0]["rows"]
    used = {i for r in table("article_statements") for i in r["clause_ids"].split(";")}
    read = set(reading.read(reading.units(now))["clause_id"])
    assert len(rows) == len(read - used)


def test_flags_follow_the_codebook(now):
    rows = compared.flags(now)
    assert rows.loc["RU-KP-2024", "defence"] == "seen"
    assert rows.loc["IR-RU-2025", "defence"] == "denied"
    assert (rows.loc["IR-CN-2021"] == "").all()
    assert rows.loc["IR-RU-2025", "nonaggression"] == "not seen"
    assert "RU-VE-2025" not in compared.flags(briefing(as_of=WEEK)).index


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


def test_the_parameters_on_codes_move_the_means_and_the_comparison(now):
    plain = firmness.profiles(now)
    assert not firmness.profiles(briefing(clause_coder="second")).equals(plain)
    means = [firmness.profiles(briefing(doubtful_shift=k)).loc[0, "mean"] for k in (-1, 0, 1)]
    assert means == sorted(means) and len(set(means)) == 3
    by_unit = firmness.profiles(briefing(resample="unit"))
    assert (by_unit["mean"] == plain["mean"]).all() and not by_unit.equals(plain)
    other = like_with_like.like_profiles(briefing(compare_heading="common_threats"))
    assert list(other["units"]) != list(like_with_like.like_profiles(now)["units"])


def test_the_heat_strip_holds_every_article_and_every_loose_unit_once(now):
    rows = heat_strip.heat_rows(now)
    assert list(rows["article"][:48]) == ["P", *map(str, range(1, 48))]
    loose = [r for r in table("clauses") if r["clause_id"].startswith("IR25-X")]
    assert len(rows) == 48 + len(loose)
    by_hand = {}
    for r in table("clauses"):
        if r["treaty_id"] == "IR-RU-2025" and r["article"] and r["obligation"]:
            by_hand[r["article"]] = max(by_hand.get(r["article"], 0), int(r["obligation"]))
    coded = rows[rows["article"] != ""].dropna(subset=["obligation"]).set_index("article")
    assert {a: int(o) for a, o in coded["obligation"].items()} == by_hand


def test_means_are_over_units_read_and_stand_beside_the_share_read(now):
    rows = firmness.profiles(now).set_index(["group", "scale"])
    whole = rows.loc[firmness.ALL]
    assert whole.loc["obligation", "mean"] == pytest.approx((2 * 27 + 6 + 3 * 4) / 37)
    assert whole.loc["precision", "mean"] == pytest.approx((23 + 2 * 11) / 37)
    assert rows.loc["Transport and logistics", "low"].isna().all(), "one unit has no interval"
    assert "12 of 47 articles" in shown(firmness.legalization, now)[0]["title"]


def test_the_agreement_printed_is_that_of_a_hand_count(now):
    first = {r["clause_id"]: r for r in table("clauses")}
    second = {r["clause_id"]: r for r in table("clauses_second")}
    rows = coders.both(now)
    assert len(rows) == sum(r["read_level"] in ("quoted", "paraphrased") for r in first.values())
    found = coders.measured(rows)
    for scale in ("obligation", "precision", "delegation"):
        same = sum(first[c][scale] == second[c][scale] for c in rows["clause_id"])
        assert found[scale].same == same
    title = shown(coders.coder_agreement, now)[0]["title"]
    assert "obligation to 36 (kappa 0.95)" in title and "precision to 27 (kappa 0.57)" in title


def test_every_unit_on_which_the_coders_differ_is_listed(now):
    columns = ["domain", "article_theme", "obligation", "precision", "delegation", *compared.FLAGS]
    second = {r["clause_id"]: r for r in table("clauses_second")}
    off = [
        r["clause_id"]
        for r in table("clauses")
        if r["read_level"] in ("quoted", "paraphrased")
        and any(r[c] != second[r["clause_id"]][c] for c in columns)
    ]
    shown_ids = [row[0].split()[0] for row in shown(coders.differences, now)[0]["rows"]]
    assert sorted(shown_ids) == sorted(off) and len(off) == 31


def test_each_doubt_counts_its_codings_and_holds_the_codes_in_its_range(now):
    rows = doubts.spread(now).set_index("way")
    assert list(rows["codings"][:6]) == [1, 37, 28, 74, 2, 2]
    start = rows.loc[doubts.AS_CODED]
    for way in ("One unit left out", "One code a step off", "All codes a step off"):
        assert rows.loc[way, "vague_low"] <= start["vague_low"] <= rows.loc[way, "vague_high"]
    title = shown(clauses.sensitivity, now)[0]["title"]
    turned = [w.lower() for w, r in rows.iloc[1:].iterrows() if r["general_in"] < r["codings"]]
    assert turned and all(w in title for w in turned)


def test_treaties_are_compared_only_under_one_heading_and_with_units_enough(now):
    found = like_with_like.like_units(now)
    assert all(set(r["article_theme"]) == {"military_security"} for r in found.values())
    rows = like_with_like.like_profiles(now).set_index(["treaty", "scale"])
    assert rows["chance"][rows["units"] < like_with_like.LEAST].isna().all()
    here, there = found["IR-RU-2025"]["obligation"], found["IR-RU-2001"]["obligation"]
    assert rows.loc[("IR-RU-2001", "obligation"), "chance"] == chance_of_gap(here, there)
    none = shown(clauses.alike, briefing(compare_heading="energy"))[0]
    assert none["title"] == (
        "On energy no treaty can be compared: too few units of any other were read"
    )


def test_the_coder_changes_codes_and_agreed_codes_are_those_of_both(now):
    first, second, agreed = (
        reading.working(reading.units(now, coder=c)).set_index("clause_id")["precision"]
        for c in ("first", "second", "agreed")
    )
    assert (first != second).any()
    same = agreed.dropna().index
    assert (first[same] == second[same]).all() and len(same) == int((first == second).sum())


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
    report = briefing(as_of=FIRST_DAY)
    parts = [getattr(clauses, n) for n in clauses.__all__ if n not in ("begin", "narrative")]
    text = json.dumps([o for part in parts for o in shown(part, report)], ensure_ascii=False)
    assert "Duma ratifies" not in text and "Venezuela" not in text and "in force 2025" not in text


def test_runs_of_numbers_are_joined():
    assert strips.runs([6, 8, 9, 10, 11, 13]) == "6, 8–11 and 13"
    assert strips.runs([32, 34, 35]) == "32, 34 and 35"


def test_letters_of_headings_are_all_different():
    assert len(set(binding.LETTER.values())) == len(reading.HEADINGS)
