"""From signature to practice: approvals, entry into force, and the papers that carry it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from helpers.display.bundles import figure, table
from helpers.display.charts import bars
from helpers.display.style import BLUE, GREY
from helpers.display.timelines import lanes
from helpers.display.words import capital, count, join, number_word
from helpers.ledger.dates import days_between, long_date, shift_days
from helpers.sections.chronicle import describe
from helpers.sections.clauses.reading import HEADINGS, NO_HEADING, TREATY, settings, units, working
from helpers.sections.clauses.treaties import compared, days_to_force, name, treaties
from helpers.sections.prose import cite, nothing_public

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

INSTRUMENTS = {
    "separate_agreements": "Leaves it to further agreements",
    "existing_agreement": "Points to an agreement in place",
    "none_seen": "No such pointer in the wording",
    "not_seen": "Paraphrase too thin to tell",
}
UNDER, BESIDE = "Under the treaty", "Beside the treaty"
SIDE_TOPICS = ("trade", "payments", "customs", "corridor")


def acts(report: Briefing) -> pd.DataFrame:
    """Return the events from the signing on that approve, carry out or stand beside the treaty.

    Adds: lane, label.
    """
    topics = ["signing", "ratification", "entry_into_force", "implementing"]
    topics += SIDE_TOPICS if settings(report).show_side_agreements else []
    rows = report.events(topics)
    rows = rows[rows["date"] >= report.signed]
    return rows.assign(
        lane=[_lane(t, a) for t, a in zip(rows["topic"], rows["actors"], strict=True)],
        label=rows["title"],
    )


def told(events: pd.DataFrame) -> list[str]:
    """Return each event's title, summary and citations."""
    parts = zip(events["title"], events["summary"], events["keys"], strict=True)
    return [f"**{t}.** {s} {cite(k[:2])}" for t, s, k in parts]


def _lane(topic: str, actors: str) -> str:
    if topic == "ratification":
        return "Russia" if actors.startswith("RUS") else "Iran"
    if topic in ("signing", "entry_into_force"):
        return "Both sides"
    return UNDER if topic == "implementing" else BESIDE


def ratification(report: Briefing) -> None:
    """Draw the acts of each side on the way from signature to practice."""
    rows = acts(report).sort_values("date")
    if rows.empty:
        nothing_public(report, "the way into force")
        return
    order = [n for n in ("Both sides", "Russia", "Iran", UNDER, BESIDE) if n in set(rows["lane"])]
    figure(
        lanes(
            rows[["date", "when", "lane", "label"]],
            as_of=report.as_of,
            order=order,
            marks=report.treaty_days,
            first=shift_days(report.signed, -12),
        ),
        label="clauses-ratification",
        title=_ratification_title(report),
        subtitle="Acts of each side, and papers under the treaty and beside it, by day",
        caption="Under the treaty: talks, plans and statements on carrying it out. Beside it: "
        "steps on trade, payments, "
        "customs and transport, which rest on papers of their own. Where an official named an "
        "earlier day of effect, "
        "his statement stands as an event of its own; counts of votes that differ stand in the "
        "table of events.",
        alt=describe(rows),
        source=cite([k for keys in rows["keys"] for k in keys[:2]]),
        data=rows.assign(date=rows["when"])[["event_id", "date", "lane", "title"]],
    )


def _ratification_title(report: Briefing) -> str:
    days = days_to_force(report, TREATY)
    if days is not None:
        return f"{days} days lay between the signature and the entry into force"
    row = treaties(report).loc[TREATY]
    approved = [side for side, c in (("Iran", "ratified_a"), ("Russia", "ratified_b")) if row[c]]
    said = f"{join(approved)} had" if approved else "neither side had"
    return f"By {long_date(report.as_of)} {said} approved the treaty by the vote or law that counts"


