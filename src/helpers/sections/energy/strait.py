"""Step eight: the strait through which the Gulf's oil passes, and the price by the day."""

import pandas as pd

from helpers.display import axes, charts
from helpers.display.bundles import figure
from helpers.display.style import BLUE, GREY, INK, RED, WHITE, canvas
from helpers.display.words import capital, count, num, percent
from helpers.ledger.dates import long_date, shift_days, shift_months
from helpers.sections import prose
from helpers.sections.briefing import Briefing
from helpers.sections.chronicle import choose
from helpers.sections.energy.rows import drawn

MOST_MARKS = 7
"""Events marked on the daily price; the table of events has them all."""

TOO_CLOSE = 6
"""Days within which two events share a mark's room; only the first is drawn."""


def strait_flow(report: Briefing) -> None:
    """Show oil through Hormuz by quarter, beside the strait of Malacca."""
    rows = report.figures.of("chokepoint_oil_flow", ["Hormuz", "Malacca"])
    if rows.empty:
        return prose.nothing_public(report, "flow through the strait in the series held")
    wide = rows.pivot_table(index="period", columns="entity", values="value")[["Hormuz", "Malacca"]]
    hormuz, last = wide["Hormuz"].dropna(), wide["Hormuz"].dropna().index[-1]
    supply = report.figures.of("world_oil_supply", "World").set_index("period")["value"]
    year = hormuz[hormuz.index.str[:4] == hormuz.index[0][:4]]
    if len(year) == 4 and last not in year.index:
        title = f"Flow through Hormuz in the {_quarter(last)} was {percent(hormuz[last] / year.mean())} of its mean in {year.index[0][:4]}"
    else:
        title = (
            f"Hormuz carried {num(hormuz[last], 1)} million barrels a day in the {_quarter(last)}"
        )
    if last in supply.index:
        title += f", {percent(hormuz[last] / supply[last])} of the world's supply"
    figure(
        charts.columns(wide, unit="million barrels a day", height=2.8),
        label="energy-strait-flow",
        title=title,
        subtitle="Crude and products by sea, million barrels a day, by quarter",
        caption="Malacca stands beside it as a strait far from the Gulf. " + report.figures.caveat("chokepoint_oil_flow"),
        alt="; ".join(f"{p.replace('-', ' ')}: Hormuz {num(r['Hormuz'], 1)}, Malacca {num(r['Malacca'], 1)}" for p, r in wide.iterrows()),
        source=report.figures.citations(rows),
        data=drawn(rows),
    )  # fmt: skip


def transits(report: Briefing) -> None:
    """Show tankers through Hormuz, mean of each week, with the press's counts apart."""
    rows = report.figures.of("hormuz_tanker_transits_daily", "Hormuz")
    if len(rows) < 14:
        return prose.nothing_public(report, "the count of ships through the strait")
    press = report.figures.of("hormuz_transits_press", "Hormuz")
    weekly = _weeks(rows)
    fig, (ax,) = canvas(3.0)
    ax.plot([axes.at(d) for d in weekly.index], weekly, color=BLUE)
    axes.date_axis(ax, rows["period"].min(), report.as_of)
    if len(press):
        ax.scatter(
            [axes.at(p) for p in press["period"]],
            press["value"],
            marker="x",
            s=34,
            c=RED,
            lw=1.6,
            zorder=4,
            label="press counts, kinds of ship differ",
        )
    end = rows["period"].max()
    if shift_days(end, 21) < report.as_of:
        axes.no_data(ax, end, report.as_of, "no data held" if len(press) else "no data held yet")
    ax.plot([], [], color=BLUE, label="tankers a day, mean of the week (PortWatch)")
    axes.zero_based(ax, pad=0.08)
    axes.quiet(ax)
    axes.mark_days(ax, report.treaty_days, report.as_of)
    ax.legend(
        loc="lower left", bbox_to_anchor=(0, 1.06), ncols=2, handletextpad=0.4, borderaxespad=0
    )
    low = weekly.idxmin()
    before = weekly[weekly.index < low].tail(4)
    title = f"In the week to {long_date(low)} {num(weekly[low], 1)} tankers a day passed Hormuz, the fewest held"
    if len(before) == 4:
        title += f": {percent(weekly[low] / before.mean())} of the four weeks before"
    figure(
        fig,
        label="energy-transits",
        title=title,
        subtitle="Tankers passing Hormuz a day, mean of the week",
        caption="Ships seen by their radio signal; a ship that is silent is not counted. Crosses are counts in the press, some of all ships, "
        "and no part of the line. " + report.figures.caveat("hormuz_tanker_transits_daily"),
        alt=f"Weekly means from {long_date(weekly.index[0])} to {long_date(weekly.index[-1])}: first {num(weekly.iloc[0], 1)}, lowest {num(weekly.min(), 1)}, "
        f"highest {num(weekly.max(), 1)}, last {num(weekly.iloc[-1], 1)}" + "".join(f"; press {r.period} {num(r.value)}" for r in press.itertuples()),
        source=report.figures.citations(pd.concat([rows, press])),
        data=pd.concat([pd.DataFrame({"week to": weekly.index, "tankers a day": weekly.round(1).values, "account": "PortWatch"}),
                        pd.DataFrame({"week to": press["period"], "tankers a day": press["value"], "account": "press"})]),
    )  # fmt: skip


