"""Step one: how large the two are, beside three other producers."""

import pandas as pd

from helpers.display import charts
from helpers.display.bundles import figure, say, table
from helpers.display.style import name
from helpers.display.words import join, num, percent
from helpers.sections import prose
from helpers.sections.briefing import Briefing
from helpers.sections.energy.rows import PAIR, REVISED, drawn, newest_year, states, world_shares

OUTPUT = {"Oil": "oil_production", "Gas": "gas_production"}


def output_shares(report: Briefing) -> dict[str, pd.Series]:
    """Return, for oil and gas, the newest shares of the world's output in per cent, by state."""
    out = {}
    for fuel, series in OUTPUT.items():
        year = newest_year(report.figures, series, [*states(report), "World"])
        if year:
            out[fuel] = world_shares(report.figures, series, states(report)).loc[year].rename(year)
    return out


def answer(report: Briefing) -> str:
    """Return the first sentence of the section's answer: the two in the world's output."""
    shares = output_shares(report)
    if len(shares) < len(OUTPUT):
        return ""
    oil, gas = shares["Oil"], shares["Gas"]
    text = (
        f"Russia and Iran together produced {num(oil[PAIR].sum(), 1)} per cent of the world's oil in {oil.name} "
        f"and {num(gas[PAIR].sum(), 1)} per cent of its gas{'' if gas.name == oil.name else f' in {gas.name}'}."
    )
    wide = world_shares(report.figures, OUTPUT["Oil"], PAIR)
    before = str(int(report.signed[:4]) - 1)
    if before in wide.index and oil.name > before:
        was = wide.loc[before].sum()
        text += f" In {before}, the last year before the treaty, their share of oil was {num(was, 1)} per cent."
    return text


def weight_share(report: Briefing) -> None:
    """Show the shares of the states compared in the world's output of oil and of gas."""
    shares = output_shares(report)
    if len(shares) < len(OUTPUT):
        return prose.nothing_public(report, "world output")
    frame = pd.DataFrame(shares).T
    frame["Rest of the world"] = 100 - frame.sum(axis=1)
    oil, gas = shares["Oil"], shares["Gas"]
    years = oil.name if oil.name == gas.name else f"{oil.name} (oil) and {gas.name} (gas)"
    title = (
        f"Russia and Iran produced {num(oil[PAIR].sum(), 1)} per cent of the world's oil and "
        f"{num(gas[PAIR].sum(), 1)} per cent of its gas in {years}"
    )
    rivals = [s for s in frame.columns if s not in (*PAIR, "Rest of the world")]
    if rivals:
        top = max(rivals, key=lambda s: oil[s] + gas[s])
        title += f"; {_the(top)} alone {num(oil[top], 1)} and {num(gas[top], 1)}"
    rows = pd.concat([report.figures.of(s, [*states(report), "World"]) for s in OUTPUT.values()])
    rows = rows[rows["period"].isin([oil.name, gas.name])]
    figure(
        charts.shares(frame, unit="per cent of world output", height=1.75),
        label="energy-weight",
        title=title,
        subtitle=f"Share of world output, per cent, {years}",
        caption="Each bar is the world's output. Oil means all liquids, so it runs above counts of crude alone. A share of "
        f"output says nothing of what is sold abroad. {REVISED}",
        alt="; ".join(
            f"{fuel}: " + ", ".join(f"{name(str(s))} {num(v, 1)} per cent" for s, v in row.items())
            for fuel, row in frame.iterrows()
        ),
        source=report.figures.citations(rows),
        data=drawn(rows),
    )


def weight_trend(report: Briefing) -> None:
    """Show how the joint share of the two and the shares of others moved over the years."""
    since, frames, said = str(report.parameters.since), {}, []
    for fuel, series in OUTPUT.items():
        wide = world_shares(report.figures, series, states(report), since).dropna(subset=PAIR)
        if wide.empty:
            continue
        joint = wide[PAIR].sum(axis=1).rename("Russia and Iran")
        frames[fuel] = pd.concat([joint, wide.drop(columns=PAIR)], axis=1)
        first, last = joint.index[0], joint.index[-1]
        said.append((fuel, first, last, joint.iloc[0], joint.iloc[-1]))
    if not frames:
        return prose.nothing_public(report, "world output in these years")
    moves = [f"of {fuel.lower()} {_moved(a, b)}" for fuel, _, _, a, b in said]
    _, first, last, _, _ = said[0]
    rows = pd.concat(
        [report.figures.of(s, [*states(report), "World"], since) for s in OUTPUT.values()]
    )
    figure(
        charts.panels({f"{k}, per cent of world output": v for k, v in frames.items()}, cols=2, height=2.7, share=True),
        label="energy-weight-trend",
        title=f"Between {first} and {last} the two states' joint share {join(moves)}"
        if first != last
        else f"In {first} the two states' joint share stood at {join(f'{num(b, 1)} per cent of {f.lower()}' for f, _, _, _, b in said)}",
        subtitle="Share of world output by year, per cent; the two states summed",
        caption="A joint share is a sum, not a joint act: no body sets the output of the two together. The year of the "
        f"signing is the first that the treaty could have touched. {REVISED}",
        alt=f"Lines from {first} to {last}. "
        + " ".join(
            f"{fuel}: " + ", ".join(f"{name(str(c))} {num(f[c].iloc[0], 1)} to {num(f[c].iloc[-1], 1)}" for c in f) + "."
            for fuel, f in frames.items()
        ),
        source=report.figures.citations(rows),
        data=drawn(rows),
    )  # fmt: skip


