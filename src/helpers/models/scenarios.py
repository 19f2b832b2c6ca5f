"""Named cases of the models, from `data/scenarios.toml`: a title, a reason, and some settings."""

import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from helpers.ledger.package import data_dir
from helpers.models.knobs import Value, WhatIf, settle
from helpers.parameters import ParameterError
from helpers.parameters.faults import unknown_name

FILE = "scenarios.toml"
BASE = "base"


@dataclass(frozen=True)
class Scenario:
    """A named case: what it stands for, and the knobs that it sets."""

    name: str
    title: str
    description: str
    values: dict[str, Value] = field(default_factory=dict)


def scenarios(model: str, folder: Path | None = None) -> dict[str, Scenario]:
    """Return the scenarios of a model by name, the base case first.

    Args:
        model: name of a model.
        folder: folder of the evidence base; that of `data_dir()` if None.

    Raises:
        ParameterError: if the file cannot be read.
    """
    path = (folder or data_dir()) / FILE
    table = _read(path, path.stat().st_mtime_ns if path.is_file() else 0).get(model, {})
    base = Scenario(BASE, "Base case", "Every assumption at its base value.")
    named = {
        name: Scenario(name, part["title"], part["description"], dict(part["values"]))
        for name, part in table.items()
    }
    return {BASE: base, **named}


def case(
    model: WhatIf, scenario: str = BASE, settings: dict[str, object] | None = None
) -> dict[str, Value]:
    """Return a value per knob: base case, then the scenario, then single settings.

    Raises:
        ParameterError: for an unknown scenario or a setting that is not allowed.
    """
    known = scenarios(model.name)
    if scenario not in known:
        raise ParameterError(unknown_name(scenario, known, f"model {model.name}", "scenario"))
    return settle(model, known[scenario].values, settings or {})


@lru_cache(maxsize=4)
def _read(path: Path, stamp: int) -> dict[str, dict[str, dict]]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ParameterError(f"{path.name}: cannot be read ({error})") from error
