"""Notebooks to executed notebooks to an edition: HTML pages, one PDF, and the data behind them.

The names below are imported when they are asked for: to see that an edition needs no work, none of
the libraries that build one is loaded.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from helpers.publish.content import EditionContent
    from helpers.publish.edition import EditionResult, Options, build
    from helpers.publish.failures import Failure
    from helpers.publish.run import SectionJob, SectionRun, run_sections

__all__ = [
    "EditionContent",
    "EditionResult",
    "Failure",
    "Options",
    "SectionJob",
    "SectionRun",
    "build",
    "run_sections",
]

HOMES = {
    "EditionContent": "content",
    "EditionResult": "edition",
    "Options": "edition",
    "build": "edition",
    "Failure": "failures",
    "SectionJob": "run",
    "SectionRun": "run",
    "run_sections": "run",
}


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{HOMES[name]}"), name)
