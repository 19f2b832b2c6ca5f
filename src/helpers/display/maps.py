"""Maps of corridors: states and seas named lightly, routes by state of building, towns named.

Routes that share a line run side by side; names of towns take the free side of their dot.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline

from helpers.display.labels import VEIL, Labels
from helpers.display.projection import Box, Lambert, cut, rings, thin
from helpers.display.style import GREY, INK, LIGHT, PANEL, WHITE, WIDTH, canvas

BORDER_NOTE = (
    "Borders after Natural Earth, which draws de facto control: Crimea appears with Russia. "
    "This is no statement on sovereignty."
)
IN_USE, PLANNED = "in use", "planned or under way"
PIPELINE, MISSING = "gas pipeline, planned", "railway missing: lorries"
BEST, OTHER = "way of least cost", "other way"
STYLES = {
    IN_USE: "-",
    PLANNED: (0, (3.2, 1.7)),
    PIPELINE: (0, (0.8, 1.5)),
    MISSING: "-",
    BEST: "-",
    OTHER: "-",
}
"""How a leg is drawn by its state: none is told by colour alone; a missing one bears a cross."""

STEP = 0.75
"""Points closer than this, in points of the page, are drawn as one."""

LINE, THIN, GAP = 2.0, 0.9, 2.7
"""Width of a route and of a missing leg, distance of routes that share a line; points."""

WIDTHS = {MISSING: THIN, BEST: 4.0, OTHER: 1.5}
"""Widths of the states that are not drawn as wide as a route."""


@dataclass(frozen=True)
class View:
    """A part of the world: its frame, its projection and the names written on it.

    Args:
        frame: west, east, south, north, degrees; met in the middle of each side.
        projection: of the map.
        states: (name, longitude, latitude) of each name.
        seas: the same for seas.
        bar: length of the scale bar, kilometres.
        bar_at: place of its right end, in fractions of the frame.
    """

    frame: Box
    projection: Lambert
    states: Sequence[tuple[str, float, float]] = ()
    seas: Sequence[tuple[str, float, float]] = ()
    bar: int = 500
    bar_at: tuple[float, float] = (0.97, 0.025)

    @property
    def box(self) -> Box:
        """Left, right, bottom and top in the plane, kilometres."""
        west, east, south, north = self.frame
        lon, lat = (west + east) / 2, (south + north) / 2
        side = self.projection.points([(west, lat), (east, lat), (lon, south), (lon, north)])
        return side[0, 0], side[1, 0], side[2, 1], side[3, 1]


class Tag(NamedTuple):
    """A route's name on the map, at a longitude and latitude, with a thin line to `to` if given."""

    route: str
    text: str
    lon: float
    lat: float
    to: tuple[float, float] | None = None


def corridor_map(
    legs: pd.DataFrame,
    places: pd.DataFrame,
    borders: Path,
    view: View,
    *,
    colours: Mapping[str, str],
    tags: Sequence[Tag] = (),
) -> Figure:
    """Return a map of routes between places.

    Args:
        legs: route, start, end, state (a key of `STYLES`), path (pairs of longitude and
            latitude); legs of a route in order.
        places: place, lon, lat of the towns to name.
        borders: GeoJSON of states.
        view: what is shown.
        colours: by route.
        tags: names of routes; those of routes not drawn are left out.
    """
    left, right, bottom, top = view.box
    fig, (ax,) = canvas(WIDTH * (top - bottom) / (right - left))
    _frame(ax, view)
    km = (right - left) / (WIDTH * 72)
    _draw_borders(ax, borders, view, STEP * km)
    labels = Labels(ax, km)
    _draw_routes(ax, legs, view, colours, labels)
    for text, lon, lat in view.seas:
        labels.fixed(text, view.projection.points((lon, lat))[0], GREY, style="italic")
    for text, lon, lat in view.states:
        labels.fixed(text, view.projection.points((lon, lat))[0], GREY, weight="bold")
    for tag in tags:
        if tag.route in set(legs["route"]):
            _draw_tag(ax, tag, view, colours[tag.route], labels)
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
    """Draw all states as one shape: each point once keeps the drawing small."""
    shapes = [thin(cut(view.projection.points(r), view.box), step) for r in rings(borders)]
    land = [Outline(np.vstack([s, s[:1]]), closed=True) for s in shapes if len(s) > 3]
    ax.add_patch(PathPatch(Outline.make_compound_path(*land), fc=PANEL, ec=LIGHT, lw=0.9, zorder=1))


