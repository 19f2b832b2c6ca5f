"""Formulas: one tree, three writers; dollars of money stay money."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import typst

from helpers.ledger.package import load
from helpers.publish import maths
from helpers.publish.markdown import Context, formulas, plain
from helpers.publish.markdown_html import HTML
from helpers.publish.markdown_typst import Typst
from helpers.publish.numbering import faults
from publish import samples

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
DOCUMENT = '#set document(title: "x")\n#set text(lang: "en")\n#title[x]\n'
WRITTEN = [
    (r"\frac{a}{b}", "a over b", "frac(a, b)"),
    (r"x^2", "x squared", "attach(x, t: 2)"),
    (r"x_i", "x sub i", "attach(x, b: i)"),
    (r"s_i^2", "s sub i squared", "attach(s, b: i, t: 2)"),
    (r"\sqrt{x}", "the square root of x", "sqrt(x)"),
    (r"\sqrt[3]{x}", "the root of degree 3 of x, end of root", "root(3, x)"),
    (
        r"\sum_{i=1}^n w_i",
        "the sum from i equals 1 to n of w sub i",
        "attach(limits(∑), b: i \\= 1, t: n) attach(w, b: i)",
    ),
    (r"\theta \ge \tfrac{1}{2}", "theta is at least one half", "θ ≥ inline(frac(1, 2))"),
    (r"\hat{p}", "p hat", "hat(p)"),
    (r"\left(a, b\right)", "open bracket a, b close bracket", r"lr(\( a \, b \))"),
    (r"\mathrm{Beta}", "Beta", 'op("Beta")'),
    (r"\text{two words}", "two words", '"two words"'),
    (r"90\,\%", "90 per cent", "90 #h(0.167em) %"),
    (
        r"\operatorname{logit} p = \ln \frac{p}{1 - p}",
        "logit p equals the natural logarithm of the fraction p over 1 minus p, end of fraction",
        'op("logit") #h(0.167em) p \\= op("ln") #h(0.167em) frac(p, 1 − p)',
    ),
]


def notebook_formulas() -> list[str]:
    """Return every formula of the notebooks."""
    found = []
    for path in NOTEBOOKS:
        for cell in json.loads(path.read_text())["cells"]:
            if cell["cell_type"] == "markdown":
                found += formulas("".join(cell["source"]))
    return found


@pytest.mark.parametrize(("tex", "said", "set_as"), WRITTEN)
def test_a_formula_is_read_out_and_set(tex: str, said: str, set_as: str) -> None:
    assert maths.spoken(tex) == said
    assert f"${set_as}$" in maths.equation(tex, display=True)


@pytest.mark.parametrize("tex", sorted({*notebook_formulas(), *(w[0] for w in WRITTEN)}))
def test_a_formula_is_mathml_without_style_and_an_equation_that_pdf_ua_takes(tex: str) -> None:
    for display in (True, False):
        root = ElementTree.fromstring(maths.mathml(tex, display=display))
        assert root.get("alttext") == maths.spoken(tex)
        assert (root.get("display") == "block") == display
        assert not [e for e in root.iter() if {"style", "class", "href"} & set(e.attrib)]
        source = DOCUMENT + maths.equation(tex, display=display)
        typst.compile(source.encode(), format="pdf", pdf_standards=["ua-1"])


def test_the_methods_section_sets_its_rule_as_formulas() -> None:
    said = [maths.spoken(tex) for tex in notebook_formulas()]
    assert (
        "theta is distributed as Beta open bracket one half plus S, one half plus C close bracket"
        in said
    )
    assert "p equals the fraction one half plus S over 1 plus S plus C, end of fraction" in said
    for path in NOTEBOOKS:
        assert "`Beta(" not in path.read_text()


@pytest.mark.parametrize(
    ("tex", "why"),
    [
        (r"\nonsense x", r"holds an unknown command: \\nonsense"),
        (r"\frac{1}{", "cannot be read"),
        (r"\begin{cases}a\\b\end{cases}", "no form for <mtable>"),
        ("x ⨳ y", "no word for '⨳'"),
    ],
)
def test_a_formula_that_cannot_be_published_is_named(tex: str, why: str) -> None:
    with pytest.raises(maths.FormulaError, match=why):
        maths.equation(tex, display=True)
    assert f"${tex}$" in maths.fault(tex)


def test_a_formula_that_cannot_be_published_fails_its_section() -> None:
    book = samples.sample_notebook("energy", "background")
    book.cells[4]["source"] += "\n\nIt is $\\nonsense$, or $x$."
    known = samples.content().bibliography
    assert faults(book, known) == [r"the formula $\nonsense$ holds an unknown command: \nonsense"]


@pytest.mark.parametrize(
    "text",
    [
        "It costs $50, not $60.",
        "from US$5 (A$7) to $5-$6",
        "$1.2 bn and $3 bn",
        "$50–$60 a barrel, or $5/barrel$",
        "a sum in $ or in $.",
        r"\$x\$ and `$x$`",
        "5$ or 6$",
        "$ x $",
        "x$y$z and $a$5",
        "$$x$$ in a line",
    ],
)
def test_dollars_of_money_are_no_formula(text: str) -> None:
    assert formulas(text) == []
    assert "<math" not in HTML(Context()).render(text)


def test_no_text_of_the_data_holds_a_formula() -> None:
    tables = load().tables.values()
    texts = [str(t) for table in tables for c in table.select_dtypes("str") for t in table[c]]
    assert len(texts) > 10_000
    assert [t for t in texts if "$" in t and formulas(t)] == []


def test_every_dollar_of_a_notebook_belongs_to_a_formula() -> None:
    for path in NOTEBOOKS:
        for cell in json.loads(path.read_text())["cells"]:
            text = "".join(cell["source"])
            if cell["cell_type"] == "markdown":
                found = formulas(text)
                alone = len(re.findall(r"^\$\$$", text, re.MULTILINE)) // 2
                assert text.count("$") == 2 * len(found) + 2 * alone, cell["id"]


def test_formulas_stand_in_lines_alone_in_lists_and_in_tables() -> None:
    text = "A $p$.\n\n$$\nq = 1\n+ 2\n$$\n\n- $r$\n\n  $$s$$\n\n|h|\n|--|\n|$t$|\n\n> $$u$$"
    assert formulas(text) == ["p", "q = 1 + 2", "r", "s", "t", "u"]
    page, printed = HTML(Context()).render(text), Typst(Context()).render(text)
    assert page.count("<math") == printed.count("#math.equation") == 6
    assert page.count('display="block"') == printed.count("block: true,") == 3
    assert plain("So $x_i$ holds.") == "So x sub i holds."
