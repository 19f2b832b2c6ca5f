"""Whether Russia and Iran act together here: each act coded joint, parallel or apart."""

import pandas as pd

from helpers.display.bundles import figure, say, table
from helpers.display.timelines import lanes
from helpers.display.words import capital, count, number_word, percent
from helpers.judgement.indicators.caucasus.coding import LEAST, coded_events
from helpers.judgement.indicators.statistics import share
from helpers.sections.briefing import Briefing
from helpers.sections.caucasus.words import cited, groups, told
from helpers.sections.chronicle import describe
from helpers.sections.prose import nothing_public

KINDS = ("joint", "parallel", "apart")


def coded(report: Briefing) -> pd.DataFrame:
    """Return the coded acts that were public, oldest first: event columns, `code`, `why`."""
    return coded_events(report.known, "allies")


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
            drawn[["date", "when", "lane", "label"]],
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
    _, low, high = share(joint, n)
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
    on_route = rows["topic"] == "corridor"
    table(
        pd.DataFrame(
            {
                "Date": list(rows["when"]),
                "Act": told(rows),
                "On a route": ["yes" if route else "" for route in on_route],
                "Why so coded": list(rows["why"]),
            }
        ),
        label="caucasus-positions",
        title=_positions_title(rows["code"], rows.loc[on_route, "code"]),
        caption="A reader who codes an act otherwise can change the table of codes and rerun.",
        kinds={"Date": "date", "Act": "markdown"},
        groups=groups(list(rows["code"]), dict(zip(KINDS, KINDS, strict=True))),
        row_header=False,
    )


def _positions_title(codes: pd.Series, on_route: pd.Series) -> str:
    """Return how many of all acts, and of those on a route, were apart."""
    apart, here = (int((c == "apart").sum()) for c in (codes, on_route))
    text = f"Of {count(len(codes), 'act')} {number_word(apart)} {'was' if apart == 1 else 'were'}"
    if on_route.empty:
        return f"{text} apart; none was on a route"
    return f"{text} apart; of the {number_word(len(on_route))} on a route, {number_word(here)}"
