"""The rules of the schema, applied to whole columns; every fault is found, none stops the search."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.ledger.faults import Fault, nearest
from helpers.ledger.reading import Table

NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][-+]?\d+)?")
INTEGER = re.compile(r"-?\d+")


def files(folder: Path, resources: list[dict[str, Any]], descriptor: str) -> Iterator[Fault]:
    """Yield a fault for each file that is named but missing, or there but not named."""
    named = {r["path"] for r in resources} | {descriptor}
    there = {
        p.relative_to(folder).as_posix()
        for p in folder.rglob("*")
        if p.is_file() and not p.name.startswith(".")
    }
    for path in sorted(named - there):
        yield Fault(path, 0, "", "", "the file is missing")
    for path in sorted(there - named):
        yield Fault(path, 0, "", "", f"not named in {descriptor}" + nearest(path, named - there))


def table(resource: dict[str, Any], tables: dict[str, Table]) -> list[Fault]:
    """Return the faults of one table: values, keys, and references to other tables."""
    found: list[Fault] = []
    this = tables[resource["name"]]
    for field in resource["schema"]["fields"]:
        found += _column(this, field)
        found += _list(this, field, tables)
    found += _key(this, resource["schema"]["primaryKey"])
    for key in resource["schema"].get("foreignKeys", []):
        found += _reference(this, key, tables)
    return found


def numbers(tables: dict[str, Table]) -> list[Fault]:
    """Return figures whose unit is not that of their series."""
    if "series" not in tables:
        return []
    units = dict(zip(*(tables["series"].frame[c] for c in ("series", "unit")), strict=True))
    found = []
    for name, this in tables.items():
        if name.startswith("figures-"):
            expected = this.frame["series"].map(units)
            wrong = expected.notna() & (this.frame["unit"] != expected) & (this.frame["unit"] != "")
            for i in this.frame.index[wrong]:
                rule = f"the series is measured in {expected[i]}"
                found.append(Fault(this.path, this.lines[i], "unit", this.frame["unit"][i], rule))
    return found


def _column(this: Table, field: dict[str, Any]) -> list[Fault]:
    values = this.frame[field["name"]]
    rules = field.get("constraints", {})
    found = []
    if rules.get("required"):
        found += _faults(this, field["name"], values == "", "a value is required")
    test, rule = _test(field, rules)
    if test:
        bad = {v for v in values.unique() if v and not test(v)}
        hint = {v: nearest(v, rules["enum"]) if "enum" in rules else "" for v in bad}
        found += [
            Fault(this.path, this.lines[i], field["name"], v, rule + hint[v])
            for i, v in values[values.isin(bad)].items()
        ]
    if rules.get("unique"):
        again = values.duplicated() & (values != "")
        found += _faults(this, field["name"], again, "stands in an earlier row too: ids are unique")
    return found


def _test(field: dict[str, Any], rules: dict[str, Any]) -> tuple[Callable[[str], bool] | None, str]:
    """Return the test that each value of a column must pass, and the rule in words."""
    if "enum" in rules:
        allowed = set(rules["enum"])
        return allowed.__contains__, "allowed: " + ", ".join(rules["enum"])
    if field["type"] == "date":
        return _is_day, "a day written YYYY-MM-DD"
    if field["type"] in ("number", "integer"):
        low, high = rules.get("minimum"), rules.get("maximum")
        shape = INTEGER if field["type"] == "integer" else NUMBER
        span = (
            f" from {low} to {high}"
            if high is not None
            else f" of at least {low}"
            if low is not None
            else ""
        )
        return lambda v: _in_span(
            v, shape, low, high
        ), f"a{'n' if shape is INTEGER else ''} {field['type']}{span}"
    if field.get("x-type") == "period":
        return _is_period, "a period YYYY, YYYY-Qn, YYYY-MM or YYYY-MM-DD"
    if "pattern" in rules:
        pattern = re.compile(rules["pattern"])
        return lambda v: bool(pattern.fullmatch(v)), f"must look like {rules['pattern']}"
    return None, ""


def _list(this: Table, field: dict[str, Any], tables: dict[str, Table]) -> list[Fault]:
    """Return the faults of a column that holds several values, such as `source_ids`."""
    spec = field.get("x-list")
    if not spec:
        return []
    known = _values(spec.get("reference"), tables, field.get("x-also", []))
    pattern = re.compile(spec["pattern"]) if "pattern" in spec else None
    found = []
    for i, text in this.frame[field["name"]].items():
        for part in text.split(spec["separator"]) if text else []:
            if pattern and not pattern.fullmatch(part):
                rule = f"each part must look like {spec['pattern']}"
                found.append(Fault(this.path, this.lines[i], field["name"], part, rule))
            elif known is not None and part not in known:
                rule = f"not in {spec['reference']['resource']}" + nearest(part, known)
                found.append(Fault(this.path, this.lines[i], field["name"], part, rule))
    return found


def _key(this: Table, key: list[str]) -> list[Fault]:
    if len(key) < 2:
        return []
    again = this.frame.duplicated(subset=key)
    rule = f"the key {', '.join(key)} stands in an earlier row too"
    return [
        Fault(this.path, this.lines[i], "+".join(key), " ".join(this.frame.loc[i, key]), rule)
        for i in this.frame.index[again]
    ]


def _reference(this: Table, key: dict[str, Any], tables: dict[str, Table]) -> list[Fault]:
    column = key["fields"][0]
    where = {"resource": key["reference"]["resource"], "field": key["reference"]["fields"][0]}
    known = _values(where, tables, [])
    if known is None:
        return []
    values = this.frame[column]
    missing = (values != "") & ~values.isin(known)
    return [
        Fault(
            this.path, this.lines[i], column, v, f"not in {where['resource']}" + nearest(v, known)
        )
        for i, v in values[missing].items()
    ]


def _values(
    reference: dict[str, str] | None, tables: dict[str, Table], also: Iterable[str]
) -> set[str] | None:
    if not reference or reference["resource"] not in tables:
        return None
    return set(tables[reference["resource"]].frame[reference["field"]]) | set(also)


def _faults(this: Table, column: str, mask: pd.Series, rule: str) -> list[Fault]:
    values = this.frame[column]
    return [
        Fault(this.path, this.lines[i], column, values[i], rule) for i in this.frame.index[mask]
    ]


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_period(text: str) -> bool:
    if len(text) == 10:
        return _is_day(text)
    return bool(re.fullmatch(r"\d{4}(-Q[1-4]|-(0[1-9]|1[0-2]))?", text))


def _in_span(text: str, shape: re.Pattern[str], low: float | None, high: float | None) -> bool:
    if not shape.fullmatch(text):
        return False
    value = float(text)
    return (low is None or value >= low) and (high is None or value <= high)
