"""Outlines written short: a tenth of a point is finer than any screen or printer shows."""

import re

COMMAND = re.compile(r"([MLZmlz])|(-?\d+(?:\.\d+)?(?:e-?\d+)?)")
STRAIGHT = re.compile(r"^[MLZz\d\s.,e-]+$")
PATH = re.compile(r'(\sd=")([^"]+)(")')
LONG_DECIMAL = re.compile(r"(-?\d+\.\d\d)\d+")
SPACES = re.compile(r"\s+")
DOT = re.compile(r"M [-\d.]+ [-\d.]+\s+(?:C [-\d.\s]+?){8}z")
TINY = 0.7
"""Circles below this radius in points, as in dotted hatches, are drawn as diamonds."""

SMALL = 40
"""Shorter outlines, such as those of markers, keep hundredths: they may be drawn larger."""


def shortened(outline: str) -> str:
    """Return a path's outline with fewer characters and the same look.

    Long outlines of straight lines get relative steps of a tenth of a point, and steps of no
    length are dropped; all others keep hundredths.

    Example:
        >>> shortened("M 0.123456 1 L 2.5 3 z ")
        'M0.12 1L2.5 3z'
    """
    outline = DOT.sub(_dot, outline)
    if len(outline) < SMALL or not STRAIGHT.match(outline):
        text = SPACES.sub(" ", LONG_DECIMAL.sub(r"\1", outline)).strip()
        return re.sub(r" ?([A-Za-z]) ?", r"\1", text)
    return _relative(outline)


def shorten_all(svg: str) -> str:
    """Return an SVG document with all its outlines shortened."""
    return PATH.sub(lambda found: found[1] + shortened(found[2]) + found[3], svg)


def _dot(circle: re.Match[str]) -> str:
    """Return a tiny circle as a diamond, a fifth as long; any other circle as it is."""
    numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", circle[0])]
    across, down = numbers[0::2], numbers[1::2]
    radius = (max(across) - min(across)) / 2
    if radius >= TINY:
        return circle[0]
    x, y = min(across) + radius, min(down) + radius
    points = ((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y))
    return "M " + " L ".join(f"{a:.2f} {b:.2f}" for a, b in points) + " z"


def _relative(outline: str) -> str:
    out: list[str] = []
    here, start, command = (0, 0), (0, 0), "M"
    numbers: list[float] = []
    for letter, value in COMMAND.findall(outline):
        if letter:
            command = letter.upper()
            if command == "Z":
                out.append("z")
                here = start
            continue
        numbers.append(float(value))
        if len(numbers) < 2:
            continue
        point = (round(numbers[0] * 10), round(numbers[1] * 10))
        numbers.clear()
        if command == "M":
            out.append(f"M{_tenth(point[0])}{_joined(point[1])}l")
            start = here = point
            command = "L"
        elif point != here:
            step = (point[0] - here[0], point[1] - here[1])
            out.append(f"{_joined(step[0], out[-1])}{_joined(step[1])}")
            here = point
    return re.sub(r"l(?=[zM]|$)", "", "".join(out))


def _joined(tenths: int, before: str = "") -> str:
    """Return a number with the space that it needs after another."""
    text = _tenth(tenths)
    return text if before.endswith(("l", "z")) or text.startswith("-") else f" {text}"


def _tenth(tenths: int) -> str:
    """Return tenths as a decimal, without zeros that say nothing."""
    text = f"{tenths / 10:.1f}".removesuffix(".0")
    return text.replace("0.", ".", 1) if text.lstrip("-").startswith("0.") else text
