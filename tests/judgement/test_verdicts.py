"""The rule: weights, shares, words; worked by hand and as properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.judgement.forecasts import chance_to_hold, forecast_verdict, likelihood_word
from helpers.judgement.grading import SCHEMES, is_good, weight
from helpers.judgement.verdicts import (
    Finding,
    Verdict,
    independent,
    interval,
    near_edge,
    tally,
    verdict_for,
)

STANCES = ("supports", "qualifies", "contradicts")
MIRROR = {"supports": "contradicts", "contradicts": "supports", "qualifies": "qualifies"}


def make(
    stance="supports", grade="A1", origin="o", publisher=None, name="x", known_on="2025-01-17"
):
    return Finding(
        name, stance, grade[0], int(grade[1]), origin, publisher or origin, "", "", known_on
    )


findings = st.lists(
    st.builds(
        make,
        stance=st.sampled_from(STANCES),
        grade=st.tuples(st.sampled_from("ABCDEF"), st.sampled_from("123456")).map("".join),
        origin=st.sampled_from("pqrst"),
        publisher=st.sampled_from("uvw"),
        name=st.uuids().map(str),
    ),
    max_size=12,
)
schemes = st.sampled_from(list(SCHEMES))
modes = st.sampled_from(["origin", "publisher", "none"])


def test_the_worked_example_gives_the_sums_of_the_methods_page():
    rows = [
        make("supports", "B2", "agency x", name="1"),
        make("supports", "C2", "agency x", name="2"),
        make("supports", "A1", "ministry y", name="3"),
        make("qualifies", "B1", "institute z", name="4"),
        make("contradicts", "C3", "newspaper v", name="5"),
    ]
    sums = tally(rows)
    assert sums.support == pytest.approx(0.64 + 1.0 + 0.4)
    assert sums.against == pytest.approx(0.4 + 0.3)
    assert sums.p == pytest.approx(2.54 / 3.74)
    assert verdict_for(sums.p, sums.enough) is Verdict.MOSTLY_SUPPORTED
    low, high = interval(sums.support, sums.against)
    assert (round(low, 2), round(high, 2)) == (0.28, 0.97)


@pytest.mark.parametrize(
    ("share", "word"),
    [
        (0.8, "supported"),
        (0.7999, "mostly supported"),
        (0.6, "mostly supported"),
        (0.59, "mixed"),
        (0.4, "mixed"),
        (0.39, "mostly contradicted"),
        (0.2, "mostly contradicted"),
        (0.19, "contradicted"),
    ],
)
def test_bands_cut_the_share_where_the_methods_page_says(share, word):
    assert str(verdict_for(share)) == word


def test_less_than_one_top_finding_is_not_enough_and_one_is():
    assert tally([make(grade="A2")]).enough is False
    assert tally([make(grade="A1")]).enough is True
    assert verdict_for(0.9, enough=False) is Verdict.NOT_ENOUGH


def test_unanimous_support_needs_a_weight_of_one_and_a_half():
    assert verdict_for(tally([make(name="a", origin="a")]).p) is Verdict.MOSTLY_SUPPORTED
    two = [make(name="a", origin="a"), make(name="b", origin="b", grade="A3")]
    assert verdict_for(tally(two).p) is Verdict.SUPPORTED


def test_what_cannot_be_judged_weighs_as_the_middle_of_the_scale():
    for scheme in SCHEMES:
        assert weight("F", 6, scheme) == weight("C", 3, scheme)
    assert is_good("B", 2) and not is_good("C", 1) and not is_good("A", 3)


@given(findings, schemes, modes)
def test_swapping_the_sides_mirrors_the_share(rows, scheme, mode):
    swapped = [
        make(
            MIRROR[f.stance],
            f"{f.reliability}{f.credibility}",
            f.origin,
            f.publisher,
            f.evidence_id,
        )
        for f in rows
    ]
    assert tally(swapped, mode, scheme).p == pytest.approx(1 - tally(rows, mode, scheme).p)


@given(findings, schemes)
def test_a_duplicated_repost_changes_nothing_under_origin_independence(rows, scheme):
    if not rows:
        return
    again = make(
        rows[0].stance,
        f"{rows[0].reliability}{rows[0].credibility}",
        rows[0].origin,
        "other",
        "repost",
    )
    assert tally([*rows, again], "origin", scheme).p == pytest.approx(
        tally(rows, "origin", scheme).p
    )


@given(findings)
def test_equal_weights_without_independence_equal_a_hand_count(rows):
    s = sum(
        1.0 if f.stance == "supports" else 0.5 if f.stance == "qualifies" else 0.0 for f in rows
    )
    c = len(rows) - s
    sums = tally(rows, "none", "equal")
    assert sums.support == pytest.approx(s) and sums.against == pytest.approx(c)
    assert sums.p == pytest.approx((0.5 + s) / (1 + s + c))


@given(findings, schemes, modes)
def test_the_order_of_findings_does_not_matter(rows, scheme, mode):
    assert tally(rows[::-1], mode, scheme).p == pytest.approx(tally(rows, mode, scheme).p)


@given(findings, schemes, modes)
def test_only_the_heaviest_of_an_origin_and_stance_counts(rows, scheme, mode):
    kept = independent(rows, mode, scheme)
    if mode == "none":
        assert len(kept) == len(rows)
    else:
        seen = [(f.stance, getattr(f, mode)) for f in kept]
        assert len(seen) == len(set(seen))


@given(findings, schemes)
def test_the_interval_holds_the_median_side_and_lies_between_zero_and_one(rows, scheme):
    sums = tally(rows, "origin", scheme)
    low, high = interval(sums.support, sums.against)
    assert 0 <= low < high <= 1


def test_a_forecast_is_open_before_its_horizon_and_judged_from_that_day():
    assert forecast_verdict(0.9, True, "2026-01-16", "2026-01-17") is Verdict.OPEN
    assert forecast_verdict(0.6, True, "2026-01-17", "2026-01-17") is Verdict.CAME_TRUE
    assert forecast_verdict(0.5, True, "2026-01-17", "2026-01-17") is Verdict.PARTLY
    assert forecast_verdict(0.39, True, "2026-01-17", "2026-01-17") is Verdict.DID_NOT
    assert forecast_verdict(0.9, False, "2026-01-17", "2026-01-17") is Verdict.CANNOT_JUDGE


@pytest.mark.parametrize(
    ("chance", "word"),
    [
        (0.01, "almost no chance"),
        (0.2, "very unlikely"),
        (0.3, "unlikely"),
        (0.5, "roughly even chance"),
        (0.7, "likely"),
        (0.9, "very likely"),
        (0.99, "almost certain"),
    ],
)
def test_likelihood_words_are_those_of_the_directive(chance, word):
    assert likelihood_word(chance) == word


def test_the_chance_to_hold_is_one_half_without_findings_and_grows_with_support():
    assert chance_to_hold(0, 0) == pytest.approx(0.5)
    assert chance_to_hold(2, 0) > chance_to_hold(1, 0) > 0.5


def test_near_the_edge_of_a_band_is_said():
    assert near_edge(0.81) and near_edge(0.59) and not near_edge(0.5) and not near_edge(0.99)
