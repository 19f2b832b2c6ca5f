"""The codes of the clauses: means, doubts and two coders, against counts by hand."""

from functools import partial

import pandas as pd
import pytest

from helpers.judgement.legalization import chance_of_gap, generality
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
    reading,
    wording,
)
from helpers.sections.clauses.blocks import blocks_title
from sections.tools import rows_of
from support.shown import shown

WEEK = "2025-01-24"
briefing = partial(Briefing.of, "clauses")


def test_working_units_leave_out_preamble_and_final_clauses(now):
    rows = reading.working(reading.units(now))
    by_hand = [
        r
        for r in rows_of("clauses.csv")
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


def test_flags_follow_the_codebook(now):
    rows = compared.flags(now)
    assert rows.loc["RU-KP-2024", "defence"] == "seen"
    assert rows.loc["IR-RU-2025", "defence"] == "denied"
    assert (rows.loc["IR-CN-2021"] == "").all()
    assert rows.loc["IR-RU-2025", "nonaggression"] == "not seen"
    assert "RU-VE-2025" not in compared.flags(briefing(as_of=WEEK)).index


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
    loose = [r for r in rows_of("clauses.csv") if r["clause_id"].startswith("IR25-X")]
    assert len(rows) == 48 + len(loose)
    by_hand = {}
    for r in rows_of("clauses.csv"):
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
    first = {r["clause_id"]: r for r in rows_of("clauses.csv")}
    second = {r["clause_id"]: r for r in rows_of("clauses_second.csv")}
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
    second = {r["clause_id"]: r for r in rows_of("clauses_second.csv")}
    off = [
        r["title_short"]
        for r in rows_of("clauses.csv")
        if r["read_level"] in ("quoted", "paraphrased")
        and any(r[c] != second[r["clause_id"]][c] for c in columns)
    ]
    rows = shown(coders.differences, now)[0]["rows"]
    assert sorted(row[0].partition(": ")[2] for row in rows) == sorted(off) and len(off) == 31
    assert not any("_" in cell or "->" in cell for row in rows for cell in row)


@pytest.mark.parametrize(
    ("groups", "words"),
    [
        ({"Energy": "fails", "Common threats": "not enough"}, "one point does not match and one"),
        ({"Energy": "not enough"}, "but under energy: there one point lacks evidence"),
        ({}, "All points reported under the six headings match"),
    ],
)
def test_a_point_that_lacks_evidence_is_not_said_to_fail(groups, words):
    titles = ("Energy", "Common threats", "Military and security")
    rows = pd.DataFrame([(t, groups.get(t, "holds")) for t in titles], columns=["title", "group"])
    assert words in blocks_title(rows)


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


def test_letters_of_headings_are_all_different():
    assert len(set(binding.LETTER.values())) == len(reading.HEADINGS)
