"""Files beside the pages: the data as a zip, the verdicts and the manifest as JSON."""

import hashlib
import io
import json
import sys
import zipfile
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd

SCHEMAS = Path(__file__).parent / "schemas"
PACKAGES = (
    "latex2mathml", "matplotlib", "nbconvert", "pandas", "papermill", "pikepdf", "typst",
)  # fmt: skip
FIXED_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can hold: the clock must not get into an edition."""


def data_zip(tables: Mapping[str, pd.DataFrame | bytes]) -> bytes:
    """Return tables as CSV files in a zip archive, the same bytes for the same rows.

    Args:
        tables: by file name; `.csv` is added to a table's name if it is missing.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in members(tables):
            entry = zipfile.ZipInfo(name, FIXED_TIME)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            entry.create_system = 3  # Unix, on every system
            archive.writestr(entry, data)
    return buffer.getvalue()


def members(tables: Mapping[str, pd.DataFrame | bytes]) -> list[tuple[str, bytes]]:
    """Return tables as files, sorted: name, with `.csv` where a table's lacks it, and bytes."""
    return [
        (name, table) if isinstance(table, bytes)
        else (name if name.endswith(".csv") else f"{name}.csv", csv_bytes(table))
        for name, table in sorted(tables.items())
    ]  # fmt: skip


def csv_bytes(table: pd.DataFrame) -> bytes:
    """Return a table as CSV in UTF-8."""
    return table.to_csv(index=False, lineterminator="\n").encode()


def json_bytes(document: Any) -> bytes:
    """Return a document as readable JSON in UTF-8."""
    return (json.dumps(document, ensure_ascii=False, indent=1, default=str) + "\n").encode()


def schema(name: str) -> bytes:
    """Return a JSON Schema that comes with the package, by file name."""
    return (SCHEMAS / name).read_bytes()


def manifest(facts: Mapping[str, Any], files: Mapping[str, bytes]) -> bytes:
    """Return the manifest of an edition: facts, versions, and every file with its hash."""
    listed = {
        name: {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in sorted(files.items())
    }
    return json_bytes({**facts, "versions": versions(), "files": listed})


def versions() -> dict[str, str]:
    """Return the versions that an edition's bytes may depend on."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return {"python": python, **{name: version(name) for name in PACKAGES}}
