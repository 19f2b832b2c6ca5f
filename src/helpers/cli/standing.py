"""What need not be done: an edition that stands as it would be built, sections already run.

Loads neither pandas nor a kernel's libraries: where nothing has changed, nothing is waited for.
"""

import errno
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from helpers.cli.choices import Choices
from helpers.ledger.folder import data_dir
from helpers.parameters import SECTIONS
from helpers.publish import nursery
from helpers.publish.cache import SectionCache, cache_folder
from helpers.publish.jobs import FAILED, SectionJob, notebook_path
from helpers.publish.reuse import Reuse
from helpers.publish.stamp import Stamp
from helpers.publish.surroundings import kernel_environment


@dataclass(frozen=True)
class Plan:
    """What is asked for, and what is known of it before any work.

    Attributes:
        target: the edition's folder.
        as_of: its day, ISO.
        jobs: its sections, in reading order.
        reuse: the cache, as this run uses it.
        stamp: of the edition that may stand there.
    """

    target: Path
    as_of: str
    jobs: list[SectionJob]
    reuse: Reuse
    stamp: Stamp

    def require_writable(self) -> None:
        """Raise OSError, before any work, if the edition could not be written to its folder."""
        place = next(folder for folder in self.target.parents if folder.exists())
        if not place.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(place))
        if not os.access(place, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(place))

    def unchanged(self) -> str:
        """Return what to tell if the edition stands as it would be built, else "".

        What a failed build has left beside it is removed, as after a build that succeeds.
        """
        facts = None if self.reuse.fresh else self.stamp.fits()
        if facts is None:
            return ""
        shutil.rmtree(self.target.with_name(self.target.name + FAILED), ignore_errors=True)
        counts = f"{facts['sections']} sections, {facts['figures']} figures, {facts['tables']}"
        return f"{self.target}: {counts} tables; nothing has changed since it was built"

    def explain(self) -> str:
        """Return a line per section: "hit", or which part has changed."""
        return "\n".join(f"{job.name}: {self.reuse.explain(job)}" for job in self.jobs)


def plan(
    choices: Choices, name: str, out: Path, *, formats: tuple[bool, bool], fresh: bool
) -> Plan:
    """Return the plan for a reader's choices."""
    target = out / (name or choices.name)
    jobs = [
        SectionJob(
            s, SECTIONS[s].title, Path("notebooks") / f"{SECTIONS[s].notebook}.ipynb", p.literals()
        )
        for s, p in choices.sections.items()
    ]
    html, pdf = formats
    settings = {
        "report": choices.report.literals(),
        "sections": {job.name: dict(job.parameters) for job in jobs},
        "html": html,
        "pdf": pdf,
    }
    folder = cache_folder()
    stamp = Stamp.of(
        target,
        folder,
        data=data_dir(),
        notebooks=[notebook_path(job.notebook) for job in jobs],
        settings=settings,
    )
    return Plan(
        target, choices.report.as_of, jobs, Reuse(SectionCache(folder / "sections"), fresh), stamp
    )


def warm_up(wanted: Plan) -> None:
    """Start the forkserver, if a section has to run: it warms up while this program loads."""
    if wanted.reuse.missing(wanted.jobs):
        nursery.prepare(kernel_environment(), wanted.as_of)
