"""Tables on paper: sensible widths, repeated heads, small type where there is much to say."""

import math
import re
from typing import Any

import numpy as np

from helpers.publish.markdown import plain
from helpers.publish.markdown_typst import Typst, escaped, marked, string
from helpers.publish.tables import GLYPHS, Column, Table, from_bundle, widths

SIZES = ((4, 9.0), (6, 8.5), (99, 8.0))
"""Size of type in points up to so many columns; none is smaller, or it could not be read."""

ACROSS = 170.0
"""Width of a table in millimetres, as in report.typ."""

LETTER, LINE = 0.166, 0.43
"""Of a point of type: width of a letter, and from line to line, in millimetres."""

AROUND, BETWEEN = 2.6, 2.3
"""Space in a cell beside the words, and in a row above and below them, in millimetres."""

WHOLE = 75.0
"""Up to so many millimetres of height a table stays on one page."""

UNIT = re.compile(r"(?<=\d) %")
WORD_END = re.compile(r"[^\S\u00a0]|-")
SOFT = 18
"""Words longer than this may break anywhere, or they would push a narrow column aside."""


MOST_ASIDE = 24
"""Tables that a notebook leaves to the pages are printed all the same up to so many rows: a number
and a caption without rows help nobody."""

STEP = 3.0
"""Millimetres by which a column gives way to another."""

FLUSH = "#place.flush()\n"
"""Sets figures that wait for room: none may come to stand amid a table."""


def report_table(
    data: dict[str, Any], meta: dict[str, Any] | None, writer: Typst, *, page: str = ""
) -> str:
    """Return a table that a notebook displayed, with number and caption if it has a label.

    A long table whose metadata say `print: false` keeps its number; its rows are left to the pages.

    Args:
        data: the table's bundle.
        meta: of the output.
        writer: of the section.
        page: on which the rows stand that are not printed.
    """
    table = from_bundle(data)
    if not meta or meta.get("kind") != "table":
        return f"#{table_call(table, writer)}\n\n"
    caption = f"#strong[{marked(meta.get('title', ''))}]"
    if meta.get("caption"):
        caption += f" {writer.inline(meta['caption'])}"
    source = writer.inline(meta.get("source", ""))
    if meta.get("print", True) or len(table.rows) <= MOST_ASIDE:
        body = table_call(table, writer)
    else:
        body = f"report-absent({len(table.rows)}, {string(page)})"
    return (
        f"{FLUSH}#figure({body}, kind: table, supplement: [Table], "
        f"caption: figure.caption(report-caption([{caption}], [{source}]))) <{meta['label']}>\n\n"
    )


def table_call(table: Table, writer: Typst) -> str:
    """Return the call that sets a table, without a leading hash; the writer notes its heads."""
    writer.headed.append(table.row_header and len(table.columns) > 1)
    size = next(size for most, size in SIZES if len(table.columns) <= most)
    fitted = columns(table, size)
    free = [share == 0 for share in widths(table)]
    wide = ", ".join("auto" if f else f"{w:.1f}fr" for f, w in zip(free, fitted, strict=True))
    align = ", ".join("right" if c.align == "right" else "left" for c in table.columns)
    head = ", ".join(f"[{marked(_head(c.name))}]" for c in table.columns)
    whole = "true" if height(table, fitted, size) <= WHOLE else "false"
    given = f"({wide},), ({align},), ({head},), size: {size}pt, whole: {whole}"
    return f"report-grid({given}, (\n{_rows(table, writer)}))"


def columns(table: Table, size: float) -> list[float]:
    """Return about how wide each column gets, in millimetres, if its longest word is to fit.

    Args:
        table: the table.
        size: of its type, points.
    """
    out = [0.0] * len(table.columns)
    left = {}
    for i, share in enumerate(widths(table)):
        lengths = [len(text) for text in _texts(table, i)]
        if share:
            left[i] = max(math.sqrt(sum(lengths) / len(lengths)), 2.0)
        else:
            out[i] = max(lengths) * LETTER * size + AROUND
    room = ACROSS - sum(out)
    while left:
        unit = max(room, 0.0) / sum(left.values())
        tight = [i for i, share in left.items() if share * unit < _least(table, i, size)]
        for i in tight or list(left):
            out[i] = _least(table, i, size) if tight else left[i] * unit
            room -= out[i]
            del left[i]
    return _lowered(table, out, size)


