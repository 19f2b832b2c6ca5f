"""Findings as marks on a time axis, shared by the steps on Iran's role, Israel and Riyadh."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from helpers.ledger.dates import long_date
from helpers.sections.chronicle import when_known

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

STANCES = {"supports": ("^", True), "qualifies": ("D", False), "contradicts": ("v", True)}
"""Marker and filling by stance: upward for the claim, downward against it."""


def findings(report: Briefing, claim: str, lane: str, *stances: str) -> pd.DataFrame:
    """Return findings on a claim as marks of a lane.

    Returns:
        date (day known), when (the same as it may be printed), lane, label, mark (the stance),
        keys, source_ids.
    """
    rows = report.evidence(claim)
    rows = rows[rows["stance"].isin(stances or tuple(STANCES))]
    return pd.DataFrame(
        {
            "date": rows["known_on"],
            "when": when_known(rows),
            "lane": lane,
            "label": rows["finding"],
            "mark": rows["stance"],
            "keys": [[k] for k in rows["key"]],
            "source_ids": rows["source_id"],
        }
    )


def spoken(rows: pd.DataFrame, order: list[str]) -> str:
    """Return marks in words, lane by lane: how many, and the last."""
    parts = []
    for lane in order:
        part = rows[rows["lane"] == lane]
        if part.empty:
            parts.append(f"{lane}: none")
            continue
        last = part.iloc[-1]
        said = f"{long_date(last['when'])}, {last['label'].rstrip('.')}"
        parts.append(f"{lane}: {len(part)}, the last of {said}")
    return ". ".join(parts) + "."


def verb(n: int, one: str, many: str) -> str:
    """Return the form of a verb that fits a count."""
    return one if n == 1 else many
