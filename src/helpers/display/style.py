"""The look of figures: one palette, one type size, no dates or ids of the run inside."""

from collections.abc import Iterator
from itertools import cycle
from typing import Any

import matplotlib
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib.figure import Figure

INK, WHITE = "#000000", "#ffffff"
GREY, LIGHT, PANEL = "#5f666e", "#c9ced6", "#eceff3"
BLUE, ORANGE, GREEN, PURPLE = "#0b6bb0", "#b35900", "#1a7f4b", "#7a4fb5"
RED, TEAL, BROWN = "#b3262e", "#0e7c86", "#7d5a3c"
CYCLE = (BLUE, ORANGE, GREEN, PURPLE, RED, TEAL, BROWN, GREY)
"""Each has a contrast of at least 4.5:1 on white; pages give each a lighter twin for the dark."""

VERDICT_GROUPS = {
    "holds": BLUE,
    "mixed": PURPLE,
    "fails": ORANGE,
    "open": GREY,
    "not enough": LIGHT,
}
"""A colour for each group of verdicts, the same on pages and in figures."""

COUNTRY = {
    "RUS": RED,
    "IRN": GREEN,
    "USA": BLUE,
    "UKR": ORANGE,
    "ISR": PURPLE,
    "SAU": TEAL,
    "QAT": BROWN,
    "TUR": ORANGE,
    "AZE": BLUE,
    "ARM": PURPLE,
    "CHN": BROWN,
    "IND": TEAL,
    "GEO": GREY,
    "ARE": GREY,
    "World": GREY,
    "Europe": PURPLE,
    "Elsewhere": GREY,
}
"""A state keeps its colour in every figure; names are written beside it all the same."""

NAMES = {
    "RUS": "Russia",
    "IRN": "Iran",
    "USA": "United States",
    "UKR": "Ukraine",
    "ISR": "Israel",
    "SAU": "Saudi Arabia",
    "QAT": "Qatar",
    "TUR": "Türkiye",
    "AZE": "Azerbaijan",
    "ARM": "Armenia",
    "CHN": "China",
    "IND": "India",
    "GEO": "Georgia",
    "ARE": "Emirates",
    "KWT": "Kuwait",
    "FRA": "France",
    "DEU": "Germany",
    "GBR": "United Kingdom",
    "JPN": "Japan",
    "AUS": "Australia",
    "CAN": "Canada",
    "BLR": "Belarus",
    "PRK": "North Korea",
    "VEN": "Venezuela",
    "SYR": "Syria",
    "LBN": "Lebanon",
    "EU27": "European Union",
    "IRQ": "Iraq",
    "KAZ": "Kazakhstan",
    "NLD": "Netherlands",
    "NOR": "Norway",
    "SWE": "Sweden",
    "DNK": "Denmark",
    "POL": "Poland",
    "ITA": "Italy",
    "TKM": "Turkmenistan",
    "OMN": "Oman",
    "DZA": "Algeria",
    "MYS": "Malaysia",
    "EU": "European Union",
    "KOR": "South Korea",
    "PAK": "Pakistan",
    "AFG": "Afghanistan",
    "ARG": "Argentina",
    "BEL": "Belgium",
    "BGD": "Bangladesh",
    "BGR": "Bulgaria",
    "CHE": "Switzerland",
    "CYP": "Cyprus",
    "EGY": "Egypt",
    "ESP": "Spain",
    "GRC": "Greece",
    "HKG": "Hong Kong",
    "HRV": "Croatia",
    "HUN": "Hungary",
    "IDN": "Indonesia",
    "IRL": "Ireland",
    "ISL": "Iceland",
    "JAM": "Jamaica",
    "JOR": "Jordan",
    "LKA": "Sri Lanka",
    "LVA": "Latvia",
    "MAR": "Morocco",
    "NAM": "Namibia",
    "NGA": "Nigeria",
    "NZL": "New Zealand",
    "PHL": "Philippines",
    "PSE": "Palestine",
    "ROU": "Romania",
    "SGP": "Singapore",
    "SRB": "Serbia",
    "THA": "Thailand",
    "TJK": "Tajikistan",
    "TWN": "Taiwan",
    "TZA": "Tanzania",
    "URY": "Uruguay",
    "UZB": "Uzbekistan",
    "VNM": "Vietnam",
    "YEM": "Yemen",
    "ZAF": "South Africa",
}

CODE_OF = {word: code for code, word in NAMES.items()}

WIDTH = 7.2
"""Width of a figure in inches: the text column of a page at full size."""

RC = {
    "svg.fonttype": "none",  # text stays text: it can be read aloud, searched and selected
    "font.family": ["DejaVu Sans"],
    "font.size": 9,
    "axes.titlesize": 9.5,
    "axes.labelsize": 9,
    "xtick.labelsize": 8.5,
    "ytick.labelsize": 8.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": GREY,
    "axes.linewidth": 0.8,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "axes.grid": False,
    "grid.color": LIGHT,
    "grid.linewidth": 0.6,
    "axes.axisbelow": True,
    "lines.linewidth": 1.8,
    "lines.markersize": 4.5,
    "legend.frameon": False,
    "legend.fontsize": 8.5,
    "savefig.transparent": True,
    "figure.constrained_layout.use": True,
    "hatch.linewidth": 0.7,
    "hatch.color": GREY,
    "axes.prop_cycle": cycler(color=CYCLE),
}


def name(entity: str) -> str:
    """Return the name of a state, or of both in a pair such as IRN->RUS."""
    for arrow, word in (("->", " to "), ("<-", " from "), ("-", " and ")):
        left, found, right = entity.partition(arrow)
        if found and left in NAMES and right in NAMES:
            return f"{NAMES[left]}{word}{NAMES[right]}"
    return NAMES.get(entity, entity)


def colours(names: list[str]) -> dict[str, str]:
    """Return a colour for each name: a state's own, by code or name, else the next not taken."""
    states = {n: COUNTRY.get(CODE_OF.get(n, n)) for n in names}
    taken = {colour for colour in states.values() if colour}
    free: Iterator[str] = cycle([c for c in CYCLE if c not in taken] or CYCLE)
    out: dict[str, str] = {}
    for n in names:
        own = states[n]
        out[n] = own if own and own not in out.values() else next(free)
    return out


def edge(colour: str, other: str = WHITE) -> str:
    """Return the colour for the outline of an area: grey around a light one, else `other`.

    The light grey alone has a contrast of 1.6:1 on white, and areas that carry meaning need 3:1
    (WCAG 2.2, 1.4.11).
    """
    return GREY if colour == LIGHT else other


def canvas(
    height: float = 3.3, rows: int = 1, cols: int = 1, **options
) -> tuple[Figure, list[Axes]]:
    """Return a figure of the page's width and its axes as a flat list.

    The report's style is set for the whole session: text drawn later must have it too.

    Args:
        height: inches.
        rows: rows of panels.
        cols: columns of panels.
        **options: passed to `Figure.subplots`, such as sharey or height_ratios.
    """
    matplotlib.rcParams.update(RC)
    fig = Figure(figsize=(WIDTH, height))
    ratios: dict[str, Any] = {
        k: options.pop(k) for k in ("height_ratios", "width_ratios") if k in options
    }
    grid = fig.subplots(rows, cols, squeeze=False, gridspec_kw=ratios or None, **options)
    return fig, list(grid.flat)
