"""Help, bases and secrets: what each side owes when the other is attacked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from helpers.display.bundles import say, table
from helpers.display.words import capital, count, join
from helpers.sections.annex import best, quoted
from helpers.sections.clauses.reading import (
    LEVEL_WORDS,
    OLD_TREATY,
    TREATY,
    read,
    reading_sentence,
    settings,
    units,
)
from helpers.sections.clauses.treaties import compared, name
from helpers.sections.prose import cite

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

RUNGS = {
    "offence": "Joins in a war that is not defence",
    "defence": "Must give military help",
    "talks": "Must help, in a form left to talks",
    "consultation_strict": "Must consult at once in a crisis",
    "consultation": "Consults on threats in general",
    "neutrality": "Must not help the attacker",
    "territory_denial": "Must not lend its territory",
    "nonaggression": "Must not attack the other",
}
"""What can be owed when the other is attacked or threatened, from joining in to abstaining."""

ABSENCES = ("C4", "C5", "C6")


def ladder(report: Briefing) -> None:
    """Show each rung with the clauses of this treaty and the older one, and who else has it."""
    ids = [i for i in compared(report) if i not in (TREATY, OLD_TREATY)]
    found = {i: rungs(report, i) for i in [TREATY, OLD_TREATY, *ids]}
    rows = []
    for rung, words in RUNGS.items():
        if rung == "consultation" and settings(report).consultation == "strict":
            continue
        others = [name(report, i) for i in ids if rung in found[i]]
        rows.append(
            {
                "What a party owes the other": words,
                name(report, TREATY): _clause(found[TREATY].get(rung)),
                name(report, OLD_TREATY): _clause(found[OLD_TREATY].get(rung)),
                "Other treaties in which it was seen": join(others) or "none",
            }
        )
    columns = [name(report, TREATY), name(report, OLD_TREATY)]
    table(
        pd.DataFrame(rows),
        label="clauses-ladder",
        title=_ladder_title(found[TREATY]),
        caption="From active help at the top to abstaining at the bottom. A blank says that no "
        "such duty was "
        "seen in what was read of that treaty, not that there is none. To abstain from helping an "
        "attacker "
        "is a duty of its own kind, not a lesser form of help.",
        kinds=dict.fromkeys(columns, "markdown"),
    )
    if "consultation" in found[TREATY] and settings(report).consultation == "broad":
        say(
            "The promise to consult is counted here in the broad sense: about threats in general. "
            "In the strict "
            "sense, tied to a crisis, it "
            + ("was seen too." if "consultation_strict" in found[TREATY] else "was not seen.")
        )


def rungs(report: Briefing, treaty: str) -> dict[str, dict]:
    """Return, by rung, the first unit of a treaty that carries it."""
    out: dict[str, dict] = {}
    for row in read(units(report, treaty)).to_dict("records"):
        for rung in (
            "offence",
            "consultation",
            "consultation_strict",
            "neutrality",
            "territory_denial",
            "nonaggression",
        ):
            looser = rung == "consultation" and row["consultation_strict"] == 1
            if row[rung] == 1 and not looser:
                out.setdefault(rung, row)
        if row["defence"] == 1:
            out.setdefault("talks" if row["consultation_strict"] == 1 else "defence", row)
        if row["article"] == "P" and settings(report).count_preamble_nonaggression:
            out.setdefault("nonaggression", row)
    return out


def _ladder_title(found: dict[str, dict]) -> str:
    if not found:
        return "No duty for the case of an attack was seen in what was read"
    active = [r for r in ("offence", "defence", "talks") if r in found]
    if active:
        return f"The text as read owes active help: {RUNGS[active[0]].lower()}"
    owed = [
        RUNGS[r].lower().removeprefix("must ")
        for r in ("neutrality", "territory_denial")
        if r in found
    ]
    if owed:
        return f"Each must {join(owed)}; no duty to help the attacked was seen"
    return "No duty to help the attacked was seen, nor one to abstain"


def _clause(row: dict | None) -> str:
    if row is None:
        return ""
    return (
        f"**{row['label']}**, {LEVEL_WORDS[row['read_level']]}: {row['title_short']}. "
        f"{cite(row['keys'][:2])}"
    )


def absences(report: Briefing) -> None:
    """Show the three claims that something is missing, and on what each negative rests."""
    rows = [_absence(report, c) for c in ABSENCES]
    judged = [c for c in ABSENCES if report.judgements[c].group == "holds"]
    table(
        pd.DataFrame(rows),
        label="clauses-absences",
        title=f"{capital(count(len(judged), 'of the three absences', 'of the three absences'))} "
        f"{'is' if len(judged) == 1 else 'are'} borne out by what was said; none is shown by a "
        "full reading",
        caption="The heaviest finding for and against each claim that something is missing, with "
        "day and grade. "
        "A negative needs the whole text or the word of those who wrote it. "
        f"{reading_sentence(report)}",
        kinds={
            "Claim": "markdown",
            "For": "markdown",
            "Against or qualifying": "markdown",
            "Reading": "verdict",
        },
    )


def _absence(report: Briefing, claim: str) -> dict[str, str]:
    j = report.judgements[claim]
    proxy = report.ledger.claims.set_index("claim_id").loc[claim, "proxy"]
    pro = best(report, j, "supports")
    con = best(report, j, "contradicts") or best(report, j, "qualifies")
    basis = "not provable from public text" if proxy else "summaries, officials and conduct"
    return {
        "Claim": f"**{claim}** {j.text}",
        "Basis of the negative": capital(basis),
        "For": quoted(pro) if pro else "",
        "Against or qualifying": quoted(con) if con else "",
        "Reading": str(j.verdict),
        "Confidence": j.confidence,
    }
