"""Drawings that are taller than a page, cut into pieces that follow each other over its end."""

import math
import re
from itertools import pairwise

ROOT = re.compile(r"<svg\b[^>]*>")
SIZE = re.compile(r'\b(?:width|height)="[^"]*"\s*')
VIEW = re.compile(r'\bviewBox="([-\d.]+) ([-\d.]+) ([\d.]+) ([\d.]+)"')
WORDS = re.compile(r'<text style="([^"]*)"[^>]*? y="([\d.]+)"')
PLACED = re.compile(
    r'<text\b[^>]*? y="([-\d.]+)"[^>]*>.*?</text>|<use\b[^>]*? y="([-\d.]+)"[^>]*/>'
    r'|<path d="([MLZz\d.\s-]+)"[^>]*/>',
    re.DOTALL,
)
"""What a drawing consists of, with where it is: words, marks, and straight outlines."""

ASIDE = re.compile(r"(<defs>.*?</defs>)", re.DOTALL)
"""What is drawn elsewhere, by reference."""

TALLEST = 1.22
"""Height over width from which a drawing fills more than a page, its words around it included."""

HEAD = "font-weight: 700"
ASCENT = 1.15
"""From the foot of a line of text up to above it, in sizes of its type."""


def ratio(svg: str) -> float:
    """Return the height of a drawing over its width, 0 if the drawing does not say."""
    view = VIEW.search(svg)
    return float(view[4]) / float(view[3]) if view else 0.0


def parts(svg: str) -> list[str]:
    """Return a drawing that fills more than a page in pieces, each a drawing of its own.

    It is cut above each heading in it, or, without any, evenly between lines of text.
    """
    tall = ratio(svg)
    if tall <= TALLEST:
        return [svg]
    view = VIEW.search(svg)
    assert view is not None  # or it would have no ratio
    left, top, width, height = map(float, view.groups())
    heads, lines = _lines(svg)
    cuts = heads[1:] or _even(lines, top, height, math.ceil(tall / TALLEST))
    edges = [top, *cuts, top + height]
    return [_cropped(svg, (left, start, width, end - start)) for start, end in pairwise(edges)]


def _lines(svg: str) -> tuple[list[float], list[float]]:
    """Return above which heights headings stand, and above which any line of text does."""
    heads, lines = set(), set()
    for style, foot in WORDS.findall(svg):
        size = re.search(r"font-size: ([\d.]+)px", style)
        above = round(float(foot) - ASCENT * float(size[1] if size else 8), 1)
        lines.add(above)
        if HEAD in style:
            heads.add(above)
    return sorted(heads), sorted(lines)


def _even(lines: list[float], top: float, height: float, pieces: int) -> list[float]:
    """Return where to cut a drawing into so many pieces without cutting words."""
    cuts = set()
    for i in range(1, pieces):
        even = top + height * i / pieces
        cuts.add(min((abs(y - even), y) for y in lines or [even])[1])
    return sorted(cuts)


def _cropped(svg: str, view: tuple[float, float, float, float]) -> str:
    """Return a part of a drawing, without what is elsewhere: it would be read and copied too."""
    numbers = " ".join(f"{n:.2f}" for n in view)
    size = f' width="{view[2]:.2f}pt" height="{view[3]:.2f}pt" viewBox="{numbers}"'

    def root(found: re.Match[str]) -> str:
        bare = VIEW.sub("", SIZE.sub("", found[0]))
        return bare.replace("<svg", f"<svg{size}", 1)

    def seen(found: re.Match[str]) -> str:
        given = found[1] or found[2]
        heights = [float(given)] if given else [float(n) for n in _numbers(found[3])[1::2]]
        inside = max(heights) >= view[1] and min(heights) <= view[1] + view[3]
        return found[0] if inside else ""

    pieces = ASIDE.split(ROOT.sub(root, svg, count=1))
    if "<g transform" not in svg:  # or heights would not be what they say
        pieces[::2] = [PLACED.sub(seen, piece) for piece in pieces[::2]]
    return "".join(pieces)


def _numbers(outline: str) -> list[str]:
    return re.findall(r"-?\d+(?:\.\d+)?", outline)
