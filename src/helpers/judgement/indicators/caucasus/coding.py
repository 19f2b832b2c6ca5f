"""Events with their codes, and the wording of series that end too early."""

from collections.abc import Sequence

import pandas as pd

from helpers.judgement.indicators.records import Measurement
from helpers.judgement.indicators.windows import signing_month
from helpers.ledger.views import Known

LEAST = 10
"""Coded events below which no share is given."""


def coded_events(known: Known, table: str) -> pd.DataFrame:
    """Return the coded events of a table that were public, oldest first: event columns, code, why.

    Args:
        known: the evidence of the day.
        table: of `event_coding.csv`, such as "allies".
    """
    coding = known.table("event_coding", "")
    coding = coding[coding["table"] == table].set_index("event_id")
    rows = known.events
    rows = rows[rows["event_id"].isin(coding.index)].sort_values(["date", "event_id"])
    ids = rows["event_id"]
    return rows.assign(code=ids.map(coding["code"]), why=ids.map(coding["note"]))


def since_signing(known: Known, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the events after the day of signing."""
    signed = str(known.ledger.treaties.set_index("treaty_id").loc["IR-RU-2025", "signed"])
    return rows[rows["date"] > signed]


def too_few(n: int) -> Measurement:
    """Return the silence of a share of too few events."""
    return Measurement.silence(f"fewer than {LEAST} coded events are public", f"{n} so far")


def signing_year(known: Known) -> str:
    """Return the year of signing."""
    return signing_month(known)[:4]


def ends_early(known: Known, rows: pd.DataFrame, said: str) -> Measurement | None:
    """Return the silence of a yearly series without a year from the signing on, else None."""
    if rows.empty:
        return Measurement.silence("no number of the series was public")
    last = str(rows["period"].max())
    if last >= signing_year(known):
        return None
    return Measurement.silence(f"the series ends in {last}, before the signing", said, rows)


def yearly(rows: pd.DataFrame, years: Sequence[str]) -> pd.Series:
    """Return the mean value of each of some years that are held, by year."""
    return rows[rows["period"].isin(years)].groupby("period")["value"].mean()
