"""The rules of the schema, applied to whole columns; no fault stops the search for others."""

import datetime as dt
import json
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from helpers.ledger import relations
from helpers.ledger.faults import Fault, hints, nearest
from helpers.ledger.reading import Table, read_text

NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][-+]?\d+)?")
INTEGER = re.compile(r"-?\d+")
PERIOD = re.compile(r"\d{4}(-Q[1-4]|-(0[1-9]|1[0-2]))?")
PARSERS: dict[str, Callable[[str], object]] = {
    "geojson": json.loads,
    "json": json.loads,
    "toml": tomllib.loads,
}
"""How a file that is no table must be readable, by the format of its resource."""

DERIVED = "derived"
"""Folder of what was computed from the package and is kept beside it: no evidence itself."""

Test = Callable[[str], bool]


def package_files(folder: Path) -> list[str]:
    """Return the paths of all files of a package, sorted; what is hidden or derived is not its."""
    paths = (p.relative_to(folder) for p in folder.rglob("*") if p.is_file())
    own = (p for p in paths if p.parts[0] != DERIVED)
    return sorted(p.as_posix() for p in own if not any(x.startswith(".") for x in p.parts))


def files(folder: Path, resources: list[dict[str, Any]], descriptor: str) -> Iterator[Fault]:
    """Yield a fault for each file that is named but missing, or there but not named."""
    named = {r["path"] for r in resources} | {descriptor}
    there = set(package_files(folder))
    for path in sorted(named - there):
        yield Fault(path, 0, "", "", "the file is missing")
    for path in sorted(there - named):
        yield Fault(path, 0, "", "", f"not named in {descriptor}" + nearest(path, named - there))


def document(folder: Path, resource: dict[str, Any]) -> list[Fault]:
    """Return the faults of a file that is no table: its encoding, and whether it can be parsed."""
    path, form = resource["path"], resource["format"]
    text, faults = read_text(folder, path)
    if text is None or form not in PARSERS:
        return faults
    try:
        PARSERS[form](text)
    except ValueError as error:
        line = re.search(r"line (\d+)", str(error))
        rule = f"not readable as {form}: {error}"
        faults.append(Fault(path, int(line[1]) if line else 0, "", "", rule))
    return faults


def table(resource: dict[str, Any], tables: dict[str, Table]) -> list[Fault]:
    """Return the faults of one table: values, keys, and relations to other tables."""
    this, schema = tables[resource["name"]], resource["schema"]
    found: list[Fault] = []
    for field in schema["fields"]:
        found += _column(this, field)
        found += _list(this, field, tables)
        found += relations.faults(this, field, tables)
    found += _key(this, schema["primaryKey"])
    for key in schema.get("foreignKeys", []):
        found += _reference(this, key, tables)
    return found


def _column(this: Table, field: dict[str, Any]) -> list[Fault]:
    name, rules = field["name"], field.get("constraints", {})
    values = this.frame[name]
    found = []
    if rules.get("required"):
        found += this.faults(this.where(values == ""), name, "a value is required")
    test, rule = _test(field, rules)
    if test:
        bad = {v for v in this.distinct(name) if v and not test(v)}
        for value, hint in hints(bad, rules.get("enum", [])).items():
            found += this.faults(this.where(values == value), name, rule + hint)
    if rules.get("unique"):
        found += _repeated(this, [name])
    return found


def _test(field: dict[str, Any], rules: dict[str, Any]) -> tuple[Test | None, str]:
    """Return the test that each value of a column must pass, and the rule in words."""
    if "enum" in rules:
        return set(rules["enum"]).__contains__, "allowed: " + ", ".join(rules["enum"])
    if field["type"] == "date":
        return _is_day, "a day of the calendar, written YYYY-MM-DD"
    if field["type"] in ("number", "integer"):
        return _number_test(field["type"], rules.get("minimum"), rules.get("maximum"))
    if field.get("x-type") == "period":
        return _is_period, "a period YYYY, YYYY-Qn, YYYY-MM or YYYY-MM-DD"
    if "pattern" in rules:
        pattern = re.compile(rules["pattern"])
        return lambda v: bool(pattern.fullmatch(v)), f"must look like {rules['pattern']}"
    return None, ""


def _number_test(kind: str, low: float | None, high: float | None) -> tuple[Test, str]:
    shape = INTEGER if kind == "integer" else NUMBER
    rule = "a whole number" if kind == "integer" else "a number"
    if low is not None:
        rule += f" of at least {low}" if high is None else f" from {low} to {high}"

    def test(text: str) -> bool:
        if not shape.fullmatch(text):
            return False
        value = float(text)
        return (low is None or value >= low) and (high is None or value <= high)

    return test, rule


def _list(this: Table, field: dict[str, Any], tables: dict[str, Table]) -> list[Fault]:
    """Return the faults of a column that holds several values, such as `source_ids`."""
    spec = field.get("x-list")
    if not spec:
        return []
    test, rule, known = _part_test(spec, field.get("x-also", []), tables)
    bad = [
        (line, part)
        for line, text in zip(this.lines, this.cells(field["name"]), strict=True)
        for part in (text.split(spec["separator"]) if text else ())
        if not test(part)
    ]
    near = hints({part for _, part in bad}, known)
    return [Fault(this.path, n, field["name"], part, rule + near[part]) for n, part in bad]


def _part_test(
    spec: dict[str, Any], also: list[str], tables: dict[str, Table]
) -> tuple[Test, str, set[str]]:
    if spec.get("type") == "period":
        rule = "each part is a period YYYY, YYYY-Qn, YYYY-MM or YYYY-MM-DD"
        return _is_period, rule, set()
    if "enum" in spec:
        rule = "allowed, separated by ;: " + ", ".join(spec["enum"])
        return set(spec["enum"]).__contains__, rule, set(spec["enum"])
    if "reference" in spec:
        resource, column = spec["reference"]["resource"], spec["reference"]["field"]
        if resource not in tables:
            return lambda _: True, "", set()
        known = tables[resource].known(column) | set(also)
        return known.__contains__, f"not in {resource}", known
    pattern = re.compile(spec["pattern"])
    return (
        lambda v: bool(pattern.fullmatch(v)),
        f"each part must look like {spec['pattern']}",
        set(),
    )


def _key(this: Table, key: list[str]) -> list[Fault]:
    return _repeated(this, key) if len(key) > 1 else []


def _repeated(this: Table, key: list[str]) -> list[Fault]:
    """Return a fault for each row whose key an earlier row has too."""
    again = this.frame.duplicated(subset=key) & (this.frame[key] != "").any(axis=1)
    found = []
    cells = list(this.frame[key].itertuples(index=False, name=None)) if again.any() else []
    for i in this.where(again):
        rule = f"the key stands in line {this.lines[cells.index(cells[i])]} too"
        found.append(Fault(this.path, this.lines[i], "+".join(key), " ".join(cells[i]), rule))
    return found


def _reference(this: Table, key: dict[str, Any], tables: dict[str, Table]) -> list[Fault]:
    column, resource = key["fields"][0], key["reference"]["resource"]
    if resource not in tables:
        return []
    known = tables[resource].known(key["reference"]["fields"][0])
    unknown = set(this.distinct(column)) - known - {""}
    found = []
    for value, hint in hints(unknown, known).items():
        rows = this.where(this.frame[column] == value)
        found += this.faults(rows, column, f"not in {resource}{hint}")
    return found


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_period(text: str) -> bool:
    return _is_day(text) if len(text) == 10 else bool(PERIOD.fullmatch(text))
