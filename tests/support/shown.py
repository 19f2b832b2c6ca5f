"""What a part of a section shows, without a notebook around it."""

from collections.abc import Callable
from typing import Any
from unittest.mock import patch

from helpers.display.bundles import TABLE_MIME, collected


def shown(part: Callable[..., None], *arguments: Any, **options: Any) -> list[dict[str, Any]]:
    """Return the report metadata of each output of a call, text, rows of tables, all data.

    Figures are made but not written as pictures, which takes longest and says nothing more.
    """
    with collected() as outputs, patch("helpers.display.bundles.draw", return_value="<svg/>"):
        part(*arguments, **options)
    return [
        metadata["report"]
        | {"text": bundle.get("text/markdown", "")}
        | {"rows": bundle.get(TABLE_MIME, {}).get("rows", [])}
        | {"bundle": bundle}
        for bundle, metadata in outputs
    ]
