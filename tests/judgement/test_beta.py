"""The Beta distribution in plain Python, with scipy as the referee."""

from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import betainc, betaincinv

from helpers.judgement.beta import cumulative, quantile

shapes = st.floats(0.5, 300)
NEAREST = 1e-9
"""How near to 1 an x may come: nearer, the rounding of x itself outweighs what is compared."""


@settings(max_examples=400, deadline=None)
@given(x=st.floats(0, 1 - NEAREST), a=shapes, b=shapes)
def test_the_cumulative_share_is_that_of_scipy(x, a, b):
    assert abs(cumulative(x, a, b) - betainc(a, b, x)) < 1e-11


@settings(max_examples=400, deadline=None)
@given(share=st.sampled_from([0.05, 0.95]), a=shapes, b=shapes)
def test_quantiles_are_those_of_scipy(share, a, b):
    assert abs(quantile(share, a, b) - betaincinv(a, b, share)) < 1e-12


def test_the_ends_are_nothing_and_all():
    assert cumulative(0, 2, 3) == 0 and cumulative(1, 2, 3) == 1
