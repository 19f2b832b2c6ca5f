"""Step one: how large the two are, beside other producers."""

from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from helpers.display import charts
from helpers.display.bundles import figure, say, table
from helpers.display.style import GREY, name
from helpers.display.words import join, num, percent
from helpers.sections import prose
from helpers.sections.briefing import Briefing
from helpers.sections.energy.drawing import write
from helpers.sections.energy.rows import (
    PAIR,
    REVISED,
    drawn,
    newest_year,
    shares_said,
    states,
    the,
    world_shares,
)

OUTPUT = {"Oil": "oil_production", "Gas": "gas_production"}
REST: dict[str, Any] = {"fontsize": 8.5, "color": GREY}
RANKS = ("largest", "second largest", "third largest", "fourth largest", "fifth largest")


def output_shares(report: Briefing) -> dict[str, pd.Series]:
    """Return, for oil and gas, the newest shares of the world's output in per cent, by state."""
    out, wanted = {}, states(report)
    for fuel, series in OUTPUT.items():
        year = newest_year(report.figures, series, [*wanted, "World"])
        if year:
            out[fuel] = world_shares(report.figures, series, wanted).loc[year].rename(year)
    return out


def answer(report: Briefing) -> str:
    """Return the first sentences of the section's answer: the two in the world's output."""
    shares = output_shares(report)
    if len(shares) < len(OUTPUT):
        return ""
    oil, gas = (shares[fuel][PAIR].sum() for fuel in OUTPUT)
    year = shares["Oil"].name
    text = (
        f"Russia and Iran together produced {num(oil, 1)} per cent of the world's oil and "
        f"{num(gas, 1)} per cent of its gas in {year}."
    )
    before = str(int(report.signed[:4]) - 1)
    was = [world_shares(report.figures, s, PAIR) for s in OUTPUT.values()]
    if before < str(year) and all(before in frame.index for frame in was):
        old = [num(frame.loc[before].sum(), 1) for frame in was]
        text += f" In {before}, the year before the treaty, the shares were {old[0]} and {old[1]}."
    return text


def weight_share(report: Briefing) -> None:
    """Show the shares of the states compared in the world's output of oil and of gas."""
    shares = output_shares(report)
    if len(shares) < len(OUTPUT):
        return prose.nothing_public(report, "world output")
    frame = pd.DataFrame(shares).T
    oil, gas = shares["Oil"], shares["Gas"]
    years = join(dict.fromkeys([str(oil.name), str(gas.name)]))
    title = (
        f"Russia and Iran produced {num(oil[PAIR].sum(), 1)} per cent of the world's oil and "
        f"{num(gas[PAIR].sum(), 1)} per cent of its gas in {years}"
    )
    if len(frame.columns) > len(PAIR):
        top = str((oil + gas).drop(PAIR).idxmax())
        title += f"; {the(top)} alone {num(oil[top], 1)} and {num(gas[top], 1)}"
    rows = _output_rows(report)
    rows = rows[rows["period"].isin([oil.name, gas.name])]
    figure(
        _share_bars(frame),
        label="energy-weight",
        title=title,
        subtitle=f"Share of world output, per cent, {years}",
        caption="Each line is the world's output; what the bar leaves open is the rest of the "
        "world. Oil means all liquids, so it runs above counts of crude alone. A share of output "
        f"says nothing of what is sold abroad. {REVISED}",
        alt=shares_said(frame, 1),
        source=report.figures.citations(rows),
        data=drawn(rows),
    )


def weight_trend(report: Briefing) -> None:
    """Show how the joint share of the two and the shares of others moved over the years."""
    since, frames = str(report.parameters.since), {}
    for fuel, series in OUTPUT.items():
        wide = world_shares(report.figures, series, states(report), since).dropna(subset=PAIR)
        if len(wide):
            joint = wide[PAIR].sum(axis=1).rename("Russia and Iran")
            frames[fuel] = pd.concat([joint, wide.drop(columns=PAIR)], axis=1)
    if len(frames) < len(OUTPUT):
        return prose.nothing_public(report, "world output in these years")
    first, last = frames["Oil"].index[0], frames["Oil"].index[-1]
    moves = [f"of {k.lower()} {_moved(f.iloc[0, 0], f.iloc[-1, 0])}" for k, f in frames.items()]
    title = f"Between {first} and {last} the two states' joint share {join(moves)}"
    if first == last:
        stood = [f"{num(f.iloc[-1, 0], 1)} per cent of {k.lower()}" for k, f in frames.items()]
        title = f"In {first} the two states' joint share stood at {join(stood)}"
    rows = _output_rows(report, since)
    figure(
        _trend_panels(frames),
        label="energy-weight-trend",
        title=title,
        subtitle="Share of world output by year, per cent; the two states summed",
        caption="A joint share is a sum, not a joint act: no body sets the output of the two "
        "together. The year of the signing is the first that the treaty could have touched. "
        + REVISED,
        alt=f"Lines from {first} to {last}. " + ". ".join(_ends(k, f) for k, f in frames.items()),
        source=report.figures.citations(rows),
        data=pd.concat([_shares_drawn(frames), drawn(rows)]),
    )


