"""A panel: knobs from a model of parameters, and views that are drawn anew when one is turned."""

import asyncio
import html
from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets as widgets

from helpers.display.fragments import STYLE
from helpers.parameters import ParameterError, ReportParameters, settings
from helpers.parameters.controls import controls
from helpers.sections.explore.knobs import Knob
from helpers.sections.explore.reproduce import cell, command

DEBOUNCE = 0.015
"""Seconds without a further turn before anything is drawn: a key held down turns many times."""

GRID = {
    "grid_template_columns": "repeat(auto-fit, minmax(min(100%, 25em), 1fr))",
    "grid_gap": "0 1.5em",
}
SHARED = "Day, grades and counting"
View = Callable[[Any], str]


class Panel(widgets.VBox):  # type: ignore[misc]
    """Knobs for the parameters of a section, and views of what follows.

    A value that is not allowed is told beside its knob, and the views stay as they were.

    Attributes:
        parameters: those that the views show.
        shown: one widget per view, in their order.
    """

    def __init__(
        self,
        section: str,
        parameters: ReportParameters,
        views: Sequence[View],
        *,
        names: Sequence[str] = (),
        own: str = "Of this section",
        above: Sequence[Any] = (),
        beneath: Sequence[Any] = (),
        debounce: float = DEBOUNCE,
    ) -> None:
        """Build the panel and draw its views once.

        Args:
            section: whose model the parameters are of.
            parameters: at the outset.
            views: each gives HTML for parameters; they are drawn in turn.
            names: the parameters that get a knob; all if none is named.
            own: the heading over the knobs that only this section has.
            above: further widgets, above the knobs.
            beneath: further widgets, between the knobs and the views.
            debounce: seconds to wait for a further turn; 0 draws at once.
        """
        self.section, self.parameters = section, parameters
        self._views, self._debounce = list(views), debounce
        self._pending: list[asyncio.TimerHandle] = []
        given = parameters.literals()
        shown = [c for c in controls(section) if not names or c.name in names]
        self.knobs = {c.name: Knob(c, given[c.name]) for c in shown}
        self._rest = {k: v for k, v in given.items() if k not in self.knobs}
        self._status = widgets.HTML()
        self._lines = widgets.HTML()
        self.shown = [widgets.HTML() for _ in views]
        for knob in self.knobs.values():
            knob.observe(self.turned)
        head = [widgets.HTML(STYLE), *above, self._grid(own), *beneath, self._status]
        super().__init__([*head, *self.shown, self._lines])
        self.draw()

    def turned(self, _: Any = None) -> None:
        """Draw soon: when no further turn has come for a moment."""
        while self._pending:
            self._pending.pop().cancel()
        try:
            loop = asyncio.get_running_loop() if self._debounce else None
        except RuntimeError:  # no loop runs, as in a plain script
            loop = None
        if loop is None:
            self.draw()
        else:
            self._pending.append(loop.call_later(self._debounce, self.draw))

    def draw(self) -> None:
        """Draw all views for the knobs as they stand, or tell what is wrong with them."""
        self._pending.clear()
        faults = self._check()
        for name, knob in self.knobs.items():
            knob.tell(" ".join(f for f in faults if f.startswith(f"{name}:")))
        if faults:
            return
        for widget, view in zip(self.shown, self._views, strict=True):
            try:
                drawn = view(self.parameters)
            except Exception as error:  # a view that fails must not take the panel with it
                self._say(f"This could not be drawn: {type(error).__name__}: {error}", "alert")
                continue
            if drawn != widget.value:
                widget.value = drawn
        self._reproduce()

    def values(self) -> dict[str, object]:
        """Return the values of all parameters as the knobs stand."""
        return self._rest | {name: knob.value for name, knob in self.knobs.items()}

    def _check(self) -> list[str]:
        """Take the values if they are allowed; return what is wrong with them."""
        try:
            self.parameters = settings(self.section, self.values())
        except ParameterError as error:
            self._say("A value is not allowed; what is shown stays as it was.", "alert")
            return str(error).splitlines()
        self._say("")
        return []

    def _say(self, text: str, role: str = "status") -> None:
        said = f'<p role="{role}" class="alarm">{html.escape(text)}</p>' if text else ""
        self._status.value = f'<div class="treaty">{said}</div>' if said else ""

    def _reproduce(self) -> None:
        lines = [command(self.parameters, self.section), cell(self.parameters, self.section)]
        shown = "".join(f"<pre>{html.escape(line)}</pre>" for line in lines)
        self._lines.value = f'<div class="treaty"><h4>To get this again</h4>{shown}</div>'

    def _grid(self, own: str) -> Any:
        parts = []
        for title, mine in ((own, True), (SHARED, False)):
            knobs = [k.view for k in self.knobs.values() if k.control.own is mine]
            if knobs:
                head = widgets.HTML(f'<div class="treaty"><h4>{title}</h4></div>')
                parts += [head, widgets.GridBox(knobs, layout=GRID)]
        return widgets.VBox(parts)
