"""The choices that could have been made otherwise, and the report's own combinations of them."""

import itertools
import math
from collections.abc import Mapping, Sequence

import pandas as pd

from helpers.judgement.multiverse.universe import Universe, universe
from helpers.ledger.keeping import kept
from helpers.ledger.views import Known
from helpers.parameters import ReportParameters

AXES = (
    "as_of",
    "min_reliability",
    "min_credibility",
    "include_unjudged",
    "include_party_media",
    "independence",
    "weights",
    "coder",
    "count_indicators",
)
"""The report-wide parameters on which verdicts depend."""

LETTERS = ("E", "C", "B")
"""Least letters admitted: all that can be judged, fairly reliable, usually reliable."""
DIGITS = (5, 3, 2)
"""Least digits admitted: all that can be judged, possibly true, probably true."""
CODERS = ("first", "second", "agreed")
PARTY_MEDIA = (True, False)
INDEPENDENCE = ("origin", "publisher", "none")
WEIGHTS = ("linear", "steep", "equal")
INDICATORS = (True, False)

WAYS: dict[str, Sequence[object]] = {
    "min_reliability": LETTERS,
    "min_credibility": DIGITS,
    "include_party_media": PARTY_MEDIA,
    "independence": INDEPENDENCE,
    "weights": WEIGHTS,
    "coder": CODERS,
    "count_indicators": INDICATORS,
}
"""The ways of counting that the report itself compares; the day and F and 6 stay as chosen."""


def combinations() -> int:
    """Return the number of ways of counting that the report compares."""
    return math.prod(map(len, WAYS.values()))


def product(axes: Mapping[str, Sequence[object]], parameters: ReportParameters) -> pd.DataFrame:
    """Return every combination of values as sets of choices; the rest as in `parameters`.

    Returns:
        The columns of AXES, in their order; the first given axis changes slowest.
    """
    combined = pd.DataFrame(itertools.product(*axes.values()), columns=list(axes))
    rest = {name: getattr(parameters, name) for name in AXES if name not in axes}
    return combined.assign(**rest)[list(AXES)]


def ways(parameters: ReportParameters) -> pd.DataFrame:
    """Return the report's own combinations, as of the day of `parameters`."""
    return product(WAYS, parameters)


@kept
def multiverse(known: Known) -> Universe:
    """Return the verdict on every claim under every way of counting; kept, not to be changed."""
    return universe(known.ledger, ways(known.parameters))
