"""Indicators of the section on the United States."""

from helpers.judgement.indicators.records import Indicator
from helpers.judgement.indicators.united_states import gauges, lists, outlets, trade

INDICATORS: tuple[Indicator, ...] = tuple(
    sorted(
        (i for module in (gauges, lists, trade, outlets) for i in module.INDICATORS),
        key=lambda i: int(i.indicator_id.removeprefix("I-U")),
    )
)
"""In the order of their numbers, which is that of the notebook."""
