"""Figures, tables and prose as rich outputs: one bundle, with its words in the output's metadata.

JupyterLab, VS Code and nbconvert show the bundle's HTML or SVG as it is; this project's exporters
read the metadata and set title, caption, alternative text, source and data themselves.
"""

import contextlib
import html
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextvars import ContextVar

import matplotlib
import pandas as pd
from IPython.display import display
from matplotlib.figure import Figure

from helpers.display.style import RC
from helpers.display.words import minus, written

TABLE_MIME = "application/vnd.report.table+json"
Output = tuple[Mapping[str, object], Mapping[str, object]]
"""A bundle by MIME type, and its metadata."""

_COLLECTED: ContextVar[list[Output] | None] = ContextVar("collected", default=None)

KINDS = ("text", "number", "date", "markdown", "verdict", "grade")


class WordsMissingError(ValueError):
    """A figure or table without the words that a reader needs."""


def figure(
    fig: Figure,
    *,
    label: str,
    title: str,
    subtitle: str,
    caption: str,
    alt: str,
    source: str = "",
    data: pd.DataFrame | None = None,
) -> None:
    """Show a figure with its words.

    Args:
        fig: the drawing, without title.
        label: unique in the report, such as "energy-weight".
        title: the finding, as a sentence computed from the data.
        subtitle: measure and unit.
        caption: how to read it, and what to beware of.
        alt: what it shows, for a reader who does not see it.
        source: citations in Markdown, such as "[@ei-statistical-review]".
        data: the rows drawn, offered for download.

    Raises:
        WordsMissingError: if title, caption or alternative text is blank.
    """
    _require(label, title=title, caption=caption, alt=alt)
    title, subtitle, caption, alt = map(minus, (title, subtitle, caption, alt))
    svg = draw(fig, label)
    meta: dict[str, object] = {
        "kind": "figure", "label": f"fig-{label}", "title": title, "subtitle": subtitle,
        "caption": caption, "alt": alt, "source": source,
    }  # fmt: skip
    if data is not None and len(data):
        meta["data"] = {"columns": [str(c) for c in data.columns], "rows": _plain_rows(data)}
    page = (
        f"<figure><p><strong>{html.escape(title)}</strong><br>{html.escape(subtitle)}</p>{svg}"
        f"<figcaption>{html.escape(caption)}</figcaption></figure>"
    )
    bundle = {"image/svg+xml": svg, "text/html": page, "text/plain": alt}
    _show(bundle, {"report": meta})


def draw(fig: Figure, label: str) -> str:
    """Return a figure as SVG: the same bytes for the same drawing."""
    buffer = io.StringIO()
    with matplotlib.rc_context({**RC, "svg.hashsalt": label}):
        fig.savefig(
            buffer,
            format="svg",
            bbox_inches="tight",
            pad_inches=0.04,
            metadata={"Date": None, "Creator": None},
        )
    return buffer.getvalue()


def table(
    rows: pd.DataFrame,
    *,
    label: str,
    title: str,
    caption: str,
    source: str = "",
    kinds: Mapping[str, str] | None = None,
    formats: Mapping[str, str] | None = None,
    groups: Sequence[tuple[int, str]] = (),
    row_header: bool = True,
    interactive: bool = False,
    printed: bool = True,
) -> None:
    """Show a table with its words.

    Args:
        rows: one column per column shown, under the name that it is to have.
        label: unique in the report.
        title: the finding, as a sentence.
        caption: how to read it.
        source: citations in Markdown.
        kinds: by column: text, number, date, markdown, verdict, grade; numbers are found.
        formats: by column, a Python format such as ",.1f".
        groups: row-group headings as (index of the first row, heading).
        row_header: whether the first column names the row.
        interactive: whether pages offer to sort and filter it.
        printed: whether the PDF has the rows however many they are; if not, of a long table it has
            the title and where to find them.

    Raises:
        WordsMissingError: if title or caption is blank.
    """
    _require(label, title=title, caption=caption)
    columns = _columns(rows, kinds or {})
    title, caption = minus(title), minus(caption)
    cells = [[minus(cell) for cell in row] for row in _plain_rows(rows, dict(formats or {}))]
    content = {
        "columns": columns, "rows": cells, "row_header": row_header, "interactive": interactive,
        "groups": [list(g) for g in groups],
    }  # fmt: skip
    meta = {
        "kind": "table", "label": f"tbl-{label}", "title": title, "caption": caption,
        "source": source, "print": printed,
    }  # fmt: skip
    shown = pd.DataFrame(cells, columns=[c["name"] for c in columns])
    page = f"<p><strong>{html.escape(title)}</strong></p>" + _live_html(shown)
    plain = f"{title}\n{shown.to_string(index=False)}"
    bundle = {TABLE_MIME: content, "text/html": page, "text/plain": plain}
    _show(bundle, {"report": meta})


