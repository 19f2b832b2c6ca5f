"""Whether an edition that stands is what a build would make of the inputs as they are now.

The stamp is kept in the cache and not in the edition, which holds no time and no path.
"""

import contextlib
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.publish.cache import put
from helpers.publish.inputs import LIBRARIES, PACKAGE, digest_of, file_digest, versions

PUBLISHING = (
    "beautifulsoup4", "defusedxml", "jinja2", "latex2mathml", "markupsafe", "mistune", "nbconvert",
    "pikepdf", "traitlets", "typst",
)  # fmt: skip
"""Libraries that turn executed notebooks into an edition."""


@dataclass(frozen=True)
class Stamp:
    """Where the stamp of one edition is, and the inputs as they are now.

    Attributes:
        path: the stamp's file, in the cache.
        edition: the edition's folder.
        inputs: hash of all that the edition depends on.
    """

    path: Path
    edition: Path
    inputs: str

    @classmethod
    def of(
        cls, edition: Path, cache: Path, *, data: Path, notebooks: Iterable[Path], settings: Any
    ) -> "Stamp":
        """Return the stamp of an edition; hashes data, notebooks and sources, runs nothing.

        Args:
            edition: the edition's folder.
            cache: folder of the cache.
            data: folder of the evidence base; all of its files count.
            notebooks: full paths.
            settings: plain values: parameters and what is written.
        """
        inputs = {
            "settings": settings,
            "data": _files(data),
            "notebooks": {path.name: file_digest(path) for path in notebooks},
            "sources": _files(PACKAGE),
            "versions": versions((*LIBRARIES, *PUBLISHING)),
        }
        name = digest_of(str(edition.resolve()))[:24]
        return cls(cache / "stamps" / f"{name}.json", edition, digest_of(inputs))

    def fits(self) -> dict[str, Any] | None:
        """Return what was noted of the edition if nothing has changed, in it or before it."""
        try:
            kept = json.loads(self.path.read_text("utf-8"))
            if kept["inputs"] != self.inputs or kept["files"] != _files(self.edition):
                return None
            facts: dict[str, Any] = kept["facts"]
            return facts
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def set(self, files: Mapping[str, bytes], facts: Mapping[str, Any]) -> None:
        """Note that the edition was written from these inputs.

        Args:
            files: its files as written.
            facts: to be told when nothing has changed.
        """
        hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
        document = {"inputs": self.inputs, "files": hashes, "facts": dict(facts)}
        with contextlib.suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            put(self.path, json.dumps(document).encode())


def _files(folder: Path) -> dict[str, str]:
    """Return the hash of every file below a folder, compiled Python left out."""
    paths = sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    return {p.relative_to(folder).as_posix(): file_digest(p) for p in paths}
