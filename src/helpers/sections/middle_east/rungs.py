"""The support ladder as a table: acts known and admitted, their rung, and how firmly they stand."""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING

import pandas as pd

from helpers.display.style import NAMES
from helpers.judgement.indicators.middle_east.conduct import ladder
from helpers.ledger.dates import long_date

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

RUNGS = (
    "withheld or refused",
    "words",
    "diplomatic acts",
    "help short of arms",
    "arms or forces",
)
"""Rungs 0 to 4. They are ordered; the steps between them are not equal."""

SIDES = {"RUS": "Russia for Iran", "IRN": "Iran for Russia"}
FIRM = ("Done", "Stated")
"""Done: the act is on record; Stated: giver or receiver says so. Else third parties report it."""

STATUS = ("before the signing", "signed, not yet in force", "in force")
UNKNOWN_GRADE = "F"


def acts(report: Briefing) -> pd.DataFrame:
    """Return the acts on the ladder that were public, well enough sourced and switched on.

    Returns:
        one row per act, oldest first, with the columns of `all_known`.
    """
    p = report.parameters
    return switched(all_known(report), p.ladder_reported, p.ladder_disputed)  # type: ignore[attr-defined]


def switched(rows: pd.DataFrame, reported: bool, disputed: bool) -> pd.DataFrame:
    """Return the acts that stay: undisputed ones, and reported or denied ones if asked for."""
    shown = rows["firm"].copy()
    shown |= (rows["sure"] == "Reported") & reported
    shown |= (rows["sure"] == "Disputed") & disputed
    return rows[shown].reset_index(drop=True)


def all_known(report: Briefing) -> pd.DataFrame:
    """Return every act that was public and has a source of the grade asked for.

    Returns:
        one row per act, oldest first: crisis, date, side, level, event_id, reason, sure (Done,
        Stated, Reported, Disputed), firm (bool), why, title, keys, status, case (crisis in words).
    """
    rows = ladder(report.known)
    rows = rows[rows["date"] <= report.as_of]
    events = report.known.events.set_index("event_id")[["title", "source_ids", "keys"]]
    rows = rows.join(events, on="event_id", how="inner")
    rows = well_sourced(report, rows)
    sure = [text.partition(":")[0] for text in rows["reason"]]
    rows = rows.assign(
        level=rows["level"].astype(int),
        sure=pd.Series(sure, index=rows.index, dtype=str),
        why=[text.partition(":")[2].strip() for text in rows["reason"]],
        firm=pd.Series([word in FIRM for word in sure], index=rows.index, dtype=bool),
        status=[status(report, day) for day in rows["date"]],
        case=[crisis_name(slug) for slug in rows["crisis"]],
    )
    return rows.sort_values(["date", "crisis", "side", "level"]).reset_index(drop=True)


def well_sourced(report: Briefing, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a table of events of which one source at least is admitted."""
    good = [admitted(report, ids) for ids in rows["source_ids"]]
    return rows[pd.Series(good, index=rows.index, dtype=bool)]


def admitted(report: Briefing, source_ids: str) -> bool:
    """Return whether one of the sources was out and passes the grades that the reader asks for."""
    known, p = report.known.sources, report.parameters
    for source in source_ids.split(";"):
        if source not in known.index:
            continue
        grade = str(known.loc[source, "reliability"])
        good = p.include_unjudged if grade == UNKNOWN_GRADE else grade <= p.min_reliability
        party = known.loc[source, "kind"] == "state_media" and known.loc[source, "party"] != ""
        if good and (p.include_party_media or not party):
            return True
    return False


def status(report: Briefing, day: str) -> str:
    """Return how the treaty stood on a day, as far as the day of the report knows it."""
    if day <= report.signed:
        return STATUS[0]
    return STATUS[2] if report.in_force and day >= report.in_force else STATUS[1]


def since_signing(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the acts that became public after the signing."""
    return rows[rows["status"] != STATUS[0]]


def crisis_name(slug: str) -> str:
    """Return a crisis in words.

    Example:
        >>> crisis_name("border-clash-may-1999"), crisis_name("iran-israel-1999")
        ('Border clash, May 1999', 'Iran and Israel, 1999')
    """
    *words, year = slug.split("-")
    words = ["after", "the", *words[1:]] if words[0] == "after" else words
    months = {m.lower(): m for m in calendar.month_name if m}
    proper = {n.lower(): n for n in NAMES.values()} | months
    month = f"{months[words.pop()]} " if words[-1] in months else ""
    shown = [proper.get(w, w) for w in words]
    states = len(shown) == 2 and all(w.istitle() and w not in months.values() for w in shown)
    text = " and ".join(shown) if states else " ".join(shown)
    return f"{text[:1].upper()}{text[1:]}, {month}{year}"


def highest(rows: pd.DataFrame, firm: bool = True) -> int | None:
    """Return the highest rung among acts, or among undisputed acts; None if there is none."""
    part = rows[rows["firm"]] if firm else rows
    return None if part.empty else int(part["level"].max())


def rung_cell(level: int | None) -> str:
    """Return a rung for a table, its place on the ladder first.

    Example:
        >>> rung_cell(2), rung_cell(None)
        ('rung 2: diplomatic acts', 'none on record')
    """
    return "none on record" if level is None else f"rung {level}: {RUNGS[level]}"


def rung_word(level: int | None) -> str:
    """Return a rung in words, with its number."""
    return "no act recorded" if level is None else f"{RUNGS[level]} (rung {level})"


def span_of(rows: pd.DataFrame) -> str:
    """Return the months in which acts became public, such as "June 2025" or "Feb – Apr 2026"."""
    first, last = min(rows["date"])[:7], max(rows["date"])[:7]
    if first == last:
        return long_date(first)
    short = [f"{calendar.month_abbr[int(m[5:])]} {m[:4]}" for m in (first, last)]
    return " – ".join([short[0][:3], short[1]] if first[:4] == last[:4] else short)
