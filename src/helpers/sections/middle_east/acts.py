"""Acts of support one by one: one crisis in full, all acts and sources, how firm they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from helpers.display.bundles import figure, say, table
from helpers.display.words import capital, count, join, number_word
from helpers.ledger.dates import days_between, long_date
from helpers.sections.middle_east.ladder_drawing import by_act
from helpers.sections.middle_east.rungs import (
    RUNGS,
    SIDES,
    acts,
    highest,
    rung_cell,
    since_signing,
)
from helpers.sections.prose import cite, nothing_public

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing


def chosen_case(report: Briefing, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the acts of the crisis to be shown in full: the fullest, the latest or the previous.

    The latest is the one whose last act is the newest; where there is only one, it is the previous
    too.
    """
    if rows.empty:
        return rows
    chosen = report.parameters.ladder_case  # type: ignore[attr-defined]
    if chosen == "fullest":
        sizes = rows.groupby("crisis", sort=False).size()
        crisis = sizes[sizes == sizes.max()].index[-1]
    else:
        newest = rows.groupby("crisis")["date"].max().sort_values(kind="stable").index[::-1]
        crisis = newest[min(len(newest) - 1, 0 if chosen == "latest" else 1)]
    return rows[rows["crisis"] == crisis]


def case_by_act(report: Briefing) -> None:
    """Draw one crisis act by act, in the order in which the acts became public."""
    rows = chosen_case(report, acts(report))
    if rows.empty:
        nothing_public(report, "support in a crisis")
        return
    case = rows["case"].iloc[0]
    twice = rows.duplicated(["event_id", "side"], keep=False)
    rows = rows.assign(label=rows["title"].where(~twice, rows["title"] + ": " + rows["why"]))
    usual = SIDES[rows["side"].mode().iloc[0]]
    figure(
        by_act(rows),
        label=f"{report.section}-case",
        title=case_title(rows),
        subtitle=f"{case}: {count(len(rows), 'act')} by the day on which each became public; "
        f"{usual} unless marked",
        caption="One row per act, its mark on the rung reached; an act with two faces has two "
        "rows. Hollow marks rest on third parties. The order of days shows no cause.",
        alt=f"{case}. " + " ".join(_spoken(act) for _, act in rows.iterrows()),
        source=cite([k for keys in rows["keys"] for k in keys]),
        data=rows[["date", "side", "level", "sure", "title", "why", "event_id"]],
    )


def case_title(rows: pd.DataFrame) -> str:
    """Return how support ran within one crisis."""
    case, side = rows["case"].iloc[0], rows["side"].mode().iloc[0]
    own, giver = rows[rows["side"] == side], "Russia" if side == "RUS" else "Iran"
    held, given = int((own["level"] == 0).sum()), int((own["level"] > 0).sum())
    top = highest(own)
    reach = (
        "nothing undisputed" if top is None else f"undisputed, the highest rung was {RUNGS[top]}"
    )
    acted = f"{case}: {count(given, 'act')} of support by {giver}"
    stood = f" and {number_word(held)} of holding back or not being asked" if held else ""
    return f"{acted}{stood}; {reach}"


def all_acts(report: Briefing) -> None:
    """List every act with its rung, the reason for it, and its sources."""
    rows = acts(report)
    if rows.empty:
        nothing_public(report, "support in a crisis")
        return
    place = {crisis: i for i, crisis in enumerate(dict.fromkeys(rows["crisis"]))}
    rows = rows.assign(place=rows["crisis"].map(place))
    rows = rows.sort_values(["place", "date"], kind="stable").reset_index(drop=True)
    firsts = rows.drop_duplicates("crisis")
    shown = pd.DataFrame(
        {
            "Act": [f"{t} {cite(k)}" for t, k in zip(rows["title"], rows["keys"], strict=True)],
            "Public on": rows["date"],
            "Side": rows["side"].map(SIDES),
            "Rung": [rung_cell(n) for n in rows["level"]],
            "Standing": rows["sure"],
            "Why": [capital(w) for w in rows["why"]],
        }
    )
    n = rows["side"].value_counts()
    table(
        shown,
        label=f"{report.section}-acts",
        title=f"{capital(count(len(rows), 'act'))} on the ladder: {n.get('RUS', 0)} of Russia "
        f"for Iran, {n.get('IRN', 0)} of Iran for Russia",
        caption="Standing: done; stated by giver or receiver; reported by third parties; "
        "disputed, that is reported and denied. Acts of third parties, allies included, stand "
        "outside the ladder, as do words of former officials.",
        kinds={"Act": "markdown", "Public on": "date"},
        groups=list(zip(firsts.index.tolist(), firsts["case"], strict=True)),
        interactive=True,
    )


def given_after_withheld(report: Briefing) -> None:
    """Say how soon, in each war, an act above words followed the first on the bottom rung."""
    rows = since_signing(acts(report))
    rows = rows[(rows["side"] == "RUS") & rows["firm"] & rows["crisis"].str.startswith("war-")]
    said = []
    for case, part in rows.groupby("case", sort=False):
        held = part[part["level"] == 0]
        if held.empty:
            continue
        first = held.iloc[0]
        later = part[(part["level"] >= 2) & (part["date"] > first["date"])]
        tail = "no undisputed act above words is recorded after it"
        if len(later):
            gap = count(days_between(first["date"], later["date"].iloc[0]), "day")
            tail = f"the next undisputed act above words became public {gap} later"
        said.append(
            f"- {case}: the bottom rung is first recorded on {long_date(first['date'])} "
            f"({first['title']} {cite(first['keys'])}); {tail}."
        )
    say("\n".join(said))


def firmness(report: Briefing) -> None:
    """Say how many acts on the two upper rungs giver or receiver has confirmed."""
    rows = acts(report)
    upper = rows[rows["level"] >= 3]
    said = []
    for side, who in (("RUS", "Russia"), ("IRN", "Iran")):
        own = upper[upper["side"] == side]
        if len(own):
            said.append(f"{who} {int(own['firm'].sum())} of {len(own)}")
    if said:
        say(
            f"Acts on the two upper rungs that are undisputed: {join(said)}. What is reported on "
            "these rungs comes from third parties and leaks."
        )
    for side, who in (("RUS", "Russia"), ("IRN", "Iran")):
        say(_above_undisputed(since_signing(rows[rows["side"] == side]), who))


def _above_undisputed(rows: pd.DataFrame, who: str) -> str:
    """Return which reported acts alone bear a side's highest rung, "" if an undisputed one does."""
    firm, reported = highest(rows), highest(rows, firm=False)
    if reported is None or firm == reported:
        return ""
    top = rows[rows["level"] == reported]
    said = "; ".join(
        f"{t} ({w}) {cite(k)}"
        for t, w, k in zip(top["title"], top["why"], top["keys"], strict=True)
    )
    return f"That {who} reached the rung of {RUNGS[reported]} rests on reports only: {said}."


def _spoken(act: pd.Series) -> str:
    giver = "Russia" if act["side"] == "RUS" else "Iran"
    rung, sure = RUNGS[act["level"]], act["sure"].lower()
    return f"{long_date(act['date'])}: {giver}, {rung}, {sure}: {act['title']}."
