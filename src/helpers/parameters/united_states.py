"""What a reader may set in the section on the United States."""

from typing import Annotated, Literal

from pydantic import Field

from helpers.parameters.report import Months, ReportParameters


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
