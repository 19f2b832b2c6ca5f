"""Any section's panel, chosen by name, with a button that renders what it shows."""

from collections.abc import Mapping
from typing import Any

import ipywidgets as widgets

from helpers.display.fragments import alarm
from helpers.parameters import SECTIONS, ParameterError, ReportParameters, settings
from helpers.parameters.faults import unknown_name
from helpers.sections.explore import hosts
from helpers.sections.explore.panel import Panel
from helpers.sections.explore.render import RenderBox
from helpers.sections.explore.section_panel import section_panel

FIRST = "energy"


class Chooser(widgets.VBox):  # type: ignore[misc]
    """A section's panel under a list of sections.

    Attributes:
        panel: of the section chosen.
        render: the button that renders its parameters.
    """

    def __init__(
        self, section: str, given: Mapping[str, object], asked: Mapping[str, str] | None = None
    ) -> None:
        """Open on a section.

        Args:
            section: its name; another than the report's own is told, and the first one opens.
            given: report-wide parameters.
            asked: further values by name, as an address has them; what is wrong is told.
        """
        faults = []
        if section not in SECTIONS:
            faults.append(unknown_name(section, SECTIONS, "this report", "section"))
            section = FIRST
        self.panel: Panel
        self.render: RenderBox
        self._told = widgets.HTML()
        self.choice = widgets.Dropdown(
            description="Section", options={s.title: n for n, s in SECTIONS.items()}, value=section
        )
        super().__init__()
        faults += self._open(section, given, asked or {})
        self._told.value = alarm(faults) if faults else ""
        self.choice.observe(self._chosen, "value")

    def _open(
        self, section: str, given: Mapping[str, object], asked: Mapping[str, str]
    ) -> list[str]:
        parameters, faults = hosts.asked_for(section, _taken(section, given), dict(asked))
        self.panel = section_panel(section, parameters)
        self.render = RenderBox(self.panel)
        self.children = [self.choice, self._told, self.panel, self.render]
        return faults

    def _chosen(self, change: Mapping[str, Any]) -> None:
        shared = {k: v for k, v in self.panel.parameters.literals().items() if _is_shared(k)}
        self._open(change["new"], shared, {})
        self._told.value = ""


def _taken(section: str, given: Mapping[str, object]) -> Any:
    try:
        return settings(section, given)
    except ParameterError:
        return settings(section)


def _is_shared(name: str) -> bool:
    return name in ReportParameters.model_fields
