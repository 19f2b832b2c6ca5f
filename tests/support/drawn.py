"""An inline drawing of a page as shapes and texts in the order of painting, in its own units."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from xml.etree.ElementTree import Element

import numpy as np
from defusedxml.ElementTree import fromstring
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

DRAWING = re.compile(r'<svg[^>]*role="img".*?</svg>', re.DOTALL)
"""Drawings that tell something; those without a role repeat what is written beside them."""

COMMAND = re.compile(r"([A-Za-z])([^A-Za-z]*)")
CODES = {"M": [Path.MOVETO], "L": [Path.LINETO], "C": [Path.CURVE4] * 3, "Q": [Path.CURVE3] * 2}
ALONG = {"H": 0, "V": 1}
INHERITED = (
    "fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "font-size",
    "font-weight", "text-anchor",
)  # fmt: skip
PLACES = (0.1, 0.3, 0.5, 0.7, 0.9)
"""Where along a text its ground is looked up, as shares of its width."""

MIDDLE = 0.36
"""Height of the middle of a line of capitals above its foot, in units of the type size."""


@dataclass(frozen=True)
class Shape:
    """One painted shape; colours are names of the palette, CSS colours, or "" for none."""

    outline: Path
    fill: tuple[str, ...]
    stroke: str
    width: float
    fill_opacity: float
    stroke_opacity: float
    clip: Path | None


@dataclass(frozen=True)
class Words:
    """One text with the points at which its ground is looked up."""

    text: str
    points: np.ndarray
    fill: str
    size: float
    bold: bool
    opacity: float


def drawings(page: str) -> list[str]:
    """Return the drawings of a page that have units of their own.

    The scale of the start page has none: it is laid out in parts of the page's width.
    """
    return [
        drawing for drawing in DRAWING.findall(page) if "viewBox=" in drawing[: drawing.find(">")]
    ]


def painted(drawing: str) -> list[Shape | Words]:
    """Return all that a drawing paints, in the order of painting."""
    root = fromstring(drawing)
    ids = {e.get("id"): e for e in root.iter() if e.get("id")}
    return list(_walk(root, {}, Affine2D(), ids))


def _walk(
    element: Element, given: Mapping[str, str], turn: Affine2D, ids: Mapping[str | None, Element]
) -> Iterator[Shape | Words]:
    if element.tag in ("defs", "clipPath", "pattern"):
        return
    look = _look(element, given)
    turn = _transform(element.get("transform", "")) + turn
    if element.tag == "use":
        moved = Affine2D().translate(_number(element, "x"), _number(element, "y")) + turn
        yield from _walk(ids[element.get("href", "")[1:]], look, moved, ids)
    elif element.tag == "text":
        yield _words(element, look, turn)
    elif element.tag in ("path", "rect", "circle"):
        yield _shape(element, look, turn, ids)
    else:
        for child in element:
            yield from _walk(child, look, turn, ids)


def _look(element: Element, given: Mapping[str, str]) -> dict[str, str]:
    """Return what an element has of its own or takes from those around it."""
    own = {name: element.attrib[name] for name in INHERITED if name in element.attrib}
    for name in element.get("class", "").split():
        kind = {"f-": "fill", "s-": "stroke"}.get(name[:2])
        if kind:
            own[kind] = name[2:]
    if "clip-path" in element.attrib:
        own["clip"] = element.attrib["clip-path"]
    # the opacity of a group and that of what is in it both count; the others are inherited
    own["opacity"] = str(float(given.get("opacity", "1")) * float(element.get("opacity", "1")))
    return {**given, **own}


def _shape(
    element: Element,
    look: Mapping[str, str],
    turn: Affine2D,
    ids: Mapping[str | None, Element],
) -> Shape:
    whole = float(look["opacity"])
    clip = ids.get(look.get("clip", "")[5:-1])
    return Shape(
        outline=_outline(element).transformed(turn),
        fill=_fill(look.get("fill", "ink"), ids),
        stroke="" if look.get("stroke", "none") == "none" else look["stroke"],
        width=float(look.get("stroke-width", "1")),
        fill_opacity=whole * float(look.get("fill-opacity", "1")),
        stroke_opacity=whole * float(look.get("stroke-opacity", "1")),
        clip=None if clip is None else _outline(clip[0]),
    )


def _fill(value: str, ids: Mapping[str | None, Element]) -> tuple[str, ...]:
    """Return the colours of a fill: none, one, or those of a pattern's ground and lines."""
    if value == "none":
        return ()
    if not value.startswith("url("):
        return (value,)
    names = [name for part in ids[value[5:-1]] for name in part.get("class", "").split()]
    return tuple(dict.fromkeys(name[2:] for name in names))


