"""The evidence as it could be seen on a day: nothing later, nothing below the grades chosen."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import pandas as pd

from helpers.ledger import citations
from helpers.ledger.dates import printed, timely
from helpers.ledger.package import Ledger
from helpers.ledger.series import Figures
from helpers.parameters import ReportParameters

RELIABILITY, CREDIBILITY = "ABCDE", (1, 2, 3, 4, 5)
UNJUDGED_RELIABILITY, UNJUDGED_CREDIBILITY = "F", 6
PLANNING = (
    ("evidence", "known_on", "source_id"),
    ("events", "known_on", "source_ids"),
    ("passages", "known_from", "cites"),
)
FREE_TEXT = (
    "note",
    "caveat",
    "coder_note",
    "description",
    "quality_note",
    "status",
    "text_coverage",
    "summary",
)


def filter_as_of(table: pd.DataFrame, as_of: str, column: str = "known_on") -> pd.DataFrame:
    """Return the rows that were public on `as_of`; a blank day in `column` means long public."""
    return table[table[column] <= as_of]


def grade_at_least(evidence: pd.DataFrame, parameters: ReportParameters) -> pd.DataFrame:
    """Return the rows whose source and finding are graded as asked.

    F and 6 mean that no judgement is possible: a switch admits them, no rank reaches them.

    Args:
        evidence: rows with `reliability` (A-F) and `credibility` (1-6).
        parameters: `min_reliability`, `min_credibility`, `include_unjudged`.
    """
    letter, digit = evidence["reliability"], evidence["credibility"]
    letter_ok = letter.le(parameters.min_reliability) & (letter != UNJUDGED_RELIABILITY)
    digit_ok = digit.le(parameters.min_credibility) & (digit != UNJUDGED_CREDIBILITY)
    if parameters.include_unjudged:
        letter_ok |= letter == UNJUDGED_RELIABILITY
        digit_ok |= digit == UNJUDGED_CREDIBILITY
    return evidence[letter_ok & digit_ok]


def without_party_media(evidence: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that do not come from state media of a state that is party to the matter."""
    return evidence[~is_party_medium(evidence)]


def is_party_medium(rows: pd.DataFrame) -> pd.Series:
    """Return, per row with `kind` and `party`, whether it is from state media of a party."""
    return (rows["kind"] == "state_media") & (rows["party"] != "")


def as_read_by(evidence: pd.DataFrame, second: pd.DataFrame, coder: str) -> pd.DataFrame:
    """Return the rows with the stance and bearing that `coder` gave: first, second, or agreed."""
    if coder == "first":
        return evidence
    other = second.set_index("evidence_id").reindex(evidence["evidence_id"])
    if coder == "second":
        return evidence.assign(stance=other["stance"].values, bears_on=other["bears_on"].values)
    same = (evidence["stance"].values == other["stance"].values) & (
        evidence["bears_on"].values == other["bears_on"].values
    )
    return evidence[same]


def named(ledger: Ledger, origins: Iterable[str]) -> list[str]:
    """Return the names of origins as readers know them, in the order of the alphabet."""
    names = ledger.origins.set_index("origin")["name"]
    return sorted(names.loc[list(origins)], key=str.casefold)


def name_of(ledger: Ledger, origin: str) -> str:
    """Return the name of one origin as readers know it."""
    return named(ledger, [origin])[0]


def seen(ledger: Ledger, parameters: ReportParameters) -> "Known":
    """Return the view of the evidence under some parameters: the same one whenever asked again.

    Of a section's parameters only those of the whole report matter. What is worked out for a view
    is kept with it, so that whoever asks for the same view need not work it out anew.
    """
    shared = parameters.model_dump(include=set(ReportParameters.model_fields))
    return _seen(ledger, ReportParameters(**shared))


@lru_cache(maxsize=4)
def _seen(ledger: Ledger, parameters: ReportParameters) -> "Known":
    return Known(ledger, parameters)


