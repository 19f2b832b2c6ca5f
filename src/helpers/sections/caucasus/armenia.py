"""How far Armenia has turned: the steps of its government, votes, arms."""

import pandas as pd
from matplotlib.figure import Figure

from helpers.display.axes import at
from helpers.display.bundles import figure, table
from helpers.display.charts import columns, draw_lines
from helpers.display.style import INK, canvas, name
from helpers.display.words import capital, count, join, num, number_word, percent
from helpers.judgement.indicators.caucasus.armenia import STAGE
from helpers.sections.briefing import Briefing
from helpers.sections.caucasus.words import groups, told
from helpers.sections.prose import nothing_public

CODES = {
    "toward_west": "toward the West",
    "away_from_moscow": "away from Moscow",
    "pressure_from_moscow": "pressure from Moscow",
    "holds_to_moscow": "holding to Moscow",
    "other": "neither",
    "stage": "stages of a law, which counts once, when it is passed",
}
STATES = ["ARM", "RUS", "USA"]
SUPPLIERS = ["RUS->ARM", "IND->ARM", "FRA->ARM"]
RECENT = 3
"""Years of arms deliveries set against the years before: deliveries are few."""

BASE_YEAR = "2021"
"""Last year before the full invasion of Ukraine, from which change in votes is counted."""


def steps(report: Briefing) -> None:
    """Show the steps of Armenia and the answers of Moscow, by direction."""
    coding = report.ledger.event_coding
    coding = coding[coding["table"] == "armenia"].set_index("event_id")["code"]
    rows = report.events()
    rows = rows[rows["event_id"].isin(coding.index)]
    if rows.empty:
        nothing_public(report, "steps of Armenia")
        return
    rows = rows.assign(code=rows["event_id"].map(coding))
    rows = rows.assign(place=rows["code"].map(list(CODES).index)).sort_values(["place", "date"])
    since = rows.loc[rows["date"] > report.signed, "code"].value_counts()
    said = [
        f"{number_word(since[code])} {'of ' if code.startswith('pressure') else ''}{words}"
        for code, words in CODES.items()
        if code in since and code not in ("other", STAGE)
    ]
    none = f"{capital(count(len(rows), 'step'))} before the signing, none coded since"
    table(
        pd.DataFrame({"Date": list(rows["date"]), "Step": told(rows)}),
        label="caucasus-armenia-steps",
        title=f"Steps since the signing: {join(said)}" if said else none,
        caption="Events held and coded by this project: toward the West (a text or law with the "
        "European Union or the United States), away from Moscow (a tie loosened), pressure from "
        "Moscow, or neither. A law counts once, when it is passed: its other stages stand below. "
        "Freezing a membership is not leaving.",
        kinds={"Date": "date", "Step": "markdown"},
        groups=groups(list(rows["code"]), CODES),
        row_header=False,
    )


def votes(report: Briefing) -> None:
    """Show where Armenia and Russia stand in Assembly votes, and who moved."""
    since = min(str(report.parameters.since), BASE_YEAR)
    rows = report.figures.of("unga_ideal_point", STATES, since)
    frame = rows.pivot_table(index="period", columns="entity", values="value").dropna()
    if BASE_YEAR not in frame.index or frame.index[-1] <= BASE_YEAR:
        nothing_public(report, "the distance of Armenia and Russia in Assembly votes")
        return
    first, last, year = frame.loc[BASE_YEAR], frame.iloc[-1], str(frame.index[-1])
    moved = (last - first).abs()
    west = [num(v["USA"] - v["ARM"], 2) for v in (first, last)]
    figure(
        _draw_votes(frame),
        label="caucasus-armenia-votes",
        title=_votes_title(first, last, year),
        subtitle="Ideal point in General Assembly votes; higher: closer to the United States’ side",
        caption=f"From {BASE_YEAR} to {year} Armenia moved by {num(moved['ARM'], 2)} points and "
        f"Russia by {num(moved['RUS'], 2)}. Armenia’s distance from the United States went from "
        f"{west[0]} to {west[1]}. The votes counted end in {year}"
        f"{', before the signing' if year < report.signed[:4] else ''}.",
        alt="; ".join(
            f"{name(c)} from {num(first[c], 2)} in {BASE_YEAR} to {num(last[c], 2)} in {year}"
            for c in frame
        )
        + ".",
        source=report.figures.citations(rows),
        data=frame.round(3).reset_index(),
    )


def _votes_title(first: pd.Series, last: pd.Series, year: str) -> str:
    gap = [abs(v["ARM"] - v["RUS"]) for v in (first, last)]
    moved = (last - first).abs()
    verb = "grew" if gap[1] > gap[0] else "shrank"
    who = "Russia" if moved["RUS"] > moved["ARM"] else "Armenia"
    return (
        f"The gap between Armenia and Russia in Assembly votes {verb} from {num(gap[0], 2)} points "
        f"in {BASE_YEAR} to {num(gap[1], 2)} in {year}, and it was {who} that moved most"
    )


def _draw_votes(frame: pd.DataFrame) -> Figure:
    fig, (ax,) = canvas(3.2)
    draw_lines(ax, frame)
    for year, align in ((BASE_YEAR, "center"), (str(frame.index[-1]), "right")):
        a, b = sorted(frame.loc[year, ["ARM", "RUS"]])
        ax.plot([at(year)] * 2, [a, b], color=INK, lw=1, ls=(0, (1.5, 1.5)), zorder=1)
        ax.annotate(
            f"gap {num(b - a, 2)}", (at(year), b), xytext=(0, 7), textcoords="offset points",
            ha=align, va="bottom", fontsize=8,
        )  # fmt: skip
    return fig


def arms_to_armenia(report: Briefing) -> None:
    """Show deliveries of major arms to Armenia by supplier."""
    rows = report.figures.of("arms_transfer_tiv", SUPPLIERS, str(report.parameters.since))
    frame = rows.pivot_table(index="period", columns="entity", values="value")
    frame = frame.reindex(columns=[s for s in SUPPLIERS if s in frame]).fillna(0.0)
    if frame.empty or not frame.to_numpy().sum():
        nothing_public(report, "arms delivered to Armenia in the years shown")
        return
    figure(
        columns(frame.rename(columns=lambda c: c[:3]), stacked=True, height=2.8),
        label="caucasus-armenia-arms",
        title=_arms_title(frame),
        subtitle="Major arms delivered to Armenia, million SIPRI trend-indicator values (TIV)",
        caption="Counted are Russia, India and France, the suppliers held. A few deliveries make a "
        "share jump; an order is not a delivery. "
        f"{report.figures.caveat('arms_transfer_tiv')}",
        alt="; ".join(_deliveries(c, frame[c]) for c in frame) + ".",
        source=report.figures.citations(rows),
        data=frame.round(2).reset_index(),
    )


def _arms_title(frame: pd.DataFrame) -> str:
    russian, total = frame.get("RUS->ARM", frame.iloc[:, 0] * 0), frame.sum(axis=1)
    parts = [slice(-RECENT, None), slice(None, -RECENT)]
    said = [
        f"{percent(russian.iloc[part].sum() / total.iloc[part].sum())} in "
        f"{total.index[part][0]} to {total.index[part][-1]}"
        for part in parts
        if total.iloc[part].sum()
    ]
    return f"Of Armenia’s arms from three suppliers Russia delivered {', against '.join(said)}"


def _deliveries(pair: str, values: pd.Series) -> str:
    said = [f"{num(v, 0)} in {y}" for y, v in values.items() if v >= 0.5]
    return f"{name(pair[:3])}: {join(said) or 'none'}"
