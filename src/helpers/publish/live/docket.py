"""The docket that the page carries: made once for each state of evidence and code, then kept."""

import contextlib
import hashlib
import json
from pathlib import Path
from typing import Any

from helpers.ledger.package import Ledger
from helpers.ledger.series import published
from helpers.parameters import EARLIEST_AS_OF, ReportParameters
from helpers.publish.cache import put
from helpers.publish.live.spans import docket_of
from helpers.publish.sweep.work import code_fingerprint

PARTS = ("judgement", "ledger", "parameters")
"""Packages whose code has a hand in it."""

MOST_KEPT = 4
"""Dockets of other states of evidence and code, kept for who goes back to one; 1 MB each."""


def last_day(ledger: Ledger) -> str:
    """Return the last day of reports that the page covers.

    The later of the default day and the newest on which anything that bears on a verdict became
    public: after it no day differs from the one before.
    """
    tables = (ledger.evidence, ledger.events, published(ledger))
    days = [str(table["known_on"].max()) for table in tables]
    days += [str(ledger.sources["known_from"].max()), str(ledger.claims["horizon"].max())]
    return max(ReportParameters().as_of, *days)


def docket_json(
    ledger: Ledger, kept: Path, first: str = EARLIEST_AS_OF, last: str | None = None
) -> bytes:
    """Return the docket of a span of days as JSON.

    Args:
        ledger: the evidence base.
        kept: folder in which dockets are kept.
        first: ISO day.
        last: ISO day; `last_day` if None.
    """
    last = last or last_day(ledger)
    stated = [ledger.fingerprint, code_fingerprint(*PARTS), first, last]
    path = kept / f"docket-{hashlib.sha256(json.dumps(stated).encode()).hexdigest()[:24]}.json"
    found = _read(path)
    if found is None:
        found = _text(docket_of(ledger, first, last).document())
        with contextlib.suppress(OSError):  # on a full disk it is simply not kept
            kept.mkdir(parents=True, exist_ok=True)
            put(path, hashlib.sha256(found).hexdigest().encode() + b"\n" + found)
            _make_room(kept)
    return found


def _make_room(kept: Path) -> None:
    """Remove all but the newest of the dockets that are kept."""
    newest = sorted(kept.glob("docket-*.json"), key=lambda path: path.stat().st_mtime_ns)
    for path in newest[:-MOST_KEPT]:
        path.unlink(missing_ok=True)


def _text(document: dict[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _read(path: Path) -> bytes | None:
    """Return a kept docket; None if there is none, or one that is damaged."""
    try:
        digest, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return body if hashlib.sha256(body).hexdigest().encode() == digest else None
