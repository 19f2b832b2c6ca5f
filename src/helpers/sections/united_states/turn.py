"""Russia's trade turn: regions, buyers of crude, Iran among the partners."""

import pandas as pd
from matplotlib.figure import Figure

from helpers.display.axes import at, date_axis, mark_days, quiet, zero_based
from helpers.display.bundles import figure
from helpers.display.charts import bars, slope
from helpers.display.style import BLUE, COUNTRY, GREEN, PURPLE, TEAL, WHITE, canvas, name
from helpers.display.words import capital, join, num, percent
from helpers.ledger.dates import long_date, shift_days
from helpers.sections.briefing import Briefing
from helpers.sections.prose import nothing_public
from helpers.sections.united_states.lifelines import ACCOUNTS
from helpers.sections.united_states.markets import numbered

REGIONS = ["Asia-Pacific", "EU27", "CHN"]
BUYER_EVENTS = ("india-brazil-50-2025-08-06", "india-penalty-lifted-2026-02-06")
"""US acts on India over Russian oil, marked beside its share."""


def regions(report: Briefing) -> None:
    """Draw the share of regions in Russian trade, first and last year in which all are known."""
    frame = report.figures.wide("rus_trade_share", REGIONS)
    frame = frame.dropna() if len(frame) else frame
    if len(frame) < 2:
        nothing_public(report, "shares of regions in Russian trade")
        return
    first, last = str(frame.index[0]), str(frame.index[-1])
    ends = frame.loc[[first, last], REGIONS].T
    asia, europe = (ends.loc[r, last] - ends.loc[r, first] for r in ("Asia-Pacific", "EU27"))
    figure(
        slope(ends, unit="per cent of Russian goods trade", height=3.0),
        label="united_states-regions",
        title=f"Between {first} and {last} the share of Asia and the Pacific {_points(asia)}, "
        f"that of the European Union {_points(europe)}",
        subtitle="Share of regions in Russian trade, per cent, Russian customs by an official's "
        "statement",
        caption="Asia-Pacific includes China, so the three do not add up. Two years, not a "
        "path: the figure does not show when the turn came. The last year had not ended when "
        "the share was stated.",
        alt=join(
            f"{name(r)} {num(ends.loc[r, first])} in {first}, {num(ends.loc[r, last])} in {last}"
            for r in REGIONS
        )
        + ".",
        source=report.figures.citations(report.figures.of("rus_trade_share", REGIONS)),
        data=ends.reset_index(),
    )


def _points(change: float) -> str:
    if round(change) == 0:
        return "stayed the same"
    return f"{'rose' if change > 0 else 'fell'} by {num(abs(change))} points"


def crude_buyers(report: Briefing) -> None:
    """Draw Russian crude to China and India, and beside it Europe's share of Russian crude."""
    volumes = report.figures.wide("ru_crude_exports_by_dest", ["RUS->CHN", "RUS->IND"])
    europe = report.figures.wide("ru_crude_share_europe", "RUS")
    if volumes.empty or europe.empty:
        nothing_public(report, "Russian crude by buyer")
        return
    first, last = europe["RUS"].iloc[0], europe["RUS"].iloc[-1]
    figure(
        _draw_buyers(volumes, europe),
        label="united_states-crude-buyers",
        title=f"Europe took {num(first)} per cent of Russian crude in {europe.index[0]} and "
        f"{num(last)} per cent in {_half(str(europe.index[-1]))}",
        subtitle="Left: Russian crude exports, thousand barrels a day; right: European share of "
        "them, per cent",
        caption="Estimates of the US Energy Information Administration as relayed by the press, "
        "with years that differ in length. " + report.figures.caveat("ru_crude_exports_by_dest"),
        alt=". ".join(
            f"{name(c[-3:])}: {join(f'{num(v)} in {_half(str(p))}' for p, v in volumes[c].items())}"
            for c in volumes
        )
        + ". European share: "
        f"{join(f'{num(v)} per cent in {_half(str(p))}' for p, v in europe['RUS'].items())}.",
        source=report.figures.citations(
            report.figures.of(["ru_crude_exports_by_dest", "ru_crude_share_europe"])
        ),
        data=volumes.join(europe.rename(columns={"RUS": "European share, %"})).reset_index(),
    )


def _draw_buyers(volumes: pd.DataFrame, europe: pd.DataFrame) -> Figure:
    fig, (left, right) = canvas(2.7, 1, 2, width_ratios=[1.7, 1])
    width = 0.4
    for i, column in enumerate(volumes.columns):
        state = column[-3:]
        for row, value in enumerate(volumes[column]):
            place = row + (i - 0.5) * width
            left.bar(
                place,
                value,
                width * 0.94,
                color=WHITE if i else COUNTRY[state],
                edgecolor=COUNTRY[state],
                hatch="////" if i else None,
                label=name(state) if row == 0 else None,
            )
            left.text(place, value + 25, num(value), ha="center", va="bottom", fontsize=8)
    left.set_xticks(range(len(volumes)), [_half(str(p)) for p in volumes.index])
    left.legend(loc="upper left", ncols=2, borderaxespad=0)
    zero_based(left, pad=0.2)
    right.bar(range(len(europe)), europe["RUS"], 0.55, color=PURPLE)
    for row, value in enumerate(europe["RUS"]):
        right.text(row, value + 1, f"{num(value)} %", ha="center", va="bottom", fontsize=8)
    right.set_xticks(range(len(europe)), [_half(str(p)) for p in europe.index])
    zero_based(right, pad=0.1)
    left.set_title("to China and to India", fontsize=9)
    right.set_title("European share", fontsize=9)
    for ax in (left, right):
        quiet(ax)
        ax.tick_params(axis="x", length=0, labelsize=8)
    return fig


