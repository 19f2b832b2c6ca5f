"""The corridors as a whole: their map, their lengths, the treaty's clauses on them."""

import pandas as pd
from matplotlib.figure import Figure

from helpers.display.axes import quiet
from helpers.display.bundles import figure, table
from helpers.display.maps import BORDER_NOTE, IN_USE, PIPELINE, corridor_map
from helpers.display.style import BLUE, GREEN, ORANGE, WHITE, canvas
from helpers.display.words import capital, count, join, num, number_word
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
    map_source,
    places,
    route_words,
    state_of,
)
from helpers.sections.prose import cite, nothing_public

UNNAMED = dict.fromkeys((
    "Makhachkala", "Derbent", "Khachmaz", "Lankaran", "Qazvin", "Qom", "Semnan", "Sirjan",
    "Yevlakh", "Zhanaozen (Uzen)", "Balkanabat", "Urumqi", "Xi'an",
), "")  # fmt: skip
"""Places left without a name on the map of the whole region, where names would crowd."""

CLAUSES = ("IR25-12", "IR25-X07", "IR25-X12", "IR25-X23")
MODES = {"rail": BLUE, "road": ORANGE, "sea": GREEN}


def corridors(report: Briefing) -> None:
    """Show the map of the North-South and Middle corridors."""
    shown = legs(report, NORTH_SOUTH + MIDDLE)
    planned = [NAMES[c] for c in legs(report)["route"].unique() if state_of(c) != IN_USE]
    elsewhere = f"Planned or under way, on a map below: {join(planned)}. " if planned else ""
    layer = data_dir() / "map/region_50m.geojson"
    figure(
        corridor_map(
            shown, places(report, shown, UNNAMED), layer, REGION, colours=COLOURS, tags=REGION_TAGS
        ),
        label="caucasus-map",
        title=f"{capital(count(shown['route'].nunique(), 'line'))} in use: the western "
        "North-South branch lacks its railway from Astara to Rasht",
        subtitle="Corridors from Russia to Iran and India, and from China to Europe",
        caption="Schematic: lines run between town centres, side by side where routes share a "
        f"way. {elsewhere}{BORDER_NOTE}",
        alt=route_words(shown),
        source=map_source(report),
        data=shown[["route", "start", "end", "mode", "state"]],
    )


def clauses(report: Briefing) -> None:
    """Show the treaty's clauses on regions, the Caspian, corridors and customs."""
    rows = report.known.clauses
    rows = rows[rows["clause_id"].isin(CLAUSES)]
    if rows.empty:
        nothing_public(report, "the clauses on corridors")
        return
    titles = zip(rows["article"], rows["title_short"], strict=True)
    quoted = int((rows["read_level"] == "quoted").sum())
    shown = pd.DataFrame(
        {
            "Clause": [f"Article {a}: {t}" if a else t for a, t in titles],
            "What it says": [
                f"{s} {cite(k)}" for s, k in zip(rows["summary"], rows["keys"], strict=True)
            ],
            "How it was read": rows["read_level"].str.replace("_", " "),
        }
    )
    table(
        shown,
        label="caucasus-clauses",
        title=f"{capital(count(len(rows), 'clause'))} of the treaty "
        f"{'touches' if len(rows) == 1 else 'touch'} the region or its routes, "
        f"{number_word(quoted)} of them read in its own words",
        caption="Summaries in plain words. Quoted: the text was seen; paraphrased: only an account "
        "of it; listed only: a title. A clause shows an aim, not a railway.",
        kinds={"What it says": "markdown"},
    )


def lengths(report: Briefing) -> None:
    """Show the length of each corridor by mode, with its borders and changes of mode."""
    km, borders, changes = measured(report)
    figure(
        _draw_lengths(km, borders, changes),
        label="caucasus-lengths",
        title=_lengths_title(borders, changes),
        subtitle="Length by mode, thousand km, with borders crossed and changes of mode",
        caption="Lengths are estimates of this project: the great circle between waypoints, made "
        "longer by a factor for each mode. Corridors start and end at different towns, so that "
        "lengths are to be compared with care. Hatched: planned or under way. A change of gauge "
        "is not counted as a change of mode.",
        alt="; ".join(
            f"{NAMES[r]}: {num(km.loc[r].sum(), 0)} km, {_crossings(borders[r], changes[r])}"
            for r in km.index
        )
        + ".",
        source=map_source(report),
        data=km.assign(total=km.sum(axis=1))
        .round(0)
        .assign(borders=borders, changes=changes)
        .reset_index(),
    )


