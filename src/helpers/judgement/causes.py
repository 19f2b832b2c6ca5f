"""Why a verdict is another: judge anew with one group of changes at a time.

Start from the first side and make a few of the changes that lead to the second: findings that
became known, findings that no longer stand, a horizon that was reached, a parameter. The fewest
that give the second side's word are the reason. It says what suffices, not what was in the minds
of those who reported.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations

from helpers.judgement.docket import Docket, Entry, admitted_entries
from helpers.judgement.judging import judge_claim
from helpers.judgement.verdicts import Finding, Stance, Verdict, in_force
from helpers.ledger.dates import long_date
from helpers.parameters import ReportParameters
from helpers.parameters.faults import plain

MOST_TOGETHER = 3
"""Larger sets than this are not searched: then all groups together are named."""

JOINTLY = {
    1: "this alone makes",
    2: "neither alone does, but both together make",
    3: "no two of these do, but all three together make",
}

MOST_IDS = 8
"""Ids that a sentence names; the tables have all."""

UNJUDGED = ("as_of", "since")
"""The day is told by what it brought; `since` is the start of charts and changes no verdict."""

HORIZON = "horizon"
VERBS = {
    Stance.SUPPORTS: ("supports", "support"),
    Stance.QUALIFIES: ("qualifies", "qualify"),
    Stance.CONTRADICTS: ("contradicts", "contradict"),
}

Group = tuple[str, str]
"""A kind (gained, lost, parameter, horizon) and a stance, a parameter's name or nothing."""


@dataclass(frozen=True, eq=False)
class Ground:
    """What the verdicts of a side rest on: a docket that covers its day, and its parameters."""

    docket: Docket
    parameters: ReportParameters

    @property
    def day(self) -> str:
        """The day of the side."""
        return self.parameters.as_of


def bare_id(evidence_id: str) -> str:
    """Return an id without the mark of a reading kept as it stood on a forecast's horizon."""
    return evidence_id.partition("@")[0]


def judging_day(claim: Mapping[str, str], as_of: str) -> str:
    """Return the last day whose findings count: a forecast is judged by those of its horizon."""
    return min(as_of, claim["horizon"]) if claim["kind"] == "forecast" else as_of


def in_force_on(rows: Iterable[tuple[Entry, Finding]], day: str) -> list[tuple[Entry, Finding]]:
    """Return the findings, each with its entry, that stand on a day."""
    return [(entry, finding) for entry, finding in rows if in_force([finding], day)]


def causes(claim: dict[str, str], a: Ground, b: Ground) -> tuple[str, ...]:
    """Return why the verdict on a claim differs between two sides, in sentences.

    Args:
        claim: a row of the table `claims`.
        a: the first side, on which the claim had been made.
        b: the second, likewise.
    """
    return tuple(_Case(claim, a, b).told())


