"""Drones made in Russia, beside drones launched in the same months."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.figure import Figure

from helpers.display.axes import quiet
from helpers.display.bundles import figure
from helpers.display.style import GREY, ORANGE, RED, WHITE, canvas
from helpers.display.words import num
from helpers.judgement.indicators.ukraine import supply
from helpers.judgement.indicators.ukraine.supply import PLAN
from helpers.sections.prose import nothing_public
from helpers.sections.ukraine.windows import months_named

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing


def made_and_fired(report: Briefing) -> pd.DataFrame:
    """Return spans for which both output or capacity and launches are known.

    Columns: span, kind (made, capacity), made, launched, months.
    """
    rows = supply.made_and_launched(report.known)
    spans = [months_named(sorted({r.first, r.last})) for r in rows.itertuples()]
    return rows.assign(span=spans)[["span", "kind", "made", "launched", "months"]]


def output(report: Briefing) -> None:
    """Show drones made in Russia beside drones launched in the same months."""
    rows = made_and_fired(report)
    if rows.empty:
        nothing_public(report, "output and launches in the same months")
        return
    used = report.figures.of(["drone_output_year", "drone_output_month", "drones_launched_uaf"])
    used = used[~used["note"].str.contains(PLAN)]
    figure(
        _output_figure(rows),
        label="ukraine-output",
        title=_output_title(rows),
        subtitle="Shahed-type drones per month: made at Alabuga or capacity (hatched), and all "
        "drones launched",
        caption="Launches are Ukrainian statements on all one-way drones, decoys included from "
        "late 2024, so they are the wider number. Output is by press reports of plant papers and "
        "by Ukrainian intelligence. Stocks, losses and other plants are not known.",
        alt="Pairs of bars. "
        + " ".join(
            f"{r.span}: {r.kind} {num(r.made / r.months, 0)} a month, launched "
            f"{num(r.launched / r.months, 0)}."
            for r in rows.itertuples()
        ),
        source=report.figures.citations(used),
        data=rows,
    )  # fmt: skip


def _output_figure(rows: pd.DataFrame) -> Figure:
    """Return a pair of bars per span: made, or able to make, above launched."""
    fig, (ax,) = canvas(0.35 + 0.62 * len(rows))
    top, words = (
        max(rows["made"].div(rows["months"]).max(), rows["launched"].div(rows["months"]).max()),
        [],
    )
    for i, r in enumerate(rows.itertuples()):
        firm = r.kind == "made"
        for y, value, tint in (
            (3 * i, r.made / r.months, RED),
            (3 * i + 1, r.launched / r.months, ORANGE),
        ):
            hollow = tint == RED and not firm
            ax.barh(
                y,
                value,
                0.86,
                color=WHITE if hollow else tint,
                edgecolor=tint,
                hatch="////" if hollow else None,
                lw=0.9,
            )
            ax.text(value + 0.01 * top, y, num(value, 0), va="center", fontsize=8.5)
        words += [(3 * i, f"{r.span}: {r.kind}"), (3 * i + 1, "launched")]
    ax.set_yticks([y for y, _ in words], [w for _, w in words])
    ax.set_ylim(3 * len(rows) - 1.2, -0.7)
    ax.set_xlim(0, 1.12 * top)
    ax.tick_params(axis="x", length=0, labelbottom=False)
    quiet(ax, ("left", "bottom"))
    ax.axvline(0, color=GREY, lw=0.8)
    return fig


def _output_title(rows: pd.DataFrame) -> str:
    made = rows[rows["kind"] == "made"]
    r = (made if len(made) else rows).iloc[-1]
    ratio = r["made"] / r["launched"]
    word = "made" if r["kind"] == "made" else "was able to make"
    if ratio >= 1:
        return f"Russia's plant {word} {num(ratio, 1)} drones for each one launched, {r['span']}"
    return (
        f"Russia's plant {word} {num(100 * ratio, 0)} drones for each hundred launched, {r['span']}"
    )
