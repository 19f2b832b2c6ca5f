"""The week of three events, and the day of the signing."""

import pandas as pd

from helpers.display.axes import at, quiet
from helpers.display.bundles import figure
from helpers.display.style import BLUE, WHITE, canvas
from helpers.display.words import capital, count, number_word
from helpers.ledger.dates import days_between, long_date, shift_days
from helpers.sections import annex
from helpers.sections.briefing import Briefing
from helpers.sections.prose import cite, nothing_public

WEEK = (
    ("Gaza ceasefire", "gaza-deal-announced-2025-01-15", "deal announced"),
    ("Gaza ceasefire", "israel-security-cabinet-2025-01-17", "Israel's security cabinet votes"),
    ("Gaza ceasefire", "gaza-ceasefire-in-force-2025-01-19", "in force"),
    ("Treaty", "treaty-signed", "signed"),
)
"""The tracks of the week, by event; the inauguration is taken from the findings on claim B1."""

INAUGURATION = "2025-01-20"
"""Planned day, as stated by the findings PLANNED."""

PLANNED = ["B1-01", "B1-02"]


def week_strip(report: Briefing) -> None:
    """Show the events of the week as marks on a strip of days, one row per track."""
    rows = _days(report)
    if rows.empty:
        nothing_public(report)
        return
    days = days_between(rows["date"].min(), rows["date"].max()) + 1
    inside = "within" if days <= report.parameters.week_window else "beyond"
    figure(
        _draw_week(rows),
        label="background-week",
        title=(
            f"The events of the week lie within {count(days, 'day')}, {inside} the window of"
            f" {number_word(report.parameters.week_window)}"
        ),
        subtitle="Days of January 2025, one row per event",
        caption=(
            "Filled: what was done on the day. Open: a day that was planned when it was last"
            " reported. An announcement is not an entry into force, and closeness in time shows no"
            " common cause."
        ),
        alt=(
            "Strip of days."
            f" {'; '.join(f'{r.track}, {r.what}: {long_date(r.date)}' for r in rows.itertuples())}."
            f" From first to last {days} days."
        ),
        source=cite([k for keys in rows["keys"] for k in keys]),
        data=rows[["track", "date", "what"]],
    )


def _draw_week(rows: pd.DataFrame):
    fig, (ax,) = canvas(1.9)
    tracks = list(dict.fromkeys(rows["track"]))
    for row in rows.itertuples():
        y = tracks.index(row.track)
        open_mark = row.what == "planned day"
        ax.scatter(
            at(row.date),
            y,
            s=70,
            c=WHITE if open_mark else BLUE,
            edgecolors=BLUE,
            linewidths=1.6,
            zorder=3,
        )
        ax.annotate(
            row.what,
            (at(row.date), y),
            xytext=(0, 8),
            textcoords="offset points",
            ha="center",
            fontsize=8,
        )
    ax.set_yticks(range(len(tracks)), tracks)
    ax.set_ylim(len(tracks) - 0.5, -0.75)
    ax.set_xlim(at(rows["date"].min()) - 0.9, at(rows["date"].max()) + 0.9)
    days = [
        shift_days(rows["date"].min(), i)
        for i in range(days_between(rows["date"].min(), rows["date"].max()) + 1)
    ]
    ax.set_xticks([at(d) for d in days], [f"{int(d[8:])} Jan" for d in days])
    ax.grid(axis="y")
    quiet(ax)
    return fig


def signing_record(report: Briefing) -> None:
    """Show every finding on the day of the signing, those that name another day included."""
    rows = report.evidence("B13")
    against = int((rows["stance"] == "contradicts").sum())
    other = (
        f"{count(against, 'finding')} {'names' if against == 1 else 'name'} another day"
        if against
        else "none names another day"
    )
    annex.findings(
        report,
        "B13",
        name="signing-record",
        title=f"{capital(count(len(rows), 'finding'))} on the day of the signing; {other}",
        caption=(
            "Contradictions stay side by side. A source with a plain error is graded down, not left"
            " out."
        ),
    )


def _days(report: Briefing) -> pd.DataFrame:
    """Return the days of the week known of: columns track, date (ISO), what, keys (of sources)."""
    marks = [
        (track, e["date"], word, e["keys"])
        for track, i, word in WEEK
        if (e := report.known.event(i)) is not None
    ]
    rows = pd.DataFrame(marks, columns=["track", "date", "what", "keys"])
    keys = report.known.evidence.set_index("evidence_id")["key"]
    if report.evidence("B1")["evidence_id"].isin(PLANNED).any():
        known = list(keys.reindex(PLANNED).dropna())
        rows.loc[len(rows)] = ["Inauguration", INAUGURATION, "planned day", known]
    return rows
