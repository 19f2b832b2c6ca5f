"""The Saudi track: Riyadh with Tehran, with Moscow and Beijing, and a shared rule on oil."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from helpers.display.bundles import figure, table
from helpers.display.style import NAMES
from helpers.display.timelines import lanes as draw_lanes
from helpers.display.words import count, join, num, number_word
from helpers.ledger.dates import long_date
from helpers.sections.middle_east.marks import STANCES, findings, spoken
from helpers.sections.middle_east.voices import draw_votes
from helpers.sections.prose import cite, nothing_public

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

TRACKS = {"M3": "With Tehran", "M4": "With Moscow, Beijing"}
SIGN = {"supports": "closer", "qualifies": "mixed", "contradicts": "apart"}
VOTES = {"SAU-RUS": "Russia", "IRN-SAU": "Iran", "SAU-USA": "the United States"}


def riyadh(report: Briefing) -> None:
    """Draw the findings on both Saudi tracks over time: closer, mixed, apart."""
    rows = pd.concat([findings(report, claim, lane) for claim, lane in TRACKS.items()])
    if rows.empty:
        nothing_public(report, "the Saudi track")
        return
    rows = rows.assign(mark=rows["mark"].map(SIGN)).sort_values("date")
    shapes = {SIGN[s]: STANCES[s] for s in SIGN if SIGN[s] in set(rows["mark"])}
    order = list(TRACKS.values())
    figure(
        draw_lanes(rows, as_of=report.as_of, order=order, marks=report.treaty_days, shapes=shapes),
        label=f"{report.section}-riyadh",
        title="Riyadh " + "; ".join(track_words(rows, lane) for lane in order),
        subtitle="Findings on Riyadh's two tracks by the day on which they became known",
        caption="Upward: closer; downward: apart; diamond: mixed. Marks count alike whatever "
        "their weight; the table of evidence gives grade and source of each. A relation can be "
        "good and still not hold in a war.",
        alt="Timeline with two lanes. " + spoken(rows, order),
        source=cite([k for keys in rows["keys"] for k in keys]),
        data=rows.assign(date=rows["when"])[["date", "lane", "mark", "label"]],
    )


def track_words(rows: pd.DataFrame, lane: str) -> str:
    """Return how many signs of a track point closer and apart, and whether they turned."""
    part = rows[rows["lane"] == lane]
    words = lane[0].lower() + lane[1:].replace(", ", " and ")
    ups = part[part["mark"] == "closer"]["date"]
    downs = part[part["mark"] == "apart"]["date"]
    if part.empty:
        return f"{words}: no sign"
    head = f"{words}: {count(len(ups), 'sign')} closer"
    if downs.empty:
        return head + (f", the last of {long_date(max(ups)[:7])}, none apart" if len(ups) else "")
    turned = len(ups) and min(downs) > max(ups)
    until = f" to {long_date(max(ups)[:7])}" if turned else ""
    since = f" since {long_date(min(downs)[:7])}" if turned and len(downs) > 1 else ""
    if turned and len(downs) == 1:
        since = f" in {long_date(min(downs)[:7])}"
    return f"{head}{until}, {number_word(len(downs))} apart{since}"


def saudi_votes(report: Briefing) -> None:
    """Draw how near Saudi Arabia stood to Russia, Iran and the United States in Assembly votes."""
    draw_votes(report, list(VOTES), "saudi-votes", saudi_votes_title)


def saudi_votes_title(wide: pd.DataFrame) -> str:
    """Return the order of the three distances in the last year, and for how long it has held."""
    whole = wide.dropna()
    orders = [tuple(row.sort_values().index) for _, row in whole.iterrows()]
    held = next((i for i, o in enumerate(reversed(orders)) if o != orders[-1]), len(orders))
    near = ", then ".join(VOTES[p] for p in orders[-1])
    tail = (
        f", as in each of the last {count(held, 'year')}"
        if held > 1
        else ", unlike the year before"
    )
    if len(orders) == 1:
        tail = ""
    return f"In votes of {whole.index[-1]} Saudi Arabia stood nearest to {near}{tail}"


def quotas(report: Briefing) -> None:
    """Tabulate the output that the oil producers' accord required of its members."""
    rows = report.figures.of("opec_plus_required_output").sort_values("value", ascending=False)
    if rows.empty:
        nothing_public(report, "required oil output")
        return
    share = rows["value"] / rows["value"].sum()
    two = float(share[rows["entity"].isin(["SAU", "RUS"])].sum())
    shown = pd.DataFrame(
        {
            "State": [NAMES.get(e, e) for e in rows["entity"]],
            "Required output, mb/d": rows["value"],
            "Share of the group, %": 100 * share,
        }
    )
    table(
        shown,
        label=f"{report.section}-quotas",
        title=f"One rule bound {join(NAMES[e] for e in ('SAU', 'RUS'))}: together "
        f"{num(100 * two, 0)} per cent of the group's required oil output",
        caption=f"For {long_date(rows['period'].iloc[0])}; mb/d: million barrels a day. A shared "
        "rule is "
        "not warmth. " + report.figures.caveat("opec_plus_required_output"),
        source=report.figures.citations(rows),
        formats={"Required output, mb/d": ".2f", "Share of the group, %": ".0f"},
    )
