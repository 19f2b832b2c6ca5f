"""Tornado charts: how far each assumption alone moves a result, and cases side by side."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from helpers.display.axes import zero_based
from helpers.display.style import BLUE, GREY, INK, ORANGE, WHITE, canvas
from helpers.display.words import num

HATCH = {ORANGE: "////"}
"""The low end is hatched too: colour alone does not tell the ends apart."""


def tornado(
    rows: pd.DataFrame,
    base: float,
    *,
    log: bool = False,
    line: tuple[float, str] | None = None,
    most: int = 10,
) -> Figure:
    """Return bars from the base case to the result at each end of an assumption, widest first.

    Args:
        rows: columns label, low, high (settings as text), at_low, at_high; widest first.
        base: the result of the case around which the assumptions move.
        log: whether the axis is logarithmic; all results must then be above zero.
        line: a value worth a mark, with its word, such as (1, "equal cost").
        most: rows drawn.
    """
    shown = rows.head(most)
    fig, (ax,) = canvas(0.85 + 0.36 * max(len(shown), 1))
    for i, row in enumerate(shown.itertuples()):
        _bar(ax, i, base, (row.at_low, row.low), ORANGE)
        _bar(ax, i, base, (row.at_high, row.high), BLUE)
    ax.axvline(base, color=INK, lw=1.1)
    if line:
        _mark(ax, *line)
    ax.set_yticks(range(len(shown)), list(shown["label"]))
    ax.set_ylim(len(shown) - 0.4, -0.6)
    marked = [line[0]] if line else []
    _limits(fig, [base, *shown["at_low"], *shown["at_high"], *marked], log)
    key = [
        Patch(fc=WHITE, ec=ORANGE, hatch=HATCH[ORANGE], label="at its low end"),
        Patch(fc=BLUE, ec=BLUE, label="at its high end"),
    ]
    room = 1.6 if line else 0.1  # the word of the mark stands between
    ax.legend(handles=key, loc="lower left", bbox_to_anchor=(0, 1.0), ncols=2, borderaxespad=room)
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="y", length=0)
    return fig


def _bar(ax: Axes, row: int, base: float, end: tuple[float, str], tint: str) -> None:
    """Draw a bar from the base case to the result at one end, with the setting beside it."""
    value, setting = end
    if value == base:
        return
    hatch = HATCH.get(tint)
    ax.barh(
        row, value - base, left=base, height=0.56, edgecolor=tint, lw=0.9, hatch=hatch,
        color=WHITE if hatch else tint,
    )  # fmt: skip
    side = 1 if value > base else -1
    ax.annotate(
        f"{setting}: {num(value)}", (value, row), xytext=(4 * side, 0), va="center", fontsize=7.5,
        textcoords="offset points", ha="left" if side > 0 else "right", annotation_clip=False,
    )  # fmt: skip


def _mark(ax: Axes, value: float, word: str) -> None:
    ax.axvline(value, color=GREY, lw=0.9, ls=(0, (3, 2)))
    ax.annotate(
        word, (value, 1), xycoords=("data", "axes fraction"), xytext=(0, 2), fontsize=8,
        textcoords="offset points", ha="center", color=GREY,
    )  # fmt: skip


def _limits(fig: Figure, values: Sequence[float], log: bool) -> None:
    """Leave room on both sides for the words beside the bars."""
    ax = fig.axes[0]
    low, high = min(values), max(values)
    if log:
        ax.set_xscale("log")
        room = (high / low) ** 0.34
        ax.set_xlim(low / room, high * room)
        ax.xaxis.set_major_formatter(lambda value, _: num(value))
        ax.xaxis.set_minor_formatter(lambda value, _: "")
    else:
        room = 0.30 * ((high - low) or 1)
        ax.set_xlim(low - room, high + room)
    ax.xaxis.grid(True)


def cases(rows: pd.DataFrame, *, unit: str = "", digits: int | None = None) -> Figure:
    """Return one bar per case from zero, the base case drawn solid, the others hatched.

    Args:
        rows: columns label, value, base (bool).
        unit: written above the axis.
        digits: digits of the values.
    """
    fig, (ax,) = canvas(0.6 + 0.32 * len(rows))
    for i, row in enumerate(rows.itertuples()):
        ax.barh(
            i, row.value, height=0.6, edgecolor=BLUE, lw=0.9, color=BLUE if row.base else WHITE,
            hatch=None if row.base else "////",
        )  # fmt: skip
        side = 1 if row.value >= 0 else -1
        ax.annotate(
            num(row.value, digits), (row.value, i), xytext=(5 * side, 0), va="center", fontsize=8.5,
            textcoords="offset points", ha="left" if side > 0 else "right",
        )  # fmt: skip
    ax.set_yticks(range(len(rows)), list(rows["label"]))
    ax.set_ylim(len(rows) - 0.45, -0.55)
    zero_based(ax, "x", pad=0.15)
    ax.axvline(0, color=GREY, lw=0.8)
    ax.set_title(unit, fontweight="normal", color=GREY, fontsize=8.5)
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="y", length=0)
    return fig
