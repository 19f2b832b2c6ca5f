"""All verdicts under any set of the choices that could have been made otherwise.

The rule of `judge`, done for many sets at once on arrays; a test holds the two equal.
"""

from helpers.judgement.multiverse.stability import (
    STABLE_SHARE,
    VERDICTS,
    Stability,
    stability,
    swings,
)
from helpers.judgement.multiverse.universe import Universe, universe
from helpers.judgement.multiverse.ways import (
    AXES,
    CODERS,
    DIGITS,
    INDEPENDENCE,
    LETTERS,
    PARTY_MEDIA,
    WEIGHTS,
    combinations,
    multiverse,
    product,
    ways,
)

__all__ = [
    "AXES",
    "CODERS",
    "DIGITS",
    "INDEPENDENCE",
    "LETTERS",
    "PARTY_MEDIA",
    "STABLE_SHARE",
    "VERDICTS",
    "WEIGHTS",
    "Stability",
    "Universe",
    "combinations",
    "multiverse",
    "product",
    "stability",
    "swings",
    "universe",
    "ways",
]
