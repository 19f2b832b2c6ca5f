"""The short answer of the section, put together from its numbers."""

from helpers.display.words import capital, count, join, number_word, percent
from helpers.judgement.indicators.caucasus.coding import LEAST
from helpers.judgement.indicators.caucasus.promises import missed
from helpers.sections.answers import tally_sentence
from helpers.sections.briefing import Briefing
from helpers.sections.caucasus.allies import coded
from helpers.sections.caucasus.freight import MIDDLE, WHOLE, counts, growth
from helpers.sections.caucasus.promises import statements
from helpers.sections.caucasus.routes import SIGNED, taken


def short_answer(report: Briefing) -> None:
    """Show the box: the tally of claims, then joint acts, freight and building in words."""
    parts = [_joint(report), _freight(report), _building(report)]
    report.short_answer(" ".join([tally_sentence(report.claims), *[p for p in parts if p]]))


def _joint(report: Briefing) -> str:
    rows = coded(report)
    if len(rows) < LEAST:
        return ""
    joint = int((rows["code"] == "joint").sum())
    return (
        f"Of {count(len(rows), 'coded act')} of Russia and Iran in the region since the signing, "
        f"{percent(joint / len(rows))} were joint."
    )


def _freight(report: Briefing) -> str:
    rows = counts(report)
    said = [text for route in (WHOLE, MIDDLE) if (text := growth(rows, route))]
    return f"{capital('; '.join(said))}." if said else ""


def _building(report: Briefing) -> str:
    said = statements(report)
    if said.empty:
        return ""
    n = missed(said, report.known)
    grid = taken(report)
    signed = [line for line in grid.index if grid.loc[line, SIGNED]]
    other = f" A framework was signed for {join(signed)}." if signed else ""
    return (
        "The contract for the missing railway from Rasht to Astara was announced "
        f"{count(len(said), 'time')}; {number_word(n)} of the dates set had passed, and no "
        f"signature was on record.{other}"
    )
