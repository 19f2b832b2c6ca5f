"""Statistics of indicators, by hand and against statsmodels as an independent referee."""

import math

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t as student

from helpers.judgement.indicators.statistics import (
    account_gap,
    concentration,
    interrupted_trend,
    mean_difference,
    rate_ratio,
    share,
)

COUNTS = st.lists(st.integers(1, 500), min_size=3, max_size=14)


def test_a_rate_ratio_of_even_counts_is_that_of_poisson_counts():
    # phi is held at 1: log ratio's variance is 1/20 + 1/40, two degrees of freedom
    found = rate_ratio([10, 10], [20, 20], ([30, 30], [30, 30]))
    width = student.ppf(0.95, 2) * math.sqrt(1 / 20 + 1 / 40)
    assert found.value == 2
    assert found.low == pytest.approx(2 * math.exp(-width), rel=1e-12)
    assert found.high == pytest.approx(2 * math.exp(width), rel=1e-12)


def test_a_rate_ratio_minds_the_length_of_the_periods():
    assert rate_ratio([10, 10], [10, 10], ([10, 10], [20, 20])).value == 0.5


@given(COUNTS, COUNTS)
def test_a_rate_ratio_is_that_of_a_quasi_poisson_regression(before, after):
    found = rate_ratio(before, after, ([30] * len(before), [31] * len(after)))
    y = np.array([*before, *after], float)
    late = np.array([0] * len(before) + [1] * len(after), float)
    days = np.array([30] * len(before) + [31] * len(after), float)
    fit = sm.GLM(y, sm.add_constant(late), sm.families.Poisson(), exposure=days).fit(tol=1e-12)
    phi = max(1.0, fit.pearson_chi2 / (len(y) - 2))
    width = student.ppf(0.95, len(y) - 2) * fit.bse[1] * math.sqrt(phi)
    assert found.value == pytest.approx(math.exp(fit.params[1]), rel=1e-6)
    assert found.low == pytest.approx(math.exp(fit.params[1] - width), rel=1e-5)


def test_a_clean_step_and_a_clean_change_of_slope_are_found():
    times = list(range(12))
    values = [1 + 2 * t + (5 + 3 * (t - 6) if t >= 6 else 0) for t in times]
    step, slope = interrupted_trend(values, times, 6)
    assert step.value == pytest.approx(5) and slope.value == pytest.approx(3)
    assert step.high - step.low < 1e-6 and slope.high - slope.low < 1e-6


@given(st.lists(st.floats(-50, 50), min_size=10, max_size=24))
def test_an_interrupted_trend_is_that_of_a_regression_with_newey_west_errors(values):
    times = np.arange(len(values), dtype=float)
    at = len(values) // 2
    late = (times >= at).astype(float)
    x = np.column_stack([np.ones_like(times), times - at, late, late * (times - at)])
    fit = sm.OLS(values, x).fit(cov_type="HAC", cov_kwds={"maxlags": 1, "use_correction": True})
    wide = student.ppf(0.95, len(values) - 4)
    for found, i in zip(interrupted_trend(values, times, at), (2, 3), strict=True):
        assert found.value == pytest.approx(fit.params[i], abs=1e-6)
        assert found.high - found.value == pytest.approx(wide * fit.bse[i], rel=1e-4, abs=1e-6)


def test_a_difference_of_means_has_an_interval_that_holds_it_and_is_the_same_each_time():
    before, after = [1, 2, 3, 4, 5], [4, 5, 6, 7, 9]
    found = mean_difference(before, after)
    assert found.value == pytest.approx(3.2)
    assert 0 < found.low < found.value < found.high
    assert mean_difference(before, after) == found


def test_a_share_has_the_wilson_interval():
    # 5 of 10, z = 1.6449: centre (0.5 + z2/20) / (1 + z2/10), half-width by hand
    z = 1.6448536269514722
    centre = (0.5 + z * z / 20) / (1 + z * z / 10)
    half = z * math.sqrt(0.25 / 10 + z * z / 400) / (1 + z * z / 10)
    assert share(5, 10) == pytest.approx((0.5, centre - half, centre + half), abs=1e-12)
    low, high = sm.stats.proportion_confint(5, 10, alpha=0.10, method="wilson")
    assert share(5, 10)[1:] == pytest.approx((low, high), abs=1e-9)


def test_concentration_runs_from_one_over_n_to_one():
    assert concentration([1, 1, 1, 1]) == 0.25
    assert concentration([7, 0, 0]) == 1


def test_the_gap_of_two_accounts_does_not_depend_on_which_is_named_first():
    assert account_gap(2, 3) == account_gap(3, 2) == pytest.approx(0.4)


@pytest.mark.parametrize(
    "call",
    [
        lambda: rate_ratio([1], [1, 2], ([1], [1, 1])),
        lambda: rate_ratio([0, 0], [1, 2], ([1, 1], [1, 1])),
        lambda: interrupted_trend([1, 2, 3, 4], [1, 2, 3, 4], 3),
        lambda: mean_difference([1, 2], [1, 2, 3]),
        lambda: share(0, 0),
    ],
)
def test_too_few_values_are_refused(call):
    with pytest.raises(ValueError, match="needs"):
        call()
