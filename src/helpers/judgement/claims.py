"""Judge all claims as of a day: one record per claim, and the document `claims.json`."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields

import pandas as pd

from helpers.judgement.confidence import confidence
from helpers.judgement.forecasts import chance_to_hold, forecast_verdict, likelihood_word
from helpers.judgement.indicators import computed_rows, in_force
from helpers.judgement.verdicts import (
    GROUPS,
    Finding,
    Tally,
    Verdict,
    interval,
    near_edge,
    tally,
    verdict_for,
)
from helpers.ledger.keeping import kept
from helpers.ledger.package import Ledger
from helpers.ledger.views import Known
from helpers.parameters import ReportParameters

DIGITS = 4
"""Digits of shares in `claims.json`."""


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
    def near_edge(self) -> bool:
        """Whether a little more evidence could change the word."""
        judged = self.group in ("holds", "mixed", "fails")
        return judged and self.p is not None and near_edge(self.p)

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


def judge(known: Known) -> dict[str, Judgement]:
    """Return the judgement on every claim that had been made, by claim_id."""
    findings = admitted_findings(known)
    return {
        claim["claim_id"]: judge_claim(claim, findings[claim["claim_id"]], known.parameters)
        for claim in known.claims.to_dict("records")
    }


def judge_on(ledger: Ledger, parameters: ReportParameters, day: str) -> dict[str, Judgement]:
    """Return the judgements as of another day, all other parameters unchanged."""
    return judge(Known(ledger, parameters.model_copy(update={"as_of": day})))


@kept
def all_evidence(known: Known) -> pd.DataFrame:
    """Return findings and computed evidence, background included; kept, not to be changed.

    Returns:
        The columns of `Known.evidence` and `until` ("" unless a newer reading replaced a row).
    """
    computed = computed_rows(known)
    found = known.evidence.assign(until="")
    return found if computed.empty else pd.concat([found, computed], ignore_index=True)


@kept
def admitted_findings(known: Known) -> dict[str, list[Finding]]:
    """Return the findings that bear on each claim, computed evidence included, no background.

    A fact or an assessment is judged by what bears on its statement, a forecast by outcomes. They
    are kept with the view, and not to be changed.
    """
    wanted = {
        c: "outcome" if kind == "forecast" else "statement"
        for c, kind in zip(known.claims["claim_id"], known.claims["kind"], strict=True)
    }
    rows = all_evidence(known)
    rows = rows[rows["claim_id"].map(wanted).eq(rows["bears_on"]).to_numpy(bool)]
    grouped: dict[str, list[Finding]] = defaultdict(list)
    columns = [rows[f.name].tolist() for f in fields(Finding)]
    for claim_id, *cells in zip(rows["claim_id"].tolist(), *columns, strict=True):
        grouped[claim_id].append(Finding(*cells))
    return grouped


def finding(row: dict[str, object]) -> Finding:
    """Return the record of a row of `all_evidence`."""
    return Finding(
        evidence_id=str(row["evidence_id"]),
        stance=str(row["stance"]),
        reliability=str(row["reliability"]),
        credibility=int(row["credibility"]),  # type: ignore[call-overload]
        origin=str(row["origin"]),
        publisher=str(row["publisher"]),
        party=str(row["party"]),
        country=str(row["country"]),
        known_on=str(row["known_on"]),
        until=str(row["until"]),
    )


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
    sure = confidence(
        sums,
        parameters.weights,
        [s for s in claim["sides"].split(";") if s],
        bool(claim["proxy"]),
        day,
    )
    verdict = (
        forecast_verdict(sums.p, sums.enough, as_of, horizon)
        if is_forecast
        else verdict_for(sums.p, sums.enough)
    )
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
    """Return what `claims.json` holds: the day, the parameters, and every claim."""
    return {
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
