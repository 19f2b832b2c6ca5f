"""Indicators on every day of a span: each is measured anew only where what it looked at has grown.

Tables only ever grow with the day, so that the number of rows public tells whether a table is what
it was. What an indicator looks at is noted while it measures; a test holds the outcome equal to a
measurement on each day.
"""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any, cast

import pandas as pd

from helpers.judgement.indicators.records import Indicator, Reading
from helpers.judgement.indicators.register import INDICATORS, read
from helpers.ledger.package import Ledger
from helpers.ledger.series import published
from helpers.ledger.views import Known
from helpers.parameters import ReportParameters

DAY = "the day itself"
"""Stands among what was looked at for the day of the report, which is never what it was."""

UNDATED = ("ledger", "parameters")
"""What does not change with the day; rules that cut such a table by the day ask for the day."""

Seen = tuple[Hashable, ...]


class Watched:
    """Stands in for `Known` and notes what a rule looks at."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self.seen: set[Seen] = set()

    def __getattr__(self, name: str) -> Any:
        if name not in UNDATED:
            self.seen.add((DAY,) if name == "as_of" else (name,))
        return getattr(self._known, name)

    @property
    def figures(self) -> "WatchedFigures":
        """The numbers, watched by series."""
        return WatchedFigures(self._known.figures, self.seen)

    def table(self, name: str, column: str = "known_on") -> pd.DataFrame:
        """Return any other table of the ledger, and note that it was looked at."""
        self.seen.add(("table", name, column))
        return self._known.table(name, column)

    def out_of(self, source_ids: str) -> pd.DataFrame:
        """Return those of some sources that were out, and note which were asked for."""
        self.seen.add(("out", *source_ids.split(";")))
        return self._known.out_of(source_ids)

    def past(self, day: str) -> bool:
        """Return whether a day had come, and note which."""
        self.seen.add(("past", day))
        return self._known.past(day)

    def event(self, event_id: str) -> Any:
        """Return one event, and note that events were looked at."""
        self.seen.add(("events",))
        return self._known.event(event_id)


class WatchedFigures:
    """Stands in for `Figures` and notes which series a rule looks at."""

    def __init__(self, figures: Any, seen: set[Seen]) -> None:
        self._figures, self._seen = figures, seen

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._figures, name)
        if not callable(found):
            self._seen.add(("figures",))
            return found
        return self._noting(found)

    def _noting(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def noted(series: Any, *args: Any, **kwargs: Any) -> Any:
            names = [series] if isinstance(series, str) else series
            self._seen.update(("series", name) for name in names)
            return method(series, *args, **kwargs)

        return noted


class Calendar:
    """How many rows of a table, or numbers of a series, were public on a day."""

    def __init__(self, ledger: Ledger, digits: int = 10) -> None:
        self.ledger, self._digits = ledger, digits
        self._days: dict[Seen, list[str]] = {}

    def state(self, seen: Seen, day: str) -> Hashable:
        """Return what changes whenever that which was looked at does."""
        if seen == (DAY,):
            return day[: self._digits]
        if seen[0] == "past":
            return str(seen[1]) <= day
        if seen[0] == "out":
            return self.out(seen[1:], day)
        if seen not in self._days:
            self._days[seen] = sorted(self._public(seen))
        return bisect_right(self._days[seen], day)

    def _public(self, seen: Seen) -> list[str]:
        """Return the days on which the rows became public."""
        ledger, name = self.ledger, str(seen[0])
        if name in ("series", "figures"):
            rows = self._figures
            return (rows[rows["series"] == seen[1]] if len(seen) > 1 else rows)["known_on"].tolist()
        if name == "table":
            column = str(seen[2])
            return getattr(ledger, str(seen[1]))[column].tolist() if column else []
        if name == "evidence":
            out = ledger.evidence["source_id"].map(self._out)
            return [max(*days) for days in zip(ledger.evidence["known_on"], out, strict=True)]
        tables = {"clauses": ("clause_known_on", "known_on"), "claims": ("claims", "stated_on")}
        table, column = tables.get(name, (name, "known_from" if name == "sources" else "known_on"))
        return getattr(ledger, table)[column].tolist()

    @cached_property
    def _out(self) -> "pd.Series[str]":
        return self.ledger.sources.set_index("source_id")["known_from"]

    @cached_property
    def _figures(self) -> pd.DataFrame:
        return published(self.ledger)

    def out(self, sources: Iterable[Hashable], day: str) -> int:
        """Return how many of the sources named were out on a day."""
        return sum(self._out.get(name, "9999") <= day for name in sources)


@dataclass(frozen=True)
class _Taken:
    """A reading, and the state of what was looked at when it was taken."""

    reading: Reading
    states: tuple[tuple[Seen, Hashable], ...]
    named: tuple[str, ...]
    out: int


class Readings:
    """Readings of one ledger, day after day; call it as `reading` of the register is called.

    Args:
        ledger: the evidence base.
        monthly: whether rules that ask for the day itself, such as for a share of all days past,
            are measured anew only when a month begins.
    """

    def __init__(self, ledger: Ledger, monthly: bool = False) -> None:
        self.calendar = Calendar(ledger, 7 if monthly else 10)
        self._last: dict[str, _Taken] = {}

    def __call__(self, ledger: Ledger, as_of: str, indicator_id: str) -> Reading:
        """Return how one indicator read on a day."""
        taken = self._last.get(indicator_id)
        if taken is None or not self._stands(taken, as_of):
            taken = self._last[indicator_id] = self._take(INDICATORS[indicator_id], ledger, as_of)
        return replace(taken.reading, as_of=as_of)

    def _stands(self, taken: _Taken, day: str) -> bool:
        same = all(self.calendar.state(seen, day) == state for seen, state in taken.states)
        return same and self.calendar.out(taken.named, day) == taken.out

    def _take(self, indicator: Indicator, ledger: Ledger, day: str) -> _Taken:
        known = _view(ledger, day)
        watched = Watched(known)
        taken = read(indicator, known, looking=cast(Known, watched))
        rows = taken.measured.rows
        column = "source_ids" if "source_ids" in rows else "source_id"
        texts = set(rows[column]) if len(rows) else set()
        named = tuple(sorted({s for text in texts for s in str(text).split(";")}))
        states = tuple((seen, self.calendar.state(seen, day)) for seen in watched.seen)
        return _Taken(taken, states, named, self.calendar.out(named, day))


@lru_cache(maxsize=4)
def _view(ledger: Ledger, as_of: str) -> Known:
    return Known(ledger, ReportParameters(as_of=as_of))
