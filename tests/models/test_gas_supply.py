"""Gas supply: the base case by hand, the sense of each knob, cases, refusals, no money."""

from functools import cache

import pytest

from helpers.ledger.package import load
from helpers.ledger.views import Known
from helpers.models import build, scenarios, settle
from helpers.models.gas_supply import (
    bill_bn_usd,
    closing_bcm,
    flow_bcm,
    gap_mcm_d,
    share_covered,
)
from helpers.models.knobs import WhatIf
from helpers.models.scenarios import case
from helpers.parameters import ParameterError, ReportParameters, settings
from helpers.parameters.energy import EnergyParameters

MODEL = "gas_supply"


@cache
def model(as_of: str = "2026-07-05") -> WhatIf:
    return build(MODEL, Known(load(), ReportParameters(as_of=as_of)))


def result(**changed: object) -> dict[str, float]:
    return model().run(settle(model(), changed))


def test_the_base_case_is_the_one_reckoned_by_hand():
    use = round(256.272 * 1000 / 365)
    assert model().base["iran_gas_use"] == use == 702
    flow = 2 + (55 * 0.25 - 2) * (10 - 1 - 2.5) / 10
    gap = 300 + 702 * (1.015**10 - 1)
    out = result()
    assert flow == 9.6375
    assert out["flow"] == pytest.approx(9.6375, abs=1e-9)
    assert out["gap"] == pytest.approx(gap, abs=1e-9)
    assert out["covered_even"] == pytest.approx(100 * 9637.5 / 365 / gap, abs=1e-9)
    assert out["covered_winter"] == pytest.approx(100 * 9637.5 / 90 / gap, abs=1e-9)
    assert out["first_gas"] == 3.5
    assert out["closing_even"] == pytest.approx(gap * 0.365, abs=1e-9)
    assert out["closing_winter"] == pytest.approx(gap * 0.09, abs=1e-9)
    assert out["bill"] == 0


def test_nothing_flows_before_the_start_and_never_more_than_is_built():
    assert flow_bcm(3.4, 3.5, (2, 55), 10) == 0
    assert flow_bcm(3.5, 3.5, (2, 55), 10) == 2
    assert flow_bcm(99, 3.5, (2, 55), 10) == 55
    assert flow_bcm(99, 3.5, (2, 1), 10) == 2
    assert (
        result(gas_years_to_contract=5, gas_years_to_first_flow=5, gas_years_ahead=5)["flow"] == 0
    )


def test_the_parts_are_plain_arithmetic():
    assert gap_mcm_d(0, 300, 700, 3) == 300
    assert share_covered(2, 350, 90, False) == pytest.approx(2000 / 365 / 350)
    assert share_covered(100, 300, 90, True) == 1
    assert closing_bcm(300, 90, True) == 27 and closing_bcm(300, 90, False) == 109.5


@pytest.mark.parametrize(
    ("knob", "sign"),
    [
        ("gas_share_of_ceiling_built", 1),
        ("gas_plan_ceiling", 1),
        ("gas_years_to_contract", -1),
        ("gas_years_to_first_flow", -1),
        ("gas_ramp_years", -1),
        ("iran_winter_gap", -1),
        ("iran_gas_demand_growth", -1),
        ("iran_reexport_share", -1),
    ],
)
def test_each_knob_moves_the_share_covered_the_way_it_should(knob: str, sign: int):
    low, high = model().knob(knob).ends
    moved = result(**{knob: high})["covered_even"] - result(**{knob: low})["covered_even"]
    assert moved * sign > 0


def test_the_first_stage_alone_stays_at_the_volume_named():
    assert model().run(case(model(), "first-stage-only"))["flow"] == 2


def test_no_money_is_reckoned_until_a_price_is_given():
    assert model().base["gas_price"] == 0 and result()["bill"] == 0
    assert bill_bn_usd(2, 250) == 0.5
    assert result(gas_price=250)["bill"] == pytest.approx(9.6375 * 250 / 1000)


@pytest.mark.parametrize("as_of", ["2025-01-20", "2025-06-01", "2026-01-17", "2026-07-05"])
def test_every_case_runs_on_every_day_and_its_base_is_within_its_range(as_of: str):
    here = model(as_of)
    assert len(scenarios(MODEL)) >= 4
    for name in scenarios(MODEL):
        out = here.run(case(here, name))
        assert set(out) == {o.name for o in here.outputs}
        assert all(v == v and 0 <= v < 1e4 for v in out.values())
    assert all(k.low <= k.base <= k.high for k in here.knobs)


def test_no_note_names_what_came_after_the_day():
    early = {k.name: k for k in model("2025-01-20").knobs}
    assert early["gas_years_to_first_flow"].source_id == "assumption"
    assert "2023" in early["iran_gas_use"].note


def test_a_setting_out_of_range_is_refused_with_the_nearest_that_fits():
    with pytest.raises(ParameterError, match=r"iran_winter_gap.*250 to 350.*Nearest: 350"):
        settle(model(), {"iran_winter_gap": 900})


def test_parameters_of_the_section_are_the_knobs():
    fields, base = EnergyParameters.model_fields, settings("energy")
    for name in ("gas_share_of_ceiling_built", "iran_winter_gap", "gas_price"):
        knob, marks = model().knob(name), fields[name].metadata
        assert getattr(base, name) == knob.base
        assert (marks[0].ge, marks[1].le) == (knob.low, knob.high)
    names = {*scenarios(MODEL), *scenarios("oil_revenue")}
    assert names == set(fields["scenario"].annotation.__args__)
