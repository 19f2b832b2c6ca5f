"""Is the wording general? A rule, and the test run for each way of reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from helpers.display.bundles import say, table
from helpers.display.words import capital, count, join, num, number_word, percent
from helpers.sections.clauses.reading import share_read, units, working

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

VAGUE_AT_MOST, FIRM_FROM = 1, 2
"""A unit is vague up to this precision; a duty of result is firm from this one."""

GENERAL_FROM, FIRM_UP_TO = 0.60, 0.20
"""The text reads as general if at least this share is vague and at most that share is firm."""

ALL, NOT_LOW, QUOTED = "all units read", "without low confidence", "quoted only"
READINGS = {ALL: (False, False), NOT_LOW: (False, True), QUOTED: (True, False)}
"""By reading: whether paraphrases and whether codings of low confidence are dropped."""

WHERE = {
    ALL: "over all units",
    NOT_LOW: "where doubtful codes are dropped",
    QUOTED: "where only quoted units count",
}
"""By reading: how a title says it."""


def shares(rows: pd.DataFrame) -> tuple[int, float, float]:
    """Return the number of working units, the share that is vague and the share that is firm.

    Vague: precision at most 1. Firm: obligation 3 and precision from 2.
    """
    rows = working(rows).dropna(subset=["obligation", "precision"])
    if rows.empty:
        return 0, float("nan"), float("nan")
    vague = rows["precision"] <= VAGUE_AT_MOST
    firm = (rows["obligation"] == 3) & (rows["precision"] >= FIRM_FROM)
    return len(rows), float(vague.mean()), float(firm.mean())


def is_general(n: int, vague: float, firm: float) -> str:
    """Return whether a reading is general by the rule, "" if nothing was read."""
    return "" if not n else "yes" if vague >= GENERAL_FROM and firm <= FIRM_UP_TO else "no"


def generality(report: Briefing) -> None:
    """Show whether the text reads as general, under each way of reading it."""
    if working(units(report)).empty:
        return
    rows = pd.DataFrame(
        [_row(report, reading, coder) for coder in ("first", "second") for reading in READINGS]
    )
    table(
        rows,
        label="clauses-generality",
        title=_title(rows),
        caption=f"General: at least {percent(GENERAL_FROM)} of the working units are vague "
        "(precision "
        f"0 or 1) and at most {percent(FIRM_UP_TO)} firm (a duty of result with conduct named). "
        "Both "
        "limits are this project's own. This is a test on the codes; the verdict on the claim "
        "comes "
        "from what others found, and the codes do not enter into it.",
        formats={"Vague, per cent": ".0f", "Firm, per cent": ".0f"},
    )
    _agreement(report)
    _bounds(report)


def _row(report: Briefing, reading: str, coder: str) -> dict[str, object]:
    no_paraphrase, no_low = READINGS[reading]
    rows = units(report, drop_paraphrased=no_paraphrase, drop_low=no_low, coder=coder)
    n, vague, firm = shares(rows)
    return {
        "Reading": capital(reading),
        "Coder": coder,
        "Units": n,
        "Vague, per cent": 100 * vague,
        "Firm, per cent": 100 * firm,
        "General": is_general(n, vague, firm),
    }


def _title(rows: pd.DataFrame) -> str:
    held = rows[rows["General"] != ""]
    yes, no = held[held["General"] == "yes"], held[held["General"] == "no"]
    if no.empty:
        return f"The wording reads as general in all {number_word(len(held))} readings"
    if yes.empty:
        return f"The wording does not read as general in any of {number_word(len(held))} readings"
    head = (
        f"The wording reads as general in {number_word(len(yes))} of {number_word(len(held))} "
        "readings"
    )
    apart = set(no["Reading"]) - set(yes["Reading"])
    return head + "".join(f", not {where}" for r, where in WHERE.items() if capital(r) in apart)


def _agreement(report: Briefing) -> None:
    first = working(units(report, coder="first")).set_index("clause_id")
    second = units(report, coder="second").set_index("clause_id").reindex(first.index)
    said = [
        f"the same {scale} to {int((first[scale] == second[scale]).sum())}"
        for scale in ("obligation", "precision")
    ]
    gap = (first["precision"] - second["precision"]).dropna()
    lower, higher = int((gap > 0).sum()), int((gap < 0).sum())
    say(
        f"Of {count(len(first), 'working unit')} the two coders give {join(said)}. The second "
        "coder, who saw "
        f"summaries only, is less precise on {number_word(lower)} and more precise on "
        f"{number_word(higher)}. "
        "Agreement beyond chance is computed in [Methods](08_methods.ipynb)."
    )


def _bounds(report: Briefing) -> None:
    n, vague, firm = shares(units(report))
    if not n:
        return
    done, _, total = share_read(report)
    unread = total - done
    low, high = vague * n / (n + unread), (vague * n + unread) / (n + unread)
    say(
        f"Of {count(n, 'working unit')} that can be used under the chosen settings, "
        f"{percent(vague)} are "
        f"vague and {percent(firm)} firm. If each of the {unread} articles not read held one "
        "unit, the "
        f"share of vague ones could lie anywhere from {num(100 * low, 0)} to {num(100 * high, 0)} "
        "per "
        "cent: what was read cannot settle what was not."
    )
