"""Load the evidence base, a Frictionless Data Package, and refuse it if anything is wrong.

`data/datapackage.json` is the one definition of tables, columns, keys and values; this module
reads it and knows none of them by name.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd

from helpers.ledger import checks
from helpers.ledger.faults import DataFaults, Fault
from helpers.ledger.reading import Table, read_table

DESCRIPTOR = "datapackage.json"
FIGURES = "figures-"


@dataclass(frozen=True)
class Ledger:
    """The evidence base in memory: one pandas table per resource, as an attribute.

    Columns are text ("" where blank), save those that the descriptor types as number or integer
    (float, NaN where blank). Days stay ISO text. `figures` holds all files of figures/ together,
    with their `theme`.
    """

    tables: MappingProxyType[str, pd.DataFrame] = field(repr=False)
    descriptor: dict[str, Any] = field(repr=False)
    fingerprint: str
    """SHA-256 over names and bytes of all files of the package."""

    def __getattr__(self, name: str) -> pd.DataFrame:
        try:
            return self.__dict__["tables"][name]
        except KeyError:
            raise AttributeError(f"the ledger has no table {name!r}") from None


def data_dir() -> Path:
    """Return the folder of the evidence base: TREATY_DATA if set, else `data/` of this project."""
    named = os.environ.get("TREATY_DATA")
    return Path(named) if named else Path(__file__).resolve().parents[3] / "data"


def load(data: Path | None = None) -> Ledger:
    """Load and check the evidence base.

    Args:
        data: folder with datapackage.json; `data_dir()` if None.

    Raises:
        DataFaults: naming every fault as file, row, column, value, rule.
    """
    folder = Path(data or data_dir()).resolve()
    stamp = tuple((p.name, p.stat().st_mtime_ns, p.stat().st_size) for p in _files(folder))
    return _load(folder, stamp)


def check(data: Path | None = None) -> list[Fault]:
    """Return every fault of the evidence base; an empty list if it is sound."""
    return _read(Path(data or data_dir()))[2]


@lru_cache(maxsize=4)
def _load(folder: Path, stamp: tuple[object, ...]) -> Ledger:
    descriptor, tables, faults = _read(folder)
    if faults:
        raise DataFaults(faults)
    return Ledger(MappingProxyType(_frames(descriptor, tables)), descriptor, fingerprint(folder))


def _read(folder: Path) -> tuple[dict[str, Any], dict[str, Table], list[Fault]]:
    try:
        descriptor = json.loads((folder / DESCRIPTOR).read_text("utf-8"))
        resources = descriptor["resources"]
    except FileNotFoundError:
        return {}, {}, [Fault(DESCRIPTOR, 0, "", str(folder.name), "the file is missing")]
    except (ValueError, KeyError) as error:
        return {}, {}, [Fault(DESCRIPTOR, 0, "", str(error), "not a readable data package")]
    faults = list(checks.files(folder, resources, DESCRIPTOR))
    tables: dict[str, Table] = {}
    for resource in resources:
        if resource.get("format") == "csv" and (folder / resource["path"]).is_file():
            table, found = read_table(folder, resource)
            faults += found
            if table is not None:
                tables[resource["name"]] = table
    for resource in resources:
        if resource["name"] in tables:
            faults += checks.table(resource, tables)
    return descriptor, tables, faults + checks.numbers(tables)


def _frames(descriptor: dict[str, Any], tables: dict[str, Table]) -> dict[str, pd.DataFrame]:
    frames: dict[str, pd.DataFrame] = {}
    figures = []
    for resource in descriptor["resources"]:
        if resource["name"] not in tables:
            continue
        frame = _typed(tables[resource["name"]].frame, resource)
        if resource["name"].startswith(FIGURES):
            theme = resource["name"].removeprefix(FIGURES).replace("-", "_")
            figures.append(frame.assign(theme=theme))
        else:
            frames[resource["name"]] = frame
    if figures:
        frames["figures"] = pd.concat(figures, ignore_index=True)
    return frames


def _typed(frame: pd.DataFrame, resource: dict[str, Any]) -> pd.DataFrame:
    numbers = {
        f["name"] for f in resource["schema"]["fields"] if f["type"] in ("number", "integer")
    }
    return frame.assign(**{c: pd.to_numeric(frame[c].replace("", None)) for c in numbers})


def fingerprint(folder: Path) -> str:
    """Return the SHA-256 over the names and bytes of all files of a data package."""
    digest = hashlib.sha256()
    for path in _files(folder):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    paths = (p for p in folder.rglob("*") if p.is_file() and not p.name.startswith("."))
    yield from sorted(paths, key=lambda p: p.relative_to(folder).as_posix())
