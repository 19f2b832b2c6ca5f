"""Events of a section: a timeline in lanes, chosen by rule, and the table of them all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from helpers.display.bundles import figure, table
from helpers.display.timelines import lanes as draw_lanes
from helpers.display.words import capital, count, join
from helpers.ledger.dates import long_date, shift_months
from helpers.sections.prose import cite, nothing_public

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

PER_LANE = 5
"""Events drawn per lane; the table has them all."""

RULE_OF_CHOICE = (
    "Drawn are the events with most sources, then the best graded, then the latest. The order of"
    " events shows no cause."
)


def timeline(
    report: Briefing,
    lanes: Mapping[str, Sequence[str]],
    *,
    name: str = "timeline",
    title: str = "",
    caption: str = "",
    first: str = "",
    per_lane: int = PER_LANE,
) -> None:
    """Show the section's events in lanes, the best attested of each lane.

    Args:
        report: the section's briefing.
        lanes: by lane, the event topics that belong to it.
        name: last part of the figure's label.
        title: the finding; computed from counts if blank.
        caption: added to the rule of choice.
        first: first day shown; half a year before the signing if blank.
        per_lane: how many events of a lane are drawn.
    """
    first = first or shift_months(report.signed[:7], -6) + "-01"
    pool = pd.concat([report.events(topics).assign(lane=lane) for lane, topics in lanes.items()])
    pool = pool[pool["date"] >= first]
    if pool.empty:
        nothing_public(report)
        return
    by_lane = pool.groupby("lane", sort=False)
    chosen = pd.concat([choose(report, part, per_lane) for _, part in by_lane])
    drawn = chosen.assign(label=chosen["title"])[["date", "lane", "label"]]
    shown = f"{capital(count(len(chosen), 'event'))} of {len(pool)}"
    figure(
        draw_lanes(
            drawn, as_of=report.as_of, order=list(lanes), marks=report.treaty_days, first=first
        ),
        label=f"{report.section}-{name}",
        title=title or computed_title(pool, report.signed),
        subtitle=f"{shown}, by lane; the table lists them all",
        caption=f"{RULE_OF_CHOICE} {caption}",
        alt=f"Timeline with {count(len(lanes), 'lane')}: " + describe(chosen),
        source=cite([k for keys in chosen["keys"] for k in keys]),
        data=chosen[["event_id", "date", "lane", "title"]],
    )


def computed_title(pool: pd.DataFrame, signed: str) -> str:
    """Return how many events of a timeline came after the signing, and on what most of them were.

    Args:
        pool: events with date and lane.
        signed: the day of the signing.
    """
    after = pool[pool["date"] > signed]
    if after.empty:
        return f"{capital(count(len(pool), 'dated event'))} before the signing, none since"
    lanes = after["lane"].value_counts()
    since = f"{capital(count(len(after), 'dated event'))} since the signing"
    if len(lanes) == 1:
        return f"{since}, on {lanes.index[0]}"
    most = lanes[lanes == lanes.iloc[0]]
    return (
        f"{since}, most of them on {most.index[0]}"
        if len(most) == 1
        else f"{since}, in {count(len(lanes), 'lane')}"
    )


def choose(report: Briefing, events: pd.DataFrame, most: int) -> pd.DataFrame:
    """Return the events with most sources, then best grade, then latest, in order of time."""
    grades = report.known.sources["reliability"]
    best = [
        min((grades.get(s, "F") for s in ids.split(";")), default="F")
        for ids in events["source_ids"]
    ]
    ranked = events.assign(n=[len(k) for k in events["keys"]], grade=best)
    ranked = ranked.sort_values(["n", "grade", "date"], ascending=[False, True, False])
    return ranked.head(most).sort_values("date")


def describe(events: pd.DataFrame) -> str:
    """Return events in words, lane by lane, for a reader who does not see them."""
    parts = []
    for lane, part in events.groupby("lane", sort=False):
        said = join(f"{row.title} ({long_date(row.date)})" for row in part.itertuples())
        parts.append(f"{lane}: {said}")
    return ". ".join(parts) + "."


def events_table(report: Briefing) -> None:
    """Show all events of the section that were known, oldest first."""
    rows = report.events().sort_values(["date", "event_id"])
    if rows.empty:
        nothing_public(report)
        return
    shown = pd.DataFrame(
        {
            "Date": [
                d if p == "day" else d[:7]
                for d, p in zip(rows["date"], rows["date_precision"], strict=True)
            ],
            "Event": [
                f"**{t}.** {s} {cite(k)}"
                for t, s, k in zip(rows["title"], rows["summary"], rows["keys"], strict=True)
            ],
            "Actors": [a.replace(";", ", ") for a in rows["actors"]],
            "Topic": [t.replace("_", " ") for t in rows["topic"]],
        }
    )
    table(
        shown,
        label=f"{report.section}-events",
        title=f"{capital(count(len(rows), 'event'))} on record by {long_date(report.as_of)}",
        caption=(
            "Events held by this project, not a full register. A date given by month only stands"
            " under its month."
        ),
        kinds={"Date": "date", "Event": "markdown"},
        printed=False,
        interactive=True,
    )
