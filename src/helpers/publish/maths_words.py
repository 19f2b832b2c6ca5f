"""The tree of a formula in words, as it is read out."""

import re
import unicodedata
from collections.abc import Callable
from xml.etree.ElementTree import Element

from helpers.publish.maths_typst import UnwritableError

SAID = {
    "=": "equals", "+": "plus", "−": "minus", "-": "minus", "±": "plus or minus",
    "×": "times", "⋅": "times", "·": "times", "/": "over", "∕": "over",
    "<": "is less than", ">": "is more than", "≤": "is at most", "≥": "is at least",
    "≠": "is not", "≈": "is about", "∼": "is distributed as", "∈": "in", "→": "to",
    "∑": "the sum", "∏": "the product", "∫": "the integral", "|": "bar", "∣": "given",
    "(": "open bracket", ")": "close bracket", "[": "open square bracket",
    "]": "close square bracket", "{": "open brace", "}": "close brace",
    ",": ",", ";": ";", "%": "per cent", "…": "and so on", "⋯": "and so on", "∞": "infinity",
    ".": ".", ":": "to", "!": "factorial", "′": "prime",
    "ln": "the natural logarithm of", "exp": "the exponential of",
}  # fmt: skip
"""What is said for a sign or a name."""

ACCENTS = {"^": "hat", "¯": "bar", "~": "tilde"}
POWERS = {"2": "squared", "3": "cubed"}
SIMPLE = ("mi", "mn", "mtext", "msub")
"""What is said in one breath, so that no word need tell where it ends."""


def in_words(element: Element) -> str:
    """Return a formula in words.

    Raises:
        UnwritableError: for an element or a sign that is not known here.
    """
    said = _said(element)
    spaced = re.sub(r"\s+([,;.])", r"\1", re.sub(r"\s+", " ", said))
    return re.sub(r",+", ",", spaced).strip(" ,")


def _said(element: Element) -> str:
    say = WRITERS.get(element.tag)
    if say is None:
        raise UnwritableError(f"no words for <{element.tag}>")
    return say(element)


def _all(element: Element) -> str:
    return " ".join(_said(child) for child in element)


def _sign(element: Element) -> str:
    text = (element.text or "").strip()
    if text in SAID:
        return SAID[text]
    if len(text) == 1 and not text.isascii():
        name = unicodedata.name(text, "").lower().split()
        if name[:1] == ["greek"]:
            return " ".join(w for w in name[1:] if w not in ("small", "letter", "symbol"))
    if text.isalnum() or re.fullmatch(r"[\d.,]+", text):
        return text
    raise UnwritableError(f"no word for {text!r}")


def _simple(element: Element) -> bool:
    return element.tag in SIMPLE and all(child.tag in SIMPLE for child in element)


def _fraction(element: Element) -> str:
    above, below = element
    if (above.text, below.text) == ("1", "2"):
        return "one half"
    said = f"{_said(above)} over {_said(below)}"
    simple = _simple(above) and _simple(below)
    return said if simple else f"the fraction {said}, end of fraction"


def _power(element: Element) -> str:
    base, power = element
    return f"{_said(base)} {_raised(power)}"


def _raised(power: Element) -> str:
    if power.text in POWERS or power.text == "′":
        return POWERS.get(power.text, "prime")
    end = "" if _simple(power) else ", end of power,"
    return f"to the power of {_said(power)}{end}"


def _sub(element: Element) -> str:
    return _under(element) if _large(element[0]) else f"{_said(element[0])} sub {_said(element[1])}"


def _sub_power(element: Element) -> str:
    base, sub, power = element
    if _large(base):
        return _under_over(element)
    return f"{_said(base)} sub {_said(sub)} {_raised(power)}"


def _root(element: Element) -> str:
    end = "" if len(element) == 1 and _simple(element[0]) else ", end of root"
    return f"the square root of {_all(element)}{end}"


def _degree_root(element: Element) -> str:
    return f"the root of degree {_said(element[1])} of {_said(element[0])}, end of root"


def _under(element: Element) -> str:
    base, below = map(_said, element)
    return f"{base} over {below} of" if _large(element[0]) else f"{base} with {below} below"


def _under_over(element: Element) -> str:
    base, below, above = map(_said, element)
    return f"{base} from {below} to {above} of"


def _over(element: Element) -> str:
    mark = (element[1].text or "").strip()
    if element[1].tag == "mo" and mark in ACCENTS:
        return f"{_said(element[0])} {ACCENTS[mark]}"
    return f"{_said(element[0])} with {_said(element[1])} above"


def _large(element: Element) -> bool:
    return (element.text or "") in ("∑", "∏", "∫", "max", "min")


WRITERS: dict[str, Callable[[Element], str]] = {
    "mi": _sign,
    "mn": _sign,
    "mo": _sign,
    "mtext": lambda e: (e.text or "").replace("\u00a0", " "),
    "mspace": lambda e: "",
    "mrow": _all,
    "mstyle": _all,
    "mfrac": _fraction,
    "msqrt": _root,
    "mroot": _degree_root,
    "msub": _sub,
    "msup": _power,
    "msubsup": _sub_power,
    "munder": _under,
    "mover": _over,
    "munderover": _under_over,
}
