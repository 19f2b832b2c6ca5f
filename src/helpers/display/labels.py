"""Names on a map that keep clear of each other, of lines and of dots."""

from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes

from helpers.display.projection import Box
from helpers.display.style import INK, WHITE

WIDE, HIGH = 0.6, 1.2
"""Width of a letter and height of a line, in units of the type size (DejaVu Sans)."""

SIDES = (
    (1, 0),
    (-1, 0),
    (1, 0.75),
    (1, -0.75),
    (-1, 0.75),
    (-1, -0.75),
    (0, 1.15),
    (0, -1.15),
    (1, 1.6),
    (-1, 1.6),
    (1, -1.6),
    (-1, -1.6),
    (0, 2),
    (0, -2),
)
"""Sides of a dot on which its name may stand, the better first: right, left, corners, above."""

VEIL = {"facecolor": WHITE, "edgecolor": "none", "alpha": 0.7, "pad": 0.4}
"""Ground of a name that a line runs under; a path effect would turn the text into outlines."""


class Labels:
    """The names of one map and what they keep clear of.

    Args:
        ax: the map, its limits set.
        unit: length of a point in units of the axes.
    """

    def __init__(self, ax: Axes, unit: float) -> None:
        self.ax, self.unit = ax, unit
        self.boxes: list[Box] = []
        self.crowd: list[tuple[float, float, float]] = []
        (self.left, self.right), (self.bottom, self.top) = ax.get_xlim(), ax.get_ylim()

    def avoid(self, line: np.ndarray, weight: float = 1) -> None:
        """Keep later names clear of a line or of single points (n, 2)."""
        self.crowd += [(x, y, weight) for x, y in line]
        for a, b in pairwise(line):
            steps = max(2, int(np.hypot(*(b - a)) / (4 * self.unit)))
            for part in np.linspace(0, 1, steps)[1:-1]:
                x, y = a + part * (b - a)
                self.crowd.append((x, y, weight))

    def fixed(
        self,
        text: str,
        at: np.ndarray,
        colour: str,
        *,
        size: float = 8,
        above: bool = False,
        **look,
    ) -> None:
        """Write a name at a place chosen by hand, if that place lies on the map."""
        x, y = at
        if not (self.left < x < self.right and self.bottom < y < self.top):
            return
        self._write(text, (x, y, "center"), colour, size=size, zorder=8 if above else 2, **look)

    def edge(self, spot: np.ndarray, end: np.ndarray) -> np.ndarray:
        """Return where a line from the middle of the newest name to `end` leaves its box."""
        left, right, bottom, top = self.boxes[-1]
        way = end - spot
        reach = np.array([(right - left) / 2, (top - bottom) / 2]) / np.maximum(np.abs(way), 1e-9)
        return spot + min(1.0, float(reach.min())) * way

    def beside(self, text: str, spot: np.ndarray, size: float = 8) -> None:
        """Write the name of a dot on the side where it covers least."""
        best = min(
            range(len(SIDES)), key=lambda i: self._cost(text, spot, SIDES[i], size) + 0.3 * i
        )
        self._write(text, self._place(spot, SIDES[best], size), INK, size=size, zorder=8)

    def _write(
        self, text: str, place: tuple[float, float, str], colour: str, *, size: float, **look
    ) -> None:
        x, y, align = place
        box = self._box(text, x, y, align, size)
        look |= {"bbox": VEIL} if self._covered(box) else {}
        self.ax.text(
            x, y, text, fontsize=size, color=colour, ha=align, va="center", clip_on=True, **look
        )
        self.boxes.append(box)

    def _place(
        self, spot: np.ndarray, side: tuple[float, float], size: float
    ) -> tuple[float, float, str]:
        dx, dy = side
        x = spot[0] + dx * 4.5 * self.unit * (0.7 if dy else 1)
        y = spot[1] + dy * (0.75 * size) * self.unit
        return x, y, "left" if dx > 0 else "right" if dx < 0 else "center"

    def _box(self, text: str, x: float, y: float, align: str, size: float) -> Box:
        lines = text.split("\n")
        wide = WIDE * size * max(len(t) for t in lines) * self.unit
        high = HIGH * size * len(lines) * self.unit
        left = x if align == "left" else x - wide if align == "right" else x - wide / 2
        return left, left + wide, y - high / 2, y + high / 2

    def _cost(self, text: str, spot: np.ndarray, side: tuple[float, float], size: float) -> float:
        x, y, align = self._place(spot, side, size)
        left, right, bottom, top = self._box(text, x, y, align, size)
        cost = 0.0
        for a, b, c, d in self.boxes:
            wide, high = min(right, b) - max(left, a), min(top, d) - max(bottom, c)
            cost += 60 if wide > 0 and high > 0 else 0
        cost += 1.5 * self._covered((left, right, bottom, top))
        out = left < self.left or right > self.right or bottom < self.bottom or top > self.top
        return cost + (200 if out else 0)

    def _covered(self, box: Box) -> float:
        left, right, bottom, top = box
        return sum(w for x, y, w in self.crowd if left < x < right and bottom < y < top)
