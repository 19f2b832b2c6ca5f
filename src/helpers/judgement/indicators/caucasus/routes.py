"""Indicators on the routes: the missing railway, and how much of what happens is about routes."""

import itertools

import pandas as pd

from helpers.judgement.indicators.caucasus.promises import LINE_KM, missed, statements
from helpers.judgement.indicators.records import Indicator, Measurement, Tie
from helpers.judgement.indicators.statistics import rate_ratio
from helpers.judgement.indicators.windows import signing_month
from helpers.judgement.verdicts import Stance
from helpers.ledger.dates import months_between, shift_months
from helpers.ledger.views import Known

LAND = "rasht_astara_land"
ROUTE_TOPICS = ("corridor", "peace", "caspian")
HALF_YEAR, HALF_YEARS = 6, 6
"""Months of a half-year, and half-years before the signing that are counted."""


def contract(known: Known) -> Measurement:
    """Return how many days promised for the contract of the railway passed without a signature."""
    said = statements(known)
    dated = said[said["due"] != ""]
    if dated.empty:
        return Measurement.silence("no statement had set a day")
    n = missed(said, known)
    return Measurement(
        float(n),
        f"{n} of {len(dated)} days set for the signature had passed, and none was on record",
        rows=dated,
        parts={"days passed": n, "days set": len(dated)},
    )


def land(known: Known) -> Measurement:
    """Return the share of the railway's length for which land was bought."""
    last = known.figures.last(LAND, "Rasht-Astara")
    if last is None:
        return Measurement.silence("no number of land bought was public")
    part = float(last["value"]) / LINE_KM
    return Measurement(
        part,
        f"land for {last['value']:.0f} of {LINE_KM:.0f} km was bought, a share of {part:.2f}",
        rows=known.figures.of(LAND, "Rasht-Astara").tail(1),
        parts={"km bought": float(last["value"]), "km of the line": LINE_KM},
    )


def route_events(known: Known) -> Measurement:
    """Return the share of events about routes after the signing over that before."""
    rows = known.events[known.events["section"] == "caucasus"]
    halves = [_half(known, str(d)) for d in rows["date"]]
    rows = rows.assign(half=halves, route=rows["topic"].isin(ROUTE_TOPICS))
    whole = _whole_halves(known)
    rows = rows[(rows["half"] >= -HALF_YEARS) & (rows["half"] < whole)]
    table = rows.groupby("half")["route"].agg(["sum", "count"])
    before, after = table[table.index < 0], table[table.index >= 0]
    if len(before) < 2 or len(after) < 2 or not before["sum"].sum() or not after["sum"].sum():
        return Measurement.silence("fewer than two half-years after the signing are known")
    ratio = rate_ratio(
        list(before["sum"]), list(after["sum"]), (list(before["count"]), list(after["count"]))
    )
    said = [_of(before), _of(after)]
    return Measurement(
        ratio.value,
        f"{said[0]} events held were about routes before the signing, {said[1]} after, a ratio of"
        f" {ratio.value:.2f} between the two shares",
        ratio.low,
        ratio.high,
        rows,
        parts={
            "route events before": int(before["sum"].sum()),
            "events before": int(before["count"].sum()),
            "route events after": int(after["sum"].sum()),
            "events after": int(after["count"].sum()),
        },
    )


def _half(known: Known, day: str) -> int:
    """Return the half-year of a day, counted from the month after the signing: 0 is the first."""
    return (months_between(signing_month(known), day) - 1) // HALF_YEAR


def _whole_halves(known: Known) -> int:
    """Return how many whole half-years after the signing had passed."""
    first = shift_months(signing_month(known), 1)
    ends = (f"{shift_months(first, n * HALF_YEAR)}-01" for n in itertools.count(1))
    return sum(1 for _ in itertools.takewhile(known.past, ends))


def _of(table: pd.DataFrame) -> str:
    return f"{int(table['sum'].sum())} of {int(table['count'].sum())}"


INDICATORS = (
    Indicator(
        "I-S4a",
        "caucasus",
        "days promised for the contract of the railway",
        "Days set by statements for signing the contract of the line from Rasht to Astara that "
        "passed without a signature on record; one or more qualifies S4 and contradicts S6: an aim "
        "repeated is not a corridor made stronger.",
        "days passed",
        (),
        (0.5, 0.5),
        contract,
        (Tie("S4", Stance.QUALIFIES), Tie("S6", Stance.CONTRADICTS)),
        "A signature that no source tells of would be missed; “within a month” is read as a long "
        "month.",
    ),
    Indicator(
        "I-S4b",
        "caucasus",
        "land bought for the railway",
        "Kilometres for which land was bought over the length of the line from Rasht to Astara; "
        "above one half supports S4: the project is pursued.",
        "of the line",
        (LAND,),
        (0.5, 0.5),
        land,
        (Tie("S4", Stance.SUPPORTS),),
        "Officials of one side; land bought is not land handed over, and no track is laid.",
    ),
    Indicator(
        "I-S5",
        "caucasus",
        "events about routes",
        f"Share of the section's events that are about routes, whole half-years after the signing "
        f"over the {HALF_YEARS} before; quasi-Poisson interval; no tie to a claim.",
        "times",
        (),
        (1.0, 1.0),
        route_events,
        (),
        "It measures what this project collected as much as what happened, and so says nothing of "
        "S5.",
    ),
)