def gas_home(report: Briefing) -> None:
    """Show how much of its gas each state uses at home."""
    wanted = states(report)
    year = min(
        newest_year(report.figures, s, wanted) for s in ("gas_production", "gas_consumption")
    )
    if not year:
        return prose.nothing_public(report, "gas made and used")
    rows = report.figures.of(["gas_production", "gas_consumption"], wanted)
    rows = rows[rows["period"] == year]
    frame = rows.pivot_table(index="entity", columns="series", values="value", aggfunc="last")
    frame = frame[["gas_consumption", "gas_production"]].loc[wanted]
    frame = frame.sort_values("gas_production", ascending=False)
    frame.columns = ["Used at home", "Produced"]
    kept = frame["Used at home"] / frame["Produced"]
    left = frame["Produced"] - frame["Used at home"]
    seller = left.drop("IRN").idxmax()
    figure(
        charts.dumbbell(frame, unit=f"billion cubic metres in {year}"),
        label="energy-gas-home",
        title=f"Iran used {percent(kept['IRN'])} of the gas it produced in {year}, Russia {percent(kept['RUS'])}",
        subtitle=f"Gas produced and gas used, billion cubic metres, {year}",
        caption="The length of the bar is what is left to sell or to store. Where the dots meet, nothing is. " + REVISED,
        alt="; ".join(f"{name(str(s))}: produced {num(r['Produced'])}, used {num(r['Used at home'])}" for s, r in frame.iterrows()),
        source=report.figures.citations(rows),
        data=drawn(rows),
    )  # fmt: skip
    say(
        f"Iran was the {_rank(report, year)} producer of gas among the states held here in {year}, yet had {num(left['IRN'])} billion "
        f"cubic metres left after its own use; Russia had {num(left['RUS'])}"
        + (f", {name(str(seller))} {num(left[seller])}." if seller != "RUS" else ".")
    )


def reserves(report: Briefing) -> None:
    """Show what lies in the ground, by each account in its own column."""
    figures, cells = report.figures, []
    for state in [*states(report), "World"]:
        oil, gas, opec = (
            figures.last(s, state)
            for s in ("oil_proved_reserves", "gas_proved_reserves", "oil_reserves_opec")
        )
        cells.append(
            {
                "State": name(state) if state != "World" else "World",
                "Oil, yearbook (bn barrels)": _with_year(oil),
                "Oil, OPEC count (bn barrels)": _with_year(opec),
                "Gas, yearbook (tn cubic metres)": _with_year(gas),
            }
        )  # fmt: skip
    shares = {
        s: [world_shares(figures, s, PAIR).iloc[-1][e] for e in PAIR]
        for s in ("oil_proved_reserves", "gas_proved_reserves")
    }
    oil, gas = shares["oil_proved_reserves"], shares["gas_proved_reserves"]
    rows = figures.of(
        ["oil_proved_reserves", "gas_proved_reserves", "oil_reserves_opec"], states(report)
    )
    table(
        pd.DataFrame(cells),
        label="energy-reserves",
        title=f"By the yearbook the two hold {num(sum(gas), 0)} per cent of the world's proved gas and {num(sum(oil), 0)} per cent of its oil",
        caption="Proved reserves with the year of the count. The accounts differ in what they count as proved and are not "
        "to be mixed; a blank field means that an account has no row public on this day. Reserves are not output: they say what could come.",
        source=figures.citations(rows),
        kinds=dict.fromkeys(list(cells[0])[1:], "number"),
    )


def _the(state: str) -> str:
    return f"the {name(state)}" if state == "USA" else name(state)


def _moved(before: float, after: float) -> str:
    if round(before, 1) == round(after, 1):
        return f"stayed at {num(after, 1)} per cent"
    return (
        f"{'rose' if after > before else 'fell'} from {num(before, 1)} to {num(after, 1)} per cent"
    )


def _rank(report: Briefing, year: str) -> str:
    rows = report.figures.of("gas_production")
    rows = rows[(rows["period"] == year) & (rows["entity"].str.len() == 3)]
    place = 1 + int((rows["value"] > rows.set_index("entity")["value"]["IRN"]).sum())
    return {1: "largest", 2: "second largest", 3: "third largest", 4: "fourth largest"}.get(
        place, f"{place}th largest"
    )


def _with_year(row: pd.Series | None) -> str:
    return "" if row is None else f"{num(row['value'], 1)} ({row['period']})"
