"""Every parameter of a section changes something that the section shows, and nothing elsewhere."""

from functools import cache
from pathlib import Path

import pytest

from helpers.parameters import SECTIONS, ReportParameters, settings, settings_for_all
from helpers.parameters.faults import bounds, choices, kind
from support.inprocess import execute

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


@cache
def shown(section: str, name: str = "", value: object = None) -> str:
    """Return all that a section shows, with one parameter set."""
    value = list(value) if isinstance(value, tuple) else value
    given = settings(section, {name: value} if name else {})
    nb = execute(NOTEBOOKS / f"{SECTIONS[section].notebook}.ipynb", given.literals())
    return "\n".join(
        f"{o.get('data')}{o.get('metadata')}"
        for cell in nb.cells
        if cell.cell_type == "code"
        for o in cell.outputs
    )


@pytest.mark.parametrize(("section", "name"), OWN)
def test_it_changes_a_number_or_a_figure_of_its_section(section, name):
    default = shown(section)
    for value in alternatives(section, name):
        frozen = tuple(value) if isinstance(value, list) else value
        if shown(section, name, frozen) != default:
            return
    pytest.fail(f"{section}.{name} changes nothing")


@pytest.mark.parametrize(("section", "name"), OWN)
def test_it_leaves_the_parameters_of_every_other_section_as_they_are(section, name):
    value = alternatives(section, name)[0]
    plain, changed = settings_for_all({}), settings_for_all({f"{section}.{name}": value})
    assert [s for s in SECTIONS if plain[s] != changed[s]] == [section]
