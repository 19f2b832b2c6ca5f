"""What gets through: drones not stopped and the share stopped, before and after the signing."""

from collections.abc import Sequence

import pandas as pd

from helpers.judgement.indicators.records import Indicator, Measurement, Tie
from helpers.judgement.indicators.statistics import mean_difference
from helpers.judgement.indicators.ukraine.rows import (
    LAUNCHED,
    NO_TREND,
    SIGNING,
    STOPPED,
    TOO_EARLY,
    UAF,
    daily_ratio,
    monthly,
)
from helpers.judgement.indicators.windows import MONTHS, around_signing
from helpers.judgement.verdicts import Stance
from helpers.ledger.views import Known


def through(known: Known) -> pd.DataFrame:
    """Return monthly rows with launched, stopped, and as value what was not stopped."""
    fired, met = monthly(known, LAUNCHED), monthly(known, STOPPED)
    rows = fired.merge(met[["period", "value"]], on="period", suffixes=("", "_stopped"))
    return rows.assign(
        launched=rows["value"],
        stopped=rows["value_stopped"],
        value=rows["value"] - rows["value_stopped"],
    )


def not_stopped(known: Known) -> Measurement:
    """Return the ratio of drones not stopped a day, after the signing over before."""
    before, after = around_signing(known, through(known))
    if len(before) < MONTHS or len(after) < 2:
        return Measurement.silence(TOO_EARLY)
    return daily_ratio(before, after, SIGNING, pd.concat([before, after]))


def share_stopped(known: Known) -> Measurement:
    """Return the change of the mean monthly share stopped, in points, with a bootstrap interval."""
    before, after = around_signing(known, through(known))
    if len(before) < MONTHS or len(after) < 3:
        return Measurement.silence(NO_TREND)
    shares = [100 * part["stopped"] / part["launched"] for part in (before, after)]
    change = mean_difference(list(shares[0]), list(shares[1]))
    means = [float(s.mean()) for s in shares]
    return Measurement(
        change.value,
        f"{means[0]:.1f} per cent stopped in the mean month before the signing, {means[1]:.1f}"
        f" after it, a change of {change.value:+.1f} points",
        change.low,
        change.high,
        pd.concat([before, after]),
        parts={"per cent before": means[0], "per cent after": means[1]},
    )


INDICATORS: Sequence[Indicator] = (
    Indicator(
        "I-K3",
        "ukraine",
        "drones not stopped a day",
        "Launched less stopped a day, windows and interval of I-K1; above 1 supports K3, below 1 "
        "contradicts it.",
        "times",
        (LAUNCHED, STOPPED),
        (1.0, 1.0),
        not_stopped,
        (Tie("K3", Stance.SUPPORTS, Stance.CONTRADICTS),),
        f"{UAF} A drone not stopped has not always hit, and what it cost is not counted.",
    ),
    Indicator(
        "I-K3b",
        "ukraine",
        "share of drones stopped",
        "Mean of the monthly shares stopped, twelve months after the signing less twelve before; "
        "bootstrap interval. A part of I-K3, so that it says nothing of a claim of its own.",
        "points",
        (LAUNCHED, STOPPED),
        (0.0, 0.0),
        share_stopped,
        limits="Where shot down and lost to jamming become one number, the shares on either side "
        "are not quite alike.",
    ),
)
