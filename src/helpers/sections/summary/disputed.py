"""The strongest and the most disputed findings, how sure the report is, and what is missing."""

from collections import Counter
from typing import Any

import pandas as pd

from helpers.display import charts
from helpers.display.bundles import figure, note, say, table
from helpers.display.words import capital, count, fraction, join, num, number_word, percent
from helpers.judgement.claims import Judgement, admitted_findings
from helpers.judgement.confidence import REASONS
from helpers.judgement.flips import flip_by_origin
from helpers.judgement.multiverse import STABLE_SHARE
from helpers.ledger.dates import long_date
from helpers.sections.annex import best, quoted
from helpers.sections.briefing import Briefing
from helpers.sections.summary.answer import TITLES

KIND_GROUPS = {
    "official": "official, data",
    "dataset": "official, data",
    "academic": "research",
    "think_tank": "research",
    "wire": "wire",
    "newspaper": "press",
    "trade_press": "press",
    "state_media": "state media",
}
THIN = 2
"""A claim that rests on no more counted findings than this is listed as thin."""

LEVEL = {"high": 2, "moderate": 1, "low": 0}


def _by_standing(report: Briefing) -> list[Judgement]:
    """Return the judgements on claims that hold or fail, those that stand best first."""
    judged = [
        j for j in report.judgements.values() if j.group in ("holds", "fails") and j.p is not None
    ]
    return sorted(
        judged, key=lambda j: (-LEVEL[j.confidence], -abs((j.p or 0.5) - 0.5), -j.n_origins)
    )


def _sorted_out(
    report: Briefing,
) -> tuple[list[Judgement], list[Judgement], list[Judgement]]:
    """Return the verdicts that stand best, and those left out that would rank among them.

    Left out are fragile ones, and those that would change if a single origin were withdrawn.
    """
    findings = admitted_findings(report.known)
    kept: list[Judgement] = []
    fragile: list[Judgement] = []
    leaning: list[Judgement] = []
    for j in _by_standing(report):
        if len(kept) == report.parameters.top:
            break
        if report.stability[j.claim_id].fragile:
            fragile.append(j)
        elif flip_by_origin(findings[j.claim_id], j, report.parameters):
            leaning.append(j)
        else:
            kept.append(j)
    return kept, fragile, leaning


def strongest(report: Briefing) -> None:
    """Show the verdicts that stand best: by confidence, distance from one half, then origins."""
    kept, fragile, leaning = _sorted_out(report)
    rows = [
        {
            "Claim": f"**{j.claim_id}** {j.text}",
            "Section": TITLES[j.section],
            "Verdict": str(j.verdict),
            "Share": num(j.p or 0, 2),
            "Confidence": j.confidence,
            "Origins": j.n_origins,
            "Heaviest finding": _heaviest(report, j),
        }
        for j in kept
    ]
    if not rows:
        note("No claim holds or fails firmly on this day under these grades.")
        return
    table(
        pd.DataFrame(rows),
        label="summary-strongest",
        title=(
            f"The {count(len(rows), 'strongest verdict')}:"
            f" {sum(r['Confidence'] == 'high' for r in rows)} with high confidence"
        ),
        caption=(
            "Ranked by confidence, then by how far the share lies from one half, then by the number"
            f" of origins. {_left_out(fragile, leaning)}"
        ),
        kinds={
            "Claim": "markdown",
            "Verdict": "verdict",
            "Share": "number",
            "Heaviest finding": "markdown",
        },
    )


def _left_out(fragile: list[Judgement], leaning: list[Judgement]) -> str:
    """Return which verdicts would rank among the strongest but for a weak footing."""
    fragile_ids, leaning_ids = (join(j.claim_id for j in js) or "none" for js in (fragile, leaning))
    return (
        "Left out, though they would rank among these, are fragile verdicts, which keep their"
        f" group in fewer than {fraction(STABLE_SHARE)} of the ways of counting that yield one"
        f" ([Methods](08_methods.ipynb)): {fragile_ids}; and verdicts that would change if a"
        f" single origin were withdrawn: {leaning_ids}."
    )


def _heaviest(report: Briefing, j: Judgement) -> str:
    row = best(report, j, "supports" if (j.p or 0) >= 0.5 else "contradicts") or best(
        report, j, "qualifies"
    )
    return quoted(row) if row else ""


def two_sided(report: Briefing) -> list[tuple[Judgement, dict[str, Any], dict[str, Any]]]:
    """Return claims with findings on both sides and the heaviest of each, most weight first."""
    js = [j for j in report.judgements.values() if min(j.support, j.against) > 0]
    both = [
        (j, pro, con)
        for j in js
        if (pro := best(report, j, "supports")) and (con := best(report, j, "contradicts"))
    ]
    both.sort(
        key=lambda item: (
            -min(item[0].support, item[0].against),
            -item[0].n_origins,
            item[0].claim_id,
        )
    )
    return both


