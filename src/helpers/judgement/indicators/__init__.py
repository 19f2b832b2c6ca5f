"""Indicators: tests on series that feed verdicts as computed evidence."""

from helpers.judgement.indicators.evidence import computed_rows, readings_as_rows
from helpers.judgement.indicators.records import (
    DIRECT,
    STAND_IN,
    Indicator,
    Measurement,
    Reading,
    Tie,
)
from helpers.judgement.indicators.register import INDICATORS, read, readings

__all__ = [
    "DIRECT",
    "INDICATORS",
    "STAND_IN",
    "Indicator",
    "Measurement",
    "Reading",
    "Tie",
    "computed_rows",
    "read",
    "readings",
    "readings_as_rows",
]
