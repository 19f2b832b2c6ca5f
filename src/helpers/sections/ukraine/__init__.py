"""Ukraine: drones, sanctions and a settlement."""

from functools import partial

from helpers.sections.briefing import Briefing
from helpers.sections.ukraine.aid import aid, aid_by_donor
from helpers.sections.ukraine.answer import answer
from helpers.sections.ukraine.bills import exchange_months
from helpers.sections.ukraine.comparison import other_months
from helpers.sections.ukraine.cost import price_ratios, prices
from helpers.sections.ukraine.cover import cover
from helpers.sections.ukraine.exchange import (
    exchange_missiles,
    exchange_parts,
    exchange_tornado,
)
from helpers.sections.ukraine.growth import against_trend, growth
from helpers.sections.ukraine.interception import missiles, not_stopped, share_not_stopped
from helpers.sections.ukraine.launches import accounts, launches
from helpers.sections.ukraine.output import output
from helpers.sections.ukraine.position import paths, risk, spending
from helpers.sections.ukraine.sanctions import first_measures, measures
from helpers.sections.ukraine.settlement import attempts, attempts_table
from helpers.sections.ukraine.ships import list_entries, listings, vessels
from helpers.sections.ukraine.supply import localised, transfers, who_says

begin = partial(Briefing.begin, "ukraine")

__all__ = [
    "accounts",
    "against_trend",
    "aid",
    "aid_by_donor",
    "answer",
    "attempts",
    "attempts_table",
    "begin",
    "cover",
    "exchange_missiles",
    "exchange_months",
    "exchange_parts",
    "exchange_tornado",
    "first_measures",
    "growth",
    "launches",
    "list_entries",
    "listings",
    "localised",
    "measures",
    "missiles",
    "not_stopped",
    "other_months",
    "output",
    "paths",
    "price_ratios",
    "prices",
    "risk",
    "share_not_stopped",
    "spending",
    "transfers",
    "vessels",
    "who_says",
]
