"""Indicators on prices and what they earn: Brent around the treaty's days, discount, revenue."""

import numpy as np
import pandas as pd

from helpers.judgement.indicators.energy.since import signing_year
from helpers.judgement.indicators.records import Indicator, Measurement, Tie
from helpers.judgement.indicators.statistics import mean_difference
from helpers.judgement.indicators.windows import around_signing
from helpers.judgement.verdicts import Stance
from helpers.ledger.dates import long_date
from helpers.ledger.views import Known

SECTION = "energy"
DAYS = 10
"""Trading days on each side of an event; two weeks, long enough for news to be read."""

FEWEST = 3
"""Quotes of the discount asked for on each side of the signing."""

TREATY = "IR-RU-2025"
REVENUE_MARGIN = 0.05
"""A gap between revenue and price below it is within what rounding and the mean of a few exchange
rates can make."""


def moves(known: Known) -> pd.Series:
    """Return the move of Brent around every trading day that has ten on each side, per cent.

    Mean of the ten trading days after less that of the ten before, over that of the ten before;
    the day itself is in neither.

    Returns:
        Values indexed by ISO day.
    """
    price = known.figures.of("brent_spot_daily", "World").set_index("period")["value"].sort_index()
    before = price.rolling(DAYS).mean().shift(1)
    after = price.rolling(DAYS).mean().shift(-DAYS)
    return (100 * (after / before - 1)).dropna()


def usual_moves(all_moves: pd.Series, day: str) -> pd.Series:
    """Return the moves around the days whose windows do not meet those of the day named."""
    place = np.arange(len(all_moves)) - int((all_moves.index < day).sum())
    return all_moves[np.abs(place) > 2 * DAYS]


def around(known: Known, day: str) -> Measurement:
    """Return the move of Brent around a day, less the moves usual around other days.

    The interval is the move less the 95 and less the 5 per cent quantile of the moves around all
    other trading days known: it holds zero unless fewer than one day in ten moved as far.
    """
    found = moves(known)
    later = found[found.index >= day]
    if not day or later.empty:
        return Measurement.silence(f"fewer than {DAYS} trading days after the day are known")
    at, value = str(later.index[0]), float(later.iloc[0])
    low, high = usual_moves(found, at).quantile([0.05, 0.95])
    beyond = float((usual_moves(found, at).abs() >= abs(value)).mean())
    rows = known.figures.of("brent_spot_daily", "World")
    return Measurement(
        value,
        f"Brent moved by {value:+.1f} per cent around {long_date(day)}; around nine in ten other"
        f" days it moved between {low:+.1f} and {high:+.1f}, and around {100 * beyond:.0f} per"
        " cent of them at least as far",
        value - float(high),
        value - float(low),
        rows[(rows["period"] <= found.index[-1])],
        parts={
            "move, per cent": value,
            "usual, lower": float(low),
            "usual, upper": float(high),
            "per cent of days that moved as far": 100 * beyond,
        },
    )


def treaty_day(known: Known, column: str) -> str:
    """Return the day of signing or of entry into force, "" if it had not come."""
    day = str(known.ledger.treaties.set_index("treaty_id").loc[TREATY, column])
    return day if known.past(day) else ""


def at_signing(known: Known) -> Measurement:
    """Return the move of Brent around the signing."""
    return around(known, treaty_day(known, "signed"))


def at_entry(known: Known) -> Measurement:
    """Return the move of Brent around the entry into force."""
    return around(known, treaty_day(known, "in_force"))


def brent_year(known: Known) -> Measurement:
    """Return the mean of Brent in the months after the signing less that in those before, USD."""
    before, after = around_signing(known, known.figures.of("brent_spot_monthly", "World"))
    if min(len(before), len(after)) < FEWEST:
        return Measurement.silence(f"fewer than {FEWEST} full months after the signing are known")
    moved = mean_difference(list(before["value"]), list(after["value"]))
    means = float(before["value"].mean()), float(after["value"].mean())
    return Measurement(
        moved.value,
        f"{means[0]:.1f} dollars a barrel in the {len(before)} months before the signing,"
        f" {means[1]:.1f} in the {len(after)} after, {moved.value:+.1f}",
        moved.low,
        moved.high,
        pd.concat([before, after]),
        parts={"USD before": means[0], "USD after": means[1], "months after": len(after)},
    )


def discount(known: Known) -> Measurement:
    """Return the mean discount on Iranian crude after the signing less that before, USD."""
    rows = known.figures.of("iran_crude_discount_press", "IRN")
    before, after = around_signing(known, rows)
    if min(len(before), len(after)) < FEWEST:
        return Measurement.silence(
            f"too few values: {len(before)} before the signing and {len(after)} after it,"
            f" {FEWEST} a side are asked",
            rows=rows,
        )
    moved = mean_difference(list(before["value"]), list(after["value"]))
    return Measurement(
        moved.value,
        f"{before['value'].mean():.1f} dollars before, {after['value'].mean():.1f} after",
        moved.low,
        moved.high,
        pd.concat([before, after]),
        parts={"USD before": before["value"].mean(), "USD after": after["value"].mean()},
    )


