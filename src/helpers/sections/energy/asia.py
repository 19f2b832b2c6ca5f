"""Step two: where the exports go, by buyers' customs and by trackers of ships."""

import pandas as pd

from helpers.display import axes, charts
from helpers.display.bundles import figure, say, table
from helpers.display.style import COUNTRY, canvas, colours, name
from helpers.display.words import capital, count, join, num, percent
from helpers.judgement.indicators.statistics import account_gap
from helpers.ledger.dates import long_date
from helpers.sections import prose
from helpers.sections.briefing import Briefing
from helpers.sections.energy.drawing import HEADING, grouped, steps, write
from helpers.sections.energy.rows import drawn, flows, said_period, shares_said

PARTS = {
    "CHN": ["CHN"],
    "IND": ["IND"],
    "Rest of Asia": ["JPN", "Other Asia Pacific"],
    "Europe": ["Europe"],
    "Middle East": ["Middle East"],
}
SELLERS = {
    "RUS": "Russia",
    "SAU": "Saudi Arabia",
    "IRQ": "Iraq",
    "ARE": "United Arab Emirates",
    "KWT": "Kuwait",
}
ACCOUNTS = {
    "iea": "IEA",
    "kpler": "Kpler",
    "vortexa": "Vortexa",
    "tankertrackers": "TankerTrackers",
    "press": "unnamed tracker",
}


def crude_destinations(report: Briefing) -> None:
    """Show where the crude of Russia and of the Gulf's sellers goes."""
    year, flow = flows(report.figures, "crude_flow", list(SELLERS))
    if not year:
        return prose.nothing_public(report, "crude by seller and buyer")
    frame = pd.DataFrame({part: flow[places].sum(axis=1) for part, places in PARTS.items()})
    frame = 100 * frame.div(flow["Total"], axis=0)
    frame["Elsewhere"] = (100 - frame.sum(axis=1)).clip(lower=0)
    asia = frame[["CHN", "IND", "Rest of Asia"]].sum(axis=1)
    china, india = ({s: num(v, 0) for s, v in frame[state].items()} for state in ("CHN", "IND"))
    rows = report.figures.of("crude_flow")
    rows = rows[(rows["period"] == year) & rows["entity"].str[:3].isin(SELLERS)]
    figure(
        charts.shares(frame.rename(index=SELLERS), unit="per cent of crude exports"),
        label="energy-crude-destinations",
        title=f"Asia took {num(asia['RUS'], 0)} per cent of Russian crude in {year}, "
        f"China alone {china['RUS']} and India {india['RUS']}; of Saudi crude Asia took "
        f"{num(asia['SAU'], 0)}, China {china['SAU']} and India {india['SAU']}",
        subtitle=f"Crude exports by destination, per cent of each seller's total, {year}",
        caption="Customs of the buyers and the yearbook's own estimates, by weight. Iran is not "
        "drawn: the yearbook gives it no row of its own, only one shared with other states, and "
        "that row is no measure of Iran. Crude passed on at sea counts where it lands. Each share "
        "is rounded by itself, so that parts may not add up to the sum named.",
        alt=shares_said(frame.rename(index=SELLERS)),
        source=report.figures.citations(rows),
        data=drawn(rows),
    )


def russia_turn(report: Briefing) -> None:
    """Show Europe's share of Russian crude beside what China and India took."""
    share = report.figures.of("ru_crude_share_europe", "RUS")
    volumes = report.figures.of("ru_crude_exports_by_dest", ["RUS->CHN", "RUS->IND"])
    if share.empty or volumes.empty:
        return prose.nothing_public(report, "Europe's share of Russian crude")
    buyers = {str(pair)[5:]: part for pair, part in volumes.groupby("entity")}
    fig, panels = canvas(2.6, 1, 2)
    units = ("Europe's share of crude exports, per cent", "Crude taken, thousand barrels a day")
    for ax, unit, parts in zip(panels, units, ({"Europe": share}, buyers), strict=True):
        steps(ax, parts, COUNTRY)
        ax.set_title(unit, **HEADING)
        axes.zero_based(ax, pad=0.12)
        axes.quiet(ax)
        grouped(ax)
    first, last = share.iloc[0], share.iloc[-1]
    india = buyers["IND"]["value"]
    rows = pd.concat([share, volumes])
    moves = [f"{name(k)} took {join(num(v) for v in p['value'])}" for k, p in buyers.items()]
    figure(
        fig,
        label="energy-russia-turn",
        title=f"Europe's share of Russian crude went from {num(first['value'])} per cent in "
        f"{first['period']} to {num(last['value'])} in "
        f"{said_period(last['period'], volumes['note'].iloc[-1])}; "
        f"India's purchases from {num(india.iloc[0])} to {num(india.iloc[-1])} kb/d",
        subtitle="Share of exports, per cent; volume, thousand barrels a day (kb/d); one account",
        caption="One account, three moments: the lines join them and show nothing of the time "
        f"between. {report.figures.caveat('ru_crude_exports_by_dest')}",
        alt=f"Europe's share: {join(num(v) for v in share['value'])} per cent. "
        f"{capital(join(moves))} thousand barrels a day.",
        source=report.figures.citations(rows),
        data=drawn(rows),
    )


