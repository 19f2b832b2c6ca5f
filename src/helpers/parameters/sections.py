"""What a reader may set in each section, beside the parameters of the whole report."""

from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from helpers.parameters.report import ReportParameters

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
CLAIMS_BY_LETTER = {"B": 13, "C": 18, "U": 8, "M": 7, "K": 6, "S": 6, "E": 6, "X": 2}
"""How many claims each section has; a test holds it to the ledger."""

ClaimId = Literal[  # type: ignore[valid-type]
    tuple(f"{letter}{n}" for letter, last in CLAIMS_BY_LETTER.items() for n in range(1, last + 1))
]
Months = Annotated[int, Field(ge=3, le=36)]


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


class UnitedStatesParameters(ReportParameters):
    """United States: windows around the signing, and whose counts are drawn."""

    window_months: Months = Field(12, description="months before and after the signing compared")
    vote_years: Annotated[int, Field(ge=1, le=8)] = Field(
        3, description="last years of Assembly votes set against the five before"
    )
    oil_trackers: list[Literal["iea", "kpler", "vortexa", "tankertrackers", "press"]] = Field(
        ["iea", "kpler", "vortexa", "tankertrackers", "press"],
        description="counts of Iranian oil exports drawn",
    )


class MiddleEastParameters(ReportParameters):
    """Middle East: which acts stand on the ladder and whose means are weighed."""

    ladder_reported: bool = Field(
        True, description="show acts that are only reported by third parties"
    )
    ladder_disputed: bool = Field(True, description="show acts that are reported and denied")
    ladder_case: Literal["fullest", "latest"] = Field(
        "fullest", description="crisis shown act by act: the one with most acts, or the latest"
    )
    milex_countries: list[Literal["IRN", "ISR", "SAU", "TUR", "ARE", "QAT", "RUS", "USA"]] = Field(
        ["IRN", "ISR", "SAU", "TUR"], description="states whose military spending is drawn"
    )
    import_years: Annotated[int, Field(ge=1, le=15)] = Field(
        3, description="last years of the arms register that are summed"
    )


class UkraineParameters(ReportParameters):
    """Ukraine: windows around the signing, least number for a share, donors."""

    before_months: Months = Field(12, description="full months before the month of signing")
    after_months: Months = Field(12, description="full months after the month of signing")
    min_launches_for_share: Annotated[int, Field(ge=10, le=2000)] = Field(
        100, description="launches a month must have to show a share stopped"
    )
    donors: list[Literal["USA", "Europe"]] = Field(
        ["USA", "Europe"], description="donors whose aid is drawn"
    )


class CaucasusParameters(ReportParameters):
    """Caucasus: corridors on the map, accounts of freight, states compared."""

    freight_accounts: list[Literal["officials", "operators", "bank", "digest"]] = Field(
        ["officials", "operators", "bank", "digest"],
        description="whose counts of freight are drawn",
    )
    milex_countries: list[Literal["AZE", "ARM", "GEO", "TUR", "IRN"]] = Field(
        ["AZE", "ARM", "GEO", "TUR", "IRN"], description="states whose military spending is drawn"
    )
    show_planned: bool = Field(True, description="draw corridors that are planned or under way")


class EnergyParameters(ReportParameters):
    """Energy: states compared, and whose count of LNG is drawn."""

    compare_with: list[Literal["USA", "SAU", "QAT"]] = Field(
        ["USA", "SAU", "QAT"], description="states set beside Russia and Iran"
    )
    agency_year: Annotated[int, Field(ge=2020, le=2025)] = Field(
        2023, description="year for which the agencies' LNG counts are compared"
    )
    window_months: Months = Field(
        12, description="months before and after the signing compared for prices"
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
