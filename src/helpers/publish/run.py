"""Run the notebooks of an edition: side by side, none left behind, in reading order."""

import contextlib
import gc
import itertools
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import nbformat
import papermill
from nbformat import NotebookNode
from papermill.engines import NBClientEngine, papermill_engines

from helpers.ledger.folder import READ_LIST
from helpers.publish import nursery
from helpers.publish.capacity import Room, cores
from helpers.publish.failures import INJECTED, Failure, explain
from helpers.publish.jobs import SectionJob, notebook_path
from helpers.publish.kernels import Crew, KernelsDismissedError, rehearse
from helpers.publish.reuse import Reuse
from helpers.publish.surroundings import kernel_environment

CELL_SECONDS = 300.0
START_SECONDS = 120
ENGINE = "treaty"
MUTED = ("papermill", "asyncio", "traitlets")
ERROR_MARK = "papermill-error-cell-tag"

OnEvent = Callable[[str, str, str], None]
"""Told of progress: section, state (waiting, running, done, failed, writing), detail."""


@dataclass(frozen=True)
class SectionRun:
    """What came of a section: the executed notebook, or as much of it as ran, and why it failed."""

    section: str
    notebook: NotebookNode | None
    seconds: float
    failure: Failure | None = None
    cached: bool = False


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
    *,
    workers: int = 0,
    cell_seconds: float = CELL_SECONDS,
    on_event: OnEvent = quiet,
    reuse: Reuse | None = None,
) -> list[SectionRun]:
    """Run sections side by side and return what came of each, in the order given.

    A section that fails does not stop the others. On Ctrl-C every kernel is killed first.

    Args:
        jobs: the sections.
        workers: kernels at a time; one per core if 0.
        cell_seconds: the longest that one cell may take.
        on_event: told of progress, from several threads.
        reuse: where earlier runs are found and this one's are kept; nowhere if None.

    Raises:
        KeyboardInterrupt: after all kernels are gone.
    """
    jobs = list(jobs)
    runs = [_kept_run(job, reuse, on_event) for job in jobs]
    if None in runs:
        nursery.prepare(kernel_environment())  # here and not in a thread: see Nursery
    papermill_engines.register(ENGINE, KeepingEngine)
    with muted(), Crew() as crew, ThreadPoolExecutor(workers or cores(), "section") as pool:
        if None in runs:
            with contextlib.suppress(Exception):  # each section meets the same fault, and tells it
                rehearse(crew)
        start = partial(run_section, crew=crew, room=Room(), cell_seconds=cell_seconds,
                        on_event=on_event, reuse=reuse)  # fmt: skip
        left = longest_first(jobs, [i for i, run in enumerate(runs) if run is None])
        ran = _side_by_side(pool, crew, start, {i: jobs[i] for i in left})
        return [run or ran[i] for i, run in enumerate(runs)]


def _side_by_side(
    pool: ThreadPoolExecutor,
    crew: Crew,
    start: Callable[[SectionJob], SectionRun],
    jobs: dict[int, SectionJob],
) -> dict[int, SectionRun]:
    """Return what came of jobs, begun in the order given; if one is broken off, all are."""
    futures: dict[int, Future[SectionRun]] = {}
    try:
        for i, job in jobs.items():
            futures[i] = pool.submit(start, job)
        wait(futures.values(), return_when=FIRST_EXCEPTION)
        return {i: future.result() for i, future in futures.items()}
    except BaseException:
        crew.dismiss()
        for future in futures.values():
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


def longest_first(jobs: Sequence[SectionJob], chosen: Iterable[int]) -> list[int]:
    """Return the order in which to start: a long section that starts last would run alone.

    The number of its code cells stands for a notebook's time, which only a run can tell.
    """

    def length(i: int) -> int:
        path = notebook_path(jobs[i].notebook)
        return path.read_bytes().count(b'"cell_type": "code"') if path.exists() else 0

    return sorted(chosen, key=length, reverse=True)


def run_section(
    job: SectionJob,
    *,
    crew: Crew,
    room: Room,
    cell_seconds: float = CELL_SECONDS,
    on_event: OnEvent = quiet,
    reuse: Reuse | None = None,
) -> SectionRun:
    """Run one section's notebook with a kernel of `crew`, as soon as there is room for it."""
    with room.taken():
        on_event(job.name, "running", "starting")
        started, read_list = time.monotonic(), crew.folder / f"read-{job.name}"
        notebook, failure = _attempt(
            job, crew, cell_seconds, on_event=on_event, read_list=read_list
        )
    seconds = time.monotonic() - started
    if reuse is not None and failure is None and notebook is not None:
        reuse.keep(job, notebook, read_list)
    told = failure.error if failure else f"{seconds:.1f} s"
    on_event(job.name, "failed" if failure else "done", told)
    return SectionRun(job.name, notebook, seconds, failure)


def _attempt(
    job: SectionJob, crew: Crew, cell_seconds: float, *, on_event: OnEvent, read_list: Path
) -> tuple[NotebookNode | None, Failure | None]:
    """Return a notebook as far as it ran, and why it ran no further."""
    kept: list[NotebookNode] = []
    failure = None
    path = notebook_path(job.notebook)
    try:
        source = nbformat.read(path, as_version=4)
        kept.append(source)
        manager = crew.manager_class(path.parent, {READ_LIST: str(read_list)})
        _execute(job, source, manager,
                 cell_seconds=cell_seconds, on_event=on_event, keep=kept.append)  # fmt: skip
    except KernelsDismissedError:
        raise
    except Exception as error:
        if crew.dismissed:
            raise KernelsDismissedError(str(error)) from error
        failure = explain(error, kept[-1] if kept else None, cell_seconds)
    return normalise(kept[-1]) if kept else None, failure


def _kept_run(job: SectionJob, reuse: Reuse | None, on_event: OnEvent) -> SectionRun | None:
    """Return a section's earlier run if there is one that fits."""
    on_event(job.name, "waiting", "")
    notebook = reuse.find(job) if reuse is not None else None
    if notebook is None:
        return None
    on_event(job.name, "done", "as before")
    return SectionRun(job.name, nbformat.from_dict(notebook), 0.0, cached=True)


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
