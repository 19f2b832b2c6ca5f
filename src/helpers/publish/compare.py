"""Compare editions and days: read what an edition's folder holds, and write what differs."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from helpers.display.words import capital, count, join, number_word
from helpers.judgement.causes import judging_day
from helpers.judgement.comparing import (
    Change,
    Comparison,
    Held,
    Side,
    Standing,
    compare,
    judged_side,
)
from helpers.judgement.docket import Docket
from helpers.ledger.dates import long_date
from helpers.parameters import ParameterError, ReportParameters, report_settings
from helpers.parameters.faults import plain
from helpers.publish.content import EditionContent, Report
from helpers.publish.html import Site
from helpers.publish.numbering import Numbering

MANIFEST, CLAIMS, DATA = "manifest.json", "claims.json", "data.zip"
TITLE = "What changed"


class NotAnEditionError(ValueError):
    """A folder that does not hold what an edition holds; the message says what is missing."""


def compared(a: Side, b: Side) -> Comparison:
    """Return what differs between two sides, with notes on what could not be compared."""
    found = compare(a, b)
    notes = [
        f"{side.name} rests on other data than those of today, or on another rule: its verdicts and"
        " findings are those of its own files."
        for side in (a, b)
        if side.docket is None
    ]
    if notes:
        notes.append(
            "So no verdict could be judged anew, and why one moved is told no further than by"
            " findings gained and lost and by parameters; findings computed by indicators are left"
            " out, as an edition's table of evidence has none."
        )
    return Comparison(a, b, found.changes, tuple(notes))


def read_side(folder: Path, fingerprint: str, docket_until: Callable[[str], Docket]) -> Side:
    """Return an edition as one side.

    If it was built from the data as they are now, and its verdicts are what the rule makes of them,
    it is judged anew, so that reasons can be given; else it is what its files say.

    Args:
        folder: the edition's folder.
        fingerprint: of the present data.
        docket_until: returns the docket of the present data for a day.

    Raises:
        NotAnEditionError: if files are missing or cannot be read.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        claims = json.loads((folder / CLAIMS).read_text("utf-8"))["claims"]
        parameters = report_settings(manifest["parameters"])
        filed = _filed_side(folder, parameters, claims)
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        raise NotAnEditionError(f"{folder} is not an edition: {_why(error)}") from error
    if manifest.get("data_fingerprint") != fingerprint:
        return filed
    judged = judged_side(filed.name, parameters, docket_until(parameters.as_of))
    return judged if _words(judged) == _words(filed) else filed


def date_side(parameters: ReportParameters, docket: Docket) -> Side:
    """Return the report as of a day as one side."""
    return judged_side(f"As of {long_date(parameters.as_of)}", parameters, docket)


def sum_line(found: Comparison) -> str:
    """Return in one sentence how many verdicts changed, and which way."""
    n = found.counts()
    verb = "verdict" if n["claims"] == 1 else "verdicts"
    head = f"{n['changed']} of {n['claims']} {verb} changed"
    if not n["changed"]:
        return f"{head}."
    other = n["changed"] - n["towards"] - n["away"]
    rest = f", {other} neither way" if other else ""
    return f"{head}: {n['towards']} towards holding, {n['away']} away from it{rest}."


def stayed_line(found: Comparison) -> str:
    """Return how many verdicts stayed though something beneath them changed, and what it was."""
    if not found.stayed:
        return "No other claim changed in share, confidence or evidence."
    n = len(found.stayed)
    what = {
        "another share": sum(_share_differs(c) for c in found.stayed),
        "another confidence": sum(len(_levels(c)) > 1 for c in found.stayed),
        "findings gained": sum(bool(c.gained) for c in found.stayed),
        "findings lost": sum(bool(c.lost) for c in found.stayed),
    }
    parts = join([f"{k} in {number_word(v)}" for k, v in what.items() if v])
    return f"{capital(number_word(n))} more kept {'its' if n == 1 else 'their'} verdict: {parts}."


def untouched_line(found: Comparison) -> str:
    """Return of how many claims nothing changed."""
    if not found.untouched:
        return "No claim is the same in all."
    n = len(found.untouched)
    return (
        f"{capital(count(n, 'claim'))} did not change: verdict, share, confidence and evidence are"
        " the same."
    )


def parameter_lines(found: Comparison) -> list[str]:
    """Return the parameters that differ between the sides, but for the day, which names them."""
    old, new = found.a.parameters.literals(), found.b.parameters.literals()
    return [
        f"{k}: {plain(old[k])} → {plain(new[k])}" for k in old if k != "as_of" and old[k] != new[k]
    ]


def document(found: Comparison) -> dict[str, Any]:
    """Return the comparison as plain values, for JSON."""
    sides = {
        name: {"name": side.name, "parameters": side.parameters.literals()}
        for name, side in (("a", found.a), ("b", found.b))
    }
    return {
        **sides,
        "summary": sum_line(found),
        "counts": found.counts(),
        "notes": list(found.notes),
        "claims": [change.record() for change in found.changes],
    }


