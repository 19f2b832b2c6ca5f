"""Indicators on energy: by hand on made-up numbers and on the ledger; silent before the data."""

from dataclasses import replace
from functools import cache

import pandas as pd
import pytest

from helpers.judgement.indicators import INDICATORS, readings
from helpers.judgement.indicators.energy import asia, lng, prices, since, weight
from helpers.judgement.indicators.energy.bodies import BODIES
from helpers.ledger.package import load
from helpers.ledger.views import Known
from helpers.parameters import ReportParameters

DAYS = ("2025-01-20", "2025-06-01", "2026-01-17", "2026-07-05")
MINE = [i for i in INDICATORS.values() if i.section == "energy"]


@cache
def known(as_of: str = "2026-07-05") -> Known:
    return Known(load(), ReportParameters(as_of=as_of))


@cache
def reading(name: str, as_of: str = "2026-07-05"):
    return readings(load(), as_of)[name]


def measured(name: str, as_of: str = "2026-07-05"):
    return reading(name, as_of).measured


class Made:
    """A day on which only the made-up numbers of a test are known."""

    def __init__(self, rows: list[tuple[str, str, str, float]], as_of: str = "2026-07-05"):
        real = known(as_of)
        table = pd.DataFrame(rows, columns=["series", "entity", "period", "value"])
        table = table.assign(
            unit="", source_id="made-up", known_on="2026-01-01", note="", key="made-up",
            start=table["period"], end=[p if len(p) > 4 else f"{p}-12-31" for p in table["period"]],
        )  # fmt: skip
        self.figures = replace(real.figures, rows=table)
        self.ledger, self.as_of, self.evidence = real.ledger, as_of, real.evidence
        self.past = real.past


def yearly(series: str, entity: str, values: list[float], first: int = 2011):
    return [(series, entity, str(first + i), v) for i, v in enumerate(values)]


def test_a_move_since_the_signing_is_held_against_moves_of_earlier_years():
    flat = [10.0, 11.0] * 7  # 2011 to 2024
    move = since.move_since(
        pd.Series([*flat, 20.0], index=[str(y) for y in range(2011, 2026)]), known()
    )
    assert move.before == pytest.approx((11 + 10 + 11) / 3)
    assert move.after == 20 and move.years == ("2025",)
    # each year less the mean of three: 11 - 31/3 = 2/3, 10 - 32/3 = -2/3, in turn
    assert move.usual == pytest.approx(2 / 3)
    assert move.ends[0] > 0


def test_a_move_needs_a_year_since_the_signing_and_enough_years_before_it():
    years = pd.Series(range(5), index=[str(y) for y in range(2020, 2025)], dtype=float)
    assert since.move_since(years, known()) == "the series ends in 2024, before the signing"
    few = pd.Series(range(6), index=[str(y) for y in range(2020, 2026)], dtype=float)
    assert "2 earlier moves" in since.move_since(few, known())


def test_joint_share_of_made_up_output():
    rows = [
        *yearly("oil_production", "World", [100.0] * 15),
        *yearly("oil_production", "RUS", [10.0] * 14 + [14.0]),
        *yearly("oil_production", "IRN", [5.0] * 15),
    ]
    found = weight.oil_share(Made(rows))
    assert (found.value, found.low, found.high) == pytest.approx((4.0, 4.0, 4.0))


def test_joint_shares_of_the_ledger_are_the_sums_over_the_world():
    oil = {
        "2022": (11202.4 + 3974) / 94434.3,
        "2023": (11073.3 + 4653) / 96437.5,
        "2024": (10757.9 + 5063) / 97155.6,
    }
    after = 100 * (10736.8 + 5184) / 100590
    before = 100 * sum(oil.values()) / 3
    found = measured("I-E1a")
    assert found.value == pytest.approx(after - before, abs=1e-9)
    assert found.parts["per cent since"] == pytest.approx(after)
    assert reading("I-E1a").side == "between" and found.low < found.value < found.high


def test_share_of_crude_exports_fell_by_more_than_half_a_point():
    first, last = 100 * 5172.415329 / 43588.370211, 100 * 4749.019941 / 44360.879312
    assert measured("I-E1c").value == pytest.approx(last - first)
    assert reading("I-E1c").side == "below"
    assert reading("I-E1c", "2026-01-17").side == "silent"


def test_a_price_move_compares_ten_days_with_ten_days():
    days = [d.strftime("%Y-%m-%d") for d in pd.bdate_range("2024-01-01", periods=300)]
    price = [50.0] * 150 + [55.0] * 150
    found = prices.moves(
        Made([("brent_spot_daily", "World", d, p) for d, p in zip(days, price, strict=True)])
    )
    assert len(found) == 280
    assert found[days[20]] == pytest.approx(0)
    assert found[days[149]] == pytest.approx(10)
    assert found[days[150]] == pytest.approx(10)
    left = prices.usual_moves(found, days[150])
    assert len(left) == 280 - 41 and left.max() == pytest.approx(0)


def test_a_step_in_a_calm_price_is_unusual():
    days = [d.strftime("%Y-%m-%d") for d in pd.bdate_range("2024-06-03", periods=330)]
    rows = [("brent_spot_daily", "World", d, 80.0 if d > "2025-01-17" else 50.0) for d in days]
    found = prices.at_signing(Made(rows))
    assert found.value == pytest.approx(60)
    assert found.low == pytest.approx(60) and found.high == pytest.approx(60)


def test_the_price_around_the_signing_is_that_of_the_days_beside_it():
    rows = known().figures.of("brent_spot_daily", "World").set_index("period")["value"]
    before = rows[rows.index < "2025-01-17"].tail(10).mean()
    after = rows[rows.index > "2025-01-17"].head(10).mean()
    assert measured("I-E1d").value == pytest.approx(100 * (after / before - 1))
    assert reading("I-E1d").side == "between" and not INDICATORS["I-E1d"].ties


