"""Indicators of the section on Ukraine."""

from collections.abc import Sequence

from helpers.judgement.indicators.records import Indicator
from helpers.judgement.indicators.ukraine import (
    aid,
    launches,
    measures,
    supply,
    talks,
    through,
    trend,
)

INDICATORS: Sequence[Indicator] = tuple(
    sorted(
        (i for m in (launches, trend, through, supply, aid, measures, talks) for i in m.INDICATORS),
        key=lambda i: i.indicator_id,
    )
)
"""By claim."""
