"""The short answer of the section, put together from its numbers."""

from helpers.display.words import capital, number_word, percent
from helpers.sections.answers import tally_sentence
from helpers.sections.briefing import Briefing
from helpers.sections.caucasus.allies import coded
from helpers.sections.caucasus.corridors import statements
from helpers.sections.caucasus.freight import MIDDLE, WHOLE, counts, growth
from helpers.sections.caucasus.routes import taken


def short_answer(report: Briefing) -> None:
    """Show the box: the tally of claims, then freight, building and joint acts in a sentence each."""
    parts = [_freight(report), _building(report), _joint(report)]
    report.short_answer(" ".join([tally_sentence(report.claims), *[p for p in parts if p]]))


def _freight(report: Briefing) -> str:
    rows = counts(report)
    said = [s for s in (growth(rows, WHOLE), growth(rows, MIDDLE)) if s]
    return capital("; ".join(said)) + "." if said else ""


def _building(report: Briefing) -> str:
    said = statements(report)
    passed = said[(said["due"] != "") & (said["due"] <= report.as_of)]
    if said.empty:
        return ""
    grid = taken(report)
    signed = [line for line in grid.index if grid.loc[line].iloc[2]]
    other = f" A framework was signed for {' and '.join(signed)}." if signed else ""
    return (
        f"The contract for the missing Rasht–Astara railway was promised {len(said)} times; "
        f"{number_word(len(passed))} of the days set had passed without a signature on record.{other}"
    )


def _joint(report: Briefing) -> str:
    rows = coded(report)
    if rows.empty:
        return ""
    joint = int((rows["code"] == "joint").sum())
    return f"Of {len(rows)} coded acts of Russia and Iran in the region since the signing, {percent(joint / len(rows))} were joint."
