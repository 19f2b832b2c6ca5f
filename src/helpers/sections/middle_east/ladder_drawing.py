"""How the ladder is drawn: a two-sided grid of crises and rungs, and acts one by one."""

from __future__ import annotations

import textwrap
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from helpers.display.style import COUNTRY, GREY, LIGHT, WHITE, canvas
from helpers.ledger.dates import long_date
from helpers.sections.middle_east.rungs import STATUS, highest, span_of

HEADS = ("with-\nheld", "words", "diplo-\nmacy", "help, not\narms", "arms,\nforces")
PER_LINE = 4
"""Marks side by side in one cell; more go on a second line."""

MARKS = {
    "done or stated by giver or receiver": ("o", True),
    "reported by third parties": ("o", False),
    "reported and denied": ("D", False),
    "withheld or refused (filled, hollow: likewise)": ("X", True),
}


def shape(act: pd.Series) -> tuple[str, bool]:
    """Return marker and filling of an act."""
    if act["level"] == 0:
        return "X", bool(act["firm"])
    return ("D" if act["sure"] == "Disputed" else "o"), bool(act["firm"])


def grid(rows: pd.DataFrame) -> Figure:
    """Return the ladder by crisis and status of the treaty, Iran's acts left, Russia's right.

    Args:
        rows: acts as `rungs.acts` returns them.
    """
    lines = layout(rows)
    total = lines[-1]["y"] + lines[-1]["height"]
    fig, (left, middle, right) = canvas(0.255 * total + 0.85, 1, 3, width_ratios=[5, 2.7, 5])
    for ax, side in ((left, "IRN"), (right, "RUS")):
        for line in lines:
            if "acts" in line:
                part = line["acts"]
                draw_cells(ax, part[part["side"] == side], line, COUNTRY[side])
        _frame(ax, total, left=side == "IRN")
    left.set_title("← Iran for Russia", loc="center", fontsize=9, color=COUNTRY["IRN"], pad=28)
    right.set_title("Russia for Iran →", loc="center", fontsize=9, color=COUNTRY["RUS"], pad=28)
    middle.set_axis_off()
    middle.set_xlim(0, 1)
    middle.set_ylim(total, 0)
    for line in lines:
        _name(middle, line)
    _key(fig)
    return fig


