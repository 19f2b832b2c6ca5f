"""File the evidence base into a docket: from its tables to plain records, over a span of days."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from helpers.judgement.docket import Docket, Entry, Source
from helpers.judgement.indicators.evidence import readings_as_rows, sentence
from helpers.judgement.indicators.history import Readings
from helpers.judgement.indicators.records import Reading
from helpers.judgement.indicators.register import INDICATORS, OF_CLAIM, reading
from helpers.ledger.citations import citation_key
from helpers.ledger.dates import shift_days
from helpers.ledger.package import Ledger
from helpers.ledger.views import Known, is_party_medium
from helpers.parameters import ReportParameters

Computed = dict[str, tuple[Entry, ...]]
"""By claim, the computed findings of a day."""


@lru_cache(maxsize=32)
def docket_on(ledger: Ledger, day: str) -> Docket:
    """Return the docket for reports as of one day."""
    return docket_between(ledger, day, day)


def docket_between(ledger: Ledger, first: str, last: str) -> Docket:
    """Return the docket for reports as of any day of a span.

    Indicators are read on each day; a reading that stays the same is one entry with its days.

    Args:
        ledger: the evidence base.
        first: ISO day.
        last: ISO day, not before `first`.
    """
    return docket_from(ledger, computed_between(ledger, first, last), first, last)


def docket_of_claim(ledger: Ledger, claim_id: str, first: str, last: str) -> Docket:
    """Return the docket of one claim alone over a span of days.

    Indicators that change with the day itself are read when a month begins: for a history that
    is drawn, not for a verdict.
    """
    readings = Readings(ledger, monthly=True)
    computed = computed_between(ledger, first, last, claim_ids=(claim_id,), readings=readings)
    return docket_from(ledger, computed, first, last, claim_ids=(claim_id,))


class DayByDay:
    """Dockets of single days for some claims; days that are near share what is the same.

    Args:
        ledger: the evidence base.
        claim_ids: the claims; all if none is named.
    """

    def __init__(self, ledger: Ledger, claim_ids: tuple[str, ...] = ()) -> None:
        self._ledger, self._claims = ledger, claim_ids
        self._readings = Readings(ledger)

    def on(self, day: str) -> Docket:
        """Return the docket for reports as of one day."""
        now = {n: self._readings(self._ledger, day, n) for n in tied(self._claims)}
        found = computed_on(self._ledger, day, now, self._claims)
        computed = [entry for entries in found.values() for entry in entries]
        return docket_from(self._ledger, computed, day, day, claim_ids=self._claims)


def tied(claim_ids: Collection[str] = ()) -> list[str]:
    """Return the indicators that may speak to some claims; to any if none is named."""
    if not claim_ids:
        return list(INDICATORS)
    names = {name for c in claim_ids for name, _ in OF_CLAIM.get(c, ())}
    return [name for name in INDICATORS if name in names]


def docket_from(
    ledger: Ledger,
    computed: Iterable[Entry],
    first: str,
    last: str,
    *,
    claim_ids: Collection[str] = (),
) -> Docket:
    """Return the docket of the ledger's own findings and of computed ones.

    Args:
        ledger: the evidence base.
        computed: computed findings with their days.
        first: ISO day.
        last: ISO day.
        claim_ids: the claims asked for; all if none is named.
    """
    entries = [*recorded(ledger), *computed]
    if claim_ids:
        entries = [entry for entry in entries if entry.claim_id in claim_ids]
    used = dict.fromkeys(name for entry in entries for name in entry.sources)
    known = _sources(ledger)
    claims = tuple(
        {str(k): str(v) for k, v in claim.items()}
        for claim in ledger.claims.to_dict("records")
        if not claim_ids or claim["claim_id"] in claim_ids
    )
    return Docket(claims, {n: known[n] for n in used}, tuple(entries), first, last)


@lru_cache(maxsize=4)
def recorded(ledger: Ledger) -> tuple[Entry, ...]:
    """Return the findings of the ledger, whenever known, as both coders read them."""
    second = {
        r["evidence_id"]: (r["stance"], r["bears_on"])
        for r in ledger.evidence_second.to_dict("records")
    }
    return tuple(
        Entry(
            evidence_id=r["evidence_id"],
            claim_id=r["claim_id"],
            sources=(r["source_id"],),
            credibility=int(r["credibility"]),
            known_on=r["known_on"],
            first=(r["stance"], r["bears_on"]),
            second=second.get(r["evidence_id"]),
            finding=r["finding"],
            precision=r["known_on_precision"],
        )
        for r in ledger.evidence.to_dict("records")
    )


def computed_between(
    ledger: Ledger,
    first: str,
    last: str,
    *,
    claim_ids: Collection[str] = (),
    readings: Readings | None = None,
) -> list[Entry]:
    """Return the computed findings of each day, those of equal days as one entry.

    Args:
        ledger: the evidence base.
        first: ISO day.
        last: ISO day.
        claim_ids: the claims asked for; all if none is named.
        readings: how indicators are read; each on each day if None.
    """
    daily = _Daily(ledger, readings or Readings(ledger), claim_ids)
    done: list[Entry] = []
    begun: dict[str, tuple[str, tuple[Entry, ...]]] = {}
    for day, now in daily.turns(first, last):
        for claim_id in {*begun, *now}:
            since, standing = begun.get(claim_id, (day, ()))
            if standing != now.get(claim_id, ()):
                done += _with_days(standing, since, shift_days(day, -1))
                begun[claim_id] = (day, now.get(claim_id, ()))
            else:
                begun[claim_id] = (since, standing)
    for since, standing in begun.values():
        done += _with_days(standing, since, last)
    return sorted(done, key=lambda e: (e.claim_id, e.evidence_id, e.days))


@dataclass(frozen=True)
class _Daily:
    """Computed findings of some claims, day after day."""

    ledger: Ledger
    readings: Readings
    claim_ids: Collection[str]

    def turns(self, first: str, last: str) -> Iterator[tuple[str, Computed]]:
        """Yield each day on which they may differ from those of the day before."""
        claims, names = self.ledger.claims, tied(self.claim_ids)
        after = {shift_days(h, 1) for h in claims["horizon"] if h}
        turning = {first} | set(claims["horizon"]) | after | set(claims["stated_on"])
        before: dict[str, Reading] = {}
        day = first
        while day <= last:
            now = {name: self.readings(self.ledger, day, name) for name in names}
            if day in turning or any(not same(now[n], before.get(n)) for n in names):
                yield day, computed_on(self.ledger, day, now, self.claim_ids)
            before, day = now, shift_days(day, 1)


def same(now: Reading, before: Reading | None) -> bool:
    """Return whether a reading is what it was, but for the day it was taken."""
    return before is not None and _told(now) == _told(before)


def _told(read: Reading) -> tuple[object, ...]:
    said = read.measured
    return (read.side, sentence(read), said.value, read.known_on, read.source_id, read.sources)


def computed_on(
    ledger: Ledger,
    day: str,
    now: Mapping[str, Reading] | None = None,
    claim_ids: Collection[str] = (),
) -> Computed:
    """Return the computed findings of one day by claim, their sources in full.

    Args:
        ledger: the evidence base.
        day: ISO day.
        now: the readings of the day by indicator, where they are known.
        claim_ids: the claims asked for; all if none is named.
    """

    def look(ledger: Ledger, at: str, name: str) -> Reading:
        return now[name] if now is not None and at == day else reading(ledger, at, name)

    known = Known(ledger, ReportParameters(as_of=day))
    out: dict[str, list[Entry]] = {}
    for row in readings_as_rows(known, look, claim_ids).to_dict("records"):
        read = look(ledger, str(row["until"]) or day, str(row["evidence_id"]).partition("/")[0])
        out.setdefault(str(row["claim_id"]), []).append(_entry(row, read))
    return {claim_id: tuple(entries) for claim_id, entries in out.items()}


def _entry(row: dict[str, object], read: Reading) -> Entry:
    first = str(row["source_id"])
    said = (str(row["stance"]), str(row["bears_on"]))
    return Entry(
        evidence_id=str(row["evidence_id"]),
        claim_id=str(row["claim_id"]),
        sources=(first, *(s for s in read.sources if s != first)),
        credibility=int(row["credibility"]),  # type: ignore[call-overload]
        known_on=str(row["known_on"]),
        first=said,
        second=said,
        finding=str(row["finding"]),
        until=str(row["until"]),
        computed=True,
    )


def _with_days(entries: tuple[Entry, ...], first: str, last: str) -> list[Entry]:
    return [replace(entry, days=(first, last)) for entry in entries]


@lru_cache(maxsize=4)
def _sources(ledger: Ledger) -> dict[str, Source]:
    rows = ledger.sources.assign(media=is_party_medium(ledger.sources)).to_dict("records")
    names = ledger.origins.set_index("origin")["name"].to_dict()
    return {
        r["source_id"]: Source(
            source_id=r["source_id"],
            reliability=r["reliability"],
            origin=r["origin"],
            origin_name=names[r["origin"]],
            publisher=r["publisher"],
            party=r["party"],
            country=r["country"],
            media=bool(r["media"]),
            known_from=r["known_from"],
            key=citation_key(r["source_id"], r["kind"]),
            title=r["title"],
            url=r["url"],
        )
        for r in rows
    }
