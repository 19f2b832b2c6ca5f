"""What a reader chose: a preset, a file, and single settings, checked before anything runs."""

import difflib
import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from helpers.parameters import (
    SECTIONS,
    ReportParameters,
    changed,
    report_settings,
    settings_for_all,
)

PRESETS = "presets.toml"
NAME = re.compile(r"(?!\.)[\w.-]*")
"""What an edition may be called: it becomes the name of a folder."""


class BadInputError(ValueError):
    """A file, a preset or a setting that cannot be read; the message says what would be right."""


@dataclass(frozen=True)
class Choices:
    """Checked parameters: of the report, and of each section to be built, in reading order."""

    report: ReportParameters
    sections: dict[str, ReportParameters]
    preset: str

    @property
    def whole(self) -> bool:
        """Whether all sections are to be built."""
        return list(self.sections) == list(SECTIONS)

    @property
    def changed(self) -> dict[str, object]:
        """Every parameter that is not at its default, shared ones first."""
        own = [changed(p) for p in self.sections.values()]
        return changed(self.report) | {k: v for part in own for k, v in part.items()}

    @property
    def name(self) -> str:
        """The name of the edition if the reader gives none: preset, changes and sections."""
        parts = [self.preset] if self.preset not in ("", "default") else []
        if not self.preset:
            parts += [f"{k}-{_slug(v)}" for k, v in self.changed.items()]
        if not self.whole:
            parts += list(self.sections)
        return "_".join(parts)[:80] or "default"


def read_choices(
    assignments: list[str],
    params_file: Path | None,
    preset: str,
    sections: list[str],
    name: str = "",
) -> Choices:
    """Return the checked choices; single settings win over the file, the file over the preset.

    Raises:
        BadInputError: for an unknown preset, an unreadable file, a setting without `=`.
        ParameterError: for an unknown name or section, or a value that is not allowed.
    """
    given: dict[str, object] = dict(preset_parameters(preset)) if preset else {}
    given |= read_file(params_file) if params_file else {}
    given |= read_assignments(assignments)
    if not NAME.fullmatch(name):
        raise BadInputError(f"--name: {name!r} is not allowed: letters, digits, dots, - and _ only")
    return choices_for(given, sections, preset)


def choices_for(given: Mapping[str, object], sections: Sequence[str], preset: str = "") -> Choices:
    """Return the checked choices for parameters by name.

    Raises:
        BadInputError: for an unknown section.
        ParameterError: for an unknown name, or a value that is not allowed.
    """
    unknown = [s for s in sections if s not in SECTIONS]
    if unknown:
        raise BadInputError("\n".join(_unknown("section", s, SECTIONS) for s in unknown))
    names = [s for s in SECTIONS if s in sections] or list(SECTIONS)
    parameters = settings_for_all(given, names)
    shared = {k: v for k, v in given.items() if k in ReportParameters.model_fields}
    return Choices(report_settings(shared), parameters, preset)


def read_assignments(assignments: list[str]) -> dict[str, object]:
    """Return settings written name=value, by name.

    Raises:
        BadInputError: for one without `=`.
    """
    return dict(_assignment(text) for text in assignments)


def presets() -> dict[str, dict[str, object]]:
    """Return the presets by name, each with title, description and parameters."""
    path = data_folder() / PRESETS
    try:
        return tomllib.loads(path.read_text("utf-8"))["presets"]
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        raise BadInputError(f"{path.name}: cannot be read ({error})") from error


def preset_parameters(name: str) -> Mapping[str, object]:
    """Return the parameters of a preset."""
    known = presets()
    if name not in known:
        raise BadInputError(_unknown("preset", name, known))
    return known[name]["parameters"]  # type: ignore[return-value]


def read_file(path: Path) -> dict[str, object]:
    """Return the parameters of a TOML or YAML file.

    Raises:
        BadInputError: if the file is missing, of another kind, or not a table of parameters.
    """
    if path.suffix not in (".toml", ".yaml", ".yml"):
        raise BadInputError(f"--params: {path.name!r} is not a .toml, .yaml or .yml file")
    try:
        text = path.read_text("utf-8")
        if path.suffix == ".toml":
            content: object = tomllib.loads(text)
        else:
            import yaml

            content = yaml.safe_load(text) or {}
    except Exception as error:
        raise BadInputError(f"--params: {path} cannot be read: {error}") from error
    if not isinstance(content, dict):
        raise BadInputError(
            f"--params: {path.name} must hold names and values, such as since: 2020"
        )
    return {str(k): _plain(v) for k, v in content.items()}


def data_folder() -> Path:
    """Return the folder of the evidence base without loading pandas."""
    named = os.environ.get("TREATY_DATA")
    return Path(named) if named else Path(__file__).resolve().parents[3] / "data"


def _plain(value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _assignment(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise BadInputError(f"--set: {text!r} is not name=value, such as as_of=2025-10-02")
    return name.strip(), value.strip()


def _unknown(what: str, name: str, known: Mapping[str, object]) -> str:
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.4)
    nearest = f" Did you mean {close[0]!r}?" if close else ""
    return f"{name}: no such {what}.{nearest} Allowed: {', '.join(known)}."


def _slug(value: object) -> str:
    text = "-".join(map(str, value)) if isinstance(value, list) else str(value).lower()
    return "".join(c if c.isalnum() or c in "-." else "-" for c in text)
