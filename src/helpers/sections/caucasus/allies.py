"""Whether Russia and Iran act together here: each act coded joint, parallel or apart."""

import math

import pandas as pd

from helpers.display.bundles import figure, say, table
from helpers.display.timelines import lanes
from helpers.display.words import capital, count, number_word, percent
from helpers.sections.briefing import Briefing
from helpers.sections.caucasus.words import cited, groups, told
from helpers.sections.chronicle import describe
from helpers.sections.prose import nothing_public

KINDS = ("joint", "parallel", "apart")
LEAST = 10
"""Acts below which a share is not given."""

Z90 = 1.645
"""Standard normal quantile of a 90 % interval."""


def coded(report: Briefing) -> pd.DataFrame:
    """Return the coded acts that were public, oldest first: event columns, `code`, `why`."""
    coding = report.ledger.event_coding
    coding = report.known.timely(coding[coding["table"] == "allies"]).set_index("event_id")
    rows = report.events()
    rows = rows[rows["event_id"].isin(coding.index)].sort_values("date")
    ids = rows["event_id"]
    return rows.assign(code=ids.map(coding["code"]), why=ids.map(coding["note"]))


def wilson(hits: int, n: int, z: float = Z90) -> tuple[float, float]:
    """Return the score interval of a share.

    Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
    American Statistical Association 22 (1927).

    Example:
        >>> [round(v, 2) for v in wilson(4, 16)]
        [0.12, 0.45]
    """
    p, square = hits / n, z * z
    middle = (p + square / (2 * n)) / (1 + square / n)
    half = z * math.sqrt(p * (1 - p) / n + square / (4 * n * n)) / (1 + square / n)
    return middle - half, middle + half


def acts(report: Briefing) -> None:
    """Show the acts of Russia and Iran in the region, in three lanes."""
    rows = coded(report)
    if rows.empty:
        nothing_public(report, "acts of Russia and Iran in the region since the signing")
        return
    n = {kind: int((rows["code"] == kind).sum()) for kind in KINDS}
    drawn = rows.assign(lane=rows["code"], label=rows["title"])
    figure(
        lanes(
            drawn[["date", "lane", "label"]],
            as_of=report.as_of,
            order=list(KINDS),
            marks=report.treaty_days,
            first=report.signed,
        ),
        label="caucasus-joint",
        title=f"Of {count(len(rows), 'act')} since the signing, {number_word(n['joint'])} "
        f"{'was' if n['joint'] == 1 else 'were'} joint, {number_word(n['parallel'])} parallel "
        f"and {number_word(n['apart'])} apart",
        subtitle="Acts and stated positions of Russia or Iran in the region, by day",
        caption="Joint: both took part. Parallel: the same line, each for itself. Apart: one "
        "alone, or two different lines. Coded by this project from the events held; the table "
        "gives the reason for each.",
        alt=describe(drawn),
        source=cited(rows),
        data=rows[["event_id", "date", "title", "code", "why"]],
    )
    say(share_sentence(n["joint"], len(rows)))


def share_sentence(joint: int, n: int) -> str:
    """Return the share of joint acts with its interval, or that they are too few."""
    if n < LEAST:
        return (
            f"With {count(n, 'coded act')} a share would say little; none is given below "
            f"{number_word(LEAST)}."
        )
    low, high = wilson(joint, n)
    return (
        f"{capital(percent(joint / n))} of the coded acts were joint. Were they a random draw of "
        f"all such acts, which they are not, the 90 per cent interval would run from "
        f"{percent(low)} to {percent(high)}."
    )


def positions(report: Briefing) -> None:
    """Show each coded act with its code, the reason and the sources."""
    rows = coded(report)
    if rows.empty:
        return
    rows = rows.assign(place=rows["code"].map(KINDS.index)).sort_values(["place", "date"])
    on_route = rows.loc[rows["topic"] == "corridor", "code"]
    apart = int((on_route == "apart").sum())
    title = f"{capital(count(len(rows), 'act'))}, none of them on a route"
    if len(on_route):
        verb = "was" if len(on_route) == 1 else "were"
        title = f"Of {count(len(on_route), 'act')} on routes, {number_word(apart)} {verb} apart"
    table(
        pd.DataFrame(
            {"Date": list(rows["date"]), "Act": told(rows), "Why so coded": list(rows["why"])}
        ),
        label="caucasus-positions",
        title=title,
        caption="A reader who codes an act otherwise can change the table of codes and rerun.",
        kinds={"Date": "date", "Act": "markdown"},
        groups=groups(list(rows["code"]), dict(zip(KINDS, KINDS, strict=True))),
        row_header=False,
    )
