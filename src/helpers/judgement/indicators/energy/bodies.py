"""Bodies for joint exports, coded by hand, and the indicator that counts them; on E5."""

from typing import NamedTuple

import pandas as pd

from helpers.judgement.indicators.records import Indicator, Measurement, Tie
from helpers.judgement.indicators.windows import signing_month
from helpers.judgement.verdicts import Stance
from helpers.ledger.views import Known

SECTION = "energy"
FEWEST = 2
"""Bodies whose powers must be on record before the count says anything."""


class Body(NamedTuple):
    """A body or a proposal, what shows it, and what says whether it sets quotas and binds Iran.

    An answer holds from the day on which the finding or event that gives it was public.
    """

    label: str
    kind: str
    shown_by: str
    quotas: str = "no"
    binds: str = "no"
    said_by: str = ""
    older: bool = False


BODIES = (
    Body("Gas troika with Qatar", "proposal", "gas-troika-2008"),
    Body("Gas Exporting Countries Forum", "body", "gecf-tehran-2015", said_by="E5-11"),
    Body("Consortium of energy firms", "proposal", "E5-16"),
    Body("Gas hub on the Gulf", "proposal", "gas-hub-2023-06"),
    Body("Electronic platform for gas trade", "proposal", "E5-17"),
    Body("Gas cartel inside the forum", "proposal", "E5-06"),
    Body("OPEC+", "body", "E5-07", quotas="yes", said_by="E5-07", older=True),
    Body("Joint commission", "body", "igc18-gas-2025-04", said_by="E5-18", older=True),
    Body("The forum made like OPEC", "proposal", "gecf-doha-2025-10"),
    Body("Joint power grid", "proposal", "power-corridor-2025-10", older=True),
)
"""Read by hand from the events and findings named. `older`: first row held here is younger than
the body itself, which met, or was proposed, before the signing."""


def binding_bodies(known: Known) -> Measurement:
    """Return how many bodies that set volumes for both states came after the signing."""
    findings = known.evidence.set_index("evidence_id")
    standing = [b for b in BODIES if b.kind == "body" and b.said_by in findings.index]
    if len(standing) < FEWEST:
        return Measurement.silence(
            f"the powers of {len(standing)} bodies are on record, {FEWEST} are asked for"
        )
    both = [b for b in standing if b.quotas == "yes" and b.binds == "yes"]
    new = [b for b in both if not b.older and _shown(known, b) > signing_month(known)]
    rows = pd.DataFrame(
        [findings.loc[b.said_by, ["source_id", "known_on"]] for b in standing]
    ).sort_values("source_id", ascending=False)
    ideas = sum(b.kind == "proposal" and bool(_shown(known, b)) for b in BODIES)
    return Measurement(
        float(len(new)),
        f"of {len(standing)} bodies whose powers are on record"
        f" {sum(b.quotas == 'yes' for b in standing)} sets volumes, {len(both)} binds both and"
        f" {len(new)} came after the signing; {ideas} more are proposals",
        rows=rows,
        parts={
            "bodies on record": len(standing),
            "setting volumes": sum(b.quotas == "yes" for b in standing),
            "binding both": len(both),
            "new since the signing": len(new),
            "proposals": ideas,
        },
    )


def _shown(known: Known, body: Body) -> str:
    """Return the day of the oldest record of a body, "" if none was public."""
    event = known.event(body.shown_by)
    if event is not None:
        return str(event["date"])
    rows = known.evidence[known.evidence["evidence_id"] == body.shown_by]
    return "" if rows.empty else str(rows["known_on"].iloc[0])


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        "I-E5a",
        SECTION,
        "bodies younger than the treaty that set volumes for both",
        "Count, by hand, of the bodies on record in which both sit, which set volumes or prices, "
        "bind Russia and Iran, and came after the signing; one or more supports E5, none "
        "contradicts it; silent until the powers of two bodies are on record.",
        "bodies",
        (),
        (0.5, 0.5),
        binding_bodies,
        (Tie("E5", Stance.SUPPORTS, Stance.CONTRADICTS),),
        "Read from the reports held by one reader; a body that no report names is not counted.",
    ),
)
