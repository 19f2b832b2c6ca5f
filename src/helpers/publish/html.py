"""Executed notebooks to pages: a page per section, the start page, the list of sources."""

import base64
import csv
import hashlib
import io
import re
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from nbformat import NotebookNode

from helpers.ledger.dates import long_date
from helpers.publish import claim_pages, front, home
from helpers.publish.content import Report, Section
from helpers.publish.exporters import TEMPLATES, Compiled, ReportExporter
from helpers.publish.markdown import Context, slugify
from helpers.publish.markdown_html import HTML, marked
from helpers.publish.numbering import NUMBERED
from helpers.publish.order import neighbours
from helpers.publish.reading import minutes
from helpers.publish.structured import CLAIMS_PAGE, open_graph
from helpers.publish.svg import inline_svg
from helpers.publish.tables import GLYPHS, from_bundle, from_html, sort_key

UNQUOTED = ",;:/?@!$*()-._~=|"
"""Characters that stand for themselves in a data link."""

NO_DESCRIPTION = "Figure without description"
COMPILED = Compiled()


class ReportHTML(ReportExporter):
    """Renders the cells of a notebook as the inner part of a page."""

    folder = "report_html"
    file_extension = ".html"
    output_mimetype = "text/html"
    escapes = True


@dataclass(frozen=True)
class Body:
    """The inner part of a page, with what the frame around it must know."""

    html: Markup
    headings: list[tuple[int, str, str]]
    footnotes: list[Markup]


def body(notebook: NotebookNode, context: Context) -> Body:
    """Return an executed notebook as the inner part of a page."""
    writer = HTML(context)
    text, _ = ReportHTML(_filters(writer)).from_notebook_node(notebook)
    return Body(Markup(text), writer.headings, [Markup(n) for n in writer.footnotes_html])


def pages(report: Report, has_pdf: bool) -> dict[str, bytes]:
    """Return all pages of an edition by file name."""
    site = Site(report)
    made = {"index.html": site.index(has_pdf), "sources.html": site.sources()}
    if report.numbering.labels:
        made["figures.html"] = site.figures()
    if report.content.dossiers:
        made[CLAIMS_PAGE] = site.claims()
    for section in report.sections:
        made[f"{section.name}.html"] = site.section(section)
    return {name: text.encode() for name, text in made.items()}


class Site:
    """Writes the pages of one report."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.environment = Environment(
            loader=FileSystemLoader(TEMPLATES / "report_html"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=False,
            bytecode_cache=COMPILED,
        )
        self.environment.filters.update(
            marked=_marked, long_date=long_date, slug=slugify, glyph=_glyph, sort_key=sort_key
        )
        self.environment.globals.update(self._frame())

    def index(self, has_pdf: bool) -> str:
        """Return the start page."""
        context = replace(self.report.context("index"), glossary={})
        inline = partial(_inline, context)
        facts = home.start_page(self.report, partial(_render, context), inline)
        table = front.embedded(self.report.content, inline)
        shown = [body(notebook, context).html for notebook in front.figures(self.report)]
        return self._page(
            "home", "index", self.report.content.title, has_pdf=has_pdf, moments=table,
            figures=shown, extra=("front.css", "grid.js", "front.js"), **facts,
        )  # fmt: skip

    def figures(self) -> str:
        """Return the list of all figures and tables."""
        lists = {kind: self.report.numbering.of(kind) for kind in NUMBERED}
        held = " and ".join(
            f"{len(found)} {kind}{'' if len(found) == 1 else 's'}"
            for kind, found in lists.items()
            if found
        )
        told = f"All {held} of the report, in the order of its pages"
        return self._page("figures", "figures", "Figures and tables", lists=lists, description=told)

    def claims(self) -> str:
        """Return the page of all claims."""
        facts = claim_pages.claims_page(
            self.report, partial(_inline, self.report.context("claims"))
        )
        title = f"The {facts['total']} claims"
        told = home.standing(self.report)
        return self._page(
            "claims", "claims", title, extra=("claims.css", "claims.js"), description=told, **facts
        )

    def sources(self) -> str:
        """Return the list of sources, each under the page that is the first to cite it."""
        facts = home.sources_page(self.report)
        return self._page("sources", "sources", "Sources", **facts)

    def section(self, section: Section) -> str:
        """Return a section's page, or the page that says why there is none."""
        position = self.report.sections.index(section)
        kicker = f"Section {position + 1} of {len(self.report.sections)}"
        common = {"kicker": kicker, "parameters": section.parameters}
        if section.failure or section.notebook is None:
            notebook = f"{section.stem}.ipynb"
            facts = {"failure": section.failure, "notebook": notebook, **common}
            return self._page("failed", section.name, section.title, **facts)
        inner = body(section.notebook, self.report.context(section.name))
        common["kicker"] = f"{kicker} · {minutes(inner.html)} min to read"
        title = next((text for level, _, text in inner.headings if level == 1), "")
        return self._page(
            "section", section.name, title or section.title, needs_title=not title, body=inner.html,
            headings=inner.headings, footnotes=inner.footnotes,
            description=home.description(section), **common,
        )  # fmt: skip

    def alone(self, section: Section, kicker: str) -> str:
        """Return the page of a notebook that is no part of an edition: nothing to go on to."""
        assert section.notebook is not None
        inner = body(section.notebook, self.report.context(section.name))
        return self._page(
            "section", section.name, section.title, needs_title=False, body=inner.html,
            headings=inner.headings, footnotes=inner.footnotes, kicker=kicker,
            parameters=section.parameters, nav=[], previous=None, next=None,
        )  # fmt: skip

    def compared(self, title: str, facts: dict[str, Any]) -> str:
        """Return the page of what changed between two editions; it is no part of either.

        It is one file, with no fonts beside it.
        """
        look = {"fonts": (), "extra": ("claims.css",)}
        return self._page("compare", "compare", title, nav=[], **look, **facts)

    def _page(self, template: str, page: str, title: str, **facts: Any) -> str:
        """Return a page; `extra` names a style sheet and a script that only it needs.

        Its description, for those who list it, is the report's subtitle if it has none of its own.
        """
        extra = (*facts.pop("fonts", ("fonts.css",)), *facts.pop("extra", ()))
        facts["description"] = facts.get("description") or self.report.content.subtitle
        frame = {"headings": [], **neighbours(self.report, page)} | facts
        return self.environment.get_template(f"{template}.html.j2").render(
            page=page, title=title, **self._assets(extra), **frame
        )

    def _frame(self) -> dict[str, Any]:
        nav = [{"page": s.name, "title": s.title} for s in self.report.sections]
        claims = [{"page": "claims", "title": "Claims"}] if self.report.content.dossiers else []
        return {
            "content": self.report.content,
            "open_graph": open_graph,
            "nav": [*nav, *claims, {"page": "sources", "title": "Sources"}],
        }

    def _assets(self, extra: tuple[str, ...]) -> dict[str, Any]:
        """Return style sheet and scripts of a page, and the policy that admits nothing else."""
        sheets = ("report.css", *(name for name in extra if name.endswith(".css")))
        scripts = ("report.js", *(name for name in extra if name.endswith(".js")))
        css = "".join(map(_asset, sheets))
        theme, script = _asset("theme.js"), "".join(map(_asset, scripts))
        return {
            "css": Markup(css),
            "theme_js": Markup(theme),
            "js": Markup(script),
            "policy": policy(css, theme, script),
        }


