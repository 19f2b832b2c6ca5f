"""The standard parts of a what-if model: its case, its assumptions, its scenarios, its tornado."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from helpers.display.bundles import figure, say, table
from helpers.display.tornado import tornado as draw_tornado
from helpers.display.words import capital, count, num, of_them
from helpers.models import BASE, WhatIf, build, scenarios, tornado
from helpers.models.knobs import ASSUMPTION, Knob, Value
from helpers.models.scenarios import case
from helpers.sections.prose import cite, named_sources

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing


def case_of(report: Briefing, name: str) -> tuple[WhatIf, dict[str, Value]]:
    """Return a model as of the day and the case that the reader chose.

    The scenario sets its values; a parameter of the section that bears a knob's name and is not
    at its default wins over it.
    """
    model = build(name, report.known)
    return model, case(model, scenario_of(report, name), chosen(report, model))


def scenario_of(report: Briefing, name: str) -> str:
    """Return the reader's scenario if the model knows it, else the base case."""
    wanted = report.parameters.scenario
    return wanted if wanted in scenarios(name) else BASE


def chosen(report: Briefing, model: WhatIf) -> dict[str, object]:
    """Return the knobs that the section's parameters set away from their defaults."""
    fields = type(report.parameters).model_fields
    return {
        k.name: getattr(report.parameters, k.name)
        for k in model.knobs
        if k.name in fields and getattr(report.parameters, k.name) != fields[k.name].default
    }


def assumptions(report: Briefing, name: str) -> None:
    """Show every assumption of a model: the value in use, its range, its source or its lack."""
    model, values = case_of(report, name)
    bare = sum(k.source_id == ASSUMPTION for k in model.knobs)
    rows = pd.DataFrame([_assumption(report, k, values[k.name]) for k in model.knobs])
    table(
        rows,
        label=f"{report.section}-{name.replace('_', '-')}-assumptions",
        title=f"{capital(count(len(model.knobs), 'assumption'))}, "
        f"{of_them(bare, len(model.knobs))} without a source",
        caption="In use: the value of the case shown. An assumption without a source is this "
        "project's own, and its range is what it would take to be wrong. Scenario and single "
        "values can be set as parameters, or on the command line.",
        kinds={"In use": "number", "Range": "number", "Source": "markdown"},
        printed=False,
    )  # fmt: skip


def scenario_table(report: Briefing, name: str) -> None:
    """Show the results of a model in every scenario, the base case first.

    A result that is nil in every case is left out.
    """
    model = build(name, report.known)
    picked = chosen(report, model)
    found = [(s, model.run(case(model, s.name, picked))) for s in scenarios(name).values()]
    told = [o for o in model.outputs if o is model.headline or any(r[o.name] for _, r in found)]
    rows = []
    for scenario, result in found:
        cells = {f"{o.label}, {o.unit}": num(result[o.name]) for o in told}
        rows.append({"Case": scenario.title, **cells})
    here = model.run(case(model, scenario_of(report, name), picked))[model.headline.name]
    say("\n".join(f"- **{s.title}.** {s.description}" for s, _ in found))
    table(
        pd.DataFrame(rows),
        label=f"{report.section}-{name.replace('_', '-')}-scenarios",
        title=f"{capital(count(len(rows), 'case'))} side by side; in the case shown "
        f"{model.headline.label} is {num(here)} {model.headline.unit}",
        caption="A scenario sets some assumptions and leaves the rest at their base values. "
        f"{model.limits}",
        kinds={c: "number" for c in rows[0] if c != "Case"},
    )


def _reach(rows: pd.DataFrame) -> str:
    """Return in words how far each assumption of a tornado moves the result."""
    return "; ".join(
        f"{r.label} {r.low} to {r.high}: {num(r.at_low)} to {num(r.at_high)}"
        for r in rows.itertuples()
    )


def tornado_figure(
    report: Briefing,
    name: str,
    *,
    caption: str,
    log: bool = False,
    line: tuple[float, str] | None = None,
    output: str = "",
) -> None:
    """Show which assumption moves a model's result most.

    Args:
        report: the section's briefing.
        name: the model.
        caption: what to beware of; how to read the chart is added.
        log: whether the axis is logarithmic.
        line: a value worth a mark, with its word.
        output: a result's name; the headline if blank.
    """
    model, values = case_of(report, name)
    result = next(o for o in model.outputs if o.name == (output or model.headline.name))
    rows = tornado(model, values, result.name)
    base = model.run(values)[result.name]
    first = rows.iloc[0]
    shown = rows.assign(low=rows["low"].map(_setting), high=rows["high"].map(_setting))
    figure(
        draw_tornado(shown, base, log=log, line=line),
        label=f"{report.section}-{name.replace('_', '-')}-tornado",
        title=f"{capital(result.label)}, moved most by {first['label']}: "
        f"{_span(first['at_low'], first['at_high'])} {result.unit}, against {num(base)} in the "
        "case shown",
        subtitle=f"{capital(result.label)}, {result.unit}, with one assumption at a time at either "
        "end of its range",
        caption="Each bar moves one assumption between its low and its high end and leaves the "
        f"others as they are. {caption}",
        alt=f"In the case shown {result.label} is {num(base)} {result.unit}. {_reach(shown)}.",
        source=cite(report.known.keys(";".join(rows["source_id"]))),
        data=rows.assign(source_id=[_cited(report, s) for s in rows["source_id"]]),
    )  # fmt: skip


def _cited(report: Briefing, source_id: str) -> str:
    """Return the key by which an edition cites a source: it names no vintage still to come."""
    return ";".join(report.known.keys(source_id)) or source_id


def _span(one: float, other: float) -> str:
    return f"from {num(min(one, other))} to {num(max(one, other))}"


def _setting(value: Value) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return value if isinstance(value, str) else num(float(value))


def _assumption(report: Briefing, knob: Knob, value: Value) -> dict[str, str]:
    sourced = cite(report.known.keys(knob.source_id)) or "assumption"
    return {
        "Assumption": knob.label,
        "In use": _setting(value),
        "Range": knob.allowed if knob.low is None else f"{_setting(knob.low)} to "
        f"{_setting(knob.high or 0.0)}",
        "Unit": knob.unit,
        "Source": ". ".join(filter(None, (sourced, capital(named_sources(report, knob.note))))),
    }  # fmt: skip
