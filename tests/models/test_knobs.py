"""Models: settings in order of precedence, refusals that teach, a tornado that is true."""

import itertools
import tomllib

import pytest

from helpers.ledger.package import data_dir, load
from helpers.ledger.views import Known
from helpers.models import MODELS, Knob, Output, WhatIf, build, scenarios, settle, tornado
from helpers.models.scenarios import case
from helpers.parameters import SECTIONS, ParameterError, report_settings
from helpers.parameters.faults import bounds, least_but_zero
from support.leaks import Watch

TOY = WhatIf(
    "toy",
    "energy",
    "What is two numbers and a switch?",
    (
        Knob("length", "length", "km", 2.0, 1.0, 4.0),
        Knob("price", "price", "USD per km", 10.0, 9.0, 11.0, source_id="x"),
        Knob("open", "open", "", True),
        Knob("way", "way", "", "sea", choices=("sea", "land")),
    ),
    (Output("cost", "cost", "USD"), Output("half", "half of it", "USD")),
    lambda v: {
        "cost": v["length"] * v["price"] * (1 if v["open"] else 3),
        "half": v["length"] * v["price"] / 2,
    },
)
CASES = [(model, scenario) for model in MODELS for scenario in scenarios(model)]


def known(day: str = "2026-07-05") -> Known:
    return Known(load(), report_settings({"as_of": day}))


def choices_of(model: WhatIf) -> list[dict[str, str]]:
    """Return every combination of what the choices of a model may be, such as two places."""
    named = [k for k in model.knobs if k.choices]
    return [
        dict(zip([k.name for k in named], picked, strict=True))
        for picked in itertools.product(*(k.choices for k in named))
    ]


def test_later_settings_win_over_earlier_ones():
    values = settle(TOY, {"length": 3, "open": False}, {"length": "4"})
    assert values == {"length": 4.0, "price": 10.0, "open": False, "way": "sea"}


def test_a_tornado_moves_one_knob_at_a_time_and_puts_the_widest_first():
    rows = tornado(TOY, TOY.base)
    assert list(rows["knob"]) == ["open", "length", "price"]
    assert dict(zip(rows["knob"], rows["span"], strict=True)) == {
        "open": 40.0,
        "length": 30.0,
        "price": 4.0,
    }
    assert rows["span"].is_monotonic_decreasing


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ({"lenght": 1}, "Did you mean 'length'"),
        ({"length": 9}, "from 1 to 4 (km). Nearest: 4"),
        ({"length": "long"}, "Nearest: 2"),
        ({"open": "perhaps"}, "true or false"),
        ({"way": "seaa"}, "Did you mean 'sea'"),
    ],
)
def test_a_bad_setting_is_refused_with_what_is_allowed(setting, words):
    with pytest.raises(ParameterError, match=words.replace("(", r"\(").replace(")", r"\)")):
        settle(TOY, setting)


def test_all_bad_settings_are_named_at_once():
    with pytest.raises(ParameterError) as caught:
        settle(TOY, {"length": 9, "way": "air"})
    assert str(caught.value).count("\n") == 1


def test_an_unknown_model_or_scenario_is_refused():
    with pytest.raises(ParameterError, match="Did you mean 'corridors'"):
        build("corridor", known())
    with pytest.raises(ParameterError, match="no such scenario"):
        case(build("corridors", known()), "hormuz-shut")


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("day", ["2025-01-20", "2025-10-02", "2026-07-05"])
def test_every_model_has_a_base_case_within_its_own_limits_on_every_day(name, day):
    model = build(name, known(day))
    assert model.name == name and model.section in SECTIONS and model.title.endswith("?")
    assert len({k.name for k in model.knobs}) == len(model.knobs)
    assert settle(model, model.base) == model.base
    result = model.run(model.base)
    assert set(result) == {o.name for o in model.outputs}
    assert all(isinstance(v, float) and v - v == 0 for v in result.values()), result


@pytest.mark.parametrize(("name", "scenario"), CASES)
def test_every_scenario_sets_allowed_values_and_changes_something(name, scenario):
    model = build(name, known())
    values = case(model, scenario)
    assert scenario == "base" or any(
        model.run(values | chosen) != model.run(model.base | chosen)
        for chosen in [{}, *choices_of(model)]
    )


def test_the_scenarios_of_a_section_are_those_of_its_models():
    table = tomllib.loads((data_dir() / "scenarios.toml").read_text("utf-8"))
    assert set(table) == set(MODELS)
    for section in {build(m, known()).section for m in MODELS}:
        names = {s for m in MODELS if build(m, known()).section == section for s in scenarios(m)}
        allowed = SECTIONS[section].model.model_json_schema()["properties"]["scenario"]["enum"]
        assert set(allowed) == names, section


DAYS = sorted({
    "2025-01-20", "2026-07-05", *load().energy_assumptions["known_from"],
    *load().drone_costs["known_from"], *load().corridor_assumptions["known_from"],
} - {""})  # fmt: skip
"""The first day, that of the default edition, and each on which an assumption changes."""


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("day", DAYS)
def test_an_assumption_rests_on_what_was_out_on_the_day(name, day):
    k = known(day)
    watch = Watch.of(k)
    for knob in build(name, k).knobs:
        assert knob.source_id == "assumption" or knob.source_id in k.sources.index, knob.name
        assert watch.leaks(f"{knob.label} ({knob.note})") == [], knob.name


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("day", DAYS)
def test_every_setting_that_a_section_or_a_scenario_offers_is_allowed_on_every_day(name, day):
    model = build(name, known(day))
    fields = SECTIONS[model.section].model.model_fields
    for scenario in scenarios(name):
        case(model, scenario)
    for knob in (k for k in model.knobs if k.name in fields and k.low is not None):
        low, high = bounds(fields[knob.name])
        least = least_but_zero(fields[knob.name])
        settle(model, {knob.name: low if least is None else least})
        settle(model, {knob.name: high})
