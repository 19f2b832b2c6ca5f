"""Whose route across the south: the map, the steps that each line has taken, who said what."""

import pandas as pd
from matplotlib.figure import Figure

from helpers.display.axes import quiet
from helpers.display.bundles import figure, table
from helpers.display.maps import BORDER_NOTE, corridor_map
from helpers.display.style import BLUE, GREY, LIGHT, WHITE, canvas
from helpers.display.words import capital, count, join
from helpers.ledger.dates import long_date
from helpers.ledger.package import data_dir
from helpers.sections.briefing import Briefing
from helpers.sections.caucasus.corridors import map_source, route_words
from helpers.sections.caucasus.ways import (
    COLOURS,
    NAMES,
    SOUTH,
    SOUTH_TAGS,
    legs,
    places,
    state_of,
)
from helpers.sections.prose import cite, nothing_public

SOUTHERN = (
    "INSTC western", "Middle Corridor (Kars)", "Middle Corridor (Black Sea)", "Crossroads of Peace (plan)",
    "Russian gas to Iran via Azerbaijan (plan)", "Aras corridor (under way)", "TRIPP (planned)",
)  # fmt: skip
STEPS = (
    "agreed",
    "money or\nowner named",
    "contract or\nframework signed",
    "works\nbegun",
    "in\nservice",
)
LADDER = {
    "Aras road and bridge": {
        "agreed": "aghband-bridge-2022",
        "works\nbegun": "aghband-bridge-2023-10",
    },
    "Rasht–Astara railway": {
        "agreed": "rasht-astara-deal-2023",
        "money or\nowner named": "rasht-astara-terms-2025-11",
    },
    "Kars–Dilucu railway": {
        "money or\nowner named": "kars-rail-2025-08",
        "works\nbegun": "kars-rail-2025-08",
    },
    "TRIPP": {
        "agreed": "washington-accords-2025-08",
        "money or\nowner named": "tripp-framework-2026-01",
        "contract or\nframework signed": "rubio-yerevan-2026-05",
    },
}
"""By line, the event that took each step; a coding of this project. A step without one stays open."""

TRACKS = {
    "Washington, Yerevan, Baku": {
        "agreement": ("washington-accords-2025-08", "tripp-framework-2026-01", "vance-caucasus-2026-02",
                      "rubio-yerevan-2026-05"),
        "deed": ("az-lifts-transit-2025-10", "first-grain-armenia-2025-11", "aecom-tripp-2026-02"),
    },
    "Moscow, Tehran, Baku": {
        "agreement": ("rasht-astara-deal-2023", "baku-trilateral-2025-10"),
        "plan or promise": ("rasht-contract-promised-2025-10", "rasht-contract-next-month-2025-10",
                            "rasht-astara-terms-2025-11", "rasht-contract-month-2025-12",
                            "rasht-astara-2026-01-minister", "rasht-125km-2026-02",
                            "rasht-contract-april-2026", "caspian-summit-plan-2025-10"),
        "deed": ("overchuk-east-2025-12", "instc-2025-total"),
        "disruption": ("caspian-ukraine-strikes-2025-12", "instc-halt-2026-02", "az-border-closed-2026-03",
                       "anzali-strike-2026-03"),
    },
    "Tehran, Yerevan": {"plan or promise": ("pezeshkian-yerevan-2025-08", "iran-concerns-eased-2025-08")},
    "Tehran, Baku": {
        "deed": ("aghband-bridge-2022", "aghband-bridge-2023-10"),
        "disruption": ("nakhchivan-drones-2026-03",),
    },
    "Ankara, Baku": {"deed": ("kars-rail-2025-08",)},
    "Astana, Baku, Tbilisi": {"deed": ("titr-surge-2026-03",)},
}  # fmt: skip
"""By group of capitals and kind of step, the events: a coding of this project."""

