"""Indicators of the section on energy, in the order of its claims."""

from helpers.judgement.indicators.energy import asia, bodies, lng, prices, weight, works
from helpers.judgement.indicators.records import Indicator

INDICATORS: tuple[Indicator, ...] = tuple(
    sorted(
        (i for module in (weight, prices, works, asia, lng, bodies) for i in module.INDICATORS),
        key=lambda i: i.indicator_id,
    )
)
