"""Every parameter of a section changes something that the section shows, and nothing elsewhere."""

import json
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

import pytest
from filelock import FileLock
from matplotlib.figure import Figure

from helpers.display import bundles
from helpers.parameters import SECTIONS, ReportParameters, settings, settings_for_all
from helpers.parameters.faults import bounds, choices, kind
from support.inprocess import prepared, run
from support.words import listed

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
SHARED = set(ReportParameters.model_fields)
OWN = [
    (spec.name, name)
    for spec in SECTIONS.values()
    for name in spec.model.model_fields
    if name not in SHARED
]


def alternatives(section: str, name: str) -> list[object]:
    """Return other values of a parameter, the likelier to be seen first."""
    field = SECTIONS[section].model.model_fields[name]
    options, default = choices(field), field.default
    if kind(field) == "bool":
        return [not default]
    if kind(field) == "list":
        some = list(options[: max(1, len(options) // 2)])
        return [some, list(options[-1:])] if some != default else [list(options[-1:])]
    if options:
        return [o for o in options if o != default]
    low, high = bounds(field)
    ends = [v for v in (high, low) if v is not None and v != default]
    return [type(default)(v) for v in ends]


def cells(section: str, given: dict[str, object]) -> Iterator[str]:
    """Yield what each cell shows."""
    notebook = NOTEBOOKS / f"{SECTIONS[section].notebook}.ipynb"
    nb = prepared(notebook, settings(section, given).literals())
    for cell in run(nb, notebook.name):
        yield "\n".join(f"{o.get('data')}{o.get('metadata')}" for o in cell.outputs)


def undrawn(fig: Figure, label: str) -> str:
    """Return no drawing: a figure's title, caption and table of data are told without it."""
    return listed([label])


def differs(section: str, default: list[str], given: dict[str, object]) -> bool:
    """Return whether any cell shows something else than by default; stops at the first."""
    return any(one != other for one, other in zip_longest(default, cells(section, given)))


@pytest.fixture(scope="session")
def default_cells(shared: Path):
    """What each cell of a section shows by default, in words; run once for all workers."""

    def read(section: str) -> list[str]:
        with FileLock(shared / f"{section}.lock"):
            path = shared / f"{section}-cells.json"
            if not path.exists():
                path.write_text(json.dumps(list(cells(section, {}))))
            return json.loads(path.read_text())

    return read


@pytest.mark.parametrize(("section", "name"), OWN)
def test_it_changes_a_number_or_a_figure_of_its_section(section, name, monkeypatch, default_cells):
    monkeypatch.setattr(bundles, "draw", undrawn)
    given = [{name: value} for value in alternatives(section, name)]
    default = default_cells(section)
    if any(differs(section, default, setting) for setting in given):
        return
    monkeypatch.undo()  # it may change nothing but the look of a drawing
    drawn = list(cells(section, {}))
    found = any(differs(section, drawn, setting) for setting in given)
    assert found, f"{section}.{name} changes nothing"


@pytest.mark.parametrize(("section", "name"), OWN)
def test_it_leaves_the_parameters_of_every_other_section_as_they_are(section, name):
    value = alternatives(section, name)[0]
    plain, changed = settings_for_all({}), settings_for_all({f"{section}.{name}": value})
    assert [s for s in SECTIONS if plain[s] != changed[s]] == [section]
