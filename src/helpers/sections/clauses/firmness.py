"""How firmly the clauses bind on the whole: means with intervals, against the share read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.display.bundles import figure, say
from helpers.display.style import BLUE, GREY, INK, LIGHT, WHITE, canvas
from helpers.display.words import capital, count, num
from helpers.judgement.legalization import SCALES, profile
from helpers.sections.clauses.reading import (
    HEADINGS,
    LEVEL_WORDS,
    NO_HEADING,
    coded_by,
    settings,
    share_read,
    units,
    working,
)
from helpers.sections.prose import cite, nothing_public

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

ALL = "All working units"
LEAST = 3
"""With fewer units no interval is drawn: to draw one or two anew says nothing."""

DRAWN = {
    "article": "whole articles, and units without a number one by one, are drawn anew",
    "unit": "units are drawn anew one by one, as if those of one article were independent",
}


def groups(report: Briefing) -> dict[str, pd.DataFrame]:
    """Return the working units read: all, by how they were read, and by heading, none empty."""
    rows = working(units(report)).dropna(subset=list(SCALES))
    out = {ALL: rows}
    for level in ("quoted", "paraphrased"):
        out[capital(LEVEL_WORDS[level])] = rows[rows["read_level"] == level]
    for heading in [*HEADINGS.values(), NO_HEADING]:
        out[heading] = rows[rows["heading"] == heading]
    return {name: part for name, part in out.items() if len(part)}


def profiles(report: Briefing) -> pd.DataFrame:
    """Return the mean of each scale in each group: group, scale, units, clusters, mean, low, high.

    low and high are NaN where the group has fewer than LEAST units.
    """
    by = settings(report).resample
    parts = [profile(part, by).assign(group=name) for name, part in groups(report).items()]
    rows = pd.concat(parts, ignore_index=True)
    few = rows["units"] < LEAST
    rows[["low", "high"]] = rows[["low", "high"]].mask(few)
    return rows[["group", "scale", "units", "clusters", "mean", "low", "high"]]


def legalization(report: Briefing) -> None:
    """Draw the mean obligation, precision and delegation with intervals, beside the share read."""
    if working(units(report)).dropna(subset=list(SCALES)).empty:
        nothing_public(report, "how firmly the clauses bind on the whole")
        return
    rows = profiles(report)
    done, topic, total = share_read(report)
    whole = rows[rows["group"] == ALL].set_index("scale")
    figure(
        draw_profiles(rows),
        label="clauses-legalization",
        title=f"As read, in {done} of {total} articles, the mean step of obligation is "
        f"{_span(whole, 0)}, that of precision {_span(whole, 1)}",
        subtitle="Mean step from 0 to 3 over working units, with 90 per cent intervals; in "
        "brackets the units read",
        caption=f"Intervals: {DRAWN[settings(report).resample]}. They say how far a mean hangs on "
        f"which units were reported, and nothing of the {total - done} articles not read by "
        f"number, {topic} of them known by topic. Where all units stand on one step nothing can "
        f"vary, which is no certainty. Hollow: fewer than {LEAST} units, no interval. "
        f"The preamble and the final clauses are left out. {coded_by(report)}",
        alt=_alt(rows),
        source=cite([k for keys in groups(report)[ALL]["keys"] for k in keys[:1]]),
        data=rows.assign(articles_read=done, articles=total),
    )
    _read_it(rows)


def _span(whole: pd.DataFrame, scale: int) -> str:
    row = whole.loc[SCALES[scale]]
    if row["low"] != row["low"]:
        return num(row["mean"], 2)
    return f"{num(row['mean'], 2)} ({num(row['low'], 2)} to {num(row['high'], 2)})"


def draw_profiles(rows: pd.DataFrame) -> Figure:
    """Return a panel per scale, a row per group."""
    names = list(dict.fromkeys(rows["group"]))
    fig, axes = canvas(0.31 * len(names) + 0.8, 1, 3, sharey=True)
    sizes = rows.drop_duplicates("group").set_index("group")["units"]
    for ax, scale in zip(axes, SCALES, strict=True):
        part = rows[rows["scale"] == scale].set_index("group")
        for y, name in enumerate(names):
            _mark(ax, y, part.loc[name])
        ax.axvline(part.loc[names[0], "mean"], color=LIGHT, lw=1, zorder=0)
        ax.set_title(scale.capitalize(), fontsize=9)
        ax.set_xlim(-0.15, 3.35)
        ax.set_xticks(range(4))
        ax.grid(axis="x")
        ax.tick_params(axis="y", length=0)
        ax.spines["left"].set_visible(False)
        last = sum(n in (ALL, "Quoted", "Paraphrased") for n in names)
        ax.axhline(last - 0.5, color=LIGHT, lw=0.8)
    axes[0].set_yticks(range(len(names)), [f"{n} ({sizes[n]})" for n in names])
    axes[0].set_ylim(len(names) - 0.4, -0.6)
    return fig


def _mark(ax: Axes, y: int, row: pd.Series) -> None:
    known = row["low"] == row["low"]
    if known:
        ax.plot([row["low"], row["high"]], [y, y], color=BLUE, lw=2.2, solid_capstyle="butt")
    ax.scatter(row["mean"], y, s=34, c=BLUE if known else WHITE, edgecolors=BLUE if known else GREY,
               zorder=3)  # fmt: skip
    at = row["high"] if known else row["mean"]
    ax.text(at + 0.12, y, num(row["mean"], 2), va="center", fontsize=7.5, color=INK)


def _alt(rows: pd.DataFrame) -> str:
    said = []
    for name, part in rows.groupby("group", sort=False):
        cells = [
            f"{r.scale} {r.mean:.2f}"
            + (f" ({r.low:.2f} to {r.high:.2f})" if r.low == r.low else "")
            for r in part.itertuples()
        ]
        said.append(f"{name}, {count(int(part['units'].iloc[0]), 'unit')}: {', '.join(cells)}")
    return "; ".join(said) + "."


def _read_it(rows: pd.DataFrame) -> None:
    """Say which headings lie clear of the whole, if any do."""
    part = rows[(rows["scale"] == "precision") & rows["low"].notna()].set_index("group")
    if "Quoted" in part.index and "Paraphrased" in part.index:
        one, other = part.loc["Quoted"], part.loc["Paraphrased"]
        apart = one["low"] > other["high"] or other["low"] > one["high"]
        say(
            f"Units read word for word have a mean precision of {num(one['mean'], 2)}, those told "
            f"by a report {num(other['mean'], 2)}: "
            + (
                "the way of reading moves the result."
                if apart
                else "their intervals overlap, so that the way of reading alone does not make the "
                "text look vague."
            )
        )
