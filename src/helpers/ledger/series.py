"""Numbers with their series: known by a day, selected, and named in prose."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

import pandas as pd

from helpers.ledger.citations import citation_key
from helpers.ledger.dates import period_end, period_start, shift_days, timely
from helpers.ledger.keeping import kept
from helpers.ledger.package import Ledger

BOUND, ESTIMATED = "more than", "known_on estimated"
PLACEHOLDER = re.compile(
    r"\{(?P<series>\w+):(?P<entity>[^:{}]+):(?P<period>[^|{}]+)(?P<rest>(?:\|[^{}]*)?)\}"
)


class NumberError(LookupError):
    """A number that prose or a chart asks for and the ledger does not hold, or holds twice."""


def published_on(figures: pd.DataFrame, series: pd.DataFrame) -> pd.Series:
    """Return the day on which each number became public.

    `known_on` where the ledger gives it, else the end of the period and the publisher's usual lag.

    Args:
        figures: rows with series, period, known_on.
        series: the ledger's table `series`, with publication_lag_days.
    """
    lags = series.set_index("series")["publication_lag_days"].astype(int)
    days = figures["known_on"].copy()
    blank = days == ""
    pairs = figures.loc[blank, ["period", "series"]]
    computed = {
        (p, s): shift_days(period_end(p), int(lags[s]))
        for p, s in set(pairs.itertuples(index=False))
    }
    days[blank] = [computed[pair] for pair in pairs.itertuples(index=False, name=None)]
    return days


def at_least(note: str) -> bool:
    """Return whether the note on a number says that it is a lower bound: "more than"."""
    return BOUND in note


def _in_words(note: str) -> str:
    """Return a note on a number as a reader may see it, without the name of a column."""
    return note.replace(ESTIMATED, "day of publication estimated")


@lru_cache(maxsize=4)
def published(ledger: Ledger) -> pd.DataFrame:
    """Return all numbers with the day on which each became public, start, end and key."""
    rows = ledger.figures
    kinds = ledger.sources.set_index("source_id")["kind"]
    keys = {s: citation_key(s, kinds[s]) for s in rows["source_id"].unique()}
    periods = {p: (period_start(p), period_end(p)) for p in rows["period"].unique()}
    return rows.assign(
        known_on=published_on(rows, ledger.series),
        start=[periods[p][0] for p in rows["period"]],
        end=[periods[p][1] for p in rows["period"]],
        key=rows["source_id"].map(keys),
    )


@dataclass(frozen=True)
class Figures:
    """Numbers public on a day, and how their series are described on that day."""

    rows: pd.DataFrame = field(repr=False)
    described: pd.DataFrame = field(repr=False)
    as_of: str

    @classmethod
    def known(cls, ledger: Ledger, as_of: str) -> "Figures":
        """Return the numbers of `ledger` that were public on `as_of`.

        `rows` has the ledger's columns and: start, end (ISO days of the period), key (citation).
        """
        rows = published(ledger)
        rows = rows[rows["known_on"] <= as_of]
        rows = rows.assign(note=[_in_words(timely(n, as_of)) if n else "" for n in rows["note"]])
        described = ledger.series.assign(
            caveat=[timely(t, as_of) for t in ledger.series["caveat"]],
            description=[timely(t, as_of) for t in ledger.series["description"]],
            title=[timely(t, as_of) or t for t in ledger.series["title"]],
        ).set_index("series", drop=False)
        return cls(rows.reset_index(drop=True), described, as_of)

    def of(
        self, series: str | list[str], entities: str | list[str] | None = None, since: str = ""
    ) -> pd.DataFrame:
        """Return the numbers of one or more series, oldest first.

        Args:
            series: a series name or several.
            entities: an entity or several (ISO3, or pairs such as IRN->RUS); all if None.
            since: first period shown, such as "2015" or "2024-06"; all if blank.

        Raises:
            NumberError: if the ledger describes no such series.
        """
        names = [series] if isinstance(series, str) else series
        unknown = [n for n in names if n not in self.described.index]
        if unknown:
            raise NumberError(f"no series {', '.join(unknown)} in data/series.csv")
        wanted = [entities] if isinstance(entities, str) else entities
        asked = None if wanted is None else tuple(wanted)
        rows = self._of_entities(tuple(sorted(set(names))), asked)
        return rows[rows["end"] >= str(since)]

    @kept
    def _of_entities(
        self, names: tuple[str, ...], entities: tuple[str, ...] | None
    ) -> pd.DataFrame:
        rows = self._of_series(names)
        return rows if entities is None else rows[rows["entity"].isin(entities)]

    @kept
    def _of_series(self, names: tuple[str, ...]) -> pd.DataFrame:
        rows = self.rows[self.rows["series"].isin(names)]
        return rows.sort_values(["series", "entity", "end", "source_id"])

    def wide(
        self, series: str, entities: str | list[str] | None = None, since: str = ""
    ) -> pd.DataFrame:
        """Return a table periods x entities of one series; of two sources the last."""
        rows = self.of(series, entities, since)
        return rows.pivot_table(index="period", columns="entity", values="value", aggfunc="last")

    def value(self, series: str, entity: str, period: str, source_id: str = "") -> float:
        """Return one number.

        Raises:
            NumberError: if none or several rows fit.
        """
        rows = self.of(series, entity)
        rows = rows[rows["period"] == period]
        if source_id:
            rows = rows[rows["source_id"] == source_id]
        if len(rows) != 1:
            where = f"{series}:{entity}:{period}" + (f" from {source_id}" if source_id else "")
            raise NumberError(
                f"{len(rows)} numbers for {where} on {self.as_of}; exactly one is needed"
            )
        return float(rows["value"].iloc[0])

    def last(self, series: str, entity: str) -> pd.Series | None:
        """Return the newest number of a series, or None if none was public."""
        rows = self.of(series, entity)
        return None if rows.empty else rows.iloc[-1]

    def unit(self, series: str) -> str:
        """Return the unit of a series."""
        return str(self.described.loc[series, "unit"])

    def title(self, series: str) -> str:
        """Return the title of a series."""
        return str(self.described.loc[series, "title"])

    def caveat(self, *series: str) -> str:
        """Return what to beware of in the series named, as far as it could be said on this day."""
        texts = dict.fromkeys(str(self.described.loc[s, "caveat"]) for s in series)
        return " ".join(t.rstrip(".") + "." for t in texts if t)

    def citations(self, rows: pd.DataFrame) -> str:
        """Return the citations `[@a][@b]` of the numbers in `rows`, each source once."""
        return "".join(f"[@{k}]" for k in dict.fromkeys(rows["key"]))

    def fill(self, text: str) -> str:
        """Return prose with its placeholders filled.

        `{series:entity:period}` gives the number, `{...|.1f}` formats it, `{...|source_id=x}`
        chooses one of several sources.

        Raises:
            NumberError: if a placeholder does not resolve to exactly one number.
        """
        return PLACEHOLDER.sub(self._number, text)

    def _number(self, match: re.Match[str]) -> str:
        options = [part for part in match["rest"].split("|") if part]
        source = next(
            (o.removeprefix("source_id=") for o in options if o.startswith("source_id=")), ""
        )
        spec = next((o for o in options if not o.startswith("source_id=")), "")
        value = self.value(match["series"], match["entity"], match["period"], source)
        return format(value, spec) if spec else f"{value:,g}"
