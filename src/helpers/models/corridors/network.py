"""The network: places and legs as a graph, with what each leg and each change on it asks for.

A node is a place together with the means of carriage there (rail, road or sea), so that a change of
means is an edge of its own. An edge holds amounts of items: kilometres by mode, changes, borders,
tolls, risks. What an item costs is not known here: see `prices`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from helpers.ledger.views import Known

if TYPE_CHECKING:
    import networkx as nx

Node = tuple[str, str]
Pair = frozenset[str]

LEFT_OUT = ("Aras corridor (under way)", "Crossroads of Peace (plan)")
"""Planned lines that end in no way between the places offered."""

SEA_WAY, SOUTHERN_ARMENIA = "Sea way", "TRIPP (planned)"
PORTS = ("Mumbai", "Istanbul", "Bandar Abbas", "Chabahar")
"""Ports where a sea way ends."""

BROAD = frozenset({"RUS", "KAZ", "TKM", "AZE", "GEO", "ARM"})
"""States whose railways have the gauge of 1520 mm; the others have 1435 mm."""

BORDERS = {
    ("RUS", "KAZ"): "border_rus_kaz",
    ("KAZ", "TKM"): "border_kaz_tkm",
    ("TKM", "IRN"): "border_tkm_irn",
    ("RUS", "AZE"): "border_rus_aze",
    ("AZE", "IRN"): "border_aze_irn",
    ("AZE", "GEO"): "border_aze_geo",
    ("GEO", "TUR"): "border_geo_tur",
    ("CHN", "KAZ"): "border_chn_kaz",
    ("AZE", "TUR"): "border_aze_tur",
    ("AZE", "ARM"): "border_southern_armenia",
}
SEA_BORDERS = {
    ("RUS", "IRN"): "border_rus_irn_sea",
    ("KAZ", "AZE"): "border_kaz_aze_sea",
    ("IRN", "IND"): "border_irn_ind_sea",
    ("GEO", "TUR"): "border_geo_tur_sea",
}

ASTARA, CASPIAN, INCHEH = (
    frozenset(p)
    for p in (("Astara", "Rasht"), ("Astrakhan", "Bandar Anzali"),
              ("Balkanabat", "Gorgan (near Incheh Borun)"))
)  # fmt: skip
KARS, POTI, SYUNIK = (
    frozenset(p)
    for p in (("Tbilisi", "Kars"), ("Poti", "Istanbul"), ("Meghri", "Ordubad"))
)  # fmt: skip
FERRY = frozenset(("Aktau", "Baku"))
NOVOROSSIYSK = frozenset(("Novorossiysk", "Bosporus"))
RED_SEA = frozenset(("Suez", "Bab el-Mandeb"))
CANAL = frozenset(("Port Said", "Suez"))
HORMUZ = (frozenset(("Bandar Abbas", "Mumbai")), frozenset(("Strait of Hormuz", "Bandar Abbas")))
CLOSURES: Mapping[str, tuple[Pair, ...]] = {
    "none": (),
    "astara": (ASTARA,),
    "caspian": (CASPIAN,),
    "incheh-borun": (INCHEH,),
    "aktau-ferry": (FERRY,),
    "kars": (KARS,),
    "novorossiysk": (NOVOROSSIYSK,),
}
"""Legs that each closure takes away; `iran` takes all that lie inside Iran."""


@dataclass(frozen=True)
class Leg:
    """A stretch between two places.

    Attributes:
        pair: the two places.
        mode: rail, road, sea_caspian, sea_black or sea_ocean.
        km: length, kilometres.
        countries: of the two places, ISO3.
        corridor: the corridor of the table that holds it.
    """

    pair: Pair
    mode: str
    km: float
    countries: tuple[str, str]
    corridor: str

    @property
    def means(self) -> str:
        """Rail, road or sea."""
        return self.mode.split("_")[0]

    @property
    def by_sea_way(self) -> bool:
        """Whether it belongs to the sea ways round the land corridors."""
        return self.corridor.startswith(SEA_WAY)

    @property
    def inside_iran(self) -> bool:
        """Whether both its ends lie in Iran."""
        return set(self.countries) == {"IRN"}


@dataclass(frozen=True)
class Case:
    """What of the network is open: the switches and the closure of a case."""

    rasht_astara_built: bool = False
    hormuz_closed: bool = False
    southern_armenia_open: bool = False
    red_sea_closed: bool = False
    closed_link: str = "none"
    rasht_astara_km: float = field(default=162.0)


def read_legs(known: Known) -> tuple[Leg, ...]:
    """Return the legs of the network that were public, each pair of places and means once."""
    points = known.table("waypoints", "known_from")
    stops = points.groupby("corridor")["place"].agg(set).to_dict()
    country = points.drop_duplicates("place").set_index("place")["country"].to_dict()
    legs: dict[tuple[Pair, str], Leg] = {}
    for row in known.ledger.corridor_legs.itertuples():
        ends = (row.from_place, row.to_place)
        if row.corridor in LEFT_OUT or not set(ends) <= stops.get(row.corridor, set()):
            continue
        states = (country[ends[0]], country[ends[1]])
        leg = Leg(frozenset(ends), row.mode, float(row.km), states, row.corridor)
        legs.setdefault((leg.pair, leg.means), leg)
    return tuple(legs.values())


def items_of(leg: Leg) -> dict[str, float]:
    """Return what a leg asks for: kilometres by mode, borders, gauge, toll and risk."""
    items = {leg.mode: leg.km}
    border = _border(leg)
    if border:  # the two borders of southern Armenia are one row: each leg has half
        items[border] = 0.5 if border == "border_southern_armenia" else 1.0
    broad = [c in BROAD for c in leg.countries]
    if leg.mode == "rail" and broad[0] != broad[1]:
        items["gauge"] = 1.0
    if leg.pair == CANAL:
        items["suez"] = 1.0
    for pair, risk in ((CASPIAN, "risk_caspian"), (NOVOROSSIYSK, "risk_black_sea"),
                       (RED_SEA, "risk_red_sea")):  # fmt: skip
        if leg.pair == pair:
            items[risk] = 1.0
    return items


def _border(leg: Leg) -> str:
    a, b = leg.countries
    if leg.by_sea_way and leg.means == "sea":
        return "border_port" if leg.pair & set(PORTS) else ""
    table = SEA_BORDERS if leg.means == "sea" else BORDERS
    return table.get((a, b)) or table.get((b, a), "")


@lru_cache(maxsize=256)
def network(legs: tuple[Leg, ...], case: Case) -> nx.Graph:
    """Return the graph of what is open in a case.

    Edges have `items` (amounts by item), `leg` (None for a change of means) and `pair`.
    """
    import networkx as nx  # here, so that no command waits for it in vain

    graph = nx.Graph()
    for leg in legs:
        if not _is_open(leg, case):
            continue
        if leg.pair == ASTARA and case.rasht_astara_built:
            leg = Leg(leg.pair, "rail", case.rasht_astara_km, leg.countries, leg.corridor)
        a, b = sorted(leg.pair)
        graph.add_edge((a, leg.means), (b, leg.means), items=items_of(leg), leg=leg, pair=leg.pair)
    _add_changes(graph)
    return graph


def _is_open(leg: Leg, case: Case) -> bool:
    if leg.corridor == SOUTHERN_ARMENIA and not case.southern_armenia_open:
        return False
    shut = (*(HORMUZ if case.hormuz_closed else ()), *((RED_SEA,) if case.red_sea_closed else ()))
    if leg.pair in shut:
        return False
    if case.closed_link == "iran" and leg.inside_iran:
        return False
    return leg.pair not in CLOSURES.get(case.closed_link, ())


def _add_changes(graph: nx.Graph) -> None:
    means: dict[str, set[str]] = {}
    for place, kind in graph.nodes:
        means.setdefault(place, set()).add(kind)
    for place, kinds in means.items():
        for a, b in combinations(sorted(kinds), 2):
            graph.add_edge(
                (place, a), (place, b), items={f"{a}-{b}": 1.0}, leg=None, pair=frozenset((place,))
            )