def daily_price(report: Briefing) -> None:
    """Show Brent by the day over the window chosen, with the treaty's days and events marked."""
    first = shift_months(report.as_of[:7], -report.parameters.window_months) + "-01"  # type: ignore[attr-defined]
    rows = report.figures.of("brent_spot_daily", "World", first)
    if rows.empty:
        return prose.nothing_public(report, "the daily price of Brent")
    price = rows.set_index("period")["value"]
    events = report.events(["prices", "hormuz", "opec", "oil"])
    events = _apart(choose(report, events[(events["date"] >= first)], MOST_MARKS))
    fig, (ax, key) = canvas(
        2.7 + 0.19 * len(events), 2, 1, height_ratios=[2.6, max(0.19 * len(events), 0.01)]
    )
    ax.plot([axes.at(d) for d in price.index], price, color=BLUE, lw=1.4)
    axes.date_axis(ax, first, shift_days(report.as_of, 3))
    axes.zero_based(ax, pad=0.16)
    axes.quiet(ax)
    axes.mark_days(ax, report.treaty_days, report.as_of)
    ax.set_title("dollars a barrel", fontweight="normal", color=GREY, fontsize=8.5, pad=14)
    _number_events(ax, key, events, price)
    low, high = price.idxmin(), price.idxmax()
    figure(
        fig,
        label="energy-daily-price",
        title=f"Brent ran from {num(price[low], 1)} dollars on {long_date(low)} to {num(price[high], 1)} on {long_date(high)}"
        + _nearest(events, high),
        subtitle=f"Brent spot price by day, dollars a barrel, {long_date(price.index[0])} to {long_date(price.index[-1])}",
        caption="Numbered: energy events on record, the best attested of the span. That a price and an event share a week shows no cause. "
        + report.figures.caveat("brent_spot_daily"),
        alt=f"Daily Brent: first {num(price.iloc[0], 1)}, lowest {num(price[low], 1)} on {long_date(low)}, highest {num(price[high], 1)} on {long_date(high)}, "
        f"last {num(price.iloc[-1], 1)}" + "".join(f". {i}: {r.title}, {long_date(r.date)}" for i, r in enumerate(events.itertuples(), 1)),
        source=report.figures.citations(rows) + prose.cite([k for keys in events["keys"] for k in keys]),
        data=_by_week(price),
    )  # fmt: skip


def _weeks(rows: pd.DataFrame) -> pd.Series:
    days = rows.set_index(pd.to_datetime(rows["period"]))["value"].sort_index()
    weekly = days.resample("7D").agg(["mean", "size"])
    weekly = weekly[weekly["size"] == 7]["mean"]
    weekly.index = [shift_days(d.strftime("%Y-%m-%d"), 6) for d in weekly.index]
    return weekly


def _by_week(price: pd.Series) -> pd.DataFrame:
    days = price.set_axis(pd.to_datetime(price.index)).resample("W-FRI").mean().dropna()
    ends = [min(d.strftime("%Y-%m-%d"), price.index[-1]) for d in days.index]
    return pd.DataFrame({"week to": ends, "Brent, mean, USD/bbl": days.round(2).values})


def _apart(events: pd.DataFrame) -> pd.DataFrame:
    kept: list[int] = []
    for i, day in enumerate(events["date"]):
        if not kept or day > shift_days(events["date"].iloc[kept[-1]], TOO_CLOSE):
            kept.append(i)
    return events.iloc[kept]


def _number_events(ax, key, events: pd.DataFrame, price: pd.Series) -> None:
    key.set_axis_off()
    key.set_ylim(max(len(events), 1), 0)
    key.set_xlim(0, 1)
    for i, event in enumerate(events.itertuples()):
        days = price[price.index <= event.date]
        y = float(days.iloc[-1]) if len(days) else float(price.iloc[0])
        ax.scatter(axes.at(event.date), y, s=100, c=WHITE, edgecolors=INK, linewidths=1, zorder=4)
        ax.text(
            axes.at(event.date), y, str(i + 1), ha="center", va="center", fontsize=6.8, zorder=5
        )
        key.text(
            0.022, i + 0.5, str(i + 1), va="center", ha="right", fontsize=7.8, fontweight="bold"
        )
        key.text(0.035, i + 0.5, long_date(event.date), va="center", fontsize=7.8, color=GREY)
        key.text(0.22, i + 0.5, event.title, va="center", fontsize=7.8)


def _nearest(events: pd.DataFrame, day: str) -> str:
    close = events[(events["date"] >= shift_days(day, -7)) & (events["date"] <= shift_days(day, 7))]
    return (
        f"; {count(len(close), 'event')} of those marked {'lies' if len(close) == 1 else 'lie'} within a week of the highest day"
        if len(close)
        else ""
    )


def _quarter(period: str) -> str:
    return f"{('first', 'second', 'third', 'fourth')[int(period[-1]) - 1]} quarter of {period[:4]}"
