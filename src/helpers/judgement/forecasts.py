"""Forecasts: open before their horizon, judged at it, and likelihood words for the open ones.

Words and bands are those of US Intelligence Community Directive 203, Analytic Standards (2015).
"""

from helpers.judgement.beta import cumulative
from helpers.judgement.verdicts import FORECAST_BANDS, PRIOR, TOLERANCE, Verdict

LIKELIHOOD_WORDS = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
    (1.00, "almost certain"),
)
"""Upper edge of each step of the seven-step scale."""


def forecast_verdict(share: float, enough: bool, as_of: str, horizon: str) -> Verdict:
    """Return the reading of a forecast: open before its horizon, judged from that day on.

    Args:
        share: p from the outcome findings known by the horizon.
        enough: whether their weight suffices for a verdict.
        as_of: the day of the report, ISO.
        horizon: the day on which the forecast is judged, ISO.
    """
    if as_of < horizon:
        return Verdict.OPEN
    if not enough:
        return Verdict.CANNOT_JUDGE
    return next(word for edge, word in FORECAST_BANDS if share >= edge - TOLERANCE)


def chance_to_hold(support: float, against: float) -> float:
    """Return the model's chance that p exceeds one half, under Beta(1/2 + S, 1/2 + C)."""
    return 1 - cumulative(0.5, PRIOR + support, PRIOR + against)


def likelihood_word(chance: float) -> str:
    """Return the ICD 203 word for a chance between 0 and 1.

    Example:
        >>> likelihood_word(0.6)
        'likely'
    """
    return next(word for edge, word in LIKELIHOOD_WORDS if chance <= edge)
