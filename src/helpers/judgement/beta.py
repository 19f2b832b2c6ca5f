"""The Beta distribution in plain Python: its cumulative share and its quantiles.

The rule must give the same digits where scipy is not at hand, as in a browser; so it has one
implementation, and scipy is the referee in the tests.
"""

from functools import lru_cache
from math import exp, lgamma, log, log1p, sqrt

TINY = 1e-300
PRECISION = 1e-15
STEPS = 300
"""More than any shape needs that the weights of findings can reach; convergence ends the loops."""


def cumulative(x: float, a: float, b: float) -> float:
    """Return the regularized incomplete beta function I_x(a, b).

    The continued fraction of DLMF 8.17.22, evaluated by Lentz's method, on that side of the mean on
    which it converges fast.

    Args:
        x: between 0 and 1.
        a: first shape, above 0.
        b: second shape, above 0.

    Example:
        >>> round(cumulative(0.5, 2.0, 2.0), 12)
        0.5
    """
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - cumulative(1 - x, b, a)
    front = exp(a * log(x) + b * log1p(-x) - _log_beta(a, b))
    return front * _fraction(x, a, b) / a


@lru_cache(maxsize=4096)
def quantile(share: float, a: float, b: float) -> float:
    """Return the x at which I_x(a, b) equals `share`: Halley's steps, held in by bisection.

    Example:
        >>> round(quantile(0.05, 0.5, 0.5), 6)
        0.006156
    """
    low, high, x = 0.0, 1.0, _near(share, a, b)
    for _ in range(STEPS):
        miss = cumulative(x, a, b) - share
        low, high = (low, x) if miss > 0 else (x, high)
        density = exp((a - 1) * log(x) + (b - 1) * log1p(-x) - _log_beta(a, b))
        step = miss / max(density, TINY)
        step /= 1 - 0.5 * min(1.0, step * ((a - 1) / x - (b - 1) / (1 - x)))
        ahead = x - step
        if not low < ahead < high:
            ahead = (low + high) / 2
        if abs(ahead - x) <= PRECISION * 8 * x:
            return ahead
        x = ahead
    return x


def _near(share: float, a: float, b: float) -> float:
    """Return a first guess: a normal curve around the mean, or the curve's outer end."""
    mean = a / (a + b)
    spread = sqrt(mean * (1 - mean) / (a + b + 1))
    guess = mean + (1.645 if share > 0.5 else -1.645) * spread
    if 0.02 < guess < 0.98:
        return guess
    scale = exp(_log_beta(a, b))
    tail = (
        (share * a * scale) ** (1 / a) if share < 0.5 else 1 - ((1 - share) * b * scale) ** (1 / b)
    )
    return min(max(tail, 1e-12), 1 - 1e-12)


def _fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1 - (a + b) * x / (a + 1)
    d = 1 / (d if abs(d) > TINY else TINY)
    value = d
    for m in range(1, STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 + term * d
            d = 1 / (d if abs(d) > TINY else TINY)
            c = 1 + term / c
            c = c if abs(c) > TINY else TINY
            value *= d * c
        if abs(d * c - 1) < PRECISION:
            break
    return value


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)