REACTIONS = (
    ("Tehran", "TRIPP", ("velayati-tripp-2025-08", "pezeshkian-yerevan-2025-08", "iran-concerns-eased-2025-08")),
    ("Moscow", "TRIPP", ("overchuk-tripp-2025-08", "zakharova-tripp-2026-01")),
    ("Baku", "TRIPP", ("washington-accords-2025-08", "az-lifts-transit-2025-10")),
    ("Yerevan", "TRIPP", ("washington-accords-2025-08", "pashinyan-rail-concession-2026-02", "rubio-yerevan-2026-05")),
    ("Ankara", "Kars–Dilucu", ("kars-rail-2025-08",)),
    ("Tehran", "Rasht–Astara", ("rasht-contract-promised-2025-10", "rasht-contract-month-2025-12", "rasht-125km-2026-02")),
    ("Moscow", "Rasht–Astara", ("rasht-contract-april-2026",)),
    ("Baku", "Aras", ("aghband-bridge-2023-10", "baku-trilateral-2025-10")),
    ("Tehran", "Aras", ("aghband-bridge-2022",)),
)  # fmt: skip


def southern_routes(report: Briefing) -> None:
    """Show the map of the routes across the South Caucasus."""
    shown = legs(report, SOUTHERN)
    planned = [NAMES[r] for r in shown["route"].unique() if state_of(r) != "in use"]
    figure(
        corridor_map(
            shown, places(report, shown), data_dir() / "map/region_50m.geojson", SOUTH,
            colours=COLOURS, tags=SOUTH_TAGS,
        ),
        label="caucasus-south",
        title=f"{capital(count(len(planned), 'line'))} drawn across the south {'is' if len(planned) == 1 else 'are'} planned or under way: {join(planned)}"
        if planned else "Two corridors in use cross the South Caucasus, one to each point of the compass",
        subtitle="Routes of the South Caucasus by state of building",
        caption="Schematic: lines run between town centres and round the states that a route avoids; an exact survey is not "
        "public for any planned line. The Aras corridor keeps to the Iranian bank of the river; the Aras is the border. "
        + BORDER_NOTE,
        alt=route_words(shown),
        source=map_source(report),
        data=shown[["route", "start", "end", "mode", "state"]],
    )  # fmt: skip


def ladder(report: Briefing) -> None:
    """Show which steps, from word to train, each rival line has taken, and when."""
    grid = taken(report)
    if grid.empty:
        nothing_public(report, "the building of rival lines")
        return
    built = [line for line in grid.index if grid.loc[line, STEPS[3]]]
    served = [line for line in grid.index if grid.loc[line, STEPS[4]]]
    title = (
        f"Works had begun on {count(len(built), 'line')} of {len(grid)}{f': {join(built)}' if built else ''}; "
        f"{'none was' if not served else join(served) + ' was'} reported in service"
    )
    figure(
        _draw_ladder(grid),
        label="caucasus-ladder",
        title=title,
        subtitle="Steps from word to train, with the day of each",
        caption="Filled: an event on record took the step. Hollow: no account of it is held, which does not prove that it was "
        "not taken. The order of steps is not always kept. Assignment of events to steps by this project.",
        alt=". ".join(
            f"{line}: " + join([f"{s.replace(chr(10), ' ')} {long_date(d)}" for s, d in grid.loc[line].items() if d])
            for line in grid.index
        ) + ".",
        source=cite([k for keys in _events(report, _ladder_ids())["keys"] for k in keys]),
        data=grid.rename(columns=lambda c: c.replace("\n", " ")).reset_index(),
    )  # fmt: skip


def taken(report: Briefing) -> pd.DataFrame:
    """Return lines by steps: ISO day on which a step was taken, or blank; lines not yet named left out."""
    days = report.events().set_index("event_id")["date"]
    rows = {
        line: [days.get(by_step.get(step, ""), "") for step in STEPS]
        for line, by_step in LADDER.items()
    }
    grid = pd.DataFrame.from_dict(rows, orient="index", columns=list(STEPS)).rename_axis("Line")
    return grid[(grid != "").any(axis=1)]


