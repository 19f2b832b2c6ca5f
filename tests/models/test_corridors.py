"""The model `corridors`: its base case by hand, its sense, its cases, its refusals."""

import math
from functools import cache

import pytest

from helpers.ledger.package import load
from helpers.ledger.views import Known
from helpers.models import build, scenarios, settle, tornado
from helpers.models.corridors import elasticity, read_legs, reported_run, ways_of, winners
from helpers.models.corridors.assumptions import CLOSED_LINKS, DESTINATIONS, ORIGINS
from helpers.models.corridors.split import shares
from helpers.models.knobs import ASSUMPTION
from helpers.models.scenarios import case
from helpers.parameters import ParameterError, ReportParameters
from helpers.parameters.caucasus import CaucasusParameters

DAY = CaucasusParameters().as_of
XIAN_ISTANBUL = {"origin": "Xi'an", "destination": "Istanbul"}


@cache
def known(day: str = DAY) -> Known:
    return Known(load(), ReportParameters(as_of=day))


@cache
def model(day: str = DAY):
    return build("corridors", known(day))


def run(**changes):
    return model().run(settle(model(), changes))


def ways(**changes):
    return ways_of(read_legs(known()), settle(model(), changes))


def by_hand() -> dict[str, tuple[float, float, float]]:
    """Return money, days and risk of each way from Moscow to Mumbai, from the tables' base."""
    to_baku = 1140 + 468 + 471 + 151 + 98 + 186
    in_iran = 149 + 180 + 152 + 549 + 695  # Rasht, Qazvin, Tehran, Qom, Yazd, Bandar Abbas
    ship, port = 2211, 2.0  # Bandar Abbas to Mumbai, and the entry there
    western = to_baku + 253 + 42 + in_iran
    caspian = 1140 + 468 + in_iran
    eastern = 903 + 818 + 407 + 348 + 551 + 373 + 216 + 221 + 152 + 549 + 695
    ocean = 304 + 509 + 684 + 165 + 2331 + 3399  # Bosporus to Mumbai
    return {
        "western": (
            western * 0.035 + 188 * 0.09 + ship * 0.006 + 2 * 8 + 10,
            western / 450 + 188 / 500 + ship / 550 + 2 * 1 + 3 + 1 + 1.5 + port,
            10,
        ),
        "caspian": (
            caspian * 0.035 + 31 * 0.09 + 1143 * 0.025 + ship * 0.006 + 10 + 9 + 8 + 10,
            caspian / 450 + 31 / 500 + 1143 / 350 + ship / 550 + 3 + 2 + 1 + 3 + 1 + port,
            10 + 10,
        ),
        "eastern": (
            eastern * 0.035 + ship * 0.006 + 6 + 10,
            eastern / 450 + ship / 550 + 1.5 + 3 + 0.3 + 1 + 1.5 + port,
            10,
        ),
        "sea": (
            1536 * 0.035 + 883 * 0.015 + ocean * 0.006 + 10 + 6,
            1536 / 450 + 883 / 400 + ocean / 550 + 3 + 1 + port,
            10 + 10,
        ),
    }


def test_the_base_case_is_that_of_a_sum_done_by_hand():
    parts = by_hand()
    cost = {name: money + risk + 6 * days for name, (money, days, risk) in parts.items()}
    branches = ("western", "caspian", "eastern")
    inner = {b: math.exp(-cost[b] / (60 * 0.5)) for b in branches}
    nest = -60 * 0.5 * math.log(sum(inner.values()))
    land, sea = math.exp(-nest / 60), math.exp(-cost["sea"] / 60)
    share = {b: 100 * land / (land + sea) * inner[b] / sum(inner.values()) for b in branches}
    best = min(branches, key=lambda b: cost[b])
    expected = {
        "share_land": 100 * land / (land + sea),
        **{f"share_{b}": share[b] for b in branches},
        "share_kars": 0.0,
        "share_black_sea": 0.0,
        "share_southern_armenia": 0.0,
        "share_sea": 100 * sea / (land + sea),
        "land_cost": parts[best][0] + parts[best][2],
        "land_days": parts[best][1],
        "expected_cost": -60 * math.log(land + sea),
    }
    result = model().run(model().base)
    assert set(result) == set(expected) == {o.name for o in model().outputs}
    for name, value in expected.items():
        assert result[name] == pytest.approx(value, rel=1e-9, abs=1e-12), name


