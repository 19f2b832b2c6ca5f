"""Executed notebooks to one PDF through Typst: tagged, accessible, the same bytes every time."""

import base64
import datetime as dt
import io
import tempfile
from pathlib import Path
from typing import Any

import jinja2
import matplotlib
import pikepdf
from nbformat import NotebookNode

from helpers.publish import home
from helpers.publish.content import Report
from helpers.publish.exporters import TEMPLATES, ReportExporter
from helpers.publish.markdown import Context
from helpers.publish.markdown_typst import Typst, marked, string
from helpers.publish.paths import shorten_all
from helpers.publish.tables import from_html, long_date
from helpers.publish.tables_typst import report_table, table_call
from helpers.publish.typesetter import TypesettingError, typeset

EXTENSIONS = {"image/svg+xml": "svg", "image/png": "png"}
NO_DESCRIPTION = "Figure without description"


class PdfError(RuntimeError):
    """Typst refused the report; the message says why and where."""


class ReportTypst(ReportExporter):
    """Renders the cells of a notebook as a part of the Typst document."""

    folder = "report_typst"
    file_extension = ".typ"
    output_mimetype = "text/vnd.typst"


def build_pdf(report: Report) -> bytes:
    """Return the report as PDF.

    Raises:
        PdfError: if Typst cannot set the document, such as for a figure without description.
    """
    day = dt.datetime.fromisoformat(report.content.as_of).replace(tzinfo=dt.UTC)
    fonts = [Path(matplotlib.get_data_path()) / "fonts" / "ttf", TEMPLATES / "fonts"]
    with tempfile.TemporaryDirectory(prefix="treaty-pdf-") as folder:
        for name, data in typst_files(report).items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        try:
            pdf = typeset(Path(folder), day, fonts)
        except TypesettingError as error:
            raise PdfError(str(error).replace(f"{folder}/", "").strip()) from error
    return packed(pdf)


def packed(pdf: bytes) -> bytes:
    """Return a PDF with its structure tree compressed: with many tables a third of the size.

    What is compressed already stays as it is: to do it again takes longest and gains a hundredth.
    """
    buffer = io.BytesIO()
    pikepdf.settings.set_flate_compression_level(9)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(
            buffer,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            recompress_flate=False,
            deterministic_id=True,
        )
    return buffer.getvalue()


def typst_files(report: Report) -> dict[str, bytes]:
    """Return the Typst project of a report: file name and bytes."""
    files: dict[str, bytes] = {}
    for section in report.built:
        if section.notebook is not None:
            part = Part(section.name, report.context(section.name))
            files[f"{section.name}.typ"] = part.render(section.notebook).encode()
            files |= part.drawings
    files["report.typ"] = (TEMPLATES / "report_typst" / "report.typ").read_bytes()
    files["main.typ"] = _main(report).encode()
    return files


class Part:
    """Writes one section.

    Attributes:
        drawings: the section's figures as files.
    """

    def __init__(self, name: str, context: Context) -> None:
        self.name = name
        self.writer = Typst(context)
        self.drawings: dict[str, bytes] = {}

    def render(self, notebook: NotebookNode) -> str:
        """Return the section in Typst."""
        exporter = ReportTypst(
            {
                "md": self.writer.render,
                "marked": marked,
                "string": string,
                "figure": self.figure,
                "table": lambda data, meta: report_table(data, meta, self.writer),
                "html_table": self._plain_table,
            }
        )
        text, _ = exporter.from_notebook_node(notebook)
        return text if self.writer.level else f"{self._title(notebook)}{text}"

    def figure(
        self, source: str, kind: str, meta: dict[str, Any] | None, data: dict[str, str]
    ) -> str:
        """Return a figure, and keep its drawing as a file."""
        path = f"figures/{self.name}-{len(self.drawings) + 1:02d}.{EXTENSIONS[kind]}"
        binary = kind == "image/png"
        self.drawings[path] = base64.b64decode(source) if binary else shorten_all(source).encode()
        plain = data.get("text/plain", "")
        alt = (meta or {}).get("alt") or (NO_DESCRIPTION if plain.startswith("<") else plain)
        if not meta or meta.get("kind") != "figure":
            return f"#image({string(path)}, alt: {string(alt or NO_DESCRIPTION)})\n\n"
        words = {
            "title": marked(meta.get("title", "")),
            "subtitle": marked(meta.get("subtitle", "")),
            "caption": self.writer.inline(meta.get("caption", "")),
            "source": self.writer.inline(meta.get("source", "")),
        }
        given = ", ".join(f"{name}: [{text}]" for name, text in words.items())
        return f"#report-figure({string(path)}, alt: {string(alt)}, {given}) <{meta['label']}>\n\n"

    def _plain_table(self, markup: str) -> str:
        table = from_html(markup)
        return f"#{table_call(table, self.writer)}\n\n" if table else ""

    def _title(self, notebook: NotebookNode) -> str:
        title = notebook.metadata.get("title", self.name.replace("_", " ").capitalize())
        return f"#heading(level: 1)[{marked(title)}] <sec-{self.name}>\n\n"


def _main(report: Report) -> str:
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
        has_figures=report.numbering.count("figure") > 0,
        has_tables=report.numbering.count("table") > 0,
    )
