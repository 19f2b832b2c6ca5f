"""The report's one Markdown dialect: its syntax tree, its languages, and what all writers share.

CommonMark with tables, footnotes, definition lists and strikethrough; `[@key; @key]` cites sources,
`[](#fig-x)` refers to a figure or table, `[text](03_united_states.ipynb)` leads to a section,
`$x$` is a formula in a line and `$$x$$` one alone, and `<span lang="fa">` marks a language. No
other HTML passes: it is shown as text.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import mistune

from helpers.publish import maths

Token = dict[str, Any]

FORMULAS = ("formula", "formula_alone")
PLUGINS = ["table", "footnotes", "strikethrough", "url", "def_list"]
ARABIC = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff"
CYRILLIC = "\u0400-\u04ff"
FOREIGN_RUN = re.compile(
    rf"[{ARABIC}][{ARABIC}\u200c\u200d]*(?:[ \u00a0،؛:()«»./-]+[{ARABIC}][{ARABIC}\u200c\u200d]*)*"
    rf"|[{CYRILLIC}]+(?:[ \u00a0\-]+[{CYRILLIC}]+)*"
)
CITE = r"\[@[\w:.-]+(?:\s*;\s*@[\w:.-]+)*\]"
CITED_KEY = re.compile(r"@([\w:.-]+)")
SPAN_TAG = re.compile(r"<(/?)(span|bdi|sub|sup|br)\b(?:[^>]*?\blang=[\"']([A-Za-z-]+)[\"'])?[^>]*>")
AMOUNT = r"\d[\d.,]*(?:\s|$|[/–-][A-Za-z]{2})"
FORMULA = rf"(?<![\w$\\])\$(?![\s$]|{AMOUNT})(?P<tex>(?:[^$\\\n]|\\.)*?[^\s$\\])\$(?![\w$])"
"""A dollar opens a formula only before a character that is no space and no amount of money, after
none that belongs to a word ("US$5"), and closes it only after a character and before no other."""

FORMULA_ALONE = (
    r"^ {0,3}\$\$[ \t]*(?P<one_line>[^\n$]+?)[ \t]*\$\$[ \t]*(?:\n|$)"
    r"|^ {0,3}\$\$[ \t]*\n(?P<lines>(?:[^\n$]+\n)+?) {0,3}\$\$[ \t]*(?:\n|$)"
)
NOTEBOOK_LINK = re.compile(r"^(?:\./)?([\w-]+)\.ipynb(#.*)?$")
SAFE_LINK = re.compile(r"^(?:https?://|mailto:|#)", re.IGNORECASE)


@dataclass(frozen=True)
class Label:
    """A numbered figure or table: what it is called, where it stands."""

    kind: str
    number: int
    page: str
    title: str

    @property
    def text(self) -> str:
        """Its name in running text, such as "Figure 4"."""
        return f"{self.kind.capitalize()} {self.number}"


@dataclass
class Context:
    """What a writer must know beyond the text itself.

    Attributes:
        page: name of the page being written.
        labels: every numbered figure and table of the edition.
        numbers: every cited source's number, by key.
        sources: what is printed of a source, by key.
        pages: page name by the stem of its notebook's file name.
        glossary: what terms mean that a page may explain.
    """

    page: str = "page"
    labels: dict[str, Label] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    sources: dict[str, dict[str, str]] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    glossary: dict[str, str] = field(default_factory=dict)


def language_of(run: str) -> str:
    """Return the language of a run of Arabic or Cyrillic script: fa, ar, ru or uk.

    Example:
        >>> language_of("Договор"), language_of("معاهدهٔ گاز")
        ('ru', 'fa')
    """
    if "\u0400" <= run[0] <= "\u04ff":
        return "uk" if re.search("[іїєґІЇЄҐ]", run) else "ru"
    if re.search("[پچژگکی]", run):
        return "fa"
    return "ar" if re.search("[ةىيك]", run) else "fa"


@lru_cache(maxsize=10_000)
def parse(source: str) -> list[Token]:
    """Return the syntax tree of a text; do not change it: pages, PDF and numbers share it."""
    tokens: Any = _parser()(source)
    return [_nest_spans(token) for token in tokens]


@lru_cache
def _parser() -> mistune.Markdown:
    markdown = mistune.create_markdown(renderer=None, plugins=PLUGINS)
    markdown.inline.register("cite", CITE, _parse_cite, before="link")
    markdown.inline.register("formula", FORMULA, _parse_formula, before="codespan")
    markdown.block.register("formula_alone", FORMULA_ALONE, _parse_formula_alone, before="list")
    for rules in (markdown.block.list_rules, markdown.block.block_quote_rules):
        markdown.block.insert_rule(rules, "formula_alone", before="list")
    return markdown


def text_of(tokens: list[Token]) -> str:
    """Return the plain text of a tree, without citations; formulas are read out."""
    return "".join(
        (maths.spoken(t["raw"]) if t["type"] in FORMULAS else t.get("raw"))
        or text_of(t.get("children") or [])
        or (" " if t["type"] == "softbreak" else "")
        for t in tokens
        if t["type"] != "cite"
    )


def plain(source: str) -> str:
    """Return a text without its markup.

    Example:
        >>> plain("Trade *rose* [@tass-2025].")
        'Trade rose.'
    """
    return re.sub(r"\s+([.,;:])", r"\1", text_of(parse(source))).strip()


def cited_keys(source: str) -> list[str]:
    """Return the keys of the sources that a text cites, in order, repeats included."""
    return _keys(parse(source)) if "[@" in source else []


def formulas(source: str) -> list[str]:
    """Return the formulas of a text in LaTeX, in order.

    Example:
        >>> formulas("It costs $5 or $6, so $p = 1/2$.")
        ['p = 1/2']
    """
    return _formulas(parse(source)) if "$" in source else []


def curled(text: str) -> str:
    """Return a text with typographic quotation marks and apostrophes.

    Example:
        >>> curled("Iran's fleet, 'shadow' fleet")
        'Iran’s fleet, ‘shadow’ fleet'
    """
    for straight, opening, closing in (('"', "“", "”"), ("'", "‘", "’")):
        text = re.sub(rf"(^|[\s(\[“‘—–/]){straight}(?=\S)", rf"\1{opening}", text)
        text = text.replace(straight, closing)
    return text


def slugify(text: str) -> str:
    """Return a text as an identifier for links.

    Example:
        >>> slugify("How large are the two?")
        'how-large-are-the-two'
    """
    return re.sub(r"[^\w]+", "-", text.lower()).strip("-") or "section"


class Writer:
    """Writes a tree in one format; a method per kind of token."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.notes: dict[str, Token] = {}
        self.level = 0

    def render(self, source: str) -> str:
        """Return a text of several blocks in the writer's format."""
        tokens = parse(source)
        found = (t["children"] for t in tokens if t["type"] == "footnotes")
        # copies: a writer notes in them which number each has got
        self.notes = {item["attrs"]["key"]: dict(item) for items in found for item in items}
        return "".join(self.write(t) for t in tokens)

    def inline(self, source: str) -> str:
        """Return a text of one paragraph in the writer's format, without the paragraph."""
        return " ".join(
            self.children(t) for t in parse(source) if t["type"] != "blank_line"
        ).strip()

    def write(self, token: Token) -> str:
        """Return one token in the writer's format; an unknown kind gives its children."""
        return getattr(self, token["type"], self.children)(token)

    def children(self, token: Token) -> str:
        """Return the children of a token in the writer's format."""
        return "".join(self.write(child) for child in token.get("children") or [])

    def heading_level(self, token: Token) -> int:
        """Return a heading's level, so that none is skipped and a page has one first level."""
        level = max(token["attrs"]["level"], 2 if self.level else 1)
        self.level = min(level, self.level + 1)
        return self.level

    def section_of(self, url: str) -> str | None:
        """Return the page that a link to a notebook leads to; "" if it is not in this edition."""
        found = NOTEBOOK_LINK.match(url)
        return self.context.pages.get(found[1], "") if found else None


