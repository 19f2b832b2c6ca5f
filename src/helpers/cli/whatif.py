"""What the terminal shows of the models and the indicators."""

import json
from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from helpers.cli.console import console
from helpers.display.words import num
from helpers.judgement.effects import Effect, effects
from helpers.judgement.indicators import INDICATORS, Reading, readings
from helpers.ledger.package import load
from helpers.ledger.views import Known
from helpers.models import MODELS, WhatIf, build, scenarios, tornado
from helpers.models.knobs import Value
from helpers.models.scenarios import case
from helpers.parameters import ParameterError, ReportParameters
from helpers.parameters.faults import unknown_name


def show_models(
    parameters: ReportParameters,
    name: str,
    settings: dict[str, object],
    *,
    scenario: str,
    as_json: bool,
) -> None:
    """Print all models, or one with its parameters, its case and its result.

    Args:
        parameters: give the day.
        name: a model, or "" for all.
        settings: knobs of that model.
        scenario: a scenario of that model.
        as_json: whether to print JSON.

    Raises:
        ParameterError: for an unknown model, scenario or knob, or a value that is not allowed.
    """
    known = Known(load(), parameters)
    if not name and (settings or scenario != "base"):
        raise ParameterError(f"--set and --scenario need a model. Allowed: {', '.join(MODELS)}.")
    models = [build(n, known) for n in ([name] if name else MODELS)]
    cases = [(model, case(model, scenario, settings)) for model in models]
    if as_json:
        documents = [_model_document(m, v, scenario) for m, v in cases]
        print(json.dumps(documents[0] if name else documents, indent=1, ensure_ascii=False))
    elif name:
        _print_model(*cases[0], scenario)
    else:
        _print_models(cases)


def show_indicators(parameters: ReportParameters, name: str, *, as_json: bool) -> None:
    """Print all indicators, or one in full: series, rule, value, interval, effect.

    Raises:
        ParameterError: if there is no such indicator.
    """
    if name and name not in INDICATORS:
        raise ParameterError(unknown_name(name, INDICATORS, "this report", "indicator"))
    known = Known(load(), parameters)
    read = readings(known.ledger, known.as_of)
    chosen = [read[n] for n in ([name] if name else INDICATORS)]
    moved = effects(known, [r.indicator for r in chosen])
    if as_json:
        documents = [indicator_document(r, moved) for r in chosen]
        print(json.dumps(documents[0] if name else documents, indent=1, ensure_ascii=False))
    elif name:
        _print_reading(chosen[0], moved)
    else:
        _print_readings(chosen, moved, known.as_of)


def indicator_document(reading: Reading, moved: Sequence[Effect]) -> dict[str, object]:
    """Return an indicator as JSON holds it."""
    indicator, measured = reading.indicator, reading.measured
    return {
        "indicator_id": indicator.indicator_id,
        "section": indicator.section,
        "title": indicator.title,
        "series": list(indicator.series),
        "rule": indicator.rule,
        "unit": indicator.unit,
        "threshold": list(indicator.threshold),
        "as_of": reading.as_of,
        "value": measured.value,
        "interval": None if measured.low is None else [measured.low, measured.high],
        "measured": measured.said,
        "parts": measured.parts,
        "reads": reading.side,
        "silent": measured.silent,
        "known_on": reading.known_on,
        "reliability": reading.reliability,
        "limits": indicator.limits,
        "effect": [
            {"claim_id": e.claim_id, "stance": e.stance, "share_without": e.before,
             "share_with": e.after, "verdict_without": str(e.verdict_before),
             "verdict_with": str(e.verdict_after)}
            for e in moved if e.indicator_id == indicator.indicator_id
        ],
    }  # fmt: skip


