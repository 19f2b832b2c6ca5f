"""Who makes the drones: output in Russia beside launches, year by year."""

from collections.abc import Sequence

import pandas as pd

from helpers.judgement.indicators.records import Indicator, Measurement, Tie
from helpers.judgement.indicators.ukraine.rows import LAUNCHED, has_all, monthly
from helpers.judgement.indicators.windows import signing_month
from helpers.judgement.verdicts import Stance
from helpers.ledger.views import Known

OUTPUT, CAPACITY, STAGES = "drone_output_year", "drone_output_month", "drone_stages_in_russia"
REGISTER = "arms_transfer_tiv"
MAKER = "RUS"
MONTHS_REPORTED = {"2024": 9}
"""Output of a year that was reported before the year was over: its months."""
PLAN = "plan"
"""The word in the note of a number that tells a plan from a capacity."""


def made_and_launched(known: Known) -> pd.DataFrame:
    """Return spans for which output or capacity and the launches of the same months are known.

    Columns: first, last (months), kind (made or capacity), made, launched, months, ratio, rows
    (the rows of the ledger behind each).
    """
    fired = monthly(known, LAUNCHED)
    spans = []
    made_in = known.figures.of([OUTPUT, CAPACITY], MAKER)
    for r in known.figures.of(OUTPUT, MAKER).itertuples():
        months = [f"{r.period}-{n:02d}" for n in range(1, MONTHS_REPORTED.get(r.period, 12) + 1)]
        spans.append((months, "made", r.value, r.Index))
    for r in known.figures.of(CAPACITY, MAKER).itertuples():
        if PLAN not in r.note:
            spans.append(([r.period], "capacity", r.value, r.Index))
    out = []
    for months, kind, made, index in spans:
        if has_all(fired, months):
            used = fired[fired["period"].isin(months)]
            launched = float(used["value"].sum())
            rows = pd.concat([made_in.loc[[index]], used])
            out.append((months[0], months[-1], kind, made, launched, len(months), rows))
    columns = ["first", "last", "kind", "made", "launched", "months", "rows"]
    table = pd.DataFrame(out, columns=columns)
    return table.assign(ratio=table["made"] / table["launched"])


def own_output(known: Known) -> Measurement:
    """Return drones made in Russia for each one launched, in the newest year reported."""
    spans = made_and_launched(known)
    spans = spans[spans["kind"] == "made"]
    if spans.empty:
        return Measurement.silence("no output of a year is known for which launches are")
    newest = spans.iloc[-1]
    each = "; ".join(
        f"{r.made:,.0f} made and {r.launched:,.0f} launched in {_span(r)}, {r.ratio:.2f} for one"
        for r in spans.itertuples()
    )
    return Measurement(
        float(newest["ratio"]),
        each,
        rows=pd.concat(list(spans["rows"])),
        parts={
            key: value
            for r in spans.itertuples()
            for key, value in (
                (f"made, {_span(r)}", r.made),
                (f"launched, {_span(r)}", r.launched),
                (f"made for one launched, {_span(r)}", r.ratio),
            )
        },
    )


def capacity(known: Known) -> Measurement:
    """Return the newest monthly capacity of strike drones for each drone launched that month."""
    spans = made_and_launched(known)
    spans = spans[spans["kind"] == "capacity"]
    if spans.empty:
        return Measurement.silence("no capacity of a month is known for which launches are")
    newest = spans.iloc[-1]
    return Measurement(
        float(newest["ratio"]),
        f"capacity for {newest['made']:,.0f} strike drones and {newest['launched']:,.0f} drones of"
        f" all kinds launched in {newest['last']}, {newest['ratio']:.2f} for one",
        rows=newest["rows"],
        parts={"capacity": float(newest["made"]), "launched": float(newest["launched"])},
    )


def stages(known: Known) -> Measurement:
    """Return the newest share of the stages of production in Russia."""
    rows = known.figures.of(STAGES, MAKER)
    if rows.empty:
        return Measurement.silence("no share of stages is known")
    newest = rows.iloc[-1]
    return Measurement(
        float(newest["value"]),
        f"about {newest['value']:.0f} per cent of the stages of production were in Russia by"
        f" {newest['period']}",
        rows=rows.tail(1),
        parts={"per cent of stages": float(newest["value"])},
    )


def register(known: Known) -> Measurement:
    """Return Iranian deliveries on the register after the signing over the year before it."""
    rows = known.figures.of(REGISTER, "IRN->RUS")
    year = signing_month(known)[:4]
    if rows.empty:
        return Measurement.silence("the register was not out")
    newest = rows.iloc[-1]
    said = (
        f"deliveries from Iran to Russia came to {newest['value']:.0f} million indicator units in"
        f" {newest['period']}"
    )
    if newest["period"] < year:
        why = f"the series ends in {newest['period']}, before the signing"
        return Measurement.silence(why, said, rows.tail(1))
    before = rows[rows["period"] < year].iloc[-1]
    return Measurement(
        float(newest["value"] / before["value"]),
        f"{said}, {before['value']:.0f} in {before['period']}",
        rows=rows[rows["period"] >= before["period"]],
        parts={"newest year": float(newest["value"]), "year before": float(before["value"])},
    )


def _span(row) -> str:
    """Return a span as "2023" or "2024 to September"-like words: its months in ISO form."""
    whole = row.first.endswith("-01") and row.last.endswith("-12")
    return row.first[:4] if whole else f"{row.first} to {row.last}"


INDICATORS: Sequence[Indicator] = (
    Indicator(
        "I-K2",
        "ukraine",
        "drones made in Russia for each one launched, year by year",
        "Output reported for a year, or its known part, over launches of the same months; the "
        "newest year is read: above one half qualifies K2, since finished drones from abroad are "
        "then the smaller part; below it supports K2.",
        "made for one launched",
        (OUTPUT, LAUNCHED),
        (0.5, 0.5),
        own_output,
        (Tie("K2", Stance.QUALIFIES, Stance.SUPPORTS),),
        "Output is by one press report of plant papers. It says nothing of parts, engines and "
        "design, which can come from abroad all the same.",
    ),
    Indicator(
        "I-K2b",
        "ukraine",
        "capacity of strike drones for each drone launched that month",
        "Newest monthly capacity reported over all drones launched in that month; above one half "
        "qualifies K2; below it says nothing, since launches include decoys and capacity does not.",
        "made for one launched",
        (CAPACITY, LAUNCHED),
        (0.5, 0.5),
        capacity,
        (Tie("K2", Stance.QUALIFIES, None),),
        "What a plant can make is not what it made; the number is Ukrainian intelligence's.",
    ),
    Indicator(
        "I-K2c",
        "ukraine",
        "share of the stages of production in Russia",
        "Newest share reported. Says nothing of a claim here: its source already speaks among the "
        "findings, and one number makes no test.",
        "per cent",
        (STAGES,),
        (50.0, 50.0),
        stages,
        limits="One dated value, without a list of the stages; a curve over time cannot be drawn.",
    ),
    Indicator(
        "I-K2d",
        "ukraine",
        "Iranian deliveries to Russia on the register of major arms",
        "Deliveries in the newest year over those in the year before the signing; above 1 supports "
        "K2, below one half qualifies it; silent while the register ends before the signing.",
        "times",
        (REGISTER,),
        (0.5, 1.0),
        register,
        (Tie("K2", Stance.SUPPORTS, Stance.QUALIFIES),),
        "Parts, licences and know-how are not on the register, and orders are spread evenly over "
        "their years.",
    ),
)
