"""Files that are missing, added, cut short or wrongly written are named, all at once."""

from pathlib import Path

import pytest

from helpers.ledger.faults import MOST_HINTS, DataFaults, Fault, nearest, render_faults
from helpers.ledger.package import check, fingerprint, load

TERMS = "glossary.csv"


def rewrite(path: Path, change) -> None:
    path.write_bytes(change(path.read_bytes()))


def on_line(number: int, change):
    """Return a change of one line of a file's bytes."""

    def changed(raw: bytes) -> bytes:
        lines = raw.split(b"\n")
        lines[number - 1] = change(lines[number - 1])
        return b"\n".join(lines)

    return changed


def only(data: Path) -> Fault:
    faults = check(data)
    assert len(faults) == 1, render_faults(faults)
    return faults[0]


def test_sound_data_have_no_faults() -> None:
    assert check() == []


def test_the_small_ledger_has_no_faults(small: Path) -> None:
    assert check(small) == []


def test_a_missing_table_is_one_fault_and_not_hundreds(data: Path) -> None:
    (data / "sources.csv").unlink()
    assert only(data) == Fault("sources.csv", 0, "", "", "the file is missing")


def test_a_missing_map_is_a_fault(small: Path) -> None:
    (small / "map" / "region_50m.geojson").unlink()
    assert only(small).rule == "the file is missing"


def test_a_file_that_the_descriptor_does_not_name_is_a_fault(small: Path) -> None:
    (small / "figures" / "oil.csv").write_text("a\n")
    assert only(small) == Fault("figures/oil.csv", 0, "", "", "not named in datapackage.json")


def test_a_renamed_file_is_told_with_the_name_it_should_have(small: Path) -> None:
    (small / "claims.csv").rename(small / "claim.csv")
    rules = {f.file: f.rule for f in check(small)}
    assert rules == {
        "claims.csv": "the file is missing",
        "claim.csv": "not named in datapackage.json; nearest: claims.csv",
    }


def test_hidden_files_of_an_editor_are_no_part_of_the_data(small: Path) -> None:
    before = fingerprint(small)
    (small / ".ipynb_checkpoints").mkdir()
    (small / ".ipynb_checkpoints" / "claims-checkpoint.csv").write_text("x")
    (small / ".DS_Store").write_bytes(b"\xff")
    assert check(small) == []
    assert fingerprint(small) == before


def test_a_wrong_encoding_is_named_with_line_and_byte(data: Path) -> None:
    rewrite(data / TERMS, on_line(4, lambda line: line + "é".encode("latin-1")))
    rule = "not UTF-8: save the file in that encoding"
    assert only(data) == Fault(TERMS, 4, "", "byte 0xE9", rule)


def test_a_byte_order_mark_is_a_fault_and_the_rest_is_still_checked(data: Path) -> None:
    rewrite(data / TERMS, lambda raw: b"\xef\xbb\xbf" + raw)
    assert (only(data).row, only(data).value) == (1, "U+FEFF")


def test_a_null_character_is_named_with_its_line(data: Path) -> None:
    rewrite(data / TERMS, on_line(5, lambda line: line + b"\0"))
    assert (TERMS, 5, "U+0000") in [(f.file, f.row, f.value) for f in check(data)]


def test_a_row_cut_short_is_named_with_its_line(data: Path) -> None:
    rewrite(data / "evidence.csv", on_line(12, lambda line: line.rsplit(b",", 3)[0]))
    fault = next(f for f in check(data) if f.file == "evidence.csv")
    assert (fault.row, fault.rule) == (12, "9 fields, the header has 12")


def test_a_row_with_a_field_too_many_is_named(data: Path) -> None:
    rewrite(data / TERMS, on_line(3, lambda line: line + b",more"))
    assert (only(data).row, only(data).rule) == (3, "4 fields, the header has 3")


def test_a_blank_line_is_named(data: Path) -> None:
    rewrite(data / TERMS, on_line(3, lambda line: line + b"\n"))
    assert (only(data).row, only(data).rule) == (4, "0 fields, the header has 3")


def test_a_quote_that_never_ends_is_named(data: Path) -> None:
    rewrite(data / TERMS, on_line(9, lambda line: b'"' + line.replace(b'"', b"")))
    fault = next(f for f in check(data) if f.file == TERMS)
    assert fault.row == 9
    assert fault.rule.startswith("not readable as CSV")


def test_lines_are_counted_as_an_editor_shows_them(data: Path) -> None:
    """Newlines within quotes move all later rows down."""
    rewrite(data / TERMS, on_line(2, lambda _: b'Novel term,"one\ntwo\nthree",'))
    rewrite(data / TERMS, on_line(8, lambda line: line + b",more"))
    assert [f.row for f in check(data)] == [8]


def test_windows_line_ends_are_accepted(small: Path) -> None:
    rewrite(small / TERMS, lambda raw: raw.replace(b"\n", b"\r\n"))
    assert check(small) == []


def test_a_column_added_is_named(data: Path) -> None:
    rewrite(data / TERMS, lambda raw: raw.replace(b"\n", b",\n"))
    rewrite(data / TERMS, on_line(1, lambda line: line + b"see_also"))
    assert only(data) == Fault(TERMS, 1, "see_also", "", "column not in the schema")


