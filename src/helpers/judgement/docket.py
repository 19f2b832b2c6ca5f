"""The docket: claims, findings and sources as plain records, and all verdicts from them.

The rule of the report without numpy or pandas, so that it also runs in a browser; a test holds it
equal to what the tables give. It can also ask what would follow if a source were graded otherwise,
or if a finding or a source were left out; the evidence itself is never touched.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from helpers.judgement.judging import Judgement, judge_claim
from helpers.judgement.verdicts import Finding
from helpers.parameters import ReportParameters

UNJUDGED_LETTER, UNJUDGED_DIGIT = "F", 6
Reading = tuple[str, str]
"""What a coder read in a finding: its stance, and on what it bears (statement, outcome, ...)."""


@dataclass(frozen=True)
class Source:
    """A source, as far as verdicts need it, and how it is cited.

    Attributes:
        known_from: the day from which it could be cited, "" if it always could.
        media: whether it is from state media of a state that is party to the matter.
    """

    source_id: str
    reliability: str
    origin: str
    publisher: str
    party: str = ""
    country: str = ""
    media: bool = False
    known_from: str = ""
    key: str = ""
    title: str = ""
    url: str = ""


@dataclass(frozen=True)
class Entry:
    """A finding, whoever reads it.

    Attributes:
        sources: ids; the first is the one it is cited from, a computed finding may rest on more.
        first: what the first coder read.
        second: what the second coder read; None if the finding was not read twice.
        until: last day on which it stands, "" if nothing replaced it.
        computed: whether an indicator gave it.
        days: for a computed finding, the first and the last day of reports that have it; blank is
            open.
    """

    evidence_id: str
    claim_id: str
    sources: tuple[str, ...]
    credibility: int
    known_on: str
    first: Reading
    second: Reading | None
    finding: str = ""
    precision: str = "day"
    until: str = ""
    computed: bool = False
    days: tuple[str, str] = ("", "")

    def read_by(self, coder: str) -> Reading | None:
        """Return what a coder read in it: first, second, or what both agree on."""
        if self.computed or coder == "first":
            return self.first
        if coder == "second":
            return self.second
        return self.first if self.first == self.second else None

    def on(self, day: str) -> bool:
        """Return whether a report as of a day has it."""
        first, last = self.days
        return self.known_on <= day and first <= day and (not last or day <= last)


@dataclass(frozen=True)
class Changes:
    """What if: sources graded otherwise, sources and findings left out.

    Attributes:
        grades: letters by source_id that stand for those of the ledger.
        without_sources: ids of sources that are left out, with all that rests on them.
        without_findings: ids of findings that are left out.
    """

    grades: Mapping[str, str] = field(default_factory=dict)
    without_sources: Collection[str] = ()
    without_findings: Collection[str] = ()


UNCHANGED = Changes()


@dataclass(frozen=True, eq=False)
class Docket:
    """All that verdicts depend on, for reports as of the days from `first` to `last`.

    Attributes:
        claims: rows of the table `claims`, in its order.
        sources: by id, those that an entry rests on.
        entries: findings, computed ones included.
    """

    claims: tuple[dict[str, str], ...]
    sources: dict[str, Source]
    entries: tuple[Entry, ...]
    first: str
    last: str

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Docket":
        """Return the docket that `document` wrote."""
        columns = {name: document[name]["columns"] for name in ("sources", "entries")}
        rows = {
            name: [dict(zip(columns[name], row, strict=True)) for row in document[name]["rows"]]
            for name in columns
        }
        return cls(
            claims=tuple(document["claims"]),
            sources={r["source_id"]: Source(**r) for r in rows["sources"]},
            entries=tuple(Entry(**{k: _tupled(v) for k, v in r.items()}) for r in rows["entries"]),
            first=document["first"],
            last=document["last"],
        )

    def document(self) -> dict[str, Any]:
        """Return the docket as plain lists and texts, for JSON."""
        return {
            "first": self.first,
            "last": self.last,
            "claims": list(self.claims),
            "sources": _columns(Source, self.sources.values()),
            "entries": _columns(Entry, self.entries),
        }


def judge_docket(
    docket: Docket, parameters: ReportParameters, changes: Changes = UNCHANGED
) -> dict[str, Judgement]:
    """Return the judgement on every claim that had been made, by claim_id.

    Raises:
        ValueError: for a day that the docket does not cover.
    """
    admitted = admitted_entries(docket, parameters, changes)
    return {
        claim["claim_id"]: judge_claim(
            claim, [finding for _, finding in admitted[claim["claim_id"]]], parameters
        )
        for claim in docket.claims
        if claim["stated_on"] <= parameters.as_of
    }


def admitted_entries(
    docket: Docket, parameters: ReportParameters, changes: Changes = UNCHANGED
) -> dict[str, list[tuple[Entry, Finding]]]:
    """Return the findings that bear on each claim and are admitted, each with its entry.

    Raises:
        ValueError: for a day that the docket does not cover.
    """
    if not docket.first <= parameters.as_of <= docket.last:
        raise ValueError(
            f"as_of: {parameters.as_of} lies outside this docket, {docket.first} to {docket.last}"
        )
    wanted = {c["claim_id"]: _bearing(c) for c in docket.claims}
    sources = _as_changed(docket, parameters, changes)
    out: dict[str, list[tuple[Entry, Finding]]] = defaultdict(list)
    for entry in docket.entries:
        read = entry.read_by(parameters.coder)
        if read is None or read[1] != wanted[entry.claim_id] or not entry.on(parameters.as_of):
            continue
        if entry.evidence_id in changes.without_findings:
            continue
        finding = _admitted(entry, read[0], sources, parameters)
        if finding is not None:
            out[entry.claim_id].append((entry, finding))
    return out


def _as_changed(
    docket: Docket, parameters: ReportParameters, changes: Changes
) -> dict[str, Source]:
    """Return the sources that could be cited and are not left out, graded as asked."""
    known = {
        name: source
        for name, source in docket.sources.items()
        if source.known_from <= parameters.as_of and name not in changes.without_sources
    }
    for name, letter in changes.grades.items():
        if name in known:
            given = asdict(known[name]) | {"reliability": letter}
            known[name] = Source(**given)
    return known


def _admitted(
    entry: Entry, stance: str, sources: Mapping[str, Source], parameters: ReportParameters
) -> Finding | None:
    """Return the finding if its sources could be cited and its grades and kind pass."""
    if entry.computed and not parameters.count_indicators:
        return None
    behind = [sources.get(name) for name in entry.sources]
    if None in behind or not behind:
        return None
    media = any(s.media for s in behind)  # type: ignore[union-attr]
    if media and not parameters.include_party_media:
        return None
    letters = [s.reliability for s in behind]  # type: ignore[union-attr]
    letter = max((x for x in letters if x != UNJUDGED_LETTER), default=UNJUDGED_LETTER)
    if not _passes(letter, entry.credibility, parameters):
        return None
    cited = behind[0]
    assert cited is not None
    return Finding(
        entry.evidence_id, stance, letter, entry.credibility, cited.origin, cited.publisher,
        cited.party, cited.country, entry.known_on, entry.until,
    )  # fmt: skip


def _passes(letter: str, digit: int, parameters: ReportParameters) -> bool:
    """Return whether a grade is as good as asked; F and 6 pass by a switch only."""
    unjudged = parameters.include_unjudged
    letter_ok = unjudged if letter == UNJUDGED_LETTER else letter <= parameters.min_reliability
    digit_ok = unjudged if digit == UNJUDGED_DIGIT else digit <= parameters.min_credibility
    return letter_ok and digit_ok


def _bearing(claim: Mapping[str, str]) -> str:
    """Return what findings must bear on: the outcome of a forecast, else the statement."""
    return "outcome" if claim["kind"] == "forecast" else "statement"


def _columns(kind: type, records: Iterable[Any]) -> dict[str, Any]:
    names = [f.name for f in fields(kind)]
    return {"columns": names, "rows": [[getattr(r, n) for n in names] for r in records]}


def _tupled(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
