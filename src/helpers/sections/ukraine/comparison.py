"""The signing among other months: was the rise in launches special to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.figure import Figure

from helpers.display.axes import at, date_axis, quiet
from helpers.display.bundles import figure, say
from helpers.display.style import BLUE, GREY, LIGHT, ORANGE, WHITE, canvas
from helpers.display.words import count, join, num, number_word
from helpers.ledger.dates import long_date, period_end, period_start, shift_months
from helpers.sections.prose import nothing_public
from helpers.sections.ukraine.launches import SERIES
from helpers.sections.ukraine.windows import FRONT, monthly, months_named, per_day, rate, windows

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

LENGTHS = (3, 6, 12, 18)
"""Months on each side for which the ratio around the signing is also given."""


def other_months(report: Briefing) -> None:
    """Show the ratio of after to before for the month of signing and for every other month."""
    values = monthly(report, SERIES)
    ratios = ratios_by_month(report, values)
    signing = report.signed[:7]
    if signing not in ratios:
        nothing_public(report, "a full month of launches after the signing")
        return
    own = ratios[signing]
    span = windows(report, values.index)
    figure(
        _ratio_figure(ratios, signing),
        label="ukraine-other-months",
        title=_rank_title(ratios, signing),
        subtitle=f"Launches per day in the {count(len(span.after), 'month')} after each month over "
        f"those in the {count(len(span.before), 'month')} before it; ratio, log scale",
        caption="Each dot repeats the same comparison around another month. A step up at the "
        "signing would put the highest dot at that month; an earlier peak means that the rise "
        "began earlier. Neighbouring dots share most of their months, so they are no independent "
        "trials.",
        alt=f"Dots for {count(len(ratios), 'month')} from {long_date(ratios.index[0])} to "
        f"{long_date(ratios.index[-1])}; the signing month has {num(own, 1)}, the lowest is "
        f"{num(ratios.min(), 1)} in {long_date(ratios.idxmin())}, the highest "
        f"{num(ratios.max(), 1)} in {long_date(ratios.idxmax())}.",
        source=report.figures.citations(report.figures.of(SERIES, FRONT)),
        data=ratios.rename("ratio").rename_axis("month").reset_index(),
    )  # fmt: skip
    say(" ".join(t for t in (_half_years(values), _window_lengths(values, signing)) if t))


def ratios_by_month(report: Briefing, values: pd.Series) -> pd.Series:
    """Return, by month, launches per day after over before, in windows as long as the signing's."""
    own = windows(report, values.index)
    out = {}
    for month in values.index:
        span = windows(report, values.index, month)
        before, after = span.before, span.after[: len(own.after)]
        if own.after and len(before) == len(own.before) and len(after) == len(own.after):
            out[month] = per_day(values, after) / per_day(values, before)
    return pd.Series(out, dtype=float)


def _rank_title(ratios: pd.Series, signing: str) -> str:
    own, others, peak = ratios[signing], ratios.drop(signing), ratios.idxmax()
    if others.empty:
        return (
            f"Around the signing launches rose {num(own, 1)}-fold; no other month has windows of "
            "this length"
        )
    if peak == signing:
        return f"The rise in launches is steepest around the month of signing, {num(own, 1)}-fold"
    higher = int((others >= own).sum())
    return (
        f"The rise in launches is steepest around {long_date(peak)}, {num(ratios[peak], 1)}-fold; "
        f"around the signing it is {num(own, 1)}-fold, which {number_word(higher)} of "
        f"{len(others)} other months reach"
    )


def _window_lengths(values: pd.Series, signing: str) -> str:
    """Return the ratio around the signing for windows of other lengths."""
    said = []
    for length in LENGTHS:
        before = [shift_months(signing, -k) for k in range(1, length + 1)]
        after = [shift_months(signing, k) for k in range(1, length + 1)]
        if set(before + after) <= set(values.index):
            said.append(
                f"{num(per_day(values, after) / per_day(values, before), 1)} with "
                f"{count(length, 'month')}"
            )
    if len(said) < 2:
        return ""
    return (
        f"The ratio around the signing depends on the length of the windows: it is {join(said)} on "
        "each side."
    )


def _ratio_figure(ratios: pd.Series, signing: str) -> Figure:
    fig, (ax,) = canvas(2.5)
    x = [at(m) for m in ratios.index]
    ax.vlines(x, 1, ratios, color=LIGHT, lw=2, zorder=1)
    ax.scatter(
        x,
        ratios,
        s=44,
        c=[ORANGE if m == signing else WHITE for m in ratios.index],
        edgecolors=[ORANGE if m == signing else BLUE for m in ratios.index],
        linewidths=1.4,
        zorder=3,
    )
    ax.annotate(
        "month of signing: "
        f"{num(ratios[signing], 1)}", (at(signing), ratios[signing]), xytext=(22, 24),
        textcoords="offset points", ha="left", fontsize=8.5, fontweight="bold", color=ORANGE,
        arrowprops={"arrowstyle": "-", "color": ORANGE, "lw": 0.8, "shrinkB": 4},
    )  # fmt: skip
    peak = ratios.idxmax()
    if peak != signing:
        ax.annotate(num(ratios[peak], 1), (at(peak), ratios[peak]), xytext=(0, 7),
                    textcoords="offset points", ha="center", fontsize=8.5, color=BLUE)  # fmt: skip
    ax.axhline(1, color=GREY, lw=1)
    ax.set_yscale("log")
    low, high = min(0.85, ratios.min() * 0.9), ratios.max() * 1.45
    ax.set_yticks([t for t in (0.1, 0.2, 0.5, 1, 2, 3, 5, 8, 12, 20, 50) if low <= t <= high])
    ax.yaxis.set_major_formatter(lambda v, _: num(v))
    ax.minorticks_off()
    ax.set_ylim(low, high)
    date_axis(
        ax,
        period_start(shift_months(ratios.index[0], -1)),
        period_end(shift_months(ratios.index[-1], 1)),
    )
    ax.grid(axis="y")
    quiet(ax)
    return fig


def _half_years(values: pd.Series) -> str:
    """Return how far launches had grown within the year before the signing."""
    first, second = (
        [m for m in (f"2024-{n:02d}" for n in half) if m in values.index]
        for half in (range(1, 7), range(7, 13))
    )
    if len(first) < 6 or len(second) < 6:
        return ""
    a, b = per_day(values, first), per_day(values, second)
    return (
        f"Within the year before the signing launches had already gone from {rate(a)} a day "
        f"({months_named(first)}) to {rate(b)} ({months_named(second)}), a ratio of "
        f"{num(b / a, 1)}. What was under way before a date cannot be put down to it."
    )
