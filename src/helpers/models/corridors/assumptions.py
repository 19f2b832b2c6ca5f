"""The inputs of the corridor model: its knobs, read from `corridor_assumptions.csv`."""

from types import MappingProxyType
from typing import NamedTuple

import pandas as pd

from helpers.ledger.views import Known
from helpers.models.assumed import assumed
from helpers.models.knobs import Knob, knobs_from

ORIGINS = ("Moscow", "Saint Petersburg", "Xi'an")
DESTINATIONS = ("Mumbai", "Tehran", "Istanbul")
CLOSED_LINKS = (
    "none", "astara", "caspian", "incheh-borun", "iran", "aktau-ferry", "kars", "novorossiysk",
)  # fmt: skip
"""Links that a reader may close, one at a time; `network.CLOSURES` says which legs each means."""


KEY = ("kind", "item", "parameter")
"""The columns that name an input in the table."""


class Row(NamedTuple):
    """A row of the table of assumptions: its key, and the words for tables and charts."""

    kind: str
    item: str
    parameter: str
    label: str


ROWS = {
    "value_of_time": Row("choice", "a day on the way", "value of time", "value of time"),
    "logit_scale": Row("choice", "spread of shippers", "logit scale", "spread of shippers"),
    "likeness": Row(
        "choice", "branches of one corridor", "likeness", "factor for branches of one corridor"
    ),
    "tariff": Row("choice", "North-South branches", "tariff", "tariff of the North-South branches"),
    "border_delay": Row("choice", "all borders", "delay", "delay at all borders"),
    "rail_cost": Row("mode", "rail", "cost", "rail rate"),
    "road_cost": Row("mode", "road", "cost", "road rate"),
    "caspian_cost": Row("mode", "sea_caspian", "cost", "rate on the Caspian"),
    "black_sea_cost": Row("mode", "sea_black", "cost", "rate on the Black Sea"),
    "ocean_cost": Row("mode", "sea_ocean", "cost", "ocean rate"),
    "rail_speed": Row("mode", "rail", "speed", "rail speed"),
    "road_speed": Row("mode", "road", "speed", "road speed"),
    "caspian_speed": Row("mode", "sea_caspian", "speed", "speed on the Caspian"),
    "black_sea_speed": Row("mode", "sea_black", "speed", "speed on the Black Sea"),
    "ocean_speed": Row("mode", "sea_ocean", "speed", "ocean speed"),
    "rail_sea_cost": Row(
        "transfer", "rail to sea or sea to rail", "cost", "cost of a transfer rail–sea"
    ),
    "rail_sea_days": Row(
        "transfer", "rail to sea or sea to rail", "delay", "delay of a transfer rail–sea"
    ),
    "rail_road_cost": Row(
        "transfer", "rail to road or road to rail", "cost", "cost of a transfer rail–road"
    ),
    "rail_road_days": Row(
        "transfer", "rail to road or road to rail", "delay", "delay of a transfer rail–road"
    ),
    "sea_road_cost": Row(
        "transfer", "sea to road or road to sea", "cost", "cost of a transfer sea–road"
    ),
    "sea_road_days": Row(
        "transfer", "sea to road or road to sea", "delay", "delay of a transfer sea–road"
    ),
    "gauge_cost": Row(
        "transfer", "change of gauge (1520/1435 mm)", "cost", "cost of a change of gauge"
    ),
    "gauge_days": Row(
        "transfer", "change of gauge (1520/1435 mm)", "delay", "delay of a change of gauge"
    ),
    "suez_cost": Row("transfer", "passage of the Suez canal", "cost", "Suez toll"),
    "suez_days": Row("transfer", "passage of the Suez canal", "delay", "delay at Suez"),
    "risk_iran": Row("risk", "transit through Iran", "premium", "risk premium through Iran"),
    "risk_caspian": Row(
        "risk", "crossing of the Caspian to Iran", "premium", "risk premium on the Caspian"
    ),
    "risk_black_sea": Row(
        "risk", "Black Sea from Novorossiysk", "premium", "risk premium on the Black Sea"
    ),
    "risk_red_sea": Row("risk", "Red Sea", "premium", "risk premium in the Red Sea"),
    "border_rus_kaz": Row("border", "RUS-KAZ", "delay", "border Russia–Kazakhstan"),
    "border_kaz_tkm": Row("border", "KAZ-TKM", "delay", "border Kazakhstan–Turkmenistan"),
    "border_tkm_irn": Row("border", "TKM-IRN", "delay", "border Turkmenistan–Iran"),
    "border_rus_aze": Row("border", "RUS-AZE", "delay", "border Russia–Azerbaijan"),
    "border_aze_irn": Row("border", "AZE-IRN (Astara)", "delay", "border Azerbaijan–Iran"),
    "border_aze_geo": Row("border", "AZE-GEO", "delay", "border Azerbaijan–Georgia"),
    "border_geo_tur": Row("border", "GEO-TUR", "delay", "border Georgia–Türkiye"),
    "border_chn_kaz": Row("border", "CHN-KAZ", "delay", "border China–Kazakhstan"),
    "border_rus_irn_sea": Row("border", "RUS-IRN by the Caspian", "delay", "entry at Anzali"),
    "border_kaz_aze_sea": Row("border", "KAZ-AZE by the Caspian", "delay", "entry at Baku"),
    "border_irn_ind_sea": Row("border", "IRN-IND by sea", "delay", "entry at Mumbai from Iran"),
    "border_geo_tur_sea": Row("border", "GEO-TUR by sea", "delay", "entry at Istanbul from Poti"),
    "border_port": Row(
        "border", "entry at the port where a sea way ends", "delay", "entry where a sea way ends"
    ),
    "border_southern_armenia": Row(
        "border", "AZE-ARM and ARM-AZE (southern Armenia)", "delay", "borders of southern Armenia"
    ),
    "border_aze_tur": Row(
        "border", "AZE-TUR (Nakhchivan-Kars)", "delay", "border Nakhchivan–Türkiye"
    ),
    "rasht_astara_km": Row(
        "project", "Rasht-Astara railway", "length", "length of the railway Rasht-Astara"
    ),
}
"""By knob, the row of the table that holds it."""

