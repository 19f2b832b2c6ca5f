"""`treaty models` and `treaty indicators` print what the package computes, and refuse the rest."""

import json

import pytest

from helpers.judgement.indicators import INDICATORS
from helpers.models import MODELS


def test_every_model_is_listed_with_its_question_and_base_case(run_treaty):
    done = run_treaty("models", "--json")
    documents = json.loads(done.stdout)
    assert [d["model"] for d in documents] == list(MODELS)
    for d in documents:
        assert d["title"].endswith("?") and d["result"] == d["base_case"] and d["parameters"]


def test_a_setting_moves_the_result_and_a_scenario_too(run_treaty):
    base = json.loads(run_treaty("models", "gas_supply", "--json").stdout)
    knob = next(
        k
        for k in base["parameters"]
        if isinstance(k["base"], float) and k["low"] is not None and k["high"] > k["base"]
    )
    moved = json.loads(
        run_treaty(
            "models", "gas_supply", "--set", f"{knob['name']}={knob['high']}", "--json"
        ).stdout
    )
    assert moved["base_case"] == base["base_case"]
    value = next(k["value"] for k in moved["parameters"] if k["name"] == knob["name"])
    assert value == knob["high"]
    shut = json.loads(
        run_treaty("models", "corridors", "--scenario", "hormuz-closed", "--json").stdout
    )
    assert shut["result"] != shut["base_case"]


def test_every_indicator_is_printed_with_series_rule_value_interval_and_effect(run_treaty):
    documents = json.loads(run_treaty("indicators", "--json").stdout)
    assert [d["indicator_id"] for d in documents] == list(INDICATORS)
    keys = {"series", "rule", "value", "interval", "effect", "reads", "limits"}
    assert all(keys <= set(d) for d in documents)
    text = run_treaty("indicators", "I-K1").stdout
    for word in ("series", "rule", "value", "90 % interval", "effect", "drones_launched_uaf"):
        assert word in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["models", "corridor"], "Did you mean 'corridors'"),
        (["models", "--set", "x=1"], "need a model"),
        (["models", "corridors", "--scenario", "hormuz"], "no such scenario"),
        (["models", "corridors", "--set", "nonsense=1"], "no such parameter of model corridors"),
        (["models", "corridors", "--set", "nonsense"], "is not name=value"),
        (["indicators", "I-K"], "no such indicator"),
        (["indicators", "--set", "as_of=2024-01-01"], "no claim to test"),
    ],
)
def test_bad_input_ends_with_two_and_a_message_that_teaches(run_treaty, arguments, words):
    done = run_treaty(*arguments)
    assert done.returncode == 2 and words in done.stderr and not done.stdout


def test_a_setting_can_speak_to_one_section_and_reaches_every_section_that_takes_it():
    from helpers.parameters import ParameterError, settings_for_all

    given = settings_for_all({"caucasus.milex_countries": "AZE", "milex_countries": "IRN"})
    assert given["middle_east"].milex_countries == ["IRN"]
    given = settings_for_all({"milex_countries": "AZE"})
    assert given["caucasus"].milex_countries == ["AZE"]
    assert given["middle_east"].milex_countries != ["AZE"]
    for bad, words in (
        ({"caucasas.since": 2020}, "Did you mean 'caucasus'"),
        ({"caucasus.since": 2020}, "holds for the whole report"),
        ({"caucasus.compare_with": "USA"}, "no such parameter"),
    ):
        with pytest.raises(ParameterError, match=words):
            settings_for_all(bad)
