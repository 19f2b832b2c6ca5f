"""The support ladder: how far each side went for the other, crisis by crisis."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from helpers.display.bundles import figure, say, table
from helpers.display.words import capital, count, number_word
from helpers.sections.answers import tally_sentence
from helpers.sections.middle_east.ladder_drawing import grid
from helpers.sections.middle_east.rungs import (
    RUNGS,
    SIDES,
    acts,
    all_known,
    highest,
    rung_cell,
    rung_word,
    since_signing,
    switched,
)
from helpers.sections.prose import cite, nothing_public

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

CODING = (
    "Acts were placed by one coder from the sources named; a second coding is due. Rungs are "
    "ordered, the distances between them are not equal, so nothing is summed or averaged. "
)
SWITCHES = {
    "undisputed acts only": (False, False),
    "and acts reported by third parties": (True, False),
    "and acts reported and denied": (False, True),
    "all acts": (True, True),
}
DELIVERIES_TOLD = ("M5-10", "U2-15", "U7-05")
"""Findings that tell of arms or parts that arrived, or may have, and stand under no crisis."""

WHO = {"RUS": "Russia", "IRN": "Iran"}


def answer(report: Briefing) -> str:
    """Return the short answer: the tally of claims, then how far each side went."""
    rows = acts(report)
    ladder_says = f" {ladder_title(rows)}." if len(rows) else ""
    return tally_sentence(report.claims) + ladder_says


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
        subtitle=f"{capital(count(len(rows), 'act'))} of support or its refusal, by crisis and "
        "rung, under the day on which each became public",
        caption="Each mark is one act. Tinted: up to the highest rung that is undisputed; "
        "dashed: up to the highest that third parties report. A cross is help withheld, "
        "refused, or said not to have been asked for; a partner can give and withhold in one "
        "week. An empty field means that no act is recorded, not that none took place. "
        + CODING
        + "A crisis that outlasted the signing or "
        "the entry into force stands in each part.",
        alt=ladder_in_words(rows),
        source=cite([k for keys in rows["keys"] for k in keys]),
        data=rows[["crisis", "status", "date", "side", "level", "sure", "title", "event_id"]],
    )


def ladder_title(rows: pd.DataFrame) -> str:
    """Return how high each side stood since the signing, undisputed and as reported."""
    after = since_signing(rows)
    if after.empty:
        said = [_before(WHO[s], rows[rows["side"] == s]) for s in ("IRN", "RUS")]
        return f"Before the signing {said[0]}; {said[1]}"
    said = [_since(WHO[s], after[after["side"] == s]) for s in ("RUS", "IRN")]
    return f"Since the signing {said[0]}; {said[1]}"


def _before(who: str, rows: pd.DataFrame) -> str:
    if rows.empty:
        return f"no act of {who} is recorded"
    firm, reported = highest(rows), highest(rows, firm=False)
    how = "had gone" if firm == reported else "was reported to have gone"
    return f"{who} {how} as far as {RUNGS[reported or 0]}"


def _since(who: str, rows: pd.DataFrame) -> str:
    if rows.empty:
        return f"no act of {who} is recorded"
    firm, reported = highest(rows), highest(rows, firm=False)
    if firm is None:
        return f"{who} only by report reached {RUNGS[reported or 0]}"
    more = f", by report {RUNGS[reported]}" if reported is not None and reported > firm else ""
    return f"{who} went as far as {RUNGS[firm]}{more}"


def ladder_in_words(rows: pd.DataFrame) -> str:
    """Return the ladder for a reader who does not see it."""
    parts = []
    for (status, case), part in rows.groupby(["status", "case"], sort=False):
        sides = [
            _side_in_words(words, part[part["side"] == side])
            for side, words in SIDES.items()
            if (part["side"] == side).any()
        ]
        parts.append(f"{case} ({status}): {'; '.join(sides)}")
    return f"Two-sided grid of {count(len(parts), 'row')} and five rungs. {'. '.join(parts)}."


def _side_in_words(words: str, rows: pd.DataFrame) -> str:
    firm, reported = highest(rows), highest(rows, firm=False)
    top = "none undisputed" if firm is None else f"highest undisputed {rung_word(firm)}"
    more = "" if reported == firm else f", reported {rung_word(reported)}"
    held = number_word(int((rows["level"] == 0).sum()))
    return f"{words}, {count(len(rows), 'act')}: {top}{more}, {held} withheld"


def read_ladder(report: Briefing) -> None:
    """Say what the wars since the signing show of Russia's help."""
    rows = since_signing(acts(report))
    wars = rows[rows["crisis"].str.startswith("war-") & (rows["side"] == "RUS")]
    if wars.empty:
        return
    said = []
    for case, part in wars.groupby("case", sort=False):
        firm, reported = highest(part), highest(part, firm=False)
        also = "also by report" if reported == firm else f"by report {rung_word(reported)}"
        said.append(
            f"in the {_of(str(case))} it was {rung_word(firm)}, {also}, and "
            f"{count(int((part['level'] == 0).sum()), 'act')} on the bottom rung stood beside it"
        )
    say(
        f"Russia's highest undisputed rung in war since the signing: {'; '.join(said)}. "
        f"{_arms(report, wars)}"
    )


