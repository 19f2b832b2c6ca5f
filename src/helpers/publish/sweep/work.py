"""A piece of a sweep: what is to be done, on which evidence and by which code."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from helpers.ledger.package import load

PACKAGE = Path(__file__).resolve().parents[2]
NOTEBOOKS = PACKAGE.parents[1] / "notebooks"

Work = Callable[[Mapping[str, Any]], dict[str, bytes]]
"""Takes a task's specification, returns files by name. It is sent to workers by its name."""


class ForeignWorkerError(RuntimeError):
    """A worker whose evidence or code is not that of the sweep: its results would not be equal."""


@dataclass(frozen=True)
class Task:
    """One piece of work.

    Attributes:
        name: what it is called when it fails.
        work: a function that workers can import.
        spec: plain values that say what is to be done.
        data: fingerprint of the evidence base.
        code: fingerprint of the code that does it.
        parts: packages of `helpers` that code consists of; all and the notebooks if blank.
    """

    name: str
    work: Work
    spec: Mapping[str, Any]
    data: str
    code: str
    parts: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """A hash of all that its result depends on: an equal key means an equal result."""
        described = {"spec": self.spec, "data": self.data, "code": self.code}
        text = json.dumps([self.work.__qualname__, described], sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()[:24]


def perform(task: Task) -> dict[str, bytes]:
    """Do a task and return its files.

    Raises:
        ForeignWorkerError: if the evidence or the code here is not that of the sweep.
    """
    for what, here, wanted in (
        ("evidence base", load().fingerprint, task.data),
        ("code", code_fingerprint(*task.parts), task.code),
    ):
        if here != wanted:
            raise ForeignWorkerError(
                f"a worker holds another {what} ({here[:12]}) than the sweep ({wanted[:12]}). "
                "Bring its checkout to the same state, data and notebooks included, and start it "
                "again."
            )
    return task.work(task.spec)


@lru_cache(maxsize=4)
def code_fingerprint(*parts: str) -> str:
    """Return the SHA-256 over the sources of some packages of `helpers`.

    All of it, with templates and notebooks, is meant if none is named.
    """
    files = [p for part in parts for p in (PACKAGE / part).rglob("*.py")]
    if not parts:
        files = [p for p in PACKAGE.rglob("*") if p.is_file() and p.suffix != ".pyc"]
        files += NOTEBOOKS.glob("*.ipynb")
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
