"""Methods: the rules, their constants, how much they matter, and what the base holds and lacks."""

from functools import partial

from helpers.sections.briefing import Briefing
from helpers.sections.methods.coverage import (
    as_of_ladder,
    coder_agreement,
    coverage_tables,
    missing,
    release_note,
)
from helpers.sections.methods.grades import grade_map, grade_tables, independence_figure
from helpers.sections.methods.reference import glossary, parameters_table
from helpers.sections.methods.rule import (
    bands_table,
    confidence_table,
    forecasts_table,
    likelihood_table,
    weights_table,
)
from helpers.sections.methods.sensitivity import properties, sensitivity, short_answer
from helpers.sections.methods.series import effects_figure, indicators_table, models_table
from helpers.sections.methods.worked import worked_claim, worked_example

begin = partial(Briefing.begin, "methods")

__all__ = [
    "as_of_ladder",
    "bands_table",
    "begin",
    "coder_agreement",
    "confidence_table",
    "coverage_tables",
    "effects_figure",
    "forecasts_table",
    "glossary",
    "grade_map",
    "grade_tables",
    "independence_figure",
    "indicators_table",
    "likelihood_table",
    "missing",
    "models_table",
    "parameters_table",
    "properties",
    "release_note",
    "sensitivity",
    "short_answer",
    "weights_table",
    "worked_claim",
    "worked_example",
]
