"""How well a verdict stands: in how many ways of counting, and which choice moves it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.judgement.multiverse.universe import Universe

STABLE_SHARE = 2 / 3
"""A verdict whose group holds in a smaller share of the combinations is called fragile."""

NO_VERDICT = "not enough"


@dataclass(frozen=True)
class Stability:
    """How one claim fares over many ways of counting.

    Attributes:
        ways: number of ways.
        shares: by group, the share of the ways that give it.
    """

    ways: int
    shares: dict[str, float]


def stability(universe: Universe) -> pd.DataFrame:
    """Return, per claim, its commonest group and the share of combinations that agree with it.

    Combinations without enough evidence agree with nothing: they are counted apart. Of groups
    equally common the first in the order of `GROUPS` is named.

    Returns:
        Columns claim_id, group, share (of combinations with a verdict), judged (share of all
        combinations that have one), fragile (bool).
    """
    shares = universe.shares
    verdicts = shares.drop(columns=NO_VERDICT)
    judged = verdicts.sum(axis=1)
    share = (verdicts.max(axis=1) / judged.where(judged > 0)).fillna(0.0)
    return pd.DataFrame(
        {
            "claim_id": shares.index,
            "group": np.where(judged > 0, verdicts.idxmax(axis=1), NO_VERDICT),
            "share": share.to_numpy(),
            "judged": judged.to_numpy(),
            "fragile": ((judged > 0) & (share < STABLE_SHARE)).to_numpy(),
        }
    )


def by_claim(universe: Universe) -> dict[str, Stability]:
    """Return the stability of each claim that had been made, by claim_id."""
    return {
        str(claim): Stability(len(universe.sets), {str(g): float(x) for g, x in row.items()})
        for claim, row in universe.shares.iterrows()
    }


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
