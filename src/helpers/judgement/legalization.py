"""Obligation, precision, delegation: means of coded units, with intervals and what moves them.

The dimensions are those of Abbott, Keohane, Moravcsik, Slaughter and Snidal, The Concept of
Legalization, International Organization 54, 2000; the steps from 0 to 3 are this project's own
(`data/codebook.md`). Nothing here knows a treaty: every function takes coded units as rows.
"""

from itertools import combinations
from math import comb
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.judgement.verdicts import INTERVAL

SCALES = ("obligation", "precision", "delegation")
STEPS = (0, 1, 2, 3)
DRAWS = 5_000
SEED = 20250117
"""The day of signing: any fixed number would do, so that equal inputs give equal bytes."""

MOST_SPLITS = 20_000
VAGUE_AT_MOST, FIRM_FROM = 1, 2
"""A unit is vague up to this precision; a duty of result is firm from this one."""

GENERAL_FROM, FIRM_UP_TO = 0.60, 0.20
"""A text reads as general if at least this share is vague and at most that share is firm."""


class Mean(NamedTuple):
    """A mean or a share of units with its 90 per cent interval."""

    value: float
    low: float
    high: float


class Generality(NamedTuple):
    """How many units were counted, which share is vague, which firm, and what the rule says."""

    units: int
    vague: float
    firm: float

    @property
    def answer(self) -> str:
        """Return "yes" or "no", "" if nothing was read."""
        if not self.units:
            return ""
        return "yes" if self.vague >= GENERAL_FROM and self.firm <= FIRM_UP_TO else "no"


def clusters(units: pd.DataFrame, by: str = "article") -> list[str]:
    """Return what is drawn together when units are drawn anew.

    Units of one article were drafted, and mostly reported, together: they are no independent
    draws. A unit without a number stands alone, since its article is not known.

    Args:
        units: rows with `clause_id`, `treaty_id` and `article` ("" if not seen).
        by: "article", or "unit" for the plain bootstrap.
    """
    if by == "unit":
        return list(units["clause_id"])
    rows = zip(units["clause_id"], units["treaty_id"], units["article"], strict=True)
    return [f"{t} {a}" if a else str(c) for c, t, a in rows]


def bootstrap_mean(values: pd.Series, drawn_together: list[str], draws: int = DRAWS) -> Mean:
    """Return a mean with the percentile interval of the cluster bootstrap.

    Whole clusters are drawn with replacement (Davison and Hinkley, Bootstrap Methods and their
    Application, 1997, section 3.8); the interval is the 5th to 95th percentile. It says how much
    the mean hangs on which units were read, and nothing of the articles that nobody reported.

    Args:
        values: one per unit, without blanks.
        drawn_together: the cluster of each unit.
        draws: how many times to draw.

    Raises:
        ValueError: if there are no values.

    Example:
        >>> bootstrap_mean(pd.Series([2.0, 2.0]), ["a", "b"])
        Mean(value=2.0, low=2.0, high=2.0)
    """
    if values.empty:
        raise ValueError("a mean needs at least one unit")
    grouped = values.astype(float).groupby(np.asarray(drawn_together))
    sums, sizes = grouped.sum().to_numpy(), grouped.size().to_numpy()
    picked = np.random.default_rng(SEED).integers(0, len(sums), (draws, len(sums)))
    means = sums[picked].sum(axis=1) / sizes[picked].sum(axis=1)
    low, high = np.quantile(means, INTERVAL)
    return Mean(float(values.mean()), float(low), float(high))


def profile(units: pd.DataFrame, by: str = "article") -> pd.DataFrame:
    """Return the mean of each scale over coded units, with its interval.

    Args:
        units: rows with the three scales, `clause_id`, `treaty_id`, `article`.
        by: what is drawn anew, see `clusters`.

    Returns:
        One row per scale that has codes: scale, units, clusters, mean, low, high.
    """
    rows = []
    for scale in SCALES:
        coded = units[units[scale].notna()]
        if coded.empty:
            continue
        together = clusters(coded, by)
        rows.append(
            (scale, len(coded), len(set(together)), *bootstrap_mean(coded[scale], together))
        )
    return pd.DataFrame(rows, columns=["scale", "units", "clusters", "mean", "low", "high"])


