"""What a reader may set in the section on the United States."""

from typing import Annotated, Literal

from pydantic import Field

from helpers.parameters.report import Months, ReportParameters, ZeroOrFrom


class UnitedStatesParameters(ReportParameters):
    """United States: windows around the signing, whose counts are drawn, and a model's knobs."""

    window_months: Months = Field(12, description="months before and after the signing compared")
    vote_years: Annotated[int, Field(ge=1, le=8)] = Field(
        3, description="last years of Assembly votes set against the five before"
    )
    oil_trackers: list[Literal["iea", "kpler", "vortexa", "tankertrackers", "press"]] = Field(
        ["iea", "kpler", "vortexa", "tankertrackers", "press"],
        description="counts of Iranian oil exports drawn",
    )
    scenario: Literal[
        "base", "maximum-pressure", "cargoes-stopped", "relief", "russian-lifeline"
    ] = Field("base", description="named case of the section's what-if models")
    export_volume_kbd: Annotated[float, Field(ge=567, le=2300)] = Field(
        1700.0, description="Iranian oil exports before further pressure, thousand barrels a day"
    )
    discount_usd: Annotated[float, Field(ge=0, le=10), ZeroOrFrom(2)] = Field(
        0.0,
        description="what Iranian crude sells below Brent, USD a barrel; 0: that of the day",
    )
    evasion_cost_usd: Annotated[float, Field(ge=2, le=10)] = Field(
        5.0, description="what hiding a cargo costs beyond the discount, USD a barrel"
    )
    share_paid_freely: Annotated[float, Field(ge=0.5, le=1)] = Field(
        0.8, description="share of the oil income that Iran can spend where it wants"
    )
    further_ships_listed: Annotated[float, Field(ge=0, le=400)] = Field(
        0.0, description="ships listed beyond those listed by the day"
    )
    idle_share: Annotated[float, Field(ge=0.2, le=0.9)] = Field(
        0.5, description="share of listed ships that lie idle"
    )
    buyer_refusal_share: Annotated[float, Field(ge=0, le=0.5)] = Field(
        0.0, description="share of buyers that refuse, beyond those of today"
    )
    blocked_share: Annotated[float, Field(ge=0, le=0.8)] = Field(
        0.0, description="share of cargoes stopped on the way"
    )
    partnership_effect_discount: Annotated[float, Field(ge=0, le=2)] = Field(
        0.0, description="what Russia takes off the discount, USD a barrel"
    )
