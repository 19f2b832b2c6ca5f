"""What Russian gas could add to Iran's winters, and when: no money unless a price is given."""

from helpers.ledger.views import Known
from helpers.models.assumed import assumed
from helpers.models.knobs import Knob, Output, Values, WhatIf, knobs_from

DAYS = 365
BCM_TO_MCM = 1000
"""Million cubic metres in a billion."""

BCM_USD = 1e6
"""A price of one dollar per thousand cubic metres makes a million dollars per billion."""

BILLION = 1e9

LABELS = {
    "gas_plan_initial": "first stage named",
    "gas_plan_ceiling": "ceiling named",
    "gas_share_of_ceiling_built": "share of the ceiling that is built",
    "gas_years_to_first_flow": "years from a contract to the first gas",
    "gas_ramp_years": "years from the first gas to what is built",
    "iran_winter_gap": "Iran's winter gap today",
    "iran_winter_days": "days a year with a gap",
    "iran_gas_demand_growth": "growth of Iran's use beyond its own output",
    "iran_reexport_share": "share of the gas passed on by Iran",
}
"""The rows of `energy_assumptions` that the model uses, with the words for them."""

OWN = (
    Knob(
        "gas_years_to_contract",
        "years until a contract with a price",
        "years",
        1.0,
        0.0,
        5.0,
        note="From the day of the report; no contract is on record.",
    ),
    Knob(
        "gas_years_ahead",
        "years ahead that are looked at",
        "years",
        10.0,
        5.0,
        20.0,
        note="From the day of the report.",
    ),
    Knob(
        "gas_price",
        "price of the gas",
        "USD/1000 m3",
        0.0,
        0.0,
        500.0,
        note="Never published: nought means unknown, and no money is reckoned.",
    ),
)
"""Knobs for which the evidence base holds no row, or none that can be used on any day."""

LIMITS = (
    "The volumes are those named by the two sides, the growth of the gap is a straight assumption, "
    "and the gap rests on two press counts. Sent in winter only needs pipes sized for the winter, "
    "or stores, neither of which is on record. Transit is taken as agreed; no money is reckoned "
    "unless a price is given."
)


def flow_bcm(years: float, start: float, stages: tuple[float, float], ramp_years: float) -> float:
    """Return the gas that flows some years ahead, billion cubic metres a year.

    Nothing before the start, then the first stage, then a straight line to what is built.

    Args:
        years: ahead of the day of the report.
        start: years until the first gas.
        stages: first stage, and what is built in the end; the latter is no less than the former.
        ramp_years: from the first gas to what is built.

    Example:
        >>> flow_bcm(8, 3, (2, 12), 10)
        7.0
    """
    first, built = stages[0], max(stages)
    if years < start:
        return 0.0
    return first + (built - first) * min(1.0, (years - start) / ramp_years)


def gap_mcm_d(years: float, gap_now: float, use_now: float, growth_percent: float) -> float:
    """Return Iran's winter gap some years ahead, million cubic metres a day.

    What use grows beyond own output comes on top of the gap of today.

    Args:
        years: ahead of the day of the report.
        gap_now: million cubic metres a day.
        use_now: Iran's use, million cubic metres a day, mean of the year.
        growth_percent: a year, of use, beyond that of own output.

    Example:
        >>> gap_mcm_d(1, 300, 700, 50)
        650.0
    """
    return gap_now + use_now * ((1 + growth_percent / 100) ** years - 1)


def share_covered(flow: float, gap: float, winter_days: float, winter_only: bool) -> float:
    """Return the share of the winter gap that a yearly flow covers, at most 1.

    Args:
        flow: billion cubic metres a year that stay in Iran.
        gap: million cubic metres a day.
        winter_days: days with a gap.
        winter_only: whether the whole year's gas is sent on those days.

    Example:
        >>> round(share_covered(2, 350, 90, winter_only=False), 4)
        0.0157
    """
    days = winter_days if winter_only else DAYS
    return min(1.0, flow * BCM_TO_MCM / days / gap)


