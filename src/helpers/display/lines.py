"""Lines over time, slopes and small multiples, labelled where they end."""

from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.display.axes import at, date_axis, end_labels, mark_days, quiet, zero_based
from helpers.display.style import GREY, LIGHT, WHITE, canvas, colours, name
from helpers.display.words import num

MARKERS = ("o", "s", "D", "^", "v", "P", "X")
"""Shapes tell apart what colours tell apart."""


def line_chart(
    frame: pd.DataFrame,
    *,
    unit: str = "",
    as_of: str = "9999",
    marks: Sequence[tuple[str, str]] = (),
    zero: bool = False,
    log: bool = False,
    height: float = 3.3,
) -> Figure:
    """Return lines over time, each labelled at its end.

    Args:
        frame: index of periods (YYYY, YYYY-Qn, YYYY-MM, YYYY-MM-DD), one column per line.
        unit: written above the axis.
        as_of: marks later than this day are not drawn.
        marks: (ISO day, word) for thin vertical lines.
        zero: whether the axis begins at zero.
        log: whether the axis is logarithmic.
        height: inches.
    """
    fig, (ax,) = canvas(height)
    draw_lines(ax, frame, zero=zero, log=log)
    mark_days(ax, marks, as_of)
    ax.set_title(unit, fontweight="normal", color=GREY, fontsize=8.5)
    return fig


def draw_lines(
    ax: Axes, frame: pd.DataFrame, *, zero: bool = False, log: bool = False, labels: bool = True
) -> None:
    """Draw the columns of a frame of periods as lines on given axes."""
    frame = frame.sort_index(key=lambda index: [at(p) for p in index])
    tint, ends = colours(list(frame.columns)), []
    for i, column in enumerate(frame.columns):
        values = frame[column].dropna()
        if values.empty:
            continue
        x = [at(p) for p in values.index]
        marker = MARKERS[i % len(MARKERS)] if len(values) < 40 else None
        # a rim in the page's colour keeps points apart where lines meet
        ax.plot(x, values, color=tint[column], marker=marker, markersize=4.6, mec=WHITE, mew=0.6)
        ends.append((x[-1], float(values.iloc[-1]), name(str(column)), tint[column]))
    if log:
        ax.set_yscale("log")
        ax.yaxis.set_major_formatter(lambda value, _: num(value))
    span = [str(p) for p in frame.index]
    if span:
        date_axis(ax, min(span, key=at), max(span, key=at))
        low, high = ax.get_xlim()
        ax.set_xlim(low - 0.015 * (high - low), high + 0.015 * (high - low))  # whole markers
    ax.grid(True, axis="y")
    if zero and not log:
        zero_based(ax)
    quiet(ax)
    if labels:
        end_labels(ax, ends)


def panels(
    frames: Mapping[str, pd.DataFrame],
    *,
    cols: int = 3,
    height: float = 1.9,
    share: bool = False,
    zero: bool = True,
) -> Figure:
    """Return small multiples: one panel of lines for each title.

    Args:
        frames: by panel title, a frame as for `line_chart`.
        cols: panels in a row.
        height: inches of one row.
        share: whether all panels have one scale.
        zero: whether scales begin at zero.
    """
    rows = -(-len(frames) // cols)
    fig, axes = canvas(height * rows, rows, cols, sharey=share)
    for ax, (title, frame) in zip(axes, frames.items(), strict=False):
        draw_lines(ax, frame, zero=zero, labels=frame.shape[1] > 1)
        ax.set_title(title, fontsize=9)
        ax.tick_params(labelsize=7.5)
    if share and zero:
        axes[0].set_ylim(top=1.06 * max(float(f.max().max()) for f in frames.values()))
    for ax in axes[len(frames) :]:
        ax.set_axis_off()
    return fig


def slope(frame: pd.DataFrame, *, unit: str = "", height: float = 3.2) -> Figure:
    """Return a slope chart between the first and the last column of a frame.

    Args:
        frame: rows are lines, two columns are the moments.
        unit: written above the chart.
        height: inches.
    """
    fig, (ax,) = canvas(height)
    tint = colours([str(i) for i in frame.index])
    for row, values in frame.iterrows():
        ax.plot([0, 1], values, color=tint[str(row)], marker="o")
        ax.annotate(
            f"{num(values.iloc[0])}",
            (0, values.iloc[0]),
            xytext=(-6, 0),
            textcoords="offset points",
            ha="right",
            va="center",
        )
    ax.set_xlim(-0.15, 1.02)
    ends = [
        (1.0, float(v.iloc[-1]), f"{num(v.iloc[-1])}  {name(str(r))}", tint[str(r)])
        for r, v in frame.iterrows()
    ]
    ax.set_xticks([0, 1], list(frame.columns))
    ax.set_yticks([])
    quiet(ax, ("left", "bottom"))
    ax.vlines([0, 1], *ax.get_ylim(), color=LIGHT, lw=1, zorder=0)
    end_labels(ax, ends)
    ax.set_title(unit, fontweight="normal", color=GREY, fontsize=8.5)
    return fig
