"""Drawings of days: lanes of events, spans of war and truce."""

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.display.axes import at, beside, date_axis, mark_days, quiet
from helpers.display.style import BLUE, GREY, INK, LIGHT, ORANGE, RED, WHITE, canvas, colours
from helpers.display.words import short
from helpers.ledger.dates import long_date, shift_days

KEY_WIDTH = 80
"""Letters in a line of the key; a longer label takes a second line, and is cut after that."""

HALF = 0.21
"""Inches above and below the line of a lane, beside the room for marks that step aside."""

DEEPEST = 3
"""Steps that a mark may go to one side of its line, so that it covers no other."""

AREAS = {"^": 260, "v": 260, "D": 115}
"""Areas in points of marks that hold a number: a triangle needs more of it than a dot."""

AXIS_WIDTH = 5.0
"""Inches of an axis beside the names of its lanes, at the least: what is too near is told by it."""

DOT_AREA, PLAIN_AREA = 105, 36
"""Areas in points of a numbered dot, and of any mark without a number."""

STATES = {"truce": (BLUE, "////"), "war": (RED, None), "blockade": (ORANGE, "....")}


def lanes(
    events: pd.DataFrame,
    *,
    as_of: str,
    order: Sequence[str],
    marks: Sequence[tuple[str, str]] = (),
    shapes: Mapping[str, tuple[str, bool]] | None = None,
    key: bool = True,
    first: str = "",
) -> Figure:
    """Return events as numbered dots in lanes over time, with a key below.

    Args:
        events: columns date (ISO), lane, label and, if shapes are given, mark; `when`, if given,
            is the date as the key prints it, such as a month.
        as_of: last day of the axis.
        order: lanes from top to bottom; a lane without events is shown empty.
        marks: (ISO day, word) for thin vertical lines.
        shapes: by mark, the marker and whether it is filled.
        key: whether to number the dots and print the key under the lanes.
        first: first day of the axis; by the events if blank.
    """
    events = events.sort_values(["date", "label"]).reset_index(drop=True)
    texts = [key_lines(label) for label in events["label"]] if key else []
    start = first or (
        shift_days(min(events["date"]), -20) if len(events) else shift_days(as_of, -30)
    )
    ends = (start, shift_days(as_of, 12))
    marks_drawn, centres, lane_height = _laid_out(events, order, ends, shapes=shapes, key=key)
    key_height = 0.185 * sum(len(lines) for lines in texts)
    ratios = {"height_ratios": [lane_height + 0.45, max(key_height, 0.01)]}
    fig, (ax, legend) = canvas(lane_height + key_height + 0.55, 2, 1, **ratios)
    date_axis(ax, *ends)
    _draw_marks(ax, marks_drawn, colours(list(order)), key=key)
    for centre in centres:
        ax.axhline(centre, color=LIGHT, lw=1, zorder=0)
    ax.set_yticks(centres, order)
    ax.set_ylim(lane_height, 0)
    quiet(ax)
    mark_days(ax, marks, as_of)
    legend.set_axis_off()
    if key:
        _draw_key(legend, events, texts)
    if shapes:
        _name_shapes(ax, shapes)
    return fig


def _laid_out(
    events: pd.DataFrame, order: Sequence[str], ends: tuple[str, str], *, shapes, key: bool
) -> tuple[pd.DataFrame, list[float], float]:
    """Return the marks with their places, the middle of each lane, and the height of all, inches.

    Adds to the events: x, y, marker, filled, area (in points).
    """
    looks = [(shapes or {}).get(mark, ("o", True)) for mark in events.get("mark", events["lane"])]
    marks = events.assign(
        x=[at(day) for day in events["date"]],
        y=0.0,
        marker=[marker for marker, _ in looks],
        filled=[filled for _, filled in looks],
        area=[AREAS.get(m, DOT_AREA) if key else PLAIN_AREA for m, _ in looks],
    )
    points = (at(ends[1]) - at(ends[0])) / (72 * AXIS_WIDTH)
    centres, top = [], 0.0
    for lane in order:
        part = marks[marks["lane"] == lane]
        wide = max(
            (width_of(*m) for m in zip(part["marker"], part["area"], strict=True)), default=0
        )
        steps = levels(list(part["x"]), wide * points)
        centre = top + HALF - min(steps, default=0) * wide / 72
        marks.loc[part.index, "y"] = [centre + step * wide / 72 for step in steps]
        centres.append(centre)
        top = centre + HALF + max(steps, default=0) * wide / 72
    return marks, centres, top


def width_of(marker: str, area: float) -> float:
    """Return how wide a mark is, in points, with its outline; a diamond stands on its corner."""
    return (2**0.5 if marker == "D" else 1) * area**0.5 + 1.6


