"""Caucasus: routes, neighbours and two powers that look on."""

from functools import partial

from helpers.sections.briefing import Briefing
from helpers.sections.caucasus.allies import acts, positions
from helpers.sections.caucasus.answer import short_answer
from helpers.sections.caucasus.armenia import arms_to_armenia, steps, votes
from helpers.sections.caucasus.capitals import reactions, tracks
from helpers.sections.caucasus.corridors import clauses, corridors, lengths, travel_times
from helpers.sections.caucasus.freight import freight
from helpers.sections.caucasus.goals import goals, rail
from helpers.sections.caucasus.links import cases, check, elasticities, knockout, tornado
from helpers.sections.caucasus.neighbours import arms_to_azerbaijan, gains, spending
from helpers.sections.caucasus.network import split
from helpers.sections.caucasus.promises import promises
from helpers.sections.caucasus.reach import cost_days, reach
from helpers.sections.caucasus.routes import ladder, southern_routes
from helpers.sections.caucasus.trade import partners, trade

__all__ = [
    "acts",
    "arms_to_armenia",
    "arms_to_azerbaijan",
    "begin",
    "cases",
    "check",
    "clauses",
    "corridors",
    "cost_days",
    "elasticities",
    "freight",
    "gains",
    "goals",
    "knockout",
    "ladder",
    "lengths",
    "partners",
    "positions",
    "promises",
    "rail",
    "reach",
    "reactions",
    "short_answer",
    "southern_routes",
    "spending",
    "split",
    "steps",
    "tornado",
    "tracks",
    "trade",
    "travel_times",
    "votes",
]

begin = partial(Briefing.begin, "caucasus")
