"""Passages cite what they list, and their placeholders are numbers that exist once."""

from pathlib import Path

import pytest

from helpers.ledger.package import check

PASSAGE = "USA-130"


@pytest.fixture
def spoil(data: Path):
    """Return a function that replaces a piece of one passage and returns line and faults."""

    def change(old: str, new: str) -> tuple[int, list]:
        path = data / "passages.csv"
        lines = path.read_text("utf-8").split("\n")
        number = next(n for n, text in enumerate(lines) if text.startswith(PASSAGE + ","))
        assert old in lines[number]
        lines[number] = lines[number].replace(old, new, 1)
        path.write_text("\n".join(lines), "utf-8")
        return number + 1, check(data)

    return change


@pytest.mark.parametrize(
    ("new", "rule"),
    [
        ("{iran_heu60_stok:IRN:2024-08-17|.1f}", "no such series; nearest: iran_heu60_stock"),
        ("{iran_heu60_stock:IRN:2024-08-18|.1f}", "no such number; nearest: IRN:2024-08-17"),
        ("{iran_heu60_stock}", "a placeholder is {series:entity:period}"),
        ("{iran_heu60_stock:IRN:2024-08-17|source_id=none}", "no such number from none; allowed: "),
    ],
)
def test_a_placeholder_without_its_number_is_named(new: str, rule: str, spoil) -> None:
    line, faults = spoil("{iran_heu60_stock:IRN:2024-08-17|.1f}", new)
    assert [(f.file, f.row, f.column, f.value) for f in faults] == [
        ("passages.csv", line, "text", new)
    ]
    assert faults[0].rule.startswith(rule)


def test_a_placeholder_that_fits_two_accounts_is_named(data: Path, spoil) -> None:
    path = data / "figures" / "nuclear.csv"
    row = "iran_heu60_stock,IRN,2024-08-17,165,kg,eia-2026-oil-spot,2024-09-01,\n"
    path.write_text(path.read_text("utf-8") + row, "utf-8")
    _, faults = spoil("enriched", "enriched")
    assert "2 numbers fit; add |source_id= with one of" in faults[0].rule


def test_a_citation_that_is_not_listed_is_named(spoil) -> None:
    line, faults = spoil(" kg", " kg [@eia-2026-oil-spot]")
    assert [(f.row, f.column, f.value) for f in faults] == [(line, "text", "eia-2026-oil-spot")]
    assert faults[0].rule == "cited, and not listed in cites"


def test_a_passage_shown_before_a_source_it_cites_is_named(data: Path, set_cell) -> None:
    line = set_cell(data / "passages.csv", PASSAGE, "known_from", "2024-01-01")
    faults = check(data)
    assert [(f.row, f.column) for f in faults] == [(line, "known_from")]
    assert faults[0].rule.startswith("before cites known_from")


def test_numbers_of_a_file_that_is_missing_are_not_told_one_by_one(data: Path) -> None:
    (data / "figures" / "nuclear.csv").unlink()
    assert [f.rule for f in check(data)] == ["the file is missing"]
