"""What share of Iran's oil revenue survives pressure, and how much of the loss Russia could carry.

Pressure acts on a seller in four places: on the ships that carry its oil, on the buyers, on the
road, and on the price. Each has its own knob, so that a reader can see which one bites.
"""

from helpers.ledger.views import Known
from helpers.models.assumed import assumed
from helpers.models.knobs import ASSUMPTION, Knob, Output, Values, WhatIf, knobs_from
from helpers.models.oil_revenue import revenue_bn_usd

TABLE = {
    "iran_export_volume": ("export_volume_kbd", "exports under the pressure of today"),
    "iran_discount": ("discount_usd", "discount to Brent"),
    "evasion_cost": ("evasion_cost_usd", "cost of hiding a cargo"),
    "share_paid_freely": ("share_paid_freely", "share of the income free to spend"),
    "partnership_effect_discount": ("partnership_effect_discount", "discount taken off by Russia"),
    "partnership_effect_volume": ("partnership_effect_volume", "exports added by Russia"),
}
"""Inputs shared with the models on energy: names of their table, the knob's name, its label."""

BRENT, MONTHS = "brent_spot_monthly", 12
LISTED = "us_irn_vessels_cumulative"
TURNOVER = "trade_rus_irn_turnover_rus"

LIMITS = (
    "The size of the fleet, its idle part and the cost of hiding are assumptions; prices do not "
    "answer to volumes, and a discount does not answer to listings unless both are set. Without "
    "pressure Iran is taken to sell what it sold before the sanctions, at the same Brent."
)


def fleet_capacity_kbd(ships: float, idle_ships: float, cargo_kb: float, trip_days: float) -> float:
    """Return what a fleet can carry, thousand barrels a day: working ships x cargo / round trip.

    Args:
        ships: that carry the trade, listed ones included.
        idle_ships: of them, those that a listing stops.
        cargo_kb: mean cargo, thousand barrels.
        trip_days: a round trip, transfers at sea and waiting included, days.

    Example:
        >>> fleet_capacity_kbd(100, 25, 1000, 75)
        1000.0
    """
    return max(0.0, ships - idle_ships) * cargo_kb / trip_days


def exports_kbd(values: Values) -> float:
    """Return what reaches its buyers, thousand barrels a day.

    What buyers would take, less those that refuse, or what the fleet can carry if that is less;
    then less what is stopped on the way.
    """
    v = {k: float(x) for k, x in values.items()}
    wanted = v["export_volume_kbd"] * (1 + v["partnership_effect_volume"] / 100)
    wanted *= 1 - v["buyer_refusal_share"]
    listed = v["ships_listed"] + v["further_ships_listed"]
    carried = fleet_capacity_kbd(
        v["fleet_ships"], listed * v["idle_share"], v["cargo_kb"], v["trip_days"]
    )
    return min(wanted, carried) * (1 - v["blocked_share"])


def ships_that_bind(values: Values) -> float:
    """Return how many ships listed in all make the fleet limit exports, 0 if it does with none.

    Ships of the fleet less ships needed for what buyers would take (volume x round trip / cargo),
    over the part of listed ships that lies idle.
    """
    v = {k: float(x) for k, x in values.items()}
    wanted = v["export_volume_kbd"] * (1 + v["partnership_effect_volume"] / 100)
    needed = wanted * (1 - v["buyer_refusal_share"]) * v["trip_days"] / v["cargo_kb"]
    return max(0.0, (v["fleet_ships"] - needed) / v["idle_share"])


def ships_to_bind(values: Values) -> float:
    """Return how many ships beyond those of the case make the fleet limit exports, 0 if it does."""
    listed = float(values["ships_listed"]) + float(values["further_ships_listed"])
    return max(0.0, ships_that_bind(values) - listed)


def steps(values: Values) -> dict[str, float]:
    """Return the way from revenue without pressure to income free to spend, bn USD a year.

    Keys in order: without_pressure, fewer_barrels, discount, hiding, net, not_free, usable; losses
    are negative, and each sum (net, usable) is what went before less its losses.
    """
    v = {k: float(x) for k, x in values.items()}
    sold = exports_kbd(values)
    less = v["discount_usd"] - v["partnership_effect_discount"]
    per_dollar = revenue_bn_usd(sold, 1.0, 0.0, 0.0)
    whole = revenue_bn_usd(v["reference_kbd"], v["brent_usd"], 0.0, 0.0)
    net = revenue_bn_usd(sold, v["brent_usd"], less, v["evasion_cost_usd"])
    usable = net * v["share_paid_freely"]
    return {
        "without_pressure": whole,
        "fewer_barrels": per_dollar * v["brent_usd"] - whole,
        "discount": -per_dollar * less,
        "hiding": -per_dollar * v["evasion_cost_usd"],
        "net": net,
        "not_free": usable - net,
        "usable": usable,
    }


