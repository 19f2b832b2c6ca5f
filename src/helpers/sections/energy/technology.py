"""Step five: reactors, fields and power: how far each named project has come."""

from typing import NamedTuple

import pandas as pd

from helpers.display.axes import quiet
from helpers.display.bundles import figure, say
from helpers.display.style import BLUE, GREY, LIGHT, ORANGE, RED, WHITE, canvas
from helpers.display.words import capital, count, join, num
from helpers.ledger.dates import long_date
from helpers.sections import prose
from helpers.sections.briefing import Briefing

STAGES = ("Named or\nmemorandum", "Contract", "Under\nconstruction", "Running")
HOURS = 8760
"""Hours in a year: TWh x 1e6 / 8760 = mean power in MW."""


class Project(NamedTuple):
    """A project, the event or source that shows its furthest stage, and that stage (1 to 4)."""

    label: str
    anchor: str
    stage: int
    since: str = ""


PROJECTS = (
    Project("South Pars and oil fields", "gazprom-iran-2008", 1),
    Project("Aban and Paydar oil fields", "zarubezhneft-2018", 2),
    Project("Fields, LNG, pipelines: 40 bn dollars", "gazprom-mou-2022", 1),
    Project("Gas hub on the Gulf", "gas-hub-2023-06", 1),
    Project("Pipeline gas for Iran", "gazprom-nigc-memo-2024-06", 1),
    Project("Small nuclear plants", "smr-memo-2025-09", 1),
    Project("Four reactors at Sirik", "sirik-deal-2025-09", 2),
    Project("Joint power grid", "power-corridor-2025-10", 1),
    Project("Seven oil fields", "irannews-2026-02-share", 4),
    Project("Bushehr, second and third unit", "bushehr-halt-2026-03", 3),
)
"""Read by hand from events and pages; a project appears on the day on which its anchor was public."""

POWER_ACCOUNTS = {"Summer power gap": "iran_power_deficit_summer"}


def promised_built(report: Briefing) -> None:
    """Show the furthest stage on record of each named project."""
    rows = _ladder(report)
    if not rows:
        return prose.nothing_public(report, "named projects")
    running = sum(r["stage"] == len(STAGES) for r in rows)
    after = [r for r in rows if r["date"] > report.signed]
    new = [r for r in after if r["stage"] <= 2]
    title = f"Of {count(len(rows), 'named project')}, {count(running, 'is', 'are').replace('no are', 'none is')} on record as running"
    if new:
        title += f"; {count(len(new), 'paper')} since the signing {'has' if len(new) == 1 else 'have'} gone no further than a contract"
    figure(
        _draw_ladder(rows, report.signed),
        label="energy-promised-built",
        title=title,
        subtitle="Furthest stage on record, with the month of the record",
        caption="Read by hand from the reports held, one reader: a stage not on record may still have been reached. The month is that of the "
        "report which shows the stage, not of the work. Hatched: the report came after the signing. A project that was halted keeps its stage.",
        alt="; ".join(f"{r['label']}: {STAGES[r['stage'] - 1].replace(chr(10), ' ').lower()} ({r['when']})" for r in rows),
        source=prose.cite([k for r in rows for k in r["keys"]]),
        data=pd.DataFrame([{"project": r["label"], "stage": STAGES[r["stage"] - 1].replace("\n", " "), "record": r["when"]} for r in rows]),
    )  # fmt: skip


def power_gap(report: Briefing) -> None:
    """Show the counts of Iran's summer power gap beside what its reactor gave."""
    figures = report.figures
    gap = figures.of("iran_power_deficit_summer", "IRN")
    if gap.empty:
        return prose.nothing_public(report, "the summer power gap")
    nuclear = figures.of("nuclear_generation", "IRN", str(report.parameters.since))
    last = nuclear.iloc[-1]
    mean = last["value"] * 1e6 / HOURS
    worst = gap.loc[gap["value"].idxmax()]
    fig, (left, right) = canvas(2.7, 1, 2, width_ratios=[1, 1])
    _year_columns(left, nuclear)
    _gap_bars(right, gap, mean, last["period"])
    figure(
        fig,
        label="energy-power",
        title=f"Iran's one running reactor gave {num(last['value'], 1)} terawatt-hours in {last['period']}, on average {num(mean)} megawatts; "
        f"the summer gap was put at {num(worst['value'])} in {long_date(worst['period'])}",
        subtitle="Left: nuclear power by year, terawatt-hours. Right: shortfall of power, megawatts",
        caption="The counts of the gap come from officials and the press, are rounded, and differ for one summer; no line joins them. Output of a "
        "reactor moves with maintenance and war as well as with help from abroad.",
        alt="Nuclear power: " + ", ".join(f"{r.period} {num(r.value, 1)}" for r in nuclear.itertuples()) + " terawatt-hours. Gap: "
        + ", ".join(f"{long_date(r.period)} {num(r.value)}" for r in gap.itertuples()) + " megawatts",
        source=figures.citations(pd.concat([nuclear, gap])),
        data=pd.concat([nuclear, gap])[["series", "entity", "period", "value", "unit"]],
    )  # fmt: skip
    _staff(report)


