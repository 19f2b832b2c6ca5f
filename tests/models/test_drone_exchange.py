"""The drone exchange: its base case worked out by hand, its guard, its sense."""

import csv
from functools import cache

import pytest

from helpers.ledger.package import data_dir, load
from helpers.ledger.views import Known
from helpers.models import WhatIf, scenarios, tornado
from helpers.models.drone_exchange import (
    LABELS,
    MONTHS_REPORTED,
    attacker_cost_usd,
    break_even_missile_share,
    drone_exchange,
    missile_kill_ratio,
)
from helpers.models.scenarios import case
from helpers.parameters import SECTIONS, ParameterError, ReportParameters
from helpers.parameters.faults import bounds, least_but_zero

EXACT = {"rel": 1e-9, "abs": 1e-9}


@cache
def model(as_of: str = "2026-07-05") -> WhatIf:
    return drone_exchange(Known(load(), ReportParameters(as_of=as_of)))


def result(**changes) -> dict[str, float]:
    return model().run({**model().base, **changes})


def test_the_base_case_is_that_of_a_hand_count():
    """Prices and shares of data/drone_costs.csv; launches, 7,476 of 8,150 stopped, May 2026."""
    stopped = 7476 / 8150
    attacker = 0.55 * 35_000 + 0.45 * 5_000
    guns = stopped - 0.06 - 0.08 - 0.3
    defence = 0.06 * 1.5 * 500_000 + 0.08 * 2 * 3_000 + 0.3 * 100 + guns * 2_000
    damage = (1 - stopped) * 0.55 * 500_000
    free_of_missiles = 0.08 * 2 * 3_000 + 0.3 * 100 + (stopped - 0.38) * 2_000
    by_hand = {
        "ratio": defence / attacker,
        "ratio_without_damage": defence / attacker,
        "ratio_with_damage": (defence + damage) / attacker,
        "break_even_missile_percent": 100 * (attacker - free_of_missiles) / (750_000 - 2_000),
        "attacker_musd_month": 8150 * attacker / 1e6,
        "defence_musd_month": 8150 * defence / 1e6,
        "own_output_share": 2700 / (8150 * 0.55),
    }
    found = result()
    assert set(found) == set(by_hand)
    for name, value in by_hand.items():
        assert found[name] == pytest.approx(value, **EXACT), name
    kill = missile_kill_ratio(model().base)
    assert kill == pytest.approx(1.5 * 500_000 / 35_000, **EXACT)


def test_the_base_case_as_it_was_published_in_the_storyboard():
    """With 87 per cent stopped: attacker 21,500, defender 46,370 USD, 2.2 and 3.8 times."""
    found = result(share_stopped=0.87)
    assert attacker_cost_usd(35_000, 0.45, 5_000) == pytest.approx(21_500, **EXACT)
    assert found["ratio_without_damage"] == pytest.approx(46_370 / 21_500, **EXACT)
    assert found["ratio_with_damage"] == pytest.approx((46_370 + 35_750) / 21_500, **EXACT)


def test_at_the_break_even_share_both_sides_pay_the_same():
    for settings in ({}, {"missile": "Patriot"}, {"include_damage": True, "damage_per_hit": 1e5}):
        values = {**model().base, **settings}
        share = break_even_missile_share(values)
        assert model().run({**values, "share_stopped_by_missile": share})["ratio"] == pytest.approx(
            1.0, **EXACT
        )


def test_a_break_even_that_cannot_be_reached_stays_within_what_is_possible():
    out_of_reach = {**model().base, "include_damage": True, "damage_per_hit": 5e6}
    assert break_even_missile_share(out_of_reach) == 0.0


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("drone_unit_cost", -1),
        ("share_stopped_by_missile", 1),
        ("missiles_per_kill", 1),
        ("missile_cost_mix", 1),
        ("decoy_share", 1),
        ("share_jammed_or_lost", -1),
        ("interceptor_drone_cost", 1),
    ],
)
def test_each_knob_moves_the_ratio_the_way_it_must(name, sign):
    knob = model().knob(name)
    low, high = (result(**{name: end})["ratio"] for end in (knob.low, knob.high))
    assert sign * (high - low) > 0


def test_more_means_than_drones_stopped_is_refused_with_the_range_allowed():
    with pytest.raises(ParameterError) as caught:
        result(share_stopped=0.7, share_stopped_by_interceptor_drone=0.4)
    words = ("share_jammed_or_lost 0.3", "= 0.76 is not allowed", "a sum from 0 to 0.7")
    assert all(w in str(caught.value) for w in words)


def test_a_tornado_draws_in_an_end_that_the_model_refuses():
    values = {**model().base, "share_stopped_by_interceptor_drone": 0.4}
    row = tornado(model(), values).set_index("knob").loc["share_stopped"]
    assert row["low"] == pytest.approx(0.76, abs=1e-9)


@pytest.mark.parametrize("name", list(scenarios("drone_exchange")))
def test_each_scenario_runs_on_every_day_and_beside_any_single_parameter(name):
    fields = SECTIONS["ukraine"].model.model_fields
    for day in ("2025-01-20", "2025-06-01", "2026-01-17", "2026-07-05"):
        built = model(day)
        for knob in (k for k in built.knobs if k.name in fields):
            for end in (*knob.ends, *knob.choices):
                values = case(built, name, {knob.name: end})
                assert all(v == v and abs(v) < 1e9 for v in built.run(values).values())


def test_the_scenarios_of_the_section_are_those_of_the_model():
    field = SECTIONS["ukraine"].model.model_fields["scenario"]
    assert set(field.annotation.__args__) == set(scenarios("drone_exchange"))


def test_the_parameters_of_the_section_are_knobs_of_the_model():
    fields = SECTIONS["ukraine"].model.model_fields
    of_the_day = {"share_stopped", "share_stopped_by_interceptor_drone"}
    shared = [k for k in model().knobs if k.name in fields and k.name not in of_the_day]
    assert len(shared) == 8
    for knob in shared:
        assert fields[knob.name].default == knob.base, knob.name
        if knob.low is not None:
            assert bounds(fields[knob.name]) == (knob.low, knob.high), knob.name
    for name in of_the_day:
        knob, field = model().knob(name), fields[name]
        assert field.default == 0, "as known on the day"
        assert (least_but_zero(field), bounds(field)[1]) == (knob.low, knob.high), name


def test_the_base_follows_the_day():
    early = model("2025-01-20")
    assert early.base["launches_per_month"] == 1807
    assert early.base["share_stopped"] == pytest.approx(1760 / 1807, **EXACT)
    assert early.base["output_per_month"] == pytest.approx(5760 / MONTHS_REPORTED["2024"], **EXACT)
    assert early.knob("drone_unit_cost").source_id == "teller-2023-01-costs"
    assert model().knob("drone_unit_cost").source_id == "steelcity-2026-03-costs"


def test_a_note_cites_only_sources_that_were_out():
    early, late = (model(d).knob("decoy_share").note for d in ("2025-03-10", "2026-07-05"))
    assert "syrskyi" not in early and "low is an assumption" in early
    assert "kyivindependent-2025-10-syrskyi" in late


def test_every_row_of_the_table_is_a_knob_a_check_or_comes_from_a_series():
    with (data_dir() / "drone_costs.csv").open(encoding="utf-8", newline="") as file:
        names = {r["name"] for r in csv.DictReader(file)}
    others = {"drone_unit_cost_iran_2022", "check_ratio"}
    assert names == set(LABELS) | {"launches_per_month", "share_stopped"} | others
