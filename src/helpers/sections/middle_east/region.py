"""Iran's regional role: events by theatre, findings on the claim, pressure in the press."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from helpers.display.bundles import figure
from helpers.display.charts import panels
from helpers.display.style import NAMES
from helpers.display.timelines import lanes as draw_lanes
from helpers.display.words import capital, count, join, num
from helpers.ledger.dates import long_date, shift_months
from helpers.sections.middle_east.marks import STANCES, findings, spoken, verb
from helpers.sections.middle_east.rungs import well_sourced
from helpers.sections.prose import cite, nothing_public

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

LANES = {
    "Treaty tested": ("test_of_treaty", "russia_stance", "unsc", "exercises"),
    "Arms": ("arms", "air_defence"),
    "Israel and war": ("israel", "war_2025"),
    "Saudi Arabia, Gulf": ("saudi", "gulf"),
    "Syria, Yemen": ("syria", "houthis"),
}
FEW = 5
"""With fewer events than this since half a year before the signing, the timeline goes back."""

THEATRES = {"Syria": "syria", "Lebanon": "lebanon", "Yemen": "houthis", "Gulf": "gulf"}
CLAIM_LANE = "Findings"
SIGN = {"supports": "regained", "qualifies": "in between", "contradicts": "not regained"}
PRESSURE = ("ISR->LBN", "ISR->SYR", "ISR->IRN", "USA->IRN")
PRESSURE_YEARS = 2
"""Years before the signing with which the index begins, to show it at rest."""


def timeline(report: Briefing) -> None:
    """Draw the section's events in lanes, from the first on record if few are recent."""
    rows = report.events([topic for topics in LANES.values() for topic in topics])
    recent = rows[rows["date"] >= shift_months(report.signed[:7], -6)]
    first = "" if len(recent) >= FEW or rows.empty else f"{min(rows['date'])[:7]}-01"
    report.timeline(LANES, per_lane=4, first=first)


def theatre_events(report: Briefing) -> pd.DataFrame:
    """Return events of all sections in the theatres where Iran had partners, as marks."""
    rows = report.known.events
    parts = [rows[rows["topic"] == topic].assign(lane=lane) for lane, topic in THEATRES.items()]
    rows = pd.concat(parts).rename(columns={"title": "label"}).assign(mark="event")
    rows = well_sourced(report, rows)
    return rows[["date", "when", "lane", "label", "mark", "keys", "source_ids"]]


def role(report: Briefing) -> None:
    """Draw events in four theatres above the findings on whether influence was regained."""
    rows = pd.concat([theatre_events(report), findings(report, "M1", CLAIM_LANE)])
    rows = rows[rows["date"] >= f"{int(report.signed[:4]) - 1}-12-01"].sort_values("date")
    if rows.empty:
        nothing_public(report, "Iran's regional role")
        return
    order = [*THEATRES, CLAIM_LANE]
    rows["mark"] = rows["mark"].replace(SIGN)
    shapes = {"event": ("o", True)} | {SIGN[s]: look for s, look in STANCES.items()}
    shapes = {mark: look for mark, look in shapes.items() if mark in set(rows["mark"])}
    found = rows[rows["lane"] == CLAIM_LANE]
    figure(
        draw_lanes(rows, as_of=report.as_of, order=order, marks=report.treaty_days, shapes=shapes),
        label=f"{report.section}-role",
        title=role_title(found, len(rows) - len(found)),
        subtitle="Events by theatre, and findings on the claim by the day on which they became "
        "known",
        caption="Upward: a finding that influence was regained; downward: that it was not; "
        "diamond: in between, or background. An event in a theatre is not by itself a gain or a "
        "loss, and is not weighed. The order of events shows no cause.",
        alt=f"Timeline with {count(len(order), 'lane')}. " + spoken(rows, order),
        source=cite([k for keys in rows["keys"] for k in keys]),
        data=rows.assign(date=rows["when"])[["date", "lane", "mark", "label"]],
    )


def role_title(found: pd.DataFrame, events: int) -> str:
    """Return how many findings see influence regained, and how many see it lost further."""
    n = found["mark"].value_counts()
    gain, loss = int(n.get("regained", 0)), int(n.get("not regained", 0))
    if not gain and not loss:
        return (
            f"No finding yet told whether Iran regained influence; {count(events, 'event')} in "
            f"its theatres {verb(events, 'was', 'were')} on record"
        )
    gained = capital(count(gain, "finding")) if gain else "No finding"
    return (
        f"{gained} on record {verb(max(gain, 1), 'sees', 'see')} Iran regain regional influence; "
        f"{count(loss, 'finding')} {verb(loss, 'sees', 'see')} none regained, or more lost"
    )


def pressure(report: Briefing) -> None:
    """Draw the press-based index of threats and acts toward Iran and its neighbours."""
    first = str(max(report.parameters.since, int(report.signed[:4]) - PRESSURE_YEARS))
    rows = report.figures.of("ai_gpr_pair", list(PRESSURE), since=first)
    if rows.empty:
        nothing_public(report, "this index in these years")
        return
    wide = report.figures.wide("ai_gpr_pair", list(PRESSURE), since=first)
    frames = {_pair(p): wide[[p]].dropna() for p in PRESSURE if p in wide}
    peaks = {p: (str(wide[p].idxmax()), float(wide[p].max())) for p in PRESSURE if p in wide}
    said = join(f"{_pair(p)} {num(v, 1)} in {long_date(m)}" for p, (m, v) in peaks.items())
    figure(
        panels(frames, cols=2, height=1.5, share=True),
        label=f"{report.section}-pressure",
        title=pressure_title(peaks),
        subtitle="Geopolitical risk from one state toward another, index points by month, one "
        "scale",
        caption="Background only: an index of newspaper words, not of acts. "
        + report.figures.caveat("ai_gpr_pair"),
        alt=f"Four small line charts with one scale. Peaks: {said}.",
        source=report.figures.citations(rows),
        data=rows[["entity", "period", "value"]],
    )


def pressure_title(peaks: dict[str, tuple[str, float]]) -> str:
    """Return in which month the index peaked for each state under pressure, in order of time."""
    targets: dict[str, tuple[str, float]] = {}
    for pair, (month, value) in peaks.items():
        target = pair[-3:]
        if target not in targets or value > targets[target][1]:
            targets[target] = (month, value)
    order = sorted(targets.items(), key=lambda item: item[1][0])
    said = join(f"on {NAMES[t]} in {long_date(m)}" for t, (m, _) in order)
    top = max(targets, key=lambda t: targets[t][1])
    return f"Pressure named in the press peaked {said}; it was highest on {NAMES[top]}"


def _pair(pair: str) -> str:
    return f"{NAMES[pair[:3]]} toward {NAMES[pair[-3:]]}"
