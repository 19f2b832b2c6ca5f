"""Step six: what a barrel earns: the world price, the discounts, the revenue reported."""

import pandas as pd

from helpers.display import axes, charts
from helpers.display.bundles import figure, say, table
from helpers.display.style import GREEN, LIGHT, RED, WHITE, canvas
from helpers.display.words import capital, change, count, join, num
from helpers.ledger.dates import long_date, shift_months
from helpers.sections import prose
from helpers.sections.briefing import Briefing
from helpers.sections.energy.rows import drawn

FEWEST = 3
"""Quotes needed on each side of the signing before a mean is compared."""

WINDFALL = {
    "russia_windfall_per_day": "million dollars a day",
    "russia_windfall_two_weeks_eur": "billion euros in two weeks",
    "russia_windfall_two_weeks_usd": "billion dollars in two weeks",
}


def brent(report: Briefing) -> None:
    """Show the price of Brent by month, with its mean before and after the signing."""
    rows = report.figures.of("brent_spot_monthly", "World", str(report.parameters.since))
    if rows.empty:
        return prose.nothing_public(report, "the price of Brent in these years")
    n, month = report.parameters.window_months, report.signed[:7]  # type: ignore[attr-defined]
    every = report.figures.of("brent_spot_monthly", "World")
    before = every[(every["period"] >= shift_months(month, -n)) & (every["period"] < month)]
    after = every[(every["period"] > month) & (every["period"] <= shift_months(month, n))]
    frame = rows.set_index("period")[["value"]].set_axis(["Brent"], axis=1)
    fig = charts.line_chart(
        frame,
        unit="dollars a barrel, mean of the month",
        zero=True,
        marks=report.treaty_days,
        as_of=report.as_of,
        height=3.0,
    )
    for part in (before, after):
        if len(part):
            fig.axes[0].hlines(
                part["value"].mean(),
                axes.at(part["period"].iloc[0]),
                axes.at(part["period"].iloc[-1]),
                color=RED,
                lw=2.4,
            )
    title = f"Brent averaged {num(before['value'].mean(), 1)} dollars in the {count(len(before), 'month')} before the signing"
    title += (
        f" and {num(after['value'].mean(), 1)} in the {count(len(after), 'month')} after it"
        if len(after)
        else "; no full month after it has been counted"
    )
    figure(
        fig,
        label="energy-brent",
        title=title,
        subtitle="Brent spot price, dollars a barrel, by month",
        caption="Red: the means of the full months before and after the month of the signing, "
        f"{n} at most on each side. World prices move for many reasons: a difference between the means is no effect of the treaty. "
        + report.figures.caveat("brent_spot_daily", "brent_spot_monthly"),
        alt=f"Brent from {frame.index[0]} to {frame.index[-1]}, lowest {num(frame['Brent'].min(), 1)} in {frame['Brent'].idxmin()}, "
        f"highest {num(frame['Brent'].max(), 1)} in {frame['Brent'].idxmax()}, last {num(frame['Brent'].iloc[-1], 1)}",
        source=report.figures.citations(rows),
        data=drawn(rows),
    )


def discounts(report: Briefing) -> None:
    """Show every quote of the discount on Iranian and on Russian crude."""
    iran = report.figures.of("iran_crude_discount_press", "IRN").assign(crude="Iranian crude")
    rows = pd.concat([iran, _urals_gap(report).assign(crude="Urals, derived")])
    if rows.empty:
        return prose.nothing_public(report, "the discount of either crude")
    rows = rows.sort_values("end")
    fig, (ax,) = canvas(2.9)
    for crude, colour, marker in (("Iranian crude", GREEN, "o"), ("Urals, derived", RED, "s")):
        part = rows[rows["crude"] == crude]
        if part.empty:
            continue
        bound = part["note"].str.contains("more than")
        x = [axes.at(p) for p in part["period"]]
        ax.scatter(
            x,
            part["value"],
            s=40,
            marker=marker,
            c=[WHITE if b else colour for b in bound],
            edgecolors=colour,
            linewidths=1.4,
            label=crude,
            zorder=3,
        )
        for place, value, b in zip(x, part["value"], bound, strict=True):
            ax.annotate(
                f"{'over ' if b else ''}{num(value, 0 if crude == 'Iranian crude' else 1)}",
                (place, value),
                xytext=(0, 7),
                textcoords="offset points",
                ha="center",
                fontsize=8,
            )
    axes.date_axis(ax, f"{min(rows['start'])[:7]}-01", report.as_of)
    axes.zero_based(ax, pad=0.18)
    axes.quiet(ax)
    axes.mark_days(ax, report.treaty_days, report.as_of)
    if rows["crude"].nunique() > 1:
        ax.legend(
            loc="lower left", bbox_to_anchor=(0, 1.06), ncols=2, handletextpad=0.1, borderaxespad=0
        )
    values = iran["value"]
    title = f"{capital(count(len(iran), 'quote'))} of the Iranian discount run from {num(values.min())} to {num(values.max())} dollars"
    if len(iran) == 1:
        title = f"The one quote of the Iranian discount held is {'more than ' if 'more than' in iran['note'].iloc[0] else ''}{num(values.iloc[0])} dollars"
    gap = rows[rows["crude"] == "Urals, derived"]["value"]
    if len(gap):
        title += f"; Urals stood {num(gap.min(), 0)} to {num(gap.max(), 0)} dollars under Brent on {count(len(gap), 'day')}"
    figure(
        fig,
        label="energy-discounts",
        title=title,
        subtitle="Dollars a barrel below Brent, by quote",
        caption="Hollow: a bound, such as more than ten. Quotes of traders in the press, too few for a trend. The gap of Urals is the day's spot price "
        "of Brent less a rounded press quote. Discounts hold for the place of sale; freight and cost of hiding come on top. "
        + report.figures.caveat("iran_crude_discount_press"),
        alt="; ".join(f"{r.crude}, {r.period}: {num(r.value, 1)}" for r in rows.itertuples()) + ", in dollars a barrel below Brent",
        source=report.figures.citations(rows),
        data=rows[["crude", "period", "value", "note"]],
    )  # fmt: skip
    _before_and_after(report, iran)


