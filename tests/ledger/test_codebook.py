"""data/README.md tells of the files what is true of them."""

import csv
import json
import re
from pathlib import Path

import pytest

from helpers.ledger.package import data_dir

README = (data_dir() / "README.md").read_text("utf-8")
DESCRIPTOR = json.loads((data_dir() / "datapackage.json").read_text("utf-8"))
TABLES = [r for r in DESCRIPTOR["resources"] if r["format"] == "csv"]
FIGURES = [r for r in TABLES if "x-theme" in r]
OTHERS = [r for r in TABLES if "x-theme" not in r]


def rows(resource: dict) -> int:
    with (data_dir() / resource["path"]).open(newline="", encoding="utf-8") as file:
        return sum(1 for _ in csv.reader(file)) - 1


def section(heading: str) -> str:
    parts = README.split(f"\n## {heading}\n")
    assert len(parts) == 2, f"one heading {heading}"
    return parts[1].split("\n## ")[0]


def described(text: str) -> dict[str, str]:
    """Return the rows of the section's table of columns: column to the rest of its row."""
    return dict(re.findall(r"^\| `(\w+)` (\|.*)$", text, re.MULTILINE))


@pytest.mark.parametrize("resource", OTHERS, ids=lambda r: r["name"])
def test_a_table_stands_in_the_list_with_its_rows_and_key(resource: dict) -> None:
    key = ", ".join(f"`{k}`" for k in resource["schema"]["primaryKey"])
    path = resource["path"]
    anchor = path.lower().replace(".", "")
    assert f"| [`{path}`](#{anchor}) | {rows(resource)} | {key} |" in README
    assert f"{rows(resource)} rows, key {key}." in section(path)


@pytest.mark.parametrize("resource", [*OTHERS, FIGURES[0]], ids=lambda r: r["name"])
def test_every_column_is_described_with_its_values(resource: dict) -> None:
    told = described(section("figures" if resource in FIGURES else resource["path"]))
    fields = resource["schema"]["fields"]
    assert list(told) == [f["name"] for f in fields]
    for field in fields:
        assert field["description"] in told[field["name"]]
        for value in field.get("constraints", {}).get("enum", []):
            assert f"`{value}`" in told[field["name"]]


def test_the_files_of_figures_have_one_form_and_are_counted() -> None:
    assert f"| [`figures/`](#figures) | {sum(map(rows, FIGURES))} |" in README
    columns = [f["name"] for f in FIGURES[0]["schema"]["fields"]]
    for resource in FIGURES:
        assert [f["name"] for f in resource["schema"]["fields"]] == columns
        assert f"| [`{resource['path']}`]({resource['path']}) | {rows(resource)} |" in README


def test_all_other_files_are_linked_and_every_link_leads_somewhere() -> None:
    links = re.findall(r"\]\(((?!http|#)[^)]+)\)", README)
    assert {r["path"] for r in DESCRIPTOR["resources"] if r not in OTHERS} <= set(links)
    assert all((data_dir() / link).exists() for link in links)


def test_gaps_grades_and_licences_are_told() -> None:
    for gap in DESCRIPTOR["x-gaps"]:
        assert f"- {gap}" in README
    assert all(f"\n| {letter} | " in README for letter in "ABCDEF")
    assert all(f"\n| {digit} | " in README for digit in range(1, 7))
    assert "Crimea" in section("Licences")


def test_every_resource_has_a_licence_and_sources() -> None:
    for resource in DESCRIPTOR["resources"]:
        assert resource["licenses"][0].get("title"), resource["name"]
        assert resource["sources"][0]["title"], resource["name"]


def test_every_property_of_our_own_is_explained() -> None:
    used = set(re.findall(r'"(x-[a-z-]+)":', json.dumps(DESCRIPTOR)))
    assert used - {"x-properties"} == set(DESCRIPTOR["x-properties"])


def test_a_file_is_named_by_its_table(tmp_path: Path) -> None:
    for resource in OTHERS:
        assert Path(resource["path"]).stem.lower() == resource["name"]
