"""Executed notebooks to one PDF through Typst: tagged, accessible, the same bytes every time."""

import base64
import contextlib
import datetime as dt
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import jinja2
import matplotlib
from nbformat import NotebookNode

from helpers.ledger.dates import long_date
from helpers.publish import front_typst, home, pdf_figures
from helpers.publish.content import Report
from helpers.publish.exporters import TEMPLATES, ReportExporter
from helpers.publish.markdown import Context
from helpers.publish.markdown_typst import Typst, marked, string
from helpers.publish.paths import shorten_all
from helpers.publish.tables import from_html
from helpers.publish.tables_typst import report_table, table_call
from helpers.publish.typesetter import TypesettingError, typesetting

EXTENSIONS = {"image/svg+xml": "svg", "image/png": "png"}
NO_DESCRIPTION = "Figure without description"


class PdfError(RuntimeError):
    """Typst refused the report; the message says why and where."""


class ReportTypst(ReportExporter):
    """Renders the cells of a notebook as a part of the Typst document."""

    folder = "report_typst"
    file_extension = ".typ"
    output_mimetype = "text/vnd.typst"


@contextlib.contextmanager
def printing(project: "Project") -> Iterator[Callable[[], bytes]]:
    """Set a report in another process while the block runs; yield what waits for the PDF.

    Raises:
        PdfError: while waiting, if Typst cannot set the document, such as for a figure without
            description.
    """
    fonts = [Path(matplotlib.get_data_path()) / "fonts" / "ttf", TEMPLATES / "fonts"]
    with tempfile.TemporaryDirectory(prefix="treaty-pdf-") as folder:
        for name, data in project.files.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        with typesetting(Path(folder), project.day, fonts, project.headed) as finished:

            def printed() -> bytes:
                try:
                    return finished()
                except TypesettingError as error:
                    raise PdfError(str(error).replace(f"{folder}/", "").strip()) from error

            yield printed


class Project:
    """The Typst project of a report.

    Attributes:
        files: by name.
        headed: for each table in order, whether the first cell of a row names the row.
        day: of the report.
    """

    def __init__(self, report: Report) -> None:
        self.day = dt.datetime.fromisoformat(report.content.as_of).replace(tzinfo=dt.UTC)
        self.files: dict[str, bytes] = {}
        self.headed: list[bool] = []
        for section in report.built:
            if section.notebook is not None:
                part = Part(section.name, report.context(section.name))
                self.files[f"{section.name}.typ"] = part.render(section.notebook).encode()
                self.files |= part.drawings
                self.headed += part.writer.headed
        self.files["report.typ"] = (TEMPLATES / "report_typst" / "report.typ").read_bytes()
        attached = front_typst.attachments(report)
        self.files |= {f"attached/{file.name}": file.data for file in attached}
        self.files["main.typ"] = _main(report, attached).encode()


class Part:
    """Writes one section.

    Attributes:
        drawings: the section's figures as files.
    """

    def __init__(self, name: str, context: Context) -> None:
        self.name = name
        self.writer = Typst(context)
        self.drawings: dict[str, bytes] = {}
        self._in_pieces = False

    def render(self, notebook: NotebookNode) -> str:
        """Return the section in Typst."""
        exporter = ReportTypst(
            {
                "md": self.writer.render,
                "marked": marked,
                "string": string,
                "figure": self.figure,
                "table": partial(report_table, writer=self.writer, page=f"{self.name}.html"),
                "has_table": lambda markup: from_html(markup) is not None,
                "html_table": self._plain_table,
            }
        )
        text, _ = exporter.from_notebook_node(notebook)
        return text if self.writer.level else f"{self._title(notebook)}{text}"

    def figure(
        self, source: str, kind: str, meta: dict[str, Any] | None, data: dict[str, str]
    ) -> str:
        """Return a figure, and keep its drawing as a file."""
        stem = f"figures/{self.name}-{len(self.drawings) + 1:03d}"
        plain = data.get("text/plain", "")
        alt = (meta or {}).get("alt") or (NO_DESCRIPTION if plain.startswith("<") else plain)
        if not meta or meta.get("kind") != "figure":
            path = self._keep(stem, kind, source)
            return f"#image({string(path)}, alt: {string(alt or NO_DESCRIPTION)})\n\n"
        drawn = pdf_figures.parts(source) if kind != "image/png" else [source]
        paths = [self._keep(f"{stem}{chr(97 + i)}", kind, part) for i, part in enumerate(drawn)]
        words = {
            "title": marked(meta.get("title", "")),
            "subtitle": marked(meta.get("subtitle", "")),
            "caption": self.writer.inline(meta.get("caption", "")),
            "source": self.writer.inline(meta.get("source", "")),
        }
        given = ", ".join(f"{name}: [{text}]" for name, text in words.items())
        listed = ", ".join(string(path) for path in paths)
        # nor one that follows a drawing in pieces: it would come to stand between them
        floats = "true" if len(paths) == 1 and not self._in_pieces else "false"
        self._in_pieces = len(paths) > 1
        return (
            f"#report-figure({string(meta['label'])}, ({listed},), alt: {string(alt)}, {given}, "
            f"floats: {floats})\n\n"
        )

    def _keep(self, stem: str, kind: str, source: str) -> str:
        """Keep a drawing as a file; return its name."""
        path = f"{stem}.{EXTENSIONS[kind]}"
        binary = kind == "image/png"
        self.drawings[path] = base64.b64decode(source) if binary else shorten_all(source).encode()
        return path

    def _plain_table(self, markup: str) -> str:
        table = from_html(markup)
        return f"#{table_call(table, self.writer)}\n\n" if table else ""

    def _title(self, notebook: NotebookNode) -> str:
        title = notebook.metadata.get("title", self.name.replace("_", " ").capitalize())
        return f"#heading(level: 1)[{marked(title)}] <sec-{self.name}>\n\n"


def _main(report: Report, attached: Sequence[front_typst.Attachment]) -> str:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES / "report_typst"),
        undefined=jinja2.StrictUndefined,
        autoescape=False,
    )
    environment.filters.update(string=string, marked=marked, long_date=long_date)
    question = Typst(report.context("cover")).render(report.content.question)
    return environment.get_template("main.typ.j2").render(
        content=report.content,
        question=question,
        day=[int(part) for part in report.content.as_of.split("-")],
        sections=report.sections,
        labels=report.numbering.labels,
        entries=home.source_entries(report),
        board=front_typst.board(report),
        numbers=front_typst.key_numbers(report),
        attachments=attached,
        words=home.STATEMENT_WORDS,
        has_figures=report.numbering.count("figure") > 0,
        has_tables=report.numbering.count("table") > 0,
    )
