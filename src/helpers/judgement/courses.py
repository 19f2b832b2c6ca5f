"""The course of every verdict: on which days it changed, and what it was from each on."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from helpers.judgement.confidence import OLD_DAYS
from helpers.judgement.docket import UNCHANGED, Changes, Docket, Entry, admitting
from helpers.judgement.judging import Judgement, judge_claim
from helpers.judgement.verdicts import Finding
from helpers.ledger.dates import shift_days
from helpers.parameters import ReportParameters

Course = list[tuple[str, Judgement]]
"""Days on which a judgement changed, oldest first, each with what it was from then on."""

Step = tuple[str, float | None, str]
"""A day from which a claim had a share and a verdict."""


@dataclass
class Courses:
    """The courses of all claims of one docket, under any parameters; what is equal is judged once.

    Attributes:
        docket: covers the days from its first to the last that is asked for.
    """

    docket: Docket
    _judged: dict[tuple[object, ...], Judgement] = field(default_factory=dict, repr=False)

    def under(
        self, parameters: ReportParameters, changes: Changes = UNCHANGED
    ) -> dict[str, Course]:
        """Return the course of each claim up to `parameters.as_of`, by claim_id.

        Args:
            parameters: all but the day hold for every day.
            changes: what if.
        """
        admitted: dict[str, list[tuple[str, str, Entry, Finding]]] = defaultdict(list)
        for entry, finding, first, last in admitting(self.docket, parameters, changes):
            admitted[entry.claim_id].append((first, last, entry, finding))
        return {
            claim["claim_id"]: list(self._course(claim, admitted[claim["claim_id"]], parameters))
            for claim in self.docket.claims
            if claim["stated_on"] <= parameters.as_of
        }

    def _course(
        self,
        claim: dict[str, str],
        rows: list[tuple[str, str, Entry, Finding]],
        parameters: ReportParameters,
    ) -> Iterator[tuple[str, Judgement]]:
        start = max(self.docket.first, claim["stated_on"])
        days = {start, claim["horizon"]} | set(_turns(rows))
        before: Judgement | None = None
        for day in sorted(d for d in days if start <= d <= parameters.as_of):
            found = [finding for first, last, _, finding in rows if first <= day <= last]
            now = self._judge(claim, found, parameters.model_copy(update={"as_of": day}))
            if now != before:
                yield day, now
            before = now

    def _judge(
        self, claim: dict[str, str], findings: list[Finding], parameters: ReportParameters
    ) -> Judgement:
        """Return the judgement of a day; with other grades it is often the same findings."""
        how = (parameters.as_of, parameters.independence, parameters.weights)
        key = (claim["claim_id"], *how, *findings)
        if key not in self._judged:
            self._judged[key] = judge_claim(claim, findings, parameters)
        return self._judged[key]


def steps(course: Course) -> list[Step]:
    """Return the days on which the share or the verdict changed; much else of a judgement may."""
    return _changes([(day, j.p, str(j.verdict)) for day, j in course], slice(1, 3))


def turns(told: Iterable[Step]) -> list[Step]:
    """Return those of some steps at which the verdict is another.

    Example:
        >>> turns([("2025-01-20", 0.5, "mixed"), ("2025-03-01", 0.55, "mixed")])
        [('2025-01-20', 0.5, 'mixed')]
    """
    return _changes(list(told), slice(2, 3))


def _changes(told: list[Step], part: slice) -> list[Step]:
    """Return the first step, and each that differs in a part from the one before."""
    return told[:1] + [b for a, b in pairwise(told) if a[part] != b[part]]


def on_day(courses: dict[str, Course], day: str) -> dict[str, Judgement]:
    """Return what each claim was judged on a day; claims not yet made are left out."""
    found = {}
    for claim_id, course in courses.items():
        past = [judgement for since, judgement in course if since <= day]
        if past:
            found[claim_id] = past[-1]
    return found


def turning_days(courses: Iterable[dict[str, Course]]) -> list[str]:
    """Return every day on which the word of any verdict changed, in any of some sets of courses.

    The first day of each course is one.
    """
    return sorted(
        {day for c in courses for course in c.values() for day, _, _ in turns(steps(course))}
    )


def _turns(rows: Iterable[tuple[str, str, Entry, Finding]]) -> Iterator[str]:
    """Yield the days on which a finding comes, goes, is replaced or grows old."""
    for first, last, entry, finding in rows:
        yield first
        yield finding.known_on
        yield shift_days(finding.known_on, OLD_DAYS + 1)
        yield from (shift_days(day, 1) for day in (last, entry.until) if day and day < "9999")
