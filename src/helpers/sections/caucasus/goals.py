"""Goals for the corridors against results, and the firmer counts of trains and boxes."""

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.display.axes import zero_based
from helpers.display.bundles import figure, note, table
from helpers.display.style import BLUE, GREY, INK, LIGHT, ORANGE, WHITE, canvas
from helpers.display.words import capital, count, join, num, percent
from helpers.ledger.dates import long_date
from helpers.sections.briefing import Briefing
from helpers.sections.caucasus.freight import MIDDLE, ROUTES, WHOLE, counts
from helpers.sections.caucasus.words import short_num
from helpers.sections.prose import nothing_public

PLACEHOLDER_YEAR = "2035"
"""Year under which the ledger keeps a goal whose speaker named none."""

GOALS = {"instc_volume_target": WHOLE, "titr_volume_target": MIDDLE}
RAIL = ["instc_rail", "instc_rail_containers", "instc_rail_teu_10m", "rail_irn_aze"]
RAIL_ROUTES = {
    "INSTC": "North-South",
    "INSTC east": "North-South, eastern branch",
    "INSTC west": "North-South, western branch",
    "IRN-AZE": "Iran and Azerbaijan",
}


def goals(report: Briefing) -> None:
    """Show the goals for each corridor beside its latest count."""
    rows = report.figures.of(list(GOALS))
    undated = rows[rows["period"] == PLACEHOLDER_YEAR]
    rows = rows[rows["period"] != PLACEHOLDER_YEAR]
    rows = rows.assign(route=rows["series"].map(GOALS), study=rows["note"].str.contains("study"))
    latest = latest_counts(report)
    rows = rows[rows["route"].isin(latest["route"])].sort_values("value")
    rows = rows.sort_values("route", key=lambda r: r.map(ROUTES.index), kind="stable")
    if rows.empty:
        nothing_public(report, "goals and counts by the accounts chosen")
        return
    without = "".join(
        f" A goal of {short_num(v)} names no year and is left out." for v in undated["value"]
    )
    figure(
        _draw(rows, latest),
        label="caucasus-goals",
        title=_title(rows, latest),
        subtitle="Goals (hollow) and the latest counts (bars), million tonnes a year",
        caption="Each row is one statement of a goal, with the year it is for and the year in "
        f"which it was made. A goal is not a result.{without}",
        alt=" ".join(
            _in_words(route, part, latest) for route, part in rows.groupby("route", sort=False)
        ),
        source=report.figures.citations(pd.concat([latest, rows, undated])),
        data=rows[["route", "period", "value", "known_on", "note"]],
    )  # fmt: skip


def latest_counts(report: Briefing) -> pd.DataFrame:
    """Return the counts of the newest year of each whole corridor, digests left out."""
    rows = counts(report)
    rows = rows[rows["route"].isin(GOALS.values()) & (rows["account"] != "digest")]
    return rows[rows["year"] == rows.groupby("route")["year"].transform("max")]


def rail(report: Briefing) -> None:
    """Show the counts of trains and containers, which measure less and are firmer."""
    rows = report.figures.of(RAIL)
    if rows.empty:
        nothing_public(report, "freight by rail")
        return
    shown = pd.DataFrame(
        {
            "Measure": [report.figures.title(s) for s in rows["series"]],
            "Route": [RAIL_ROUTES[e] for e in rows["entity"]],
            "Period": [f"to {long_date(p)}" if len(p) > 4 else p for p in rows["period"]],
            "Value": [short_num(v) for v in rows["value"]],
            "Unit": list(rows["unit"]),
            "Note": [f"{n} [@{k}]".strip() for n, k in zip(rows["note"], rows["key"], strict=True)],
        }
    )
    table(
        shown,
        label="caucasus-rail",
        title=_rail_title(rows),
        caption="Containers, standard units (TEU) and tonnes are different measures, and part "
        "years are not whole years: nothing here can be added up.",
        kinds={"Value": "number", "Note": "markdown"},
    )
    totals = report.figures.of("instc_volume_total")
    if report.as_of[:4] not in set(totals["period"]):
        note(f"No total for the whole corridor in {report.as_of[:4]} is held.")