def travel_times(report: Briefing) -> None:
    """Show what was reported of days and prices on the way."""
    rows = report.known.passages
    if ((rows["section"] == report.section) & (rows["step"] == "network")).any():
        report.passages("network")
    else:
        nothing_public(report, "days or prices on the way")


def measured(report: Briefing) -> tuple[pd.DataFrame, pd.Series, pd.Series]:
    """Return, by route, kilometres by mode, borders crossed and changes of mode; no pipelines."""
    way = legs(report)
    way = way[way["state"] != PIPELINE]
    known = report.ledger.corridor_legs.set_index(["corridor", "from_place", "to_place"])
    rows = known.loc[list(zip(way["route"], way["start"], way["end"], strict=True))]
    way = way.assign(
        km=rows["km"].astype(float).values, kind=[m.split("_")[0] for m in rows["mode"]]
    )
    km = way.pivot_table(index="route", columns="kind", values="km", aggfunc="sum", sort=False)
    by_route = way.groupby("route", sort=False)
    changes = by_route["kind"].agg(lambda kind: int((kind != kind.shift()).sum()) - 1)
    order = [r for r in NAMES if r in km.index]
    km = km.reindex(index=order, columns=[k for k in MODES if k in km]).fillna(0.0)
    return km, by_route["borders"].sum().loc[order], changes.loc[order]


def _lengths_title(borders: pd.Series, changes: pd.Series) -> str:
    own = [r for r in NORTH_SOUTH if r in borders.index]
    few, many = borders.loc[own].idxmin(), changes.loc[own].idxmax()
    if few == many:
        return (
            f"Of the North-South branches the {_branch(few)} one crosses fewest borders, "
            f"{number_word(int(borders[few]))}, and changes mode most often, "
            f"{count(int(changes[few]), 'time')}"
        )
    return (
        f"Of the North-South branches the {_branch(few)} one crosses fewest borders, "
        f"{number_word(int(borders[few]))}; the {_branch(many)} one changes mode most often, "
        f"{count(int(changes[many]), 'time')}"
    )


def _draw_lengths(km: pd.DataFrame, borders: pd.Series, changes: pd.Series) -> Figure:
    fig, (ax,) = canvas(0.75 + 0.33 * len(km))
    for i, route in enumerate(km.index):
        left, planned = 0.0, state_of(str(route)) != IN_USE
        for kind in (k for k in km.columns if km.loc[route, k]):
            ax.barh(
                i, km.loc[route, kind] / 1000, left=left, height=0.6, lw=0.9,
                edgecolor=MODES[kind] if planned else WHITE,
                color=WHITE if planned else MODES[kind], hatch="////" if planned else None,
            )  # fmt: skip
            left += km.loc[route, kind] / 1000
        ax.annotate(
            _crossings(borders[route], changes[route]), (left, i), xytext=(5, 0), va="center",
            textcoords="offset points", fontsize=8,
        )  # fmt: skip
    for kind in km.columns:
        ax.plot([], [], "s", color=MODES[kind], label=kind)
    ax.set_yticks(range(len(km)), [NAMES[str(r)] for r in km.index])
    ax.set_ylim(len(km) - 0.45, -0.55)
    ax.set_xlim(0, km.sum(axis=1).max() / 1000 * 1.45)
    ax.grid(axis="x")
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=3, handletextpad=0.1, borderaxespad=0)
    quiet(ax)
    return fig


def _crossings(borders: int, changes: int) -> str:
    return f"{count(int(borders), 'border')}, {count(int(changes), 'change')}"


def _branch(route: str) -> str:
    return route.removeprefix("INSTC ")
