"""Maps: the projection against its source, borders inside the frame, names that keep clear."""

import numpy as np
import pandas as pd
import pytest

from helpers.display.labels import Labels
from helpers.display.maps import IN_USE, MISSING, PLANNED, Tag, View, corridor_map
from helpers.display.projection import EARTH_KM, Lambert, cut, rings, thin
from helpers.display.style import BLUE, RED, canvas
from helpers.ledger.package import data_dir

LAYER = data_dir() / "map/region_50m.geojson"
VIEW = View((42, 50, 37, 42), Lambert((38, 42), (46, 40)), states=(("Armenia", 45, 40.4),), bar=100)


def test_projection_gives_the_worked_example_of_its_source():
    # Snyder, Professional Paper 1395, page 295: unit sphere, parallels 33 and 45 degrees.
    lambert = Lambert((33, 45), (-96, 23))
    x, y = lambert.project(np.array([-75.0]), np.array([35.0]))
    assert (x[0] / EARTH_KM, y[0] / EARTH_KM) == pytest.approx((0.2966785, 0.2462112), abs=1e-6)


def test_lengths_are_true_along_a_standard_parallel():
    a, b = Lambert((38, 42), (46, 40)).points([(46.0, 38.0), (46.1, 38.0)])
    assert np.hypot(*(b - a)) == pytest.approx(
        np.radians(0.1) * EARTH_KM * np.cos(np.radians(38)), rel=1e-4
    )


def test_a_ring_is_cut_at_the_frame():
    square = np.array([(0.0, 0.0), (10, 0), (10, 10), (0, 10)])
    inside = cut(square, (5, 20, -5, 5))
    assert (inside.min(axis=0).tolist(), inside.max(axis=0).tolist()) == ([5, 0], [10, 5])
    assert not len(cut(square, (20, 30, 0, 10)))


def test_neighbours_keep_their_common_border_when_thinned():
    shared = np.array([(0.02, 0.01), (1.04, 1.01), (2.01, 3.02)])
    one, other = thin(shared, 0.1), thin(shared[::-1], 0.1)
    assert {tuple(p) for p in one.round(6)} == {tuple(p) for p in other.round(6)}


def test_borders_of_the_layer_are_rings_of_degrees():
    for ring in rings(LAYER):
        assert ring.shape[1] == 2 and np.abs(ring[:, 0]).max() <= 180


def test_names_of_near_places_do_not_cover_each_other():
    _, (ax,) = canvas(4)
    ax.set_xlim(0, 500)
    ax.set_ylim(0, 300)
    labels = Labels(ax, 1.0)
    spots = [np.array([250.0 + 4 * i, 150.0 + 5 * i]) for i in range(5)]
    for i, spot in enumerate(spots):
        labels.beside(f"Town {i}", spot)
    assert not any(_overlap(a, b) for i, a in enumerate(labels.boxes) for b in labels.boxes[:i])


def test_a_planned_route_is_dashed_and_a_missing_railway_bears_a_cross():
    ax = _map(["in use", "planned"]).axes[0]
    dashes = {line.get_linestyle() for line in ax.lines if line.get_color() in (BLUE, RED)}
    assert {"-", "--"} <= dashes
    assert any(line.get_marker() == "X" and len(line.get_xdata()) == 1 for line in ax.lines)


def test_tags_of_routes_not_drawn_are_left_out():
    written = {t.get_text() for t in _map(["in use"]).axes[0].texts}
    assert "in use" in written and "planned" not in written


def _map(routes: list[str]):
    known = {"in use": (IN_USE, [(44, 41), (45, 40)]), "planned": (PLANNED, [(45, 40), (47, 39)])}
    legs = [(r, r, f"{r} end", *known[r]) for r in routes]
    legs.insert(1, ("in use", "in use end", "beyond", MISSING, [(45, 40), (46, 40)]))
    legs = pd.DataFrame(legs, columns=["route", "start", "end", "state", "path"])
    places = pd.DataFrame({"place": ["Yerevan"], "lon": [44.5], "lat": [40.2]})
    tags = [Tag("in use", "in use", 44, 39), Tag("planned", "planned", 47, 40, (46, 39.5))]
    return corridor_map(
        legs, places, LAYER, VIEW, colours={"in use": BLUE, "planned": RED}, tags=tags
    )


def _overlap(a, b) -> bool:
    return min(a[1], b[1]) > max(a[0], b[0]) and min(a[3], b[3]) > max(a[2], b[2])
