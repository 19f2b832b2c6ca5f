"""Whether Türkiye and Azerbaijan gain weight: outlays, arms, and what was conceded by whom."""

import pandas as pd
from matplotlib.figure import Figure

from helpers.display.bundles import figure, say, table
from helpers.display.charts import columns, draw_lines
from helpers.display.style import canvas, name
from helpers.display.words import capital, num, out_of, percent
from helpers.sections.briefing import Briefing
from helpers.sections.caucasus.words import told
from helpers.sections.prose import nothing_public

SMALL, LARGE = ["AZE", "ARM", "GEO"], ["TUR", "IRN"]
BEFORE = ["2019", "2020", "2021"]
"""Years with which the latest three are compared: around the war of 2020, before that of 2022."""

SELLERS = ["RUS->AZE", "ISR->AZE", "TUR->AZE"]
LAST_YEARS = 4
"""Years of deliveries to Azerbaijan set against the years before."""

LONG_SINCE = 2011
"""First year of arms deliveries to Azerbaijan: the register's rows begin to matter there."""

ISRAELI_SHARE = "S3-01"
"""Finding on Israel's share of Azerbaijani arms imports, which the register does not show."""

GAINS = {
    "pezeshkian-baku-2025-04": ("Azerbaijan", "Iran"),
    "aras-2025": ("Azerbaijan", "Iran"),
    "yekaterinburg-raid-2025-06": ("none", "Azerbaijan, Russia"),
    "washington-accords-2025-08": ("Azerbaijan", "the United States, Armenia"),
    "kars-rail-2025-08": ("Türkiye, Azerbaijan", "Türkiye’s own outlay"),
    "putin-aliyev-dushanbe-2025-10": ("Azerbaijan", "Russia"),
    "baku-trilateral-2025-10": ("Azerbaijan", "Russia, Iran"),
    "az-lifts-transit-2025-10": ("Armenia, Kazakhstan", "Azerbaijan"),
    "vance-caucasus-2026-02": ("Azerbaijan, Armenia", "the United States"),
    "nakhchivan-drones-2026-03": ("none", "Azerbaijan"),
    "titr-surge-2026-03": ("Azerbaijan, Georgia, Kazakhstan", "Iran, Russia"),
}
"""By event, who gained and who conceded or bore the cost: a coding of this project."""


def spending(report: Briefing) -> None:
    """Show military spending of the states chosen, small and large apart."""
    states = list(report.parameters.milex_countries)
    rows = report.figures.of("milex_constant_usd", states, str(report.parameters.since))
    frame = rows.pivot_table(index="period", columns="entity", values="value") / 1000
    parts = [part for g in (SMALL, LARGE) if (part := [c for c in g if c in frame])]
    if frame.empty:
        nothing_public(report, "military spending of the states chosen in the years shown")
        return
    scales = ": the two panels have different scales" if len(parts) > 1 else ""
    shown = [c for part in parts for c in part]
    figure(
        _draw_spending(frame, parts),
        label="caucasus-milex",
        title=_spending_title(frame),
        subtitle=f"Military spending, USD bn at prices of 2024{scales}",
        caption="An outlay is not a capability, and none of it is earmarked for a neighbour. "
        f"Ratios are computed here. {report.figures.caveat('milex_constant_usd')}",
        alt=f"{frame.index[0]} to {frame.index[-1]}, USD bn: "
        + "; ".join(f"{name(c)} {_ends(frame[c])}" for c in shown)
        + ".",
        source=report.figures.citations(rows),
        data=frame[shown].round(3).reset_index(),
    )
    if {"AZE", "ARM"} <= set(states):
        say(ratio_sentence(report))


def ratio_sentence(report: Briefing) -> str:
    """Return Azerbaijan's outlay over Armenia's, in the base years and the latest three."""
    frame = report.figures.wide("milex_constant_usd", ["AZE", "ARM"])
    late = [y for y in frame.index if y > BEFORE[-1]][-3:]
    if {"AZE", "ARM"} - set(frame.columns) or not set(BEFORE) <= set(frame.index) or not late:
        return ""
    ratio = frame["AZE"] / frame["ARM"]
    before, after = ratio[BEFORE].mean(), ratio[late].mean()
    turn = "rose" if after > before else "fell"
    span = late[0] if len(late) == 1 else f"{late[0]} to {late[-1]}"
    return (
        f"Azerbaijan’s military outlay was on average {num(before, 2)} times Armenia’s in "
        f"{BEFORE[0]} to {BEFORE[-1]} and {num(after, 2)} times in {span}: the ratio "
        f"{'hardly changed' if abs(after / before - 1) < 0.05 else turn}."
    )


