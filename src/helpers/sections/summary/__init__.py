"""Summary: the answer in five sentences, the scoreboard, what changed, and how sure we are."""

from functools import partial

from helpers.sections.briefing import Briefing
from helpers.sections.summary.answer import five_sentences
from helpers.sections.summary.change import before_after, chronicle_of_all, verdicts_moved
from helpers.sections.summary.disputed import disputed, missing, origins, reasons, strongest
from helpers.sections.summary.judgements import key_judgements
from helpers.sections.summary.scores import scoreboard, section_counts
from helpers.sections.summary.series import series_say
from helpers.sections.summary.washington import offers, pressure_by_target, tariff_steps

begin = partial(Briefing.begin, "summary")

__all__ = [
    "before_after",
    "begin",
    "chronicle_of_all",
    "disputed",
    "five_sentences",
    "key_judgements",
    "missing",
    "offers",
    "origins",
    "pressure_by_target",
    "reasons",
    "scoreboard",
    "section_counts",
    "series_say",
    "strongest",
    "tariff_steps",
    "verdicts_moved",
]
