"""Step three: who ships liquefied gas, how the agencies count it, and where it goes."""

import pandas as pd

from helpers.display import axes, charts
from helpers.display.bundles import figure, table
from helpers.display.style import GREY, LIGHT, canvas, colours, name
from helpers.display.words import capital, change, join, num
from helpers.ledger.dates import long_date
from helpers.sections import prose
from helpers.sections.briefing import Briefing
from helpers.sections.energy.rows import REVISED, drawn, states

AGENCIES = {
    "giignl": "GIIGNL", "igu": "IGU", "cedigaz": "CEDIGAZ", "shell": "Shell", "vygon": "Vygon",
    "tracker": "ship tracking", "rus_official": "Russian officials", "press": "other press",
}  # fmt: skip
COUNTED = ["USA", "QAT", "AUS", "RUS"]


def lng_exporters(report: Briefing) -> None:
    """Show LNG exports of the states that have any, and name those recorded at zero."""
    wanted = [s for s in ("USA", "QAT", "RUS") if s in states(report)]
    rows = report.figures.of("lng_exports_bcm_ei", wanted, str(report.parameters.since))
    if rows.empty:
        return prose.nothing_public(report, "LNG exports in these years")
    frame = rows.pivot_table(index="period", columns="entity", values="value")[wanted]
    none = _zero_rows(report)
    fig = charts.line_chart(frame, unit="billion cubic metres of gas", zero=True, height=3.0)
    if len(none):
        axes.note_in(fig.axes[0], f"None recorded: {_zero_words(none)}", 0.01, 0.98)
    last = frame.index[-1]
    leader = frame.loc[last].idxmax()
    title = f"{capital(_the(str(leader)))} shipped most LNG in {last}; Russia's exports {_since_signing(report, frame)}"
    if len(none):
        title += f"; none is recorded for {join(dict.fromkeys(name(e) for e in none['entity']))}"
    figure(
        fig,
        label="energy-lng-exporters",
        title=title,
        subtitle="LNG exports by year, billion cubic metres of gas",
        caption="States with no exports are named, not left out; their zero comes from other accounts, which count in tonnes, and holds "
        f"for the years named. {REVISED}",
        alt=f"Lines from {frame.index[0]} to {last}: "
        + "; ".join(
            f"{name(str(c))} {num(frame[c].iloc[0])} to {num(frame[c].iloc[-1])}" for c in frame
        )
        + (f". None recorded: {_zero_words(none)}" if len(none) else ""),
        source=report.figures.citations(pd.concat([rows, none])),
        data=drawn(pd.concat([rows, none])),
    )


def lng_by_agency(report: Briefing) -> None:
    """Show how far the agencies' counts for one year lie apart, state by state."""
    year = str(report.parameters.agency_year)  # type: ignore[attr-defined]
    rows = report.figures.of([f"lng_exports_mt_{a}" for a in AGENCIES], COUNTED)
    rows = rows[rows["period"] == year]
    several = rows.groupby("entity")["value"].transform("size") > 1
    rows = rows[several]
    if rows.empty:
        return prose.nothing_public(report, f"two agencies' LNG counts of one state for {year}")
    rows = rows.assign(
        account=[AGENCIES[s.removeprefix("lng_exports_mt_")] for s in rows["series"]],
        low=rows.groupby("entity")["value"].transform("min"),
    )
    rows["above"] = 100 * (rows["value"] / rows["low"] - 1)
    rows = rows.sort_values(["low", "entity", "above"], ascending=[False, True, True])
    gaps = rows.groupby("entity", sort=False)["above"].max()
    widest = gaps.idxmax()
    figure(
        _gap_dots(rows),
        label="energy-lng-agencies",
        title=f"For {year} the counts of one state's LNG lie up to {num(gaps.max(), 0)} per cent apart ({_the(str(widest))})",
        subtitle=f"Counts of LNG exports in {year}: per cent above the lowest count; million tonnes written beside",
        caption="Agencies differ over the weight of a cubic metre, re-exports and when a cargo counts. A change smaller than the gap "
        "between agencies is no finding. " + _year_growth(report, year),
        alt="; ".join(f"{name(str(e))}: " + ", ".join(f"{r.account} {num(r.value, 1)}" for r in p.itertuples()) for e, p in rows.groupby("entity", sort=False)) + ", in million tonnes",
        source=report.figures.citations(rows),
        data=drawn(rows),
    )  # fmt: skip


def lng_destinations(report: Briefing) -> None:
    """Show how much of each exporter's LNG goes to Asia and to Europe."""
    rows = report.figures.of("lng_flow")
    if rows.empty:
        return prose.nothing_public(report, "LNG by seller and buyer for a whole year")
    year = rows["period"].max()
    sellers = [s for s in ("RUS", "QAT", "USA") if s in states(report)]
    rows = rows[(rows["period"] == year) & rows["entity"].str[:3].isin(sellers)]
    flow = rows.assign(seller=rows["entity"].str[:3], to=rows["entity"].str[5:]).pivot_table(
        index="seller", columns="to", values="value"
    )
    frame = 100 * flow[["Asia Pacific", "Europe"]].div(flow["Total exports"], axis=0)
    frame["Elsewhere"] = 100 - frame.sum(axis=1)
    frame = frame.loc[sellers]
    rows = rows[rows["entity"].str[5:].isin(["Asia Pacific", "Europe", "Total exports"])]
    others = [f"{_of(s)} {num(frame.loc[s, 'Asia Pacific'], 0)}" for s in sellers[1:]]
    figure(
        charts.shares(frame, unit="per cent of LNG exports"),
        label="energy-lng-destinations",
        title=f"Of Russian LNG {num(frame.loc['RUS', 'Asia Pacific'], 0)} per cent went to Asia and {num(frame.loc['RUS', 'Europe'], 0)} "
        f"per cent to Europe in {year}" + (f"; to Asia went {join(others)} per cent" if others else ""),
        subtitle=f"LNG exports by destination, per cent of each seller's total, {year}",
        caption="Sellers compete where they meet: the longer the first part of two bars, the more they sell to the same continent. "
        "Cargoes passed on at sea count where they land.",
        alt="; ".join(f"{name(str(s))}: " + ", ".join(f"{c} {num(v, 0)}" for c, v in r.items()) for s, r in frame.iterrows()) + ", in per cent",
        source=report.figures.citations(rows),
        data=drawn(rows),
    )  # fmt: skip