def test_the_eastern_branch_without_stops_is_length_over_rates_and_speeds():
    rail = 903 + 818 + 407 + 348 + 551 + 373 + 216 + 221 + 152 + 549 + 695
    way = ways()["eastern"]
    assert way.items["rail"] == rail and way.items["sea_ocean"] == 2211
    assert round(rail * 0.035 + 2211 * 0.006) == 196
    assert round(rail / 450 + 2211 / 550, 1) == 15.6


def test_the_only_reported_run_is_nearly_met():
    check = reported_run(known(), model(), read_legs(known()))
    by_sum = (903 + 818 + 407 + 348 + 551 + 373 + 216 + 221) / 450 + 0.3 + 1 + 1.5 + 1.5
    assert check.modelled == pytest.approx(by_sum, rel=1e-9) and round(check.modelled, 1) == 12.8
    assert check.reported == 12
    assert reported_run(known("2025-06-01"), model("2025-06-01"), read_legs(known())) is None


@pytest.mark.parametrize(
    ("knob", "sign"),
    [
        ("tariff", -1), ("rail_cost", -1), ("risk_iran", -1), ("border_irn_ind_sea", -1),
        ("ocean_cost", 1), ("risk_red_sea", 1), ("risk_black_sea", 1), ("suez_days", 1),
        ("border_port", 1), ("rail_speed", 1), ("ocean_speed", -1),
    ],
)  # fmt: skip
def test_land_loses_by_what_burdens_it_and_gains_by_what_burdens_the_sea(knob, sign):
    low, high = (run(**{knob: end})["share_land"] for end in model().knob(knob).ends)
    assert sign * (high - low) > 0


def test_each_switch_does_what_its_name_says():
    base = run()
    assert run(hormuz_closed=True)["share_land"] < base["share_land"] - 5
    assert run(rasht_astara_built=True)["share_western"] > base["share_western"] + 5
    assert run(red_sea_closed=True)["share_land"] > base["share_land"] + 20
    assert run(southern_armenia_open=True) == base  # no way from Moscow to Mumbai runs there
    before, after = (run(southern_armenia_open=t, **XIAN_ISTANBUL) for t in (False, True))
    assert before["share_southern_armenia"] == 0 < after["share_southern_armenia"]
    assert after["share_land"] > before["share_land"]


def test_a_closed_hormuz_sends_goods_by_chabahar_and_never_by_the_strait():
    for name, way in ways(hormuz_closed=True).items():
        assert ("Chabahar" in way.places) == (name != "sea")
    by_sea = ways(hormuz_closed=True, destination="Tehran")["sea"]
    assert "Strait of Hormuz" not in by_sea.places and "Chabahar" in by_sea.places


def test_a_railway_spares_the_lorries_and_asks_for_a_change_of_gauge():
    before, after = (ways(rasht_astara_built=b)["western"].items for b in (False, True))
    assert before["rail-road"] == 2 and "gauge" not in before
    assert "rail-road" not in after and after["gauge"] == 1
    assert after["rail"] - before["rail"] == 162 and "road" not in after


@pytest.mark.parametrize("name", scenarios("corridors"))
@pytest.mark.parametrize("destination", DESTINATIONS)
@pytest.mark.parametrize("origin", ORIGINS)
def test_every_case_of_every_pair_is_a_whole_split_in_finite_numbers(origin, destination, name):
    result = model().run(case(model(), name, {"origin": origin, "destination": destination}))
    assert all(math.isfinite(v) for v in result.values())
    ways_sum = sum(v for k, v in result.items() if k.startswith("share_") and k != "share_land")
    assert ways_sum == pytest.approx(100)
    assert result["share_land"] + result["share_sea"] == pytest.approx(100)


