"""The answer in five sentences, and the scoreboard of all claims."""

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from helpers.display import charts
from helpers.display.bundles import box, figure, table
from helpers.display.scoreboard import scoreboard as draw_scoreboard
from helpers.display.style import VERDICT_GROUPS
from helpers.display.words import capital, count, join, num, number_word
from helpers.judgement.claims import Judgement
from helpers.judgement.multiverse import combinations, stability
from helpers.judgement.verdicts import BANDS, Verdict
from helpers.ledger.dates import long_date
from helpers.sections.answers import as_of_line, confidence_sentence
from helpers.sections.briefing import Briefing

TITLES = {
    "background": "Background",
    "clauses": "Clauses",
    "united_states": "United States",
    "middle_east": "Middle East",
    "ukraine": "Ukraine",
    "caucasus": "Caucasus",
    "energy": "Energy",
    "outlook": "Outlook",
}
GROUPS = ("holds", "mixed", "fails", "open", "not enough")
LEAST_JUDGED = 3
"""An area is named as standing out only if at least this many of its claims were judged."""


def five_sentences(report: Briefing) -> None:
    """Show the answer: the text, the present, the forecasts, the disputed, Washington."""
    js = list(report.judgements.values())
    parts = [
        on_the_text(report, [j for j in js if j.section == "clauses" and j.kind == "fact"]),
        on_the_present(
            [j for j in js if j.kind != "forecast" and j.section not in ("clauses", "outlook")]
        ),
        on_the_forecasts(report, [j for j in js if j.kind == "forecast"]),
        on_the_disputed(report, js),
        on_washington(report),
    ]
    text = " ".join(parts) + "\n\n" + confidence_sentence(js) + "\n\n" + as_of_line_of_all(report)
    box("The answer in five sentences", text, label="summary")


def as_of_line_of_all(report: Briefing) -> str:
    """Return the day and the grades, for the findings of all sections."""
    rows, own = report.findings, as_of_line(report)
    head, _, tail = own.partition(", from ")
    rest = tail.partition(", graded ")[2]
    return (
        f"{head}, from {count(len(rows), 'finding')} of"
        f" {count(rows['origin'].nunique(), 'independent origin')}, graded {rest}"
    )


def on_the_text(report: Briefing, claims: list[Judgement]) -> str:
    """Return the sentence on what the treaty says, and its status."""
    groups = Counter(j.group for j in claims)
    if not any(j.n_evidence for j in claims):
        return "No evidence on the text passes the grades chosen."
    if groups["not enough"] == len(claims):
        return (
            f"On this day the findings on the text were too few to judge any of {len(claims)}"
            " claims."
        )
    rest = groups["mixed"] + groups["not enough"]
    said = (
        f"Of {count(len(claims), 'claim')} about what the treaty says,"
        f" {number_word(groups['holds'])} hold, {number_word(groups['fails'])} do not and"
        f" {number_word(rest)} stay open"
    )
    status = (
        f"is in force since {long_date(report.in_force)}"
        if report.in_force
        else "is signed but not in force"
    )
    return f"{said}; the treaty {status} ([Clauses](02_clauses.ipynb))."


def on_the_present(claims: list[Judgement]) -> str:
    """Return the sentence on facts and assessments outside the text."""
    n, groups = len(claims), Counter(j.group for j in claims)
    if groups["not enough"] > n / 2:
        return (
            f"For most of the {n} claims about facts and judgements there is not enough evidence"
            f" yet ({groups['not enough']})."
        )
    for group, verb in (("holds", "hold"), ("fails", "do not hold")):
        if groups[group] > n / 2:
            area = least_area(claims, group)
            return f"Most claims about facts and judgements {verb} ({groups[group]} of {n}){area}."
    return (
        f"On facts and judgements the picture is split: {groups['holds']} of {n} claims hold,"
        f" {groups['fails']} do not, {groups['mixed']} are mixed and {groups['not enough']} lack"
        " evidence."
    )


