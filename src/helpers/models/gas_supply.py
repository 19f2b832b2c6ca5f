"""Model gas_supply."""

from helpers.ledger.views import Known
from helpers.models.knobs import Output, WhatIf


def gas_supply(known: Known) -> WhatIf:
    """Return the model as of the day of `known`."""
    outputs = (Output("none", "none", ""),)
    return WhatIf("gas_supply", "energy", "", (), outputs, lambda values: {"none": 0.0})
