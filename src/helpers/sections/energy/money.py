"""Step six: what a barrel earns: the world price, the discounts, the revenue reported."""

from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from helpers.display import axes, charts
from helpers.display.bundles import figure, say, table
from helpers.display.style import GREEN, INK, RED, WHITE, canvas
from helpers.display.words import capital, change, count, num, number_word
from helpers.ledger.dates import long_date, shift_months
from helpers.sections import prose
from helpers.sections.briefing import Briefing
from helpers.sections.energy.drawing import write
from helpers.sections.energy.rows import drawn

FEWEST = 3
"""Quotes needed on each side of the signing before means are compared."""

WINDFALL = {
    "russia_windfall_per_day": "million dollars a day",
    "russia_windfall_two_weeks_eur": "billion euros in two weeks",
    "russia_windfall_two_weeks_usd": "billion dollars in two weeks",
}
CRUDES = {"Iranian crude": (GREEN, "o"), "Urals, derived": (RED, "s")}


def around_signing(report: Briefing, rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return monthly rows of the window before and after the month of the signing."""
    n, month = report.parameters.window_months, report.signed[:7]  # type: ignore[attr-defined]
    months = rows["period"].str[:7]
    before = (months >= shift_months(month, -n)) & (months < month)
    after = (months > month) & (months <= shift_months(month, n))
    return rows[before], rows[after]


def brent(report: Briefing) -> None:
    """Show the price of Brent by month, with its mean before and after the signing."""
    rows = report.figures.of("brent_spot_monthly", "World", str(report.parameters.since))
    if rows.empty:
        return prose.nothing_public(report, "the price of Brent in these years")
    before, after = around_signing(report, report.figures.of("brent_spot_monthly", "World"))
    price = rows.set_index("period")["value"]
    title = (
        f"Brent averaged {num(before['value'].mean(), 1)} dollars in the "
        f"{count(len(before), 'month')} before the signing"
    )
    if len(after):
        mean, months = num(after["value"].mean(), 1), count(len(after), "month")
        title += f" and {mean} in the {months} after it"
    else:
        title += "; no full month after it has been counted"
    figure(
        _brent_line(report, price, before, after),
        label="energy-brent",
        title=title,
        subtitle="Brent spot price, dollars a barrel, mean of the month",
        caption="Red: the means of the full months before and after the month of the signing, "
        f"{report.parameters.window_months} at most on each side. "  # type: ignore[attr-defined]
        "World prices move for many reasons: a difference between the means is no effect of the "
        "treaty. " + report.figures.caveat("brent_spot_daily"),
        alt=f"Brent from {price.index[0]} to {price.index[-1]}: lowest {num(price.min(), 1)} in "
        f"{price.idxmin()}, highest {num(price.max(), 1)} in {price.idxmax()}, last "
        f"{num(price.iloc[-1], 1)}",
        source=report.figures.citations(rows),
        data=drawn(rows),
    )


def discounts(report: Briefing) -> None:
    """Show every quote of the discount on Iranian crude, and the gap of Urals where it is known."""
    iran = report.figures.of("iran_crude_discount_press", "IRN").assign(crude="Iranian crude")
    rows = pd.concat([iran, _urals_gap(report).assign(crude="Urals, derived")])
    if len(iran) < FEWEST:
        return _few_quotes(report, iran)
    rows = rows.sort_values("end")
    title = f"{capital(count(len(iran), 'quote'))} of the Iranian discount {_range(iran)}"
    gap = rows[rows["crude"] == "Urals, derived"]["value"]
    if len(gap):
        title += (
            f"; Urals stood {num(gap.min(), 0)} to {num(gap.max(), 0)} dollars below Brent on "
            f"{count(len(gap), 'day')}"
        )
    figure(
        _discount_dots(report, rows),
        label="energy-discounts",
        title=title,
        subtitle="Dollars a barrel below Brent, by quote",
        caption="Hollow: a bound, such as more than ten. Quotes of traders in the press, too few "
        "and too far apart for a trend. They hold for the place of sale; freight and the cost of "
        "hiding come on top." + (_URALS if len(gap) else ""),
        alt="; ".join(f"{r.crude}, {r.period}: {num(r.value, 1)}" for r in rows.itertuples())
        + ", in dollars a barrel below Brent",
        source=report.figures.citations(rows),
        data=rows[["crude", "period", "value", "note"]],
    )
    _before_and_after(report, iran)


def revenue_sentence(report: Briefing) -> str:
    """Return how Russia's budget revenue from oil and gas moved, or "" before it was public."""
    rows = report.figures.of("ru_oil_gas_revenue_rub", "RUS")
    if len(rows) < 2:
        return ""
    before, last = rows.iloc[-2], rows.iloc[-1]
    return (
        f"Russia's budget revenue from oil and gas {change(before['value'], last['value'])} from "
        f"{before['period']} to {last['period']} [@{last['key']}]."
    )


def revenue(report: Briefing) -> None:
    """Show the Russian budget's revenue from oil and gas, the only revenue held."""
    rows = report.figures.of("ru_oil_gas_revenue_rub", "RUS")
    if rows.empty:
        return prose.nothing_public(report, "revenue from oil and gas or on gains of either state")
    values = rows.set_index("period")["value"]
    dollars = report.figures.last("ru_oil_gas_revenue", "RUS")
    in_dollars = ""
    if dollars is not None:
        in_dollars = (
            f"In dollars the revenue of {dollars['period']} was put at {num(dollars['value'], 1)} "
            f"billion [@{dollars['key']}]. "
        )
    figure(
        charts.bars(values, unit="trillion roubles", colour=RED, digits=2),
        label="energy-revenue",
        title=revenue_sentence(report).split(" [@")[0]
        or f"Russia's budget took {num(values.iloc[-1])} trillion roubles in {values.index[-1]}",
        subtitle="Russian budget revenue from oil and gas, trillion roubles, years held",
        caption=f"Nominal roubles; the years between are not held. {in_dollars}No revenue of Iran "
        "is drawn: none is published that could be checked.",
        alt="; ".join(f"{p}: {num(v)} trillion roubles" for p, v in values.items()),
        source=report.figures.citations(rows),
        data=drawn(rows),
    )


def windfall(report: Briefing) -> None:
    """Show estimates of extra income, each by its own author, none added to another."""
    rows = report.figures.of(list(WINDFALL), "RUS").sort_values("end")
    if rows.empty:
        return  # `revenue` has said what is public, or that nothing is
    table(
        pd.DataFrame(
            {
                "Period": [long_date(p) for p in rows["period"]],
                "Estimate": [f"{num(r.value)} {WINDFALL[r.series]}" for r in rows.itertuples()],
                "Who says it": [n.split(";")[0] for n in rows["note"]],
                "Source": [f"[@{k}]" for k in rows["key"]],
            }
        ),
        label="energy-windfall",
        title=f"{capital(count(len(rows), 'estimate'))} of Russia's extra oil income, on "
        f"{count(rows['series'].nunique(), 'base')}",
        caption="Not to be added: each author chose what to compare with. "
        + report.figures.caveat(*WINDFALL),
        kinds={"Source": "markdown", "Estimate": "number"},
    )


_URALS = (
    " The gap of Urals is the day's spot price of Brent less a rounded press quote, so it is "
    "rough by a dollar or two."
)


def _brent_line(report: Briefing, price: pd.Series, *windows: pd.DataFrame) -> Figure:
    fig = charts.line_chart(
        price.to_frame("Brent"), unit="dollars a barrel", zero=True, height=2.9,
        marks=report.treaty_days, as_of=report.as_of,
    )  # fmt: skip
    ax = fig.axes[0]
    for side, rows in zip((1, -1), windows, strict=False):
        rows = rows[rows["period"] >= price.index[0]]
        if rows.empty:
            continue
        mean, low, high = rows["value"].mean(), *(axes.at(rows["period"].iloc[i]) for i in (0, -1))
        ax.hlines(mean, low, high, color=RED, lw=2.6, zorder=3)
        ax.annotate(
            num(mean, 1), (low + 0.35 * (high - low), mean), xytext=(0, 16 * side), ha="center",
            va="center", textcoords="offset points", color=RED, fontweight="bold", fontsize=8.5,
        )  # fmt: skip
    return fig


def _discount_dots(report: Briefing, rows: pd.DataFrame) -> Figure:
    fig, (ax,) = canvas(2.8)
    for crude, (colour, marker) in CRUDES.items():
        part = rows[rows["crude"] == crude]
        if part.empty:
            continue
        look: dict[str, Any] = {
            "s": 40,
            "marker": marker,
            "edgecolors": colour,
            "linewidths": 1.4,
            "zorder": 3,
        }
        ax.scatter([], [], c=colour, label=crude, **look)
        for row in part.itertuples():
            bound = "more than" in row.note
            ax.scatter(axes.at(row.period), row.value, c=WHITE if bound else colour, **look)
            text = num(row.value, 0 if marker == "o" else 1)
            write(
                ax, axes.at(row.period), row.value, f"over {text}" if bound else text, shift=(8, 0)
            )
    axes.date_axis(ax, shift_months(min(rows["start"])[:7], -1) + "-01", report.as_of)
    axes.zero_based(ax, pad=0.1)
    axes.quiet(ax)
    axes.mark_days(ax, report.treaty_days, report.as_of)
    ax.spines["bottom"].set_color(INK)
    if rows["crude"].nunique() > 1:
        ax.legend(loc="lower left", bbox_to_anchor=(0, 1.06), ncols=2, handletextpad=0.1,
                  borderaxespad=0)  # fmt: skip
    return fig


def _range(iran: pd.DataFrame) -> str:
    top = iran.loc[iran["value"].idxmax()]
    most = f"{'more than ' if 'more than' in top['note'] else ''}{num(top['value'])} dollars"
    return f"names {most}" if len(iran) == 1 else f"run from {num(iran['value'].min())} to {most}"


def _urals_gap(report: Briefing) -> pd.DataFrame:
    urals = report.figures.of("urals_price_press", "RUS")
    spot = report.figures.of("brent_spot_daily", "World").set_index("period")["value"]
    urals = urals[urals["period"].isin(spot.index)]
    gap = [spot[p] - v for p, v in zip(urals["period"], urals["value"], strict=True)]
    return urals.assign(value=gap, note="from two prices of one day")


def _before_and_after(report: Briefing, iran: pd.DataFrame) -> None:
    before, after = around_signing(report, iran)
    n = report.parameters.window_months  # type: ignore[attr-defined]
    text = (
        f"Of the quotes held, {number_word(len(before))} {_fall(len(before))} within {n} months "
        f"before the signing and {number_word(len(after))} within {n} months after it"
    )
    if min(len(before), len(after)) >= FEWEST:
        means = (num(part["value"].mean(), 1) for part in (before, after))
        text += ": on average {} dollars, then {}.".format(*means)
    else:
        text += f": too few to compare means, for which {count(FEWEST, 'quote')} a side are asked."
    if len(after) > 1:
        first, last = after.iloc[0], after.iloc[-1]
        text += (
            f" After the signing the quote went from {num(first['value'])} dollars in "
            f"{long_date(first['period'])} to {'more than ' if 'more than' in last['note'] else ''}"
            f"{num(last['value'])} in {long_date(last['period'])}."
        )
    say(text)


def _few_quotes(report: Briefing, iran: pd.DataFrame) -> None:
    if iran.empty:
        return prose.nothing_public(report, "the discount of Iranian crude")
    said = "; ".join(
        f"{'more than ' if 'more than' in r.note else ''}{num(r.value)} dollars a barrel in "
        f"{long_date(r.period)} [@{r.key}]"
        for r in iran.itertuples()
    )
    say(f"Quotes of the Iranian discount are too few to draw. Held: {said}.")


def _fall(n: int) -> str:
    return "falls" if n < 2 else "fall"
