"""What an item of the network costs: money, days and risk per unit.

Generalized cost of a way, USD per tonne = money + risk + value of time x days: the usual sum of
transport models (Ortuzar and Willumsen, Modelling Transport, 4th ed. 2011, section 5.1).
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

MODES = {
    "rail": "rail",
    "road": "road",
    "sea_caspian": "caspian",
    "sea_black": "black_sea",
    "sea_ocean": "ocean",
}
CHANGES = {"rail-sea": "rail_sea", "rail-road": "rail_road", "road-sea": "sea_road"}
RISKS = ("risk_caspian", "risk_black_sea", "risk_red_sea", "risk_iran")
LAND = ("rail", "road")


class Price(NamedTuple):
    """Of one unit of an item: USD per tonne, days, and risk in USD per tonne.

    Numbers, or arrays of draws.
    """

    money: Any = 0.0
    days: Any = 0.0
    risk: Any = 0.0


def prices(values: Mapping[str, Any], *, north_south: bool) -> dict[str, Price]:
    """Return the price of a unit of each item.

    Args:
        values: a number, or an array of draws, per knob.
        north_south: whether the way is a North-South branch, whose rates on land bear the tariff.
    """
    tariff = values["tariff"] if north_south else 1.0
    table = {
        mode: Price(
            values[f"{name}_cost"] / 1000 * (tariff if mode in LAND else 1.0),
            1 / values[f"{name}_speed"],
        )
        for mode, name in MODES.items()
    }
    table |= {
        item: Price(values[f"{name}_cost"], values[f"{name}_days"])
        for item, name in (*CHANGES.items(), ("gauge", "gauge"), ("suez", "suez"))
    }
    table |= {risk: Price(risk=values[risk]) for risk in RISKS}
    table |= {
        name: Price(days=values[name] * values["border_delay"])
        for name in values
        if name.startswith("border_") and name != "border_delay"
    }
    return table


def bill(items: Mapping[str, float], table: Mapping[str, Price]) -> Price:
    """Return money, days and risk of amounts of items."""
    parts = [(amount, table[item]) for item, amount in items.items()]
    return Price(*(sum(n * p[i] for n, p in parts) for i in range(3)))


def generalized(price: Price, value_of_time: Any) -> Any:
    """Return the generalized cost of a price, USD per tonne."""
    return price.money + price.risk + value_of_time * price.days
