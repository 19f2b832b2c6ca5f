"""The missing railway: each day promised for its contract, and whether it passed."""

import pandas as pd

from helpers.ledger.dates import long_date, period_end, shift_days
from helpers.ledger.views import Known

MONTH = 31
"""Days in "within a month": the longest reading, so that no promise is called missed too early."""

SOON, WITHIN = "soon", "within a month"
PROMISES = {
    "rasht-contract-promised-2025-10": SOON,
    "rasht-contract-next-month-2025-10": WITHIN,
    "rasht-contract-month-2025-12": WITHIN,
    "rasht-contract-april-2026": "",
}
"""By statement, the time it sets for the signature; blank where the event's plan date says it."""

LINE_KM = 162.0
"""Length of the Rasht-Astara railway most often given; 160 and 164 km are given too."""


def statements(known: Known) -> pd.DataFrame:
    """Return the statements on the contract: event columns, `time` in words, `due` ISO or blank."""
    rows = known.events
    rows = rows[rows["event_id"].isin(PROMISES)].sort_values("date")
    times, due = [], []
    for row in rows.itertuples():
        word = PROMISES[str(row.event_id)]
        times.append(word or f"in {long_date(str(row.plan_dates))}")
        within = shift_days(str(row.date), MONTH) if word == WITHIN else ""
        due.append(period_end(str(row.plan_dates)) if row.plan_dates else within)
    words = {"time": times, "due": due}
    return rows.assign(**{k: pd.Series(v, rows.index, dtype=str) for k, v in words.items()})


def missed(said: pd.DataFrame, known: Known) -> int:
    """Return how many of the days set by statements had passed."""
    return sum(known.past(day) for day in said["due"] if day)
