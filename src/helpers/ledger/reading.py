"""Read one CSV file of the package: encoding, header, and rows of the right length."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.ledger.faults import Fault, nearest

BOM = "\ufeff"


@dataclass(frozen=True)
class Table:
    """A CSV file as text: its cells, and the line of the file on which each row starts."""

    path: str
    frame: pd.DataFrame
    lines: list[int]


def read_table(folder: Path, resource: dict[str, Any]) -> tuple[Table | None, list[Fault]]:
    """Return a resource's table and what is wrong with its form; None if it cannot be read."""
    path = resource["path"]
    columns = [f["name"] for f in resource["schema"]["fields"]]
    try:
        text = (folder / path).read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        value = repr(error.object[error.start : error.start + 1])
        return None, [Fault(path, line, "", value, "not UTF-8: save the file in that encoding")]
    faults = _unwanted_characters(path, text)
    reader = csv.reader(io.StringIO(text.removeprefix(BOM), newline=""), strict=True)
    header = next(reader, [])
    if header != columns:
        return None, faults + _header_faults(path, header, columns)
    rows, lines, start = [], [], reader.line_num + 1
    try:
        for row in reader:
            if len(row) != len(columns):
                rule = f"{len(row)} fields, the header has {len(columns)}"
                faults.append(Fault(path, start, "", ",".join(row)[:60], rule))
            else:
                rows.append(row)
                lines.append(start)
            start = reader.line_num + 1
    except csv.Error as error:
        faults.append(Fault(path, reader.line_num, "", "", f"not readable as CSV: {error}"))
    return Table(path, pd.DataFrame(rows, columns=columns, dtype=str), lines), faults


def _unwanted_characters(path: str, text: str) -> list[Fault]:
    faults = []
    if text.startswith(BOM):
        faults.append(
            Fault(path, 1, "", "U+FEFF", "the file begins with a byte order mark: remove it")
        )
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        faults.append(Fault(path, line, "", "U+0000", "a null character: remove it"))
    return faults


def _header_faults(path: str, header: list[str], columns: list[str]) -> list[Fault]:
    faults = [
        Fault(path, 1, name, "", "column missing" + nearest(name, set(header) - set(columns)))
        for name in columns
        if name not in header
    ]
    faults += [
        Fault(
            path,
            1,
            name,
            "",
            "column not in the schema" + nearest(name, set(columns) - set(header)),
        )
        for name in header
        if name not in columns
    ]
    order = f"columns out of order or repeated; expected {', '.join(columns)}"
    return faults or [Fault(path, 1, "", ",".join(header), order)]
