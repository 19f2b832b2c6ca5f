"""Step two: where the exports go, by buyers' customs and by trackers of ships."""

import pandas as pd

from helpers.display import axes, charts
from helpers.display.bundles import figure, say, table
from helpers.display.style import BLUE, COUNTRY, GREY, WHITE, canvas, colours, name
from helpers.display.words import capital, join, num
from helpers.ledger.dates import long_date
from helpers.sections import prose
from helpers.sections.briefing import Briefing
from helpers.sections.energy.rows import drawn, said_period

ASIA = ["CHN", "IND", "JPN", "Other Asia Pacific"]
PARTS = {"CHN": ["CHN"], "IND": ["IND"], "Rest of Asia": ["JPN", "Other Asia Pacific"], "Europe": ["Europe"],
         "Middle East": ["Middle East"], "Other": ["Africa", "Other CIS"]}  # fmt: skip
SELLERS = ["RUS", "SAU", "IRQ", "ARE", "KWT"]
NAMES = {"IRQ": "Iraq", "ARE": "United Arab Emirates", "KWT": "Kuwait"}
ACCOUNTS = {"iea": "IEA", "kpler": "Kpler", "vortexa": "Vortexa", "tankertrackers": "TankerTrackers", "press": "unnamed tracker"}  # fmt: skip


def crude_destinations(report: Briefing) -> None:
    """Show where the crude of Russia and of the Gulf's sellers goes."""
    rows = report.figures.of("crude_flow")
    if rows.empty:
        return prose.nothing_public(report, "crude by seller and buyer for a whole year")
    year = rows["period"].max()
    rows = rows[(rows["period"] == year) & rows["entity"].str[:3].isin(SELLERS)]
    flow = rows.assign(seller=rows["entity"].str[:3], to=rows["entity"].str[5:]).pivot_table(
        index="seller", columns="to", values="value"
    )
    frame = (
        pd.DataFrame({p: flow[to].sum(axis=1) for p, to in PARTS.items()}).div(
            flow["Total"], axis=0
        )
        * 100
    )
    frame = frame.loc[SELLERS]
    asia = frame[["CHN", "IND", "Rest of Asia"]].sum(axis=1)
    two = frame.loc["RUS", ["CHN", "IND"]].sum()
    figure(
        charts.shares(frame.rename(index=NAMES), unit="per cent of crude exports"),
        label="energy-crude-destinations",
        title=f"{num(asia['RUS'], 0)} per cent of Russian crude went to Asia in {year}, {num(two, 0)} per cent to two buyers; "
        f"of Saudi crude {num(asia['SAU'], 0)} and {num(frame.loc['SAU', ['CHN', 'IND']].sum(), 0)} per cent",
        subtitle=f"Crude exports by destination, per cent of each seller's total, {year}",
        caption="Customs of the buyers and the yearbook's own estimates, by weight. Iran is not drawn: the yearbook gives it no "
        "row of its own, only one shared with other states, and that row is no measure of Iran. Crude passed on at sea counts where it lands.",
        alt="; ".join(
            f"{NAMES.get(str(s), name(str(s)))}: " + ", ".join(f"{name(p)} {num(v, 0)}" for p, v in r.items()) for s, r in frame.iterrows()
        ) + ", in per cent",
        source=report.figures.citations(rows),
        data=drawn(rows),
    )  # fmt: skip


def russia_turn(report: Briefing) -> None:
    """Show Europe's share of Russian crude beside what China and India took."""
    share = report.figures.of("ru_crude_share_europe", "RUS")
    volumes = report.figures.of("ru_crude_exports_by_dest", ["RUS->CHN", "RUS->IND"])
    if share.empty or volumes.empty:
        return prose.nothing_public(report, "Russian crude by destination in one account")
    rows = pd.concat([share, volumes])
    periods = list(dict.fromkeys(share["period"]))
    ticks = ["half of\n" + p[:4] if len(p) == 7 else p for p in periods]
    fig, (left, right) = canvas(2.7, 1, 2)
    _steps(left, {"Europe": share}, periods, COUNTRY)
    _steps(right, {e[5:]: v for e, v in volumes.groupby("entity")}, periods, COUNTRY)
    for ax, unit in ((left, "Europe's share of crude exports, per cent"), (right, "Crude taken, thousand barrels a day")):  # fmt: skip
        ax.set_title(unit, fontweight="normal", color=GREY, fontsize=8.5)
        ax.set_xticks(range(len(periods)), ticks)
        axes.zero_based(ax, pad=0.12)
        axes.quiet(ax)
    first, last = share.iloc[0], share.iloc[-1]
    moves = [
        f"{name(e[5:])} took {num(v['value'].iloc[0])}, then {num(v['value'].iloc[-1])}"
        for e, v in volumes.groupby("entity")
    ]
    figure(
        fig,
        label="energy-russia-turn",
        title=f"Europe's share of Russian crude went from {num(first['value'])} per cent in {first['period']} to "
        f"{num(last['value'])} in {said_period(last['period'], volumes['note'].iloc[-1])}",
        subtitle="Share of exports, per cent; volume, thousand barrels a day; one account",
        caption=f"One account, three moments: the lines join them and show nothing of the time between. {report.figures.caveat('ru_crude_exports_by_dest')}",
        alt=f"Europe's share: {join(num(v) for v in share['value'])} per cent. {capital(join(moves))} thousand barrels a day.",
        source=report.figures.citations(rows),
        data=drawn(rows),
    )  # fmt: skip


