"""Indicators of the section on the clauses: general wording, few procedures, an older path.

Their series are this project's own codes of the treaty, so that each stands in for its claim at
best: two coders are heard, and an interval reaches from the lower end under one to the upper end
under the other.
"""

from collections.abc import Sequence

import pandas as pd

from helpers.judgement.indicators.records import Indicator, Measurement, Tie
from helpers.judgement.indicators.statistics import share
from helpers.judgement.legalization import STEPS, VAGUE_AT_MOST, bootstrap_mean, clusters
from helpers.judgement.verdicts import Stance
from helpers.ledger import keeping
from helpers.ledger.views import Known

TREATY, OLD_TREATY = "IR-RU-2025", "IR-RU-2001"
READ = ("quoted", "paraphrased")
LEAST_GRADE = "C"
"""A unit counts if a source of this grade or better carries it: fairly reliable."""

LEAST_UNITS = 5
"""With fewer units a share says nothing."""

HALF, ONE_IN_FIVE = 0.5, 0.2
CARRIED_ON = ("repeated", "extended")


@keeping.kept
def units_read(known: Known, treaty: str) -> pd.DataFrame:
    """Return the working units of a treaty that were read and that a fair source carries.

    Preamble and final clauses are left out: they bind by nature and ask for no conduct.

    Returns:
        The columns of `Known.clauses`; `source_id` is the first fair source, `known_on` the day
        on which the unit and that source were public; `second` is the second coder's precision.
    """
    rows = known.clauses
    rows = rows[(rows["treaty_id"] == treaty) & rows["read_level"].isin(READ)]
    rows = rows[(rows["domain"] != "legal_final") & (rows["article"] != "P")]
    rows = rows.assign(source_id=[_first_source(known, ids) for ids in rows["source_ids"]])
    rows = rows[rows["source_id"] != ""]
    public = known.ledger.sources.set_index("source_id")["known_from"].loc[rows["source_id"]]
    second = known.ledger.clauses_second.set_index("clause_id")["precision"]
    return rows.drop(columns="source_ids").assign(
        known_on=[max(a, b) for a, b in zip(rows["known_on"], public, strict=True)],
        second=second.reindex(rows["clause_id"]).to_numpy(),
    )


def general_wording(known: Known) -> Measurement:
    """Return the share of working units whose wording is general, under both coders."""
    rows = units_read(known, TREATY).dropna(subset=["precision", "second"])
    if len(rows) < LEAST_UNITS:
        return Measurement.silence(f"fewer than {LEAST_UNITS} units could be read", rows=rows)
    together = clusters(rows)
    first, second = (
        bootstrap_mean((rows[c] <= VAGUE_AT_MOST).astype(float), together)
        for c in ("precision", "second")
    )
    vague = int((rows["precision"] <= VAGUE_AT_MOST).sum())
    return Measurement(
        first.value,
        f"{vague} of {len(rows)} working units read name no more than a field or a general aim by "
        f"the first coding, {int((rows['second'] <= VAGUE_AT_MOST).sum())} by the second",
        min(first.low, second.low),
        max(first.high, second.high),
        rows,
        parts={
            "units": len(rows),
            "vague by the first coding": vague,
            "vague by the second coding": int((rows["second"] <= VAGUE_AT_MOST).sum()),
            "share by the second coding": second.value,
        },
    )


def procedures(known: Known) -> Measurement:
    """Return the share of quoted working units that fix a number, date, procedure or body."""
    rows = units_read(known, TREATY)
    rows = rows[(rows["read_level"] == "quoted")].dropna(subset=["precision", "delegation"])
    if len(rows) < LEAST_UNITS:
        return Measurement.silence(f"fewer than {LEAST_UNITS} units were quoted", rows=rows)
    fixed = (rows["precision"] == STEPS[-1]) | (rows["delegation"] > 0)
    found = share(int(fixed.sum()), len(rows))
    return Measurement(
        found.value,
        f"{int(fixed.sum())} of {len(rows)} working units read word for word fix a number, a date, "
        "a procedure or a body",
        found.low,
        found.high,
        rows,
        parts={"units quoted": len(rows), "units that fix one": int(fixed.sum())},
    )


