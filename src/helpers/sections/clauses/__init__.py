"""Clauses: what the treaty says, how firmly it binds, and how well the article reports it."""

from __future__ import annotations

from functools import partial

from helpers.display.bundles import say
from helpers.display.words import join, number_word
from helpers.sections.briefing import Briefing
from helpers.sections.clauses.acts import instruments, papers, ratification, waiting
from helpers.sections.clauses.binding import by_heading, grid, scales
from helpers.sections.clauses.blocks import blocks
from helpers.sections.clauses.coders import coder_agreement, coder_grids, differences
from helpers.sections.clauses.compared import atop_check, flag_matrix, treaty_table
from helpers.sections.clauses.doubts import sensitivity
from helpers.sections.clauses.firmness import legalization
from helpers.sections.clauses.heat_strip import heat
from helpers.sections.clauses.like_with_like import alike
from helpers.sections.clauses.older import earlier, lineage
from helpers.sections.clauses.points import (
    article_and_text,
    left_out,
    match_sentence,
    reported,
    statements,
)
from helpers.sections.clauses.reading import articles, share_read
from helpers.sections.clauses.security import absences, ladder
from helpers.sections.clauses.strips import clause_table, growth, runs, strip
from helpers.sections.clauses.wording import generality

__all__ = [
    "absences",
    "alike",
    "article_and_text",
    "atop_check",
    "begin",
    "blocks",
    "by_heading",
    "clause_table",
    "coder_agreement",
    "coder_grids",
    "differences",
    "earlier",
    "flag_matrix",
    "generality",
    "grid",
    "growth",
    "heat",
    "instruments",
    "ladder",
    "left_out",
    "legalization",
    "lineage",
    "narrative",
    "papers",
    "ratification",
    "scales",
    "sensitivity",
    "short_answer",
    "strip",
    "timeline",
    "treaty_table",
    "unread",
    "waiting",
]

LANES = {
    "The treaty itself": ["signing", "ratification", "entry_into_force"],
    "Carried out, spoken of": ["implementing", "what_it_is_not", "anniversary"],
    "Trade and payments": ["trade", "payments", "customs", "corridor"],
    "Other treaties": ["comparator"],
}

begin = partial(Briefing.begin, "clauses")


def short_answer(report: Briefing) -> None:
    """Show the box: how much was read, how many points match, how many judgements hold."""
    rows = statements(report)
    done, topic, total = share_read(report)
    own = rows[rows["heading"] == "judgement"]
    text = (
        f"**{done} of {total} articles** could be read, {topic} more are known by topic; every "
        "count of this section hangs on that. "
        f"{match_sentence(reported(rows), 'points that the article reports')}. Of its "
        f"{number_word(len(own))} "
        f"judgements on the text, {number_word(int((own['group'] == 'holds').sum()))} hold."
    )
    report.short_answer(text)


def timeline(report: Briefing) -> None:
    """Show the section's events in lanes, and say how many lie in each since the signing."""
    said = []
    for lane, topics in LANES.items():
        rows = report.events(topics)
        if n := int((rows["date"] > report.signed).sum()):
            said.append(f"{number_word(n)} under “{lane}”")
    title = f"Dated events since the signing: {join(said)}" if said else ""
    report.timeline(LANES, title=title)


def narrative(report: Briefing, step: str) -> None:
    """Show the passages of a step if there are any on the day."""
    rows = report.known.passages
    if ((rows["section"] == report.section) & (rows["step"] == step)).any():
        report.passages(step)


def unread(report: Briefing) -> None:
    """Say which articles remain to be read."""
    states = articles(report)
    numbers = [int(a) for a in states[states["state"] == "not_read"]["article"] if a != "P"]
    topics = [int(a) for a in states[states["state"] == "listed_only"]["article"] if a != "P"]
    also = f"; of {runs(topics)} only the topic is known" if topics else ""
    if numbers:
        say(f"Still to be read by number: articles {runs(numbers)}{also}.")
