"""Maps of corridors: states and seas named lightly, routes by state of building, towns named.

Routes that share a line run side by side; names of towns take the free side of their dot.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib import patheffects
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from helpers.display.labels import Labels
from helpers.display.projection import Box, Lambert, cut, rings, thin
from helpers.display.style import GREY, INK, LIGHT, PANEL, WHITE, WIDTH, canvas

BORDER_NOTE = (
    "Borders after Natural Earth, which draws de facto control: Crimea appears with Russia. "
    "This is no statement on sovereignty."
)
STYLES = {
    "in use": "-",
    "planned or under way": (0, (3.2, 1.7)),
    "gas pipeline, planned": (0, (0.8, 1.5)),
    "railway missing, lorries": (0, (1.6, 1.2)),
}
"""How a leg is drawn by its state; each also differs in more than colour."""

LINE, GAP = 2.0, 2.7
"""Width of a route and distance between routes that share a line, points."""


@dataclass(frozen=True)
class View:
    """A part of the world: its frame, its projection and the names written on it.

    Args:
        frame: west, east, south, north, degrees; met in the middle of each side.
        projection: of the map.
        states: (name, longitude, latitude) of each name.
        seas: the same for seas.
        bar: length of the scale bar, kilometres.
    """

    frame: Box
    projection: Lambert
    states: Sequence[tuple[str, float, float]] = ()
    seas: Sequence[tuple[str, float, float]] = ()
    bar: int = 500

    @property
    def box(self) -> Box:
        """Left, right, bottom and top in the plane, kilometres."""
        west, east, south, north = self.frame
        lon, lat = (west + east) / 2, (south + north) / 2
        side = self.projection.points([(west, lat), (east, lat), (lon, south), (lon, north)])
        return side[0, 0], side[1, 0], side[2, 1], side[3, 1]


def corridor_map(
    legs: pd.DataFrame,
    places: pd.DataFrame,
    borders: Path,
    view: View,
    *,
    colours: Mapping[str, str],
    tags: Mapping[str, tuple[str, float, float]],
) -> Figure:
    """Return a map of routes between places.

    Args:
        legs: route, start, end, state (a key of `STYLES`), path (pairs of longitude and
            latitude); legs of a route in order.
        places: place, lon, lat of the towns to name.
        borders: GeoJSON of states.
        view: what is shown.
        colours: by route.
        tags: by route, its name on the map and the longitude and latitude of that name.
    """
    left, right, bottom, top = view.box
    fig, (ax,) = canvas(WIDTH * (top - bottom) / (right - left))
    _frame(ax, view)
    km = (right - left) / (WIDTH * 72)
    _draw_borders(ax, borders, view, 0.3 * km)
    labels = Labels(ax, km)
    for states, look in ((view.seas, {"style": "italic"}), (view.states, {"weight": "bold"})):
        for text, lon, lat in states:
            labels.fixed(text, view.projection.points((lon, lat))[0], GREY, **look)
    _draw_routes(ax, legs, view, colours, km, labels)
    for route, (text, lon, lat) in tags.items():
        if route in set(legs["route"]):
            at = view.projection.points((lon, lat))[0]
            labels.fixed(text, at, colours[route], size=8.4, weight="bold", halo=True)
    _name_places(ax, places, view, labels)
    _key(ax, legs, view)
    return fig


def _frame(ax: Axes, view: View) -> None:
    left, right, bottom, top = view.box
    ax.set_xlim(left, right)
    ax.set_ylim(bottom, top)
    ax.set_aspect("equal")
    ax.set_xticks([])
    ax.set_yticks([])
    for side in ax.spines.values():
        side.set(color=LIGHT, visible=True, linewidth=1)


def _draw_borders(ax: Axes, borders: Path, view: View, step: float) -> None:
    shapes = [thin(cut(view.projection.points(r), view.box), step) for r in rings(borders)]
    land = [s for s in shapes if len(s) > 2]
    ax.add_collection(
        PolyCollection(land, facecolors=PANEL, edgecolors=LIGHT, linewidths=0.9, zorder=1)
    )


def _draw_routes(
    ax: Axes, legs: pd.DataFrame, view: View, colours: Mapping[str, str], km: float, labels: Labels
) -> None:
    """Draw each route over a light edge, moved aside where it shares a line with others."""
    shared: dict[frozenset[str], list[str]] = {}
    for leg in legs.itertuples():
        shared.setdefault(frozenset((leg.start, leg.end)), []).append(leg.route)
    drawn = []
    for route, part in legs.groupby("route", sort=False):
        line, state = [], ""
        for leg in part.itertuples():
            path = view.projection.points(leg.path)
            with_ = shared[frozenset((leg.start, leg.end))]
            slot = with_.index(leg.route) - (len(with_) - 1) / 2
            path = path + _aside(path, leg.start > leg.end) * slot * GAP * km
            if state and leg.state != state:
                drawn.append((route, state, np.vstack(line)))
                line = [line[-1][-1:]]
            line.append(path)
            state = leg.state
        drawn.append((route, state, np.vstack(line)))
    for _, _, line in drawn:
        ax.plot(*line.T, color=WHITE, lw=LINE + 1.6, zorder=3, solid_capstyle="round")
        labels.avoid(line)
    for route, state, line in drawn:
        ax.plot(*line.T, color=colours[route], lw=LINE, ls=STYLES[state], zorder=4,
                solid_capstyle="round", dash_capstyle="butt")  # fmt: skip


def _aside(path: np.ndarray, turned: bool) -> np.ndarray:
    """Return the unit vector across a leg, the same for both ways of travel."""
    along = (path[-1] - path[0]) * (-1 if turned else 1)
    length = float(np.hypot(*along)) or 1.0
    return np.array([-along[1], along[0]]) / length


def _name_places(ax: Axes, places: pd.DataFrame, view: View, labels: Labels) -> None:
    left, right, bottom, top = view.box
    spots = view.projection.points(places[["lon", "lat"]].to_numpy())
    inside = [left < x < right and bottom < y < top for x, y in spots]
    shown = [(n, s) for n, s, ok in zip(places["place"], spots, inside, strict=True) if ok]
    for _, spot in shown:
        ax.scatter(*spot, s=13, c=WHITE, edgecolors=INK, linewidths=1, zorder=6)
        labels.avoid(np.array([spot]), weight=4)
    for text, spot in shown:
        labels.beside(text, spot)


def _key(ax: Axes, legs: pd.DataFrame, view: View) -> None:
    """Draw the key of line styles and the scale bar in the lower left corner."""
    states = [s for s in STYLES if s in set(legs["state"])]
    for state in states:
        ax.plot([], [], color=INK, lw=LINE, ls=STYLES[state], label=state)
    ax.legend(loc="lower left", handlelength=3, fontsize=8, frameon=True, facecolor=WHITE,
              edgecolor=LIGHT, framealpha=1, borderpad=0.6).set_zorder(9)  # fmt: skip
    left, right, bottom, top = view.box
    x, y = right - 0.03 * (right - left), bottom + 0.025 * (top - bottom)
    ax.plot([x - view.bar, x], [y, y], color=INK, lw=1.4, zorder=9, solid_capstyle="butt")
    ax.annotate(f"about {view.bar} km", (x, y), xytext=(0, 3), textcoords="offset points",
                ha="right", va="bottom", fontsize=7.6, zorder=9,
                path_effects=[patheffects.withStroke(linewidth=2.2, foreground=WHITE)])  # fmt: skip
