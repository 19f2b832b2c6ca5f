"""Do all tasks and keep each result as it comes; what a lost worker was doing is done again."""

import time
from collections.abc import Callable, Iterable
from concurrent.futures import CancelledError, Future, as_completed

from helpers.display.words import count
from helpers.publish.sweep.pools import Pool, lost
from helpers.publish.sweep.work import ForeignWorkerError, Task, perform

MOST_LOSSES = 5
"""So many losses in a row, without a single result between, and the sweep gives up."""
PAUSE_SECONDS = 1.0
"""Before trying again; doubled with each loss in a row."""

Keep = Callable[[Task, dict[str, bytes]], None]
Tell = Callable[[str], None]


class SweepError(RuntimeError):
    """A sweep that could not be finished; what was done is kept."""


def harvest(tasks: Iterable[Task], pool: Pool, keep: Keep, tell: Tell) -> dict[str, Exception]:
    """Do tasks, hand each result to `keep`, and return why others failed, by the task's name.

    Args:
        tasks: what is to be done.
        pool: opens the executor, and a new one after a loss.
        keep: told of each result, in the order in which they finish.
        tell: told of losses, in a sentence.

    Raises:
        ForeignWorkerError: if a worker's evidence or code is not that of the sweep.
        SweepError: if workers are lost again and again.
    """
    missing = {task.key: task for task in tasks}
    failed: dict[str, Exception] = {}
    losses = 0
    while missing:
        before = len(missing)
        loss = _round(missing, pool, keep, failed)
        if loss is None:
            continue
        losses = 1 if len(missing) < before else losses + 1
        left = f"{count(len(missing), 'task')} still to do"
        if losses > MOST_LOSSES:
            raise SweepError(
                f"workers were lost {MOST_LOSSES} times in a row ({_said(loss)}); {left}. "
                "What is done is kept, and the same command goes on from there."
            )
        tell(f"workers were lost ({_said(loss)}); {left}")
        time.sleep(PAUSE_SECONDS * 2 ** (losses - 1))
    return failed


def _round(
    missing: dict[str, Task], pool: Pool, keep: Keep, failed: dict[str, Exception]
) -> BaseException | None:
    """Try all missing tasks once; return the error if some were lost with their workers."""
    loss: BaseException | None = None
    try:
        with pool() as executor:
            futures = {executor.submit(perform, task): task for task in missing.values()}
            for future in as_completed(futures):
                task = futures.pop(future)
                error = _settle(future, task, keep)
                if error is not None and lost(error):
                    loss = error
                    continue
                if isinstance(error, ForeignWorkerError):
                    raise error
                if isinstance(error, Exception):
                    failed[task.name] = error
                missing.pop(task.key)
    except BaseException as error:
        if not lost(error):
            raise
        loss = error
    return loss


def _settle(future: "Future[dict[str, bytes]]", task: Task, keep: Keep) -> BaseException | None:
    if future.cancelled():
        return CancelledError("the scheduler is gone")
    error = future.exception()
    if error is None:
        keep(task, future.result())
    return error


def _said(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".rstrip(": ").split())[:160]
