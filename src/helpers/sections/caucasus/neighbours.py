"""Whether Türkiye and Azerbaijan gain weight: outlays, arms, what was conceded, who trades."""

import pandas as pd
from matplotlib.figure import Figure

from helpers.display.bundles import figure, say, table
from helpers.display.charts import columns, draw_lines
from helpers.display.style import canvas, name
from helpers.display.words import capital, count, num, percent
from helpers.sections.briefing import Briefing
from helpers.sections.prose import cite, nothing_public

SMALL, LARGE = ["AZE", "ARM", "GEO"], ["TUR", "IRN"]
SELLERS = ["RUS->AZE", "ISR->AZE", "TUR->AZE"]
ISRAELI_SHARE = "S3-01"
"""Finding on Israel's share of Azerbaijani arms imports, which the register does not show."""

GAINS = {
    "kars-rail-2025-08": ("Türkiye, Azerbaijan", "its own outlay"),
    "washington-accords-2025-08": ("Azerbaijan", "the United States, Armenia"),
    "putin-aliyev-dushanbe-2025-10": ("Azerbaijan", "Russia"),
    "vance-caucasus-2026-02": ("Azerbaijan, Armenia", "the United States"),
    "pezeshkian-baku-2025-04": ("Azerbaijan", "Iran"),
    "aras-2025": ("Azerbaijan", "Iran"),
    "baku-trilateral-2025-10": ("Azerbaijan", "Russia, Iran"),
    "az-lifts-transit-2025-10": ("Armenia, Kazakhstan", "Azerbaijan"),
    "yekaterinburg-raid-2025-06": ("none", "Azerbaijan, Russia"),
    "nakhchivan-drones-2026-03": ("none", "Azerbaijan"),
    "titr-surge-2026-03": ("Azerbaijan, Georgia, Kazakhstan", "Iran, Russia"),
}
"""By event, who gained and who conceded or bore the cost: a coding of this project."""


def spending(report: Briefing) -> None:
    """Show military spending of the states chosen, small and large apart."""
    states = report.parameters.milex_countries
    frame = (
        report.figures.wide("milex_constant_usd", states, since=str(report.parameters.since)) / 1000
    )
    parts = [[c for c in group if c in frame] for group in (SMALL, LARGE)]
    parts = [p for p in parts if p]
    if frame.empty or not parts:
        nothing_public(report, "military spending")
        return
    last = str(frame.index[-1])
    figure(
        _draw_spending(frame, parts),
        label="caucasus-milex",
        title=_spending_title(frame),
        subtitle="Military spending, USD bn at prices of 2024" + (": the two panels have different scales" if len(parts) > 1 else ""),
        caption=f"Estimates; an outlay is not a capability, and none of it is earmarked for a neighbour. The series ends in {last}. "
        f"Ratios are computed here, not by the source. {report.figures.caveat('milex_constant_usd')}",
        alt=f"From {frame.index[0]} to {last}, USD bn: " + "; ".join(f"{name(c)} {num(frame[c].dropna().iloc[0])} to {num(frame[c].dropna().iloc[-1])}" for p in parts for c in p) + ".",
        source=report.figures.citations(report.figures.of("milex_constant_usd", states)),
        data=frame[[c for p in parts for c in p]].round(3).reset_index(),
    )  # fmt: skip
    if text := ratio_sentence(report):
        say(text)


def ratio_sentence(report: Briefing) -> str:
    """Return how many times Armenia's outlay Azerbaijan's was, in three years before and the latest three."""
    frame = report.figures.wide("milex_constant_usd", ["AZE", "ARM"])
    if {"AZE", "ARM"} - set(frame.columns) or not {"2019", "2020", "2021"} <= set(frame.index):
        return ""
    ratio = frame["AZE"] / frame["ARM"]
    late = ratio[ratio.index > "2021"].iloc[-3:]
    if len(late) < 2:
        return ""
    before, after = ratio["2019":"2021"].mean(), late.mean()
    turn = (
        "hardly changed" if abs(after / before - 1) < 0.05 else "rose" if after > before else "fell"
    )
    return (
        f"Azerbaijan’s military outlay was on average {num(before, 2)} times Armenia’s in 2019 to 2021 and {num(after, 2)} times in "
        f"{late.index[0]} to {late.index[-1]}: the ratio {turn}."
    )


def _spending_title(frame: pd.DataFrame) -> str:
    if not {"AZE", "ARM"} <= set(frame.columns):
        grown = {c: v.iloc[-1] / v.iloc[0] - 1 for c in frame if len(v := frame[c].dropna()) > 1}
        if not grown:
            return f"Military spending in {frame.index[-1]}"
        top = max(grown, key=lambda c: grown[c])
        return f"{name(top)}’s military spending grew most from {frame.index[0]} to {frame.index[-1]}: by {percent(grown[top])}"
    both = frame[["AZE", "ARM"]].dropna()
    a, b = both.iloc[0], both.iloc[-1]
    ratio = (a["AZE"] / a["ARM"], b["AZE"] / b["ARM"])
    return (
        f"Azerbaijan spent {num(ratio[0], 1)} times as much on its military as Armenia in {both.index[0]} and {num(ratio[1], 1)} times in {both.index[-1]}, "
        f"{'while both outlays rose' if (b > a).all() else 'with the two outlays moving apart'}"
    )


