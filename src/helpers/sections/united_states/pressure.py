"""What Washington did to each of the two, with which sizes, and on which stated grounds."""

import re
from collections import Counter

import pandas as pd
from matplotlib.figure import Figure

from helpers.display.bundles import figure, table
from helpers.display.charts import bars
from helpers.display.style import COUNTRY
from helpers.display.timelines import lanes
from helpers.display.words import capital, count, join, num, number_word
from helpers.ledger.dates import long_date, shift_months
from helpers.sections.annex import quoted
from helpers.sections.briefing import Briefing
from helpers.sections.prose import cite, nothing_public

EASING = frozenset(
    {
        "us-gl133-india-2026-03-05",
        "us-waiver-russian-oil-2026-03-12",
        "us-waiver-iran-oil-2026-03",
        "us-waiver-extended-2026-05-18",
        "us-iran-oil-licence-2026-06",
    }
)
"""Acts that ease: licences and waivers, coded from the event's own summary. All others tighten."""

STATES = ("IRN", "RUS")
NAMES_TIE = {
    "U8-01": "not stated",
    "U8-02": "no",
    "U8-03": "no",
    "U8-04": "no",
    "U8-05": "no",
    "U8-06": "no",
    "U8-07": "yes",
    "U8-08": "not stated",
    "U8-09": "no",
}
"""Whether an account of US policy names the tie between the two states, coded from the finding."""


def us_acts(report: Briefing) -> pd.DataFrame:
    """Return US sanctions acts by state aimed at, with mark: tightened or eased.

    An act belongs to the first of the two states among its actors.
    """
    rows = report.known.events
    rows = rows[rows["topic"].eq("sanctions") & rows["actors"].str.startswith("USA")]
    target = [next((a for a in text.split(";") if a in STATES), "") for text in rows["actors"]]
    rows = rows.assign(
        target=target,
        mark=["eased" if e in EASING else "tightened" for e in rows["event_id"]],
    )
    first = shift_months(report.signed[:7], -report.parameters.window_months) + "-01"
    return rows[(rows["target"] != "") & (rows["date"] >= first)].sort_values("date")


def acts(report: Briefing) -> None:
    """Draw US acts on each of the two states over time, tightening above, easing below."""
    rows = us_acts(report)
    if rows.empty:
        nothing_public(report, "US acts on the two states")
        return
    after = rows[rows["date"] > report.signed]
    figure(
        _draw_acts(rows.reset_index(drop=True), report),
        label="united_states-acts",
        title=acts_title(after),
        subtitle=f"US acts on sanctions held as events, from {report.parameters.window_months} "
        "months before the signing",
        caption="Filled triangles up tighten, hollow triangles down ease. Acts differ in "
        "weight: one listing round can name a hundred ships, one licence can free all of them. "
        "Events held by this project, not a full register; acts on the buyers of oil, such as "
        "tariffs, are left out.",
        alt=". ".join(
            f"{long_date(r['when'])}, on {_state(r['target'])}, {r['mark']}: {r['title']}"
            for r in rows.to_dict("records")
        )
        + ".",
        source=cite([k for keys in rows["keys"] for k in keys]),
        data=rows.assign(date=rows["when"])[["event_id", "date", "target", "mark", "title"]],
    )


def acts_title(after: pd.DataFrame) -> str:
    """Return how often Washington tightened and eased on each state since the signing."""
    if after.empty:
        return "Since the signing no US act on either state is on record"
    n = Counter(zip(after["target"], after["mark"], strict=True))
    return (
        f"Since the signing Washington tightened on Iran {_times(n['IRN', 'tightened'])} and on "
        f"Russia {_times(n['RUS', 'tightened'])}; it eased on Iran {_times(n['IRN', 'eased'])} "
        f"and on Russia {_times(n['RUS', 'eased'])}"
    )