def buyers(report: Briefing) -> None:
    """Show what Chinese customs and Indian counts give for Russian crude, month by month."""
    since = str(report.parameters.since)
    parts = {
        "CHN": report.figures.of("china_imports_ru_crude_monthly", "CHN", since),
        "IND": report.figures.of("india_imports_ru_crude", "IND", since),
    }
    rows = pd.concat(list(parts.values()))
    if rows.empty:
        return prose.nothing_public(report, "Asian purchases of Russian crude by month")
    fig, panels = canvas(2.6, 1, 2, sharey=True)
    first = f"{int(min(rows['period'])[:4]) - 1}-10-01"
    for ax, marker, (state, part) in zip(panels, "os", parts.items(), strict=True):
        _months(ax, part, first, report)
        ax.scatter([axes.at(p) for p in part["period"]], part["value"], s=30, zorder=3,
                   c=COUNTRY[state], marker=marker)  # fmt: skip
        ax.set_title(name(state), fontsize=9)
    axes.zero_based(panels[0], pad=0.14)
    panels[1].grid(True, axis="y")
    grouped(panels[0])
    said = [_against_peak(state, part) for state, part in parts.items() if len(part)]
    figure(
        fig,
        label="energy-buyers",
        title=capital("; ".join(said)),
        subtitle="Imports of Russian crude in single months, thousand barrels a day",
        caption="Each dot is one month that a source held here quotes; no line joins them, since "
        "the months between are not held. China: customs. India: officials and several trackers, "
        "which need not agree.",
        alt="; ".join(
            f"{name(state)}: " + ", ".join(f"{r.period} {num(r.value)}" for r in part.itertuples())
            for state, part in parts.items()
        ),
        source=report.figures.citations(rows),
        data=drawn(rows),
    )


def iran_trackers(report: Briefing) -> None:
    """Show the monthly counts of Iranian exports, each tracker with its own mark."""
    rows = _tracked(report, "iran_oil_exports_monthly", str(report.parameters.since))
    if rows.empty:
        return prose.nothing_public(report, "monthly counts of Iranian exports in these years")
    year = rows["period"].max()[:4]
    last = rows[rows["period"].str[:4] == year]
    low, high = num(last["value"].min()), num(last["value"].max())
    title = f"The one count of Iranian oil exports held for {year} is {high} thousand barrels a day"
    if len(last) > 1:
        title = (
            f"Counts of Iranian oil exports in single months of {year} run from {low} to {high} "
            "thousand barrels a day"
        )
    figure(
        _tracker_dots(report, rows, last),
        label="energy-iran-trackers",
        title=title,
        subtitle="Iranian oil exports in single months, thousand barrels a day, by tracker",
        caption="No line is drawn: the trackers count differently (exports or loadings, whole or "
        "part months) and are not one series. Chinese customs record no Iranian oil, so no "
        f"official count can settle it. {report.figures.caveat('iran_oil_exports_monthly_iea')}",
        alt="; ".join(f"{r.account} {r.period}: {num(r.value)}" for r in rows.itertuples()),
        source=report.figures.citations(rows),
        data=drawn(rows).assign(note=list(rows["note"])),
    )
    _same_month(report)