def _draw_spending(frame: pd.DataFrame, parts: list[list[str]]) -> Figure:
    fig, axes = canvas(2.9, 1, len(parts))
    for ax, part in zip(axes, parts, strict=True):
        draw_lines(ax, frame[part], zero=True)
    return fig


def arms_to_azerbaijan(report: Briefing) -> None:
    """Show deliveries of major arms to Azerbaijan by seller, and what the register may miss."""
    frame = report.figures.wide(
        "arms_transfer_tiv", SELLERS, since=str(min(report.parameters.since, 2011))
    )
    frame = frame.reindex(columns=[s for s in SELLERS if s in frame])
    if frame.empty or not frame.to_numpy().sum():
        nothing_public(report, "arms delivered to Azerbaijan")
        return
    total = frame.sum(axis=1)
    recent, before = total.iloc[-4:], total.iloc[:-4]
    figure(
        columns(frame.rename(columns=lambda c: name(c).replace(" to Azerbaijan", "")), stacked=True, height=2.8),
        label="caucasus-azerbaijan-arms",
        title=f"The register holds {num(recent.mean(), 0)} units a year for Azerbaijan in {recent.index[0]} to {recent.index[-1]}, against {num(before.mean(), 0)} in the years before",
        subtitle="Major arms delivered to Azerbaijan by Russia, Israel and Türkiye, millions of SIPRI trend-indicator units",
        caption="A register of known deliveries: what is not seen is not counted, so that low bars may be low knowledge. "
        f"{report.figures.caveat('arms_transfer_tiv')}",
        alt="; ".join(f"{name(c)}: {num(frame[c].sum(), 0)} in all, {num(frame[c].iloc[-4:].sum(), 0)} in the last four years" for c in frame) + ".",
        source=report.figures.citations(report.figures.of("arms_transfer_tiv", SELLERS)),
        data=frame.round(2).reset_index(),
    )  # fmt: skip
    finding = report.known.evidence
    finding = finding[finding["evidence_id"] == ISRAELI_SHARE]
    for row in finding.to_dict("records"):
        say(
            f"A report gives another picture than the register: {row['finding'].rstrip('.')} ({row['reliability']}{int(row['credibility'])}) [@{row['key']}]."
        )


def gains(report: Briefing) -> None:
    """Show what Baku or Ankara gained since the signing, and who conceded it."""
    rows = report.events()
    rows = rows[rows["event_id"].isin(GAINS) & (rows["date"] > report.signed)].sort_values("date")
    if rows.empty:
        nothing_public(report, "gains and costs since the signing")
        return
    who = [GAINS[e] for e in rows["event_id"]]
    won = sum("Azerbaijan" in g or "Türkiye" in g for g, _ in who)
    table(
        pd.DataFrame({
            "Date": list(rows["date"]),
            "Event": [f"**{t}.** {s} {cite(k)}" for t, s, k in zip(rows["title"], rows["summary"], rows["keys"], strict=True)],
            "Gain of": [g for g, _ in who],
            "Conceded or borne by": [c for _, c in who],
        }),
        label="caucasus-gains",
        title=f"{capital(count(won, 'event'))} of {len(rows)} since the signing {'reads' if won == 1 else 'read'} as a gain of Baku or Ankara",
        caption="Who gained and who conceded or bore the cost is a coding of this project; losses are kept in the table. A text signed is not a text carried out.",
        kinds={"Date": "date", "Event": "markdown"},
        row_header=False,
    )  # fmt: skip


def partners(report: Briefing) -> None:
    """Show the main trade partners of Azerbaijan and Armenia."""
    rows = report.figures.of(["export_partner_share", "import_partner_share"])
    rows = rows[rows["entity"].str.startswith(("AZE", "ARM"))]
    if rows.empty:
        nothing_public(report, "the trade partners of Azerbaijan and Armenia")
        return
    cells = []
    for (series, state), part in rows.groupby([rows["series"], rows["entity"].str[:3]]):
        part = part.sort_values("value", ascending=False)
        said = [
            f"{partner_name(e[-3:])} {num(v)}"
            for e, v in zip(part["entity"], part["value"], strict=True)
        ]
        cells.append({"State": name(state), "Flow": "exports" if series.startswith("export") else "imports", "Five largest partners, per cent": ", ".join(said),
                      "Russia": _share(part, "RUS"), "Iran": _share(part, "IRN"), "Türkiye": _share(part, "TUR")})  # fmt: skip
    russia = {(c["State"], c["Flow"]): c["Russia"] for c in cells}
    year = rows["period"].max()
    table(
        pd.DataFrame(cells).sort_values(["State", "Flow"]),
        label="caucasus-partners",
        title=f"In {year} Russia took {russia.get(('Armenia', 'exports'), '?')} per cent of Armenian exports and {russia.get(('Azerbaijan', 'exports'), '?')} of Azerbaijani",
        caption=f"Shares of goods trade, per cent. A blank field means: not among the five largest. {report.figures.caveat('export_partner_share')}",
        source=report.figures.citations(rows),
        kinds=dict.fromkeys(("Russia", "Iran", "Türkiye"), "number"),
    )  # fmt: skip


PARTNERS = {"GRC": "Greece", "HKG": "Hong Kong", "VNM": "Vietnam"}


def partner_name(code: str) -> str:
    """Return the name of a trade partner by its ISO code."""
    return PARTNERS.get(code, name(code))


def _share(part: pd.DataFrame, state: str) -> str:
    hit = part.loc[part["entity"].str.endswith(state), "value"]
    return num(hit.iloc[0]) if len(hit) else ""
