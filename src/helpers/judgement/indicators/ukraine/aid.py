"""Who pays for the defence: aid allocated a month before and after the signing."""

from collections.abc import Callable, Sequence
from functools import partial

import pandas as pd

from helpers.judgement.indicators.records import Indicator, Measurement, Tie
from helpers.judgement.indicators.statistics import mean_difference
from helpers.judgement.indicators.ukraine.rows import NO_TREND, monthly
from helpers.judgement.indicators.windows import MONTHS, around_signing
from helpers.judgement.verdicts import Stance
from helpers.ledger.views import Known

TOTAL, BY_DONOR = "ukraine_aid_total", "ukraine_aid_total_by_donor"


def aid(known: Known, *, series: str, donor: str) -> Measurement:
    """Return the change of the mean aid a month, EUR bn, with a bootstrap interval.

    Args:
        known: the evidence of the day.
        series: a monthly series of aid.
        donor: its entity.
    """
    before, after = around_signing(known, monthly(known, series, donor))
    if len(before) < MONTHS or len(after) < 3:
        return Measurement.silence(NO_TREND)
    change = mean_difference(list(before["value"]), list(after["value"]))
    means = [float(before["value"].mean()), float(after["value"].mean())]
    return Measurement(
        change.value,
        f"EUR {means[0]:.1f} bn a month before the signing, {means[1]:.1f} after it"
        f" ({len(after)} months), a change of {change.value:+.1f}",
        change.low,
        change.high,
        pd.concat([before, after]),
        parts={
            "EUR bn a month before": means[0],
            "EUR bn a month after": means[1],
            "months after": len(after),
        },
    )


def _indicator(
    number: str, whose: str, measure: Callable[[Known], Measurement], series: str
) -> Indicator:
    return Indicator(
        number,
        "ukraine",
        f"aid allocated to Ukraine a month, {whose}",
        "Mean a month in the twelve full months after the month of signing less that in the twelve "
        "before; bootstrap interval; above 0 supports K3, since allies pay more; below 0 "
        "qualifies it.",
        "EUR bn a month",
        (series,),
        (0.0, 0.0),
        measure,
        (Tie("K3", Stance.SUPPORTS, Stance.QUALIFIES),),
        "Allocated is not delivered, aid pays for the whole war and not for drones alone, and the "
        "government in Washington changed three days after the signing.",
    )


INDICATORS: Sequence[Indicator] = (
    _indicator("I-K3c", "all donors", partial(aid, series=TOTAL, donor="All donors"), TOTAL),
    _indicator("I-K3d", "United States", partial(aid, series=BY_DONOR, donor="USA"), BY_DONOR),
    _indicator("I-K3e", "Europe", partial(aid, series=BY_DONOR, donor="Europe"), BY_DONOR),
)