def waiting(report: Briefing) -> None:
    """Draw how long each treaty compared took from signature to effect."""
    waited = {i: d for i in compared(report) if (d := days_to_force(report, i)) is not None}
    hatched = []
    labels = {i: name(report, i) for i in compared(report)}
    if TREATY not in waited:
        waited[TREATY] = days_between(report.signed, report.as_of)
        hatched = [labels[TREATY]]
    if len(waited) < 2:
        return
    values = pd.Series({labels[i]: d for i, d in waited.items()}).sort_values()
    tint = {n: BLUE if n == labels[TREATY] else GREY for n in values.index}
    said = [f"{n}: {int(d)} days{' so far' if n in hatched else ''}" for n, d in values.items()]
    ids = [s for i in waited for s in str(treaties(report).loc[i, "source_ids"]).split(";")[:2]]
    figure(
        bars(values, unit="days", colour=tint, hatched=hatched),
        label="clauses-waiting",
        title=_waiting_title(values, labels[TREATY], bool(hatched)),
        subtitle="Days from signature to entry into force",
        caption="Treaties whose day of effect is not held are left out."
        + (" Hatched: not yet in force, days so far." if hatched else ""),
        alt="; ".join(said) + ".",
        source=cite(report.known.keys(";".join(ids))),
        data=values.rename_axis("treaty").rename("days").reset_index(),
    )


def _waiting_title(values: pd.Series, this: str, open_: bool) -> str:
    others = values.drop(this)
    longer = int((others > values[this]).sum())
    if open_:
        span = (
            f"{int(others.min())} to {int(others.max())} days"
            if len(others) > 1
            else f"{int(others.iloc[0])} days"
        )
        return (
            f"From signature to effect others took {span}; this treaty stands at "
            f"{int(values[this])}"
        )
    if not longer:
        return (
            f"None of the {len(others)} treaties compared took as long as the "
            f"{int(values[this])} days of this one"
        )
    return (
        f"This treaty took {int(values[this])} days; {number_word(longer)} of "
        f"{number_word(len(others))} others took longer"
    )


def instruments(report: Briefing) -> None:
    """Show, by heading, how many units leave the detail to other papers."""
    rows = working(units(report))
    if rows.empty:
        return
    counts = pd.crosstab(rows["heading"], rows["implementing_instrument"])
    counts = counts.reindex(
        index=[h for h in [*HEADINGS.values(), NO_HEADING] if h in counts.index],
        columns=list(INSTRUMENTS),
        fill_value=0,
    )
    defers = int(counts["separate_agreements"].sum())
    table(
        counts.rename(columns=INSTRUMENTS).reset_index().rename(columns={"heading": "Heading"}),
        label="clauses-instruments",
        title=f"{capital(number_word(defers))} of {len(rows)} working units read "
        f"{'leaves' if defers == 1 else 'leave'} the detail to further agreements",
        caption="By the wording seen or by an official who said so. A paraphrase often drops such "
        "a pointer, so the last "
        "column bounds what the first may miss.",
    )


def papers(report: Briefing) -> None:
    """Show the papers and acts since the signing, those under the treaty apart from the rest."""
    rows = acts(report)
    rows = rows[rows["lane"].isin([UNDER, BESIDE])]
    if rows.empty:
        nothing_public(report, "papers that carry the treaty out")
        return
    rows = rows.assign(side=rows["lane"] != UNDER).sort_values(["side", "date"])
    under = int((~rows["side"]).sum())
    groups = [
        (i, lane)
        for i, lane in enumerate(rows["lane"])
        if i == 0 or lane != rows["lane"].iloc[i - 1]
    ]
    rest = (
        f", {count(len(rows) - under, 'other')} beside it"
        if settings(report).show_side_agreements
        else ""
    )
    table(
        pd.DataFrame(
            {
                "Date": list(rows["when"]),
                "What": told(rows),
            }
        ),
        label="clauses-papers",
        title=f"{capital(count(under, 'step'))} on carrying out the treaty{rest}",
        caption="Steps found by this project since the signing; not a full register. Steps beside "
        "the treaty lie in the same "
        "fields; they rest on papers of their own or on none.",
        kinds={"Date": "date", "What": "markdown"},
        groups=groups,
    )
