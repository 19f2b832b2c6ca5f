"""Step eight: the strait through which the Gulf's oil passes, and the price by the day."""

import pandas as pd

from helpers.display import axes
from helpers.display.bundles import figure, note
from helpers.display.style import BLUE, ORANGE, RED, WHITE, canvas
from helpers.display.words import count, num, percent
from helpers.ledger.dates import long_date, shift_days, shift_months
from helpers.sections import prose
from helpers.sections.briefing import Briefing
from helpers.sections.chronicle import choose
from helpers.sections.energy.drawing import HEADING, number_events, write
from helpers.sections.energy.rows import drawn

CANDIDATES, ROOM = 12, 9
"""Best attested events considered for the daily price, and the days that each mark needs."""

PEAK_TITLE = "Brent spot peaks"
"""How an event begins that is the highest price itself, and so no event beside it."""

BEFORE = 4
"""Weeks before the steepest fall whose mean the lowest week is held against."""


def strait_reports(report: Briefing) -> None:
    """Show the prose on the strait, or say that none is held and that the numbers stand alone."""
    rows = report.known.passages
    if ((rows["section"] == report.section) & (rows["step"] == "hormuz")).any():
        return report.passages("hormuz")
    day = long_date(report.as_of)
    note(f"No report on the strait is held by {day}; what had been counted is drawn below.")


def strait_flow(report: Briefing) -> None:
    """Show oil through Hormuz by quarter, beside the strait of Malacca."""
    rows = report.figures.of("chokepoint_oil_flow", ["Hormuz", "Malacca"])
    if rows.empty:
        return  # `strait_reports` has said that what was counted is drawn
    wide = rows.pivot_table(index="period", columns="entity", values="value")
    flow, supply = wide["Hormuz"], report.figures.wide("world_oil_supply", "World")
    last, year = flow.index[-1], flow.index[0][:4]
    whole = flow[flow.index.str[:4] == year]
    title = f"Hormuz carried {num(flow[last], 1)} million barrels a day in the {_quarter(last)}"
    if len(whole) == 4 and last not in whole.index:
        share = percent(flow[last] / whole.mean())
        title = f"Flow through Hormuz in the {_quarter(last)} was {share} of its mean in {year}"
    if last in supply.index:
        title += f" and {percent(flow[last] / supply.loc[last, 'World'])} of the world's supply"
    figure(
        _quarter_bars(wide),
        label="energy-strait-flow",
        title=title,
        subtitle="Crude and products by sea, million barrels a day, by quarter",
        caption="Malacca stands beside it as a strait far from the Gulf. "
        + report.figures.caveat("chokepoint_oil_flow"),
        alt="; ".join(
            f"{_quarter(p)}: Hormuz {num(r['Hormuz'], 1)}, Malacca {num(r['Malacca'], 1)}"
            for p, r in wide.iterrows()
        ),
        source=report.figures.citations(rows),
        data=drawn(rows),
    )


def transits(report: Briefing) -> None:
    """Show tankers through Hormuz, mean of each week, with the press's counts apart."""
    rows = report.figures.of("hormuz_tanker_transits_daily", "Hormuz")
    weekly, press = _weeks(rows), report.figures.of("hormuz_transits_press", "Hormuz")
    if len(weekly) < 2:
        return
    low, usual = weekly.idxmin(), _before_fall(weekly)
    title = f"In the week to {long_date(low)} {num(weekly[low], 1)} tankers a day passed Hormuz"
    title += (
        f", {percent(weekly[low] / usual)} of the mean before the steepest fall" if usual else ""
    )
    counted = pd.DataFrame({"to": weekly.index, "a day": weekly.round(1), "account": "PortWatch"})
    quoted = pd.DataFrame({"to": press["period"], "a day": press["value"], "account": "press"})
    figure(
        _transit_line(report, weekly, press),
        label="energy-transits",
        title=title,
        subtitle="Tankers passing Hormuz a day, mean of the week",
        caption="Ships seen by their radio signal; a ship that is silent is not counted. "
        + ("Crosses are counts in the press, some of all ships, not part of the line. "
           if len(press) else "")
        + report.figures.caveat("hormuz_tanker_transits_daily"),
        alt=f"Weekly means from {long_date(weekly.index[0])} to {long_date(weekly.index[-1])}: "
        f"first {num(weekly.iloc[0], 1)}, highest {num(weekly.max(), 1)}, lowest "
        f"{num(weekly.min(), 1)}, last {num(weekly.iloc[-1], 1)}"
        + "".join(f"; press {r.period} {num(r.value)}" for r in press.itertuples()),
        source=report.figures.citations(pd.concat([rows, press])),
        data=pd.concat([counted, quoted]),
    )  # fmt: skip


def daily_price(report: Briefing) -> None:
    """Show Brent by the day over the window chosen, with the treaty's days and events marked."""
    window = report.parameters.window_months  # type: ignore[attr-defined]
    first = shift_months(report.as_of[:7], -window) + "-01"
    rows = report.figures.of("brent_spot_daily", "World", first)
    if rows.empty:
        return prose.nothing_public(report, "the daily price of Brent")
    price = rows.set_index("period")["value"]
    events = report.events(["prices", "hormuz", "opec"])
    span = (events["date"] >= first) & (events["date"] <= price.index[-1])
    events = _apart(choose(report, events[span], CANDIDATES))
    low, high = price.idxmin(), price.idxmax()
    figure(
        _price_line(report, price, events, first),
        label="energy-daily-price",
        title=f"Brent ran from {num(price[low], 1)} dollars on {long_date(low)} to "
        f"{num(price[high], 1)} on {long_date(high)}{_near(events, high)}",
        subtitle=f"Brent spot price, dollars a barrel, by day in the {window} months to "
        f"{long_date(report.as_of)}",
        caption="Numbered: events on record that concern prices, the strait or the producers' "
        "group, the best attested of the span. That a price and an event share a week shows no "
        "cause. " + report.figures.caveat("brent_spot_daily"),
        alt=f"First {num(price.iloc[0], 1)}, lowest {num(price[low], 1)} on {long_date(low)}, "
        f"highest {num(price[high], 1)} on {long_date(high)}, last {num(price.iloc[-1], 1)}"
        + "".join(
            f". {i}: {e.title}, {long_date(e.when)}" for i, e in enumerate(events.itertuples(), 1)
        ),
        source=report.figures.citations(rows) + prose.cite([k for e in events["keys"] for k in e]),
        data=_by_week(price),
    )


