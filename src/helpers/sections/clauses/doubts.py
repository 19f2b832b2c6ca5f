"""How much hangs on the coder: units left out, codes moved a step, the other coder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.display.bundles import figure, say
from helpers.display.style import BLUE, GREY, INK, LIGHT, ORANGE, WHITE, canvas
from helpers.display.words import capital, count, join, num, number_word
from helpers.judgement.legalization import (
    GENERAL_FROM,
    generality,
    left_out_one_by_one,
    shifted,
    shifted_one_by_one,
)
from helpers.sections.clauses.reading import coded_by, settings, units, working
from helpers.sections.prose import cite, nothing_public

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

MEASURES = {
    "obligation": ("Mean obligation", (0.0, 3.0)),
    "precision": ("Mean precision", (0.0, 3.0)),
    "vague": ("Vague units, per cent", (0.0, 100.0)),
}
"""By measure: the name of its panel and the ends of its scale."""

LETTER, BEYOND = 0.046, 0.18
"""Share of a panel's width that a letter of a span takes, and by which spans may leave it."""

COLUMN = 124
"""Where the numbers of codings stand, on the scale of the last panel."""

AS_CODED = "As coded"

CODED = ["clause_id", "treaty_id", "article", "coding_confidence", "obligation", "precision"]
"""The columns that doubts look at: units are copied for each of them."""


@dataclass(frozen=True)
class Way:
    """A way of doubting the codes: its name, and the codings that it allows, by name."""

    name: str
    codings: dict[str, pd.DataFrame]

    def measures(self) -> pd.DataFrame:
        """Return one row per coding: coding, obligation, precision, vague (per cent), general."""
        rows = []
        for name, units_ in self.codings.items():
            read = generality(units_)
            means = (units_["obligation"].mean(), units_["precision"].mean())
            rows.append((name, *means, 100 * read.vague, read.answer))
        return pd.DataFrame(rows, columns=["coding", *MEASURES, "general"])


