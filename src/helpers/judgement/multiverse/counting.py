"""The rule on arrays: who is admitted, what weighs on each side, and the word that it gives."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from helpers.judgement.grading import SCHEMES, weight
from helpers.judgement.multiverse.rows import LETTERS, STANCES, Rows
from helpers.judgement.verdicts import (
    BANDS,
    FORECAST_BANDS,
    LEAST_WEIGHT,
    PRIOR,
    TOLERANCE,
    Verdict,
    sides,
)

WORDS = tuple(Verdict)
"""Verdicts by number, as arrays hold them."""

NOT_MADE = -1
"""Stands for the verdict on a claim that had not been made."""

CELLS = 2_000_000
"""Sets times findings that are looked at in one piece: it bounds memory, not the result."""

UNJUDGED = (LETTERS.index("F"), 6)
SHARES = np.array([sides(stance, 1.0) for stance in STANCES])
"""What a finding of weight one adds for and against, by stance."""

AMOUNTS = {
    scheme: np.array([[0.0] + [weight(a, n, scheme) for n in range(1, 7)] for a in LETTERS])
    for scheme in SCHEMES
}
"""Weight by letter and digit, by scheme."""


def admitted(rows: Rows, sets: pd.DataFrame) -> np.ndarray:
    """Return a table sets x findings: whether a set of choices admits a finding.

    Args:
        rows: findings.
        sets: columns min_reliability, min_credibility, include_unjudged, include_party_media,
            count_indicators.
    """
    letter_floor = sets["min_reliability"].map(LETTERS.index).to_numpy()[:, None]
    digit_floor = sets["min_credibility"].to_numpy(np.int64)[:, None]
    unjudged, media, indicators = (
        sets[c].to_numpy(bool)[:, None]
        for c in ("include_unjudged", "include_party_media", "count_indicators")
    )
    f, six = rows.letter == UNJUDGED[0], rows.digit == UNJUDGED[1]
    letter_ok = np.where(f, unjudged, rows.letter <= letter_floor)
    digit_ok = np.where(six, unjudged, rows.digit <= digit_floor)
    return letter_ok & digit_ok & (media | ~rows.party_media) & (indicators | ~rows.computed)


def weigh(
    rows: Rows, who: np.ndarray, independence: str, scheme: str, *, n_claims: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return the weight for and against, sets x claims.

    Of each stance and origin (or publisher) the heaviest counts; of equally heavy ones the rule
    takes the first id, which changes no sum.

    Args:
        rows: findings, sorted by claim.
        who: the table of `admitted`.
        independence: `origin`, `publisher`, or `none`.
        scheme: the weights.
        n_claims: number of claims.
    """
    amounts, claim, stance = AMOUNTS[scheme][rows.letter, rows.digit], rows.claim, rows.stance
    if not len(claim):
        return np.zeros((len(who), n_claims)), np.zeros((len(who), n_claims))
    if independence == "none":
        values = who * amounts
    else:
        unit = getattr(rows, independence)
        order = np.lexsort((unit, stance, claim))
        key = np.stack([claim[order], stance[order], unit[order]])
        first = _firsts(key)
        values = np.maximum.reduceat((who * amounts)[:, order], first, axis=1)
        claim, stance = claim[order][first], stance[order][first]
    first = _firsts(claim[None, :])
    out = []
    for side in (0, 1):
        sums = np.zeros((len(who), n_claims))
        sums[:, claim[first]] = np.add.reduceat(values * SHARES[stance, side], first, axis=1)
        out.append(sums)
    return out[0], out[1]


def words(
    support: np.ndarray, against: np.ndarray, forecast: np.ndarray, due: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return verdicts, as numbers in WORDS, and shares p (NaN where nothing counts).

    Args:
        support: weight for, sets x claims.
        against: weight against, sets x claims.
        forecast: per claim, whether it is a forecast.
        due: per claim, whether its horizon is reached; true for all others.
    """
    total = support + against
    p = (PRIOR + support) / (2 * PRIOR + total)
    enough = total >= LEAST_WEIGHT - TOLERANCE
    facts = np.where(enough, _banded(p, BANDS), WORDS.index(Verdict.NOT_ENOUGH))
    outcomes = np.where(enough, _banded(p, FORECAST_BANDS), WORDS.index(Verdict.CANNOT_JUDGE))
    outcomes = np.where(due, outcomes, WORDS.index(Verdict.OPEN))
    verdicts = np.where(forecast, outcomes, facts).astype(np.int8)
    return verdicts, np.where(total > 0, p, np.nan)


def pieces(n_sets: int, n_rows: int) -> Iterator[slice]:
    """Yield slices of sets small enough that sets times findings stay within CELLS."""
    step = max(1, CELLS // max(1, n_rows))
    for start in range(0, n_sets, step):
        yield slice(start, start + step)


def _banded(p: np.ndarray, bands: tuple[tuple[float, Verdict], ...]) -> np.ndarray:
    steps = sum((p < edge - TOLERANCE).astype(np.int8) for edge, _ in bands[:-1])
    return np.array([WORDS.index(word) for _, word in bands], np.int8)[steps]


def _firsts(key: np.ndarray) -> np.ndarray:
    """Return where a new group begins in sorted columns of keys."""
    new = np.ones(key.shape[1], bool)
    new[1:] = (key[:, 1:] != key[:, :-1]).any(axis=0)
    return np.flatnonzero(new)