def _draw_acts(rows: pd.DataFrame, report: Briefing) -> Figure:
    words = [
        t + (" (eased)" if m == "eased" else "")
        for t, m in zip(rows["title"], rows["mark"], strict=True)
    ]
    drawn = rows.assign(lane=[_state(t) for t in rows["target"]], label=words)
    return lanes(
        drawn[["date", "when", "lane", "label", "mark"]],
        as_of=report.as_of,
        order=[_state(s) for s in STATES],
        marks=report.treaty_days,
        shapes={"tightened": ("^", True), "eased": ("v", False)},
    )


def rounds(report: Briefing) -> None:
    """Draw the announced size of US listing rounds, in order of time."""
    series = ["listings_mixed", "listings_entities", "listings_vessels"]
    rows = report.figures.of(series, ["USA->IRN", "USA->RUS"])
    rows = rows[~rows["note"].str.contains("part of the")].sort_values(["period", "known_on"])
    if rows.empty:
        nothing_public(report, "sizes of US listing rounds")
        return
    labels = [_round_label(r) for r in rows.to_dict("records")]
    values = pd.Series(rows["value"].to_numpy(), index=labels)
    tint = {label: COUNTRY[e[-3:]] for label, e in zip(labels, rows["entity"], strict=True)}
    figure(
        bars(values, colour=tint),
        label="united_states-rounds",
        title=_rounds_title(report, rows),
        subtitle="Targets named in US announcements of listings, by round; units differ as written",
        caption="Sizes as announced, often “more than”: people, firms and ships are counted "
        "together in some rounds and ships alone in others, so the bars must not be added. "
        "Rounds whose size no page held here gives are missing.",
        alt=join(f"{label} {num(v)}" for label, v in values.items()) + ".",
        source=report.figures.citations(rows),
        data=rows[["period", "entity", "series", "value", "note"]],
    )


def _round_label(row: dict[str, object]) -> str:
    kind = {
        "listings_mixed": "all kinds",
        "listings_entities": "firms",
        "listings_vessels": "ships",
    }
    state = _state(str(row["entity"])[-3:])
    day = re.search(rf"\b(\d{{1,2}}) {long_date(str(row['period']))[:3]}", str(row["note"]))
    month = long_date(str(row["period"]))
    when = f"{day[1]} {month}" if day else month
    return f"{when}, {state}, {kind[str(row['series'])]}"


def _rounds_title(report: Briefing, rows: pd.DataFrame) -> str:
    after = rows[rows["period"] > report.signed[:7]]
    if after.empty:
        top = rows.loc[rows["value"].idxmax()]
        return (
            f"Before the signing the largest round named {num(top['value'])} targets over "
            f"{_state(top['entity'][-3:])}"
        )
    said = []
    for entity, part in after.groupby("entity"):
        top = part.loc[part["value"].idxmax()]
        said.append(
            f"{num(top['value'])} targets over {_state(entity[-3:])} ({long_date(top['period'])})"
        )
    return f"The largest rounds announced since the signing named {join(said)}"


def grounds(report: Briefing) -> None:
    """Tabulate accounts of US policy and whether they name the tie between the two states."""
    rows = report.evidence("U8").sort_values("known_on")
    if rows.empty:
        nothing_public(report, "grounds that Washington gave")
        return
    named = [NAMES_TIE.get(e, "not coded") for e in rows["evidence_id"]]
    yes = named.count("yes")
    table(
        pd.DataFrame(
            {
                "Account": [quoted(r) for r in rows.to_dict("records")],
                "Stance on U8": rows["stance"].to_numpy(),
                "Names the tie": named,
            }
        ),
        label="united_states-grounds",
        title=f"{capital(number_word(yes))} of {count(len(rows), 'account')} of US policy "
        f"{'name' if yes > 1 else 'names'} the tie between Russia and Iran",
        caption="Coded from the finding as it stands: yes if it gives cooperation of the two "
        "states as a ground or topic, no if it gives other grounds, not stated if it gives "
        "none. A silence in an account is not a proof of indifference.",
        kinds={"Account": "markdown"},
    )


def _state(code: str) -> str:
    return {"IRN": "Iran", "RUS": "Russia"}[code]


def _times(n: int) -> str:
    return {0: "not once", 1: "once", 2: "twice"}.get(n, f"{count(n, 'time')}")
