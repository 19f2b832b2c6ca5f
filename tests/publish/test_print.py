"""The print edition: what it carries, how it is tagged, and what keeps its pages in order."""

import datetime as dt
import io
import re
import zipfile
from pathlib import Path

import matplotlib
import pikepdf
import pypdfium2
import pytest

from helpers.publish import archive, front_typst, pdf, pdf_figures, tables_typst
from helpers.publish.markdown import Context
from helpers.publish.markdown_typst import Typst
from helpers.publish.pdf_packing import packed, shortened
from helpers.publish.pdf_tags import TagError, elements, kids
from helpers.publish.tables import TABLE_MIME, from_bundle
from helpers.publish.typesetter import TypesettingError, typesetting
from publish import samples

DAY = dt.datetime(2026, 7, 5, tzinfo=dt.UTC)
FONTS = [Path(matplotlib.get_data_path()) / "fonts" / "ttf"]
HEADINGS = {f"/H{level}" for level in range(1, 7)}


@pytest.fixture(scope="module")
def printed() -> bytes:
    """Return the PDF of the sample report, with a formula in it."""
    report = samples.report()
    report.sections[0].notebook.cells[4]["source"] += "\n\nIt is $p = 1/2$.\n\n$$\nq\n$$"
    with pdf.printing(pdf.Project(report)) as finished:
        return finished()


@pytest.fixture
def document(printed: bytes):
    """Return it opened."""
    with pikepdf.open(io.BytesIO(printed)) as opened:
        yield opened


def tree(element) -> list:
    """Return an element of the structure with all under it, in reading order."""
    return [element, *(e for kid in kids(element) for e in tree(kid))]


def tagged(document: pikepdf.Pdf) -> list:
    return [e for e in tree(document.Root.StructTreeRoot) if "/S" in e]


def test_one_bookmark_leads_to_each_heading(printed: bytes, document: pikepdf.Pdf) -> None:
    levels = [int(str(e.S)[2:]) for e in tagged(document) if str(e.S) in HEADINGS]
    marks = list(pypdfium2.PdfDocument(printed).get_toc())
    assert [mark.level + 1 for mark in marks] == levels
    assert marks[0].get_title() == "Contents" and marks[-1].get_title() == "Sources"
    assert "2.2 Names and lists" in [mark.get_title() for mark in marks]


def test_figures_and_formulas_have_words(document: pikepdf.Pdf) -> None:
    found: dict[str, list[str]] = {"/Figure": [], "/Formula": []}
    for element in tagged(document):
        if str(element.S) in found:
            found[str(element.S)].append(str(element.Alt))
    assert found["/Figure"][0].startswith("Verdicts by section. Background, 14 claims: ")
    assert found["/Figure"][1:] == [
        f"Line chart of four series, {name}."
        for name in ("background-trend", "background-more", "energy-trend", "energy-more")
    ]
    assert found["/Formula"] == ["p equals 1 over 2", "q"]


def test_the_first_cell_of_a_row_is_its_head(document: pikepdf.Pdf) -> None:
    small, claims = list(elements(document.Root.StructTreeRoot, "/Table"))[1:3]
    for table, rows in ((small, 3), (claims, 30)):
        heads = [e for e in tree(table) if e.S == "/TH" and _of_table(e).get("/Scope") == "/Row"]
        assert len(heads) == rows
        for row in elements(table, "/TR"):
            first, *rest = kids(row)
            if "/ID" in first and first in heads:
                assert rest and all(first.ID in list(_of_table(c).Headers) for c in rest)
    names = pikepdf.NameTree(document.Root.StructTreeRoot.IDTree)
    assert all(str(e.ID) in names for e in tagged(document) if "/ID" in e)


def _of_table(cell) -> pikepdf.Object:
    held = list(cell.A) if isinstance(cell.A, pikepdf.Array) else [cell.A]
    return next(a for a in held if a.O == "/Table")


def test_a_small_table_in_the_text_has_no_heads_of_rows(document: pikepdf.Pdf) -> None:
    first = next(elements(document.Root.StructTreeRoot, "/Table"))
    assert [str(_of_table(e).Scope) for e in tree(first) if e.S == "/TH"] == ["/Column"] * 3


def test_other_tables_than_those_written_are_refused(printed: bytes) -> None:
    with pytest.raises(TagError, match="tables are tagged where 1 were written"):
        packed(printed, [True])


def test_the_pdf_carries_verdicts_and_data(document: pikepdf.Pdf) -> None:
    content = samples.content()
    carried = {name: spec.get_file() for name, spec in document.attachments.items()}
    with zipfile.ZipFile(io.BytesIO(archive.data_zip(content.tables))) as rows:
        expected = {name: rows.read(name) for name in rows.namelist()}
    expected["claims.json"] = archive.json_bytes(content.claims)
    assert {name: file.read_bytes() for name, file in carried.items()} == expected
    assert {name: file.mime_type for name, file in carried.items()} == {
        "claims.json": "application/json",
        "note.txt": "text/plain",
        "rows.csv": "text/csv",
    }
    assert [str(spec.AFRelationship) for spec in document.Root.AF] == ["/Data"] * 3


def test_cover_and_key_numbers_count_the_claims(printed: bytes) -> None:
    pages = [p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(printed)]
    cover = " ".join(pages[0].split())
    assert "40 claims, one mark each. As of 5 July 2026" in cover
    board = front_typst.board(samples.report())
    assert sum(n for _, n in board["legend"]) == board["total"] == 40
    assert [row["title"] for row in board["rows"]] == ["Background", "Energy", "Outlook"]
    for word, n in board["legend"]:
        assert f"{word} {n}" in cover
    guide = next(p for p in pages if p.count("How to read this report") == 2)
    assert all(number in guide for number, _ in front_typst.key_numbers(samples.report()))


