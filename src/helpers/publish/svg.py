"""A drawing made fit for a page: no styles or scripts, unique ids, colours of the theme."""

import re
from xml.etree import ElementTree

from defusedxml.ElementTree import fromstring

from helpers.publish.paths import shortened

SVG = "http://www.w3.org/2000/svg"
DROPPED = ("metadata", "style", "script", "foreignObject", "title", "desc")
PRESENTATION = frozenset(
    [
        "fill",
        "stroke",
        "opacity",
        "fill-opacity",
        "stroke-opacity",
        "stroke-width",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-dasharray",
        "stroke-dashoffset",
        "stroke-miterlimit",
        "text-anchor",
        "fill-rule",
        "clip-rule",
        "clip-path",
        "font-size",
        "font-style",
        "font-weight",
        "dominant-baseline",
        "paint-order",
        "stop-color",
        "stop-opacity",
        "display",
        "visibility",
    ]
)
GEOMETRY = frozenset(
    [
        "x",
        "y",
        "x1",
        "y1",
        "x2",
        "y2",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "width",
        "height",
        "points",
        "transform",
    ]
)
ROOT_DROPPED = ("width", "height", "version")

PALETTE = {
    "#0b6bb0": "blue",
    "#b35900": "orange",
    "#1a7f4b": "green",
    "#7a4fb5": "purple",
    "#b3262e": "red",
    "#0e7c86": "teal",
    "#7d5a3c": "brown",
    "#6b7178": "grey",
    "#5f666e": "grey",
    "#c9ced6": "line",
    "#eceff3": "panel",
    "#000000": "ink",
    "#ffffff": "paper",
}
"""The figures' colours and the names under which the style sheet gives their twins for the dark."""

NAMED = {"black": "#000000", "white": "#ffffff"}
HEX = re.compile(r"^#([0-9a-f]{3}|[0-9a-f]{6})$")
FONT = re.compile(r"^(?:(italic|oblique)\s+)?(?:(bold|[1-9]00)\s+)?([\d.]+)px\s+(.+)$")
SHORTENED = re.compile(r"-?\d+\.\d+")
NO_TURN = re.compile(r"^rotate\(-?0(?:\.0*)? [^)]*\)$")
INVISIBLE = re.compile(r"\s*fill:\s*none;?\s*")
LOCAL_URL = re.compile(r"url\(#?([^)]*)\)")
USED_ID = re.compile(r"(?:url\(|href=[\"'])#([^)\"']+)")

ElementTree.register_namespace("", SVG)


def inline_svg(source: str, prefix: str, alt: str) -> str:
    """Return an SVG as an element for a page.

    Ids get `prefix`, so that two figures never share one; style attributes become presentation
    attributes, which a strict content policy allows; colours of the palette become classes.

    Args:
        source: a complete SVG document.
        prefix: unique on the page.
        alt: what the drawing shows; its accessible name.
    """
    root = fromstring(source)  # refuses entities
    _drop(root)
    _unwrap(root)
    ids = {old: f"{prefix}{i}" for i, old in enumerate(dict.fromkeys(USED_ID.findall(source)))}
    for element in root.iter():
        _clean(element, ids, is_root=element is root)
    root.attrib.update({"role": "img", "aria-label": alt, "stroke-linejoin": "round"})
    root.set("class", "drawing f-ink")
    text = ElementTree.tostring(root, encoding="unicode").replace(f' xmlns="{SVG}"', "", 1)
    return re.sub(r">\s+<", "><", text).replace(" />", "/>")


