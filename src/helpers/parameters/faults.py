"""One error for a bad parameter: its name, what was given, what is allowed, the nearest fit."""

import calendar
import difflib
import re
import types
from collections.abc import Iterable
from typing import Annotated, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo


class ParameterError(ValueError):
    """A parameter that cannot be used; the message names it, the limits and a way out."""


def unknown_name(name: str, valid: Iterable[str], where: str, what: str = "parameter") -> str:
    """Return the message for a parameter, section or claim that does not exist in `where`."""
    valid = list(valid)
    close = difflib.get_close_matches(name, valid, n=1, cutoff=0.5)
    nearest = f" Did you mean {close[0]!r}?" if close else ""
    return f"{name}: no such {what} of {where}.{nearest} Allowed: {', '.join(valid)}."


def bad_value(name: str, given: object, field: FieldInfo, reason: str = "") -> str:
    """Return the message for a value that `field` does not take."""
    nearest = nearest_fit(field, given)
    hint = f" Nearest: {nearest}." if nearest else f" Default: {plain(field.default)}."
    why = f" ({reason})" if reason else ""
    return f"{name}: {given!r} is not allowed{why}. Allowed: {allowed(field)}.{hint}"


def plain(value: object) -> str:
    """Return a value as it is written on the command line."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        return ",".join(map(str, value)) or "none"
    return str(value)


def kind(field: FieldInfo) -> str:
    """Return the plain type of a field: date, str, int, float, bool or list."""
    base = _bare(field.annotation)
    if get_origin(base) is Literal:
        return type(get_args(base)[0]).__name__
    if get_origin(base) in (list, tuple):
        return "list"
    if base is str and _is_date(field):
        return "date"
    return getattr(base, "__name__", str(base))


def choices(field: FieldInfo) -> tuple[object, ...]:
    """Return the values a field (or each item of a list field) may take; empty if it is open."""
    base = _bare(field.annotation)
    if get_origin(base) in (list, tuple):
        base = _bare(get_args(base)[0])
    return get_args(base) if get_origin(base) is Literal else ()


def bounds(field: FieldInfo) -> tuple[float | None, float | None]:
    """Return the least and greatest value of a number field, None where there is no limit."""
    low = high = None
    for mark in _marks(field):
        low = getattr(mark, "ge", low)
        high = getattr(mark, "le", high)
    return low, high


def least_but_zero(field: FieldInfo) -> float | None:
    """Return where a field's numbers start whose nought has a meaning of its own, or None."""
    return next((m.low for m in _marks(field) if hasattr(m, "low")), None)


def allowed(field: FieldInfo) -> str:
    """Return in words what a field takes."""
    what, options = kind(field), choices(field)
    if what == "bool":
        return "true or false"
    if what == "list":
        return (
            f"any of {', '.join(map(str, options))}, comma-separated"
            if options
            else "text, comma-separated"
        )
    if options:
        return ", ".join(map(str, options))
    if what == "date":
        return "a day written YYYY-MM-DD, from 2025-01-20 on (before it there was no claim to test)"
    low, high = bounds(field)
    noun = {"int": "a whole number", "float": "a number"}.get(what, "text")
    if (least := least_but_zero(field)) is not None:
        return f"0, or {noun} from {least:g} to {high}"
    return f"{noun} from {low} to {high}" if low is not None else noun


def nearest_fit(field: FieldInfo, given: object) -> str:
    """Return the allowed value nearest to what was given, or "" if none is near."""
    what, options = kind(field), [str(o) for o in choices(field)]
    if what == "date":
        return nearest_day(str(given))
    if options and what != "list":
        close = difflib.get_close_matches(str(given), options, n=1, cutoff=0.5)
        return close[0] if close else _nearest_letter(str(given), options)
    low, high = bounds(field)
    if what in ("int", "float") and low is not None and high is not None:
        try:
            number = float(str(given))
        except ValueError:
            return ""
        if number > 0:
            low = least_but_zero(field) or low
        return plain(min(max(number, low), high)).removesuffix(".0")
    return ""


def nearest_day(text: str) -> str:
    """Return the real day nearest to a text such as 2025-13-40, or "" if it is no date at all."""
    found = re.fullmatch(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*", text)
    if not found:
        return ""
    year, month, day = (int(part) for part in found.groups())
    year, month = min(year, 2100), min(max(month, 1), 12)
    day = min(max(day, 1), calendar.monthrange(year, month)[1])
    return max(f"{year}-{month:02d}-{day:02d}", "2025-01-20")


def _nearest_letter(given: str, options: list[str]) -> str:
    if len(given) == 1 and all(len(o) == 1 for o in options):
        return min(options, key=lambda o: abs(ord(o) - ord(given.upper())))
    return ""


def _bare(annotation: object) -> object:
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in (Union, types.UnionType):
        annotation = next(a for a in get_args(annotation) if a is not type(None))
    return annotation


def _marks(field: FieldInfo) -> list[object]:
    marks = list(field.metadata)
    for mark in list(marks):
        marks += getattr(mark, "metadata", [])
    return marks


def _is_date(field: FieldInfo) -> bool:
    return any(type(mark).__name__ == "AfterValidator" for mark in field.metadata)
