"""Obligation, precision, delegation: how firmly the clauses read bind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from helpers.display.bundles import figure, table
from helpers.display.style import BLUE, GREY, INK, ORANGE, PANEL, WHITE, canvas
from helpers.display.words import count, join, short
from helpers.sections.clauses.reading import (
    HEADINGS,
    LEVELS,
    NO_HEADING,
    OBLIGATION,
    PRECISION,
    read,
    units,
    working,
)
from helpers.sections.prose import cite, nothing_public

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

LETTER = dict(zip(HEADINGS, "MENSTC", strict=True))
"""A letter for each heading, written into its marks."""

COLUMN_AT, COLUMN_WIDE = (0, 1, 2, 3.4), (0.96, 0.96, 0.96, 1.76)
"""Where the columns of obligation stand; the last is wide enough for names."""

RULES = (
    ("0", "states a view (recital, declaration)", "names a field", "none"),
    (
        "1",
        "strives, promotes, encourages, may",
        "adds a general aim or actors",
        "standing body or fixed meetings",
    ),
    (
        "2",
        "shall cooperate, exchange, consult",
        "names conduct, a trigger or a list",
        "third-party good offices or review",
    ),
    (
        "3",
        "must bring a result or must not act",
        "number, date or procedure",
        "court or binding arbitration",
    ),
)


def scales(report: Briefing) -> None:
    """Show the steps of the three scales."""
    table(
        pd.DataFrame(RULES, columns=["Step", "Obligation", "Precision", "Delegation"]),
        label="clauses-scales",
        title="The three scales and their steps",
        caption="The three dimensions are those of Abbott, Keohane, Moravcsik, Slaughter and "
        "Snidal; the steps are "
        "this project's own. The full rules are in the codebook that comes with the data, "
        "`data/codebook.md`.",
        source=cite(report.known.keys("abbott-2000-legalization")),
    )


def grid(report: Briefing) -> None:
    """Draw each working unit in its cell of obligation by precision."""
    rows = working(units(report)).dropna(subset=["obligation", "precision"])
    if rows.empty:
        nothing_public(report, "how firmly the clauses bind")
        return
    soft = rows[rows["obligation"] <= 2]
    rest = read(units(report))
    rest = rest[~rest["clause_id"].isin(working(units(report))["clause_id"])].dropna(
        subset=["obligation"]
    )
    figure(
        draw_grid(rows, rest),
        label="clauses-grid",
        title=f"{len(soft)} of {len(rows)} working units ask for cooperation without a stated "
        "result",
        subtitle="Units read, by obligation (across) and precision (up), steps from 0 to 3",
        caption="Filled: quoted; hollow: paraphrased; orange ring: coding of low confidence. "
        "Letters: M military "
        "and security, E economy and trade, N energy, S science and culture, T transport, C common "
        "threats, O other. Units that bind to a result are named. Grey crosses: the preamble "
        "and the "
        "final clauses, which bind by nature and are not counted. Reports pick what stands out, so "
        "precise clauses may be over-represented." + _delegated(rows),
        alt=_grid_alt(rows),
        source=cite([k for keys in rows["keys"] for k in keys[:1]]),
        data=rows[
            [
                "clause_id",
                "label",
                "title_short",
                "heading",
                "read_level",
                "coding_confidence",
                "obligation",
                "precision",
                "delegation",
            ]
        ],
    )


def _delegated(rows: pd.DataFrame) -> str:
    part = rows[rows["delegation"] > 0]
    if part.empty:
        return " Delegation: no unit hands a decision to anyone else."
    said = join(part["text"].str.rstrip("."))
    n = count(len(part), "unit")
    return f" Delegation: {n} above nil, a standing body at most: “{said}”."


def draw_grid(rows: pd.DataFrame, rest: pd.DataFrame) -> Figure:
    """Return the grid of obligation by precision with a mark for each unit."""
    fig, (ax,) = canvas(3.9)
    for x, (place, width) in enumerate(zip(COLUMN_AT, COLUMN_WIDE, strict=True)):
        for y in range(4):
            box = Rectangle((place - width / 2, y - 0.48), width, 0.96, facecolor=PANEL, lw=0)
            box.set(alpha=0.6, zorder=0)
            ax.add_patch(box)
            part = rows[(rows["obligation"] == x) & (rows["precision"] == y)]
            order = part.assign(place=part["read_level"].map(LEVELS.index))
            order = order.sort_values(["place", "heading", "clause_id"])
            left = place - width / 2 + 0.1
            _units_in_cell(ax, left, y, order.to_dict("records"), named=x == 3)
            n = int(((rest["obligation"] == x) & (rest["precision"] == y)).sum())
            at = [left + 0.08 * i for i in range(n)]
            ax.scatter(at, [y - 0.38] * n, marker="x", s=18, c=GREY, lw=1.1)
    _totals(ax, rows)
    return fig


def _totals(ax: Axes, rows: pd.DataFrame) -> None:
    """Write the number of units on each step beside the grid, and the names of the steps."""
    bold: dict[str, Any] = {"fontsize": 9, "fontweight": "bold", "color": BLUE}
    right = COLUMN_AT[-1] + COLUMN_WIDE[-1] / 2 + 0.1
    for step, place in enumerate(COLUMN_AT):
        n = int((rows["obligation"] == step).sum())
        ax.text(place, 3.56, str(n), ha="center", **bold)
        ax.text(right, step, str(int((rows["precision"] == step).sum())), va="center", **bold)
    ax.text(right, 3.56, "units", fontsize=8, color=GREY)
    ax.set_xticks(COLUMN_AT, [f"{k} {w}" for k, w in OBLIGATION.items()])
    ax.set_yticks(range(4), [f"{k} {w}" for k, w in PRECISION.items()])
    ax.set_xlim(-0.5, right + 0.25)
    ax.set_ylim(-0.5, 3.75)
    ax.set_xlabel("Obligation", color=GREY)
    ax.set_ylabel("Precision", color=GREY)
    ax.tick_params(length=0)
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)


def _units_in_cell(ax: Axes, left: float, y: int, part: list[dict], *, named: bool) -> None:
    for i, row in enumerate(part):
        x = left if named else left + 0.152 * (i % 6)
        at = y + 0.33 - 0.22 * (i if named else i // 6)
        filled = row["read_level"] == "quoted"
        ax.scatter(
            x, at, s=88, c=BLUE if filled else WHITE, edgecolors=BLUE, linewidths=1, zorder=3
        )
        letter, ink = LETTER.get(row["article_theme"], "O"), WHITE if filled else INK
        bold: dict[str, Any] = {"fontsize": 6.3, "fontweight": "bold", "color": ink}
        ax.text(x, at - 0.01, letter, ha="center", va="center", zorder=4, **bold)
        if row["coding_confidence"] == "low":
            ring: dict[str, Any] = {"facecolors": "none", "edgecolors": ORANGE, "linewidths": 1.6}
            ax.scatter(x, at, s=118, zorder=5, **ring)
        if named:
            where = f"{row['label']} " if row["article"] else ""
            words = where + short(row["title_short"], 34 - len(where))
            ax.text(x + 0.11, at, words, va="center", fontsize=7.2)


def _grid_alt(rows: pd.DataFrame) -> str:
    counts = rows.groupby(["obligation", "precision"]).size().rename("n").reset_index()
    said = [
        f"obligation {int(row['obligation'])} and precision {int(row['precision'])}: {row['n']}"
        for row in counts.to_dict("records")
    ]
    firm = rows[rows["obligation"] == 3]
    named = join(
        f"{t} ({label})" for t, label in zip(firm["title_short"], firm["label"], strict=True)
    )
    return f"Units per cell: {'; '.join(said)}. Duties of result: {named or 'none'}."


def by_heading(report: Briefing) -> None:
    """Draw how many units of each heading stand on each step of obligation and of precision."""
    rows = working(units(report)).dropna(subset=["obligation", "precision"])
    if rows.empty:
        nothing_public(report, "the headings of the clauses")
        return
    order = [h for h in [*HEADINGS.values(), NO_HEADING] if h in set(rows["heading"])]
    figure(
        draw_by_heading(rows, order),
        label="clauses-by-heading",
        title=_heading_title(rows),
        subtitle="Working units read under each heading, by step of obligation and of precision",
        caption="A circle's area and its number give the units on that step; the bar marks the "
        "median. Headings with fewer than three units say little; means with their intervals "
        "stand in the figure of means by heading.",
        alt="; ".join(_heading_alt(rows[rows["heading"] == h], h) for h in order) + ".",
        source=cite([k for keys in rows["keys"] for k in keys[:1]]),
        data=rows.groupby(["heading", "obligation", "precision"])
        .size()
        .rename("units")
        .reset_index(),
    )


def _heading_title(rows: pd.DataFrame) -> str:
    six = rows[rows["heading"] != NO_HEADING]
    firm = six[six["obligation"] == 3]["heading"].value_counts()
    if firm.empty:
        return "Under no heading was a duty of result read"
    none = [h for h in HEADINGS.values() if h not in firm.index and h in set(six["heading"])]
    said = join(f"{str(h).lower()} ({n})" for h, n in firm.items())
    return f"Duties of result were read only under {said}" if none else f"Duties of result: {said}"


def draw_by_heading(rows: pd.DataFrame, order: list[str]) -> Figure:
    """Return two panels of counts, one row per heading."""
    fig, axes = canvas(0.42 * len(order) + 0.75, 1, 2, sharey=True)
    for ax, scale, words in zip(
        axes, ("obligation", "precision"), (OBLIGATION, PRECISION), strict=True
    ):
        for y, heading in enumerate(order):
            part = rows[rows["heading"] == heading][scale]
            ax.plot([part.median()] * 2, [y - 0.36, y + 0.36], color=ORANGE, lw=3, zorder=1)
            for step, n in _steps(part):
                ax.scatter(
                    step, y, s=52 * n + 40, c=WHITE, edgecolors=BLUE, linewidths=1.3, zorder=2
                )
                ax.text(step, y, str(n), ha="center", va="center", fontsize=8, zorder=3)
        ax.set_title(scale.capitalize(), fontsize=9)
        ax.set_xticks(
            range(4), [f"{k} {w}".replace(" ", "\n") for k, w in words.items()], fontsize=7.5
        )
        ax.set_xlim(-0.5, 3.5)
        ax.tick_params(length=0)
        ax.grid(axis="y")
        for side in ("left", "bottom"):
            ax.spines[side].set_visible(False)
    counts = rows["heading"].value_counts()
    axes[0].set_yticks(range(len(order)), [f"{h} ({counts[h]})" for h in order])
    axes[0].set_ylim(len(order) - 0.4, -0.6)
    return fig


def _steps(codes: pd.Series) -> list[tuple[int, int]]:
    """Return how many units stand on each step that occurs."""
    return [(step, n) for step in range(4) if (n := int((codes == step).sum()))]


def _heading_alt(part: pd.DataFrame, heading: str) -> str:
    said = [
        f"{scale} " + ", ".join(f"{n} at {step}" for step, n in _steps(part[scale]))
        for scale in ("obligation", "precision")
    ]
    return f"{heading}: {'; '.join(said)}"
