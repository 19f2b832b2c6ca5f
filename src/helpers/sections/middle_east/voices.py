"""Israel: words on the partnership, contacts with Moscow, and votes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pandas as pd

from helpers.display.bundles import figure
from helpers.display.charts import line_chart
from helpers.display.style import name
from helpers.display.timelines import lanes as draw_lanes
from helpers.display.words import capital, count, join, num, number_word
from helpers.sections.middle_east.marks import findings, spoken, verb
from helpers.sections.middle_east.rungs import well_sourced
from helpers.sections.prose import cite, nothing_public

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

CONCERN, QUALIFIED, CONTACT = "Words of concern", "Words that qualify", "Contacts with Moscow"


def israel(report: Briefing) -> None:
    """Draw Israeli words on the partnership against contacts of leaders of Israel and Russia."""
    words = pd.concat(
        [
            findings(report, "M6", CONCERN, "supports", "contradicts"),
            findings(report, "M6", QUALIFIED, "qualifies"),
        ]
    )
    rows = pd.concat([words, contacts(report, set(words["source_ids"]))]).sort_values("date")
    if rows.empty:
        nothing_public(report, "Israel's view")
        return
    order = [CONCERN, QUALIFIED, CONTACT]
    figure(
        draw_lanes(rows, as_of=report.as_of, order=order, marks=report.treaty_days),
        label=f"{report.section}-israel",
        title=israel_title(rows, report.signed),
        subtitle="Israeli words on the partnership and contacts of leaders, by day",
        caption="Words stand under the day on which they became known, contacts under their own "
        "day, or on one that stands for the month if only that is known. Concern and contact do "
        "not exclude each other; a word to a Russian agency was chosen for its readers.",
        alt="Timeline with three lanes. " + spoken(rows, order),
        source=cite([k for keys in rows["keys"] for k in keys]),
        data=rows.assign(date=rows["when"])[["date", "lane", "label"]],
    )


def contacts(report: Briefing, quoted: set[str]) -> pd.DataFrame:
    """Return events between Israel and Russia, save those already quoted as words."""
    rows = well_sourced(report, report.events(["israel"]))
    fresh = [not quoted & set(ids.split(";")) for ids in rows["source_ids"]]
    rows = rows[pd.Series(fresh, index=rows.index, dtype=bool)]
    rows = rows.assign(lane=CONTACT).rename(columns={"title": "label"})
    return rows[["date", "when", "lane", "label", "keys", "source_ids"]]


def israel_title(rows: pd.DataFrame, signed: str) -> str:
    """Return how words of concern and contacts at the top compare before and since the signing."""
    since, before = rows[rows["date"] > signed], rows[rows["date"] <= signed]
    warned = int((since["lane"] == CONCERN).sum())
    met = int((since["lane"] == CONTACT).sum())
    earlier = int((before["lane"] == CONCERN).sum())
    said = (
        f"{capital(count(earlier, 'Israeli statement'))} of concern {verb(earlier, 'is', 'are')} "
        "on record"
    )
    if not warned and not met:
        return f"{said} from before the signing, and no contact of leaders since"
    return (
        f"{said} from before the signing and {number_word(warned)} since, beside "
        f"{count(met, 'contact')} at the top with Moscow"
    )


def israel_votes(report: Briefing) -> None:
    """Draw how far Israel and Iran stood from Russia in Assembly votes."""
    draw_votes(report, ["ISR-RUS", "IRN-RUS"], "israel-votes", votes_title)


def votes_title(wide: pd.DataFrame) -> str:
    """Return which of the two stood nearer to Russia in the last year, and how much."""
    last = wide.dropna().iloc[-1]
    far, near = ("Israel", "Iran") if last["ISR-RUS"] > last["IRN-RUS"] else ("Iran", "Israel")
    low, high = sorted([float(last["ISR-RUS"]), float(last["IRN-RUS"])])
    if low == high:
        return f"In Assembly votes of {last.name} Israel and Iran stood equally far from Russia"
    times = f"{num(high / low, 1)} times as far from Russia as {near}" if low else "far from Russia"
    return f"In Assembly votes of {last.name} {far} stood {times}"


def draw_votes(
    report: Briefing, pairs: list[str], label: str, title: Callable[[pd.DataFrame], str]
) -> None:
    """Draw distances in Assembly votes by year.

    Args:
        report: the section's briefing.
        pairs: entities of `unga_distance`.
        label: last part of the figure's label.
        title: makes the finding from the table years x pairs that is drawn.
    """
    since = str(report.parameters.since)
    rows = report.figures.of("unga_distance", pairs, since=since)
    wide = report.figures.wide("unga_distance", pairs, since=since)
    if set(pairs) - set(wide.columns) or wide.dropna().empty:
        nothing_public(report, "votes in these years")
        return
    last = wide[pairs].dropna().iloc[-1]
    said = join(f"{name(p)} {num(last[p], 2)}" for p in pairs)
    figure(
        line_chart(wide[pairs], unit="points; zero: votes alike", zero=True, height=2.7),
        label=f"{report.section}-{label}",
        title=title(wide[pairs]),
        subtitle="Distance between two states in votes of the UN General Assembly, ideal "
        "points, by year",
        caption="Votes are about many subjects, few of them the region. "
        + report.figures.caveat("unga_distance"),
        alt=f"Lines from {wide.index[0]} to {wide.index[-1]}. Distances in {last.name}: {said}.",
        source=report.figures.citations(rows),
        data=wide[pairs].round(3).reset_index(),
    )
