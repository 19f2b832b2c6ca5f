"""Indicators on Ukraine: worked out by hand from the files, silent before their data, timely."""

import csv
import datetime as dt
import math
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest

from helpers.judgement.indicators import INDICATORS, Measurement, read
from helpers.judgement.indicators.records import side_of
from helpers.judgement.indicators.ukraine import launches, measures, supply, talks, trend
from helpers.ledger.package import data_dir, load
from helpers.ledger.views import Known
from helpers.parameters import ReportParameters

OWN = [name for name, i in INDICATORS.items() if i.section == "ukraine"]
YEAR_BEFORE = [f"2024-{n:02d}" for n in range(1, 13)]
YEAR_AFTER = [f"2025-{n:02d}" for n in range(2, 13)] + ["2026-01"]
EXACT = {"rel": 1e-9}


@cache
def known(as_of: str = "2026-07-05") -> Known:
    return Known(load(), ReportParameters(as_of=as_of))


def measured(name: str, as_of: str = "2026-07-05") -> Measurement:
    return INDICATORS[name].measure(known(as_of))


def values(file: str, series: str, entity: str) -> dict[str, float]:
    with (data_dir() / "figures" / f"{file}.csv").open(encoding="utf-8", newline="") as f:
        return {
            r["period"]: float(r["value"])
            for r in csv.DictReader(f)
            if r["series"] == series and r["entity"] == entity
        }


def fired(series: str = "drones_launched_uaf") -> dict[str, float]:
    return values("ukraine_air_attacks", series, "RUS->UKR")