def _columns(rows: pd.DataFrame, kinds: Mapping[str, str]) -> list[dict[str, str]]:
    """Return name, kind and align of each column; columns of numbers are found by their type."""
    found = []
    for column in rows.columns:
        numeric = pd.api.types.is_numeric_dtype(rows[column])
        kind = kinds.get(column, "number" if numeric else "text")
        align = "right" if numeric or kind == "number" else "left"
        found.append({"name": str(column), "kind": kind, "align": align})
    return found


def say(text: str, **meta: object) -> None:
    """Show computed prose, in Markdown."""
    if text.strip():
        _prose(text, {"kind": "prose", **meta})


def note(text: str) -> None:
    """Show a computed remark that stands back from the text: a caveat, a gap, a doubt."""
    if text.strip():
        _prose(text, {"kind": "note"})


def box(title: str, text: str, *, label: str) -> None:
    """Show a titled box, such as the short answer of a section."""
    _require(label, title=title, text=text)
    text = minus(text)
    meta = {"kind": "box", "title": title, "label": f"box-{label}"}
    bundle = {"text/markdown": text, "text/plain": f"{title}\n\n{text}"}
    _show(bundle, {"report": meta})


@contextlib.contextmanager
def collected() -> Iterator[list[Output]]:
    """Collect what is shown in the block instead of showing it, for a page without a notebook."""
    outputs: list[Output] = []
    token = _COLLECTED.set(outputs)
    try:
        yield outputs
    finally:
        _COLLECTED.reset(token)


def _show(bundle: Mapping[str, object], metadata: Mapping[str, object]) -> None:
    outputs = _COLLECTED.get()
    if outputs is None:
        display(bundle, raw=True, metadata=metadata)
    else:
        outputs.append((bundle, metadata))


def _prose(text: str, meta: dict[str, object]) -> None:
    text = minus(text)
    plain = re.sub(r"\[@[\w:.-]+\]", "", text)
    _show({"text/markdown": text, "text/plain": plain}, {"report": meta})


def _live_html(cells: pd.DataFrame) -> str:
    """Return a table for a live notebook: bold set as bold, text from the left."""
    bold = cells.map(
        lambda text: re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", html.escape(text))
    )
    page = bold.to_html(index=False, border=0, escape=False)
    return page.replace("<td>", '<td style="text-align: left">')


def _plain_rows(rows: pd.DataFrame, formats: Mapping[str, str] | None = None) -> list[list[str]]:
    formats = formats or {}
    return [
        [_cell(v, formats.get(c, "")) for c, v in zip(rows.columns, record, strict=True)]
        for record in rows.itertuples(index=False, name=None)
    ]


def _cell(value: object, spec: str) -> str:
    if value is None or (isinstance(value, float) and value != value):
        return ""
    if spec and isinstance(value, (int, float)):
        return written(value, spec)
    if isinstance(value, float):
        return f"{value:.6g}"
    return str(value)


def _require(label: str, **words: str) -> None:
    blank = [name for name, text in words.items() if not str(text).strip()]
    if blank:
        raise WordsMissingError(f"{label!r} needs {', '.join(blank)}: a reader cannot do without")
