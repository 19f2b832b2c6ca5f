"""Every page under axe: form on the whole page, colours of each look in light and in dark."""

from pathlib import Path

import pytest

from browser import tools
from browser.tools import pages_of

OPEN_ALL = """() => {
  [...document.querySelectorAll("details.code")].slice(3).forEach(code => code.remove());
  document.querySelectorAll("details").forEach(d => d.open = true);
}"""
"""Opens what is folded; of the many cells of code three stand for all."""

BARE_DRAWINGS = """() =>
  document.querySelectorAll("svg.drawing").forEach(drawing => drawing.replaceChildren())
"""
"""Leaves of drawings what axe has to see: it takes each as one image."""

ONE_OF_EACH_LOOK = """() => {
  const SEEN = ["color", "backgroundColor", "backgroundImage", "opacity", "fontSize",
    "fontWeight", "textDecorationLine", "borderBottomWidth"];
  const look = e => {
    const style = getComputedStyle(e);
    const given = [e.localName, e.className, e.getAttribute("style")];
    return [...given, ...SEEN.map(name => style[name])].join();
  };
  const looks = (e, above) => {
    const own = `${above}>${look(e)}`;
    return [own, ...[...e.children].flatMap(child => looks(child, own))];
  };
  const thin = parent => {
    const seen = new Set();
    for (const child of [...parent.children]) {
      const found = looks(child, "");
      if (found.every(one => seen.has(one))) child.remove();
      else found.forEach(one => seen.add(one)), thin(child);
    }
  };
  thin(document.body);
}"""
"""Takes from the page each element that looks, with all that it holds, like those before it: axe
needs a millisecond for the colours of each of ten thousand, and they are the same again."""

PLANT = """planted => {
  const element = document.createElement(planted.localName);
  element.textContent = "planted";
  element.style.color = planted.color ?? "";
  document.querySelector("main").append(element);
}"""

CONTRAST_OF_DRAWINGS = """() => {
  const number = c => c.match(/[\\d.]+/g).map(Number);
  const light = c => number(c).slice(0, 3).map(v => v / 255)
    .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const ground = light(getComputedStyle(document.body).backgroundColor);
  const poor = [];
  for (const text of document.querySelectorAll("svg.drawing text")) {
    const colour = light(getComputedStyle(text).fill);
    const ratio = (Math.max(colour, ground) + .05) / (Math.min(colour, ground) + .05);
    const onMark = text.classList.contains("f-paper");
    if (ratio < 4.5 && !onMark) poor.push(`${text.textContent} ${ratio.toFixed(1)}`);
  }
  return poor;
}"""


def faults(tab, rules: str) -> list[str]:
    """Return what axe finds wrong with the page that is open, by the rules of its options."""
    result = tab.evaluate(f"axe.run({{{rules}, resultTypes: ['violations']}})")
    return [
        f"{v['id']}: {v['nodes'][0]['html'][:120]} ({len(v['nodes'])})"
        for v in result["violations"]
    ]


def test_axe_finds_nothing_wrong_in_light_and_dark(edition: Path, page) -> None:
    found = []
    for path in pages_of(edition):
        tab = page(path)
        tab.evaluate(OPEN_ALL)
        for scheme in ("light", "dark"):
            tab.emulate_media(color_scheme=scheme)
            poor = tab.evaluate(CONTRAST_OF_DRAWINGS)
            found += [f"{path.name}: words in a drawing do not stand out: {poor}"] if poor else []
        tab.evaluate(BARE_DRAWINGS)
        tab.evaluate(tools.axe_script())  # evaluate() is not stopped by the content policy
        found += [f"{path.name}: {fault}" for fault in faults(tab, tools.AXE_RULES_OF_FORM)]
        tab.evaluate(ONE_OF_EACH_LOOK)
        for scheme in ("light", "dark"):  # nothing but colours differs
            tab.emulate_media(color_scheme=scheme)
            poor = faults(tab, tools.AXE_RULES_OF_COLOUR)
            found += [f"{path.name}, {scheme}: {fault}" for fault in poor]
        tab.close()
    assert found == []


@pytest.mark.parametrize(
    ("planted", "rules"),
    [
        ({"localName": "p", "color": "#bbb"}, tools.AXE_RULES_OF_COLOUR),
        ({"localName": "img"}, tools.AXE_RULES_OF_FORM),
    ],
    ids=["pale words", "a picture without words"],
)
def test_axe_would_find_something_at_the_end_of_a_page(
    sample_edition: Path, page, planted: dict[str, str], rules: str
) -> None:
    tab = page(sample_edition / "energy.html")
    tab.evaluate(PLANT, planted)
    tab.evaluate(tools.axe_script())
    tab.evaluate(ONE_OF_EACH_LOOK)
    assert len(faults(tab, rules)) == 1
