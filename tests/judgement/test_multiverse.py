"""Verdicts for many sets of choices at once: they are those of the rule, one set at a time."""

import random
from datetime import date, timedelta
from itertools import product as every

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.judgement.claims import judge
from helpers.judgement.multiverse import (
    AXES,
    Stability,
    combinations,
    multiverse,
    product,
    stability,
    swings,
    universe,
)
from helpers.judgement.multiverse.counting import WORDS, pieces, weigh
from helpers.judgement.multiverse.rows import LETTERS, STANCES, Rows
from helpers.judgement.verdicts import GROUPS, Finding, Verdict, tally
from helpers.ledger.package import load
from helpers.ledger.views import Known
from helpers.parameters import ReportParameters, report_settings

SUMMING = 1e-12
"""Sums of the same weights in another order differ in their last bits, and in nothing else."""

EDGES = ("2025-01-20", "2026-01-16", "2026-01-17", "2026-01-18", "2026-07-05")
CHOICES = {
    "min_reliability": "ABCDE",
    "min_credibility": (1, 2, 3, 4, 5),
    "include_unjudged": (True, False),
    "include_party_media": (True, False),
    "independence": ("origin", "publisher", "none"),
    "weights": ("linear", "steep", "equal"),
    "coder": ("first", "second", "agreed"),
    "count_indicators": (True, False),
}


def seeded(count: int) -> pd.DataFrame:
    """Return sets of choices drawn with a fixed seed, on twelve days and those that matter."""
    draw = random.Random(20250117)
    days = [str(date(2025, 1, 20) + timedelta(draw.randrange(560))) for _ in range(12)]
    rows = [
        {"as_of": draw.choice([*days, *EDGES])} | {k: draw.choice(v) for k, v in CHOICES.items()}
        for _ in range(count)
    ]
    return pd.DataFrame(rows)[list(AXES)].sort_values("as_of", ignore_index=True)


def test_five_hundred_sets_give_the_verdicts_and_shares_of_the_rule_one_at_a_time():
    sets = seeded(500)
    made = universe(load(), sets)
    for n, choice in enumerate(sets.to_dict("records")):
        judged = judge(Known(load(), ReportParameters(**choice)))
        assert list(judged) == list(made.claims)
        words = [WORDS[w] for w in made.verdicts[n]]
        assert words == [j.verdict for j in judged.values()], choice
        shares = [np.nan if j.p is None else j.p for j in judged.values()]
        np.testing.assert_allclose(made.p[n], shares, rtol=0, atol=SUMMING)


def test_the_sets_drawn_meet_open_due_and_unjudgeable_forecasts_and_silent_claims():
    made = universe(load(), seeded(500))
    seen = {WORDS[w] for w in np.unique(made.verdicts)}
    assert {Verdict.OPEN, Verdict.CANNOT_JUDGE, Verdict.NOT_ENOUGH, Verdict.CAME_TRUE} <= seen
    assert np.isnan(made.p).any()


findings = st.lists(
    st.tuples(
        st.sampled_from(STANCES),
        st.sampled_from(LETTERS),
        st.integers(1, 6),
        st.integers(0, 3),
        st.integers(0, 2),
    ),
    min_size=1,
    max_size=14,
)


@settings(max_examples=150, deadline=None)
@given(findings, st.sampled_from(CHOICES["independence"]), st.sampled_from(CHOICES["weights"]))
def test_weights_on_arrays_are_those_of_the_tally_ties_and_all(drawn, independence, scheme):
    stance, letter, digit, origin, publisher = (np.array(x) for x in zip(*drawn, strict=True))
    zeros, blank = np.zeros(len(drawn), int), np.full(len(drawn), "", "U10")
    rows = Rows(
        zeros, np.array([STANCES.index(s) for s in stance]),
        np.array([LETTERS.index(x) for x in letter]), digit, origin, publisher,
        zeros.astype(bool), zeros.astype(bool), blank, blank, blank,
    )  # fmt: skip
    reference = tally(
        [Finding(f"{i}", s, a, n, f"o{o}", f"p{p}") for i, (s, a, n, o, p) in enumerate(drawn)],
        independence,
        scheme,
    )
    support, against = weigh(rows, np.ones((1, len(drawn)), bool), independence, scheme, n_claims=1)
    assert support[0, 0] == pytest.approx(reference.support, abs=SUMMING)
    assert against[0, 0] == pytest.approx(reference.against, abs=SUMMING)


