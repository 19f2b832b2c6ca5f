"""Step three: who ships liquefied gas, how the agencies count it, and where it goes."""

import pandas as pd

from helpers.display import axes, charts
from helpers.display.bundles import figure, say, table
from helpers.display.style import name
from helpers.display.words import capital, change, count, join, num
from helpers.ledger.dates import long_date
from helpers.sections import prose
from helpers.sections.briefing import Briefing
from helpers.sections.energy.drawing import gap_dots
from helpers.sections.energy.rows import REVISED, drawn, flows, shares_said, states, the

AGENCIES = {
    "giignl": "GIIGNL",
    "igu": "IGU",
    "cedigaz": "CEDIGAZ",
    "shell": "Shell",
    "vygon": "Vygon",
    "tracker": "ship tracking",
    "rus_official": "Russian officials",
    "press": "other press",
}
COUNTED = ["USA", "QAT", "AUS", "RUS"]
OWN_BASES = {
    "Exports in nine months": ("lng_exports_jan_sep_oapec", "Mt"),
    "Share of the European Union's LNG imports": ("eu_lng_share", "per cent"),
    "Qatari capacity, present and planned": ("lng_capacity_qatar", "Mt a year"),
}


def lng_exporters(report: Briefing) -> None:
    """Show LNG exports of the states that have any, and name those recorded at zero."""
    wanted: list[str] = [s for s in ("USA", "QAT", "RUS") if s in states(report)]
    rows = report.figures.of("lng_exports_bcm_ei", wanted, str(report.parameters.since))
    if rows.empty:
        return prose.nothing_public(report, "LNG exports in these years")
    frame = rows.pivot_table(index="period", columns="entity", values="value")[wanted]
    none, last = _zero_rows(report), frame.index[-1]
    fig = charts.line_chart(frame, unit="billion cubic metres of gas", zero=True, height=3.0)
    if len(none):
        axes.note_in(fig.axes[0], f"none recorded: {_zero_words(none)}", 0.01, 0.955)
    title = f"Russia's LNG exports {_since_signing(report, frame)}"
    if len(wanted) > 1:
        title += f"; {the(str(frame.loc[last].idxmax()))} shipped most in {last}"
    if len(none):
        title += f"; none is recorded for {join(dict.fromkeys(map(name, none['entity'])), 'or')}"
    ends = (f"{name(str(c))} {num(v.iloc[0])} to {num(v.iloc[-1])}" for c, v in frame.items())
    figure(
        fig,
        label="energy-lng-exporters",
        title=title,
        subtitle="LNG exports by year, billion cubic metres of gas",
        caption="States with no exports are named, not left out; their zero comes from other "
        f"accounts, which count in tonnes, and holds for the years named. {REVISED}",
        alt=f"Lines from {frame.index[0]} to {last}: {'; '.join(ends)}"
        + (f". None recorded: {_zero_words(none)}" if len(none) else ""),
        source=report.figures.citations(pd.concat([rows, none])),
        data=drawn(pd.concat([rows, none])),
    )
    _added(frame)


def lng_destinations(report: Briefing) -> None:
    """Show how much of each exporter's LNG goes to Asia and to Europe."""
    sellers: list[str] = [s for s in ("RUS", "QAT", "USA") if s in states(report)]
    year, flow = flows(report.figures, "lng_flow", sellers)
    if not year:
        return prose.nothing_public(report, "LNG by seller and buyer")
    frame = 100 * flow[["Asia Pacific", "Europe"]].div(flow["Total exports"], axis=0)
    frame["Elsewhere"] = 100 - frame.sum(axis=1)
    rows = report.figures.of("lng_flow", [f"{s}->{p}" for s in sellers for p in flow.columns])
    rows = rows[rows["entity"].str[5:].isin(["Asia Pacific", "Europe", "Total exports"])]
    asia = frame["Asia Pacific"]
    others = [f"{the(s)} sent {num(asia[s], 0)} per cent" for s in sellers[1:]]
    figure(
        charts.shares(frame, unit="per cent of LNG exports"),
        label="energy-lng-destinations",
        title=f"Russia sent {num(asia['RUS'], 0)} per cent of its LNG to Asia and "
        f"{num(frame.loc['RUS', 'Europe'], 0)} to Europe in {year}"
        + (f"; to Asia {join(others)}" if others else ""),
        subtitle=f"LNG exports by destination, per cent of each seller's total, {year}",
        caption="Sellers compete where they meet: two long bars of one colour are two sellers on "
        "one continent. Cargoes passed on at sea count where they land.",
        alt=shares_said(frame),
        source=report.figures.citations(rows),
        data=drawn(rows[rows["period"] == year]),
    )


