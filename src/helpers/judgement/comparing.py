"""What differs between two sides, claim by claim: verdict, share, confidence, evidence, and why.

A side is the report on some day under some parameters, or an edition that was built. Plain Python.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from helpers.judgement.causes import Ground, bare_id, causes, in_force_on, judging_day
from helpers.judgement.docket import Docket, Entry, admitted_entries, judge_docket
from helpers.judgement.judging import DIGITS
from helpers.judgement.verdicts import BANDS, FORECAST_BANDS, Finding, Verdict
from helpers.parameters import ReportParameters

MIDDLE = 0.5
PLACES = {
    word: step / (len(bands) - 1)
    for bands in (BANDS, FORECAST_BANDS)
    for step, (_, word) in enumerate(reversed(bands))
}
"""By verdict how far it is towards holding, 0 to 1; words that do not judge have no place."""


@dataclass(frozen=True)
class Held:
    """A finding that a side has on a claim, and how it reads there.

    Attributes:
        grade: letter and digit, such as B2.
        publisher: whose it is.
        key: of the source, as it is cited.
        computed: whether an indicator gave it.
    """

    evidence_id: str
    stance: str
    grade: str
    publisher: str
    key: str
    known_on: str
    finding: str
    computed: bool = False

    @property
    def identity(self) -> tuple[str, str, str]:
        """What makes it the same on both sides; the day and value of a reading may move."""
        return bare_id(self.evidence_id), self.stance, self.grade


@dataclass(frozen=True)
class Standing:
    """How one claim stands on one side; the share is None if no finding counts."""

    verdict: str
    p: float | None
    confidence: str
    held: tuple[Held, ...] = ()


@dataclass(frozen=True)
class Side:
    """One of the two that are compared.

    Attributes:
        name: as it is shown.
        parameters: under which it is judged.
        claims: rows of the table `claims` by id.
        standings: by id, of the claims that had been made.
        docket: from which its verdicts follow; None if only its files are known.
    """

    name: str
    parameters: ReportParameters
    claims: Mapping[str, Mapping[str, str]]
    standings: Mapping[str, Standing]
    docket: Docket | None = None


@dataclass(frozen=True)
class Change:
    """One claim on both sides; a side on which it had not been made is None.

    Attributes:
        gained: findings that only the second side has.
        lost: findings that only the first has.
        reasons: sentences that say why the verdict is another; none if it is the same.
    """

    claim_id: str
    section: str
    kind: str
    text: str
    before: Standing | None
    after: Standing | None
    gained: tuple[Held, ...] = ()
    lost: tuple[Held, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def moved(self) -> bool:
        """Whether the verdict is another."""
        return _word(self.before) != _word(self.after)

    @property
    def differs(self) -> bool:
        """Whether anything is another: the verdict, its share, the confidence or the evidence."""
        return _told(self.before) != _told(self.after) or bool(self.gained or self.lost)

    @property
    def towards(self) -> int:
        """Return 1 if the verdict moved towards holding, -1 if away, 0 if neither."""
        step = _place(self.after) - _place(self.before)
        return (step > 0) - (step < 0)

    def record(self) -> dict[str, Any]:
        """Return the change as plain values, for JSON."""
        return {
            "claim_id": self.claim_id,
            "section": self.section,
            "kind": self.kind,
            "text": self.text,
            "before": _told(self.before),
            "after": _told(self.after),
            "moved": self.moved,
            "differs": self.differs,
            "towards": self.towards,
            "gained": [asdict(f) for f in self.gained],
            "lost": [asdict(f) for f in self.lost],
            "reasons": list(self.reasons),
        }


@dataclass(frozen=True)
class Comparison:
    """Two sides and all their claims, in the order of the table `claims`.

    Attributes:
        notes: what could not be compared, in sentences.
    """

    a: Side
    b: Side
    changes: tuple[Change, ...]
    notes: tuple[str, ...] = field(default=())

    @property
    def moved(self) -> tuple[Change, ...]:
        """The claims whose verdict is another."""
        return tuple(c for c in self.changes if c.moved)

    @property
    def stayed(self) -> tuple[Change, ...]:
        """The claims whose verdict is the same on another share, confidence or evidence."""
        return tuple(c for c in self.changes if c.differs and not c.moved)

    @property
    def untouched(self) -> tuple[Change, ...]:
        """The claims of which nothing is another."""
        return tuple(c for c in self.changes if not c.differs)

    def counts(self) -> dict[str, int]:
        """Return how many claims there are, and how many of them changed in which way."""
        still = [c for c in self.changes if not c.moved]
        return {
            "claims": len(self.changes),
            "changed": len(self.moved),
            "towards": sum(c.towards > 0 for c in self.moved),
            "away": sum(c.towards < 0 for c in self.moved),
            "same_with_gained": sum(bool(c.gained) for c in still),
            "same_with_lost": sum(bool(c.lost) for c in still),
            "same_but_differs": len(self.stayed),
            "untouched": len(self.untouched),
        }


def judged_side(name: str, parameters: ReportParameters, docket: Docket) -> Side:
    """Return the side of a day and parameters, judged from a docket that covers the day."""
    claims = {c["claim_id"]: c for c in docket.claims}
    admitted = admitted_entries(docket, parameters)
    standings = {}
    for claim_id, judged in judge_docket(docket, parameters).items():
        found = in_force_on(admitted[claim_id], judging_day(claims[claim_id], parameters.as_of))
        share = None if judged.p is None else round(judged.p, DIGITS)
        rows = tuple(_held(docket, entry, finding) for entry, finding in found)
        standings[claim_id] = Standing(str(judged.verdict), share, judged.confidence, rows)
    return Side(name, parameters, claims, standings, docket)


def compare(a: Side, b: Side) -> Comparison:
    """Return what differs between two sides.

    Where one side's evidence is known from its files alone, computed findings are left out on both
    (an edition's table of evidence has none), and no verdict can be judged anew.
    """
    both = a.docket is not None and b.docket is not None
    names = [*a.claims, *(c for c in b.claims if c not in a.claims)]
    made = [c for c in names if c in a.standings or c in b.standings]
    return Comparison(a, b, tuple(_change(c, a, b, both) for c in made))


def _change(claim_id: str, a: Side, b: Side, both: bool) -> Change:
    claim = b.claims.get(claim_id) or a.claims[claim_id]
    before, after = a.standings.get(claim_id), b.standings.get(claim_id)
    old, new = _by_identity(before, both), _by_identity(after, both)
    why: tuple[str, ...] = ()
    if _word(before) != _word(after):
        why = _why(claim, a, b, (before, after))
    return Change(
        claim_id, claim["section"], claim["kind"], claim["text"], before, after,
        gained=tuple(new[k] for k in sorted(new.keys() - old.keys())),
        lost=tuple(old[k] for k in sorted(old.keys() - new.keys())),
        reasons=why,
    )  # fmt: skip


def _why(
    claim: Mapping[str, str], a: Side, b: Side, stands: tuple[Standing | None, Standing | None]
) -> tuple[str, ...]:
    if None in stands:
        late = a.name if stands[0] is None else b.name
        return (f"{late}: the claim had not been made by then.",)
    if a.docket is None or b.docket is None:
        return ()
    grounds = (Ground(a.docket, a.parameters), Ground(b.docket, b.parameters))
    return causes(dict(claim), *grounds)


def _by_identity(standing: Standing | None, computed: bool) -> dict[tuple[str, str, str], Held]:
    rows: Iterable[Held] = standing.held if standing else ()
    return {row.identity: row for row in rows if computed or not row.computed}


def _held(docket: Docket, entry: Entry, finding: Finding) -> Held:
    source = docket.sources[entry.sources[0]]
    return Held(
        finding.evidence_id, finding.stance, f"{finding.reliability}{finding.credibility}",
        finding.publisher, source.key, finding.known_on, entry.finding, entry.computed,
    )  # fmt: skip


def _word(standing: Standing | None) -> str:
    return standing.verdict if standing else ""


def _place(standing: Standing | None) -> float:
    return PLACES.get(Verdict(standing.verdict), MIDDLE) if standing else MIDDLE


def _told(standing: Standing | None) -> dict[str, Any] | None:
    if standing is None:
        return None
    return {"verdict": standing.verdict, "p": standing.p, "confidence": standing.confidence}
