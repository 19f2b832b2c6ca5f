"""What would change a verdict: weight on one side, or the loss of one origin."""

from collections.abc import Iterable
from math import ceil

from helpers.judgement.forecasts import forecast_verdict
from helpers.judgement.judging import Judgement
from helpers.judgement.verdicts import (
    BANDS,
    FORECAST_BANDS,
    PRIOR,
    Finding,
    Stance,
    Tally,
    Verdict,
    in_force,
    sides,
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


def word_with_weight(j: Judgement) -> list[tuple[Stance, float, Verdict]]:
    """Return per side the least weight, in hundredths, that changes the word, and the new word.

    Rounded up, so that the weight that is told does change it; a side that cannot is left out.
    """
    out = []
    for side, least in zip((Stance.SUPPORTS, Stance.CONTRADICTS), weight_to_flip(j), strict=True):
        if least is None:
            continue
        hundredths = ceil(round(100 * least, 6))
        if _with(j, side, hundredths / 100) is j.verdict:  # at an edge the better word still holds
            hundredths += 1
        out.append((side, hundredths / 100, _with(j, side, hundredths / 100)))
    return out


def _with(j: Judgement, side: Stance, amount: float) -> Verdict:
    """Return the word if findings of a new origin had added some weight to one side."""
    pro, con = sides(side, amount)
    return _word(Tally(j.support + pro, j.against + con, ()), j, j.horizon)


def flip_by_origin(
    findings: Iterable[Finding], j: Judgement, parameters: ReportParameters
) -> list[str]:
    """Return the origins whose withdrawal, alone, would change the verdict's word.

    Args:
        findings: those admitted that bear on the claim.
        j: the judgement on it.
        parameters: the day, the independence and the weights.
    """
    return list(word_without_origin(findings, j, parameters))


def word_without_origin(
    findings: Iterable[Finding], j: Judgement, parameters: ReportParameters
) -> dict[str, Verdict]:
    """Return the origins whose withdrawal, alone, would change the word, each with the new word.

    Args:
        findings: those admitted that bear on the claim.
        j: the judgement on it.
        parameters: the day, the independence and the weights.
    """
    p = parameters
    findings = in_force(findings, min(p.as_of, j.horizon) if j.horizon else p.as_of)
    words = {}
    for origin in sorted({f.origin for f in findings}):
        rest = tally([f for f in findings if f.origin != origin], p.independence, p.weights)
        words[origin] = _word(rest, j, p.as_of)
    return {origin: word for origin, word in words.items() if word is not j.verdict}


def _word(sums: Tally, j: Judgement, as_of: str) -> Verdict:
    if j.kind == "forecast":
        return forecast_verdict(sums.p, sums.enough, as_of, j.horizon)
    return verdict_for(sums.p, sums.enough)
