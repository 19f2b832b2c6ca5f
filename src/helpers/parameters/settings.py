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
    """Return the parameters of each section, giving each the overrides that it takes.

    `name` speaks to every section that knows the name and takes the value; `section.name` to one
    section alone. So `scenario=hormuz-closed` reaches the sections that have such a scenario.

    Raises:
        ParameterError: for a name that none of the sections knows, or a value that none takes.
    """
    names = sections or list(SECTIONS)
    for name in names:
        settings(name)
    given: dict[str, dict[str, object]] = {name: {} for name in names}
    faults: list[str] = []
    for name, value in overrides.items():
        try:
            for section in _takers(name, value, names):
                given[section][name.rpartition(".")[2]] = value
        except ParameterError as error:
            faults += [line for line in str(error).splitlines() if line not in faults]
    if faults:
        raise ParameterError("\n".join(faults))
    return {name: settings(name, given[name]) for name in names}


def _takers(name: str, value: object, sections: list[str]) -> list[str]:
    """Return the sections that take a value under a name, plain or as `section.name`."""
    asked, dot, own = name.rpartition(".")
    if dot and asked not in sections:
        raise ParameterError(unknown_name(asked, sections, "this report", "section"))
    if dot and own in ReportParameters.model_fields:
        raise ParameterError(
            f"{name}: {own} holds for the whole report. Write it without a section."
        )
    among = [asked] if dot else sections
    knowing = [s for s in among if own in SECTIONS[s].model.model_fields]
    if not knowing:
        known = dict.fromkeys(f for s in among for f in SECTIONS[s].model.model_fields)
        where = "section " + among[0] if len(among) == 1 else "this report"
        raise ParameterError(unknown_name(own, known, where))
    takers, faults = [], []
    for section in knowing:
        try:
            settings(section, {own: value})
            takers.append(section)
        except ParameterError as error:
            faults.append(str(error))
    if not takers:
        raise ParameterError("\n".join(dict.fromkeys(faults)))
    return takers


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
