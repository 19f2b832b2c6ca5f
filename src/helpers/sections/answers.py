"""The head of a section: the short answer, the key judgements, the claims and their verdicts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from helpers.display.bundles import box, note, say, table
from helpers.display.words import capital, count, join, num, number_word, percent
from helpers.judgement.claims import Judgement
from helpers.judgement.confidence import LEVELS, REASONS
from helpers.judgement.multiverse import combinations
from helpers.judgement.verdicts import Verdict
from helpers.ledger.dates import long_date
from helpers.parameters import ReportParameters, changed
from helpers.sections.steadiness import GROUP_PHRASE, cell

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

WIDTH_OF_SHARE = 2


def short_answer(report: Briefing, text: str = "") -> None:
    """Show the box that opens a section: the answer, then how sure, then the day and the grades."""
    paragraphs = [text or tally_sentence(report.claims), confidence_sentence(report.claims)]
    box(
        "The short answer",
        "\n\n".join([p for p in paragraphs if p] + [as_of_line(report)]),
        label=report.section,
    )


def tally_sentence(claims: list[Judgement], noun: str = "claim") -> str:
    """Return "Of eight claims, three hold, two are mixed and three lack evidence."."""
    if not claims:
        return f"No {noun} can be judged."
    return f"Of {count(len(claims), noun)}, {tallied(claims)}."


def tallied(claims: list[Judgement]) -> str:
    """Return "three hold, two are mixed and one lacks evidence", or "all hold".

    The numbers add up to all claims.
    """
    groups = Counter(j.group for j in claims)
    if len(groups) == 1 < len(claims):
        return f"{'both' if len(claims) == 2 else 'all'} {GROUP_PHRASE[claims[0].group][1]}"
    return join(
        f"{number_word(n)} {one if n == 1 else many}"
        for group, (one, many) in GROUP_PHRASE.items()
        if (n := groups[group])
    )


def confidence_sentence(claims: list[Judgement]) -> str:
    """Return how many claims rest on each level of confidence, and the commonest reason."""
    reasons = Counter(r for j in claims if j.reached for r in j.reasons)
    if not reasons:
        return levels_sentence(claims)
    reason, n = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))[0]
    why = f"It is lowered most often, {_times(n)}, because {REASONS[reason]}."
    return f"{levels_sentence(claims)} {why}"


def levels_sentence(claims: list[Judgement]) -> str:
    """Return how many of the claims that could be judged rest on each level of confidence."""
    judged = [j for j in claims if j.reached]
    if not judged:
        return ""
    levels = Counter(j.confidence for j in judged)
    parts = [f"{level} for {levels[level]}" for level in LEVELS[::-1] if levels[level]]
    whole = f"of the {len(judged)}"
    if len(parts) == 1:
        (level,) = levels
        all_of = {1: "for the one", 2: "for both"}
        parts, whole = [level], all_of.get(len(judged), f"for all {len(judged)}")
    return f"Confidence is {join(parts)} {whole} that could be judged."


def _times(n: int) -> str:
    return {1: "once", 2: "twice"}.get(n, f"{number_word(n)} times")


def as_of_line(report: Briefing) -> str:
    """Return the line that says from which day and grades a section speaks."""
    rows = report.evidence()
    p = report.parameters
    text = (
        f"As it could be known on **{long_date(p.as_of)}**, from {count(len(rows), 'finding')} of"
        f" {count(rows['origin'].nunique(), 'independent origin')}, graded"
        f" {p.min_reliability}{p.min_credibility} or better."
    )
    other = {
        k: v for k, v in changed(p).items() if k != "as_of" and k in ReportParameters.model_fields
    }
    if other:
        text += (
            " Changed from the default: "
            + "; ".join(f"`{k} = {v}`" for k, v in other.items())
            + "."
        )
    return text


def key_judgements(report: Briefing) -> None:
    """Show one item per claim, strongest first; likelihood and confidence in sentences apart."""
    order = {"holds": 0, "fails": 1, "mixed": 2, "open": 3, "not enough": 4}
    claims = sorted(report.claims, key=lambda j: (order[j.group], -abs((j.p or 0.5) - 0.5)))
    say("\n".join(f"- {judgement_sentences(j)}" for j in claims))


def judgement_sentences(j: Judgement) -> str:
    """Return a claim with its verdict, what it rests on, and how sure that is."""
    head = f"**{j.text.rstrip('.')}** ({j.claim_id}): *{j.verdict}*"
    if j.verdict is Verdict.OPEN:
        return head + ". " + _open_sentences(j)
    if j.p is None:
        return head + f", since no admitted finding bears on it{_by_horizon(j)}."
    rests = f"{percent(j.p)} of the weighed evidence is for it, from {count(j.n_origins, 'origin')}"
    edge = ", close to the edge of its band" if j.near_edge else ""
    text = f"{head}{edge}; {rests}{_by_horizon(j)}. {capital(_confidence(j))}"
    if j.since_then and j.since_then is not j.verdict:
        text += f" Read with what became known since then, it would be: *{j.since_then}*."
    return text


def claims_table(report: Briefing) -> None:
    """Show the claims of a section with verdict, share, interval, confidence and counts."""
    claims = report.claims
    rows = pd.DataFrame([_claim_row(report, j) for j in claims])
    kinds = {"Claim": "markdown", "Verdict": "verdict", "90 % interval": "number"}
    table(
        rows,
        label=f"{report.section}-claims",
        title=tally_sentence(claims),
        caption=(
            "Share is the mean of the weighed evidence for the claim, not the chance that it is"
            " true; a wide interval means that little is known. Findings are counted by stance:"
            " for, qualified, against. Claims of kind forecast are judged by what was known at"
            f" their horizon. The last column says, of {combinations()} ways of counting, which"
            " share of those that yield a verdict, whose number follows, puts the claim in the"
            " same group ([Methods](08_methods.ipynb))."
        ),
        kinds=kinds,
        interactive=True,
    )
    if any(j.since_then and j.since_then is not j.verdict for j in claims):
        note(since_then(claims))


def since_then(claims: list[Judgement]) -> str:
    """Return which forecasts would read otherwise with what became known after their horizon."""
    turned = [j for j in claims if j.since_then and j.since_then is not j.verdict]
    said = [f"{j.claim_id} would read *{j.since_then}* instead of *{j.verdict}*" for j in turned]
    return f"Since the horizon further findings have become known. With them {join(said)}."


def _claim_row(report: Briefing, j: Judgement) -> dict[str, object]:
    rows = report.evidence(j.claim_id).set_index("evidence_id")
    stances = Counter(rows.loc[list(j.counted), "stance"]) if j.counted else Counter()
    return {
        "Claim": f"**{j.claim_id}** {j.text}",
        "Kind": j.kind,
        "Verdict": str(j.verdict),
        "Share": num(j.p, WIDTH_OF_SHARE) if j.p is not None else "",
        "90 % interval": "" if j.interval is None else f"{j.interval[0]:.2f}–{j.interval[1]:.2f}",
        "Confidence": j.confidence + (f": {', '.join(j.reasons)}" if j.reasons else ""),
        "For, qualified, against": "·".join(
            str(stances[s]) for s in ("supports", "qualifies", "contradicts")
        ),
        "Origins": j.n_origins,
        f"Counted in {combinations()} ways": cell(report.stability[j.claim_id]),
    }


def _open_sentences(j: Judgement) -> str:
    until = f"It is judged on {long_date(j.horizon)}."
    if j.p is None:
        return f"{until} No outcome bearing on it is known yet."
    if not j.likelihood:
        return f"{until} What is known of its outcome weighs too little for a likelihood."
    return (
        f"{until} So far it is *{j.likelihood}* that most of the evidence will favour it."
        f" {capital(_confidence(j))}"
    )


def _by_horizon(j: Judgement) -> str:
    return f", by {long_date(j.horizon)}" if j.horizon else ""


def _confidence(j: Judgement) -> str:
    why = f" ({'; '.join(j.reasons)})" if j.reasons else ""
    return f"confidence is {j.confidence}{why}."
