"""Drones launched: the monthly sums, and how far other accounts of them lie apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.figure import Figure

from helpers.display.axes import date_axis, mark_days, quiet, zero_based
from helpers.display.bundles import figure
from helpers.display.style import BLUE, GREY, LIGHT, ORANGE, WHITE, canvas
from helpers.display.words import capital, count, num, out_of, percent, written
from helpers.ledger.dates import long_date, period_start
from helpers.sections.prose import nothing_public
from helpers.sections.ukraine.windows import (
    FRONT,
    Windows,
    axis_end,
    compared,
    draw_levels,
    month_bars,
    monthly,
    per_day,
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
        "neither. A launch is what the defender says it saw. A change at a date does not show what "
        "caused it. " + report.figures.caveat(SERIES),
        alt=f"Columns per month from {long_date(values.index[0])} ({num(values.iloc[0])}) to "
        f"{long_date(values.index[-1])} ({num(values.iloc[-1])}); the highest is {long_date(peak)} "
        f"with {num(values[peak])}. Per day: {capital(compared(before, after))}.",
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
        title=f"{capital(out_of(close, len(rows), 'other count'))} "
        f"{'lies' if close == 1 else 'lie'} within five per cent of the monthly sums, and all rest "
        "on one side's statements",
        subtitle="Difference from the monthly sum of the same month, per cent; one dot per month",
        caption="Zero is the sum compiled from Air Force statements, on which all accounts "
        "rest: closeness shows that they were copied without error, and confirms nothing. Counts "
        "of Shahed types alone leave out decoys and other drones. "
        + report.figures.caveat("drones_launched_afp"),
        alt=f"Rows for {count(rows['account'].nunique(), 'account')} with "
        f"{count(len(rows), 'month')} in all. {_ranges(rows)} The farthest is {far['account']} for "
        f"{long_date(far['period'])}, {percent(abs(far['difference']))} {side}.",
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
    ax.scatter(x, y, s=38, c=BLUE, alpha=0.85, edgecolors=WHITE, linewidths=0.6, zorder=3)
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
    ax.xaxis.set_major_formatter(lambda v, _: f"{written(v, '+.0f')} %" if v else "0")
    ax.grid(axis="x")
    quiet(ax)
    return fig
