"""Means, intervals, shifts and bounds of coded units, checked by hand."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.judgement import legalization as law


def units(*rows: tuple) -> pd.DataFrame:
    """Return units given as (article, obligation, precision)."""
    table = pd.DataFrame(rows, columns=["article", "obligation", "precision"])
    return table.assign(
        clause_id=[f"U{i}" for i in range(len(table))], treaty_id="T", delegation=0.0
    )


CODED = units(("1", 3, 2), ("1", 3, 2), ("2", 2, 1), ("", 1, 0))


def test_units_of_one_article_are_drawn_together_and_loose_ones_alone():
    assert law.clusters(CODED) == ["T 1", "T 1", "T 2", "U3"]
    assert law.clusters(CODED, "unit") == ["U0", "U1", "U2", "U3"]


def test_the_mean_is_that_of_the_units_and_lies_within_its_interval():
    mean = law.bootstrap_mean(CODED["obligation"].astype(float), law.clusters(CODED))
    assert mean.value == (3 + 3 + 2 + 1) / 4
    assert mean.low <= mean.value <= mean.high


def test_two_clusters_give_the_three_means_that_two_draws_can_give():
    # draws: both the first (0), one of each (1/2), both the second (1), with chances 1/4, 1/2, 1/4
    mean = law.bootstrap_mean(pd.Series([0.0, 1.0]), ["a", "b"])
    assert (mean.value, mean.low, mean.high) == (0.5, 0.0, 1.0)


def test_drawing_articles_widens_the_interval_where_an_article_is_of_one_mind():
    rows = units(*[("1", 3, 2)] * 6, *[(str(a), 2, 1) for a in range(2, 8)])
    values = rows["obligation"].astype(float)
    one, other = (law.bootstrap_mean(values, law.clusters(rows, by)) for by in ("article", "unit"))
    assert one.high - one.low > other.high - other.low


def test_the_same_units_give_the_same_interval():
    values, together = CODED["precision"].astype(float), law.clusters(CODED)
    assert law.bootstrap_mean(values, together) == law.bootstrap_mean(values, together)


def test_no_units_have_no_mean():
    with pytest.raises(ValueError, match="at least one unit"):
        law.bootstrap_mean(pd.Series([], dtype=float), [])


def test_a_scale_without_codes_is_left_out_of_the_profile():
    rows = law.profile(CODED.assign(delegation=float("nan")))
    assert list(rows["scale"]) == ["obligation", "precision"]
    assert list(rows["units"]) == [4, 4] and list(rows["clusters"]) == [3, 3]


def test_vague_firm_and_the_answer_follow_the_rule():
    # precision 2, 2, 1, 0: half are vague; obligation 3 with precision 2: half are firm
    assert law.generality(CODED) == law.Generality(4, 0.5, 0.5)
    assert law.generality(CODED).answer == "no"
    soft = units(("1", 2, 1), ("2", 2, 1), ("3", 2, 1), ("4", 3, 2), ("5", 1, 0))
    assert law.generality(soft) == law.Generality(5, 0.8, 0.2)
    assert law.generality(soft).answer == "yes"


def test_nothing_read_has_no_answer():
    none = law.generality(CODED.head(0))
    assert none.answer == "" and math.isnan(none.vague)


def test_a_shift_moves_only_what_it_is_told_to_and_stays_on_the_scale():
    moved = law.shifted(CODED, 1, CODED["clause_id"].isin(["U0", "U3"]))
    assert list(moved["obligation"]) == [3, 3, 2, 2]
    assert list(moved["precision"]) == [3, 2, 1, 1]
    assert list(moved["delegation"]) == [0, 0, 0, 0]
    assert list(CODED["obligation"]) == [3, 3, 2, 1], "the rows given stay as they are"


def test_each_unit_or_article_is_left_out_once():
    assert {n: len(p) for n, p in law.left_out_one_by_one(CODED).items()} == {
        "U0": 3, "U1": 3, "U2": 3, "U3": 3
    }  # fmt: skip
    by_article = law.left_out_one_by_one(CODED, "article")
    assert {n: len(p) for n, p in by_article.items()} == {"T 1": 2, "T 2": 3, "U3": 3}


def test_one_step_of_one_unit_moves_the_mean_by_one_over_their_number():
    means = {k: p["precision"].mean() for k, p in law.shifted_one_by_one(CODED).items()}
    assert means["U2", 1] == pytest.approx(5 / 4 + 1 / 4)
    assert means["U3", -1] == 5 / 4, "a step below the scale is none"
    assert len(means) == 8


def test_bounds_take_the_unread_as_all_of_one_kind_then_all_of_the_other():
    assert law.share_bounds(0.7, 10, 30) == (7 / 40, 37 / 40)
    assert law.share_bounds(0.7, 10, 0) == (0.7, 0.7)


def test_the_chance_of_a_gap_counts_splits_by_hand():
    # of the ten splits of 3, 3 | 1, 1, 1 only the one seen has means two apart
    assert law.chance_of_gap(pd.Series([3, 3]), pd.Series([1, 1, 1])) == pytest.approx(1 / 10)
    assert law.chance_of_gap(pd.Series([2, 2]), pd.Series([2, 2])) == 1.0


def test_many_units_are_split_at_random_and_the_same_every_time():
    one, other = pd.Series([1.0, 2.0] * 15), pd.Series([2.0, 3.0] * 15)
    chance = law.chance_of_gap(one, other)
    assert 0 <= chance < 0.01 and chance == law.chance_of_gap(one, other)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=25))
def test_an_interval_never_leaves_the_scale(codes):
    values = pd.Series(codes, dtype=float)
    mean = law.bootstrap_mean(values, [str(i) for i in range(len(codes))], draws=200)
    assert 0 <= mean.low <= mean.high <= 3
