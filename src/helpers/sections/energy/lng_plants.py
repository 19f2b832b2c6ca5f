"""What was named as LNG capacity beside what is shipped, state by state."""

from typing import NamedTuple

import pandas as pd
from matplotlib.figure import Figure

from helpers.display.bundles import figure
from helpers.display.style import BLUE, GREY, ORANGE, WHITE, canvas, name
from helpers.display.words import num
from helpers.sections import prose
from helpers.sections.briefing import Briefing
from helpers.sections.energy.drawing import bare, write

SHIPPED = ("lng_exports_mt_tracker", "lng_exports_mt_press", "lng_exports_mt_giignl")
"""Accounts in million tonnes; of each state the newest count is drawn, that of the tracker first
where two are of one year."""

STATES = ("USA", "QAT", "RUS", "IRN", "SAU")


class Plan(NamedTuple):
    """A volume named in a finding, in million tonnes a year, and what it is."""

    state: str
    finding: str
    tonnes: float
    words: str


PLANS = (
    Plan("RUS", "E4-09", 47.3, "planned for the year"),
    Plan("RUS", "E4-18", 100.0, "aim, put off"),
    Plan("IRN", "E4-03", 10.8, "plant begun, unfinished"),
)
"""Read by hand from the findings; Qatar's plans are a series of their own."""


def lng_plants(report: Briefing) -> None:
    """Show LNG shipped, newest count of each state, beside the capacity named for it."""
    bars = _shipped(report) + _planned(report)
    rows = pd.DataFrame([b for s in STATES for b in bars if b["state"] == s])
    plans = rows[rows["kind"] == "named"] if len(rows) else rows
    if plans.empty:
        return prose.nothing_public(report, "LNG plants named and LNG shipped")
    said = "; ".join(
        f"{name(s)} ships {_ships(rows, s)} of the "
        f"{num(plans[plans['state'] == s]['Mt'].max(), 1)} million tonnes a year named for it"
        for s in ("RUS", "IRN")
        if s in set(plans["state"])
    )
    figure(
        _bars(rows),
        label="energy-lng-plants",
        title=said or "LNG shipped, and plants named",
        subtitle="Million tonnes a year: shipped, newest count held (solid), and named (hatched)",
        caption="Named means planned, aimed at or begun; plants that stand are in what is shipped. "
        "The accounts of what is shipped differ from state to state, so that bars of two states "
        "are not to be held to a few per cent. The plans of the United States are not held here.",
        alt="; ".join(f"{r.label}: {num(r.Mt, 1)}" for r in rows.itertuples())
        + ", in million tonnes a year",
        source=prose.cite(list(dict.fromkeys(rows["key"]))),
        data=rows[["label", "kind", "Mt"]],
    )


def _shipped(report: Briefing) -> list[dict]:
    rows = report.figures.of(list(SHIPPED), list(STATES))
    rows = rows.assign(rank=[-SHIPPED.index(s) for s in rows["series"]])
    rows = rows.sort_values(["end", "rank"]).drop_duplicates("entity", keep="last")
    return [
        {
            "state": r.entity,
            "label": f"{name(r.entity)}, shipped {r.period}",
            "kind": "shipped",
            "Mt": float(r.value),
            "key": r.key,
        }
        for r in rows.itertuples()
    ]


def _planned(report: Briefing) -> list[dict]:
    findings = report.known.evidence.set_index("evidence_id")
    out = [
        {
            "state": p.state,
            "label": f"{name(p.state)}, {p.words}",
            "kind": "named",
            "Mt": p.tonnes,
            "key": findings.loc[p.finding, "key"],
        }
        for p in PLANS
        if p.finding in findings.index
    ]
    qatar = report.figures.of("lng_capacity_qatar", "QAT")
    return out + [
        {
            "state": "QAT",
            "label": f"Qatar, {'standing' if r.note == 'existing' else 'planned'} {r.period}",
            "kind": "named",
            "Mt": float(r.value),
            "key": r.key,
        }
        for r in qatar.itertuples()
        if r.note != "existing"
    ]


def _ships(rows: pd.DataFrame, state: str) -> str:
    part = rows[(rows["state"] == state) & (rows["kind"] == "shipped")]
    value = float(part["Mt"].iloc[0]) if len(part) else float("nan")
    return "none" if value == 0 else num(value, 1) if len(part) else "an unknown part"


def _bars(rows: pd.DataFrame) -> Figure:
    fig, (ax,) = canvas(0.5 + 0.28 * len(rows))
    for i, row in enumerate(rows.itertuples()):
        plan = row.kind == "named"
        tint = ORANGE if plan else BLUE
        ax.barh(
            i, row.Mt, 0.64, edgecolor=tint, lw=0.9, hatch="////" if plan else None,
            color=WHITE if plan else tint,
        )  # fmt: skip
        write(ax, row.Mt, i, "none" if row.Mt == 0 else num(row.Mt, 1), shift=(5, 0))
        if i and row.state != rows["state"].iloc[i - 1]:
            ax.axhline(i - 0.5, color=GREY, lw=0.4)
    ax.set_yticks(range(len(rows)), list(rows["label"]))
    ax.set_ylim(len(rows) - 0.45, -0.6)
    ax.set_xlim(0, rows["Mt"].max() * 1.12)
    bare(ax)
    ax.tick_params(axis="y", pad=6)
    return fig
