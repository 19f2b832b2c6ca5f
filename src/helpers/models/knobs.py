"""The parts of a what-if model: knobs with their range and source, outputs, and a tornado."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from helpers.parameters import ParameterError
from helpers.parameters.faults import unknown_name

ASSUMPTION = "assumption"
"""Stands in place of a source where the evidence base holds none."""

HALVINGS = 40
"""Steps of a search between a setting that a model takes and one that it refuses."""

Value = float | bool | str
Values = Mapping[str, Value]


@dataclass(frozen=True)
class Knob:
    """One input of a model.

    Attributes:
        name: as the command line and the parameters of a section call it.
        label: in a few words, for tables and charts.
        unit: such as "USD per drone", "share", "days".
        base: number, switch or choice of the base case.
        low: least value allowed, and the low end of the tornado; None for switches and choices.
        high: greatest value allowed.
        choices: what a choice may be; blank for numbers and switches.
        source_id: a source of the ledger, or "assumption".
        note: why this range.
    """

    name: str
    label: str
    unit: str
    base: Value
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    source_id: str = ASSUMPTION
    note: str = ""

    @property
    def is_switch(self) -> bool:
        """Whether it is on or off."""
        return isinstance(self.base, bool)

    @property
    def ends(self) -> tuple[Value, Value]:
        """The two settings that a tornado compares."""
        if self.is_switch:
            return False, True
        if self.low is None or self.high is None:
            return self.base, self.base
        return self.low, self.high

    @property
    def allowed(self) -> str:
        """What it takes, in words."""
        if self.is_switch:
            return "true or false"
        return ", ".join(self.choices) if self.choices else f"{self.low:g} to {self.high:g}"

    def read(self, given: object) -> Value:
        """Return a setting given as text or literal.

        Raises:
            ParameterError: if it is not allowed; the message names the limits and the nearest fit.
        """
        text = str(given).strip()
        if self.is_switch:
            if text.lower() in ("true", "false"):
                return text.lower() == "true"
            raise ParameterError(f"{self.name}: {given!r} is not allowed. Allowed: {self.allowed}.")
        if self.choices:
            if text in self.choices:
                return text
            raise ParameterError(unknown_name(text, self.choices, self.name, "choice"))
        return self._number(given, text)

    def _number(self, given: object, text: str) -> float:
        low, high = float(self.low or 0), float(self.high or 0)
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if low <= value <= high:
            return value
        nearest = self.base if value != value else low if value < low else high
        raise ParameterError(
            f"{self.name}: {given!r} is not allowed. Allowed: a number from {low:g} to {high:g}"
            f" ({self.unit}). Nearest: {nearest:g}."
        )


@dataclass(frozen=True)
class Output:
    """One result of a model: its name, what it is, its unit."""

    name: str
    label: str
    unit: str


@dataclass(frozen=True)
class WhatIf:
    """A what-if model as of a day.

    Attributes:
        name: such as "drone_exchange".
        section: the section that shows it.
        title: what it asks, as a question.
        knobs: its inputs.
        outputs: its results; the first is the one that the tornado shows.
        run: takes a value per knob, returns a number per output; pure.
        limits: what it cannot say, in a sentence.
    """

    name: str
    section: str
    title: str
    knobs: tuple[Knob, ...]
    outputs: tuple[Output, ...]
    run: Callable[[Values], dict[str, float]] = field(repr=False)
    limits: str = ""

    @property
    def base(self) -> dict[str, Value]:
        """The base case: a value per knob."""
        return {k.name: k.base for k in self.knobs}

    @property
    def headline(self) -> Output:
        """The result that the tornado shows."""
        return self.outputs[0]

    def knob(self, name: str) -> Knob:
        """Return a knob by name.

        Raises:
            ParameterError: if the model has none of that name.
        """
        names = [k.name for k in self.knobs]
        if name not in names:
            raise ParameterError(unknown_name(name, names, f"model {self.name}"))
        return self.knobs[names.index(name)]


def settle(model: WhatIf, *settings: Mapping[str, object]) -> dict[str, Value]:
    """Return a value per knob: the base case, changed by each of `settings` in turn.

    Raises:
        ParameterError: naming every setting that the model does not know or allow.
    """
    values, faults = dict(model.base), []
    for name, given in ((n, g) for part in settings for n, g in part.items()):
        try:
            values[name] = model.knob(name).read(given)
        except ParameterError as error:
            faults.append(str(error))
    if faults:
        raise ParameterError("\n".join(faults))
    return values


def tornado(model: WhatIf, values: Values, output: str = "") -> pd.DataFrame:
    """Return how far each knob alone moves a result between its two ends, widest first.

    An end that the model refuses beside the other settings is drawn in towards the case as far as
    it must.

    Args:
        model: the model.
        values: the case around which the knobs are moved.
        output: a result's name; the headline if blank.

    Returns:
        Columns knob, label, unit, low, high (settings), at_low, at_high (results), span, source_id.
        Knobs that do not move the result are left out.
    """
    name = output or model.headline.name
    rows = []
    for knob in model.knobs:
        if knob.ends[0] == knob.ends[1]:
            continue
        low, high = (_within_reach(model, values, knob.name, end) for end in knob.ends)
        ends = [model.run({**values, knob.name: end})[name] for end in (low, high)]
        span = abs(ends[1] - ends[0])
        rows.append((knob.name, knob.label, knob.unit, low, high, *ends, span, knob.source_id))
    columns = ["knob", "label", "unit", "low", "high", "at_low", "at_high", "span", "source_id"]
    table = pd.DataFrame(rows, columns=columns)
    return table[table["span"] > 0].sort_values(["span", "knob"], ascending=[False, True])


def _within_reach(model: WhatIf, values: Values, name: str, end: Value) -> Value:
    """Return the setting nearest to `end` that the model takes beside the others, by halving."""
    here = values[name]
    if _takes(model, {**values, name: end}) or not isinstance(here, float):
        return end
    taken, refused = here, float(end)
    for _ in range(HALVINGS):
        middle = (taken + refused) / 2
        if _takes(model, {**values, name: middle}):
            taken = middle
        else:
            refused = middle
    return taken


def _takes(model: WhatIf, values: Values) -> bool:
    try:
        model.run(values)
    except ParameterError:
        return False
    return True


def knobs_from(rows: pd.DataFrame, labels: Mapping[str, str] | None = None) -> tuple[Knob, ...]:
    """Return knobs for rows of an assumption table.

    Args:
        rows: columns name, low, base, high, unit, source_id (blank: an assumption), note; as they
            could be known on the day.
        labels: by name, the words for tables and charts; the name itself if there are none.
    """
    labels = labels or {}
    out = []
    for row in rows.to_dict("records"):
        out.append(
            Knob(
                name=row["name"],
                label=labels.get(row["name"], row["name"].replace("_", " ")),
                unit=row["unit"],
                base=float(row["base"]),
                low=float(row["low"]),
                high=float(row["high"]),
                source_id=row["source_id"] or ASSUMPTION,
                note=row["note"],
            )
        )
    return tuple(out)
