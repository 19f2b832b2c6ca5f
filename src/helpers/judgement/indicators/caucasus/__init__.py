"""Indicators of the section on the Caucasus."""

from helpers.judgement.indicators.caucasus import armenia, freight, neighbours, routes
from helpers.judgement.indicators.caucasus.acts import ACTS
from helpers.judgement.indicators.records import Indicator

INDICATORS: tuple[Indicator, ...] = (
    ACTS,
    *armenia.INDICATORS,
    *neighbours.INDICATORS,
    *routes.INDICATORS,
    *freight.INDICATORS,
)
"""In the order of the claims."""
