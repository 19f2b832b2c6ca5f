"""How far Armenia has turned: votes, arms, trade and the steps of its government."""

import pandas as pd
from matplotlib.figure import Figure

from helpers.display.axes import at
from helpers.display.bundles import figure, say, table
from helpers.display.charts import columns, dot_rows, draw_lines
from helpers.display.style import INK, canvas, name
from helpers.display.words import capital, count, join, num, percent
from helpers.sections.briefing import Briefing
from helpers.sections.prose import cite, nothing_public

CODES = {
    "toward_west": "toward the West",
    "away_from_moscow": "away from Moscow",
    "pressure_from_moscow": "pressure from Moscow",
    "holds_to_moscow": "holding to Moscow",
    "other": "neither",
}
SUPPLIERS = ["RUS->ARM", "IND->ARM", "FRA->ARM"]
BASE_YEAR = "2021"
"""Last year before the full invasion of Ukraine, from which change in votes is counted."""


def votes(report: Briefing) -> None:
    """Show where Armenia and Russia stand in Assembly votes, and who moved."""
    frame = report.figures.wide(
        "unga_ideal_point", ["ARM", "RUS", "USA"], since=str(report.parameters.since)
    )
    frame = frame.dropna(subset=[c for c in ("ARM", "RUS") if c in frame])
    if frame.empty or BASE_YEAR not in frame.index or frame.index[-1] <= BASE_YEAR:
        nothing_public(report, "the distance of Armenia and Russia in Assembly votes")
        return
    first, last = frame.loc[BASE_YEAR], frame.iloc[-1]
    year = str(frame.index[-1])
    gap = [abs(v["ARM"] - v["RUS"]) for v in (first, last)]
    moved = {c: abs(last[c] - first[c]) for c in ("ARM", "RUS")}
    who = "Russia" if moved["RUS"] > moved["ARM"] else "Armenia"
    west = [abs(v["USA"] - v["ARM"]) for v in (first, last)]
    figure(
        _draw_votes(frame),
        label="caucasus-armenia-votes",
        title=f"The gap between Armenia and Russia in Assembly votes went from {num(gap[0], 2)} points in {BASE_YEAR} to "
        f"{num(gap[1], 2)} in {year}, mostly by a move of {who}",
        subtitle="Ideal point by state and year: higher is closer to the order led by the United States",
        caption=f"Since {BASE_YEAR} Armenia moved by {num(moved['ARM'], 2)} points and Russia by {num(moved['RUS'], 2)}; Armenia’s distance "
        f"from the United States went from {num(west[0], 2)} to {num(west[1], 2)}. {report.figures.caveat('unga_ideal_point')}",
        alt=f"Lines to {year}: " + "; ".join(f"{name(c)} from {num(first[c], 2)} in {BASE_YEAR} to {num(last[c], 2)}" for c in frame) + ".",
        source=report.figures.citations(report.figures.of("unga_ideal_point", ["ARM", "RUS", "USA"])),
        data=frame.round(3).reset_index(),
    )  # fmt: skip


def _draw_votes(frame: pd.DataFrame) -> Figure:
    fig, (ax,) = canvas(3.2)
    draw_lines(ax, frame)
    for year in (BASE_YEAR, frame.index[-1]):
        a, b = frame.loc[year, "ARM"], frame.loc[year, "RUS"]
        x = at(year)
        ax.plot([x, x], [a, b], color=INK, lw=1, ls=(0, (1.5, 1.5)), zorder=1)
        ax.annotate(
            f"gap {num(abs(a - b), 2)}",
            (x, max(a, b)),
            xytext=(0, 7),
            textcoords="offset points",
            ha="right" if year != BASE_YEAR else "center",
            va="bottom",
            fontsize=8,
            color=INK,
        )
    ax.margins(y=0.1)
    return fig  # fmt: skip


def arms_to_armenia(report: Briefing) -> None:
    """Show deliveries of major arms to Armenia by supplier."""
    frame = report.figures.wide("arms_transfer_tiv", SUPPLIERS, since=str(report.parameters.since))
    frame = frame.reindex(columns=[s for s in SUPPLIERS if s in frame])
    if frame.empty or not frame.to_numpy().sum():
        nothing_public(report, "arms delivered to Armenia")
        return
    recent, before = frame.iloc[-3:].sum(), frame.iloc[:-3].sum()
    top = str(recent.idxmax())
    words = f"{name(top).split(' to ')[0]} delivered {percent(recent[top] / recent.sum())} of Armenia’s major arms in {frame.index[-3]} to {frame.index[-1]}"
    if before.sum():
        words += f", against {percent(before[top] / before.sum())} in the years shown before"
    figure(
        columns(frame.rename(columns=lambda c: name(c).replace(" to Armenia", "")), stacked=True, height=2.8),
        label="caucasus-armenia-arms",
        title=words,
        subtitle="Major arms delivered to Armenia by supplier and year, millions of SIPRI trend-indicator units",
        caption="Counted are Russia, India and France, the suppliers held. Few deliveries make a share jump; an order is not a delivery. "
        f"{report.figures.caveat('arms_transfer_tiv')}",
        alt="; ".join(f"{name(c)}: " + (join([f"{num(v, 0)} in {y}" for y, v in frame[c].items() if v >= 0.5]) or "none") for c in frame) + ".",
        source=report.figures.citations(report.figures.of("arms_transfer_tiv", SUPPLIERS)),
        data=frame.round(2).reset_index(),
    )  # fmt: skip


