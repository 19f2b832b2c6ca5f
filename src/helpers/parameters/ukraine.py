"""What a reader may set in the section on Ukraine."""

from typing import Annotated, Literal

from pydantic import Field

from helpers.parameters.report import Months, ReportParameters


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
