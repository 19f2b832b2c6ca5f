"""What a reader may set in the section on Ukraine."""

from typing import Annotated, Literal

from pydantic import Field

from helpers.parameters.report import Months, ReportParameters, ZeroOrFrom


class UkraineParameters(ReportParameters):
    """Ukraine: windows around the signing, least number for a share, donors, the drone exchange."""

    before_months: Months = Field(12, description="full months before the month of signing")
    after_months: Months = Field(12, description="full months after the month of signing")
    min_launches_for_share: Annotated[int, Field(ge=10, le=2000)] = Field(
        100, description="launches a month must have to show a share stopped"
    )
    donors: list[Literal["USA", "Europe"]] = Field(
        ["USA", "Europe"], description="donors whose aid is drawn"
    )
    scenario: Literal[
        "base",
        "interceptor-drones",
        "dearest-missile",
        "cheap-swarm",
        "thin-shield",
        "damage-counted",
    ] = Field("base", description="named case of the section's what-if models")
    drone_unit_cost: Annotated[float, Field(ge=20_000, le=50_000)] = Field(
        35_000.0, description="price of a strike drone, USD"
    )
    decoy_share: Annotated[float, Field(ge=0.3, le=0.48)] = Field(
        0.45, description="share of launches that are decoys"
    )
    share_stopped: Annotated[float, Field(ge=0, le=0.99), ZeroOrFrom(0.7)] = Field(
        0.0, description="share of launches stopped, from 0.7 on; 0 for that of the newest month"
    )
    share_stopped_by_missile: Annotated[float, Field(ge=0.02, le=0.15)] = Field(
        0.06, description="share of launches met by missiles"
    )
    share_stopped_by_interceptor_drone: Annotated[float, Field(ge=0, le=0.4), ZeroOrFrom(0.02)] = (
        Field(
            0.0,
            description="share of launches met by interceptor drones; 0: that of the day",
        )
    )
    missile: Literal["mix", "S-300", "Coyote", "NASAMS", "Patriot"] = Field(
        "mix", description="missile whose price stands for every one fired at a drone"
    )
    missile_cost_mix: Annotated[float, Field(ge=126_500, le=3_000_000)] = Field(
        500_000.0, description="price of a missile where the mix is chosen, USD"
    )
    interceptor_drone_cost: Annotated[float, Field(ge=1_000, le=6_000)] = Field(
        3_000.0, description="price of an interceptor drone, USD"
    )
    damage_per_hit: Annotated[float, Field(ge=50_000, le=5_000_000)] = Field(
        500_000.0, description="damage by a strike drone that is not stopped, USD"
    )
    include_damage: bool = Field(False, description="count damage on the defender's side")
