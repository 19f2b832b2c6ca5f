"""The model `pressure`: its base case by hand, its sense, its cases, its refusals."""

from functools import cache

import pytest

from helpers.ledger.package import load
from helpers.ledger.views import Known
from helpers.models import build, scenarios, settle
from helpers.models.pressure import (
    exports_kbd,
    fleet_capacity_kbd,
    ships_that_bind,
    ships_to_bind,
    steps,
)
from helpers.models.scenarios import case
from helpers.parameters import ParameterError, ReportParameters
from helpers.parameters.united_states import UnitedStatesParameters

DAY = UnitedStatesParameters().as_of


@cache
def model(day: str = DAY):
    return build("pressure", Known(load(), ReportParameters(as_of=day)))


def run(**changes):
    return model().run(settle(model(), changes))


def test_the_base_case_is_that_of_a_sum_done_by_hand():
    table = load().figures
    brent = table[(table["series"] == "brent_spot_monthly") & (table["entity"] == "World")]
    brent = brent.set_index("period")["value"]["2025-06":"2026-05"]  # the last one out by the day
    assert len(brent) == 12
    price = round(sum(brent) / 12, 2)
    without = 2510e3 * 365 * price / 1e9
    net = 1700e3 * 365 * (price - 4 - 5) / 1e9
    needed_ships = 1700 * 75 / 1100
    by_hand = {
        "survival_share": 100 * net / without,
        "net_bn": net,
        "lost_bn": without - net,
        "usable_bn": 0.8 * net,
        "volume_kbd": 1700.0,
        "ships_to_bind": (350 - 180 * 0.5 - needed_ships) / 0.5,
        "turnovers_lost": (without - net) / 5.0,
        "offset_share": 100 * 5.0 * 0.1 / (without - net),
    }
    found = model().run(model().base)
    assert set(found) == set(by_hand) == {o.name for o in model().outputs}
    for name, value in by_hand.items():
        assert found[name] == pytest.approx(value, abs=1e-9), name


def test_the_fleet_limits_exports_where_too_few_ships_work():
    values = settle(
        model(), {"further_ships_listed": 200, "idle_share": 0.7, "buyer_refusal_share": 0.2}
    )
    assert exports_kbd(values) == pytest.approx((350 - 380 * 0.7) * 1100 / 75, abs=1e-9)
    assert ships_to_bind(values) == 0


def test_listing_just_so_many_ships_as_it_takes_leaves_exports_whole():
    more = ships_to_bind(model().base)
    values = {**model().base, "further_ships_listed": more}
    assert exports_kbd(values) == pytest.approx(1700)
    assert ships_to_bind(values) == pytest.approx(0, abs=1e-9)
    assert exports_kbd({**values, "further_ships_listed": more + 10}) < 1700


def test_ships_that_bind_are_counted_in_all_whatever_is_listed():
    few, many = ({**model().base, "further_ships_listed": n} for n in (0.0, 400.0))
    assert ships_that_bind(few) == ships_that_bind(many) == 180 + ships_to_bind(model().base)
    assert ships_to_bind(many) == 0


def test_a_fleet_that_lies_idle_carries_nothing():
    assert fleet_capacity_kbd(100, 120, 1000, 60) == 0


def test_the_steps_add_up():
    part = steps(model().base)
    losses = part["fewer_barrels"] + part["discount"] + part["hiding"]
    assert part["without_pressure"] + losses == pytest.approx(part["net"], abs=1e-9)
    assert part["net"] + part["not_free"] == pytest.approx(part["usable"], abs=1e-9)
    assert max(part["fewer_barrels"], part["discount"], part["hiding"], part["not_free"]) < 0


@pytest.mark.parametrize(
    ("knob", "sign"),
    [
        ("export_volume_kbd", 1),
        ("discount_usd", -1),
        ("evasion_cost_usd", -1),
        ("blocked_share", -1),
        ("buyer_refusal_share", -1),
        ("brent_usd", 1),
        ("partnership_effect_discount", 1),
        ("partnership_effect_volume", 1),
        ("reference_kbd", -1),
    ],
)
def test_the_share_that_survives_moves_the_way_it_should(knob, sign):
    low, high = model().knob(knob).ends
    change = run(**{knob: high})["survival_share"] - run(**{knob: low})["survival_share"]
    assert change * sign > 0


def test_prices_do_not_touch_what_a_dollar_of_help_makes_good():
    half = run(help_share=0.05)["offset_share"]
    assert run(help_share=0.1)["offset_share"] == pytest.approx(2 * half)


@pytest.mark.parametrize("day", ["2025-01-20", "2026-01-17", DAY, "2026-09-30"])
def test_every_scenario_runs_on_every_day_and_keeps_its_sense(day):
    here = model(day)
    results = {s: here.run(case(here, s)) for s in scenarios("pressure")}
    assert len(results) >= 4
    share = {s: r["survival_share"] for s, r in results.items()}
    assert all(v == v and 0 <= v <= 100 for v in share.values())
    assert share["cargoes-stopped"] < share["maximum-pressure"] < share["base"]
    assert share["base"] < share["russian-lifeline"] < share["relief"]


def test_on_an_early_day_no_later_number_or_source_is_used():
    known = Known(load(), ReportParameters(as_of="2025-01-20"))
    early = build("pressure", known)
    assert early.base["ships_listed"] == 0 and early.base["turnover_bn"] == 4.6
    for knob in early.knobs:
        assert knob.source_id == "assumption" or knob.source_id in known.sources.index
        assert "2026" not in knob.note


def test_parameters_of_the_section_are_the_knobs_in_default_and_limits():
    from helpers.parameters.faults import bounds, least_but_zero

    fields = UnitedStatesParameters.model_fields
    mine = [k for k in model().knobs if k.name in fields]
    assert len(mine) == 9
    for knob in mine:
        field, least = fields[knob.name], least_but_zero(fields[knob.name])
        assert field.default == (knob.base if least is None else 0), knob.name
        low, high = bounds(field)
        assert (low if least is None else least, high) == (knob.low, knob.high), knob.name


def test_scenarios_of_the_section_are_those_of_the_model():
    from typing import get_args

    field = UnitedStatesParameters.model_fields["scenario"]
    assert list(get_args(field.annotation)) == list(scenarios("pressure"))


def test_a_refusal_names_the_limits_and_the_nearest_fit():
    with pytest.raises(ParameterError, match=r"idle_share: 2 is not allowed.*0.2 to 0.9.*0.9"):
        settle(model(), {"idle_share": 2})
    with pytest.raises(ParameterError, match="Did you mean 'idle_share'"):
        settle(model(), {"idle_shar": 0.5})
