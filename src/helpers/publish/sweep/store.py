"""Results of a sweep on disk: each part written whole as it finishes, under the hash of its task.

A sweep that was killed finds its parts again; one with another grid, evidence or code does not.
"""

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from helpers.publish.staging import staged, write_files
from helpers.publish.sweep.work import Task

PARTS = ".parts"


def written(path: Path, data: bytes) -> None:
    """Write a file whole: a reader sees the former one or this one, and never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


class PartStore:
    """Parts that are one file each, such as the verdicts of some sets."""

    def __init__(self, folder: Path, suffix: str) -> None:
        self.folder, self.suffix = folder / PARTS, suffix

    def path(self, task: Task) -> Path:
        """Return where the part of a task is kept."""
        return self.folder / f"{task.key}{self.suffix}"

    def has(self, task: Task) -> bool:
        """Return whether a task is done."""
        return self.path(task).is_file()

    def keep(self, task: Task, files: dict[str, bytes]) -> None:
        """Keep the one file of a result."""
        (data,) = files.values()
        written(self.path(task), data)

    def forget_others(self, tasks: Iterable[Task]) -> int:
        """Remove parts that belong to none of the tasks; return how many there were."""
        mine = {self.path(task).name for task in tasks}
        others = [p for p in self.folder.glob("*") if p.name not in mine]
        for path in others:
            path.unlink()
        return len(others)


class EditionStore:
    """Editions, a folder each, and a mark per finished task that names the manifest it left."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.marks = folder, folder / PARTS

    def edition(self, task: Task) -> Path:
        """Return the folder of a task's edition."""
        return self.folder / task.name

    def has(self, task: Task) -> bool:
        """Return whether a task's edition stands as the task left it."""
        with contextlib.suppress(OSError, ValueError):
            mark = json.loads((self.marks / f"{task.key}.json").read_text("utf-8"))
            return bool(mark["manifest"] == _hash(self.edition(task) / "manifest.json"))
        return False

    def keep(self, task: Task, files: dict[str, bytes]) -> None:
        """Put an edition in its place whole, then mark its task as done."""
        with staged(self.edition(task)) as stage:
            write_files(stage, files)
        mark = {"edition": task.name, "manifest": _hash(self.edition(task) / "manifest.json")}
        written(self.marks / f"{task.key}.json", json.dumps(mark).encode())


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
