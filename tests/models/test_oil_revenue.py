"""Oil revenue: the base case by hand, the sense of each knob, cases, refusals."""

from functools import cache

import pytest

from helpers.ledger.package import load
from helpers.ledger.views import Known
from helpers.models import build, scenarios, settle, tornado
from helpers.models.knobs import WhatIf
from helpers.models.oil_revenue import (
    brent_with_closure,
    effective_discount,
    revenue_bn_usd,
    share_out_of_the_gulf,
    share_sold,
)
from helpers.models.scenarios import case
from helpers.parameters import ParameterError, ReportParameters, settings
from helpers.parameters.energy import EnergyParameters
from helpers.parameters.faults import bounds, least_but_zero

MODEL = "oil_revenue"


@cache
def model(as_of: str = "2026-07-05") -> WhatIf:
    return build(MODEL, Known(load(), ReportParameters(as_of=as_of)))


def result(**changed: object) -> dict[str, float]:
    return model().run(settle(model(), changed))


def test_the_base_case_is_the_one_reckoned_by_hand():
    months = {
        "2025-06": 71.44, "2025-07": 71.04, "2025-08": 67.87, "2025-09": 67.99, "2025-10": 64.54,
        "2025-11": 63.8, "2025-12": 62.54, "2026-01": 66.6, "2026-02": 70.89, "2026-03": 103.13,
        "2026-04": 117.34, "2026-05": 107.12,
    }  # fmt: skip
    rows = Known(load(), ReportParameters()).figures.of("brent_spot_monthly", "World").tail(12)
    assert list(rows["period"]) == list(months)
    assert list(rows["value"]) == pytest.approx(list(months.values()), abs=0.06)
    brent = round(sum(rows["value"]) / 12, 1)
    assert model().base["brent_price"] == brent == 77.9
    out = result()
    assert out["iran_revenue"] == pytest.approx(1700e3 * 365 * (77.9 - 4 - 5) / 1e9, abs=1e-9)
    assert out["iran_revenue"] == pytest.approx(42.75245, abs=1e-9)
    assert out["iran_spendable"] == pytest.approx(34.20196, abs=1e-9)
    assert out["iran_from_asia"] == pytest.approx(38.477205, abs=1e-9)
    assert out["iran_toll"] == pytest.approx(5.5845, abs=1e-9)
    assert out["russia_revenue"] == pytest.approx(81.45705, abs=1e-9)
    assert out["russia_from_asia"] == pytest.approx(0.79 * 81.45705, abs=1e-9)
    assert out["russia_toll"] == pytest.approx(40.807, abs=1e-9)


def test_russias_share_to_asia_is_that_of_the_yearbook_to_two_digits():
    asia = 100.717728 + 84.859094 + 0.075001 + 1.833559
    assert model().base["russia_share_to_asia"] == round(asia / 236.479165, 2) == 0.79


def test_the_parts_are_plain_arithmetic():
    assert revenue_bn_usd(1000, 70, 5, 5) == pytest.approx(21.9, abs=1e-12)
    assert revenue_bn_usd(1000, 70, 5, 5, days=1) == pytest.approx(0.06, abs=1e-12)
    assert revenue_bn_usd(1000, 8, 5, 5) < 0
    assert effective_discount(1, partnership_usd=2) == 0
    assert brent_with_closure(70, 40, 1) == 70 and brent_with_closure(70, 40, 0) == 110
    assert share_sold(0.8, 1) == 1 and share_sold(1, 0) == 0
    assert share_out_of_the_gulf(0.2, 1) == 1 and share_out_of_the_gulf(0.2, 0) == 0.2


