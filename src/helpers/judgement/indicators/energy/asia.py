"""Indicators on the turn to Asia: who buys, how few they are, and who counts it; on E3."""

import pandas as pd

from helpers.judgement.indicators.records import DIRECT, Indicator, Measurement, Tie
from helpers.judgement.indicators.statistics import account_gap, concentration
from helpers.judgement.verdicts import Stance
from helpers.ledger.dates import long_date
from helpers.ledger.views import Known

SECTION = "energy"
HALF = 50.0
ASIA = ("CHN", "IND", "JPN", "Other Asia Pacific")
BUYERS = (*ASIA, "Europe", "Middle East", "Africa", "Other CIS")
TRACKERS = ("kpler", "vortexa")
MODERATE, HIGH = 0.10, 0.18
"""Merger Guidelines of the US Department of Justice and Federal Trade Commission, 2023, section
2.1: a market with an index above 0.18 is highly concentrated; 0.10 is the older lower mark."""


def newest(known: Known, series: str, pairs: list[str]) -> pd.DataFrame:
    """Return the rows of the newest period of a series for some entities."""
    rows = known.figures.of(series, pairs)
    return rows[rows["period"] == rows["period"].max()] if len(rows) else rows


def russian_crude(known: Known) -> Measurement:
    """Return the share of Russian crude exports that went to Asia, per cent."""
    rows = newest(known, "crude_flow", [f"RUS->{p}" for p in (*ASIA, "Total")])
    parts = rows.set_index("entity")["value"]
    if "RUS->Total" not in parts:
        return Measurement.silence("no yearbook of crude by buyer is out yet")
    asia = float(parts.drop("RUS->Total").sum())
    total = float(parts["RUS->Total"])
    two = float(parts[["RUS->CHN", "RUS->IND"]].sum())
    value = 100 * asia / total
    return Measurement(
        value,
        f"of {total:.0f} million tonnes in {rows['period'].iloc[0]} {asia:.0f} went to Asia,"
        f" {two:.0f} of them to China and India, {value:.1f} per cent",
        rows=rows,
        parts={"Mt to Asia": asia, "Mt to China and India": two, "Mt in all": total},
    )


def iranian_oil(known: Known) -> Measurement:
    """Return the share of Iranian oil exports that China bought in the newest year, per cent."""
    rows = known.figures.of("iran_share_to_china", "IRN")
    if rows.empty:
        return Measurement.silence("no count is out yet")
    last = rows.iloc[-1]
    said = ", ".join(f"{r.value:.0f} per cent in {r.period}" for r in rows.itertuples())
    return Measurement(
        float(last["value"]),
        f"{said}, by press reports of ship counts",
        rows=rows.tail(1),
        parts={f"per cent in {r.period}": float(r.value) for r in rows.itertuples()},
    )


def gas_to_asia(known: Known) -> Measurement:
    """Return the share of the two states' gas exports, by pipe and ship, that went to Asia."""
    pipes = newest(
        known,
        "pipeline_gas_flow",
        ["RUS->Asia Pacific", "RUS->Total exports", "IRN->CHN", "IRN->Total exports"],
    )
    ships = newest(known, "lng_flow", ["RUS->Asia Pacific", "RUS->Total exports"])
    if pipes.empty or ships.empty:
        return Measurement.silence("no yearbook of gas by buyer is out yet")
    rows = pd.concat([pipes, ships])
    whole = rows["entity"].str.endswith("Total exports")
    asia, total = float(rows[~whole]["value"].sum()), float(rows[whole]["value"].sum())
    value = 100 * asia / total
    return Measurement(
        value,
        f"{asia:.0f} of {total:.0f} billion cubic metres in {rows['period'].iloc[0]} went to Asia,"
        f" {value:.1f} per cent; all of it was Russian",
        rows=rows,
        parts={"bcm to Asia": asia, "bcm in all": total},
    )