def _quarter_bars(wide: pd.DataFrame):
    fig, (ax,) = canvas(2.7)
    for i, (_, row) in enumerate(wide.iterrows()):
        ax.bar(i, row["Hormuz"], 0.56, color=BLUE, label="" if i else "Hormuz")
        ax.text(i, row["Hormuz"] - 1.6, num(row["Hormuz"], 1), ha="center", color=WHITE, fontsize=8)
        ax.scatter(i, row["Malacca"], marker="D", s=38, c=WHITE, edgecolors=ORANGE, linewidths=1.5,
                   zorder=3, label="" if i else "Malacca")  # fmt: skip
        write(ax, i, row["Malacca"], num(row["Malacca"], 1), shift=(8, 0))
    ax.set_xticks(range(len(wide)), [f"Q{p[-1]}\n{p[:4]}" for p in wide.index])
    ax.set_xlim(-0.6, max(len(wide), 4) - 0.4)
    ax.set_title("million barrels a day", **HEADING)
    ax.legend(loc="lower right", bbox_to_anchor=(1, 1.0), ncols=2, borderaxespad=0)
    axes.zero_based(ax, pad=0.04)
    axes.quiet(ax)
    return fig


def _transit_line(report: Briefing, weekly: pd.Series, press: pd.DataFrame):
    fig, (ax,) = canvas(2.9)
    ax.plot([axes.at(d) for d in weekly.index], weekly, color=BLUE,
            label="tankers a day, mean of the week (PortWatch)")  # fmt: skip
    axes.date_axis(ax, weekly.index[0], report.as_of)
    if len(press):
        ax.scatter([axes.at(p) for p in press["period"]], press["value"], marker="x", s=34, c=RED,
                   lw=1.6, zorder=4, label="counts in the press, kinds of ship differ")  # fmt: skip
    if shift_days(weekly.index[-1], 28) < report.as_of:
        axes.no_data(ax, weekly.index[-1], report.as_of, "no weekly count held")
    axes.zero_based(ax, pad=0.08)
    axes.quiet(ax)
    axes.mark_days(ax, report.treaty_days, report.as_of)
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1.06), ncols=2, handletextpad=0.4,
              borderaxespad=0)  # fmt: skip
    return fig


def _price_line(report: Briefing, price: pd.Series, events: pd.DataFrame, first: str):
    room = max(0.19 * len(events), 0.01)
    fig, (ax, key) = canvas(2.6 + room, 2, 1, height_ratios=[2.5, room])
    ax.plot([axes.at(d) for d in price.index], price, color=BLUE, lw=1.4)
    axes.date_axis(ax, first, shift_days(report.as_of, 5))
    axes.zero_based(ax, pad=0.12)
    axes.quiet(ax)
    axes.mark_days(ax, report.treaty_days, report.as_of)
    number_events(ax, key, events, price)
    return fig


def _weeks(rows: pd.DataFrame) -> pd.Series:
    days = rows.set_index(pd.to_datetime(rows["period"]))["value"].sort_index()
    if days.empty:
        return pd.Series(dtype=float)
    weekly = days.resample("7D").agg(["mean", "size"])
    weekly = weekly[weekly["size"] == 7]["mean"]
    return weekly.set_axis([shift_days(d.strftime("%Y-%m-%d"), 6) for d in weekly.index])


def _before_fall(weekly: pd.Series) -> float:
    fall = int(weekly.pct_change().fillna(0).argmin())
    low = int(weekly.argmin())
    return float(weekly.iloc[fall - BEFORE : fall].mean()) if BEFORE <= fall <= low else 0.0


def _by_week(price: pd.Series) -> pd.DataFrame:
    days = price.set_axis(pd.to_datetime(price.index)).resample("W-FRI").mean().dropna()
    ends = [min(d.strftime("%Y-%m-%d"), price.index[-1]) for d in days.index]
    return pd.DataFrame({"week to": ends, "Brent, mean, USD/bbl": days.round(2).values})


def _apart(events: pd.DataFrame) -> pd.DataFrame:
    kept: list[int] = []
    for i, day in enumerate(events["date"]):
        if not kept or day > shift_days(events["date"].iloc[kept[-1]], ROOM):
            kept.append(i)
    return events.iloc[kept]


def _near(events: pd.DataFrame, day: str) -> str:
    near = (events["date"] >= shift_days(day, -7)) & (events["date"] <= shift_days(day, 7))
    near &= ~events["title"].str.startswith(PEAK_TITLE)
    n = int(near.sum())
    return (
        f"; {count(n, 'other marked event')} {'lies' if n == 1 else 'lie'} within a week of it"
        if n
        else ""
    )


def _quarter(period: str) -> str:
    return f"{('first', 'second', 'third', 'fourth')[int(period[-1]) - 1]} quarter of {period[:4]}"
