"""Specification curves: a claim's share over all sets of choices, in order, with the choices."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.display.axes import quiet
from helpers.display.style import GREY, INK, LIGHT, VERDICT_GROUPS, canvas
from helpers.judgement.multiverse.universe import GROUP_NAMES
from helpers.judgement.verdicts import BANDS, FORECAST_BANDS

BINS = 60
"""Steps into which the sets are put, in the order of their share: what a page can show of them."""
SEED = 20250117
"""Any fixed number would do, so that equal inputs give equal bytes."""
MOST_VALUES = 6
"""An axis with more values, such as days, is shown in so many runs of values."""

Rows = list[tuple[str, str, np.ndarray]]
"""Axis, value in words, and which sets have it."""


def choice_rows(sets: pd.DataFrame) -> Rows:
    """Return a row for each value of each axis that is varied, long axes in runs of values."""
    rows: Rows = []
    for axis in sets.columns:
        codes, values = pd.factorize(sets[axis])
        if len(values) < 2:
            continue
        for run in np.array_split(np.arange(len(values)), min(len(values), MOST_VALUES)):
            said = [_word(values[i]) for i in (run[0], run[-1])]
            text = said[0] if len(run) == 1 else f"{said[0]} to {said[1]}"
            rows.append((axis, text, np.isin(codes, run)))
    return rows


def specification_curve(p: np.ndarray, groups: np.ndarray, rows: Rows, forecast: bool) -> Figure:
    """Return the drawing for one claim.

    Above is the share in each set, from the least to the greatest, on the bands of the verdicts;
    a strip under it shows the groups of verdicts; below is, for each choice, where in that order
    the sets with the choice lie: full height means that all sets at this place have it.

    Args:
        p: share per set, NaN where nothing counts.
        groups: group per set, a number in GROUP_NAMES.
        rows: those of `choice_rows`.
        forecast: whether the bands are those of forecasts.
    """
    mixed = np.random.default_rng(SEED).permutation(len(p))  # equal shares lie in no order
    order = mixed[np.argsort(np.where(np.isnan(p), -1.0, p)[mixed], kind="stable")]
    bins = [b for b in np.array_split(order, min(BINS, len(order))) if len(b)]
    below = 0.17 * len(rows) + 0.1
    fig, (curve, choices) = canvas(1.75 + below, 2, 1, sharex=True, height_ratios=[1.6, below])
    _draw_curve(curve, p, groups, bins, [e for e, _ in (FORECAST_BANDS if forecast else BANDS)])
    _draw_choices(choices, bins, rows)
    return fig


def _draw_curve(
    ax: Axes, p: np.ndarray, groups: np.ndarray, bins: Sequence[np.ndarray], edges: list[float]
) -> None:
    x = np.arange(len(bins)) + 0.5
    counted = [p[b][~np.isnan(p[b])] for b in bins]
    has = np.array([len(c) > 0 for c in counted])
    middle = np.array([np.median(c) if len(c) else np.nan for c in counted])
    for edge in (e for e in edges if e > 0):
        ax.axhline(edge, color=LIGHT, lw=0.8, zorder=0)
    ax.plot(x[has], middle[has], color=INK, lw=1.5, drawstyle="steps-mid")
    bottom = np.full(len(bins), -0.16)
    for number, group in enumerate(GROUP_NAMES):
        height = 0.12 * np.array([(groups[b] == number).mean() for b in bins])
        if height.any():
            ax.fill_between(
                np.arange(len(bins) + 1), np.r_[bottom, bottom[-1]],
                np.r_[bottom + height, (bottom + height)[-1]],
                step="post", color=VERDICT_GROUPS[group], lw=0, label=group,
            )  # fmt: skip
        bottom = bottom + height
    ax.set_ylim(-0.18, 1)
    ax.set_xlim(0, len(bins))
    ax.set_yticks([0, *sorted(e for e in edges if e > 0), 1])
    ax.set_ylabel("share for it")
    ax.legend(loc="lower right", bbox_to_anchor=(1, 1.0), ncols=5, handlelength=1, columnspacing=1)
    ax.tick_params(axis="x", length=0)


def _draw_choices(ax: Axes, bins: Sequence[np.ndarray], rows: Rows) -> None:
    edges = np.arange(len(bins) + 1)
    last = ""
    for n, (axis, _, mine) in enumerate(rows):
        shares = np.array([mine[b].mean() for b in bins])
        top = n + 0.42 - 0.84 * np.r_[shares, shares[-1]]
        ax.fill_between(edges, n + 0.42, top, step="post", color=GREY, lw=0)
        if axis != last and n:
            ax.axhline(n - 0.5, color=LIGHT, lw=0.8)
        last = axis
    labels = [
        f"{axis}  {text}" if n == 0 or rows[n - 1][0] != axis else text
        for n, (axis, text, _) in enumerate(rows)
    ]
    ax.set_yticks(range(len(rows)), labels, fontsize=7.4)
    ax.set_ylim(len(rows) - 0.5, -0.5)
    ax.set_xticks([0, len(bins)], ["least share", "greatest share"], fontsize=8)
    first, last_tick = ax.get_xticklabels()
    first.set_horizontalalignment("left")
    last_tick.set_horizontalalignment("right")
    quiet(ax)


def _word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool | np.bool_) else str(value)


def share_words(shares: Mapping[str, float]) -> str:
    r"""Return the groups that occur with their shares, the commonest first.

    Example:
        >>> share_words({"holds": 0.75, "fails": 0.25}).replace("\u00a0", " ")
        'holds 75 %, fails 25 %'
    """
    found = sorted(((g, s) for g, s in shares.items() if s > 0), key=lambda item: -item[1])
    return ", ".join(f"{g} {_percent(s)}" for g, s in found)


def _percent(share: float) -> str:
    rounded = round(100 * share)
    if share < 1 and rounded == 100:
        return "over 99\u00a0%"
    return f"{rounded}\u00a0%" if rounded else "under 1\u00a0%"
