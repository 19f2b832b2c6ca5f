"""Trade of the two states beside what pressure puts at stake: days of Iranian oil exports."""

import pandas as pd

from helpers.display.bundles import table
from helpers.display.words import num
from helpers.ledger.dates import long_date
from helpers.sections.briefing import Briefing
from helpers.sections.prose import nothing_public
from helpers.sections.united_states.lifelines import turnover
from helpers.sections.united_states.markets import TRACKERS, oil_counts

SCALES = ("Russian officials", "Iranian customs")
"""Accounts of trade that are set beside oil income: one of each side."""


def days_of_oil(report: Briefing) -> pd.DataFrame:
    """Return, for each count since the year before the signing, oil income a day and what it buys.

    Columns: period, tracker, kbd, price (USD a barrel), mn_a_day (USD), and per account named in
    SCALES the days of oil exports that equal its last turnover.
    """
    since = str(int(report.signed[:4]) - 1)
    counts = oil_counts(report)
    counts = counts[counts["period"] >= since]
    prices = report.figures.wide("brent_spot_monthly", "World")
    prices = prices["World"] if len(prices) else pd.Series(dtype=float)
    counts = counts[counts["period"].isin(prices.index)]
    out = pd.DataFrame(
        {"period": counts["period"], "tracker": counts["tracker"], "kbd": counts["value"]}
    )
    out["price"] = prices.reindex(counts["period"]).to_numpy()
    out["mn_a_day"] = out["kbd"] * out["price"] / 1e3
    for account, last in last_turnover(report).items():
        out[account] = 1e3 * last["value"] / out["mn_a_day"]
    return out


def last_turnover(report: Briefing) -> dict[str, pd.Series]:
    """Return the newest turnover by each account of SCALES that was public."""
    rows = turnover(report).sort_values(["end", "known_on"])
    return {a: rows[rows["account"] == a].iloc[-1] for a in SCALES if a in set(rows["account"])}


def scale_title(report: Briefing) -> str:
    """Return how many days of oil exports equal the trade of a year, or "" if not known."""
    rows, trade = days_of_oil(report), last_turnover(report)
    if rows.empty or not trade:
        return ""
    days = rows[list(trade)].to_numpy()
    low, high = days.min(), days.max()
    span = (
        f"{num(low, 0)} to {num(high, 0)} days"
        if round(low) < round(high)
        else f"{num(low, 0)} days"
    )
    return f"A year of trade of the two states equals the income of {span} of Iranian oil exports"


def trade_beside_oil(report: Briefing) -> None:
    """Tabulate how many days of oil exports, at the price of Brent, equal the trade of a year."""
    rows, trade = days_of_oil(report), last_turnover(report)
    if not (title := scale_title(report)):
        nothing_public(report, "oil income beside trade")
        return
    shown = pd.DataFrame(
        {
            "Month counted": [long_date(p) for p in rows["period"]],
            "Tracker": [TRACKERS[t][0] for t in rows["tracker"]],
            "Thousand barrels a day": rows["kbd"],
            "Brent, USD a barrel": rows["price"].round(1),
            "USD million a day": rows["mn_a_day"].round(0),
        }
    )
    for account, last in trade.items():
        shown[f"Days that equal USD {num(last['value'], 1)} bn ({account}, {last['period']})"] = (
            rows[account].round(0)
        )
    table(
        shown,
        label="united_states-scale",
        title=title,
        caption="Rate of export times the mean Brent price of the month, against the last "
        "two-way turnover by each account. Discounts and the cost of evasion, which lower oil "
        "income and so raise the days, are left out.",
        source=report.figures.citations(pd.concat([oil_counts(report), turnover(report)])),
    )
