"""Drawings that only the energy section needs: dots with their values, rungs, plans beside gaps."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.display.axes import at, quiet
from helpers.display.style import BLUE, GREY, INK, LIGHT, ORANGE, RED, WHITE, canvas, colours, name
from helpers.display.words import num
from helpers.ledger.dates import long_date

PLAN_COLOUR = {"named": ORANGE, "gap": RED, "output": BLUE, "reported": GREY}
HEADING: dict[str, Any] = {"fontweight": "normal", "color": GREY, "fontsize": 8.5}


def write(ax: Axes, x: float, y: float, text: str, *, shift: tuple[float, float] = (0, 7)) -> None:
    """Write a value beside its mark, shifted by points to the right and upwards."""
    align = "center" if shift[0] == 0 else "left" if shift[0] > 0 else "right"
    ax.annotate(
        text, (x, y), xytext=shift, textcoords="offset points", fontsize=8, ha=align,
        va="center" if shift[1] == 0 else "baseline" if shift[1] > 0 else "top",
        annotation_clip=False,
    )  # fmt: skip


def grouped(ax: Axes) -> None:
    """Write the numbers of the upright axis with their thousands apart."""
    ax.yaxis.set_major_formatter(lambda value, _: num(value))


def steps(ax: Axes, parts: dict[str, pd.DataFrame], tint: dict[str, str]) -> None:
    """Draw values of one account at a few moments, joined, each with its number and name."""
    periods = sorted({p for part in parts.values() for p in part["period"]}, key=at)
    for marker, (key, part) in zip("osD", parts.items(), strict=False):
        colour = tint.get(key, BLUE)
        x = [periods.index(p) for p in part["period"]]
        ax.plot(x, part["value"], color=colour, marker=marker)
        for place, value in zip(x, part["value"], strict=True):
            write(ax, place, value, num(value))
        ax.annotate(
            name(key), (x[-1], part["value"].iloc[-1]), xytext=(8, 0), textcoords="offset points",
            va="center", color=colour, fontweight="bold", fontsize=8.5, annotation_clip=False,
            bbox={"facecolor": WHITE, "edgecolor": "none", "pad": 0.8},
        )  # fmt: skip
    ticks = [f"first half\n{p[:4]}" if p.endswith("-06") else p for p in periods]
    ax.set_xticks(range(len(periods)), ticks)
    ax.set_xlim(-0.25, len(periods) - 0.6)


def gap_dots(rows: pd.DataFrame) -> Figure:
    """Return counts of one thing by state and account, as per cent above the lowest of the state.

    Args:
        rows: entity, account, value (million tonnes), above (per cent); in the order of drawing.
    """
    heads = list(dict.fromkeys(rows["entity"]))
    fig, (ax,) = canvas(0.55 + 0.19 * (len(rows) + 1.25 * len(heads)))
    tint, labels, y = colours(heads), [], 0.0
    for state in heads:
        labels.append((y, name(state)))
        ax.axhline(y - 0.62, color=LIGHT, lw=0.7)
        for row in rows[rows["entity"] == state].itertuples():
            y += 1
            ax.hlines(y, 0, row.above, color=LIGHT, lw=1.2, zorder=1)
            ax.scatter(row.above, y, s=34, c=tint[state], zorder=3, clip_on=False)
            write(ax, row.above, y, f"{num(row.value, 1)} Mt", shift=(8, 0))
            labels.append((y, row.account))
        y += 1.25
    ax.set_yticks([place for place, _ in labels], [word for _, word in labels])
    for tick, (_, word) in zip(ax.get_yticklabels(), labels, strict=True):
        tick.set_fontweight("bold" if word in {name(s) for s in heads} else "normal")
    ax.set_ylim(y - 0.6, -0.7)
    ax.set_xlim(0, max(1.0, rows["above"].max()) * 1.13)
    ax.xaxis.set_major_formatter(lambda v, _: f"+{num(v)} %" if v else "lowest")
    ax.set_xlabel("above the lowest count for that state", color=GREY)
    ax.tick_params(axis="y", pad=8)
    quiet(ax)
    return fig


def plan_bars(bars: Sequence[dict]) -> Figure:
    """Return bars from zero: named volumes hatched, a flow not reported as a hollow mark.

    Args:
        bars: label, value, and kind: named, gap, output or reported.
    """
    fig, (ax,) = canvas(0.45 + 0.3 * len(bars))
    for i, bar in enumerate(bars):
        value, kind = bar["value"], bar["kind"]
        if kind == "reported":
            ax.scatter(0, i, s=42, c=WHITE, edgecolors=INK, linewidths=1.3, zorder=4, clip_on=False)
            write(ax, 0, i, "none", shift=(9, 0))
            continue
        plan = kind == "named"
        ax.barh(
            i, value, 0.62, color=WHITE if plan else PLAN_COLOUR[kind],
            edgecolor=PLAN_COLOUR[kind], hatch="////" if plan else None, lw=0.8,
        )  # fmt: skip
        write(ax, value, i, num(value, 0 if value >= 20 else 1), shift=(5, 0))
    ax.set_yticks(range(len(bars)), [bar["label"] for bar in bars])
    ax.set_ylim(len(bars) - 0.45, -0.6)
    ax.set_xlim(0, max(bar["value"] for bar in bars) * 1.1)
    bare(ax)
    ax.tick_params(axis="y", pad=8)
    return fig


def bare(ax: Axes) -> None:
    """Leave of the axes of level bars only the line at zero: the values are written beside."""
    ax.set_xticks([])
    ax.axvline(0, color=GREY, lw=0.8)
    ax.spines["bottom"].set_visible(False)
    quiet(ax)


def ladder(rows: Sequence[dict], stages: Sequence[str]) -> Figure:
    """Return for each project a row of rungs, filled up to the one reached.

    Args:
        rows: label, stage (1 is the lowest rung), when, late (whether to hatch).
        stages: names of the rungs.
    """
    fig, (ax,) = canvas(0.7 + 0.27 * len(rows))
    for i, row in enumerate(rows):
        colour = ORANGE if row["late"] else BLUE
        for step in range(len(stages)):
            reached = step < row["stage"]
            ax.barh(
                i, 0.96, 0.74, left=step, lw=0.8 if reached else 0.5,
                edgecolor=colour if reached else GREY,
                color=colour if reached and not row["late"] else WHITE,
                hatch="////" if reached and row["late"] else None,
            )  # fmt: skip
        plate = {"facecolor": WHITE, "edgecolor": "none", "pad": 0.8} if row["late"] else None
        ax.text(
            row["stage"] - 0.52, i, row["when"], ha="center", va="center", fontsize=7.5,
            color=INK if row["late"] else WHITE, bbox=plate,
        )  # fmt: skip
    ax.set_yticks(range(len(rows)), [row["label"] for row in rows])
    ax.set_ylim(len(rows) - 0.5, -0.5)
    ax.set_xlim(0, len(stages))
    ax.set_xticks([step + 0.48 for step in range(len(stages))], stages)
    ax.xaxis.tick_top()
    ax.tick_params(axis="x", length=0)
    quiet(ax, ("left", "bottom"))
    return fig


def number_events(ax: Axes, key: Axes, events: pd.DataFrame, price: pd.Series) -> None:
    """Mark events on a line of prices by number, and print the numbers' key below."""
    key.set_axis_off()
    key.set_ylim(max(len(events), 1), 0)
    key.set_xlim(0, 1)
    for i, event in enumerate(events.itertuples()):
        days = price[price.index <= event.date]
        x, y = at(event.date), float(days.iloc[-1] if len(days) else price.iloc[0])
        ax.scatter(x, y, s=100, c=WHITE, edgecolors=INK, linewidths=1, zorder=4)
        ax.text(x, y, str(i + 1), ha="center", va="center_baseline", fontsize=6.8, zorder=5)
        line: dict[str, Any] = {"va": "center", "fontsize": 7.8}
        key.text(0.022, i + 0.5, str(i + 1), ha="right", fontweight="bold", **line)
        key.text(0.035, i + 0.5, long_date(event.when), color=GREY, **line)
        key.text(0.22, i + 0.5, event.title, **line)
