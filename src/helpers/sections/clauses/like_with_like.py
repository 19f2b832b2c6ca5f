"""Like with like: the steps of other treaties, only under one heading that was read in both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.display.bundles import figure, say
from helpers.display.style import BLUE, GREY, INK, LIGHT, WHITE, canvas
from helpers.display.words import count, join, num, percent
from helpers.judgement.legalization import SCALES, chance_of_gap, profile
from helpers.sections.clauses.reading import (
    HEADINGS,
    TREATY,
    coded_by,
    settings,
    units,
    working,
)
from helpers.sections.clauses.treaties import compared, name
from helpers.sections.prose import cite, nothing_public

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

LEAST = 3
"""With fewer units of a treaty under the heading no mean is compared."""

SHOWN = SCALES[:2]
COLUMNS = ["treaty", "scale", "units", "clusters", "mean", "low", "high", "chance"]
BY_CHANCE = 0.10
"""A gap that a random split of the units reaches less often is beyond chance."""


def like_units(report: Briefing) -> dict[str, pd.DataFrame]:
    """Return, by treaty, its coded working units under the heading compared, none empty."""
    heading = HEADINGS[settings(report).compare_heading]
    out = {}
    for treaty in compared(report):
        rows = working(units(report, treaty)).dropna(subset=list(SCALES))
        rows = rows[rows["heading"] == heading]
        if len(rows):
            out[treaty] = rows
    return out


def like_profiles(report: Briefing) -> pd.DataFrame:
    """Return the mean steps of each treaty under the heading.

    Columns: treaty, scale, units, clusters, mean, low, high, chance: how often a random split of
    its units and those of this treaty has means as far apart. The last three are NaN below LEAST.
    """
    by, found = settings(report).resample, like_units(report)
    parts = [profile(rows, by).assign(treaty=t) for t, rows in found.items()]
    if TREATY not in found:
        return pd.DataFrame(columns=COLUMNS)
    rows = pd.concat(parts, ignore_index=True)
    rows = rows[rows["scale"].isin(SHOWN)].reset_index(drop=True)
    rows["chance"] = [
        chance_of_gap(found[TREATY][s], found[t][s]) if t != TREATY else float("nan")
        for t, s in zip(rows["treaty"], rows["scale"], strict=True)
    ]
    few = rows["units"] < LEAST
    few |= bool(len(found[TREATY]) < LEAST) & (rows["treaty"] != TREATY)
    rows[COLUMNS[-3:]] = rows[COLUMNS[-3:]].mask(few)
    return rows[COLUMNS]


def alike(report: Briefing) -> None:
    """Draw the mean obligation and precision of the treaties under one heading."""
    heading = HEADINGS[settings(report).compare_heading].lower()
    rows = like_profiles(report)
    if TREATY not in set(rows["treaty"]):
        nothing_public(report, f"clauses of this treaty on {heading}")
        return
    names = {t: name(report, t) for t in dict.fromkeys(rows["treaty"])}
    left = [name(report, t) for t in compared(report) if t not in names]
    gone = f" Left out, since no such clause was read: {join(left)}." if left else ""
    keys = [k for part in like_units(report).values() for ks in part["keys"] for k in ks[:1]]
    figure(
        draw_alike(rows, names),
        label="clauses-alike",
        title=_title(rows, heading),
        subtitle=f"Mean step from 0 to 3 over the working units read on {heading}, with 90 per "
        "cent intervals; in brackets the units",
        caption=f"Only clauses on {heading} are set side by side, in all treaties, so that like "
        "stands beside like; what else a treaty holds is not compared. Intervals: articles or "
        f"units drawn anew. Hollow: fewer than {LEAST} units, no interval, not compared. Of the "
        "older and foreign treaties the promises that stood out were read, which tends to raise "
        f"them.{gone} {coded_by(report)}",
        alt=_alt(rows, names),
        source=cite(keys),
        data=rows.assign(
            treaty_name=rows["treaty"].map(names),
            chance_per_cent=100 * rows["chance"],
            beyond_chance_below=100 * BY_CHANCE,
        ),
    )
    _clear(rows, names)


def _others(rows: pd.DataFrame, scale: str) -> pd.DataFrame:
    """Return the treaties that can be compared on a scale, with `more`: above this one or not."""
    part = rows[rows["scale"] == scale].set_index("treaty")
    others = part[part["chance"].notna()]
    return others.assign(more=others["mean"] > part.loc[TREATY, "mean"])


def _title(rows: pd.DataFrame, heading: str) -> str:
    said = []
    for scale, verb in zip(SHOWN, ("oblige more", "are more precise"), strict=True):
        others = _others(rows, scale)
        if others.empty:
            few = int(rows[rows["treaty"] == TREATY]["units"].iloc[0])
            why = "this one" if few < LEAST else "any other"
            return f"On {heading} no treaty can be compared: too few units of {why} were read"
        beyond = int((others["more"] & (others["chance"] < BY_CHANCE)).sum())
        said.append(f"{int(others['more'].sum())} of {len(others)} {verb} ({beyond} beyond chance)")
    return f"On {heading}, as read, {join(said)} than this treaty"


def draw_alike(rows: pd.DataFrame, names: dict[str, str]) -> Figure:
    """Return a panel per scale, a row per treaty, this one on top."""
    fig, axes = canvas(0.33 * len(names) + 0.85, 1, len(SHOWN), sharey=True)
    sizes = rows.drop_duplicates("treaty").set_index("treaty")["units"]
    for ax, scale in zip(axes, SHOWN, strict=True):
        part = rows[rows["scale"] == scale].set_index("treaty")
        for y, treaty in enumerate(names):
            _mark(ax, y, part.loc[treaty], BLUE if treaty == TREATY else GREY)
        ax.axvline(part.loc[TREATY, "mean"], color=BLUE, lw=0.8, ls=(0, (4, 3)), zorder=0)
        ax.set_title(scale.capitalize(), fontsize=9)
        ax.set_xlim(-0.15, 3.5)
        ax.set_xticks(range(4))
        ax.grid(axis="x", color=LIGHT)
        ax.tick_params(axis="y", length=0)
        ax.spines["left"].set_visible(False)
    axes[0].set_yticks(range(len(names)), [f"{n} ({sizes[t]})" for t, n in names.items()])
    axes[0].get_yticklabels()[0].set_fontweight("bold")
    axes[0].set_ylim(len(names) - 0.4, -0.6)
    return fig


def _mark(ax: Axes, y: int, row: pd.Series, tint: str) -> None:
    known = row["low"] == row["low"]
    if known:
        ax.plot([row["low"], row["high"]], [y, y], color=tint, lw=2.4, solid_capstyle="butt")
    ax.scatter(row["mean"], y, s=38, c=tint if known else WHITE, edgecolors=tint, zorder=3)
    at = row["high"] if known else row["mean"]
    ax.text(at + 0.1, y, num(row["mean"], 2), va="center", fontsize=7.5, color=INK)


def _alt(rows: pd.DataFrame, names: dict[str, str]) -> str:
    said = []
    for treaty, part in rows.groupby("treaty", sort=False):
        cells = [
            f"{r.scale} {r.mean:.2f}"
            + (f" ({r.low:.2f} to {r.high:.2f})" if r.low == r.low else "")
            for r in part.itertuples()
        ]
        n = count(int(part["units"].iloc[0]), "unit")
        said.append(f"{names[str(treaty)]}, {n}: {', '.join(cells)}")
    return "; ".join(said) + "."


def _clear(rows: pd.DataFrame, names: dict[str, str]) -> None:
    """Say which treaties differ from this one beyond chance, with the chance of each."""
    said = []
    for scale in SHOWN:
        others = _others(rows, scale)
        if others.empty:
            return
        apart = others[others["chance"] < BY_CHANCE]
        found = [f"{names[str(t)]} ({percent(c)})" for t, c in apart["chance"].items()]
        said.append(f"in {scale} {join(found) if found else 'none'}")
    say(
        f"A gap is beyond chance where fewer than {percent(BY_CHANCE)} of random splits of the "
        f"units reach it: {join(said)}. With as many comparisons as there are treaties one such "
        "gap may come by chance alone."
    )
