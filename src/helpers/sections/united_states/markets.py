"""Gauges of pressure: barrels that leave Iran, their discount, and the rial."""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator, NullLocator

from helpers.display.axes import at, date_axis, mark_days, quiet, zero_based
from helpers.display.bundles import figure
from helpers.display.charts import bars, draw_lines
from helpers.display.style import BLUE, BROWN, GREY, ORANGE, PURPLE, TEAL, WHITE, canvas
from helpers.display.words import join, num, percent
from helpers.ledger.dates import long_date, months_between, period_end, shift_months
from helpers.ledger.series import at_least
from helpers.sections.briefing import Briefing
from helpers.sections.prose import nothing_public, over

TRACKERS = {
    "iea": ("IEA", BLUE, "o"),
    "kpler": ("Kpler", ORANGE, "s"),
    "vortexa": ("Vortexa", PURPLE, "D"),
    "tankertrackers": ("TankerTrackers", TEAL, "^"),
    "press": ("unnamed or mixed", BROWN, "P"),
}
SHOCKS = (
    "israel-strikes-iran-2025-06-13",
    "un-sanctions-return-2025-09-28",
    "us-israel-war-on-iran-2026-02-28",
)
"""Events marked by number beside the rial, for they act on it whatever the treaty does."""


def oil_counts(report: Briefing) -> pd.DataFrame:
    """Return monthly counts of Iranian oil exports by the trackers chosen, with column tracker."""
    names = {f"iran_oil_exports_monthly_{t}": t for t in report.parameters.oil_trackers}
    rows = report.figures.of(list(names), since=str(report.parameters.since))
    return rows.assign(tracker=[names[s] for s in rows["series"]]).sort_values(["end", "known_on"])


def oil_exports(report: Briefing) -> None:
    """Draw counts of Iranian oil exports, one shape per tracker, no line between them."""
    rows = oil_counts(report)
    if rows.empty:
        nothing_public(report, f"monthly oil exports since {report.parameters.since}")
        return
    series = [f"iran_oil_exports_monthly_{t}" for t in report.parameters.oil_trackers]
    figure(
        _draw_counts(rows, report),
        label="united_states-oil-exports",
        title=counts_title(rows),
        subtitle="Iranian oil exports in a month, thousand barrels a day, by tracker",
        caption="No line runs through the dots. " + report.figures.caveat(series[0]),
        alt=join(
            f"{long_date(r['period'])} {num(r['value'])} ({TRACKERS[r['tracker']][0]})"
            for r in rows.to_dict("records")
        )
        + ".",
        source=report.figures.citations(rows),
        data=rows[["period", "tracker", "value", "known_on", "note"]],
    )


def counts_title(rows: pd.DataFrame) -> str:
    """Return the last count known, and the range of all counts shown."""
    last = rows.iloc[-1]
    said = (
        f"The last count known is {num(last['value'])} thousand barrels a day, "
        f"{long_date(last['period'])} ({TRACKERS[last['tracker']][0]})"
    )
    if len(rows) == 1:
        return said
    low, high = rows["value"].min(), rows["value"].max()
    place = (
        ", the lowest of all shown"
        if last["value"] == low
        else ", the highest of all shown"
        if last["value"] == high
        else f"; all counts shown lie between {num(low)} and {num(high)}"
    )
    return said + place


def _draw_counts(rows: pd.DataFrame, report: Briefing) -> Figure:
    fig, (ax,) = canvas(3.1)
    for tracker, part in rows.groupby("tracker", sort=False):
        label, colour, shape = TRACKERS[str(tracker)]
        ax.scatter(
            [at(p) for p in part["period"]],
            part["value"],
            s=46,
            marker=shape,
            c=WHITE if tracker == "press" else colour,
            edgecolors=colour,
            linewidths=1.4,
            label=label,
            zorder=3,
        )
    date_axis(ax, rows["start"].min(), report.as_of)
    low, high = ax.get_xlim()
    ax.set_xlim(low - 0.02 * (high - low), high + 0.02 * (high - low))
    mark_days(ax, report.treaty_days[:1], report.as_of)
    zero_based(ax, pad=0.16)
    quiet(ax)
    ax.legend(loc="lower left", ncols=2, borderaxespad=0.2, handletextpad=0.3)
    return fig


def discount(report: Briefing) -> None:
    """Draw the discount of Iranian crude to Brent, as traders quoted it."""
    rows = report.figures.of("iran_crude_discount_press", "IRN", str(report.parameters.since))
    if rows.empty:
        nothing_public(report, f"the discount of Iranian crude since {report.parameters.since}")
        return
    labels = [long_date(p) for p in rows["period"]]
    last, low = rows.iloc[-1], rows.loc[rows["value"].idxmin()]
    bounds = [m for m, note in zip(labels, rows["note"], strict=True) if at_least(note)]
    quoted = [over(v, n) for v, n in zip(rows["value"], rows["note"], strict=True)]
    figure(
        bars(pd.Series(rows["value"].to_numpy(), index=labels), colour=ORANGE, bounds=bounds),
        label="united_states-discount",
        title=f"Iranian crude sold {quoted[-1]} dollars a barrel below Brent in "
        f"{labels[-1]}"
        + (
            f", {over(low['value'], low['note'])} in {long_date(low['period'])}"
            if last["value"] > low["value"]
            else ""
        ),
        subtitle="Discount of Iranian crude to Brent, USD a barrel, months quoted"
        + ("; hollow: quoted as more than the number" if bounds else ""),
        caption="A discount is what a seller under sanctions pays for being one: it shrinks if "
        "an outlet opens and grows if buyers fear penalties, or if Russian oil competes "
        "for the same buyers. " + report.figures.caveat("iran_crude_discount_press"),
        alt=join(f"{said} dollars in {m}" for said, m in zip(quoted, labels, strict=True)) + ".",
        source=report.figures.citations(rows),
        data=rows[["period", "value", "known_on", "note"]],
    )


