"""What if the gas came: the flow by the years ahead, and the winter gap that it would cover."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.display.axes import quiet, zero_based
from helpers.display.bundles import figure, say
from helpers.display.style import BLUE, GREEN, GREY, INK, ORANGE, canvas
from helpers.display.words import num
from helpers.models.gas_supply import closing_bcm, flow_of, gap_of, share_covered
from helpers.models.knobs import Value
from helpers.models.scenarios import case
from helpers.sections import prose, whatif
from helpers.sections.briefing import Briefing
from helpers.sections.energy.drawing import HEADING, write
from helpers.sections.indicators import reading_of

MODEL = "gas_supply"
PATHS = {
    "case shown": ("", BLUE, "-"),
    "first stage only": ("first-stage-only", ORANGE, "--"),
    "whole ceiling": ("full-ceiling", GREEN, ":"),
}
"""Line, the scenario behind it (blank: the reader's), its colour and its dashes."""

BUILT = "gas_share_of_ceiling_built"
"""What the named lines set: the reader's own setting of it belongs to the case shown alone."""

STEP, MARGIN = 0.5, 1.08


def gas_path(report: Briefing) -> None:
    """Show the flow by the years ahead, and the share of the winter gap that it would cover."""
    model, values = whatif.case_of(report, MODEL)
    years = float(values["gas_years_ahead"])
    picked = {k: v for k, v in whatif.chosen(report, model).items() if k != BUILT}
    paths = {
        word: values if not name else case(model, name, picked)
        for word, (name, _, _) in PATHS.items()
    }
    rows = pd.DataFrame([r for word, v in paths.items() for r in _path(word, v, years)])
    here = model.run(values)
    figure(
        _path_panels(rows, years),
        label="energy-gas-path",
        title=f"In {num(years)} years' time {num(here['flow'])} billion cubic metres a year would "
        f"cover {num(here['covered_even'])} per cent of Iran's winter gap if spread over the year, "
        f"{num(here['covered_winter'])} if all were sent in winter; the first gas comes after "
        f"{num(here['first_gas'])} years",
        subtitle="Left: gas that flows, billion cubic metres a year. Right: per cent of the winter "
        "gap covered by it, spread over the year. By years from the day of this report",
        caption="A path of assumptions, not a forecast; before a contract nothing flows. The three "
        "lines differ only in how much of the ceiling is built.",
        alt=". ".join(_said(word, rows[rows["path"] == word]) for word in PATHS) + ".",
        source=prose.cite(report.known.keys("nca-2025-01-gas")),
        data=rows,
    )


def gas_needed(report: Briefing) -> None:
    """Show the share of the gap covered by any volume, and where the named volumes stand."""
    _, values = whatif.case_of(report, MODEL)
    gap, days = float(values["iran_winter_gap"]), float(values["iran_winter_days"])
    marks = {
        "first stage": float(values["gas_plan_initial"]),
        "built in the case shown": max(
            float(values["gas_plan_ceiling"]) * float(values["gas_share_of_ceiling_built"]),
            float(values["gas_plan_initial"]),
        ),
        "ceiling": float(values["gas_plan_ceiling"]),
    }
    need = {winter: closing_bcm(gap, days, winter) for winter in (True, False)}
    rows = _need_rows([*marks.items(), *(("closes the gap", v) for v in need.values())], gap, days)
    figure(
        _need_lines(marks, need, gap, days),
        label="energy-gas-needed",
        title=f"To close today's winter gap of {num(gap)} million cubic metres a day takes "
        f"{num(need[False])} billion a year spread evenly, or {num(need[True])} sent in winter "
        f"alone; the first stage named is {num(marks['first stage'])}",
        subtitle="Per cent of today's winter gap covered, by the yearly volume, billion cubic "
        "metres",
        caption="When the gas comes matters as much as how much of it: a pipe that runs the whole "
        "year leaves most of its gas outside the cold days. Winter alone asks for a pipe several "
        "times as wide, or for stores.",
        alt="; ".join(
            f"{r['volume']}, {num(r['bcm a year'])} billion cubic metres a year: "
            f"{num(r['per cent, spread'])} per cent spread over the year, "
            f"{num(r['per cent, winter only'])} sent in winter"
            for r in rows.to_dict("records")
        ),
        source=prose.cite(report.known.keys("nyt-2024-12-energy")),
        data=rows,
    )
    _growth_past(report, float(values["iran_gas_demand_growth"]))


def gas_moves(report: Briefing) -> None:
    """Show what moves the share covered most, and read the case."""
    whatif.tornado_figure(
        report,
        MODEL,
        caption="The ranges are those of the table of assumptions; none is a probability.",
    )
    model, values = whatif.case_of(report, MODEL)
    result = model.run(values)
    price = float(values["gas_price"])
    bill = (
        f"At {num(price)} dollars per thousand cubic metres the flow of that year would cost "
        f"{num(result['bill'])} billion dollars."
        if price
        else "No price has been published, so that no bill is reckoned; the parameter `gas_price` "
        "would give one."
    )
    say(
        f"In the case shown {num(result['flow'])} billion cubic metres a year stand against a "
        f"winter gap that by then is {num(result['gap'])} million cubic metres a day. {bill}"
    )


def _path(word: str, values: Mapping[str, Value], years: float) -> list[dict]:
    kept, days = 1 - float(values["iran_reexport_share"]), float(values["iran_winter_days"])
    start = float(values["gas_years_to_contract"]) + float(values["gas_years_to_first_flow"])
    times = sorted({i * STEP for i in range(int(years / STEP) + 1)} | {min(start, years), years})
    none = [{"path": word, "years ahead": start, "bcm a year": 0.0, "per cent of the gap": 0.0}]
    later = [
        {
            "path": word,
            "years ahead": t,
            "bcm a year": flow_of(values, t),
            "per cent of the gap": 100
            * share_covered(flow_of(values, t) * kept, gap_of(values, t), days, False),
        }
        for t in times
    ]
    before = sum(t < start for t in times)
    return later[:before] + none * (start <= years) + later[before:]


def _path_panels(rows: pd.DataFrame, years: float) -> Figure:
    fig, panels = canvas(2.9, 1, 2)
    heads = ("Gas that flows, bcm a year", "Winter gap covered, per cent")
    columns = ("bcm a year", "per cent of the gap")
    for ax, head, column in zip(panels, heads, columns, strict=True):
        top = rows[column].max()
        for word, (_, tint, dashes) in PATHS.items():
            part = rows[rows["path"] == word]
            ax.plot(part["years ahead"], part[column], color=tint, ls=dashes, lw=1.8)
        _ends(ax, rows, column, top)
        ax.set_title(head, **HEADING)
        ax.set_xlim(0, years * 1.42)
        ax.set_xticks(list(range(0, int(years) + 1, 2 if years <= 10 else 5)))
        ax.set_xlabel("years ahead", color=GREY)
        zero_based(ax, pad=0.08)
        quiet(ax)
    return fig


def _ends(ax: Axes, rows: pd.DataFrame, column: str, top: float) -> None:
    """Name each line at its end, moved apart where ends lie close."""
    ends = [(rows[rows["path"] == w][column].iloc[-1], w) for w in PATHS]
    at = float("-inf")
    for value, word in sorted(ends):
        at = max(float(value), at + 0.085 * top)
        x = rows["years ahead"].max()
        ax.annotate(
            f"{word} {num(value)}", (x, at), xytext=(4, 0), textcoords="offset points",
            va="center", fontsize=7.8, color=PATHS[word][1], annotation_clip=False,
        )  # fmt: skip


def _need_rows(volumes: list[tuple[str, float]], gap: float, days: float) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "volume": word,
                "bcm a year": v,
                "per cent, spread": 100 * share_covered(v, gap, days, False),
                "per cent, winter only": 100 * share_covered(v, gap, days, True),
            }
            for word, v in volumes
        ]
    )


