"""Tables on paper: sensible widths, repeated heads, small type where there is much to say."""

from typing import Any

from helpers.publish.markdown_typst import Typst, escaped, marked, string
from helpers.publish.tables import GLYPHS, Column, Table, from_bundle, widths

WIDE = 6
"""From this many columns on the type is smaller."""

LANDSCAPE = (8, 12)
"""From this many columns and rows on the page is turned; a short table is not worth a page."""

SOFT = 18
"""Words longer than this may break anywhere, or they would push a narrow column aside."""


def report_table(data: dict[str, Any], meta: dict[str, Any] | None, writer: Typst) -> str:
    """Return a table that a notebook displayed, with number and caption if it has a label.

    A table whose metadata say `print: false` keeps its number; its rows are left to the pages.
    """
    table = from_bundle(data)
    if not meta or meta.get("kind") != "table":
        return f"#{table_call(table, writer)}\n\n"
    caption = f"#strong[{marked(meta.get('title', ''))}]"
    if meta.get("caption"):
        caption += f" {writer.inline(meta['caption'])}"
    source = writer.inline(meta.get("source", ""))
    on_paper = meta.get("print", True)
    body = table_call(table, writer) if on_paper else f"report-absent({len(table.rows)})"
    figure = (
        f"#figure({body}, kind: table, supplement: [Table], "
        f"caption: figure.caption(report-caption([{caption}], [{source}]))) <{meta['label']}>\n\n"
    )
    if on_paper and len(table.columns) >= LANDSCAPE[0] and len(table.rows) >= LANDSCAPE[1]:
        return f"#page(flipped: true)[\n{figure}]\n\n"
    return figure


def table_call(table: Table, writer: Typst) -> str:
    """Return the call that sets a table, without a leading hash."""
    shares = widths(table)
    columns = ", ".join(f"{share}fr" if share else "auto" for share in shares)
    align = ", ".join("right" if c.align == "right" else "left" for c in table.columns)
    head = ", ".join(f"[{marked(c.name)}]" for c in table.columns)
    count = len(table.columns)
    size = "8.5pt" if count < WIDE else "7.5pt" if count < LANDSCAPE[0] else "7pt"
    rows = _rows(table, writer)
    return f"report-grid(({columns},), ({align},), ({head},), size: {size}, (\n{rows}))"


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
    """Return a text whose long words, such as identifiers, may break after - _ / and dots."""
    out = marked(text)
    for mark in ("\\-", "\\_", "\\/", "\\."):
        out = out.replace(mark, f"{mark}{escaped(chr(0x200B))}")
    return out