def test_an_edition_without_claims_has_a_cover_too() -> None:
    report = samples.report(claims={})
    assert front_typst.key_numbers(report) == []
    assert front_typst.board(report)["rows"] == []


def tall(rows: int, heads: tuple[int, ...] = ()) -> str:
    """Return a drawing of rows of 12 points, some of them headings."""
    lines = "".join(
        f'<text style="{"font-weight: 700; " if i in heads else ""}font-size: 8px" x="1" '
        f'y="{12 * i + 10}">Row {i}.</text><path d="M 50 {12 * i + 6} L 90 {12 * i + 6}" '
        f'style="fill: none"/>'
        for i in range(rows)
    )
    grid = f'<path d="M 50 0 L 50 {12 * rows}"/>'
    defs = '<defs><path id="m" d="M 0 0 L 0 1"/></defs>'
    return (
        f'<svg width="100pt" height="{12 * rows}pt" viewBox="0 0 100 {12 * rows}">'
        f"{defs}{grid}{lines}</svg>"
    )


@pytest.mark.parametrize("heads", [(), (0, 9, 20)])
def test_a_drawing_taller_than_a_page_is_cut_between_its_rows(heads: tuple[int, ...]) -> None:
    drawing = tall(30, heads)
    pieces = pdf_figures.parts(drawing)
    assert len(pieces) == 3
    words = [re.findall(r"Row \d+\.", piece) for piece in pieces]
    assert [row for piece in words for row in piece] == [f"Row {i}." for i in range(30)]
    assert not heads or [piece[0] for piece in words] == ["Row 0.", "Row 9.", "Row 20."]
    assert all(piece.count("M 50 0 L 50 360") == piece.count('id="m"') == 1 for piece in pieces)
    assert sum(piece.count('style="fill: none"') for piece in pieces) == 30
    shares = sum(pdf_figures.ratio(piece) for piece in pieces)
    assert shares == pytest.approx(pdf_figures.ratio(drawing))


def test_a_drawing_that_fits_a_page_stays_whole() -> None:
    assert pdf_figures.parts(tall(10)) == [tall(10)]
    assert pdf_figures.parts("<svg></svg>") == ["<svg></svg>"]


def test_numbers_are_shortened_and_texts_are_not() -> None:
    drawn = (
        b"0.33333334 -56.692913 12.5 7 cm /Alt (p 0.123456 (in (all) 99.98765)\\))>>BDC 1.23456789"
    )
    assert shortened(drawn) == (
        b"0.3333 -56.69 12.5 7 cm /Alt (p 0.123456 (in (all) 99.98765)\\))>>BDC 1.2345"
    )


def test_every_column_has_room_for_its_longest_word() -> None:
    table = from_bundle(samples.claims_table("x").data[TABLE_MIME])
    fitted = tables_typst.columns(table, 8.0)
    assert sum(fitted) == pytest.approx(tables_typst.ACROSS)
    for column, width in enumerate(fitted):
        words = [w for row in table.rows for w in row[column].split() if "@" not in w]
        assert width > max(len(w) for w in words) * tables_typst.LETTER * 8.0
    assert tables_typst.height(table, fitted, 8.0) > tables_typst.WHOLE
    assert "whole: false" in tables_typst.table_call(table, Typst(Context()))


def test_type_in_tables_can_be_read_on_paper() -> None:
    assert min(size for _, size in tables_typst.SIZES) >= 8


def test_a_document_that_cannot_be_set_with_floats_is_set_without(tmp_path: Path) -> None:
    main = '#set document(title: "x")\n#set text(lang: "en")\n#title[x]\n'
    wrong = '#if sys.inputs.floats == "yes" [#panic("floats")]\nSet without.'
    (tmp_path / "main.typ").write_text(main + wrong)
    document = pypdfium2.PdfDocument(typeset(tmp_path))
    assert "Set without." in document[0].get_textpage().get_text_range()
    (tmp_path / "main.typ").write_text(main + '#panic("always")')
    with pytest.raises(TypesettingError, match="always"):
        typeset(tmp_path)


def typeset(folder: Path) -> bytes:
    """Return the PDF of the Typst project in a folder."""
    with typesetting(folder, DAY, FONTS, []) as finished:
        return finished()


def test_rows_left_to_the_pages_are_printed_if_they_are_few() -> None:
    meta = {"kind": "table", "label": "tbl-x", "title": "T", "print": False}
    shown = samples.claims_table("x").data[TABLE_MIME]
    writer = Typst(Context())
    few = shown | {"rows": shown["rows"][:3]}
    long = shown | {
        "rows": (shown["rows"] * tables_typst.MOST_ASIDE)[: tables_typst.MOST_ASIDE + 1]
    }
    assert "report-grid(" in tables_typst.report_table(few, meta, writer)
    left = tables_typst.report_table(long, meta, writer, page="energy.html")
    assert f'report-absent({len(long["rows"])}, "energy.html")' in left
    assert "report-grid(" in tables_typst.report_table(long, meta | {"print": True}, writer)


def test_columns_give_way_until_the_table_gets_no_lower() -> None:
    names = ["Who", "What", "Why"]
    rows = [["a", "word " * 60, "word " * 4], ["b", "word " * 4, ""]] * 4
    columns = [{"name": n, "kind": "text", "align": "left"} for n in names]
    table = from_bundle({"columns": columns, "rows": rows, "row_header": True})
    who, what, why = tables_typst.columns(table, 8.0)
    assert what > 3 * why > 0 and who < what