@dataclass(frozen=True)
class Known:
    """What was public on `parameters.as_of`; every table an edition shows comes from here."""

    ledger: Ledger = field(repr=False)
    parameters: ReportParameters

    @property
    def as_of(self) -> str:
        """The day from which this view looks back."""
        return self.parameters.as_of

    def past(self, day: str) -> bool:
        """Return whether a day had come."""
        return day <= self.as_of

    @property
    def sources(self) -> pd.DataFrame:
        """Sources that could be cited, indexed by source_id, with their citation `key`."""
        return _sources(self.ledger, self.as_of)

    @property
    def out(self) -> pd.DataFrame:
        """The same sources and keys, as the ledger has them: titles and days may lie ahead."""
        return _out(self.ledger, self.as_of)

    def out_of(self, source_ids: str) -> pd.DataFrame:
        """Return those of the `;`-separated sources that were out, as in `out`."""
        return self.out.loc[[s for s in source_ids.split(";") if s in self.out.index]]

    @property
    def plans(self) -> dict[str, frozenset[str]]:
        """Later dates that rows known by the day name as plans, by source_id."""
        return _plans(self.ledger, self.as_of)

    @property
    def plan_dates(self) -> frozenset[str]:
        """All later dates that this edition may print as plans."""
        return frozenset(d for dates in self.plans.values() for d in dates)

    @cached_property
    def bibliography(self) -> dict[str, dict[str, str]]:
        """What may be printed of each citable source, by citation key."""
        return citations.bibliography(self.sources)

    @cached_property
    def evidence(self) -> pd.DataFrame:
        """Findings known and admitted, background included, with their source's origin and grade.

        Adds to the ledger's columns: origin, publisher, kind, party, country, reliability, key.
        """
        rows = filter_as_of(self.ledger.evidence, self.as_of)
        rows = as_read_by(rows, self.ledger.evidence_second, self.parameters.coder)
        columns = ["origin", "publisher", "kind", "party", "country", "reliability", "key"]
        rows = rows.join(self.sources[columns], on="source_id", how="inner")
        rows = grade_at_least(rows, self.parameters)
        return rows if self.parameters.include_party_media else without_party_media(rows)

    @cached_property
    def claims(self) -> pd.DataFrame:
        """The claims that had been made."""
        return filter_as_of(self.ledger.claims, self.as_of, "stated_on")

    @cached_property
    def events(self) -> pd.DataFrame:
        """Events known, each with the `keys` of those of its sources that were out.

        Adds `when` too, the date as it may be printed: the month alone where only that is known.
        """
        rows = filter_as_of(self.ledger.events, self.as_of)
        return self.with_keys(rows.assign(when=printed(rows["date"], rows["date_precision"])))

    @cached_property
    def passages(self) -> pd.DataFrame:
        """Dated prose to be shown on this day, in order."""
        rows = filter_as_of(self.ledger.passages, self.as_of, "known_from")
        rows = rows[(rows["known_until"] == "") | (rows["known_until"] > self.as_of)]
        return rows.sort_values(["section", "order", "passage_id"])

    @property
    def figures(self) -> Figures:
        """Numbers known, with the series that describe them."""
        return _figures(self.ledger, self.as_of)

    @cached_property
    def clauses(self) -> pd.DataFrame:
        """Treaty clauses that could be known, joined with the day on which they could be."""
        days = self.ledger.clause_known_on.set_index("clause_id")["known_on"]
        rows = self.ledger.clauses.join(days.rename("known_on"), on="clause_id")
        unread = rows["read_level"].isin(["not_read", "listed_only"])
        public = (rows["known_on"] <= self.as_of) & (rows["known_on"].fillna("") != "")
        return self.with_keys(self.timely(rows[public | (unread & rows["known_on"].isna())]))

    @cached_property
    def glossary(self) -> pd.DataFrame:
        """Terms that can be explained without a later event."""
        return filter_as_of(self.ledger.glossary, self.as_of, "known_from")

    def table(self, name: str, column: str = "known_on") -> pd.DataFrame:
        """Return any other table of the ledger, its rows public by `column`, its notes timely."""
        rows = getattr(self.ledger, name)
        return self.timely(filter_as_of(rows, self.as_of, column) if column else rows)

    def timely(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return the rows with free texts freed of sentences that name a later day."""
        texts = {
            c: [timely(str(t), self.as_of) for t in rows[c]] for c in FREE_TEXT if c in rows.columns
        }
        return rows.assign(**texts)

    def say_timely(self, text: str) -> str:
        """Return one free text without the sentences that name a later day."""
        return timely(text, self.as_of)

    def with_keys(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Add `keys`: citation keys of those of the `source_ids` (or `source_id`) that were out."""
        ids = rows["source_ids"] if "source_ids" in rows else rows["source_id"]
        return rows.assign(keys=[self.keys(text) for text in ids])

    def keys(self, source_ids: str) -> list[str]:
        """Return the citation keys of those of the `;`-separated sources that were out."""
        return [self._keys[s] for s in source_ids.split(";") if s in self._keys]

    @cached_property
    def _keys(self) -> dict[str, str]:
        return self.out["key"].to_dict()

    def event(self, event_id: str) -> pd.Series | None:
        """Return one event, or None if it was not public on this day."""
        rows = self.events[self.events["event_id"] == event_id]
        return None if rows.empty else rows.iloc[0]


# What depends on the day alone is kept for all views of that day: a search over grades and
# weights looks at one day many times.


@lru_cache(maxsize=4)
def _figures(ledger: Ledger, as_of: str) -> Figures:
    return Figures.known(ledger, as_of)


@lru_cache(maxsize=4)
def _keyed(ledger: Ledger) -> pd.DataFrame:
    return citations.keyed(ledger.sources)


@lru_cache(maxsize=4)
def _out(ledger: Ledger, as_of: str) -> pd.DataFrame:
    return filter_as_of(_keyed(ledger), as_of, "known_from")


@lru_cache(maxsize=4)
def _sources(ledger: Ledger, as_of: str) -> pd.DataFrame:
    return citations.citable(_keyed(ledger), as_of, _plans(ledger, as_of))


@lru_cache(maxsize=4)
def _plans(ledger: Ledger, as_of: str) -> dict[str, frozenset[str]]:
    """Return the later dates that rows known by the day name as plans, by source_id.

    Plans are the `plan_dates` of findings, events and passages, and the periods of figures that
    lie ahead, such as goals.
    """
    named: dict[str, set[str]] = {}
    for table, day, ids in PLANNING:
        rows = filter_as_of(getattr(ledger, table), as_of, day)
        for row in rows[rows["plan_dates"] != ""].to_dict("records"):
            for source in row[ids].split(";"):
                named.setdefault(source, set()).update(row["plan_dates"].split(";"))
    figures = _figures(ledger, as_of).rows
    ahead = figures[figures["end"] > as_of]
    for source, period in zip(ahead["source_id"], ahead["period"], strict=True):
        named.setdefault(source, set()).add(period)
    return {source: frozenset(dates) for source, dates in named.items()}
