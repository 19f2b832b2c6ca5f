"""What was promised for the corridors: the map, the missing railway, the clauses, the lengths."""

import pandas as pd
from matplotlib.figure import Figure

from helpers.display.axes import at, date_axis, quiet
from helpers.display.bundles import figure, table
from helpers.display.maps import BORDER_NOTE, corridor_map
from helpers.display.style import BLUE, GREEN, GREY, INK, LIGHT, ORANGE, WHITE, canvas
from helpers.display.words import capital, count, join, num, percent, short
from helpers.ledger.dates import days_between, long_date, period_end, shift_days
from helpers.ledger.package import data_dir
from helpers.sections.briefing import Briefing
from helpers.sections.caucasus.ways import (
    COLOURS,
    MIDDLE,
    NAMES,
    NORTH_SOUTH,
    REGION,
    REGION_TAGS,
    legs,
    places,
    state_of,
)
from helpers.sections.prose import cite, nothing_public

REGION_PLACES = (
    "Saint Petersburg", "Moscow", "Saratov", "Volgograd", "Astrakhan", "Atyrau", "Beyneu", "Aktau", "Baku", "Astara", "Rasht",
    "Tehran", "Yazd", "Bandar Abbas", "Mumbai", "Gorgan (near Incheh Borun)", "Tbilisi", "Poti",
    "Kars", "Istanbul", "Constanta", "Almaty", "Bandar Anzali", "Makhachkala", "Zhezkazgan",
)  # fmt: skip
MONTH = 31
"""Days in "within a month": the longest reading, so that no promise is called missed too early."""

PROMISES = {
    "rasht-contract-promised-2025-10": "soon",
    "rasht-contract-next-month-2025-10": "within a month",
    "rasht-contract-month-2025-12": "within a month",
    "rasht-contract-april-2026": "",
}
"""By statement, the time it sets for the signature; blank where the event's plan date says it."""

LINE_KM = 162.0
"""Length of the Rasht-Astara railway most often given; 160 and 164 km are given too."""

CLAUSES = ("IR25-12", "IR25-X07", "IR25-X12", "IR25-X23")


def corridors(report: Briefing) -> None:
    """Show the map of the North-South and Middle corridors."""
    shown = legs(report, NORTH_SOUTH + MIDDLE)
    every = legs(report)["route"].unique()
    planned = [NAMES[c] for c in every if state_of(c) != "in use"]
    extra = f", {count(len(planned), 'more line')} planned or under way" if planned else ""
    figure(
        corridor_map(
            shown, places(report, shown, REGION_PLACES), data_dir() / "map/region_50m.geojson", REGION,
            colours=COLOURS, tags=REGION_TAGS,
        ),
        label="caucasus-map",
        title=f"{capital(count(shown['route'].nunique(), 'line'))} in use{extra}: one rail link, "
        "Astara to Rasht, is missing on the western branch",
        subtitle="Corridors between Russia, Iran and India (north to south) and between China and Europe (east to west)",
        caption="Schematic: lines run between town centres, and side by side where routes share a way. East of Almaty the "
        f"Middle Corridor goes on to Xi’an, off the map. {_planned_note(planned)}{BORDER_NOTE}",
        alt=route_words(shown),
        source=map_source(report),
        data=_plain(shown),
    )  # fmt: skip


def promises(report: Briefing) -> None:
    """Show each statement on the Rasht-Astara contract with the day it promised, and the land bought."""
    said = statements(report)
    land = report.figures.of("rasht_astara_land")
    if said.empty:
        nothing_public(report, "a date for the Rasht–Astara contract")
        return
    dated = said[said["due"] != ""]
    passed = dated[dated["due"] <= report.as_of]
    words = (
        f"{capital(count(len(passed), 'promised day'))} for the Rasht–Astara contract passed "
        f"by {long_date(report.as_of)}, and no signature is on record"
        if len(passed)
        else "No promised day for the Rasht–Astara contract had passed yet, and no signature was on record"
    )
    last = land.iloc[-1] if len(land) else None
    share = (
        ""
        if last is None
        else f"; land was bought for {percent(last['value'] / LINE_KM)} of the line"
    )
    figure(
        _draw_promises(said, land, report.as_of),
        label="caucasus-rasht",
        title=words + share,
        subtitle=f"Statements by day, with the time they set (above); land bought, km of {num(LINE_KM)} (below)",
        caption="A dot is the day of a statement, a bar runs to the end of the time it sets, hatched where that end had "
        "not yet come. “Soon” sets no day and cannot be missed. “Within a month” is read as "
        f"{MONTH} days. {report.figures.caveat('rasht_astara_land')} Land bought is not land handed over to a builder.",
        alt=" ".join(_promise_words(r, report.as_of) for r in said.to_dict("records")),
        source=cite([k for keys in said["keys"] for k in keys] + list(land["key"])),
        data=said[["event_id", "date", "title", "time"]],
    )  # fmt: skip


