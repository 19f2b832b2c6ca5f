"""The Strait of Hormuz: ships seen, oil carried, and counts quoted in the press."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.figure import Figure

from helpers.display.axes import at, date_axis, mark_days, quiet, zero_based
from helpers.display.bundles import figure, table
from helpers.display.style import BLUE, COUNTRY, GREY, LIGHT, canvas, edge
from helpers.display.words import num, percent
from helpers.ledger.dates import long_date
from helpers.sections.prose import cite, nothing_public

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

SERIES = "hormuz_tanker_transits_daily"
WINDOW = 28
"""Days compared: four whole weeks, so that weekdays weigh alike."""

QUARTERS = ("first", "second", "third", "fourth")
STRAITS = ("Hormuz", "Bab el-Mandeb", "Malacca")


def tankers(report: Briefing) -> None:
    """Draw tankers through the strait by day with a median of seven days."""
    rows = report.figures.of(SERIES, "Hormuz")
    if len(rows) < 2 * WINDOW:
        nothing_public(report, "daily passages of the strait over two months or more")
        return
    days = rows.set_index("period")["value"]
    events = strait_events(report, days.index[0], days.index[-1])
    weekly = weeks(days)
    low = weekly.sort_values("median", kind="stable").iloc[0]
    named = "; ".join(f"{i + 1}, {t}" for i, t in enumerate(events["title"]))
    figure(
        draw_tankers(days, report, list(events["date"])),
        label=f"{report.section}-tankers",
        title=tankers_title(days),
        subtitle=f"Tankers passing the Strait of Hormuz in a day, {long_date(days.index[0])} to "
        f"{long_date(days.index[-1])}; line: median of seven days",
        caption="Counted from tracking signals: where they are jammed or switched off, a zero "
        "means that "
        "none was seen, not that none passed. " + report.figures.caveat(SERIES)
        + (f" Numbered days: {named}." if named else ""),
        alt=f"Dots and a line from {long_date(days.index[0])} to {long_date(days.index[-1])}. "
        f"Lowest median of a week {num(low['median'], 0)}, to {long_date(low['week_end'])}; last "
        f"day {num(days.iloc[-1])}.",
        source=report.figures.citations(rows) + cite([k for keys in events["keys"] for k in keys]),
        data=weekly,
    )  # fmt: skip


def draw_tankers(days: pd.Series, report: Briefing, numbered: list[str]) -> Figure:
    """Return daily dots, a running median, and marks of the treaty and of numbered events."""
    fig, (ax,) = canvas(2.9)
    x = [at(d) for d in days.index]
    ax.scatter(x, days, s=7, color=GREY, alpha=0.7, linewidths=0, zorder=1)
    ax.plot(x, days.rolling(7, center=True, min_periods=4).median(), color=BLUE)
    zero_based(ax)
    ax.set_ylim(0)
    date_axis(ax, days.index[0], days.index[-1])
    marks = [(d, w) for d, w in report.treaty_days if d >= days.index[0]]
    mark_days(ax, marks + [(d, str(i + 1)) for i, d in enumerate(numbered)], report.as_of)
    ax.set_title("tankers a day", fontweight="normal", color=GREY, fontsize=8.5)
    quiet(ax)
    return fig


def tankers_title(days: pd.Series) -> str:
    """Return the median of the last four weeks against the first four weeks held."""
    last, first = days.tail(WINDOW), days.head(WINDOW)
    now, then = float(last.median()), float(first.median())
    head = (
        f"{num(now, 1)} tankers passed Hormuz on a median day of the {WINDOW} days to "
        f"{long_date(last.index[-1])}"
    )
    against = f"the {WINDOW} days to {long_date(first.index[-1])}"
    if not then or round(100 * (now / then - 1)) == 0:
        return f"{head}, as in {against}"
    way = "fewer" if now < then else "more"
    return f"{head}, {percent(abs(now / then - 1))} {way} than in {against}"


def weeks(days: pd.Series) -> pd.DataFrame:
    """Return daily counts by week of seven days, counted back from the last day."""
    group = [(len(days) - 1 - i) // 7 for i in range(len(days))]
    frame = pd.DataFrame({"day": days.index, "value": days.to_numpy(), "week": group})
    out = frame.groupby("week").agg(
        week_end=("day", "max"),
        median=("value", "median"),
        lowest=("value", "min"),
        highest=("value", "max"),
        days=("value", "size"),
    )
    return out.sort_values("week_end").reset_index(drop=True)


def strait_events(report: Briefing, first: str, last: str) -> pd.DataFrame:
    """Return the events on the strait that fall into the days drawn, oldest first."""
    rows = report.known.events
    rows = rows[(rows["topic"] == "hormuz") & rows["date"].between(first, last)]
    return rows.sort_values("date")


def flows(report: Briefing) -> None:
    """Draw the oil carried through three straits by quarter."""
    rows = report.figures.of("chokepoint_oil_flow", list(STRAITS))
    wide = report.figures.wide("chokepoint_oil_flow", list(STRAITS))
    if len(wide) < 2:
        nothing_public(report, "oil flows through the straits over two quarters or more")
        return
    figure(
        draw_flows(wide),
        label=f"{report.section}-flows",
        title=flows_title(wide["Hormuz"].dropna()),
        subtitle="Crude oil and products through three straits, million barrels a day, by quarter",
        caption="One scale, from zero. " + report.figures.caveat("chokepoint_oil_flow"),
        alt="Three bar charts with one scale. "
        + " ".join(
            f"{s}: {num(wide[s].iloc[0], 1)} in the {quarter(wide.index[0])}, "
            f"{num(wide[s].iloc[-1], 1)} in the {quarter(wide.index[-1])}."
            for s in STRAITS
        ),
        source=report.figures.citations(rows),
        data=wide.reset_index(),
    )


def flows_title(hormuz: pd.Series) -> str:
    """Return the last quarter's flow through Hormuz against the mean of the quarters before it."""
    last, mean = float(hormuz.iloc[-1]), float(hormuz.iloc[:-1].tail(4).mean())
    moved = percent(abs(last / mean - 1))
    way = "below" if last < mean else "above"
    against = "the quarter before" if len(hormuz) == 2 else "the mean of the quarters before"
    return (
        f"Oil through Hormuz in the {quarter(hormuz.index[-1])} stood at {num(last, 1)} million "
        f"barrels a day, {moved} {way} {against}"
    )


