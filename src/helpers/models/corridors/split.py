"""How freight splits between ways: a nested logit on generalized cost.

Branches of one corridor share most of their legs, so that a plain logit would count one corridor
three times. A shipper therefore chooses between corridors (nests) with a scale in USD per tonne,
and between the branches of one with a smaller one (Train, Discrete Choice Methods with Simulation,
2nd ed. 2009, section 4.2):
    cost of a nest = -f s ln(sum of exp(-cost / (f s))), f the likeness, s the scale,
    share = share of the nest, a logit on its cost with scale s, x share in it, with scale f s.
"""

import math
from collections.abc import Mapping
from functools import lru_cache

from helpers.models.corridors.network import Case, Leg
from helpers.models.corridors.ways import ALTERNATIVES, Way, best_way, stage
from helpers.models.knobs import Value, Values, WhatIf

NEST = {a.name: a.nest for a in ALTERNATIVES}
SEA = "sea"
STEP = 0.01
"""Step of an elasticity: each knob is moved by one per cent up and down."""


def case_of(values: Values) -> Case:
    """Return what is open in the network in a case."""
    return Case(
        rasht_astara_built=bool(values["rasht_astara_built"]),
        hormuz_closed=bool(values["hormuz_closed"]),
        southern_armenia_open=bool(values["southern_armenia_open"]),
        red_sea_closed=bool(values["red_sea_closed"]),
        closed_link=str(values["closed_link"]),
        rasht_astara_km=float(values["rasht_astara_km"]),
    )


def ways_of(legs: tuple[Leg, ...], values: Values) -> dict[str, Way]:
    """Return the best way of each corridor that joins origin and destination, by name."""
    return dict(_ways(legs, tuple(values.items())))


@lru_cache(maxsize=512)
def _ways(legs: tuple[Leg, ...], settings: tuple[tuple[str, Value], ...]) -> dict[str, Way]:
    values = dict(settings)
    case = case_of(values)
    ends = (str(values["origin"]), str(values["destination"]))
    found = {a.name: best_way(stage(legs, case, a), a, ends, values) for a in ALTERNATIVES}
    return {name: way for name, way in found.items() if way is not None}


def shares(costs: Mapping[str, float], scale: float, likeness: float) -> dict[str, float]:
    """Return the share of each way.

    Args:
        costs: generalized cost by way, USD per tonne.
        scale: of the logit, USD per tonne.
        likeness: factor on the scale within a nest, above 0 to 1; 1 is the plain logit.

    Example:
        >>> shares({"western": 100.0, "eastern": 100.0, "sea": 100.0}, 60.0, 1.0)["sea"]
        0.3333333333333333
    """
    nests = _nests(costs)
    inner = {nest: _logit(own, scale * likeness) for nest, own in nests.items()}
    outer = _logit({nest: _logsum(own, scale * likeness) for nest, own in nests.items()}, scale)
    return {name: outer[NEST[name]] * inner[NEST[name]][name] for name in costs}


def expected_cost(costs: Mapping[str, float], scale: float, likeness: float) -> float:
    """Return the cost that a shipper expects with all ways open, the logsum, USD per tonne.

    Small and Rosen, Econometrica 49 (1981). Zero if there is no way at all.
    """
    nests = _nests(costs)
    sums = {nest: _logsum(own, scale * likeness) for nest, own in nests.items()}
    return _logsum(sums, scale) if sums else 0.0


def _nests(costs: Mapping[str, float]) -> dict[str, dict[str, float]]:
    nests: dict[str, dict[str, float]] = {}
    for name, cost in costs.items():
        nests.setdefault(NEST[name], {})[name] = cost
    return nests


def _logit(costs: Mapping[str, float], scale: float) -> dict[str, float]:
    least = min(costs.values(), default=0.0)
    weight = {name: math.exp(-(cost - least) / scale) for name, cost in costs.items()}
    total = sum(weight.values())
    return {name: w / total for name, w in weight.items()}


def _logsum(costs: Mapping[str, float], scale: float) -> float:
    least = min(costs.values())
    return least - scale * math.log(sum(math.exp(-(c - least) / scale) for c in costs.values()))


def elasticity(model: WhatIf, values: Values, knob: str, output: str) -> float:
    """Return by how many per cent a result moves if a knob rises by one per cent.

    Central difference with a step of one per cent on either side, on logarithms; ways are sought
    anew. Zero if the result is zero.
    """
    here = float(values[knob])
    ends = [model.run({**values, knob: here * (1 + s)})[output] for s in (-STEP, STEP)]
    if min(ends) <= 0:
        return 0.0
    return math.log(ends[1] / ends[0]) / math.log((1 + STEP) / (1 - STEP))
