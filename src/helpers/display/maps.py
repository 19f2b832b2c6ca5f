"""Maps of the region: borders of Natural Earth, corridors by mode, places named.

Projection: Lambert conformal conic with two standard parallels, after Snyder, "Map Projections: A
Working Manual" (US Geological Survey Professional Paper 1395, 1987), equations 15-1 to 15-4 for a
sphere: it keeps shapes, and fits a region that is wider than it is high in middle latitudes.
"""

import json
import math
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from helpers.display.axes import spread
from helpers.display.style import GREY, INK, LIGHT, PANEL, WHITE, canvas, colours

PARALLELS, ORIGIN = (28.0, 52.0), (52.0, 40.0)
"""Standard parallels and origin (longitude, latitude), degrees, for the land between Moscow and Mumbai."""

BORDER_NOTE = (
    "Borders after Natural Earth, which draws de facto control: Crimea appears with Russia. "
    "This is no statement on sovereignty."
)


def project(lon: np.ndarray, lat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return plane coordinates of points, in radii of the sphere.

    Args:
        lon: degrees east, any shape.
        lat: degrees north, the same shape.
    """
    phi1, phi2 = (math.radians(p) for p in PARALLELS)
    lon0, phi0 = (math.radians(v) for v in ORIGIN)
    tan = lambda phi: math.tan(math.pi / 4 + phi / 2)  # noqa: E731
    n = math.log(math.cos(phi1) / math.cos(phi2)) / math.log(tan(phi2) / tan(phi1))
    f = math.cos(phi1) * tan(phi1) ** n / n
    rho = f / np.tan(np.pi / 4 + np.radians(lat) / 2) ** n
    theta = n * (np.radians(lon) - lon0)
    return rho * np.sin(theta), f / tan(phi0) ** n - rho * np.cos(theta)


def corridor_map(
    waypoints: pd.DataFrame,
    borders: Path,
    *,
    extent: tuple[float, float, float, float] = (28, 78, 17, 61),
    named: Sequence[str] = (),
    height: float = 6.2,
) -> Figure:
    """Return a map of corridors, planned ones dashed, each labelled by number with a key.

    Args:
        waypoints: corridor, order, place, lat, lon, planned (bool).
        borders: GeoJSON of countries.
        extent: west, east, south, north in degrees.
        named: places to name.
        height: inches.
    """
    fig, (ax,) = canvas(height)
    _frame(ax, extent)
    draw_borders(ax, borders)
    names = list(dict.fromkeys(waypoints["corridor"]))
    tint = colours(names)
    for i, corridor in enumerate(names):
        part = waypoints[waypoints["corridor"] == corridor].sort_values("order")
        x, y = project(part["lon"].to_numpy(), part["lat"].to_numpy())
        planned = bool(part["planned"].iloc[0])
        ax.plot(x, y, color=WHITE, lw=4.2, zorder=3, solid_capstyle="round")
        ax.plot(x, y, color=tint[corridor], lw=2, ls=(0, (3, 1.6)) if planned else "-", zorder=4,
                label=f"{i + 1}  {corridor}")  # fmt: skip
        k = len(part) // 2
        ax.text(x[k], y[k], str(i + 1), fontsize=7.5, ha="center", va="center", color=WHITE, zorder=7,
                bbox={"boxstyle": "circle,pad=0.22", "fc": tint[corridor], "ec": WHITE, "lw": 0.8})  # fmt: skip
    _name_places(ax, waypoints[waypoints["place"].isin(named)].drop_duplicates("place"))
    ax.legend(loc="upper left", bbox_to_anchor=(0, -0.01), ncols=2, handlelength=2.6, fontsize=8)
    return fig


def draw_borders(ax: Axes, borders: Path) -> None:
    """Draw the countries of a GeoJSON file on projected axes."""
    rings = [np.array(ring) for ring in _rings(json.loads(borders.read_text("utf-8")))]
    shapes = [np.column_stack(project(r[:, 0], r[:, 1])) for r in rings]
    ax.add_collection(
        PolyCollection(shapes, facecolors=PANEL, edgecolors=LIGHT, linewidths=0.6, zorder=1)
    )


def _rings(layer: dict) -> Iterable[list]:
    for feature in layer["features"]:
        shape = feature["geometry"]
        polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        for polygon in polygons:
            yield polygon[0]


def _frame(ax: Axes, extent: tuple[float, float, float, float]) -> None:
    west, east, south, north = extent
    edge = np.linspace(0, 1, 40)
    lon = np.concatenate([west + (east - west) * edge, np.full(40, east), np.full(40, west)])
    lat = np.concatenate(
        [np.full(40, south), south + (north - south) * edge, south + (north - south) * edge]
    )
    x, y = project(lon, lat)
    ax.set_xlim(x.min(), x.max())
    ax.set_ylim(y.min(), project(np.array([52.0]), np.array([north]))[1][0])
    ax.set_aspect("equal")
    ax.set_xticks([])
    ax.set_yticks([])
    for side in ax.spines.values():
        side.set_color(GREY)
        side.set_visible(True)


def _name_places(ax: Axes, places: pd.DataFrame) -> None:
    if places.empty:
        return
    x, y = project(places["lon"].to_numpy(), places["lat"].to_numpy())
    gap = 0.018 * (ax.get_ylim()[1] - ax.get_ylim()[0]) / 0.6
    rows = spread(list(y), gap) if len(y) < 4 else list(y)
    ax.scatter(x, y, s=10, c=INK, zorder=6, linewidths=0)
    for px, py, row, place in zip(x, y, rows, places["place"], strict=True):
        ax.annotate(place, (px, py), xytext=(px + 0.008, row), fontsize=7.8, va="center", zorder=8)
