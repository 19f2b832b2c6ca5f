"""Drawings on pages: strict, unique, and coloured by the theme."""

import re
from pathlib import Path

import pytest
from defusedxml import EntitiesForbidden
from defusedxml.ElementTree import fromstring

from helpers.publish import paths, svg
from helpers.publish.exporters import TEMPLATES
from publish import samples

CSS = (TEMPLATES / "report_html" / "report.css").read_text("utf-8")


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def variable(name: str) -> tuple[str, str]:
    """Return a colour of the style sheet for light and for dark."""
    return re.search(rf"--{name}: light-dark\((#\w+), (#\w+)\)", CSS).groups()


def test_a_drawing_has_no_style_no_script_and_a_name() -> None:
    drawn = svg.inline_svg(samples.drawing("x"), "fig-x-", 'Both "rise" & fall < twice')
    assert 'aria-label="Both &quot;rise&quot; &amp; fall &lt; twice"' in drawn
    assert not re.search(r"style=|<style|<script|<metadata| on\w+=|#[0-9a-f]{6}\b", drawn)
    fromstring(drawn.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1))


def test_ids_of_two_drawings_never_meet_and_all_references_resolve() -> None:
    one, two = (svg.inline_svg(samples.drawing("x"), f"fig-{n}-", "x") for n in "ab")
    ids = [set(re.findall(r' id="([^"]+)"', text)) for text in (one, two)]
    assert ids[0] and not ids[0] & ids[1]
    assert set(re.findall(r'(?:url\(#|href="#)([^)"]+)', one)) <= ids[0]


def test_scripts_and_foreign_links_are_dropped() -> None:
    bad = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        ' onload="x()"><script>x()</script><foreignObject/><image'
        ' xlink:href="https://example.org/spy.png"/><a href="javascript:x()"><rect onclick="x()"'
        ' style="fill: url(https://example.org)"/></a></svg>'
    )
    assert not re.search(r"script|onload|onclick|foreignObject|spy", svg.inline_svg(bad, "p-", "x"))


def test_entities_are_refused() -> None:
    bomb = (
        '<!DOCTYPE svg [<!ENTITY a "b">]><svg'
        ' xmlns="http://www.w3.org/2000/svg"><text>&a;</text></svg>'
    )
    with pytest.raises(EntitiesForbidden):
        svg.inline_svg(bomb, "p-", "x")


def test_every_colour_of_the_palette_has_a_class_for_fill_and_stroke() -> None:
    for name in set(svg.PALETTE.values()):
        assert f".f-{name} {{" in CSS
        assert f".s-{name} {{" in CSS


@pytest.mark.parametrize(
    "name", ["blue", "orange", "green", "purple", "red", "teal", "brown", "grey"]
)
def test_colours_of_figures_stand_out_on_the_page_in_light_and_dark(name: str) -> None:
    for mode in (0, 1):
        assert contrast(variable(name)[mode], variable("bg")[mode]) >= 4.5, mode


@pytest.mark.parametrize("name", ["fg", "muted", "accent", "link"])
def test_colours_of_text_stand_out_on_page_and_panel_in_light_and_dark(name: str) -> None:
    for mode in (0, 1):
        for ground in ("bg", "panel"):
            assert contrast(variable(name)[mode], variable(ground)[mode]) >= 4.5, (mode, ground)


def test_the_display_floor_draws_with_the_palette() -> None:
    style = Path(TEMPLATES).parents[1] / "display" / "style.py"
    found = set(re.findall(r'"(#[0-9a-f]{6})"', style.read_text("utf-8")))
    assert found and not [c for c in found if not svg.colour_name(c)]


def test_long_outlines_are_written_short_and_end_where_they_did() -> None:
    outline = (
        "M 10.04 20 "
        + " ".join(f"L {10 + i * 0.301:.3f} {20 - i * 0.77:.3f}" for i in range(40))
        + " z M 1 2 L 3 4 "
    )
    short = paths.shortened(outline)
    assert len(short) < len(outline) / 2
    assert ends(short) == [(10 + 39 * 0.301, 20 - 39 * 0.77), (3, 4)]


def test_outlines_with_curves_and_markers_keep_hundredths() -> None:
    assert paths.shortened("M 0.123456 1 L 2.5 3 z ") == "M0.12 1L2.5 3z"
    assert paths.shortened("M 0 1.55555 C 1 2 3 4 5 6") == "M0 1.55C1 2 3 4 5 6"


def test_the_dots_of_a_hatch_become_diamonds_and_circles_stay() -> None:
    def circle(r: float) -> str:
        return (
            f"M {r} 0 \n"
            + "".join(
                f"C {r} 0 0 {r} {x} {y} \n" for x, y in ((r, 0), (0, r), (-r, 0), (0, -r)) * 2
            )
            + "z"
        )

    assert paths.shortened(circle(0.3)).count("C") == 0
    assert paths.shortened(circle(2)).count("C") == 8


def ends(outline: str) -> list[tuple]:
    """Return where each part of an outline of relative steps ends, before it is closed."""
    found = []
    for part in outline.split("M")[1:]:
        numbers = [float(n) for n in re.findall(r"-?\d*\.?\d+", part)]
        found.append(
            (
                pytest.approx(sum(numbers[0::2]), abs=0.06),
                pytest.approx(sum(numbers[1::2]), abs=0.06),
            )
        )
    return found