def buyers(report: Briefing) -> None:
    """Show what Chinese customs and Indian counts give for Russian crude, month by month."""
    since = str(report.parameters.since)
    china = report.figures.of("china_imports_ru_crude_monthly", "CHN", since)
    india = report.figures.of("india_imports_ru_crude", "IND", since)
    rows = pd.concat([china, india])
    if rows.empty:
        return prose.nothing_public(report, "Asian purchases of Russian crude by month")
    fig, panels = canvas(2.7, 1, 2, sharey=True)
    for ax, (state, part) in zip(panels, {"CHN": china, "IND": india}.items(), strict=True):
        x = [axes.at(p) for p in part["period"]]
        ax.scatter(
            x,
            part["value"],
            s=30,
            c=COUNTRY[state],
            marker="o" if state == "CHN" else "s",
            zorder=3,
        )
        axes.date_axis(ax, f"{rows['period'].min()[:4]}-01-01", report.as_of)
        for i in sorted({0, int(part["value"].argmax()), len(part) - 1} if len(part) else set()):
            row = part.iloc[i]
            ax.annotate(
                num(row["value"]),
                (x[i], row["value"]),
                xytext=(0, 6),
                textcoords="offset points",
                ha="center",
                fontsize=8,
            )
        ax.set_title(f"{name(state)}, thousand barrels a day", fontsize=9)
        axes.mark_days(ax, report.treaty_days[:1], report.as_of)
        axes.quiet(ax)
        ax.grid(axis="y")
    axes.zero_based(panels[0], pad=0.14)
    said = [
        f"{name(s)}'s newest count, {num(p['value'].iloc[-1])} in {long_date(p['period'].iloc[-1])}, is "
        f"{_against_peak(p)}"
        for s, p in (("CHN", china), ("IND", india))
        if len(p)
    ]
    figure(
        fig,
        label="energy-buyers",
        title=capital(join(said)),
        subtitle="Imports of Russian crude in single months, thousand barrels a day",
        caption="Each dot is one month that a page held here quotes; no line joins them, since the months between are not held. "
        "China: customs. India: officials and several trackers, which need not agree.",
        alt="; ".join(f"{name(s)}: " + ", ".join(f"{r.period} {num(r.value)}" for r in p.itertuples()) for s, p in (("China", china), ("India", india))),
        source=report.figures.citations(rows),
        data=drawn(rows),
    )  # fmt: skip


def iran_trackers(report: Briefing) -> None:
    """Show the monthly counts of Iranian exports, each tracker with its own mark."""
    names = [f"iran_oil_exports_monthly_{a}" for a in ACCOUNTS]
    rows = report.figures.of(names, "IRN", str(report.parameters.since)).sort_values("end")
    if rows.empty:
        return prose.nothing_public(report, "monthly counts of Iranian exports")
    rows = rows.assign(account=[ACCOUNTS[s.rsplit("_", 1)[1]] for s in rows["series"]])
    fig, (ax,) = canvas(3.0)
    tint = colours(list(ACCOUNTS.values()))
    for marker, account in zip(charts.MARKERS, ACCOUNTS.values(), strict=False):
        part = rows[rows["account"] == account]
        if len(part):
            ax.scatter([axes.at(p) for p in part["period"]], part["value"], s=36, marker=marker, c=tint[account], label=account, zorder=3)  # fmt: skip
    axes.date_axis(ax, f"{rows['period'].min()[:4]}-01-01", report.as_of)
    axes.zero_based(ax, pad=0.1)
    axes.quiet(ax)
    axes.mark_days(ax, report.treaty_days, report.as_of)
    ax.legend(
        loc="lower left", bbox_to_anchor=(0, 1.06), ncols=5, handletextpad=0.1, borderaxespad=0
    )
    year = rows["period"].max()[:4]
    last = rows[rows["period"].str[:4] == year]["value"]
    figure(
        fig,
        label="energy-iran-trackers",
        title=f"Counts of Iranian oil exports run from {num(last.min())} to {num(last.max())} thousand barrels a day in {year}"
        if last.min() < last.max()
        else f"The one count of Iranian oil exports held for {year} is {num(last.max())} thousand barrels a day",
        subtitle="Iranian oil exports in single months, thousand barrels a day, by tracker",
        caption="No line is drawn: the trackers count differently (exports or loadings, whole or part months) and are not one series. "
        f"Chinese customs record no Iranian oil, so no official count can settle it. {report.figures.caveat('iran_oil_exports_monthly_kpler')}",
        alt="; ".join(f"{r.account} {r.period}: {num(r.value)}" for r in rows.itertuples()),
        source=report.figures.citations(rows),
        data=drawn(rows),
    )
    _same_month(report)


