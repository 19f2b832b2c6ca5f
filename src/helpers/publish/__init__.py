"""Notebooks to executed notebooks to an edition: HTML pages, one PDF, and the data behind them."""

from helpers.publish.content import EditionContent
from helpers.publish.edition import EditionResult, Options, build
from helpers.publish.failures import Failure
from helpers.publish.run import SectionJob, SectionRun, run_sections

__all__ = [
    "EditionContent",
    "EditionResult",
    "Failure",
    "Options",
    "SectionJob",
    "SectionRun",
    "build",
    "run_sections",
]
