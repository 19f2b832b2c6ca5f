"""Votes and texts: how far the two states stand apart, who moved, and what Russia's vote did."""

import pandas as pd

from helpers.display.bundles import figure, table
from helpers.display.charts import line_chart
from helpers.display.style import name
from helpers.display.words import capital, count, join, num, number_word, out_of, percent
from helpers.ledger.dates import long_date
from helpers.sections.briefing import Briefing
from helpers.sections.prose import cite, nothing_public

PAIRS = ["IRN-RUS", "RUS-CHN", "RUS-USA", "IRN-USA"]
STATES = ["RUS", "IRN", "CHN", "USA"]
YEARS_BEFORE = 5
"""Years before the last ones whose mean is the yardstick: enough to even out single sessions."""

SMALL_CHANGE = 0.25
"""Points of distance below which a change is called none: such steps are common between years."""

VOTES = {1.0: "for", 0.0: "abstained", -1.0: "against"}
RUSSIAN_PART = {
    "unsc-rejects-delay-2025-09-26": "tabled it, was outvoted",
    "un-sanctions-return-2025-09-28": "objected",
    "unsc-2817-2026-03-11": "abstained, let it pass",
    "unsc-hormuz-veto-2026-04-07": "vetoed",
}
"""Russia's part in each Security Council text, coded from the event's own summary."""


def compared_years(years: list[str], last: int) -> tuple[list[str], list[str]]:
    """Return the last years known, and the years before them that serve as yardstick."""
    years = sorted(years)
    return years[-last - YEARS_BEFORE : -last], years[-last:]


def voting_distance(report: Briefing) -> None:
    """Draw the distance in Assembly votes between the two states, China and the United States."""
    every = report.figures.wide("unga_distance", PAIRS)
    before, last = compared_years(list(every.index), report.parameters.vote_years)
    if not before:
        nothing_public(report, "votes of enough years in the General Assembly")
        return
    first = min(str(report.parameters.since), before[0])
    shown = every.loc[first:, [p for p in PAIRS if p in every]]
    a, b = every.loc[before, "IRN-RUS"].mean(), every.loc[last, "IRN-RUS"].mean()
    steps = every["IRN-RUS"].diff()[shown.index[1:]]
    step = steps.abs().idxmax()
    figure(
        line_chart(shown, unit="points apart (0: the same position)", zero=True, height=3.2),
        label="united_states-voting",
        title=distance_sentence(a, b),
        subtitle="Distance between ideal points of two states in votes of the UN General Assembly",
        caption=f"Compared are the means of {before[0]} to {before[-1]} and {last[0]} to "
        f"{last[-1]}; a change under {SMALL_CHANGE} counts as none. Final-passage votes; "
        "standard errors are not held. The estimates are those of a revised edition. All votes "
        "drawn were cast before the signing: they cannot show what the treaty did.",
        alt=_ends(shown)
        + f" The largest step of Iran and Russia was {steps[step]:+.2f} in {step}.",
        source=report.figures.citations(report.figures.of("unga_distance", PAIRS)),
        data=shown.round(3).reset_index(),
    )


def who_moved(report: Briefing) -> None:
    """Draw the position of each state, and say who went how far towards whom."""
    every = report.figures.wide("unga_ideal_point", STATES)
    before, last = compared_years(list(every.index), report.parameters.vote_years)
    if not before:
        return
    shown = every.loc[min(str(report.parameters.since), before[0]) :, STATES]
    shift = every.loc[last].mean() - every.loc[before].mean()
    figure(
        line_chart(shown, unit="higher: closer to the US-led order", height=3.0),
        label="united_states-positions",
        title=way_sentence(shift["RUS"], shift["IRN"]),
        subtitle="Ideal point of each state in votes of the UN General Assembly",
        caption=f"Shift: mean of {last[0]} to {last[-1]} less mean of {before[0]} to "
        f"{before[-1]}. Russia {shift['RUS']:+.2f}, Iran {shift['IRN']:+.2f}, China "
        f"{shift['CHN']:+.2f}, United States {shift['USA']:+.2f} points. The axis has no natural "
        "zero; only distances count. A line of distances alone cannot say who moved.",
        alt=_ends(shown),
        source=report.figures.citations(report.figures.of("unga_ideal_point", STATES)),
        data=shown.round(3).reset_index(),
    )


