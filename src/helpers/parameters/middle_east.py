"""What a reader may set in the section on the Middle East."""

from typing import Annotated, Literal

from pydantic import Field

from helpers.parameters.report import ReportParameters


class MiddleEastParameters(ReportParameters):
    """Middle East: acts on the ladder, whose means are weighed, and the knobs of `balance`."""

    ladder_reported: bool = Field(
        True, description="show acts that are only reported by third parties"
    )
    ladder_disputed: bool = Field(True, description="show acts that are reported and denied")
    ladder_case: Literal["fullest", "latest", "previous"] = Field(
        "fullest",
        description="crisis shown act by act: that with most acts, the latest, or the one before",
    )
    milex_countries: list[Literal["IRN", "ISR", "SAU", "TUR", "ARE", "QAT", "RUS", "USA"]] = Field(
        ["IRN", "ISR", "SAU", "TUR"], description="states whose military spending is drawn"
    )
    import_years: Annotated[int, Field(ge=1, le=15)] = Field(
        3, description="last years of the arms register that are summed"
    )
    scenario: Literal[
        "base",
        "systems-delivered",
        "tenth-of-russia",
        "both-patrons",
        "israel-alone",
        "kindest-to-iran",
    ] = Field("base", description="named case of the section's what-if models")
    coalition: Literal["ISR+SAU", "ISR", "SAU", "ISR+SAU+TUR"] = Field(
        "ISR+SAU", description="partners of Washington set against Iran"
    )
    price_basis: Literal["constant", "current"] = Field(
        "constant", description="prices at which outlay is summed"
    )
    years_summed: Annotated[int, Field(ge=1, le=10)] = Field(
        5, description="last years of outlay that are summed"
    )
    depreciation: Annotated[float, Field(ge=0, le=0.2)] = Field(
        0.1, description="part of the worth of arms that wears off in a year"
    )
    iran_prices: Annotated[float, Field(ge=1, le=4)] = Field(
        1.0, description="how many times as far a dollar goes in Iran as with the partners"
    )
    russian_share: Annotated[float, Field(ge=0, le=0.2)] = Field(
        0.0, description="part of Russian outlay that stands behind Iran"
    )
    american_share: Annotated[float, Field(ge=0, le=0.2)] = Field(
        0.0, description="part of American outlay that stands behind the partners"
    )
    delivered: Annotated[float, Field(ge=0, le=1)] = Field(
        0.0, description="part of the contracted Russian systems that is delivered"
    )
