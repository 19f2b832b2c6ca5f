"""What a reader may set in the section on energy."""

from typing import Annotated, Literal

from pydantic import Field

from helpers.parameters.report import Months, ReportParameters, ZeroOrFrom


class EnergyParameters(ReportParameters):
    """Energy: states compared, whose count of LNG is drawn, and the case of the models."""

    compare_with: list[Literal["USA", "SAU", "QAT"]] = Field(
        ["USA", "SAU", "QAT"], description="states set beside Russia and Iran"
    )
    agency_year: Annotated[int, Field(ge=2020, le=2025)] = Field(
        2023, description="year for which the agencies' LNG counts are compared"
    )
    window_months: Months = Field(
        12, description="months before and after the signing compared for prices"
    )
    scenario: Literal[
        "base",
        "first-stage-only",
        "full-ceiling",
        "long-haggle",
        "mild-winters",
        "hormuz-closed",
        "hormuz-closed-to-others",
        "buyers-turn-away",
        "price-fall",
        "partnership-pays",
        "rivals",
    ] = Field("base", description="named case of the section's what-if models")
    gas_share_of_ceiling_built: Annotated[float, Field(ge=0.04, le=1)] = Field(
        0.25, description="share of the largest gas volume named that is built"
    )
    iran_winter_gap: Annotated[float, Field(ge=250, le=350)] = Field(
        300.0, description="Iran's winter gap, million cubic metres a day"
    )
    gas_price: Annotated[float, Field(ge=0, le=500)] = Field(
        0.0, description="price of Russian gas, USD per 1,000 cubic metres; 0: unknown"
    )
    brent_price: Annotated[float, Field(ge=0, le=130), ZeroOrFrom(40)] = Field(
        0.0, description="Brent, USD a barrel, from 40 on; 0: mean of the last twelve months known"
    )
    iran_export_volume: Annotated[float, Field(ge=567, le=2300)] = Field(
        1700.0, description="Iran's oil exports, thousand barrels a day"
    )
    iran_discount: Annotated[float, Field(ge=0, le=10), ZeroOrFrom(2)] = Field(
        0.0,
        description="discount on Iranian crude, USD a barrel; 0: that of the day",
    )
    urals_discount: Annotated[float, Field(ge=0, le=31), ZeroOrFrom(10)] = Field(
        0.0,
        description="discount on Urals at the port, USD a barrel; 0: that of the day",
    )
    partnership_effect_discount: Annotated[float, Field(ge=0, le=2)] = Field(
        0.0, description="discount that the partnership takes off, USD a barrel"
    )
    hormuz_open_share: Annotated[float, Field(ge=0.2, le=1)] = Field(
        1.0, description="share of the traffic of Hormuz that passes"
    )
