"""Model drone_exchange: what a launch costs the side that fires and the side that stops it."""

import re
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from helpers.ledger.views import Known
from helpers.models.assumed import assumed
from helpers.models.knobs import ASSUMPTION, Knob, Output, Values, WhatIf, knobs_from
from helpers.parameters import ParameterError

FRONT, MAKER = "RUS->UKR", "RUS"
LAUNCHED, STOPPED = "drones_launched_uaf", "drones_stopped_uaf"
CAPACITY, OUTPUT = "drone_output_month", "drone_output_year"
MONTHS_REPORTED = {"2024": 9}
"""Output of a year that was reported before the year was over: its months."""
PLAN = "plan"
"""The word in the note of a number that tells a plan from a capacity."""
MILLION = 1e6
OWN = re.compile(r"^assumption[;:]? ?")
"""What opens the note of a row without a source: the table of assumptions says it already."""
LAUNCH_RANGE = (100.0, 10_000.0)
STOPPED_RANGE = (0.7, 0.99)
OUTPUT_RANGE = (200.0, 6_000.0)
"""Round ends wide enough for every month and plant known; they name no month of the series."""
MIX = "mix"
PRICES = {
    MIX: "missile_cost_mix",
    "S-300": "missile_cost_s300",
    "Coyote": "missile_cost_coyote",
    "NASAMS": "missile_cost_nasams",
    "Patriot": "missile_cost_patriot",
}
"""By choice of missile, the row of the table of costs that prices it."""
LABELS = {
    "drone_unit_cost": "price of a strike drone",
    "decoy_share": "share of decoys in launches",
    "decoy_unit_cost": "price of a decoy",
    "share_stopped_by_missile": "share met by missiles",
    "share_stopped_by_interceptor_drone": "share met by interceptor drones",
    "share_jammed_or_lost": "share jammed or lost",
    "missile_cost_mix": "price of a missile (mix)",
    "missile_cost_s300": "price of a missile (S-300)",
    "missile_cost_coyote": "price of a missile (Coyote)",
    "missile_cost_nasams": "price of a missile (NASAMS)",
    "missile_cost_patriot": "price of a missile (Patriot)",
    "missiles_per_kill": "missiles for one drone",
    "interceptor_drone_cost": "price of an interceptor drone",
    "interceptor_drones_per_kill": "interceptor drones for one drone",
    "gun_cost_per_kill": "cost of a drone shot by guns",
    "jamming_cost_per_loss": "cost of a drone jammed",
    "damage_per_hit": "damage by a strike drone not stopped",
}
OUTPUTS = (
    Output("ratio", "the defender's cost over the attacker's", "times"),
    Output("ratio_without_damage", "without damage", "times"),
    Output("ratio_with_damage", "with damage", "times"),
    Output("break_even_missile_percent", "equal cost at", "% of launches met by missiles"),
    Output("attacker_musd_month", "attacker", "USD mn a month"),
    Output("defence_musd_month", "defence", "USD mn a month"),
    Output("own_output_share", "own output over use", "times"),
)
LIMITS = (
    "Costs are averages per launch: no stock, no depth of magazine, no time. The split by means of "
    "defence and the damage are assumptions, since no public count splits the drones stopped by "
    "means; prices are a few press reports; what a plant can make is not what it made. Equal cost "
    "at zero means that the defender pays more at every share met by missiles."
)


def attacker_cost_usd(drone_usd: float, decoy_share: float, decoy_usd: float) -> float:
    """Return what one launch costs the attacker, USD: strike drones and decoys by their shares.

    Example:
        >>> attacker_cost_usd(35_000, 0.45, 5_000)
        21500.0
    """
    return (1 - decoy_share) * drone_usd + decoy_share * decoy_usd


def defence_costs_usd(values: Values) -> dict[str, float]:
    """Return what one launch costs the defence, USD, by means.

    The formula is m n_m C_m + i n_i C_i + j C_j + (s - m - i - j) C_g: shares of launches met by
    missiles (m), interceptor drones (i), jamming (j), and guns and aircraft, which the share
    stopped (s) leaves; times what each drone stopped so costs.

    Raises:
        ParameterError: if the means together stop more than the share stopped.
    """
    n = _numbers(values)
    guns = _share_by_guns(n)
    return {
        "missiles": n["share_stopped_by_missile"] * _missile_kill_usd(values),
        "interceptor drones": n["share_stopped_by_interceptor_drone"]
        * n["interceptor_drones_per_kill"]
        * n["interceptor_drone_cost"],
        "jamming": n["share_jammed_or_lost"] * n["jamming_cost_per_loss"],
        "guns and aircraft": guns * n["gun_cost_per_kill"],
    }


def damage_usd(values: Values) -> float:
    """Return the damage that one launch brings on average, USD: (1 - s)(1 - d) C_h."""
    n = _numbers(values)
    return (1 - n["share_stopped"]) * (1 - n["decoy_share"]) * n["damage_per_hit"]


def break_even_missile_share(values: Values) -> float:
    """Return the share of launches met by missiles at which both sides pay the same.

    A drone that a missile does not stop is left to guns, so that the cost of defence is a straight
    line in the share met by missiles. Damage counts if the case counts it. The share is cut off at
    zero and at what the other means leave of the share stopped.
    """
    n = _numbers(values)
    most = n["share_stopped"] - n["share_stopped_by_interceptor_drone"] - n["share_jammed_or_lost"]
    costs = defence_costs_usd({**values, "share_stopped_by_missile": 0.0})
    fixed = sum(costs.values()) + (damage_usd(values) if values["include_damage"] else 0.0)
    more = _missile_kill_usd(values) - n["gun_cost_per_kill"]
    return min(max((_attacker(n) - fixed) / more, 0.0), most)