def gas_home(report: Briefing) -> None:
    """Show how much of its gas each state uses at home, and what is left to sell."""
    series, wanted = ["gas_production", "gas_consumption"], states(report)
    year = min(newest_year(report.figures, s, wanted) for s in series)
    if not year:
        return prose.nothing_public(report, "gas made and used")
    rows = report.figures.of(series, wanted)
    rows = rows[rows["period"] == year]
    frame = rows.pivot_table(index="entity", columns="series", values="value", aggfunc="last")
    frame = frame[["gas_consumption", "gas_production"]].sort_values("gas_production")[::-1]
    frame.columns = ["Used at home", "Produced"]
    kept, left = (
        frame["Used at home"] / frame["Produced"],
        frame["Produced"] - frame["Used at home"],
    )
    rest = [f"{the(s)} {percent(kept[s])}" for s in ["RUS", *wanted[2:]]]
    figure(
        _gas_dots(frame, left),
        label="energy-gas-home",
        title=f"Iran used {percent(kept['IRN'])} of the gas it produced in {year}, {join(rest)}",
        subtitle=f"Gas produced and gas used, billion cubic metres, {year}",
        caption="The bar is what is left to sell or to store, written at the right. Where the "
        f"dots meet, nothing is. {REVISED}",
        alt="; ".join(
            f"{name(str(s))}: produced {num(r['Produced'])}, used {num(r['Used at home'])}"
            for s, r in frame.iterrows()
        ),
        source=report.figures.citations(rows),
        data=drawn(rows),
    )
    say(
        f"Iran was the {_rank(report, year)} producer of gas among the states held here in "
        f"{year}. After its own use {num(left['IRN'], 1)} billion cubic metres were left, "
        f"against {num(left['RUS'])} in Russia. A partner short of gas at home adds a buyer to "
        "the market, not a seller."
    )


def reserves(report: Briefing) -> None:
    """Show what lies in the ground, each account in a column of its own."""
    accounts = {
        "Oil, yearbook (bn barrels)": "oil_proved_reserves",
        "Oil, OPEC count (bn barrels)": "oil_reserves_opec",
        "Gas, yearbook (tn cubic metres)": "gas_proved_reserves",
    }
    cells = [
        {"State": name(s)} | {k: _newest(report, series, s) for k, series in accounts.items()}
        for s in [*states(report), "World"]
    ]
    oil, gas = (
        world_shares(report.figures, s, PAIR).iloc[-1].sum()
        for s in ("oil_proved_reserves", "gas_proved_reserves")
    )
    table(
        pd.DataFrame(cells),
        label="energy-reserves",
        title=f"By the yearbook the two hold {num(gas, 0)} per cent of the world's proved gas "
        f"and {num(oil, 0)} per cent of its oil",
        caption="Proved reserves, with the year of the count. The accounts differ in what they "
        "count as proved and are not to be mixed; a blank field means that an account has no row "
        "public on this day. Reserves are not output: they say what could come.",
        source=report.figures.citations(
            report.figures.of(list(accounts.values()), [*states(report), "World"])
        ),
        kinds=dict.fromkeys(accounts, "number"),
    )


def _output_rows(report: Briefing, since: str = "") -> pd.DataFrame:
    return report.figures.of(list(OUTPUT.values()), [*states(report), "World"], since)


def _shares_drawn(frames: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the shares of the lines as tidy rows, beside the output that they come from."""
    long = [
        frame.rename_axis(index="period", columns="entity")
        .stack()
        .rename("value")
        .reset_index()
        .assign(series=f"share of world {fuel.lower()} output", unit="%")
        for fuel, frame in frames.items()
    ]
    return pd.concat(long)[["series", "entity", "period", "value", "unit"]]


def _moved(before: float, after: float) -> str:
    if round(before, 1) == round(after, 1):
        return f"stayed at {num(after, 1)} per cent"
    verb = "rose" if after > before else "fell"
    return f"{verb} from {num(before, 1)} to {num(after, 1)} per cent"


def _share_bars(frame: pd.DataFrame) -> Figure:
    fig = charts.shares(frame, unit="per cent of world output", height=1.75)
    for i, held in enumerate(frame.sum(axis=1)):
        rest = f"rest of the world {num(100 - held, 0)}"
        fig.axes[0].text((100 + held) / 2, i, rest, ha="center", va="center", **REST)
    return fig


def _trend_panels(frames: dict[str, pd.DataFrame]) -> Figure:
    named = {f"{fuel}, per cent of world output": f for fuel, f in frames.items()}
    fig = charts.panels(named, cols=2, height=2.6)
    for ax in fig.axes:
        low, high = ax.get_xlim()
        years = [t for t in ax.get_xticks() if low <= t <= high]
        ax.set_xticks(years[:: 2 if len(years) > 6 else 1])  # half a page wide
    return fig


def _ends(fuel: str, frame: pd.DataFrame) -> str:
    said = (f"{name(str(c))} {num(v.iloc[0], 1)} to {num(v.iloc[-1], 1)}" for c, v in frame.items())
    return f"{fuel}: {', '.join(said)}"


def _gas_dots(frame: pd.DataFrame, left: pd.Series) -> Figure:
    fig = charts.dumbbell(frame, unit="billion cubic metres")
    ax, top = fig.axes[0], frame["Produced"].max()
    ax.set_xlim(-0.1 * top, 1.42 * top)
    ticks = [t for t in ax.get_xticks() if 0 <= t <= 1.1 * top]
    ax.set_xticks(ticks, [num(t) for t in ticks])
    write(ax, 1.4 * top, -0.62, "left over", shift=(-0.1, 3))
    for i, value in enumerate(left):
        write(ax, 1.4 * top, i, num(value, 0 if value >= 10 else 1), shift=(-0.1, 0))
    return fig


def _rank(report: Briefing, year: str) -> str:
    rows = report.figures.of("gas_production")
    rows = rows[(rows["period"] == year) & (rows["entity"].str.len() == 3)].set_index("entity")
    place = int((rows["value"] > rows["value"]["IRN"]).sum())
    return RANKS[place] if place < len(RANKS) else f"{place + 1}th largest"


def _newest(report: Briefing, series: str, state: str) -> str:
    row = report.figures.last(series, state)
    return "" if row is None else f"{num(row['value'], 1)} ({row['period']})"
