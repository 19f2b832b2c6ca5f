"""How well a verdict stands: in how many ways of counting, and which choice moves it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.judgement.multiverse.universe import GROUP_NAMES, Universe

STABLE_SHARE = 2 / 3
"""A verdict whose group is kept in a smaller share of the ways that yield one is called fragile."""

VERDICTS = ("holds", "mixed", "fails")
"""Groups that say something of a claim; a way that gives one of them yields a verdict."""


@dataclass(frozen=True)
class Stability:
    """How one claim fares over many ways of counting.

    Attributes:
        group: the group asked after: that of the verdict printed, or the commonest.
        counts: by group, the number of ways that give it.
    """

    group: str
    counts: Mapping[str, int]

    @property
    def ways(self) -> int:
        """The number of ways, those without a verdict among them."""
        return sum(self.counts.values())

    @property
    def judged(self) -> int:
        """The number of ways that yield a verdict."""
        return sum(self.counts[g] for g in VERDICTS)

    @property
    def is_verdict(self) -> bool:
        """Whether the group asked after says something of the claim, and some way yields one."""
        return self.group in VERDICTS and self.judged > 0

    @property
    def share(self) -> float:
        """The share of the ways that yield a verdict that give the group; NaN without one."""
        return self.counts[self.group] / self.judged if self.is_verdict else float("nan")

    @property
    def fragile(self) -> bool:
        """Whether too few of the ways that yield a verdict give the group."""
        return self.is_verdict and self.share < STABLE_SHARE

    @property
    def moves(self) -> bool:
        """Whether a way that yields a verdict gives another group."""
        return self.is_verdict and self.share < 1


def stability(universe: Universe, printed: Mapping[str, str] | None = None) -> dict[str, Stability]:
    """Return, for each claim that had been made, how a group fares over the ways.

    Ways that leave too little evidence, or a forecast open, are no votes for or against.

    Args:
        universe: the verdicts of all ways.
        printed: by claim_id, the group of the verdict that is printed. Where no verdict is, as in
            a sweep, the commonest group is asked after; of groups equally common the first in the
            order of `GROUPS`.
    """
    found = {}
    for claim, row in universe.counts.iterrows():
        counts = {g: int(n) for g, n in zip(GROUP_NAMES, row, strict=True)}
        group = printed[str(claim)] if printed is not None else _commonest(counts)
        found[str(claim)] = Stability(group, counts)
    return found


def _commonest(counts: Mapping[str, int]) -> str:
    among = VERDICTS if any(counts[g] for g in VERDICTS) else GROUP_NAMES
    return max(among, key=lambda g: counts[g])


def swings(universe: Universe) -> pd.DataFrame:
    """Return how often each choice alone moves a claim's verdict into another group.

    For each axis the sets are taken in families that differ in that axis only; a family swings
    if its members do not all give the same group.

    Returns:
        Claims x axes: the share of families that swing, 0 to 1; axes of one value are left out.
    """
    groups, sets = universe.groups, universe.sets
    codes = {c: pd.factorize(sets[c])[0] for c in sets.columns if sets[c].nunique() > 1}
    out = {}
    for axis in codes:
        family = np.zeros(len(sets), np.int64)
        for other in (c for c in codes if c != axis):
            family = family * (int(codes[other].max()) + 1) + codes[other]
        order = np.argsort(family, kind="stable")
        first = np.flatnonzero(np.r_[True, np.diff(family[order]) != 0])
        low = np.minimum.reduceat(groups[order], first, axis=0)
        high = np.maximum.reduceat(groups[order], first, axis=0)
        out[axis] = (low != high).mean(axis=0)
    made = (groups != -1).any(axis=0)
    return pd.DataFrame(out, index=pd.Index(universe.claims, name="claim_id"))[made]
