"""From what a reader wrote (text, literals, a notebook's cell) to checked parameters."""

import difflib
from collections.abc import Mapping
from typing import NamedTuple

from pydantic import ValidationError

from helpers.parameters.faults import (
    ParameterError,
    allowed,
    bad_value,
    kind,
    plain,
    unknown_name,
)
from helpers.parameters.report import ReportParameters
from helpers.parameters.sections import SECTIONS

PLAIN = (str, int, float, bool, list)


class Description(NamedTuple):
    """One parameter as `treaty params` lists it."""

    section: str
    name: str
    type: str
    default: str
    allowed: str
    help: str


def settings(section: str, overrides: Mapping[str, object] | None = None) -> ReportParameters:
    """Return the checked parameters of `section`.

    Args:
        section: a name in SECTIONS.
        overrides: values by parameter name, as literals or as text from a command line.

    Raises:
        ParameterError: naming every unknown name and every value that is not allowed.
    """
    if section not in SECTIONS:
        raise ParameterError(unknown_name(section, SECTIONS, "this report", "section"))
    return _build(SECTIONS[section].model, dict(overrides or {}), f"section {section}")


def report_settings(overrides: Mapping[str, object] | None = None) -> ReportParameters:
    """Return the checked parameters that all sections share."""
    return _build(ReportParameters, dict(overrides or {}), "the report")


def settings_for_all(
    overrides: Mapping[str, object], sections: list[str] | None = None
) -> dict[str, ReportParameters]:
    """Return the parameters of each section, giving each the overrides that it knows.

    Raises:
        ParameterError: for a name that none of the sections knows, or a bad value.
    """
    names = sections or list(SECTIONS)
    for name in names:
        settings(name)
    known = list(dict.fromkeys(f for name in names for f in SECTIONS[name].model.model_fields))
    where = "section " + names[0] if len(names) == 1 else "this report"
    wrong = [unknown_name(n, known, where) for n in overrides if n not in known]
    if wrong:
        raise ParameterError("\n".join(wrong))
    return {
        name: settings(
            name, {k: v for k, v in overrides.items() if k in SECTIONS[name].model.model_fields}
        )
        for name in names
    }


def from_namespace(section: str, namespace: Mapping[str, object]) -> ReportParameters:
    """Return the parameters that a notebook's `parameters` cell has set as plain names.

    A plain name that is nearly that of a parameter is taken for a slip and refused, so that
    `papermill -p asof 2025-06-01` does not pass unseen.
    """
    fields = SECTIONS[section].model.model_fields
    given = {name: namespace[name] for name in fields if name in namespace}
    for name, value in namespace.items():
        if name.startswith("_") or name in fields or type(value) not in PLAIN:
            continue
        if difflib.get_close_matches(name, fields, n=1, cutoff=0.8):
            raise ParameterError(unknown_name(name, fields, f"section {section}"))
    return settings(section, given)


def changed(parameters: ReportParameters) -> dict[str, object]:
    """Return the parameters that are not at their default."""
    default = type(parameters)().literals()
    return {k: v for k, v in parameters.literals().items() if v != default[k]}


def describe(section: str | None = None) -> list[Description]:
    """Return every parameter of the report, or of one section with the shared ones."""
    shared = ReportParameters.model_fields
    rows = [_described("report", name, field) for name, field in shared.items()]
    settings(section) if section else None
    for spec in [SECTIONS[section]] if section else SECTIONS.values():
        own = {n: f for n, f in spec.model.model_fields.items() if n not in shared}
        rows += [_described(spec.name, name, field) for name, field in own.items()]
    return rows


def _described(section: str, name: str, field) -> Description:
    text = field.description or ""
    return Description(section, name, kind(field), plain(field.default), allowed(field), text)


def _build(model: type[ReportParameters], given: dict[str, object], where: str) -> ReportParameters:
    fields = model.model_fields
    faults = [unknown_name(name, fields, where) for name in given if name not in fields]
    values = {n: _split(v, fields[n]) for n, v in given.items() if n in fields}
    try:
        built: ReportParameters | None = model(**values)
    except ValidationError as error:
        built = None
        for fault in error.errors():
            name = str(fault["loc"][0])
            reason = (
                str(fault["msg"]).removeprefix("Value error, ")
                if kind(fields[name]) == "date"
                else ""
            )
            message = bad_value(name, given[name], fields[name], reason)
            faults += [] if message in faults else [message]
    if faults or built is None:
        raise ParameterError("\n".join(faults))
    return built


def _split(value: object, field) -> object:
    if kind(field) == "list" and isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return value
