"""How the corridors run on a map: names, colours, and points that keep a line on its way."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

import pandas as pd

from helpers.display.maps import IN_USE, MISSING, PIPELINE, PLANNED, Tag, View
from helpers.display.projection import Lambert
from helpers.display.style import BLUE, BROWN, GREEN, GREY, ORANGE, PURPLE, RED, TEAL
from helpers.sections.briefing import Briefing
from helpers.sections.prose import cite

COLUMNS = ("route", "start", "end", "mode", "state", "path", "borders")

NAMES = {
    "INSTC western": "North-South, western branch",
    "INSTC trans-Caspian": "North-South, trans-Caspian branch",
    "INSTC eastern": "North-South, eastern branch",
    "Middle Corridor (Kars)": "Middle Corridor by Kars",
    "Middle Corridor (Black Sea)": "Middle Corridor by the Black Sea",
    "Aras corridor (under way)": "Aras corridor",
    "Crossroads of Peace (plan)": "Crossroads of Peace",
    "Russian gas to Iran via Azerbaijan (plan)": "Russian gas to Iran",
    "TRIPP (planned)": "TRIPP",
}
COLOURS = {
    "INSTC western": BLUE,
    "INSTC trans-Caspian": TEAL,
    "INSTC eastern": PURPLE,
    "Middle Corridor (Kars)": ORANGE,
    "Middle Corridor (Black Sea)": BROWN,
    "Aras corridor (under way)": GREEN,
    "Crossroads of Peace (plan)": PURPLE,
    "Russian gas to Iran via Azerbaijan (plan)": GREY,
    "TRIPP (planned)": RED,
}
NORTH_SOUTH = ("INSTC western", "INSTC trans-Caspian", "INSTC eastern")
MIDDLE = ("Middle Corridor (Kars)", "Middle Corridor (Black Sea)")
MODEL_ONLY = ("Sea way", "Detour by Chabahar", "Middle Corridor (Poti to Istanbul)")
"""Beginnings of the names of corridors that are there for the model alone: assumptions, not drawn
among the corridors of the region."""

VIA = {
    ("Bandar Abbas", "Mumbai"): [(56.45, 26.75), (56.85, 26.3), (57.2, 25.4), (59.5, 24.4)],
    ("Astrakhan", "Bandar Anzali"): [(48.3, 45.2), (49.3, 43.5), (51.0, 40.6), (50.4, 38.8)],
    ("Aktau", "Baku"): [(50.72, 41.6), (50.58, 40.3), (50.2, 40.2)],
    ("Poti", "Constanta"): [(38.0, 43.2), (33.5, 43.6)],
    ("Astrakhan", "Makhachkala"): [(47.1, 45.5), (46.75, 43.9)],
    ("Baku", "Lankaran"): [(49.4, 39.97), (48.98, 39.5)],
    ("Astara", "Rasht"): [(48.85, 38.0), (49.0, 37.62), (49.3, 37.36)],
    ("Tbilisi", "Kars"): [(43.5, 41.4)],
    ("Imishli (toward Horadiz)", "Meghri"): [(47.35, 39.45), (46.7, 39.06)],
    ("Imishli (toward Horadiz)", "Julfa"): [(47.35, 39.42), (46.62, 38.88), (46.2, 38.74)],
    ("Yerevan", "Nakhchivan"): [(44.75, 39.76)],
    ("Nakhchivan", "Kars"): [(44.8, 39.68), (44.05, 39.92), (43.55, 40.08)],
    ("Moscow", "Novorossiysk"): [(39.2, 51.7), (39.8, 48.9), (39.6, 47.1)],
    ("Bosporus", "Dardanelles"): [(28.2, 40.75)],
    ("Dardanelles", "Rhodes"): [(25.3, 39.2), (26.2, 37.4), (27.2, 36.2)],
    ("Poti", "Istanbul"): [(38.0, 42.5), (33.5, 42.6)],
    ("Suez", "Bab el-Mandeb"): [(34.6, 27.0), (38.0, 20.6), (41.6, 14.9)],
    ("Bab el-Mandeb", "Mumbai"): [(45.2, 12.0), (51.6, 12.9)],
    ("Bab el-Mandeb", "Ras al-Hadd"): [(45.2, 12.0), (52.0, 14.2), (58.6, 19.4)],
    ("Ras al-Hadd", "Strait of Hormuz"): [(58.9, 24.3), (57.1, 25.6)],
    ("Bandar Abbas", "Chabahar"): [(57.4, 26.9), (59.0, 25.9)],
    ("Dondra Head", "Bab el-Mandeb"): [(73.0, 8.4), (51.6, 12.9), (45.2, 12.0)],
}
"""Points (longitude, latitude) between two places, so that no line crosses a state or a cape that
the route goes round. Schematic, like the lines themselves."""

THROUGH = {("Imishli (toward Horadiz)", "Julfa"): 2}
"""Borders on a leg between two places of one state: the Aras road enters Iran and leaves it."""

REGION = View(
    frame=(28.2, 81.6, 17.2, 58.3),
    projection=Lambert((28.0, 52.0), (49.0, 40.0)),
    states=(
        ("Russia", 56.5, 54.6),
        ("Kazakhstan", 69.5, 50.2),
        ("Uzbekistan", 64.0, 42.3),
        ("Turkmenistan", 60.2, 39.3),
        ("Iran", 58.6, 33.6),
        ("Türkiye", 34.3, 38.7),
        ("Ukraine", 31.6, 48.9),
        ("Iraq", 43.3, 33.2),
        ("Saudi Arabia", 45.0, 24.0),
        ("India", 76.2, 23.6),
        ("Pakistan", 66.3, 28.3),
        ("Afghanistan", 65.6, 33.8),
        ("Oman", 56.7, 21.2),
        ("China", 77.4, 38.7),
    ),
    seas=(
        ("Black Sea", 35.3, 42.45),
        ("Caspian\nSea", 51.3, 45.0),
        ("Arabian Sea", 63.0, 19.6),
        ("Persian\nGulf", 51.0, 26.9),
    ),
)
REGION_TAGS = (
    Tag("INSTC western", "North-South,\nwestern branch", 40.6, 45.3, (46.55, 44.3)),
    Tag("INSTC trans-Caspian", "North-South,\ntrans-Caspian branch", 43.6, 36.9, (50.55, 38.9)),
    Tag("INSTC eastern", "North-South,\neastern branch", 55.6, 51.6, (48.8, 49.4)),
    Tag("INSTC western", "to Saint Petersburg", 44.6, 57.7, (35.6, 57.45)),
    Tag("Middle Corridor (Kars)", "Middle Corridor by Kars", 64.3, 45.2, (63.5, 46.95)),
    Tag("Middle Corridor (Kars)", "to Xi’an", 76.9, 46.3, (78.2, 43.6)),
    Tag("Middle Corridor (Black Sea)", "Middle Corridor\nby the Black Sea", 36.8, 46.7,
        (36.0, 43.4)),
)  # fmt: skip
SOUTH = View(
    frame=(41.5, 51.0, 36.85, 42.45),
    projection=Lambert((38.0, 42.0), (46.2, 39.8)),
    states=(
        ("Georgia", 42.75, 41.72),
        ("Armenia", 45.05, 40.42),
        ("Azerbaijan", 48.2, 40.95),
        ("Iran", 47.2, 37.5),
        ("Türkiye", 42.4, 39.4),
        ("Russia", 47.0, 42.25),
    ),
    seas=(("Caspian Sea", 50.25, 39.1),),
    bar=100,
    bar_at=(0.62, 0.025),
)
SOUTH_TAGS = (
    Tag("INSTC western", "North-South,\nwestern branch", 50.05, 38.3, (48.98, 38.55)),
    Tag("Middle Corridor (Kars)", "Middle Corridor", 46.35, 41.62, (46.2, 41.1)),
    Tag("Aras corridor (under way)", "Aras corridor", 47.6, 38.55, (46.75, 38.92)),
    Tag("Crossroads of Peace (plan)", "Crossroads\nof Peace", 45.05, 41.15, (44.2, 41.1)),
    Tag("Russian gas to Iran via Azerbaijan (plan)", "Russian gas\nto Iran", 48.05, 39.2,
        (48.85, 39.2)),
    Tag("Middle Corridor (Kars)", "to Aktau", 50.1, 42.1, (50.62, 42.1)),
    Tag("TRIPP (planned)", "TRIPP", 46.75, 39.75, (47.05, 39.3)),
)  # fmt: skip


def legs(report: Briefing, corridors: Sequence[str] = tuple(NAMES)) -> pd.DataFrame:
    """Return the legs of corridors that were public, in the order of `corridors`.

    Planned corridors are left out unless the reader wants them.

    Returns:
        route, start, end, mode, state, path (pairs of longitude and latitude), borders (crossed
        on the leg).
    """
    points = report.known.table("waypoints", "known_from").sort_values(["corridor", "order"])
    rows = []
    for route in corridors:
        part = list(points[points["corridor"] == route].itertuples())
        if state_of(route) == IN_USE or report.parameters.show_planned:
            rows += [_leg(route, a, b) for a, b in pairwise(part)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def state_of(corridor: str) -> str:
    """Return whether a corridor is in use or planned, as its name in the ledger says."""
    return PLANNED if "(plan" in corridor or "under way" in corridor else IN_USE


def places(
    report: Briefing, shown: pd.DataFrame, names: Mapping[str, str] = MappingProxyType({})
) -> pd.DataFrame:
    """Return place, lon, lat of the places on the legs shown.

    Args:
        report: the section's briefing.
        shown: legs.
        names: by place, the name to write if it is another; a blank one leaves the place out.
    """
    points = report.known.table("waypoints", "known_from").drop_duplicates("place")
    points = points[points["place"].isin(set(shown["start"]) | set(shown["end"]))]
    named = points.assign(place=[names.get(p, p.split(" (")[0]) for p in points["place"]])
    return named.loc[named["place"] != "", ["place", "lon", "lat"]]


def route_words(shown: pd.DataFrame) -> str:
    """Return the routes of a map in words: each with its state and its places in order."""
    said = []
    for route, part in shown.groupby("route", sort=False):
        towns = [part["start"].iloc[0], *part["end"]]
        missing = part[part["state"] == MISSING]
        gap = "".join(f"; no railway from {r.start} to {r.end}" for r in missing.itertuples())
        said.append(f"{NAMES[str(route)]} ({state_of(str(route))}): {', '.join(towns)}{gap}")
    return "Map. " + ". ".join(said) + "."


def map_source(report: Briefing) -> str:
    """Return the citations of a map."""
    ids = report.known.table("waypoints", "known_from")["source_id"].unique()
    return cite(report.known.keys(";".join(ids))) + " Borders: Natural Earth."


def _leg(route: str, a, b) -> dict[str, object]:
    pair = (a.place, b.place)
    via = VIA.get(pair) or VIA.get(pair[::-1], [])[::-1]
    state = MISSING if "rail link planned" in a.mode else state_of(route)
    return {
        "route": route,
        "start": a.place,
        "end": b.place,
        "mode": a.mode,
        "state": PIPELINE if a.mode == "pipeline" else state,
        "path": [(a.lon, a.lat), *via, (b.lon, b.lat)],
        "borders": THROUGH.get(pair, int(a.country != b.country)),
    }
