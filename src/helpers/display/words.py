"""Numbers and lists in sentences."""

import re
from collections.abc import Iterable
from fractions import Fraction

SMALL = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
MINUS = re.compile(r"(?<![\w.,:/=#@-])-(?=\d)")
"""A hyphen that stands for a minus: before a digit, and neither in a word nor in a span."""


PARTS = {3: "third", 4: "quarter", 5: "fifth"}


def count(n: int, one: str, many: str = "") -> str:
    """Return a count with its noun: "no events", "one event", "13 events"."""
    word = SMALL[n] if 0 <= n < len(SMALL) else f"{n:,}"
    return f"{word} {one if n == 1 else many or one + 's'}"


def number_word(n: int) -> str:
    """Return a small count as a word, with "none" for zero."""
    return "none" if n == 0 else SMALL[n] if n < len(SMALL) else f"{n:,}"


def out_of(n: int, whole: int, one: str, many: str = "") -> str:
    """Return how many of a whole, with the noun: what follows can be one sentence for all.

    Example:
        >>> [out_of(n, 4, "truce") for n in (2, 0, 4)]
        ['two of four truces', 'none of four truces', 'all four truces']
        >>> out_of(2, 2, "truce")
        'both truces'
        >>> [out_of(n, 1, "truce") for n in (1, 0)]
        ['the one truce', 'not one truce']
    """
    if whole == 1:
        return f"the one {one}" if n else f"not one {one}"
    nouns = many or one + "s"
    if n == whole > 1:
        return f"both {nouns}" if n == 2 else f"all {number_word(n)} {nouns}"
    return f"{number_word(n)} of {number_word(whole)} {nouns}"


def of_them(n: int, whole: int) -> str:
    """Return "three of them", "none of them" or, if it is the whole, "all of them"."""
    return f"{'all' if n == whole > 1 else number_word(n)} of them"


def join(items: Iterable[str], last: str = "and") -> str:
    """Return "a, b and c"."""
    parts = list(items)
    return (
        parts[0]
        if len(parts) == 1
        else f"{', '.join(parts[:-1])} {last} {parts[-1]}"
        if parts
        else ""
    )


def num(value: float, digits: int | None = None) -> str:
    """Return a number as prose has it: grouped, with as many digits as its size bears."""
    if digits is None:
        size = abs(value)
        digits = 0 if size >= 100 or float(value).is_integer() else 1 if size >= 10 else 2
    text = f"{value:,.{digits}f}"
    if "." in text and digits and float(text.replace(",", "")) == round(value):
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else minus(text)


def minus(text: str) -> str:
    """Return a text with a true minus before its negative numbers; days and ranges stay.

    Example:
        >>> minus("-1.5 points (-2 to 3) on 2025-01-17")
        '−1.5 points (−2 to 3) on 2025-01-17'
    """
    return MINUS.sub("−", text)


def written(value: float, spec: str) -> str:
    """Return a number in a Python format, without a sign where it rounds to zero.

    Example:
        >>> written(-0.4, "+.0f"), written(-1.25, "+.1f"), written(0.3, "+.1f")
        ('0', '−1.2', '+0.3')
    """
    text = format(value, spec)
    return minus(text.lstrip("+-") if not re.search("[1-9]", text) else text)


def percent(share: float, digits: int = 0) -> str:
    """Return a share between 0 and 1 as "45 per cent"."""
    return f"{num(100 * share, digits)} per cent"


def fraction(share: float) -> str:
    """Return a share as a plain fraction in words, or in per cent where it is none.

    Example:
        >>> fraction(2 / 3)
        'two thirds'
    """
    found = Fraction(share).limit_denominator(max(PARTS))
    if found.denominator not in PARTS or abs(float(found) - share) > 1e-9:
        return percent(share)
    return count(found.numerator, PARTS[found.denominator])


def change(before: float, after: float) -> str:
    """Return "rose by 12 per cent", "fell by 3 per cent" or "did not change"."""
    if before == 0 or round(100 * (after / before - 1)) == 0:
        return "did not change" if before == after or before else f"rose from zero to {num(after)}"
    verb = "rose" if after > before else "fell"
    return f"{verb} by {percent(abs(after / before - 1))}"


def capital(text: str) -> str:
    """Return a text with its first letter raised, the rest as it is."""
    return text[:1].upper() + text[1:]


def short(text: str, width: int = 70) -> str:
    """Return a text cut at a word, with an ellipsis if something was cut."""
    if len(text) <= width:
        return text
    return text[: width - 1].rsplit(" ", 1)[0].rstrip(",;:. ") + "…"