def trade(report: Briefing) -> None:
    """Show trade of Armenia with Russia by account, and the Russian share of exports."""
    labels = {
        "trade_arm_rus_turnover": "Turnover, {} (an analyst)",
        "trade_arm_rus_turnover_8m": "Turnover, January to August {} (Armstat)",
        "imports_arm_from_rus": "Imports from Russia, {} (press)",
    }
    shares = report.figures.of(
        ["armenia_export_share_russia", "export_partner_share"], ["ARM", "ARM->RUS"]
    )
    if len(shares):
        said = join(
            [f"{num(r.value)} per cent ({r.period}) [@{r.key}]" for r in shares.itertuples()]
        )
        say(f"The share of Armenian exports that went to Russia is given as {said}.")
    rows = report.figures.of(list(labels))
    if rows.empty:
        nothing_public(report, "the value of trade between Armenia and Russia since the signing")
        return
    rows = rows.assign(
        label=[labels[s].format(p[:4]) for s, p in zip(rows["series"], rows["period"], strict=True)]
    )
    rows = rows.sort_values(["series", "period"]).assign(
        hollow=rows["note"].str.contains("not stated")
    )
    figure(
        dot_rows(rows[["label", "value", "hollow"]]),
        label="caucasus-armenia-trade",
        title=_trade_title(rows),
        subtitle="Trade of Armenia with Russia, USD bn, by account",
        caption="Hollow: the period is not stated in full. The accounts are not joined: whole years, part years, turnover and imports are "
        f"different measures. Gold and diamonds in transit swell the figures, and a fall in them is no political turn. {report.figures.caveat(*rows['series'].unique())}",
        alt="; ".join(f"{r.label} {num(r.value)}" for r in rows.itertuples()) + " USD bn.",
        source=report.figures.citations(pd.concat([rows, shares])),
        data=rows[["label", "period", "value", "note"]],
    )  # fmt: skip


def _trade_title(rows: pd.DataFrame) -> str:
    whole = rows[rows["series"] == "trade_arm_rus_turnover"].sort_values("period")
    goods = rows[rows["series"] == "imports_arm_from_rus"].sort_values("period")
    if len(whole) > 1:
        a, b = whole.iloc[0], whole.iloc[-1]
        turn = (
            "halved"
            if abs(b["value"] / a["value"] - 0.5) < 0.05
            else f"went from {num(a['value'])} to {num(b['value'])} bn"
        )
        return f"Turnover with Russia {turn} from {a['period']} to {b['period']} by one account, after years swollen by gold in transit"
    if len(goods) > 1:
        a, b = goods.iloc[0], goods.iloc[-1]
        return f"Imports from Russia were {num(b['value'] / a['value'], 1)} times as large in {b['period']} as in {a['period']}"
    return f"{capital(count(len(rows), 'count'))} of trade with Russia, none to compare it with"


def coded_steps(report: Briefing) -> pd.DataFrame:
    """Return the events coded for Armenia that were public: event columns, `code`, `why`."""
    coding = report.ledger.event_coding
    coding = coding[coding["table"] == "armenia"].set_index("event_id")
    rows = report.events()
    rows = rows[rows["event_id"].isin(coding.index)].sort_values("date")
    return rows.assign(code=rows["event_id"].map(coding["code"]))


def steps(report: Briefing) -> None:
    """Show the steps of Armenia and the answers of Moscow, by direction."""
    rows = coded_steps(report)
    if rows.empty:
        nothing_public(report, "steps of Armenia")
        return
    rows = rows.assign(place=rows["code"].map(list(CODES).index)).sort_values(["place", "date"])
    groups = [
        (int(i), capital(CODES[c]))
        for i, c in enumerate(rows["code"])
        if i == 0 or rows["code"].iloc[i - 1] != c
    ]
    since = rows.loc[rows["date"] > report.signed, "code"].value_counts()
    said = [f"{since[c]} {words}" for c, words in CODES.items() if c in since and c != "other"]
    table(
        pd.DataFrame({
            "Date": list(rows["date"]),
            "Step": [f"**{t}.** {s} {cite(k)}" for t, s, k in zip(rows["title"], rows["summary"], rows["keys"], strict=True)],
        }),
        label="caucasus-armenia-steps",
        title=f"Steps since the signing: {join(said)}" if said else f"{capital(count(len(rows), 'step'))} before the signing, none coded since",
        caption="Events held and coded by this project: toward the West (a text or law with the European Union or the United States), away from "
        "Moscow (a tie loosened), pressure from Moscow, or neither. Freezing a membership is not leaving.",
        kinds={"Date": "date", "Step": "markdown"},
        groups=groups,
        row_header=False,
    )  # fmt: skip
