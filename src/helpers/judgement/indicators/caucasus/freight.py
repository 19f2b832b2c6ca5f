"""Indicators on freight: North-South against its rival, its goal and its containers."""

import pandas as pd

from helpers.judgement.indicators.caucasus.coding import signing_year
from helpers.judgement.indicators.records import Indicator, Measurement, Tie
from helpers.judgement.verdicts import Stance
from helpers.ledger.views import Known

TOTAL, RIVAL, GOAL = "instc_volume_total", "titr_volume_operators", "instc_volume_target"
BOXES = "instc_rail_containers"
FIRST, GOAL_YEAR = "2022", "2030"
EXPECTED = "expected"
"""Word in a number's note that marks a hope, not a count."""


def _counts(known: Known, series: str) -> pd.DataFrame:
    rows = known.figures.of(series, since=FIRST)
    return rows[~rows["note"].str.contains(EXPECTED, case=False)]


def _by_year(rows: pd.DataFrame) -> pd.Series:
    return rows.groupby("period")["value"].mean()


def _growth(by_year: pd.Series) -> float:
    """Return growth a year, as a factor, from the first to the last year."""
    years = int(by_year.index[-1]) - int(by_year.index[0])
    return float((by_year.iloc[-1] / by_year.iloc[0]) ** (1 / years))


def against_rival(known: Known) -> Measurement:
    """Return the yearly growth of North-South freight over that of the Middle Corridor."""
    parts = [_counts(known, TOTAL), _counts(known, RIVAL)]
    years = [_by_year(rows) for rows in parts]
    if any(len(y) < 2 or y.index[0] != FIRST for y in years):
        return Measurement.silence(f"{FIRST} and a later year are not known of both corridors")
    growth = [_growth(y) for y in years]
    ratio = growth[0] / growth[1]
    return Measurement(
        ratio,
        f"from {FIRST} North-South freight grew {growth[0]:.2f} times a year to {_last(years[0])}, "
        f"the Middle Corridor's {growth[1]:.2f} times a year to {_last(years[1])}, a ratio of"
        f" {ratio:.2f}",
        rows=pd.concat(parts),
        parts={
            "North-South growth a year": growth[0],
            "Middle Corridor growth a year": growth[1],
            "North-South first": float(years[0].iloc[0]),
            "North-South last": float(years[0].iloc[-1]),
            "Middle Corridor first": float(years[1].iloc[0]),
            "Middle Corridor last": float(years[1].iloc[-1]),
        },
    )


def _last(by_year: pd.Series) -> str:
    return str(by_year.index[-1])


def containers(known: Known) -> Measurement:
    """Return rail containers of the year of signing over those of the year before."""
    rows = known.figures.of(BOXES, "INSTC")
    by_year = _by_year(rows)
    year = signing_year(known)
    before = str(int(year) - 1)
    if {year, before} - set(by_year.index):
        return Measurement.silence("the year of signing and the one before are not both known")
    ratio = float(by_year[year] / by_year[before])
    return Measurement(
        ratio,
        f"{by_year[before]:,.0f} containers in {before}, {by_year[year]:,.0f} in {year}, a ratio of"
        f" {ratio:.2f}",
        rows=rows[rows["period"].isin([before, year])],
        parts={"before": float(by_year[before]), "after": float(by_year[year])},
    )


def goal_path(known: Known) -> Measurement:
    """Return the latest North-South count over what the straight way to its goal asks."""
    rows, goals = _counts(known, TOTAL), known.figures.of(GOAL, "INSTC")
    goals = goals[(goals["period"] == GOAL_YEAR) & ~goals["note"].str.contains("study")]
    by_year = _by_year(rows)
    if goals.empty or len(by_year) < 2 or by_year.index[0] != FIRST:
        return Measurement.silence(f"no goal for {GOAL_YEAR} and no count after {FIRST} are known")
    goal, last = float(goals["value"].median()), _last(by_year)
    gone = (int(last) - int(FIRST)) / (int(GOAL_YEAR) - int(FIRST))
    asked = float(by_year.iloc[0]) + gone * (goal - float(by_year.iloc[0]))
    ratio = float(by_year.iloc[-1]) / asked
    return Measurement(
        ratio,
        f"{by_year.iloc[-1]:.1f} million tonnes in {last}, where the straight way from "
        f"{by_year.iloc[0]:.1f} in {FIRST} to a goal of {goal:.1f} in {GOAL_YEAR} asks {asked:.1f}",
        rows=pd.concat([rows, goals]),
        parts={"counted": float(by_year.iloc[-1]), "asked": asked, "goal": goal},
    )


INDICATORS = (
    Indicator(
        "I-S6a",
        "caucasus",
        "growth of North-South freight against the Middle Corridor's",
        f"Growth a year from {FIRST} to the newest count of the North-South corridor, over that of "
        "the Middle Corridor by its operators; expectations left out, the mean of a year's counts; "
        "above 1.1 supports S6, below 0.9 contradicts S6: the rival route grows faster.",
        "times",
        (TOTAL, RIVAL),
        (0.9, 1.1),
        against_rival,
        (Tie("S6", Stance.SUPPORTS, Stance.CONTRADICTS),),
        "Counts by officials and a bank, no interval; a small corridor grows faster than a large "
        "one; too few years for a trend with a break.",
    ),
    Indicator(
        "I-S6b",
        "caucasus",
        "rail containers on the North-South corridor",
        "Containers by rail in the year of signing over the year before, by one account; more than "
        "ten per cent up supports S6, more than ten per cent down contradicts S6.",
        "times",
        (BOXES,),
        (0.9, 1.1),
        containers,
        (Tie("S6", Stance.SUPPORTS, Stance.CONTRADICTS),),
        "One railway's count of a small part of all freight; freight carried stands in for the "
        "effect of Western efforts.",
    ),
    Indicator(
        "I-S6c",
        "caucasus",
        "North-South freight on the way to its goal",
        f"Newest count over what the straight way from {FIRST} to the median official goal for "
        f"{GOAL_YEAR} asks of that year; above 1.1 supports S6, below 0.9 contradicts S6.",
        "times",
        (TOTAL, GOAL),
        (0.9, 1.1),
        goal_path,
        (Tie("S6", Stance.SUPPORTS, Stance.CONTRADICTS),),
        "Goals were changed often; the count of the last year may be preliminary.",
    ),
)
