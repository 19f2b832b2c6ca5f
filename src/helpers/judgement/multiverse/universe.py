"""Verdicts on all claims for many sets of choices, and the table that holds them."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from helpers.judgement.multiverse.counting import (
    NOT_MADE,
    WORDS,
    admitted,
    pieces,
    weigh,
    words,
)
from helpers.judgement.multiverse.rows import counting_on
from helpers.judgement.verdicts import GROUPS
from helpers.ledger.package import Ledger

GROUP_NAMES = tuple(dict.fromkeys(GROUPS.values()))
GROUP_OF = np.array([GROUP_NAMES.index(GROUPS[word]) for word in WORDS])
"""The group of each verdict, both by number."""

ADMISSION = [
    "min_reliability",
    "min_credibility",
    "include_unjudged",
    "include_party_media",
    "count_indicators",
]
"""The choices that decide whether a finding is admitted."""


@dataclass(frozen=True)
class Universe:
    """Verdicts of all claims under sets of choices.

    Attributes:
        sets: one row per set, a column per choice.
        claims: claim ids, in the ledger's order.
        verdicts: sets x claims, numbers in WORDS; -1 where a claim had not been made.
        p: sets x claims, the share of the weighed evidence; NaN where nothing counts.
    """

    sets: pd.DataFrame
    claims: tuple[str, ...]
    verdicts: np.ndarray = field(repr=False)
    p: np.ndarray = field(repr=False)

    @property
    def groups(self) -> np.ndarray:
        """Sets x claims, numbers in GROUP_NAMES; -1 where a claim had not been made."""
        return np.where(self.verdicts == NOT_MADE, NOT_MADE, GROUP_OF[self.verdicts])

    @cached_property
    def counts(self) -> pd.DataFrame:
        """Claims x groups: how many sets give a claim the group; not to be changed."""
        groups = self.groups
        counted = {g: (groups == i).sum(axis=0) for i, g in enumerate(GROUP_NAMES)}
        made = (self.verdicts != NOT_MADE).any(axis=0)
        return pd.DataFrame(counted, index=pd.Index(self.claims, name="claim_id"))[made]

    @cached_property
    def shares(self) -> pd.DataFrame:
        """Claims x groups: the share of the sets that give a claim the group; not to be changed."""
        return self.counts / max(1, len(self.sets))

    def table(self, numbered: bool = False) -> pd.DataFrame:
        """Return one row per set and claim that had been made.

        Args:
            numbered: whether the number of the set, from 0, is the first column: `set`.

        Returns:
            The columns of `sets`, then claim_id, verdict, group (all categories but numbers), p.
        """
        at, claim = np.nonzero(self.verdicts != NOT_MADE)
        verdict = self.verdicts[at, claim]
        columns: dict[str, object] = {"set": at.astype(np.int32)} if numbered else {}
        columns |= {name: _repeated(self.sets[name], at) for name in self.sets.columns}
        columns |= {
            "claim_id": pd.Categorical.from_codes(claim, list(self.claims)),
            "verdict": pd.Categorical.from_codes(verdict, list(map(str, WORDS))),
            "group": pd.Categorical.from_codes(GROUP_OF[verdict], list(GROUP_NAMES)),
            "p": self.p[at, claim],
        }
        return pd.DataFrame(columns)

    def verdict_words(self) -> pd.DataFrame:
        """Return one row per set: its choices, then the verdict on each claim that had been made.

        Returns:
            The columns of `sets`, then one per claim, named by its id.
        """
        words = np.array([*map(str, WORDS), ""], dtype=object)
        made = (self.verdicts != NOT_MADE).any(axis=0)
        columns = {c: words[self.verdicts[:, n]] for n, c in enumerate(self.claims) if made[n]}
        return pd.concat([self.sets, pd.DataFrame(columns, index=self.sets.index)], axis=1)


def universe(ledger: Ledger, sets: pd.DataFrame) -> Universe:
    """Return the verdicts on all claims under each set of choices.

    Args:
        ledger: the evidence base.
        sets: one row per set: the columns of `AXES`, all given and checked.
    """
    sets = sets.reset_index(drop=True)
    shape = (len(sets), len(ledger.claims))
    verdicts, p = np.full(shape, NOT_MADE, np.int8), np.full(shape, np.nan)
    for (as_of, coder), part in sets.groupby(["as_of", "coder"], sort=False, observed=True):
        _judge_day(ledger, (str(as_of), str(coder)), part, (verdicts, p))
    return Universe(sets, tuple(ledger.claims["claim_id"]), verdicts, p)


def _judge_day(
    ledger: Ledger, day: tuple[str, str], sets: pd.DataFrame, out: tuple[np.ndarray, np.ndarray]
) -> None:
    """Write the verdicts and shares of the sets of one day and coder into `out`."""
    as_of, claims = day[0], ledger.claims
    rows = counting_on(ledger, *day)
    forecast = claims["kind"].eq("forecast").to_numpy()
    due = ~forecast | claims["horizon"].le(as_of).to_numpy()
    made = claims["stated_on"].le(as_of).to_numpy()
    for (independence, scheme), part in sets.groupby(
        ["independence", "weights"], sort=False, observed=True
    ):
        number = part.groupby(ADMISSION, sort=False, observed=True).ngroup().to_numpy()
        distinct = part[ADMISSION].iloc[np.unique(number, return_index=True)[1]]
        for piece in pieces(len(distinct), len(rows.claim)):
            who = admitted(rows, distinct.iloc[piece])
            sums = weigh(rows, who, str(independence), str(scheme), n_claims=len(claims))
            word, share = words(*sums, forecast, due)
            mine = (number >= piece.start) & (number < piece.stop)
            at, which = part.index.to_numpy()[mine], number[mine] - piece.start
            out[0][at] = np.where(made, word[which], NOT_MADE)
            out[1][at] = np.where(made, share[which], np.nan)


def _repeated(values: pd.Series, at: np.ndarray) -> object:
    if values.dtype.kind in "ibf":
        return values.to_numpy()[at]
    numbers, texts = pd.factorize(values)
    return pd.Categorical.from_codes(numbers[at], list(texts))