def way_sentence(russia: float, iran: float) -> str:
    """Return who closed, or opened, the gap between Russia (above) and Iran (below).

    Example:
        >>> way_sentence(-0.6, 0.2)
        'Of the way that brought the two closer, Russia went 75 per cent and Iran 25 per cent'
    """
    closed_russia, closed_iran = -russia, iran
    total = closed_russia + closed_iran
    if total > 0 and min(closed_russia, closed_iran) >= 0:
        return (
            "Of the way that brought the two closer, Russia went "
            f"{percent(closed_russia / total)} and Iran {percent(closed_iran / total)}"
        )
    return f"Russia's position shifted by {russia:+.2f} points and Iran's by {iran:+.2f}"


def ukraine_votes(report: Briefing) -> None:
    """Tabulate how states named in the press voted on the Ukrainian drafts of each year."""
    votes = report.figures.of("unga_ukraine_vote")
    if votes.empty:
        nothing_public(report, "votes in the Assembly after the signing")
        return
    days = sorted(votes["period"].unique())
    given = {(r["entity"], r["period"]): VOTES[r["value"]] for r in votes.to_dict("records")}
    states = [*STATES, *sorted(set(votes["entity"]) - set(STATES))]
    rows = [
        {"State": name(s)} | {long_date(d): given.get((s, d), "not named") for d in days}
        for s in states
    ]
    tally = report.figures.wide("unga_ukraine_tally")
    rows.append({"State": "All states"} | {long_date(d): _tally(tally, d) for d in days})
    same = [d for d in days if given.get(("RUS", d)) == given.get(("IRN", d)) is not None]
    table(
        pd.DataFrame(rows),
        label="united_states-ukraine-votes",
        title=f"Iran is on record as voting with Russia on {number_of(same, days)}",
        caption="Votes after the signing, which the yearly measure does not yet cover. "
        + report.figures.caveat("unga_ukraine_vote"),
        source=report.figures.citations(votes),
    )


def number_of(some: list[str], of: list[str]) -> str:
    """Return "one of two Ukrainian drafts" for days out of days."""
    if len(of) == 1:
        return "the one Ukrainian draft" if some else "no Ukrainian draft"
    return out_of(len(some), len(of), "Ukrainian draft")


def council_texts(report: Briefing) -> None:
    """Tabulate what came before the Security Council on Iran, with Russia's part."""
    rows = report.known.events
    rows = rows[
        rows["topic"].isin(["snapback", "unsc"])
        & rows["actors"].str.contains("RUS")
        & (rows["date"] >= report.signed)
    ].sort_values("date")
    if rows.empty:
        nothing_public(report, "acts of the Security Council on Iran since the signing")
        return
    parts = [RUSSIAN_PART.get(e, "see text") for e in rows["event_id"]]
    votes = [p for p in parts if p != "objected"]
    shown = pd.DataFrame(
        {
            "Date": rows["date"],
            "What happened": [
                f"**{t}.** {s} {cite(k)}"
                for t, s, k in zip(rows["title"], rows["summary"], rows["keys"], strict=True)
            ],
            "Russia": parts,
        }
    )
    stopped = sum(p == "vetoed" for p in parts)
    table(
        shown,
        label="united_states-council",
        title=f"Russia's vote stopped {number_word(stopped)} of {count(len(votes), 'text')} on Iran"
        if votes
        else "Russia objected to what was decided on Iran",
        caption="Only a permanent member's vote against stops a text; an abstention lets it "
        "pass. Russia's part is coded from the summary beside it.",
        kinds={"Date": "date", "What happened": "markdown"},
    )


def distance_sentence(a: float, b: float) -> str:
    """Return what became of the distance between Iran and Russia.

    Example:
        >>> distance_sentence(1.63, 0.79)
        'The distance between Iran and Russia fell from 1.63 to 0.79 points before the signing'
    """
    return f"The distance between Iran and Russia {_moved(a, b)} before the signing"


def _moved(a: float, b: float) -> str:
    if abs(b - a) < SMALL_CHANGE:
        return f"stayed near {num(b, 2)} points"
    return f"{'fell' if b < a else 'rose'} from {num(a, 2)} to {num(b, 2)} points"


def _ends(frame: pd.DataFrame) -> str:
    parts = []
    for column in frame:
        values = frame[column].dropna()
        if len(values):
            parts.append(
                f"{name(column)} {values.iloc[0]:.2f} in {values.index[0]}, "
                f"{values.iloc[-1]:.2f} in {values.index[-1]}"
            )
    return capital(join(parts)) + "."


def _tally(tally: pd.DataFrame, day: str) -> str:
    if day not in tally.index:
        return "not held"
    row = tally.loc[day]
    return f"{num(row['for'])} for, {num(row['against'])} against, {num(row['abstain'])} abstained"
