"""What is fired: before and after the signing, beside a placebo and a control."""

from collections.abc import Sequence

import pandas as pd

from helpers.judgement.indicators.records import DIRECT, Indicator, Measurement, Tie
from helpers.judgement.indicators.ukraine.rows import (
    LAUNCHED,
    MISSILES,
    SIGNING,
    TOO_EARLY,
    UAF,
    after_signing,
    daily_ratio,
    monthly,
    per_day,
)
from helpers.judgement.indicators.windows import MONTHS, around_signing
from helpers.judgement.verdicts import Stance
from helpers.ledger.dates import long_date
from helpers.ledger.views import Known

HALF = 6
OPEN_MONTHS = 6
"""Full months after the signing before the fire can tell of a war that was to be stopped."""


def launches(known: Known) -> Measurement:
    """Return the ratio of daily launches, twelve full months after the signing over before."""
    return _before_after(known, LAUNCHED)


def missiles(known: Known) -> Measurement:
    """Return the ratio of daily missiles in the windows of the drones: the control."""
    return _before_after(known, MISSILES)


def _before_after(known: Known, series: str) -> Measurement:
    before, after = around_signing(known, monthly(known, series))
    if len(before) < MONTHS or len(after) < 2:
        return Measurement.silence(TOO_EARLY)
    return daily_ratio(before, after, SIGNING, pd.concat([before, after]))


def placebo(known: Known) -> Measurement:
    """Return the ratio of daily launches between the two half-years before the signing."""
    before, _ = around_signing(known, monthly(known, LAUNCHED))
    if len(before) < MONTHS:
        return Measurement.silence("the twelve months before the signing are not all known")
    words = ("in the first half of the year before the signing", "in its second half")
    return daily_ratio(before.iloc[:HALF], before.iloc[HALF:], words, before)


def fire_goes_on(known: Known) -> Measurement:
    """Return launches a day in the newest month over the twelve months before the signing."""
    rows = monthly(known, LAUNCHED)
    before, _ = around_signing(known, rows)
    later = after_signing(known, rows)
    if len(before) < MONTHS or len(later) < OPEN_MONTHS:
        return Measurement.silence("fewer than six full months after the signing are known")
    newest = later.tail(1)
    rates = per_day(before), per_day(newest)
    month = long_date(newest["period"].iloc[0])
    return Measurement(
        rates[1] / rates[0],
        f"{rates[1]:.0f} launches a day in {month}, {rates[0]:.0f} in the twelve months before the"
        f" signing, a ratio of {rates[1] / rates[0]:.2f}",
        rows=pd.concat([before, newest]),
        parts={"a day before": rates[0], "a day in the newest month": rates[1]},
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
        f"{UAF} Growth was under way before the signing.",
    ),
    Indicator(
        "I-K1b",
        "ukraine",
        "placebo: launches a day within the year before the signing",
        "Launches a day in the six full months before the month of signing over the six before "
        "those; quasi-Poisson interval; above 1 means that growth was under way. Says nothing of "
        "a claim.",
        "times",
        (LAUNCHED,),
        (1.0, 1.0),
        placebo,
        limits="What was under way before a date cannot be put down to it.",
    ),
    Indicator(
        "I-K1e",
        "ukraine",
        "control: missiles launched at Ukraine a day",
        "The windows and the interval of I-K1, for missiles, which come from other plants; an "
        "interval around 1 means that what moved the drones did not move them. Says nothing of a "
        "claim.",
        "times",
        (MISSILES,),
        (1.0, 1.0),
        missiles,
        limits="Missiles are kept in store between strikes, so a month says little.",
    ),
    Indicator(
        "I-K6c",
        "ukraine",
        "fire goes on: launches a day in the newest month",
        "Launches a day in the newest full month over the mean of the twelve months before the "
        "month of signing, from six full months after it on; above one half contradicts K6, below "
        "one tenth supports it.",
        "times",
        (LAUNCHED,),
        (0.1, 0.5),
        fire_goes_on,
        (Tie("K6", Stance.CONTRADICTS, Stance.SUPPORTS),),
        "One kind of fire as one side counts it; the ground war is not in it.",
    ),
)
