"""Is the wording general? A rule, and the test run for each way of reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from helpers.display.bundles import say, table
from helpers.display.words import capital, count, num, number_word, percent
from helpers.judgement.legalization import (
    FIRM_UP_TO,
    GENERAL_FROM,
    share_bounds,
)
from helpers.judgement.legalization import (
    generality as generality_of,
)
from helpers.sections.clauses.reading import share_read, units, working

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

ALL, NOT_LOW, QUOTED = "all units read", "without low confidence", "quoted only"
READINGS = {ALL: (False, False), NOT_LOW: (False, True), QUOTED: (True, False)}
"""By reading: whether paraphrases and whether codings of low confidence are dropped."""

WHERE = {
    ALL: "over all units",
    NOT_LOW: "where doubtful codes are dropped",
    QUOTED: "where only quoted units count",
}
"""By reading: how a title says it."""


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
        "limits are this project's own. The codes enter into the verdict on the claim once, as an "
        "indicator of its own with the weight of a stand-in; the rest is what others found.",
        formats={"Vague, per cent": ".0f", "Firm, per cent": ".0f"},
    )
    _bounds(report)


def _row(report: Briefing, reading: str, coder: str) -> dict[str, object]:
    no_paraphrase, no_low = READINGS[reading]
    rows = units(report, drop_paraphrased=no_paraphrase, drop_low=no_low, coder=coder)
    read = generality_of(working(rows))
    return {
        "Reading": capital(reading),
        "Coder": coder,
        "Units": read.units,
        "Vague, per cent": 100 * read.vague,
        "Firm, per cent": 100 * read.firm,
        "General": read.answer,
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


def _bounds(report: Briefing) -> None:
    read = generality_of(working(units(report)))
    if not read.units:
        return
    done, _, total = share_read(report)
    unread = total - done
    low, high = share_bounds(read.vague, read.units, unread)
    say(
        f"Of {count(read.units, 'working unit')} that can be used under the chosen settings, "
        f"{percent(read.vague)} are vague and {percent(read.firm)} firm. If each of the {unread} "
        "articles not read held one unit, the share of vague ones could lie anywhere from "
        f"{num(100 * low, 0)} to {num(100 * high, 0)} per cent: what was read cannot settle what "
        "was not."
    )
