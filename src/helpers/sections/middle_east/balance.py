"""The balance of means: military outlay and imported arms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator

from helpers.display.bundles import figure, note
from helpers.display.charts import bars, line_chart
from helpers.display.style import COUNTRY, NAMES
from helpers.display.words import join, num, percent
from helpers.sections.prose import nothing_public

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

RIVALS = ["ISR", "SAU"]
SUPPLIES = ["RUS->IRN", "CHN->IRN", "USA->ISR", "USA->SAU", "USA->QAT", "USA->ARE", "USA->KWT"]
BASE_YEARS = 3
"""Full years before the signing whose mean the last year is set against."""

TICKS = (2, 5, 10, 20, 50, 100, 200, 500, 1000)


def spending(report: Briefing) -> None:
    """Draw military spending; the title sets Iran's against Israel's and Saudi Arabia's."""
    p = report.parameters
    chosen, since = list(p.milex_countries), str(p.since)  # type: ignore[attr-defined]
    rows = report.figures.of("milex_constant_usd", chosen, since=since)
    wide = report.figures.wide("milex_constant_usd", chosen, since=since) / 1000
    if wide.empty:
        nothing_public(report, "the military spending of these states in these years")
        return
    last = {c: wide[c].dropna() for c in wide}
    said = join(f"{NAMES[str(c)]} {num(v.iloc[-1], 1)} in {v.index[-1]}" for c, v in last.items())
    figure(
        draw_spending(wide),
        label=f"{report.section}-spending",
        title=spending_title(outlay_ratio(report), report.signed),
        subtitle="Military spending, billion US dollars at 2024 prices, by year, logarithmic scale",
        caption="Equal distances are equal ratios. Outlay is money, not strength; the official "
        "exchange rate flatters or hides Iran's, and outlays of its Guards may lie outside. "
        + report.figures.caveat("milex_constant_usd"),
        alt=f"Lines from {wide.index[0]} to {wide.index[-1]}. Last values, billion dollars: "
        f"{said}.",
        source=report.figures.citations(rows),
        data=wide.round(2).reset_index(),
    )
    missing = [NAMES[c] for c in chosen if c not in wide]
    if missing:
        note(f"The register has no values for {join(missing)} in these years; none are filled in.")


def draw_spending(wide: pd.DataFrame) -> Figure:
    """Return lines on a logarithmic scale with ticks at round sums."""
    fig = line_chart(wide, unit="USD bn", log=True, height=3.2)
    ax = fig.axes[0]
    low, high = float(wide.min().min()), float(wide.max().max())
    ticks = [t for t in TICKS if 0.7 * low <= t <= 1.4 * high]
    ax.set_ylim(min([*ticks, 0.9 * low]), max([*ticks, 1.1 * high]))
    ax.set_yticks(ticks)
    ax.yaxis.set_minor_locator(NullLocator())
    return fig


def outlay_ratio(report: Briefing) -> pd.Series:
    """Return by year Iran's military outlay divided by that of Israel and Saudi Arabia together."""
    wide = report.figures.wide("milex_constant_usd", ["IRN", *RIVALS])
    if not {"IRN", *RIVALS} <= set(wide.columns):
        return pd.Series(dtype=float)
    return (wide["IRN"] / wide[RIVALS].sum(axis=1, skipna=False)).dropna()


def spending_title(ratio: pd.Series, signed: str) -> str:
    """Return Iran's share in the last year, against the mean of the years before the signing."""
    if ratio.empty:
        return "Iran's outlay could not be set beside Israel's and Saudi Arabia's"
    last = (
        f"{percent(ratio.iloc[-1], 1)} of Israel's and Saudi Arabia's together in {ratio.index[-1]}"
    )
    head = f"Iran's military outlay was {last}"
    before = ratio[(ratio.index < signed[:4]) & (ratio.index < ratio.index[-1])].tail(BASE_YEARS)
    if before.empty:
        return head
    span = f"{before.index[0]}–{before.index[-1]}"
    return f"{head}, against a mean of {percent(float(before.mean()), 1)} in {span}"


def imports(report: Briefing) -> None:
    """Draw arms delivered to Iran and to Washington's partners, summed over the last years."""
    years = report.parameters.import_years  # type: ignore[attr-defined]
    wide = report.figures.wide("arms_transfer_tiv", SUPPLIES)
    if wide.empty:
        nothing_public(report, "arms transfers")
        return
    part = wide.tail(years)
    totals = part.sum().sort_values(ascending=False)
    totals = totals[sorted(totals.index, key=lambda pair: not pair.endswith("IRN"))]
    rows = report.figures.of("arms_transfer_tiv", SUPPLIES, since=str(part.index[0]))
    span = str(part.index[0]) + (f"–{part.index[-1]}" if len(part) > 1 else "")
    words = {pair: f"{NAMES[pair[:3]]} to {NAMES[pair[-3:]]}" for pair in totals.index}
    shown = totals.rename(index=words)
    figure(
        bars(shown, colour={words[p]: COUNTRY[p[:3]] for p in totals.index}, digits=0),
        label=f"{report.section}-imports",
        title=imports_title(totals, span),
        subtitle=f"Major arms delivered, million SIPRI trend-indicator values (TIV), sum of {span}",
        caption="A unit of volume, not of money. What a state makes for itself is not in it, "
        "and Iran makes "
        "most of its missiles and drones. " + report.figures.caveat("arms_transfer_tiv"),
        alt=f"Bars, sums of {span}: {join(f'{k} {num(v, 0)}' for k, v in shown.items())}.",
        source=report.figures.citations(rows),
        data=pd.DataFrame({"pair": totals.index, "value": [f"{v:.1f}" for v in totals]}),
    )


def imports_title(totals: pd.Series, span: str) -> str:
    """Return what Washington delivered to its partners for each unit that Iran received."""
    to_iran = totals[[p for p in totals.index if p.endswith("IRN")]].sum()
    others = totals.sum() - to_iran
    head = (
        f"The United States delivered {num(others, 0)} million TIV of arms to Israel and Gulf "
        f"states in {span}"
    )
    if not to_iran:
        return f"{head}; Iran received none from Russia or China"
    return f"{head}, {num(others / to_iran, 0)} times what Iran received from Russia and China"
