"""Run the notebooks of an edition: two at a time, none left behind, in reading order."""

import contextlib
import gc
import itertools
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
import papermill
from nbformat import NotebookNode
from papermill.engines import NBClientEngine, papermill_engines

from helpers.publish.failures import INJECTED, Failure, explain
from helpers.publish.kernels import Crew, KernelsDismissedError

REPOSITORY = Path(__file__).resolve().parents[3]
WORKERS = 2
CELL_SECONDS = 300.0
START_SECONDS = 120
ENGINE = "treaty"
MUTED = ("papermill", "asyncio", "traitlets")
ERROR_MARK = "papermill-error-cell-tag"

OnEvent = Callable[[str, str, str], None]
"""Told of progress: section, state (waiting, running, done, failed, writing), detail."""


@dataclass(frozen=True)
class SectionJob:
    """A section to run: its name, title, notebook (relative to the repository) and parameters."""

    name: str
    title: str
    notebook: Path
    parameters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class SectionRun:
    """What came of a section: the executed notebook, or as much of it as ran, and why it failed."""

    section: str
    notebook: NotebookNode | None
    seconds: float
    failure: Failure | None = None


class KeepingEngine(NBClientEngine):
    """papermill's engine, which also hands over the notebook of a run that fails."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **kwargs: Any) -> Any:
        """Execute the notebook, after handing it to `keep`."""
        kwargs.pop("keep")(nb_man.nb)
        return super().execute_managed_notebook(nb_man, kernel_name, **kwargs)


def quiet(section: str, state: str, detail: str) -> None:
    """Take note of nothing."""


def run_sections(
    jobs: Iterable[SectionJob],
    workers: int = WORKERS,
    cell_seconds: float = CELL_SECONDS,
    on_event: OnEvent = quiet,
) -> list[SectionRun]:
    """Run sections side by side and return what came of each, in the order given.

    A section that fails does not stop the others. On Ctrl-C every kernel is killed first.

    Args:
        jobs: the sections.
        workers: kernels at a time.
        cell_seconds: the longest that one cell may take.
        on_event: told of progress, from several threads.

    Raises:
        KeyboardInterrupt: after all kernels are gone.
    """
    jobs = list(jobs)
    papermill_engines.register(ENGINE, KeepingEngine)
    with muted(), Crew() as crew, ThreadPoolExecutor(max(1, workers), "section") as pool:
        futures = []
        try:
            for job in jobs:
                on_event(job.name, "waiting", "")
            futures = [
                pool.submit(run_section, job, crew, cell_seconds, on_event=on_event) for job in jobs
            ]
            wait(futures, return_when=FIRST_EXCEPTION)
            return _in_order(futures)
        except BaseException:
            crew.dismiss()
            for future in futures:
                future.cancel()
            raise


@contextlib.contextmanager
def muted() -> Iterator[None]:
    """Keep the libraries' own messages off the screen: a failure is told once, in our words."""
    loggers = [logging.getLogger(name) for name in MUTED]
    levels = [logger.level for logger in loggers]
    try:
        for logger in loggers:
            logger.setLevel(logging.CRITICAL + 1)
        yield
        gc.collect()  # asyncio complains of a dead kernel's tasks when they are collected
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def run_section(
    job: SectionJob, crew: Crew, cell_seconds: float = CELL_SECONDS, *, on_event: OnEvent = quiet
) -> SectionRun:
    """Run one section's notebook with a kernel of `crew`."""
    on_event(job.name, "running", "starting")
    started, kept = time.monotonic(), []
    failure = None
    try:
        source = nbformat.read(notebook_path(job.notebook), as_version=4)
        kept.append(source)
        _execute(job, source, crew.manager_class(notebook_path(job.notebook).parent),
                 cell_seconds=cell_seconds, on_event=on_event, keep=kept.append)  # fmt: skip
    except KernelsDismissedError:
        raise
    except Exception as error:
        if crew.dismissed:
            raise KernelsDismissedError(str(error)) from error
        failure = explain(error, kept[-1] if kept else None, cell_seconds)
    seconds = time.monotonic() - started
    on_event(
        job.name, "failed" if failure else "done", failure.error if failure else f"{seconds:.1f} s"
    )
    return SectionRun(job.name, normalise(kept[-1]) if kept else None, seconds, failure)


def notebook_path(notebook: Path | str) -> Path:
    """Return a notebook's full path; a relative one is taken from the repository's root."""
    return REPOSITORY / notebook


def normalise(notebook: NotebookNode) -> NotebookNode:
    """Drop in place what two equal runs differ in: times, ids, paths; return the notebook."""
    parameters = notebook.metadata.get("papermill", {}).get("parameters", {})
    notebook.metadata["papermill"] = {"parameters": parameters}
    notebook.cells = [c for c in notebook.cells if ERROR_MARK not in c.metadata.get("tags", [])]
    for number, cell in enumerate(notebook.cells):
        if INJECTED in cell.metadata.get("tags", []) or not cell.get("id"):
            cell["id"] = f"cell-{number:03d}"  # papermill and nbformat draw random ones
        for key in ("papermill", "execution"):
            cell.metadata.pop(key, None)
    return notebook


def _execute(
    job: SectionJob,
    notebook: NotebookNode,
    manager: type,
    *,
    cell_seconds: float,
    on_event: OnEvent,
    keep: Callable[[NotebookNode], None],
) -> None:
    cells = sum(cell.cell_type == "code" for cell in notebook.cells) + bool(job.parameters)
    begun = itertools.count(1)

    def tell(cell: NotebookNode, cell_index: int) -> None:
        on_event(job.name, "running", f"cell {next(begun)} of {cells}")

    papermill.execute_notebook(
        notebook,
        None,
        parameters=dict(job.parameters),
        engine_name=ENGINE,
        kernel_name="python3",
        language="python",
        progress_bar=False,
        start_timeout=START_SECONDS,
        execution_timeout=cell_seconds,
        autosave_cell_every=0,
        keep=keep,
        kernel_manager_class=manager,
        shutdown_kernel="immediate",
        iopub_timeout=60,  # the default of 4 seconds is too short on a busy machine
        coalesce_streams=True,  # else a slow machine cuts what a cell prints into other pieces
        on_cell_execute=tell,
    )


def _in_order(futures: Sequence[Future[SectionRun]]) -> list[SectionRun]:
    return [future.result() for future in futures]