def continued(known: Known) -> Measurement:
    """Return the share of the security units of the treaty with a counterpart read in the older."""
    rows = units_read(known, TREATY)
    rows = rows[rows["article_theme"] == "military_security"]
    old = set(_read_ids(known, OLD_TREATY))
    pairs = known.ledger.lineage
    pairs = pairs[pairs["relation"].isin(CARRIED_ON) & pairs["clause_2001"].isin(old)]
    if len(rows) < LEAST_UNITS or not old:
        return Measurement.silence("too little of either treaty could be read", rows=rows)
    met = rows["clause_id"].isin(pairs["clause_2025"])
    found = share(int(met.sum()), len(rows))
    return Measurement(
        found.value,
        f"{int(met.sum())} of {len(rows)} security units have a counterpart in the "
        f"{len(old)} units read of the older treaty",
        found.low,
        found.high,
        rows,
        parts={
            "security units": len(rows),
            "with a counterpart": int(met.sum()),
            "units read of the older treaty": len(old),
        },
    )


def kept(known: Known) -> Measurement:
    """Return the share of what was read of the older treaty that this one repeats or extends."""
    rows = units_read(known, OLD_TREATY)
    new = set(_read_ids(known, TREATY))
    pairs = known.ledger.lineage
    pairs = pairs[pairs["clause_2001"].isin(rows["clause_id"])]
    tellable = pairs[pairs["relation"] != "cannot_tell"]["clause_2001"]
    rows = rows[rows["clause_id"].isin(tellable)]
    if len(rows) < LEAST_UNITS or not new:
        return Measurement.silence("too little of either treaty could be read", rows=rows)
    carried = pairs[pairs["relation"].isin(CARRIED_ON) & pairs["clause_2025"].isin(new)]
    met = rows["clause_id"].isin(carried["clause_2001"])
    found = share(int(met.sum()), len(rows))
    return Measurement(
        found.value,
        f"{int(met.sum())} of {len(rows)} working units read of the older treaty are repeated or "
        "extended in this one",
        found.low,
        found.high,
        rows,
        parts={"older units": len(rows), "repeated or extended": int(met.sum())},
    )


def _read_ids(known: Known, treaty: str) -> list[str]:
    rows = known.clauses
    return list(rows[(rows["treaty_id"] == treaty) & rows["read_level"].isin(READ)]["clause_id"])


def _first_source(known: Known, source_ids: str) -> str:
    """Return the first of the fair sources that were out, "" if there is none."""
    graded = known.out_of(source_ids)
    fit = graded[graded["reliability"] <= LEAST_GRADE]["known_from"]
    return min(fit.index, key=lambda s: fit[s], default="")


INDICATORS: Sequence[Indicator] = (
    Indicator(
        "I-C7",
        "clauses",
        "share of commitments with general wording",
        "Working units read and carried by a source graded C or better: the share that names no "
        "more than a field or a general aim (precision 0 or 1); articles drawn anew; the interval "
        "spans both coders; above a half supports C7, below it contradicts C7.",
        "of units",
        (),
        (HALF, HALF),
        general_wording,
        (Tie("C7", Stance.SUPPORTS, Stance.CONTRADICTS),),
        "Codes of this project, and only of what was read: reports pick what stands out, and a "
        "paraphrase may drop a detail.",
    ),
    Indicator(
        "I-C7b",
        "clauses",
        "share of commitments that fix a number, date, procedure or body",
        "Working units read word for word and carried by a source graded C or better: the share "
        "with precision 3 or delegation above 0; Wilson interval; below one in five supports C7, "
        "above it contradicts C7.",
        "of units",
        (),
        (ONE_IN_FIVE, ONE_IN_FIVE),
        procedures,
        (Tie("C7", Stance.CONTRADICTS, Stance.SUPPORTS),),
        "Few units were quoted; final clauses, which fix terms by nature, are left out.",
    ),
    Indicator(
        "I-C8",
        "clauses",
        "share of security commitments with a counterpart in the older treaty",
        "Security units read and carried by a source graded C or better: the share paired as "
        "repeated or extended with a unit read of 2001; Wilson interval; a lower bound, so that "
        "above a half supports C8 and below it says nothing.",
        "of units",
        (),
        (HALF, HALF),
        continued,
        (Tie("C8", Stance.SUPPORTS),),
        "A lower bound: little of the older treaty could be read, so a unit without a pair may "
        "have one in what was not.",
    ),
    Indicator(
        "I-C8b",
        "clauses",
        "share of older commitments kept",
        "Working units read of 2001 and carried by a source graded C or better, those that cannot "
        "be told left out: the share repeated or extended; Wilson interval; above a half supports "
        "C8, below it contradicts C8.",
        "of units",
        (),
        (HALF, HALF),
        kept,
        (Tie("C8", Stance.SUPPORTS, Stance.CONTRADICTS),),
        "Very few units, and reports of the older treaty may have picked those that recur.",
    ),
)
