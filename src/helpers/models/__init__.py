"""What-if models: each states its assumptions, with low, base and high, and gives no verdict."""

from helpers.models.knobs import Knob, Output, WhatIf, settle, tornado
from helpers.models.register import MODELS, build
from helpers.models.scenarios import BASE, Scenario, scenarios

__all__ = [
    "BASE",
    "MODELS",
    "Knob",
    "Output",
    "Scenario",
    "WhatIf",
    "build",
    "scenarios",
    "settle",
    "tornado",
]
