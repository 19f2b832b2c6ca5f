"""The signing among the months: step and slope of the launches, and other dates as placebos."""

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd

from helpers.judgement.indicators.records import Indicator, Measurement
from helpers.judgement.indicators.statistics import Estimate, interrupted_trend
from helpers.judgement.indicators.ukraine.rows import (
    LAUNCHED,
    has_all,
    monthly,
    per_day,
)
from helpers.judgement.indicators.windows import MONTHS, days_of, signing_month
from helpers.ledger.dates import long_date, months_between, shift_months
from helpers.ledger.views import Known

LEAST_AFTER = 6
"""Months after the signing that a slope and a step together need."""
NO_TREND = "fewer than six full months after the signing are known"
LONG_RUN = 24
"""Months before the signing of the longer run-in that is printed beside the fixed one."""


def trend_rows(known: Known, run_in: int = MONTHS) -> pd.DataFrame:
    """Return months around the signing: period, value, t (months from the signing), log_rate.

    Args:
        known: the evidence of the day.
        run_in: months before the signing.
    """
    rows, month = monthly(known, LAUNCHED), signing_month(known)
    t = [months_between(month, p) for p in rows["period"]]
    rows = rows.assign(t=t, log_rate=[
        math.log(v / days_of(p)) for v, p in zip(rows["value"], rows["period"], strict=True)
    ])  # fmt: skip
    return rows[rows["t"].between(-run_in, MONTHS) & (rows["t"] != 0)]


def factors(rows: pd.DataFrame) -> tuple[Estimate, Estimate]:
    """Return step and change of slope of a trend of logs as factors, at the month of signing."""
    step, slope = interrupted_trend(list(rows["log_rate"]), list(rows["t"]), 0)
    as_factor = [Estimate(*(math.exp(x) for x in e)) for e in (step, slope)]
    return as_factor[0], as_factor[1]


def growth(rows: pd.DataFrame) -> tuple[float, float]:
    """Return the fitted growth factor per month before and after the signing."""
    sides = [rows[rows["t"] < 0], rows[rows["t"] > 0]]
    slopes = [float(np.polyfit(s["t"], s["log_rate"], 1)[0]) for s in sides]
    return math.exp(slopes[0]), math.exp(slopes[1])


def _trend(known: Known) -> pd.DataFrame | None:
    rows = trend_rows(known)
    enough = (rows["t"] < 0).sum() == MONTHS and (rows["t"] > 0).sum() >= LEAST_AFTER
    return rows if enough else None


def step(known: Known) -> Measurement:
    """Return the step of launches at the signing against the trend before it, as a factor."""
    rows = _trend(known)
    if rows is None:
        return Measurement.silence(NO_TREND)
    here, longer = factors(rows)[0], factors(trend_rows(known, LONG_RUN))[0]
    return Measurement(
        here.value,
        f"at the month of signing launches stood at {here.value:.2f} times what the trend of the"
        f" {MONTHS} months before led to; with a run-in of {LONG_RUN} months it would be"
        f" {longer.value:.2f} times ({longer.low:.2f} to {longer.high:.2f})",
        here.low,
        here.high,
        rows,
        parts={
            "step, longer run-in": longer.value,
            "its low end": longer.low,
            "its high end": longer.high,
        },
    )


def slope(known: Known) -> Measurement:
    """Return the change of the monthly growth of launches at the signing, as a factor."""
    rows = _trend(known)
    if rows is None:
        return Measurement.silence(NO_TREND)
    here, (earlier, later) = factors(rows)[1], growth(rows)
    rates = [100 * (g - 1) for g in (earlier, later)]
    return Measurement(
        here.value,
        f"launches a day changed by {rates[0]:+.1f} per cent a month before the signing and by"
        f" {rates[1]:+.1f} after it, a factor of {here.value:.2f}",
        here.low,
        here.high,
        rows,
        parts={"per cent a month before": rates[0], "per cent a month after": rates[1]},
    )


def other_dates(known: Known) -> Measurement:
    """Return the share of other months around which launches rose at least as much."""
    rows = monthly(known, LAUNCHED)
    ratios = {m: r for m in rows["period"] if (r := ratio_around(rows, m)) is not None}
    own = ratios.pop(signing_month(known), None)
    if own is None or not ratios:
        return Measurement.silence("twelve full months after the signing are not yet known")
    reached = sum(r >= own for r in ratios.values())
    top = max(ratios, key=lambda m: ratios[m])
    return Measurement(
        reached / len(ratios),
        f"{reached} of {len(ratios)} other months saw a rise as large as the {own:.2f}-fold one"
        f" around the signing; the largest, {ratios[top]:.2f}-fold, lay around {long_date(top)}",
        rows=rows,
        parts={
            "ratio around the signing": own,
            "largest ratio": ratios[top],
            "months reaching it": reached,
            "other months": len(ratios),
        },
    )


def ratio_around(rows: pd.DataFrame, month: str) -> float | None:
    """Return launches a day after over before a month, None if a month of the windows is missing.

    Args:
        rows: monthly rows, columns period and value.
        month: YYYY-MM; it belongs to neither window.
    """
    sides = [[shift_months(month, sign * k) for k in range(1, MONTHS + 1)] for sign in (-1, 1)]
    if not all(has_all(rows, side) for side in sides):
        return None
    before, after = (rows[rows["period"].isin(side)] for side in sides)
    return per_day(after) / per_day(before)


INDICATORS: Sequence[Indicator] = (
    Indicator(
        "I-K1c",
        "ukraine",
        "step of launches at the signing against their own trend",
        "Log of launches a day on time, with a step and a change of slope at the month of signing; "
        "twelve months on each side, that month left out; Newey-West interval; above 1 means a "
        "rise beyond the trend. Says nothing of a claim.",
        "times",
        (LAUNCHED,),
        (1.0, 1.0),
        step,
        limits="The step depends on the run-in chosen; a step at a date does not show its cause.",
    ),
    Indicator(
        "I-K1d",
        "ukraine",
        "growth of launches a month, after the signing against before",
        "From the same fit: growth factor a month after the signing over that before it; below 1 "
        "means that growth slowed. Says nothing of a claim.",
        "times",
        (LAUNCHED,),
        (1.0, 1.0),
        slope,
        limits="A high level grows more slowly than a low one; a slower rise is no fall.",
    ),
    Indicator(
        "I-K4",
        "ukraine",
        "is the date of the signing special in the launches",
        "The ratio of I-K1 around every month with twelve full months on each side: share of other "
        "months with a ratio as large as that of the signing; above 0.05 the date is not special. "
        "Says nothing of a claim.",
        "share",
        (LAUNCHED,),
        (0.05, 0.05),
        other_dates,
        limits="Neighbouring months share most of their windows. No series parts the treaty from "
        "the older drone programme and from wars elsewhere, so that K4 has no test of weight.",
    ),
)
