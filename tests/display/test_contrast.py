"""Contrast in figures: every text and every mark against what is behind it, light and dark."""

import re
from pathlib import Path

import numpy as np
import pytest

from helpers.display.bundles import draw
from helpers.display.style import BLUE, GREY, LIGHT, ORANGE, PANEL, WHITE, canvas, edge
from helpers.publish.svg import PALETTE, inline_svg
from support.contrast import Canvas, ratio, themes
from support.drawn import Shape, Words, drawings, painted

CSS = Path(__file__).resolve().parents[2] / "src/helpers/publish/templates/report_html/report.css"
THEMES = themes(CSS.read_text("utf-8"))
TEXT, LARGE, MARK = 4.5, 3.0, 3.0
"""Least contrast of text, of large text, and of marks (WCAG 2.2, 1.4.3 and 1.4.11)."""

NARROWEST = 640
"""Pixels to which a drawing is scaled at least, see `.figure-wrap svg` in the style sheet."""


def least(words: Words, wide: float) -> float:
    """Return the contrast that a text needs: large is 24 pixels, or 18.66 if bold."""
    pixels = words.size * NARROWEST / wide
    return LARGE if pixels >= (18.66 if words.bold else 24) else TEXT


def faults(drawing: str) -> list[str]:
    """Return what in a drawing is too faint, with theme and contrast."""
    wide = float(re.search(r'viewBox="\S+ \S+ (\S+)', drawing)[1])
    items = painted(drawing)
    found = []
    for theme, palette in THEMES.items():
        sheet = Canvas(items, palette)
        found += [
            f"{theme}: text {words.text!r} in {words.fill}: {contrast:.2f}"
            for words, contrast in sheet.text_contrasts()
            if contrast < least(words, wide)
        ]
        found += [
            f"{theme}: mark {'/'.join(mark.fill)} {mark.stroke} at "
            f"{np.round(mark.outline.vertices[0])}: {contrast:.2f}"
            for mark, contrast in sheet.mark_contrasts()
            if contrast < MARK
        ]
    return found


def inline(fig) -> str:
    """Return a figure as a page holds it."""
    return inline_svg(draw(fig, "test"), "t-", "A drawing.")


def test_every_text_and_mark_in_all_figures_stands_out_in_light_and_dark(default_edition):
    checked, found = 0, []
    for page in sorted(default_edition.glob("*.html")):
        for drawing in drawings(page.read_text("utf-8")):
            checked += 1
            name = re.search(r'aria-label="([^"]{0,60})', drawing)[1]
            found += [f"{page.name}, {name}: {fault}" for fault in faults(drawing)]
    assert checked >= 100
    assert not found, "\n".join(found)


def bad_label(ax):
    ax.barh(0, 1, color=BLUE)
    ax.text(0.5, 0, "12 of 20", color=GREY, ha="center", va="center")


def bad_words_on_light(ax):
    ax.barh(0, 1, color=LIGHT, edgecolor=GREY)
    ax.text(0.5, 0, "12 of 20", color=WHITE, ha="center", va="center")


def bad_name_half_on_a_bar(ax):
    ax.barh(0, 0.5, color=BLUE)
    ax.text(0.5, 0, "a long label that runs over the end", color=WHITE, ha="center", va="center")


def bad_words_on_a_hatch(ax):
    ax.barh(0, 1, color=WHITE, edgecolor=ORANGE, hatch="////")
    ax.text(0.5, 0, "planned", color=GREY, ha="center", va="center")


def bad_name_on_land(ax):
    ax.axvspan(0, 1, facecolor=PANEL, edgecolor=LIGHT)
    ax.text(0.5, 0.5, "Middle Corridor", color=ORANGE, ha="center")


def bad_pale_text(ax):
    ax.text(0.5, 0.5, "faint", alpha=0.5, color=GREY)


def bad_light_bar(ax):
    ax.barh(0, 1, color=LIGHT)


