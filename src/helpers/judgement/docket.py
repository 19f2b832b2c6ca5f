"""The docket: claims, findings and sources as plain records, and all verdicts from them.

The rule of the report without numpy or pandas, so that it also runs in a browser; a test holds it
equal to what the tables give. It can also ask what would follow if a source were graded otherwise,
or if a finding or a source were left out; the evidence itself is never touched.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from helpers.judgement.judging import Judgement, judge_claim
from helpers.judgement.verdicts import Finding
from helpers.parameters import ReportParameters

UNJUDGED_LETTER, UNJUDGED_DIGIT = "F", 6
LETTERS, DIGITS = "ABCDEF", range(1, 7)
EVER = "9999-12-31"
"""Stands for no last day: no ISO day is later."""

Reading = tuple[str, str]
"""What a coder read in a finding: its stance, and on what it bears (statement, outcome, ...)."""


@dataclass(frozen=True)
class Source:
    """A source, as far as verdicts need it, and how it is cited.

    Attributes:
        origin: who the information comes from; `origin_name` is for readers.
        known_from: the day from which it could be cited, "" if it always could.
        media: whether it is from state media of a state that is party to the matter.
    """

    source_id: str
    reliability: str
    origin: str
    publisher: str
    origin_name: str = ""
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

    @property
    def span(self) -> tuple[str, str]:
        """The first and the last day of reports that have it."""
        first, last = self.days
        return max(self.known_on, first), last or EVER


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


CODERS = ("first", "second", "agreed")
UNCHANGED = Changes()


class Filed(NamedTuple):
    """An entry as one coder reads it, with all that decides whether a report admits it.

    Attributes:
        entry: the entry.
        finding: what the rule makes of it.
        first: the first day of reports that have it and can cite its sources.
        last: the last day.
        media: whether a source behind it is state media of a party.
    """

    entry: Entry
    finding: Finding
    first: str
    last: str
    media: bool


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

    @cached_property
    def filed(self) -> dict[str, tuple[Filed, ...]]:
        """By coder, the entries that bear on what their claim is judged by."""
        wanted = {c["claim_id"]: _bearing(c) for c in self.claims}
        return {
            coder: tuple(
                _filed(entry, read[0], self.sources)
                for entry in self.entries
                if (read := entry.read_by(coder)) is not None
                and read[1] == wanted[entry.claim_id]
                and entry.sources
                and all(name in self.sources for name in entry.sources)
            )
            for coder in CODERS
        }

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
    day = parameters.as_of
    out: dict[str, list[tuple[Entry, Finding]]] = defaultdict(list)
    for entry, finding, first, last in admitting(docket, parameters, changes):
        if first <= day <= last:
            out[entry.claim_id].append((entry, finding))
    return out


def admitting(
    docket: Docket, parameters: ReportParameters, changes: Changes = UNCHANGED
) -> Iterator[tuple[Entry, Finding, str, str]]:
    """Yield the findings that are admitted on some day, with the first and the last such day.

    Args:
        docket: the docket.
        parameters: all but the day decide.
        changes: what if.
    """
    letters = {x for x in LETTERS if _passes(x, parameters.min_reliability, UNJUDGED_LETTER)}
    digits = {n for n in DIGITS if _passes(n, parameters.min_credibility, UNJUDGED_DIGIT)}
    if parameters.include_unjudged:
        letters, digits = letters | {UNJUDGED_LETTER}, digits | {UNJUDGED_DIGIT}
    gone, sources = frozenset(changes.without_findings), frozenset(changes.without_sources)
    computed, media = parameters.count_indicators, parameters.include_party_media
    for entry, finding, first, last, of_party in _graded(docket, changes).filed[parameters.coder]:
        if (
            finding.reliability in letters
            and finding.credibility in digits
            and (media or not of_party)
            and (computed or not entry.computed)
            and entry.evidence_id not in gone
            and sources.isdisjoint(entry.sources)
        ):
            yield entry, finding, first, last


def _graded(docket: Docket, changes: Changes) -> Docket:
    """Return the docket with its sources graded as asked."""
    grades = sorted((n, x) for n, x in changes.grades.items() if n in docket.sources)
    return _regraded(docket, tuple(grades)) if grades else docket


@lru_cache(maxsize=4)
def _regraded(docket: Docket, grades: tuple[tuple[str, str], ...]) -> Docket:
    changed = {n: replace(docket.sources[n], reliability=letter) for n, letter in grades}
    return replace(docket, sources=docket.sources | changed)


def _filed(entry: Entry, stance: str, sources: Mapping[str, Source]) -> Filed:
    """Return an entry with what the rule makes of it; its grade is the poorest behind it."""
    behind = [sources[name] for name in entry.sources]
    judged = [s.reliability for s in behind if s.reliability != UNJUDGED_LETTER]
    cited = behind[0]
    finding = Finding(
        entry.evidence_id, stance, max(judged, default=UNJUDGED_LETTER), entry.credibility,
        cited.origin, cited.publisher, cited.party, cited.country, entry.known_on, entry.until,
    )  # fmt: skip
    first, last = entry.span
    out = max(s.known_from for s in behind)
    return Filed(entry, finding, max(first, out), last, any(s.media for s in behind))


def _passes(grade: Any, least: Any, unjudged: Any) -> bool:
    """Return whether a grade is as good as asked; F and 6 are no grades and pass by a switch."""
    return bool(grade != unjudged and grade <= least)


def _bearing(claim: Mapping[str, str]) -> str:
    """Return what findings must bear on: the outcome of a forecast, else the statement."""
    return "outcome" if claim["kind"] == "forecast" else "statement"


def _columns(kind: type, records: Iterable[Any]) -> dict[str, Any]:
    names = [f.name for f in fields(kind)]
    return {"columns": names, "rows": [[getattr(r, n) for n in names] for r in records]}


def _tupled(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
