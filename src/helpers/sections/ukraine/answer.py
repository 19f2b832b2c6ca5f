"""The short answer of the section, from the numbers that the figures show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.display.words import capital, count, join, num, number_word
from helpers.ledger.dates import long_date
from helpers.sections.answers import tally_sentence
from helpers.sections.ukraine.comparison import ratios_by_month
from helpers.sections.ukraine.interception import passed
from helpers.sections.ukraine.output import made_and_fired
from helpers.sections.ukraine.sanctions import CITY, tally
from helpers.sections.ukraine.settlement import tried, truce_days
from helpers.sections.ukraine.windows import compared, per_day, windows

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing


def answer(report: Briefing) -> str:
    """Return the section's answer in a few computed sentences."""
    parts = [_war(report), _makers(report), _pressure(report), _peace(report)]
    return " ".join(p for p in parts if p) + "\n\n" + tally_sentence(report.claims)


def _war(report: Briefing) -> str:
    rows = passed(report)
    span = windows(report, rows.index)
    if not span.before:
        return ""
    before, after = (per_day(rows["launched"], m) for m in (span.before, span.after))
    text = f"By Ukrainian statements drones launched {compared(before, after)}"
    ratios, signing = ratios_by_month(report, rows["launched"]), report.signed[:7]
    if signing not in ratios:
        return text + "."
    higher = int((ratios.drop(signing) >= ratios[signing]).sum())
    rank = (
        f", yet the rise was as large or larger around {number_word(higher)} of {len(ratios) - 1} "
        "other months"
        if higher
        else f"; of {len(ratios) - 1} other months none saw as large a rise"
    )
    return text + rank + "."


def _makers(report: Briefing) -> str:
    rows = made_and_fired(report)
    rows = rows[rows["kind"] == "made"]
    if rows.empty:
        return ""
    r = rows.iloc[-1]
    return (
        f"A Russian plant was reported to have made {num(r['made'])} drones in the time in which "
        f"{num(r['launched'])} were launched ({r['span']})."
    )


def _pressure(report: Briefing) -> str:
    new, back = tally(report, "measure"), tally(report, "relief")
    if not sum(new.values()):
        return "No new Western measure since the signing was on record."
    text = (
        "Since the signing "
        f"{count(sum(v for (_, t), v in new.items() if t == 'RUS'), 'new measure')} on Russia and "
        f"{number_word(sum(v for (_, t), v in new.items() if t == 'IRN'))} on Iran are on record"
    )
    givers = [CITY[a] for a in CITY if back[a, "RUS"] + back[a, "IRN"]]
    if not givers:
        return text + "."
    return text + f", with {count(sum(back.values()), 'act')} of relief by {join(givers)}."


def _peace(report: Briefing) -> str:
    n = len(tried(report))
    if not n:
        return "No attempt at a settlement was on record yet."
    return (
        f"{capital(count(n, 'attempt'))} at a settlement had brought "
        f"{count(truce_days(report), 'day')} of general truce by {long_date(report.as_of)}."
    )
