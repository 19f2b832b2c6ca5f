"""Step seven: bodies in which both states sit, and whether any of them sets a volume or a price."""

from typing import NamedTuple

import pandas as pd

from helpers.display.bundles import say, table
from helpers.display.style import name
from helpers.display.words import capital, count, join, num, number_word
from helpers.ledger.dates import long_date
from helpers.sections import prose
from helpers.sections.briefing import Briefing

UNSAID = "not stated"


class Body(NamedTuple):
    """A body or proposal: where it shows, and what shows whether it sets quotas and binds Iran.

    Each answer holds from the day on which the finding or event that gives it was public.
    """

    label: str
    kind: str
    shown_by: str
    quotas: tuple[str, str] = ("no", "")
    binds: tuple[str, str] = ("no", "")


BODIES = (
    Body("Gas troika with Qatar", "proposal", "gas-troika-2008"),
    Body("Gas Exporting Countries Forum", "body", "gecf-tehran-2015", ("no", "E5-11"), ("no", "E5-11")),
    Body("Consortium of energy firms", "proposal", "E5-16"),
    Body("Gas hub on the Gulf", "proposal", "gas-hub-2023-06"),
    Body("Electronic platform for gas trade", "proposal", "E5-17"),
    Body("Gas cartel inside the forum", "proposal", "E5-06"),
    Body("OPEC+", "body", "E5-07", ("yes", "E5-07"), ("no", "E5-07")),
    Body("Joint commission of the governments", "body", "igc18-gas-2025-04", ("no", "E5-18"), ("no", "E5-18")),
    Body("The forum made like OPEC", "proposal", "gecf-doha-2025-10"),
    Body("Joint power grid", "proposal", "power-corridor-2025-10"),
)  # fmt: skip
"""Read by hand from the events and findings named; proposals set nothing."""

OLDER = {"OPEC+", "Joint commission of the governments"}
"""Bodies whose first row here is younger than they are: both met before the signing."""


def bodies(report: Briefing) -> None:
    """Show the bodies and proposals on record, and what each decides."""
    rows = [row for b in BODIES if (row := _body_row(report, b))]
    if not rows:
        return prose.nothing_public(report, "bodies that both states belong to")
    standing = [r for r in rows if r["Kind"] == "body"]
    quotas = [r for r in standing if r["Sets volumes or prices"] == "yes"]
    both = [r for r in quotas if r["Binds Iran"] == "yes"]
    new = [r for r in standing if r["Younger than the treaty"] == "yes"]
    ideas = [r for r in rows if r["Kind"] == "proposal"]
    late = [r for r in ideas if r["Younger than the treaty"] == "yes"]
    table(
        pd.DataFrame(rows),
        label="energy-bodies",
        title=f"Of {count(len(standing), 'body', 'bodies')} in which both sit, {number_word(len(quotas))} {'sets' if len(quotas) == 1 else 'set'} volumes, "
        f"{number_word(len(both))} {'binds' if len(both) == 1 else 'bind'} both, and {number_word(len(new))} came after the signing",
        caption="The first record is the oldest that this project holds, not a founding date. A proposal decides nothing. "
        "Read by hand, one reader.",
        kinds={"First record held": "date", "Source": "markdown"},
    )  # fmt: skip
    if ideas:
        say(
            f"{capital(count(len(ideas), 'joint mechanism'))} {'is' if len(ideas) == 1 else 'are'} on record as {'a proposal' if len(ideas) == 1 else 'proposals'} only, "
            f"{number_word(len(late))} of them made or renewed after the signing."
        )


def output_limits(report: Briefing) -> None:
    """Show the limits that the producers' group set to each member."""
    rows = report.figures.of("opec_plus_required_output").sort_values("value", ascending=False)
    if rows.empty:
        return prose.nothing_public(report, "limits of the producers' group")
    total, russia = rows["value"].sum(), rows.set_index("entity")["value"]["RUS"]
    table(
        pd.DataFrame({"State": [LIMIT_NAMES.get(e, name(e)) for e in rows["entity"]], "Limit, million barrels a day": rows["value"],
                      "Share of the eight, per cent": 100 * rows["value"] / total}),
        label="energy-opec-limits",
        title=f"Russia's limit was {num(russia)} of {num(total, 1)} million barrels a day for {count(len(rows), 'state')}; Iran has none",
        caption=f"Required output for the months from {long_date(rows['period'].iloc[0])}. {report.figures.caveat('opec_plus_required_output')}",
        source=report.figures.citations(rows),
        formats={"Limit, million barrels a day": ".3f", "Share of the eight, per cent": ".1f"},
    )  # fmt: skip


LIMIT_NAMES = {
    "ARE": "United Arab Emirates",
    "DZA": "Algeria",
    "KAZ": "Kazakhstan",
    "KWT": "Kuwait",
    "OMN": "Oman",
}


def _body_row(report: Briefing, body: Body) -> dict[str, str] | None:
    shown = _found(report, body.shown_by)
    if shown is None:
        return None
    day, keys = shown
    cells, used = [], list(keys)
    for answer, anchor in (body.quotas, body.binds):
        proof = _found(report, anchor) if anchor else None
        said = (
            answer
            if body.kind == "body" and proof
            else UNSAID
            if body.kind == "body"
            else "decides nothing"
        )
        used += proof[1] if proof else []
        cells.append(said)
    younger = "no" if body.label in OLDER or day < report.signed else "yes"
    return {"Name": body.label, "Kind": body.kind, "First record held": day, "Sets volumes or prices": cells[0], "Binds Iran": cells[1],
            "Younger than the treaty": younger, "Source": prose.cite(used)}  # fmt: skip


def _found(report: Briefing, anchor: str) -> tuple[str, list[str]] | None:
    event = report.known.event(anchor)
    if event is not None:
        return str(event["date"]), list(event["keys"])
    rows = report.known.evidence
    rows = rows[rows["evidence_id"] == anchor]
    return None if rows.empty else (str(rows["known_on"].iloc[0]), [str(rows["key"].iloc[0])])