def india_table(report: Briefing) -> None:
    """Show every count of Indian purchases held, two for one month where two were made."""
    units = {"india_imports_ru_crude": "thousand barrels a day", "india_ru_crude_share": "per cent"}
    rows = report.figures.of(list(units), "IND").sort_values(["end", "series", "source_id"])
    if rows.empty:
        return prose.nothing_public(report, "Indian purchases")
    cells = pd.DataFrame(
        {
            "Month": [long_date(p) for p in rows["period"]],
            "Measure": ["volume" if u == "kb/d" else "share of imports" for u in rows["unit"]],
            "Value": [f"{num(r.value)} {units[r.series]}" for r in rows.itertuples()],
            "Source": [f"[@{k}]" for k in rows["key"]],
        }
    )
    volume = rows[rows["unit"] == "kb/d"]
    twice = volume[volume.duplicated("period", keep=False)]
    title = (
        f"{capital(count(len(volume), 'count'))} of India's purchases of Russian crude and "
        f"{count(len(rows) - len(volume), 'count')} of their share"
    )
    if len(twice):
        gap = twice["value"].max() / twice["value"].min() - 1
        title += f"; two for {long_date(twice['period'].iloc[0])} lie {percent(gap)} apart"
    table(
        cells,
        label="energy-india",
        title=title,
        caption="Single months quoted by the sources held; officials and trackers side by side.",
        kinds={"Source": "markdown", "Value": "number"},
    )


def _months(ax, part: pd.DataFrame, first: str, report: Briefing) -> None:
    axes.date_axis(ax, first, report.as_of)
    axes.mark_days(ax, report.treaty_days[:1], report.as_of)
    axes.quiet(ax)
    if len(part):
        peak, last = part.loc[part["value"].idxmax()], part.iloc[-1]
        ends = [(peak, (0, 6))] + [(last, (7, 0))] * (last["period"] != peak["period"])
        for row, shift in ends:
            write(ax, axes.at(row["period"]), row["value"], num(row["value"]), shift=shift)


def _against_peak(state: str, rows: pd.DataFrame) -> str:
    peak, last = rows.loc[rows["value"].idxmax()], rows.iloc[-1]
    who = "Chinese customs" if state == "CHN" else "Indian counts"
    if last["period"] == peak["period"]:
        return f"{who} of {long_date(last['period'])} are the highest held"
    less = percent(1 - last["value"] / peak["value"])
    if less == percent(0):
        return f"{who} of {long_date(last['period'])} match the highest held"
    return (
        f"{who} of {long_date(last['period'])} lie {less} below the highest held, "
        f"{long_date(peak['period'])}"
    )


def _tracked(report: Briefing, series: str, since: str = "") -> pd.DataFrame:
    names = {f"{series}_{a}": word for a, word in ACCOUNTS.items()}
    held = [n for n in names if n in report.figures.described.index]
    rows = report.figures.of(held, "IRN", since).sort_values(["end", "series"])
    return rows.assign(account=rows["series"].map(names))


def _tracker_dots(report: Briefing, rows: pd.DataFrame, last: pd.DataFrame):
    fig, (ax,) = canvas(3.0)
    tint = colours(list(ACCOUNTS.values()))
    for marker, account in zip("osD^v", ACCOUNTS.values(), strict=True):
        part = rows[rows["account"] == account]
        if len(part):
            ax.scatter([axes.at(p) for p in part["period"]], part["value"], s=36, marker=marker,
                       c=tint[account], label=account, zorder=3)  # fmt: skip
    axes.date_axis(ax, f"{int(min(rows['period'])[:4]) - 1}-10-01", report.as_of)
    axes.zero_based(ax, pad=0.1)
    axes.quiet(ax)
    grouped(ax)
    axes.mark_days(ax, report.treaty_days, report.as_of)
    peak = rows.loc[rows["value"].idxmax()]
    write(ax, axes.at(peak["period"]), peak["value"], num(peak["value"]), shift=(-7, 0))
    for row in last.drop(peak.name, errors="ignore").itertuples():
        write(ax, axes.at(row.period), row.value, num(row.value), shift=(7, 0))
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1.06), ncols=5, handletextpad=0.1,
              borderaxespad=0)  # fmt: skip
    return fig


def _same_month(report: Briefing) -> None:
    rows = _tracked(report, "iran_oil_to_china_monthly")
    for period, part in sorted(rows.groupby("period"), reverse=True):
        if part["account"].nunique() > 1:
            said = join(f"{num(r.value)} ({r.account}) [@{r.key}]" for r in part.itertuples())
            gap = percent(account_gap(part["value"].min(), part["value"].max()))
            say(
                f"For {long_date(str(period))} two trackers give the flow from Iran to China: "
                f"{said} thousand barrels a day, {gap} of their mean apart. Both are estimates "
                "from ships."
            )
            return