def colour_name(value: str) -> str:
    """Return the name of a colour of the palette, "" for any other.

    Greys that are not in the palette take the nearest of ink, grey, line, panel and paper.

    Example:
        >>> colour_name("#0B6BB0"), colour_name("#fefefe"), colour_name("#123456")
        ('blue', 'paper', '')
    """
    value = value.strip().lower()
    value = NAMED.get(value, value)
    found = HEX.match(value)
    if not found:
        return ""
    digits = found[1] if len(found[1]) == 6 else "".join(2 * d for d in found[1])
    known = PALETTE.get(f"#{digits}")
    if known:
        return known
    red, green, blue = (int(digits[i : i + 2], 16) for i in (0, 2, 4))
    if max(red, green, blue) - min(red, green, blue) > 12:
        return ""
    steps = ((60, "ink"), (160, "grey"), (225, "line"), (245, "panel"), (255, "paper"))
    return next(name for top, name in steps if (red + green + blue) / 3 <= top)


def _drop(root: ElementTree.Element) -> None:
    for parent in list(root.iter()):
        for child in list(parent):
            if not isinstance(child.tag, str) or child.tag.rpartition("}")[2] in DROPPED:
                parent.remove(child)


def _unwrap(parent: ElementTree.Element) -> None:
    """Replace groups that only group by what they hold, and drop outlines that are not drawn."""
    kept: list[ElementTree.Element] = []
    for child in parent:
        _unwrap(child)
        if child.tag == f"{{{SVG}}}g" and not (set(child.attrib) - {"id"}):
            kept += list(child)
        elif not INVISIBLE.fullmatch(child.get("style", "")):
            kept.append(child)
    parent[:] = kept


def _clean(element: ElementTree.Element, ids: dict[str, str], is_root: bool) -> None:
    old = dict(element.attrib)
    element.attrib.clear()
    for name, value in old.items():
        if name == "style":
            for property_name, text in _declarations(value):
                element.set(property_name, _renamed(text, ids))
        elif name == "id":
            if value in ids:
                element.set("id", ids[value])
        elif name.endswith("href"):
            _link(element, value, ids)
        elif name == "d":
            element.set("d", shortened(value))
        elif not (_unwanted(name, value) or (is_root and name in ROOT_DROPPED)):
            rounded = _rounded(value) if name in GEOMETRY else value
            element.set(name, _renamed(rounded, ids))
    _paint(element)


def _unwanted(name: str, value: str) -> bool:
    """Return whether an attribute is a handler, is set by the style sheet, or does nothing."""
    handler = name.startswith("on")
    return handler or name in ("class", "font-family") or bool(NO_TURN.match(value))


def _declarations(style: str) -> list[tuple[str, str]]:
    """Return the presentation attributes that a style attribute stands for."""
    found: list[tuple[str, str]] = []
    for part in style.split(";"):
        name, _, value = (text.strip() for text in part.partition(":"))
        if name == "font" and (font := FONT.match(value)):
            names = ("font-style", "font-weight", "font-size")
            found += [(n, v) for n, v in zip(names, font.groups(), strict=False) if v]
        elif name in PRESENTATION:
            found.append((name, value))
    return found


def _link(element: ElementTree.Element, value: str, ids: dict[str, str]) -> None:
    if value.removeprefix("#") in ids:
        element.set("href", f"#{ids[value.removeprefix('#')]}")
    elif value.startswith("data:image/png;base64,"):
        element.set("href", value)


def _paint(element: ElementTree.Element) -> None:
    classes = []
    for attribute, letter in (("fill", "f"), ("stroke", "s")):
        name = colour_name(element.get(attribute, ""))
        if name:
            del element.attrib[attribute]
            classes.append(f"{letter}-{name}")
    if classes:
        element.set("class", " ".join(classes))


def _renamed(value: str, ids: dict[str, str]) -> str:
    """Return a value with references to the new ids; a reference to anywhere else is dropped."""
    return LOCAL_URL.sub(
        lambda found: f"url(#{ids[found[1]]})" if found[1] in ids else "none", value
    )


def _rounded(value: str) -> str:
    """Return coordinates to a tenth of a point; factors of scale keep all digits."""
    if "scale(" in value or "matrix(" in value:
        return value
    return SHORTENED.sub(lambda found: f"{float(found[0]):.1f}".removesuffix(".0"), value)
