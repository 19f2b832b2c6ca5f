"""Indicators of the section energy."""

from helpers.judgement.indicators.records import Indicator

INDICATORS: tuple[Indicator, ...] = ()
