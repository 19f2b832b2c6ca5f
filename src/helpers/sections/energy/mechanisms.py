"""Step seven: bodies in which both states sit, and whether any sets a volume or a price."""

import pandas as pd

from helpers.display.bundles import say, table
from helpers.display.style import name
from helpers.display.words import capital, count, num, number_word
from helpers.judgement.indicators.energy.bodies import BODIES, Body
from helpers.ledger.dates import long_date
from helpers.sections import prose
from helpers.sections.briefing import Briefing

UNSAID, IDLE = "not stated", "decides nothing"
QUOTA, BOUND, NEW = "Sets volumes or prices", "Binds Iran", "Younger than the treaty"


def bodies(report: Briefing) -> None:
    """Show the bodies and proposals on record, and what each decides."""
    rows = pd.DataFrame([row for b in BODIES if (row := _body_row(report, b))])
    if rows.empty:
        return prose.nothing_public(report, "bodies that both states belong to")
    standing, ideas = (rows[rows["Kind"] == kind] for kind in ("body", "proposal"))
    quota = standing[standing[QUOTA] == "yes"]
    both = int((quota[BOUND] == "yes").sum())
    table(
        rows,
        label="energy-bodies",
        title=f"Of {count(len(standing), 'body', 'bodies')} in which both sit, {_is(len(quota))} "
        f"on record as setting volumes, {number_word(both)} as binding both, and "
        f"{number_word(int((standing[NEW] == 'yes').sum()))} came after the signing",
        caption="The first record is the oldest that this project holds, not a founding date. A "
        "proposal decides nothing. Read by hand, by one reader.",
        kinds={"First record held": "date", "Source": "markdown"},
    )
    late = int((ideas[NEW] == "yes").sum())
    if len(ideas):
        say(
            f"{capital(count(len(ideas), 'joint mechanism'))} {'is' if len(ideas) == 1 else 'are'} "
            f"on record as no more than a proposal, {number_word(late)} of them from after the "
            "signing."
        )


def output_limits(report: Briefing) -> None:
    """Show the limits that the producers' group set to each member."""
    rows = report.figures.of("opec_plus_required_output").sort_values("value", ascending=False)
    if rows.empty:
        return prose.nothing_public(report, "limits of the producers' group")
    total, limits = rows["value"].sum(), rows.set_index("entity")["value"]
    table(
        pd.DataFrame(
            {
                "State": [name(e) for e in rows["entity"]],
                "Limit, million barrels a day": rows["value"],
                "Share, per cent": 100 * rows["value"] / total,
            }
        ),
        label="energy-opec-limits",
        title=f"Russia's limit was {num(limits['RUS'])} of {num(total, 1)} million barrels a day "
        f"for {count(len(rows), 'state')}; Iran has none",
        caption=f"Required output for the months from {long_date(rows['period'].iloc[0])}. "
        + report.figures.caveat("opec_plus_required_output"),
        source=report.figures.citations(rows),
        formats={"Limit, million barrels a day": ".3f", "Share, per cent": ".1f"},
    )


def _body_row(report: Briefing, body: Body) -> dict[str, str] | None:
    shown = _found(report, body.shown_by)
    if shown is None:
        return None
    day, keys = shown
    proof = _found(report, body.said_by) if body.said_by else None
    answers = (IDLE, IDLE) if body.kind == "proposal" else (UNSAID, UNSAID)
    if proof:
        answers, keys = (body.quotas, body.binds), keys + proof[1]
    return {
        "Name": body.label,
        "Kind": body.kind,
        "First record held": day,
        QUOTA: answers[0],
        BOUND: answers[1],
        NEW: "yes" if day > report.signed and not body.older else "no",
        "Source": prose.cite(keys),
    }


def _found(report: Briefing, anchor: str) -> tuple[str, list[str]] | None:
    event = report.known.event(anchor)
    if event is not None:
        return str(event["date"]), list(event["keys"])
    rows = report.known.evidence
    rows = rows[rows["evidence_id"] == anchor]
    return None if rows.empty else (str(rows["known_on"].iloc[0]), [str(rows["key"].iloc[0])])


def _is(n: int) -> str:
    return "none is" if n == 0 else count(n, "is", "are")