@dataclass(frozen=True, eq=False)
class _Case:
    """One claim on two sides, judged under any subset of what differs between them."""

    claim: dict[str, str]
    a: Ground
    b: Ground
    _kept: dict[tuple[str, ReportParameters], dict[str, Finding]] = field(default_factory=dict)

    def told(self) -> Iterator[str]:
        """Yield the reason, or the reasons of which each would do."""
        groups = self.groups()
        goal = self.verdict(groups)
        for size in range(1, min(MOST_TOGETHER, len(groups)) + 1):
            found = [s for s in combinations(groups, size) if self.verdict(s) is goal]
            if found:
                yield from (self._sentence(chosen, JOINTLY[size], goal) for chosen in found)
                return
        how = f"no {MOST_TOGETHER} of these do, but all together make"
        yield self._sentence(groups, how, goal)

    def groups(self) -> list[Group]:
        """Return what differs, in the order in which it is told."""
        old, new = (side.parameters.literals() for side in (self.a, self.b))
        names = [k for k in old if old[k] != new[k] and k not in UNJUDGED]
        out = [
            (kind, str(stance))
            for kind in ("gained", "lost")
            for stance in Stance
            if self._ids(kind, stance)
        ]
        out += [(HORIZON, "")] if self._due(self.a) != self._due(self.b) else []
        return out + [("parameter", name) for name in names]

    def verdict(self, made: Collection[Group]) -> Verdict:
        """Return the verdict if only some of the changes are made."""
        chosen = {k: getattr(self.b.parameters, k) for kind, k in made if kind == "parameter"}
        parameters = self.a.parameters.model_copy(update=chosen)
        before, after = self._found(self.a, parameters), self._found(self.b, parameters)
        found = [f for k, f in before.items() if k in after or ("lost", f.stance) not in made]
        found += [f for k, f in after.items() if k not in before and ("gained", f.stance) in made]
        day = self.b.day if (HORIZON, "") in made else self.a.day
        # what stands was chosen above: here all of it counts, whenever it became known
        edge = judging_day(self.claim, day)
        here = [replace(f, known_on=min(f.known_on, edge), until="") for f in found]
        return judge_claim(self.claim, here, parameters.model_copy(update={"as_of": day})).verdict

    def _found(self, side: Ground, parameters: ReportParameters) -> dict[str, Finding]:
        """Return what stands on a side's day under some parameters, by id, stance and grade."""
        parameters = parameters.model_copy(update={"as_of": side.day})
        key = (side.day, parameters)
        if key not in self._kept:
            rows = admitted_entries(side.docket, parameters)[self.claim["claim_id"]]
            standing = in_force_on(rows, judging_day(self.claim, side.day))
            self._kept[key] = {_identity(finding): finding for _, finding in standing}
        return self._kept[key]

    def _ids(self, kind: str, stance: str) -> list[str]:
        """Return the findings of a stance that came or went with the day, not by a parameter."""
        ids: dict[str, None] = {}
        for parameters in (self.a.parameters, self.b.parameters):
            before, after = self._found(self.a, parameters), self._found(self.b, parameters)
            ours, theirs = (after, before) if kind == "gained" else (before, after)
            new = [k for k in ours if k not in theirs and ours[k].stance == stance]
            ids |= {bare_id(ours[k].evidence_id): None for k in sorted(new)}
        return list(ids)

    def _due(self, side: Ground) -> bool:
        return self.claim["kind"] == "forecast" and side.day >= self.claim["horizon"]

    def _sentence(self, chosen: Collection[Group], how: str, goal: Verdict) -> str:
        said = ("; and " if len(chosen) <= MOST_TOGETHER else "; ").join(map(self._say, chosen))
        head = said if said.startswith(_names(self.a)) else said[:1].upper() + said[1:]
        return f"{head}: {how} it \u201c{goal}\u201d."

    def _say(self, group: Group) -> str:
        kind, what = group
        if kind == "parameter":
            old, new = (plain(getattr(s.parameters, what)) for s in (self.a, self.b))
            return f"{what} is {new} instead of {old}"
        if kind == HORIZON:
            when = long_date(self.claim["horizon"])
            came = self._due(self.b)
            return (
                f"its horizon, {when}, {'had come' if came else 'had not come yet'}, so that the"
                f" forecast is {'judged' if came else 'open'}"
            )
        ids, n = self._ids(kind, what), len(self._ids(kind, what))
        named = ", ".join(ids[:MOST_IDS]) + (f" and {n - MOST_IDS} more" if n > MOST_IDS else "")
        verb = VERBS[Stance(what)][n > 1]
        return f"{n} finding{'s' * (n > 1)} that {verb} it {self._fate(kind, n == 1)} ({named})"

    def _fate(self, kind: str, one: bool) -> str:
        """Return what became of findings between the days; the second may be the earlier one."""
        if self.a.day <= self.b.day:
            fates = {"gained": "became known", "lost": f"no longer stand{'s' * one}"}
        else:
            fates = {"gained": "still stood", "lost": f"{'was' if one else 'were'} not yet known"}
        return fates[kind]


def _names(side: Ground) -> tuple[str, ...]:
    """Return the parameters' names, which stay as they are written at the start of a sentence."""
    return tuple(side.parameters.literals())


def _identity(finding: Finding) -> str:
    grade = f"{finding.reliability}{finding.credibility}"
    return f"{bare_id(finding.evidence_id)} {finding.stance} {grade}"
