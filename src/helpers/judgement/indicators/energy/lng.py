"""Indicators on liquefied gas: who sells it, how few sell most, how far the counts part; on E4."""

import pandas as pd

from helpers.judgement.indicators.energy.asia import HIGH, MODERATE
from helpers.judgement.indicators.energy.since import ends_early, signing_year
from helpers.judgement.indicators.records import Indicator, Measurement, Tie
from helpers.judgement.indicators.statistics import account_gap
from helpers.judgement.verdicts import Stance
from helpers.ledger.views import Known

SECTION = "energy"
AGENCY_GAP = 6.0
"""Per cent: about what the agencies' counts of Russian exports of one year lie apart, so that a
smaller change is none."""

RIVALS = {"IRN": "Iran", "SAU": "Saudi Arabia"}
COUNTS = ("giignl", "shell", "cedigaz", "tracker", "rus_official", "igu")
BASES = ("lng_exports_mt_giignl", "lng_exports_jan_sep_oapec")
NAMED = ("USA", "QAT", "AUS", "RUS")


def russian_growth(known: Known) -> Measurement:
    """Return the change of Russian LNG exports on the year before the signing, per cent."""
    rows = known.figures.of("lng_exports_bcm_ei", "RUS")
    yearly = rows.set_index("period")["value"]
    year = signing_year(known)
    before, after = yearly[yearly.index < year], yearly[yearly.index >= year]
    if after.empty or before.empty:
        return Measurement.silence(ends_early(yearly), rows=rows)
    first, last = float(before.iloc[-1]), float(after.mean())
    value = 100 * (last / first - 1)
    return Measurement(
        value,
        f"{first:.1f} billion cubic metres in {before.index[-1]}, {last:.1f} since,"
        f" {value:+.1f} per cent",
        rows=rows[rows["period"] >= before.index[-1]],
        parts={"bcm before": first, "bcm since": last},
    )


def rivals(known: Known) -> Measurement:
    """Return how many of Iran and Saudi Arabia export LNG by the newest count of each."""
    rows = known.figures.of(["lng_exports_mt_giignl", "lng_exports_mt_press"], list(RIVALS))
    rows = rows.sort_values("end").drop_duplicates("entity", keep="last")
    if len(rows) < len(RIVALS):
        return Measurement.silence("no count is known for each of the two", rows=rows)
    said = " and ".join(
        f"{r.value:g} million tonnes for {RIVALS[r.entity]} in {r.period}"
        for r in rows.sort_values("entity").itertuples()
    )
    if str(rows["period"].min()) < signing_year(known):
        last = rows["period"].min()
        return Measurement.silence(f"the counts end in {last}, before the signing", said, rows)
    return Measurement(float((rows["value"] > 0).sum()), said, rows=rows)


def sellers(known: Known) -> Measurement:
    """Return the least Herfindahl-Hirschman index of LNG sellers, with its bounds.

    The smaller sellers are not held one by one: they add nothing at least, and at most as much as
    if each were as large as the smallest that is held.
    """
    rows = known.figures.of(list(BASES))
    rows = rows[rows["value"] > 0]
    full = [
        part
        for _, part in rows.groupby(["series", "period"])
        if {*NAMED, "World"} <= set(part["entity"])
    ]
    if not full:
        return Measurement.silence("no one account of the four largest sellers and the world")
    part = max(full, key=lambda p: str(p["end"].iloc[0]))
    amounts = part.set_index("entity")["value"]
    shares = amounts.drop("World") / amounts["World"]
    least, rest = float((shares**2).sum()), float(1 - shares.sum())
    most = least + rest * float(shares[list(NAMED)].min())
    return Measurement(
        least,
        f"at least {least:.3f} and at most {most:.3f} in {part['period'].iloc[0]}; the United"
        f" States sold {100 * shares['USA']:.0f} per cent, Qatar {100 * shares['QAT']:.0f}, Russia"
        f" {100 * shares['RUS']:.0f}",
        least,
        most,
        part,
        parts={f"per cent, {s}": 100 * float(shares[s]) for s in NAMED},
    )


