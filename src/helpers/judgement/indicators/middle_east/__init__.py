"""Indicators of the section on the Middle East: conduct in crises, arms, means, the strait."""

from helpers.judgement.indicators.middle_east import conduct, means
from helpers.judgement.indicators.records import Indicator

INDICATORS: tuple[Indicator, ...] = (*conduct.INDICATORS, *means.INDICATORS)
