"""Dates as the evidence writes them: periods, mentions in prose, and what lies after a day."""

import calendar
import datetime as dt
import re
from collections.abc import Iterable
from typing import NamedTuple

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
"""In English, whatever the locale."""

MONTHS = {name.lower(): n for n, name in enumerate(MONTH_NAMES, 1)}
MONTHS |= {name[:3].lower(): n for n, name in enumerate(MONTH_NAMES, 1)} | {"sept": 9}

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_MENTION = re.compile(
    r"(?<![\d-])(?P<iso>(?:19|20)\d{2}-(?:0[1-9]|1[0-2])(?:-[0-3]\d)?)(?![\d-])"
    r"|(?<!\d)(?P<quarter>(?:19|20)\d{2}-?Q[1-4])"
    rf"|\b(?:(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\s+)?(?P<month>{_MONTH})"
    r"\.?,?\s+(?P<year>(?:19|20)\d{2})\b"
    rf"|\b(?P<us_month>{_MONTH})\.?\s+(?P<us_day>[0-3]?\d),\s+(?P<us_year>(?:19|20)\d{{2}})\b"
    r"|(?<![\w.,/-])(?P<bare>(?:19|20)\d{2})(?!\w|[.,]\d|-\d{2}-)",
    re.IGNORECASE,
)

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}")


class Mention(NamedTuple):
    """A date in a text: the words, and the first day that they can mean."""

    text: str
    first_day: str


def mentions(text: str) -> list[Mention]:
    """Return every date that a text names, day, month, quarter or bare year, in order."""
    return [Mention(m[0], _first_day(m)) for m in _MENTION.finditer(text)]


def later_mentions(text: str, as_of: str, allowed: frozenset[str] = frozenset()) -> list[str]:
    """Return the dates in `text` that begin after `as_of` and do not stand in `allowed`.

    `allowed` holds dates as the evidence writes them (2028, 2026-01, 2026-01-17); a mention is
    allowed if it names one of them or the month or year in which one of them lies.
    """
    if max(_YEAR.findall(text), default="") < as_of[:4]:  # every mention has its year in digits
        return []
    return [
        m.text
        for m in mentions(text)
        if m.first_day > as_of and not any(_covers(m.first_day, m.text, a) for a in allowed)
    ]


def timely(text: str, as_of: str, allowed: frozenset[str] = frozenset()) -> str:
    """Return `text` without the sentences and clauses that name a day after `as_of`."""
    if not later_mentions(text, as_of, allowed):
        return text
    sentences = re.split(r"(?<=[.!?])\s+", text)
    kept = [s for s in sentences if not later_mentions(s, as_of, allowed)]
    if kept:
        return " ".join(kept)
    clauses = [c for c in re.split(r";\s+", text) if not later_mentions(c, as_of, allowed)]
    return "; ".join(clauses).rstrip(";, ")


def period_end(period: str) -> str:
    """Return the last day of a period YYYY, YYYY-Qn, YYYY-MM or YYYY-MM-DD as an ISO day."""
    if len(period) == 10:
        return period
    if len(period) == 4:
        return f"{period}-12-31"
    year = int(period[:4])
    month = int(period[-1]) * 3 if "Q" in period else int(period[5:7])
    return f"{year}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}"


def period_start(period: str) -> str:
    """Return the first day of a period as an ISO day."""
    if len(period) == 10:
        return period
    if len(period) == 4:
        return f"{period}-01-01"
    month = int(period[-1]) * 3 - 2 if "Q" in period else int(period[5:7])
    return f"{period[:4]}-{month:02d}-01"


def shift_days(day: str, days: int) -> str:
    """Return the ISO day that lies `days` after `day`."""
    return (dt.date.fromisoformat(day) + dt.timedelta(days=days)).isoformat()


def days_between(first: str, last: str) -> int:
    """Return the number of days from one ISO day to another."""
    return (dt.date.fromisoformat(last) - dt.date.fromisoformat(first)).days


def months_between(first: str, last: str) -> int:
    """Return the number of calendar months from one ISO day or month to another."""
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7])


def shift_months(month: str, months: int) -> str:
    """Return the month YYYY-MM that lies `months` after `month`."""
    total = int(month[:4]) * 12 + int(month[5:7]) - 1 + months
    return f"{total // 12}-{total % 12 + 1:02d}"


def printed(days: Iterable[str], precisions: Iterable[str]) -> list[str]:
    """Return ISO days as they may be printed: the month alone where the day is not certain.

    Example:
        >>> printed(["2025-01-17", "2026-04-01", ""], ["day", "month", ""])
        ['2025-01-17', '2026-04', '']
    """
    pairs = zip(days, precisions, strict=True)
    return [day if precision == "day" else day[:7] for day, precision in pairs]


def long_date(period: str) -> str:
    """Return a period in words.

    Example:
        >>> long_date("2025-01-17"), long_date("2025-01"), long_date("2025-Q1"), long_date("2025")
        ('17 January 2025', 'January 2025', '2025 quarter 1', '2025')
    """
    if len(period) == 10:
        return f"{int(period[8:])} {MONTH_NAMES[int(period[5:7]) - 1]} {period[:4]}"
    if len(period) == 7 and "Q" not in period:
        return f"{MONTH_NAMES[int(period[5:7]) - 1]} {period[:4]}"
    return period.replace("-Q", " quarter ")


def short_date(day: str) -> str:
    """Return an ISO day with the month cut to three letters.

    Example:
        >>> short_date("2026-07-05")
        '5 Jul 2026'
    """
    number, month, year = long_date(day).split(" ")
    return f"{number} {month[:3]} {year}"


def _first_day(m: re.Match[str]) -> str:
    if m["iso"]:
        return period_start(m["iso"])
    if m["quarter"]:
        return period_start(m["quarter"].upper().replace("Q", "-Q").replace("--", "-"))
    if m["bare"]:
        return f"{m['bare']}-01-01"
    month, day, year = (
        m["month"] or m["us_month"],
        m["day"] or m["us_day"],
        m["year"] or m["us_year"],
    )
    return f"{year}-{MONTHS[month.lower()]:02d}-{int(day or 1):02d}"


def _covers(first_day: str, text: str, allowed: str) -> bool:
    start, end = period_start(allowed), period_end(allowed)
    if re.fullmatch(r"\d{4}", text):
        return text in (start[:4], end[:4])
    return start <= first_day <= end or first_day == f"{start[:7]}-01"
