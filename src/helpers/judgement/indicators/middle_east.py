"""Indicators of the section middle_east."""

from helpers.judgement.indicators.records import Indicator

INDICATORS: tuple[Indicator, ...] = ()
