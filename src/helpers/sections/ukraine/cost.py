"""What a drone costs, and what stops it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from helpers.display.bundles import figure, table
from helpers.display.charts import dot_rows
from helpers.display.words import num
from helpers.sections.prose import cite, nothing_public

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

DRONE, STOPPER = "drone_unit_cost", "interceptor_unit_cost"


def _priced(report: Briefing) -> pd.DataFrame:
    """Return label, value, account (drone or missile), key, dearest last."""
    rows = report.figures.of([DRONE, STOPPER])
    rows = rows.assign(
        label=[f"{e}, {p[:4]}" for e, p in zip(rows["entity"], rows["period"], strict=True)],
        account=["drone" if s == DRONE else "missile" for s in rows["series"]],
    )
    return rows.sort_values("value")


def prices(report: Briefing) -> None:
    """Show the unit prices of drones and of the missiles that stop them."""
    rows = _priced(report)
    if rows["account"].nunique() < 2:
        nothing_public(report, "prices of drones and missiles")
        return
    cheap, dear = rows.iloc[0], rows.iloc[-1]
    fig = dot_rows(rows, log=True, digits=0)
    fig.axes[0].set_xlim(cheap["value"] / 1.6, dear["value"] * 2.6)
    figure(
        fig,
        label="ukraine-prices",
        title=f"The dearest item priced ({dear['entity']}) costs "
        f"{num(dear['value'] / cheap['value'], 0)} times the cheapest ({cheap['entity']})",
        subtitle="Price of one drone or one missile as reported, US dollars, log scale; year of "
        "the report",
        caption="Prices come from a few press reports of different years and are not corrected for "
        "inflation. No price of an interceptor drone, a gun or a jammer is held, though these stop "
        "most drones. " + report.figures.caveat(STOPPER),
        alt="Dots on a log scale: " + "; ".join(f"{r.label}: USD {num(r.value, 0)} "
        f"({r.account})" for r in rows.itertuples()) + ".",
        source=report.figures.citations(rows),
        data=rows[["label", "account", "value", "period"]],
    )  # fmt: skip


def price_ratios(report: Briefing) -> None:
    """Show the price of one missile over one drone for every pair of prices held."""
    rows = _priced(report)
    drones, stoppers = (rows[rows["account"] == a] for a in ("drone", "missile"))
    if drones.empty or stoppers.empty:
        return
    ratios = pd.DataFrame(
        {d.label: stoppers["value"].to_numpy() / d.value for d in drones.itertuples()},
        index=stoppers["label"],
    )
    table(
        ratios.rename_axis("Missile").reset_index(),
        label="ukraine-price-ratios",
        title=f"One missile for one drone costs the defender {num(ratios.min().min(), 1)} to "
        f"{num(ratios.max().max(), 0)} times the price of the drone, depending on which prices are "
        "compared",
        caption="Price of one missile over price of one drone. A single quoted ratio picks one "
        "cell. Two missiles a kill double it; a drone stopped by gun, jammer or interceptor drone "
        "falls far below it; damage by drones that get through is not in it.",
        source=cite(list(rows["key"])),
        formats=dict.fromkeys(ratios.columns, ",.1f"),
    )  # fmt: skip
