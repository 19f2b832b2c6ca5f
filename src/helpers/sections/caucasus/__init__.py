"""Caucasus: routes, neighbours and two powers that look on."""

from functools import partial

from helpers.sections.briefing import Briefing
from helpers.sections.caucasus.allies import acts, positions
from helpers.sections.caucasus.answer import short_answer
from helpers.sections.caucasus.armenia import arms_to_armenia, steps, trade, votes
from helpers.sections.caucasus.corridors import clauses, corridors, lengths, promises
from helpers.sections.caucasus.freight import freight, goals, rail
from helpers.sections.caucasus.neighbours import arms_to_azerbaijan, gains, partners, spending
from helpers.sections.caucasus.routes import ladder, reactions, southern_routes, tracks

__all__ = [
    "acts", "arms_to_armenia", "arms_to_azerbaijan", "begin", "clauses", "corridors", "freight",
    "gains", "goals", "ladder", "lengths", "partners", "positions", "promises", "rail",
    "reactions", "short_answer", "southern_routes", "spending", "steps", "tracks", "trade", "votes",
]  # fmt: skip

begin = partial(Briefing.begin, "caucasus")
