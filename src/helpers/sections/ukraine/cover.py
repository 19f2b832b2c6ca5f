"""Could Russia's own output cover what it fired: the test of the supplier, span by span."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.figure import Figure

from helpers.display.axes import quiet, zero_based
from helpers.display.bundles import figure
from helpers.display.style import GREY, RED, WHITE, canvas
from helpers.display.words import join, num, percent
from helpers.judgement.indicators.ukraine import supply
from helpers.sections.prose import nothing_public
from helpers.sections.ukraine.windows import months_named
from helpers.sections.whatif import case_of

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

DECOYS_FROM = "2024-10"
"""Decoys are in the counts of launches from late in that year on, as the series says."""
HALF = 0.5
"""A supplier of less than half of what is fired is no longer the primary one."""


def covered(report: Briefing) -> pd.DataFrame:
    """Return, by span, output over strike drones launched: span, kind, cover, low, high, elsewhere.

    The share of decoys is that of the case shown, its range that of the model; spans before decoys
    were counted have none. `elsewhere` is what output leaves, strike drones a month.
    """
    model, values = case_of(report, "drone_exchange")
    knob = model.knob("decoy_share")
    decoys = [float(values["decoy_share"]), float(knob.low or 0), float(knob.high or 0)]
    out = []
    for r in supply.made_and_launched(report.known).itertuples():
        shares = decoys if r.first >= DECOYS_FROM else [0.0]
        cover = [r.made / (r.launched * (1 - d)) for d in shares]
        need = (r.launched * (1 - shares[0]) - r.made) / r.months
        span = months_named(sorted({r.first, r.last}))
        out.append((span, r.kind, cover[0], min(cover), max(cover), max(0.0, need)))
    return pd.DataFrame(out, columns=["span", "kind", "cover", "low", "high", "elsewhere"])


def cover(report: Briefing) -> None:
    """Show the share of the strike drones launched that output in Russia covers, by span."""
    rows = covered(report)
    if rows.empty:
        nothing_public(report, "output and launches in the same months")
        return
    used = report.figures.of([supply.OUTPUT, supply.CAPACITY, "drones_launched_uaf"])
    used = used[~used["note"].str.contains(supply.PLAN)]
    figure(
        _cover_figure(rows),
        label="ukraine-cover",
        title=_cover_title(rows),
        subtitle="Output, or capacity (hollow), over strike drones launched in the same months; "
        "bars: from the lowest to the highest share of decoys",
        caption="Above the first mark finished drones from abroad were the smaller part of what "
        "was fired; above the second none was needed, stocks apart. Neither says who made engines "
        "and electronics or who owns the design. No decoys are taken off before they were "
        "counted. " + report.figures.caveat(supply.OUTPUT),
        alt="Dots by span: "
        + "; ".join(
            f"{r.span} ({r.kind}) {percent(r.cover)}, {percent(r.low)} to {percent(r.high)}; "
            f"{num(r.elsewhere, 0)} strike drones a month left"
            for r in rows.itertuples()
        )
        + ".",
        source=report.figures.citations(used),
        data=rows.assign(per_cent=100 * rows["cover"]),
    )


def _cover_title(rows: pd.DataFrame) -> str:
    over = rows[rows["low"] >= HALF]
    said = join(f"{percent(r.cover)} in {r.span}" for r in rows.itertuples())
    if len(over) == len(rows):
        return f"Russia's own output could cover most of what it fired in every span known: {said}"
    return f"Russia's own output could cover this part of what it fired: {said}"


def _cover_figure(rows: pd.DataFrame) -> Figure:
    fig, (ax,) = canvas(0.75 + 0.42 * len(rows))
    for y, r in enumerate(rows.itertuples()):
        ax.hlines(y, 100 * r.low, 100 * r.high, color=RED, lw=3, alpha=0.6)
        face = RED if r.kind == "made" else WHITE
        ax.scatter(100 * r.cover, y, s=60, c=face, edgecolors=RED, linewidths=1.6, zorder=3)
        ax.annotate(
            f"{num(100 * r.cover, 0)} %", (100 * r.high, y), xytext=(9, 0), va="center",
            textcoords="offset points", fontsize=8.5,
            bbox={"facecolor": WHITE, "lw": 0, "pad": 0.8},
        )  # fmt: skip
    for value, word in ((50, "half"), (100, "all")):
        ax.axvline(value, color=GREY, lw=1, ls=(0, (3, 2)), zorder=1)
        ax.annotate(
            word, (value, 1), xycoords=("data", "axes fraction"), xytext=(0, 2), ha="center",
            textcoords="offset points", fontsize=8, color=GREY,
        )  # fmt: skip
    ax.set_yticks(range(len(rows)), [f"{r.span}: {r.kind}" for r in rows.itertuples()])
    ax.set_ylim(len(rows) - 0.45, -0.55)
    zero_based(ax, "x", pad=0.12)
    ax.xaxis.set_major_formatter(lambda v, _: f"{num(v)} %")
    quiet(ax)
    return fig
