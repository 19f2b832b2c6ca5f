"""What an indicator does to the verdicts: each claim judged without it and with it."""

from collections.abc import Iterable
from dataclasses import dataclass

from helpers.judgement.claims import admitted_findings, judge_claim
from helpers.judgement.indicators import Indicator
from helpers.judgement.indicators.evidence import AT_HORIZON
from helpers.judgement.verdicts import Finding, Verdict
from helpers.ledger.views import Known


@dataclass(frozen=True)
class Effect:
    """A claim without one indicator and with it.

    Attributes:
        stance: what the indicator says of the claim, "" if it says nothing or is not admitted.
        before: share of the weighed evidence without it, None if there is none.
        after: share with it.
    """

    indicator_id: str
    claim_id: str
    stance: str
    before: float | None
    after: float | None
    verdict_before: Verdict
    verdict_after: Verdict

    @property
    def turns(self) -> bool:
        """Whether the verdict's word is another with it."""
        return self.verdict_before is not self.verdict_after

    def words(self) -> str:
        """Return the effect in a few words, such as "supports K1: 0.91 to 0.93"."""
        if not self.stance:
            return f"{self.claim_id}: no weight"
        shares = [("none" if p is None else f"{p:.2f}") for p in (self.before, self.after)]
        turned = f", from *{self.verdict_before}* to *{self.verdict_after}*" if self.turns else ""
        return f"{self.stance} **{self.claim_id}**: {shares[0]} to {shares[1]}{turned}"


def effects(known: Known, indicators: Iterable[Indicator]) -> list[Effect]:
    """Return the effect of each indicator on each claim that it is tied to, in their order."""
    findings = admitted_findings(known)
    claims = known.claims.set_index("claim_id", drop=False)
    return [
        _effect(indicator.indicator_id, claims.loc[tie.claim_id].to_dict(), findings, known)
        for indicator in indicators
        for tie in indicator.ties
        if tie.claim_id in claims.index
    ]


def _effect(
    name: str, claim: dict[str, str], findings: dict[str, list[Finding]], known: Known
) -> Effect:
    claim_id = claim["claim_id"]
    mine = findings[claim_id]
    own = {f"{name}/{claim_id}", f"{name}/{claim_id}{AT_HORIZON}"}
    stances = [f.stance for f in mine if f.evidence_id in own]
    without = judge_claim(claim, [f for f in mine if f.evidence_id not in own], known.parameters)
    with_it = judge_claim(claim, mine, known.parameters)
    return Effect(
        name,
        claim_id,
        stances[0] if stances else "",
        without.p,
        with_it.p,
        without.verdict,
        with_it.verdict,
    )
