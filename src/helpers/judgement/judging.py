"""Judge one claim from its findings: the record of a verdict, and the document `claims.json`.

Plain Python: neither numpy nor pandas is needed, so that the rule also runs in a browser.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from helpers.judgement.confidence import confidence
from helpers.judgement.forecasts import chance_to_hold, forecast_verdict, likelihood_word
from helpers.judgement.verdicts import (
    GROUPS,
    Finding,
    Tally,
    Verdict,
    in_force,
    interval,
    near_edge,
    tally,
    verdict_for,
)
from helpers.parameters import ReportParameters

DIGITS = 4
"""Digits of shares in `claims.json`."""

SCHEMA = "claims.schema.json"
"""The file beside `claims.json` that says what it holds (JSON Schema)."""


@dataclass(frozen=True)
class Judgement:
    """What the evidence says of one claim on a day."""

    claim_id: str
    section: str
    kind: str
    text: str
    test: str
    horizon: str
    verdict: Verdict
    p: float | None
    interval: tuple[float, float] | None
    support: float
    against: float
    confidence: str
    reasons: tuple[str, ...]
    agreement: float
    n_evidence: int
    n_origins: int
    counted: tuple[str, ...]
    likelihood: str
    since_then: Verdict | None

    @property
    def group(self) -> str:
        """The group in which the verdict is counted: holds, mixed, fails, open, not enough."""
        return GROUPS[self.verdict]

    @property
    def reached(self) -> bool:
        """Whether a verdict was reached: neither still open nor short of evidence."""
        return self.group in ("holds", "mixed", "fails")

    @property
    def near_edge(self) -> bool:
        """Whether a little more evidence could change the word."""
        return self.reached and self.p is not None and near_edge(self.p)

    def record(self) -> dict[str, object]:
        """Return the claim as `claims.json` holds it."""
        rounded = None if self.interval is None else [round(x, DIGITS) for x in self.interval]
        return {
            "claim_id": self.claim_id,
            "section": self.section,
            "kind": self.kind,
            "text": self.text,
            "verdict": str(self.verdict),
            "p": None if self.p is None else round(self.p, DIGITS),
            "interval": rounded,
            "confidence": self.confidence,
            "reasons": list(self.reasons),
            "n_evidence": self.n_evidence,
            "n_origins": self.n_origins,
        }


def judge_claim(
    claim: dict[str, str], findings: Iterable[Finding], parameters: ReportParameters
) -> Judgement:
    """Return the judgement on one claim.

    Args:
        claim: a row of the table `claims`.
        findings: admitted findings that bear on it, known by `parameters.as_of`.
        parameters: the day, the independence and the weights.
    """
    findings = list(findings)
    horizon, as_of = claim["horizon"], parameters.as_of
    is_forecast = claim["kind"] == "forecast"
    day = min(as_of, horizon) if is_forecast else as_of
    counting = in_force(findings, day)
    sums = tally(counting, parameters.independence, parameters.weights)
    sides = [s for s in claim["sides"].split(";") if s]
    settled = bool(claim["settled_on"]) and claim["settled_on"] <= as_of
    sure = confidence(
        sums, parameters.weights, sides, proxy=bool(claim["proxy"]), day=day, settled=settled
    )
    if is_forecast:
        verdict = forecast_verdict(sums.p, sums.enough, as_of, horizon)
    else:
        verdict = verdict_for(sums.p, sums.enough)
    is_due = is_forecast and as_of >= horizon
    return Judgement(
        **{k: claim[k] for k in ("claim_id", "section", "kind", "text", "test", "horizon")},
        verdict=verdict,
        p=sums.p if sums.counted else None,
        interval=interval(sums.support, sums.against) if sums.counted else None,
        support=sums.support,
        against=sums.against,
        confidence=sure.level,
        reasons=sure.reasons,
        agreement=sure.agreement,
        n_evidence=len(counting),
        n_origins=sure.n_origins,
        counted=tuple(f.evidence_id for f in sums.counted),
        likelihood=_likelihood(sums) if verdict is Verdict.OPEN else "",
        since_then=_since_then(findings, day, parameters) if is_due else None,
    )


def claims_document(
    judgements: dict[str, Judgement], parameters: ReportParameters
) -> dict[str, object]:
    """Return what `claims.json` holds: its schema, the day, the parameters, and every claim."""
    return {
        "$schema": SCHEMA,
        "as_of": parameters.as_of,
        "parameters": {
            k: v for k, v in parameters.literals().items() if k in ReportParameters.model_fields
        },
        "claims": [j.record() for j in judgements.values()],
    }


def _likelihood(sums: Tally) -> str:
    return likelihood_word(chance_to_hold(sums.support, sums.against)) if sums.enough else ""


def _since_then(findings: list[Finding], day: str, parameters: ReportParameters) -> Verdict | None:
    if not any(f.known_on > day for f in findings):
        return None
    known = in_force(findings, parameters.as_of)
    later = tally(known, parameters.independence, parameters.weights)
    return forecast_verdict(later.p, later.enough, day, day)
