"""Rules between columns and between tables that a plain table schema cannot say.

They stand in datapackage.json as properties of a field, explained there under `x-properties`.
"""

import re
from collections.abc import Callable
from typing import Any

import pandas as pd

from helpers.ledger.faults import Fault, nearest
from helpers.ledger.reading import Table

CITED = re.compile(r"(?<![\w.])@([a-z0-9][a-z0-9-]*)")
BRACES = re.compile(r"\{([^{}]*)\}")
CHOICE = "source_id="
NAMED = re.compile(r"(?P<series>\w+):(?P<entity>[^:|]+):(?P<period>[^:|]+)(?P<rest>(?:\|.+)?)")

Field = dict[str, Any]
Tables = dict[str, Table]
Rows = dict[str, dict[str, list[str]]]
"""Sources of each number: by series, then by entity:period."""


def faults(this: Table, field: Field, tables: Tables) -> list[Fault]:
    """Return where a column breaks one of its relations."""
    found: list[Fault] = []
    for name, rule in RULES.items():
        if name in field:
            found += rule(this, field, tables)
    return found


def _present_if(this: Table, field: Field, _: Tables) -> list[Fault]:
    other, values = field["x-present-if"]["field"], field["x-present-if"].get("values")
    cells, name = this.frame[field["name"]], field["name"]
    wanted = this.frame[other].isin(values) if values else this.frame[other] != ""
    reason = f"{other} is {', '.join(values)}" if values else f"{other} is given"
    reason = reason if values is None or len(values) < 5 else f"of this {other}"
    return [
        *this.faults(
            this.where(wanted & (cells == "")), name, f"a value is required where {reason}"
        ),
        *this.faults(this.where(~wanted & (cells != "")), name, f"blank unless {reason}"),
    ]


def _not_before(this: Table, field: Field, tables: Tables) -> list[Fault]:
    found, name = [], field["name"]
    for spec in field["x-not-before"]:
        if spec.get("resource") not in (None, *tables):
            continue
        bound = _bound(this, spec, tables)
        days = this.frame[name].replace("", spec.get("blank", ""))
        early = (days != "") & (bound != "") & (days < bound)
        whose = f"{spec['via']} {spec['field']}" if "via" in spec else spec["field"]
        for i in this.where(pd.Series(early)):
            found += this.faults([i], name, f"before {whose} {bound[i]}")
    return found


def _bound(this: Table, spec: dict[str, Any], tables: Tables) -> pd.Series:
    """Return the day before which each row's day must not lie; blank if there is none."""
    if "via" not in spec:
        return this.frame[spec["field"]]
    days = tables[spec["resource"]].by_key(spec["field"])
    pick: Callable[[list[str]], str] = max if spec.get("each") else min
    bounds = {
        ids: pick([days.get(one, "") for one in ids.split(";")])
        for ids in this.distinct(spec["via"])
    }
    return this.frame[spec["via"]].map(bounds)


def _from_the_start(this: Table, field: Field, _: Tables) -> list[Fault]:
    """Return the first row of each key that has no row for the day named."""
    spec, name = field["x-from-the-start"], field["name"]
    keys = this.frame[spec["key"]].agg(" ".join, axis=1)
    late = ~keys.isin(set(keys[this.frame[name] <= spec["day"]]))
    rule = f"a row for {' '.join(spec['key'])} is required that holds on {spec['day']}"
    return this.faults(this.where(late & ~keys.duplicated()), name, rule)


def _same(this: Table, field: Field, tables: Tables) -> list[Fault]:
    spec, name = field["x-same"], field["name"]
    if spec["resource"] not in tables:
        return []
    values = tables[spec["resource"]].by_key(spec["field"])
    expected = this.frame[spec["via"]].map(values).fillna("")
    actual = spec.get("value", this.frame[name])
    found = []
    for i in this.where((expected != "") & (expected != actual) & (this.frame[name] != "")):
        row = f"{spec['via']} {this.frame[spec['via']][i]}"
        rule = f"{spec['resource']} gives {spec['field']} {expected[i]!r} for {row}"
        found += this.faults([i], name, rule)
    return found


def _cites(this: Table, field: Field, _: Tables) -> list[Fault]:
    name, listed = field["name"], field["x-cites"]
    found = []
    for i, (text, keys) in enumerate(zip(this.cells(name), this.cells(listed), strict=True)):
        cited, named = set(CITED.findall(text)), set(keys.split(";")) - {""}
        for key in sorted(cited ^ named):
            rule = f"not cited in {name}" if key in named else f"cited, and not listed in {listed}"
            where = listed if key in named else name
            found.append(Fault(this.path, this.lines[i], where, key, rule))
    return found


def _numbers(this: Table, field: Field, tables: Tables) -> list[Fault]:
    """Return the placeholders that are not exactly one row of the figures."""
    series, prefix = field["x-numbers"]["series"], field["x-numbers"]["prefix"]
    if series not in tables:
        return []
    described = tables[series]
    themes = dict(zip(described.cells("series"), described.cells("theme"), strict=True))
    rows: Rows = {
        s: {} for s, theme in themes.items() if prefix + theme.replace("_", "-") in tables
    }
    for name in (n for n in tables if n.startswith(prefix)):
        keys = tables[name].frame[["series", "entity", "period", "source_id"]]
        for one, entity, period, source in keys.itertuples(index=False, name=None):
            rows.setdefault(one, {}).setdefault(f"{entity}:{period}", []).append(source)
    unread = set(themes) - set(rows)
    found = []
    for line, text in zip(this.lines, this.cells(field["name"]), strict=True):
        for inner in BRACES.findall(text):
            rule = "" if inner.split(":")[0] in unread else _number_rule(inner, rows)
            if rule:
                found.append(Fault(this.path, line, field["name"], "{" + inner + "}", rule))
    return found


def _number_rule(inner: str, rows: Rows) -> str:
    """Return what is wrong with a placeholder, or a blank."""
    named = NAMED.fullmatch(inner)
    if not named:
        return "a placeholder is {series:entity:period}, with |format or |source_id=... after it"
    if named["series"] not in rows:
        return "no such series" + nearest(named["series"], rows)
    of_series, key = rows[named["series"]], f"{named['entity']}:{named['period']}"
    sources = of_series.get(key, [])
    if not sources:
        return "no such number" + nearest(key, of_series)
    chosen = [o[len(CHOICE) :] for o in named["rest"].split("|") if o.startswith(CHOICE)]
    if chosen and chosen[0] not in sources:
        return f"no such number from {chosen[0]}; allowed: {', '.join(sorted(sources))}"
    if len(sources) > 1 and not chosen:
        return f"{len(sources)} numbers fit; add |{CHOICE} with one of {', '.join(sorted(sources))}"
    return ""


RULES: dict[str, Callable[[Table, Field, Tables], list[Fault]]] = {
    "x-present-if": _present_if,
    "x-not-before": _not_before,
    "x-from-the-start": _from_the_start,
    "x-same": _same,
    "x-cites": _cites,
    "x-numbers": _numbers,
}