def test_a_claim_that_had_not_been_made_has_no_verdict_and_no_row():
    day = "2025-01-20"
    made = universe(load(), product({"as_of": [day]}, report_settings()))
    stated = load().claims["stated_on"] <= day
    assert (made.verdicts[0] >= 0).tolist() == stated.tolist()
    assert len(made.table()) == stated.sum()


def test_work_cut_in_pieces_gives_the_same(monkeypatch):
    sets = seeded(60)
    whole = universe(load(), sets)
    monkeypatch.setattr("helpers.judgement.multiverse.counting.CELLS", 2_000)
    parts = universe(load(), sets)
    assert (whole.verdicts == parts.verdicts).all()
    np.testing.assert_array_equal(whole.p, parts.p)
    assert [(s.start, s.stop) for s in pieces(3, 1_500)] == [(0, 1), (1, 2), (2, 3)]


def test_the_report_compares_every_combination_of_its_ways_of_counting():
    made = multiverse(Known(load(), report_settings({"as_of": "2025-10-02"})))
    assert len(made.sets) == combinations() == len(made.sets.drop_duplicates())
    assert len(made.table()) == combinations() * len(load().claims)
    assert set(made.sets["as_of"]) == {"2025-10-02"}


def test_the_table_says_of_each_row_what_was_chosen_and_what_came_of_it():
    made = universe(load(), seeded(40))
    table = made.table()
    assert list(table.columns) == [*AXES, "claim_id", "verdict", "group", "p"]
    row = table.iloc[1234]
    n, claim = divmod(1234, len(made.claims))
    assert row["claim_id"] == made.claims[claim]
    assert row["as_of"] == made.sets["as_of"][n]
    assert row["verdict"] == str(WORDS[made.verdicts[n, claim]])
    assert row["group"] == GROUPS[Verdict(row["verdict"])]


def test_the_words_of_each_set_stand_beside_its_choices():
    made = universe(load(), seeded(10))
    wide = made.verdict_words()
    assert list(wide.columns) == [*AXES, *made.claims]
    assert wide["C4"].tolist() == [str(WORDS[w]) for w in made.verdicts[:, made.claims.index("C4")]]


def test_a_verdict_is_fragile_by_the_group_that_is_printed_not_by_the_commonest():
    known = Known(load(), report_settings())
    made, printed = multiverse(known), {c: j.group for c, j in judge(known).items()}
    asked, commonest = stability(made, printed), stability(made)
    assert asked["U7"].fragile and not commonest["U7"].fragile
    groups = made.table().groupby("claim_id", observed=True)["group"].value_counts()
    for claim, s in asked.items():
        assert s.group == printed[claim] and s.counts == commonest[claim].counts
        counts = groups[claim].drop(["not enough", "open"])
        if s.is_verdict:
            assert s.share == pytest.approx(counts[s.group] / counts.sum())
            assert s.fragile == (s.share < 2 / 3) and s.moves == (s.share < 1)
            assert commonest[claim].share == pytest.approx(counts.max() / counts.sum())


def test_ways_that_leave_too_little_evidence_or_a_forecast_open_neither_keep_nor_change_a_verdict():
    s = Stability("holds", {"holds": 8, "mixed": 2, "fails": 0, "open": 0, "not enough": 90})
    assert (s.ways, s.judged, s.share) == (100, 10, 0.8) and s.moves and not s.fragile
    none = Stability("not enough", {"holds": 1, "mixed": 0, "fails": 0, "open": 0, "not enough": 9})
    early = Stability("open", {"holds": 0, "mixed": 0, "fails": 0, "open": 9, "not enough": 0})
    assert not any(x.is_verdict or x.fragile or x.moves for x in (none, early))


def test_a_choice_swings_a_verdict_where_it_alone_changes_the_group():
    made = multiverse(Known(load(), report_settings()))
    moved = swings(made)
    assert set(moved.columns) == {c for c in made.sets.columns if made.sets[c].nunique() > 1}
    table = made.table().query("claim_id == 'E1'")
    rest = [c for c in moved.columns if c != "coder"]
    families = table.groupby(rest, observed=True)["group"].nunique()
    assert moved.loc["E1", "coder"] == pytest.approx((families > 1).mean())


def test_all_values_of_all_axes_can_be_combined():
    axes = {"weights": ["linear", "steep"], "as_of": ["2025-10-02", "2026-07-05"]}
    sets = product(axes, report_settings({"coder": "agreed"}))
    assert list(sets[["weights", "as_of"]].itertuples(index=False, name=None)) == list(
        every(*axes.values())
    )
    assert set(sets["coder"]) == {"agreed"}