def run(values: Values) -> dict[str, float]:
    """Return the results of a case: see OUTPUTS."""
    part = steps(values)
    lost = part["without_pressure"] - part["net"]
    trade, helps = float(values["turnover_bn"]), float(values["help_share"])
    return {
        "survival_share": 100 * part["net"] / part["without_pressure"],
        "net_bn": part["net"],
        "lost_bn": lost,
        "usable_bn": part["usable"],
        "volume_kbd": exports_kbd(values),
        "ships_to_bind": ships_to_bind(values),
        "turnovers_lost": lost / trade,
        "offset_share": 100 * trade * helps / lost if lost > 0 else 100.0,
    }


OUTPUTS = (
    Output("survival_share", "revenue that survives", "% of that without pressure"),
    Output("net_bn", "net revenue", "USD bn a year"),
    Output("lost_bn", "revenue lost", "USD bn a year"),
    Output("usable_bn", "income free to spend", "USD bn a year"),
    Output("volume_kbd", "exports", "kb/d"),
    Output("ships_to_bind", "further ships to list before the fleet limits exports", "ships"),
    Output("turnovers_lost", "loss in years of trade with Russia", "times"),
    Output("offset_share", "part of the loss that Russian help makes good", "%"),
)


def pressure(known: Known) -> WhatIf:
    """Return the model as of the day of `known`."""
    return WhatIf(
        "pressure",
        "united_states",
        "What share of Iran's oil revenue survives pressure?",
        (*_shared(known), *_dated(known), *_own(known)),
        OUTPUTS,
        run,
        LIMITS,
    )


def _shared(known: Known) -> tuple[Knob, ...]:
    """Return the knobs that stand in the table of the models on energy."""
    rows = assumed(known, "energy_assumptions").loc[list(TABLE)]
    rows = rows.assign(name=[TABLE[n][0] for n in rows["name"]])
    return knobs_from(rows, dict(TABLE.values()))


def _dated(known: Known) -> tuple[Knob, ...]:
    """Return the knobs whose base is the newest number of a series on the day."""
    prices = known.figures.of(BRENT, "World").tail(MONTHS)
    listed = known.figures.last(LISTED, "USA->IRN")
    trade = known.figures.of(TURNOVER).sort_values(["end", "known_on"])
    return (
        Knob("brent_usd", "Brent, the mark for discounts", "USD/bbl",
             round(float(prices["value"].mean()), 2), 40, 150,
             source_id=str(prices["source_id"].iloc[-1]),
             note=f"Mean of the last {len(prices)} months known; the range is an assumption."),
        Knob("ships_listed", "ships listed by Washington so far", "ships",
             float(listed["value"]) if listed is not None else 0.0, 0, 250,
             source_id=str(listed["source_id"]) if listed is not None else ASSUMPTION,
             note="Over Iran, since the change of administration; at least."
             if listed is not None else "No count since the change of administration is known."),
        Knob("turnover_bn", "trade of Russia and Iran", "USD bn a year",
             float(trade["value"].iloc[-1]), 2.5, 6,
             source_id=str(trade["source_id"].iloc[-1]),
             note="Last statement of the Russian side; the Iranian account is far lower."),
    )  # fmt: skip


def _own(known: Known) -> tuple[Knob, ...]:
    """Return the knobs of this project's own making, and the exports before the sanctions."""
    source = "sancai-2024-iran-oil"
    return (
        Knob("reference_kbd", "exports without pressure", "kb/d", 2510.0, 2000, 2800,
             source_id=source if source in known.sources.index else ASSUMPTION,
             note="Base: the peak before the sanctions returned; the range is an assumption."),
        Knob("fleet_ships", "ships that carry Iranian oil", "ships", 350.0, 200, 500,
             note="Counts differ with what is called a ship of this trade."),
        Knob("further_ships_listed", "ships listed beyond those", "ships", 0.0, 0, 400),
        Knob("idle_share", "share of listed ships that lie idle", "share", 0.5, 0.2, 0.9,
             note="Ships that change name, flag or owner sail again."),
        Knob("cargo_kb", "mean cargo", "thousand barrels", 1100.0, 700, 2000,
             note="From an Aframax to a very large carrier."),
        Knob("trip_days", "round trip, with transfers at sea", "days", 75.0, 45, 110),
        Knob("buyer_refusal_share", "buyers that refuse, beyond those of today", "share",
             0.0, 0, 0.5, note="Ports or refineries that shun listed ships."),
        Knob("blocked_share", "cargoes stopped on the way", "share", 0.0, 0, 0.8,
             note="At sea, by whomever."),
        Knob("help_share", "share of trade with Russia that replaces lost income", "share",
             0.1, 0, 0.3, note="Trade is paid for: most of it replaces nothing."),
    )  # fmt: skip