def _parse_cite(inline: Any, match: re.Match[str], state: Any) -> int:
    state.append_token({"type": "cite", "attrs": {"keys": CITED_KEY.findall(match.group(0))}})
    return match.end()


def _parse_formula(inline: Any, match: re.Match[str], state: Any) -> int:
    state.append_token({"type": "formula", "raw": match["tex"]})
    return match.end()


def _parse_formula_alone(block: Any, match: re.Match[str], state: Any) -> int:
    tex = match["one_line"] or match["lines"]
    state.append_token({"type": "formula_alone", "raw": " ".join(tex.split())})
    return match.end()


def _formulas(tokens: list[Token]) -> list[str]:
    found: list[str] = []
    for token in tokens:
        found += [token["raw"]] if token["type"] in FORMULAS else []
        found += _formulas(token.get("children") or [])
    return found


def _keys(tokens: list[Token]) -> list[str]:
    found: list[str] = []
    for token in tokens:
        found += token["attrs"]["keys"] if token["type"] == "cite" else []
        found += _keys(token.get("children") or [])
    return found


def _nest_spans(token: Token) -> Token:
    """Turn matching inline tags into nested tokens; whatever HTML is left becomes text."""
    if token["type"] == "block_html":
        comment = token["raw"].lstrip().startswith("<!--")
        text = [] if comment else [{"type": "text", "raw": token["raw"].strip()}]
        return {"type": "paragraph" if text else "blank_line", "children": text}
    if "children" not in token:
        return token
    open_spans: list[tuple[str, Token]] = [("", {"children": []})]
    for child in token["children"]:
        if child["type"] == "inline_html":
            _span(child, open_spans)
        else:
            _append(open_spans[-1][1]["children"], _nest_spans(child))
    while len(open_spans) > 1:  # a tag that is never closed marks nothing
        _, span = open_spans.pop()
        open_spans[-1][1]["children"] += span["children"]
    return token | {"children": open_spans[0][1]["children"]}


def _append(children: list[Token], child: Token) -> None:
    """Add a token; citations side by side become one."""
    last = children[-1] if children else None
    if last and last["type"] == child["type"] == "cite":
        children[-1] = last | {"attrs": {"keys": last["attrs"]["keys"] + child["attrs"]["keys"]}}
    else:
        children.append(child)


def _span(token: Token, open_spans: list[tuple[str, Token]]) -> None:
    found = SPAN_TAG.fullmatch(token["raw"])
    here = open_spans[-1][1]["children"]
    if found is None:
        if not token["raw"].startswith("<!--"):
            here.append({"type": "text", "raw": token["raw"]})
    elif found[2] == "br":
        here.append({"type": "linebreak"})
    elif not found[1]:
        attrs = {"tag": found[2], "lang": found[3] or ""}
        open_spans.append((found[2], {"type": "span", "attrs": attrs, "children": []}))
    elif open_spans[-1][0] == found[2]:
        _, span = open_spans.pop()
        open_spans[-1][1]["children"].append(span)
