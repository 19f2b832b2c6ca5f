"""Attempts at a settlement: days of truce, and launches around each attempt."""

import re
from collections.abc import Sequence

import pandas as pd

from helpers.judgement.indicators.records import DIRECT, Indicator, Measurement, Tie
from helpers.judgement.indicators.statistics import share
from helpers.judgement.indicators.ukraine.rows import LAUNCHED, monthly
from helpers.judgement.indicators.windows import days_of
from helpers.judgement.verdicts import Stance
from helpers.ledger.dates import days_between, shift_months
from helpers.ledger.views import Known

TERM = "2025-01-20"
"""The day on which the president named in the claim took office."""
DAYS = re.compile(r"\b(\d{1,2})-(\d{1,2}) [A-Z]")
OPEN_DAYS = 183
"""Half a year in office: before it, no truce says nothing of a forecast for a year."""
LEAST = 5
"""Months with an attempt that a share of them needs."""


def tried(known: Known) -> pd.DataFrame:
    """Return the attempts known with their code and note, oldest first."""
    coded = known.ledger.event_coding
    coded = coded[coded["table"] == "settlement"][["event_id", "code", "note"]]
    rows = known.events.merge(coded, on="event_id")
    return rows.sort_values(["date", "event_id"]).reset_index(drop=True)


def truce_days(known: Known) -> int:
    """Return the days of general truce up to the day of the report."""
    rows = tried(known)
    total = 0
    for r in rows[rows["code"] == "truce"].itertuples():
        span = DAYS.search(r.note)
        length = int(span[2]) - int(span[1]) + 1 if span else 1
        total += min(length, days_between(r.date, known.as_of) + 1)
    return total


def settled_days(known: Known) -> int:
    """Return the days since a settlement took effect, 0 if none did."""
    rows = tried(known)
    rows = rows[rows["code"] == "settlement"]
    return 0 if rows.empty else days_between(rows["date"].iloc[0], known.as_of) + 1


def truce(known: Known) -> Measurement:
    """Return the share of the days in office on which a truce or settlement was in force."""
    elapsed = days_between(TERM, known.as_of)
    rows = tried(known)
    if elapsed < OPEN_DAYS or rows.empty:
        return Measurement.silence("less than half a year has passed")
    quiet, settled = truce_days(known), settled_days(known)
    held = rows[rows["code"].isin(("truce", "settlement"))]
    return Measurement(
        min(1.0, (quiet + settled) / elapsed),
        f"{quiet} days of general truce and {settled} of settlement in {elapsed} days,"
        f" {len(rows)} attempts on record",
        rows=held if len(held) else rows,
        parts={
            "days of truce": quiet,
            "days of settlement": settled,
            "days elapsed": elapsed,
            "attempts": len(rows),
        },
    )


def beside(rows: pd.DataFrame, month: str) -> float | None:
    """Return launches a day of a month over the mean of its two neighbours, None if one lacks.

    Args:
        rows: monthly rows, columns period and value.
        month: YYYY-MM.
    """
    near = [shift_months(month, -1), shift_months(month, 1)]
    fired = rows.set_index("period")["value"]
    if not {month, *near} <= set(fired.index):
        return None
    return float(
        fired[month] / days_of(month) / (sum(fired[m] / days_of(m) for m in near) / len(near))
    )


def quieter_months(known: Known) -> Measurement:
    """Return the share of months with an attempt that saw fewer launches than their neighbours."""
    rows = monthly(known, LAUNCHED)
    months = sorted({d[:7] for d in tried(known)["date"]})
    ratios = {m: r for m in months if (r := beside(rows, m)) is not None}
    if len(ratios) < LEAST:
        return Measurement.silence("fewer than five months of an attempt can be compared")
    lower = sum(r < 1 for r in ratios.values())
    found = share(lower, len(ratios))
    return Measurement(
        found.value,
        f"{lower} of {len(ratios)} months with an attempt saw fewer launches than the months"
        " beside it",
        found.low,
        found.high,
        rows[rows["period"].isin(ratios)],
        parts={"quieter": lower, "months": len(ratios)},
    )


INDICATORS: Sequence[Indicator] = (
    Indicator(
        "I-K6",
        "ukraine",
        "days of truce or settlement",
        "Days on which a general truce or a settlement was in force over the days since the "
        "president named in the claim took office, from half a year on; above one half supports "
        "K6, below one tenth contradicts it.",
        "of the days",
        (LAUNCHED,),
        (0.1, 0.5),
        truce,
        (Tie("K6", Stance.SUPPORTS, Stance.CONTRADICTS, DIRECT),),
        "Pauses of one kind of strike are not counted, nor is whether a truce was kept.",
    ),
    Indicator(
        "I-K6b",
        "ukraine",
        "months with an attempt that were quieter than their neighbours",
        "Share of months with an attempt in which launches a day lay below the mean of the month "
        "before and the month after; Wilson interval around one half. Says nothing of a claim.",
        "share",
        (LAUNCHED,),
        (0.5, 0.5),
        quieter_months,
        limits="A handful of months; a pause of some days does not show in a month.",
    ),
)
