"""The heat strip: how far each article binds, along all articles, read or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from helpers.display.bundles import figure
from helpers.display.style import BLUE, GREY, INK, PANEL, WHITE, canvas
from helpers.display.words import capital, count, join
from helpers.judgement.legalization import SCALES, STEPS
from helpers.sections.clauses.binding import LETTER
from helpers.sections.clauses.reading import (
    LEVEL_WORDS,
    articles,
    coded_by,
    read,
    share_read,
    units,
    unnumbered,
)
from helpers.sections.clauses.strips import GLYPH, runs
from helpers.sections.prose import cite, nothing_public

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

ROWS = ("read", *SCALES)
PAIR_GAP = 0.9
SHADE = {0: 0.06, 1: 0.24, 2: 0.52, 3: 1.0}
"""Depth of the fill on each step; the step itself is written into the cell."""

OTHER, FINAL = "O", "F"
ORDER = [*LETTER.values(), OTHER, FINAL]
"""Letters above the units without a number: their heading, or that they are final clauses."""


def heat_rows(report: Briefing) -> pd.DataFrame:
    """Return one row per article, preamble first, then one per unit without a number.

    Columns: place (such as "Art. 3"), article, mark (what stands above the column), state, titles,
    units, and the highest step of each scale over its units, NaN where none was coded.
    """
    rows = units(report)
    coded = read(rows)
    best = coded[coded["article"] != ""].groupby("article")[list(SCALES)].max()
    sizes = coded["article"].value_counts()
    first = articles(report).drop(columns="known_on")
    first = first.join(best, on="article").assign(
        place=["Preamble" if a == "P" else f"Art. {a}" for a in first["article"]],
        units=[int(sizes.get(a, 0)) for a in first["article"]],
        mark=["Pre." if a == "P" else a for a in first["article"]],
    )
    loose = unnumbered(report)
    loose = loose.assign(
        mark=[
            FINAL if d == "legal_final" else LETTER.get(t, OTHER)
            for d, t in zip(loose["domain"], loose["article_theme"], strict=True)
        ]
    )
    loose = loose.assign(place=loose["mark"].map(ORDER.index)).sort_values(["place", "clause_id"])
    second = pd.DataFrame(
        {
            "article": "",
            "mark": loose["mark"],
            "state": loose["read_level"],
            "titles": loose["title_short"],
            "place": loose["clause_id"],
            "units": loose["read_level"].isin(["quoted", "paraphrased"]).astype(int),
        }
        | {s: loose[s] for s in SCALES}
    )
    columns = ["place", "article", "mark", "state", "titles", "units", *SCALES]
    return pd.concat([first[columns], second[columns]], ignore_index=True)


def heat(report: Briefing) -> None:
    """Draw the steps of each article read along the treaty, and of the units without a number."""
    rows = heat_rows(report)
    if read(units(report)).empty:
        nothing_public(report, "how firmly the articles bind")
        return
    figure(
        draw_heat(rows),
        label="clauses-heat",
        title=_title(report, rows),
        subtitle="Highest step of each scale, from 0 to 3, by article; the top row says how each "
        "was read",
        caption="Q quoted, P paraphrased, T topic only, hatched: not read; ?: no code that counts. "
        "Depth and figure give the step; where an article holds several units, the highest. Below, "
        "the units that reports give without a number, which lie in hatched articles: M military "
        "and security, E economy and trade, N energy, S science and culture, T transport, C common "
        "threats, O other, F final clauses, which bind by nature. A blank is what nobody "
        "reported, not what does not bind. "
        f"{coded_by(report)}",
        alt=_alt(rows),
        source=cite([k for keys in read(units(report))["keys"] for k in keys[:1]]),
        data=rows.assign(state=rows["state"].map(LEVEL_WORDS)),
    )


def _title(report: Briefing, rows: pd.DataFrame) -> str:
    done, _, total = share_read(report)
    numbered = rows[~rows["article"].isin(["P", ""])]
    firm = [int(a) for a in numbered[numbered["obligation"] == STEPS[-1]]["article"]]
    nouns = ("article", "owes") if len(firm) == 1 else ("articles", "owe")
    where = f"only {nouns[0]} {runs(firm)} {nouns[1]}" if firm else "none owes"
    head = f"Of {done} articles read out of {total}, {where} a result"
    loose = rows[(rows["article"] == "") & (rows["obligation"] == STEPS[-1])]
    final = int((loose["mark"] == FINAL).sum())
    parts = [
        count(n, noun)
        for n, noun in ((len(loose) - final, "unit without number"), (final, "final clause"))
        if n
    ]
    return head + (f"; so {'does' if len(loose) == 1 else 'do'} {join(parts)}" if parts else "")


def draw_heat(rows: pd.DataFrame) -> Figure:
    """Return two strips, one of articles in order and one of units without a number."""
    fig, axes = canvas(2.9, 2, 1)
    strips = (rows[rows["article"] != ""], rows[rows["article"] == ""])
    widest = max(map(len, strips)) + PAIR_GAP
    for ax, part, head in zip(axes, strips, ("Articles", "Units without a number"), strict=True):
        _strip(ax, part.to_dict("records"))
        ax.set_yticks(range(len(ROWS)), [capital(r) for r in ROWS], fontsize=8)
        ax.set_xlim(-0.6, widest - 0.4)
        ax.set_ylim(len(ROWS) - 0.4, -1.3)
        ax.set_title(head, fontsize=9, loc="left")
        ax.set_xticks([])
        ax.tick_params(length=0)
        for side in ("left", "bottom"):
            ax.spines[side].set_visible(False)
    return fig


def _strip(ax: Axes, rows: list[dict]) -> None:
    for i, row in enumerate(rows):
        x = i + PAIR_GAP * (row["article"] not in ("P", ""))
        _reading_cell(ax, x, row["state"])
        known = row["state"] in ("quoted", "paraphrased")
        for y, scale in enumerate(SCALES, start=1):
            if known:
                _step_cell(ax, x, y, row[scale])
        weight, tint = ("bold", INK) if known else ("normal", GREY)
        ax.text(x, -0.85, row["mark"], ha="center", va="center", fontsize=5.6, color=tint,
                fontweight=weight)  # fmt: skip


def _reading_cell(ax: Axes, x: float, state: str) -> None:
    fill = {"quoted": BLUE, "paraphrased": BLUE, "listed_only": PANEL, "not_read": WHITE}[state]
    unread = state == "not_read"
    ax.add_patch(
        Rectangle((x - 0.46, -0.42), 0.92, 0.84, lw=0.5, edgecolor=GREY if unread else BLUE,
                  facecolor=(fill, 0.38) if state == "paraphrased" else fill,
                  hatch="//////" if unread else None)
    )  # fmt: skip
    ink = WHITE if state == "quoted" else INK
    ax.text(x, 0.02, GLYPH[state], ha="center", va="center", fontsize=6.5, color=ink,
            fontweight="bold")  # fmt: skip


def _step_cell(ax: Axes, x: float, y: int, step: float) -> None:
    known = step == step
    box = Rectangle((x - 0.46, y - 0.42), 0.92, 0.84, facecolor=BLUE, edgecolor=BLUE, lw=0.5)
    box.set_alpha(SHADE[int(step)] if known else 0)
    ax.add_patch(box)
    ink = WHITE if known and step == STEPS[-1] else INK
    ax.text(x, y + 0.02, f"{step:.0f}" if known else "?", ha="center", va="center", fontsize=6.5,
            color=ink)  # fmt: skip


def _alt(rows: pd.DataFrame) -> str:
    known = rows[rows["state"].isin(["quoted", "paraphrased"])]
    said = []
    for place, part in known[known["article"] != ""].groupby("place", sort=False):
        row = part.iloc[0]
        steps = [f"{s} {row[s]:.0f}" if row[s] == row[s] else f"{s} open" for s in SCALES]
        said.append(f"{place}: {', '.join(steps)}")
    loose = known[known["article"] == ""]
    counts = [
        f"{s} {join(f'{n} at {int(k)}' for k, n in loose[s].value_counts().sort_index().items())}"
        for s in SCALES[:2]
    ]
    tail = f". Units without a number: {'; '.join(counts)}" if len(loose) else ""
    return "; ".join(said) + tail + "."
