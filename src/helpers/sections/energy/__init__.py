"""Energy: two producers, one market."""

from functools import partial

from helpers.sections.briefing import Briefing
from helpers.sections.energy.asia import (
    buyers,
    crude_destinations,
    india_table,
    iran_trackers,
    russia_turn,
)
from helpers.sections.energy.event_study import price_notice
from helpers.sections.energy.gas import gas_steps, neighbours, output_claims, plan_against_gap
from helpers.sections.energy.gas_case import gas_moves, gas_needed, gas_path
from helpers.sections.energy.horizon import answer, since_horizon
from helpers.sections.energy.lng import lng_by_agency, lng_counts, lng_destinations, lng_exporters
from helpers.sections.energy.lng_plants import lng_plants
from helpers.sections.energy.mechanisms import bodies, output_limits
from helpers.sections.energy.money import brent, discounts, revenue, windfall
from helpers.sections.energy.oil_case import barrel, oil_moves, strait_case
from helpers.sections.energy.strait import daily_price, strait_flow, strait_reports, transits
from helpers.sections.energy.technology import power_gap, promised_built
from helpers.sections.energy.weight import gas_home, reserves, weight_share, weight_trend

begin = partial(Briefing.begin, "energy")

__all__ = [
    "answer",
    "barrel",
    "begin",
    "bodies",
    "brent",
    "buyers",
    "crude_destinations",
    "daily_price",
    "discounts",
    "gas_home",
    "gas_moves",
    "gas_needed",
    "gas_path",
    "gas_steps",
    "india_table",
    "iran_trackers",
    "lng_by_agency",
    "lng_counts",
    "lng_destinations",
    "lng_exporters",
    "lng_plants",
    "neighbours",
    "oil_moves",
    "output_claims",
    "output_limits",
    "plan_against_gap",
    "power_gap",
    "price_notice",
    "promised_built",
    "reserves",
    "revenue",
    "russia_turn",
    "since_horizon",
    "strait_case",
    "strait_flow",
    "strait_reports",
    "transits",
    "weight_share",
    "weight_trend",
    "windfall",
]
