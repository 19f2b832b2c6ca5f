"""Indicators of the section clauses."""

from helpers.judgement.indicators.records import Indicator

INDICATORS: tuple[Indicator, ...] = ()