def india_table(report: Briefing) -> None:
    """Show every count of Indian purchases held, two for one month where two were made."""
    volume = report.figures.of("india_imports_ru_crude", "IND")
    share = report.figures.of("india_ru_crude_share", "IND")
    rows = pd.concat([volume, share]).sort_values(["end", "series"])
    if rows.empty:
        return prose.nothing_public(report, "Indian purchases")
    cells = [
        {"Month": long_date(r.period), "Measure": "volume" if r.series == "india_imports_ru_crude" else "share of crude imports",
         "Value": f"{num(r.value)} {'thousand barrels a day' if r.unit == 'kb/d' else 'per cent'}", "Source": f"[@{r.key}]"}
        for r in rows.itertuples()
    ]  # fmt: skip
    twice = volume[volume.duplicated("period", keep=False)]
    title = f"{len(volume)} counts of India's purchases, {len(share)} of their share"
    if len(twice):
        low, high = twice["value"].min(), twice["value"].max()
        title += f"; two for {long_date(twice['period'].iloc[0])} differ by {num(100 * (high / low - 1), 0)} per cent"
    table(
        pd.DataFrame(cells), label="energy-india", title=title,
        caption="Single months quoted by the pages held; officials and trackers side by side.",
        kinds={"Source": "markdown", "Value": "number"}, row_header=True,
    )  # fmt: skip


def _against_peak(rows: pd.DataFrame) -> str:
    peak, last = rows.loc[rows["value"].idxmax()], rows.iloc[-1]
    if last["value"] >= peak["value"]:
        return "the highest held"
    return f"{num(100 * (1 - last['value'] / peak['value']), 0)} per cent below the highest held, of {long_date(peak['period'])}"


def _same_month(report: Briefing) -> None:
    names = [f"iran_oil_to_china_monthly_{a}" for a in ("kpler", "vortexa", "press")]
    rows = report.figures.of(names, "IRN")
    rows = rows.assign(account=[ACCOUNTS[s.rsplit("_", 1)[1]] for s in rows["series"]])
    for period, part in sorted(rows.groupby("period"), reverse=True):
        if part["account"].nunique() > 1:
            counts = join(f"{num(r.value)} ({r.account}) [@{r.key}]" for r in part.itertuples())
            gap = 100 * (part["value"].max() / part["value"].min() - 1)
            say(
                f"For {long_date(period)} two trackers give the flow from Iran to China: {counts} thousand barrels a day, "
                f"{num(gap, 0)} per cent apart. Both are estimates from ships."
            )
            return


def _steps(ax, parts: dict[str, pd.DataFrame], periods: list[str], tint: dict[str, str]) -> None:
    for marker, (key, part) in zip("osD", parts.items(), strict=False):
        x = [periods.index(p) for p in part["period"]]
        ax.plot(
            x,
            part["value"],
            color=tint.get(key, BLUE),
            marker=marker,
            markerfacecolor=tint.get(key, BLUE),
            markeredgecolor=WHITE,
        )
        for place, value in zip(x, part["value"], strict=True):
            ax.annotate(
                num(value),
                (place, value),
                xytext=(0, 7),
                textcoords="offset points",
                ha="center",
                fontsize=8,
            )
        ax.annotate(name(key), (x[-1], part["value"].iloc[-1]), xytext=(8, -1), textcoords="offset points", va="center",
                    color=tint.get(key, BLUE), fontweight="bold", fontsize=8.5, annotation_clip=False)  # fmt: skip
    ax.set_xlim(-0.25, len(periods) - 0.75)
