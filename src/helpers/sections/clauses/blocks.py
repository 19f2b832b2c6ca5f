"""The six headings: the article's points by verdict beside the units of the text by reading."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from helpers.display.bundles import figure
from helpers.display.style import BLUE, GREY, INK, LIGHT, PANEL, RED, WHITE, canvas
from helpers.display.words import count, join
from helpers.sections.clauses.points import reported, statements
from helpers.sections.clauses.reading import (
    HEADINGS,
    JUDGEMENTS,
    LEVEL_WORDS,
    LEVELS,
    NO_HEADING,
    units,
)
from helpers.sections.prose import cite

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

GROUP_LOOK = {
    "holds": (BLUE, "✓", "matches"),
    "mixed": (GREY, "~", "in part"),
    "fails": (RED, "✗", "does not match"),
    "open": (GREY, "…", "still open"),
    "not enough": (WHITE, "?", "not enough evidence"),
}

OFF_WORDS = {
    "mixed": ("matches in part", "match in part"),
    "fails": ("does not match", "do not match"),
    "open": ("is still open", "are still open"),
    "not enough": ("lacks evidence", "lack evidence"),
}
"""What points do that do not match, for one and for many."""


def blocks(report: Briefing) -> None:
    """Draw the article's points by verdict and the units by reading, heading by heading."""
    rows, clauses = statements(report), units(report)
    clauses = clauses[clauses["read_level"] != "not_read"]
    figure(
        draw_blocks(rows, clauses),
        label="clauses-blocks",
        title=blocks_title(reported(rows)),
        subtitle="Left: points of the article by verdict. Right: units of the text by how they "
        "were read",
        caption="One mark is one point of the article or one unit of the text, placed by subject. "
        "✓ matches, "
        "~ in part, ✗ does not match, ? not enough evidence; Q quoted, P paraphrased, T topic "
        "only. Many "
        "units show what was reported, not how much of the treaty a field fills.",
        alt=_blocks_alt(rows, clauses),
        source=cite([k for keys in clauses["keys"] for k in keys[:1]]),
        data=_blocks_data(rows, clauses),
    )


def blocks_title(rows: pd.DataFrame) -> str:
    """Return under which headings every point matches, and what the rest of them do.

    Args:
        rows: the points that report the text, with title (of the heading) and group.
    """
    off = rows[rows["group"] != "holds"]
    if off.empty:
        return "All points reported under the six headings match what is known of the text"
    places = off["title"].value_counts()
    whole = [t.lower() for t in HEADINGS.values() if t not in places.index]
    groups = Counter(off["group"])
    said = join(
        f"{count(groups[group], 'point')} {one if groups[group] == 1 else many}"
        for group, (one, many) in OFF_WORDS.items()
        if groups[group]
    )
    if len(places) == 1:
        return f"Every point matches but under {places.index[0].lower()}: there {said}"
    if not whole:
        return f"Under every heading a point is open to doubt: {said}"
    return f"Every point matches under {join(whole)}; under the other headings {said}"


def draw_blocks(rows: pd.DataFrame, clauses: pd.DataFrame) -> Figure:
    """Return two panels: points by verdict, units by reading, one row per heading."""
    order = [*HEADINGS.values(), JUDGEMENTS, NO_HEADING]
    fig, (left, right) = canvas(
        0.36 * len(order) + 0.55, 1, 2, width_ratios=[6.2, 18.6], sharey=True
    )
    for y, title in enumerate(order):
        for x, group in enumerate(rows[rows["title"] == title]["group"]):
            _mark(left, x, y, *_point_look(group))
        part = clauses[clauses["heading"] == title]
        levels = sorted(part["read_level"], key=LEVELS.index)
        for x, level in enumerate(levels):
            _mark(right, x, y, *_unit_look(level))
        if not levels and title != JUDGEMENTS:
            right.text(-0.4, y, "none read", va="center", fontsize=8, color=GREY)
    left.set_yticks(range(len(order)), order)
    left.set_ylim(len(order) - 0.4, -0.6)
    most = max([clauses["heading"].value_counts().max() if len(clauses) else 1, 15])
    for ax, title, width in (
        (left, "The article", 6.2),
        (right, "The text", most),
    ):
        ax.set_xlim(-0.6, width - 0.3)
        ax.set_xticks([])
        ax.set_title(title, fontsize=9)
        ax.tick_params(length=0)
        for side in ("left", "bottom"):
            ax.spines[side].set_visible(False)
        ax.hlines([y + 0.5 for y in range(len(order) - 1)], *ax.get_xlim(), color=LIGHT, lw=0.6)
    return fig


def _point_look(group: str) -> tuple[str, str, str]:
    colour, glyph, _ = GROUP_LOOK[group]
    return colour, GREY if colour == WHITE else colour, glyph


def _unit_look(level: str) -> tuple[str, str, str]:
    fill = {"quoted": BLUE, "paraphrased": PANEL, "listed_only": WHITE}[level]
    return (
        fill,
        BLUE if level != "listed_only" else GREY,
        {"listed_only": "T"}.get(level, level[0].upper()),
    )


def _mark(ax, x: float, y: float, fill: str, edge: str, glyph: str) -> None:
    ax.add_patch(
        Rectangle((x - 0.42, y - 0.32), 0.84, 0.64, facecolor=fill, edgecolor=edge, lw=0.9)
    )
    ink = WHITE if fill not in (WHITE, PANEL) else INK
    ax.text(x, y + 0.02, glyph, ha="center", va="center", fontsize=8, color=ink, fontweight="bold")


def _blocks_alt(rows: pd.DataFrame, clauses: pd.DataFrame) -> str:
    parts = []
    for title in [*HEADINGS.values(), JUDGEMENTS, NO_HEADING]:
        points = Counter(rows[rows["title"] == title]["group"])
        said = [f"{n} {GROUP_LOOK[g][2]}" for g, n in points.items()]
        levels = Counter(clauses[clauses["heading"] == title]["read_level"])
        seen = [f"{levels[lv]} {LEVEL_WORDS[lv]}" for lv in LEVELS if levels[lv]]
        parts.append(f"{title}: points {join(said) or 'none'}; units {join(seen) or 'none'}")
    return ". ".join(parts) + "."


def _blocks_data(rows: pd.DataFrame, clauses: pd.DataFrame) -> pd.DataFrame:
    points = rows.assign(what="point", id=rows["statement_id"], mark=rows["verdict"])
    seen = clauses.assign(
        what="unit",
        id=clauses["clause_id"],
        mark=clauses["read_level"].map(LEVEL_WORDS),
        title=clauses["heading"],
    )
    return pd.concat([points, seen])[["what", "title", "id", "mark"]]