def bad_hollow_dot(ax):
    ax.scatter(0.5, 0.5, s=60, c=WHITE, edgecolors=LIGHT)


def bad_faint_line(ax):
    ax.plot([0, 1], [0, 1], color=BLUE, alpha=0.4)


def bad_neighbours(ax):
    ax.barh(0, 1, left=0, color=ORANGE, lw=0)
    ax.barh(0, 1, left=1, color=GREY, lw=0)


TOO_FAINT = {
    bad_label: "text '12 of 20'",
    bad_words_on_light: "text '12 of 20'",
    bad_name_half_on_a_bar: "text 'a long label",
    bad_words_on_a_hatch: "text 'planned'",
    bad_name_on_land: "light: text 'Middle Corridor'",
    bad_pale_text: "text 'faint'",
    bad_light_bar: "mark line",
    bad_hollow_dot: "mark paper line",
    bad_faint_line: "mark  blue",
    bad_neighbours: "mark grey",
}


@pytest.mark.parametrize("paint", TOO_FAINT, ids=lambda f: f.__name__)
def test_a_figure_that_is_too_faint_is_caught(paint):
    fig, (ax,) = canvas(2)
    ax.set_axis_off()
    paint(ax)
    found = faults(inline(fig))
    assert found and all(TOO_FAINT[paint] in fault for fault in found), found


def good_label(ax):
    ax.barh(0, 1, color=BLUE)
    ax.text(0.5, 0, "12 of 20", color=WHITE, ha="center", va="center")


def good_words_on_a_plate(ax):
    ax.barh(0, 1, color=WHITE, edgecolor=ORANGE, hatch="////")
    plate = {"facecolor": WHITE, "edgecolor": "none"}
    ax.text(0.5, 0, "planned", color=GREY, ha="center", va="center", bbox=plate)


def good_light_bar(ax):
    ax.barh(0, 1, color=LIGHT, edgecolor=edge(LIGHT))


def good_neighbours(ax):
    ax.barh(0, 1, left=0, color=ORANGE, edgecolor=edge(ORANGE))
    ax.barh(0, 1, left=1, color=GREY, edgecolor=edge(GREY))


def good_tint_with_its_number(ax):
    ax.barh(0, 1, color=BLUE, alpha=0.2)
    ax.text(0.5, 0, "2", ha="center", va="center")


def good_guides(ax):
    ax.axhline(0.5, color=LIGHT)
    ax.axvspan(0.2, 0.4, facecolor=LIGHT, alpha=0.45, lw=0)
    ax.plot([0.1, 0.9], [0.5, 0.5], color=BLUE, marker="o")


@pytest.mark.parametrize(
    "paint",
    [
        good_label,
        good_words_on_a_plate,
        good_light_bar,
        good_neighbours,
        good_tint_with_its_number,
        good_guides,
    ],
    ids=lambda f: f.__name__,
)
def test_a_figure_that_stands_out_is_let_pass(paint):
    fig, (ax,) = canvas(2)
    ax.set_axis_off()
    paint(ax)
    items = painted(inline(fig))
    assert any(isinstance(item, (Shape, Words)) for item in items)
    assert faults(inline(fig)) == []


def test_contrast_is_that_of_the_guidelines():
    black, white, grey = (np.full(3, value) for value in (0.0, 1.0, 0x76 / 255))
    assert ratio(black, white) == pytest.approx(21)
    assert ratio(white, white) == 1
    assert ratio(grey, white) == pytest.approx(4.54, abs=0.005)  # the lightest grey that passes


def test_each_colour_of_figures_has_a_twin_in_both_themes():
    for palette in THEMES.values():
        assert set(PALETTE.values()) <= set(palette)
    for code, name in PALETTE.items():
        if name in ("ink", "grey"):  # the page's own black, and a former grey
            continue
        light = "#" + "".join(f"{round(255 * part):02x}" for part in THEMES["light"][name])
        assert light == code, name
