"""Indicators of the section caucasus."""

from helpers.judgement.indicators.records import Indicator

INDICATORS: tuple[Indicator, ...] = ()