def test_a_column_missing_is_named(data: Path) -> None:
    rewrite(data / TERMS, lambda raw: raw.replace(b",known_from", b"", 1))
    assert only(data) == Fault(TERMS, 1, "known_from", "", "column missing")


def test_a_column_misspelt_is_named_with_its_nearest(data: Path) -> None:
    rewrite(data / TERMS, lambda raw: raw.replace(b"known_from", b"knwon_from", 1))
    rules = {f.column: f.rule for f in check(data)}
    assert rules == {
        "known_from": "column missing; nearest: knwon_from",
        "knwon_from": "column not in the schema; nearest: known_from",
    }


def test_columns_out_of_order_are_named(data: Path) -> None:
    rewrite(data / TERMS, on_line(1, lambda _: b"definition,term,known_from"))
    expected = "columns out of order or repeated; expected term,definition,known_from"
    assert only(data).rule == expected


def test_an_empty_file_is_told_what_its_header_is(data: Path) -> None:
    (data / TERMS).write_bytes(b"")
    assert only(data).rule == "the file is empty; its header is term,definition,known_from"


def test_a_repeated_id_is_named_with_the_line_of_the_first(data: Path) -> None:
    lines = (data / "glossary.csv").read_bytes().rstrip(b"\n").split(b"\n")
    (data / TERMS).write_bytes(b"\n".join([*lines, lines[6]]) + b"\n")
    fault = only(data)
    assert (fault.row, fault.column) == (len(lines) + 1, "term")
    assert fault.rule == "the key stands in line 7 too"


def test_a_repeated_key_of_several_columns_is_named(data: Path) -> None:
    path = data / "figures" / "nuclear.csv"
    lines = path.read_bytes().rstrip(b"\n").split(b"\n")
    path.write_bytes(b"\n".join([*lines, lines[3]]) + b"\n")
    fault = next(f for f in check(data) if f.file == "figures/nuclear.csv")
    assert (fault.row, fault.column) == (len(lines) + 1, "series+entity+period+source_id")
    assert fault.rule == "the key stands in line 4 too"


@pytest.mark.parametrize(
    ("name", "spoilt", "rule"),
    [
        ("presets.toml", b"[presets.default\n", "not readable as toml"),
        ("map/region_50m.geojson", b'{"type": }', "not readable as geojson"),
        ("codebook.md", b"caf\xe9", "not UTF-8"),
    ],
)
def test_files_that_are_no_tables_must_be_readable(
    name: str, spoilt: bytes, rule: str, small: Path
) -> None:
    (small / name).write_bytes(spoilt)
    fault = only(small)
    assert (fault.file, fault.row) == (name, 1)
    assert fault.rule.startswith(rule)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"resources": [{"name": "claims"}]}'])
def test_a_descriptor_that_cannot_be_read_is_a_fault(text: str, small: Path) -> None:
    (small / "datapackage.json").write_text(text)
    assert only(small).file == "datapackage.json"


def test_a_folder_without_a_descriptor_is_a_fault(tmp_path: Path) -> None:
    assert only(tmp_path).rule == "the file is missing"


def test_several_faults_are_all_told_at_once(data: Path, set_cell) -> None:
    first = set_cell(data / "evidence.csv", "B2-08", "credibility", "9")
    second = set_cell(data / "evidence.csv", "B2-09", "claim_id", "B99")
    third = set_cell(data / "sources.csv", "eia-2026-oil-spot", "reliability", "H")
    (data / "spans.csv").unlink()
    (data / "more.csv").write_text("x\n")
    with pytest.raises(DataFaults) as error:
        load(data)
    assert [(f.file, f.row, f.column) for f in error.value.faults] == [
        ("evidence.csv", first, "credibility"),
        ("evidence.csv", second, "claim_id"),
        ("more.csv", 0, ""),
        ("sources.csv", third, "reliability"),
        ("spans.csv", 0, ""),
    ]
    message = str(error.value)
    assert message.startswith("5 faults in the data\nfile")
    assert all(f.rule in message for f in error.value.faults)


def test_faults_print_as_an_aligned_table() -> None:
    faults = [
        Fault("a.csv", 2, "stance", "suports", "allowed: supports"),
        Fault("figures/b.csv", 0, "", "", "the file is missing"),
    ]
    assert render_faults(faults).split("\n") == [
        "file           row  column  value    rule",
        "a.csv          2    stance  suports  allowed: supports",
        "figures/b.csv  -    -       -        the file is missing",
    ]
    assert render_faults([]) == "no faults"


def test_a_long_or_broken_value_stays_on_one_line() -> None:
    table = render_faults([Fault("a.csv", 2, "note", "long\n" * 40, "rule")])
    assert len(table.split("\n")) == 2
    assert "…" in table


def test_among_thousands_of_faults_no_nearest_name_is_searched_for(data: Path, monkeypatch) -> None:
    """A search for the nearest of a thousand names is slow, and none helps where all are wrong."""
    searched: list[str] = []
    near = "helpers.ledger.faults.nearest"
    monkeypatch.setattr(near, lambda value, known: searched.append(value) or "")
    rewrite(data / "sources.csv", lambda raw: raw.replace(b"\n", b"\nx", 952))
    assert len(check(data)) > 10_000
    assert len(searched) <= MOST_HINTS * len(list(data.rglob("*.csv")))


def test_no_nearest_name_is_told_where_none_is_near() -> None:
    assert nearest("zzz", ["supports"]) == ""
