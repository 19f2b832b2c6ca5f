"""What two sellers of oil under sanctions earn, and what would move it most."""

from typing import NamedTuple

from helpers.ledger.views import Known
from helpers.models.knobs import Output, Values, WhatIf
from helpers.models.oil_assumptions import oil_knobs

DAYS = 365
THOUSAND_BARRELS, BILLION = 1e3, 1e9
LIMITS = (
    "Sales are crude at one price a barrel; products, gas and taxes are left out, and receipts are "
    "not profits. The Urals discount is taken at the port, freight and hiding within it; the "
    "Iranian one in China, so that the cost of hiding comes on top. The price of a closure and the "
    "effects of partnership and rivalry are assumptions: no source gives them."
)


class Sale(NamedTuple):
    """What one seller sells and nets in a year.

    Attributes:
        volume_kbd: thousand barrels a day.
        net_usd: left of the price of a barrel, USD.
        revenue_bn: a year, billion USD.
        toll_bn: discount and cost of hiding, billion USD a year.
    """

    volume_kbd: float
    net_usd: float
    revenue_bn: float
    toll_bn: float


def revenue_bn_usd(
    volume_kbd: float,
    brent_usd: float,
    discount_usd: float,
    evasion_cost_usd: float,
    *,
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


def effective_discount(
    discount_usd: float, partnership_usd: float = 0.0, rivalry_usd: float = 0.0
) -> float:
    """Return the discount after what the partner takes off and rivalry adds, never below zero.

    Example:
        >>> effective_discount(4, partnership_usd=2, rivalry_usd=1)
        3
    """
    return max(discount_usd - partnership_usd + rivalry_usd, 0.0)


def brent_with_closure(brent_usd: float, rise_usd: float, open_share: float) -> float:
    """Return Brent when a share of the strait's traffic passes, USD: the rise grows as it closes.

    Example:
        >>> brent_with_closure(70, 40, 0.5)
        90.0
    """
    return brent_usd + rise_usd * (1 - open_share)


def share_sold(share_to_asia: float, asia_buys: float) -> float:
    """Return the share of the usual volume that finds a buyer when Asia takes less than usual.

    Example:
        >>> share_sold(0.9, 0.5)
        0.55
    """
    return 1 - share_to_asia * (1 - asia_buys)


def share_out_of_the_gulf(open_share: float, own_passage: float) -> float:
    """Return the share of Iran's barrels that leave the Gulf.

    Iran's ships pass like the rest, save for a share of those held up that Iran lets through.

    Example:
        >>> share_out_of_the_gulf(0.5, 0.5)
        0.75
    """
    return open_share + (1 - open_share) * own_passage


def iran(values: Values) -> Sale:
    """Return Iran's sale in a case."""
    v = {k: float(x) for k, x in values.items()}
    return _sale(
        v["iran_export_volume"]
        * (1 + v["partnership_effect_volume"] / 100)
        * share_sold(v["iran_share_to_asia"], v["asia_buys"])
        * share_out_of_the_gulf(v["hormuz_open_share"], v["iran_own_passage"]),
        v,
        v["iran_discount"],
        v["evasion_cost"],
    )


def russia(values: Values) -> Sale:
    """Return Russia's sale of crude in a case; none of it passes Hormuz."""
    v = {k: float(x) for k, x in values.items()}
    return _sale(
        v["russia_crude_export_volume"]
        * (1 + v["partnership_effect_volume"] / 100)
        * share_sold(v["russia_share_to_asia"], v["asia_buys"]),
        v,
        v["urals_discount"],
        0.0,
    )


def _sale(volume: float, v: dict[str, float], discount: float, evasion: float) -> Sale:
    brent = brent_with_closure(v["brent_price"], v["hormuz_price_rise"], v["hormuz_open_share"])
    off = effective_discount(
        discount, v["partnership_effect_discount"], v["rivalry_effect_discount"]
    )
    toll = volume * THOUSAND_BARRELS * DAYS * (off + evasion) / BILLION
    return Sale(volume, brent - off - evasion, revenue_bn_usd(volume, brent, off, evasion), toll)


def from_asia(values: Values, share: str) -> float:
    """Return the part of what is sold that Asia takes, after it takes less than usual."""
    to_asia, buys = float(values[share]), float(values["asia_buys"])
    sold = share_sold(to_asia, buys)
    return to_asia * buys / sold if sold else 0.0


def run(values: Values) -> dict[str, float]:
    """Return a case's results, by the names of `OUTPUTS`."""
    gulf, north = iran(values), russia(values)
    return {
        "iran_revenue": gulf.revenue_bn,
        "iran_spendable": gulf.revenue_bn * float(values["share_paid_freely"]),
        "iran_from_asia": gulf.revenue_bn * from_asia(values, "iran_share_to_asia"),
        "iran_toll": gulf.toll_bn,
        "russia_revenue": north.revenue_bn,
        "russia_from_asia": north.revenue_bn * from_asia(values, "russia_share_to_asia"),
        "russia_toll": north.toll_bn,
    }


OUTPUTS = (
    Output("iran_revenue", "Iran's oil revenue", "bn USD a year"),
    Output("iran_spendable", "of it free to spend", "bn USD a year"),
    Output("iran_from_asia", "of it from Asia", "bn USD a year"),
    Output("iran_toll", "Iran's discount and cost of hiding", "bn USD a year"),
    Output("russia_revenue", "Russia's crude revenue", "bn USD a year"),
    Output("russia_from_asia", "Russia's revenue from Asia", "bn USD a year"),
    Output("russia_toll", "Russia's discount", "bn USD a year"),
)


def oil_revenue(known: Known) -> WhatIf:
    """Return the model as of the day of `known`."""
    return WhatIf(
        "oil_revenue",
        "energy",
        "What do Iran and Russia earn from oil, and what would move it?",
        oil_knobs(known),
        OUTPUTS,
        run,
        LIMITS,
    )