def _words(element: Element, look: Mapping[str, str], turn: Affine2D) -> Words:
    text = "".join(element.itertext())
    size = float(look.get("font-size", "10").removesuffix("px"))
    bold = look.get("font-weight", "") in ("bold", "700")
    wide = size * _width(text, bold)
    start = _number(element, "x") - wide * {"middle": 0.5, "end": 1.0}.get(
        look.get("text-anchor", "start"), 0.0
    )
    y = _number(element, "y") - MIDDLE * size
    points = turn.transform([(start + share * wide, y) for share in PLACES])
    opacity = float(look["opacity"]) * float(look.get("fill-opacity", "1"))
    return Words(text, points, look.get("fill", "ink"), size, bold, opacity)


@cache
def _width(text: str, bold: bool) -> float:
    """Return the width of a text in units of the type size, in the face in which it was set."""
    face = get_font(
        findfont(FontProperties(family="DejaVu Sans", weight="bold" if bold else "normal"))
    )
    face.set_size(100, 72)
    face.set_text(text)
    return face.get_width_height()[0] / 64 / 100


def _outline(element: Element) -> Path:
    if element.tag == "rect":
        x, y, wide, high = (_number(element, n) for n in ("x", "y", "width", "height"))
        return Path([(x, y), (x + wide, y), (x + wide, y + high), (x, y + high), (x, y)])
    if element.tag == "circle":
        return Path.circle((_number(element, "cx"), _number(element, "cy")), _number(element, "r"))
    points: list[np.ndarray] = []
    codes: list[int] = []
    start = np.zeros(2)
    for command, numbers in COMMAND.findall(element.get("d", "")):
        values = [float(n) for n in re.findall(r"-?[\d.]+", numbers)]
        here = points[-1] if points else np.zeros(2)
        new = [start] if command in "zZ" else _steps(command, values, here)
        start = new[0] if command in "mM" else start
        points += new
        kinds = [Path.CLOSEPOLY] if command in "zZ" else CODES.get(command.upper(), CODES["L"])
        codes += kinds * (len(new) // len(kinds))
    return Path(np.array(points), codes) if points else Path(np.empty((0, 2)))


def _steps(command: str, values: list[float], here: np.ndarray) -> list[np.ndarray]:
    """Return the points that one command of a path adds; small letters count from `here`."""
    if command.upper() in ALONG:
        axis, out = ALONG[command.upper()], []
        for value in values:
            here = here.copy()
            here[axis] = value + (here[axis] if command.islower() else 0)
            out.append(here)
        return out
    pairs = np.array(values).reshape(-1, 2)
    if command in "MLCQ":
        return list(pairs)
    if command in "ml":
        return list(here + pairs.cumsum(axis=0))
    raise ValueError(f"a command of a path that is not read: {command}")


def _transform(text: str) -> Affine2D:
    turn = Affine2D()
    for name, inside in reversed(re.findall(r"(\w+)\(([^)]*)\)", text)):
        values = [float(v) for v in re.split(r"[ ,]+", inside.strip())]
        if name == "translate":
            turn = turn.translate(*values)
        elif name == "rotate":
            turn = turn.rotate_deg_around(*(values[1:] or (0, 0)), values[0])
        elif name == "scale":
            turn = turn.scale(*values)
        else:
            raise ValueError(f"a transform that is not read: {name}")
    return turn


def _number(element: Element, name: str) -> float:
    return float(element.get(name, "0"))