def missile_kill_ratio(values: Values) -> float:
    """Return what the missiles for one drone cost, over the price of the drone."""
    return _missile_kill_usd(values) / float(values["drone_unit_cost"])


def run(values: Values) -> dict[str, float]:
    """Return every result of a case.

    Raises:
        ParameterError: if the means together stop more than the share stopped.
    """
    n = _numbers(values)
    attack, damage = _attacker(n), damage_usd(values)
    defence = sum(defence_costs_usd(values).values())
    launches, fired = n["launches_per_month"], n["launches_per_month"] * (1 - n["decoy_share"])
    whole = defence + damage
    return {
        "ratio": (whole if values["include_damage"] else defence) / attack,
        "ratio_without_damage": defence / attack,
        "ratio_with_damage": whole / attack,
        "break_even_missile_percent": 100 * break_even_missile_share(values),
        "attacker_musd_month": launches * attack / MILLION,
        "defence_musd_month": launches * defence / MILLION,
        "own_output_share": n["output_per_month"] / fired,
    }


def drone_exchange(known: Known) -> WhatIf:
    """Return the model as of the day of `known`.

    Launches, share stopped and output are those of the newest month known; prices and shares come
    from the table of drone costs.
    """
    table = assumed(known, "drone_costs")
    priced = tuple(
        replace(k, note=OWN.sub("", k.note)) for k in knobs_from(table.loc[list(LABELS)], LABELS)
    )
    fired = (_launches(known, table), _share_stopped(known, table))
    choices = (
        Knob("missile", "missile fired", "type", MIX, choices=tuple(PRICES),
             note="whose price stands for every missile fired"),
        Knob("include_damage", "damage counted", "switch", False),
    )  # fmt: skip
    return WhatIf(
        "drone_exchange",
        "ukraine",
        "What does a drone cost the side that stops it, against the side that fires it?",
        (*fired, _output(known), *priced, *choices),
        OUTPUTS,
        run,
        LIMITS,
    )


def _numbers(values: Values) -> dict[str, float]:
    return {k: float(v) for k, v in values.items() if not isinstance(v, (bool, str))}


def _attacker(n: Mapping[str, float]) -> float:
    return attacker_cost_usd(n["drone_unit_cost"], n["decoy_share"], n["decoy_unit_cost"])


def _missile_kill_usd(values: Values) -> float:
    n = _numbers(values)
    return n["missiles_per_kill"] * n[PRICES[str(values["missile"])]]


def _share_by_guns(n: Mapping[str, float]) -> float:
    """Return what the other means leave of the share stopped."""
    met = {
        name: n[name]
        for name in (
            "share_stopped_by_missile",
            "share_stopped_by_interceptor_drone",
            "share_jammed_or_lost",
        )
    }
    left = n["share_stopped"] - sum(met.values())
    if left < -1e-12:
        said = " + ".join(f"{name} {value:g}" for name, value in met.items())
        raise ParameterError(
            f"{said} = {sum(met.values()):g} is not allowed: drones stopped by means cannot exceed"
            f" share_stopped {n['share_stopped']:g}. Allowed: a sum from 0 to"
            f" {n['share_stopped']:g}."
        )
    return max(left, 0.0)


def _launches(known: Known, table: pd.DataFrame) -> Knob:
    rows = known.figures.of(LAUNCHED, FRONT)
    base, source = _newest(rows, table, "launches_per_month")
    return Knob(
        "launches_per_month", "launches", "drones a month", base, *LAUNCH_RANGE, source_id=source,
        note="newest month known, one side's count; the range is an assumption",
    )  # fmt: skip


def _share_stopped(known: Known, table: pd.DataFrame) -> Knob:
    fired, met = (known.figures.of(s, FRONT).set_index("period") for s in (LAUNCHED, STOPPED))
    months = sorted(set(fired.index) & set(met.index))
    if not months:
        base, source = float(table.loc["share_stopped", "base"]), ASSUMPTION
    else:
        month = months[-1]
        base = float(met.loc[month, "value"]) / float(fired.loc[month, "value"])
        source = str(met.loc[month, "source_id"])
    low, high = STOPPED_RANGE
    return Knob(
        "share_stopped", "share stopped", "share of launches", base, min(low, base),
        max(high, base), source_id=source,
        note="newest month known, one side's count; the range is an assumption",
    )  # fmt: skip


def _output(known: Known) -> Knob:
    """Return the newest capacity of strike drones a month, else the newest output of a year."""
    able = known.figures.of(CAPACITY, MAKER)
    able = able[~able["note"].str.contains(PLAN)]
    made = known.figures.of(OUTPUT, MAKER)
    base, source = OUTPUT_RANGE[0], ASSUMPTION
    if len(made):
        r = made.iloc[-1]
        base, source = r["value"] / MONTHS_REPORTED.get(r["period"], 12), r["source_id"]
    if len(able):
        base, source = able.iloc[-1]["value"], able.iloc[-1]["source_id"]
    return Knob(
        "output_per_month", "output in Russia", "strike drones a month", float(base), *OUTPUT_RANGE,
        source_id=str(source),
        note="newest capacity reported, else newest output; the range is an assumption",
    )  # fmt: skip


def _newest(rows: pd.DataFrame, table: pd.DataFrame, name: str) -> tuple[float, str]:
    if rows.empty:
        return float(table.loc[name, "base"]), ASSUMPTION
    return float(rows.iloc[-1]["value"]), str(rows.iloc[-1]["source_id"])