def test_revenue_is_held_against_the_price_in_roubles():
    rows = [
        ("ru_oil_gas_revenue_rub", "RUS", "2024", 10.0),
        ("ru_oil_gas_revenue_rub", "RUS", "2025", 6.0),
        ("brent_spot_monthly", "World", "2024-05", 80.0),
        ("brent_spot_monthly", "World", "2025-05", 60.0),
        ("rub_per_usd", "RUS", "2024-05", 100.0),
        ("rub_per_usd", "RUS", "2025-05", 80.0),
    ]
    assert prices.revenue_beside_price(Made(rows)).value == pytest.approx(0.6 / (0.75 * 0.8))


def test_russian_revenue_fell_no_further_than_the_price_in_roubles():
    found = measured("I-E2b")
    assert found.parts["revenue, per cent"] == pytest.approx(100 * (8.48 / 11.13 - 1))
    assert 0.95 < found.value < 1.05 and reading("I-E2b").side == "between"
    assert reading("I-E2b", "2026-01-17").side == "between"
    assert reading("I-E2b", "2025-06-01").side == "silent"


def test_the_discount_is_silent_for_want_of_quotes_before_the_signing():
    assert reading("I-E2a").side == "silent"
    assert measured("I-E2a").silent.startswith("too few values: 0 before the signing and 5 after")


def test_asia_takes_four_fifths_of_russian_crude_and_a_third_of_the_gas():
    asian = 100.717728 + 84.859094 + 0.075001 + 1.833559
    assert measured("I-E3a").value == pytest.approx(100 * asian / 236.479165)
    gas = (22.300864 + 36.720747) / (42.563055 + 101.582541 + 15.394684)
    assert measured("I-E3c").value == pytest.approx(100 * gas)
    assert (reading("I-E3a").side, reading("I-E3c").side) == ("above", "below")
    assert reading("I-E3c").stance(INDICATORS["I-E3c"].ties[0]) == "qualifies"


def test_two_equal_buyers_make_an_index_of_a_half():
    rows = [
        ("crude_flow", f"{s}->{b}", "2025", 5.0) for s in ("RUS", "SAU") for b in ("CHN", "IND")
    ]
    found = asia.buyers(Made(rows))
    assert found.value == 0.5 and found.parts["equal buyers, Russia"] == 2


def test_trackers_are_compared_in_the_newest_month_that_both_count():
    found = measured("I-E3e")
    assert found.value == pytest.approx(100 * 240 / 1580) and "June 2025" in found.said


def test_a_change_within_the_gap_between_agencies_reads_nothing():
    assert measured("I-E4a").value == pytest.approx(100 * (42.5631 / 44.3324 - 1))
    assert reading("I-E4a").side == "between"
    assert measured("I-E4d").value == pytest.approx(100 * 1.9 / ((31.4 + 33.3) / 2))


def test_sellers_that_are_not_held_can_add_no_more_than_the_smallest_held():
    rows = [
        ("lng_exports_mt_giignl", s, "2023", v)
        for s, v in (("USA", 30.0), ("QAT", 20.0), ("AUS", 20.0), ("RUS", 10.0), ("World", 100.0))
    ]
    found = lng.sellers(Made(rows))
    assert found.value == pytest.approx(0.18) == found.low
    assert found.high == pytest.approx(0.18 + 0.2 * 0.1)


def test_zeros_of_a_year_before_the_signing_are_shown_and_do_not_speak():
    found = measured("I-E4b")
    assert (
        "before the signing" in found.silent and "0 million tonnes for Iran in 2024" in found.said
    )
    late = [("lng_exports_mt_press", s, "2025", 0.0) for s in ("IRN", "SAU")]
    assert lng.rivals(Made(late)).value == 0


def test_no_body_binds_both_and_the_count_waits_for_two_bodies():
    assert measured("I-E5a").value == 0 and reading("I-E5a").side == "below"
    assert reading("I-E5a", "2025-06-01").side == "silent"
    assert measured("I-E5a").parts["bodies on record"] == 3
    assert measured("I-E5a").parts["proposals"] == sum(b.kind == "proposal" for b in BODIES)


def test_gas_reported_delivered_is_none_from_the_day_of_the_report():
    assert reading("I-E2d", "2025-06-01").side == "silent"
    assert measured("I-E2d", "2025-09-01").value == 0
    assert measured("I-E2d").parts == {"bcm reported": 0.0, "bcm a year named": 2.0}


def test_growth_of_use_and_output_over_ten_years():
    use, made = ((256.272 / 184.019) ** 0.1 - 1, (264.825 / 183.548) ** 0.1 - 1)
    assert measured("I-E2e").value == pytest.approx(100 * (use - made))


@pytest.mark.parametrize("as_of", DAYS)
@pytest.mark.parametrize("name", [i.indicator_id for i in MINE])
def test_nothing_later_than_the_day_is_used_and_silence_has_a_reason(name: str, as_of: str):
    read = reading(name, as_of)
    rows = read.measured.rows
    assert rows.empty or rows["known_on"].max() <= as_of
    assert (read.side == "silent") == bool(read.measured.silent)
    assert read.side == "silent" or (read.known_on and read.source_id and read.measured.said)


def test_most_are_silent_on_the_day_of_the_article():
    speaking = {i.indicator_id for i in MINE if reading(i.indicator_id, "2025-01-20").speaks}
    assert speaking == {"I-E3b", "I-E4d", "I-E2e"}
