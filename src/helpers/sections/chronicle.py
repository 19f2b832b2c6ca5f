"""Events of a section: a timeline in lanes, chosen by rule, and the table of them all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from helpers.display.bundles import figure, table
from helpers.display.timelines import lanes as draw_lanes
from helpers.display.words import capital, count, join
from helpers.ledger.dates import long_date, printed, shift_months
from helpers.sections.prose import cite, nothing_public

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

PER_LANE = 5
"""Events drawn per lane; the table has them all."""

RULE_OF_CHOICE = (
    "Drawn are the events with most sources, then the best graded, then the latest. The order of"
    " events shows no cause."
)
BY_MONTH = "An event of which only the month is known is drawn on a day that stands for it."


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
    drawn = chosen.assign(label=chosen["title"])[["date", "when", "lane", "label"]]
    figure(
        draw_lanes(
            drawn, as_of=report.as_of, order=list(lanes), marks=report.treaty_days, first=first
        ),
        label=f"{report.section}-{name}",
        title=title or computed_title(pool, report.signed),
        subtitle=drawn_of(chosen, pool, first, report.signed),
        caption=" ".join(filter(None, [RULE_OF_CHOICE, by_month(chosen), caption])),
        alt=f"Timeline with {count(len(lanes), 'lane')}: " + describe(chosen),
        source=cite([k for keys in chosen["keys"] for k in keys]),
        data=chosen.assign(date=chosen["when"])[["event_id", "date", "lane", "title"]],
    )


def drawn_of(chosen: pd.DataFrame, pool: pd.DataFrame, first: str, signed: str) -> str:
    """Return how many events a timeline draws, of how many, and how many of each came after.

    Args:
        chosen: the events drawn, with their date.
        pool: the events of which they were chosen.
        first: first day shown.
        signed: the day of the signing.
    """
    if len(chosen) == len(pool):
        return f"All {len(pool)} events since {long_date(first[:7])}, by lane"
    after, of = (int((rows["date"] > signed).sum()) for rows in (chosen, pool))
    since = f"; since the signing {after} of {of}" if of else ""
    return (
        f"Drawn: {len(chosen)} of {len(pool)} events since {long_date(first[:7])}, by lane{since}."
        " The table of events lists all"
    )


def by_month(events: pd.DataFrame) -> str:
    """Return the remark on events whose day is not known, "" if there are none."""
    return BY_MONTH if (events["when"].str.len() < len("2025-01-17")).any() else ""


def when_known(findings: pd.DataFrame) -> list[str]:
    """Return the day on which each finding became known; its month where the day is not certain."""
    return printed(findings["known_on"], findings["known_on_precision"])


def computed_title(pool: pd.DataFrame, signed: str) -> str:
    """Return how many events of a timeline came after the signing, and which lane has most of them.

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
        return f"{since}, {'all ' if len(after) > 1 else ''}under “{lanes.index[0]}”"
    if lanes.iloc[0] == lanes.iloc[1]:
        return f"{since}, in {count(len(lanes), 'lane')}"
    if 2 * lanes.iloc[0] > len(after):
        return f"{since}, most of them under “{lanes.index[0]}”"
    return f"{since}, more of them under “{lanes.index[0]}” than in any other lane"


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
        said = join(f"{row.title} ({long_date(row.when)})" for row in part.itertuples())
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
            "Date": list(rows["when"]),
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
