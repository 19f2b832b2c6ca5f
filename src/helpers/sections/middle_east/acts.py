"""Acts of support one by one: the fullest crisis, all acts with their sources, and how firm they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from helpers.display.bundles import figure, say, table
from helpers.display.words import capital, count, join
from helpers.ledger.dates import days_between, long_date
from helpers.sections.middle_east.ladder_drawing import by_act
from helpers.sections.middle_east.rungs import RUNGS, SIDES, acts, highest, since_signing
from helpers.sections.prose import cite, nothing_public

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing


def chosen_case(report: Briefing, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the acts of the crisis to be shown in full: the fullest or the latest."""
    if rows.empty:
        return rows
    if report.parameters.ladder_case == "latest":  # type: ignore[attr-defined]
        crisis = rows.sort_values("date")["crisis"].iloc[-1]
    else:
        crisis = rows["crisis"].value_counts(sort=True).index[0]
    return rows[rows["crisis"] == crisis]


def case_by_act(report: Briefing) -> None:
    """Draw one crisis act by act, in the order in which the acts became public."""
    rows = chosen_case(report, acts(report))
    if rows.empty:
        nothing_public(report, "support in a crisis")
        return
    case = rows["case"].iloc[0]
    figure(
        by_act(rows),
        label=f"{report.section}-case",
        title=case_title(rows),
        subtitle=f"{case}: {count(len(rows), 'act')}, by the day on which each became public",
        caption="One row per act, its mark on the rung reached; an act with two faces has two rows. Hollow marks rest on "
        "third parties. The order of days shows no cause.",
        alt=f"{case}. " + " ".join(_spoken(act) for _, act in rows.iterrows()),
        source=cite([k for keys in rows["keys"] for k in keys]),
        data=rows[["date", "side", "level", "sure", "title", "why"]],
    )


def case_title(rows: pd.DataFrame) -> str:
    """Return how support ran within one crisis."""
    case = rows["case"].iloc[0].split(",")[0]
    side = rows["side"].value_counts().index[0]
    own, giver = rows[rows["side"] == side], "Russia" if side == "RUS" else "Iran"
    held, given = own[own["level"] == 0], own[own["level"] > 0]
    top = highest(own)
    reach = f"went no higher than {RUNGS[top]}" if top is not None else "did nothing undisputed"
    if held.empty or given.empty:
        return f"{case}: {giver} {reach} in {count(len(own), 'recorded act')}"
    return f"{case}: {giver} gave {len(given)} times, withheld {len(held)} times, and undisputed {reach}"


def all_acts(report: Briefing) -> None:
    """List every act with its rung, the reason for it, and its sources."""
    rows = acts(report)
    if rows.empty:
        nothing_public(report, "support in a crisis")
        return
    rows = rows.assign(place=rows["crisis"].map({c: i for i, c in enumerate(dict.fromkeys(rows["crisis"]))}))
    rows = rows.sort_values(["place", "date"], kind="stable").reset_index(drop=True)
    groups = [(int(i), part) for part, i in rows.reset_index().groupby("case", sort=False)["index"].first().items()]  # fmt: skip
    shown = pd.DataFrame(
        {
            "Act": [f"{t} {cite(k)}" for t, k in zip(rows["title"], rows["keys"], strict=True)],
            "Public on": rows["date"],
            "Side": rows["side"].map(SIDES),
            "Rung": [f"{n} {RUNGS[n]}" for n in rows["level"]],
            "Standing": rows["sure"],
            "Why": [w[:1].upper() + w[1:] for w in rows["why"]],
        }
    )
    sides = rows["side"].value_counts()
    table(
        shown,
        label=f"{report.section}-acts",
        title=f"{capital(count(len(rows), 'act'))} on the ladder: {int(sides.get('RUS', 0))} of Russia for Iran, "
        f"{int(sides.get('IRN', 0))} of Iran for Russia",
        caption="Standing: done; stated by giver or receiver; reported by third parties; disputed, that is reported and denied. "
        "Acts of third parties, allies included, stand outside the ladder, as do words of former officials.",
        kinds={"Act": "markdown", "Public on": "date"},
        groups=groups,
        interactive=True,
    )


def asked_and_refused(report: Briefing) -> None:
    """Say how many days after the first act of each war help was first given and first withheld."""
    rows = since_signing(acts(report))
    rows = rows[(rows["side"] == "RUS") & rows["firm"]]
    rows = rows[rows["crisis"].str.startswith("war-")]
    said = []
    for case, part in rows.groupby("case", sort=False):
        held = part[part["level"] == 0]
        if held.empty:
            continue
        first = held.iloc[0]
        later = part[(part["level"] >= 2) & (part["date"] > first["date"])]
        tail = (
            f", and the next act above words came {count(days_between(first['date'], later['date'].iloc[0]), 'day')} after"
            if len(later)
            else ", and no act above words is recorded after it"
        )
        said.append(
            f"{case}: the first recorded withholding became public on {long_date(first['date'])} "
            f"({first['title']} {cite(first['keys'])}){tail}"
        )
    if said:
        say("- " + ".\n- ".join(said) + ".")


def firmness(report: Briefing) -> None:
    """Say on what share of acts the ladder's upper half rests that no side has confirmed."""
    rows = acts(report)
    upper = rows[rows["level"] >= 3]
    if upper.empty:
        return
    parts = []
    for side, words in SIDES.items():
        own = upper[upper["side"] == side]
        if len(own):
            parts.append(f"{int(own['firm'].sum())} of {len(own)} for {words}")
    say(
        f"Of the acts on the two upper rungs, undisputed are {join(parts)}. The higher the rung, the more the reading hangs "
        "on third parties; the switches for reported and denied acts show how much."
    )


def _spoken(act: pd.Series) -> str:
    giver = "Russia" if act["side"] == "RUS" else "Iran"
    return f"{long_date(act['date'])}: {giver}, {RUNGS[act['level']]}, {act['sure'].lower()}: {act['title']}."
