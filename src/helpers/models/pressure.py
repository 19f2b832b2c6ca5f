"""Model pressure."""

from helpers.ledger.views import Known
from helpers.models.knobs import Output, WhatIf


def pressure(known: Known) -> WhatIf:
    """Return the model as of the day of `known`."""
    outputs = (Output("none", "none", ""),)
    return WhatIf("pressure", "united_states", "", (), outputs, lambda values: {"none": 0.0})