def layout(rows: pd.DataFrame) -> list[dict]:
    """Return the lines of the grid, headings and crises, each with its place and height."""
    lines, y = [], 0.0
    for status in STATUS:
        part = rows[rows["status"] == status]
        if part.empty:
            continue
        lines.append({"y": y, "height": 1.0, "status": status})
        y += 1.0
        for _, acts in part.groupby("crisis", sort=False):
            most = acts.groupby(["side", "level"]).size().max()
            height = 1.75 + 0.75 * (-(-most // PER_LINE) - 1)
            lines.append({"y": y, "height": height, "acts": acts})
            y += height
    return lines


def draw_cells(ax: Axes, acts: pd.DataFrame, line: dict, colour: str) -> None:
    """Draw one side's acts in a crisis: steps reached, then a mark for each act."""
    y, height = line["y"], line["height"]
    firm, reported = highest(acts) or 0, highest(acts, firm=False) or 0
    low, tall = y + 0.14, height - 0.28
    if firm:
        ax.add_patch(
            Rectangle((0.5, low), firm, tall, fc=(colour, 0.17), edgecolor=colour, lw=0.8, zorder=1)
        )
    if reported > firm:
        look: dict[str, Any] = {
            "fill": False,
            "edgecolor": colour,
            "lw": 0.8,
            "ls": (0, (2, 2)),
            "zorder": 1,
        }
        ax.add_patch(Rectangle((firm + 0.5, low), reported - firm, tall, **look))
    for level in sorted(set(acts["level"])):
        part = acts[acts["level"] == level]
        part = part.sort_values(["firm", "date"], ascending=[False, True])
        for (_, act), (x, row) in zip(part.iterrows(), places(len(part)), strict=True):
            marker, filled = shape(act)
            size = 34 if marker == "X" else 27
            ax.scatter(level + x, y + height / 2 + row, s=size, marker=marker, linewidths=1.1,
                       c=colour if filled else WHITE, edgecolors=colour, zorder=3)  # fmt: skip


def places(n: int) -> list[tuple[float, float]]:
    """Return the shifts of n marks in a cell: across in rungs, down in lines."""
    lines = -(-n // PER_LINE)
    out = []
    for i in range(n):
        line, place = divmod(i, PER_LINE)
        in_line = min(PER_LINE, n - PER_LINE * line)
        out.append((0.225 * (place - (in_line - 1) / 2), 0.75 * (line - (lines - 1) / 2)))
    return out


def _frame(ax: Axes, total: float, left: bool) -> None:
    ax.set_xlim((4.55, -0.55) if left else (-0.55, 4.55))
    ax.set_ylim(total, 0)
    ax.set_yticks([])
    ax.set_xticks(range(5), HEADS, fontsize=7.4, linespacing=0.95)
    ax.xaxis.tick_top()
    ax.tick_params(length=0, pad=2)
    ax.vlines([x - 0.5 for x in range(1, 5)], 0, total, color=LIGHT, lw=0.6, zorder=0)
    for side in ax.spines.values():
        side.set_visible(False)


def _name(ax: Axes, line: dict) -> None:
    put: dict[str, Any] = {"ha": "center", "va": "center"}
    if "status" in line:
        ax.text(
            0.5, line["y"] + 0.52, line["status"], fontsize=7.8, color=GREY, style="italic", **put
        )
        (rule,) = ax.plot([-1.93, 2.93], [line["y"]] * 2, color=GREY, lw=0.8, clip_on=False)
        rule.set_in_layout(False)  # else the columns would make room for it
        return
    middle = line["y"] + line["height"] / 2
    acts = line["acts"]
    case, span = acts["case"].iloc[0], span_of(acts)
    shift = 0 if span in case else 0.36
    ax.text(0.5, middle - shift, case, fontsize=8.2, fontweight="bold", **put)
    if shift:
        ax.text(0.5, middle + shift, span, fontsize=7.4, color=GREY, **put)


def _key(fig: Figure) -> None:
    ax = fig.axes[1]
    handles = [
        ax.scatter([], [], marker=m, s=30, c=GREY if full else WHITE, edgecolors=GREY, label=word)
        for word, (m, full) in MARKS.items()
    ]
    fig.legend(
        handles=handles,
        loc="outside lower center",
        ncols=2,
        handletextpad=0.2,
        columnspacing=1.6,
        fontsize=8,
    )


def by_act(rows: pd.DataFrame) -> Figure:
    """Return acts one under the other in order of time, each with a mark on its rung.

    Args:
        rows: acts of one crisis, with the `label` of each.
    """
    texts = [textwrap.wrap(t, 58)[:2] for t in rows["label"]]
    heights = [0.19 + 0.14 * (len(t) - 1) for t in texts]
    fig, (words, ax) = canvas(sum(heights) + 0.75, 1, 2, width_ratios=[4.3, 2.9])
    total, y, before = sum(heights), 0.0, ""
    usual = rows["side"].mode().iloc[0]
    words.set_axis_off()
    words.set_xlim(0, 1)
    for (_, act), text, height in zip(rows.iterrows(), texts, heights, strict=True):
        place = y + height / 2
        day = "" if act["date"] == before else short_day(act["date"])
        words.text(0, place, day, fontsize=7.6, color=GREY, va="center")
        words.text(0.145, place, "\n".join(text), fontsize=7.8, va="center", linespacing=1.1)
        _mark(ax, act, place, named=act["side"] != usual)
        before, y = act["date"], y + height
    words.set_ylim(total, 0)
    _frame(ax, total, left=False)
    ax.set_xlim(-0.45, 4.6)
    _key(fig)
    return fig


def _mark(ax: Axes, act: pd.Series, place: float, named: bool) -> None:
    """Draw one act on its rung, joined to its words, and named if it is the other side's."""
    colour, (marker, filled) = COUNTRY[act["side"]], shape(act)
    ax.axhline(place, color=LIGHT, lw=0.6, zorder=0)
    ax.plot([0, act["level"]], [place] * 2, color=colour, lw=1.2, alpha=0.75, zorder=1)
    ax.scatter(act["level"], place, s=34, marker=marker, c=colour if filled else WHITE,
               edgecolors=colour, linewidths=1.1, zorder=3)  # fmt: skip
    if named:
        words = "Russia" if act["side"] == "RUS" else "Iran"
        box: dict[str, Any] = {"facecolor": WHITE, "edgecolor": "none", "pad": 0.8}
        ax.text(act["level"] + 0.2, place, words, fontsize=7.4, color=colour, va="center", bbox=box)


def short_day(day: str) -> str:
    """Return 1999-05-04 as "4 May 99"."""
    number, month, year = long_date(day).split()
    return f"{number} {month[:3]} {year[2:]}"
