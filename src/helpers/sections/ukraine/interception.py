"""What was stopped and what was not: the number that gets through, its share, and the missiles."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.display.axes import at, date_axis, mark_days, quiet, zero_based
from helpers.display.bundles import figure, say
from helpers.display.style import BLUE, GREY, LIGHT, ORANGE, PURPLE, WHITE, canvas
from helpers.display.words import capital, count, num, percent
from helpers.ledger.dates import long_date, mentions, period_end, period_start
from helpers.sections.prose import nothing_public
from helpers.sections.ukraine.windows import (
    FRONT,
    Windows,
    axis_end,
    compared,
    days_of,
    draw_levels,
    month_bars,
    monthly,
    per_day,
    windows,
)

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

LAUNCHED, STOPPED, PRESS = (
    "drones_launched_uaf",
    "drones_stopped_uaf",
    "drone_stopped_share_press",
)


def passed(report: Briefing) -> pd.DataFrame:
    """Return by month: launched, stopped, through (their difference)."""
    rows = pd.DataFrame(
        {"launched": monthly(report, LAUNCHED), "stopped": monthly(report, STOPPED)}
    ).dropna()
    return rows.assign(through=rows["launched"] - rows["stopped"])


def not_stopped(report: Briefing) -> None:
    """Show the drones a day that were reported as not stopped, and what made their number grow."""
    rows = passed(report)
    if rows.empty:
        nothing_public(report, "the number of drones stopped")
        return
    span = windows(report, rows.index)
    before, after = per_day(rows["through"], span.before), per_day(rows["through"], span.after)
    daily = rows["through"] / [days_of(m) for m in rows.index]
    fig, (ax,) = canvas(2.8)
    month_bars(ax, daily, PURPLE)
    date_axis(ax, period_start(daily.index[0]), axis_end(report, daily.index[-1]))
    zero_based(ax)
    _shade_merged(report, ax, daily.index[-1])
    draw_levels(ax, span, before, after)
    mark_days(ax, report.treaty_days, report.as_of)
    quiet(ax)
    figure(
        fig,
        label="ukraine-through",
        title=f"Drones reported as not stopped {compared(before, after)}",
        subtitle=f"Drones launched less drones stopped, per day by month; {span}",
        caption="Stopped means shot down, jammed or lost, by the same statements. A drone not "
        "stopped has not always hit. "
        + _merged_words(report)
        + report.figures.caveat(LAUNCHED),
        alt=f"Columns per month: {num(daily.iloc[0])} a day in {long_date(daily.index[0])}, "
        f"{num(daily.iloc[-1])} in {long_date(daily.index[-1])}, at most {num(daily.max())} in "
        f"{long_date(daily.idxmax())}. {capital(compared(before, after))}.",
        source=report.figures.citations(report.figures.of([LAUNCHED, STOPPED], FRONT)),
        data=daily.rename("not_stopped_per_day").rename_axis("period").reset_index(),
    )  # fmt: skip
    say(_parts(rows, span))


def _parts(rows: pd.DataFrame, span: Windows) -> str:
    """Return how much of the growth came from launches and how much from the share let through."""
    if not span.before or not span.after:
        return ""
    fired = per_day(rows["launched"], span.after) / per_day(rows["launched"], span.before)
    sums = [rows.loc[m, ["through", "launched"]].sum() for m in (span.before, span.after)]
    before, after = (s["through"] / s["launched"] for s in sums)
    if min(before, after) <= 0:
        return ""
    leaked = after / before
    total = fired * leaked
    text = (
        "The number that got through is launches times the share not stopped. Launches a day "
        f"multiplied by {num(fired, 1)}, the share not stopped by {num(leaked, 1)}, from "
        f"{percent(before, 1)} to {percent(after, 1)}; together by {num(total, 1)}."
    )
    if fired > 1 and leaked > 1:
        share = math.log(fired) / math.log(total)
        text += (
            f" On a scale of ratios {percent(share)} of the growth came from launches and the rest "
            "from the share let through."
        )
    return text


def share_not_stopped(report: Briefing) -> None:
    """Show the share of launched drones that was not stopped, in months with enough launches."""
    rows = passed(report)
    least = report.parameters.min_launches_for_share
    shown = rows[rows["launched"] >= least]
    if shown.empty:
        nothing_public(report, f"months with at least {least} launches")
        return
    share = 100 * shown["through"] / shown["launched"]
    last = share.index[-1]
    press = report.figures.of(PRESS)
    fig, (ax,) = canvas(2.8)
    _share_lines(report, ax, share, press)
    _shade_merged(report, ax, last)
    mark_days(ax, report.treaty_days, report.as_of)
    figure(
        fig,
        label="ukraine-share",
        title=_share_title(report, rows, share),
        subtitle=f"Drones not stopped, per cent of drones launched; months with {least} launches "
        "or more",
        caption="Line: from the monthly sums. Squares: shares given by the press, each for its own "
        "span and types of drone, turned round from the share stopped. "
        f"{capital(count(len(rows) - len(shown), 'month'))} with fewer launches left out. "
        + _merged_words(report),
        alt=f"Line from {num(share.iloc[0])} per cent in {long_date(share.index[0])} to "
        f"{num(share[last])} in {long_date(last)}; lowest {num(share.min())}, highest "
        f"{num(share.max())} in {long_date(share.idxmax())}. {capital(count(len(press), 'share'))} "
        "given by the press: "
        + "; ".join(f"{long_date(r.period)} "
        f"{num(100 - r.value)}" for r in press.itertuples()) + ".",
        source=report.figures.citations(report.figures.of([LAUNCHED, STOPPED, PRESS])),
        data=share.rename("not_stopped_per_cent").reset_index(),
    )  # fmt: skip


def _share_title(report: Briefing, rows: pd.DataFrame, share: pd.Series) -> str:
    span, last = windows(report, rows.index), share.index[-1]
    sums = [rows.loc[m, ["through", "launched"]].sum() for m in (span.before, span.after)]
    now = f"{num(share[last], 0)} per cent in {long_date(last)}"
    if not span.before or not span.after:
        return f"The share of drones not stopped was {now}"
    before, after = (100 * s["through"] / s["launched"] for s in sums)
    return (
        f"The share of drones not stopped {'rose' if after > before else 'fell'} from "
        f"{num(before, 1)} per cent before the signing to {num(after, 1)} after it, and stood at "
        f"{now}"
    )


def _share_lines(report: Briefing, ax: Axes, share: pd.Series, press: pd.DataFrame) -> None:
    first, last = share.index[0], share.index[-1]
    full = share.reindex([str(m) for m in pd.period_range(first, last, freq="M")])
    ax.plot(
        [at(m) for m in full.index], full, color=PURPLE, marker="o", markersize=3.4, clip_on=False
    )
    inside = press[press["period"] >= first]
    ax.scatter(
        [at(p) for p in inside["period"]], 100 - inside["value"], marker="s", s=36, c=WHITE,
        edgecolors=BLUE, linewidths=1.4, zorder=4, label="given by the press",
    )  # fmt: skip
    date_axis(ax, period_start(first), axis_end(report, last))
    ax.yaxis.set_major_formatter(lambda v, _: f"{num(v)} %")
    ax.grid(axis="y")
    ax.set_ylim(0, 1.12 * max([float(share.max()), *(100 - inside["value"])]) or 1)
    if len(inside):
        ax.legend(loc="upper left", borderaxespad=0.2, handletextpad=0.2)
    quiet(ax)


def missiles(report: Briefing) -> None:
    """Show missiles launched per month, and the other accounts of them."""
    values = monthly(report, "missiles_launched_uaf")
    if values.empty:
        nothing_public(report, "missiles launched")
        return
    span = windows(report, values.index)
    before, after = per_day(values, span.before), per_day(values, span.after)
    other = report.figures.of(["missiles_launched_afp", "missiles_launched_uaf_press"], FRONT)
    figure(
        _missile_figure(report, values, other),
        label="ukraine-missiles",
        title=f"Missiles reported as launched {compared(before, after)}",
        subtitle=f"Missiles per month, from Ukrainian Air Force statements; {span}",
        caption="Missiles are shown for comparison: a cause that works through drones alone should "
        "move the drones and leave the missiles where they "
        "were. " + report.figures.caveat("missiles_launched_uaf"),
        alt=f"Columns per month from {num(values.iloc[0])} in {long_date(values.index[0])} to "
        f"{num(values.iloc[-1])} in {long_date(values.index[-1])}, at most {num(values.max())} in "
        f"{long_date(values.idxmax())}. {capital(compared(before, after))}.",
        source=report.figures.citations(
            pd.concat([report.figures.of("missiles_launched_uaf"), other])
        ),
        data=values.reset_index(),
    )


def _missile_figure(report: Briefing, values: pd.Series, other: pd.DataFrame) -> Figure:
    span = windows(report, values.index)
    fig, (ax,) = canvas(2.4)
    month_bars(ax, values, BLUE)
    ax.scatter(
        [at(p) for p in other["period"]],
        other["value"],
        marker="D",
        s=24,
        c=WHITE,
        edgecolors=ORANGE,
        linewidths=1.3,
        zorder=4,
        label="count given by the press",
    )
    date_axis(ax, period_start(values.index[0]), axis_end(report, values.index[-1]))
    zero_based(ax, pad=0.2)
    means = [float(values[m].mean()) if m else float("nan") for m in (span.before, span.after)]
    draw_levels(ax, span, *means)
    mark_days(ax, report.treaty_days, report.as_of)
    if len(other):
        ax.legend(loc="upper right", bbox_to_anchor=(1, -0.14), borderaxespad=0, handletextpad=0.2)
    quiet(ax)
    return fig


def merged_from(report: Briefing) -> str:
    """Return the month from which shot down and lost are one number, or "" if not known."""
    notes = report.figures.of(STOPPED, FRONT)["note"].unique()
    days = [m.first_day for note in notes for m in mentions(note)]
    return max(days)[:7] if days else ""


def _merged_words(report: Briefing) -> str:
    month = merged_from(report)
    return (
        f"From {long_date(month)}, shaded, drones shot down and drones lost or jammed are given as "
        "one number. "
        if month
        else ""
    )


def _shade_merged(report: Briefing, ax: Axes, last: str) -> None:
    month = merged_from(report)
    if not month or month > last:
        return
    ax.axvspan(
        at(period_start(month)), at(period_end(last)), facecolor=LIGHT, alpha=0.4, lw=0, zorder=0
    )
    ax.annotate(
        "counts merged",
        (at(period_end(last)), 0.985),
        xycoords=("data", "axes fraction"),
        xytext=(-3, 0),
        textcoords="offset points",
        va="top",
        ha="right",
        fontsize=8,
        color=GREY,
    )
