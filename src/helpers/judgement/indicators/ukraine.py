"""Indicators of the section on Ukraine."""

from collections.abc import Sequence

import pandas as pd

from helpers.judgement.indicators.records import DIRECT, Indicator, Measurement, Tie
from helpers.judgement.indicators.statistics import rate_ratio
from helpers.judgement.indicators.windows import MONTHS, around_signing, days_of
from helpers.judgement.verdicts import Stance
from helpers.ledger.views import Known

LAUNCHED, FRONT = "drones_launched_uaf", "RUS->UKR"


def launches(known: Known) -> Measurement:
    """Return the ratio of daily launches, twelve full months after the signing over before."""
    rows = known.figures.of(LAUNCHED, FRONT)
    before, after = around_signing(known, rows)
    if len(before) < MONTHS or len(after) < 2:
        return Measurement.silence("fewer than two full months after the signing are known")
    used = pd.concat([before, after])
    days = ([days_of(p) for p in before["period"]], [days_of(p) for p in after["period"]])
    ratio = rate_ratio(list(before["value"]), list(after["value"]), days)
    rates = [
        float(part["value"].sum()) / sum(d) for part, d in zip((before, after), days, strict=True)
    ]
    return Measurement(
        ratio.value,
        f"{rates[0]:.0f} a day before the signing, {rates[1]:.0f} after it, a ratio of"
        f" {ratio.value:.2f}",
        ratio.low,
        ratio.high,
        used,
        parts={"a day before": rates[0], "a day after": rates[1], "months after": len(after)},
    )


INDICATORS: Sequence[Indicator] = (
    Indicator(
        "I-K1",
        "ukraine",
        "drones launched at Ukraine a day",
        "Launches a day in the twelve full months after the month of signing over the twelve "
        "before; quasi-Poisson interval; above 1 supports K1, below 1 contradicts it.",
        "times",
        (LAUNCHED,),
        (1.0, 1.0),
        launches,
        (Tie("K1", Stance.SUPPORTS, Stance.CONTRADICTS, DIRECT),),
        "Counts of one belligerent; growth was under way before the signing.",
    ),
)