def buyers(known: Known) -> Measurement:
    """Return the Herfindahl-Hirschman index of the buyers of Russian crude."""
    rows = newest(known, "crude_flow", [f"{s}->{p}" for s in ("RUS", "SAU") for p in BUYERS])
    if rows.empty:
        return Measurement.silence("no yearbook of crude by buyer is out yet")
    index = {
        state: concentration(list(part["value"]))
        for state, part in rows.groupby(rows["entity"].str[:3])
    }
    return Measurement(
        index["RUS"],
        f"{index['RUS']:.2f} in {rows['period'].iloc[0]} with each region as one buyer, as if"
        f" {1 / index['RUS']:.1f} equal buyers took it all; {index['SAU']:.2f} for Saudi Arabia, as"
        f" if {1 / index['SAU']:.1f} did",
        rows=rows,
        parts={
            "index, Russia": index["RUS"],
            "index, Saudi Arabia": index["SAU"],
            "equal buyers, Russia": 1 / index["RUS"],
            "equal buyers, Saudi Arabia": 1 / index["SAU"],
        },
    )


def tracker_gap(known: Known) -> Measurement:
    """Return the gap between two trackers' counts of Iranian oil to China, newest month of both."""
    counts = {t: known.figures.of(f"iran_oil_to_china_monthly_{t}", "IRN") for t in TRACKERS}
    months = set.intersection(*(set(rows["period"]) for rows in counts.values()))
    if not months:
        return Measurement.silence("no month is known that both trackers count")
    month = max(months)
    rows = pd.concat([rows[rows["period"] == month] for rows in counts.values()])
    one, other = (float(v) for v in rows["value"])
    gap = account_gap(one, other)
    return Measurement(
        100 * gap,
        f"for {long_date(month)} {one:,.0f} thousand barrels a day by Kpler and {other:,.0f} by"
        f" Vortexa, {100 * gap:.0f} per cent of their mean apart",
        rows=rows,
        parts={"kb/d, Kpler": one, "kb/d, Vortexa": other},
    )


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        "I-E3a",
        SECTION,
        "share of Russian crude exports that goes to Asia",
        "China, India, Japan and the rest of Asia over all exports in the newest year of the "
        "yearbook; more than half supports E3, less contradicts it.",
        "per cent",
        ("crude_flow",),
        (HALF, HALF),
        russian_crude,
        (Tie("E3", Stance.SUPPORTS, Stance.CONTRADICTS, DIRECT),),
        "Where the oil goes, not at what price; cargoes passed on at sea count where they land.",
    ),
    Indicator(
        "I-E3b",
        SECTION,
        "share of Iranian oil exports that China buys",
        "Newest yearly share reported; more than half supports E3, less contradicts it.",
        "per cent",
        ("iran_share_to_china",),
        (HALF, HALF),
        iranian_oil,
        (Tie("E3", Stance.SUPPORTS, Stance.CONTRADICTS),),
        "Each year comes from another counter, so that no change between them is a finding; "
        "Chinese customs show none of this oil.",
    ),
    Indicator(
        "I-E3c",
        SECTION,
        "share of the two states' gas exports that goes to Asia",
        "Russian gas by pipe and ship and Iranian gas by pipe to Asia over all of it, newest year "
        "of the yearbook; more than half supports E3, less qualifies it.",
        "per cent",
        ("pipeline_gas_flow", "lng_flow"),
        (HALF, HALF),
        gas_to_asia,
        (Tie("E3", Stance.SUPPORTS, Stance.QUALIFIES, DIRECT),),
        "Asia without the Middle East, the Caucasus and Central Asia. Pipes turn slowly: a low "
        "share today does not show what may be built.",
    ),
    Indicator(
        "I-E3d",
        SECTION,
        "concentration of the buyers of Russian crude",
        "Herfindahl-Hirschman index of eight destinations, each region as one buyer, newest year: "
        "the most that it can be, where I-U13 takes the least; above 0.18 is called high "
        "by the guidelines for mergers. No claim is tied to it.",
        "index, 0 to 1",
        ("crude_flow",),
        (MODERATE, HIGH),
        buyers,
        limits="Four destinations are regions, so that the true index of either seller is lower. "
        "A seller with few buyers bargains from below.",
    ),
    Indicator(
        "I-E3e",
        SECTION,
        "gap between two trackers of Iranian oil to China",
        "Difference of the two counts for the newest month that both have, over their mean; above "
        "10 per cent is more than a year's growth could hide in. No claim is tied to it.",
        "per cent",
        tuple(f"iran_oil_to_china_monthly_{t}" for t in TRACKERS),
        (10.0, 10.0),
        tracker_gap,
        limits="Press quotes of the counts; one is of a part of the month and one a bound.",
    ),
)
