"""What a reader may set in the section on energy."""

from typing import Annotated, Literal

from pydantic import Field

from helpers.parameters.report import Months, ReportParameters


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