def page(found: Comparison) -> bytes:
    """Return the comparison as a page, complete in itself."""
    last = max(found.a.parameters.as_of, found.b.parameters.as_of)
    content = EditionContent(TITLE, f"{found.a.name} and {found.b.name}, claim by claim", last)
    facts = {
        "a": found.a,
        "b": found.b,
        "summary": sum_line(found),
        "stayed_line": stayed_line(found),
        "untouched_line": untouched_line(found),
        "parameters": parameter_lines(found),
        "notes": found.notes,
        "moved": [_shown(change) | {"reasons": told(change, found)} for change in found.moved],
        "stayed": [_shown(change) for change in found.stayed],
        "untouched": [(change.claim_id, change.text) for change in found.untouched],
        "headings": [
            (2, "changed", "Changed verdicts"),
            (2, "same", "Verdicts that stayed on other grounds"),
            (2, "untouched", "Without any change"),
        ],
    }
    return Site(Report(content, [], Numbering())).compared(TITLE, facts).encode()


def told(change: Change, found: Comparison) -> tuple[str, ...]:
    """Return why a verdict moved, or that it could not be found out."""
    return change.reasons or (
        ("Why could not be judged anew: see what was gained and lost.",) if found.notes else ()
    )


def share(p: float | None) -> str:
    """Return a share as it is shown, "" if nothing was counted."""
    return "" if p is None else f"{p:.2f}"


def shares(change: Change) -> str:
    """Return the share on both sides, with as many digits as tell them apart; once if the same."""
    given = [side.p if side else None for side in (change.before, change.after)]
    if not _share_differs(change):
        return share(given[0])
    digits = 2 if share(given[0]) != share(given[1]) else 4
    return " → ".join("none" if p is None else f"{p:.{digits}f}" for p in given)


def confidences(change: Change) -> str:
    """Return the confidence on both sides, once if it is the same."""
    return " → ".join(_levels(change))


def evidence(change: Change) -> str:
    """Return how many findings came and went.

    Example:
        >>> evidence(Change("A1", "energy", "fact", "So it is.", None, None))
        'the same findings'
    """
    parts = [(len(change.gained), "gained"), (len(change.lost), "lost")]
    said = [f"{count(n, 'finding')} {word}" for n, word in parts if n]
    return join(said) if said else "the same findings"


def _shown(change: Change) -> dict[str, Any]:
    """Return what the page shows of a claim of which something changed."""
    return {
        "claim_id": change.claim_id,
        "text": change.text,
        "before": change.before,
        "after": change.after,
        "shares": shares(change),
        "confidences": confidences(change),
        "evidence": evidence(change),
        "gained": change.gained,
        "lost": change.lost,
    }


def _share_differs(change: Change) -> bool:
    before, after = change.before, change.after
    return (before and before.p) != (after and after.p)


def _levels(change: Change) -> list[str]:
    levels = [side.confidence for side in (change.before, change.after) if side]
    return list(dict.fromkeys(levels))


def _filed_side(folder: Path, parameters: ReportParameters, records: list[Any]) -> Side:
    with zipfile.ZipFile(folder / DATA) as archive:
        claims = {c["claim_id"]: c for c in _rows(archive, "claims.csv")}
        rows = _rows(archive, "evidence.csv")
    held: dict[str, list[Held]] = {}
    for row in rows:
        if row["claim_id"] in claims and _counts(row, claims[row["claim_id"]], parameters.as_of):
            held.setdefault(row["claim_id"], []).append(_held(row))
    standings = {
        r["claim_id"]: Standing(
            r["verdict"], r["p"], r["confidence"], tuple(held.get(r["claim_id"], ()))
        )
        for r in records
        if r["claim_id"] in claims
    }
    return Side(
        f"{folder.name}, as of {long_date(parameters.as_of)}", parameters, claims, standings
    )


def _counts(row: Mapping[str, str], claim: Mapping[str, str], as_of: str) -> bool:
    bearing = "outcome" if claim["kind"] == "forecast" else "statement"
    return row["bears_on"] == bearing and row["known_on"] <= judging_day(claim, as_of)


def _held(row: Mapping[str, str]) -> Held:
    return Held(
        row["evidence_id"], row["stance"], f"{row['reliability']}{row['credibility']}",
        row["publisher"], row["key"], row["known_on"], row["finding"],
    )  # fmt: skip


def _rows(archive: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8"))))


def _words(side: Side) -> dict[str, tuple[str, float | None, str]]:
    return {c: (s.verdict, s.p, s.confidence) for c, s in side.standings.items()}


def _why(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"no readable {Path(error.filename).name if error.filename else 'file'}"
    if isinstance(error, ParameterError):
        return f"its parameters are not those of this report: {error}"
    return f"its files do not hold what is expected ({error})"
