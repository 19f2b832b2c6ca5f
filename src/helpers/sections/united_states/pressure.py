"""What Washington did to each of the two, with which sizes, and on which stated grounds."""

import re
from collections import Counter
from collections.abc import Hashable, Mapping

import pandas as pd
from matplotlib.figure import Figure

from helpers.display.bundles import figure, table
from helpers.display.charts import bars
from helpers.display.style import COUNTRY, GREY
from helpers.display.timelines import lanes
from helpers.display.words import capital, count, join, number_word
from helpers.judgement.indicators.ukraine.measures import RELIEF, STEPS
from helpers.ledger.dates import long_date, shift_months
from helpers.ledger.series import at_least
from helpers.sections.annex import quoted
from helpers.sections.briefing import Briefing
from helpers.sections.prose import cite, nothing_public, over

TIGHTENED, STEP, EASED = "tightened", "ordered or begun", "eased"
"""Kinds of acts, by the codes of the indicators, so that every section counts the same."""

SHAPES = {TIGHTENED: ("^", True), STEP: ("D", False), EASED: ("v", False)}

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
    """Return US sanctions acts by state aimed at, with mark: tightened, ordered or begun, eased.

    An act belongs to the first of the two states among its actors.
    """
    rows = report.known.events
    rows = rows[rows["topic"].eq("sanctions") & rows["actors"].str.startswith("USA")]
    target = [next((a for a in text.split(";") if a in STATES), "") for text in rows["actors"]]
    rows = rows.assign(
        target=target,
        mark=[
            EASED if e in RELIEF else STEP if e in STEPS else TIGHTENED for e in rows["event_id"]
        ],
    )
    first = shift_months(report.signed[:7], -report.parameters.window_months) + "-01"
    return rows[(rows["target"] != "") & (rows["date"] >= first)].sort_values("date")


def _kind(event_id: str) -> str:
    return EASED if event_id in RELIEF else STEP if event_id in STEPS else TIGHTENED


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
        caption=f"Filled triangles up tighten, hollow triangles down ease. {_steps(after)}Acts "
        "differ in weight: one listing round can name a hundred ships, one licence can free all of "
        "them. Events held by this project, not a full register; acts on the buyers of oil, such "
        "as tariffs, are left out.",
        alt=". ".join(
            f"{long_date(r['when'])}, on {_state(r['target'])}, {r['mark']}: {r['title']}"
            for r in rows.to_dict("records")
        )
        + ".",
        source=cite([k for keys in rows["keys"] for k in keys]),
        data=rows.assign(date=rows["when"])[["event_id", "date", "target", "mark", "title"]],
    )


def _steps(after: pd.DataFrame) -> str:
    """Return which acts prepared a measure and are counted as none, "" if there is none."""
    rows = after[after["mark"] == STEP]
    named = join(f"{t} ({long_date(d)})" for t, d in zip(rows["title"], rows["when"], strict=True))
    return f"A diamond is an order or a step that is not yet a measure: {named}. " if named else ""


def acts_title(after: pd.DataFrame) -> str:
    """Return how often Washington tightened and eased on each state since the signing."""
    if after.empty:
        return "Since the signing no US act on either state is on record"
    n = Counter(zip(after["target"], after["mark"], strict=True))
    return (
        f"In the events held Washington has, since the signing, tightened on Iran "
        f"{_times(n['IRN', TIGHTENED])} and on Russia {_times(n['RUS', TIGHTENED])}; it eased on "
        f"Iran {_times(n['IRN', EASED])} and on Russia {_times(n['RUS', EASED])}"
    )


def _draw_acts(rows: pd.DataFrame, report: Briefing) -> Figure:
    words = [
        t + ("" if m == TIGHTENED else f" ({m})")
        for t, m in zip(rows["title"], rows["mark"], strict=True)
    ]
    drawn = rows.assign(lane=[_state(t) for t in rows["target"]], label=words)
    return lanes(
        drawn[["date", "when", "lane", "label", "mark"]],
        as_of=report.as_of,
        order=[_state(s) for s in STATES],
        marks=report.treaty_days,
        shapes={kind: look for kind, look in SHAPES.items() if kind in set(rows["mark"])},
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
        _draw_rounds(rows, values, tint, report.signed),
        label="united_states-rounds",
        title=_rounds_title(report, rows),
        subtitle="Targets named in US announcements of listings, by round; units differ as written",
        caption="Hollow: announced as more than the number. People, firms and ships are counted "
        "together in some rounds and ships alone in others, so the bars must not be added. "
        "Rounds whose size no source held here gives are missing.",
        alt=join(
            f"{label} {over(v, n)}"
            for (label, v), n in zip(values.items(), rows["note"], strict=True)
        )
        + ".",
        source=report.figures.citations(rows),
        data=rows[["period", "entity", "series", "value", "note"]],
    )


def _round_label(row: Mapping[Hashable, object]) -> str:
    kind = {
        "listings_mixed": "all kinds",
        "listings_entities": "firms",
        "listings_vessels": "ships",
    }
    when = long_date(_round_day(row) or str(row["period"]))
    return f"{when}, {_state(str(row['entity'])[-3:])}, {kind[str(row['series'])]}"


def _round_day(row: Mapping[Hashable, object]) -> str:
    """Return the day of a round that its note names, "" if it names none."""
    month = str(row["period"])
    day = re.search(rf"\b(\d{{1,2}}) {long_date(month)[:3]}", str(row["note"]))
    return f"{month}-{int(day[1]):02d}" if day else ""


def _draw_rounds(
    rows: pd.DataFrame, values: pd.Series, tint: dict[str, str], signed: str
) -> Figure:
    """Return a bar for each round, oldest first, with a line where the signing lies."""
    bounds = [label for label, n in zip(values.index, rows["note"], strict=True) if at_least(n)]
    fig = bars(values, colour=tint, bounds=bounds)
    earlier = int(_before(rows, signed).sum())
    if 0 < earlier < len(rows):
        ax = fig.axes[0]
        ax.axhline(earlier - 0.5, color=GREY, lw=0.9, ls=(0, (3, 2)))
        ax.annotate(
            "signed", (1, earlier - 0.5), xycoords=("axes fraction", "data"), xytext=(0, 2),
            textcoords="offset points", ha="right", va="bottom", fontsize=8, color=GREY,
        )  # fmt: skip
    return fig


def _before(rows: pd.DataFrame, signed: str) -> pd.Series:
    """Return which rounds came before the signing: by their day, by their month if none is held."""
    days = [_round_day(r) or str(r["period"]) for r in rows.to_dict("records")]
    return pd.Series([day < signed for day in days], index=rows.index)


def _rounds_title(report: Briefing, rows: pd.DataFrame) -> str:
    early = _before(rows, report.signed)
    said = []
    for part, when in ((rows[early], "before the signing"), (rows[~early], "since it")):
        tops = [p.loc[p["value"].idxmax()] for _, p in part.groupby("entity", sort=False)]
        tops.sort(key=lambda top: -top["value"])
        named = [
            f"{over(top['value'], top['note'])} over {_state(top['entity'][-3:])} "
            f"({long_date(str(top['period']))})"
            for top in tops
        ]
        said += [f"{when} {join(named)}"] if named else []
    return f"Targets named in the largest rounds: {'; '.join(said)}"


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
