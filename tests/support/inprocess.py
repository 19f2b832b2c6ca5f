"""Run a notebook's cells in this process: the outputs of an ordinary run, without a kernel.

The as-of checks render many editions; starting a kernel for each notebook would cost more than
the cells themselves. A test holds these outputs equal to those of papermill.
"""

from pathlib import Path

import nbformat
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from nbformat.v4 import new_code_cell, new_output


class CellFailedError(AssertionError):
    """A cell raised; the message names the notebook and the cell."""


def execute(notebook: Path, parameters: dict[str, object]) -> nbformat.NotebookNode:
    """Return the notebook with outputs, its parameters replaced as papermill would."""
    nb = nbformat.read(notebook, as_version=4)
    shell = InteractiveShell.instance()  # one for all runs: each would live to the end
    shell.history_manager.enabled = False
    shell.reset(new_session=False)
    shell.display_formatter.active_types = list(shell.display_formatter.formatters)
    position = next(i for i, c in enumerate(nb.cells) if "parameters" in c.metadata.get("tags", []))
    injected = new_code_cell("\n".join(f"{k} = {v!r}" for k, v in parameters.items()))
    injected.id, injected.metadata["tags"] = "injected", ["injected-parameters"]
    nb.cells.insert(position + 1, injected)
    nb.metadata["papermill"] = {"parameters": parameters}
    for n, cell in enumerate(c for c in nb.cells if c.cell_type == "code"):
        with capture_output() as caught:
            result = shell.run_cell(cell.source, store_history=False)
        if not result.success:
            error = result.error_in_exec or result.error_before_exec
            raise CellFailedError(
                f"{notebook.name}, code cell {n}: {error!r}\n{cell.source}"
            ) from error
        cell.outputs = [
            new_output("display_data", data=o.data, metadata=o.metadata or {})
            for o in caught.outputs
        ]
        if caught.stdout:
            cell.outputs.insert(0, new_output("stream", name="stdout", text=caught.stdout))
    return nb
