"""A knob for a parameter: a box with a name, a slider beside it where there is a range, a fault."""

import datetime as dt
import html
from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets as widgets

from helpers.parameters.controls import Control

SLIDER = "8em"
BOX_EM, LABEL_EM, INPUT_EM = 15, 0.55, 8
"""Width of a box at least, of a letter of its label, and of what is typed beside it."""

LABEL = {"description_width": "auto"}


class Knob:
    """Widgets of one parameter.

    Attributes:
        control: what they set.
        view: the widget to show.
    """

    def __init__(self, control: Control, value: object) -> None:
        self.control = control
        self._box = _box(control, value)
        self._slider = _slider(control)
        self._said = widgets.HTML(_help(control))
        self._follow()
        beside = [self._box] if self._slider is None else [self._box, self._slider]
        self.view = widgets.VBox([widgets.HBox(beside), self._said])

    @property
    def value(self) -> object:
        """The value as a parameter takes it: a day as ISO text, several as a list."""
        given = self._box.value
        if isinstance(given, dt.date):
            return given.isoformat()
        return list(given) if isinstance(given, tuple) else given

    @value.setter
    def value(self, value: object) -> None:
        self._box.value = _shown(self.control, value)

    def rename(self, label: str, words: Mapping[str, str]) -> None:
        """Give a choice another name, and its options other words, such as a claim's text."""
        self._box.description = label
        given = self._box.value
        self._box.options = [(words.get(str(o), str(o)), o) for o in self.control.options]
        self._box.value = given
        self._box.layout.width = "min(100%, 40em)"

    def observe(self, changed: Callable[[Any], None]) -> None:
        """Call a function whenever the value changes."""
        self._box.observe(changed, "value")

    def tell(self, fault: str) -> None:
        """Show a fault beside the knob, or none if blank."""
        alarm = f'<span role="alert" class="alarm">{html.escape(fault)}</span>' if fault else ""
        said = _help(self.control, alarm)
        if said != self._said.value:
            self._said.value = said

    def _follow(self) -> None:
        """Let the slider follow the box, and the box the slider."""
        slider = self._slider
        if slider is None:
            return

        def to_slider(_: Any = None) -> None:
            place = _place(self.control, self._box.value)
            if place is not None and slider.min <= place <= slider.max:
                slider.value = place

        def to_box(change: Any) -> None:
            if _place(self.control, self._box.value) != change["new"]:
                self._box.value = _from_place(self.control, change["new"])

        to_slider()
        self._box.observe(to_slider, "value")
        slider.observe(to_box, "value")


def _box(control: Control, value: object) -> Any:
    """Return the widget that holds the value: it has a name and works by keyboard."""
    width = max(BOX_EM, LABEL_EM * len(control.label) + INPUT_EM)
    layout = {"width": f"{width:g}em", "max_width": "100%"}
    words = {"description": control.label, "style": LABEL, "layout": layout}
    shown = _shown(control, value)
    if control.kind == "day":
        return widgets.DatePicker(value=shown, min=_day(control.low), **words)
    if control.kind == "switch":
        return widgets.Checkbox(value=shown, indent=False, **words)
    if control.kind == "choice":
        return widgets.Dropdown(value=shown, options=control.options, **words)
    if control.kind == "several":
        rows = min(6, len(control.options))
        return widgets.SelectMultiple(value=shown, options=control.options, rows=rows, **words)
    kind = widgets.IntText if control.kind == "whole" else widgets.FloatText
    return kind(value=shown, step=control.step, **words)


def _slider(control: Control) -> Any:
    """Return a slider over the range of a number or over the days, None where there is none."""
    still = {"continuous_update": False, "readout": False, "layout": {"width": SLIDER}}
    if control.kind == "day":
        last = (_day(control.default) - _day(control.low)).days
        return widgets.IntSlider(min=0, max=last, value=last, **still)
    if control.kind not in ("whole", "number") or control.low is None or control.high is None:
        return None
    kind = widgets.IntSlider if control.kind == "whole" else widgets.FloatSlider
    return kind(min=control.low, max=control.high, step=control.step, value=control.low, **still)


def _shown(control: Control, value: object) -> Any:
    if control.kind == "day":
        return _day(value)
    return tuple(value) if isinstance(value, list) else value


def _place(control: Control, value: Any) -> float | None:
    """Return where on its slider a value lies."""
    if control.kind != "day":
        return None if value is None else value
    return None if value is None else (value - _day(control.low)).days


def _from_place(control: Control, place: Any) -> Any:
    if control.kind == "day":
        return _day(control.low) + dt.timedelta(place)
    return place


def _day(text: object) -> dt.date:
    return dt.date.fromisoformat(str(text))


def _help(control: Control, alarm: str = "") -> str:
    limits = "" if control.low is None or control.high is None else (
        f" ({'0, or ' if control.zero else ''}{control.low:,.10g} to {control.high:,.10g})"
    )  # fmt: skip
    words = f"{html.escape(control.help)}{limits}"
    return f'<div class="treaty"><small>{words}</small>{"<br>" if alarm else ""}{alarm}</div>'