def statements(report: Briefing) -> pd.DataFrame:
    """Return the statements on the contract: event columns, `time` in words, `due` ISO day or blank."""
    rows = report.events()
    rows = rows[rows["event_id"].isin(PROMISES)].sort_values("date")
    times, due = [], []
    for row in rows.itertuples():
        word = PROMISES[row.event_id]
        times.append(word or f"by {long_date(row.plan_dates)}")
        due.append(
            shift_days(row.date, MONTH) if word == "within a month"
            else period_end(row.plan_dates) if row.plan_dates else ""
        )  # fmt: skip
    return rows.assign(time=times, due=due)


def _draw_promises(said: pd.DataFrame, land: pd.DataFrame, as_of: str) -> Figure:
    lower = 1.1 if len(land) else 0.01
    fig, (ax, below) = canvas(
        0.55 + 0.42 * len(said) + lower, 2, 1, height_ratios=[0.5 + 0.42 * len(said), lower]
    )
    first = shift_days(min(said["date"]), -12)
    end = shift_days(as_of, 15 + days_between(first, as_of) // 40)
    for i, row in enumerate(said.itertuples()):
        if row.due:
            open_ = row.due > as_of
            stop = min(at(row.due), at(end))
            ax.barh(i, stop - at(row.date), left=at(row.date), height=0.26, color=WHITE if open_ else ORANGE,
                    edgecolor=ORANGE, hatch="////" if open_ else None, lw=0.9)  # fmt: skip
        ax.scatter(at(row.date), i, s=34, color=BLUE, zorder=4)
        place = max(at(row.date), min(at(row.due), at(end)) if row.due else 0)
        right = place > at(first) + 0.72 * (at(end) - at(first))
        ax.annotate(row.time, (at(row.date) if right else place, i), xytext=(-8 if right else 8, 0),
                    textcoords="offset points", va="center", ha="right" if right else "left",
                    fontsize=8, color=GREY)  # fmt: skip
    ax.set_yticks(range(len(said)), [short(t, 46) for t in said["title"]])
    ax.set_ylim(len(said) - 0.4, -0.6)
    date_axis(ax, first, end)
    ax.grid(axis="x")
    quiet(ax)
    below.set_visible(bool(len(land)))
    if len(land):
        _draw_land(below, land, as_of)
        date_axis(below, first, end)
        ax.tick_params(axis="x", labelbottom=False)
    return fig


def _draw_land(ax, land: pd.DataFrame, as_of: str) -> None:
    x = [at(d) for d in land["known_on"]]
    ax.step([*x, at(as_of)], [*land["value"], land["value"].iloc[-1]], where="post", color=GREEN)
    ax.scatter(x, land["value"], s=22, color=GREEN, zorder=3)
    for px, value in zip(x, land["value"], strict=True):
        ax.annotate(num(value), (px, value), xytext=(0, -11), textcoords="offset points", ha="center", fontsize=8)  # fmt: skip
    ax.axhline(LINE_KM, color=INK, lw=1, ls=(0, (3, 2)))
    ax.annotate(f"whole line, {num(LINE_KM)} km", (0, LINE_KM), xycoords=("axes fraction", "data"), xytext=(2, -3),
                textcoords="offset points", va="top", fontsize=8, color=GREY)  # fmt: skip
    ax.set_ylim(0, LINE_KM * 1.06)
    ax.set_yticks([0, 100])
    ax.set_ylabel("km bought", fontsize=8, color=GREY)
    quiet(ax)


def clauses(report: Briefing) -> None:
    """Show the treaty's clauses on regions, the Caspian, corridors and customs."""
    rows = report.known.clauses
    rows = rows[rows["clause_id"].isin(CLAUSES)]
    if rows.empty:
        nothing_public(report, "the clauses on corridors")
        return
    level = rows["read_level"].str.replace("_", " ")
    quoted = int((rows["read_level"] == "quoted").sum())
    table(
        pd.DataFrame({
            "Clause": [f"Article {a}: {t}" if a else t for a, t in zip(rows["article"], rows["title_short"], strict=True)],
            "What it says": [f"{s} {cite(k)}" for s, k in zip(rows["summary"], rows["keys"], strict=True)],
            "How it was read": level,
        }),
        label="caucasus-clauses",
        title=f"{capital(count(len(rows), 'clause'))} of the treaty touch the region, {quoted or 'none'} of them read in its own words",
        caption="Summaries in plain words. Quoted: the text was seen; paraphrased: only an account of it; listed only: a title. "
        "A clause shows an aim, not a railway.",
        kinds={"What it says": "markdown"},
    )  # fmt: skip


def lengths(report: Briefing) -> None:
    """Show the length of each corridor by mode, with the borders that it crosses."""
    way = legs(report)
    way = way[way["state"] != "gas pipeline, planned"]
    km = report.ledger.corridor_legs.set_index(["corridor", "from_place", "to_place"])
    way = way.assign(
        km=[float(km.loc[(r.route, r.start, r.end), "km"]) for r in way.itertuples()],
        kind=[
            str(km.loc[(r.route, r.start, r.end), "mode"]).split("_")[0] for r in way.itertuples()
        ],
        border=[a != b for a, b in way["countries"]],
    )
    wide = way.pivot_table(
        index="route", columns="kind", values="km", aggfunc="sum", sort=False
    ).fillna(0)
    borders = way.groupby("route", sort=False)["border"].sum()
    changes = way.groupby("route", sort=False)["kind"].agg(
        lambda k: int((k != k.shift()).sum()) - 1
    )
    wide = wide.reindex(columns=[k for k in ("rail", "road", "sea") if k in wide]).sort_index(
        key=lambda i: i.map(list(NAMES).index)
    )
    most = changes.idxmax()
    north = [c for c in NORTH_SOUTH if c in borders.index]
    figure(
        _draw_lengths(wide, borders, changes),
        label="caucasus-lengths",
        title=f"The {NAMES[str(most)].lower().replace('north–south', 'North–South').replace('middle corridor', 'Middle Corridor')} changes mode most often, "
        f"{count(int(changes[most]), 'time')}; the North–South branches cross {join([num(borders[c]) for c in north])} borders",
        subtitle="Length by mode, thousand km, with borders crossed and changes of mode",
        caption="Lengths are estimates of this project: the great circle between waypoints, made longer by a factor for each mode. "
        "A border or a change of mode costs days that no length shows. Branches start and end at different towns, so that "
        "lengths are to be compared with care. A line planned or under way is hatched.",
        alt="; ".join(f"{NAMES[str(r)]}: {num(wide.loc[r].sum(), 0)} km, {count(int(borders[r]), 'border')}, {count(int(changes[r]), 'change')} of mode" for r in wide.index) + ".",
        source=map_source(report),
        data=wide.round(0).assign(borders=borders, changes=changes).reset_index(),
    )  # fmt: skip


def _draw_lengths(wide: pd.DataFrame, borders: pd.Series, changes: pd.Series) -> Figure:
    fig, (ax,) = canvas(0.75 + 0.33 * len(wide))
    tint = {"rail": BLUE, "road": ORANGE, "sea": GREEN}
    left = pd.Series(0.0, index=wide.index)
    for kind in wide.columns:
        for i, route in enumerate(wide.index):
            planned = state_of(str(route)) != "in use"
            ax.barh(i, wide.loc[route, kind] / 1000, left=left[route] / 1000, height=0.6, color=WHITE if planned else tint[kind],
                    edgecolor=tint[kind], hatch="////" if planned else None, lw=0.9)  # fmt: skip
        left = left + wide[kind]
        ax.plot([], [], "s", color=tint[kind], label=kind)
    for i, route in enumerate(wide.index):
        ax.annotate(f"{count(int(borders[route]), 'border')}, {count(int(changes[route]), 'change')}", (left[route] / 1000, i),
                    xytext=(5, 0), textcoords="offset points", va="center", fontsize=8)  # fmt: skip
    ax.set_yticks(range(len(wide)), [NAMES[str(r)] for r in wide.index])
    ax.set_ylim(len(wide) - 0.45, -0.55)
    ax.set_xlim(0, left.max() / 1000 * 1.18)
    ax.grid(axis="x", color=LIGHT)
    ax.legend(
        loc="lower left", bbox_to_anchor=(0, 1.0), ncols=3, handletextpad=0.1, borderaxespad=0
    )
    quiet(ax)
    return fig


def _planned_note(planned: list[str]) -> str:
    return (
        f"Planned or under way, on the map of the southern routes below: {join(planned)}. "
        if planned
        else ""
    )


def route_words(shown: pd.DataFrame) -> str:
    said = []
    for route, part in shown.groupby("route", sort=False):
        towns = [part["start"].iloc[0], *part["end"]]
        said.append(f"{NAMES[str(route)]} ({state_of(str(route))}): {', '.join(towns)}")
    return "Map. " + ". ".join(said) + "."


def _plain(shown: pd.DataFrame) -> pd.DataFrame:
    return shown[["route", "start", "end", "mode", "state"]]


def map_source(report: Briefing) -> str:
    ids = report.known.table("waypoints", "known_from")["source_id"].unique()
    return cite(report.known.keys(";".join(ids))) + " Borders: Natural Earth."


def _promise_words(row: dict[str, object], as_of: str) -> str:
    due = str(row["due"])
    late = "" if not due else " (passed)" if due <= as_of else " (not yet due)"
    return f"{long_date(str(row['date']))}: {row['title']}, {row['time']}{late}."
