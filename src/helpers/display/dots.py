"""Dots by row: accounts beside each other, and two moments joined by a bar."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.display.axes import zero_based
from helpers.display.lines import MARKERS
from helpers.display.style import GREY, INK, LIGHT, WHITE, canvas, colours, name
from helpers.display.words import num


def dot_rows(
    rows: pd.DataFrame,
    *,
    unit: str = "",
    log: bool = False,
    digits: int | None = None,
    zero: bool = True,
    height: float | None = None,
) -> Figure:
    """Return a dot plot: one row per label, one dot per value, a shape for each account.

    Args:
        rows: columns label, value and, if there are several, account; hollow (bool) marks
            goals, plans or values of low grade.
        unit: written above the axis.
        log: whether the axis is logarithmic.
        digits: digits of the values written.
        zero: whether the axis begins at zero.
        height: inches.
    """
    labels = list(dict.fromkeys(rows["label"]))
    fig, (ax,) = canvas(height or 0.8 + 0.3 * len(labels))
    draw_dots(ax, rows, labels=labels, digits=digits)
    if log:
        ax.set_xscale("log")
        ax.xaxis.set_major_formatter(lambda value, _: num(value))
    elif zero:
        zero_based(ax, "x", pad=0.1)
    ax.set_title(unit, fontweight="normal", color=GREY, fontsize=8.5)
    return fig


def draw_dots(ax: Axes, rows: pd.DataFrame, *, labels: Sequence[str], digits: int | None) -> None:
    """Draw dots by row on given axes, with the values beside them."""
    accounts = list(dict.fromkeys(rows["account"])) if "account" in rows else [""]
    tint = colours(accounts)
    for i, account in enumerate(accounts):
        part = rows[rows["account"] == account] if "account" in rows else rows
        hollow = part["hollow"].astype(bool) if "hollow" in part else part["value"] != part["value"]
        y = [labels.index(label) for label in part["label"]]
        face = [WHITE if h else tint[account] for h in hollow]
        ax.scatter(
            part["value"], y, s=38, marker=MARKERS[i % len(MARKERS)], c=face,
            edgecolors=tint[account], linewidths=1.3, zorder=3, label=account,
        )  # fmt: skip
        for value, row in zip(part["value"], y, strict=True):
            _write_value(ax, num(value, digits), (value, row), 6)
    ax.set_yticks(range(len(labels)), [name(str(v)) for v in labels])
    ax.set_ylim(len(labels) - 0.4, -0.6)
    ax.grid(True, axis="y")
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    if len(accounts) > 1:
        ax.legend(
            loc="lower center",
            bbox_to_anchor=(0.5, 1.0),
            ncols=min(4, len(accounts)),
            handletextpad=0.2,
        )


def dumbbell(frame: pd.DataFrame, *, unit: str = "", height: float | None = None) -> Figure:
    """Return two dots per row joined by a bar: what is made and what is used, before and after.

    Args:
        frame: rows are bars, two columns are the dots.
        unit: written above the axis.
        height: inches.
    """
    fig, (ax,) = canvas(height or 0.85 + 0.32 * len(frame))
    first, second = frame.columns
    tint = colours([str(first), str(second)])
    for i, (_, values) in enumerate(frame.iterrows()):
        ax.plot(values, [i, i], color=LIGHT, lw=4, solid_capstyle="round", zorder=1)
    for marker, column in zip("os", frame.columns, strict=True):
        places, colour = range(len(frame)), tint[str(column)]
        ax.scatter(frame[column], places, s=42, marker=marker, color=colour, zorder=3, label=column)
    for i, (_, values) in enumerate(frame.iterrows()):
        for shift, value in ((-7, values.min()), (7, values.max())):
            _write_value(ax, num(value), (value, i), shift)
    ax.set_yticks(range(len(frame)), [name(str(v)) for v in frame.index])
    ax.set_ylim(len(frame) - 0.4, -0.6)
    zero_based(ax, "x", pad=0.12)
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2)
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="y", length=0)
    ax.set_xlabel(unit, color=GREY)
    return fig


def _write_value(ax: Axes, text: str, place: tuple[float, float], shift: float) -> None:
    """Write a value beside its dot, so many points to the right or, below zero, to the left."""
    ax.annotate(
        text, place, xytext=(shift, 0), textcoords="offset points",
        ha="left" if shift > 0 else "right", va="center", fontsize=8, color=INK,
    )  # fmt: skip
