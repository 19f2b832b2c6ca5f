"""Executed notebooks kept for the next run, under a hash of all that they depend on.

An entry is one file: a line of JSON that says on what it depends, then the notebook, compressed.
It is written aside and put in place by a rename, so that a reader sees a whole entry or none; one
that is damaged is as good as none.
"""

import contextlib
import hashlib
import json
import os
import tempfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock
from platformdirs import user_cache_path

from helpers.publish.inputs import Inputs, digest_of

FOLDER = "TREATY_CACHE"
"""Environment variable that names another folder for the cache."""

MOST_BYTES = 300_000_000
"""A default edition takes about 2 MB: room for some hundred, on any laptop's disk."""

HIT = "hit"
NEVER = "never run before"


def cache_folder() -> Path:
    """Return the folder of the cache: TREATY_CACHE if set, else the user's own for this program."""
    named = os.environ.get(FOLDER)
    return Path(named) if named else user_cache_path("treaty-report")


@dataclass(frozen=True)
class SectionCache:
    """The executed notebooks in a folder, never more than `most_bytes` of them."""

    folder: Path
    most_bytes: int = MOST_BYTES

    def find(self, inputs: Inputs) -> dict[str, Any] | None:
        """Return the executed notebook of a run with these inputs, or None."""
        for path in self._entries(f"{inputs.section}-{inputs.key[:24]}-*"):
            head, body = _read(path)
            if head is None or not _holds(head, inputs):
                continue
            if hashlib.sha256(body).hexdigest() != head["sha256"]:
                path.unlink(missing_ok=True)
                continue
            with contextlib.suppress(OSError):
                os.utime(path)  # what was used last is thrown away last
            notebook: dict[str, Any] = json.loads(zlib.decompress(body))
            return notebook
        return None

    def holds(self, inputs: Inputs) -> bool:
        """Return whether an entry says of itself that it fits; its notebook is not read."""
        entries = self._entries(f"{inputs.section}-{inputs.key[:24]}-*")
        heads = (_read(path, only_head=True)[0] for path in entries)
        return any(head is not None and _holds(head, inputs) for head in heads)

    def keep(self, inputs: Inputs, notebook: dict[str, Any], tables: Iterable[str]) -> None:
        """Keep an executed notebook; on a full disk or the like it is simply not kept.

        Args:
            inputs: what it depends on.
            notebook: as plain values.
            tables: the tables that its run has looked at.
        """
        parts = inputs.parts(tables)
        body = zlib.compress(json.dumps(notebook, ensure_ascii=False).encode(), 1)
        head = {"parts": parts, "sha256": hashlib.sha256(body).hexdigest()}
        name = f"{inputs.section}-{inputs.key[:24]}-{digest_of(parts['data'])[:24]}"
        data = json.dumps(head).encode() + b"\n" + body
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self.folder / ".lock"):
                self._make_room(len(data))
                if len(data) <= self.most_bytes:
                    put(self.folder / name, data)

    def explain(self, inputs: Inputs) -> str:
        """Return "hit", or which parts differ from the nearest run that is kept."""
        found: list[list[str]] = []
        for path in self._entries(f"{inputs.section}-*"):
            head, _ = _read(path, only_head=True)
            if head is not None:
                found.append(differences(head["parts"], inputs.parts(head["parts"]["data"])))
        if not found:
            return NEVER
        nearest = sorted(found, key=len)[0]
        return "; ".join(nearest) or HIT

    def _entries(self, pattern: str) -> list[Path]:
        times = []
        for path in self.folder.glob(pattern):
            with contextlib.suppress(OSError):
                times.append((path.stat().st_mtime_ns, path))
        return [path for _, path in sorted(times, reverse=True)]

    def _make_room(self, size: int) -> None:
        """Remove what has not been used for longest, until `size` bytes more fit.

        Who calls this holds the lock, so a file that is half written has no writer any more.
        """
        for path in self.folder.glob(".new-*"):
            path.unlink(missing_ok=True)
        sizes = [(path, path.stat().st_size) for path in self._entries("*-*-*")]
        total = sum(n for _, n in sizes)
        while sizes and total + size > self.most_bytes:
            path, n = sizes.pop()
            path.unlink(missing_ok=True)
            total -= n


def differences(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """Return what differs between the parts of two runs, one text per part.

    Example:
        >>> differences({"data": {"events": "a"}}, {"data": {"events": "b"}})
        ['data: events']
    """
    out = []
    for part in now:
        old, new = before.get(part, {}), now[part]
        names = [n for n in sorted({*old, *new}) if old.get(n) != new.get(n)]
        if part in ("parameters", "versions"):
            names = [f"{n} {old.get(n)} -> {new.get(n)}" for n in names]
        if names:
            out.append(f"{part}: {', '.join(names)}")
    return out


def put(path: Path, data: bytes) -> None:
    """Write a file aside and put it in its place in one step."""
    handle, name = tempfile.mkstemp(prefix=".new-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _holds(head: dict[str, Any], inputs: Inputs) -> bool:
    """Return whether the inputs are those of an entry, the tables it has read included."""
    parts: dict[str, Any] = head["parts"]
    return parts == inputs.parts(parts["data"])


def _read(path: Path, only_head: bool = False) -> tuple[dict[str, Any] | None, bytes]:
    """Return what stands in an entry: on what it depends (None if unreadable), and its notebook."""
    try:
        with path.open("rb") as file:
            head = json.loads(file.readline())
            body = b"" if only_head else file.read()
        return (head, body) if set(head) == {"parts", "sha256"} else (None, b"")
    except (OSError, ValueError, TypeError):
        return None, b""