def _ladder(report: Briefing) -> list[dict]:
    rows = []
    for p in PROJECTS:
        event = report.known.event(p.anchor)
        if event is not None:
            rows.append(
                {"label": p.label, "stage": p.stage, "date": event["date"], "keys": event["keys"]}
            )
        elif p.anchor in report.known.sources.index:
            source = report.known.sources.loc[p.anchor]
            rows.append(
                {
                    "label": p.label,
                    "stage": p.stage,
                    "date": source["published"],
                    "keys": [source["key"]],
                }
            )
    reactor = report.figures.of("nuclear_generation", "IRN")
    reactor = reactor[reactor["value"] > 0]
    if len(reactor):
        first = reactor.iloc[0]
        rows.append(
            {
                "label": "Bushehr, first unit",
                "stage": 4,
                "date": first["start"],
                "keys": [first["key"]],
                "when": f"power since {first['period']}",
            }
        )
    for r in rows:
        r.setdefault("when", long_date(r["date"][:7]))
    return sorted(rows, key=lambda r: (-r["stage"], r["date"]))


def _draw_ladder(rows: list[dict], signed: str):
    fig, (ax,) = canvas(0.7 + 0.27 * len(rows))
    for i, r in enumerate(rows):
        late = r["date"] > signed
        colour = ORANGE if late else BLUE
        for step in range(len(STAGES)):
            reached = step < r["stage"]
            ax.barh(i, 0.96, 0.74, left=step, color=(WHITE if late else colour) if reached else WHITE, edgecolor=colour if reached else LIGHT,
                    hatch="////" if reached and late else None, lw=0.8)  # fmt: skip
        if r["stage"] < len(STAGES):
            ax.text(r["stage"] + 0.06, i, r["when"], va="center", fontsize=7.8, color=GREY)
        else:
            ax.text(len(STAGES) + 0.04, i, r["when"], va="center", fontsize=7.8, color=GREY)
    ax.set_yticks(range(len(rows)), [r["label"] for r in rows])
    ax.set_ylim(len(rows) - 0.5, -0.5)
    ax.set_xlim(0, len(STAGES) + 0.85)
    ax.set_xticks([s + 0.48 for s in range(len(STAGES))], STAGES)
    ax.xaxis.tick_top()
    ax.tick_params(axis="x", length=0)
    quiet(ax, ("left", "bottom"))
    return fig


def _year_columns(ax, rows: pd.DataFrame) -> None:
    ax.bar(range(len(rows)), rows["value"], 0.7, color=BLUE)
    for i, value in enumerate(rows["value"]):
        if i in (len(rows) - 1, len(rows) - 2, 0):
            ax.annotate(
                num(value, 1),
                (i, value),
                xytext=(0, 2),
                textcoords="offset points",
                ha="center",
                fontsize=8,
            )
    ticks = range(0, len(rows), 3 if len(rows) > 8 else 2 if len(rows) > 5 else 1)
    ax.set_xticks(list(ticks), [rows["period"].iloc[i] for i in ticks])
    ax.set_title("Nuclear power, terawatt-hours", fontweight="normal", color=GREY, fontsize=8.5)
    ax.grid(axis="y")
    quiet(ax)


def _gap_bars(ax, gap: pd.DataFrame, mean: float, year: str) -> None:
    labels = [*(f"gap, {long_date(p)}" for p in gap["period"]), f"reactor, mean {year}"]
    values = [*gap["value"], mean]
    for i, value in enumerate(values):
        ax.barh(i, value, 0.62, color=BLUE if i == len(values) - 1 else RED)
        ax.annotate(
            num(value, 0),
            (value, i),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            fontsize=8,
        )
    ax.set_yticks(range(len(values)), labels)
    ax.set_ylim(len(values) - 0.45, -0.6)
    ax.set_xlim(0, max(values) * 1.2)
    ax.set_xticks([])
    ax.set_title("Megawatts", fontweight="normal", color=GREY, fontsize=8.5)
    ax.axvline(0, color=GREY, lw=0.8)
    ax.spines["bottom"].set_visible(False)
    quiet(ax)


def _staff(report: Briefing) -> None:
    rows = report.figures.of("rosatom_staff_bushehr", "IRN")
    if len(rows) < 2:
        return
    said = join(f"{num(r.value)} on {long_date(r.period)} [@{r.key}]" for r in rows.itertuples())
    say(
        f"Russian staff at the Bushehr site were counted at {said}. {capital('work on units needs hands on site')}: the count is a sign of works, not of intent."
    )
