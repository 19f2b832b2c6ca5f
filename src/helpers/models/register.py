"""Every what-if model of the report, built for a day."""

from collections.abc import Callable

from helpers.ledger.views import Known
from helpers.models.balance import balance
from helpers.models.corridors import corridors
from helpers.models.drone_exchange import drone_exchange
from helpers.models.gas_supply import gas_supply
from helpers.models.knobs import WhatIf
from helpers.models.oil_revenue import oil_revenue
from helpers.models.pressure import pressure
from helpers.parameters import ParameterError
from helpers.parameters.faults import unknown_name

MODELS: dict[str, Callable[[Known], WhatIf]] = {
    "pressure": pressure,
    "balance": balance,
    "drone_exchange": drone_exchange,
    "corridors": corridors,
    "gas_supply": gas_supply,
    "oil_revenue": oil_revenue,
}
"""By name, in the order of the sections."""


def build(name: str, known: Known) -> WhatIf:
    """Return a model with the assumptions that could be made on the day of `known`.

    Raises:
        ParameterError: if there is no such model.
    """
    if name not in MODELS:
        raise ParameterError(unknown_name(name, MODELS, "this report", "model"))
    return MODELS[name](known)