def agency_gap(known: Known) -> Measurement:
    """Return the widest gap between counts of Russian LNG in the newest year with two, per cent."""
    rows = known.figures.of([f"lng_exports_mt_{a}" for a in COUNTS], "RUS")
    rows = rows[~rows["note"].str.contains("projection")]
    several = rows[rows.groupby("period")["series"].transform("nunique") > 1]
    if several.empty:
        return Measurement.silence("no year is known that two accounts count")
    part = several[several["period"] == several["period"].max()]
    low, high = float(part["value"].min()), float(part["value"].max())
    gap = account_gap(low, high)
    return Measurement(
        100 * gap,
        f"{len(part)} accounts of {part['period'].iloc[0]} run from {low:.1f} to {high:.1f} million"
        f" tonnes, {100 * gap:.1f} per cent of their mean apart",
        rows=part,
        parts={"Mt, lowest": low, "Mt, highest": high, "accounts": len(part)},
    )


def eu_share(known: Known) -> Measurement:
    """Return the change of Russia's share of the EU's LNG, and that of the United States beside."""
    rows = known.figures.of("eu_lng_share", ["RUS", "USA"])
    wide = rows.pivot_table(index="period", columns="entity", values="value")
    if len(wide) < 2:
        return Measurement.silence("fewer than two years are known")
    first, last = wide.iloc[0], wide.iloc[-1]
    return Measurement(
        float(last["RUS"] - first["RUS"]),
        f"Russia went from {first['RUS']:.0f} to {last['RUS']:.0f} per cent between"
        f" {wide.index[0]} and {wide.index[-1]}, the United States from {first['USA']:.0f} to"
        f" {last['USA']:.0f}",
        rows=rows,
        parts=_flat(wide),
    )


def _flat(wide: pd.DataFrame) -> dict[str, float]:
    return {f"per cent, {s}, {p}": float(wide.loc[p, s]) for s in wide for p in wide.index}


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        "I-E4a",
        SECTION,
        "Russian LNG exports since the signing",
        "Mean of the years since the year of signing over the year before it; a change of more "
        "than 6 per cent, about the gap between those who count, supports E4 if a rise and "
        "contradicts it if a fall.",
        "per cent",
        ("lng_exports_bcm_ei",),
        (-AGENCY_GAP, AGENCY_GAP),
        russian_growth,
        (Tie("E4", Stance.SUPPORTS, Stance.CONTRADICTS),),
        "One of the two partners only; the other sells none.",
    ),
    Indicator(
        "I-E4b",
        SECTION,
        "Iran and Saudi Arabia as sellers of LNG",
        "How many of the two export any, by the newest count of each, if of the year of signing "
        "or later; one or more supports E4, none contradicts it.",
        "states",
        ("lng_exports_mt_giignl", "lng_exports_mt_press"),
        (0.5, 0.5),
        rivals,
        (Tie("E4", Stance.SUPPORTS, Stance.CONTRADICTS),),
        "A zero here is a state that a list of exporters leaves out, or that the press calls a "
        "buyer.",
    ),
    Indicator(
        "I-E4c",
        SECTION,
        "concentration of the sellers of LNG",
        "Herfindahl-Hirschman index in the newest account that holds the world and its four "
        "largest sellers; the interval is what the sellers not held could add. No claim is tied "
        "to it.",
        "index, 0 to 1",
        BASES,
        (MODERATE, HIGH),
        sellers,
        limits="States, not firms: cargoes of one state are sold by several. Accounts differ in "
        "their base, so that two years are not compared.",
    ),
    Indicator(
        "I-E4d",
        SECTION,
        "gap between counts of Russian LNG",
        "Highest less lowest account of the newest year that two count, projections left out, over "
        "their mean; it sets the size below which I-E4a reads nothing. No claim is tied to it.",
        "per cent",
        tuple(f"lng_exports_mt_{a}" for a in COUNTS),
        (AGENCY_GAP, AGENCY_GAP),
        agency_gap,
        limits="Bases differ: weight, gross or net of cargoes sold on.",
    ),
    Indicator(
        "I-E4e",
        SECTION,
        "Russia's share of the European Union's LNG",
        "Newest share reported less the oldest. No claim is tied to it.",
        "points",
        ("eu_lng_share",),
        (0.0, 0.0),
        eu_share,
        limits="The two years lie on either side of the invasion of Ukraine, not of the signing: "
        "what moved in between is not the treaty's.",
    ),
)
