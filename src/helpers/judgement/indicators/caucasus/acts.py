"""Acts of Russia and Iran in the region: how many were joint."""

from helpers.judgement.indicators.caucasus.coding import (
    LEAST,
    coded_events,
    since_signing,
    too_few,
)
from helpers.judgement.indicators.records import Indicator, Measurement, Tie
from helpers.judgement.indicators.statistics import share
from helpers.judgement.verdicts import Stance
from helpers.ledger.views import Known

JOINT = "joint"


def joint_acts(known: Known) -> Measurement:
    """Return the share of coded acts since the signing in which both states took part."""
    rows = since_signing(known, coded_events(known, "allies"))
    if len(rows) < LEAST:
        return too_few(len(rows))
    joint = int((rows["code"] == JOINT).sum())
    part = share(joint, len(rows))
    return Measurement(
        part.value,
        f"{joint} of {len(rows)} acts coded since the signing were joint, a share of"
        f" {part.value:.2f}",
        part.low,
        part.high,
        rows,
        parts={"joint acts": joint, "coded acts": len(rows)},
    )


ACTS = Indicator(
    "I-S1",
    "caucasus",
    "joint acts of Russia and Iran",
    "Share of the acts coded since the signing in which both took part; Wilson interval; no share "
    f"below {LEAST} acts. Above one half supports S1, below it contradicts S1.",
    "of the coded acts",
    (),
    (0.5, 0.5),
    joint_acts,
    (Tie("S1", Stance.SUPPORTS, Stance.CONTRADICTS),),
    "The acts are those held, not a random draw; one coder; an act of one alone need not be aimed "
    "at the other.",
)
