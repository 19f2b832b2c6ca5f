"""Months before and after the signing: which are known, and what a day of them brought."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from helpers.display.axes import at
from helpers.display.style import INK
from helpers.display.words import count, num
from helpers.ledger.dates import (
    days_between,
    long_date,
    period_end,
    period_start,
    shift_days,
    shift_months,
)

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

FRONT = "RUS->UKR"
ROOM = 1.12
"""How far above the highest bar of a window an axis goes, so that the mean can stand there."""


@dataclass(frozen=True)
class Windows:
    """The known months of the two windows; the month of an event belongs to neither."""

    before: list[str]
    after: list[str]

    def __str__(self) -> str:
        """Return "twelve months before and eleven after"."""
        after = count(len(self.after), "month").split()[0] if self.after else "none"
        return (
            f"{count(len(self.before), 'month')} before the month of signing and {after} after it"
        )


def windows(report: Briefing, months: Iterable[str], centre: str = "") -> Windows:
    """Return those months before and after the month of signing that are known.

    Args:
        report: gives `before_months` and `after_months`.
        months: months known, YYYY-MM.
        centre: another month to look from, to compare with.
    """
    known, centre, p = set(months), centre or report.signed[:7], report.parameters
    before = [shift_months(centre, -k) for k in range(p.before_months, 0, -1)]
    after = [shift_months(centre, k) for k in range(1, p.after_months + 1)]
    return Windows([m for m in before if m in known], [m for m in after if m in known])


def monthly(report: Briefing, series: str, entity: str = FRONT) -> pd.Series:
    """Return the known months of a series, by month."""
    rows = report.figures.of(series, entity)
    rows = rows[rows["period"].str.len() == 7]
    return rows.groupby("period")["value"].last()


def days_of(month: str) -> int:
    """Return the number of days of a month YYYY-MM."""
    return days_between(period_start(month), period_end(month)) + 1


def per_day(values: pd.Series, months: list[str]) -> float:
    """Return the daily mean of monthly sums over months; not a number if there are none."""
    if not months:
        return float("nan")
    return float(values[months].sum()) / sum(days_of(m) for m in months)


def compared(before: float, after: float, unit: str = "a day") -> str:
    """Return "rose from 30 a day before the signing to 154 after it", or what is known of it."""
    if after != after and before != before:
        return "cannot be compared, since no full month of either window is known"
    if after != after:
        return (
            f"came to {rate(before)} {unit} before the signing, and no full month after it is known"
        )
    if before != before:
        return f"came to {rate(after)} {unit} after the signing; no month before it is known"
    if rate(before) == rate(after):
        return f"stayed at {rate(after)} {unit} before and after the signing"
    verb = "rose" if after > before else "fell"
    return f"{verb} from {rate(before)} {unit} before the signing to {rate(after)} after it"


def rate(value: float) -> str:
    """Return a daily rate with the digits that such counts bear."""
    return num(value, 0 if value >= 20 else 1 if value >= 1 else 2)


def month_bars(ax: Axes, values: pd.Series, colour: str, **options: Any) -> None:
    """Draw one bar per month from zero, as wide as most of the month."""
    ax.bar([at(m) for m in values.index], values, width=25, color=colour, lw=0, **options)


def draw_levels(ax: Axes, span: Windows, before: float, after: float) -> None:
    """Draw the mean of each window as a line over its months, with the number above its bars."""
    for months, value in ((span.before, before), (span.after, after)):
        if months:
            left, right = at(period_start(months[0])), at(period_end(months[-1]))
            ax.hlines(value, left, right, color=INK, lw=1.6, zorder=4)
            bars = [p for p in ax.patches if isinstance(p, Rectangle)]
            inside = [p.get_height() for p in bars if left <= p.get_x() <= right]
            top = max([value, *inside])
            ax.annotate(
                f"mean {rate(value)}", ((left + right) / 2, top), xytext=(0, 3),
                textcoords="offset points", fontsize=8, fontweight="bold", va="bottom",
                ha="center", zorder=5, bbox={"facecolor": "white", "lw": 0, "pad": 0.8},
            )  # fmt: skip
            ax.set_ylim(top=max(ax.get_ylim()[1], ROOM * top))


def months_named(months: list[str]) -> str:
    """Return "February 2025 to January 2026"."""
    if not months:
        return "no month"
    first, last = months[0], months[-1]
    if first == last:
        return long_date(first)
    if first[:4] != last[:4]:
        return f"{long_date(first)} to {long_date(last)}"
    whole = (first[5:], last[5:]) == ("01", "12")
    return first[:4] if whole else f"{long_date(first).split()[0]} to {long_date(last)}"


def axis_end(report: Briefing, month: str) -> str:
    """Return the last day of an axis of months: of the last month known, or past the signing."""
    return max(period_end(month), shift_days(report.signed, 10))
