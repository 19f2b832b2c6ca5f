"""The indicators of a section: what each measured, and what that does to a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from helpers.display.bundles import note, table
from helpers.display.words import capital, count, num, number_word
from helpers.judgement.effects import Effect, effects
from helpers.judgement.indicators import Reading, readings
from helpers.sections.prose import cite

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

SIDE_WORDS = {
    "above": "above its threshold",
    "below": "below its threshold",
    "between": "does not clear its threshold: no weight",
    "silent": "cannot speak",
}


def indicators(report: Briefing) -> None:
    """Show every indicator of the section: rule, value, interval, and effect on the verdicts."""
    read = [
        r for r in readings(report.ledger, report.as_of).values()
        if r.indicator.section == report.section
    ]  # fmt: skip
    if not read:
        note("This section has no indicator.")
        return
    moved = effects(report.known, [r.indicator for r in read])
    speaking = sum(r.speaks for r in read)
    silent = sum(r.side == "silent" for r in read)
    table(
        pd.DataFrame(
            [
                _row(r, [e for e in moved if e.indicator_id == r.indicator.indicator_id])
                for r in read
            ]
        ),
        label=f"{report.section}-indicators",
        title=f"{capital(count(len(read), 'indicator'))}: {number_word(speaking)} "
        f"{'clears its' if speaking < 2 else 'clear their'} threshold{_silent(silent)}",
        caption="The windows and thresholds of a rule are fixed, so that a section's own "
        "parameters move no verdict; the rules were written by readers who knew much of what "
        "followed. An interval is one of 90 per cent; the whole of it must clear the threshold. "
        "Effect: share of the weighed evidence for the claim without and with the indicator. "
        "Before and after is not cause.",
        kinds={"Rule": "markdown", "Measured": "markdown", "Effect": "markdown"},
    )


def _silent(n: int) -> str:
    return f", {number_word(n)} cannot speak" if n else ""


def reading_of(report: Briefing, indicator_id: str) -> Reading:
    """Return one indicator as it read on the day of the report."""
    return readings(report.ledger, report.as_of)[indicator_id]


def _row(reading: Reading, moved: list[Effect]) -> dict[str, str]:
    indicator, measured = reading.indicator, reading.measured
    own = [e.words() for e in moved if e.indicator_id == indicator.indicator_id]
    said = measured.said + ("." if measured.said else "")
    why = f" {capital(measured.silent)}." if measured.silent else ""
    value = "" if measured.value is None else f"{num(measured.value)} {indicator.unit}"
    interval = (
        ""
        if measured.low is None or measured.high is None
        else f" ({num(measured.low)} to {num(measured.high)})"
    )
    return {
        "Indicator": indicator.indicator_id,
        "Rule": f"**{capital(indicator.title)}.** {indicator.rule}",
        "Value (90 % interval)": value + interval,
        "Measured": f"{said}{why} {indicator.limits} {cite(list(reading.keys))}".strip(),
        "Reads": SIDE_WORDS[reading.side],
        "Effect": "; ".join(own) or "none",
    }
