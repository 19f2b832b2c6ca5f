"""A grid of parameters from a TOML file: what a sweep is to vary, checked before anything runs."""

import calendar
import datetime as dt
import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpers.parameters.faults import ParameterError, unknown_name
from helpers.parameters.report import ReportParameters
from helpers.parameters.sections import SECTIONS
from helpers.parameters.settings import settings_for_all

KINDS = ("verdicts", "reports")
FORMATS = ("html", "pdf")
KEYS = ("kind", "sections", "formats", "set", "grid")
STEPS = ("day", "week", "month", "quarter", "year")
SHOW_ONLY = ("since",)
"""Report-wide parameters that move what is shown and no verdict."""

MOST_SETS = 2_000_000
"""More sets than this a summary could not hold in memory."""


@dataclass(frozen=True)
class Grid:
    """What a sweep varies.

    Attributes:
        kind: `verdicts` (no notebook runs) or `reports` (an edition each).
        axes: the values of each parameter that is varied, in the file's order.
        fixed: parameters that are set and not varied.
        sections: sections of each edition; all if none is named.
        formats: what is written of each edition.
    """

    kind: str
    axes: Mapping[str, tuple[Any, ...]]
    fixed: Mapping[str, Any] = field(default_factory=dict)
    sections: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("html",)

    @property
    def size(self) -> int:
        """The number of sets: the product of the numbers of values."""
        return math.prod(map(len, self.axes.values()))


def read_grid(path: Path) -> Grid:
    """Return the grid of a TOML file; see README, "Sweeps", for its form.

    Raises:
        ParameterError: naming everything in the file that is wrong, or why it cannot be read.
    """
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ParameterError(f"--grid: {path} cannot be read: {error}") from error
    faults = [unknown_name(key, KEYS, path.name, "key") for key in content if key not in KEYS]
    kind = content.get("kind", "verdicts")
    if kind not in KINDS:
        faults.append(unknown_name(str(kind), KINDS, path.name, "kind of sweep"))
    names = {
        key: _named(content.get(key, []), known, f"{path.name}: {key}", faults)
        for key, known in (("sections", tuple(SECTIONS)), ("formats", FORMATS))
    }
    if kind == "verdicts" and (names["sections"] or names["formats"]):
        faults.append(f"{path.name}: sections and formats are for a sweep of kind reports only")
    axes = _axes(content.get("grid"), f"{path.name}: grid", faults)
    fixed = _table(content.get("set", {}), f"{path.name}: set", faults)
    fixed = {name: _plain(value) for name, value in fixed.items()}
    grid = Grid(kind, axes, fixed, names["sections"], names["formats"] or ("html",))
    faults += [] if faults else _check(grid, path.name)
    if faults:
        raise ParameterError("\n".join(dict.fromkeys(faults)))
    return grid


def _check(grid: Grid, where: str) -> list[str]:
    """Return what the parameters' own models say against the values, one message per fault."""
    faults = [f"{where}: {n} is both set and varied" for n in grid.axes if n in grid.fixed]
    if grid.size > MOST_SETS:
        faults.append(f"{where}: {grid.size:,} sets are too many. Allowed: up to {MOST_SETS:,}.")
    verdicts = grid.kind == "verdicts"
    allowed = [n for n in ReportParameters.model_fields if n not in SHOW_ONLY]
    for name, values in [*grid.axes.items(), *((n, (v,)) for n, v in grid.fixed.items())]:
        if verdicts and name not in allowed:
            faults.append(f"{where}: {unknown_name(name, allowed, 'a sweep of verdicts')}")
            continue
        for value in values:
            try:
                settings_for_all({name: value}, list(grid.sections) or None)
            except ParameterError as error:
                faults += [f"{where}: {line}" for line in str(error).splitlines()]
    return faults


def _axes(given: object, where: str, faults: list[str]) -> dict[str, tuple[Any, ...]]:
    if not given:
        example = '[grid] with weights = ["linear", "steep"]'
        faults.append(f"{where}: a table is required, such as {example}")
        return {}
    axes = {}
    for name, values in _table(given, where, faults).items():
        try:
            axes[name] = _values(values)
        except ValueError as error:
            faults.append(f"{where}.{name}: {error}")
    return axes


def _values(given: object) -> tuple[Any, ...]:
    """Return the values of one axis: a list, or all from start to stop.

    Raises:
        ValueError: saying what is wrong and what is allowed.
    """
    if isinstance(given, Mapping):
        values = _range(given)
    elif isinstance(given, list):
        values = tuple(_plain(v) for v in given)
    else:
        raise ValueError(
            f"{given!r} is not allowed. Allowed: a list of values, or {{start, stop, step}}."
        )
    if not values:
        raise ValueError("no value. At least one is needed.")
    twice = [v for i, v in enumerate(values) if v in values[:i]]
    if twice:
        raise ValueError(f"{twice[0]!r} stands twice")
    return values


def _range(given: Mapping[str, object]) -> tuple[Any, ...]:
    if set(given) != {"start", "stop", "step"}:
        raise ValueError(f"a range needs start, stop and step; given: {', '.join(given) or 'none'}")
    start, stop, step = (_plain(given[k]) for k in ("start", "stop", "step"))
    if isinstance(start, str):
        return _days(str(start), str(stop), step)
    numbers = (start, stop, step)
    if any(isinstance(x, bool) or not isinstance(x, int | float) for x in numbers) or step <= 0:
        raise ValueError(f"start, stop and step {numbers} must be numbers, step greater than zero")
    count = math.floor((stop - start) / step + 1e-9) + 1
    return tuple(start + n * step for n in range(max(0, count)))


def _days(start: str, stop: str, step: object) -> tuple[str, ...]:
    """Return days from start to stop; a month's last days stand for a later day it has not."""
    try:
        first, last = dt.date.fromisoformat(start), dt.date.fromisoformat(stop)
    except ValueError as error:
        raise ValueError(f"start and stop must be days written YYYY-MM-DD ({error})") from error
    months = {"month": 1, "quarter": 3, "year": 12}.get(str(step))
    days = {"day": 1, "week": 7}.get(str(step), step)
    if months is None and (isinstance(days, bool) or not isinstance(days, int) or days < 1):
        raise ValueError(f"step {step!r} is not allowed. Allowed: {', '.join(STEPS)}, or days.")
    out: list[str] = []
    n = 0
    while True:
        day = _moved(first, months * n) if months else first + dt.timedelta(int(days) * n)  # type: ignore[call-overload]
        if day > last:
            return tuple(out)
        out.append(day.isoformat())
        n += 1


def _moved(day: dt.date, months: int) -> dt.date:
    total = day.year * 12 + day.month - 1 + months
    year, month = total // 12, total % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _named(given: object, known: tuple[str, ...], where: str, faults: list[str]) -> tuple[str, ...]:
    if not isinstance(given, list):
        faults.append(f"{where}: {given!r} is not allowed. Allowed: a list of {', '.join(known)}.")
        return ()
    faults += [unknown_name(str(n), known, where, "name") for n in given if n not in known]
    return tuple(n for n in known if n in given)


def _table(given: object, where: str, faults: list[str]) -> dict[str, Any]:
    if isinstance(given, dict):
        return _flat(given)
    faults.append(f"{where}: {given!r} is not a table of names and values")
    return {}


def _flat(table: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    """Return names with their values; `energy.scenario` may be written with or without quotes."""
    out: dict[str, Any] = {}
    for name, value in table.items():
        if isinstance(value, dict) and name in SECTIONS:
            out |= _flat(value, f"{name}.")
        else:
            out[before + name] = value
    return out


def _plain(value: object) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value
