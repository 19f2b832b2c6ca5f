"""Run a notebook's cells in this process: the outputs of an ordinary run, without a kernel.

The as-of checks render many editions; starting a kernel for each notebook would cost more than
the cells themselves. A test holds these outputs equal to those of papermill.
"""

import gc
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from unittest.mock import patch

import nbformat
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from nbformat.v4 import new_code_cell, new_output


class CellFailedError(AssertionError):
    """A cell raised; the message names the notebook and the cell."""


def execute(notebook: Path, parameters: dict[str, object]) -> nbformat.NotebookNode:
    """Return the notebook with outputs, its parameters replaced as papermill would."""
    nb = prepared(notebook, parameters)
    for _ in run(nb, notebook.name):
        pass
    return nb


def prepared(notebook: Path, parameters: dict[str, object]) -> nbformat.NotebookNode:
    """Return the notebook with a cell of parameters, not yet run."""
    nb = nbformat.read(notebook, as_version=4)
    position = next(i for i, c in enumerate(nb.cells) if "parameters" in c.metadata.get("tags", []))
    injected = new_code_cell("\n".join(f"{k} = {v!r}" for k, v in parameters.items()))
    injected.id, injected.metadata["tags"] = "injected", ["injected-parameters"]
    nb.cells.insert(position + 1, injected)
    nb.metadata["papermill"] = {"parameters": parameters}
    return nb


def run(nb: nbformat.NotebookNode, name: str) -> Iterator[nbformat.NotebookNode]:
    """Run a notebook's cells one by one, and yield each with its outputs."""
    shell = fresh_shell()
    for n, cell in enumerate(c for c in nb.cells if c.cell_type == "code"):
        with capture_output() as caught:
            result = shell.run_cell(cell.source, store_history=False)
        if not result.success:
            error = result.error_in_exec or result.error_before_exec
            raise CellFailedError(f"{name}, code cell {n}: {error!r}\n{cell.source}") from error
        cell.outputs = [
            new_output("display_data", data=o.data, metadata=o.metadata or {})
            for o in caught.outputs
        ]
        if caught.stdout:
            cell.outputs.insert(0, new_output("stream", name="stdout", text=caught.stdout))
        yield cell


def fresh_shell() -> InteractiveShell:
    """Return the shell without any name of an earlier run; one for all: each would live on."""
    shell = InteractiveShell.instance()
    shell.history_manager.enabled = False
    _settle()
    with patch("gc.collect", lambda *_: 0):  # garbage is collected when it is time
        shell.reset(new_session=False)
    shell.display_formatter.active_types = list(shell.display_formatter.formatters)
    return shell


@cache
def _settle() -> None:
    """Exempt what is imported by now from collection: each reset walks all that may be garbage."""
    gc.collect()
    gc.freeze()
