"""Load the evidence base, a Frictionless Data Package, and refuse it if anything is wrong.

`data/datapackage.json` is the one definition of tables, columns, keys and values; this module
reads it and knows none of them by name.
"""

import hashlib
import json
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.ledger import checks
from helpers.ledger.faults import DataFaults, Fault
from helpers.ledger.folder import Tables, data_dir
from helpers.ledger.reading import Table, read_table

__all__ = ["Ledger", "check", "data_dir", "fingerprint", "load"]

DESCRIPTOR = "datapackage.json"


@dataclass(frozen=True, eq=False)
class Ledger:
    """The evidence base in memory: one pandas table per resource, as an attribute.

    Columns are text ("" where blank), save those that the descriptor types as number or integer:
    float with NaN where blank, int where an integer is required. Days stay ISO text. `figures`
    holds all files of figures/ together, with their `theme`.
    """

    tables: Tables[pd.DataFrame] = field(repr=False)
    descriptor: dict[str, Any] = field(repr=False)
    fingerprint: str
    """SHA-256 over names and bytes of all files of the package."""

    def __getattr__(self, name: str) -> pd.DataFrame:
        try:
            return self.__dict__["tables"][name]
        except KeyError:
            raise AttributeError(f"the ledger has no table {name!r}") from None


def load(data: Path | None = None) -> Ledger:
    """Load and check the evidence base.

    The ledger of an unchanged folder is read once; do not change its tables in place.

    Args:
        data: folder with datapackage.json; `data_dir()` if None.

    Raises:
        DataFaults: naming every fault as file, row, column, value, rule.
    """
    folder = Path(data or data_dir()).resolve()
    stats = [(name, (folder / name).stat()) for name in checks.package_files(folder)]
    return _load(folder, tuple((name, s.st_mtime_ns, s.st_size) for name, s in stats))


def check(data: Path | None = None) -> list[Fault]:
    """Return every fault of the evidence base, by file and row; an empty list if it is sound."""
    return sorted(_read(Path(data or data_dir()))[2])


@lru_cache(maxsize=4)
def _load(folder: Path, stamp: tuple[object, ...]) -> Ledger:
    descriptor, tables, faults = _read(folder)
    if faults:
        raise DataFaults(faults)
    return Ledger(Tables(_frames(descriptor, tables)), descriptor, fingerprint(folder))


def _read(folder: Path) -> tuple[dict[str, Any], dict[str, Table], list[Fault]]:
    try:
        descriptor = json.loads((folder / DESCRIPTOR).read_text("utf-8"))
        resources = [r for r in descriptor["resources"] if r["path"] and r["name"]]
        csvs = [r for r in resources if r["format"] == "csv" and r["schema"]["fields"]]
    except FileNotFoundError:
        return {}, {}, [Fault(DESCRIPTOR, 0, "", folder.name, "the file is missing")]
    except (ValueError, KeyError, TypeError) as error:
        rule = f"not a readable data package: {type(error).__name__} {error}"
        return {}, {}, [Fault(DESCRIPTOR, 0, "", "", rule)]
    faults = list(checks.files(folder, resources, DESCRIPTOR))
    tables: dict[str, Table] = {}
    for resource in resources:
        if resource["format"] != "csv":
            faults += checks.document(folder, resource)
            continue
        table, found = read_table(folder, resource)
        faults += found
        if table is not None:
            tables[resource["name"]] = table
    for resource in csvs:
        if resource["name"] in tables:
            faults += checks.table(resource, tables)
    return descriptor, tables, faults


def _frames(descriptor: dict[str, Any], tables: dict[str, Table]) -> dict[str, pd.DataFrame]:
    frames: dict[str, pd.DataFrame] = {}
    figures = []
    for resource in descriptor["resources"]:
        if resource["name"] not in tables:
            continue
        frame = _typed(tables[resource["name"]].frame, resource)
        if "x-theme" in resource:
            figures.append(frame.assign(theme=resource["x-theme"]))
        else:
            frames[resource["name"]] = frame
    if figures:
        frames["figures"] = pd.concat(figures, ignore_index=True)
    return frames


def _typed(frame: pd.DataFrame, resource: dict[str, Any]) -> pd.DataFrame:
    kinds = {f["name"]: _dtype(f) for f in resource["schema"]["fields"]}
    numbers = {
        c: pd.to_numeric(frame[c].replace("", None)).astype(k) for c, k in kinds.items() if k
    }
    texts = {c: frame[c].astype("str") for c in frame.columns if c not in numbers}
    return frame.assign(**texts, **numbers)


def _dtype(field: dict[str, Any]) -> str:
    """Return the pandas type of a numeric column, or "" for text; only floats can be blank."""
    whole = field["type"] == "integer" and field.get("constraints", {}).get("required", False)
    return "int64" if whole else "float64" if field["type"] in ("number", "integer") else ""


def fingerprint(folder: Path) -> str:
    """Return the SHA-256 over the names and bytes of all files of a data package."""
    digest = hashlib.sha256()
    for name in checks.package_files(folder):
        digest.update(name.encode() + b"\0")
        digest.update(hashlib.sha256((folder / name).read_bytes()).digest())
    return digest.hexdigest()
