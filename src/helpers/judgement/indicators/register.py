"""Every indicator of the report, and how they read on a day."""

from functools import lru_cache

import pandas as pd

from helpers.judgement.indicators import (
    caucasus,
    clauses,
    energy,
    middle_east,
    ukraine,
    united_states,
)
from helpers.judgement.indicators.records import Indicator, Measurement, Reading, Tie, side_of
from helpers.ledger.package import Ledger
from helpers.ledger.views import Known
from helpers.parameters import ReportParameters

INDICATORS: dict[str, Indicator] = {
    i.indicator_id: i
    for module in (clauses, united_states, middle_east, ukraine, caucasus, energy)
    for i in module.INDICATORS
}
"""By id, in the order of the sections."""

NO_SERIES = "the evidence base holds none of its series"


OF_CLAIM: dict[str, tuple[tuple[str, Tie], ...]] = {
    claim_id: tuple(
        (name, tie) for name, i in INDICATORS.items() for tie in i.ties if tie.claim_id == claim_id
    )
    for claim_id in sorted({tie.claim_id for i in INDICATORS.values() for tie in i.ties})
}
"""By claim, the indicators that may speak to it, and how."""


def readings(ledger: Ledger, as_of: str) -> dict[str, Reading]:
    """Return how every indicator read on a day, by id.

    The windows and thresholds of an indicator are fixed: a section's own parameters move what the
    section draws, never a verdict.
    """
    return {name: reading(ledger, as_of, name) for name in INDICATORS}


@lru_cache(maxsize=64 * len(INDICATORS))
def reading(ledger: Ledger, as_of: str, indicator_id: str) -> Reading:
    """Return how one indicator read on a day.

    Readings are kept, since a search over grades and weights looks at one day many times.
    """
    return read(INDICATORS[indicator_id], _view(ledger, as_of))


@lru_cache(maxsize=64)
def _view(ledger: Ledger, as_of: str) -> Known:
    return Known(ledger, ReportParameters(as_of=as_of))


def read(indicator: Indicator, known: Known, looking: Known | None = None) -> Reading:
    """Return how one indicator reads on the day of `known`.

    Args:
        indicator: what is measured.
        known: the evidence of the day.
        looking: what the rule is given in place of `known`, to watch what it looks at.
    """
    held = set(known.ledger.series["series"])
    if indicator.series and not held & set(indicator.series):
        return Reading(indicator, known.as_of, Measurement.silence(NO_SERIES), "silent")
    measured = indicator.measure(looking or known)
    side = side_of(measured, indicator.threshold)
    rows = measured.rows
    if rows.empty:
        return Reading(indicator, known.as_of, measured, side)
    ids = [s for text in _sources(rows) for s in str(text).split(";") if s in known.out.index]
    sources = known.out.loc[list(dict.fromkeys(ids))]
    if sources.empty:
        return Reading(indicator, known.as_of, measured, side)
    graded = sources[sources["reliability"] != "F"]
    return Reading(
        indicator,
        known.as_of,
        measured,
        side,
        known_on=str(rows["known_on"].max()),
        reliability=str(graded["reliability"].max()) if len(graded) else "F",
        source_id=max(dict.fromkeys(ids), key=ids.count),
        sources=tuple(sources.index),
        keys=tuple(dict.fromkeys(sources["key"])),
        party_media=bool(((sources["kind"] == "state_media") & (sources["party"] != "")).any()),
    )


def _sources(rows: pd.DataFrame) -> pd.Series:
    return rows["source_ids"] if "source_ids" in rows else rows["source_id"]
