"""Arms: what was named, leaked and seen, and what the register counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure

from helpers.display.axes import at, date_axis, mark_days, quiet
from helpers.display.bundles import figure
from helpers.display.charts import draw_columns
from helpers.display.style import COUNTRY, GREY, LIGHT, WHITE, canvas
from helpers.display.words import count, join, num, number_word
from helpers.ledger.dates import long_date, shift_days
from helpers.sections.chronicle import when_known
from helpers.sections.middle_east.rungs import admitted
from helpers.sections.prose import cite, nothing_public

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

INVASION = "2022"
"""First year of the full invasion of Ukraine, from which the sums in the title run."""

STAGES = {
    "named": ("o", False, "named by a party or officials"),
    "denied": ("x", True, "denied by the buyer"),
    "leaked": ("s", False, "leaked paper or intelligence"),
    "reported": ("D", False, "arrival reported, not shown"),
    "seen": ("o", True, "seen in Iran"),
}
"""Stages of a deal in the order in which they weigh; only the last changes a balance."""


def stage_rows(report: Briefing) -> pd.DataFrame:
    """Return the stages shown by events or findings known.

    Returns:
        type, stage, date, when (the date as it may be printed), what, keys, row_id (the event or
        the finding).
    """
    events = report.known.events.set_index("event_id")
    found = report.evidence("M5").set_index("evidence_id")
    rows = []
    for coded in report.known.table("arms_stages", "").to_dict("records"):
        kind, stage, event = coded["type"], coded["stage"], coded["event_id"]
        if event in events.index and admitted(report, events.loc[event, "source_ids"]):
            row = events.loc[event]
            rows.append((kind, stage, row["date"], row["when"], row["title"], row["keys"], event))
        elif coded["evidence_id"] in found.index:
            row = found.loc[coded["evidence_id"]]
            (when,) = when_known(found.loc[[coded["evidence_id"]]])
            shown = (when, row["finding"], [row["key"]], coded["evidence_id"])
            rows.append((kind, stage, row["known_on"], *shown))
    return pd.DataFrame(rows, columns=["type", "stage", "date", "when", "what", "keys", "row_id"])


def stages(report: Briefing) -> None:
    """Draw, for each type of arms, how long it took from being named to being seen, if it was."""
    rows = stage_rows(report)
    if rows.empty:
        nothing_public(report, "single types of arms")
        return
    figure(
        draw_stages(rows, report.as_of, report.treaty_days),
        label=f"{report.section}-stages",
        title=stages_title(rows, report.signed, report.as_of),
        subtitle="Stages that a source shows, by type of arms and day of the act",
        caption="Dashed: not seen by the day of this report. Hollow marks are words, leaks or "
        "reports; a leak is not a contract, and a contract is not a delivery. Of a day known "
        "by month only one of that month stands for it. Types bought before the treaty are shown "
        "too, and what is seen may have been bought long before.",
        alt=" ".join(stage_words(kind, part) for kind, part in rows.groupby("type", sort=False)),
        source=cite([k for keys in rows["keys"] for k in keys]),
        data=rows.assign(date=rows["when"])[["type", "stage", "date", "what", "row_id"]],
    )


def stages_title(rows: pd.DataFrame, signed: str, as_of: str) -> str:
    """Return how many types had been seen in Iran, and how many of those since the signing."""
    seen = rows[rows["stage"] == "seen"]
    after = int((seen["date"] > signed).sum())
    kinds = count(rows["type"].nunique(), "type")
    tail = (
        f", {number_word(after)} of them since the signing" if len(seen) and as_of > signed else ""
    )
    return (
        f"Of {kinds} of Russian arms named for Iran {number_word(len(seen))} had been seen there "
        f"by {long_date(as_of)}{tail}"
    )


def stage_words(kind: str, rows: pd.DataFrame) -> str:
    """Return the stages of one type in a sentence."""
    said = join(f"{r.stage} {long_date(r.when)}" for r in rows.sort_values("date").itertuples())
    return f"{kind}: {said}{'' if 'seen' in set(rows['stage']) else ', not seen'}."


def draw_stages(rows: pd.DataFrame, as_of: str, marks: list[tuple[str, str]]) -> Figure:
    """Return a row per type of arms over time, a mark for each stage."""
    kinds = list(dict.fromkeys(rows["type"]))
    fig, (ax,) = canvas(0.34 * len(kinds) + 1.0)
    for i, kind in enumerate(kinds):
        ax.axhline(i, color=LIGHT, lw=0.6, zorder=0)
        _draw_type(ax, i, rows[rows["type"] == kind], as_of)
    ax.set_yticks(range(len(kinds)), kinds)
    ax.set_ylim(len(kinds) - 0.5, -0.6)
    date_axis(ax, shift_days(min(rows["date"]), -45), shift_days(as_of, 5))
    mark_days(ax, marks, as_of)
    _key(ax, [stage for stage in STAGES if (rows["stage"] == stage).any()])
    quiet(ax)
    return fig


def _draw_type(ax: Axes, row: int, stages: pd.DataFrame, as_of: str) -> None:
    """Draw one type: a line to the day on which it was seen, or a dashed one to the last day."""
    colour, seen = COUNTRY["RUS"], stages[stages["stage"] == "seen"]
    end = at(as_of) if seen.empty else at(max(stages["date"]))
    tint, dash = (GREY, (0, (3, 3))) if seen.empty else (colour, "-")
    ax.plot([at(min(stages["date"])), end], [row, row], color=tint, lw=1.4, ls=dash, zorder=1)
    for day, stage in zip(stages["date"], stages["stage"], strict=True):
        _draw_stage(ax, [at(day)], [row], stage, colour)
    tail = "not seen" if seen.empty else f"seen {long_date(seen['date'].iloc[0][:7])}"
    ax.annotate(
        tail, (1, row), xycoords=("axes fraction", "data"), xytext=(5, 0), va="center",
        textcoords="offset points", fontsize=8.2, color=tint,
    )  # fmt: skip


def _draw_stage(ax: Axes, x: list[float], y: list[int], stage: str, colour: str) -> PathCollection:
    """Draw marks of a stage; with empty lists, only its handle for the key."""
    marker, full, words = STAGES[stage]
    face = colour if full else WHITE
    edge = None if marker == "x" else colour  # a cross has no face
    return ax.scatter(
        x, y, s=44, marker=marker, c=face, edgecolors=edge, linewidths=1.4, zorder=3, label=words
    )


def _key(ax: Axes, stages: list[str]) -> None:
    handles = [_draw_stage(ax, [], [], stage, GREY) for stage in stages]
    ax.legend(
        handles=handles, loc="upper left", bbox_to_anchor=(-0.01, -0.16), ncols=3, handletextpad=0.2
    )


def deliveries(report: Briefing) -> None:
    """Draw major arms delivered each way, by year, in two panels with one scale."""
    pairs, since = (
        {"RUS->IRN": "Russia to Iran", "IRN->RUS": "Iran to Russia"},
        report.parameters.since,
    )
    rows = report.figures.of("arms_transfer_tiv", list(pairs), since=str(since))
    wide = report.figures.wide("arms_transfer_tiv", list(pairs), since=str(since))
    if wide.empty:
        nothing_public(report, "arms transfers in these years")
        return
    fig, axes = canvas(2.5, 1, 2, sharey=True)
    for ax, (pair, words) in zip(axes, pairs.items(), strict=True):
        draw_columns(ax, wide[[pair]].rename(columns={pair: pair[:3]}))
        ax.set_title(words, fontsize=9)
    axes[0].set_ylim(0, 1.1 * max(float(wide.max().max()), 1))
    said = [
        f"{words}: peak {num(wide[p].max(), 0)} in {wide[p].idxmax()}, "
        f"{num(wide[p].iloc[-1], 0)} at the end."
        for p, words in pairs.items()
    ]
    ends = f"The register held ends in {wide.index[-1]}. "
    figure(
        fig,
        label=f"{report.section}-deliveries",
        title=deliveries_title(wide),
        subtitle="Major arms delivered by year, million SIPRI trend-indicator values (TIV)",
        caption="A unit of volume, not of money; drones and parts are poorly covered. "
        + ends
        + report.figures.caveat("arms_transfer_tiv"),
        alt=f"Bars from {wide.index[0]} to {wide.index[-1]}. " + " ".join(said),
        source=report.figures.citations(rows),
        data=wide.round(1).reset_index(),
    )


def deliveries_title(wide: pd.DataFrame) -> str:
    """Return the sums each way since the full invasion of Ukraine, and who gave more."""
    part = wide[wide.index >= INVASION]
    part = wide if part.empty else part
    sums = {"Russia to Iran": part["RUS->IRN"].sum(), "Iran to Russia": part["IRN->RUS"].sum()}
    (less, low), (more, high) = sorted(sums.items(), key=lambda item: item[1])
    span = str(part.index[0]) + (f"–{part.index[-1]}" if len(part) > 1 else "")
    if not high:
        return f"No major arms went either way in {span} by the register"
    times = f", {num(high / low, 1)} times what went from {less}" if low else f", none from {less}"
    return (
        f"By the register {num(high, 0)} million TIV of major arms went from {more} in "
        f"{span}{times}"
    )
