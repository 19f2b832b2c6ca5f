"""Rows that several steps of the energy section draw from: years, shares, tidy data."""

import pandas as pd

from helpers.display.style import name
from helpers.ledger.dates import long_date
from helpers.ledger.series import Figures
from helpers.sections.briefing import Briefing

PAIR = ["RUS", "IRN"]
"""The two states of the treaty."""

REVISED = "The yearbook gives all years as revised in its newest edition held here."
"""Said under every figure from the yearbook: an early day is shown with revised values."""


def states(report: Briefing) -> list[str]:
    """Return the two states and those that the reader set beside them."""
    return PAIR + list(dict.fromkeys(report.parameters.compare_with))  # type: ignore[attr-defined]


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
        return pd.DataFrame(columns=entities)
    kept = [e for e in entities if e in wide]
    return 100 * wide[kept].div(wide["World"], axis=0).dropna(how="all")


def flows(figures: Figures, series: str, sellers: list[str]) -> tuple[str, pd.DataFrame]:
    """Return the newest year of flows named `SELLER->place`, and a table sellers x places."""
    rows = figures.of(series)
    rows = rows[rows["entity"].str[:3].isin(sellers)]
    if rows.empty:
        return "", pd.DataFrame()
    year = str(rows["period"].max())
    rows = rows[rows["period"] == year]
    parts = rows.assign(seller=rows["entity"].str[:3], place=rows["entity"].str[5:])
    table = parts.pivot_table(index="seller", columns="place", values="value")
    return year, table.loc[[s for s in sellers if s in table.index]]


def drawn(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the columns of rows that a reader may download."""
    return rows[["series", "entity", "period", "value", "unit"]].reset_index(drop=True)


def said_period(period: str, note: str = "") -> str:
    """Return a period in words; a half year that its note names stays a half year."""
    return f"the first half of {period[:4]}" if note.startswith("H1") else long_date(period)


def the(state: str) -> str:
    """Return the name of a state as a sentence has it."""
    return f"the {name(state)}" if state == "USA" else name(state)


def shares_said(frame: pd.DataFrame, digits: int = 0) -> str:
    """Return a table of shares in words, row by row, for a reader who does not see it."""
    said = (
        f"{name(str(row))}: "
        + ", ".join(f"{name(str(c))} {v:.{digits}f}" for c, v in values.items())
        for row, values in frame.iterrows()
    )
    return "; ".join(said) + ", in per cent"
