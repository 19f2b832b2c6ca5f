"""The road to the signing: stages of the text, announced dates and what became of them."""

import pandas as pd

from helpers.display import timelines
from helpers.display.axes import at, beside, date_axis, mark_days, quiet
from helpers.display.bundles import figure, say, table
from helpers.display.style import GREEN, GREY, RED, WHITE, canvas
from helpers.display.words import capital, count
from helpers.ledger.dates import days_between, long_date, months_between, shift_days
from helpers.sections import annex
from helpers.sections.briefing import Briefing
from helpers.sections.prose import cite, named_sources, nothing_public

LONGEST_WINDOW = {"all": 400, "month": 31, "day": 1}
"""Longest window, in days, that each value of `count_windows` counts as an announced date."""


def stages(report: Briefing) -> None:
    """Show the stages of the text from first draft to approval."""
    rows = report.events(["precedent", "negotiation"])
    rows = rows[rows["date"] >= "2021-01-01"].sort_values("date")
    if rows.empty:
        nothing_public(report)
        return
    first, last = (
        report.known.event("treaty-draft-handed-2022"),
        report.known.event("treaty-putin-approves-draft"),
    )
    if first is not None and last is not None:
        title = (
            f"From first draft to approval: {months_between(first['date'], last['date'])} months"
        )
    else:
        title = f"{capital(count(len(rows), 'stage'))} of the text on record"
    lanes = rows.assign(lane=[_side(a) for a in rows["actors"]], label=rows["title"])
    order = [lane for lane in ("Iran", "Russia") if lane in set(lanes["lane"])]
    figure(
        timelines.lanes(
            lanes[["date", "when", "lane", "label"]],
            as_of=min(report.as_of, shift_days(report.signed, 20)),
            order=order,
            marks=report.treaty_days,
        ),
        label="background-stages",
        title=title,
        subtitle="Steps of the negotiation, by the side that acted",
        caption=(
            "A step of which only the month is known is drawn on a day that stands for it. What"
            " officials announced as near and what was done are different things."
        ),
        alt="Timeline of the negotiation. "
        + " ".join(f"{long_date(r.when)}: {r.title}." for r in rows.itertuples()),
        source=cite([k for keys in rows["keys"] for k in keys]),
        data=rows.assign(date=rows["when"])[["event_id", "date", "actors", "title"]],
    )


def _side(actors: str) -> str:
    """Return the side named first: the one that spoke or acted."""
    return "Iran" if actors.startswith("IRN") else "Russia"


def announcements(report: Briefing) -> pd.DataFrame:
    """Return the announced dates known, and whether the window of each closed unsigned.

    Returns:
        Columns of `announced_dates` and: keys, days (length of the window), closed, counted (bool).
    """
    rows = report.known.with_keys(report.known.table("announced_dates", "announced_on"))
    rows = rows[[bool(k) for k in rows["keys"]]].copy()
    has = rows["expected_to"] != ""
    rows["days"] = [
        days_between(a or said, b) + 1 if b else float("nan")
        for said, a, b in zip(
            rows["announced_on"], rows["expected_from"], rows["expected_to"], strict=True
        )
    ]
    rows["closed"] = (
        has & (rows["expected_to"] < report.signed) & (rows["expected_to"] < report.as_of)
    )
    rows["counted"] = rows["closed"] & (
        rows["days"] <= LONGEST_WINDOW[report.parameters.count_windows]
    )
    return rows


def slips(report: Briefing) -> None:
    """Show each announcement at its day, with the window it named, against the line of today."""
    rows = announcements(report)
    closed = rows[rows["counted"]].drop_duplicates(["expected_from", "expected_to"])
    which = {
        "all": "announced",
        "month": "announced month-long or shorter",
        "day": "announced one-day",
    }
    figure(
        _draw_slips(rows, report.signed),
        label="background-slips",
        title=(
            f"{capital(count(len(closed), which[report.parameters.count_windows] + ' window'))}"
            " closed without a signature"
        ),
        subtitle=(
            "Dot: day of the announcement. Bar: the window it named; hatched if it passed without a"
            " signature"
        ),
        caption=(
            "Green: the Iranian side; red: the Russian side. A window that several speakers named"
            " counts once."
        ),
        alt="Announcements of the signing. "
        + " ".join(
            f"{long_date(r.announced_on)}, {r.speaker}: {_window(r)}." for r in rows.itertuples()
        ),
        source=cite([k for keys in rows["keys"] for k in keys]),
        data=rows[
            ["announced_on", "speaker", "side", "expected_from", "expected_to", "kind", "note"]
        ],
    )
    say(slip_sentence(rows))


