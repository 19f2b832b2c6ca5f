"""Background: the week of three events, the road to the signing, what became of the truces."""

from functools import partial

from helpers.sections.background.aftermath import (
    forecast_findings,
    risk,
    risk_by_state,
    short_answer,
    truce_spans,
)
from helpers.sections.background.road import (
    announcement_table,
    announcements,
    reasons_given,
    slips,
    stages,
)
from helpers.sections.background.week import signing_record, week_strip
from helpers.sections.background.world import preferences, two_deals, two_fronts
from helpers.sections.briefing import Briefing

begin = partial(Briefing.begin, "background")

__all__ = [
    "announcement_table",
    "announcements",
    "begin",
    "forecast_findings",
    "preferences",
    "reasons_given",
    "risk",
    "risk_by_state",
    "short_answer",
    "signing_record",
    "slips",
    "stages",
    "truce_spans",
    "two_deals",
    "two_fronts",
    "week_strip",
]
