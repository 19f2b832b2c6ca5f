"""Statistics that indicators share: rates, trends, shares, differences, each with its interval.

Every interval is one of 90 per cent, like those of the verdicts. Quantiles come from
scipy.special: scipy.stats calls the same functions and takes half a second to import.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

LEVEL = 0.90
SEED = 20250117
"""The day of signing: any fixed number would do, so that equal inputs give equal bytes."""
DRAWS = 5_000


class Estimate(NamedTuple):
    """A value with its 90 per cent interval."""

    value: float
    low: float
    high: float


def rate_ratio(
    before: Sequence[float],
    after: Sequence[float],
    exposure: tuple[Sequence[float], Sequence[float]],
) -> Estimate:
    """Return the ratio of two rates of counts, with an interval widened by over-dispersion.

    Quasi-Poisson: the variance of the log ratio is phi (1/sum(before) + 1/sum(after)), phi the
    Pearson chi-square over its degrees of freedom, at least 1; t quantiles with n - 2 degrees
    (McCullagh and Nelder, Generalized Linear Models, 2nd ed. 1989, section 6.2.3).

    Args:
        before: counts per period.
        after: counts per period.
        exposure: length of each period, such as days, before and after.

    Raises:
        ValueError: if a side has fewer than two periods or no counts.

    Example:
        >>> rate_ratio([10, 10], [20, 20], ([1, 1], [1, 1])).value
        2.0
    """
    from scipy.special import stdtrit

    sides = [np.asarray(before, float), np.asarray(after, float)]
    days = [np.asarray(e, float) for e in exposure]
    if min(map(len, sides)) < 2 or min(s.sum() for s in sides) <= 0:
        raise ValueError("a rate ratio needs two periods and a count on each side")
    rates = [s.sum() / d.sum() for s, d in zip(sides, days, strict=True)]
    chi2 = sum(
        float((((s - r * d) ** 2) / (r * d)).sum())
        for s, r, d in zip(sides, rates, days, strict=True)
    )
    free = sum(map(len, sides)) - 2
    phi = max(1.0, chi2 / free)
    error = np.sqrt(phi * sum(1 / s.sum() for s in sides))
    width = float(stdtrit(free, 0.5 + LEVEL / 2) * error)
    ratio = float(rates[1] / rates[0])
    return Estimate(ratio, ratio * float(np.exp(-width)), ratio * float(np.exp(width)))


def interrupted_trend(
    values: Sequence[float], times: Sequence[float], break_at: float
) -> tuple[Estimate, Estimate]:
    """Return the step and the change of slope at a break, from a segmented least-squares fit.

    y = a + b t + c [t >= T] + d (t - T)[t >= T]: c is the step, d the change of slope per unit of
    time. Standard errors are Newey and West's (1987) with one lag, t quantiles with n - 4 degrees
    (Wagner et al., J. Clinical Pharmacy and Therapeutics 27, 2002, on segmented regression).

    Args:
        values: one per period.
        times: of each value, in any unit.
        break_at: T, in the same unit.

    Raises:
        ValueError: if a side of the break has fewer than three values.
    """
    from scipy.special import stdtrit

    y, t = np.asarray(values, float), np.asarray(times, float)
    late = t >= break_at
    if late.sum() < 3 or (~late).sum() < 3:
        raise ValueError("an interrupted trend needs three values on each side of the break")
    x = np.column_stack([np.ones_like(t), t - break_at, late, late * (t - break_at)])
    inverse = np.linalg.inv(x.T @ x)
    beta = inverse @ x.T @ y
    scores = x * (y - x @ beta)[:, None]
    lagged = scores[1:].T @ scores[:-1]
    meat = scores.T @ scores + 0.5 * (lagged + lagged.T)
    free = len(y) - 4
    covariance = inverse @ meat @ inverse * len(y) / max(free, 1)
    wide = float(stdtrit(max(free, 1), 0.5 + LEVEL / 2))
    errors = wide * np.sqrt(np.clip(np.diag(covariance), 0, None))
    step, slope = (
        Estimate(float(beta[i]), float(beta[i] - errors[i]), float(beta[i] + errors[i]))
        for i in (2, 3)
    )
    return step, slope


def mean_difference(before: Sequence[float], after: Sequence[float]) -> Estimate:
    """Return the difference of two means, after minus before, with a bootstrap interval.

    Percentile bootstrap of each side apart (Efron and Tibshirani, 1993, chapter 13), seeded.

    Raises:
        ValueError: if a side has fewer than three values.
    """
    sides = [np.asarray(before, float), np.asarray(after, float)]
    if min(map(len, sides)) < 3:
        raise ValueError("a difference of means needs three values on each side")
    rng = np.random.default_rng(SEED)
    drawn = [rng.choice(s, (DRAWS, len(s))).mean(axis=1) for s in sides]
    low, high = np.quantile(drawn[1] - drawn[0], [0.5 - LEVEL / 2, 0.5 + LEVEL / 2])
    return Estimate(float(sides[1].mean() - sides[0].mean()), float(low), float(high))


def share(successes: float, trials: float) -> Estimate:
    """Return a share with the Wilson score interval (Wilson, JASA 22, 1927).

    Raises:
        ValueError: if there are no trials.

    Example:
        >>> [round(x, 3) for x in share(5, 10)]
        [0.5, 0.269, 0.731]
    """
    from scipy.special import ndtri

    if trials <= 0:
        raise ValueError("a share needs at least one trial")
    z = float(ndtri(0.5 + LEVEL / 2))
    p, scale = successes / trials, 1 + z * z / trials
    middle = (p + z * z / (2 * trials)) / scale
    half = z * np.sqrt(p * (1 - p) / trials + z * z / (4 * trials * trials)) / scale
    return Estimate(p, float(middle - half), float(middle + half))


def concentration(amounts: Sequence[float]) -> float:
    """Return the Herfindahl-Hirschman index of amounts: the sum of squared shares, 0 to 1.

    Example:
        >>> concentration([1, 1])
        0.5
    """
    parts = np.asarray(amounts, float)
    return float(((parts / parts.sum()) ** 2).sum())


def account_gap(one: float, other: float) -> float:
    """Return the gap between two accounts of one quantity, as a share of their mean.

    Example:
        >>> round(account_gap(2.0, 3.0), 3)
        0.4
    """
    return abs(one - other) / ((one + other) / 2)
