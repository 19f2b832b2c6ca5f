"""What would change a verdict: weight on one side, or the loss of one origin."""

from collections.abc import Iterable

from helpers.judgement.forecasts import forecast_verdict
from helpers.judgement.judging import Judgement
from helpers.judgement.verdicts import (
    BANDS,
    FORECAST_BANDS,
    PRIOR,
    Finding,
    Tally,
    Verdict,
    in_force,
    tally,
    verdict_for,
)
from helpers.parameters import ReportParameters


def weight_to_flip(j: Judgement) -> tuple[float | None, float | None]:
    """Return the least weight for, and the least weight against, that changes the verdict's word.

    With weight w added for a claim p is (1/2 + S + w) / (1 + S + C + w); solving for the edge
    above gives w, and likewise for the edge below. None where there is no such edge.
    """
    edges = sorted(
        edge for edge, _ in (FORECAST_BANDS if j.kind == "forecast" else BANDS) if edge > 0
    )
    share = (PRIOR + j.support) / (2 * PRIOR + j.support + j.against)
    above = next((e for e in edges if e > share + 1e-9), None)
    below = next((e for e in reversed(edges) if e <= share + 1e-9), None)
    mine, whole = PRIOR + j.support, 2 * PRIOR + j.support + j.against
    up = None if above is None else (above * whole - mine) / (1 - above)
    down = None if below is None else mine / below - whole
    return up, down


def flip_by_origin(
    findings: Iterable[Finding], j: Judgement, parameters: ReportParameters
) -> list[str]:
    """Return the origins whose withdrawal, alone, would change the verdict's word.

    Args:
        findings: those admitted that bear on the claim.
        j: the judgement on it.
        parameters: the day, the independence and the weights.
    """
    p = parameters
    findings = in_force(findings, min(p.as_of, j.horizon) if j.horizon else p.as_of)
    out = []
    for origin in sorted({f.origin for f in findings}):
        rest = tally([f for f in findings if f.origin != origin], p.independence, p.weights)
        if _word(rest, j, p.as_of) is not j.verdict:
            out.append(origin)
    return out


def _word(sums: Tally, j: Judgement, as_of: str) -> Verdict:
    if j.kind == "forecast":
        return forecast_verdict(sums.p, sums.enough, as_of, j.horizon)
    return verdict_for(sums.p, sums.enough)
