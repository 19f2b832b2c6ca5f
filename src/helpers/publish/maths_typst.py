"""The tree of a formula as an equation of Typst."""

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

SPECIAL = re.compile(r"""([\\$#_^&/"'()\[\]{},;:|~@`*.<>=\-+!?])""")
"""In an equation each of these would be syntax, such as a comma in a call."""

ACCENTS = {"^": "hat", "¯": "overline", "~": "tilde", "→": "arrow", "˙": "dot"}
SPACE_EM = re.compile(r"([\d.]+)em")
Write = Callable[[Element], str]


class UnwritableError(ValueError):
    """A formula holds an element that there is no form for; the message names it."""


def in_typst(element: Element) -> str:
    """Return what stands between the dollars of an equation in Typst.

    Raises:
        UnwritableError: for an element that is not known here.
    """
    write = WRITERS.get(element.tag)
    if write is None:
        raise UnwritableError(f"no form for <{element.tag}>")
    return write(element)


def _parts(element: Element) -> list[str]:
    return [in_typst(child) for child in element]


def _name(element: Element) -> str:
    text = element.text or ""
    if len(text) > 1:
        return f'op("{text}")'
    return f"upright({_escaped(text)})" if element.get("mathvariant") else _escaped(text)


def _text(element: Element) -> str:
    words = (element.text or "").replace("\u00a0", " ").replace("\\", "\\\\").replace('"', '\\"')
    return f'"{words}"'


def _escaped(text: str) -> str:
    return SPECIAL.sub(r"\\\1", text.strip())


def _row(element: Element) -> str:
    body = " ".join(_parts(element))
    fenced = [c for c in element if c.tag == "mo" and c.get("fence") == "true"]
    return f"lr({body})" if fenced else body


def _styled(element: Element) -> str:
    size = "display" if element.get("displaystyle") == "true" else "inline"
    return f"{size}({' '.join(_parts(element))})"


def _space(element: Element) -> str:
    width = SPACE_EM.fullmatch(element.get("width", ""))
    return f"#h({width[1]}em)" if width else ""


def _root(element: Element) -> str:
    under, degree = _parts(element)
    return f"root({degree}, {under})"


def _attached(*places: str) -> Write:
    def write(element: Element) -> str:
        base, *rest = _parts(element)
        given = ", ".join(f"{p}: {part}" for p, part in zip(places, rest, strict=True))
        return f"attach({base}, {given})"

    return write


def _over(element: Element) -> str:
    mark = (element[1].text or "").strip()
    if element[1].tag == "mo" and mark in ACCENTS:
        return f"{ACCENTS[mark]}({in_typst(element[0])})"
    return f"attach(limits({in_typst(element[0])}), t: {in_typst(element[1])})"


def _under(element: Element) -> str:
    base, below = _parts(element)
    return f"attach(limits({base}), b: {below})"


def _under_over(element: Element) -> str:
    base, below, above = _parts(element)
    return f"attach(limits({base}), b: {below}, t: {above})"


WRITERS: dict[str, Write] = {
    "mi": _name,
    "mn": lambda e: _escaped(e.text or ""),
    "mo": lambda e: _escaped(e.text or ""),
    "mtext": _text,
    "mrow": _row,
    "mstyle": _styled,
    "mspace": _space,
    "mfrac": lambda e: f"frac({', '.join(_parts(e))})",
    "msqrt": lambda e: f"sqrt({' '.join(_parts(e))})",
    "mroot": _root,
    "msub": _attached("b"),
    "msup": _attached("t"),
    "msubsup": _attached("b", "t"),
    "munder": _under,
    "mover": _over,
    "munderover": _under_over,
}