def disputed(report: Briefing) -> None:
    """Show the claims with most weight on both sides, with the best finding for and against."""
    both = two_sided(report)
    rows = [
        {
            "Claim": f"**{j.claim_id}** {j.text}",
            "Best for": quoted(pro),
            "Best against": quoted(con),
            "Weight for and against": f"{num(j.support, 1)} : {num(j.against, 1)}",
            "Verdict": str(j.verdict),
        }
        for j, pro, con in both[: report.parameters.top]
    ]
    if not rows:
        note("No claim has findings on both sides under these grades.")
        return
    table(
        pd.DataFrame(rows),
        label="summary-disputed",
        title=(
            f"{capital(count(len(both), 'claim'))} with findings on both sides; the"
            f" {num(len(rows))} with most weight on the lighter side"
        ),
        caption=(
            "A claim is disputed when good sources point both ways. A mean hides a quarrel: here"
            " are both sides at their best."
        ),
        kinds={
            "Claim": "markdown",
            "Best for": "markdown",
            "Best against": "markdown",
            "Weight for and against": "number",
            "Verdict": "verdict",
        },
    )


def origins(report: Briefing) -> None:
    """Show, by section, how many origins of which kind speak, and the share of parties."""
    section = report.known.claims.set_index("claim_id")["section"]
    rows = report.known.evidence
    rows = rows.assign(
        section=rows["claim_id"].map(section),
        group=rows["kind"].map(KIND_GROUPS).fillna("digest, blog, other"),
    )
    if rows.empty:
        note("No finding passes the grades chosen.")
        return
    counts = rows.groupby(["section", "group"])["origin"].nunique().unstack(fill_value=0)
    counts = counts.reindex(index=[s for s in TITLES if s in counts.index])
    shares = counts.div(counts.sum(axis=1), axis=0).mul(100)
    shares.index = pd.Index([TITLES[s] for s in shares.index])
    party = percent((rows["party"] != "").mean())
    figure(
        charts.shares(shares, unit="per cent of the section's origins"),
        label="summary-origins",
        title=kinds_title(shares),
        subtitle="Independent origins by kind of source, by section",
        caption="Origins are counted and not pages: a report that many repeat is one report. Of"
        f" the findings, {party} come from parties to the matter, whatever their kind.",
        alt="Largest kind by section: "
        + join(f"{s}, {r.idxmax()} ({num(r.max(), 0)} per cent)" for s, r in shares.iterrows())
        + ".",
        data=counts.reset_index(),
    )


def kinds_title(shares: pd.DataFrame) -> str:
    """Return which kind of source is the largest in most sections, and how large it is there.

    Args:
        shares: per cent of the origins, sections by kinds.
    """
    largest = shares.idxmax(axis=1)
    kind = largest.value_counts().index[0]
    part = shares.loc[largest == kind, kind]
    where = (
        "every section" if len(part) == len(shares) else f"{len(part)} of {len(shares)} sections"
    )
    low, high = num(part.min(), 0), num(part.max(), 0)
    span = f"{low} to {high}" if low != high else low
    return (
        f"Of the kinds of source “{kind}” is the largest in {where}: {span} per cent of the origins"
    )


def reasons(report: Briefing) -> None:
    """Show how often each reason lowers confidence."""
    judged = [j for j in report.judgements.values() if j.reached]
    counts = Counter(r for j in judged for r in j.reasons)
    rows = [{"Reason": r, "Meaning": words, "Claims": counts[r]} for r, words in REASONS.items()]
    rows.sort(key=lambda r: -counts[str(r["Reason"])])
    table(
        pd.DataFrame(rows),
        label="summary-reasons",
        title=(
            f"The commonest reason for less confidence: {rows[0]['Reason']} ({rows[0]['Claims']} of"
            f" {count(len(judged), 'claim')} that could be judged)"
        ),
        caption="Each reason lowers confidence by one step; a claim can have several.",
    )


def missing(report: Briefing) -> None:
    """Show which claims lack counted support or rest on little, and how current the base is."""
    rows = report.findings
    bare = [
        j.claim_id
        for j in report.judgements.values()
        if "supports" not in set(rows[rows["evidence_id"].isin(j.counted)]["stance"])
    ]
    thin = [j.claim_id for j in report.judgements.values() if len(j.counted) <= THIN]
    say(
        f"Without a counted finding in support: {join(bare) or 'none'}. Resting on"
        f" {number_word(THIN)} counted findings or fewer: {join(thin) or 'none'}. The"
        " newest finding admitted became known on"
        f" {long_date(rows['known_on'].max()) if len(rows) else 'no day'}."
    )
    newest = max(report.ledger.evidence["known_on"])
    if report.as_of > newest:
        note(
            f"The base holds no news after {long_date(newest)}; the report is not more current than"
            " that."
        )
