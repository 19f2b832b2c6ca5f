"""New measures and relief: which authority acted against whom, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.display.axes import at, date_axis, mark_days, quiet
from helpers.display.bundles import figure, table
from helpers.display.style import COUNTRY, GREY, LIGHT, NAMES, WHITE, canvas
from helpers.display.words import capital, count, join, number_word
from helpers.judgement.indicators.ukraine import measures as measures_held
from helpers.judgement.indicators.ukraine.measures import AUTHORITIES, TARGETS
from helpers.ledger.dates import long_date, shift_days, shift_months
from helpers.sections.prose import cite, nothing_public

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

CITY = {"USA": "Washington", "EU": "Brussels", "GBR": "London"}
KINDS = {"measure": ("o", "measure"), "step": ("s", "step or delay"), "relief": ("v", "relief")}


def acts(report: Briefing) -> pd.DataFrame:
    """Return acts known, oldest first, with their citation keys; see `measures.acts`."""
    return report.known.with_keys(measures_held.acts(report.known))


def since_signing(report: Briefing) -> pd.DataFrame:
    """Return the acts dated after the signing; those of its month only if their day is known."""
    return report.known.with_keys(measures_held.since_signing(report.known))


def pairs() -> list[tuple[str, str]]:
    """Return the six pairs of authority and target."""
    return [(a, t) for t in TARGETS for a in AUTHORITIES]


def tally(report: Briefing, kind: str) -> dict[tuple[str, str], int]:
    """Return the number of acts of a kind after the signing, by authority and target."""
    rows = since_signing(report)
    rows = rows[rows["kind"] == kind]
    return {
        (a, t): int(((rows["authority"] == a) & (rows["target"] == t)).sum()) for a, t in pairs()
    }


def measures(report: Briefing) -> None:
    """Show every act held on a strip of time, by authority and target."""
    rows = acts(report)
    first = shift_months(report.signed[:7], -12) + "-01"
    rows = rows[rows["date"] >= first[:7]]
    if rows.empty:
        nothing_public(report, "sanctions")
        return
    new, back = tally(report, "measure"), tally(report, "relief")
    figure(
        _strip(report, rows, first),
        label="ukraine-measures",
        title=_measure_title(new, back),
        subtitle="Acts on record by authority and target; on the right the number of new measures "
        "and of acts of relief since the signing",
        caption="Filled: a measure adopted. Hollow square: a step towards one, or a delay. Hollow "
        "triangle: relief. Acts held by this project, not a full register; one act may list one "
        "firm or four hundred, so dots are not sizes. A package of which only the agreement is "
        "held stands at that day. The grounds differ: not every measure on Iran is about arms for "
        "Russia.",
        alt="Strip with six rows. " + _rows_in_words(rows, new, back),
        source=cite([k for keys in rows["keys"] for k in keys]),
        data=rows[["date", "authority", "target", "kind", "title"]],
    )  # fmt: skip


def _measure_title(new: dict[tuple[str, str], int], back: dict[tuple[str, str], int]) -> str:
    if not any(new.values()) and not any(back.values()):
        return "No new measure by Washington, Brussels or London was on record since the signing"
    on_russia = join(f"{CITY[a]} {number_word(new[a, 'RUS'])}" for a in AUTHORITIES)
    on_iran = join(f"{CITY[a]} {number_word(new[a, 'IRN'])}" for a in AUTHORITIES)
    text = f"New measures on record since the signing: on Russia {on_russia}; on Iran {on_iran}"
    givers = [CITY[a] for a in AUTHORITIES if back[a, "RUS"] + back[a, "IRN"]]
    if givers:
        text += f". Relief came from {join(givers)}, {count(sum(back.values()), 'time')}"
    return text


def _rows_in_words(rows: pd.DataFrame, new: dict, back: dict) -> str:
    parts = []
    for a, t in pairs():
        part = rows[(rows["authority"] == a) & (rows["target"] == t)]
        if part.empty:
            parts.append(f"{NAMES[a]} on {NAMES[t]}: none.")
            continue
        ends = " and ".join(
            dict.fromkeys([long_date(part["date"].iloc[0]), long_date(part["date"].iloc[-1])])
        )
        parts.append(
            f"{NAMES[a]} on {NAMES[t]}: {count(len(part), 'act')}, first and last {ends}; since "
            f"the signing {count(new[a, t], 'measure')}, {back[a, t]} of relief."
        )
    return " ".join(parts)


def _strip(report: Briefing, rows: pd.DataFrame, first: str) -> Figure:
    fig, (ax,) = canvas(2.9)
    last = shift_days(report.as_of, 12)
    new, back = tally(report, "measure"), tally(report, "relief")
    for y, (a, t) in enumerate(pairs()):
        ax.hlines(y, at(first), at(last), color=LIGHT, lw=0.8, zorder=0)
        _dots(ax, rows[(rows["authority"] == a) & (rows["target"] == t)], y, COUNTRY[t])
        relief = f", relief {back[a, t]}" if back[a, t] else ""
        ax.annotate(
            f"new {new[a, t]}{relief}", (1, y), xycoords=("axes fraction", "data"), xytext=(6, 0),
            textcoords="offset points", va="center", fontsize=8.5, annotation_clip=False,
        )  # fmt: skip
    for kind, (marker, word) in KINDS.items():
        face = GREY if kind == "measure" else WHITE
        ax.scatter([], [], marker=marker, s=40, c=face, edgecolors=GREY, lw=1.4, label=word)
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.12), ncols=3, handletextpad=0.1)
    ax.set_yticks(range(6), [f"{NAMES[a]} on {NAMES[t]}" for a, t in pairs()])
    ax.set_ylim(5.6, -0.6)
    date_axis(ax, first, last)
    mark_days(ax, report.treaty_days, report.as_of)
    quiet(ax)
    return fig


def _dots(ax: Axes, rows: pd.DataFrame, y: int, tint: str) -> None:
    """Draw the acts of one pair on its line: filled if a measure, hollow if not."""
    for kind, (marker, _) in KINDS.items():
        places = [at(d) for d in rows.loc[rows["kind"] == kind, "date"]]
        face = tint if kind == "measure" else WHITE
        ax.scatter(
            places, [y] * len(places), marker=marker, s=50, c=face, edgecolors=tint, alpha=0.85,
            linewidths=1.4, zorder=3,
        )  # fmt: skip


def first_measures(report: Briefing) -> None:
    """Show, for each authority and target, the first new measure since signing and any relief."""
    rows = since_signing(report)
    if rows.empty:
        nothing_public(report, "new measures since the signing")
        return
    cells = []
    for a, t in pairs():
        part = rows[(rows["authority"] == a) & (rows["target"] == t)]
        cells.append(
            {
                "Authority and target": f"{NAMES[a]} on {NAMES[t]}",
                "First new measure": _first(part[part["kind"] == "measure"]),
                "New measures": int((part["kind"] == "measure").sum()),
                "First relief": _first(part[part["kind"] == "relief"]),
                "Relief": int((part["kind"] == "relief").sum()),
            }
        )
    done = sum(bool(c["New measures"]) for c in cells)
    table(
        pd.DataFrame(cells),
        label="ukraine-first-measures",
        title=f"{capital(number_word(done))} of six pairs saw a new measure by "
        f"{long_date(report.as_of)}",
        caption="None found means that no such act is held, not that there was none. A measure "
        "shows pressure, not its ground: the claim speaks of sanctions on both, and each cell is "
        "one part of it.",
        kinds={"First new measure": "markdown", "First relief": "markdown"},
    )


def _first(rows: pd.DataFrame) -> str:
    if rows.empty:
        return "none found"
    r = rows.iloc[0]
    return f"{r['title']} ({r['date']}) {cite(r['keys'])}"
