"""From the globe to the page: a conic projection, and borders cut and thinned for a frame.

Projection: Lambert conformal conic with two standard parallels, after Snyder, "Map Projections: A
Working Manual" (US Geological Survey Professional Paper 1395, 1987), equations 15-1 to 15-4 for a
sphere: it keeps shapes, and fits a region of middle latitudes.
"""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

EARTH_KM = 6371.0
"""Radius of the sphere, kilometres."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Lambert:
    """A Lambert conformal conic projection of the sphere; plane units are kilometres.

    Args:
        parallels: the two standard parallels, degrees north; lengths are true along them.
        origin: longitude and latitude of the plane's origin, degrees.
    """

    parallels: tuple[float, float]
    origin: tuple[float, float]

    def project(self, lon: np.ndarray, lat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return plane coordinates, kilometres, of points given in degrees east and north.

        Example:
            >>> x, y = Lambert((38, 42), (46, 40)).project(np.array([46.0]), np.array([40.0]))
            >>> float(x[0]), float(y[0])
            (0.0, 0.0)
        """
        phi1, phi2 = (math.radians(p) for p in self.parallels)
        lon0, phi0 = (math.radians(v) for v in self.origin)
        n = math.log(math.cos(phi1) / math.cos(phi2)) / math.log(_tan(phi2) / _tan(phi1))
        f = EARTH_KM * math.cos(phi1) * _tan(phi1) ** n / n
        rho = f / np.tan(np.pi / 4 + np.radians(lat) / 2) ** n
        theta = n * (np.radians(lon) - lon0)
        return rho * np.sin(theta), f / _tan(phi0) ** n - rho * np.cos(theta)

    def points(self, lonlat: object) -> np.ndarray:
        """Return an array (n, 2) of plane coordinates for pairs of longitude and latitude."""
        pairs = np.asarray(lonlat, dtype=float).reshape(-1, 2)
        return np.column_stack(self.project(pairs[:, 0], pairs[:, 1]))


def rings(borders: Path) -> Iterator[np.ndarray]:
    """Return the outer rings of a GeoJSON layer of states, as longitude and latitude."""
    for feature in _layer(borders)["features"]:
        shape = feature["geometry"]
        polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        for polygon in polygons:
            yield np.array(polygon[0], dtype=float)


def cut(ring: np.ndarray, box: Box) -> np.ndarray:
    """Return the part of a closed ring inside a box (left, right, bottom, top).

    Sutherland and Hodgman, "Reentrant polygon clipping", Communications of the ACM 17 (1974).
    """
    left, right, bottom, top = box
    for axis, edge, sign in ((0, left, 1), (0, right, -1), (1, bottom, 1), (1, top, -1)):
        if not len(ring):
            break
        ring = _half_plane(ring, axis, edge, sign)
    return ring


def thin(ring: np.ndarray, step: float) -> np.ndarray:
    """Return a ring snapped to a grid, without repeats and without points amid a straight line.

    Neighbours keep their common border.
    """
    if not len(ring):
        return ring
    cells = np.round(ring / step)
    cells = cells[np.any(np.diff(cells, axis=0, prepend=cells[:1] + 1) != 0, axis=1)]
    come, go = cells - np.roll(cells, 1, axis=0), np.roll(cells, -1, axis=0) - cells
    turns = come[:, 0] * go[:, 1] != come[:, 1] * go[:, 0]
    back = (come * go).sum(axis=1) <= 0
    return cells[turns | back] * step


@lru_cache(maxsize=4)
def _layer(borders: Path) -> dict:
    return json.loads(borders.read_text("utf-8"))


def _half_plane(ring: np.ndarray, axis: int, edge: float, sign: int) -> np.ndarray:
    inside = sign * (ring[:, axis] - edge) >= 0
    if inside.all():
        return ring
    out = []
    for i, point in enumerate(ring):
        before = ring[i - 1]
        if inside[i] != inside[i - 1]:
            part = (edge - before[axis]) / (point[axis] - before[axis])
            out.append(before + part * (point - before))
        if inside[i]:
            out.append(point)
    return np.array(out)


def _tan(phi: float) -> float:
    return math.tan(math.pi / 4 + phi / 2)