def _of(case: str) -> str:
    return case[0].lower() + case[1:].replace(", ", " of ")


def _arms(report: Briefing, wars: pd.DataFrame) -> str:
    top = wars[wars["level"] == len(RUNGS) - 1]
    if top.empty:
        return (
            "The table of the ladder holds no delivery of arms and no force of Russia in a war, "
            f"not even by report.{_told_elsewhere(report)}"
        )
    verb = "is" if len(top) == 1 else "are"
    firm = number_word(int(top["firm"].sum()))
    return (
        f"{capital(count(len(top), 'act'))} of arms or forces in a war {verb} recorded, {firm} "
        "undisputed."
    )


def _told_elsewhere(report: Briefing) -> str:
    """Return the findings on single claims that tell of deliveries, "" if none was known."""
    rows = report.findings
    rows = rows[rows["evidence_id"].isin(DELIVERIES_TOLD)].sort_values("evidence_id")
    said = [
        f"“{r['finding'].rstrip('.')}” ({r['claim_id']}, {r['stance']}) {cite([r['key']])}"
        for r in rows.to_dict("records")
    ]
    return f" Reports of deliveries stand under single claims: {'; '.join(said)}." if said else ""


def both_at_once(report: Briefing) -> None:
    """Tabulate, by crisis since the signing, the highest rung and what was given and withheld."""
    rows = since_signing(acts(report))
    if rows.empty:
        nothing_public(report, "support since the signing")
        return
    shown = summary(rows)
    both = sum(bool(r["Russia: given"]) and bool(r["withheld"]) for r in shown)
    silent = sum(r["Iran, undisputed"] == rung_cell(None) for r in shown)
    table(
        pd.DataFrame(shown),
        label=f"{report.section}-crises",
        title=f"In {number_word(both)} of {count(len(shown), 'crisis', 'crises')} since the "
        f"signing Russia both gave and held back; in {number_word(silent)} no undisputed act of "
        "Iran is on record",
        caption="Highest rung by crisis. Undisputed: done, or stated by giver or receiver. "
        "Withheld counts acts, help said not to have been asked for among them.",
    )


def summary(rows: pd.DataFrame) -> list[dict[str, object]]:
    """Return one record per crisis: rungs and counts of both sides."""
    out: list[dict[str, object]] = []
    for case, part in rows.groupby("case", sort=False):
        rus, irn = part[part["side"] == "RUS"], part[part["side"] == "IRN"]
        out.append(
            {
                "Crisis": case,
                "Russia, undisputed": rung_cell(highest(rus)),
                "with reports": rung_cell(highest(rus, firm=False)),
                "Russia: given": int((rus["level"] > 0).sum()),
                "withheld": int((rus["level"] == 0).sum()),
                "Iran, undisputed": rung_cell(highest(irn)),
                "Iran, with reports": rung_cell(highest(irn, firm=False)),
            }
        )
    return out


def one_rung_down(rows: pd.DataFrame) -> int | None:
    """Return the highest rung of all acts if those only reported stood one rung lower."""
    if rows.empty:
        return None
    lower = (rows["sure"] == "Reported").astype(int)
    return int((rows["level"] - lower).clip(lower=0).max())


def readings(report: Briefing) -> None:
    """Tabulate the reading of the ladder since the signing under each setting of its switches."""
    known = since_signing(all_known(report))
    if known.empty:
        nothing_public(report, "support since the signing")
        return
    shown = []
    for words, (reported, disputed) in SWITCHES.items():
        rows = switched(known, reported, disputed)
        rus, irn = rows[rows["side"] == "RUS"], rows[rows["side"] == "IRN"]
        shown.append(
            {
                "Acts admitted": words,
                "Acts": len(rows),
                "Russia for Iran": rung_cell(highest(rus, firm=False)),
                "given": int((rus["level"] > 0).sum()),
                "withheld": int((rus["level"] == 0).sum()),
                "Iran for Russia": rung_cell(highest(irn, firm=False)),
            }
        )
    table(
        pd.DataFrame(shown),
        label=f"{report.section}-readings",
        title=readings_title([str(r["Russia for Iran"]) for r in shown]),
        caption="Highest rung since the signing under each setting of the two switches, "
        "whatever the setting of this report. The grades asked of sources apply throughout.",
    )


def readings_title(tops: list[str]) -> str:
    """Return whether Russia's highest rung depends on whom the reader believes."""
    kinds = [top.partition(": ")[2] or top for top in sorted(set(tops))]
    if len(kinds) == 1:
        return f"Whoever is believed, Russia's highest rung since the signing is one: {kinds[0]}"
    low, high = kinds[0], kinds[-1]
    return f"Russia's highest rung since the signing hangs on whom one believes: {low}, or {high}"
