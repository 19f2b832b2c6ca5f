"""A yearly series before and since the signing, held against its own earlier moves."""

from typing import NamedTuple

import pandas as pd

from helpers.judgement.indicators.statistics import LEVEL
from helpers.judgement.indicators.windows import signing_month
from helpers.ledger.views import Known

BASE_YEARS = 3
"""Years before the year of signing whose mean is the base; the year of signing counts as after,
since the treaty was signed in its third week."""

FEWEST_MOVES = 8
"""Earlier moves asked for before their spread is called usual."""


class Move(NamedTuple):
    """The mean since the signing less the mean before it, and the size of a usual move."""

    before: float
    after: float
    usual: float
    years: tuple[str, ...]

    @property
    def value(self) -> float:
        """The move, in the unit of the series."""
        return self.after - self.before

    @property
    def ends(self) -> tuple[float, float]:
        """The move less and plus a usual one: beyond zero only if it is no usual move."""
        return self.value - self.usual, self.value + self.usual


def signing_year(known: Known) -> str:
    """Return the year in which the treaty was signed."""
    return signing_month(known)[:4]


def move_since(yearly: pd.Series, known: Known) -> Move | str:
    """Return the move of a yearly series since the signing, or why none can be taken.

    A usual move is the 90 per cent quantile of the size of the same difference in the years before
    the signing: each year less the mean of the three years before it.

    Args:
        yearly: values indexed by year (text), without gaps.
        known: gives the year of signing.
    """
    year = signing_year(known)
    before, after = yearly[yearly.index < year], yearly[yearly.index >= year]
    if after.empty:
        return ends_early(yearly)
    past = (before - before.rolling(BASE_YEARS).mean().shift(1)).dropna()
    if len(past) < FEWEST_MOVES:
        return f"only {len(past)} earlier moves are known, {FEWEST_MOVES} are asked for"
    return Move(
        float(before.tail(BASE_YEARS).mean()),
        float(after.mean()),
        float(past.abs().quantile(LEVEL)),
        tuple(after.index),
    )


def ends_early(yearly: pd.Series) -> str:
    """Return the sentence for a series that ends before the signing."""
    if yearly.empty:
        return "no year of the series is known"
    return f"the series ends in {yearly.index[-1]}, before the signing"
