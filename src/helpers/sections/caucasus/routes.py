"""Whose route across the south: the map, and the steps that each line has taken."""

import pandas as pd
from matplotlib.figure import Figure

from helpers.display.axes import quiet
from helpers.display.bundles import figure
from helpers.display.maps import BORDER_NOTE, IN_USE, corridor_map
from helpers.display.style import BLUE, GREY, LIGHT, WHITE, canvas
from helpers.display.words import capital, count, join, number_word
from helpers.ledger.dates import long_date
from helpers.ledger.package import data_dir
from helpers.sections.briefing import Briefing
from helpers.sections.caucasus.ways import (
    COLOURS,
    NAMES,
    SOUTH,
    SOUTH_TAGS,
    legs,
    map_source,
    places,
    route_words,
    state_of,
)
from helpers.sections.caucasus.words import cited
from helpers.sections.prose import nothing_public

SOUTHERN = (
    "INSTC western",
    "Middle Corridor (Kars)",
    "Middle Corridor (Black Sea)",
    "Crossroads of Peace (plan)",
    "Russian gas to Iran via Azerbaijan (plan)",
    "Aras corridor (under way)",
    "TRIPP (planned)",
)
NAMED_AS = {"Ordubad": "", "Khachmaz": "", "Nakhchivan": "Nakhchivan\n(Azerbaijan)"}
"""Places left without a name where names would crowd, and the exclave with its state."""

AGREED, NAMED, SIGNED = "agreed", "money or owner named", "contract or framework signed"
BEGUN, SERVED = "works begun", "in service"
STEPS = (AGREED, NAMED, SIGNED, BEGUN, SERVED)
HEADS = (
    "agreed",
    "money or\nowner named",
    "contract or\nframework signed",
    "works\nbegun",
    "in\nservice",
)
LADDER = {
    "Aras road and bridge": {AGREED: "aghband-bridge-2022", BEGUN: "aghband-bridge-2023-10"},
    "Rasht-Astara railway": {
        AGREED: "rasht-astara-deal-2023",
        NAMED: "rasht-astara-terms-2025-11",
    },
    "Kars–Dilucu railway": {NAMED: "kars-rail-2025-08", BEGUN: "kars-rail-2025-08"},
    "TRIPP": {
        AGREED: "washington-accords-2025-08",
        NAMED: "tripp-framework-2026-01",
        SIGNED: "rubio-yerevan-2026-05",
    },
}
"""By line, the event that took each step; a coding of this project. A step without one is open."""


def southern_routes(report: Briefing) -> None:
    """Show the map of the routes across the South Caucasus."""
    shown = legs(report, SOUTHERN)
    routes = list(shown["route"].unique())
    planned = [NAMES[r] for r in routes if state_of(r) != IN_USE]
    n = len(planned)
    said = (
        f"{capital(count(n, 'line'))} across the south {'is' if n == 1 else 'are'} planned or "
        f"under way: {join(planned)}"
    )
    in_use = f"{capital(count(len(routes), 'line'))} in use cross the South Caucasus"
    layer = data_dir() / "map/region_50m.geojson"
    figure(
        corridor_map(
            shown, places(report, shown, NAMED_AS), layer, SOUTH, colours=COLOURS, tags=SOUTH_TAGS
        ),
        label="caucasus-south",
        title=said if planned else in_use,
        subtitle="Routes of the South Caucasus by state of building",
        caption="Schematic: lines run between town centres and round the states that a route "
        "avoids; no exact survey of a planned line is held. Side by side where routes share a "
        f"way. {BORDER_NOTE}",
        alt=route_words(shown),
        source=map_source(report),
        data=shown[["route", "start", "end", "mode", "state"]],
    )


def ladder(report: Briefing) -> None:
    """Show which steps, from word to train, each line has taken, and when."""
    grid = taken(report)
    if grid.empty:
        nothing_public(report, "the building of the lines")
        return
    ids = {event for steps in LADDER.values() for event in steps.values()}
    events = report.events()
    figure(
        _draw_ladder(grid),
        label="caucasus-ladder",
        title=_ladder_title(grid),
        subtitle="Steps from word to train, with the day of each",
        caption="Filled: an event on record took the step. Hollow: no account of it is held, which "
        "does not prove that it was not taken. The order of steps is not always kept. Which event "
        "took which step is a coding of this project.",
        alt=" ".join(_ladder_words(line, grid.loc[line]) for line in grid.index),
        source=cited(events[events["event_id"].isin(ids)]),
        data=grid.reset_index(),
    )


def taken(report: Briefing) -> pd.DataFrame:
    """Return lines by steps: the day a step was taken, or blank; lines unheard of left out."""
    days = report.events().set_index("event_id")["date"]
    rows = {
        line: [days.get(events.get(step, ""), "") for step in STEPS]
        for line, events in LADDER.items()
    }
    grid = pd.DataFrame.from_dict(rows, orient="index", columns=list(STEPS)).rename_axis("line")
    return grid[(grid != "").any(axis=1)]


def _ladder_title(grid: pd.DataFrame) -> str:
    built, served = ([line for line in grid.index if grid.loc[line, s]] for s in (BEGUN, SERVED))
    if len(grid) == 1:
        state = "had begun" if built else "had not begun, by the events held,"
        return f"Works {state} on the only line on record: {grid.index[0]}"
    lines = count(len(grid), "line")
    begun = (
        f"works had begun on {number_word(len(built))}: {join(built)}"
        if built
        else "works had begun on none"
    )
    return f"Of {lines} {begun}; {number_word(len(served))} was reported in service"  # fmt: skip


def _draw_ladder(grid: pd.DataFrame) -> Figure:
    fig, (ax,) = canvas(0.6 + 0.5 * len(grid))
    for i, line in enumerate(grid.index):
        ax.plot([0, len(STEPS) - 1], [i, i], color=LIGHT, lw=2, zorder=1)
        for x, day in enumerate(grid.loc[line]):
            face, edge = (BLUE, BLUE) if day else (WHITE, GREY)
            ax.scatter(x, i, s=75, c=face, edgecolors=edge, linewidths=1.3, zorder=3)
            if day:
                ax.annotate(
                    long_date(day), (x, i), xytext=(0, -8), textcoords="offset points",
                    ha="center", va="top", fontsize=7.8,
                )  # fmt: skip
    ax.set_yticks(range(len(grid)), list(grid.index))
    ax.set_xticks(range(len(STEPS)), list(HEADS), fontsize=8.2)
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.set_xlim(-0.45, len(STEPS) - 0.6)
    ax.set_ylim(len(grid) - 0.45, -0.35)
    quiet(ax, ("left", "bottom"))
    return fig


def _ladder_words(line: str, steps: pd.Series) -> str:
    return f"{line}: {join([f'{s} {long_date(d)}' for s, d in steps.items() if d])}."