def days(months: list[str]) -> int:
    total = 0
    for month in months:
        year, n = int(month[:4]), int(month[5:])
        total += (dt.date(year + n // 12, n % 12 + 1, 1) - dt.date(year, n, 1)).days
    return total


def rate(counts: dict[str, float], months: list[str]) -> float:
    return sum(counts[m] for m in months) / days(months)


def test_launches_missiles_and_the_placebo_are_ratios_of_hand_counted_rates():
    drones, missiles = fired(), fired("missiles_launched_uaf")
    assert measured("I-K1").value == pytest.approx(
        rate(drones, YEAR_AFTER) / rate(drones, YEAR_BEFORE), **EXACT
    )
    assert measured("I-K1e").value == pytest.approx(
        rate(missiles, YEAR_AFTER) / rate(missiles, YEAR_BEFORE), **EXACT
    )
    assert measured("I-K1b").value == pytest.approx(
        rate(drones, YEAR_BEFORE[6:]) / rate(drones, YEAR_BEFORE[:6]), **EXACT
    )


def test_the_interval_of_launches_is_that_of_a_quasi_poisson_hand_count():
    drones = fired()
    chi2 = 0.0
    for months in (YEAR_BEFORE, YEAR_AFTER):
        r = rate(drones, months)
        chi2 += sum((drones[m] - r * days([m])) ** 2 / (r * days([m])) for m in months)
    sums = [sum(drones[m] for m in w) for w in (YEAR_BEFORE, YEAR_AFTER)]
    t_quantile = 1.717144374380  # 95 per cent, 22 degrees of freedom
    width = t_quantile * math.sqrt(chi2 / 22 * (1 / sums[0] + 1 / sums[1]))
    found = measured("I-K1")
    assert found.low == pytest.approx(found.value * math.exp(-width), rel=1e-6)
    assert found.high == pytest.approx(found.value * math.exp(width), rel=1e-6)


def test_what_gets_through_is_launched_less_stopped():
    drones, stopped = fired(), fired("drones_stopped_uaf")
    through = {m: drones[m] - stopped[m] for m in drones}
    found = measured("I-K3")
    assert found.value == pytest.approx(
        rate(through, YEAR_AFTER) / rate(through, YEAR_BEFORE), **EXACT
    )
    shares = [np.mean([100 * stopped[m] / drones[m] for m in w]) for w in (YEAR_BEFORE, YEAR_AFTER)]
    assert measured("I-K3b").value == pytest.approx(shares[1] - shares[0], **EXACT)


def test_step_and_slope_are_those_of_two_straight_lines_fitted_apart():
    """In a segmented regression with a step and a slope each side has its own least squares."""
    drones = fired()
    lines = []
    for months, t in ((YEAR_BEFORE, range(-12, 0)), (YEAR_AFTER, range(1, 13))):
        y = [math.log(drones[m] / days([m])) for m in months]
        lines.append(np.polyfit(list(t), y, 1))
    assert measured("I-K1c").value == pytest.approx(math.exp(lines[1][1] - lines[0][1]), rel=1e-6)
    assert measured("I-K1d").value == pytest.approx(math.exp(lines[1][0] - lines[0][0]), rel=1e-6)
    growth = measured("I-K1d").parts
    assert growth["per cent a month before"] == pytest.approx(100 * (math.exp(lines[0][0]) - 1))


def test_output_is_set_beside_launches_of_the_same_months():
    drones = fired()
    nine = [f"2024-{n:02d}" for n in range(1, 10)]
    found = measured("I-K2")
    assert found.value == pytest.approx(5760 / sum(drones[m] for m in nine), **EXACT)
    assert found.parts["made for one launched, 2023"] == pytest.approx(
        2738 / sum(drones[f"2023-{n:02d}"] for n in range(1, 13)), **EXACT
    )
    assert measured("I-K2b").value == pytest.approx(2700 / drones["2025-09"], **EXACT)
    assert list(supply.made_and_launched(known())["kind"]) == ["made", "made", "capacity"]


def test_aid_is_the_difference_of_two_means_by_donor():
    for name, series, donor in (
        ("I-K3c", "ukraine_aid_total", "All donors"),
        ("I-K3d", "ukraine_aid_total_by_donor", "USA"),
        ("I-K3e", "ukraine_aid_total_by_donor", "Europe"),
    ):
        aid = values("ukraine_aid", series, donor)
        before, after = (sum(aid[m] for m in w) / 12 for w in (YEAR_BEFORE, YEAR_AFTER))
        found = measured(name)
        assert found.value == pytest.approx(after - before, **EXACT)
        assert found.low < found.value < found.high


def test_another_date_is_special_if_few_months_reach_its_ratio():
    found = measured("I-K4")
    assert (found.parts["months reaching it"], found.parts["other months"]) == (10, 19)
    assert found.value == pytest.approx(10 / 19, **EXACT)


def test_measures_relief_and_ships_are_hand_counted():
    assert measured("I-K5").value == 6
    assert measured("I-K5b").parts == {"by USA": 5, "by EU": 0, "by GBR": 0}
    assert measured("I-K5d").value == pytest.approx((74 + 189 + 105 + 117 + 41) / 597, **EXACT)


def test_brackets_of_the_american_list_speak_once_they_are_public():
    assert measured("I-K5c").silent.endswith("2024-04, before the signing")
    later = measured("I-K5c", "2026-08-20")
    before = (dt.date(2025, 1, 19) - dt.date(2024, 5, 3)).days
    after = (dt.date(2026, 8, 20) - dt.date(2025, 1, 19)).days
    assert later.value == pytest.approx((25 / after) / ((800 + 1098) / before), **EXACT)
    assert side_of(later, INDICATORS["I-K5c"].threshold) == "below"


def test_days_of_truce_are_set_against_the_days_in_office():
    assert measured("I-K6", "2026-01-17").value == 0
    assert measured("I-K6", "2026-05-10").parts["days of truce"] == 2
    found = measured("I-K6")
    assert found.value == pytest.approx(
        3 / (dt.date(2026, 7, 5) - dt.date(2025, 1, 20)).days, **EXACT
    )


def test_quieter_months_are_counted_against_their_neighbours():
    rows = pd.DataFrame({"period": ["2025-04", "2025-05", "2025-06"], "value": [30, 31, 30]})
    assert talks.beside(rows, "2025-05") == pytest.approx(1.0)
    assert talks.beside(rows, "2025-06") is None
    assert measured("I-K6b").parts == {"quieter": 3, "months": 6}


def test_fire_goes_on_is_the_newest_month_over_the_year_before():
    drones = fired()
    assert measured("I-K6c").value == pytest.approx(
        drones["2026-05"] / 31 / rate(drones, YEAR_BEFORE), **EXACT
    )


def test_rates_that_do_not_change_give_a_ratio_of_one_and_speak_for_no_side():
    months = [*YEAR_BEFORE, "2025-01", *YEAR_AFTER]
    rows = pd.DataFrame(
        {"period": months, "value": [10.0 * days([m]) for m in months], "source_id": "made-up"}
    )
    figures = replace(known().figures, rows=_as_figures(rows))
    with_them = _Figures(known(), figures)
    found = launches.launches(with_them)
    assert found.value == pytest.approx(1.0)
    assert side_of(found, INDICATORS["I-K1"].threshold) == "between"
    assert trend.step(with_them).value == pytest.approx(1.0)
    assert trend.other_dates(with_them).silent, "no other month has whole windows"


class _Figures:
    """What is known, with other numbers."""

    def __init__(self, real: Known, figures):
        self.real, self.figures = real, figures

    def __getattr__(self, name):
        return getattr(self.real, name)


def _as_figures(rows: pd.DataFrame) -> pd.DataFrame:
    like = known().figures.of("drones_launched_uaf").iloc[0]
    return pd.DataFrame(
        [
            {**like.to_dict(), **r, "end": f"{r['period']}-28", "start": f"{r['period']}-01"}
            for r in rows.to_dict("records")
        ]
    )


@pytest.mark.parametrize("name", OWN)
def test_before_the_months_after_the_signing_it_is_silent_or_looks_only_back(name):
    found = read(INDICATORS[name], known("2025-01-20"))
    assert found.side == "silent" or name in ("I-K1b", "I-K2")


@pytest.mark.parametrize("as_of", ["2025-01-20", "2025-06-01", "2025-10-02", "2026-01-17"])
@pytest.mark.parametrize("name", OWN)
def test_it_uses_only_what_was_known(name, as_of):
    found = read(INDICATORS[name], known(as_of))
    assert found.known_on <= as_of
    if len(found.measured.rows):
        assert found.measured.rows["known_on"].max() <= as_of


def test_background_tests_say_nothing_of_a_claim():
    for name in ("I-K1b", "I-K1c", "I-K1d", "I-K1e", "I-K2c", "I-K3b", "I-K4", "I-K6b"):
        assert INDICATORS[name].ties == (), name


def test_no_indicator_speaks_to_what_no_series_can_test():
    assert not [t for i in INDICATORS.values() if i.section == "ukraine" for t in i.ties
                if t.claim_id == "K4"]  # fmt: skip


def test_the_numbers_compared_stand_in_the_parts():
    for name in OWN:
        found = measured(name)
        assert found.silent or found.parts, name
        assert found.silent or len(found.rows) or found.value == 0, name


def test_coded_acts_exist_and_precede_no_authority():
    events = load().events.set_index("event_id")
    assert set(events.index) >= measures.RELIEF | measures.STEPS
    for event_id in measures.RELIEF:
        assert events.loc[event_id, "actors"].split(";")[0] in measures.AUTHORITIES
