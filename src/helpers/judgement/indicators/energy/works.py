"""Indicators on works: power from the reactor, gas reported to flow; on E2."""

from helpers.judgement.indicators.energy.since import move_since
from helpers.judgement.indicators.records import Indicator, Measurement, Tie
from helpers.judgement.verdicts import Stance
from helpers.ledger.dates import long_date
from helpers.ledger.views import Known

SECTION = "energy"
REPORTS = ("C9-09", "C13-15")
"""Findings that give the volume of Russian gas reported to have reached Iran, in bcm."""

PLAN = "gas_rus_irn_plan_initial"
TEN = 10
"""Years over which growth is taken."""


def nuclear(known: Known) -> Measurement:
    """Return the move of Iran's nuclear generation since the signing, TWh a year."""
    rows = known.figures.of("nuclear_generation", "IRN")
    rows = rows[rows["value"] > 0]
    move = move_since(rows.set_index("period")["value"], known)
    if isinstance(move, str):
        return Measurement.silence(move, rows=rows)
    low, high = move.ends
    return Measurement(
        move.value,
        f"{move.before:.2f} terawatt-hours a year before the year of signing, {move.after:.2f}"
        f" since, a move of {move.value:+.2f} where {move.usual:.2f} was usual",
        low,
        high,
        rows,
        parts={"TWh before": move.before, "TWh since": move.after, "usual move": move.usual},
    )


def gas_delivered(known: Known) -> Measurement:
    """Return the volume of Russian gas reported to have reached Iran, bcm, newest report."""
    rows = known.evidence[known.evidence["evidence_id"].isin(REPORTS)].sort_values("known_on")
    if rows.empty:
        return Measurement.silence("no report on a delivery is known")
    last = rows.iloc[-1]
    plan = known.figures.of(PLAN, "RUS->IRN")
    named = float(plan["value"].max()) if len(plan) else float("nan")
    return Measurement(
        float(last["value"]),
        f"{float(last['value']):g} billion cubic metres by the report of"
        f" {long_date(str(last['known_on']))}, of up to {named:g} a year named for the start",
        rows=rows,
        parts={"bcm reported": float(last["value"]), "bcm a year named": named},
    )


def gas_at_home(known: Known) -> Measurement:
    """Return the yearly growth of Iran's gas use less that of its output, points, ten years."""
    rows = known.figures.of(["gas_consumption", "gas_production"], "IRN")
    wide = rows.pivot_table(index="period", columns="series", values="value").dropna()
    last = str(wide.index[-1])
    first = str(int(last) - TEN)
    if first not in wide.index:
        return Measurement.silence(f"fewer than {TEN} years are known", rows=rows)
    growth = 100 * ((wide.loc[last] / wide.loc[first]) ** (1 / TEN) - 1)
    use, made = float(growth["gas_consumption"]), float(growth["gas_production"])
    return Measurement(
        use - made,
        f"use grew by {use:.1f} per cent a year from {first} to {last}, output by {made:.1f}",
        rows=rows[rows["period"].isin([first, last])],
        parts={"use, per cent a year": use, "output, per cent a year": made},
    )


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        "I-E2c",
        SECTION,
        "nuclear power made in Iran",
        "Mean of the years since the year of signing less the mean of the three years before it; "
        "interval by the moves of earlier years; above 0 supports E2; below 0 says nothing of it.",
        "TWh a year",
        ("nuclear_generation",),
        (0.0, 0.0),
        nuclear,
        (Tie("E2", above=Stance.SUPPORTS),),
        "One reactor: a repair, a change of fuel or a war moves it as much as help from abroad.",
    ),
    Indicator(
        "I-E2d",
        SECTION,
        "Russian gas reported delivered to Iran",
        "Newest report of a volume delivered; more than a tenth of a billion cubic metres supports "
        "E2, less contradicts it.",
        "bcm",
        (PLAN,),
        (0.1, 0.1),
        gas_delivered,
        (Tie("E2", Stance.SUPPORTS, Stance.CONTRADICTS),),
        "What no one reports may still flow: this is the absence of a report, not the reading of "
        "a meter.",
    ),
    Indicator(
        "I-E2e",
        SECTION,
        "growth of Iran's gas use beside its output",
        "Yearly growth of use less that of output over the ten years to the newest known; above 0 "
        "the gap widens. No claim is tied to it.",
        "points a year",
        ("gas_consumption", "gas_production"),
        (0.0, 0.0),
        gas_at_home,
        limits="Use is what was supplied: demand that went short in winter is not in it.",
    ),
)