def with_both(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the working units that have both codes, with the columns in CODED."""
    return working(rows)[CODED].dropna(subset=["obligation", "precision"])


def ways(report: Briefing) -> list[Way]:
    """Return the ways of doubting the codes, the codes themselves first."""
    rows = with_both(units(report))
    doubtful = rows["coding_confidence"] == "low"
    every = pd.Series(True, index=rows.index)
    one = {f"{name} {step:+d}": part for (name, step), part in shifted_one_by_one(rows).items()}
    out = [
        Way(AS_CODED, {AS_CODED: rows}),
        Way("One unit left out", left_out_one_by_one(rows, "unit")),
        Way("One article left out", left_out_one_by_one(rows, "article")),
        Way("One code a step off", one),
        Way("Doubtful codes a step off", {f"{s:+d}": shifted(rows, s, doubtful) for s in (-1, 1)}),
        Way("All codes a step off", {f"{s:+d}": shifted(rows, s, every) for s in (-1, 1)}),
    ]
    p = settings(report)
    for coder in ("first", "second", "agreed"):
        if coder == p.clause_coder and not p.doubtful_shift:
            continue
        other = with_both(units(report, coder=coder, shift=0))
        name = "Where both coders agree" if coder == "agreed" else f"{capital(coder)} coder"
        if len(other):
            out.append(Way(name, {coder: other}))
    return out


def spread(report: Briefing) -> pd.DataFrame:
    """Return what each way does: way, codings, general_in, and low and high of each measure."""
    rows = []
    for way in ways(report):
        found = way.measures()
        cells: dict[str, object] = {
            "way": way.name,
            "codings": len(found),
            "general_in": int((found["general"] == "yes").sum()),
        }
        for measure in MEASURES:
            cells |= {
                f"{measure}_low": found[measure].min(),
                f"{measure}_high": found[measure].max(),
            }
        rows.append(cells)
    return pd.DataFrame(rows)


def sensitivity(report: Briefing) -> None:
    """Draw how far means and the share of vague units move under each doubt about the codes."""
    coded = working(units(report)).dropna(subset=["obligation", "precision"])
    if len(coded) < 2:
        nothing_public(report, "enough clauses to doubt their codes one by one")
        return
    rows = spread(report)
    figure(
        draw_sensitivity(rows),
        label="clauses-sensitivity",
        title=_title(rows),
        subtitle="Lowest and highest value over all codings that each doubt allows",
        caption="Dashed: as coded. A step off: obligation and precision one step up or one down, "
        "within 0 to 3; doubtful: codes of low confidence. A unit without a number counts as an "
        "article of its own. At the right, in how many codings the "
        f"wording still reads as general; orange: the share of vague units, "
        f"{num(100 * GENERAL_FROM, 0)} per cent, from which it can. {coded_by(report)}",
        alt=_alt(rows),
        source=cite([k for keys in coded["keys"] for k in keys[:1]]),
        data=rows.assign(general_from=100 * GENERAL_FROM),
    )
    _tell_turns(report)


def _title(rows: pd.DataFrame) -> str:
    start = rows.iloc[0]["general_in"] == 1
    answer = "general" if start else "not general"
    turned = [
        str(r.way).lower()
        for r in rows.iloc[1:].itertuples()
        if (r.general_in < r.codings if start else r.general_in > 0)
    ]
    if not turned:
        return f"The wording reads as {answer} under every doubt about the codes"
    return f"The wording reads as {answer} as coded; that can turn with {join(turned, 'or')}"


def draw_sensitivity(rows: pd.DataFrame) -> Figure:
    """Return a panel per measure, a row per way of doubting."""
    fig, axes = canvas(0.31 * len(rows) + 0.85, 1, 3, sharey=True)
    for ax, (measure, (title, ends)) in zip(axes, MEASURES.items(), strict=True):
        _panel(ax, rows, measure, ends)
        margin = 0.05 * (ends[1] - ends[0])
        ax.set_xlim(ends[0] - margin, ends[1] + margin)
        ax.set_title(title, fontsize=9)
    axes[2].axvline(100 * GENERAL_FROM, color=ORANGE, lw=1.4, zorder=0)
    for y, row in enumerate(rows.itertuples()):
        axes[2].text(COLUMN, y, f"{row.general_in} of {row.codings}", va="center", fontsize=8)
    axes[2].text(COLUMN, -0.85, "general in", va="center", fontsize=8, color=GREY)
    axes[0].set_yticks(range(len(rows)), list(rows["way"]))
    axes[0].set_ylim(len(rows) - 0.4, -0.6)
    return fig


def _write(ax: Axes, at: tuple[float, float, int], said: str, ends: tuple[float, float]) -> None:
    """Write a span beside its bar, clear of the lines; above it where neither side has room."""
    low, high, y = at
    room = LETTER * (len(said) + 1) * (ends[1] - ends[0])
    if high + room <= ends[1] * (1 + BEYOND):
        x, drop, side = high, 0.0, "left"
    elif low - room >= ends[0]:
        x, drop, side = low, 0.0, "right"
    else:
        x, drop, side = low, -0.36, "left"
    shift = 0 if drop else 4 if side == "left" else -4
    ax.annotate(
        said, (x, y + drop), xytext=(shift, 0), textcoords="offset points", ha=side, va="center",
        fontsize=6.8, color=INK, bbox={"facecolor": WHITE, "edgecolor": "none", "pad": 0.2},
    )  # fmt: skip


def _panel(ax: Axes, rows: pd.DataFrame, measure: str, ends: tuple[float, float]) -> None:
    ax.axvline(rows.iloc[0][f"{measure}_low"], color=GREY, lw=1, ls=(0, (4, 3)), zorder=0)
    digits = 0 if measure == "vague" else 2
    for y, row in enumerate(rows.to_dict("records")):
        low, high = row[f"{measure}_low"], row[f"{measure}_high"]
        ax.plot([low, high], [y, y], color=BLUE, lw=4, solid_capstyle="butt")
        if row["codings"] == 1:
            ax.scatter(low, y, s=34, color=BLUE, zorder=3)
        said = " to ".join(dict.fromkeys(num(v, digits) for v in (low, high)))
        _write(ax, (low, high, y), said, ends)
    ax.grid(axis="x", color=LIGHT)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)


def _alt(rows: pd.DataFrame) -> str:
    said = []
    for row in rows.to_dict("records"):
        spans = [
            f"{title.lower()} {_range(row[f'{m}_low'], row[f'{m}_high'])}"
            for m, (title, _) in MEASURES.items()
        ]
        said.append(
            f"{row['way']}: {', '.join(spans)}, general in {row['general_in']} of {row['codings']}"
        )
    return "; ".join(said) + "."


def _range(low: float, high: float) -> str:
    one, other = f"{low:.2f}", f"{high:.2f}"
    return one if one == other else f"{one} to {other}"


def _tell_turns(report: Briefing) -> None:
    """Say which single code or unit would turn the answer, if any would."""
    rows = with_both(units(report))
    start = generality(rows).answer
    names = units(report).set_index("clause_id")["title_short"]
    turning = {c for (c, _), part in shifted_one_by_one(rows).items()
               if generality(part).answer != start}  # fmt: skip
    turning |= {
        c for c, part in left_out_one_by_one(rows).items() if generality(part).answer != start
    }
    if not turning:
        say(
            f"No single unit of the {len(rows)}, left out or coded a step off, turns the answer to "
            "the question whether the wording is general."
        )
        return
    listed = join(f"“{names[c]}”" for c in sorted(turning)[:3])
    more = f", {listed} among them" if len(turning) > 3 else f": {listed}"
    say(
        f"{capital(number_word(len(turning)))} of {count(len(rows), 'unit')} would turn the answer "
        f"alone, left out or coded a step off{more}."
    )
