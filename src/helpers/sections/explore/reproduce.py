"""How to get again what is on the screen: a line for the terminal, a cell for a notebook."""

import shlex

from helpers.parameters import SECTIONS, ReportParameters, changed
from helpers.parameters.faults import plain


def command(parameters: ReportParameters, section: str = "") -> str:
    """Return the `treaty report` line that renders these parameters.

    Example:
        >>> from helpers.parameters import settings
        >>> command(settings("energy", {"as_of": "2025-10-02", "brent_price": 55.0}), "energy")
        'treaty report --section energy --set as_of=2025-10-02 --set brent_price=55.0'
    """
    words = ["treaty", "report"]
    words += ["--section", section] if section else []
    for name, value in changed(parameters).items():
        words += ["--set", f"{name}={plain(value) if value != [] else ''}"]
    return shlex.join(words)


def cell(parameters: ReportParameters, section: str = "") -> str:
    """Return the lines for a notebook's `parameters` cell."""
    given = changed(parameters)
    where = f"in the parameters cell of {SECTIONS[section].notebook}.ipynb" if section else ""
    head = f"# {where}" if where else "# in the parameters cell of any notebook"
    lines = [f"{name} = {_literal(value)}" for name, value in given.items()]
    return "\n".join([head, *(lines or ["# every parameter is at its default"])])


def _literal(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(_literal, value)) + "]"
    return f'"{value}"' if isinstance(value, str) else repr(value)
