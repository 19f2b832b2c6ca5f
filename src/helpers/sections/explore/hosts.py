"""Who shows the notebook: a reader at a screen, or a program that renders it."""

import os
import sys
from typing import TypeVar
from urllib.parse import parse_qsl

from helpers.display.fragments import alarm
from helpers.parameters import ParameterError, ReportParameters, settings

Parameters = TypeVar("Parameters", bound=ReportParameters)


def interactive() -> bool:
    """Return whether a reader can turn a knob: in JupyterLab, VS Code or Voila.

    papermill, nbconvert and this project's own runs execute cells without standard input, which a
    front end always offers. Voila does too, but names itself; JupyterLite runs for readers only.
    """
    if under_voila() or sys.platform == "emscripten":
        return True
    try:
        from IPython.core.getipython import get_ipython

        request = get_ipython().kernel.get_parent("shell")  # type: ignore[union-attr]
    except (ImportError, AttributeError):
        return False
    return bool(request.get("content", {}).get("allow_stdin"))


def answer_for_widgets() -> None:
    """Let the kernel hand over the state of all widgets at once, as a page that opens asks for it.

    ipywidgets sees to that when it is imported in a kernel. A kernel that inherits the import never
    has, and a page that then asks for each widget alone is slower and now and then shows none.
    """
    from ipywidgets import register_comm_target

    register_comm_target()


def under_voila() -> bool:
    """Return whether Voila serves the notebook."""
    return os.environ.get("SERVER_SOFTWARE", "").startswith("voila")


def address() -> dict[str, str]:
    """Return what the reader asks for in the address, such as ?as_of=2025-10-02, under Voila."""
    if not under_voila():
        return {}
    return dict(parse_qsl(os.environ.get("QUERY_STRING", ""), keep_blank_values=True))


def asked_for(
    section: str, parameters: Parameters, asked: dict[str, str]
) -> tuple[Parameters, list[str]]:
    """Return the parameters with what an address asks for, and what is wrong with the rest.

    Args:
        section: whose model takes them.
        parameters: what holds otherwise.
        asked: values by name; names that are no parameters are left to others.
    """
    taken: dict[str, object] = parameters.literals()
    faults: list[str] = []
    for name, value in asked.items():
        if name in type(parameters).model_fields:
            try:
                settings(section, taken | {name: value})
            except ParameterError as error:
                faults += str(error).splitlines()
            else:
                taken[name] = value
    return settings(section, taken), faults  # type: ignore[return-value]


def show_alarm(faults: list[str]) -> None:
    """Show what is wrong with an address above the panel."""
    if faults:
        from IPython.display import HTML, display

        display(HTML(alarm(faults)))