def lng_counts(report: Briefing) -> None:
    """Show counts that stand on bases of their own: nine months, a share, a plan."""
    parts = {
        "Nine months, million tonnes": ("lng_exports_jan_sep_oapec", "Mt"),
        "Share of the European Union's LNG imports": ("eu_lng_share", "per cent"),
        "Qatari capacity, million tonnes a year": ("lng_capacity_qatar", "Mt a year"),
    }
    cells, groups, used = [], [], []
    for heading, (series, unit) in parts.items():
        rows = report.figures.of(series).sort_values(["period", "value"], ascending=[True, False])
        if rows.empty:
            continue
        groups.append((len(cells), heading))
        used.append(heading)
        for r in rows.itertuples():
            place = "World" if r.entity == "World" else name(r.entity)
            when = f"January to {long_date(r.period)}" if "jan_sep" in series else r.period
            remark = r.note if series == "lng_capacity_qatar" and "known_on" not in r.note else ""
            cells.append(
                {
                    "State": place,
                    "Period": when,
                    "Value": f"{num(r.value)} {unit}",
                    "Remark": remark,
                    "Source": f"[@{r.key}]",
                }
            )
    if not cells:
        return prose.nothing_public(
            report, "part-year counts, shares of buyers and plans for capacity"
        )
    table(
        pd.DataFrame(cells),
        label="energy-lng-counts",
        title=f"{capital(join(h.split(',')[0].lower() if i else h.split(',')[0] for i, h in enumerate(used)))}: "
        f"{len(cells)} counts that must not be set beside whole years",
        caption="Each group has its own base. A plan is what its author meant to reach, not what was built.",
        kinds={"Source": "markdown", "Value": "number"},
        groups=groups,
    )  # fmt: skip


def _zero_rows(report: Briefing) -> pd.DataFrame:
    rows = report.figures.of(["lng_exports_mt_giignl", "lng_exports_mt_press"], ["IRN", "SAU"])
    return rows[rows["value"] == 0].sort_values(["entity", "period"])


def _zero_words(rows: pd.DataFrame) -> str:
    said = [f"{name(str(e))} ({join(p['period'])})" for e, p in rows.groupby("entity")]
    return ", ".join(said)


def _since_signing(report: Briefing, frame: pd.DataFrame) -> str:
    base, last = str(int(report.signed[:4]) - 1), frame.index[-1]
    if base in frame.index and last > base:
        return f"{change(frame.loc[base, 'RUS'], frame.loc[last, 'RUS'])} from {base}"
    if len(frame) < 2:
        return f"were {num(frame['RUS'].iloc[-1])} billion cubic metres"
    return f"{change(frame['RUS'].iloc[-2], frame['RUS'].iloc[-1])} on the year before"


def _year_growth(report: Briefing, year: str) -> str:
    wide = report.figures.wide("lng_exports_bcm_ei", "RUS")
    before = str(int(year) - 1)
    if year not in wide.index or before not in wide.index:
        return ""
    said = change(wide.loc[before, "RUS"], wide.loc[year, "RUS"])
    return f"In the yearbook, Russia's exports of {year} {said} on the year before."


def _gap_dots(rows: pd.DataFrame):
    heads = list(dict.fromkeys(rows["entity"]))
    fig, (ax,) = canvas(0.5 + 0.2 * (len(rows) + 1.2 * len(heads)))
    tint, y, ticks = colours(heads), 0.0, []
    for state in heads:
        part = rows[rows["entity"] == state]
        ax.text(
            -0.24,
            y,
            name(state),
            transform=ax.get_yaxis_transform(),
            fontweight="bold",
            va="center",
            color=tint[state],
        )
        ax.axhline(y - 0.62, xmin=-0.24, color=LIGHT, lw=0.7, clip_on=False)
        for row in part.itertuples():
            ax.hlines(y, 0, row.above, color=LIGHT, lw=1.2, zorder=1)
            ax.scatter(row.above, y, s=36, c=tint[state], zorder=3, clip_on=False)
            ax.annotate(
                f"{num(row.value, 1)} Mt",
                (row.above, y),
                xytext=(8, 0),
                textcoords="offset points",
                va="center",
                fontsize=8,
            )
            ticks.append((y, row.account))
            y += 1
        y += 0.35
    ax.set_yticks([t for t, _ in ticks], [word for _, word in ticks])
    ax.set_ylim(y - 0.6, -0.8)
    ax.set_xlim(0, max(1.0, rows["above"].max()) * 1.13)
    ax.xaxis.set_major_formatter(lambda v, _: f"+{num(v)} %" if v else "lowest")
    ax.set_xlabel("above the lowest count for that state", color=GREY)
    axes.quiet(ax)
    return fig


def _the(state: str) -> str:
    return f"the {name(state)}" if state == "USA" else name(state)


def _of(state: str) -> str:
    return {"QAT": "of Qatari", "USA": "of American"}[state]
