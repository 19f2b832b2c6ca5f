"""What a reader may set in the section on the Middle East."""

from typing import Annotated, Literal

from pydantic import Field

from helpers.parameters.report import ReportParameters


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
