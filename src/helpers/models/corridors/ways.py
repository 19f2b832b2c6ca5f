"""The best way of each corridor from an origin to a destination.

A corridor is known by the one link that no other corridor runs over, such as Astara to Rasht for
the western branch; its way is the cheapest that runs over that link and over no link of another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from helpers.models.corridors.network import (
    ASTARA,
    CASPIAN,
    INCHEH,
    KARS,
    POTI,
    SYUNIK,
    Case,
    Leg,
    Node,
    Pair,
    network,
)
from helpers.models.corridors.prices import Price, bill, generalized, prices

if TYPE_CHECKING:
    import networkx as nx

NORTH_SOUTH_NEST = "north_south"


class Alternative(NamedTuple):
    """A way among which a shipper chooses: its name, its link, its name in the ledger, its nest."""

    name: str
    label: str
    link: Pair
    corridor: str
    nest: str

    @property
    def north_south(self) -> bool:
        """Whether it is a branch of the North-South corridor."""
        return self.nest == NORTH_SOUTH_NEST


ALTERNATIVES = (
    Alternative("western", "North-South, western branch", ASTARA, "INSTC western",
                NORTH_SOUTH_NEST),
    Alternative("caspian", "North-South, trans-Caspian branch", CASPIAN, "INSTC trans-Caspian",
                NORTH_SOUTH_NEST),
    Alternative("eastern", "North-South, eastern branch", INCHEH, "INSTC eastern",
                NORTH_SOUTH_NEST),
    Alternative("kars", "Middle Corridor by Kars", KARS, "Middle Corridor (Kars)", "middle"),
    Alternative("black_sea", "Middle Corridor by the Black Sea", POTI,
                "Middle Corridor (Black Sea)", "middle"),
    Alternative("southern_armenia", "southern Armenia", SYUNIK, "TRIPP (planned)", "middle"),
    Alternative("sea", "sea way", frozenset(), "Sea way", "sea"),
)  # fmt: skip
LINKS = frozenset(a.link for a in ALTERNATIVES if a.link)
START = "rail"
"""Goods set out from a railway yard, also in a port: to load a ship is a transfer."""


@dataclass(frozen=True)
class Way:
    """The best way of a corridor.

    Attributes:
        alternative: the corridor.
        nodes: places with their means, in order.
        legs: legs in order, changes of means left out.
        items: amounts of all items on the way.
        price: money (USD per tonne), days, risk (USD per tonne).
        cost: generalized cost, USD per tonne.
    """

    alternative: Alternative
    nodes: tuple[Node, ...]
    legs: tuple[Leg, ...]
    items: Mapping[str, float]
    price: Price
    cost: float

    @property
    def km(self) -> float:
        """Length in kilometres."""
        return sum(leg.km for leg in self.legs)

    @property
    def places(self) -> tuple[str, ...]:
        """Places in order."""
        return tuple(dict.fromkeys(place for place, _ in self.nodes))


class Stage(NamedTuple):
    """The network for one alternative: without the links of others, its own link taken out."""

    graph: nx.Graph
    gates: tuple[tuple[Node, Node, Mapping], ...]
    items: tuple[Mapping[str, float], ...]


@lru_cache(maxsize=512)
def stage(legs: tuple[Leg, ...], case: Case, alternative: Alternative) -> Stage:
    """Return the network for one alternative; land alternatives do not use the sea ways.

    Each edge has a `key`, its place in `items`.
    """
    import networkx as nx

    whole, graph = network(legs, case), nx.Graph()
    gates: list[tuple[Node, Node, Mapping]] = []
    items: list[Mapping[str, float]] = []
    for a, b, edge in whole.edges(data=True):
        if edge["pair"] == alternative.link:
            gates.append((a, b, edge))
        elif edge["pair"] not in LINKS and not (alternative.link and _by_sea_way(edge)):
            graph.add_edge(a, b, key=len(items), **edge)
            items.append(edge["items"])
    return Stage(graph, tuple(gates), tuple(items))


def _by_sea_way(edge: Mapping) -> bool:
    return edge["leg"] is not None and edge["leg"].by_sea_way


def best_way(
    at: Stage, alternative: Alternative, ends: tuple[str, str], values: Mapping
) -> Way | None:
    """Return the way of least generalized cost of a corridor between two places, None if none.

    Args:
        at: the network of a case for this alternative.
        alternative: the corridor.
        ends: origin and destination.
        values: the number of each knob.
    """
    table = prices(values, north_south=alternative.north_south)
    time = float(values["value_of_time"])
    unit = {item: float(generalized(p, time)) for item, p in table.items()}
    nodes = _shortest(at, alternative, ends, unit)
    if nodes is None:
        return None
    own = {frozenset((a, b)): edge for a, b, edge in at.gates}
    edges = [own.get(frozenset(pair)) or at.graph.edges[pair] for pair in pairwise(nodes)]
    legs = tuple(e["leg"] for e in edges if e["leg"] is not None)
    if not alternative.link and not any(leg.by_sea_way for leg in legs):
        return None
    items: dict[str, float] = {}
    for edge in edges:
        for item, amount in edge["items"].items():
            items[item] = items.get(item, 0.0) + amount
    if any(leg.inside_iran for leg in legs):
        items["risk_iran"] = 1.0
    price = bill(items, table)
    return Way(alternative, tuple(nodes), legs, items, price, float(generalized(price, time)))


def _shortest(
    at: Stage, alternative: Alternative, ends: tuple[str, str], unit: Mapping[str, float]
) -> list[Node] | None:
    """Return the nodes of the cheapest way, through the corridor's own link if it has one."""
    import networkx as nx

    weights = [_cost(items, unit) for items in at.items]

    def weight(_a: Node, _b: Node, edge: Mapping) -> float:
        return weights[edge["key"]]

    start, goals = (ends[0], START), [n for n in at.graph.nodes if n[0] == ends[1]]
    if start not in at.graph or not goals:
        return None
    out, paths = nx.single_source_dijkstra(at.graph, start, weight=weight)
    if not alternative.link:
        found = [(out[g], paths[g]) for g in goals if g in out]
        return min(found)[1] if found else None
    back, tails = nx.multi_source_dijkstra(at.graph, set(goals), weight=weight)
    found = [
        (out[first] + _cost(edge["items"], unit) + back[last], paths[first] + tails[last][::-1])
        for a, b, edge in at.gates
        for first, last in ((a, b), (b, a))
        if first in out and last in back
    ]
    return min(found)[1] if found else None


def _cost(items: Mapping[str, float], unit: Mapping[str, float]) -> float:
    return sum(amount * unit[item] for item, amount in items.items())
