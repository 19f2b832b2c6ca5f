"""How sure a verdict is: from the number of independent origins and whether they agree.

Confidence says how good the basis is, never which way the verdict goes.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from helpers.judgement.grading import is_good, weight
from helpers.judgement.verdicts import Finding, Stance, Tally, sides

LEVELS = ("low", "moderate", "high")
HIGH_ORIGINS, HIGH_AGREEMENT = 5, 0.80
MODERATE_ORIGINS, MODERATE_AGREEMENT = 3, 0.60
PARTY_SHARE = 0.5
"""More than this share of the weight from parties to the matter is a reason for less confidence."""
OLD_DAYS = 365
"""A newest finding older than this on the day of the report is a reason for less confidence, save
in a fact that was settled: what is past does not change as its findings grow old."""

REASONS = {
    "party sources": "more than half of the weight comes from parties to the matter",
    "one side unheard": "a side the claim is about has no voice among the findings",
    "conflict": "good sources (B2 or better) stand on both sides",
    "indirect": "the findings bear on a stand-in for what is claimed",
    "old": "what is claimed goes on, and the newest finding is more than a year older than the day"
    " of the report",
}


@dataclass(frozen=True)
class Confidence:
    """A level with the reasons that lowered it, and what it rests on."""

    level: str
    reasons: tuple[str, ...]
    n_origins: int
    agreement: float


def confidence(
    counted: Tally,
    scheme: str,
    sides_of_claim: Iterable[str],
    *,
    proxy: bool,
    day: str,
    settled: bool = False,
) -> Confidence:
    """Return how sure the verdict on a claim is.

    Args:
        counted: the tally of the claim.
        scheme: the weights in use.
        sides_of_claim: ISO3 codes of the states whose voice should be heard.
        proxy: whether the findings bear on a stand-in for what is claimed.
        day: the day of the report, or the horizon of a forecast judged at it.
        settled: whether the claim is a fact that nothing later can change.
    """
    findings = counted.counted
    origins = len({f.origin for f in findings})
    agree = agreement(findings, scheme)
    start = start_level(origins, agree)
    reasons = (
        lowering_reasons(counted, scheme, sides_of_claim, proxy=proxy, day=day) if findings else []
    )
    if settled:
        reasons = [r for r in reasons if r != "old"]
    return Confidence(LEVELS[max(0, start - len(reasons))], tuple(reasons), origins, agree)


def start_level(origins: int, agree: float) -> int:
    """Return 2, 1 or 0 (high, moderate, low) before any reason lowers it."""
    if origins >= HIGH_ORIGINS and agree >= HIGH_AGREEMENT:
        return 2
    return 1 if origins >= MODERATE_ORIGINS and agree >= MODERATE_AGREEMENT else 0


def agreement(findings: Iterable[Finding], scheme: str) -> float:
    """Return the share of origins that stand on the side of the greater number.

    An origin that speaks on both sides, or only qualifies, is divided in the ratio of its weight.
    """
    per: dict[str, list[float]] = {}
    for f in findings:
        s, c = sides(f.stance, weight(f.reliability, f.credibility, scheme))
        both = per.setdefault(f.origin, [0.0, 0.0])
        both[0] += s
        both[1] += c
    if not per:
        return 0.0
    share = sum(s / (s + c) for s, c in per.values()) / len(per)
    return max(share, 1 - share)


def lowering_reasons(
    counted: Tally, scheme: str, sides_of_claim: Iterable[str], *, proxy: bool, day: str
) -> list[str]:
    """Return the named reasons, each of which lowers confidence by one step."""
    findings = counted.counted
    amounts = {f.evidence_id: weight(f.reliability, f.credibility, scheme) for f in findings}
    party = sum(amounts[f.evidence_id] for f in findings if f.party)
    voices = {f.party for f in findings} | {f.country for f in findings}
    good = {f.stance for f in findings if is_good(f.reliability, f.credibility)}
    tests = {
        "party sources": party > PARTY_SHARE * sum(amounts.values()),
        "one side unheard": not set(sides_of_claim) <= voices,
        "conflict": {Stance.SUPPORTS, Stance.CONTRADICTS} <= good,
        "indirect": proxy,
        "old": days_old(max(f.known_on for f in findings), day) > OLD_DAYS,
    }
    return [name for name in REASONS if tests[name]]


def days_old(newest: str, day: str) -> int:
    """Return how many days before `day` the newest finding became public."""
    from helpers.ledger.dates import days_between

    return days_between(newest, day)