def _lowered(table: Table, fitted: list[float], size: float) -> list[float]:
    """Return widths under which the table is lower, found by steps from one column to another."""
    lengths = np.array([[len(text) for text in _texts(table, i)] for i in range(len(fitted))])
    least = [_least(table, i, size) for i in range(len(fitted))]
    free = [i for i, share in enumerate(widths(table)) if share]
    best, lowest = fitted, _lines(lengths, fitted, size)
    while True:
        tried = [
            [w + STEP * ((i == to) - (i == giver)) for i, w in enumerate(best)]
            for giver in free
            for to in free
            if giver != to and best[giver] - STEP >= least[giver]
        ]
        found = min(tried, key=lambda w: _lines(lengths, w, size), default=best)
        if _lines(lengths, found, size) >= lowest:
            return best
        best, lowest = found, _lines(lengths, found, size)


def _lines(lengths: np.ndarray, fitted: list[float], size: float) -> int:
    """Return how many lines all rows take; lengths in letters by column and row."""
    letters = np.maximum((np.array(fitted) - AROUND) / (LETTER * size), 1.0)
    return int(np.ceil(lengths / letters[:, None]).max(axis=0).sum())


def _head(name: str) -> str:
    """Return a column's name without a break between a number and its unit."""
    return UNIT.sub("\u00a0%", name)


def height(table: Table, fitted: list[float], size: float) -> float:
    """Return about how high a table gets, in millimetres."""
    rows = [[c.name for c in table.columns], *table.rows]
    letters = [max((w - AROUND) / (LETTER * size), 1.0) for w in fitted]
    lines = [
        max(math.ceil(len(text) / n) for text, n in zip(_seen(table, row), letters, strict=True))
        for row in rows
    ]
    return sum(n * size * LINE + BETWEEN for n in lines)


def _least(table: Table, column: int, size: float) -> float:
    """Return what the longest word needs; code, which Markdown may hold, never breaks."""
    texts = [_head(table.columns[column].name), *_texts(table, column)[1:]]
    words = [w for text in texts for w in WORD_END.split(text)]
    most = 99 if table.columns[column].kind == "markdown" else SOFT
    return max((min(len(w), most) for w in words), default=1) * LETTER * size + AROUND


def _texts(table: Table, column: int) -> list[str]:
    return [table.columns[column].name, *(_seen(table, row)[column] for row in table.rows)]


def _seen(table: Table, row: list[str]) -> list[str]:
    return [
        plain(text) if column.kind == "markdown" else text
        for text, column in zip(row, table.columns, strict=True)
    ]


def _rows(table: Table, writer: Typst) -> str:
    lines = []
    for group in table.groups:
        if group.heading:
            lines.append(f"group-row({len(table.columns)}, [{marked(group.heading)}]),")
        for row in group.rows:
            cells = "".join(
                f"[{_cell(text, column, writer)}], "
                for text, column in zip(row, table.columns, strict=True)
            )
            lines.append(f"{cells}row-rule,")
    return "\n".join(lines).removesuffix("row-rule,")


def _cell(text: str, column: Column, writer: Typst) -> str:
    if column.kind == "verdict" and text in GLYPHS:
        return f"#verdict({string(text)})"
    if column.kind == "markdown":
        return writer.inline(text)
    if any(len(word) > SOFT for word in text.split()):
        return _breakable(text)
    return marked(text)


def _breakable(text: str) -> str:
    """Return a text whose long words, such as identifiers, may break after - _ / , and dots."""
    out = marked(text)
    for mark in ("\\-", "\\_", "\\/", "\\.", ","):
        out = out.replace(mark, f"{mark}{escaped(chr(0x200B))}")
    return out
