"""Markdown to Typst: everything escaped, every language marked."""

import re

from helpers.publish import maths
from helpers.publish.markdown import (
    FOREIGN_RUN,
    SAFE_LINK,
    Context,
    Token,
    Writer,
    curled,
    language_of,
    text_of,
)

# "(" and ";" would continue or end a call just before them, and vanish.
SPECIAL = re.compile(r"([\\`*_#$@<>\[\]~/+=.\-:(;\"'])")
SHORT = 1_500
"""Lists, and items of a longer one, with less than so many characters of Typst are not broken."""

RIGHT_TO_LEFT = ("fa", "ar", "he")
LEFT_TO_RIGHT_MARK = "\u200e"


def escaped(text: str) -> str:
    """Return a text that Typst sets as it stands."""
    return SPECIAL.sub(r"\\\1", text)


def string(text: str) -> str:
    """Return a Typst string."""
    escaped_text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped_text}"'


def in_language(language: str, body: str) -> str:
    """Return a run of another language.

    `dir: ltr` keeps Typst from adding embedding controls, which would end up in copied text; the
    mark keeps two right-to-left runs with only punctuation between them from joining.
    """
    mark = LEFT_TO_RIGHT_MARK if language in RIGHT_TO_LEFT else ""
    return f'#text(lang: "{language}", dir: ltr)[{body}]{mark}'


def marked(text: str) -> str:
    """Return a plain text in Typst, with runs of other scripts marked by language."""
    text = curled(text)
    out, position = [], 0
    for run in FOREIGN_RUN.finditer(text):
        out += [
            escaped(text[position : run.start()]),
            in_language(language_of(run[0]), escaped(run[0])),
        ]
        position = run.end()
    return "".join(out) + escaped(text[position:])


class Typst(Writer):
    """Writes one section of the PDF.

    Attributes:
        headed: for each table so far, whether the first cell of a row names the row.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.headed: list[bool] = []

    def text(self, token: Token) -> str:
        """Escape text and mark its languages."""
        return marked(token["raw"])

    def paragraph(self, token: Token) -> str:
        """Write a paragraph."""
        return self.children(token) + "\n\n"

    def emphasis(self, token: Token) -> str:
        """Write stressed words."""
        return f"#emph[{self.children(token)}]"

    def strong(self, token: Token) -> str:
        """Write important words."""
        return f"#strong[{self.children(token)}]"

    def strikethrough(self, token: Token) -> str:
        """Write struck words."""
        return f"#strike[{self.children(token)}]"

    def codespan(self, token: Token) -> str:
        """Write code within a line."""
        return f"#raw({string(token['raw'])})"

    def formula(self, token: Token) -> str:
        """Write a formula within a line."""
        return maths.equation(token["raw"], display=False)

    def formula_alone(self, token: Token) -> str:
        """Write a formula that stands alone."""
        return f"{maths.equation(token['raw'], display=True)}\n\n"

    def linebreak(self, token: Token) -> str:
        """Break the line."""
        return "#linebreak()\n"

    def softbreak(self, token: Token) -> str:
        """Keep the source's line end, which is a space."""
        return "\n"

    def thematic_break(self, token: Token) -> str:
        """Write a rule."""
        return "#line(length: 100%, stroke: .4pt)\n\n"

    def block_quote(self, token: Token) -> str:
        """Write a quotation."""
        return f"#quote(block: true)[{self.children(token)}]\n\n"

    def block_code(self, token: Token) -> str:
        """Write a block of code."""
        return f"#raw({string(token['raw'].rstrip())}, block: true)\n\n"

    def span(self, token: Token) -> str:
        """Write a run whose language the author gave."""
        tag, lang = token["attrs"]["tag"], token["attrs"]["lang"]
        if tag in ("sub", "sup"):
            return f"#{'sub' if tag == 'sub' else 'super'}[{self.children(token)}]"
        return (
            in_language(lang, escaped(text_of(token["children"]))) if lang else self.children(token)
        )

    def list(self, token: Token) -> str:
        """Write a list, numbered or not."""
        call = f"list({self.children(token)})"
        if token["attrs"].get("ordered"):
            start = token["attrs"].get("start")
            call = f"enum(start: {1 if start is None else start}, {self.children(token)})"
        return f"#block(breakable: false, {call})\n\n" if len(call) < SHORT else f"#{call}\n\n"

    def list_item(self, token: Token) -> str:
        """Write an item of a list."""
        body = self.children(token)
        return f"block(breakable: false)[{body}]," if len(body) < SHORT else f"[{body}],"

    def def_list(self, token: Token) -> str:
        """Write a list of terms."""
        return self.children(token) + "\n"

    def def_list_head(self, token: Token) -> str:
        """Write a term."""
        return f"#strong[{self.children(token)}]\\\n"

    def def_list_item(self, token: Token) -> str:
        """Write what a term means."""
        return f"#pad(left: 1em)[{self.children(token)}]\n"

    def heading(self, token: Token) -> str:
        """Write a heading; the first of a section can be linked to."""
        level = self.heading_level(token)
        label = f" <sec-{self.context.page}>" if level == 1 else ""
        return f"#heading(level: {level})[{self.children(token)}]{label}\n\n"

    def link(self, token: Token) -> str:
        """Write a link to a figure, a section or the web; any other kind becomes its text."""
        url, body = token["attrs"]["url"], self.children(token)
        label = self.context.labels.get(url.removeprefix("#")) if url.startswith("#") else None
        if label:
            return f"#link(<{url[1:]}>)[{body or label.text}]"
        section = self.section_of(url)
        if section is not None:
            return f"#link(<sec-{section}>)[{body}]" if section else body
        if url.startswith("#"):
            return body or "another section"
        return f"#link({string(url)})[{body}]" if body.strip() and SAFE_LINK.match(url) else body

    def image(self, token: Token) -> str:
        """Write an image's description: the report loads nothing from elsewhere."""
        return marked(text_of(token["children"]))

    def cite(self, token: Token) -> str:
        """Write the numbers of sources, each a link to the list of sources."""
        numbers = [self.context.numbers.get(key) for key in token["attrs"]["keys"]]
        if None in numbers:
            return escaped(f"[{', '.join(token['attrs']['keys'])}]")
        return f"#cited({', '.join(map(str, numbers))},)"

    def footnote_ref(self, token: Token) -> str:
        """Write a footnote."""
        return f"#footnote[{self.children(self.notes[token['raw']]).strip()}]"

    def footnotes(self, token: Token) -> str:
        """Leave the footnotes to their references."""
        return ""

    def table(self, token: Token) -> str:
        """Write a small table in the text."""
        self.headed.append(False)
        head = [c for h in token["children"] if h["type"] == "table_head" for c in h["children"]]
        rows = [r for b in token["children"] if b["type"] == "table_body" for r in b["children"]]
        align = ", ".join(cell["attrs"].get("align") or "left" for cell in head)
        cells = "".join(f"[{self.children(cell)}]," for row in rows for cell in row["children"])
        names = "".join(f"[{self.children(cell)}]," for cell in head)
        return (
            f"#table(columns: {len(head)}, align: ({align},), table.header({names}), {cells})\n\n"
        )
