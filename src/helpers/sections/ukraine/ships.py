"""Sizes of lists: ships under European listing, American entries, counts per measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.figure import Figure

from helpers.display.axes import at, date_axis, mark_days, quiet, zero_based
from helpers.display.bundles import figure, say, table
from helpers.display.charts import bars
from helpers.display.style import GREEN, NAMES, PURPLE, RED, canvas
from helpers.display.words import capital, count, join, num
from helpers.judgement.indicators.ukraine.measures import BRACKETS_FROM, UNITS
from helpers.ledger.dates import days_between, long_date, shift_days
from helpers.sections.prose import nothing_public
from helpers.sections.ukraine.windows import months_named

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

GROUPS = {"Russia/Ukraine-related programmes": RED, "Iran-related programmes": GREEN}


def vessels(report: Briefing) -> None:
    """Show how many ships stood under European listing after each round."""
    rows = report.figures.of("eu_rus_vessels_cumulative")
    if rows.empty:
        nothing_public(report, "the number of ships that the European Union has listed")
        return
    first, last = rows.iloc[0], rows.iloc[-1]
    values = pd.Series(list(rows["value"]), index=[long_date(p) for p in rows["period"]])
    title = (
        f"{num(last['value'])} ships stood under European listing by {long_date(last['period'])}"
    )
    if len(rows) > 1:
        title += (
            f", {num(last['value'] / first['value'], 1)} times the number of "
            f"{long_date(first['period'])}"
        )
    figure(
        bars(values, colour=PURPLE, digits=0),
        label="ukraine-vessels",
        title=title,
        subtitle="Ships listed by the European Union over Russia, total after each round known",
        caption="Running totals as reported on the day; days between bars differ. A listed ship "
        "may still sail. Counts per round by different reporters do not always add up to the "
        "totals.",
        alt="Bars: " + "; ".join(f"{d} {num(v)}" for d, v in values.items()) + ".",
        source=report.figures.citations(rows),
        data=rows[["period", "value", "note"]],
    )  # fmt: skip


def listings(report: Briefing) -> None:
    """Show the counts of people, entities and ships per round, never added up."""
    rows = report.figures.of(list(UNITS)).sort_values(["end", "entity", "series"])
    if rows.empty:
        nothing_public(report, "sizes of sanctions rounds")
        return
    pairs = [e.split("->") for e in rows["entity"]]
    shown = pd.DataFrame(
        {
            "Month": rows["period"],
            "Authority": [NAMES[a] for a, _ in pairs],
            "Target": [NAMES[t] for _, t in pairs],
            "Listed": [
                f"{v:,.0f} {UNITS[s]}" for v, s in zip(rows["value"], rows["series"], strict=True)
            ],
            "What the source says": [
                f"{n.replace('; day of publication estimated', '')} [@{k}]"
                for n, k in zip(rows["note"], rows["key"], strict=True)
            ],
        }
    )
    table(
        shown,
        label="ukraine-listings",
        title=f"{capital(count(len(rows), 'count'))} of listings, by {rows['entity'].nunique()} "
        "pairs of authority and target",
        caption=report.figures.caveat("listings_mixed"),
        kinds={"Month": "date", "What the source says": "markdown"},
        interactive=True,
    )


def list_rates(report: Briefing) -> pd.DataFrame:
    """Return new entries per 30 days on the American list: group, start, end, rate.

    By calendar year from daily copies, then by bracket of entry numbers where these are known.
    """
    out = []
    monthly = report.figures.of(
        "sdn_new_entries_monthly", list(GROUPS), str(report.parameters.since)
    )
    for (group, _), part in monthly.groupby(["entity", monthly["period"].str[:4]]):
        out.append((group, part["start"].min(), part["end"].max(), part["value"].sum()))
    for group, part in report.figures.of("sdn_new_entries_bracket", list(GROUPS)).groupby("entity"):
        start = BRACKETS_FROM
        for r in part.sort_values("end").itertuples():
            out.append((group, start, r.end, r.value))
            start = shift_days(r.end, 1)
    rows = pd.DataFrame(out, columns=["group", "start", "end", "entries"])
    days = [days_between(a, b) + 1 for a, b in zip(rows["start"], rows["end"], strict=True)]
    return rows.assign(rate=30 * rows["entries"] / days).sort_values(["group", "start"])


def list_entries(report: Briefing) -> None:
    """Show the rate of new entries on the American list by group."""
    rows = list_rates(report)
    if rows.empty:
        nothing_public(report, "entries on the American list")
        return
    if report.figures.of("sdn_new_entries_bracket").empty:
        say(_last_rates(rows))
        return
    series = ["sdn_new_entries_monthly", "sdn_new_entries_bracket"]
    figure(
        _rate_figure(report, rows),
        label="ukraine-list-entries",
        title=_rate_title(report, rows),
        subtitle="New entries on the list of blocked persons of the US Treasury per 30 days, by "
        "group of programmes",
        caption=_rate_caption(report),
        alt="Two panels. " + " ".join(
            f"{g}: " + "; ".join(f"{r.start} to {r.end} "
            f"{num(r.rate, 0)}" for r in part.itertuples()) + "."
            for g, part in rows.groupby("group", sort=False)
        ),
        source=report.figures.citations(report.figures.of(series, list(GROUPS))),
        data=rows,
    )  # fmt: skip


def _rate_caption(report: Briefing) -> str:
    return (
        "Bars are as wide as the time they stand for: calendar years, or their known part, from "
        "daily copies of the list; later spans from the numbers that entries carry, in which only "
        "entries still listed are seen. The signing and the change of government in Washington lie "
        "three days apart: a break here belongs to neither by its date "
        "alone. " + report.figures.caveat("sdn_new_entries_bracket")
    )


def _rate_figure(report: Briefing, rows: pd.DataFrame) -> Figure:
    fig, axes = canvas(3.2, 2, 1, sharex=True, sharey=True)
    for ax, (group, tint) in zip(axes, GROUPS.items(), strict=True):
        part = rows[rows["group"] == group]
        left = [at(d) for d in part["start"]]
        width = [at(b) - at(a) + 1 for a, b in zip(part["start"], part["end"], strict=True)]
        ax.bar(left, part["rate"], width, align="edge", color=tint, edgecolor="white", lw=0.8)
        ax.set_title(group, loc="left", pad=14)
        date_axis(ax, rows["start"].min(), shift_days(rows["end"].max(), 20))
        mark_days(ax, report.treaty_days, report.as_of)
        quiet(ax)
    zero_based(axes[0], pad=0.1)
    axes[1].grid(axis="y")
    return fig


def _rate_title(report: Briefing, rows: pd.DataFrame) -> str:
    """Return how the rates of the two groups changed at the signing."""
    parts = []
    for group in GROUPS:
        own = rows[rows["group"] == group]
        before = own[(own["start"] >= BRACKETS_FROM) & (own["start"] <= report.signed)]
        a, b = _mean_rate(before), _mean_rate(own[own["start"] > report.signed])
        verb = "fell" if b < a else "rose"
        parts.append(f"{_word(group)} entries {verb} from {num(a, 0)} to {num(b, 0)}")
    return f"{'; '.join(parts)} per 30 days after the signing"


def _last_rates(rows: pd.DataFrame) -> str:
    """Return the rates of the last year counted from daily copies of the list."""
    last = rows.sort_values("start").groupby("group", sort=False).tail(1)
    months = months_named([last["start"].min()[:7], last["end"].max()[:7]])
    said = join(f"{num(r.rate, 0)} {_word(r.group)}" for r in last.itertuples())
    return (
        f"The American list of blocked persons gained {said} entries per 30 days in the last "
        f"months counted by date ({months})."
    )


def _word(group: str) -> str:
    return "Russia-related" if group.startswith("Russia") else "Iran-related"


def _mean_rate(rows: pd.DataFrame) -> float:
    days = sum(days_between(a, b) + 1 for a, b in zip(rows["start"], rows["end"], strict=True))
    return 30 * float(rows["entries"].sum()) / days
