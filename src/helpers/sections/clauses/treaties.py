"""The treaties compared: which, what they are called, and where each stood on the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from helpers.display.style import NAMES
from helpers.ledger.dates import days_between
from helpers.ledger.keeping import kept
from helpers.sections.clauses.reading import TREATY, settings

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing


def signed_in(report: Briefing, treaty: str) -> str:
    """Return the year in which a treaty was signed."""
    return str(treaties(report).loc[treaty, "signed"])[:4]


@kept
def treaties(report: Briefing) -> pd.DataFrame:
    """Return the treaties signed by the day, indexed by id, later days blanked, oldest first.

    They are kept with the briefing, and not to be changed.
    """
    rows = (
        report.known.table("treaties", "signed")
        .sort_values("signed")
        .set_index("treaty_id", drop=False)
    )
    for column in ("ratified_a", "ratified_b", "in_force"):
        rows[column] = [d if d <= report.as_of else "" for d in rows[column]]
    return rows


def compared(report: Briefing) -> list[str]:
    """Return the ids of this treaty and of the comparators chosen that had been signed."""
    wanted = settings(report).comparators
    others = [i for i in treaties(report).index if i != TREATY]
    return [TREATY, *(i for i in others if i in wanted or not wanted)]


def name(report: Briefing, treaty: str) -> str:
    """Return how a treaty is called here: its parties and the year of its signing."""
    row = treaties(report).loc[treaty]
    first, second = (NAMES[c] for c in row["parties"].split(";"))
    return f"{first}–{second} {row['signed'][:4]}"


def standing(report: Briefing, treaty: str) -> str:
    """Return where a treaty stood on the day, "" if the day of its effect is not held at all."""
    held = report.ledger.treaties.set_index("treaty_id").loc[treaty, "in_force"]
    row = treaties(report).loc[treaty]
    if not held:
        return ""
    if row["in_force"]:
        return f"in force {row['in_force'][:4]}"
    approved = sum(bool(row[c]) for c in ("ratified_a", "ratified_b"))
    return ("signed", "approved by one side", "approved by both sides")[approved]


def days_to_force(report: Briefing, treaty: str) -> int | None:
    """Return the days from signing to effect, None if that day is not held or not past."""
    row = treaties(report).loc[treaty]
    return days_between(str(row["signed"]), str(row["in_force"])) if row["in_force"] else None
