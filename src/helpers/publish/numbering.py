"""Number figures, tables and sources over all sections, and find what cannot be published."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from nbformat import NotebookNode

from helpers.publish import maths
from helpers.publish.markdown import Label, cited_keys, formulas
from helpers.publish.tables import TABLE_MIME

NUMBERED = ("figure", "table")
REMOVED = ("remove-cell", "remove-output")


@dataclass
class Numbering:
    """Numbers given in reading order.

    Attributes:
        labels: every figure and table by its label.
        numbers: every cited source's number by key, in order of first citation.
        cited_on: the pages that cite a source, by key.
    """

    labels: dict[str, Label] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    cited_on: dict[str, list[str]] = field(default_factory=dict)

    def count(self, kind: str) -> int:
        """Return how many figures, or tables, there are."""
        return sum(label.kind == kind for label in self.labels.values())

    def of(self, kind: str) -> list[tuple[str, Label]]:
        """Return all figures, or tables, with their labels, in order."""
        return [(name, label) for name, label in self.labels.items() if label.kind == kind]


def number(sections: Sequence[tuple[str, NotebookNode]]) -> Numbering:
    """Return the numbers of an edition; writes each into its output's metadata too.

    Args:
        sections: page name and executed notebook, in reading order.
    """
    numbering = Numbering()
    counts = dict.fromkeys(NUMBERED, 0)
    for page, notebook in sections:
        for meta in numbered(notebook):
            if meta["label"] not in numbering.labels:
                counts[meta["kind"]] += 1
                meta["number"] = counts[meta["kind"]]
                title = meta.get("title") or meta.get("caption", "")
                label = Label(meta["kind"], meta["number"], page, title)
                numbering.labels[meta["label"]] = label
        for key in (key for text in texts(notebook) for key in cited_keys(text)):
            numbering.numbers.setdefault(key, len(numbering.numbers) + 1)
            pages = numbering.cited_on.setdefault(key, [])
            if page not in pages:
                pages.append(page)
    return numbering


def faults(
    notebook: NotebookNode, known_keys: Collection[str], taken_labels: Collection[str] = ()
) -> list[str]:
    """Return what keeps a section from being published, one line each.

    Args:
        notebook: an executed notebook.
        known_keys: the sources that may be cited.
        taken_labels: labels of the sections before it.
    """
    found, labels = [], set(taken_labels)
    for meta in numbered(notebook):
        label = meta.get("label", "")
        if not label or label in labels:
            found.append(f"the label {label!r} is used twice" if label else "a figure has no label")
        labels.add(label)
        if meta["kind"] == "figure" and not str(meta.get("alt", "")).strip():
            found.append(f"the figure {label!r} has no alternative text")
    keys = dict.fromkeys(key for text in texts(notebook) for key in cited_keys(text))
    found += [
        f"[@{key}] is not a source known on this day" for key in keys if key not in known_keys
    ]
    written = dict.fromkeys(tex for text in texts(notebook) for tex in formulas(text))
    return found + [fault for tex in written if (fault := maths.fault(tex))]


def reports(notebook: NotebookNode) -> Iterator[dict[str, Any]]:
    """Yield the report metadata of every shown output, in order."""
    for output in shown_outputs(notebook):
        meta = output.get("metadata", {}).get("report")
        if meta:
            yield meta


def numbered(notebook: NotebookNode) -> Iterator[dict[str, Any]]:
    """Yield the metadata of every figure and table, in order."""
    return (meta for meta in reports(notebook) if meta.get("kind") in NUMBERED)


def texts(notebook: NotebookNode) -> Iterator[str]:
    """Yield every text that may cite, in the order in which a page shows them."""
    for cell in notebook.cells:
        tags = cell.metadata.get("tags", [])
        if cell.cell_type == "markdown" and "remove-cell" not in tags:
            yield cell.source
        for output in _outputs(cell):
            yield from _output_texts(output)


def shown_outputs(notebook: NotebookNode) -> Iterator[NotebookNode]:
    """Yield the outputs that pages show."""
    for cell in notebook.cells:
        yield from _outputs(cell)


def _outputs(cell: NotebookNode) -> list[NotebookNode]:
    tags = cell.metadata.get("tags", [])
    return [] if any(tag in tags for tag in REMOVED) else cell.get("outputs", [])


def _output_texts(output: NotebookNode) -> Iterator[str]:
    data, meta = output.get("data", {}), output.get("metadata", {}).get("report") or {}
    if meta.get("kind") in NUMBERED:
        yield str(meta.get("caption", ""))
        table = data.get(TABLE_MIME)
        if table:
            kinds = [c.get("kind") for c in table["columns"]]
            for row in table["rows"]:
                yield from (str(v) for v, k in zip(row, kinds, strict=False) if k == "markdown")
        yield str(meta.get("source", ""))
    elif "text/markdown" in data and not any(m in data for m in (TABLE_MIME, "image/svg+xml")):
        yield data["text/markdown"]
