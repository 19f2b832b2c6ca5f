"""What an indicator is: a rule on a series, what it measured, and what that says of a claim."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pandas as pd

from helpers.judgement.verdicts import Stance
from helpers.ledger.views import Known

INTERVAL = 0.90
"""Width of every interval, that of the verdicts too."""

DIRECT, STAND_IN = 2, 3
"""Credibility of computed evidence: 2 where the series measures what the claim says, 3 where it
measures something that stands in for it. Never 1: no test confirms itself."""


@dataclass(frozen=True)
class Tie:
    """What an indicator says of one claim, by the side of its threshold on which it falls.

    A blank stance means that falling on that side says nothing of the claim.
    """

    claim_id: str
    above: Stance | None = None
    below: Stance | None = None
    credibility: int = STAND_IN


@dataclass(frozen=True)
class Measurement:
    """What a rule found in the numbers of a day.

    Attributes:
        value: in the unit of the indicator; None if it cannot be taken.
        said: what was measured, as a sentence without its final stop, with the numbers compared.
        low: lower end of the 90 per cent interval, None where the rule gives none.
        high: upper end.
        rows: the rows of `Figures.rows` (or of another table with source_id and known_on) used.
        silent: why the indicator cannot speak, blank if it can.
        parts: the numbers that the rule compared, by name: what a reader needs to redo it.
    """

    value: float | None
    said: str
    low: float | None = None
    high: float | None = None
    rows: pd.DataFrame = field(default_factory=pd.DataFrame, repr=False)
    silent: str = ""
    parts: dict[str, float] = field(default_factory=dict)

    @classmethod
    def silence(cls, why: str, said: str = "", rows: pd.DataFrame | None = None) -> "Measurement":
        """Return a measurement that cannot speak."""
        return cls(None, said, rows=pd.DataFrame() if rows is None else rows, silent=why)


@dataclass(frozen=True)
class Indicator:
    """A test on series: a fixed rule, the claims it speaks to, and what it cannot show.

    Attributes:
        indicator_id: such as "I-K1"; never reused.
        section: the section that shows it.
        title: what is measured, in a few words.
        rule: how, with windows and threshold, in a sentence.
        unit: of the value, such as "ratio", "points", "USD per barrel".
        series: the series it reads; it is silent if the ledger holds none of them.
        threshold: (low, high): above high and below low are the two sides, between them is neither.
        measure: takes the evidence as it stood on a day, returns the measurement.
        ties: the claims it speaks to.
        limits: what it cannot show, in a sentence.
    """

    indicator_id: str
    section: str
    title: str
    rule: str
    unit: str
    series: tuple[str, ...]
    threshold: tuple[float, float]
    measure: Callable[[Known], Measurement] = field(repr=False)
    ties: tuple[Tie, ...] = ()
    limits: str = ""


@dataclass(frozen=True)
class Reading:
    """An indicator as it read on a day, with the grade and the origin of the numbers behind it.

    Attributes:
        side: `above`, `below`, `between` (the interval or the value does not clear the threshold)
            or `silent`.
        known_on: the day on which the newest number used became public.
        reliability: the letter of the poorest source used.
        source_id: the source that gives most of the numbers.
        sources: ids of all sources used.
        keys: citation keys of all sources used.
    """

    indicator: Indicator
    as_of: str
    measured: Measurement
    side: str
    known_on: str = ""
    reliability: str = ""
    source_id: str = ""
    sources: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    party_media: bool = False

    @property
    def speaks(self) -> bool:
        """Whether the value clears its threshold."""
        return self.side in ("above", "below")

    def stance(self, tie: Tie) -> Stance | None:
        """Return what the reading says of a claim, None if nothing."""
        return {"above": tie.above, "below": tie.below}.get(self.side)


def side_of(measured: Measurement, threshold: tuple[float, float]) -> str:
    """Return on which side of a threshold a measurement falls, its interval included.

    With an interval the whole of it must lie beyond the threshold; without one the value must.

    Example:
        >>> side_of(Measurement(2.0, "", low=1.2, high=3.1), (1.0, 1.0))
        'above'
        >>> side_of(Measurement(2.0, "", low=0.8, high=3.1), (1.0, 1.0))
        'between'
    """
    if measured.silent or measured.value is None or measured.value != measured.value:
        return "silent"
    low = measured.value if measured.low is None else measured.low
    high = measured.value if measured.high is None else measured.high
    if low > threshold[1]:
        return "above"
    return "below" if high < threshold[0] else "between"
