"""The model itself: knobs, results, limits."""

from helpers.ledger.views import Known
from helpers.models.corridors.assumptions import knobs
from helpers.models.corridors.network import read_legs
from helpers.models.corridors.split import SEA, expected_cost, shares, ways_of
from helpers.models.corridors.ways import ALTERNATIVES
from helpers.models.knobs import Output, Values, WhatIf

LIMITS = (
    "Every rate, speed, delay and premium is an assumption of this project with its range, not a "
    "quotation; the legs of the sea ways are assumptions too. Capacity, sailing dates, the kind "
    "of goods and empty containers are not in it, nor is the railway from China through Russia. A "
    "result says which assumption decides, not what a forwarder would ask."
)

SHARES = {
    "western": "western branch",
    "caspian": "trans-Caspian branch",
    "eastern": "eastern branch",
    "kars": "Middle Corridor by Kars",
    "black_sea": "Middle Corridor by the Black Sea",
    "southern_armenia": "southern Armenia",
    "sea": "sea way",
}
"""What the share of each way is called among the results."""


def corridors(known: Known) -> WhatIf:
    """Return the model as of the day of `known`: a line not yet public is not in the network."""
    legs = read_legs(known)

    def run(values: Values) -> dict[str, float]:
        """Return shares in per cent, and cost (USD per tonne) and days of the best way on land."""
        ways = ways_of(legs, values)
        costs = {name: way.cost for name, way in ways.items()}
        spread = float(values["logit_scale"]), float(values["likeness"])
        share = shares(costs, *spread)
        land = [way for name, way in ways.items() if name != SEA]
        best = min(land, key=lambda way: way.cost, default=None)
        return {
            "share_land": 100 * sum(s for name, s in share.items() if name != SEA),
            **{f"share_{a.name}": 100 * share.get(a.name, 0.0) for a in ALTERNATIVES},
            "land_cost": float(best.price.money + best.price.risk) if best else 0.0,
            "land_days": float(best.price.days) if best else 0.0,
            "expected_cost": expected_cost(costs, *spread),
        }

    return WhatIf(
        "corridors",
        "caucasus",
        "Where would freight go if a link opened or closed?",
        knobs(known),
        (
            Output("share_land", "the land corridors’ share", "per cent"),
            *(Output(f"share_{a.name}", SHARES[a.name], "per cent") for a in ALTERNATIVES),
            Output("land_cost", "best land way", "USD per tonne"),
            Output("land_days", "best land way", "days"),
            Output("expected_cost", "expected cost", "USD per tonne"),
        ),
        run,
        LIMITS,
    )
