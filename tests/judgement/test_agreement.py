"""Agreement of two coders: worked examples, and values that other programs give."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.judgement import agreement as coders

FIRST = [0, 1, 1, 2, 2, 2, 3, 3, 1, 2, 0, 2, 3, 1, 2, 2, 1, 0, 2, 3]
SECOND = [0, 1, 2, 2, 2, 1, 3, 2, 1, 2, 1, 2, 3, 1, 2, 3, 1, 0, 2, 3]
STEPS = range(4)


def test_kappa_of_a_two_by_two_table_by_hand():
    # seen alike: 35 of 50; by chance (25 x 30 + 25 x 20) / 50^2 = 1/2; (0.7 - 0.5) / 0.5 = 0.4
    table = np.array([[20.0, 5.0], [10.0, 15.0]])
    assert float(coders.kappa(table)) == pytest.approx(0.4, abs=1e-12)


def test_weighted_kappa_by_hand():
    # steps 0, 1, 2; one pair a step apart, one two steps: seen 1 + 4 = 5
    table = np.array([[1.0, 1.0, 1.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    rows, columns = [3, 1, 1], [1, 2, 2]
    expected = sum(rows[i] * columns[j] / 5 * (i - j) ** 2 for i in range(3) for j in range(3))
    assert float(coders.kappa(table, quadratic=True)) == pytest.approx(1 - 5 / expected, abs=1e-12)


def test_alpha_by_hand():
    # values 0 0 | 0 1 | 1 1: coincidences 0-0: 2, 0-1: 1, 1-0: 1, 1-1: 2; margins 3 and 3 of 6
    table = coders.cross_table([0, 0, 1], [0, 1, 1], [0, 1])
    assert float(coders.alpha(table)) == pytest.approx(1 - 2 / (2 * 3 * 3 / 5), abs=1e-12)


def test_values_are_those_of_scikit_learn_and_of_the_package_krippendorff():
    table = coders.cross_table(FIRST, SECOND, STEPS)
    assert float(coders.kappa(table)) == pytest.approx(0.647887323943662, abs=1e-12)
    assert float(coders.kappa(table, quadratic=True)) == pytest.approx(0.8563218390804598)
    assert float(coders.alpha(table)) == pytest.approx(0.656084656084656)
    assert float(coders.alpha(table, ordinal=True)) == pytest.approx(0.8553049917149959)


def test_a_stack_of_tables_gives_what_each_table_gives():
    tables = [coders.cross_table(FIRST, SECOND, STEPS), coders.cross_table(SECOND, SECOND, STEPS)]
    for measure, option in ((coders.kappa, "quadratic"), (coders.alpha, "ordinal")):
        stacked = measure(np.stack(tables), **{option: True})
        assert list(stacked) == [float(measure(t, **{option: True})) for t in tables]


def test_agreement_counts_and_its_intervals_hold_their_values():
    found = coders.agreement(FIRST, SECOND, STEPS, scale=True)
    assert (found.units, found.same) == (20, 15) and found.share == 0.75
    assert found.kappa_low < found.kappa < found.kappa_high
    assert found.alpha_low < found.alpha < found.alpha_high
    assert found == coders.agreement(FIRST, SECOND, STEPS, scale=True)


def test_two_coders_of_one_category_have_no_kappa():
    found = coders.agreement([0, 0, 0], [0, 0, 0], STEPS, scale=True)
    assert found.share == 1 and math.isnan(found.kappa) and math.isnan(found.alpha_low)


def test_no_units_agree_on_nothing():
    found = coders.agreement([], [], STEPS)
    assert found.units == 0 and math.isnan(found.share) and math.isnan(found.kappa)


def test_a_code_outside_the_categories_is_refused():
    with pytest.raises(ValueError, match="not among"):
        coders.cross_table([4], [1], STEPS)


codes = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=30)


@given(codes)
def test_coefficients_never_pass_one_and_swap_with_the_coders(pairs):
    one, other = zip(*pairs, strict=True)
    table = coders.cross_table(one, other, STEPS)
    for value, turned in (
        (coders.kappa(table, quadratic=True), coders.kappa(table.T, quadratic=True)),
        (coders.alpha(table, ordinal=True), coders.alpha(table.T, ordinal=True)),
    ):
        assert math.isnan(value) or (value <= 1 and value == pytest.approx(float(turned)))
