"""Bars from zero: lying, upright, stacked, and as parts of a whole."""

import itertools
from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from helpers.display.axes import at, date_axis, mark_days, quiet, zero_based
from helpers.display.style import BLUE, GREY, INK, LIGHT, WHITE, canvas, colours, edge, name
from helpers.display.words import num

LEAST_LABELLED = 3
"""Per cent: a smaller part of a bar has no room for its value."""


def bars(
    values: pd.Series,
    *,
    unit: str = "",
    colour: str | Mapping[str, str] = BLUE,
    digits: int | None = None,
    hatched: Sequence[str] = (),
    bounds: Sequence[str] = (),
    height: float | None = None,
) -> Figure:
    """Return horizontal bars from zero, in the order given, with their values written.

    Args:
        values: index of labels.
        unit: written above the axis.
        colour: one colour, or one by label.
        digits: digits of the values.
        hatched: labels drawn hatched: planned, estimated or from another account.
        bounds: labels whose value is a lower bound: drawn hollow, written with "over".
        height: inches; by the number of bars if None.
    """
    fig, (ax,) = canvas(height or 0.55 + 0.29 * len(values))
    draw_bars(ax, values, colour=colour, digits=digits, hatched=hatched, bounds=bounds)
    ax.set_title(unit, fontweight="normal", color=GREY, fontsize=8.5)
    return fig


def draw_bars(
    ax: Axes,
    values: pd.Series,
    *,
    colour: str | Mapping[str, str] = BLUE,
    digits: int | None = None,
    hatched: Sequence[str] = (),
    bounds: Sequence[str] = (),
) -> None:
    """Draw horizontal bars on given axes, first at the top."""
    top = max([abs(v) for v in values if v == v] or [1])
    for i, (label, value) in enumerate(values.items()):
        tint = colour if isinstance(colour, str) else colour.get(label, BLUE)
        planned = label in hatched
        ax.barh(
            i,
            value,
            height=0.66,
            color=WHITE if planned or label in bounds else tint,
            edgecolor=tint,
            hatch="////" if planned else None,
            lw=0.8,
        )
        said = ("over " if label in bounds else "") + num(value, digits)
        ax.text(value + 0.012 * top, i, said, va="center", ha="left", fontsize=8.5)
    ax.set_yticks(range(len(values)), [name(str(v)) for v in values.index])
    ax.set_ylim(len(values) - 0.45, -0.55)
    ax.set_xlim(0, top * 1.12)
    ax.tick_params(axis="y", length=0)
    ax.tick_params(axis="x", length=0, labelbottom=False)
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)
    ax.axvline(0, color=GREY, lw=0.8)


def columns(
    frame: pd.DataFrame,
    *,
    unit: str = "",
    stacked: bool = False,
    as_of: str = "9999",
    marks: Sequence[tuple[str, str]] = (),
    height: float = 3.1,
) -> Figure:
    """Return upright bars over time, side by side or stacked, from zero.

    Args:
        frame: index of periods, one column per kind of bar.
        unit: written above the axis.
        stacked: whether the kinds are parts of one whole.
        as_of: marks later than this day are not drawn.
        marks: (ISO day, word).
        height: inches.
    """
    fig, (ax,) = canvas(height)
    draw_columns(ax, frame, stacked=stacked)
    mark_days(ax, marks, as_of)
    ax.set_title(unit, fontweight="normal", color=GREY, fontsize=8.5)
    return fig


def draw_columns(ax: Axes, frame: pd.DataFrame, *, stacked: bool = False) -> None:
    """Draw upright bars on given axes."""
    frame = frame.sort_index(key=lambda index: [at(p) for p in index])
    x = [at(p) for p in frame.index]
    gap = min((b - a for a, b in itertools.pairwise(x)), default=365)
    width = 0.82 * gap / (1 if stacked else max(1, frame.shape[1]))
    tint, base = colours(list(frame.columns)), [0.0] * len(x)
    key: list[Patch] = []  # not from the bars: the first of a kind may be nil
    for i, column in enumerate(frame.columns):
        values = [float(v) if v == v else 0.0 for v in frame[column]]
        shift = 0 if stacked else (i - (frame.shape[1] - 1) / 2) * width
        places = [p + shift for p in x]
        hatch = None if i == 0 else ("////", "....", "xxxx")[(i - 1) % 3]
        face = tint[column] if i == 0 else WHITE
        ax.bar(
            places,
            values,
            width,
            bottom=base if stacked else None,
            color=face,
            hatch=hatch,
            edgecolor=tint[column],
            lw=[0.7 if v else 0.0 for v in values],
        )
        key.append(Patch(fc=face, ec=tint[column], hatch=hatch, lw=0.7, label=name(str(column))))
        base = [b + v for b, v in zip(base, values, strict=True)] if stacked else base
    if len(x):
        date_axis(ax, frame.index[0], frame.index[-1])
        ax.set_xlim(x[0] - gap * 0.7, x[-1] + gap * 0.7)
    if frame.shape[1] > 1:
        ax.legend(
            handles=key, loc="upper left", ncols=frame.shape[1], borderaxespad=0, handlelength=1.4
        )
    zero_based(ax, pad=0.18 if frame.shape[1] > 1 else 0.06)
    quiet(ax)


def shares(
    frame: pd.DataFrame,
    *,
    unit: str = "",
    height: float | None = None,
    tints: Mapping[str, str] | None = None,
) -> Figure:
    """Return bars of parts of a whole (per cent), one bar per row, parts labelled inside.

    Args:
        frame: rows are bars, columns parts; values in per cent.
        unit: written above the axis.
        height: inches.
        tints: a colour by part; the palette's if None.
    """
    fig, (ax,) = canvas(height or 0.75 + 0.42 * len(frame))
    tint = {str(k): v for k, v in (tints or colours(list(frame.columns))).items()}
    left = [0.0] * len(frame)
    for column in map(str, frame.columns):
        values = [float(v) for v in frame[column].fillna(0)]
        _draw_part(ax, left, values, tint[column])
        left = [a + b for a, b in zip(left, values, strict=True)]
        mark = edge(tint[column], tint[column])
        ax.plot([], [], "s", color=tint[column], mec=mark, label=name(column))
    ax.set_yticks(range(len(frame)), [name(str(v)) for v in frame.index])
    ax.set_ylim(len(frame) - 0.45, -0.55)
    ax.set_xlim(0, max(100, *left))
    ax.legend(
        loc="lower center",
        bbox_to_anchor=(0.5, 1.0),
        ncols=min(6, frame.shape[1]),
        handletextpad=0.2,
        columnspacing=1.0,
    )
    ax.set_xlabel(unit, color=GREY)
    quiet(ax)
    return fig


def _draw_part(ax: Axes, left: list[float], values: list[float], tint: str) -> None:
    """Draw one part of all bars beside those before it, its value inside where there is room."""
    ax.barh(
        range(len(values)), values, 0.62, left=left, color=tint, edgecolor=edge(tint),
        lw=[1.0 if v else 0.0 for v in values],
    )  # fmt: skip
    ink = INK if tint == LIGHT else WHITE
    for row, (start, value) in enumerate(zip(left, values, strict=True)):
        if value >= LEAST_LABELLED:
            middle = start + value / 2
            ax.text(middle, row, num(value, 0), ha="center", va="center", color=ink, fontsize=8.5)