@pytest.mark.parametrize(
    ("knob", "sign"),
    [
        ("brent_price", 1),
        ("iran_export_volume", 1),
        ("iran_discount", -1),
        ("evasion_cost", -1),
        ("partnership_effect_discount", 1),
        ("partnership_effect_volume", 1),
        ("rivalry_effect_discount", -1),
        ("hormuz_open_share", 1),
        ("asia_buys", 1),
    ],
)
def test_each_knob_moves_irans_revenue_the_way_it_should(knob: str, sign: int):
    low, high = model().knob(knob).ends
    moved = result(**{knob: high})["iran_revenue"] - result(**{knob: low})["iran_revenue"]
    assert moved * sign > 0


def test_a_closed_strait_parts_the_two_and_spares_iran_only_if_its_ships_pass():
    shut = result(hormuz_open_share=0.2)
    assert shut["iran_revenue"] == pytest.approx(0.2 * 1700e3 * 365 * (77.9 + 32 - 9) / 1e9)
    assert shut["iran_revenue"] < result()["iran_revenue"]
    assert shut["russia_revenue"] > result()["russia_revenue"]
    free = result(hormuz_open_share=0.2, iran_own_passage=1)
    assert free["iran_revenue"] == pytest.approx(1700e3 * 365 * (77.9 + 32 - 9) / 1e9)


def test_the_share_to_asia_matters_once_asia_buys_less():
    assert result(iran_share_to_asia=0.8)["iran_revenue"] == result()["iran_revenue"]
    less = result(iran_share_to_asia=0.8, asia_buys=0.5)
    assert less["iran_revenue"] == pytest.approx(0.6 * result()["iran_revenue"])
    assert less["iran_from_asia"] == pytest.approx(0.4 * result()["iran_revenue"])


def test_the_partnership_adds_nothing_until_someone_says_how_much():
    base = model().base
    assert base["partnership_effect_discount"] == base["partnership_effect_volume"] == 0


@pytest.mark.parametrize("as_of", ["2025-01-20", "2025-06-01", "2026-01-17", "2026-07-05"])
def test_every_case_runs_on_every_day_and_its_base_is_within_its_range(as_of: str):
    here = model(as_of)
    assert len(scenarios(MODEL)) >= 4
    for name in scenarios(MODEL):
        out = here.run(case(here, name))
        assert set(out) == {o.name for o in here.outputs}
        assert all(v == v and abs(v) < 1e4 for v in out.values())
    assert all(k.low <= k.base <= k.high for k in here.knobs)


def test_the_price_is_that_of_the_twelve_months_known_on_the_day():
    early = model("2025-01-20")
    rows = Known(load(), ReportParameters(as_of="2025-01-20")).figures.of("brent_spot_monthly")
    assert rows["period"].max() == "2024-12"
    assert early.base["brent_price"] == round(float(rows["value"].tail(12).mean()), 1)
    assert early.knob("urals_discount").source_id == "assumption"


def test_a_setting_out_of_range_is_refused_with_the_nearest_that_fits():
    with pytest.raises(ParameterError, match=r"brent_price.*40 to 130.*Nearest: 40"):
        settle(model(), {"brent_price": 20})
    with pytest.raises(ParameterError, match="iran_discount"):
        settle(model(), {"iran_discont": 3})


def test_the_price_of_oil_moves_irans_revenue_most():
    rows = tornado(model(), model().base)
    assert rows["knob"].iloc[0] == "brent_price"
    assert "russia_crude_export_volume" not in set(rows["knob"])


def test_parameters_of_the_section_are_the_knobs():
    fields = EnergyParameters.model_fields
    base = settings("energy")
    for name in ("iran_export_volume", "partnership_effect_discount", "hormuz_open_share"):
        knob, marks = model().knob(name), fields[name].metadata
        assert getattr(base, name) == knob.base
        assert (marks[0].ge, marks[1].le) == (knob.low, knob.high)
    for name in ("brent_price", "iran_discount", "urals_discount"):
        knob, field = model().knob(name), fields[name]
        assert field.default == 0, "as known on the day"
        assert (least_but_zero(field), bounds(field)[1]) == (knob.low, knob.high), name