def tracks(report: Briefing) -> None:
    """Show agreements, promises, deeds and disruptions since the signing, by group of capitals."""
    rows = []
    for capitals, kinds in TRACKS.items():
        found = {k: _since(report, ids) for k, ids in kinds.items()}
        every = pd.concat(list(found.values()))
        if every.empty:
            continue
        last = every.sort_values("date").iloc[-1]
        rows.append({"Capitals": capitals} | {capital(k) + "s": len(found.get(k, ())) for k in ("agreement", "plan or promise", "deed", "disruption")}
                    | {"Latest": f"{last['title']}, {long_date(last['date'])} {cite(last['keys'])}"})  # fmt: skip
    if not rows:
        nothing_public(report, "routes since the signing")
        return
    shown = pd.DataFrame(rows).rename(columns={"Plan or promises": "Plans and promises"})
    shown = shown.sort_values(["Agreements", "Deeds"], ascending=False, kind="stable")
    table(
        shown,
        label="caucasus-tracks",
        title="Since the signing: " + "; ".join(
            f"{r['Capitals']} {count(int(r['Agreements']), 'agreement')} and {count(int(r['Deeds']), 'deed')}" for r in shown.head(2).to_dict("records")
        ),
        caption="Events held by this project, coded by it: agreements are texts initialled or signed, deeds are works, trains, limits lifted "
        "and freight counted. Counts depend on what was collected, so that a difference of one or two says little.",
        kinds={"Latest": "markdown"},
    )  # fmt: skip


def reactions(report: Briefing) -> None:
    """Show the first stated position of each capital on each route, and the latest."""
    rows = []
    for where, route, ids in REACTIONS:
        found = _events(report, ids).sort_values("date")
        if found.empty:
            continue
        first, last = found.iloc[0], found.iloc[-1]
        rows.append({"Capital": where, "Route": route, "First position": _cell(first),
                     "Latest position": _cell(last) if len(found) > 1 else "no later one held"})  # fmt: skip
    if not rows:
        nothing_public(report, "positions on the routes")
        return
    moved = sum(r["Latest position"] != "no later one held" for r in rows)
    table(
        pd.DataFrame(rows),
        label="caucasus-reactions",
        title=f"{capital(count(len(rows), 'position'))} of a capital on a route, {moved or 'none'} with a later statement beside it",
        caption="The words are those of the events held; a position may have been stated earlier elsewhere.",
        kinds={"First position": "markdown", "Latest position": "markdown"},
    )


def _draw_ladder(grid: pd.DataFrame) -> Figure:
    fig, (ax,) = canvas(0.75 + 0.5 * len(grid))
    for i, line in enumerate(grid.index):
        ax.plot([0, len(STEPS) - 1], [i, i], color=LIGHT, lw=2, zorder=1)
        for x, day in enumerate(grid.loc[line]):
            ax.scatter(
                x,
                i,
                s=75,
                c=BLUE if day else WHITE,
                edgecolors=BLUE if day else GREY,
                linewidths=1.3,
                zorder=3,
            )
            if day:
                ax.annotate(
                    long_date(day),
                    (x, i),
                    xytext=(0, -9),
                    textcoords="offset points",
                    ha="center",
                    va="top",
                    fontsize=7.8,
                )
    ax.set_yticks(range(len(grid)), list(grid.index))
    ax.set_xticks(range(len(STEPS)), list(STEPS))
    ax.xaxis.tick_top()
    ax.tick_params(axis="x", length=0)
    ax.set_xlim(-0.45, len(STEPS) - 0.6)
    ax.set_ylim(len(grid) - 0.35, -0.4)
    quiet(ax, ("left", "bottom"))
    return fig  # fmt: skip


def _cell(event: pd.Series) -> str:
    return f"{event['title']} ({long_date(event['date'])}) {cite(event['keys'])}"


def _events(report: Briefing, ids: tuple[str, ...]) -> pd.DataFrame:
    rows = report.events()
    return rows[rows["event_id"].isin(ids)]


def _since(report: Briefing, ids: tuple[str, ...]) -> pd.DataFrame:
    rows = _events(report, ids)
    return rows[rows["date"] > report.signed]


def _ladder_ids() -> tuple[str, ...]:
    return tuple(e for steps in LADDER.values() for e in steps.values())
