"""The edition in a browser, under the HTML checker and the PDF/UA validator."""

import re
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from browser import tools
from helpers.publish.fonts import FILES
from helpers.publish.pdf_tags import elements

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
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


def pages_of(edition: Path) -> list[Path]:
    return sorted(edition.glob("*.html"))


@pytest.fixture
def page(browser, request):
    """Return an opener of pages, which notes every request and every message."""
    opened = []

    def open_page(path: Path, scheme: str = "light", size: dict | None = None, **options):
        context = browser.new_context(color_scheme=scheme, viewport=size or DESK, **options)
        tab = context.new_page()
        tab.noted = []
        tab.on("request", lambda r: tab.noted.append(r.url))
        tab.on("console", lambda m: tab.noted.append(m.text))
        tab.on("pageerror", lambda e: tab.noted.append(str(e)))
        tab.goto(path.resolve().as_uri())
        opened.append(context)
        return tab

    yield open_page
    for context in opened:
        context.close()


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


def test_pages_ask_nothing_of_the_network_and_say_nothing(edition: Path, page) -> None:
    for path in pages_of(edition):
        tab = page(path)
        tab.mouse.wheel(0, 100_000)
        tab.wait_for_timeout(50)
        fonts = {(edition / name).resolve().as_uri() for name in FILES}
        assert tab.noted[0] == path.resolve().as_uri()
        assert set(tab.noted[1:]) <= fonts
        tab.close()


def test_no_page_is_wider_than_the_screen(edition: Path, page) -> None:
    for path in pages_of(edition):
        tab = page(path)
        for width in (320, 390, 768, 1280):
            tab.set_viewport_size({"width": width, "height": 800})
            assert tab.evaluate("document.documentElement.scrollWidth") <= width, (path.name, width)
        tab.close()


def test_pages_read_without_script(edition: Path, page) -> None:
    for path in pages_of(edition):
        tab = page(path, java_script_enabled=False)
        assert tab.locator("main h1").is_visible()
        assert tab.locator("header nav.wide a").first.is_visible()
        # a term's meaning opens without script; what needs one is not shown
        assert tab.locator("button:not([popovertarget]):visible").count() == 0
        assert tab.locator(":is(input, select):visible").count() == 0
        tab.close()


def test_the_menu_of_a_phone_opens_without_script(sample_edition: Path, page) -> None:
    tab = page(sample_edition / "energy.html", size=PHONE, java_script_enabled=False)
    link = tab.locator("header details.narrow nav a").first
    assert not link.is_visible()
    tab.locator("header details.narrow summary").click()
    assert link.is_visible()


def test_the_first_tab_leads_to_the_content(sample_edition: Path, page) -> None:
    tab = page(sample_edition / "energy.html")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_tab_reaches_all_that_can_be_worked_and_shows_where_it_is(
    sample_edition: Path, page
) -> None:
    tab = page(sample_edition / "energy.html")
    wanted = tab.evaluate(
        "() => [...document.querySelectorAll('a[href], button, input, select, summary,"
        ' [tabindex="0"]\')].filter(e => e.checkVisibility())'
        ".map((e, i) => e.dataset.n = i).length"
    )
    reached, unmarked = set(), []
    for _ in range(wanted):
        tab.keyboard.press("Tab")
        number, outline = tab.evaluate(
            "() => [document.activeElement.dataset.n,"
            " getComputedStyle(document.activeElement).outlineStyle]"
        )
        reached.add(number)
        unmarked += [number] if outline == "none" else []
    assert wanted > 30
    assert reached == {str(n) for n in range(wanted)}
    assert unmarked == []


def test_a_table_sorts_within_its_groups_and_filters(sample_edition: Path, page) -> None:
    tab = page(sample_edition / "energy.html")
    table = tab.locator("#tbl-energy-claims table")
    table.locator("thead button", has_text="Share").click()
    shares = (
        table.locator("tbody").nth(0).locator("tr:not(.group) td:nth-child(4)").all_inner_texts()
    )
    assert shares == sorted(shares)
    assert table.locator("th[aria-sort=ascending]").count() == 1
    table.locator("thead button", has_text="Known on").click()
    days = table.locator("tbody").nth(0).locator("tr:not(.group) td:nth-child(6)").all_inner_texts()
    assert [int(day.split()[0]) for day in days] == list(range(1, 16))
    tab.get_by_label("Filter rows").fill("claim number 7:")
    assert table.locator("tbody tr:visible").count() == 2
    assert tab.get_by_role("status").inner_text() == "1 of 30 rows"


def test_the_theme_button_is_remembered(sample_edition: Path, page) -> None:
    tab = page(sample_edition / "index.html")
    light = tab.evaluate("getComputedStyle(document.body).backgroundColor")
    tab.get_by_role("button", name="Dark theme").click()
    tab.wait_for_function("localStorage.getItem('theme') === 'dark'")
    tab.reload()
    tab.get_by_role("button", name="Light theme").wait_for()
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") != light


