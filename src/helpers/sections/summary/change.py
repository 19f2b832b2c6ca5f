"""What changed between the signing and the day of the report."""

import pandas as pd

from helpers.display.bundles import figure, note, table
from helpers.display.timelines import lanes as draw_lanes
from helpers.display.words import capital, count, num
from helpers.judgement.claims import judge_on
from helpers.ledger.dates import long_date, months_between
from helpers.parameters import EARLIEST_AS_OF
from helpers.sections.briefing import Briefing
from helpers.sections.chronicle import by_month, choose, describe
from helpers.sections.prose import cite, nothing_public
from helpers.sections.summary.answer import TITLES

LANES = {
    "Treaty": "clauses",
    "United States": "united_states",
    "Middle East": "middle_east",
    "Ukraine": "ukraine",
    "Caucasus": "caucasus",
    "Energy": "energy",
}
ACCOUNTS = (
    ("trade_rus_irn_turnover_rus", "IRN-RUS", "Trade, Russian account"),
    ("trade_rus_irn_turnover_irica", "IRN-RUS", "Trade, Iranian account"),
    ("iran_oil_exports_monthly_kpler", "IRN", "Iranian oil exports, Kpler"),
    ("iran_oil_exports_monthly_vortexa", "IRN", "Iranian oil exports, Vortexa"),
    ("instc_volume_total", "INSTC", "Freight of the North-South corridor"),
    ("drones_launched_uaf", "RUS->UKR", "Drones launched at Ukraine in a month"),
    ("brent_spot_daily", "World", "Brent, last day known"),
    ("irr_per_usd_market_mean", "IRN", "Rial per dollar, free market"),
    ("iran_heu60_stock", "IRN", "Uranium enriched up to 60 per cent"),
    ("eu_rus_vessels_cumulative", "EU->RUS", "Ships listed by the European Union"),
)
"""Series, entity (the first that the series has, if this one is absent) and words for the table."""

SEVERAL_VOICES = frozenset({"trade_rus_irn_turnover_rus", "instc_volume_total"})
"""Series in which several officials and bodies speak: there an account is one origin."""

TWO_ACCOUNTS = "two accounts"


def chronicle_of_all(report: Briefing) -> None:
    """Show the best attested events since the signing, one lane per field."""
    chosen = _best_attested(report)
    if chosen.empty:
        nothing_public(report, "what followed the signing")
        return
    every = report.known.events
    since = every[every["date"] > report.signed]
    months = max(1, months_between(report.signed, report.as_of))
    figure(
        draw_lanes(
            chosen.assign(label=chosen["title"])[["date", "when", "lane", "label"]],
            as_of=report.as_of,
            order=list(LANES),
            marks=report.treaty_days,
            first=report.signed,
        ),
        label="summary-chronicle",
        title=(
            f"{capital(count(len(since), 'dated event'))} in {count(months, 'month')} since the"
            " signing"
        ),
        subtitle=(
            f"Drawn: {len(chosen)} of them, with most and best sources, at most"
            f" {report.parameters.events_per_lane} of each field"
        ),
        caption=(
            "What follows the signing is not thereby caused by it. The tables of events in the"
            f" sections list all. {by_month(chosen)}".strip()
        ),
        alt=f"Timeline with {count(len(LANES), 'lane')}. {describe(chosen)}",
        source=cite([k for keys in chosen["keys"] for k in keys]),
        data=chosen.assign(date=chosen["when"])[["event_id", "date", "lane", "title"]],
    )


def _best_attested(report: Briefing) -> pd.DataFrame:
    """Return events since the signing, the best of each field, with the column lane added."""
    most, parts = report.parameters.events_per_lane, []
    for lane, section in LANES.items():
        rows = report.events(section=section)
        rows = rows[rows["date"] > report.signed]
        if len(rows):
            parts.append(choose(report, rows, most).assign(lane=lane))
    return pd.concat(parts) if parts else pd.DataFrame()


def before_after(report: Briefing) -> None:
    """Show, line by line, the last value known before the signing and the last known now."""
    rows = [
        row for series, entity, words in ACCOUNTS if (row := _line(report, series, entity, words))
    ]
    if not rows:
        nothing_public(report, "the numbers of this table")
        return
    table(
        pd.DataFrame(rows),
        label="summary-before-after",
        title=f"{capital(count(len(rows), 'line'))} of numbers, before the signing and now",
        caption=(
            "Accounts are not joined: where the two values of a line come from two accounts, no"
            " change is given. Wars, prices and seasons lie between the two values: a difference is"
            " no effect of the treaty."
        ),
        kinds={"Before": "number", "Now": "number", "Change": "number", "Source": "markdown"},
    )


def _line(report: Briefing, series: str, entity: str, words: str) -> dict[str, str] | None:
    rows = report.figures.of(series)
    if rows.empty:
        return None
    rows = rows[
        rows["entity"] == (entity if entity in set(rows["entity"]) else rows["entity"].iloc[0])
    ]
    before, now = rows[rows["end"] <= report.signed], rows[rows["end"] > report.signed]
    old = before.iloc[-1] if len(before) else None
    new = now.iloc[-1] if len(now) else None
    if old is None and new is None:
        return None
    keys = [r["key"] for r in (old, new) if r is not None]
    return {
        "What": words,
        "Unit": report.figures.unit(series),
        "Before": "" if old is None else f"{num(old['value'])} ({old['period']})",
        "Now": "none known" if new is None else f"{num(new['value'])} ({new['period']})",
        "Change": "" if old is None or new is None else _change(report, series, old, new),
        "Source": cite(keys),
    }


def _change(report: Briefing, series: str, old: pd.Series, new: pd.Series) -> str:
    """Return the change of a value in per cent, if both values are of one account."""
    origin = report.ledger.sources.set_index("source_id")["origin"]
    if series in SEVERAL_VOICES and origin[old["source_id"]] != origin[new["source_id"]]:
        return TWO_ACCOUNTS
    return f"{100 * (new['value'] / old['value'] - 1):+.0f} %" if old["value"] else ""


def verdicts_moved(report: Briefing) -> None:
    """Show the claims whose verdict group differs from that of the first day."""
    if report.as_of == EARLIEST_AS_OF:
        note("This is the first day on which the claims could be tested: nothing can have moved.")
        return
    first = judge_on(report.ledger, report.parameters, EARLIEST_AS_OF)
    moved = [(first[c], j) for c, j in report.judgements.items() if first[c].group != j.group]
    rows = [
        {
            "Claim": f"**{j.claim_id}** {j.text}",
            "Section": TITLES[j.section],
            f"On {long_date(EARLIEST_AS_OF)}": str(old.verdict),
            f"On {long_date(report.as_of)}": str(j.verdict),
            "Findings then and now": f"{old.n_evidence} → {j.n_evidence}",
        }
        for old, j in moved
    ]
    if not rows:
        note(f"No verdict has changed its group since {long_date(EARLIEST_AS_OF)}.")
        return
    columns = list(rows[0])
    table(
        pd.DataFrame(rows),
        label="summary-moved",
        title=(
            f"{capital(count(len(rows), 'verdict'))} of {len(report.judgements)} have changed their"
            " group since the first day"
        ),
        caption=(
            "The first day is the earliest on which the news analysis can have appeared. The claims"
            " stayed the same; what was known grew."
        ),
        kinds={"Claim": "markdown", columns[2]: "verdict", columns[3]: "verdict"},
        interactive=True,
    )
