"""Step five: reactors, fields and power: how far each named project has come."""

from typing import NamedTuple

import pandas as pd

from helpers.display.axes import quiet
from helpers.display.bundles import figure, say
from helpers.display.style import BLUE, RED, canvas
from helpers.display.words import count, join, num, number_word, percent
from helpers.ledger.dates import long_date
from helpers.sections import prose
from helpers.sections.briefing import Briefing
from helpers.sections.energy.drawing import HEADING, bare, ladder, write
from helpers.sections.energy.rows import drawn

STAGES = ("Named or\nmemorandum", "Contract", "Under\nconstruction", "Running")
HOURS = 8760
"""Hours in a year: terawatt-hours x 1e6 / 8760 = mean power in megawatts."""

SIRIK, SIRIK_POWER = "sirik-deal-2025-09", 4 * 1255
"""The contract for four units of 1,255 megawatts each, as its event says."""

HALT = "bushehr-halt-2026-03"


class Project(NamedTuple):
    """A project, what shows its furthest stage (event or source), and that stage (1 to 4).

    `older` marks projects that were begun or named before the signing, whatever the day of the
    report that shows their stage.
    """

    label: str
    anchor: str
    stage: int
    older: bool = False


PROJECTS = (
    Project("South Pars and oil fields", "gazprom-iran-2008", 1),
    Project("Aban and Paydar oil fields", "zarubezhneft-2018", 2),
    Project("Fields, LNG, pipelines: 40 bn dollars", "gazprom-mou-2022", 1),
    Project("Gas hub on the Gulf", "gas-hub-2023-06", 1),
    Project("Pipeline gas for Iran", "gazprom-nigc-memo-2024-06", 1),
    Project("Small nuclear plants", "smr-memo-2025-09", 1),
    Project("Four reactors at Sirik", SIRIK, 2),
    Project("Joint power grid", "power-corridor-2025-10", 1, older=True),
    Project("Seven oil fields with Russian firms", "irannews-2026-02-share", 4, older=True),
    Project("Bushehr, second and third unit", HALT, 3, older=True),
)
"""Read by hand from events and pages; a project appears on the day its anchor was public."""


def promised_built(report: Briefing) -> None:
    """Show the furthest stage on record of each named project."""
    rows = _ladder_rows(report)
    if not rows:
        return prose.nothing_public(report, "named projects")
    running = sum(r["stage"] == len(STAGES) for r in rows)
    new = [r for r in rows if r["late"]]
    title = f"Of {count(len(rows), 'named project')}, {_are(running)} on record as running"
    if new:
        far = sum(r["stage"] > 2 for r in new)
        title += (
            f"; {number_word(len(new))} {'was' if len(new) == 1 else 'were'} named since the "
            f"signing, and {_are(far)} past a contract"
        )
    halted = report.known.event(HALT)
    figure(
        ladder(rows, STAGES),
        label="energy-promised-built",
        title=title,
        subtitle="Furthest stage on record, with the month of the report that shows it",
        caption="Read by hand from the reports held, by one reader; a stage not on record may "
        "still have been reached. Hatched: new since the signing."
        + ("" if halted is None else " Work that was halted keeps its stage."),
        alt="; ".join(f"{r['label']}: {r['word']} ({r['when']})" for r in rows),
        source=prose.cite([k for r in rows for k in r["keys"]]),
        data=pd.DataFrame(rows)[["label", "word", "when"]],
    )


def power_gap(report: Briefing) -> None:
    """Show the counts of Iran's summer power gap beside what its reactor gave."""
    nuclear = report.figures.of("nuclear_generation", "IRN", str(report.parameters.since))
    gap = report.figures.of("iran_power_deficit_summer", "IRN").sort_values(["known_on", "end"])
    if gap.empty or nuclear.empty:
        return prose.nothing_public(report, "nuclear power and the summer gap in these years")
    last, worst = nuclear.iloc[-1], gap.loc[gap["value"].idxmax()]
    mean = last["value"] * 1e6 / HOURS
    fig, (left, right) = canvas(2.6, 1, 2)
    _year_columns(left, nuclear)
    _gap_bars(right, gap, mean, last["period"])
    rows = pd.concat([nuclear, gap])
    figure(
        fig,
        label="energy-power",
        title=f"Iran's reactor gave {num(last['value'], 1)} terawatt-hours in {last['period']}, "
        f"{num(mean)} megawatts on average; the summer gap was put at {num(worst['value'])} "
        f"megawatts in {long_date(worst['period'])}",
        subtitle="Left: nuclear power by year, terawatt-hours. Right: power short, megawatts",
        caption="The counts of the gap come from officials and the press, are rounded, and differ "
        "for one summer; no line joins them. What a reactor gives moves with its repairs as well "
        "as with help from abroad.",
        alt="Nuclear power: "
        + ", ".join(f"{r.period} {num(r.value, 1)}" for r in nuclear.itertuples())
        + " terawatt-hours. Gap: "
        + ", ".join(f"{long_date(r.period)} {num(r.value)}" for r in gap.itertuples())
        + " megawatts",
        source=report.figures.citations(rows),
        data=pd.concat([drawn(rows), _power_drawn(report, last["period"], mean)]),
    )
    _contracted(report, worst)
    _staff(report)


