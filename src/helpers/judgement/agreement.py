"""How far two coders agree: per cent, Cohen's kappa and Krippendorff's alpha, with intervals.

Written here rather than taken from scikit-learn, statsmodels or krippendorff: each would bring a
dependency for one formula, none gives both measures, and none an interval. On the table of both
codings the formulas are short, and work on thousands of redrawn tables at once.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from helpers.judgement.verdicts import INTERVAL

DRAWS = 5_000
SEED = 20250117
Tables = NDArray[np.float64]


class Agreement(NamedTuple):
    """How far two coders agree on one code, each coefficient with its 90 per cent interval.

    A coefficient is not a number where both coders use one and the same category throughout:
    then nothing could have been expected to differ.
    """

    units: int
    same: int
    kappa: float
    kappa_low: float
    kappa_high: float
    alpha: float
    alpha_low: float
    alpha_high: float

    @property
    def share(self) -> float:
        """Return the share of units that both coded alike."""
        return self.same / self.units if self.units else float("nan")


def cross_table(first: Sequence, second: Sequence, categories: Sequence) -> Tables:
    """Return how often each pair of codes was given: first coder down, second across.

    Raises:
        ValueError: for codings of different length, or a code outside the categories.
    """
    place = {c: i for i, c in enumerate(categories)}
    table = np.zeros((len(categories), len(categories)))
    for a, b in zip(first, second, strict=True):
        if a not in place or b not in place:
            raise ValueError(f"a code is not among {list(categories)}: {a!r} or {b!r}")
        table[place[a], place[b]] += 1
    return table


def kappa(tables: Tables, *, quadratic: bool = False) -> Tables:
    """Return Cohen's kappa of one table of two codings, or of a stack of them.

    kappa = 1 - sum(w o) / sum(w e), with the observed counts o, the counts e expected from the
    margins, and disagreement weights w: 1 off the diagonal (Cohen, Educational and Psychological
    Measurement 20, 1960), or the squared distance of the steps (Cohen, Psychological Bulletin 70,
    1968).

    Args:
        tables: shape (..., k, k).
        quadratic: whether the categories are steps of a scale.

    Example:
        >>> round(float(kappa(np.array([[20.0, 5.0], [10.0, 15.0]]))), 3)
        0.4
    """
    steps = np.arange(tables.shape[-1])
    apart = (steps[:, None] - steps[None, :]) ** 2.0
    weights = apart if quadratic else (apart > 0).astype(float)
    rows, columns = tables.sum(axis=-1), tables.sum(axis=-2)
    expected = rows[..., :, None] * columns[..., None, :] / tables.sum((-1, -2))[..., None, None]
    return _one_minus((weights * tables).sum((-1, -2)), (weights * expected).sum((-1, -2)))


def alpha(tables: Tables, *, ordinal: bool = False) -> Tables:
    """Return Krippendorff's alpha of one table of two complete codings, or of a stack of them.

    alpha = 1 - D_o / D_e over the coincidences of values (Krippendorff, Content Analysis, 4th ed.
    2018, section 12.3). For ordered categories the distance of c and k is the number of values
    that lie between them, half of c and half of k included, squared.

    Args:
        tables: shape (..., k, k).
        ordinal: whether the categories are steps of a scale.
    """
    pairs = tables + np.swapaxes(tables, -1, -2)
    n = pairs.sum(axis=-1)
    total = n.sum(axis=-1)
    below = np.cumsum(n, axis=-1) - n / 2
    apart = (below[..., :, None] - below[..., None, :]) ** 2
    apart = apart if ordinal else np.broadcast_to(1 - np.eye(n.shape[-1]), apart.shape)
    expected = (n[..., :, None] * n[..., None, :] * apart).sum((-1, -2)) / (total - 1)
    return _one_minus((pairs * apart).sum((-1, -2)), expected)


def agreement(
    first: Sequence, second: Sequence, categories: Sequence, *, scale: bool = False
) -> Agreement:
    """Return how far two codings of the same units agree.

    The interval is the 5th to 95th percentile of the coefficient over redrawn units; draws on
    which it is not defined are left out (Efron and Tibshirani, An Introduction to the Bootstrap,
    1993, chapter 13).

    Args:
        first: codes of the first coder.
        second: codes of the second, in the same order.
        categories: all codes that may be given, in order.
        scale: whether they are steps of a scale: kappa is then weighted by squared distance and
            alpha is ordinal.

    Raises:
        ValueError: as `cross_table`.
    """
    table = cross_table(first, second, categories)
    units = int(table.sum())
    if not units:
        return Agreement(0, 0, *[float("nan")] * 6)
    chances = (table / units).ravel()
    drawn = np.random.default_rng(SEED).multinomial(units, chances, DRAWS)
    stack = drawn.reshape(DRAWS, *table.shape).astype(float)
    return Agreement(
        units,
        int(np.trace(table)),
        *_with_interval(kappa(table, quadratic=scale), kappa(stack, quadratic=scale)),
        *_with_interval(alpha(table, ordinal=scale), alpha(stack, ordinal=scale)),
    )


def _one_minus(seen: Tables, expected: Tables) -> Tables:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected > 0, 1 - seen / expected, np.nan)


def _with_interval(value: Tables, drawn: Tables) -> tuple[float, float, float]:
    defined = drawn[~np.isnan(drawn)]
    if np.isnan(value) or not len(defined):
        return float("nan"), float("nan"), float("nan")
    low, high = np.quantile(defined, INTERVAL)
    return float(value), float(low), float(high)