def revenue_beside_price(known: Known) -> Measurement:
    """Return Russian oil and gas revenue over the rouble price of Brent, signing year on last.

    (revenue / revenue of the year before) / (Brent in roubles / Brent in roubles the year before):
    1 where revenue moved with the price alone.
    """
    year = signing_year(known)
    years = (str(int(year) - 1), year)
    names = ("ru_oil_gas_revenue_rub", "brent_spot_monthly", "rub_per_usd")
    revenue, brent, rate = (known.figures.of(s) for s in names)
    revenue = revenue[revenue["period"].isin(years)]
    months = [part[part["period"].str[:4].isin(years)] for part in (brent, rate)]
    earned = revenue.set_index("period")["value"]
    price, roubles = (p.groupby(p["period"].str[:4])["value"].mean() for p in months)
    if len(earned) < 2 or not set(years) <= set(price.index) & set(roubles.index):
        return Measurement.silence(f"the revenue of {year} is not public yet", rows=revenue)
    income = float(earned[years[1]] / earned[years[0]])
    mark = float(price[years[1]] * roubles[years[1]] / (price[years[0]] * roubles[years[0]]))
    return Measurement(
        income / mark,
        f"revenue in roubles moved by {100 * (income - 1):+.0f} per cent from {years[0]} to"
        f" {years[1]}, the rouble price of Brent by {100 * (mark - 1):+.0f}: a ratio of"
        f" {income / mark:.2f}",
        rows=pd.concat([revenue, *months]),
        parts={
            "revenue, per cent": 100 * (income - 1),
            "rouble price of Brent, per cent": 100 * (mark - 1),
            "Brent, per cent": 100 * float(price[years[1]] / price[years[0]] - 1),
            "roubles per dollar, per cent": 100 * float(roubles[years[1]] / roubles[years[0]] - 1),
        },
    )


_EVENT = (
    "Mean of Brent over the ten trading days after the day less the ten before, over the latter; "
    "interval: less the moves around nine in ten other trading days known; beyond 0 is unusual. "
    "No claim is tied to it."
)
_EVENT_LIMITS = (
    "Both days were announced beforehand, and other news falls into the windows: a usual move does "
    "not show that the treaty is without effect, an unusual one would not show that it has any."
)

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        "I-E1d",
        SECTION,
        "Brent around the signing",
        _EVENT,
        "per cent",
        ("brent_spot_daily",),
        (0.0, 0.0),
        at_signing,
        limits=_EVENT_LIMITS,
    ),
    Indicator(
        "I-E1e",
        SECTION,
        "Brent around the entry into force",
        _EVENT,
        "per cent",
        ("brent_spot_daily",),
        (0.0, 0.0),
        at_entry,
        limits=_EVENT_LIMITS,
    ),
    Indicator(
        "I-E2a",
        SECTION,
        "discount on Iranian crude",
        "Mean of the quotes of the twelve full months after the month of signing less the twelve "
        "before, three a side at least; bootstrap interval; smaller supports E2, larger "
        "contradicts it.",
        "USD per barrel",
        ("iran_crude_discount_press",),
        (0.0, 0.0),
        discount,
        (Tie("E2", Stance.CONTRADICTS, Stance.SUPPORTS),),
        "Quotes of traders in the press, some of them bounds.",
    ),
    Indicator(
        "I-E2b",
        SECTION,
        "Russian oil and gas revenue beside the price of oil",
        "Revenue of the year of signing over that of the year before, divided by the same ratio of "
        "Brent in roubles; above 1.05 supports E2, since more was kept of each barrel's price, "
        "below 0.95 contradicts it.",
        "ratio",
        ("ru_oil_gas_revenue_rub",),
        (1 - REVENUE_MARGIN, 1 + REVENUE_MARGIN),
        revenue_beside_price,
        (Tie("E2", Stance.SUPPORTS, Stance.CONTRADICTS),),
        "Gas and changes of tax are in the revenue too; of the exchange rate some months are "
        "missing.",
    ),
    Indicator(
        "I-E6a",
        SECTION,
        "price of Brent in the year after the signing",
        "Mean of the twelve full months after the month of signing less the twelve before; "
        "bootstrap interval. No claim is tied to it.",
        "USD per barrel",
        ("brent_spot_monthly",),
        (0.0, 0.0),
        brent_year,
        limits="World prices move for many reasons; months are not independent, so that the true "
        "interval is wider. It says how much of a seller's year was price.",
    ),
)