def quarter(period: str) -> str:
    """Return 1999-Q2 as "second quarter of 1999"."""
    return f"{QUARTERS[int(period[-1]) - 1]} quarter of {period[:4]}"


def draw_flows(wide: pd.DataFrame) -> Figure:
    """Return one panel of upright bars for each strait, quarters named, values written on top."""
    fig, axes = canvas(2.2, 1, len(STRAITS), sharey=True)
    first = wide.index[0]
    ticks = [
        f"Q{p[-1]}" + (f"\n{p[:4]}" if p in (first, f"{p[:4]}-Q1") else "") for p in wide.index
    ]
    for ax, strait in zip(axes, STRAITS, strict=True):
        tint = COUNTRY["IRN"] if strait == "Hormuz" else LIGHT
        around = edge(tint, tint)
        ax.bar(range(len(wide)), wide[strait], 0.74, color=tint, edgecolor=around, lw=0.8)
        for i, value in enumerate(wide[strait]):
            if value == value:
                ax.text(i, value + 0.4, f"{value:.1f}", ha="center", fontsize=7.4)
        ax.set_xticks(range(len(wide)), ticks, fontsize=7.6)
        ax.set_title(strait, fontsize=9)
        ax.set_yticks([])
        ax.tick_params(length=0)
        quiet(ax)
    axes[0].set_ylim(0, 1.12 * float(wide.max().max()))
    return fig


def strait_counts(report: Briefing) -> None:
    """Tabulate counts of ships quoted in the press, never joined to the daily series."""
    rows = report.figures.of("hormuz_transits_press")
    if rows.empty:
        nothing_public(report, "counts of ships quoted in the press")
        return
    grades = report.known.sources["reliability"]
    shown = pd.DataFrame(
        {
            "Day": rows["period"],
            "Ships": [f"{num(v)} [@{k}]" for v, k in zip(rows["value"], rows["key"], strict=True)],
            "Note": rows["note"],
            "Source grade": [grades.get(s, "") for s in rows["source_id"]],
        }
    )
    low, high = float(rows["value"].min()), float(rows["value"].max())
    table(
        shown,
        label=f"{report.section}-strait-counts",
        title=f"Counts quoted in the press ran from {num(low)} to {num(high)} ships a day",
        caption="Ship types and trackers differ from row to row, and from the daily series: the "
        "rows make "
        "no line. " + report.figures.caveat("hormuz_transits_press"),
        kinds={"Day": "date", "Ships": "markdown", "Source grade": "grade"},
    )
