"""Parameters that every section shares: the day, the grades, whose voice counts, and how."""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

EARLIEST_AS_OF = "2025-01-20"
"""The earliest day on which the news analysis can have appeared: it names the inauguration."""

IsoDate = Annotated[str, AfterValidator(lambda text: _iso_date(text))]


Months = Annotated[int, Field(ge=3, le=36)]
"""A number of months before or after an event."""


@dataclass(frozen=True)
class ZeroOrFrom:
    """Marks a number whose nought means "as known", and that otherwise starts at `low`."""

    low: float

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._checked, handler(source))

    def _checked(self, value: float) -> float:
        if 0 < value < self.low:
            raise ValueError(f"between 0 and {self.low:g}")
        return value


def _iso_date(text: str) -> str:
    """Return `text` if it is a day written YYYY-MM-DD, else raise ValueError."""
    if dt.date.fromisoformat(text).isoformat() != text:
        raise ValueError("not written YYYY-MM-DD")
    if text < EARLIEST_AS_OF:
        raise ValueError(f"before {EARLIEST_AS_OF}, when there was no claim to test")
    return text


class ReportParameters(BaseModel):
    """What a reader may set in every section.

    Values are plain literals (str, int, float, bool, list of str), so that a notebook's
    `parameters` cell, papermill and the command line all speak of the same things.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    as_of: IsoDate = Field("2026-07-05", description="newest day whose evidence counts")
    min_reliability: Literal["A", "B", "C", "D", "E"] = Field(
        "E", description="least source grade that counts (A completely reliable ... E unreliable)"
    )
    min_credibility: Annotated[int, Field(ge=1, le=5)] = Field(
        5, description="least credibility of a finding that counts (1 confirmed ... 5 improbable)"
    )
    include_unjudged: bool = Field(
        False, description="also count what cannot be judged (F and 6), weighed as C and 3"
    )
    include_party_media: bool = Field(
        True, description="count the state media of the states that are party to a matter"
    )
    independence: Literal["origin", "publisher", "none"] = Field(
        "origin",
        description="what counts once per claim and stance: an origin, a publisher, or nothing",
    )
    weights: Literal["linear", "steep", "equal"] = Field(
        "linear", description="how grades become weights"
    )
    coder: Literal["first", "second", "agreed"] = Field(
        "first", description="whose reading of stance and bearing counts"
    )
    count_indicators: bool = Field(
        True, description="count indicators, tests on series of numbers, as computed evidence"
    )
    since: Annotated[int, Field(ge=1990, le=2026)] = Field(
        2015, description="first year shown in long series"
    )

    def literals(self) -> dict[str, object]:
        """Return the parameters as plain values, in the order in which they are declared."""
        return self.model_dump(mode="json")