def _need_lines(
    marks: Mapping[str, float], need: Mapping[bool, float], gap: float, days: float
) -> Figure:
    fig, (ax,) = canvas(3.3)
    far = MARGIN * max(need[False], max(marks.values()))
    for winter, tint, dashes, word in (
        (True, ORANGE, "--", "all sent in winter"),
        (False, BLUE, "-", "spread over the year"),
    ):
        x = [0, min(need[winter], far), far]
        y = [100 * share_covered(v, gap, days, winter) for v in x]
        ax.plot(x, y, color=tint, ls=dashes, lw=1.8)
        middle = 0.55 * need[winter]
        place = (middle, 100 * share_covered(middle, gap, days, winter))
        ax.annotate(
            word, place, xytext=(10, -8), textcoords="offset points", color=tint, fontsize=8.5,
            fontweight="bold",
        )  # fmt: skip
        ax.scatter(need[winter], 100, s=34, color=tint, zorder=4)
        write(ax, need[winter], 100, num(need[winter]), shift=(0, 6))
    for i, (word, value) in enumerate(marks.items()):
        ax.axvline(value, color=GREY, lw=0.9, ls=(0, (2, 2)))
        ax.annotate(
            f"{word}: {num(value)}", (value, 1.02 + 0.075 * (len(marks) - 1 - i)), xytext=(-1, 0),
            xycoords=("data", "axes fraction"), textcoords="offset points", va="bottom",
            fontsize=8, color=INK,
        )  # fmt: skip
    ax.set_xlim(0, far)
    ax.set_ylim(0, 112)
    ax.set_xlabel("billion cubic metres a year", color=GREY)
    ax.set_ylabel("per cent of the winter gap", color=GREY)
    quiet(ax)
    return fig


def _said(word: str, part: pd.DataFrame) -> str:
    last = part.iloc[-1]
    return (
        f"{word}: {num(last['bcm a year'])} billion cubic metres after "
        f"{num(last['years ahead'])} years, {num(last['per cent of the gap'])} per cent of the gap"
    )


def _growth_past(report: Briefing, assumed: float) -> None:
    """Hold the growth assumed against that of the past ten years of use and output."""
    read = reading_of(report, "I-E2e")
    if read.side == "silent":
        return
    pace = "kept pace" if (read.measured.value or 0) <= 0 else "fell behind"
    losing = report.known.keys("iranintl-2024-11-gas-deficit")
    say(
        f"Of the past ten years: {read.measured.said} {prose.cite(list(read.keys))}, so that "
        f"output {pace}. The case shown takes use to grow {num(assumed)} per cent a year faster "
        f"than output, since the largest field is losing pressure {prose.cite(losing)}."
    )