def slip_sentence(rows: pd.DataFrame) -> str:
    """Return how many fixed days and longer windows passed without a signature.

    Args:
        rows: the table that `announcements` returns.
    """
    fixed = rows[rows["closed"] & (rows["days"] <= 1)].drop_duplicates("expected_to")
    loose = rows[rows["closed"] & (rows["days"] > 1)].drop_duplicates(
        ["expected_from", "expected_to"]
    )
    return (
        f"{capital(count(len(fixed), 'fixed day'))} and {count(len(loose), 'longer window')} passed"
        " without a signature."
        f" {capital(count(int((rows['expected_to'] == '').sum()), 'announcement'))} named no date"
        " at all, and count for neither."
    )


def _window(row) -> str:
    if not row.expected_to:
        return f"no date ({row.kind})"
    if not row.expected_from or row.expected_from == row.expected_to:
        return (
            f"by {long_date(row.expected_to)}"
            if not row.expected_from
            else long_date(row.expected_to)
        )
    return f"{long_date(row.expected_from)} to {long_date(row.expected_to)}"


def _draw_slips(rows: pd.DataFrame, signed: str):
    fig, (ax,) = canvas(0.9 + 0.36 * len(rows))
    for i, row in enumerate(rows.itertuples()):
        said, colour = at(row.announced_on), RED if row.side == "RUS" else GREEN
        ax.scatter(said, i, s=34, c=colour, zorder=4)
        if not row.expected_to:
            beside(ax, f"no date: {row.kind}", (said, i), GREY)
            continue
        start, end = at(row.expected_from or row.announced_on), at(row.expected_to)
        kept = row.expected_to >= signed
        face, hatch = (colour, None) if kept else (WHITE, "////")
        width = max(end - start, 4)
        ax.barh(i, width, left=start, height=0.5, color=face, edgecolor=colour, hatch=hatch)
        beside(ax, _window(row) + (", kept" if kept else ""), (max(end, said), i))
    ax.set_yticks(range(len(rows)), [_speaker(r) for r in rows.itertuples()])
    ax.set_ylim(len(rows) - 0.4, -0.6)
    first = min(*rows["announced_on"], *(d for d in rows["expected_from"] if d))
    date_axis(ax, shift_days(first, -20), shift_days(signed, 250))
    mark_days(ax, [(signed, "signed")], signed)
    quiet(ax)
    return fig


def _speaker(row) -> str:
    who = row.speaker.replace("Russian foreign", "Foreign")
    return f"{who}, {long_date(row.announced_on)}"


def announcement_table(report: Briefing) -> None:
    """Show every announcement with the window it named and what became of it."""
    rows = announcements(report)
    shown = pd.DataFrame(
        {
            "Announced": rows["announced_on"],
            "By": [f"{s} {cite(k)}" for s, k in zip(rows["speaker"], rows["keys"], strict=True)],
            "Window named": [_window(r) for r in rows.itertuples()],
            "Came to": [
                (
                    "signed"
                    if r.expected_to >= report.signed
                    else "passed unsigned"
                    if r.closed
                    else "no date to test"
                )
                for r in rows.itertuples()
            ],
            "Note": [named_sources(report, note) for note in rows["note"]],
        }
    )
    table(
        shown,
        label="background-announcements",
        title=f"{capital(count(len(rows), 'announcement'))} of the signing, from both sides",
        caption="Windows as the speaker named them.",
        kinds={"By": "markdown", "Announced": "date", "Note": "markdown"},
        source="",
    )


def reasons_given(report: Briefing) -> None:
    """Show the findings on why the signing was put off, and by whose account."""
    annex.findings(
        report,
        "B2",
        "B3",
        name="reasons",
        title="What was said about the date and its delay",
        caption="Reasons count only if an official or a named report gives them.",
    )