def _draw_routes(
    ax: Axes, legs: pd.DataFrame, view: View, colours: Mapping[str, str], labels: Labels
) -> None:
    """Draw each route over a light edge, moved aside where it shares a line with others."""
    lines = list(_lines(legs, view, GAP * labels.unit))
    for _, state, line in lines:
        edge = max(WIDTHS.get(state, LINE), LINE) + 1.6
        ax.plot(*line.T, color=WHITE, lw=edge, zorder=3, solid_capstyle="round")
        labels.avoid(line)
    for route, state, line in lines:
        width = WIDTHS.get(state, LINE)
        ax.plot(*line.T, color=colours[route], lw=width, ls=STYLES[state], zorder=4)
        if state == MISSING:
            middle = line[len(line) // 2 - 1 : len(line) // 2 + 1].mean(axis=0)
            ax.plot(*middle, "X", color=colours[route], mec=WHITE, mew=0.8, ms=9, zorder=6)


def _lines(legs: pd.DataFrame, view: View, gap: float):
    """Return (route, state, plane points) for each run of legs of one route and state."""
    shared: dict[frozenset[str], list[str]] = {}
    for leg in legs.itertuples():
        shared.setdefault(frozenset((leg.start, leg.end)), []).append(leg.route)
    for route, part in legs.groupby("route", sort=False):
        run: list[np.ndarray] = []
        state = ""
        for leg in part.itertuples():
            path = view.projection.points(leg.path)
            beside = shared[frozenset((leg.start, leg.end))]
            slot = beside.index(leg.route) - (len(beside) - 1) / 2
            path = path + _across(path, turned=leg.start > leg.end) * slot * gap
            if state and leg.state != state:
                yield route, state, np.vstack(run)
                run = [run[-1][-1:]]
            run.append(path)
            state = leg.state
        yield route, state, np.vstack(run)


def _across(path: np.ndarray, *, turned: bool) -> np.ndarray:
    """Return the unit vector across a leg, the same for both ways of travel."""
    along = (path[-1] - path[0]) * (-1 if turned else 1)
    length = float(np.hypot(*along)) or 1.0
    return np.array([-along[1], along[0]]) / length


def _draw_tag(ax: Axes, tag: Tag, view: View, colour: str, labels: Labels) -> None:
    spot = view.projection.points((tag.lon, tag.lat))[0]
    # on the tint of land alone, the colours of routes fall under a contrast of 4.5:1
    labels.fixed(tag.text, spot, colour, size=8.4, above=True, weight="bold", bbox=VEIL)
    if tag.to:
        end = view.projection.points(tag.to)[0]
        line = np.array([labels.edge(spot, end), end])
        ax.plot(*line.T, color=colour, lw=0.8, zorder=5)
        labels.avoid(line)


def _name_places(ax: Axes, places: pd.DataFrame, view: View, labels: Labels) -> None:
    left, right, bottom, top = view.box
    spots = view.projection.points(places[["lon", "lat"]].to_numpy())
    inside = [left < x < right and bottom < y < top for x, y in spots]
    shown = [(n, s) for n, s, ok in zip(places["place"], spots, inside, strict=True) if ok]
    for _, spot in shown:
        ax.scatter(spot[0], spot[1], s=13, c=WHITE, edgecolors=INK, linewidths=1, zorder=7)
        labels.avoid(np.array([spot]), weight=4)
    for text, spot in shown:
        labels.beside(text, spot)


def _key(ax: Axes, legs: pd.DataFrame, view: View) -> None:
    """Draw the key of line styles in the lower left corner, and the scale bar."""
    for state in (s for s in STYLES if s in set(legs["state"])):
        look: dict[str, Any] = {"marker": "X", "ms": 7} if state == MISSING else {}
        look |= {"lw": WIDTHS.get(state, LINE), "ls": STYLES[state]}
        ax.plot([], [], color=INK, label=state, **look)
    key = ax.legend(loc="lower left", handlelength=3, fontsize=8, frameon=True, borderpad=0.6)
    key.get_frame().set(facecolor=WHITE, edgecolor=LIGHT, alpha=1)
    key.set_zorder(9)
    left, right, bottom, top = view.box
    x = left + view.bar_at[0] * (right - left)
    y = bottom + view.bar_at[1] * (top - bottom)
    ax.plot([x - view.bar, x], [y, y], color=INK, lw=1.4, zorder=9, solid_capstyle="butt")
    ax.annotate(
        f"about {view.bar} km",
        (x, y),
        xytext=(0, 3),
        textcoords="offset points",
        ha="right",
        va="bottom",
        fontsize=7.8,
        zorder=9,
        bbox=VEIL,
    )
