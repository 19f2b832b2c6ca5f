"""The scoreboard of all claims, and how they stand by section."""

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from helpers.display import charts
from helpers.display.bundles import figure, table
from helpers.display.scoreboard import scoreboard as draw_scoreboard
from helpers.display.style import VERDICT_GROUPS
from helpers.display.words import capital, count, join, num, number_word
from helpers.judgement.claims import Judgement
from helpers.judgement.verdicts import BANDS
from helpers.sections.briefing import Briefing
from helpers.sections.summary.answer import TITLES

GROUPS = ("holds", "mixed", "fails", "open", "not enough")


def scoreboard(report: Briefing) -> None:
    """Show every claim with its share, interval, verdict and confidence; its table is the twin."""
    js = list(report.judgements.values())
    groups = Counter(j.group for j in js)
    judged = sorted(
        [j for j in js if j.group in ("holds", "mixed", "fails") and j.p is not None],
        key=lambda j: -(j.p or 0),
    )
    title = (
        f"{groups['holds']} of {len(js)} claims hold at least mostly, {groups['fails']} fail, "
        f"{len(js) - groups['holds'] - groups['fails']} are mixed, open or lack evidence"
    )
    figure(
        draw_scoreboard(_board(js), TITLES, [edge for edge, _ in BANDS if edge]),
        label="summary-scoreboard",
        title=title,
        subtitle=(
            "Share of the weighed evidence for each claim, with its 90 per cent interval, by"
            " section"
        ),
        caption=(
            "The width of a bar tells how little is known. A claim without enough evidence has no"
            " dot. Claims are not of equal weight: a share of claims is no grade for the article."
            " At the right: how sure, and from how many origins."
        ),
        alt=f"{title}. " + _extremes(judged),
        data=_twin(js),
    )


def _board(js: list[Judgement]) -> list[dict[str, object]]:
    return [
        {
            "claim_id": j.claim_id,
            "section": j.section,
            "kind": j.kind,
            "short": j.text,
            "p": j.p,
            "interval": j.interval,
            "group": j.group,
            "verdict": str(j.verdict),
            "confidence": j.confidence,
            "n_origins": j.n_origins,
        }
        for j in js
    ]


def _extremes(judged: list[Judgement]) -> str:
    if not judged:
        return "No claim could be judged."
    said: Iterable[str] = (f"{j.claim_id} ({num(j.p or 0, 2)})" for j in judged[:3])
    low = join(f"{j.claim_id} ({num(j.p or 0, 2)})" for j in judged[-3:])
    return f"Highest: {join(said)}. Lowest: {low}."


def _twin(js: list[Judgement]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            j.record()
            | {
                "interval": (
                    "" if j.interval is None else f"{j.interval[0]:.3f}-{j.interval[1]:.3f}"
                ),
                "reasons": "; ".join(j.reasons),
            }
            for j in js
        ]
    )


def section_counts(report: Briefing) -> None:
    """Show how many claims of each section hold, are mixed, fail, are open or lack evidence."""
    js = list(report.judgements.values())
    rows = pd.crosstab([j.section for j in js], [j.group for j in js])
    rows = rows.reindex(index=list(TITLES), columns=list(GROUPS), fill_value=0)
    sizes = rows.sum(axis=1)
    shares = rows.div(sizes, axis=0).mul(100)
    shares.index = pd.Index([TITLES[s] for s in rows.index])
    best = shares["holds"].idxmax()
    figure(
        charts.shares(shares, unit="per cent of the section's claims", tints=VERDICT_GROUPS),
        label="summary-sections",
        title=(
            f"{best} has the largest share of claims that hold: {num(shares['holds'].max(), 0)} per"
            " cent"
        ),
        subtitle="Verdict groups by section",
        caption=(
            f"Sections hold between {number_word(int(sizes.min()))} and"
            f" {number_word(int(sizes.max()))} claims; the numbers are in the table."
        ),
        alt="Share that holds: "
        + join(f"{s} {num(v, 0)} per cent" for s, v in shares["holds"].items())
        + ".",
        data=shares.round(1).reset_index(names="section"),
    )
    shown = rows.assign(All=rows.sum(axis=1))
    shown.index = pd.Index([TITLES[s] for s in rows.index])
    shown.loc["All"] = shown.sum()
    table(
        shown.reset_index(names="Section").rename(columns={g: capital(g) for g in GROUPS}),
        label="summary-counts",
        title=f"{capital(count(len(js), 'claim'))}, by section and verdict group",
        caption=(
            "Holds: supported, mostly supported, came true. Mixed: mixed, came true in part. Fails:"
            " contradicted, mostly contradicted, did not come true."
        ),
    )
