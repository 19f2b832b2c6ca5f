"""Read one CSV file of the package: encoding, header, and rows of the right length."""

import contextlib
import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.ledger.faults import Fault, nearest

# Where pyarrow is installed pandas would keep text in its arrays: two to three times slower for
# tables that are read cell by cell, and an edition must not depend on what else is installed.
pd.set_option("mode.string_storage", "python")

BOM = "\ufeff"
SHOWN = 60
"""Characters of a broken row that a fault shows."""


@dataclass(frozen=True)
class Table:
    """A CSV file as text: its cells, and the line of the file on which each row starts.

    Columns are lists of plain text in pandas (object): many rules compare them whole, and that is
    quickest. What was listed once is kept: other tables refer to the same columns again.
    """

    path: str
    frame: pd.DataFrame
    lines: list[int]
    _listed: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def faults(self, rows: Iterable[int], column: str, rule: str) -> list[Fault]:
        """Return one fault per row number, with the cell of `column` as its value."""
        values = self.frame[column]
        return [Fault(self.path, self.lines[i], column, str(values[i]), rule) for i in rows]

    def cells(self, column: str) -> list[str]:
        """Return the cells of a column."""
        return self._once(column, lambda: list(self.frame[column].tolist()))

    def distinct(self, column: str) -> list[str]:
        """Return the different cells of a column, in the order in which they first stand."""
        return list(self.frame[column].unique().tolist())

    def by_key(self, column: str) -> dict[str, str]:
        """Return the cells of a column by those of the first, which is the table's key."""
        key = str(self.frame.columns[0])
        return self._once(
            f"{key}:{column}", lambda: dict(zip(self.cells(key), self.cells(column), strict=True))
        )

    def known(self, column: str) -> set[str]:
        """Return the different cells of a column as a set."""
        return self._once(f"{column}:set", lambda: set(self.cells(column)))

    def _once(self, name: str, make: Callable[[], Any]) -> Any:
        if name not in self._listed:
            self._listed[name] = make()
        return self._listed[name]

    def where(self, mask: pd.Series) -> list[int]:
        """Return the numbers of the rows for which `mask` is true."""
        return list(self.frame.index[mask])


def read_text(folder: Path, path: str) -> tuple[str | None, list[Fault]]:
    """Return a file's text, and faults of its encoding; None if it is not UTF-8 or not there."""
    if not (folder / path).is_file():
        return None, []
    try:
        text = (folder / path).read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        value = f"byte 0x{error.object[error.start]:02X}"
        return None, [Fault(path, line, "", value, "not UTF-8: save the file in that encoding")]
    faults = []
    if text.startswith(BOM):
        rule = "the file begins with a byte order mark: remove it"
        faults.append(Fault(path, 1, "", "U+FEFF", rule))
    for number, content in enumerate(text.split("\n"), 1) if "\0" in text else ():
        if "\0" in content:
            faults.append(Fault(path, number, "", "U+0000", "a null character: remove it"))
    return text.removeprefix(BOM), faults


def read_table(folder: Path, resource: dict[str, Any]) -> tuple[Table | None, list[Fault]]:
    """Return a resource's table and what is wrong with its form; None if it cannot be read."""
    path, columns = resource["path"], [f["name"] for f in resource["schema"]["fields"]]
    text, faults = read_text(folder, path)
    if text is None:
        return None, faults
    rows, lines, broken = _rows(text)
    if broken:
        faults.append(Fault(path, lines[-1], "", "", f"not readable as CSV: {broken}"))
    header = rows[0] if rows else []
    if header != columns:
        return None, faults + _header_faults(path, header, columns)
    for row, line in zip(rows[1:], lines[1:], strict=False):
        if len(row) != len(columns):
            rule = f"{len(row)} fields, the header has {len(columns)}"
            faults.append(Fault(path, line, "", ",".join(row)[:SHOWN], rule))
    whole = [i for i in range(1, len(rows)) if len(rows[i]) == len(columns)]
    cells = list(zip(*(rows[i] for i in whole), strict=True)) or [()] * len(columns)
    frame = pd.DataFrame(dict(zip(columns, cells, strict=True)), dtype=object)
    return Table(path, frame, [lines[i] for i in whole]), faults


def _rows(text: str) -> tuple[list[list[str]], Sequence[int], str]:
    """Return the rows, the lines on which they start and the next would, and why reading ended."""
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    with contextlib.suppress(csv.Error):
        rows.extend(reader)
        if reader.line_num == len(rows):
            return rows, range(1, len(rows) + 2), ""
    rows, lines, broken = [], [1], ""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for row in reader:
            rows.append(row)
            lines.append(reader.line_num + 1)
    except csv.Error as error:
        broken = str(error)
    return rows, lines, broken


def _header_faults(path: str, header: list[str], columns: list[str]) -> list[Fault]:
    if not header:
        return [Fault(path, 1, "", "", f"the file is empty; its header is {','.join(columns)}")]
    missing = [c for c in columns if c not in header]
    added = [c for c in header if c not in columns]
    faults = [Fault(path, 1, c, "", "column missing" + nearest(c, added)) for c in missing]
    faults += [
        Fault(path, 1, c, "", "column not in the schema" + nearest(c, missing)) for c in added
    ]
    order = f"columns out of order or repeated; expected {','.join(columns)}"
    return faults or [Fault(path, 1, "", ",".join(header)[:SHOWN], order)]
