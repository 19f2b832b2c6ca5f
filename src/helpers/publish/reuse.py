"""What a run takes from the cache and what it leaves there."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpers.ledger.folder import data_dir
from helpers.publish.cache import SectionCache
from helpers.publish.inputs import Inputs, inputs_of, tables
from helpers.publish.jobs import SectionJob, notebook_path

FRESH = "run again, as asked"


@dataclass
class Reuse:
    """The cache as one run uses it.

    Attributes:
        cache: where executed notebooks are kept.
        fresh: whether to run all the same; what comes of it is kept.
    """

    cache: SectionCache
    fresh: bool = False
    _known: dict[str, Inputs] = field(default_factory=dict, repr=False)

    def find(self, job: SectionJob) -> dict[str, Any] | None:
        """Return a section's executed notebook if one is kept that fits, else None."""
        inputs = self._inputs(job)  # even if fresh: `keep` asks whether they changed under the run
        return None if self.fresh or inputs is None else self.cache.find(inputs)

    def missing(self, jobs: Sequence[SectionJob]) -> bool:
        """Return whether any section has to run; quicker than to find them all."""
        return self.fresh or any(not self._fits(job) for job in jobs)

    def look(self, jobs: Sequence[SectionJob]) -> None:
        """Read all that the sections depend on, so that it need not be read while threads reckon.

        Each of some thousand small reads would then wait for Python's lock.
        """
        for job in jobs:
            self._inputs(job)

    def explain(self, job: SectionJob) -> str:
        """Return "hit", or what has changed since the nearest run that is kept."""
        if self.fresh:
            return FRESH
        inputs = self._inputs(job)
        return self.cache.explain(inputs) if inputs else "no such notebook"

    def keep(self, job: SectionJob, notebook: dict[str, Any], read_list: Path) -> None:
        """Keep an executed notebook, unless anything changed under the run.

        Args:
            job: the section.
            notebook: as plain values.
            read_list: the file in which its kernel has named the tables that it looked at.
        """
        before, now = self._inputs(job), inputs_now(job)
        if before is None or before != now:
            return
        read = read_list.read_text("utf-8").split() if read_list.exists() else []
        self.cache.keep(before, notebook, read)

    def _fits(self, job: SectionJob) -> bool:
        inputs = self._inputs(job)
        return inputs is not None and self.cache.holds(inputs)

    def _inputs(self, job: SectionJob) -> Inputs | None:
        """Return a section's inputs as they were when this run first asked."""
        if job.name not in self._known:
            found = inputs_now(job)
            if found is None:
                return None
            self._known[job.name] = found
        return self._known[job.name]


def inputs_now(job: SectionJob) -> Inputs | None:
    """Return a section's inputs as they are, or None if its notebook cannot be read."""
    try:
        return inputs_of(job.name, notebook_path(job.notebook), job.parameters, tables(data_dir()))
    except (OSError, ValueError, KeyError):
        return None
