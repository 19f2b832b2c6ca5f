"""Explore: turn the parameters of a section, or of one claim, and see what follows.

The same functions serve JupyterLab, an app and a page without a server: parameters, then plain
tables (`tables`), then a view as HTML (`views`). Nothing heavy is imported before a panel is asked
for, so that the views also run in a browser.
"""

from collections.abc import Mapping
from typing import Any

__all__ = ["claim", "explore", "section"]


def explore(section: str, parameters: Any) -> Any:
    """Return the panel of a section's notebook; None where nobody can turn a knob.

    A run of papermill or nbconvert so shows nothing, and a rendered report does not change.

    Args:
        section: its name.
        parameters: what the notebook was run with; the verdicts of its claims are the outset.
    """
    from helpers.sections.explore import hosts

    if not hosts.interactive():
        return None
    hosts.answer_for_widgets()
    from helpers.sections.explore.section_panel import section_panel

    parameters, faults = hosts.asked_for(section, parameters, hosts.address())
    hosts.show_alarm(faults)
    return section_panel(section, parameters)


def claim(namespace: Mapping[str, Any]) -> Any:
    """Return the panel of one claim for what a `parameters` cell has set; see `explore`."""
    from helpers.sections.explore import hosts

    if not hosts.interactive():
        return None
    hosts.answer_for_widgets()
    from helpers.parameters import ParameterError
    from helpers.sections.explore.claim_panel import CLAIM, SECTION, claim_panel, claim_parameters

    parameters = claim_parameters(**_given(namespace, "claim"))
    asked = hosts.address()
    if "claim" in asked:
        asked = {**asked, CLAIM: asked["claim"]}
    parameters, faults = hosts.asked_for(SECTION, parameters, asked)
    hosts.show_alarm([f.replace(f"{CLAIM}:", "claim:") for f in faults])
    try:
        return claim_panel(parameters)
    except ParameterError as error:
        hosts.show_alarm(str(error).splitlines())
        return None


def section(namespace: Mapping[str, Any]) -> Any:
    """Return a panel for any section, with a button that renders it; see `explore`."""
    from helpers.sections.explore import hosts

    if not hosts.interactive():
        return None
    hosts.answer_for_widgets()
    from helpers.sections.explore.chooser import Chooser

    asked = hosts.address()
    return Chooser(asked.get("section") or str(namespace["section"]), _given(namespace), asked)


def _given(namespace: Mapping[str, Any], *further: str) -> dict[str, Any]:
    """Return what a `parameters` cell has set of the report-wide parameters."""
    from helpers.parameters import ReportParameters

    names = [*ReportParameters.model_fields, *further]
    return {name: namespace[name] for name in names if name in namespace}
