"""Monthly rows around the signing, and the ratio of two daily rates, for Ukraine's indicators."""

from collections.abc import Sequence

import pandas as pd

from helpers.judgement.indicators.records import Measurement
from helpers.judgement.indicators.statistics import rate_ratio
from helpers.judgement.indicators.windows import days_of, signing_month
from helpers.ledger.views import Known

FRONT = "RUS->UKR"
LAUNCHED, STOPPED, MISSILES = "drones_launched_uaf", "drones_stopped_uaf", "missiles_launched_uaf"
SIGNING = ("before the signing", "after it")
TOO_EARLY = "fewer than two full months after the signing are known"
NO_TREND = "fewer than three full months after the signing are known"
UAF = "Counts of one belligerent; from late in the first window on they include decoys."


def monthly(known: Known, series: str, entity: str = FRONT) -> pd.DataFrame:
    """Return the rows of a series that stand for a month, one per month, oldest first."""
    rows = known.figures.of(series, entity)
    return rows[rows["period"].str.len() == 7].drop_duplicates("period", keep="last")


def has_all(rows: pd.DataFrame, months: Sequence[str]) -> bool:
    """Return whether every one of some months is known."""
    return set(months) <= set(rows["period"])


def span_days(rows: pd.DataFrame) -> list[int]:
    """Return the days of each month."""
    return [days_of(p) for p in rows["period"]]


def per_day(rows: pd.DataFrame) -> float:
    """Return the daily mean of monthly counts."""
    return float(rows["value"].sum()) / sum(span_days(rows))


def daily_ratio(
    before: pd.DataFrame, after: pd.DataFrame, words: tuple[str, str], used: pd.DataFrame
) -> Measurement:
    """Return the ratio of two daily rates with its quasi-Poisson interval.

    Args:
        before: monthly rows, columns period and value.
        after: monthly rows.
        words: what the two spans are called, such as ("before the signing", "after it").
        used: the rows of the ledger behind them.
    """
    ratio = rate_ratio(
        list(before["value"]), list(after["value"]), (span_days(before), span_days(after))
    )
    rates = [per_day(before), per_day(after)]
    return Measurement(
        ratio.value,
        f"{_rate(rates[0])} a day {words[0]}, {_rate(rates[1])} {words[1]}, a ratio of"
        f" {ratio.value:.2f}",
        ratio.low,
        ratio.high,
        used,
        parts={
            f"a day {words[0]}": rates[0],
            f"a day {words[1]}": rates[1],
            f"months {words[0]}": len(before),
            f"months {words[1]}": len(after),
        },
    )


def after_signing(known: Known, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the monthly rows later than the month of signing."""
    return rows[rows["period"] > signing_month(known)]


def _rate(value: float) -> str:
    return f"{value:.0f}" if value >= 20 else f"{value:.1f}"
