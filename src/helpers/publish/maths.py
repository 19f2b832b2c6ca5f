r"""Formulas: LaTeX as Markdown holds it, read once, and written as MathML.

`$p$` stands in a line, `$$p = \ldots$$` alone, as JupyterLab shows them too. The PDF's equations
and the words that are read out are written from the same tree, see `maths_typst` and `maths_words`.
"""

import html
import unicodedata
from functools import lru_cache
from itertools import groupby
from xml.etree import ElementTree

from helpers.publish.maths_typst import UnwritableError, in_typst
from helpers.publish.maths_words import in_words

SAME = {"~": "∼"}
"""A sign that stands for another, since the first would be read as an accent."""

OPENING = "([{|"
THIN = "0.167em"
"""Between the name of a function and what it is taken of, where no bracket stands."""


class FormulaError(ValueError):
    """A formula cannot be published; the message names the formula and what is wrong with it."""


def mathml(tex: str, *, display: bool) -> str:
    r"""Return a formula as MathML, with its words for programs that cannot read it.

    Args:
        tex: the formula in LaTeX, without its dollars.
        display: whether it stands alone.

    Raises:
        FormulaError: if it cannot be read.

    Example:
        >>> mathml("x^2", display=False)
        '<math alttext="x squared"><msup><mi>x</mi><mn>2</mn></msup></math>'
    """
    root = ElementTree.Element("math", {"alttext": spoken(tex)})
    if display:
        root.set("display", "block")
    body = tree(tex, display)
    root.extend(list(body) if body.tag == "mrow" else [body])
    return ElementTree.tostring(root, encoding="unicode")


def equation(tex: str, *, display: bool) -> str:
    r"""Return a formula as a call in Typst, with the words that PDF/UA asks for.

    Raises:
        FormulaError: if it cannot be read, or holds what the PDF has no form for.

    Example:
        >>> equation(r"\frac{a}{b}", display=False)
        '#math.equation(alt: "a over b", $frac(a, b)$)'
    """
    try:
        body = in_typst(tree(tex, display))
    except UnwritableError as error:
        raise FormulaError(f"the formula ${tex}$ cannot be set: {error}") from error
    block = ", block: true" if display else ""
    words = spoken(tex).replace("\\", "\\\\").replace('"', '\\"')
    return f'#math.equation(alt: "{words}"{block}, ${body}$)'


def spoken(tex: str) -> str:
    r"""Return a formula in words, as it is read out.

    Raises:
        FormulaError: if it cannot be read.

    Example:
        >>> spoken(r"p \ge \frac{1 + S}{2}")
        'p is at least the fraction 1 plus S over 2, end of fraction'
    """
    try:
        return in_words(tree(tex, True))
    except UnwritableError as error:
        raise FormulaError(f"the formula ${tex}$ cannot be read out: {error}") from error


def fault(tex: str) -> str:
    """Return why a formula cannot be published, "" if it can."""
    try:
        equation(tex, display=True)
    except FormulaError as error:
        return str(error)
    return ""


@lru_cache(maxsize=1_000)
def tree(tex: str, display: bool) -> ElementTree.Element:
    """Return the tree of a formula; do not change it.

    Raises:
        FormulaError: if it is no LaTeX, or holds a command that is not known.
    """
    from latex2mathml.converter import convert_to_element  # only a report with formulas needs it

    try:
        found = convert_to_element(tex, display="block" if display else "inline")
    except Exception as error:  # it raises a dozen kinds, some without a word
        reason = str(error) or type(error).__name__
        raise FormulaError(f"the formula ${tex}$ cannot be read: {reason}") from error
    unknown = [e.text for e in found.iter("mi") if (e.text or "").startswith("\\")]
    if unknown:
        raise FormulaError(f"the formula ${tex}$ holds an unknown command: {unknown[0]}")
    return _tidied(found[0])


def _tidied(element: ElementTree.Element) -> ElementTree.Element:
    """Return a tree in which words are one element and no row holds a single thing."""
    children = _worded([_tidied(child) for child in element])
    if element.tag == "mrow" and len(children) == 1:
        return children[0]
    tag, text, attributes = element.tag, html.unescape(element.text or ""), dict(element.attrib)
    if tag == "mo" and text.isalpha() and len(text) > 1:
        tag, attributes = "mi", {}
    text = SAME.get(text, text)
    if tag == "mi" and unicodedata.category((text or " ")[0]) == "Sm":
        tag = "mo"  # a sign needs the space of an operator
    out = ElementTree.Element(tag, attributes)
    out.text = text or None
    out.extend(_spaced(children) if tag == "mrow" else children)
    return out


def _worded(children: list[ElementTree.Element]) -> list[ElementTree.Element]:
    """Return the children with letters that stand upright side by side joined to a word."""
    out: list[ElementTree.Element] = []
    for upright, run in groupby(children, lambda c: c.get("mathvariant") == "normal"):
        letters = list(run)
        if upright and len(letters) > 1:
            word = ElementTree.Element("mi")
            word.text = "".join(c.text or "" for c in letters)
            letters = [word]
        out += letters
    return out


def _spaced(children: list[ElementTree.Element]) -> list[ElementTree.Element]:
    """Return the children with a space after a function's name that no bracket follows."""
    out: list[ElementTree.Element] = []
    for child, after in zip(children, [*children[1:], None], strict=True):
        out.append(child)
        named = child.tag == "mi" and len(child.text or "") > 1
        if named and after is not None and after.tag not in ("mo", "mspace"):
            opened = next(after.iter("mo"), None) if after.tag == "mrow" else None
            if opened is None or (opened.text or "") not in OPENING:
                out.append(ElementTree.Element("mspace", {"width": THIN}))
    return out
