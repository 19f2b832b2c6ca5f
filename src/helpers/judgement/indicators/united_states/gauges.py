"""Votes, the rial, and the stock of enriched uranium."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from helpers.judgement.indicators.records import Indicator, Measurement, Tie
from helpers.judgement.indicators.statistics import mean_difference
from helpers.judgement.indicators.windows import MONTHS, signing_month
from helpers.judgement.verdicts import Stance
from helpers.ledger.dates import days_between, shift_days, shift_months
from helpers.ledger.views import Known

VOTES, PAIR = "unga_distance", "IRN-RUS"
YARDSTICK, LAST_YEARS = 5, 3
"""Years of votes before the signing whose mean is the yardstick, and the last of them named."""

SMALL_STEP = 0.25
"""Points of distance between two years that are common without a change of course."""

RIAL = "irr_per_usd_market_mean"
STOCK = "iran_heu60_stock"
MONTH = 30


def voting_distance(known: Known) -> Measurement:
    """Return the mean distance of votes in full years after the signing less that before it."""
    rows = known.figures.of(VOTES, PAIR)
    year = signing_month(known)[:4]
    before, after = rows[rows["period"] < year], rows[rows["period"] > year]
    if before.empty:
        return Measurement.silence("no vote is known")
    if after.empty:
        last = before.tail(LAST_YEARS)
        earlier = before.iloc[-LAST_YEARS - YARDSTICK : -LAST_YEARS]
        return Measurement.silence(
            f"the series ends in {before['period'].iloc[-1]}, before the signing",
            f"{earlier['value'].mean():.2f} points apart on the mean of {_years(earlier)}, "
            f"{last['value'].mean():.2f} of {_years(last)}",
            before.tail(LAST_YEARS + YARDSTICK),
        )
    yardstick = before.tail(YARDSTICK)
    means = [float(part["value"].mean()) for part in (yardstick, after)]
    return Measurement(
        means[1] - means[0],
        f"{means[0]:.2f} points apart on the mean of {_years(yardstick)}, {means[1]:.2f} of"
        f" {_years(after)}",
        rows=pd.concat([yardstick, after]),
        parts={"points before": means[0], "points after": means[1]},
    )


def rial(known: Known) -> Measurement:
    """Return the change of the rial's monthly fall, after the signing less before, in log points.

    The fall of a month is the rise of the logarithm of the dollar's price over the month before,
    times a hundred; what is said of each side is the steady rise that leads to the same price.
    """
    rows = known.figures.of(RIAL, "IRN")
    prices = rows.groupby("period")["value"].last()
    month = signing_month(known)
    sides = [[shift_months(month, sign * k) for k in range(1, MONTHS + 1)] for sign in (-1, 1)]
    falls = [
        [
            100 * float(np.log(prices[m] / prices[shift_months(m, -1)]))
            for m in sorted(part)
            if m in prices.index and shift_months(m, -1) in prices.index
        ]
        for part in sides
    ]
    if min(map(len, falls)) < 3:
        return Measurement.silence("fewer than three full months after the signing are known")
    gap = mean_difference(*falls)
    means = [float(np.mean(part)) for part in falls]
    steady = [100 * float(np.expm1(mean / 100)) for mean in means]
    used = rows[rows["period"].isin([*sides[0], month, *sides[1]])]
    return Measurement(
        gap.value,
        f"the dollar rose against the rial as if by a steady {steady[0]:.1f} per cent a month "
        f"before the signing and {steady[1]:.1f} after it; the difference is in log points",
        gap.low,
        gap.high,
        used,
        parts={"log points a month before": means[0], "log points a month after": means[1],
               "steady % a month before": steady[0], "steady % a month after": steady[1],
               "months after": len(falls[1])},
    )  # fmt: skip


def enrichment(known: Known) -> Measurement:
    """Return how much faster the verified stock at 60 per cent grew after the signing than before.

    Dates of account: before, the last and the first in the twelve months before the signing; after,
    the first and the last since. The step that spans the signing belongs to neither.
    """
    rows = known.figures.of(STOCK, "IRN")
    month = signing_month(known)
    first = shift_months(month, -MONTHS)
    before = rows[(rows["end"].str[:7] < month) & (rows["end"].str[:7] >= first)]
    after = rows[rows["end"].str[:7] > month]
    if min(len(before), len(after)) < 2:
        return Measurement.silence(
            "fewer than two accounts of inspectors since the signing are known", rows=before
        )
    rates = [_per_month(part) for part in (before, after)]
    return Measurement(
        rates[1] / rates[0],
        f"{rates[0]:.1f} kg in thirty days before the signing, {rates[1]:.1f} after it, up to the "
        f"last verified stock of {after['value'].iloc[-1]:.1f} kg",
        rows=pd.concat([before, after]),
        parts={"kg in 30 days before": rates[0], "kg in 30 days after": rates[1],
               "last verified, kg": float(after["value"].iloc[-1])},
    )  # fmt: skip


def _per_month(rows: pd.DataFrame) -> float:
    days = days_between(_middle(rows.iloc[0]), _middle(rows.iloc[-1]))
    return MONTH * float(rows["value"].iloc[-1] - rows["value"].iloc[0]) / days


def _middle(row: pd.Series) -> str:
    """Return the day of an account; the middle of its month where no day is given."""
    return shift_days(str(row["start"]), days_between(str(row["start"]), str(row["end"])) // 2)


def _years(rows: pd.DataFrame) -> str:
    first, last = str(rows["period"].iloc[0]), str(rows["period"].iloc[-1])
    return first if first == last else f"{first} to {last}"


INDICATORS: Sequence[Indicator] = (
    Indicator(
        "I-U1",
        "united_states",
        "distance of the two states in Assembly votes",
        "Mean distance of ideal points in full years after the year of signing less the mean of "
        "the five years before it; a fall of more than a quarter point supports U1, such a rise "
        "contradicts it.",
        "points",
        (VOTES,),
        (-SMALL_STEP, SMALL_STEP),
        voting_distance,
        (Tie("U1", Stance.CONTRADICTS, Stance.SUPPORTS),),
        "Final-passage votes of the Assembly; estimates of a later edition, without their errors.",
    ),
    Indicator(
        "I-U6",
        "united_states",
        "pace at which the rial falls",
        "Mean monthly rise of the dollar on the free market, in hundredths of its logarithm (log "
        "points, near per cent), in the twelve months after the month of signing less that of the "
        "twelve before; bootstrap interval; a faster fall contradicts U3, a slower one supports "
        "it.",
        "log points a month",
        (RIAL,),
        (0.0, 0.0),
        rial,
        (Tie("U3", Stance.CONTRADICTS, Stance.SUPPORTS),),
        "Many causes act on it at once; months are drawn as if each stood alone.",
    ),
    Indicator(
        "I-U14",
        "united_states",
        "growth of the stock of uranium enriched up to 60 per cent",
        "Kilograms in thirty days between dates of account since the signing over those of the "
        "twelve months before it. No threshold feeds a verdict: the stock is Iran's own doing.",
        "times",
        (STOCK,),
        (1.0, 1.0),
        enrichment,
        (),
        "Press relays of restricted reports; an account without a day stands at the middle of "
        "its month. What was not verified is not counted.",
    ),
)
