"""Judge all claims as of a day, from the tables of the evidence base."""

from collections import defaultdict
from dataclasses import fields

import pandas as pd

from helpers.judgement.indicators import computed_rows
from helpers.judgement.judging import Judgement, claims_document, judge_claim
from helpers.judgement.verdicts import Finding
from helpers.ledger.keeping import kept
from helpers.ledger.package import Ledger
from helpers.ledger.views import Known
from helpers.parameters import ReportParameters

__all__ = [
    "Judgement",
    "admitted_findings",
    "all_evidence",
    "claims_document",
    "finding",
    "judge",
    "judge_claim",
    "judge_on",
]


@kept
def judge(known: Known) -> dict[str, Judgement]:
    """Return the judgement on every claim that had been made, by claim_id; not to be changed."""
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
