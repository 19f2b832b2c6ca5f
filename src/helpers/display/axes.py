"""Small services for axes: dates, zero lines, marks of days, labels that do not collide."""

import datetime as dt
import itertools
from collections.abc import Iterable, Sequence

import matplotlib.dates as mdates
from matplotlib.axes import Axes
from matplotlib.ticker import NullFormatter

from helpers.display.style import GREY, INK, LIGHT, PANEL, WHITE
from helpers.ledger.dates import period_end, period_start


def at(period: str) -> float:
    """Return the place of a period on a date axis: the middle of a year, quarter or month."""
    if len(period) == 10:
        return float(mdates.date2num(dt.date.fromisoformat(period)))
    start, end = (dt.date.fromisoformat(f(period)) for f in (period_start, period_end))
    return float(mdates.date2num(start) + mdates.date2num(end)) / 2


def date_axis(ax: Axes, first: str, last: str) -> None:
    """Give an axis of dates between two ISO days, with ticks fit for the span."""
    low, high = at(first), at(last)
    ax.set_xlim(low, high)
    years = (high - low) / 365.25
    if years > 3.5:
        _year_axis(ax, 5 if years > 12 else 2 if years > 8 else 1)
        return
    step = 1 if years < 0.7 else 2 if years < 1.2 else 3 if years < 2.2 else 6
    months = mdates.MonthLocator(bymonth=range(1, 13, step))
    ax.xaxis.set_major_locator(months)
    ax.xaxis.set_major_formatter(mdates.ConciseDateFormatter(months, show_offset=False))


def _year_axis(ax: Axes, step: int) -> None:
    """Mark where years begin, and write each under its middle, where the value of a year stands."""
    ax.xaxis.set_major_locator(mdates.YearLocator(step))
    ax.xaxis.set_major_formatter(NullFormatter())
    ax.xaxis.set_minor_locator(mdates.YearLocator(step, month=7, day=1))
    ax.xaxis.set_minor_formatter(mdates.DateFormatter("%Y"))
    ax.tick_params(axis="x", which="minor", length=0, pad=6)


def zero_based(ax: Axes, axis: str = "y", pad: float = 0.06) -> None:
    """Let an axis begin at zero, as bars need, with a light grid."""
    low, high = ax.get_ylim() if axis == "y" else ax.get_xlim()
    least = (ax.dataLim.intervaly if axis == "y" else ax.dataLim.intervalx)[0]
    low = min(low, 0) if least < 0 else 0  # a margin below zero is no value
    high = max(high, 0) * (1 + pad) or 1
    (ax.set_ylim if axis == "y" else ax.set_xlim)(low, high)
    (ax.yaxis if axis == "y" else ax.xaxis).grid(True)


def mark_days(ax: Axes, days: Iterable[tuple[str, str]], as_of: str) -> None:
    """Draw a thin line with a word above it for each (ISO day, word) not later than `as_of`."""
    low, high = ax.get_xlim()
    shown = sorted((at(d), word) for d, word in days if d <= as_of and low <= at(d) <= high)
    for i, (place, word) in enumerate(shown):
        ax.axvline(place, color=GREY, lw=0.9, ls=(0, (3, 2)), zorder=1)
        before = i > 0 and place - shown[i - 1][0] < 0.12 * (high - low)
        after = i + 1 < len(shown) and shown[i + 1][0] - place < 0.12 * (high - low)
        align = "right" if after else "left" if before else "center"
        ax.annotate(
            word,
            (place, 1),
            xycoords=("data", "axes fraction"),
            xytext=(0, 2),
            textcoords="offset points",
            ha=align,
            va="bottom",
            fontsize=8,
            color=GREY,
        )


def spread(places: Sequence[float], gap: float) -> list[float]:
    """Return places moved apart, as little as needed, so that neighbours lie `gap` apart."""
    order = sorted(range(len(places)), key=lambda i: places[i])
    out = list(places)
    for _ in range(60):
        moved = False
        for a, b in itertools.pairwise(order):
            short = gap - (out[b] - out[a])
            if short > 1e-9:
                out[a] -= short / 2
                out[b] += short / 2
                moved = True
        if not moved:
            break
    return out


def above(places: Sequence[float], gap: float) -> list[float]:
    """Return places raised, as little as needed, so that none lies where an axis is written.

    Example:
        >>> above([-0.05, 0.05, 0.6], 0.1)
        [0.05, 0.15, 0.6]
    """
    out, least = list(places), gap / 2
    for i in sorted(range(len(out)), key=lambda i: out[i]):
        out[i] = max(out[i], least)
        least = round(out[i] + gap, 9)
    return out


def end_labels(ax: Axes, ends: Sequence[tuple[float, float, str, str]], size: float = 8.5) -> None:
    """Write labels to the right of line ends given as (x, y, label, colour), without overlap."""
    if not ends:
        return
    low, high = ax.get_ylim()
    height = ax.get_window_extent().height * 72 / ax.figure.dpi
    log = ax.get_yscale() == "log"
    to = (lambda y: _log_fraction(y, low, high)) if log else (lambda y: (y - low) / (high - low))
    gap = 1.25 * size / max(height, 1)
    places = above(spread([to(y) for _, y, _, _ in ends], gap), gap)
    for (_, _, label, colour), place in zip(ends, places, strict=True):
        ax.annotate(
            label,
            (1, place),
            xycoords="axes fraction",
            xytext=(5, 0),
            textcoords="offset points",
            va="center",
            ha="left",
            color=colour,
            fontsize=size,
            fontweight="bold",
            annotation_clip=False,
        )


def quiet(ax: Axes, sides: Sequence[str] = ("left",)) -> None:
    """Take away spines and ticks that carry no information."""
    for side in sides:
        ax.spines[side].set_visible(False)
    ax.tick_params(length=0 if "left" in sides else 3, axis="y")


def note_in(ax: Axes, text: str, x: float = 0.02, y: float = 0.96) -> None:
    """Write a short remark inside the axes, at a place given in fractions."""
    ax.text(x, y, text, transform=ax.transAxes, va="top", ha="left", fontsize=8, color=GREY)


def no_data(ax: Axes, first: str, last: str, text: str) -> None:
    """Shade a span for which no data are held and say so, upright if the span is narrow."""
    low, high = ax.get_xlim()
    narrow = at(last) - at(first) < 0.3 * (high - low)
    ax.axvspan(at(first), at(last), facecolor=LIGHT, alpha=0.45, lw=0, zorder=0)
    ax.annotate(
        text,
        ((at(first) + at(last)) / 2, 0.5),
        xycoords=("data", "axes fraction"),
        ha="center",
        va="center",
        fontsize=8,
        color=INK,
        rotation=90 if narrow else 0,
        bbox={"facecolor": PANEL, "edgecolor": "none", "pad": 1.5},
    )


def _log_fraction(y: float, low: float, high: float) -> float:
    import math

    return (math.log(y) - math.log(low)) / (math.log(high) - math.log(low))


def beside(ax: Axes, text: str, place: tuple[float, float], colour: str = INK) -> None:
    """Write words to the right of a point, on a plate of the page's colour where lines cross."""
    ax.annotate(
        text,
        place,
        xytext=(8, 0),
        textcoords="offset points",
        va="center",
        fontsize=8,
        color=colour,
        bbox={"facecolor": WHITE, "edgecolor": "none", "pad": 0.8},
    )
