"""The assumptions of the model of oil revenue, as they could be made on a day."""

from dataclasses import replace

import pandas as pd

from helpers.ledger.views import Known
from helpers.models.assumed import assumed
from helpers.models.knobs import ASSUMPTION, Knob, knobs_from

MONTHS = 12
"""Months of Brent whose mean is the base price."""

BRENT_RANGE = (40.0, 130.0)
"""USD a barrel: rounded outwards from the lowest and the highest monthly mean since 2021."""

STATEMENT = "noticia-2024-04-novak"
ASIA = ["RUS->CHN", "RUS->IND", "RUS->JPN", "RUS->Other Asia Pacific"]

LABELS = {
    "iran_export_volume": "Iran's oil exports",
    "russia_crude_export_volume": "Russia's crude exports",
    "iran_discount": "discount on Iranian crude",
    "urals_discount": "discount on Urals at the port",
    "iran_share_to_asia": "share of Iran's sales that go to Asia",
    "evasion_cost": "cost of hiding an Iranian cargo",
    "share_paid_freely": "share of Iran's receipts free to spend",
    "partnership_effect_discount": "discount taken off by the partnership",
    "partnership_effect_volume": "volume added by the partnership",
    "rivalry_effect_discount": "discount added by further rivalry of the two",
    "hormuz_open_share": "share of Hormuz traffic that passes",
}
"""The rows of `energy_assumptions` that the model uses, with the words for them."""

OWN = (
    Knob(
        "asia_buys",
        "share of its usual purchases that Asia makes",
        "share",
        1.0,
        0.5,
        1.0,
        note="Half: as deep as the cut that a large buyer makes when pressed.",
    ),
    Knob(
        "hormuz_price_rise",
        "rise of Brent if Hormuz shut wholly",
        "USD/bbl",
        40.0,
        0.0,
        80.0,
        note="Moves nothing while the strait is open.",
    ),
    Knob(
        "iran_own_passage",
        "share of held-up Iranian barrels that Iran lets through",
        "share",
        0.0,
        0.0,
        1.0,
        note="One: the strait is shut to others only.",
    ),
)
"""Knobs for which the evidence base holds no row; the notes name no day."""


def oil_knobs(known: Known) -> tuple[Knob, ...]:
    """Return every knob of the model, those of the table as they could be known on the day."""
    knobs = knobs_from(assumed(known, "energy_assumptions").loc[list(LABELS)], LABELS)
    return (_brent(known), *knobs, _russian_asia(known), *OWN)


def _brent(known: Known) -> Knob:
    """Return the price knob: the mean of the last twelve months known."""
    rows = known.figures.of("brent_spot_monthly", "World").tail(MONTHS)
    return Knob(
        "brent_price",
        "price of Brent",
        "USD/bbl",
        round(float(rows["value"].mean()), 1),
        *BRENT_RANGE,
        source_id=str(rows["source_id"].iloc[-1]),
        note=f"Mean of {rows['period'].iloc[0]} to {rows['period'].iloc[-1]}; the range is rounded "
        "outwards from monthly means.",
    )


def _russian_asia(known: Known) -> Knob:
    """Return the share of Russian crude that goes to Asia: by the yearbook, or a statement."""
    rows = known.figures.of("crude_flow")
    rows = rows[rows["entity"].isin([*ASIA, "RUS->Total"])]
    knob = Knob(
        "russia_share_to_asia",
        "share of Russia's crude that goes to Asia",
        "share",
        0.8,
        0.7,
        0.9,
        source_id=STATEMENT if STATEMENT in known.sources.index else ASSUMPTION,
        note="A statement of its deputy prime minister.",
    )
    if rows.empty:
        return knob
    parts: pd.Series = rows.set_index("entity")["value"]
    return replace(
        knob,
        base=round(float(parts[ASIA].sum() / parts["RUS->Total"]), 2),
        source_id=str(rows["source_id"].iloc[0]),
        note=f"By weight in {rows['period'].iloc[0]}.",
    )
