"""Dated prose from the ledger, and the line that stands where nothing was public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.display.bundles import note, say
from helpers.display.words import num
from helpers.ledger.dates import long_date
from helpers.ledger.series import BOUND, at_least

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing


def passages(report: Briefing, step: str, section: str) -> None:
    """Show the passages of a step that were true on the day, their numbers filled in.

    Where none was, one computed line says so.
    """
    rows = report.known.passages
    rows = rows[(rows["section"] == section) & (rows["step"] == step)]
    if rows.empty:
        nothing_public(report)
        return
    text = "\n\n".join(report.figures.fill(timely_citations(report, t)) for t in rows["text"])
    say(text, passages=list(rows["passage_id"]))


def nothing_public(report: Briefing, what: str = "this") -> None:
    """Show the line for a step on which nothing was public on the day."""
    note(
        f"Nothing on {what} was public on {long_date(report.as_of)}, as far as the evidence held"
        " here goes."
    )


def timely_citations(report: Briefing, text: str) -> str:
    """Return a text with source ids replaced by the keys by which an edition cites them."""
    import re

    def key(match: re.Match[str]) -> str:
        known = report.known.sources["key"]
        return f"[@{known[match[1]]}]" if match[1] in known.index else ""

    return re.sub(r"\[@([\w:.-]+)\]", key, text)


def over(value: float, note: str) -> str:
    """Return a number as prose has it, "more than" before it if its note says so.

    Example:
        >>> over(8.0, "more than; bids near 10"), over(6.0, "about")
        ('more than 8', '6')
    """
    return f"{BOUND} {num(value)}" if at_least(note) else num(value)


def named_sources(report: Briefing, text: str) -> str:
    """Return a note with the ids of sources in it, in brackets or not, replaced by citations."""
    import re

    every, known = set(report.ledger.sources["source_id"]), report.known.sources["key"]

    def key(match: re.Match[str]) -> str:
        if match[0] not in every:
            return match[0]
        return f"[@{known[match[0]]}]" if match[0] in known.index else "a source not yet public"

    said = re.sub(r"[a-z0-9]+(?:-[a-z0-9]+)+", key, text)
    return re.sub(r"\((\[@[^()]*\])\)", lambda m: m[1].replace("], [", "]["), said)


def cite(keys: list[str]) -> str:
    """Return citations `[@a][@b]` for keys, each once."""
    return "".join(f"[@{k}]" for k in dict.fromkeys(keys))
