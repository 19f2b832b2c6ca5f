"""Where the evidence base is, and what a run has read of it; both without loading pandas."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar

Rows = TypeVar("Rows")

READ_LIST = "TREATY_TABLES_READ"
"""Environment variable: a file to which the name of each table that is looked at is added."""


def data_dir() -> Path:
    """Return the folder of the evidence base: TREATY_DATA if set, else `data/` of this project."""
    named = os.environ.get("TREATY_DATA")
    return Path(named) if named else Path(__file__).resolve().parents[3] / "data"


class Tables(Mapping[str, Rows]):
    """Tables by name, read only; says which were looked at to whoever asks by READ_LIST.

    What was looked at before anybody asked is told with the rest: a process forked from this one
    may hold what came of it.
    """

    def __init__(self, tables: Mapping[str, Rows]) -> None:
        self._tables = dict(tables)
        self._told: set[tuple[str, str]] = set()
        self._before: set[str] = set()

    def __getitem__(self, name: str) -> Rows:
        table = self._tables[name]
        self._tell(name)
        return table

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def _tell(self, name: str) -> None:
        path = os.environ.get(READ_LIST, "")
        if not path:
            self._before.add(name)
            return
        news = [n for n in (name, *sorted(self._before)) if (path, n) not in self._told]
        if news:
            self._told.update((path, n) for n in news)
            with Path(path).open("a", encoding="utf-8") as file:
                file.writelines(f"{n}\n" for n in news)
