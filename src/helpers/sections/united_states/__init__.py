"""The United States: pressure on the two states, what each did for the other, and the talks."""

from functools import partial

from helpers.sections.briefing import Briefing
from helpers.sections.united_states.alignment import (
    council_texts,
    ukraine_votes,
    voting_distance,
    who_moved,
)
from helpers.sections.united_states.fleet import ships_and_barrels
from helpers.sections.united_states.intelligence import (
    clauses_on_services,
    speakers,
    stress_test,
    two_tracks,
)
from helpers.sections.united_states.lifelines import (
    growth_statements,
    lifelines_table,
    payments,
    trade_accounts,
)
from helpers.sections.united_states.listings import list_flow, list_stock
from helpers.sections.united_states.markets import discount, oil_exports, rial
from helpers.sections.united_states.nuclear import enriched_stock, talks, talks_table
from helpers.sections.united_states.opening import answer, in_numbers, what_happened
from helpers.sections.united_states.pressure import acts, grounds, rounds
from helpers.sections.united_states.scale import trade_beside_oil
from helpers.sections.united_states.signing import after_over_before, ship_rounds
from helpers.sections.united_states.survival import (
    loss_beside_trade,
    survival_reading,
    what_moves_it,
    where_it_goes,
)
from helpers.sections.united_states.turn import crude_buyers, india_share, partners, regions

begin = partial(Briefing.begin, "united_states")

__all__ = [
    "acts",
    "after_over_before",
    "answer",
    "begin",
    "clauses_on_services",
    "council_texts",
    "crude_buyers",
    "discount",
    "enriched_stock",
    "grounds",
    "growth_statements",
    "in_numbers",
    "india_share",
    "lifelines_table",
    "list_flow",
    "list_stock",
    "loss_beside_trade",
    "oil_exports",
    "partners",
    "payments",
    "regions",
    "rial",
    "rounds",
    "ship_rounds",
    "ships_and_barrels",
    "speakers",
    "stress_test",
    "survival_reading",
    "talks",
    "talks_table",
    "trade_accounts",
    "trade_beside_oil",
    "two_tracks",
    "ukraine_votes",
    "voting_distance",
    "what_happened",
    "what_moves_it",
    "where_it_goes",
    "who_moved",
]
