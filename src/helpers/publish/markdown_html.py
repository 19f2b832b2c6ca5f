"""Markdown to HTML: safe by construction, every language marked, footnotes gathered per page."""

import html
import re

from helpers.publish import maths
from helpers.publish.glossary import Glossary
from helpers.publish.markdown import (
    FOREIGN_RUN,
    SAFE_LINK,
    Context,
    Token,
    Writer,
    curled,
    language_of,
    slugify,
    text_of,
)


def marked(text: str) -> str:
    """Return a plain text as HTML, with runs of other scripts marked by language and direction."""

    def mark(run: re.Match[str]) -> str:
        language = language_of(run[0])
        tag = "span" if language in ("ru", "uk") else "bdi"
        return f'<{tag} lang="{language}">{run[0]}</{tag}>'

    return FOREIGN_RUN.sub(mark, html.escape(curled(text), quote=False))


class HTML(Writer):
    """Writes one page.

    Attributes:
        headings: level, id and text of every heading so far.
        footnotes: the page's footnotes so far, as HTML.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.headings: list[tuple[int, str, str]] = []
        self.footnotes_html: list[str] = []
        self._slugs: dict[str, int] = {}
        self._cited: set[str] = set()
        self._plain_tables = 0
        self._glossary = Glossary(context.glossary)
        self._in_prose = False

    def plain_table_name(self) -> str:
        """Return a name for a table that has no caption, different for each on the page."""
        self._plain_tables += 1
        return f"Table without caption {self._plain_tables}"

    def text(self, token: Token) -> str:
        """Escape text, mark its languages, and explain terms in running prose."""
        text = marked(token["raw"])
        return self._glossary.explained(text) if self._in_prose and "<" not in text else text

    def paragraph(self, token: Token) -> str:
        """Write a paragraph."""
        self._in_prose = True
        words = self.children(token)
        self._in_prose = False
        return f"<p>{words}</p>\n"

    def emphasis(self, token: Token) -> str:
        """Write stressed words."""
        return f"<em>{self.children(token)}</em>"

    def strong(self, token: Token) -> str:
        """Write important words."""
        return f"<strong>{self.children(token)}</strong>"

    def strikethrough(self, token: Token) -> str:
        """Write struck words."""
        return f"<del>{self.children(token)}</del>"

    def codespan(self, token: Token) -> str:
        """Write code within a line."""
        return f"<code>{html.escape(token['raw'])}</code>"

    def formula(self, token: Token) -> str:
        """Write a formula within a line."""
        return maths.mathml(token["raw"], display=False)

    def formula_alone(self, token: Token) -> str:
        """Write a formula that stands alone; a wide one can be scrolled by keyboard."""
        return (
            '<div class="formula" tabindex="0" role="group" aria-label="Formula">'
            f"{maths.mathml(token['raw'], display=True)}</div>\n"
        )

    def linebreak(self, token: Token) -> str:
        """Break the line."""
        return "<br>\n"

    def softbreak(self, token: Token) -> str:
        """Keep the source's line end, which is a space."""
        return "\n"

    def thematic_break(self, token: Token) -> str:
        """Write a rule."""
        return "<hr>\n"

    def block_quote(self, token: Token) -> str:
        """Write a quotation."""
        return f"<blockquote>{self.children(token)}</blockquote>\n"

    def block_code(self, token: Token) -> str:
        """Write a block of code; it can be scrolled by keyboard."""
        return f'<pre tabindex="0"><code>{html.escape(token["raw"])}</code></pre>\n'

    def span(self, token: Token) -> str:
        """Write a run whose language the author gave; inner runs are not marked again."""
        tag, lang = token["attrs"]["tag"], token["attrs"]["lang"]
        if tag in ("sub", "sup") or not lang:
            return f"<{tag}>{self.children(token)}</{tag}>"
        tag = "bdi" if lang in ("fa", "ar", "he") else "span"
        inner = html.escape(text_of(token["children"]), quote=False)
        return f'<{tag} lang="{lang}">{inner}</{tag}>'

    def list(self, token: Token) -> str:
        """Write a list, numbered or not."""
        tag = "ol" if token["attrs"].get("ordered") else "ul"
        start = token["attrs"].get("start")
        first = f' start="{start}"' if start not in (None, 1) else ""
        return f"<{tag}{first}>{self.children(token)}</{tag}>\n"

    def list_item(self, token: Token) -> str:
        """Write an item of a list."""
        return f"<li>{self.children(token)}</li>\n"

    def def_list(self, token: Token) -> str:
        """Write a list of terms."""
        return f"<dl>{self.children(token)}</dl>\n"

    def def_list_head(self, token: Token) -> str:
        """Write a term."""
        return f"<dt>{self.children(token)}</dt>\n"

    def def_list_item(self, token: Token) -> str:
        """Write what a term means."""
        return f"<dd>{self.children(token)}</dd>\n"

    def heading(self, token: Token) -> str:
        """Write a heading that can be linked to; levels never skip."""
        level, text = self.heading_level(token), text_of(token["children"])
        slug = slugify(text)
        self._slugs[slug] = count = self._slugs.get(slug, 0) + 1
        ident = slug if count == 1 else f"{slug}-{count}"
        self.headings.append((level, ident, text))
        return f'<h{level} id="{ident}">{self.children(token)}</h{level}>\n'

    def link(self, token: Token) -> str:
        """Write a link to a figure, a section or the web; any other kind becomes its text."""
        prose, self._in_prose = self._in_prose, False  # a button has no place within a link
        url, body = token["attrs"]["url"], self.children(token)
        self._in_prose = prose
        label = self.context.labels.get(url.removeprefix("#")) if url.startswith("#") else None
        if label:
            page = "" if label.page == self.context.page else f"{label.page}.html"
            return f'<a class="xref" href="{page}{html.escape(url)}">{body or label.text}</a>'
        section = self.section_of(url)
        if section is not None:
            return f'<a href="{section}.html">{body}</a>' if section else body
        if url.startswith("#") and not body:
            return "another section"
        return f'<a href="{html.escape(url)}">{body}</a>' if SAFE_LINK.match(url) else body

    def image(self, token: Token) -> str:
        """Write an image's description: pages load nothing from elsewhere."""
        return marked(text_of(token["children"]))

    def cite(self, token: Token) -> str:
        """Write the numbers of sources, each a link; the first on a page can be linked back to."""
        return f"[{', '.join(map(self._cite, token['attrs']['keys']))}]"

    def _cite(self, key: str) -> str:
        number = self.context.numbers.get(key)
        if number is None:
            return html.escape(key)
        link = f'href="sources.html#ref-{number}"'
        if key in self._cited:
            return f"<a {link}>{number}</a>"
        self._cited.add(key)
        publisher = self.context.sources.get(key, {}).get("publisher", "")
        title = f' title="{html.escape(publisher)}"' if publisher else ""
        return f'<a id="cite-{number}" {link}{title}>{number}</a>'

    def footnote_ref(self, token: Token) -> str:
        """Write a footnote's number; its text goes to the end of the page."""
        item = self.notes[token["raw"]]
        ident = ""
        if "number" not in item:
            item["number"] = len(self.footnotes_html) + 1
            self.footnotes_html.append("")
            self.footnotes_html[item["number"] - 1] = self.children(item)
            ident = f' id="fnref-{item["number"]}"'
        number = item["number"]
        return (
            f'<sup><a{ident} href="#fn-{number}" role="doc-noteref" '
            f'aria-label="Footnote {number}">{number}</a></sup>'
        )

    def footnotes(self, token: Token) -> str:
        """Leave the footnotes to the end of the page."""
        return ""

    def table(self, token: Token) -> str:
        """Write a small table in the text."""
        name = self.plain_table_name()
        return (
            f'<div class="table-wrap" tabindex="0" role="region" aria-label="{name}">'
            f"<table>{self.children(token)}</table></div>\n"
        )

    def table_head(self, token: Token) -> str:
        """Write the head of a table."""
        return f"<thead><tr>{self.children(token)}</tr></thead>"

    def table_body(self, token: Token) -> str:
        """Write the body of a table."""
        return f"<tbody>{self.children(token)}</tbody>"

    def table_row(self, token: Token) -> str:
        """Write a row of a table."""
        return f"<tr>{self.children(token)}</tr>"

    def table_cell(self, token: Token) -> str:
        """Write a cell of a table; an empty head cell is no header."""
        inner = self.children(token)
        head = token["attrs"]["head"] and inner.strip()
        align = token["attrs"].get("align")
        css = f' class="{align}"' if align else ""
        return f'<th scope="col"{css}>{inner}</th>' if head else f"<td{css}>{inner}</td>"
