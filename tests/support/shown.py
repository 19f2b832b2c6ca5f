"""What a part of a section shows, without a notebook around it."""

from collections.abc import Callable
from typing import Any

from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from helpers.display.bundles import TABLE_MIME


def shown(part: Callable[..., None], *arguments: Any, **options: Any) -> list[dict[str, Any]]:
    """Return the report metadata of each output of a call, text, rows of tables, all data."""
    InteractiveShell.instance()
    with capture_output() as caught:
        part(*arguments, **options)
    return [
        o.metadata["report"]
        | {"text": o.data.get("text/markdown", "")}
        | {"rows": o.data.get(TABLE_MIME, {}).get("rows", [])}
        | {"bundle": o.data}
        for o in caught.outputs
    ]
