"""Views for exploring: HTML from plain tables, the same in a notebook, an app and a browser."""

import html
from collections.abc import Mapping, Sequence

from helpers.display import fragments
from helpers.display.words import capital, count, join
from helpers.judgement.courses import turns
from helpers.judgement.docket import UNCHANGED, Changes, Docket, judge_docket
from helpers.judgement.judging import Judgement
from helpers.ledger.dates import long_date
from helpers.parameters import ReportParameters
from helpers.sections.explore import tables


def claims_view(
    judgements: Sequence[Judgement], before: Mapping[str, Judgement], as_of: str
) -> str:
    """Return the verdicts on some claims, with those that have moved marked."""
    rows = tables.board_rows(judgements, before)
    moved = [r["claim_id"] for r in rows if r["was"]]
    said = (
        f"{capital(count(len(moved), 'verdict'))} of {len(rows)} moved from what stood at the"
        f" outset: {join(moved)}."
        if moved
        else f"All {len(rows)} verdicts are what they were at the outset."
    )
    caption = f"Claims and verdicts as of {long_date(as_of)}"
    return _framed(f"<p role='status'>{said}</p>{fragments.board(rows, caption)}")


def claim_view(
    docket: Docket, claim_id: str, parameters: ReportParameters, changes: Changes = UNCHANGED
) -> str:
    """Return all there is to one claim: verdict, history, findings, what would turn it.

    Args:
        docket: one that covers the days up to `parameters.as_of`.
        claim_id: the claim.
        parameters: the day, the grades, whose voice counts and how.
        changes: what if.
    """
    judged = judge_docket(docket, parameters, changes)
    if claim_id not in judged:
        return _framed(f"<p>{claim_id} had not been made by {long_date(parameters.as_of)}.</p>")
    j = judged[claim_id]
    plain = judge_docket(docket, parameters) if changes != UNCHANGED else judged
    rows = tables.finding_rows(docket, claim_id, parameters, changes)
    listed = fragments.findings(rows, f"{capital(count(len(rows), 'finding'))} admitted")
    return _framed(
        f"<h3>{claim_id}: {html.escape(j.text)}</h3>"
        f"<p>{html.escape(f'Test: {j.test}')}</p>"
        + fragments.board(tables.board_rows([j], plain), _caption(j, parameters))
        + _how_sure(j)
        + (_history(docket, claim_id, parameters, changes) if docket.first < docket.last else "")
        + _turning(docket, claim_id, parameters, changes)
        + (listed if rows else "<p>No finding is admitted under these choices.</p>")
    )


def history_view(
    docket: Docket, claim_id: str, parameters: ReportParameters, changes: Changes = UNCHANGED
) -> str:
    """Return how the share and the word of a claim went up to the day of the report.

    Args:
        docket: one that covers the days from the claim's first on.
        claim_id: the claim.
        parameters: all but the day hold for every day.
        changes: what if.
    """
    return _framed(_history(docket, claim_id, parameters, changes))


def _caption(j: Judgement, parameters: ReportParameters) -> str:
    day = parameters.as_of
    if j.horizon and day >= j.horizon:
        return f"As of {long_date(day)}, judged at its horizon, {long_date(j.horizon)}"
    return f"As of {long_date(day)}"


def _how_sure(j: Judgement) -> str:
    if j.reasons:
        return f"<p>Confidence is {j.confidence}; lowered by: {join(j.reasons)}.</p>"
    return f"<p>Confidence is {j.confidence}; nothing lowers it.</p>"


def _history(docket: Docket, claim_id: str, parameters: ReportParameters, changes: Changes) -> str:
    found = tables.steps(docket, claim_id, parameters, changes)
    if not found:
        return ""
    said = fragments.history_in_words(turns(found))
    drawn = fragments.history(found, parameters.as_of, said)
    return f"<h4>History</h4>{drawn}<p>{capital(said)}.</p>"


def _turning(docket: Docket, claim_id: str, parameters: ReportParameters, changes: Changes) -> str:
    (up, down), origins, alone = tables.flips(docket, claim_id, parameters, changes)
    said = [
        f"Weight {side} to the next word: {'none can do it' if w is None else f'{w:.2f}'}."
        for side, w in (("for", up), ("against", down))
    ]
    names = {s.origin: s.origin_name for s in docket.sources.values()}
    lost = join(sorted((names[o] for o in origins), key=str.casefold))
    said.append(f"Origins without which the word would be another: {lost or 'none'}.")
    said.append(f"Findings without which it would be another: {join(alone) or 'none'}.")
    return f"<h4>What would turn it</h4>{fragments.listed(map(html.escape, said))}"


def _framed(content: str) -> str:
    return f'<div class="treaty">{content}</div>'
