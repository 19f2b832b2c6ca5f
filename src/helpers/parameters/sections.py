"""What a reader may set in each section, beside the parameters of the whole report."""

from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from helpers.parameters.caucasus import CaucasusParameters
from helpers.parameters.energy import EnergyParameters
from helpers.parameters.middle_east import MiddleEastParameters
from helpers.parameters.report import ReportParameters
from helpers.parameters.ukraine import UkraineParameters
from helpers.parameters.united_states import UnitedStatesParameters

TreatyId = Literal[
    "SU-IR-1921",
    "IR-RU-2001",
    "RU-CN-2001",
    "IR-CN-2021",
    "AZ-TR-2021",
    "RU-KP-2024",
    "RU-BY-2024",
    "RU-VE-2025",
]
HeadingId = Literal[
    "military_security",
    "economic_trade",
    "energy",
    "science_culture",
    "transport_logistics",
    "common_threats",
]
CLAIMS_BY_LETTER = {"B": 13, "C": 18, "U": 8, "M": 7, "K": 6, "S": 6, "E": 6, "X": 2}
"""How many claims each section has; a test holds it to the ledger."""

ClaimId = Literal[  # type: ignore[valid-type]
    tuple(f"{letter}{n}" for letter, last in CLAIMS_BY_LETTER.items() for n in range(1, last + 1))
]


class SummaryParameters(ReportParameters):
    """The summary: how long its lists are."""

    top: Annotated[int, Field(ge=3, le=20)] = Field(
        10, description="length of the lists of strongest and most disputed findings"
    )
    events_per_lane: Annotated[int, Field(ge=2, le=8)] = Field(
        4, description="events named per lane of the timeline"
    )


class BackgroundParameters(ReportParameters):
    """The background: what counts as one week, and as an announced date."""

    week_window: Annotated[int, Field(ge=3, le=31)] = Field(
        8, description="days within which the three events must fall"
    )
    count_windows: Literal["all", "month", "day"] = Field(
        "all", description="announcements counted: any window, a month or narrower, a day"
    )
    gpr_measure: Literal["acts", "threats", "index"] = Field(
        "acts", description="part of the Geopolitical Risk index drawn"
    )


class ClausesParameters(ReportParameters):
    """The clauses: which readings count and with whom the treaty is compared."""

    drop_paraphrased: bool = Field(
        False, description="leave out clauses known only from a paraphrase"
    )
    drop_low_confidence: bool = Field(
        False, description="leave out clauses whose coding is of low confidence"
    )
    clause_coder: Literal["first", "second", "agreed"] = Field(
        "first", description="whose codes of the clauses count"
    )
    doubtful_shift: Annotated[int, Field(ge=-1, le=1)] = Field(
        0, description="steps by which codes of low confidence are moved"
    )
    resample: Literal["article", "unit"] = Field(
        "article", description="what is drawn anew for an interval"
    )
    compare_heading: HeadingId = Field(
        "military_security", description="heading under which treaties are compared"
    )
    comparators: list[TreatyId] = Field(
        [], description="treaties set beside this one; all that were signed if none is named"
    )
    consultation: Literal["broad", "strict"] = Field(
        "broad", description="which promise to consult counts"
    )
    count_preamble_nonaggression: bool = Field(
        False, description="count the preamble's renunciation of force"
    )
    show_side_agreements: bool = Field(
        True, description="show also acts that stand beside the treaty, on papers of their own"
    )


class MethodsParameters(ReportParameters):
    """Methods: the claim whose verdict is worked through."""

    worked_claim: ClaimId = Field(  # type: ignore[valid-type]
        "C4", description="claim whose verdict is worked through row by row"
    )


class SectionSpec(NamedTuple):
    """A section: its name, its notebook, its title and the model of its parameters."""

    name: str
    notebook: str
    title: str
    model: type[ReportParameters]


SECTIONS: dict[str, SectionSpec] = {
    spec.name: spec
    for spec in (
        SectionSpec("summary", "00_summary", "Summary", SummaryParameters),
        SectionSpec("background", "01_background", "Background", BackgroundParameters),
        SectionSpec("clauses", "02_clauses", "Clauses", ClausesParameters),
        SectionSpec("united_states", "03_united_states", "United States", UnitedStatesParameters),
        SectionSpec("middle_east", "04_middle_east", "Middle East", MiddleEastParameters),
        SectionSpec("ukraine", "05_ukraine", "Ukraine", UkraineParameters),
        SectionSpec("caucasus", "06_caucasus", "Caucasus", CaucasusParameters),
        SectionSpec("energy", "07_energy", "Energy", EnergyParameters),
        SectionSpec("methods", "08_methods", "Methods", MethodsParameters),
    )
}
"""The sections in reading order."""
