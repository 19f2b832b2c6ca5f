"""Notebooks: one contract with their models, committed clean, timeless in their own words."""

import ast
import json
import re
from pathlib import Path

import nbformat
import pytest

from helpers.parameters import SECTIONS
from support.inprocess import execute

FOLDER = Path(__file__).resolve().parents[1] / "notebooks"
MOST_LINES = 12
MONTHS = "January February March April May June July August September October November December"
CASES = list(SECTIONS.values())


def cells(spec, kind=None):
    nb = json.loads((FOLDER / f"{spec.notebook}.ipynb").read_text("utf-8"))
    return [c for c in nb["cells"] if kind in (None, c["cell_type"])]


def source(cell) -> str:
    return "".join(cell["source"])


@pytest.mark.parametrize("spec", CASES, ids=lambda s: s.name)
def test_the_parameters_cell_is_the_model(spec):
    cell = next(c for c in cells(spec, "code") if "parameters" in c["metadata"].get("tags", []))
    names = []
    for line, node in zip(source(cell).splitlines(), ast.parse(source(cell)).body, strict=True):
        field = spec.model.model_fields[node.target.id]
        assert ast.literal_eval(node.value) == field.default, node.target.id
        assert type(field.default).__name__ == ast.unparse(node.annotation).split("[")[0]
        assert line.partition("  # ")[2] == field.description, node.target.id
        names.append(node.target.id)
    assert names == list(spec.model.model_fields)


@pytest.mark.parametrize("spec", CASES, ids=lambda s: s.name)
def test_it_is_committed_without_outputs_counts_or_times_and_with_stable_ids(spec):
    path = FOLDER / f"{spec.notebook}.ipynb"
    nb = nbformat.read(path, as_version=4)
    nbformat.validate(nb)
    ids = [c.id for c in nb.cells]
    assert len(set(ids)) == len(ids) and all(i.startswith(spec.name.replace("_", "-")) for i in ids)
    assert nb.metadata.kernelspec.name == "python3"
    for cell in nb.cells:
        assert not cell.get("outputs") and cell.get("execution_count") is None
        assert not {"execution", "papermill"} & set(cell.metadata)


@pytest.mark.parametrize("spec", CASES, ids=lambda s: s.name)
def test_code_cells_are_short_and_define_nothing(spec):
    for cell in cells(spec, "code"):
        if "parameters" in cell["metadata"].get("tags", []):
            continue
        tree = ast.parse(source(cell))
        assert len(source(cell).splitlines()) <= MOST_LINES, source(cell)
        forbidden = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.Lambda)
        assert not [n for n in ast.walk(tree) if isinstance(n, forbidden)]


@pytest.mark.parametrize("spec", CASES, ids=lambda s: s.name)
def test_markdown_is_timeless(spec):
    for cell in cells(spec, "markdown"):
        text = re.sub(r"\(0\d_\w+\.ipynb[^)]*\)", "", source(cell))
        text = re.sub(r"`[^`]*`|\$\$?[^$]+\$\$?", "", text)  # formulas hold the form of a rule
        assert not re.search(r"\d", text), text
        words = set(re.findall(r"\b[A-Z][a-z]+\b", text)) & set(MONTHS.split()) - {"May", "March"}
        assert not words, text
        assert "[@" not in text, "sources come from the ledger"


@pytest.mark.parametrize("spec", CASES, ids=lambda s: s.name)
def test_it_has_the_parts_that_every_section_has(spec):
    headings = [
        line.lstrip("# ").strip()
        for c in cells(spec, "markdown")
        for line in source(c).splitlines()
        if line.startswith("#")
    ]
    assert source(cells(spec)[0]).startswith("# ")
    assert "What would change this" in headings and "Sources used" in headings
    assert "Key judgements" in headings or spec.name == "methods"
    if spec.name not in ("summary", "methods"):
        assert {"Key judgements", "Contradictions side by side", "The evidence"} <= set(headings)


def test_the_in_process_run_shows_what_an_ordinary_run_shows(tmp_path):
    import papermill

    spec = SECTIONS["background"]
    parameters = spec.model(as_of="2025-06-01").literals()
    path = FOLDER / f"{spec.notebook}.ipynb"
    papermill.execute_notebook(path, tmp_path / "out.ipynb", parameters, progress_bar=False)
    ordinary = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    quick = execute(path, parameters)
    both = [
        [o for c in nb.cells if c.cell_type == "code" for o in c.outputs]
        for nb in (ordinary, quick)
    ]
    assert len(both[0]) == len(both[1]) > 20
    for one, other in zip(*both, strict=True):
        assert one.metadata == other.metadata
        assert dict(one.data.items()) == dict(other.data.items())