def lng_by_agency(report: Briefing) -> None:
    """Show how far the agencies' counts for one year lie apart, state by state."""
    year = str(report.parameters.agency_year)  # type: ignore[attr-defined]
    rows = report.figures.of([f"lng_exports_mt_{a}" for a in AGENCIES], COUNTED)
    rows = rows[rows["period"] == year]
    rows = rows[rows.groupby("entity")["value"].transform("size") > 1]
    if rows.empty:
        return prose.nothing_public(report, f"LNG exports of one state by two agencies, {year},")
    rows = rows.assign(
        account=[_account(r.series, r.note) for r in rows.itertuples()],
        low=rows.groupby("entity")["value"].transform("min"),
    )
    rows["above"] = 100 * (rows["value"] / rows["low"] - 1)
    rows = rows.sort_values(["low", "entity", "above"], ascending=[False, True, True])
    widest = rows.loc[rows["above"].idxmax()]
    said = (
        f"{name(str(s))}: " + ", ".join(f"{r.account} {num(r.value, 1)}" for r in p.itertuples())
        for s, p in rows.groupby("entity", sort=False)
    )
    figure(
        gap_dots(rows),
        label="energy-lng-agencies",
        title=f"For {year} the counts of LNG from {the(widest['entity'])} lie up to "
        f"{num(widest['above'], 0)} per cent apart",
        subtitle=f"LNG exports in {year}: per cent above the lowest count of the state; the counts "
        "in million tonnes (Mt)",
        caption="Agencies differ over the weight of a cubic metre, over cargoes sold on, and over "
        "when a cargo counts. A change smaller than the gap between agencies is no finding. "
        + _year_growth(report, year),
        alt="; ".join(said) + ", in million tonnes",
        source=report.figures.citations(rows),
        data=drawn(rows),
    )


def lng_counts(report: Briefing) -> None:
    """Show counts that stand on bases of their own: nine months, a share, a plan."""
    cells: list[dict[str, str]] = []
    groups: list[tuple[int, str]] = []
    for heading, (series, unit) in OWN_BASES.items():
        rows = report.figures.of(series).sort_values(["period", "value"], ascending=[True, False])
        if len(rows):
            groups.append((len(cells), heading))
        cells += [_count_row(r, unit, series) for r in rows.itertuples()]
    if not cells:
        return prose.nothing_public(report, "part years, shares of buyers or plans for LNG")
    table(
        pd.DataFrame(cells),
        label="energy-lng-counts",
        title=f"{capital(count(len(cells), 'further count'))} on "
        f"{count(len(groups), 'base')} of {'its' if len(groups) == 1 else 'their'} own, none to be "
        "set beside whole years",
        caption="Each group has its own base. A plan is what its author meant to reach, not what "
        "was built.",
        kinds={"Source": "markdown", "Value": "number"},
        groups=groups,
    )


def _account(series: str, note: str) -> str:
    if note.startswith("ship tracking"):
        return "ship tracking"
    return AGENCIES[series.removeprefix("lng_exports_mt_")]


def _count_row(row, unit: str, series: str) -> dict[str, str]:
    part_year = series == "lng_exports_jan_sep_oapec"
    return {
        "State": name(row.entity),
        "Period": f"January to {long_date(row.period)}" if part_year else row.period,
        "Value": f"{row.value:g} {unit}",
        "Remark": row.note if series == "lng_capacity_qatar" and "known" not in row.note else "",
        "Source": f"[@{row.key}]",
    }


def _zero_rows(report: Briefing) -> pd.DataFrame:
    rows = report.figures.of(["lng_exports_mt_giignl", "lng_exports_mt_press"], ["IRN", "SAU"])
    return rows[rows["value"] == 0].sort_values(["entity", "period"])


def _zero_words(rows: pd.DataFrame) -> str:
    return ", ".join(f"{name(str(s))} ({join(p['period'])})" for s, p in rows.groupby("entity"))


def _since_signing(report: Briefing, frame: pd.DataFrame) -> str:
    base, last = str(int(report.signed[:4]) - 1), frame.index[-1]
    russia = frame["RUS"]
    if base in frame.index and last > base:
        return f"{change(russia[base], russia[last])} from {base} to {last}"
    if len(frame) < 2:
        return f"were {num(russia[last])} billion cubic metres in {last}"
    return f"{change(russia.iloc[-2], russia[last])} in {last}"


def _added(frame: pd.DataFrame) -> None:
    if len(frame) < 2:
        return
    first, last = frame.iloc[-2], frame.iloc[-1]
    moved = last - first
    said = [
        f"{the(str(s))} {'added' if v >= 0 else 'lost'} {num(abs(v), 1)}"
        for s, v in moved.sort_values(ascending=False).items()
    ]
    say(
        f"In billion cubic metres, {join(said)} between {first.name} and {last.name}. A contest "
        "for buyers would show as sellers growing against each other; a lead that one of them "
        "takes alone is a lead."
    )


def _year_growth(report: Briefing, year: str) -> str:
    wide = report.figures.wide("lng_exports_bcm_ei", "RUS")
    before = str(int(year) - 1)
    if year not in wide.index or before not in wide.index:
        return ""
    moved = change(wide.loc[before, "RUS"], wide.loc[year, "RUS"])
    return f"By the yearbook, Russia's exports of {year} {moved} on the year before."
