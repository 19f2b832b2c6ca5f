"""A section to run, and where its notebook is; imported before anything heavy is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[3]
FAILED = ".failed"
"""Ending of the folder beside an edition in which a build that failed leaves the rest."""


@dataclass(frozen=True)
class SectionJob:
    """A section to run: its name, title, notebook (relative to the repository) and parameters."""

    name: str
    title: str
    notebook: Path
    parameters: Mapping[str, Any] = field(default_factory=dict)


def notebook_path(notebook: Path | str) -> Path:
    """Return a notebook's full path; a relative one is taken from the repository's root."""
    return REPOSITORY / notebook
