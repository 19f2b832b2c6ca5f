"""The edition in a browser, under the HTML checker and the PDF/UA validator."""

import re
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2

from browser import tools
from browser.tools import pages_of
from helpers.publish.fonts import FILES
from helpers.publish.pdf_tags import elements

PHONE = {"width": 390, "height": 844}


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