@pytest.mark.parametrize("link", CLOSED_LINKS)
def test_a_closed_link_is_on_no_way_and_leaves_finite_numbers(link):
    gone = {"astara": "western", "caspian": "caspian", "incheh-borun": "eastern"}.get(link)
    assert gone not in ways(closed_link=link)
    for destination in DESTINATIONS:
        result = run(closed_link=link, destination=destination)
        assert all(math.isfinite(v) for v in result.values())


def test_likeness_of_one_is_the_plain_logit_and_near_zero_lets_the_best_branch_win():
    costs = {"western": 369.0, "caspian": 379.0, "sea": 298.0}
    plain = shares(costs, 60.0, 1.0)
    weights = {n: math.exp(-c / 60) for n, c in costs.items()}
    assert plain == pytest.approx({n: w / sum(weights.values()) for n, w in weights.items()})
    alike = shares(costs, 60.0, 0.01)
    two = math.exp(-369 / 60), math.exp(-298 / 60)
    assert alike["western"] == pytest.approx(two[0] / sum(two), abs=1e-6)


def test_an_elasticity_is_that_of_the_logit():
    """For a premium x on the sea way d ln P / d ln x is -(1 - P) x / scale."""
    share = run()["share_sea"] / 100
    found = elasticity(model(), model().base, "risk_red_sea", "share_sea")
    assert found == pytest.approx(-(1 - share) * 10 / 60, rel=1e-3)


def test_own_price_elasticity_is_as_the_note_on_the_scale_says():
    assert -3 < elasticity(model(), model().base, "tariff", "share_land") < -1


def test_draws_are_seeded_and_every_share_of_wins_adds_up():
    found = ways()
    one, two = (winners(found, model().knobs, model().base) for _ in range(2))
    assert one.equals(two)
    for word in ("cheapest", "fastest", "best"):
        assert one[word].sum() == pytest.approx(1)
    assert (one["money_low"] < one["money_high"]).all()
    assert (one["days_low"] <= one["days_high"]).all()


def test_a_line_is_not_in_the_network_before_it_was_public():
    early = read_legs(known("2025-08-07"))
    assert not any("Meghri" in leg.pair for leg in early)
    assert any("Meghri" in leg.pair for leg in read_legs(known("2025-08-08")))


def test_only_what_was_out_is_cited():
    assert {k.source_id for k in model("2025-01-20").knobs} == {ASSUMPTION}
    assert model().knob("rasht_astara_km").source_id == "mehr-2025-11-rasht"


def test_every_leg_of_the_sea_way_says_that_it_is_an_assumption():
    legs = load().corridor_legs
    sea = legs[legs["corridor"].str.startswith(("Sea way", "Detour", "Middle Corridor (Poti"))]
    assert len(sea) and sea["note"].str.endswith("assumption").all()


def test_the_tornado_shows_the_widest_first_and_leaves_out_what_moves_nothing():
    rows = tornado(model(), model().base)
    assert list(rows["span"]) == sorted(rows["span"], reverse=True)
    assert "southern_armenia_open" not in set(rows["knob"]) and "hormuz_closed" in set(rows["knob"])


def test_the_section_offers_the_knobs_with_their_limits_and_the_cases_with_their_names():
    fields = CaucasusParameters.model_fields
    shared = [k for k in model().knobs if k.name in fields]
    assert len(shared) == 12
    for knob in shared:
        field = fields[knob.name]
        assert field.default == knob.base, knob.name
        if knob.choices:
            assert field.annotation.__args__ == knob.choices
        elif not knob.is_switch:
            limits = {type(m).__name__: m for m in field.metadata}
            assert (limits["Ge"].ge, limits["Le"].le) == (knob.low, knob.high), knob.name
    assert list(fields["scenario"].annotation.__args__) == list(scenarios("corridors"))


def test_a_value_out_of_range_is_refused_with_the_range():
    with pytest.raises(ParameterError, match=r"tariff: 9 .*0\.5 to 1\.5.*Nearest: 1\.5"):
        run(tariff=9)
    with pytest.raises(ParameterError, match="Did you mean 'Mumbai'"):
        run(destination="Mumbay")
    with pytest.raises(ParameterError, match="hormuz-closed"):
        case(model(), "hormuz-shut")
