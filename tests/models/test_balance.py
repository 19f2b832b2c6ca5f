"""The balance model: its base case by hand, the sense of each knob, its cases, its refusals."""

import csv
import math
from pathlib import Path

import pandas as pd
import pytest

from helpers.ledger.package import load
from helpers.ledger.views import Known
from helpers.models import build, scenarios, settle, tornado
from helpers.models.balance import COALITIONS, imports_ratio, stock
from helpers.models.scenarios import case
from helpers.parameters import ParameterError, report_settings
from helpers.parameters.middle_east import MiddleEastParameters

DATA = Path(__file__).parents[2] / "data"
EARLY, LATE = "2025-01-20", "2026-07-05"


def model(as_of: str = LATE):
    return build("balance", Known(load(), report_settings({"as_of": as_of})))


def ran(as_of: str = LATE, **settings: object) -> dict[str, float]:
    m = model(as_of)
    return m.run(settle(m, settings))


def figures(file: str, series: str) -> dict[tuple[str, str], float]:
    with (DATA / "figures" / file).open(encoding="utf-8", newline="") as f:
        return {
            (r["entity"], r["period"]): float(r["value"])
            for r in csv.DictReader(f)
            if r["series"] == series
        }


def test_the_base_case_is_reproduced_by_hand():
    outlay = figures("military.csv", "milex_constant_usd")

    def arms(state):
        return 0.2 * (
            outlay[state, "2025"]
            + outlay[state, "2024"] * 0.9
            + outlay[state, "2023"] * 0.81
            + outlay[state, "2022"] * 0.729
            + outlay[state, "2021"] * 0.6561
        )

    iran, partners, russia = arms("IRN"), arms("ISR") + arms("SAU"), arms("RUS")
    package = 48 * 60 + 6 * 18 + 500 * 1.15
    units = figures("arms_transfers.csv", "arms_transfer_tiv")
    wear = {"2024": 1, "2023": 0.9, "2022": 0.81, "2021": 0.729, "2020": 0.6561}
    summed = {
        pair: sum(units.get((pair, year), 0.0) * w for year, w in wear.items())
        for pair in ("RUS->IRN", "CHN->IRN", "USA->ISR", "USA->SAU")
    }
    expected = {
        "ratio": 100 * iran / partners,
        "parity_share": 100 * (partners - iran) / russia,
        "package_share": 100 * package / iran,
        "gap_closed": 100 * package / (partners - iran),
        "imports_ratio": 100
        * (summed["RUS->IRN"] + summed["CHN->IRN"])
        / (summed["USA->ISR"] + summed["USA->SAU"]),
    }
    m = model()
    assert m.run(m.base) == pytest.approx(expected, abs=1e-9)


def test_the_case_of_delivery_adds_the_package_and_nothing_else():
    base, given = ran(), ran(delivered=1)
    outlay = figures("military.csv", "milex_constant_usd")
    partners = 0.2 * sum(
        outlay[s, str(2025 - k)] * 0.9**k for s in ("ISR", "SAU") for k in range(5)
    )
    assert given["ratio"] - base["ratio"] == pytest.approx(100 * 3563 / partners, abs=1e-9)
    assert given["package_share"] == base["package_share"]


def test_a_russian_share_equal_to_that_of_parity_gives_parity():
    m = model()
    base = m.run(m.base)
    values = {**m.base, "russian_share": base["parity_share"] / 100}
    assert m.run(values)["ratio"] == pytest.approx(100, abs=1e-9)


@pytest.mark.parametrize(
    ("knob", "rises"),
    [
        ("iran_prices", True),
        ("iran_unrecorded", True),
        ("russian_share", True),
        ("delivered", True),
        ("american_share", False),
    ],
)
def test_a_knob_moves_the_ratio_in_the_sense_that_its_name_says(knob, rises):
    k = model().knob(knob)
    ends = [ran(**{knob: k.low})["ratio"], ran(**{knob: k.high})["ratio"]]
    assert (ends[1] > ends[0]) is rises


def test_the_part_of_outlay_that_becomes_arms_matters_only_beside_the_systems():
    assert ran(equipment_share=0.1)["ratio"] == pytest.approx(ran()["ratio"], abs=1e-9)
    assert ran(equipment_share=0.1)["package_share"] == pytest.approx(
        2 * ran()["package_share"], abs=1e-9
    )


def test_stock_wears_each_year_off_by_its_age():
    values = pd.Series([1.0, 10.0, 100.0])
    assert stock(values, 3, 0.5) == pytest.approx(100 + 5 + 0.25)
    assert stock(values, 1, 0.5) == 100


def test_partners_without_imports_on_record_make_no_ratio():
    assert imports_ratio(pd.DataFrame({"RUS->IRN": [1.0]}), ["TUR"], sum) == 0.0


@pytest.mark.parametrize("as_of", [EARLY, "2025-06-01", "2026-01-17", LATE])
def test_every_scenario_runs_on_every_day_with_finite_numbers(as_of):
    m = model(as_of)
    assert len(scenarios("balance")) >= 4
    for name in scenarios("balance"):
        result = m.run(case(m, name))
        assert set(result) == {o.name for o in m.outputs}
        assert all(math.isfinite(v) for v in result.values())


def test_systems_are_counted_only_once_they_are_public():
    names = {k.name for k in model(EARLY).knobs}
    assert not {"su35_count", "mi28_count", "verba_price"} & names
    assert ran(EARLY)["package_share"] == 0
    autumn = {k.name for k in model("2025-10-12").knobs}
    assert "su35_count" in autumn and "verba_price" not in autumn
    assert model().knob("su35_count").base == 48


def test_a_knob_with_a_source_names_one_that_was_out():
    for as_of in (EARLY, LATE):
        known = Known(load(), report_settings({"as_of": as_of}))
        for k in build("balance", known).knobs:
            assert k.source_id == "assumption" or k.source_id in known.sources.index


def test_the_parameters_of_the_section_are_the_knobs_of_the_model():
    m, fields = model(), MiddleEastParameters.model_fields
    shared = [k for k in m.knobs if k.name in fields]
    assert len(shared) == 8
    for knob in shared:
        field = fields[knob.name]
        assert field.default == knob.base
        bounds = {type(x).__name__: x for x in field.metadata}
        if knob.low is not None:
            assert (bounds["Ge"].ge, bounds["Le"].le) == (knob.low, knob.high)
    assert fields["coalition"].annotation.__args__ == COALITIONS
    assert fields["scenario"].annotation.__args__ == tuple(scenarios("balance"))


def test_a_wrong_setting_is_refused_with_what_is_allowed():
    with pytest.raises(ParameterError, match=r"russian_share: 2 is not allowed.*0 to 0.2"):
        settle(model(), {"russian_share": 2})
    with pytest.raises(ParameterError, match="coalition"):
        settle(model(), {"coalition": "ISR+SAUD"})


def test_the_tornado_is_led_by_what_a_dollar_buys_and_by_russia():
    rows = tornado(model(), model().base)
    assert list(rows["knob"][:2]) == ["iran_prices", "russian_share"]
    assert "equipment_share" not in set(rows["knob"])
