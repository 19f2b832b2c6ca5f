"""The docket of a long span made in parts side by side, and joined to what it would be in one."""

import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from helpers.judgement.derived import docket_kept
from helpers.judgement.docket import Docket, Entry
from helpers.judgement.filing import docket_between
from helpers.ledger.dates import days_between, shift_days
from helpers.ledger.package import Ledger, load
from helpers.parameters import EARLIEST_AS_OF
from helpers.publish.live.faults import LiveError
from helpers.publish.sweep.pools import processes

DAYS_OF_A_PART = 90
"""Each part begins with a reading of all indicators, which costs as much as a fortnight."""


def docket_of(ledger: Ledger, first: str, last: str) -> Docket:
    """Return the docket of a span: what is kept of it in `data/derived/`, or else read anew."""
    kept = docket_kept(ledger, last) if first == EARLIEST_AS_OF else None
    return kept or read_anew(ledger, first, last)


def read_anew(ledger: Ledger, first: str, last: str, workers: int | None = None) -> Docket:
    """Return the docket of a span, as `docket_between` does, with the processes there are.

    Args:
        ledger: the evidence base that `load` gives.
        first: ISO day.
        last: ISO day.
        workers: processes; as many as there are cores if None.

    Raises:
        LiveError: if the evidence has changed under way.
    """
    workers = workers or os.cpu_count() or 1
    spans = parts_of(first, last, workers)
    if workers == 1 or len(spans) == 1:
        return docket_between(ledger, first, last)
    with processes(min(workers, len(spans))) as pool:
        found = list(pool.map(_part, spans))
    if any(fingerprint != ledger.fingerprint for fingerprint, _ in found):
        raise LiveError("The evidence base has changed while the page was built. Build it again.")
    return joined([Docket.from_document(document) for _, document in found])


def parts_of(first: str, last: str, workers: int) -> list[tuple[str, str]]:
    """Return the first and the last day of each part.

    Example:
        >>> parts_of("2025-01-20", "2025-01-22", 2)
        [('2025-01-20', '2025-01-22')]
    """
    days = days_between(first, last) + 1
    n = max(1, min(2 * workers, days // DAYS_OF_A_PART))
    starts = [shift_days(first, days * i // n) for i in range(n)]
    ends = [shift_days(day, -1) for day in starts[1:]]
    return list(zip(starts, [*ends, last], strict=True))


def joined(parts: Sequence[Docket]) -> Docket:
    """Return adjacent dockets as one.

    Where the computed findings of a claim are on the first day of a part what they were on the
    last of the part before, their days are run together.
    """
    recorded = [entry for entry in parts[0].entries if not entry.computed]
    done = [entry for entry in parts[0].entries if entry.computed]
    for before, after in pairwise(parts):
        done = _run_on(done, [e for e in after.entries if e.computed], before.last, after.first)
    entries = (*recorded, *sorted(done, key=lambda e: (e.claim_id, e.evidence_id, e.days)))
    known = {name: source for part in parts for name, source in part.sources.items()}
    used = dict.fromkeys(name for entry in entries for name in entry.sources)
    sources = {name: known[name] for name in used}
    return Docket(parts[0].claims, sources, entries, parts[0].first, parts[-1].last)


def _run_on(done: list[Entry], ahead: list[Entry], end: str, start: str) -> list[Entry]:
    """Return the entries of two adjacent spans, those that go on across the border as one."""
    ending = _by_claim(e for e in done if e.days[1] == end)
    starting = _by_claim(e for e in ahead if e.days[0] == start)
    same = {c for c in ending if _bare(ending[c]) == _bare(starting.get(c, []))}
    going_on = {(e.claim_id, e.evidence_id): e.days[1] for c in same for e in starting[c]}
    kept = [e for e in ahead if not (e.claim_id in same and e.days[0] == start)]
    out = []
    for entry in done:
        until = going_on.get((entry.claim_id, entry.evidence_id))
        runs = until is not None and entry.days[1] == end
        out.append(replace(entry, days=(entry.days[0], str(until))) if runs else entry)
    return out + kept


def _by_claim(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    out: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        out[entry.claim_id].append(entry)
    return out


def _bare(entries: Iterable[Entry]) -> list[Entry]:
    return sorted((replace(e, days=("", "")) for e in entries), key=lambda e: e.evidence_id)


def _part(span: tuple[str, str]) -> tuple[str, dict[str, Any]]:
    """Return the fingerprint of the evidence here, and the docket of a part: a worker's task."""
    ledger = load()
    return ledger.fingerprint, docket_between(ledger, *span).document()
