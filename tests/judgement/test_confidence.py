"""Confidence: how it starts, and each reason that lowers it."""

import pytest

from helpers.judgement.confidence import agreement, confidence, start_level
from helpers.judgement.verdicts import Finding, tally
from helpers.ledger.package import load


def make(
    name, stance="supports", grade="C1", party="", country="DEU", known_on="2026-06-01", origin=None
):
    return Finding(
        name, stance, grade[0], int(grade[1]), origin or name, name, party, country, known_on
    )


def sure(rows, sides=(), proxy=False, day="2026-07-05", settled=False):
    return confidence(tally(rows), "linear", sides, proxy=proxy, day=day, settled=settled)


FIVE = [make(f"o{i}") for i in range(5)]


def test_five_agreeing_origins_are_high_three_moderate_two_low():
    assert [sure(FIVE[:n]).level for n in (5, 3, 2)] == ["high", "moderate", "low"]
    assert (start_level(5, 0.79), start_level(4, 1.0), start_level(3, 0.59)) == (1, 1, 0)


@pytest.mark.parametrize(
    ("reason", "rows", "options"),
    [
        ("party sources", [make(f"o{i}", party="RUS", country="RUS") for i in range(5)], {}),
        ("one side unheard", FIVE, {"sides": ["IRN"]}),
        (
            "conflict",
            [
                make("a", grade="B1"),
                make("b", "contradicts", "B2"),
                *FIVE,
                *[make(f"p{i}") for i in range(5)],
            ],
            {},
        ),
        ("indirect", FIVE, {"proxy": True}),
        ("old", FIVE, {"day": "2027-06-02"}),
    ],
)
def test_each_reason_lowers_by_one_step_and_is_named(reason, rows, options):
    result = sure(rows, **options)
    assert result.reasons == (reason,)
    assert result.level == "moderate"


def test_a_fact_that_is_past_does_not_age_and_one_that_goes_on_does():
    assert sure(FIVE, day="2036-01-01").reasons == ("old",)
    assert sure(FIVE, day="2036-01-01", settled=True).reasons == ()


def test_only_facts_are_settled_and_none_before_it_could_be_claimed():
    for claim in load().claims.to_dict("records"):
        assert not claim["settled_on"] or claim["kind"] == "fact"
        assert claim["settled_on"] <= claim["stated_on"]


def test_a_side_is_heard_through_its_country_or_as_a_party():
    rows = [*FIVE, make("x", country="IRN"), make("y", party="RUS", country="RUS")]
    assert sure(rows, sides=["IRN", "RUS"]).reasons == ()


def test_reasons_add_up_and_the_level_never_falls_below_low():
    rows = [make(f"o{i}", party="RUS", country="RUS", known_on="2024-01-01") for i in range(5)]
    result = sure(rows, sides=["IRN"], proxy=True)
    assert result.level == "low" and len(result.reasons) == 4


def test_agreement_divides_an_origin_that_qualifies():
    rows = [make("a"), make("b"), make("c", "qualifies")]
    assert agreement(rows, "linear") == pytest.approx(2.5 / 3)


def test_no_finding_gives_low_without_reasons():
    assert sure([]).level == "low" and sure([]).reasons == ()
