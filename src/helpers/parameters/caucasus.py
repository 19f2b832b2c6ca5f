"""What a reader may set in the section on the Caucasus."""

from typing import Literal

from pydantic import Field

from helpers.parameters.report import ReportParameters


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
