"""What is told of verdicts over the ways of counting: plain, whole and the same on every page."""

import pytest

from helpers.display.words import capital
from helpers.judgement.multiverse import Stability, combinations
from helpers.sections.briefing import Briefing
from helpers.sections.steadiness import cell, overall, told
from helpers.sections.summary import answer


def over(group: str, *counts: int) -> Stability:
    names = ("holds", "mixed", "fails", "open", "not enough")
    return Stability(group, dict(zip(names, counts, strict=True)))


@pytest.mark.parametrize(
    ("s", "said"),
    [
        (over("holds", 90, 10, 0, 0, 0), "holds in 90 % of 100"),
        (over("holds", 40, 0, 0, 0, 60), "holds in all 40"),
        (over("holds", 999, 1, 0, 0, 0), "holds in over 99 % of 1000"),
        (over("mixed", 95, 5, 0, 0, 0), "mixed in 5 % of 100; most read otherwise: holds in 95 %"),
        (over("not enough", 5, 0, 0, 0, 95), "no verdict in 95 % of 100"),
        (over("not enough", 0, 0, 0, 0, 100), "no verdict in any of 100"),
        (over("open", 0, 0, 0, 100, 0), "still open"),
    ],
)
def test_a_cell_names_the_share_of_the_ways_that_yield_a_verdict_and_their_number(s, said):
    assert cell(s).replace("\u00a0", " ") == said


def test_a_claim_is_told_with_the_ways_that_leave_too_little_evidence():
    assert told(over("holds", 30, 10, 0, 0, 60)) == (
        "In 60 per cent of 100 ways of counting too little evidence is left for a verdict; in 75"
        " per cent of the other 40 it holds and in 25 per cent it is mixed."
    )
    assert told(over("holds", 100, 0, 0, 0, 0)) == "In all 100 ways of counting it holds."


def test_a_fragile_verdict_is_called_so_and_most_ways_against_it_are_told():
    assert told(over("fails", 0, 40, 60, 0, 0)).endswith(
        "two thirds of these, the verdict is fragile."
    )
    against = told(over("mixed", 95, 5, 0, 0, 0))
    assert "Most of these read otherwise than the verdict printed" in against
    assert "fragile" not in told(over("fails", 0, 30, 70, 0, 0))


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([over("holds", 9, 0, 0, 0, 0)] * 2, "none of two verdicts changes group"),
        ([over("holds", 9, 1, 0, 0, 0)] * 2, "two of two verdicts change group in some of those"),
        ([over("holds", 1, 9, 0, 0, 0)] * 2, "two of two verdicts keep their group in fewer than"),
        ([over("open", 0, 0, 0, 9, 0)], "no claim with a verdict can change"),
        (
            [over("holds", 1, 9, 0, 0, 0), over("fails", 0, 1, 9, 0, 0)],
            "one of two verdicts keeps its group in fewer than two thirds of those that yield one,"
            " and one more changes group in some",
        ),
    ],
)
def test_all_verdicts_are_summed_up_in_a_true_sentence(found, said):
    assert said in overall(found)


@pytest.mark.parametrize("day", ["2025-01-20", "2026-07-05"])
def test_the_summary_says_of_all_verdicts_what_the_methods_say(day):
    summary, methods = (Briefing.of(s, as_of=day) for s in ("summary", "methods"))
    said = overall(methods.stability.values())
    assert answer.on_the_ways(summary.stability).startswith(capital(said))
    assert said.startswith(f"counted in {combinations()} ways, ")
