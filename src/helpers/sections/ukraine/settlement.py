"""Attempts at a settlement, and the launches around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.figure import Figure

from helpers.display.axes import at, date_axis, mark_days, quiet, zero_based
from helpers.display.bundles import figure, table
from helpers.display.style import BLUE, GREEN, GREY, LIGHT, ORANGE, PURPLE, RED, canvas
from helpers.display.words import capital, count, num, out_of, written
from helpers.judgement.indicators.ukraine import talks
from helpers.judgement.indicators.ukraine.talks import TERM
from helpers.ledger.dates import days_between, long_date, shift_days, shift_months
from helpers.sections.prose import cite, nothing_public
from helpers.sections.ukraine.windows import days_of, month_bars, monthly

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

OUTCOMES = {
    "none": ("nothing agreed", RED, "X"),
    "exchange": ("exchange of prisoners", BLUE, "o"),
    "pause": ("pause of one kind of strike", PURPLE, "D"),
    "truce": ("general truce of days", GREEN, "s"),
    "proposal": ("proposal", GREY, "^"),
    "settlement": ("settlement in force", GREEN, "P"),
}


def tried(report: Briefing) -> pd.DataFrame:
    """Return the attempts known: event_id, date, code, note, title, summary, keys."""
    return talks.tried(report.known)


def truce_days(report: Briefing) -> int:
    """Return the days of general truce up to the day of the report."""
    return talks.truce_days(report.known)


def attempts(report: Briefing) -> None:
    """Show the attempts by outcome above the launches of each month."""
    rows, fired = tried(report), monthly(report, "drones_launched_uaf")
    if rows.empty:
        nothing_public(report, "an attempt at a settlement since the signing")
        return
    held, term = truce_days(report), days_between(TERM, report.as_of)
    daily = fired[fired.index >= "2025-01"]
    daily = daily / [days_of(m) for m in daily.index]
    outcomes = [OUTCOMES[c][0] for c in OUTCOMES if c in set(rows["code"])]
    figure(
        _attempt_figure(report, rows, daily),
        label="ukraine-attempts",
        title=f"{capital(count(len(rows), 'attempt'))} by {long_date(report.as_of)} brought "
        f"{count(held, 'day')} of general truce out of {term} and {_settled(rows)}",
        subtitle="Attempts by outcome (above), drones launched per day by month (below)",
        caption=f"Days run from {long_date(TERM)}, when the president named in the claim took "
        "office. A pause of some days does not show in a month. That launches fell or rose around "
        "an attempt does not show that it caused the change. Launches are one side's statements.",
        alt="Attempts: "
        + "; ".join(
            f"{long_date(r.when)}: {r.title} ({OUTCOMES[r.code][0]})" for r in rows.itertuples()
        )
        + f". Outcomes seen: {', '.join(outcomes)}. Launches per day: "
        + "; ".join(f"{m} {num(v, 0)}" for m, v in daily.items())
        + ".",
        source=cite(
            [k for keys in rows["keys"] for k in keys]
            + list(report.figures.of("drones_launched_uaf")["key"].unique())
        ),
        data=rows[["date", "title", "code"]],
    )


def _settled(rows: pd.DataFrame) -> str:
    found = (rows["code"] == "settlement").any()
    return "a settlement in force" if found else "no settlement in force"


def _attempt_figure(report: Briefing, rows: pd.DataFrame, daily: pd.Series) -> Figure:
    codes = [c for c in OUTCOMES if c in set(rows["code"])]
    strip = 0.35 + 0.27 * len(codes)
    fig, (top, low) = canvas(strip + 1.9, 2, 1, sharex=True, height_ratios=[strip, 1.9])
    for i, r in enumerate(rows.itertuples(), 1):
        _, tint, marker = OUTCOMES[r.code]
        y = codes.index(r.code)
        top.scatter(at(r.date), y, marker=marker, s=60, c=tint, zorder=3)
        top.annotate(
            str(i), (at(r.date), y), xytext=(5, 4), textcoords="offset points", fontsize=7.5
        )
        low.axvline(at(r.date), color=tint, lw=0.9, ls=(0, (2, 2)), zorder=2)
    top.set_yticks(range(len(codes)), [OUTCOMES[c][0] for c in codes])
    top.set_ylim(len(codes) - 0.4, -0.7)
    top.grid(axis="y", color=LIGHT)
    month_bars(low, daily, ORANGE, alpha=0.85)
    date_axis(low, report.signed[:7] + "-01", shift_days(report.as_of, 12))
    zero_based(low, pad=0.12)
    mark_days(top, report.treaty_days, report.as_of)
    low.set_ylabel("drones a day", color=GREY)
    for ax in (top, low):
        quiet(ax)
    return fig


def attempts_table(report: Briefing) -> None:
    """Show each attempt, what came of it, and the launches of its month beside its neighbours."""
    rows, fired = tried(report), monthly(report, "drones_launched_uaf")
    if rows.empty:
        return
    grades = report.known.sources["reliability"]
    shown = pd.DataFrame(
        {
            "No.": range(1, len(rows) + 1),
            "Date": [
                d if p == "day" else d[:7]
                for d, p in zip(rows["date"], rows["date_precision"], strict=True)
            ],
            "Attempt": [
                f"**{t}.** {s} {cite(k)}"
                for t, s, k in zip(rows["title"], rows["summary"], rows["keys"], strict=True)
            ],
            "Outcome": [OUTCOMES[c][0] for c in rows["code"]],
            "Best source": [
                min((grades.get(i, "F") for i in ids.split(";")), default="F")
                for ids in rows["source_ids"]
            ],
            "Launches that month against its neighbours": [
                _beside(fired, d[:7]) for d in rows["date"]
            ],
        }
    )
    table(
        shown,
        label="ukraine-attempts",
        title=_beside_title(fired, rows),
        caption="Outcome: the most that was agreed, as coded by this project. Last column: "
        "launches per day in the month of the attempt against the mean of the month before and the "
        "month after, where all three are known. Nine points or fewer bear no test.",
        kinds={"Date": "date", "Attempt": "markdown", "Best source": "grade", "Launches that month "
        "against its neighbours": "number"},
    )  # fmt: skip


def beside(fired: pd.Series, month: str) -> float | None:
    """Return launches per day of a month over the mean of its neighbours, less 1."""
    near = [shift_months(month, -1), shift_months(month, 1)]
    if not {month, *near} <= set(fired.index):
        return None
    daily = {m: fired[m] / days_of(m) for m in (month, *near)}
    return float(daily[month] / (sum(daily[m] for m in near) / 2) - 1)


def _beside(fired: pd.Series, month: str) -> str:
    value = beside(fired, month)
    return "" if value is None else f"{written(100 * value, '+.0f')} %"


def _beside_title(fired: pd.Series, rows: pd.DataFrame) -> str:
    months = [m for m in dict.fromkeys(d[:7] for d in rows["date"]) if beside(fired, m) is not None]
    if not months:
        return (
            "What each attempt brought; no month of an attempt can yet be set beside its neighbours"
        )
    lower = sum(beside(fired, m) < 0 for m in months)  # type: ignore[operator]
    return (
        f"In {out_of(lower, len(months), 'month')} with an attempt launches were lower than in the "
        "months beside it"
    )