def _title(rows: pd.DataFrame, latest: pd.DataFrame) -> str:
    said = []
    for route, part in rows[~rows["study"]].groupby("route", sort=False):
        year = part["period"].max()
        goal = part.loc[part["period"] == year, "value"]
        now = latest.loc[latest["route"] == route, "value"]
        low, high = now.min() / goal.max(), now.max() / goal.min()
        same = round(100 * low) == round(100 * high)
        share = percent(high) if same else f"{num(100 * low, 0)} to {percent(high)}"
        name = "the Middle Corridor" if route == MIDDLE else "the North-South corridor"
        said.append(f"{share} of the goals for {year} on {name}")
    return f"The latest counts are {join(said)}" if said else "No official goal is held"


def _draw(rows: pd.DataFrame, latest: pd.DataFrame) -> Figure:
    """Draw each corridor's latest count as a bar, and the goals for it as marks below."""
    routes = list(dict.fromkeys(rows["route"]))
    fig, (ax,) = canvas(0.5 + 0.27 * (len(rows) + len(routes)))
    labels: list[str] = []
    for route in routes:
        _draw_count(ax, len(labels), latest[latest["route"] == route])
        labels.append(route.replace(", whole corridor", ""))
        for goal in rows[rows["route"] == route].itertuples():
            _draw_goal(ax, len(labels), float(goal.value))
            labels.append(_label(goal))
    ax.set_yticks(range(len(labels)), labels)
    for text in ax.get_yticklabels():
        own = text.get_text() in {r.replace(", whole corridor", "") for r in routes}
        text.set(fontweight="bold" if own else "normal", color=INK if own else GREY)
    ax.set_ylim(len(labels) - 0.4, -0.6)
    zero_based(ax, "x", pad=0.12)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    return fig


def _draw_count(ax: Axes, y: int, now: pd.DataFrame) -> None:
    top = now["value"].max()
    ax.barh(y, top, height=0.42, color=BLUE)
    words = " or ".join(dict.fromkeys(short_num(v) for v in now["value"]))
    _write(ax, f"{words} in {now['year'].iloc[0]}", (top, y), color=BLUE, fontweight="bold")


def _draw_goal(ax: Axes, y: int, value: float) -> None:
    ax.plot([0, value], [y, y], color=LIGHT, lw=1, zorder=1)
    ax.scatter(value, y, s=40, marker="D", c=WHITE, edgecolors=ORANGE, linewidths=1.4)
    _write(ax, short_num(value), (value, y), color=INK)


def _write(ax: Axes, text: str, place: tuple[float, float], **look: Any) -> None:
    ax.annotate(
        text, place, xytext=(8, 0), textcoords="offset points", va="center", fontsize=8, **look
    )


def _label(goal) -> str:
    case = "a study’s low case, " if goal.study else ""
    return f"{case}for {goal.period}, stated in {goal.known_on[:4]}"


def _in_words(route: str, part: pd.DataFrame, latest: pd.DataFrame) -> str:
    now = join([short_num(v) for v in latest.loc[latest["route"] == route, "value"]])
    said = join([f"{short_num(r.value)} for {r.period}" for r in part.itertuples()])
    return f"{route}: latest {now}, goals {said}."


def _rail_title(rows: pd.DataFrame) -> str:
    boxes = rows[rows["series"] == "instc_rail_containers"].sort_values("period")
    if len(boxes) < 2:
        return f"{capital(count(len(rows), 'count'))} of rail freight, in measures that differ"
    a, b = boxes.iloc[0], boxes.iloc[-1]
    more = "more" if b["value"] > a["value"] else "fewer"
    return (
        f"Rail containers on the corridor went from {num(a['value'])} in {a['period']} to "
        f"{num(b['value'])} in {b['period']}, {percent(abs(b['value'] / a['value'] - 1))} {more}"
    )
