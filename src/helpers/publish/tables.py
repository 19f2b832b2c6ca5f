"""Tables as both writers see them: typed cells, row groups, sort keys, and widths for paper."""

import math
import re
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup

from helpers.judgement.verdicts import Verdict
from helpers.ledger.dates import MONTH_NAMES
from helpers.publish.markdown import plain

TABLE_MIME = "application/vnd.report.table+json"
NUMBER = re.compile(r"^[-+−–]?[\d,. \u00a0\u202f]*\d[\d,.]*\s*(?:%|per cent)?$")
LONG_DATE = re.compile(r"^(\d{1,2}) ([A-Z][a-z]+) (\d{4})$")
GLYPHS = {
    "supported": "●",
    "mostly supported": "◕",
    "mixed": "◑",
    "mostly contradicted": "◔",
    "contradicted": "○",
    "not enough evidence": "–",
    "came true": "●",
    "came true in part": "◑",
    "did not come true": "○",
    "still open": "◌",
    "cannot be judged": "–",
}
"""How full a verdict's circle is; the word always stands beside it."""

SCALE = tuple(
    str(word)
    for word in (
        Verdict.SUPPORTED, Verdict.CAME_TRUE, Verdict.MOSTLY_SUPPORTED, Verdict.MIXED,
        Verdict.PARTLY, Verdict.MOSTLY_CONTRADICTED, Verdict.CONTRADICTED, Verdict.DID_NOT,
        Verdict.OPEN, Verdict.NOT_ENOUGH, Verdict.CANNOT_JUDGE,
    )
)  # fmt: skip
"""The verdicts from what holds to what cannot be told: the order in which tables sort them."""

SHORT_CELL = 14
"""Cells up to this long are never broken: their column takes the width it needs."""

SHORT_HEAD = 16
"""A head that is longer than this and than its cells may break, lest it takes others' room."""

CODE = re.compile(r"`[^`\s]+`")
"""A cell that is one piece of code: it never breaks, and its column takes what it needs."""

NARROW_KINDS = ("number", "date", "grade", "verdict")


@dataclass(frozen=True)
class Column:
    """A column: its name, what its cells hold, and how they are aligned."""

    name: str
    kind: str = "text"
    align: str = "left"


@dataclass(frozen=True)
class RowGroup:
    """Rows under one heading, "" for none."""

    heading: str
    rows: list[list[str]]


@dataclass(frozen=True)
class Table:
    """A table ready to be written."""

    columns: list[Column]
    groups: list[RowGroup]
    row_header: bool = True
    interactive: bool = False
    rows: list[list[str]] = field(default_factory=list)


def from_bundle(data: dict[str, Any]) -> Table:
    """Return the table that a notebook displayed as `TABLE_MIME`."""
    columns = [
        Column(str(c["name"]), c.get("kind", "text"), c.get("align", "left"))
        for c in data["columns"]
    ]
    rows = [["" if cell is None else str(cell) for cell in row] for row in data["rows"]]
    marks = sorted((int(i), str(label)) for i, label in data.get("groups") or [])
    starts = [i for i, _ in marks] + [len(rows)]
    groups = [RowGroup("", rows[: starts[0]])] if starts[0] else []
    groups += [
        RowGroup(label, rows[start:end])
        for (start, label), end in zip(marks, starts[1:], strict=True)
    ]
    header, sortable = bool(data.get("row_header", True)), bool(data.get("interactive"))
    return Table(columns, groups or [RowGroup("", [])], header, sortable, rows)


def from_html(markup: str) -> Table | None:
    """Return the first table in a piece of HTML, such as a plain DataFrame's; None without one."""
    found = BeautifulSoup(markup, "html.parser").find("table")
    if found is None:
        return None
    head = [_texts(row) for row in found.select("thead tr")]
    rows = [_texts(row) for row in found.select("tbody tr")] or [[]]
    width = max(map(len, head + rows))
    rows = [row + [""] * (width - len(row)) for row in rows]
    names = [next((h[i] for h in reversed(head) if i < len(h) and h[i]), "") for i in range(width)]
    columns = []
    for i, name in enumerate(names):
        number = i > 0 and all(NUMBER.match(row[i]) for row in rows if row[i])
        kind, align = ("number", "right") if number else ("text", "left")
        columns.append(Column(name, kind, align))
    return Table(columns, [RowGroup("", rows)], bool(found.select("tbody th")), rows=rows)


def sort_key(text: str, kind: str) -> str:
    """Return by what a cell sorts, "" if by its text.

    Example:
        >>> sort_key("1,250.5", "number"), sort_key("5 July 2026", "date")
        ('1250.5', '2026-07-05')
    """
    if kind == "verdict" and text in GLYPHS:
        return str(SCALE.index(text))
    if kind == "number":
        digits = re.sub(r"[^\d.\-]", "", text.replace("−", "-"))
        return digits if re.fullmatch(r"-?\d+(\.\d+)?", digits) else ""
    date = LONG_DATE.match(text)
    if date and date[2] in MONTH_NAMES:
        return f"{date[3]}-{MONTH_NAMES.index(date[2]) + 1:02d}-{int(date[1]):02d}"
    return ""


def widths(table: Table) -> list[float]:
    """Return a share of the width for each column, 0 for one that takes just what it needs.

    A column of long texts gets more, but less than in proportion: the square root of its mean
    length, with its longest word as the least.
    """
    shares = []
    for i, column in enumerate(table.columns):
        cells = [_visible(row[i], column.kind) for row in table.rows if i < len(row)]
        texts = [*cells, column.name]
        longest = max(map(len, cells), default=0)
        if texts[:-1] and all(CODE.fullmatch(row[i]) for row in table.rows if i < len(row)):
            shares.append(0.0)
            continue
        room = 2 * SHORT_CELL if column.kind in NARROW_KINDS else SHORT_CELL
        if longest <= room and len(column.name) <= max(longest, SHORT_HEAD):
            shares.append(0.0)
            continue
        mean = sum(map(len, cells)) / max(len(cells), 1)
        word = max((len(w) for text in texts for w in re.split(r"[\s-]", text)), default=1)
        shares.append(round(max(math.sqrt(mean), word / 3, 2.0), 2))
    return shares


def _visible(text: str, kind: str) -> str:
    return plain(text) if kind == "markdown" else text


def _texts(row: Any) -> list[str]:
    return [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])]
