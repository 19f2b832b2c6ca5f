"""The one check on the model: a container train whose days on the way were reported."""

from typing import NamedTuple

from helpers.ledger.views import Known
from helpers.models.assumed import assumed
from helpers.models.corridors.assumptions import KEY
from helpers.models.corridors.network import Leg
from helpers.models.corridors.split import ways_of
from helpers.models.knobs import WhatIf

RUN = ("Moscow", "Tehran", "eastern")
"""Origin, destination and branch of the train, as far as its report names them."""

REPORTED = ("check", "reported time")


class Check(NamedTuple):
    """Days in the model and days reported, and the source of the latter."""

    modelled: float
    reported: float
    source_id: str


def reported_run(known: Known, model: WhatIf, legs: tuple[Leg, ...]) -> Check | None:
    """Return the check at the base case, None if the report of the train was not out."""
    rows = assumed(known, "corridor_assumptions", KEY).reset_index(drop=True)
    rows = rows[(rows["kind"] == REPORTED[0]) & (rows["parameter"] == REPORTED[1])]
    rows = rows[rows["source_id"].isin(known.sources.index)]
    if rows.empty:
        return None
    origin, destination, branch = RUN
    way = ways_of(legs, {**model.base, "origin": origin, "destination": destination})[branch]
    row = rows.iloc[0]
    return Check(float(way.price.days), float(row["base"]), str(row["source_id"]))
