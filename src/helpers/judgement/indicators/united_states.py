"""Indicators of the section united_states."""

from helpers.judgement.indicators.records import Indicator

INDICATORS: tuple[Indicator, ...] = ()
