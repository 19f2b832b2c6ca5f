"""The dossier of each claim: its course, every finding, both sides, and what would turn it."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from helpers.display.words import join, minus
from helpers.judgement.claims import admitted_findings, all_evidence, judge
from helpers.judgement.confidence import REASONS
from helpers.judgement.courses import Course, steps
from helpers.judgement.flips import word_with_weight, word_without_origin
from helpers.judgement.grading import weight
from helpers.judgement.judging import Judgement
from helpers.judgement.multiverse import multiverse, stability
from helpers.judgement.multiverse.universe import universe
from helpers.judgement.multiverse.ways import WAYS, product
from helpers.judgement.verdicts import STANCE_ORDER, Finding, Stance, Verdict
from helpers.ledger.dates import long_date
from helpers.ledger.views import Known, named
from helpers.sections.steadiness import told

OTHERWISE = {
    "min_reliability": "only sources graded {} or better counted",
    "min_credibility": "only findings of credibility {} or better counted",
    "include_party_media": {
        True: "state media of the parties counted",
        False: "state media of the parties did not count",
    },
    "independence": {
        "origin": "findings of one origin counted once",
        "publisher": "findings of one publisher counted once",
        "none": "every finding counted for itself",
    },
    "weights": "weights were {}",
    "coder": {
        "first": "the first coder's reading counted",
        "second": "the second coder's reading counted",
        "agreed": "only what both coders read alike counted",
    },
    "count_indicators": {
        True: "computed findings counted",
        False: "computed findings were left out",
    },
}
"""How another choice on an axis is told."""

SIDES = {Stance.SUPPORTS: "for", Stance.CONTRADICTS: "against"}


def dossiers(known: Known, courses: Mapping[str, Course]) -> list[dict[str, Any]]:
    """Return what there is to tell of each claim, as plain values, in the claims' order.

    Args:
        known: the evidence under the parameters of the edition.
        courses: of the same parameters, by claim_id.

    Returns:
        The record of `claims.json` with `group`, `test`, `horizon`, `since_then`;
        `why`: the reasons for less confidence in words; `course`: [day, share, verdict];
        `findings`: rows; `sides`: the heaviest counted finding for and against, or None; `turns`:
        what would give another verdict, each to follow "if", and that verdict; `ways`: how it
        reads in the ways of counting, in words.
    """
    judgements, rows = judge(known), all_evidence(known)
    own = {str(claim): part for claim, part in rows.groupby("claim_id")}
    findings = {
        claim_id: finding_rows(own.get(claim_id, rows[:0]), j, known.parameters.weights)
        for claim_id, j in judgements.items()
    }
    stable = stability(multiverse(known), {c: j.group for c, j in judgements.items()})
    admitted, otherwise = admitted_findings(known), turned_by_choice(known)
    return [
        _verdict(j)
        | {
            "course": steps(courses[claim_id]),
            "findings": findings[claim_id],
            "sides": both_sides(findings[claim_id]),
            "turns": [
                *turned_by_evidence(known, j, admitted[claim_id]),
                *otherwise[claim_id],
            ],
            "ways": told(stable[claim_id]),
        }
        for claim_id, j in judgements.items()
    ]


def _verdict(j: Judgement) -> dict[str, Any]:
    """Return the record of `claims.json` and what else a page tells of the verdict."""
    return j.record() | {
        "group": j.group,
        "test": j.test,
        "horizon": j.horizon,
        "since_then": "" if j.since_then in (None, j.verdict) else str(j.since_then),
        "why": [REASONS[r] for r in j.reasons],
    }


def finding_rows(rows: pd.DataFrame, j: Judgement, scheme: str) -> list[dict[str, Any]]:
    """Return the findings on a claim, those for it first, the heaviest first.

    Args:
        rows: admitted findings on the claim.
        j: the judgement on it.
        scheme: the weights in use.
    """
    counted = set(j.counted)
    out = [
        {
            "id": r["evidence_id"],
            "finding": minus(r["finding"]),
            "stance": r["stance"],
            "bears_on": r["bears_on"],
            "known_on": r["known_on"],
            "exact": r["known_on_precision"] == "day",
            "key": r["key"],
            "grade": f"{r['reliability']}{int(r['credibility'])}",
            "weight": weight(r["reliability"], int(r["credibility"]), scheme),
            "counted": r["evidence_id"] in counted,
            "party": r["party"],
        }
        for r in rows.to_dict("records")
    ]
    return sorted(
        out,
        key=lambda r: (
            not r["counted"], STANCE_ORDER[r["stance"]], -r["weight"], r["known_on"], r["id"],
        ),
    )  # fmt: skip


def both_sides(findings: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]] | None:
    """Return the heaviest counted finding for and that against, or None if a side has none."""
    counted = [f for f in findings if f["counted"]]
    pro, con = (
        max(
            (f for f in counted if f["stance"] == stance),
            key=lambda f: (f["weight"], f["known_on"]),
            default=None,
        )
        for stance in ("supports", "contradicts")
    )
    return [pro, con] if pro is not None and con is not None else None


def turned_by_evidence(known: Known, j: Judgement, findings: Iterable[Finding]) -> list[str]:
    """Return which weight, or the loss of which origin, would give which other word."""
    if j.p is None or j.group in ("open", "not enough"):
        return []
    by = f", public by {long_date(j.horizon)}," if j.horizon else ""
    said = [
        f"further findings {SIDES[side]} it{by} came in with a weight of {w:.2f}: *{word}*"
        for side, w, word in word_with_weight(j)
    ]
    lost: dict[Verdict, list[str]] = {}
    for origin, word in word_without_origin(findings, j, known.parameters).items():
        lost.setdefault(word, []).append(origin)
    return said + [
        f"the findings of {join(named(known.ledger, lost[word]), 'or')} were withdrawn: *{word}*"
        for word in Verdict
        if word in lost
    ]


def turned_by_choice(known: Known) -> dict[str, list[str]]:
    """Return, by claim, which single other choice of how to count would change its word."""
    parameters = known.parameters
    sets = pd.concat([product({axis: WAYS[axis]}, parameters) for axis in WAYS], ignore_index=True)
    words = universe(known.ledger, sets).verdict_words()
    choices = [
        next((_told(x, made[x]) for x in WAYS if made[x] != getattr(parameters, x)), "")
        for made in sets.to_dict("records")
    ]
    return {
        claim_id: [
            f"{choice}: *{word}*"
            for choice, word in zip(choices, words[claim_id], strict=True)
            if choice and word != str(j.verdict)
        ]
        for claim_id, j in judge(known).items()
    }


def _told(axis: str, value: Any) -> str:
    words = OTHERWISE[axis]
    return words.format(value) if isinstance(words, str) else words[value]  # type: ignore[index]