def closing_bcm(gap: float, winter_days: float, winter_only: bool) -> float:
    """Return the yearly flow that would close the gap, billion cubic metres.

    Example:
        >>> closing_bcm(300, 90, winter_only=True)
        27.0
    """
    return gap * (winter_days if winter_only else DAYS) / BCM_TO_MCM


def bill_bn_usd(flow: float, price_usd: float) -> float:
    """Return the yearly bill in billion USD; 0 where the price is 0, which means unknown.

    Args:
        flow: billion cubic metres a year.
        price_usd: per thousand cubic metres.

    Example:
        >>> bill_bn_usd(2, 250)
        0.5
    """
    return flow * price_usd * BCM_USD / BILLION


def flow_of(values: Values, years: float) -> float:
    """Return the flow of a case some years ahead, billion cubic metres a year."""
    v = {k: float(x) for k, x in values.items()}
    return flow_bcm(
        years,
        v["gas_years_to_contract"] + v["gas_years_to_first_flow"],
        (v["gas_plan_initial"], v["gas_plan_ceiling"] * v["gas_share_of_ceiling_built"]),
        v["gas_ramp_years"],
    )


def gap_of(values: Values, years: float) -> float:
    """Return the winter gap of a case some years ahead, million cubic metres a day."""
    v = {k: float(x) for k, x in values.items()}
    return gap_mcm_d(years, v["iran_winter_gap"], v["iran_gas_use"], v["iran_gas_demand_growth"])


def run(values: Values) -> dict[str, float]:
    """Return a case's results, by the names of `OUTPUTS`."""
    v = {k: float(x) for k, x in values.items()}
    years, days = v["gas_years_ahead"], v["iran_winter_days"]
    flow, gap = flow_of(values, years), gap_of(values, years)
    kept = flow * (1 - v["iran_reexport_share"])
    return {
        "covered_even": 100 * share_covered(kept, gap, days, False),
        "covered_winter": 100 * share_covered(kept, gap, days, True),
        "flow": flow,
        "gap": gap,
        "first_gas": v["gas_years_to_contract"] + v["gas_years_to_first_flow"],
        "closing_even": closing_bcm(gap, days, False),
        "closing_winter": closing_bcm(gap, days, True),
        "bill": bill_bn_usd(flow, v["gas_price"]),
    }


OUTPUTS = (
    Output("covered_even", "winter gap covered by gas spread over the year", "per cent"),
    Output("covered_winter", "covered if all is sent in winter", "per cent"),
    Output("flow", "gas that flows", "bcm a year"),
    Output("gap", "winter gap by then", "mcm a day"),
    Output("first_gas", "first gas", "years ahead"),
    Output("closing_even", "flow that would close the gap, spread evenly", "bcm a year"),
    Output("closing_winter", "flow that would close it, sent in winter", "bcm a year"),
    Output("bill", "bill at the price given; nought where none is", "bn USD a year"),
)


def gas_supply(known: Known) -> WhatIf:
    """Return the model as of the day of `known`."""
    knobs = knobs_from(assumed(known, "energy_assumptions").loc[list(LABELS)], LABELS)
    return WhatIf(
        "gas_supply",
        "energy",
        "How much of Iran's winter gap could Russian gas cover, and when?",
        (*knobs, _use(known), *OWN),
        OUTPUTS,
        run,
        LIMITS,
    )


def _use(known: Known) -> Knob:
    """Return Iran's use of gas, mean of the newest year known, by a tenth up and down."""
    last = known.figures.of("gas_consumption", "IRN").iloc[-1]
    daily = float(last["value"]) * BCM_TO_MCM / DAYS
    return Knob(
        "iran_gas_use",
        "Iran's use of gas today",
        "mcm/d",
        round(daily),
        round(0.9 * daily),
        round(1.1 * daily),
        source_id=str(last["source_id"]),
        note=f"Mean of {last['period']}; a tenth up and down.",
    )