def _half(period: str) -> str:
    """Return 2025-06, which stands for a first half here, as "first half of 2025"."""
    return f"first half {period[:4]}" if period.endswith("-06") else period


def india_share(report: Briefing) -> None:
    """Draw the Russian share in India's crude imports, with US acts on India marked by number."""
    rows = report.figures.of("india_ru_crude_share", "IND")
    if rows.empty:
        nothing_public(report, "the Russian share in Indian crude imports")
        return
    marks, key = numbered(report, BUYER_EVENTS)
    last, peak = rows.iloc[-1], rows.loc[rows["value"].idxmax()]
    title = (
        f"India's Russian share peaked at {num(peak['value'])} per cent in "
        f"{long_date(peak['period'])} and stood at {num(last['value'])} in "
        f"{long_date(last['period'])}"
        if last["value"] < peak["value"]
        else f"The last share known, {num(last['value'])} per cent in "
        f"{long_date(last['period'])}, is the highest counted"
    )
    figure(
        _draw_share(rows, report, marks),
        label="united_states-india",
        title=title,
        subtitle="Share of Russian crude in Indian crude imports, per cent, months known",
        caption=f"{key}The dots come from several trackers and are not joined. A partner that "
        "gives way when pressed helps less; prices and discounts move the share as well.",
        alt=join(
            f"{num(r['value'])} per cent in {long_date(r['period'])}"
            for r in rows.to_dict("records")
        )
        + ".",
        source=report.figures.citations(rows),
        data=rows[["period", "value", "known_on", "note"]],
    )


def _draw_share(rows: pd.DataFrame, report: Briefing, marks) -> Figure:
    fig, (ax,) = canvas(2.6)
    x = [at(p) for p in rows["period"]]
    ax.vlines(x, 0, rows["value"], color=TEAL, lw=1.2, alpha=0.75)
    ax.scatter(x, rows["value"], s=46, c=TEAL, zorder=3)
    for i, (place, value) in enumerate(zip(x, rows["value"], strict=True)):
        newest = i + 1 == len(x)
        ax.annotate(
            f"{num(value)} %",
            (place, value),
            xytext=(-8 if newest else 0, 0 if newest else 6),
            textcoords="offset points",
            ha="right" if newest else "center",
            va="center" if newest else "bottom",
            fontsize=8.5,
        )
    date_axis(ax, shift_days(rows["start"].min(), -60), shift_days(report.as_of, 30))
    zero_based(ax, pad=0.2)
    mark_days(ax, [*report.treaty_days[:1], *marks], report.as_of)
    quiet(ax)
    return fig


def partners(report: Briefing) -> None:
    """Draw Russian trade by partner, with Iran by each account of the same year, hatched."""
    rows = report.figures.of("rus_trade_by_partner").sort_values("value", ascending=False)
    if rows.empty:
        nothing_public(report, "Russian trade by partner")
        return
    year = rows["period"].iloc[-1]
    accounts = report.figures.of(list(ACCOUNTS))
    iran = accounts[accounts["period"] == year].groupby("series")["value"].last()
    labelled = {f"Iran, by {ACCOUNTS[s][0]}": v for s, v in iran.items()}
    values = pd.Series(
        {name(e[-3:]): v for e, v in zip(rows["entity"], rows["value"], strict=True)}
    )
    values = pd.concat([values, pd.Series(labelled, dtype=float)])
    total = rows["value"].sum()
    figure(
        bars(
            values,
            colour={k: GREEN if k in labelled else BLUE for k in values.index},
            hatched=list(labelled),
            digits=1,
        ),
        label="united_states-partners",
        title=_partners_title(labelled, total, str(year)),
        subtitle=f"Russian goods trade with main partners in {year}, USD billion",
        caption="Solid bars: one account of Russian trade, the partners it names. Hatched: "
        "Iran, from other accounts of the same year. One year, before the treaty; no matrix by "
        "month or for later years is held.",
        alt=join(f"{k} {num(v, 1)}" for k, v in values.items()) + ".",
        source=report.figures.citations(pd.concat([rows, accounts[accounts["period"] == year]])),
        data=values.rename("USD billion").rename_axis("partner").reset_index(),
    )


def _partners_title(iran: dict[str, float], total: float, year: str) -> str:
    if not iran:
        return (
            f"The main partners made up USD {num(total)} billion of Russian trade in {year}; for "
            "Iran no account of that year was public"
        )
    low, high = min(iran.values()), max(iran.values())
    span = (
        percent(high / total, 1)
        if low == high
        else f"between {num(100 * low / total, 1)} and {percent(high / total, 1)}"
    )
    return capital(
        f"Iran's trade with Russia came to {span} of what the main partners together had in {year}"
    )