def revenue(report: Briefing) -> None:
    """Show the Russian budget's revenue from oil and gas, the only revenue held."""
    rows = report.figures.of("ru_oil_gas_revenue_rub", "RUS")
    if rows.empty:
        return prose.nothing_public(report, "revenue from oil and gas")
    values = rows.set_index("period")["value"]
    dollars = report.figures.last("ru_oil_gas_revenue", "RUS")
    last = values.index[-1]
    before = values.index[values.index < last][-1] if len(values) > 1 else last
    title = f"Russia's budget took {num(values[last])} trillion roubles from oil and gas in {last}"
    title += f": it {change(values[before], values[last])} from {before}" if before != last else ""
    figure(
        charts.bars(values, unit="trillion roubles", colour=RED, digits=2),
        label="energy-revenue",
        title=title.replace(": it ", ", which "),
        subtitle="Russian budget revenue from oil and gas, trillion roubles, years held",
        caption="Nominal roubles; the years between are not held. "
        + (f"In dollars the newest year was put at {num(dollars['value'], 1)} billion [@{dollars['key']}]. " if dollars is not None else "")
        + "No revenue of Iran is held: none is published that could be checked.",
        alt="; ".join(f"{p}: {num(v)} trillion roubles" for p, v in values.items()),
        source=report.figures.citations(rows),
        data=drawn(rows),
    )  # fmt: skip


def windfall(report: Briefing) -> None:
    """Show estimates of extra income, each by its own author, none added to another."""
    rows = report.figures.of(list(WINDFALL), "RUS").sort_values("end")
    if rows.empty:
        return prose.nothing_public(report, "extra income of either state")
    cells = [
        {
            "Period": long_date(r.period),
            "Estimate": f"{num(r.value)} {WINDFALL[r.series]}",
            "Who says it": r.note.split(";")[0],
            "Source": f"[@{r.key}]",
        }
        for r in rows.itertuples()
    ]
    table(
        pd.DataFrame(cells),
        label="energy-windfall",
        title=f"{capital(count(len(cells), 'estimate'))} of Russia's extra oil income, on {count(rows['series'].nunique(), 'base')} that cannot be added",
        caption="Extra against the time before; each author chose the base. "
        + report.figures.caveat(*WINDFALL),
        kinds={"Source": "markdown", "Estimate": "number"},
    )


def _urals_gap(report: Briefing) -> pd.DataFrame:
    urals = report.figures.of("urals_price_press", "RUS")
    spot = report.figures.of("brent_spot_daily", "World").set_index("period")["value"]
    urals = urals[urals["period"].isin(spot.index)]
    return urals.assign(
        value=[spot[p] - v for p, v in zip(urals["period"], urals["value"], strict=True)],
        note="derived from two prices of one day",
    )


def _before_and_after(report: Briefing, iran: pd.DataFrame) -> None:
    n, month = report.parameters.window_months, report.signed[:7]  # type: ignore[attr-defined]
    before = iran[(iran["period"] >= shift_months(month, -n)) & (iran["period"] < month)]["value"]
    after = iran[(iran["period"] > month) & (iran["period"] <= shift_months(month, n))]["value"]
    text = f"Within {n} months of the signing {count(len(before), 'quote')} of the Iranian discount {'falls' if len(before) == 1 else 'fall'} before it and {number(len(after))} after it"
    if len(before) >= FEWEST and len(after) >= FEWEST:
        text += f": a mean of {num(before.mean(), 1)} dollars, then {num(after.mean(), 1)}."
    else:
        text += f": too few on one side to compare means, for which {count(FEWEST, 'quote')} on each are asked here."
    first, last = (after.iloc[0], after.iloc[-1]) if len(after) > 1 else (None, None)
    if first is not None and first != last:
        text += f" Within the quotes after the signing, the first was {num(first)} dollars and the last {num(last)}."
    say(text)


def number(n: int) -> str:
    """Return a small count as a word."""
    return count(n, "").strip().replace("no", "none") if n == 0 else count(n, "", " ").strip()
