"""The support ladder: how far each side went for the other, crisis by crisis."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from helpers.display.bundles import figure, say, table
from helpers.display.words import capital, count, join
from helpers.sections.middle_east.ladder_drawing import grid
from helpers.sections.middle_east.rungs import (
    RUNGS,
    SIDES,
    acts,
    highest,
    rung_word,
    since_signing,
)
from helpers.sections.prose import cite, nothing_public

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

CODING = (
    "Acts were placed by one coder from the sources named; a second coding is due. Rungs are ordered, "
    "the distances between them are not equal, so nothing is summed or averaged. "
)


def ladder(report: Briefing) -> None:
    """Draw every act recorded, by crisis, side and rung, in the order of time and of the treaty."""
    rows = acts(report)
    if rows.empty:
        nothing_public(report, "support in a crisis")
        return
    figure(
        grid(rows),
        label=f"{report.section}-ladder",
        title=ladder_title(rows),
        subtitle=f"{capital(count(len(rows), 'act'))} by crisis, side and rung, under the day on which each became public",
        caption="Each mark is one act. Tinted: every rung up to the highest that is undisputed; dashed: up to the highest "
        "that third parties report. A cross is help withheld, refused, or said not to have been asked for; a partner can "
        "give and withhold in one week. An empty field means that no act is recorded, not that none took place. "
        + CODING
        + "A crisis that outlasted the signing or the entry into force stands in each part.",
        alt=ladder_in_words(rows),
        source=cite([k for keys in rows["keys"] for k in keys]),
        data=rows[["crisis", "status", "date", "side", "level", "sure", "title", "event_id"]],
    )


def ladder_title(rows: pd.DataFrame) -> str:
    """Return how high each side stood since the signing, undisputed and as reported."""
    after = since_signing(rows)
    if after.empty:
        tops = {s: highest(rows[rows["side"] == s], firm=False) for s in SIDES}
        return (
            f"Before the signing Iran had been reported at {rung_word(tops['IRN'])} for Russia, and "
            f"Russia at {rung_word(tops['RUS'])} for Iran"
        )
    said = []
    for side, words in (("RUS", "Russia"), ("IRN", "Iran")):
        part = after[after["side"] == side]
        firm, any_ = highest(part), highest(part, firm=False)
        if any_ is None:
            said.append(f"no act of {words} is recorded")
        elif firm is None:
            said.append(f"{words} is only reported to have reached {RUNGS[any_]}")
        else:
            more = f", by report {RUNGS[any_]}" if any_ > firm else ""
            said.append(f"{words} reached {RUNGS[firm]}{more}")
    return f"Since the signing {said[0]}; {said[1]}"


def ladder_in_words(rows: pd.DataFrame) -> str:
    """Return the ladder for a reader who does not see it."""
    parts = []
    for (status, case), part in rows.groupby(["status", "case"], sort=False):
        sides = []
        for side, words in SIDES.items():
            own = part[part["side"] == side]
            if len(own):
                held = (own["level"] == 0).sum()
                firm, any_ = highest(own), highest(own, firm=False)
                top = f"highest undisputed {rung_word(firm)}" if firm is not None else "none undisputed"
                top += f", reported {rung_word(any_)}" if any_ != firm else ""
                sides.append(f"{words}, {count(len(own), 'act')}: {top}, {held} withheld")
        parts.append(f"{case} ({status}): {'; '.join(sides)}")
    return f"Two-sided grid of {count(len(parts), 'row')} and five rungs. " + ". ".join(parts) + "."


def both_at_once(report: Briefing) -> None:
    """Tabulate, by crisis since the signing, the highest rung, the acts withheld and who moved."""
    rows = since_signing(acts(report))
    if rows.empty:
        nothing_public(report, "support since the signing")
        return
    shown = summary(rows)
    both = sum((r["Russia: given"] > 0) and (r["Russia: withheld"] > 0) for r in shown)
    silent = sum(r["Iran: highest, undisputed"] == "no act recorded" for r in shown)
    table(
        pd.DataFrame(shown),
        label=f"{report.section}-crises",
        title=f"In {count(both, 'crisis', 'crises')} of {len(shown)} since the signing Russia both gave and withheld; "
        f"in {silent} no undisputed act of Iran for Russia is recorded",
        caption="Undisputed: done, or stated by giver or receiver. One rung down: the highest rung if every act that is only "
        "reported, and not denied, stood one rung lower; where it differs from the reported one, the reading hangs on reports. "
        "Acts withheld are counted, not weighed.",
    )


def summary(rows: pd.DataFrame) -> list[dict[str, object]]:
    """Return one record per crisis: rungs and counts of both sides."""
    out: list[dict[str, object]] = []
    for case, part in rows.groupby("case", sort=False):
        rus, irn = part[part["side"] == "RUS"], part[part["side"] == "IRN"]
        out.append(
            {
                "Crisis": case,
                "Russia: highest, undisputed": rung_word(highest(rus)),
                "Russia: with reports": rung_word(highest(rus, firm=False)),
                "Russia: one rung down": rung_word(one_rung_down(rus)),
                "Russia: given": int((rus["level"] > 0).sum()),
                "Russia: withheld": int((rus["level"] == 0).sum()),
                "Iran: highest, undisputed": rung_word(highest(irn)),
                "Iran: with reports": rung_word(highest(irn, firm=False)),
            }
        )
    return out


def one_rung_down(rows: pd.DataFrame) -> int | None:
    """Return the highest rung of all acts if those only reported stood one rung lower."""
    if rows.empty:
        return None
    lower = (rows["sure"] == "Reported").astype(int)
    return int((rows["level"] - lower).clip(lower=0).max())


def read_ladder(report: Briefing) -> None:
    """Say what the wars since the signing show, and whether the treaty's stages changed the rung."""
    rows = since_signing(acts(report))
    wars = rows[rows["crisis"].str.startswith("war-") & (rows["side"] == "RUS")]
    said = []
    for case, part in wars.groupby("case", sort=False):
        held = part[part["level"] == 0]
        said.append(
            f"in the {case[0].lower() + case[1:].replace(', ', ' of ')} its highest undisputed rung was {rung_word(highest(part))}, "
            f"by report {rung_word(highest(part, firm=False))}, with {count(len(held), 'act')} withheld"
        )
    if said:
        say(
            f"Russia's record in {'war' if len(said) == 1 else 'wars'} since the signing: {join(said)}. {_arms(wars)}"
        )


def _arms(wars: pd.DataFrame) -> str:
    top = wars[wars["level"] == len(RUNGS) - 1]
    if top.empty:
        return "No delivery of arms and no force of Russia is recorded in a war, not even by report."
    firm = int(top["firm"].sum())
    return f"{capital(count(len(top), 'act'))} of arms or forces {'is' if len(top) == 1 else 'are'} recorded in a war, {firm} of them undisputed."