def _are(n: int) -> str:
    return f"{count(n, 'is', 'are')}" if n else "none is"


def _ladder_rows(report: Briefing) -> list[dict]:
    rows = []
    for project in PROJECTS:
        event = report.known.event(project.anchor)
        if event is not None:
            rows.append(_rung(report, project, event["date"], event["keys"]))
        elif project.anchor in report.known.sources.index:
            source = report.known.sources.loc[project.anchor]
            rows.append(_rung(report, project, source["published"], [source["key"]]))
    reactor = report.figures.of("nuclear_generation", "IRN")
    reactor = reactor[reactor["value"] > 0]
    if len(reactor):
        first = reactor.iloc[0]
        bushehr = Project("Bushehr, first unit", "", len(STAGES), older=True)
        row = _rung(report, bushehr, first["start"], [first["key"]])
        rows.append(row | {"when": f"power since {first['period']}"})
    return sorted(rows, key=lambda r: (-r["stage"], r["date"]))


def _rung(report: Briefing, project: Project, day: str, keys: list[str]) -> dict:
    return {
        "label": project.label,
        "stage": project.stage,
        "word": STAGES[project.stage - 1].replace("\n", " ").lower(),
        "date": day,
        "when": long_date(day[:7]),
        "late": day > report.signed and not project.older,
        "keys": keys,
    }


def _year_columns(ax, rows: pd.DataFrame) -> None:
    ax.bar(range(len(rows)), rows["value"], 0.7, color=BLUE)
    for i in sorted({0, len(rows) - 2, len(rows) - 1} - {-1}):
        write(ax, i, rows["value"].iloc[i], num(rows["value"].iloc[i], 1), shift=(0, 2))
    ticks = range(0, len(rows), 1 if len(rows) < 6 else 3 if len(rows) < 14 else 5)
    ax.set_xticks(list(ticks), [rows["period"].iloc[i] for i in ticks])
    ax.set_title("Nuclear power, terawatt-hours", **HEADING)
    ax.grid(True, axis="y")
    quiet(ax)


def _gap_bars(ax, gap: pd.DataFrame, mean: float, year: str) -> None:
    labels = [*(f"gap, {long_date(p)}" for p in gap["period"]), f"reactor, {year}"]
    values = [*gap["value"], mean]
    for i, value in enumerate(values):
        ax.barh(i, value, 0.62, color=BLUE if i == len(values) - 1 else RED)
        write(ax, value, i, num(value, 0), shift=(4, 0))
    ax.set_yticks(range(len(values)), labels)
    ax.set_ylim(len(values) - 0.45, -0.6)
    ax.set_xlim(0, max(values) * 1.2)
    ax.set_title("Megawatts", **HEADING)
    bare(ax)


def _power_drawn(report: Briefing, year: str, mean: float) -> pd.DataFrame:
    """Return as rows the power that is reckoned: the reactor's mean, and what was contracted."""
    rows = [("mean power of the reactor", "IRN", year, mean, "MW")]
    if report.known.event(SIRIK) is not None:
        rows.append(("power contracted at Sirik", "IRN", "", float(SIRIK_POWER), "MW"))
    return pd.DataFrame(rows, columns=["series", "entity", "period", "value", "unit"])


def _contracted(report: Briefing, worst: pd.Series) -> None:
    event = report.known.event(SIRIK)
    if event is not None:
        say(
            f"The reactors contracted at Sirik would at full power give {num(SIRIK_POWER)} "
            f"megawatts {prose.cite(event['keys'])}, {percent(SIRIK_POWER / worst['value'])} of "
            "the largest summer gap counted. No date for their first power is on record."
        )


def _staff(report: Briefing) -> None:
    rows = report.figures.of("rosatom_staff_bushehr", "IRN")
    if len(rows) < 2:
        return
    said = join(f"{num(r.value)} on {long_date(r.period)} [@{r.key}]" for r in rows.itertuples())
    say(f"Russian staff at the Bushehr site numbered {said}. Units are built by hands on site.")
