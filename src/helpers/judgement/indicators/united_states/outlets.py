"""Buyers of Russian crude: Europe's share, a partner under pressure, and how few they are."""

from collections.abc import Sequence

import pandas as pd

from helpers.judgement.indicators.records import Indicator, Measurement, Tie
from helpers.judgement.indicators.statistics import concentration
from helpers.judgement.indicators.windows import signing_month
from helpers.judgement.verdicts import Stance
from helpers.ledger.dates import long_date
from helpers.ledger.views import Known

EUROPE, INDIA, FLOWS = "ru_crude_share_europe", "india_ru_crude_share", "crude_flow"
TRACKERS_DIFFER = 5.0
"""Points by which counts of one month by two trackers can differ, doubled."""

ROUNDED = 2.0
"""Points below which a change of shares given in whole per cent may be one of rounding."""

FEW = 0.25
"""Highly concentrated: US Department of Justice and Federal Trade Commission, Horizontal Merger
Guidelines (2010), section 5.3, 2,500 points."""

STATES, SELLER, ALL = ("CHN", "IND", "JPN"), "RUS->", "Total"
"""Single states among the buyers; the others are regions, or the sum."""


def europe_share(known: Known) -> Measurement:
    """Return the change of Europe's share of Russian crude across the signing, in points."""
    return _across(known, EUROPE, "RUS", "of Russian crude went to Europe")


def india_share(known: Known) -> Measurement:
    """Return the change of Russia's share of Indian crude imports across the signing, in points."""
    return _across(known, INDIA, "IND", "of Indian crude imports were Russian")


def _across(known: Known, series: str, entity: str, words: str) -> Measurement:
    """Return the last share after the signing less the last before it, in points."""
    rows = known.figures.of(series, entity).sort_values(["end", "known_on"])
    month = signing_month(known)
    before, after = rows[rows["end"].str[:7] < month], rows[rows["end"].str[:7] > month]
    if before.empty:
        return Measurement.silence("no share before the signing is known")
    if after.empty:
        last = before.iloc[-1]
        return Measurement.silence(
            f"the last share known is of {long_date(str(last['period']))}, before the signing",
            f"{last['value']:.0f} per cent {words}",
            before.tail(1),
        )
    used = pd.concat([before.tail(1), after.tail(1)])
    one, other = (float(v) for v in used["value"])
    days = [_when(series, str(p)) for p in used["period"]]
    return Measurement(
        other - one,
        f"{one:.3g} per cent {words} in {days[0]}, {other:.3g} per cent in {days[1]}",
        rows=used,
        parts={f"% {days[0]}": one, f"% {days[1]}": other},
    )


def _when(series: str, period: str) -> str:
    """Return a period in words; in the European series a June stands for a first half."""
    half = series == EUROPE and period.endswith("-06")
    return f"the first half of {period[:4]}" if half else long_date(period)


def few_buyers(known: Known) -> Measurement:
    """Return the concentration of the buyers of Russian crude in a year since the signing.

    Herfindahl-Hirschman index; regions count as many small buyers, so that the value is the least
    that it can be; the most, each region being one buyer, is told beside it.
    """
    rows = known.figures.of(FLOWS)
    rows = rows[rows["entity"].str.startswith(SELLER)]
    rows = rows[rows["period"] >= signing_month(known)[:4]]
    if rows.empty:
        return Measurement.silence("no year since the signing is known by buyer")
    rows = rows[rows["period"] == rows["period"].max()]
    tonnes = rows.groupby(rows["entity"].str.removeprefix(SELLER))["value"].last()
    total, tonnes = float(tonnes[ALL]), tonnes.drop(ALL)
    shares = {s: float(tonnes[s]) / total for s in STATES if s in tonnes}
    least = sum(v * v for v in shares.values())
    most = concentration(list(tonnes))
    two = 100 * (shares["CHN"] + shares["IND"])
    year = str(rows["period"].iloc[0])
    return Measurement(
        least,
        f"China and India took {two:.0f} per cent of Russian crude in {year}, an index of"
        f" {least:.2f} if regions are many small buyers to {most:.2f} if each is one",
        rows=rows,
        parts={"% to China and India": two, "index, most": most},
    )


INDICATORS: Sequence[Indicator] = (
    Indicator(
        "I-U11",
        "united_states",
        "Europe's share of Russian crude",
        "Last share known after the month of signing less the last before it; a fall of more than "
        "two points supports U6, such a rise contradicts it.",
        "points",
        (EUROPE,),
        (-ROUNDED, ROUNDED),
        europe_share,
        (Tie("U6", Stance.CONTRADICTS, Stance.SUPPORTS),),
        "Crude only, in spans of unequal length; most of the turn may lie before the signing.",
    ),
    Indicator(
        "I-U12",
        "united_states",
        "Russian share of Indian crude imports",
        "Last share known after the month of signing less the last before it; a fall of more than "
        "five points, a partner giving way, qualifies U5; such a rise supports it.",
        "points",
        (INDIA,),
        (-TRACKERS_DIFFER, TRACKERS_DIFFER),
        india_share,
        (Tie("U5", Stance.SUPPORTS, Stance.QUALIFIES),),
        "One partner, single months, several trackers; prices and discounts move it as well.",
    ),
    Indicator(
        "I-U13",
        "united_states",
        "concentration of the buyers of Russian crude",
        "Sum of squared shares of the states named, last year since the signing; above a quarter, "
        "the outlets hang on few, which qualifies U5; below it says nothing.",
        "index, 0 to 1",
        (FLOWS,),
        (FEW, FEW),
        few_buyers,
        (Tie("U5", Stance.QUALIFIES, None),),
        "Crude only; ships that change flag or cargo at sea may be filed under another buyer.",
    ),
)
