"""All verdicts under every combination of the choices that could have been made otherwise."""

import itertools
from collections import Counter
from collections.abc import Iterator

import pandas as pd

from helpers.judgement.claims import admitted_findings
from helpers.judgement.forecasts import forecast_verdict
from helpers.judgement.indicators import in_force
from helpers.judgement.verdicts import GROUPS, Verdict, tally, verdict_for
from helpers.ledger.package import Ledger
from helpers.ledger.views import Known
from helpers.parameters import ReportParameters

GRADE_FLOORS = (("E", 5), ("C", 3), ("B", 2))
"""Least letter and digit admitted: all that can be judged, fair and possible, good and probable."""
CODERS = ("first", "second", "agreed")
PARTY_MEDIA = (True, False)
INDEPENDENCE = ("origin", "publisher", "none")
WEIGHTS = ("linear", "steep", "equal")

STABLE_SHARE = 2 / 3
"""A verdict whose group holds in a smaller share of the combinations is called fragile."""


def combinations() -> int:
    """Return the number of combinations."""
    return len(GRADE_FLOORS) * len(CODERS) * len(PARTY_MEDIA) * len(INDEPENDENCE) * len(WEIGHTS)


def multiverse(ledger: Ledger, parameters: ReportParameters) -> pd.DataFrame:
    """Return the verdict on every claim under every combination, as of one day.

    Returns:
        Columns claim_id, min_reliability, min_credibility, coder, include_party_media,
        independence, weights, verdict, group; one row per claim and combination.
    """
    rows: list[dict[str, object]] = []
    for (letter, digit), coder, media in itertools.product(GRADE_FLOORS, CODERS, PARTY_MEDIA):
        choice = {
            "min_reliability": letter,
            "min_credibility": digit,
            "coder": coder,
            "include_party_media": media,
        }
        known = Known(ledger, parameters.model_copy(update=choice))
        rows += [choice | row for row in _verdicts(known)]
    return pd.DataFrame(rows)


def stability(universe: pd.DataFrame) -> pd.DataFrame:
    """Return, per claim, its commonest group and the share of combinations that agree with it.

    Combinations without enough evidence agree with nothing: they are counted apart.

    Args:
        universe: the table that `multiverse` returns.

    Returns:
        Columns claim_id, group, share (of combinations with a verdict), judged (share of all
        combinations that have one), fragile (bool).
    """
    rows = []
    for claim_id, part in universe.groupby("claim_id", sort=False):
        groups = Counter(g for g in part["group"] if g != "not enough")
        group, n = groups.most_common(1)[0] if groups else ("not enough", 0)
        judged = sum(groups.values())
        share = n / judged if judged else 0.0
        rows.append(
            (claim_id, group, share, judged / len(part), bool(judged) and share < STABLE_SHARE)
        )
    return pd.DataFrame(rows, columns=["claim_id", "group", "share", "judged", "fragile"])


def _verdicts(known: Known) -> Iterator[dict[str, object]]:
    findings = admitted_findings(known)
    for claim in known.claims.to_dict("records"):
        day = min(known.as_of, claim["horizon"]) if claim["horizon"] else known.as_of
        counting = in_force(findings[claim["claim_id"]], day)
        for independence, weights in itertools.product(INDEPENDENCE, WEIGHTS):
            sums = tally(counting, independence, weights)
            verdict = (
                forecast_verdict(sums.p, sums.enough, known.as_of, claim["horizon"])
                if claim["horizon"]
                else verdict_for(sums.p, sums.enough)
            )
            yield {
                "claim_id": claim["claim_id"],
                "independence": independence,
                "weights": weights,
                "verdict": str(verdict),
                "group": GROUPS[Verdict(verdict)],
            }
