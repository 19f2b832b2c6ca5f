"""The Markdown dialect: nothing is lost, nothing is injected, both writers agree."""

import random
import re

import pypdfium2
import pytest
import typst

from helpers.publish.markdown import Context, Label, cited_keys, formulas, parse, plain
from helpers.publish.markdown_html import HTML
from helpers.publish.markdown_typst import Typst

ALPHABET = [
    *"#$*_@<>[]~/+=.-:\\`\"'(){}|^&%!?;, 1aZ\n",
    *("<span lang='ru'>", "</span>", "<b>", "<sub>", "</sub>", "[^a]", "/*", "//"),
]
FUZZ_CASES = 250
HEAD = (
    "#set page(width: 60cm, height: 30cm)\n#set smartquote(enabled: false)\n"
    "#set text(ligatures: false)\n#set list(marker: [])\n"
)
CONTEXT = Context(
    page="here",
    labels={
        "fig-x": Label("figure", 3, "there", "Exports rose"),
        "tbl-y": Label("table", 1, "here", "Rows"),
    },
    numbers={"tass-2025": 1, "irna-2025": 2},
    sources={"tass-2025": {"publisher": 'TASS "<b>'}},
    pages={"03_united_states": "united_states"},
)


def in_html(text: str) -> str:
    return HTML(CONTEXT).render(text)


def in_typst(text: str) -> str:
    return Typst(CONTEXT).render(text)


def texts(tokens: list[dict]) -> list[str]:
    """Return every piece of visible text of a tree."""
    found = []
    for token in tokens:
        if token["type"] in ("text", "codespan", "block_code"):
            found.append(token["raw"])
        else:
            found += texts(token.get("children") or [])
    return found


def squashed(text: str) -> list[str]:
    straight = text.translate(str.maketrans("‘’“”", "''\"\""))
    return sorted(re.sub(r"[\s\x02\ufffe\u200b\u200e]", "", straight))


@pytest.mark.parametrize("seed", range(4))
def test_any_text_compiles_in_typst_and_keeps_every_character(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(FUZZ_CASES):
        source = "".join(rng.choice(ALPHABET) for _ in range(28))
        if formulas(source):  # any other dollar is a character like the rest
            continue
        written = Typst(Context()).render(source)
        pdf = typst.compile((HEAD + written).encode(), format="pdf", ignore_system_fonts=True)
        if "#enum" in written or "#table" in written or "#footnote" in written:
            continue
        got = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
        assert squashed("".join(texts(parse(source)))) == squashed(got), (source, written)


@pytest.mark.parametrize("seed", range(2))
def test_any_text_gives_html_that_holds_no_foreign_tag(seed: int) -> None:
    rng = random.Random(100 + seed)
    for _ in range(500):
        source = "".join(
            rng.choice([*ALPHABET, "<script>", "onload=", "javascript:"]) for _ in range(30)
        )
        if formulas(source):
            continue
        tags = set(re.findall(r"<([a-zA-Z]+)", HTML(Context()).render(source)))
        assert tags <= {
            "p",
            "em",
            "strong",
            "del",
            "code",
            "pre",
            "br",
            "hr",
            "ul",
            "ol",
            "li",
            "a",
            "span",
            "bdi",
            "sub",
            "sup",
            "blockquote",
            "h",
        } | {f"h{i}" for i in range(1, 7)} | {
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "div",
            "dl",
            "dt",
            "dd",
        }, source


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<div onclick=alert(1)>\n\ntext",
        "[x](javascript:alert(1))",
        "[x](data:text/html,hi)",
        "![x](https://example.org/spy.png)",
        '<span lang="fa" onclick="x">y</span>',
    ],
)
def test_data_cannot_bring_markup_of_their_own(text: str) -> None:
    written = in_html(text)
    assert not re.search(r"<(script|img|div|iframe)|<[^>]*\son\w+=|href=\"(?!https?:|#)", written)


def test_sources_are_cited_by_number_with_a_link_to_the_list() -> None:
    written = in_html("Both say so [@tass-2025; @irna-2025], and again [@tass-2025].")
    assert '<a id="cite-1" href="sources.html#ref-1"' in written
    assert re.sub(r"<[^>]+>", "", written) == "Both say so [1, 2], and again [1].\n"
    assert 'title="TASS &quot;&lt;b&gt;"' in written
    assert in_typst("So [@tass-2025; @irna-2025].") == "So #cited(1, 2,)\\.\n\n"


def test_references_lead_to_figures_tables_and_sections() -> None:
    text = (
        "[](#fig-x) and [](#tbl-y), see [there](03_united_states.ipynb) or [gone](09_gone.ipynb)."
    )
    assert (
        in_html(text) == '<p><a class="xref" href="there.html#fig-x">Figure 3</a> and '
        '<a class="xref" href="#tbl-y">Table 1</a>, see <a href="united_states.html">there</a> '
        "or gone.</p>\n"
    )
    assert "#link(<fig-x>)[Figure 3]" in in_typst(text)
    assert "#link(<sec-united_states>)[there]" in in_typst(text)


def test_a_reference_to_a_section_that_was_not_built_reads_on() -> None:
    assert plain(in_html("See [](#fig-gone).")).count("another section") == 1
    assert in_typst("See [](#fig-gone).") == "See another section\\.\n\n"


def test_headings_never_skip_a_level_and_only_the_first_is_a_title() -> None:
    writer = HTML(Context())
    writer.render("# One\n\n#### Deep\n\n# Two\n\n### Three\n\n## Two")
    assert [level for level, _, _ in writer.headings] == [1, 2, 2, 3, 2]
    assert [ident for _, ident, _ in writer.headings] == ["one", "deep", "two", "three", "two-2"]


def test_runs_of_other_scripts_are_marked_by_language() -> None:
    text = "Договор, Україні, معاهدهٔ مشارکت and معاهدة"
    assert re.findall(r'lang="(\w+)"', in_html(text)) == ["ru", "uk", "fa", "ar"]
    assert re.findall(r'lang: "(\w+)"', in_typst(text)) == ["ru", "uk", "fa", "ar"]


def test_a_language_that_the_author_gave_wins() -> None:
    assert in_html('<span lang="ar">کتاب</span>') == '<p><bdi lang="ar">کتاب</bdi></p>\n'
    assert in_html("<span lang='fa'>never closed") == "<p>never closed</p>\n"


def test_footnotes_are_numbered_over_the_whole_page() -> None:
    writer = HTML(CONTEXT)
    first = writer.render("A[^x] and B[^x].\n\n[^x]: Note *one*.")
    second = writer.render("C[^x].\n\n[^x]: Note two.")
    assert first.count("Footnote 1") == 2
    assert 'href="#fn-2"' in second
    assert [plain(n) for n in writer.footnotes_html] == [
        "<p>Note <em>one</em>.</p>",
        "<p>Note two.</p>",
    ]


def test_citations_in_code_are_no_citations() -> None:
    assert cited_keys("`[@a]` and [@b] then [@a-1; @c]") == ["b", "a-1", "c"]


def test_citations_side_by_side_become_one() -> None:
    assert in_typst("So[@tass-2025][@irna-2025].") == "So#cited(1, 2,)\\.\n\n"