def policy(css: str, *scripts: str) -> str:
    """Return a content policy under which nothing runs but our own style and scripts."""
    allowed = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; img-src data:; font-src 'self'; style-src {_hash(css)}; "
        f"script-src {allowed}; base-uri 'none'; form-action 'none'"
    )


def csv_link(data: dict[str, Any]) -> str:
    """Return the rows behind a figure as a link that needs no file and no network."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(data["columns"])
    writer.writerows(data["rows"])
    text = buffer.getvalue()
    encoded = f";base64,{base64.b64encode(text.encode()).decode()}"
    quoted = f",{quote(text, safe=UNQUOTED)}"
    return f"data:text/csv;charset=utf-8{min(encoded, quoted, key=len)}"


def _filters(writer: HTML) -> dict[str, Any]:
    return {
        "md": lambda text: Markup(writer.render(text)),
        "md_inline": lambda text: Markup(writer.inline(text)),
        "marked": _marked,
        "code": _code,
        "slug": slugify,
        "glyph": _glyph,
        "sort_key": sort_key,
        "as_table": from_bundle,
        "html_table": from_html,
        "plain_table_name": lambda _: writer.plain_table_name(),
        "csv_link": csv_link,
        "drawing": _drawing,
        "picture": _picture,
    }


def _drawing(source: str, meta: dict[str, Any] | None, data: dict[str, str]) -> Markup:
    number = (meta or {}).get("number")
    prefix = f"f{number}-" if number else f"d{hashlib.sha256(source.encode()).hexdigest()[:8]}-"
    return Markup(inline_svg(source, prefix, _alt(meta, data)))


def _picture(encoded: str, meta: dict[str, Any] | None, data: dict[str, str]) -> Markup:
    source = "".join(encoded.split())
    return Markup('<img src="data:image/png;base64,{}" alt="{}">').format(source, _alt(meta, data))


def _alt(meta: dict[str, Any] | None, data: dict[str, str]) -> str:
    plain = data.get("text/plain", "")
    return (
        (meta or {}).get("alt")
        or (NO_DESCRIPTION if plain.startswith("<") else plain)
        or NO_DESCRIPTION
    )


def _render(context: Context, text: str) -> Markup:
    return Markup(HTML(context).render(text))


def _inline(context: Context, text: str) -> Markup:
    return Markup(HTML(context).inline(text))


def _code(source: str) -> Markup:
    return Markup(
        f'<pre class="code-text" tabindex="0"><code>{escape(source.rstrip())}</code></pre>'
    )


def _marked(text: str) -> Markup:
    return Markup(marked(str(text)))


def _glyph(word: str) -> str:
    return GLYPHS.get(word, "")


def _asset(name: str) -> str:
    """Return a style sheet or script without comments and indentation: each page carries it."""
    text = (TEMPLATES / "report_html" / name).read_text("utf-8")
    text = re.sub(r"/\*[^*]*\*/|^\s*//[^\n]*$", "", text, flags=re.MULTILINE)
    text = re.sub(r"\n\s*", "\n", text)
    return re.sub(r"\s*([{};,])\s+", r"\1", text) if name.endswith(".css") else text


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
