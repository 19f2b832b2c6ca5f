"""Model corridors: where a tonne would go if a link opened or closed."""

from helpers.models.corridors.check import reported_run
from helpers.models.corridors.model import corridors
from helpers.models.corridors.network import read_legs
from helpers.models.corridors.split import elasticity, ways_of
from helpers.models.corridors.spread import winners
from helpers.models.corridors.ways import ALTERNATIVES, Way

__all__ = [
    "ALTERNATIVES",
    "Way",
    "corridors",
    "elasticity",
    "read_legs",
    "reported_run",
    "ways_of",
    "winners",
]