def arms_to_azerbaijan(report: Briefing) -> None:
    """Show deliveries of major arms to Azerbaijan by seller, and what the register may miss."""
    since = str(min(report.parameters.since, LONG_SINCE))
    rows = report.figures.of("arms_transfer_tiv", SELLERS, since)
    frame = rows.pivot_table(index="period", columns="entity", values="value")
    frame = frame.reindex(columns=[s for s in SELLERS if s in frame]).fillna(0.0)
    if len(frame) <= LAST_YEARS:
        nothing_public(report, "arms delivered to Azerbaijan")
        return
    total = frame.sum(axis=1)
    recent, before = total.iloc[-LAST_YEARS:], total.iloc[:-LAST_YEARS]
    figure(
        columns(frame.rename(columns=lambda c: c[:3]), stacked=True, height=2.8),
        label="caucasus-azerbaijan-arms",
        title=f"Deliveries to Azerbaijan on the register: {num(recent.mean(), 0)} million TIV a "
        f"year in {recent.index[0]} to {recent.index[-1]}, {num(before.mean(), 0)} in "
        f"{before.index[0]} to {before.index[-1]}",
        subtitle="Major arms delivered to Azerbaijan, million SIPRI trend-indicator values (TIV)",
        caption="Counted are Russia, Israel and Türkiye. What is not seen is not on the register: "
        f"low bars may be low knowledge. {report.figures.caveat('arms_transfer_tiv')}",
        alt="; ".join(
            f"{name(c[:3])}: {num(frame[c].sum(), 0)} in all, "
            f"{num(frame[c].iloc[-LAST_YEARS:].sum(), 0)} in the last {LAST_YEARS} years"
            for c in frame
        )
        + ".",
        source=report.figures.citations(rows),
        data=_with_totals(frame).round(2).reset_index(),
    )
    _other_account(report)


def _with_totals(frame: pd.DataFrame) -> pd.DataFrame:
    """Return deliveries by year, and their sums over all years and over the last ones."""
    sums = {"all": frame.sum(), f"last {LAST_YEARS}": frame.iloc[-LAST_YEARS:].sum()}
    return pd.concat([frame, pd.DataFrame(sums).T]).rename_axis("period")


def gains(report: Briefing) -> None:
    """Show what Baku or Ankara gained since the signing, and who conceded it."""
    rows = report.events()
    rows = rows[rows["event_id"].isin(GAINS) & (rows["date"] > report.signed)].sort_values("date")
    if rows.empty:
        nothing_public(report, "gains and costs since the signing")
        return
    who = [GAINS[e] for e in rows["event_id"]]
    won = sum("Azerbaijan" in gain or "Türkiye" in gain for gain, _ in who)
    table(
        pd.DataFrame(
            {
                "Date": list(rows["date"]),
                "Event": told(rows),
                "Gain of": [gain for gain, _ in who],
                "Conceded or borne by": [cost for _, cost in who],
            }
        ),
        label="caucasus-gains",
        title=f"{capital(out_of(won, len(rows), 'event'))} since the signing "
        f"{'reads' if won == 1 else 'read'} as a gain of Baku or Ankara",
        caption="Who gained and who conceded or bore the cost is a coding of this project, and "
        "losses are kept in the table. A text signed is not a text carried out.",
        kinds={"Date": "date", "Event": "markdown"},
        row_header=False,
    )


def _other_account(report: Briefing) -> None:
    rows = report.known.evidence
    for row in rows[rows["evidence_id"] == ISRAELI_SHARE].to_dict("records"):
        grade = f"{row['reliability']}{int(row['credibility'])}"
        finding = str(row["finding"]).rstrip(".")
        cited = f"({grade}) [@{row['key']}]"
        say(f"One report draws another picture than the register: {finding} {cited}.")


def _spending_title(frame: pd.DataFrame) -> str:
    both = frame[["AZE", "ARM"]].dropna() if {"AZE", "ARM"} <= set(frame.columns) else None
    if both is None or both.empty:
        grown = {c: v.iloc[-1] / v.iloc[0] - 1 for c in frame if len(v := frame[c].dropna()) > 1}
        if not grown:
            return f"Military spending held for one year only, {frame.index[-1]}"
        top = max(grown, key=lambda c: grown[c])
        verb = "grew" if grown[top] > 0 else "fell"
        rank = "" if len(grown) == 1 else " most" if verb == "grew" else " least"
        return (
            f"Military spending of {name(top)} {verb}{rank}: by {percent(abs(grown[top]))} from "
            f"{frame.index[0]} to {frame.index[-1]}"
        )
    a, b = both.iloc[0], both.iloc[-1]
    times = [f"{num(v['AZE'] / v['ARM'], 1)} times" for v in (a, b)]
    ratio = f"Azerbaijan spent {times[1]} as much on its military as Armenia in {both.index[-1]}"
    if len(both) == 1:
        return ratio
    return f"{ratio}, after {times[0]} in {both.index[0]}{_rose(a, b)}"


def _rose(a: pd.Series, b: pd.Series) -> str:
    return "; both outlays rose" if (b > a).all() else ""


def _ends(values: pd.Series) -> str:
    held = values.dropna()
    return f"{num(held.iloc[0])} to {num(held.iloc[-1])}"


def _draw_spending(frame: pd.DataFrame, parts: list[list[str]]) -> Figure:
    fig, axes = canvas(2.9, 1, len(parts))
    for ax, part in zip(axes, parts, strict=True):
        draw_lines(ax, frame[part], zero=True)
    return fig
