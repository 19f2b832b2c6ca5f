"""Energy: two producers, one market."""

from functools import partial

from helpers.sections.briefing import Briefing

begin = partial(Briefing.begin, "energy")