def test_the_data_of_a_figure_can_be_saved(sample_edition: Path, page) -> None:
    tab = page(sample_edition / "energy.html", accept_downloads=True)
    with tab.expect_download() as waiting:
        tab.get_by_role("link", name="Data (CSV) of figure 3").click()
    assert waiting.value.suggested_filename == "fig-energy-trend.csv"
    assert Path(waiting.value.path()).read_text().startswith("year,value")


def test_foreign_scripts_do_not_run(sample_edition: Path, page, tmp_path: Path) -> None:
    path = tmp_path / "bad.html"
    text = (sample_edition / "index.html").read_text()
    bad = "<script>document.title = 'bad'</script><img src=x onerror=\"document.title='bad'\">"
    path.write_text(text.replace("<main", bad + "<main"))
    assert page(path).title() != "bad"


def test_the_html_checker_finds_nothing_wrong(edition: Path) -> None:
    assert tools.html_messages(pages_of(edition)) == []


def test_the_html_checker_would_find_something(tmp_path: Path) -> None:
    bad = tmp_path / "bad.html"
    bad.write_text("<!DOCTYPE html><title>x</title><p id=a><p id=a>")
    assert any("Duplicate ID" in message for message in tools.html_messages([bad]))


def test_the_pdf_is_accessible(edition: Path) -> None:
    import page

    report = page.validate_pdf(str(edition / "report.pdf"), profile=page.ValidationProfile.PDF_UA_1)
    assert [(f.rule_id, f.message) for f in report.failures] == []
    assert report.is_compliant


def test_the_pdf_is_archivable(edition: Path) -> None:
    import page

    path = edition / "report.pdf"
    report = page.validate_pdf(str(path), profile=page.ValidationProfile.PDF_A_3A)
    found = {f.rule_id for f in report.failures}
    # the checker takes a stream whose last byte is a line feed for one byte shorter
    assert found <= {"PDFA3A-STREAM-LENGTH-001"}
    data = path.read_bytes()
    for stream in re.finditer(rb"/Length (\d+)[^\0]{0,400}?>>\s*stream\r?\n", data):
        end = stream.end() + int(stream[1])
        assert re.match(rb"\r?\n?endstream", data[end : end + 11])


def test_the_pdf_is_small_enough_to_send(edition: Path) -> None:
    assert (edition / "report.pdf").stat().st_size < 4_000_000


def test_the_pdf_carries_the_data_of_the_edition(edition: Path) -> None:
    with (
        pikepdf.open(edition / "report.pdf") as document,
        zipfile.ZipFile(edition / "data.zip") as rows,
    ):
        carried = {n: spec.get_file().read_bytes() for n, spec in document.attachments.items()}
        expected = {name: rows.read(name) for name in rows.namelist()}
    assert carried == expected | {"claims.json": (edition / "claims.json").read_bytes()}


def test_every_heading_of_the_pdf_has_one_bookmark_and_every_figure_words(edition: Path) -> None:
    with pikepdf.open(edition / "report.pdf") as document:
        root = document.Root.StructTreeRoot
        levels = [f"/H{i}" for i in range(1, 7)]
        headings = sum(len(list(elements(root, level))) for level in levels)
        figures = [str(e.get("/Alt", "")) for e in elements(root, "/Figure")]
    assert headings == len(list(pypdfium2.PdfDocument(edition / "report.pdf").get_toc()))
    assert figures and min(map(len, figures)) > 10


def test_the_pdf_has_bookmarks_and_a_title(edition: Path) -> None:
    document = pypdfium2.PdfDocument(edition / "report.pdf")
    titles = [entry.get_title() for entry in document.get_toc()]
    assert titles[0] == "Contents"
    assert titles[-1] == "Sources"
    assert document.get_metadata_value("Title") in (edition / "index.html").read_text()


def test_the_pdf_draws_no_table_over_the_edge(edition: Path) -> None:
    for number, sheet in enumerate(pypdfium2.PdfDocument(edition / "report.pdf"), 1):
        width, text = sheet.get_width(), sheet.get_textpage()
        beyond = [i for i in range(text.count_chars()) if text.get_charbox(i)[2] > width]
        assert not beyond, f"page {number}: {text.get_text_range(beyond[0], 20)!r}"


def test_every_figure_has_an_alternative_text(edition: Path) -> None:
    for path in pages_of(edition):
        for drawing in re.findall(r"<svg[^>]*class=\"drawing[^>]*>", path.read_text()):
            assert len(re.search(r'aria-label="([^"]*)"', drawing)[1]) > 10, path.name