RATE, RATE_SHOWN = "USD per tonne-km", "USD per 1,000 tonne-km"
"""Unit of rates in the table and in the model, where a rate of the sea can be read."""

PREFERENCES = ("value_of_time", "logit_scale", "likeness", "tariff", "border_delay")
"""Knobs of a shipper or of a policy, which say nothing of the way itself."""

SWITCHES = MappingProxyType({
    "rasht_astara_built": "railway from Rasht to Astara",
    "hormuz_closed": "closure of the Strait of Hormuz",
    "southern_armenia_open": "line across southern Armenia",
    "red_sea_closed": "closure of the Red Sea",
})  # fmt: skip


def knobs(known: Known) -> tuple[Knob, ...]:
    """Return the knobs of the model as of a day: choices, switches, then numbers."""
    picks = (
        Knob("origin", "origin", "place", ORIGINS[0], choices=ORIGINS),
        Knob("destination", "destination", "place", DESTINATIONS[0], choices=DESTINATIONS),
        Knob("closed_link", "link closed", "link", CLOSED_LINKS[0], choices=CLOSED_LINKS),
    )
    switches = tuple(Knob(n, label, "on or off", False) for n, label in SWITCHES.items())
    labels = {name: row.label for name, row in ROWS.items()}
    return (*picks, *switches, *knobs_from(_rows(known), labels))


def _rows(known: Known) -> pd.DataFrame:
    table = assumed(known, "corridor_assumptions", KEY)
    rows = table.loc[[(r.kind, r.item, r.parameter) for r in ROWS.values()]]
    rows = rows.reset_index(drop=True).assign(name=list(ROWS))
    rates = rows["unit"] == RATE
    numbers = {c: rows[c].where(~rates, rows[c] * 1000) for c in ("low", "base", "high")}
    return rows.assign(**numbers, unit=rows["unit"].mask(rates, RATE_SHOWN))
