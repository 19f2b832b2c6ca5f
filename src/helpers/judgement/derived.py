"""Computed findings of every day, kept beside the evidence from which they follow.

To read all indicators on each of some five hundred days takes most of a minute. What came of it is
kept in `data/derived/` with the digest of the tables; it is used for those tables only, and a test
holds it equal to what is read anew.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from helpers.judgement.docket import Docket, Entry
from helpers.judgement.filing import computed_between, docket_from
from helpers.ledger.checks import DERIVED, package_files
from helpers.ledger.dates import shift_days
from helpers.ledger.package import Ledger, data_dir, fingerprint
from helpers.parameters import EARLIEST_AS_OF

ROWS, STATE, TABLE = "computed_findings.csv", "state.json", ".csv"
COLUMNS = (
    "evidence_id", "claim_id", "source_ids", "credibility", "known_on", "stance", "bears_on",
    "until", "first_day", "last_day", "finding",
)  # fmt: skip


def docket_kept(ledger: Ledger, last: str) -> Docket | None:
    """Return the docket for reports of any day up to `last`, from what is kept.

    Days past those that are kept are read anew.

    Returns:
        None if what is kept is of other evidence, or if nothing is.
    """
    found = kept(ledger)
    if found is None:
        return None
    end, entries = found
    if last > end:
        entries = _run_together(entries, computed_between(ledger, shift_days(end, 1), last), end)
    entries.sort(key=lambda e: (e.claim_id, e.evidence_id, e.days))
    shown = [_until(entry, last) for entry in entries if entry.days[0] <= last]
    return docket_from(ledger, shown, EARLIEST_AS_OF, last)


def kept(ledger: Ledger, folder: Path | None = None) -> tuple[str, list[Entry]] | None:
    """Return the last day that is covered and the computed findings; None if of other evidence."""
    folder = folder or data_dir() / DERIVED
    try:
        state = json.loads((folder / STATE).read_text("utf-8"))
        if fingerprint(data_dir()) != ledger.fingerprint or state["tables"] != digest(data_dir()):
            return None
        with (folder / ROWS).open(encoding="utf-8", newline="") as file:
            return str(state["last"]), [_entry(row) for row in csv.DictReader(file)]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def digest(folder: Path) -> str:
    """Return the SHA-256 over the names and bytes of all tables of a data package."""
    found = hashlib.sha256()
    for name in package_files(folder):
        if name.endswith(TABLE):
            found.update(name.encode() + b"\0" + (folder / name).read_bytes())
    return found.hexdigest()


def files(last: str, entries: Iterable[Entry]) -> dict[str, bytes]:
    """Return what is kept, by file name.

    Args:
        last: the last day that is covered.
        entries: computed findings with their days; the days begin with `EARLIEST_AS_OF`.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_row(entry) for entry in entries if entry.computed)
    state = {"tables": digest(data_dir()), "first": EARLIEST_AS_OF, "last": last}
    return {ROWS: text.getvalue().encode(), STATE: (json.dumps(state, indent=1) + "\n").encode()}


def _row(entry: Entry) -> list[object]:
    return [
        entry.evidence_id, entry.claim_id, ";".join(entry.sources), entry.credibility,
        entry.known_on, *entry.first, entry.until, *entry.days, entry.finding,
    ]  # fmt: skip


def _entry(row: dict[str, str]) -> Entry:
    read = (row["stance"], row["bears_on"])
    return Entry(
        evidence_id=row["evidence_id"],
        claim_id=row["claim_id"],
        sources=tuple(row["source_ids"].split(";")),
        credibility=int(row["credibility"]),
        known_on=row["known_on"],
        first=read,
        second=read,
        finding=row["finding"],
        until=row["until"],
        computed=True,
        days=(row["first_day"], row["last_day"]),
    )


def _until(entry: Entry, last: str) -> Entry:
    """Return an entry whose days end with those of the docket: it may not tell of later ones."""
    return entry if entry.days[1] <= last else replace(entry, days=(entry.days[0], last))


def _run_together(before: list[Entry], after: list[Entry], end: str) -> list[Entry]:
    """Return the entries of two adjacent spans; one that goes on across the border is one."""
    ahead = {_bare(entry): entry for entry in after if entry.days[0] == shift_days(end, 1)}
    out = []
    for entry in before:
        on = ahead.pop(_bare(entry), None) if entry.days[1] == end else None
        out.append(replace(entry, days=(entry.days[0], on.days[1])) if on else entry)
    going_on = {id(entry) for entry in ahead.values()}
    return out + [e for e in after if e.days[0] > shift_days(end, 1) or id(e) in going_on]


def _bare(entry: Entry) -> Entry:
    return replace(entry, days=("", ""))
