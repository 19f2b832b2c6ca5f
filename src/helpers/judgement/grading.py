"""The Admiralty grades and what a finding of a given grade weighs."""

RELIABILITY_WORDS = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
CREDIBILITY_WORDS = {
    1: "confirmed by others",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}

SCHEMES: dict[str, tuple[dict[str, float], dict[int, float]]] = {
    "linear": (
        {"A": 1.0, "B": 0.8, "C": 0.6, "D": 0.4, "E": 0.2},
        {1: 1.0, 2: 0.8, 3: 0.5, 4: 0.25, 5: 0.1},
    ),
    "steep": (
        {"A": 1.0, "B": 0.6, "C": 0.3, "D": 0.1, "E": 0.03},
        {1: 1.0, 2: 0.6, 3: 0.3, 4: 0.1, 5: 0.03},
    ),
    "equal": (dict.fromkeys("ABCDE", 1.0), dict.fromkeys(range(1, 6), 1.0)),
}
"""Weight of each letter and digit, by scheme. None is measured from data: they are conventions."""

UNJUDGED_AS = ("C", 3)
"""F and 6, where a reader admits them, weigh as the middle of the scale: they have no rank."""

GOOD_RELIABILITY, GOOD_CREDIBILITY = "B", 2
"""A good finding is graded B2 or better; good findings on both sides make a conflict."""


def weight(reliability: str, credibility: int, scheme: str = "linear") -> float:
    """Return the weight of a finding: w(letter) x w(digit), between 0 and 1.

    Args:
        reliability: A to F, of the source.
        credibility: 1 to 6, of the finding.
        scheme: a key of SCHEMES.

    Example:
        >>> weight("B", 2)
        0.6400000000000001
    """
    letters, digits = SCHEMES[scheme]
    letter = UNJUDGED_AS[0] if reliability == "F" else reliability
    digit = UNJUDGED_AS[1] if int(credibility) == 6 else int(credibility)
    return letters[letter] * digits[digit]


def is_good(reliability: str, credibility: int) -> bool:
    """Return whether a grade is B2 or better."""
    return reliability <= GOOD_RELIABILITY and int(credibility) <= GOOD_CREDIBILITY
