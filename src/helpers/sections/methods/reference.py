"""Parameters and terms, for looking up."""

import pandas as pd

from helpers.display.bundles import table
from helpers.display.words import capital, count
from helpers.parameters import describe
from helpers.sections.briefing import Briefing
from helpers.sections.methods.words import section_title


def parameters_table(report: Briefing) -> None:
    """Show every parameter with its type, allowed values and what it sets."""
    rows = [d for d in describe() if d.name != "as_of"]
    shown = pd.DataFrame(
        {
            "Parameter": [f"`{d.name}`" for d in rows],
            "Section": [section_title(d.section) for d in rows],
            "Default": [d.default for d in rows],
            "Allowed": [_timely(report, d.allowed) for d in rows],
            "Sets": [d.help for d in rows],
        }
    )
    table(
        shown,
        label="methods-parameters",
        title=f"{capital(count(len(rows) + 1, 'parameter'))}, the day of the report first",
        caption=(
            "`as_of` is the newest day whose evidence counts. The rest is listed by section; Report"
            " means all sections."
        ),
        kinds={"Parameter": "markdown"},
        interactive=True,
    )


def _timely(report: Briefing, allowed: str) -> str:
    """Return allowed values without the treaties that were not yet signed on the day.

    A list of all claims is given in words.
    """
    if set(report.judgements) <= set(allowed.split(", ")):
        return "any claim id"
    treaties = report.ledger.treaties
    for treaty in treaties[treaties["signed"] > report.as_of]["treaty_id"]:
        allowed = allowed.replace(f", {treaty}", "")
    return allowed


def glossary(report: Briefing) -> None:
    """Show the terms of the report with their definitions."""
    rows = report.known.glossary.sort_values("term", key=lambda s: s.str.lower())
    shown = pd.DataFrame({"Term": rows["term"], "Meaning here": rows["definition"]})
    table(
        shown,
        label="methods-glossary",
        title=f"{capital(count(len(rows), 'term'))} as this report uses them",
        caption="Definitions in our own words.",
        interactive=True,
    )
