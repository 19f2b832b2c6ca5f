"""Computed evidence: what the indicators add to the findings on each claim."""

from collections.abc import Callable, Collection

import pandas as pd

from helpers.judgement.indicators.records import Measurement, Reading, Tie
from helpers.judgement.indicators.register import OF_CLAIM, reading
from helpers.ledger.dates import long_date, shift_days
from helpers.ledger.package import Ledger
from helpers.ledger.views import Known, grade_at_least

COLUMNS = (
    "evidence_id", "claim_id", "stance", "bears_on", "finding", "known_on", "known_on_precision",
    "value", "unit", "source_id", "credibility", "plan_dates", "origin", "publisher", "kind",
    "party", "country", "reliability", "key", "until",
)  # fmt: skip
"""Those of `Known.evidence`, and `until`: the last day on which a reading stands."""

Look = Callable[[Ledger, str, str], Reading]
KIND = "indicator"
AT_HORIZON = "@horizon"
"""Marks the reading of a forecast's indicator as it stood on the horizon."""


def computed_rows(known: Known) -> pd.DataFrame:
    """Return the readings that speak to a claim as rows of evidence, grades passed.

    None is returned if `count_indicators` is off.

    Returns:
        The columns of `Known.evidence` and `until` ("" if the reading still stands).
    """
    counted = known.parameters.count_indicators
    table = readings_as_rows(known) if counted else pd.DataFrame(columns=[*COLUMNS, "party_media"])
    if not known.parameters.include_party_media:
        table = table[~table["party_media"].astype(bool)]
    return grade_at_least(table, known.parameters)[list(COLUMNS)]


def readings_as_rows(
    known: Known, look: Look = reading, claim_ids: Collection[str] = ()
) -> pd.DataFrame:
    """Return the readings of a day that speak to a claim as rows of evidence, of any grade.

    A forecast is judged by what was known at its horizon, so that after the horizon its
    indicators stand twice: as they read on that day, and as they read on the day of the report.

    Args:
        known: the view of the day.
        look: gives the reading for a ledger, a day and an indicator's id.
        claim_ids: the claims asked for; all if none is named.

    Returns:
        The columns of `Known.evidence`, `until`, and `party_media` (whether numbers behind the
        reading come from state media of a party).
    """
    rows: list[dict[str, object]] = []
    for claim in known.claims.to_dict("records"):
        if not claim_ids or claim["claim_id"] in claim_ids:
            rows += _rows_on(claim, known, look)
    return pd.DataFrame(rows, columns=[*COLUMNS, "party_media"])


def _rows_on(claim: dict[str, str], known: Known, look: Look) -> list[dict[str, object]]:
    horizon, as_of = claim["horizon"], known.as_of
    now = _of_claim(claim, as_of, known, look)
    if not horizon or as_of <= horizon:
        return now
    then = _of_claim(claim, horizon, known, look)
    same = {(r["evidence_id"], r["finding"]) for r in then} & {
        (r["evidence_id"], r["finding"]) for r in now
    }
    after = shift_days(horizon, 1)
    for row in now:
        if (row["evidence_id"], row["finding"]) not in same:
            row["known_on"] = max(str(row["known_on"]), after)
    return now + [
        row | {"evidence_id": f"{row['evidence_id']}{AT_HORIZON}", "until": horizon,
               "finding": f"As it stood on {long_date(horizon)}: {row['finding']}"}
        for row in then
        if (row["evidence_id"], row["finding"]) not in same
    ]  # fmt: skip


def _of_claim(claim: dict[str, str], day: str, known: Known, look: Look) -> list[dict[str, object]]:
    """Return what the indicators of a claim say as they read on a day, as rows of `known`."""
    read = [(look(known.ledger, day, n), tie) for n, tie in OF_CLAIM.get(claim["claim_id"], ())]
    return [_row(r, tie, claim, known) for r, tie in read if r.stance(tie) and r.source_id]


def _row(reading: Reading, tie: Tie, claim: dict[str, str], known: Known) -> dict[str, object]:
    source = known.out.loc[reading.source_id]
    return {
        "evidence_id": f"{reading.indicator.indicator_id}/{tie.claim_id}",
        "claim_id": tie.claim_id,
        "stance": str(reading.stance(tie)),
        "bears_on": "outcome" if claim["kind"] == "forecast" else "statement",
        "finding": sentence(reading),
        "known_on": reading.known_on,
        "known_on_precision": "day",
        "value": reading.measured.value,
        "unit": reading.indicator.unit,
        "source_id": reading.source_id,
        "credibility": tie.credibility,
        "plan_dates": "",
        "origin": source["origin"],
        "publisher": source["publisher"],
        "kind": KIND,
        "party": source["party"],
        "country": source["country"],
        "reliability": reading.reliability,
        "key": source["key"],
        "until": "",
        "party_media": reading.party_media,
    }


def sentence(reading: Reading) -> str:
    """Return a reading as a finding: what was measured, and the value with its interval."""
    measured = reading.measured
    return f"Computed, {reading.indicator.title}: {measured.said}{interval_words(measured)}."


def interval_words(measured: Measurement) -> str:
    """Return " (90 % interval 1.2 to 3.4)", or "" where the rule gives none."""
    if measured.low is None or measured.high is None:
        return ""
    return f" (90 % interval {measured.low:,.3g} to {measured.high:,.3g})"
