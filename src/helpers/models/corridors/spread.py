"""What the ranges of the assumptions leave open: seeded draws of cost and days of each way."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from helpers.models.corridors.assumptions import PREFERENCES
from helpers.models.corridors.prices import bill, generalized, prices
from helpers.models.corridors.ways import Way
from helpers.models.knobs import Knob, Values

SEED = 20250117
DRAWS = 10_000
LEVEL = 0.90


def draws_of(knobs: Sequence[Knob], values: Values, draws: int = DRAWS) -> dict[str, np.ndarray]:
    """Return draws of each numeric assumption, triangular between low and high, mode in use.

    The shipper's value of time, the spread of shippers, the tariff and the factor on all borders
    stay as they are: they are what the reader chooses.
    """
    rng = np.random.default_rng(SEED)
    out = {}
    for knob in knobs:
        if knob.low is None or knob.high is None:
            continue
        here = float(values[knob.name])
        fixed = knob.name in PREFERENCES or knob.low == knob.high
        out[knob.name] = (
            np.full(draws, here) if fixed else rng.triangular(knob.low, here, knob.high, draws)
        )
    return out


def winners(ways: Mapping[str, Way], knobs: Sequence[Knob], values: Values) -> pd.DataFrame:
    """Return how each way stands in the draws; the ways themselves stay those of the case.

    Returns:
        Index way; columns money and days, each with _low and _high (90 per cent of the draws),
        cheapest, fastest, best: share of draws in which it has least money, days, generalized cost.
    """
    drawn = draws_of(knobs, values)
    money, days, cost = {}, {}, {}
    for name, way in ways.items():
        price = bill(way.items, prices(drawn, north_south=way.alternative.north_south))
        money[name], days[name] = price.money + price.risk, price.days
        cost[name] = generalized(price, drawn["value_of_time"])
    rows = {
        name: {
            "money": float(way.price.money + way.price.risk),
            "days": float(way.price.days),
            **_span("money", money[name]),
            **_span("days", days[name]),
        }
        for name, way in ways.items()
    }
    table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("way")
    for word, part in (("cheapest", money), ("fastest", days), ("best", cost)):
        least = np.argmin(np.vstack(list(part.values())), axis=0)
        table[word] = [float((least == i).mean()) for i in range(len(part))]
    return table


def _span(name: str, values: np.ndarray) -> dict[str, float]:
    low, high = np.quantile(values, [0.5 - LEVEL / 2, 0.5 + LEVEL / 2])
    return {f"{name}_low": float(low), f"{name}_high": float(high)}
