"""What two sellers of oil under sanctions earn, and what would move it most."""

from helpers.ledger.views import Known
from helpers.models.knobs import Output, WhatIf

DAYS = 365
THOUSAND_BARRELS, BILLION = 1e3, 1e9


def revenue_bn_usd(
    volume_kbd: float,
    brent_usd: float,
    discount_usd: float,
    evasion_cost_usd: float,
    days: float = DAYS,
) -> float:
    """Return what a seller nets in a number of days, in billion USD.

    Volume times what is left of the price: the mark less the discount that the buyer gets and less
    the cost of hiding the cargo (freight, insurance, middlemen). Negative if they exceed the price.

    Args:
        volume_kbd: barrels sold, thousand a day.
        brent_usd: the mark from which the discount is counted, USD a barrel.
        discount_usd: what the buyer gets off, USD a barrel.
        evasion_cost_usd: what selling under sanctions costs beyond the discount, USD a barrel.
        days: days of sale.

    Example:
        >>> revenue_bn_usd(1_000, 70, 5, 5)
        21.9
    """
    net = brent_usd - discount_usd - evasion_cost_usd
    return volume_kbd * THOUSAND_BARRELS * days * net / BILLION


def oil_revenue(known: Known) -> WhatIf:
    """Return the model as of the day of `known`."""
    outputs = (Output("none", "none", ""),)
    return WhatIf("oil_revenue", "energy", "", (), outputs, lambda values: {"none": 0.0})
