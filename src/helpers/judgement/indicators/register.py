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
from helpers.judgement.indicators.records import Indicator, Measurement, Reading, side_of
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


@lru_cache(maxsize=64)
def readings(ledger: Ledger, as_of: str) -> dict[str, Reading]:
    """Return how every indicator read on a day, by id.

    The windows and thresholds of an indicator are fixed: a section's own parameters move what the
    section draws, never a verdict. Readings are kept, since a search over grades and weights
    looks at one day many times.
    """
    known = Known(ledger, ReportParameters(as_of=as_of))
    return {name: read(indicator, known) for name, indicator in INDICATORS.items()}


def read(indicator: Indicator, known: Known) -> Reading:
    """Return how one indicator reads on the day of `known`."""
    held = set(known.ledger.series["series"])
    if indicator.series and not held & set(indicator.series):
        return Reading(indicator, known.as_of, Measurement.silence(NO_SERIES), "silent")
    measured = indicator.measure(known)
    side = side_of(measured, indicator.threshold)
    rows = measured.rows
    if rows.empty:
        return Reading(indicator, known.as_of, measured, side)
    ids = [s for text in _sources(rows) for s in str(text).split(";") if s in known.sources.index]
    sources = known.sources.loc[list(dict.fromkeys(ids))]
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
        keys=tuple(dict.fromkeys(sources["key"])),
        party_media=bool(((sources["kind"] == "state_media") & (sources["party"] != "")).any()),
    )


def _sources(rows: pd.DataFrame) -> pd.Series:
    return rows["source_ids"] if "source_ids" in rows else rows["source_id"]