def levels(places: Sequence[float], gap: float) -> list[int]:
    """Return for each place, in order, the first level on which it lies free of those before it.

    Example:
        >>> levels([0, 1, 1.5, 9], gap=2)
        [0, -1, 1, 0]
    """
    tried = [0, *(sign * n for n in range(1, DEEPEST + 1) for sign in (-1, 1))]
    last = dict.fromkeys(tried, float("-inf"))
    found = []
    for place in places:
        free = [level for level in tried if place - last[level] >= gap]
        level = free[0] if free else min(tried, key=lambda n: last[n])
        last[level] = place
        found.append(level)
    return found


def _draw_marks(ax: Axes, marks: pd.DataFrame, tint: Mapping[str, str], *, key: bool) -> None:
    for i, row in enumerate(marks.to_dict("records")):
        colour, marker = tint[row["lane"]], row["marker"]
        face = colour if row["filled"] else WHITE
        ax.scatter(
            row["x"], row["y"], s=row["area"], marker=marker, c=face, edgecolors=colour,
            linewidths=1.2, zorder=3,
        )  # fmt: skip
        if key:
            shift = {"^": -2.2, "v": 2.2}.get(marker, 0)  # to the middle of a triangle
            ax.annotate(
                str(i + 1), (row["x"], row["y"]), xytext=(0, shift), textcoords="offset points",
                fontsize=6.8, ha="center", va="center_baseline", zorder=4,
                color=WHITE if row["filled"] else INK,
            )  # fmt: skip


def _name_shapes(ax: Axes, shapes: Mapping[str, tuple[str, bool]]) -> None:
    """Name the shapes in a grey that no lane has: their colour is that of the lane."""
    for mark, (marker, filled) in shapes.items():
        face = GREY if filled else WHITE
        ax.scatter([], [], marker=marker, s=34, c=face, edgecolors=GREY, label=mark)
    ax.legend(
        loc="lower left", bbox_to_anchor=(0, 1.0), ncols=len(shapes), handletextpad=0.2,
        borderaxespad=1.6,
    )  # fmt: skip


def key_lines(label: str) -> list[str]:
    """Return the one or two lines that a label takes in the key."""
    return textwrap.wrap(short(label, 2 * KEY_WIDTH - 8), KEY_WIDTH)[:2] or [""]


def _draw_key(ax, events: pd.DataFrame, texts: list[list[str]]) -> None:
    ax.set_xlim(0, 1)
    ax.set_ylim(max(sum(len(lines) for lines in texts), 1), 0)
    row = 0.5
    put = {"va": "center", "fontsize": 7.8, "textcoords": "offset points", "annotation_clip": False}
    for (i, event), lines in zip(events.iterrows(), texts, strict=True):
        day = long_date(event.get("when", event["date"]))
        ax.annotate(str(i + 1), (0, row), xytext=(2, 0), ha="right", fontweight="bold", **put)
        ax.annotate(day, (0, row), xytext=(7, 0), ha="left", color=GREY, **put)
        for line in lines:
            ax.annotate(line, (0, row), xytext=(96, 0), ha="left", **put)
            row += 1


def spans(
    rows: pd.DataFrame, *, as_of: str, marks: Sequence[tuple[str, str]] = (), first: str
) -> Figure:
    """Return spans of truce, war and blockade by front, open ends drawn to `as_of` with an arrow.

    Args:
        rows: columns label, front, state, start, end (blank if open), to_when (the end as it is
            printed).
        as_of: the day of the report.
        marks: (ISO day, word).
        first: first day of the axis.
    """
    fig, (ax,) = canvas(0.8 + 0.34 * len(rows))
    for i, row in enumerate(rows.to_dict("records")):
        end, start = row["end"] or as_of, at(row["start"])
        ax.barh(i, at(end) - start, left=start, height=0.5, lw=1, **_look(row["state"]))
        said = long_date(row["to_when"]) if row["end"] else "→ last known"
        beside(ax, said, (at(end), i), GREY)
    ax.set_yticks(range(len(rows)), [textwrap.shorten(t, 30) for t in rows["label"]])
    ax.set_ylim(len(rows) - 0.4, -0.6)
    date_axis(ax, first, shift_days(as_of, 60))
    mark_days(ax, marks, as_of)
    for state in (s for s in STATES if s in set(rows["state"])):
        ax.bar(0, 0, width=0, label=state, **_look(state))
    ax.legend(loc="upper left", bbox_to_anchor=(0, -0.09), ncols=3, borderaxespad=0.2)
    quiet(ax)
    return fig


def _look(state: str) -> dict[str, Any]:
    """Return colour, edge and hatch of a state; war alone is filled."""
    colour, hatch = STATES[state]
    return {"color": colour if state == "war" else WHITE, "edgecolor": colour, "hatch": hatch}
