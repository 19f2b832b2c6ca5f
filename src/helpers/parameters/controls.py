"""What a control for a parameter needs to know: kind, limits, steps, names. Hosts draw them."""

from dataclasses import dataclass

from pydantic.fields import FieldInfo

from helpers.parameters.faults import bounds, choices, kind, least_but_zero
from helpers.parameters.report import EARLIEST_AS_OF, ReportParameters
from helpers.parameters.sections import SECTIONS

KINDS = {"bool": "switch", "int": "whole", "float": "number", "date": "day", "list": "several"}
"""Kinds of controls by plain types; a type that is not here, or has choices, is a `choice`."""

STEPS = 100
"""About so many steps from end to end of a number's range, rounded to 1, 2 or 5."""


@dataclass(frozen=True)
class Control:
    """One parameter as a control shows it.

    Attributes:
        name: of the parameter.
        label: the name in words.
        help: what it sets, with its unit.
        kind: day, choice, several, switch, whole or number.
        default: the value at the outset.
        options: what can be chosen, for `choice` and `several`.
        low: least value; of a day too, "" if there is none.
        high: greatest value.
        step: of a number.
        zero: whether 0 has a meaning of its own, below `low`.
        own: whether it belongs to the section alone.
    """

    name: str
    label: str
    help: str
    kind: str
    default: object
    options: tuple[object, ...] = ()
    low: float | str | None = None
    high: float | None = None
    step: float = 1
    zero: bool = False
    own: bool = False


def controls(section: str = "") -> list[Control]:
    """Return a control for every parameter of a section, or of the whole report if none is named.

    The section's own come first: they are what a reader of the section came for.
    """
    model = SECTIONS[section].model if section else ReportParameters
    found = [_control(name, field) for name, field in model.model_fields.items()]
    return [c for c in found if c.own] + [c for c in found if not c.own]


def _control(name: str, field: FieldInfo) -> Control:
    options, (low, high) = choices(field), bounds(field)
    what = "choice" if options and kind(field) != "list" else KINDS.get(kind(field), "choice")
    least = least_but_zero(field)
    return Control(
        name=name,
        label=name.replace("_", " ").capitalize(),
        help=field.description or "",
        kind=what,
        default=field.default,
        options=options,
        low=EARLIEST_AS_OF if what == "day" else least if least is not None else low,
        high=high,
        step=_step(low, high) if what == "number" else 1,
        zero=least is not None,
        own=name not in ReportParameters.model_fields,
    )


def _step(low: float | None, high: float | None) -> float:
    """Return the step of 1, 2 or 5 times a power of ten nearest below a hundredth of the range.

    Example:
        >>> _step(0.0, 500.0)
        5.0
    """
    if low is None or high is None:
        return 1
    wanted, power = (high - low) / STEPS, 1.0
    while power > wanted:
        power /= 10
    while power * 10 <= wanted:
        power *= 10
    return next(round(n * power, 9) for n in (5, 2, 1) if n * power <= wanted * (1 + 1e-9))
