"""What a reader may set in the section on the Caucasus."""

from typing import Annotated, Literal

from pydantic import Field

from helpers.parameters.report import ReportParameters


class CaucasusParameters(ReportParameters):
    """Caucasus: corridors on the map, accounts of freight, states compared, the corridor model."""

    freight_accounts: list[Literal["officials", "operators", "bank", "digest"]] = Field(
        ["officials", "operators", "bank", "digest"],
        description="whose counts of freight are drawn",
    )
    milex_countries: list[Literal["AZE", "ARM", "GEO", "TUR", "IRN"]] = Field(
        ["AZE", "ARM", "GEO", "TUR", "IRN"], description="states whose military spending is drawn"
    )
    show_planned: bool = Field(True, description="draw corridors that are planned or under way")
    scenario: Literal[
        "base", "hormuz-closed", "rasht-astara-built", "southern-armenia-open", "red-sea-closed",
        "iran-cut-off", "smooth-borders",
    ] = Field("base", description="named case of the section's what-if models")  # fmt: skip
    origin: Literal["Moscow", "Saint Petersburg", "Xi'an"] = Field(
        "Moscow", description="where the freight of the corridor model starts"
    )
    destination: Literal["Mumbai", "Tehran", "Istanbul"] = Field(
        "Mumbai", description="where the freight of the corridor model goes"
    )
    closed_link: Literal[
        "none", "astara", "caspian", "incheh-borun", "iran", "aktau-ferry", "kars", "novorossiysk"
    ] = Field("none", description="link of the network that is closed")
    rasht_astara_built: bool = Field(False, description="the railway from Rasht to Astara runs")
    hormuz_closed: bool = Field(False, description="no ship passes the Strait of Hormuz")
    southern_armenia_open: bool = Field(False, description="the line across southern Armenia runs")
    red_sea_closed: bool = Field(False, description="ships go round Africa")
    value_of_time: Annotated[float, Field(ge=1, le=20)] = Field(
        6.0, description="what a day on the way costs a shipper, USD per tonne"
    )
    logit_scale: Annotated[float, Field(ge=20, le=150)] = Field(
        60.0, description="how widely shippers differ, USD per tonne"
    )
    tariff: Annotated[float, Field(ge=0.5, le=1.5)] = Field(
        1.0, description="rates on the North-South branches, as a multiple of the base"
    )
    border_delay: Annotated[float, Field(ge=0.3, le=3)] = Field(
        1.0, description="delay at all borders, as a multiple of the base"
    )
    risk_iran: Annotated[float, Field(ge=0, le=60)] = Field(
        10.0, description="risk premium for transit through Iran, USD per tonne"
    )