def _model_document(model: WhatIf, values: dict[str, Value], scenario: str) -> dict[str, object]:
    return {
        "model": model.name,
        "section": model.section,
        "title": model.title,
        "scenario": scenario,
        "scenarios": list(scenarios(model.name)),
        "parameters": [
            {"name": k.name, "label": k.label, "unit": k.unit, "value": values[k.name],
             "base": k.base, "low": k.low, "high": k.high, "choices": list(k.choices),
             "source_id": k.source_id}
            for k in model.knobs
        ],
        "base_case": model.run(model.base),
        "result": model.run(values),
        "units": {o.name: o.unit for o in model.outputs},
    }  # fmt: skip


def _print_models(cases: list[tuple[WhatIf, dict[str, Value]]]) -> None:
    table = _table("Models", "model", "section", "asks", "scenarios", "base case")
    for model, values in cases:
        result = f"{num(model.run(values)[model.headline.name])} {model.headline.unit}"
        cells = (model.name, model.section, model.title, ", ".join(scenarios(model.name)))
        table.add_row(*map(Text, (*cells, f"{model.headline.label}: {result}")))
    console().print(table)


def _print_model(model: WhatIf, values: dict[str, Value], scenario: str) -> None:
    table = _table(
        f"{model.name}: {model.title}", "parameter", "value", "base", "allowed", "unit", "source"
    )
    for k in model.knobs:
        cells = (k.name, values[k.name], k.base, k.allowed, k.unit, k.source_id)
        table.add_row(*(Text(_plain(c)) for c in cells))
    results = _table(f"Result, scenario {scenario}", "result", "base case", "this case", "unit")
    base, here = model.run(model.base), model.run(values)
    for o in model.outputs:
        results.add_row(*map(Text, (o.label, num(base[o.name]), num(here[o.name]), o.unit)))
    moves = _table(f"What moves {model.headline.label} most", "parameter", "low", "high")
    for row in tornado(model, values).head(8).itertuples():
        low, high = _plain(row.low), _plain(row.high)
        moves.add_row(
            Text(row.knob), Text(f"{low}: {num(row.at_low)}"), Text(f"{high}: {num(row.at_high)}")
        )
    for part in (table, results, moves):
        console().print(part)
    console().print(f"Scenarios: {', '.join(scenarios(model.name))}. {model.limits}")


def _print_readings(chosen: list[Reading], moved: Sequence[Effect], as_of: str) -> None:
    table = _table(
        f"Indicators as of {as_of}", "indicator", "title", "value", "interval", "reads", "effect"
    )
    for r in chosen:
        own = [e.words() for e in moved if e.indicator_id == r.indicator.indicator_id]
        cells = (r.indicator.indicator_id, r.indicator.title, *_value(r), r.side, "; ".join(own))
        table.add_row(*(Text(_unmarked(c)) for c in cells))
    console().print(table)


def _print_reading(reading: Reading, moved: Sequence[Effect]) -> None:
    indicator, measured = reading.indicator, reading.measured
    value, interval = _value(reading)
    table = _table(f"{indicator.indicator_id}: {indicator.title}", "what", "how it reads")
    rows = {
        "series": ", ".join(indicator.series),
        "rule": indicator.rule,
        "threshold": " to ".join(f"{t:g}" for t in dict.fromkeys(indicator.threshold)),
        "value": value,
        "90 % interval": interval or "none: the rule gives none",
        "measured": measured.said,
        "reads": f"{reading.side} {measured.silent}".strip(),
        "known on": reading.known_on,
        "grade of its sources": reading.reliability,
        "effect": "; ".join(e.words() for e in moved) or "none",
        "limits": indicator.limits,
    }
    for what, words in rows.items():
        table.add_row(Text(what), Text(_unmarked(words)))
    console().print(table)


def _value(reading: Reading) -> tuple[str, str]:
    m = reading.measured
    value = "" if m.value is None else f"{num(m.value)} {reading.indicator.unit}"
    bare = m.low is None or m.high is None
    return value, "" if bare else f"{num(m.low or 0.0)} to {num(m.high or 0.0)}"


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", show_lines=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else str(value)


def _unmarked(text: str) -> str:
    return text.replace("*", "")
