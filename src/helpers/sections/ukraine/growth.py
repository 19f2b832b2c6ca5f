"""What multiplied and what did not: ratios with their intervals, and the trend of launches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from helpers.display.axes import at, date_axis, mark_days, quiet
from helpers.display.bundles import figure
from helpers.display.style import BLUE, GREY, ORANGE, PURPLE, WHITE, canvas
from helpers.display.words import join, num
from helpers.judgement.indicators.ukraine import trend
from helpers.ledger.dates import long_date, period_end, period_start
from helpers.sections.indicators import reading_of
from helpers.sections.prose import cite, nothing_public
from helpers.sections.ukraine.windows import days_of

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

RATIOS = {
    "I-K1b": ("drones, within the year before", "drones within the year before it", GREY),
    "I-K1": ("drones launched", "drones launched", ORANGE),
    "I-K3": ("drones not stopped", "drones not stopped", PURPLE),
    "I-K1e": ("missiles launched", "missiles", BLUE),
}
"""By indicator: the words of its row, its words in the title, its colour."""


def growth(report: Briefing) -> None:
    """Show how far drones, drones not stopped and missiles a day multiplied, with intervals."""
    read = {name: reading_of(report, name) for name in RATIOS}
    rows = pd.DataFrame(
        [
            (name, RATIOS[name][0], r.measured.value, r.measured.low, r.measured.high, r.side)
            for name, r in read.items()
            if r.side != "silent"
        ],
        columns=["indicator", "label", "ratio", "low", "high", "side"],
    )
    if len(rows) < 2:
        nothing_public(report, "launches of two months after the signing")
        return
    figure(
        _forest(rows),
        label="ukraine-growth",
        title=_growth_title(rows),
        subtitle="Rate a day in the twelve months after the month of signing, as far as known, "
        "over the twelve before; ratio with its 90 per cent interval, log scale",
        caption="The first row is a placebo: the same ratio between the two half-years before the "
        "signing. Missiles come from other plants and serve as a control. The windows are those of "
        "the indicators and do not follow the section's parameters.",
        alt="Dots with intervals: "
        + "; ".join(
            f"{r.label} {num(r.ratio)} ({num(r.low)} to {num(r.high)})" for r in rows.itertuples()
        )
        + ".",
        source=cite([k for name in rows["indicator"] for k in read[name].keys]),
        data=rows,
    )


def _growth_title(rows: pd.DataFrame) -> str:
    found = rows.set_index("indicator")
    moved = [n for n in ("I-K1", "I-K3", "I-K1e") if n in found.index]
    said = []
    for name in moved:
        words, r = RATIOS[name][1], found.loc[name]
        if r["side"] == "between":
            said.append(f"{words} did not change beyond chance (ratio {r['ratio']:.2f})")
        else:
            verb = "multiplied by" if r["side"] == "above" else "fell to"
            said.append(f"{words} {verb} {num(r['ratio'])}")
    before = f"; {RATIOS['I-K1b'][1]} had multiplied by {num(found.loc['I-K1b', 'ratio'])}"
    text = f"After the signing {join(said)}"
    return text + (before if "I-K1b" in found.index else "")


def _forest(rows: pd.DataFrame) -> Figure:
    fig, (ax,) = canvas(0.55 + 0.42 * len(rows))
    for y, r in enumerate(rows.itertuples()):
        tint = RATIOS[r.indicator][2]
        ax.hlines(y, r.low, r.high, color=tint, lw=2)
        face = WHITE if r.indicator == "I-K1b" else tint
        ax.scatter(r.ratio, y, s=52, c=face, edgecolors=tint, linewidths=1.6, zorder=3)
        ax.annotate(
            f"{num(r.ratio)}  ({num(r.low)} to {num(r.high)})", (r.high, y), xytext=(7, 0),
            textcoords="offset points", va="center", fontsize=8.5,
        )  # fmt: skip
    ax.axvline(1, color=GREY, lw=1)
    ax.set_xscale("log")
    low, high = 0.8 * min(1.0, rows["low"].min()), 3.2 * rows["high"].max()
    ax.set_xlim(low, high)
    ax.set_xticks([t for t in (0.25, 0.5, 1, 2, 5, 10, 20) if low <= t <= high])
    ax.xaxis.set_major_formatter(lambda v, _: num(v))
    ax.minorticks_off()
    ax.grid(axis="x")
    ax.set_yticks(range(len(rows)), list(rows["label"]))
    ax.set_ylim(len(rows) - 0.45, -0.55)
    quiet(ax)
    return fig


def against_trend(report: Briefing) -> None:
    """Show launches a day against the trend before the signing, and the fit after it."""
    step, slope = reading_of(report, "I-K1c"), reading_of(report, "I-K1d")
    if step.side == "silent":
        nothing_public(report, "a trend of launches on both sides of the signing")
        return
    rows = fitted(report)
    figure(
        _trend_figure(report, rows),
        label="ukraine-trend",
        title=_trend_title(step.measured, slope.measured),
        subtitle="Drones launched a day by month, log scale; lines: least-squares trend of each "
        "side, dashed: the earlier one continued",
        caption="The step is read at the month of signing, which belongs to neither side. "
        f"{step.measured.said[:1].upper()}{step.measured.said[1:]}. A log scale shows equal rates "
        "of growth as equal slopes; a rate such as that of the first side cannot go on for long, "
        "whatever happens.",
        alt=f"Dots for {len(rows)} months from {long_date(rows['month'].iloc[0])} to "
        f"{long_date(rows['month'].iloc[-1])}. {slope.measured.said[:1].upper()}"
        f"{slope.measured.said[1:]}. By the last month the earlier trend continued would have led "
        f"to {num(rows['continued'].iloc[-1], 0)} a day; {num(rows['a_day'].iloc[-1], 0)} were "
        "seen.",
        source=cite(list(step.keys)),
        data=pd.concat([rows, _estimates(step.measured, slope.measured)]),
    )


def fitted(report: Briefing) -> pd.DataFrame:
    """Return month, a_day (launches), fitted, continued (the earlier trend) around the signing."""
    rows = trend.trend_rows(report.known)
    early = rows["t"] < 0
    fits = [np.polyfit(p["t"], p["log_rate"], 1) for p in (rows[early], rows[~early])]
    before, after = (np.exp(np.polyval(f, rows["t"])) for f in fits)
    return pd.DataFrame(
        {
            "month": list(rows["period"]),
            "a_day": [
                v / days_of(m) for v, m in zip(rows["value"], rows["period"], strict=True)
            ],
            "fitted": np.where(early, before, after),
            "continued": before,
        }
    )  # fmt: skip


def _estimates(step, slope) -> pd.DataFrame:
    """Return the step and the change of slope as rows: month (their name), value, low, high."""
    return pd.DataFrame(
        [(n, m.value, m.low, m.high) for n, m in (("step", step), ("slope", slope))],
        columns=["month", "value", "low", "high"],
    ).assign(**{
        name.replace(" ", "_"): [slope.parts[name], None] for name in slope.parts
    })  # fmt: skip


def _trend_title(step, slope) -> str:
    rates = [slope.parts[f"per cent a month {w}"] for w in ("before", "after")]
    interval = f"90 per cent interval {num(step.low)} to {num(step.high)}"
    clear = "clears" if step.low > 1 or step.high < 1 else "does not clear"
    pace = "slowed" if slope.high < 1 else "quickened" if slope.low > 1 else "went"
    return (
        f"The step at the signing, {num(step.value)}-fold, {clear} chance ({interval}), and growth "
        f"{pace} from {rates[0]:+.1f} to {rates[1]:+.1f} per cent a month"
    )


def _trend_figure(report: Briefing, rows: pd.DataFrame) -> Figure:
    fig, (ax,) = canvas(3.0)
    x = [at(m) for m in rows["month"]]
    early = [m < report.signed[:7] for m in rows["month"]]
    ax.scatter(x, rows["a_day"], s=30, c=ORANGE, zorder=3)
    for side, style in ((early, "-"), ([not e for e in early], "-")):
        ax.plot(np.array(x)[side], rows["fitted"][side], color=BLUE, lw=1.8, ls=style)
    late = np.array(x)[[not e for e in early]]
    ax.plot(late, rows["continued"][[not e for e in early]], color=GREY, lw=1.4, ls=(0, (4, 3)))
    ax.annotate(
        "earlier trend\ncontinued", (late[-1], rows["continued"].iloc[-1]), xytext=(0, -20),
        textcoords="offset points", ha="right", va="top", fontsize=8, color=GREY,
    )  # fmt: skip
    ax.set_yscale("log")
    top = 1.3 * max(rows["a_day"].max(), rows["continued"].max())
    ax.set_ylim(0.7 * rows["a_day"].min(), top)
    ax.set_yticks([t for t in (5, 10, 20, 50, 100, 200, 500, 1000, 2000) if t <= top])
    ax.yaxis.set_major_formatter(lambda v, _: num(v))
    ax.minorticks_off()
    ax.grid(axis="y")
    date_axis(ax, period_start(rows["month"].iloc[0]), period_end(rows["month"].iloc[-1]))
    mark_days(ax, report.treaty_days, report.as_of)
    quiet(ax)
    return fig
