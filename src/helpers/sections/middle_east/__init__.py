"""Middle East: who helped whom, and how far."""

from functools import partial

from helpers.sections.briefing import Briefing
from helpers.sections.middle_east.acts import (
    all_acts,
    case_by_act,
    firmness,
    given_after_withheld,
)
from helpers.sections.middle_east.arms import deliveries, stages
from helpers.sections.middle_east.balance import imports, spending
from helpers.sections.middle_east.crises import (
    answer,
    both_at_once,
    ladder,
    read_ladder,
    readings,
)
from helpers.sections.middle_east.over_time import ladder_in_time, recoded
from helpers.sections.middle_east.patrons import (
    contracted,
    parity,
    read_balance,
    weighed,
    what_moves,
)
from helpers.sections.middle_east.region import pressure, role, timeline
from helpers.sections.middle_east.saudi import quotas, riyadh, saudi_votes
from helpers.sections.middle_east.strait import flows, strait_counts, tankers
from helpers.sections.middle_east.voices import israel, israel_votes

begin = partial(Briefing.begin, "middle_east")

__all__ = [
    "all_acts",
    "answer",
    "begin",
    "both_at_once",
    "case_by_act",
    "contracted",
    "deliveries",
    "firmness",
    "flows",
    "given_after_withheld",
    "imports",
    "israel",
    "israel_votes",
    "ladder",
    "ladder_in_time",
    "parity",
    "pressure",
    "quotas",
    "read_balance",
    "read_ladder",
    "readings",
    "recoded",
    "riyadh",
    "role",
    "saudi_votes",
    "spending",
    "stages",
    "strait_counts",
    "tankers",
    "timeline",
    "weighed",
    "what_moves",
]
