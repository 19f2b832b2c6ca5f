"""Whole editions made in this process, for checks that need many of them."""

from pathlib import Path

from helpers.cli.choices import Choices
from helpers.cli.editions import content
from helpers.ledger.package import load
from helpers.ledger.views import Known, seen
from helpers.parameters import SECTIONS
from helpers.publish.edition import Options, edition_files, report_of
from helpers.publish.run import SectionJob, SectionRun, normalise
from support.inprocess import execute

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"


def files_of(choices: Choices, options: Options | None = None) -> tuple[dict[str, bytes], Known]:
    """Return every file of the edition of some choices, and the view it was made from."""
    known = seen(load(), choices.report)
    jobs, runs = [], []
    for name, parameters in choices.sections.items():
        spec = SECTIONS[name]
        path = NOTEBOOKS / f"{spec.notebook}.ipynb"
        jobs.append(SectionJob(name, spec.title, path, parameters.literals()))
        notebook = normalise(execute(path, parameters.literals()))
        runs.append(SectionRun(name, notebook, 0.0))
    report = report_of(jobs, runs, content(known, choices))
    return edition_files(report, options or Options()), known
