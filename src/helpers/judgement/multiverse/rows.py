"""Findings as arrays: one entry per finding that bears on a claim, as a coder read it."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import lru_cache

import numpy as np
import pandas as pd

from helpers.judgement.indicators import readings_as_rows
from helpers.judgement.verdicts import Stance
from helpers.ledger.package import Ledger
from helpers.ledger.views import Known, as_read_by, is_party_medium
from helpers.parameters import ReportParameters

STANCES = tuple(map(str, Stance))
LETTERS = "ABCDEF"
DAY = "U10"
"""ISO days as fixed-width text: arrays of them compare as the days themselves do."""


@dataclass(frozen=True)
class Rows:
    """Findings side by side; every attribute is an array of one entry per finding.

    Attributes:
        claim: position of the claim in the ledger's table.
        stance: position in STANCES.
        letter: 0 to 5 for A to F.
        digit: 1 to 6.
        origin: a number per origin.
        publisher: a number per publisher.
        party_media: whether it comes from state media of a party.
        computed: whether an indicator gave it.
        known_on: the day on which it became public.
        out: the day from which its source could be cited.
        until: the last day on which it stands, "" if nothing replaced it.
    """

    claim: np.ndarray
    stance: np.ndarray
    letter: np.ndarray
    digit: np.ndarray
    origin: np.ndarray
    publisher: np.ndarray
    party_media: np.ndarray
    computed: np.ndarray
    known_on: np.ndarray
    out: np.ndarray
    until: np.ndarray

    def where(self, chosen: np.ndarray) -> "Rows":
        """Return the entries that a mask or an order chooses."""
        return Rows(*(getattr(self, f.name)[chosen] for f in fields(self)))

    def with_rows(self, other: "Rows") -> "Rows":
        """Return these entries and then the others."""
        names = [f.name for f in fields(self)]
        return Rows(*(np.concatenate([getattr(self, n), getattr(other, n)]) for n in names))


def counting_on(ledger: Ledger, as_of: str, coder: str) -> Rows:
    """Return the findings that count on a day before any grade is asked, sorted by claim.

    Facts and assessments count what was known on the day, forecasts what was known on the day or
    at their horizon, whichever is earlier; a reading that was replaced no longer counts.
    """
    rows = recorded(ledger, coder).with_rows(computed(ledger, as_of))
    days = claim_days(ledger, as_of)[rows.claim]
    stands = (rows.until == "") | (days <= rows.until)
    rows = rows.where((rows.out <= as_of) & (rows.known_on <= days) & stands)
    return rows.where(np.argsort(rows.claim, kind="stable"))


@lru_cache(maxsize=16)
def claim_days(ledger: Ledger, as_of: str) -> np.ndarray:
    """Return, per claim, the day by which it is judged in a report as of `as_of`."""
    claims = ledger.claims
    return np.array(
        [
            min(as_of, horizon) if kind == "forecast" else as_of
            for kind, horizon in zip(claims["kind"], claims["horizon"], strict=True)
        ],
        DAY,
    )


@lru_cache(maxsize=6)
def recorded(ledger: Ledger, coder: str) -> Rows:
    """Return the ledger's findings, whenever known, that bear on a claim as `coder` read them."""
    evidence = as_read_by(ledger.evidence, ledger.evidence_second, coder)
    graded = _sources(ledger)[["reliability", "party_media"]]
    rows = evidence.join(graded, on="source_id")
    return _rows(ledger, rows.assign(until="", computed=False))


@lru_cache(maxsize=16)
def computed(ledger: Ledger, as_of: str) -> Rows:
    """Return the computed evidence of a day, that of the horizons included."""
    rows = readings_as_rows(Known(ledger, ReportParameters(as_of=as_of)))
    return _rows(ledger, rows.assign(computed=True))


def _rows(ledger: Ledger, table: pd.DataFrame) -> Rows:
    claims = ledger.claims.set_index("claim_id")
    wanted = claims["kind"].eq("forecast").map({True: "outcome", False: "statement"})
    table = table[table["claim_id"].map(wanted).eq(table["bears_on"]).to_numpy(bool)]
    sources = _sources(ledger).loc[table["source_id"]]
    return Rows(
        claim=_numbers(table["claim_id"], claims.index),
        stance=_numbers(table["stance"], STANCES),
        letter=_numbers(table["reliability"], LETTERS),
        digit=table["credibility"].to_numpy(np.int64),
        origin=sources["origin_number"].to_numpy(np.int64),
        publisher=sources["publisher_number"].to_numpy(np.int64),
        party_media=table["party_media"].to_numpy(bool),
        computed=table["computed"].to_numpy(bool),
        known_on=table["known_on"].to_numpy(DAY),
        out=sources["known_from"].to_numpy(DAY),
        until=table["until"].to_numpy(DAY),
    )


@lru_cache(maxsize=4)
def _sources(ledger: Ledger) -> pd.DataFrame:
    sources = ledger.sources.set_index("source_id")
    return sources.assign(
        origin_number=pd.factorize(sources["origin"])[0],
        publisher_number=pd.factorize(sources["publisher"])[0],
        party_media=is_party_medium(sources),
    )


def _numbers(texts: pd.Series, order: Iterable[str]) -> np.ndarray:
    return texts.map({text: n for n, text in enumerate(order)}).to_numpy(np.int64)
