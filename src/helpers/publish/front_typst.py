"""The first pages of the print edition: what its cover counts, its key numbers, its attachments."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from helpers.judgement.verdicts import GROUPS, Verdict
from helpers.publish import archive
from helpers.publish.content import Report
from helpers.publish.front import title_of
from helpers.publish.tables import SCALE

CLAIMS = "claims.json"
TYPES = {".csv": "text/csv", ".json": "application/json", ".txt": "text/plain"}
DESCRIPTIONS = {
    CLAIMS: "Every claim with its verdict, share, interval, confidence and reasons",
    "claims.csv": "The claims and how each is tested",
    "evidence.csv": "Every admitted finding with stance, grade, day and source",
    "events.csv": "Dated events with their sources",
    "figures.csv": "The series behind figures and indicators",
    "indicators.csv": "Readings of the indicators",
    "multiverse.csv": "Verdicts under every combination of choices",
    "sources.csv": "Sources with publisher, day, kind, grade and address",
}
"""What an attached file holds; others are named after themselves."""


class Attachment(NamedTuple):
    """A file that the PDF carries."""

    name: str
    data: bytes
    kind: str
    description: str


def board(report: Report) -> dict[str, Any]:
    """Return the scoreboard of the cover.

    Returns:
        rows: title and words of the verdicts, in order, by section that has claims;
        legend: each verdict that occurs with its number; total: number of claims;
        alt: the same in words.
    """
    claims = report.content.claims.get("claims", [])
    titles = {section.name: section.title for section in report.sections}
    words = {name: [] for name in titles} | {c["section"]: [] for c in claims}
    for claim in claims:
        words[claim["section"]].append(claim["verdict"])
    rows = [
        {"title": titles.get(name, title_of(name)), "words": sorted(found, key=_place)}
        for name, found in words.items()
        if found
    ]
    counts = Counter(c["verdict"] for c in claims)
    legend = [(word, counts[word]) for word in sorted(counts, key=_place)]
    return {"rows": rows, "legend": legend, "total": len(claims), "alt": _in_words(rows)}


def key_numbers(report: Report) -> list[tuple[str, str]]:
    """Return numbers that describe the edition, each with what it counts."""
    claims = report.content.claims.get("claims", [])
    kinds = Counter(c["kind"] for c in claims)
    groups = Counter(GROUPS[Verdict(c["verdict"])] for c in claims)
    unsettled = groups["open"] + groups["not enough"]
    forecasts = [c for c in claims if c["kind"] == "forecast"]
    true = sum(c["verdict"] == Verdict.CAME_TRUE for c in forecasts)
    numbering = report.numbering
    found = [
        (
            len(claims),
            "claims tested: " + ", ".join(_counted(n, kind) for kind, n in kinds.items()),
        ),
        (groups["holds"], "hold, at least mostly"),
        (groups["mixed"], "mixed, or came true in part"),
        (groups["fails"], "fail, at least mostly"),
        (unsettled, f"{'open, or ' if groups['open'] else ''}with too little evidence"),
        (true, f"of {_counted(len(forecasts), 'forecast')} came true in full"),
        (sum(c["confidence"] == "high" for c in claims), "verdicts held with high confidence"),
        (sum(c["n_evidence"] for c in claims), "findings bear on the claims"),
        (len(numbering.numbers), "sources cited"),
    ]
    return [(f"{n:,}", words) for n, words in found] if claims else []


def attachments(report: Report) -> list[Attachment]:
    """Return the files that the PDF carries: the verdicts, and the rows that they rest on."""
    content = report.content
    files: dict[str, bytes] = {CLAIMS: archive.json_bytes(content.claims)}
    files |= dict(archive.members(content.tables))
    return [
        Attachment(
            name,
            data,
            TYPES.get(PurePosixPath(name).suffix, "application/octet-stream"),
            DESCRIPTIONS.get(name, name),
        )
        for name, data in files.items()
    ]


def _place(word: str) -> int:
    return SCALE.index(word)


def _counted(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def _in_words(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return every row with its numbers, as the marks of the cover show them."""
    said = []
    for row in rows:
        counts = Counter(row["words"])
        told = ", ".join(f"{n} {word}" for word, n in counts.items())
        said.append(f"{row['title']}, {_counted(len(row['words']), 'claim')}: {told}.")
    return "Verdicts by section. " + " ".join(said)