def rial(report: Briefing) -> None:
    """Draw the free-market price of a dollar in rials, and compare both sides of the signing."""
    frame = report.figures.wide("irr_per_usd_market_mean", "IRN")
    if frame.empty:
        nothing_public(report, "the rial")
        return
    values, month = frame["IRN"], report.signed[:7]
    last = period_end(shift_months(month, report.parameters.window_months))
    marks, key = numbered(report, SHOCKS, last)
    base = "month of signing" if month in values.index else "last month known"
    jumps = values.pct_change()
    worst = str(jumps.idxmax())
    figure(
        _draw_rial(values, report, marks),
        label="united_states-rial",
        title=rial_title(values, month, report.parameters.window_months),
        subtitle="Left: rials per US dollar on the free market, monthly mean, logarithmic "
        f"scale; right: the window compared, {base} = 100. Up means a weaker rial",
        caption=f"{key}Dealer quotes. Wars, sanctions and domestic policy act at the same time: "
        "the comparison says how strong the pressure was, not what the treaty did.",
        alt=f"{num(values.iloc[-1])} rials in {long_date(str(values.index[-1]))}, against "
        f"{num(values.iloc[0])} in {long_date(str(values.index[0]))}; the steepest month was "
        f"{long_date(worst)} with {100 * jumps.max():+.0f} per cent.",
        source=report.figures.citations(report.figures.of("irr_per_usd_market_mean", "IRN")),
        data=frame.round(0).reset_index(),
    )


def _draw_rial(values: pd.Series, report: Briefing, marks: list[tuple[str, str]]) -> Figure:
    window, month = report.parameters.window_months, report.signed[:7]
    fig, (left, right) = canvas(3.0, 1, 2, width_ratios=[1.35, 1])
    first = min(f"{report.parameters.since}-01", shift_months(month, -window))
    draw_lines(left, values.loc[first:].to_frame("rials"), log=True, labels=False)
    left.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    left.yaxis.set_minor_locator(NullLocator())
    left.grid(axis="y")
    mark_days(left, report.treaty_days[:1], report.as_of)
    base = month if month in values.index else str(values.index[-1])
    near = values.loc[shift_months(month, -window) : shift_months(month, window)]
    near = 100 * near / values[base]
    draw_lines(right, near.to_frame("index"), labels=False)
    right.axhline(100, color=GREY, lw=0.8, zorder=1)
    mark_days(right, [*report.treaty_days[:1], *marks], report.as_of)
    end = (at(str(near.index[-1])), near.iloc[-1])
    if base != near.index[-1]:
        right.annotate(
            num(end[1], 0),
            end,
            xytext=(-7, -3),
            textcoords="offset points",
            ha="right",
            fontsize=8.5,
            fontweight="bold",
            color=BLUE,
        )
    for ax in (left, right):
        ax.tick_params(labelsize=7.5)
    return fig


def rial_title(values: pd.Series, month: str, window: int) -> str:
    """Return the rise of the dollar in the months before and after a month, as far as known."""
    newest = str(values.index[-1])
    last = min(newest, shift_months(month, window))
    if month not in values.index:
        start = max(str(values.index[0]), shift_months(newest, -window))
        change = values[newest] / values[start] - 1
        span = months_between(start, newest)
        return (
            f"The dollar became {_dearer(change)} in rials in the {span} months to "
            f"{long_date(newest)}"
        )
    first = max(str(values.index[0]), shift_months(month, -window))
    before = values[month] / values[first] - 1
    said = (
        f"The dollar became {_dearer(before)} in rials in the {months_between(first, month)} "
        "months before the signing"
    )
    if last <= month:
        return said
    after = values[last] / values[month] - 1
    span = months_between(month, last)
    return f"{said} and {_dearer(after)} in the {f'{span} months' if span > 1 else 'month'} after"


def _dearer(change: float) -> str:
    return f"{percent(abs(change))} {'dearer' if change >= 0 else 'cheaper'}"


def numbered(
    report: Briefing, event_ids: tuple[str, ...], last: str = "9999"
) -> tuple[list[tuple[str, str]], str]:
    """Return numbered marks for the events known up to a day, and their key, blank if none."""
    known = [e for i in event_ids if (e := report.known.event(i)) is not None and e["date"] <= last]
    marks = [(e["date"], str(n)) for n, e in enumerate(known, 1)]
    key = "; ".join(f"{n}: {e['title']} ({long_date(e['when'])})" for n, e in enumerate(known, 1))
    return marks, f"Marked: {key}. " if key else ""
