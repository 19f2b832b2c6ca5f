"""Drones launched: the monthly sums, the other accounts of them, and the signing among other months."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.figure import Figure

from helpers.display.axes import at, date_axis, mark_days, quiet, zero_based
from helpers.display.bundles import figure, say
from helpers.display.style import BLUE, GREY, LIGHT, ORANGE, WHITE, canvas
from helpers.display.words import capital, count, join, num, number_word, percent
from helpers.ledger.dates import long_date, period_end, period_start, shift_months
from helpers.sections.prose import nothing_public
from helpers.sections.ukraine.windows import (
    FRONT,
    Windows,
    axis_end,
    compared,
    draw_levels,
    month_bars,
    monthly,
    months_named,
    per_day,
    rate,
    windows,
)

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

SERIES = "drones_launched_uaf"
ACCOUNTS = {
    "afp": "AFP",
    "ap": "AP",
    "abc": "ABC News",
    "agentstvo": "Agentstvo",
    "kyiv_independent": "Kyiv Independent",
    "uaf_press": "Air Force, in the press",
    "ukmod": "British Ministry of Defence",
    "general_staff": "General Staff",
    "syrskyi": "commander-in-chief",
    "narrow": "Shahed types only",
}
CLOSE = 0.05
"""Two counts of one month that differ by no more than this are called close."""


def launches(report: Briefing) -> None:
    """Show drones launched per month, with the mean of the months before and after the signing."""
    values = monthly(report, SERIES)
    if values.empty:
        nothing_public(report, "launches of drones")
        return
    span = windows(report, values.index)
    before, after = per_day(values, span.before), per_day(values, span.after)
    peak = values.idxmax()
    ratio = f", a ratio of {num(after / before, 1)}" if span.before and span.after else ""
    figure(
        _month_figure(report, values, span),
        label="ukraine-launches",
        title=f"Drones reported as launched {compared(before, after)}{ratio}",
        subtitle=f"Drones per month, from Ukrainian Air Force statements; windows: {span}",
        caption="Black lines give the monthly mean of each window; the month of signing belongs to "
        "neither. A launch is what the "
        "defender says it saw. A change at a date does not show "
        "what caused it. " + report.figures.caveat(SERIES),
        alt=f"Columns per month from {long_date(values.index[0])} ({num(values.iloc[0])}) to "
        f"{long_date(values.index[-1])} "
        f"({num(values.iloc[-1])}); the highest is {long_date(peak)} with {num(values[peak])}. "
        f"Per day: {capital(compared(before, after))}.",
        source=report.figures.citations(report.figures.of(SERIES, FRONT)),
        data=values.reset_index(),
    )  # fmt: skip


def _month_figure(report: Briefing, values: pd.Series, span: Windows) -> Figure:
    fig, (ax,) = canvas(3.0)
    month_bars(ax, values, ORANGE)
    date_axis(ax, period_start(values.index[0]), axis_end(report, values.index[-1]))
    zero_based(ax)
    ax.yaxis.set_major_formatter(lambda v, _: num(v))
    means = [float(values[m].mean()) if m else float("nan") for m in (span.before, span.after)]
    draw_levels(ax, span, *means)
    mark_days(ax, report.treaty_days, report.as_of)
    quiet(ax)
    return fig


def accounts(report: Briefing) -> None:
    """Show how far each other account of a month lies from the monthly sums."""
    rows = _differences(report)
    if rows.empty:
        nothing_public(report, "other counts of launches beside the monthly sums")
        return
    close = int((rows["difference"].abs() <= CLOSE).sum())
    far = rows.loc[rows["difference"].abs().idxmax()]
    side = "above" if far["difference"] > 0 else "below"
    figure(
        _account_figure(rows),
        label="ukraine-accounts",
        title=f"{capital(count(close, 'other count'))} of {len(rows)} "
        f"{'lies' if close == 1 else 'lie'} within five per cent of the monthly sums, and all rest "
        "on one side's statements",
        subtitle="Difference from the monthly sum of the same month, per cent; one dot per month",
        caption="Zero is the sum compiled from Air Force statements. Accounts that agree repeat "
        "one origin: closeness shows copying "
        "without error, not confirmation. Counts of Shahed types alone leave out decoys and other "
        "drones. " + report.figures.caveat("drones_launched_afp"),
        alt=f"Rows for {count(rows['account'].nunique(), 'account')} with "
        f"{count(len(rows), 'month')} in all. {_ranges(rows)} "
        f"The farthest is {far['account']} for {long_date(far['period'])}, "
        f"{percent(abs(far['difference']))} {side}.",
        source="".join(
            f"[@{k}]"
            for k in dict.fromkeys([*rows["key"], *report.figures.of(SERIES)["key"].unique()])
        ),
        data=rows[["account", "period", "value", "sum", "difference"]],
    )


def _differences(report: Briefing) -> pd.DataFrame:
    """Return account, period, value, sum, difference (share), key for all other counts."""
    sums = monthly(report, SERIES)
    names = {f"drones_launched_{code}": name for code, name in ACCOUNTS.items()}
    rows = report.figures.of(list(names), FRONT)
    rows = rows[rows["period"].isin(sums.index)]
    rows = rows.assign(account=rows["series"].map(names), sum=rows["period"].map(sums))
    return rows.assign(difference=rows["value"] / rows["sum"] - 1)


def _ranges(rows: pd.DataFrame) -> str:
    parts = [
        f"{account} {num(100 * part.min(), 0)} to {num(100 * part.max(), 0)}"
        for account, part in rows.groupby("account")["difference"]
    ]
    return f"Per cent by account: {', '.join(parts)}."


def _account_figure(rows: pd.DataFrame) -> Figure:
    order = [name for name in ACCOUNTS.values() if name in set(rows["account"])]
    fig, (ax,) = canvas(0.7 + 0.27 * len(order))
    ax.axvspan(-100 * CLOSE, 100 * CLOSE, facecolor=LIGHT, alpha=0.45, lw=0, zorder=0)
    ax.axvline(0, color=GREY, lw=1)
    y = [order.index(a) for a in rows["account"]]
    x = 100 * rows["difference"]
    ax.scatter(x, y, s=38, c=BLUE, alpha=0.75, edgecolors=WHITE, linewidths=0.6, zorder=3)
    first = x.groupby(rows["account"]).transform("min")
    for value, row, month, least in zip(x, y, rows["period"], first, strict=True):
        if abs(value) > 15:
            left = value == least
            ax.annotate(
                long_date(month), (value, row), xytext=(-7 if left else 7, 0), textcoords="offset "
                "points",
                va="center", ha="right" if left else "left", fontsize=7.8,
            )  # fmt: skip
    counts = rows["account"].value_counts()
    ax.set_yticks(range(len(order)), [f"{a} ({counts[a]})" for a in order])
    ax.set_ylim(len(order) - 0.4, -0.6)
    ax.set_xlim(min(-15.0, float(x.min()) * 1.35), max(15.0, float(x.max()) + 5))
    ax.xaxis.set_major_formatter(lambda v, _: f"{v:+.0f} %" if v else "0")
    ax.grid(axis="x")
    quiet(ax)
    return fig


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
        "those in the "
        f"{count(len(span.before), 'month')} before it; ratio, log scale",
        caption="Each dot repeats the same comparison around another month. A step up at the "
        "signing would put the highest dot at "
        "that month; an earlier peak means that the rise began earlier. Neighbouring dots share "
        "most of their months, so they are "
        "no independent trials.",
        alt=f"Dots for {count(len(ratios), 'month')} from {long_date(ratios.index[0])} to "
        f"{long_date(ratios.index[-1])}; the "
        f"signing month has {num(own, 1)}, the lowest is {num(ratios.min(), 1)} in "
        f"{long_date(ratios.idxmin())}, the highest "
        f"{num(ratios.max(), 1)} in {long_date(ratios.idxmax())}.",
        source=report.figures.citations(report.figures.of(SERIES, FRONT)),
        data=ratios.rename("ratio").rename_axis("month").reset_index(),
    )  # fmt: skip
    say(" ".join(t for t in (_half_years(values), _window_lengths(values, signing)) if t))


def ratios_by_month(report: Briefing, values: pd.Series) -> pd.Series:
    """Return, by month, launches per day after over before, for windows as long as the signing's."""
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
        return f"Around the signing launches rose {num(own, 1)}-fold; no other month has windows "
        "of this length"
    if peak == signing:
        return f"The rise in launches is steepest around the month of signing, {num(own, 1)}-fold"
    higher = int((others >= own).sum())
    return (
        f"The rise in launches is steepest around {long_date(peak)}, {num(ratios[peak], 1)}-fold; "
        "around the signing it is "
        f"{num(own, 1)}-fold, which {number_word(higher)} of {len(others)} other months reach"
    )


def _window_lengths(values: pd.Series, signing: str) -> str:
    """Return the ratio around the signing for windows of other lengths."""
    said = []
    for length in (3, 6, 12, 18):
        before = [shift_months(signing, -k) for k in range(1, length + 1)]
        after = [shift_months(signing, k) for k in range(1, length + 1)]
        if set(before + after) <= set(values.index):
            said.append(
                f"{num(per_day(values, after) / per_day(values, before), 1)} with "
                f"{count(length, 'month')}"
            )
    return f"The ratio around the signing depends on the length of the windows: it is {join(said)} "
    "on each side." if len(said) > 1 else ""


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
        f"({months_named(first)}) to "
        f"{rate(b)} ({months_named(second)}), a ratio of {num(b / a, 1)}. What was under way "
        "before a date cannot be put down to it."
    )
