"""The rule that turns weighed findings into a share, an interval and a verdict word.

Plain Python on small records, without pandas: the same code serves notebooks, the command line
and any other host.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from helpers.judgement.beta import quantile
from helpers.judgement.grading import weight

PRIOR = 0.5
"""Jeffreys' reference prior for a share, Beta(1/2, 1/2): it favours neither side."""

LEAST_WEIGHT = 1.0
"""Total weight of one finding of the top grade; with less there is not enough evidence."""

QUALIFIES_SHARE = 0.5
"""A finding that qualifies narrows a claim without turning it: half to each side."""

INTERVAL = (0.05, 0.95)
"""Percentiles of the 90 per cent interval."""

NEAR_EDGE = 0.03
"""A share this close to the edge of a band is marked as near the edge."""

TOLERANCE = 1e-9


class Stance(StrEnum):
    """What a finding says of a claim."""

    SUPPORTS = "supports"
    QUALIFIES = "qualifies"
    CONTRADICTS = "contradicts"


STANCE_ORDER = {str(stance): place for place, stance in enumerate(Stance)}
"""The order in which tables list findings."""


class Verdict(StrEnum):
    """The words a claim can get."""

    SUPPORTED = "supported"
    MOSTLY_SUPPORTED = "mostly supported"
    MIXED = "mixed"
    MOSTLY_CONTRADICTED = "mostly contradicted"
    CONTRADICTED = "contradicted"
    NOT_ENOUGH = "not enough evidence"
    CAME_TRUE = "came true"
    PARTLY = "came true in part"
    DID_NOT = "did not come true"
    OPEN = "still open"
    CANNOT_JUDGE = "cannot be judged"


BANDS = (
    (0.80, Verdict.SUPPORTED),
    (0.60, Verdict.MOSTLY_SUPPORTED),
    (0.40, Verdict.MIXED),
    (0.20, Verdict.MOSTLY_CONTRADICTED),
    (0.00, Verdict.CONTRADICTED),
)
FORECAST_BANDS = ((0.60, Verdict.CAME_TRUE), (0.40, Verdict.PARTLY), (0.00, Verdict.DID_NOT))

GROUPS = {
    Verdict.SUPPORTED: "holds",
    Verdict.MOSTLY_SUPPORTED: "holds",
    Verdict.CAME_TRUE: "holds",
    Verdict.MIXED: "mixed",
    Verdict.PARTLY: "mixed",
    Verdict.MOSTLY_CONTRADICTED: "fails",
    Verdict.CONTRADICTED: "fails",
    Verdict.DID_NOT: "fails",
    Verdict.OPEN: "open",
    Verdict.NOT_ENOUGH: "not enough",
    Verdict.CANNOT_JUDGE: "not enough",
}
"""The five groups in which verdicts are counted."""


@dataclass(frozen=True)
class Finding:
    """One admitted piece of evidence, as far as a verdict needs it."""

    evidence_id: str
    stance: str
    reliability: str
    credibility: int
    origin: str
    publisher: str
    party: str = ""
    country: str = ""
    known_on: str = ""
    until: str = ""
    """Last day on which it stands; blank if nothing replaced it."""


@dataclass(frozen=True)
class Tally:
    """Weight for and against a claim, and the findings that were counted."""

    support: float
    against: float
    counted: tuple[Finding, ...]

    @property
    def total(self) -> float:
        """Weight on both sides together."""
        return self.support + self.against

    @property
    def p(self) -> float:
        """Mean of Beta(1/2 + S, 1/2 + C): the share of the weighed evidence for the claim."""
        return (PRIOR + self.support) / (2 * PRIOR + self.total)

    @property
    def enough(self) -> bool:
        """Whether the weight reaches that of one finding of the top grade."""
        return self.total >= LEAST_WEIGHT - TOLERANCE


def sides(stance: str, amount: float) -> tuple[float, float]:
    """Return what a finding of weight `amount` adds for and against a claim."""
    if stance == Stance.QUALIFIES:
        return QUALIFIES_SHARE * amount, (1 - QUALIFIES_SHARE) * amount
    return (amount, 0.0) if stance == Stance.SUPPORTS else (0.0, amount)


def independent(
    findings: Iterable[Finding], independence: str = "origin", scheme: str = "linear"
) -> tuple[Finding, ...]:
    """Return the findings of one claim that count: of each stance and origin only the heaviest.

    Args:
        findings: admitted findings of one claim.
        independence: `origin`, `publisher`, or `none` (every finding counts).
        scheme: the weights by which the heaviest is found; ties go to the first id.
    """
    ordered = sorted(
        findings, key=lambda f: (-weight(f.reliability, f.credibility, scheme), f.evidence_id)
    )
    if independence == "none":
        return tuple(ordered)
    best: dict[tuple[str, str], Finding] = {}
    for finding in ordered:
        best.setdefault((finding.stance, getattr(finding, independence)), finding)
    return tuple(best.values())


def tally(
    findings: Iterable[Finding], independence: str = "origin", scheme: str = "linear"
) -> Tally:
    """Return the weight for and against one claim."""
    counted = independent(findings, independence, scheme)
    parts = [sides(f.stance, weight(f.reliability, f.credibility, scheme)) for f in counted]
    return Tally(sum(s for s, _ in parts), sum(c for _, c in parts), counted)


def in_force(findings: Iterable[Finding], day: str) -> list[Finding]:
    """Return the findings that were public on a day and not yet replaced by a newer reading."""
    return [f for f in findings if f.known_on <= day and (not f.until or day <= f.until)]


def interval(support: float, against: float) -> tuple[float, float]:
    """Return the 5th and 95th percentiles of Beta(1/2 + S, 1/2 + C)."""
    a, b = PRIOR + support, PRIOR + against
    return quantile(INTERVAL[0], a, b), quantile(INTERVAL[1], a, b)


def verdict_for(share: float, enough: bool = True) -> Verdict:
    """Return the verdict on a fact or an assessment.

    Example:
        >>> str(verdict_for(0.8))
        'supported'
    """
    if not enough:
        return Verdict.NOT_ENOUGH
    return next(word for edge, word in BANDS if share >= edge - TOLERANCE)


def near_edge(share: float) -> bool:
    """Return whether a share lies close to the edge of a verdict band."""
    return any(abs(share - edge) < NEAR_EDGE for edge, _ in BANDS if edge > 0)
