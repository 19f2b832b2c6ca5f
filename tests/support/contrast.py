"""Contrast of what figures paint with what is behind it, in the colours of the pages' style."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.path import Path

from support.drawn import Shape, Words

Colour = np.ndarray
"""Red, green and blue between 0 and 1."""

THIN = 0.4
"""A narrower outline is not seen as one."""

NEAR = 0.4
"""How far beyond the side of a bar its neighbour is looked up, in units of the drawing."""

SHORTEST_BAR = 8.0
"""A smaller square is the marker of a point, which may lie on other lines."""

THICK = 2.5
"""A line this wide, in units of the drawing, can be the ground of a text."""


def themes(css: str) -> dict[str, dict[str, Colour]]:
    """Return the drawn colours for light and dark, as a style sheet gives them.

    They go by the name of their class, as in `f-blue`, and by their variable, as in `var(--blue)`.
    """
    pairs = re.findall(r"--([\w-]+):\s*light-dark\(([^)]*)\)", css)
    rules = re.findall(r"\.[fs]-(\w+)\s*\{\s*(?:fill|stroke):\s*(var\(--[\w-]+\))", css)
    out: dict[str, dict[str, Colour]] = {"light": {}, "dark": {}}
    for name, values in pairs:
        for theme, value in zip(out, values.split(","), strict=True):
            out[theme][f"var(--{name})"] = np.array(to_rgb(value.strip()))
    for colours in out.values():
        colours.update({name: colours[variable] for name, variable in rules})
    return out


def luminance(colour: Colour) -> float:
    """Return the relative luminance of a colour (WCAG 2.2, "relative luminance")."""
    linear = np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def ratio(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def over(colour: Colour, opacity: float, ground: Colour) -> Colour:
    """Return a colour painted over a ground."""
    return opacity * colour + (1 - opacity) * ground


class Canvas:
    """What lies where in a drawing, in one theme.

    Args:
        painted: all that is painted, in order.
        palette: colours by name.
    """

    def __init__(self, painted: Sequence[Shape | Words], palette: Mapping[str, Colour]) -> None:
        self.painted, self.palette = painted, palette
        self.boxes = [
            item.outline.get_extents() if isinstance(item, Shape) and len(item.outline) else None
            for item in painted
        ]

    def colour(self, name: str) -> Colour:
        """Return a colour of the palette, or one that the drawing names itself."""
        return self.palette[name] if name in self.palette else np.array(to_rgb(name))

    def grounds(self, order: int, point: np.ndarray, without: Iterable[str] = ()) -> list[Colour]:
        """Return what a point shows before the item number `order` is painted.

        It is one colour, or under a pattern those of its ground and of its lines. Shapes of the
        colours in `without` are looked through: a mark on a line of its own colour is one with it.
        """
        through = set(without) - {"", "paper"}
        found = [self.palette["paper"]]
        for item, box in zip(self.painted[:order], self.boxes, strict=False):
            if box is None or not isinstance(item, Shape) or not _near(box, point, item.width):
                continue
            if through & {*item.fill, item.stroke}:
                continue
            if item.clip is not None and not item.clip.contains_point(point, radius=0.1):
                continue
            if item.fill and item.outline.contains_point(point):
                layers = [self.colour(name) for name in item.fill]
                found = _distinct(over(c, item.fill_opacity, g) for c in layers for g in found)
            if item.stroke and item.width >= THICK and _on_line(item.outline, point, item.width):
                found = [over(self.colour(item.stroke), item.stroke_opacity, g) for g in found]
        return found

    def mark_contrasts(self) -> Iterator[tuple[Shape, float]]:
        """Yield every mark that carries meaning with its contrast to what it lies on or beside.

        A bar must stand out on each of its sides, a dot or a line along most of its outline: it
        may cross others. The better of fill and outline counts. Left out are guides, grounds and
        marks with words on them, see `is_guide`, `is_ground` and `_has_words`.
        """
        for order, item in enumerate(self.painted):
            if not isinstance(item, Shape) or _is_empty(item) or is_guide(item) or is_ground(item):
                continue
            sides = _beside(item)
            found = self._around(order, item, _along(item) if sides is None else sides)
            if found and not self._has_words(order, item):
                yield item, sorted(found)[len(found) // 2] if sides is None else min(found)

    def _around(self, order: int, item: Shape, points: np.ndarray) -> list[float]:
        """Return the contrast at each point; a hatched neighbour is told by its texture."""
        own = {*item.fill, item.stroke}
        return [
            max(self._stands_out(item, g) for g in self.grounds(order, point, without=own))
            for point in points
            if item.clip is None or item.clip.contains_point(point, radius=0.5)
        ]

    def _stands_out(self, item: Shape, ground: Colour) -> float:
        paints = [(name, item.fill_opacity) for name in item.fill]
        if item.stroke and item.width >= THIN:
            paints.append((item.stroke, item.stroke_opacity))
        return max(ratio(over(self.colour(c), o, ground), ground) for c, o in paints)

    def _has_words(self, order: int, item: Shape) -> bool:
        """Return whether a text stands on a mark: its words tell what its tint tells."""
        return bool(item.fill) and any(
            isinstance(other, Words) and item.outline.contains_point(other.points[2])
            for other in self.painted[order:]
        )

    def text_contrasts(self) -> Iterator[tuple[Words, float]]:
        """Yield every text with its least contrast along its width."""
        for order, item in enumerate(self.painted):
            if isinstance(item, Words) and item.text.strip():
                ink = self.colour(item.fill)
                yield (
                    item,
                    min(
                        ratio(over(ink, item.opacity, ground), ground)
                        for point in item.points
                        for ground in self.grounds(order, point)
                    ),
                )


def _along(item: Shape) -> np.ndarray:
    """Return a few points of an outline."""
    corners = item.outline.vertices
    return corners[np.linspace(0, len(corners) - 1, min(5, len(corners))).astype(int)]


def _beside(item: Shape) -> np.ndarray | None:
    """Return a point just beyond each side of a bar, None for what is no bar."""
    corners = item.outline.vertices
    if not item.fill or len(corners) != 5 or item.outline.codes is None:
        return None
    box = item.outline.get_extents()
    if max(box.width, box.height) < SHORTEST_BAR:
        return None
    if not np.all(np.isclose(corners, box.p0) | np.isclose(corners, box.p1)):
        return None
    middle = np.array([(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2])
    sides = (corners[1:] + corners[:-1]) / 2
    return sides + NEAR * np.sign(np.round(sides - middle, 3))


def is_guide(item: Shape) -> bool:
    """Return whether a shape is a line that leads the eye: a grid, or what joins two marks.

    The marks at its ends tell the values; it is drawn in the light grey or in the page's colour.
    """
    return not item.fill and item.stroke in ("line", "paper")


def is_ground(item: Shape) -> bool:
    """Return whether a shape without an outline is a pale ground on which others are drawn."""
    pale = item.fill in (("paper",), ("panel",)) or (
        item.fill == ("line",) and item.fill_opacity < 0.5
    )
    return pale and item.stroke in ("", "paper")


def _is_empty(item: Shape) -> bool:
    """Return whether nothing is seen of a shape: a bar of nil, an area without colour."""
    if not len(item.outline) or not (item.fill or item.stroke):
        return True
    box = item.outline.get_extents()
    return not item.stroke and min(box.width, box.height) < THIN


def _distinct(colours: Iterable[Colour]) -> list[Colour]:
    return list({tuple(np.round(colour, 6)): colour for colour in colours}.values())


def _near(box, point: np.ndarray, width: float) -> bool:
    x, y = point
    return box.x0 - width <= x <= box.x1 + width and box.y0 - width <= y <= box.y1 + width


def _on_line(outline: Path, point: np.ndarray, width: float) -> bool:
    lines = outline.to_polygons(closed_only=False)
    return any(len(line) > 1 and _distance(line, point) <= width / 2 for line in lines)


def _distance(line: np.ndarray, point: np.ndarray) -> float:
    """Return the distance of a point from a line of straight parts."""
    start, along = line[:-1], np.diff(line, axis=0)
    length = np.maximum((along**2).sum(axis=1), 1e-12)
    share = np.clip(((point - start) * along).sum(axis=1) / length, 0, 1)
    return float(np.hypot(*(start + share[:, None] * along - point).T).min())
