"""Rows that several steps of the energy section draw from: years, shares, tidy data."""

import pandas as pd

from helpers.ledger.dates import long_date
from helpers.ledger.series import Figures
from helpers.sections.briefing import Briefing

PAIR = ["RUS", "IRN"]
"""The two states of the treaty."""

REVISED = "The yearbook gives all years as revised in its newest edition held here."
"""Said under every figure from the yearbook: an early day is shown with revised values."""


def states(report: Briefing) -> list[str]:
    """Return the two states and those that the reader set beside them."""
    return PAIR + [c for c in report.parameters.compare_with if c not in PAIR]  # type: ignore[attr-defined]


def newest_year(figures: Figures, series: str, entities: list[str]) -> str:
    """Return the newest period that a series has for all of the entities, or ""."""
    rows = figures.of(series, entities)
    have = rows.groupby("period")["entity"].nunique()
    full = have[have == len(set(entities))]
    return "" if full.empty else str(full.index.max())


def world_shares(
    figures: Figures, series: str, entities: list[str], since: str = ""
) -> pd.DataFrame:
    """Return shares of the world's total in per cent, periods x entities."""
    wide = figures.wide(series, [*entities, "World"], since)
    if "World" not in wide:
        return pd.DataFrame()
    kept = [e for e in entities if e in wide]
    return 100 * wide[kept].div(wide["World"], axis=0).dropna(how="all")


def drawn(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the columns of rows that a reader may download."""
    return rows[["series", "entity", "period", "value", "unit"]].reset_index(drop=True)


def said_period(period: str, note: str = "") -> str:
    """Return a period in words; a half year that its note names stays a half year."""
    return f"the first half of {period[:4]}" if note.startswith("H1") else long_date(period)
