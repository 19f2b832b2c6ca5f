"""How the corridors run on a map: names, colours, and points that keep a line on its way."""

import pandas as pd

from helpers.display.maps import View
from helpers.display.projection import Lambert
from helpers.display.style import BLUE, BROWN, GREEN, GREY, ORANGE, PURPLE, RED, TEAL
from helpers.sections.briefing import Briefing

NAMES = {
    "INSTC western": "North–South, western branch",
    "INSTC trans-Caspian": "North–South, trans-Caspian branch",
    "INSTC eastern": "North–South, eastern branch",
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

VIA = {
    ("Bandar Abbas", "Mumbai"): [(56.45, 26.75), (56.85, 26.3), (57.2, 25.4), (59.5, 24.4)],
    ("Astrakhan", "Bandar Anzali"): [(48.3, 45.2), (49.3, 43.5), (51.0, 40.6), (50.4, 38.8)],
    ("Aktau", "Baku"): [(50.95, 41.3), (50.7, 40.3), (50.1, 40.2)],
    ("Poti", "Constanta"): [(38.0, 43.2), (33.5, 43.6)],
    ("Astrakhan", "Makhachkala"): [(47.1, 45.5), (46.75, 43.9)],
    ("Tbilisi", "Kars"): [(43.5, 41.4)],
    ("Imishli (toward Horadiz)", "Meghri"): [(47.35, 39.45), (46.7, 39.06)],
    ("Imishli (toward Horadiz)", "Julfa"): [(47.35, 39.42), (46.62, 38.9), (46.2, 38.77)],
    ("Yerevan", "Nakhchivan"): [(44.75, 39.76)],
    ("Nakhchivan", "Kars"): [(44.8, 39.68), (44.05, 39.92), (43.55, 40.08)],
}
"""Points (longitude, latitude) between two places, so that no line crosses a state or a cape that
the route goes round. Schematic, like the lines themselves."""

REGION = View(
    frame=(24.5, 80, 17.4, 61),
    projection=Lambert((28.0, 52.0), (52.0, 40.0)),
    states=(
        ("Russia", 46, 57.8), ("Kazakhstan", 67, 49.6), ("Uzbekistan", 63.6, 42.2), ("Iran", 58.3, 33.4),
        ("Turkmenistan", 59.8, 39.2), ("Türkiye", 34.5, 38.8), ("Ukraine", 31.2, 49.2), ("Iraq", 43.4, 33),
        ("Saudi Arabia", 45, 24), ("India", 75.8, 23.6), ("Pakistan", 66.3, 28.3), ("Afghanistan", 65.6, 33.8),
        ("Oman", 56.7, 21.2), ("China", 79, 39.5),
    ),
    seas=(("Black\nSea", 31.5, 43.0), ("Caspian\nSea", 50.4, 42.4), ("Arabian Sea", 63.5, 19.5)),
)  # fmt: skip
REGION_TAGS = {
    "INSTC western": ("North–South,\nwestern branch", 40.5, 43.9),
    "INSTC trans-Caspian": ("North–South,\ntrans-Caspian branch", 43.2, 36.6),
    "INSTC eastern": ("North–South,\neastern branch", 57.2, 50.8),
    "Middle Corridor (Kars)": ("Middle Corridor by Kars", 66.0, 45.9),
    "Middle Corridor (Black Sea)": ("Middle Corridor\nby the Black Sea", 34.6, 45.2),
}
SOUTH = View(
    frame=(41.6, 50.9, 36.95, 42.45),
    projection=Lambert((38.0, 42.0), (46.2, 39.8)),
    states=(
        ("Georgia", 43.1, 42.1), ("Armenia", 45.0, 40.55), ("Azerbaijan", 48.3, 40.98), ("Iran", 47.4, 37.5),
        ("Türkiye", 42.3, 39.5), ("Nakhchivan\n(Azerbaijan)", 45.72, 39.42), ("Russia", 47.1, 42.3),
    ),
    seas=(("Caspian Sea", 50.4, 39.2),),
    bar=100,
)  # fmt: skip
SOUTH_TAGS = {
    "INSTC western": ("North–South,\nwestern branch", 49.95, 38.1),
    "Middle Corridor (Kars)": ("Middle Corridor", 46.1, 41.6),
    "Aras corridor (under way)": ("Aras corridor", 47.1, 38.72),
    "Crossroads of Peace (plan)": ("Crossroads\nof Peace", 43.75, 40.35),
    "Russian gas to Iran via Azerbaijan (plan)": ("Russian gas\nto Iran", 48.2, 39.4),
    "TRIPP (planned)": ("TRIPP", 46.3, 39.3),
}


def legs(report: Briefing, corridors: tuple[str, ...] = ()) -> pd.DataFrame:
    """Return the legs of corridors that were public: route, start, end, state, mode, path.

    Planned corridors are left out unless the reader wants them. `path` holds pairs of longitude
    and latitude; `countries` the states of both ends.
    """
    points = report.known.table("waypoints", "known_from").sort_values(["corridor", "order"])
    rows = []
    for corridor, part in points.groupby("corridor"):
        state = state_of(str(corridor))
        if (corridors and corridor not in corridors) or corridor not in NAMES:
            continue
        if state != "in use" and not report.parameters.show_planned:
            continue
        for a, b in zip(part.iloc[:-1].itertuples(), part.iloc[1:].itertuples(), strict=True):
            rows.append({"route": corridor, "start": a.place, "end": b.place, "mode": a.mode,
                         "state": _leg_state(state, a.mode), "path": _path(a, b),
                         "countries": (a.country, b.country)})  # fmt: skip
    order = list(corridors or NAMES)
    table = pd.DataFrame(
        rows, columns=["route", "start", "end", "mode", "state", "path", "countries"]
    )
    return table.sort_values("route", key=lambda c: c.map(order.index), kind="stable")


def state_of(corridor: str) -> str:
    """Return whether a corridor is in use or planned, as its name in the ledger says."""
    return "planned or under way" if "(plan" in corridor or "under way" in corridor else "in use"


def places(report: Briefing, shown: pd.DataFrame, names: tuple[str, ...] = ()) -> pd.DataFrame:
    """Return place, lon, lat of the places on the legs shown, all or those named."""
    points = report.known.table("waypoints", "known_from").drop_duplicates("place")
    on_way = set(shown["start"]) | set(shown["end"])
    rows = points[points["place"].isin(on_way & set(names) if names else on_way)]
    return rows.assign(place=[p.split(" (")[0] for p in rows["place"]])[["place", "lon", "lat"]]


def _leg_state(state: str, mode: str) -> str:
    if mode == "pipeline":
        return "gas pipeline, planned"
    return "railway missing, lorries" if "rail link planned" in mode else state


def _path(a, b) -> list[tuple[float, float]]:
    via = VIA.get((a.place, b.place)) or VIA.get((b.place, a.place), [])[::-1]
    return [(a.lon, a.lat), *via, (b.lon, b.lat)]
