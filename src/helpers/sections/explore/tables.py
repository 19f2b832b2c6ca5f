"""Plain tables for exploring: rows as dictionaries, without pandas."""

from collections.abc import Mapping, Sequence
from typing import Any

from helpers.judgement import courses
from helpers.judgement.courses import Courses
from helpers.judgement.docket import UNCHANGED, Changes, Docket, Entry, admitted_entries
from helpers.judgement.flips import flip_by_origin, weight_to_flip
from helpers.judgement.grading import weight
from helpers.judgement.judging import Judgement, judge_claim
from helpers.judgement.verdicts import STANCE_ORDER, Finding
from helpers.parameters import ReportParameters


def board_rows(
    judgements: Sequence[Judgement], before: Mapping[str, Judgement]
) -> list[dict[str, Any]]:
    """Return claims with their verdicts, and the word before where it was another.

    Args:
        judgements: in the order in which they are shown.
        before: by claim_id, what they are compared with.
    """
    return [
        j.record()
        | {
            "p": j.p,
            "interval": j.interval,
            "group": j.group,
            "was": _was(j, before.get(j.claim_id)),
        }
        for j in judgements
    ]


def finding_rows(
    docket: Docket, claim_id: str, parameters: ReportParameters, changes: Changes = UNCHANGED
) -> list[dict[str, Any]]:
    """Return the findings admitted on a claim, with weight and whether they were counted.

    For and against are apart, the heaviest first; what would count after a change stands as it
    then would.
    """
    pairs = admitted_entries(docket, parameters, changes)[claim_id]
    counted = set(_judge(docket, claim_id, pairs, parameters).counted)
    weights = parameters.weights
    rows = [_row(docket, entry, finding, weights, counted) for entry, finding in pairs]
    return sorted(
        rows, key=lambda r: (STANCE_ORDER[r["stance"]], -float(r["weight"]), r["known_on"])
    )


def flips(
    docket: Docket, claim_id: str, parameters: ReportParameters, changes: Changes = UNCHANGED
) -> tuple[tuple[float | None, float | None], list[str], list[str]]:
    """Return what would change the verdict's word.

    Returns:
        The least weight for and against; the origins whose withdrawal would do; the findings.
    """
    pairs = admitted_entries(docket, parameters, changes)[claim_id]
    j = _judge(docket, claim_id, pairs, parameters)
    alone = [
        entry.evidence_id
        for entry, _ in pairs
        if entry.evidence_id in j.counted
        and _judge(docket, claim_id, [p for p in pairs if p[0] != entry], parameters).verdict
        is not j.verdict
    ]
    return weight_to_flip(j), flip_by_origin([f for _, f in pairs], j, parameters), alone


def steps(
    docket: Docket, claim_id: str, parameters: ReportParameters, changes: Changes = UNCHANGED
) -> list[courses.Step]:
    """Return the days on which the share or the word of a claim changed, up to `as_of`.

    Args:
        docket: one that covers the days from the claim's first to `as_of`.
        claim_id: the claim.
        parameters: all but the day hold for every day.
        changes: what if.
    """
    alone = Docket(
        tuple(c for c in docket.claims if c["claim_id"] == claim_id),
        docket.sources,
        tuple(e for e in docket.entries if e.claim_id == claim_id),
        docket.first,
        docket.last,
    )
    return courses.steps(Courses(alone).under(parameters, changes).get(claim_id, []))


def _judge(
    docket: Docket,
    claim_id: str,
    pairs: Sequence[tuple[Entry, Finding]],
    parameters: ReportParameters,
) -> Judgement:
    claim = next(c for c in docket.claims if c["claim_id"] == claim_id)
    return judge_claim(claim, [finding for _, finding in pairs], parameters)


def _was(j: Judgement, before: Judgement | None) -> str:
    if before is None or before.verdict is j.verdict:
        return ""
    return str(before.verdict)


def _row(
    docket: Docket, entry: Entry, finding: Finding, scheme: str, counted: set[str]
) -> dict[str, Any]:
    source = docket.sources[entry.sources[0]]
    approx = "" if entry.precision == "day" else "~"
    return {
        "evidence_id": entry.evidence_id,
        "finding": entry.finding,
        "stance": finding.stance,
        "known_on": f"{approx}{entry.known_on}",
        "grade": f"{finding.reliability}{finding.credibility}",
        "weight": f"{weight(finding.reliability, finding.credibility, scheme):.2f}",
        "counted": "yes" if entry.evidence_id in counted else "no",
        "source": source.key or source.source_id,
        "source_id": source.source_id,
        "url": source.url,
    }
