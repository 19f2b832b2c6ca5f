"""The house: floors import only downwards, neighbours are strangers, modules stay small."""

import ast
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src/helpers"
FLOORS = (
    {"parameters"},
    {"ledger"},
    {"judgement", "models", "display"},
    {"publish", "sections"},
    {"cli"},
)
HEIGHT = {name: height for height, floor in enumerate(FLOORS) for name in floor}
LONGEST_MODULE, LONGEST_FUNCTION = 300, 40
MODULES = sorted(PACKAGE.rglob("*.py"))


def imported(tree: ast.Module) -> set[str]:
    """Return the floors' packages that a module imports."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names |= {f"{node.module}.{a.name}" for a in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return {n.split(".")[1] for n in names if n.startswith("helpers.")} & set(HEIGHT)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_imports_only_from_floors_below_and_from_its_own_package(path):
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if own not in HEIGHT:
        return
    for other in imported(ast.parse(path.read_text("utf-8"))) - {own}:
        assert HEIGHT[other] < HEIGHT[own], f"{own} may not import {other}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_modules_and_functions_stay_small(path):
    text = path.read_text("utf-8")
    assert text.count("\n") <= LONGEST_MODULE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            first = node.body[0]
            docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
            start = first.end_lineno if docstring else node.lineno
            assert node.end_lineno - start <= LONGEST_FUNCTION, f"{path.name}: {node.name}"


def test_a_notebook_imports_its_own_section_and_nothing_else():
    for path in sorted((ROOT / "notebooks").glob("0*.ipynb")):
        section = path.stem[3:]
        lines = "\n".join(
            "".join(c["source"])
            for c in json.loads(path.read_text("utf-8"))["cells"]
            if c["cell_type"] == "code"
        )
        imports = re.findall(r"^\s*(?:from|import) .*$", lines, re.MULTILINE)
        assert imports == [f"from helpers.sections import {section}"], path.name