def least_area(claims: list[Judgement], group: str) -> str:
    """Return ", least so on X" for the area whose share in a group is lowest by a fifth or more."""
    shares = {}
    for section in {j.section for j in claims}:
        judged = [
            j for j in claims if j.section == section and j.group in ("holds", "mixed", "fails")
        ]
        if len(judged) >= LEAST_JUDGED:
            shares[section] = sum(j.group == group for j in judged) / len(judged)
    whole = sum(j.group == group for j in claims) / len(claims)
    section = min(shares, key=lambda s: (shares[s], s), default="")
    return (
        f", least so on the {TITLES[section]}" if section and shares[section] <= whole - 0.2 else ""
    )


def on_the_forecasts(report: Briefing, claims: list[Judgement]) -> str:
    """Return the sentence on the forecasts, before or from their horizon."""
    if report.as_of < report.horizon:
        known = [j for j in claims if j.p is not None and (j.support + j.against) >= 1]
        until = f"All {count(len(claims), 'forecast')} are open until {long_date(report.horizon)}"
        if not known:
            return f"{until}, and nothing that bears on them weighs enough yet."
        toward = sum((j.p or 0) >= 0.5 for j in known)
        return (
            f"{until}; so far the findings lean towards {number_word(toward)} of them and against"
            f" {number_word(len(known) - toward)}."
        )
    groups = Counter(j.verdict for j in claims)
    turned = sum(bool(j.since_then) and j.since_then is not j.verdict for j in claims)
    since = (
        f"; since then the findings on {number_word(turned)} of them have turned" if turned else ""
    )
    return (
        f"Of {count(len(claims), 'forecast')} {number_word(groups[Verdict.CAME_TRUE])} came true by"
        f" {long_date(report.horizon)}, {number_word(groups[Verdict.PARTLY])} in part,"
        f" {number_word(groups[Verdict.DID_NOT])} did not and"
        f" {number_word(groups[Verdict.CANNOT_JUDGE])} cannot be judged{since}."
    )


def on_the_disputed(report: Briefing, claims: list[Judgement]) -> str:
    """Return the sentence on the most disputed claim and on how many verdicts are fragile."""
    j = max(claims, key=lambda c: (min(c.support, c.against), c.n_origins))
    if min(j.support, j.against) == 0:
        return "No claim has findings on both sides under these grades."
    stable = stability(report.universe)
    judged = stable[stable["judged"] > 0]
    return (
        f"Most disputed is {j.claim_id}, \u201c{j.text.rstrip('.')}\u201d, with a weight of"
        f" {num(j.support, 1)} for it and {num(j.against, 1)}"
        f" against; counted otherwise, in {combinations()} ways,"
        f" {number_word(int(judged['fragile'].sum()))} of {len(judged)} verdicts change"
        " ([Methods](08_methods.ipynb))."
    )


def on_washington(report: Briefing) -> str:
    """Return the sentence on the article's own conclusion and on where pressure went."""
    x1, x2 = report.judgements["X1"], report.judgements["X2"]
    first = {
        "holds": (
            "The article's own conclusion, that both shake hands with their eyes on Washington,"
            " holds"
        ),
        "mixed": "Whether both capitals looked to Washington rather than to each other is mixed",
        "fails": (
            "That both capitals looked to Washington rather than to each other is not borne out"
        ),
        "not enough": (
            "Whether both capitals looked to Washington rather than to each other cannot be judged"
            " on this day"
        ),
    }[x1.group]
    second = {
        "came true": "the pressure it foresaw did reach China",
        "came true in part": "the pressure it foresaw reached China in part",
        "did not come true": "the pressure it foresaw did not reach China",
        "still open": f"whether pressure reaches China is open until {long_date(x2.horizon)}",
    }.get(str(x2.verdict), "how far American pressure reaches beyond allies stays open")
    return f"{first}; {second}."


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
