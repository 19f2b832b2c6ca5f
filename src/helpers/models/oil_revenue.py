"""Model oil_revenue."""

from helpers.ledger.views import Known
from helpers.models.knobs import Output, WhatIf


def oil_revenue(known: Known) -> WhatIf:
    """Return the model as of the day of `known`."""
    outputs = (Output("none", "none", ""),)
    return WhatIf("oil_revenue", "energy", "", (), outputs, lambda values: {"none": 0.0})
