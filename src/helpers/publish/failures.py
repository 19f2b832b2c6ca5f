"""Why a section failed, in words that help: which cell, what error, what to do."""

import errno
import re
from dataclasses import dataclass

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
LONGEST_ERROR = 300
INJECTED = "injected-parameters"
"""Tag of the cell that papermill adds; a reader who opens the notebook does not see it."""

DISK_FULL = "The disk is full. Free some space and run the report again; nothing was overwritten."
CELL_ADVICE = (
    "Open the notebook in JupyterLab, set the parameters listed below and run it up to this cell."
)
TIMEOUT_ADVICE = (
    "The cell ran longer than {limit:g} seconds and was stopped. Allow more time, or make it "
    "do less."
)
DEAD_ADVICE = (
    "The kernel ended without an error message: most often the machine ran out of memory, or a "
    "compiled library crashed. Close other programs, or run fewer sections at once, and try again."
)
DATA_ADVICE = "The evidence base has faults. `treaty data check` lists them all."
START_ADVICE = (
    "No kernel could be started. Check that the package is installed with its dependencies."
)


@dataclass(frozen=True)
class Failure:
    """What stopped a section.

    Attributes:
        cell: number of the code cell that failed, counted from 1; 0 if none had started.
        source: the code of that cell.
        error: the error in one line.
        advice: what a reader can do about it.
        traceback: the full traceback without colours, "" if there is none.
    """

    cell: int
    source: str
    error: str
    advice: str
    traceback: str = ""


def explain(error: BaseException, notebook: NotebookNode | None, cell_seconds: float) -> Failure:
    """Return why a notebook failed.

    Args:
        error: what papermill or the system raised.
        notebook: the notebook as far as it got, if it was read.
        cell_seconds: the limit that a cell had.
    """
    number, source = _failed_cell(notebook)
    if isinstance(error, PapermillExecutionError):
        return _cell_error(error, number, source)
    if isinstance(error, CellTimeoutError):
        line = f"the cell was stopped after {cell_seconds:g} seconds"
        return Failure(number, source, line, TIMEOUT_ADVICE.format(limit=cell_seconds))
    if isinstance(error, DeadKernelError):
        return Failure(number, source, "the kernel died", DEAD_ADVICE)
    if is_disk_full(error):
        return Failure(number, source, "no space left on the disk", DISK_FULL)
    if isinstance(error, FileNotFoundError):
        return Failure(0, "", f"no such file: {error.filename}", "Restore the file and run again.")
    advice = DEAD_ADVICE if number else START_ADVICE
    return Failure(number, source, one_line(f"{type(error).__name__}: {error}"), advice)


def is_disk_full(error: BaseException) -> bool:
    """Return whether an error, or what caused it, says that the disk or a quota is full."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, OSError) and seen.errno in (errno.ENOSPC, errno.EDQUOT):
            return True
        seen = seen.__cause__ or seen.__context__
    return False


def one_line(text: str) -> str:
    """Return the first line of an error, without colours and not too long."""
    line = next((part.strip() for part in ANSI.sub("", text).splitlines() if part.strip()), "")
    return line if len(line) <= LONGEST_ERROR else line[: LONGEST_ERROR - 1] + "…"


def _cell_error(error: PapermillExecutionError, number: int, source: str) -> Failure:
    text = f"{error.ename}: {error.evalue}"
    advice = CELL_ADVICE
    if "No space left on device" in text:
        advice = DISK_FULL
    elif error.ename == "DataFaults":
        advice = DATA_ADVICE
    traceback = ANSI.sub("", "\n".join(error.traceback))
    return Failure(number, source or error.source, one_line(text), advice, traceback)


def _failed_cell(notebook: NotebookNode | None) -> tuple[int, str]:
    """Return number and source of the last code cell that was started."""
    number, found = 0, (0, "")
    for cell in notebook.cells if notebook else []:
        if cell.cell_type != "code" or INJECTED in cell.metadata.get("tags", []):
            continue
        number += 1
        if cell.metadata.get("papermill", {}).get("start_time"):
            found = number, cell.source
    return found