def generality(units: pd.DataFrame) -> Generality:
    """Return the shares that are vague and firm among units with obligation and precision.

    Vague: precision at most 1. Firm: obligation 3 and precision from 2.
    """
    coded = units[["obligation", "precision"]].dropna()
    if coded.empty:
        return Generality(0, float("nan"), float("nan"))
    firm = (coded["obligation"] == STEPS[-1]) & (coded["precision"] >= FIRM_FROM)
    vague = coded["precision"] <= VAGUE_AT_MOST
    return Generality(len(coded), float(vague.mean()), float(firm.mean()))


def shifted(units: pd.DataFrame, steps: int, moved: pd.Series) -> pd.DataFrame:
    """Return the units with obligation and precision of some moved by steps, kept within 0 to 3.

    Delegation stays: whether a body decides is seen or not seen, never a matter of degree.

    Args:
        units: rows with the scales.
        steps: such as 1 or -1.
        moved: which rows move, true or false by the index of `units`.
    """
    by = steps * moved.to_numpy(int)
    return units.assign(
        **{s: (units[s].to_numpy(float) + by).clip(STEPS[0], STEPS[-1]) for s in SCALES[:2]}
    )


def left_out_one_by_one(units: pd.DataFrame, by: str = "unit") -> dict[str, pd.DataFrame]:
    """Return the units without each cluster in turn, by the name of what is left out."""
    together = pd.Series(clusters(units, by), index=units.index)
    return {name: units[together != name] for name in dict.fromkeys(together)}


def shifted_one_by_one(units: pd.DataFrame) -> dict[tuple[str, int], pd.DataFrame]:
    """Return the units with one of them a step up or down, by its clause_id and the step."""
    return {
        (str(name), step): shifted(units, step, units["clause_id"] == name)
        for name in units["clause_id"]
        for step in (-1, 1)
    }


def chance_of_gap(one: pd.Series, other: pd.Series) -> float:
    """Return how often a random split of two groups' units has means as far apart, 0 to 1.

    The permutation test of Fisher and Pitman: exact over all splits up to MOST_SPLITS, over as
    many random ones beyond (Good, Permutation, Parametric and Bootstrap Tests of Hypotheses, 3rd
    ed. 2005, section 3.2). It holds where a bootstrap fails: with a handful of units on one step.

    Raises:
        ValueError: if a group is empty.

    Example:
        >>> chance_of_gap(pd.Series([3, 3]), pd.Series([1, 1]))
        0.3333333333333333
    """
    if one.empty or other.empty:
        raise ValueError("a gap needs a unit on each side")
    pool = np.concatenate([one.to_numpy(float), other.to_numpy(float)])
    n, whole = len(one), pool.sum()
    if comb(len(pool), n) <= MOST_SPLITS:
        sums = np.array([pool[list(c)].sum() for c in combinations(range(len(pool)), n)])
    else:
        rng = np.random.default_rng(SEED)
        sums = np.array([rng.permutation(pool)[:n].sum() for _ in range(MOST_SPLITS)])
    gaps = np.abs(sums / n - (whole - sums) / (len(pool) - n))
    seen = abs(float(one.mean()) - float(other.mean()))
    return float((gaps >= seen - 1e-9).mean())


def share_bounds(share: float, units: int, unread: int) -> tuple[float, float]:
    """Return the least and the most a share could be if each unread article held one more unit.

    Manski, Partial Identification of Probability Distributions, 2003, chapter 1: without an
    assumption on what was not seen, only such bounds are known.

    Example:
        >>> share_bounds(0.5, 10, 10)
        (0.25, 0.75)
    """
    whole = units + unread
    return share * units / whole, (share * units + unread) / whole
