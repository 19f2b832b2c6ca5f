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

DOT_SHARE = 0.028
"""Width of a numbered dot as a share of the axis: nearer neighbours step aside."""

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
        events: columns date (ISO), lane, label and, if shapes are given, mark.
        as_of: last day of the axis.
        order: lanes from top to bottom; a lane without events is shown empty.
        marks: (ISO day, word) for thin vertical lines.
        shapes: by mark, the marker and whether it is filled.
        key: whether to number the dots and print the key under the lanes.
        first: first day of the axis; by the events if blank.
    """
    events = events.sort_values(["date", "label"]).reset_index(drop=True)
    texts = [key_lines(label) for label in events["label"]] if key else []
    key_rows = sum(len(lines) for lines in texts)
    lane_height, key_height = 0.42 * len(order) + 0.55, 0.185 * key_rows
    ratios = {"height_ratios": [lane_height, max(key_height, 0.01)]}
    fig, (ax, legend) = canvas(lane_height + key_height + 0.1, 2, 1, **ratios)
    start = first or (
        shift_days(min(events["date"]), -20) if len(events) else shift_days(as_of, -30)
    )
    date_axis(ax, start, shift_days(as_of, 12))
    _draw_lanes(ax, events, order, shapes=shapes, key=key)
    mark_days(ax, marks, as_of)
    legend.set_axis_off()
    if key:
        _draw_key(legend, events, texts)
    if shapes:
        _name_shapes(ax, shapes)
    return fig


def _draw_lanes(ax, events: pd.DataFrame, order: Sequence[str], *, shapes, key: bool) -> None:
    tint = colours(list(order))
    rows = {lane: i for i, lane in enumerate(order)}
    last: dict[tuple[str, int], float] = {}
    gap = DOT_SHARE * (ax.get_xlim()[1] - ax.get_xlim()[0])
    for i, event in events.iterrows():
        y = rows[event["lane"]] + _step(last, event["lane"], at(event["date"]), gap)
        marker, filled = (shapes or {}).get(event.get("mark", ""), ("o", True))
        colour = tint[event["lane"]]
        size = (165 if marker in "^v" else 105) if key else 36
        face = colour if filled else WHITE
        ax.scatter(
            at(event["date"]),
            y,
            s=size,
            marker=marker,
            c=face,
            edgecolors=colour,
            linewidths=1.2,
            zorder=3,
        )
        if key:
            shift = {"^": -1.6, "v": 1.6}.get(marker, 0)  # to the middle of a triangle
            ax.annotate(
                str(i + 1),
                (at(event["date"]), y),
                xytext=(0, shift),
                fontsize=6.8,
                textcoords="offset points",
                ha="center",
                va="center_baseline",
                color=WHITE if filled else INK,
                zorder=4,
            )
    for row in range(len(order)):
        ax.axhline(row, color=LIGHT, lw=1, zorder=0)
    ax.set_yticks(range(len(order)), order)
    ax.set_ylim(len(order) - 0.45, -0.55)
    quiet(ax)


def _name_shapes(ax: Axes, shapes: Mapping[str, tuple[str, bool]]) -> None:
    for mark, (marker, filled) in shapes.items():
        face = BLUE if filled else WHITE
        ax.scatter([], [], marker=marker, s=34, c=face, edgecolors=BLUE, label=mark)
    ax.legend(
        loc="lower left", bbox_to_anchor=(0, 1.0), ncols=len(shapes), handletextpad=0.2,
        borderaxespad=1.6,
    )  # fmt: skip


def _step(last: dict[tuple[str, int], float], lane: str, place: float, gap: float) -> float:
    """Return a small shift that keeps dots of one lane from covering each other."""
    shifts = (0.0, -0.3, 0.3)
    room = [place - last.get((lane, level), -1e9) for level in range(len(shifts))]
    level = next((i for i, free in enumerate(room) if free > gap), room.index(max(room)))
    last[(lane, level)] = place
    return shifts[level]


def key_lines(label: str) -> list[str]:
    """Return the one or two lines that a label takes in the key."""
    return textwrap.wrap(short(label, 2 * KEY_WIDTH - 8), KEY_WIDTH)[:2] or [""]


def _draw_key(ax, events: pd.DataFrame, texts: list[list[str]]) -> None:
    ax.set_xlim(0, 1)
    ax.set_ylim(max(sum(len(lines) for lines in texts), 1), 0)
    row = 0.5
    put = {"va": "center", "fontsize": 7.8, "textcoords": "offset points", "annotation_clip": False}
    for (i, event), lines in zip(events.iterrows(), texts, strict=True):
        day = long_date(event["date"])
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
        rows: columns label, front, state, start, end (blank if open).
        as_of: the day of the report.
        marks: (ISO day, word).
        first: first day of the axis.
    """
    fig, (ax,) = canvas(0.8 + 0.34 * len(rows))
    for i, row in enumerate(rows.to_dict("records")):
        end, start = row["end"] or as_of, at(row["start"])
        ax.barh(i, at(end) - start, left=start, height=0.5, lw=1, **_look(row["state"]))
        beside(ax, long_date(end) if row["end"] else "→ last known", (at(end), i), GREY)
    ax.set_yticks(range(len(rows)), [textwrap.shorten(t, 30) for t in rows["label"]])
    ax.set_ylim(len(rows) - 0.4, -0.6)
    date_axis(ax, first, shift_days(as_of, 60))
    mark_days(ax, marks, as_of)
    for state in STATES:
        ax.bar(0, 0, width=0, label=state, **_look(state))
    ax.legend(loc="upper left", bbox_to_anchor=(0, -0.09), ncols=3, borderaxespad=0.2)
    quiet(ax)
    return fig


def _look(state: str) -> dict[str, Any]:
    """Return colour, edge and hatch of a state; war alone is filled."""
    colour, hatch = STATES[state]
    return {"color": colour if state == "war" else WHITE, "edgecolor": colour, "hatch": hatch}
