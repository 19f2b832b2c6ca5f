"""Model `balance`: how much Russian help it would take to shift the balance of means."""

from collections.abc import Callable, Mapping
from functools import partial

import pandas as pd

from helpers.ledger.views import Known
from helpers.models.knobs import ASSUMPTION, Knob, Output, Values, WhatIf

SERIES = {"constant": "milex_constant_usd", "current": "milex_current_usd"}
"""Outlay in million US dollars by price basis."""

COALITIONS = ("ISR+SAU", "ISR", "SAU", "ISR+SAU+TUR")
"""Partners of Washington with outlays for every year; those of the small Gulf states have gaps."""

PATRONS = ("RUS", "USA")
REGISTER = "arms_transfer_tiv"
TO_IRAN = ("RUS->IRN", "CHN->IRN")
SCHEDULE, CONTRACT = "su35_delivery_schedule", "arms_deal_value_eur"
PAIR = "RUS->IRN"
COUNTED = "M5-08"
"""The finding that counts the helicopters."""

Outlays = Mapping[str, pd.DataFrame]


def balance(known: Known) -> WhatIf:
    """Return the model as of the day of `known`."""
    outlays = all_outlays(known)
    imports = known.figures.wide(REGISTER).fillna(0.0)
    return WhatIf(
        "balance",
        "middle_east",
        "How much Russian help would it take to shift the balance of means?",
        (*_counting(outlays["constant"], _source(known)), *_help(), *systems(known)),
        (
            Output("ratio", "Iran's stock of arms", "% of the partners'"),
            Output("parity_share", "Russian outlay for parity", "% of it"),
            Output("package_share", "contracted systems", "% of Iran's stock"),
            Output("gap_closed", "gap that they close", "%"),
            Output("imports_ratio", "Iran's arms imports", "% of the partners'"),
        ),
        partial(run, outlays=outlays, imports=imports),
        "Money is not strength: what crews, geography and missiles do in war is not in it, and "
        "Russia's own arms go to its war in Ukraine. The parts of the small Gulf states and of "
        "American forces in the region are left out unless a setting adds them.",
    )


def all_outlays(known: Known) -> dict[str, pd.DataFrame]:
    """Return by price basis the yearly outlays known."""
    return {basis: yearly(known, series) for basis, series in SERIES.items()}


def yearly(known: Known, series: str) -> pd.DataFrame:
    """Return outlays, years x states, in million US dollars, up to the newest year of all states.

    Columns: Iran, the patrons and every partner in COALITIONS.
    """
    states = ["IRN", *PATRONS, *dict.fromkeys("+".join(COALITIONS).split("+"))]
    return known.figures.wide(series, states)[states].dropna()


def stock(values: pd.Series, years: int, depreciation: float) -> float:
    """Return the sum of the last `years` values, each worn off by its age.

    The perpetual inventory method in its simplest form, sum of v(t - k) (1 - d)^k (OECD, Measuring
    Capital, 2009, chapter 5), in the unit of the values.

    Example:
        >>> stock(pd.Series([100.0, 100.0]), 2, 0.1)
        190.0
    """
    recent = [float(v) for v in values.tail(years)][::-1]
    return sum(v * (1 - depreciation) ** age for age, v in enumerate(recent))


def package_worth(values: Values) -> float:
    """Return what the systems counted are worth in million US dollars, each pair of knobs once.

    Knobs that the day does not know count as nothing.
    """
    number = {n: float(v) for n, v in values.items() if not isinstance(v, (bool, str))}
    get = number.get
    return (
        get("su35_count", 0.0) * get("su35_price", 0.0)
        + get("mi28_count", 0.0) * get("mi28_price", 0.0)
        + get("verba_price", 0.0) * get("usd_per_eur", 0.0)
    )


def means(state: str, values: Values, outlays: Outlays) -> float:
    """Return what a state's outlay has left it in arms, million US dollars, as it is recorded."""
    years, wear = round(float(values["years_summed"])), float(values["depreciation"])
    table = outlays[str(values["price_basis"])]
    return float(values["equipment_share"]) * stock(table[state], years, wear)


def own_means(values: Values, outlays: Outlays) -> float:
    """Return Iran's own means in million US dollars, with what a case adds for doubt."""
    doubt = (1 + float(values["iran_unrecorded"])) * float(values["iran_prices"])
    return means("IRN", values, outlays) * doubt


def partner_means(values: Values, outlays: Outlays) -> float:
    """Return the means of the partners in million US dollars, with what stands behind them."""
    own = sum(means(s, values, outlays) for s in str(values["coalition"]).split("+"))
    return own + float(values["american_share"]) * means("USA", values, outlays)


def run(values: Values, *, outlays: Outlays, imports: pd.DataFrame) -> dict[str, float]:
    """Return the results of a case.

    Args:
        values: a value per knob.
        outlays: by price basis, years x states in million US dollars.
        imports: years x pairs of states in million trend-indicator values.
    """
    own, other = own_means(values, outlays), partner_means(values, outlays)
    russia, gap = means("RUS", values, outlays), other - own
    worth = package_worth(values) * float(values["worth"])
    iran = own + float(values["delivered"]) * worth
    years, wear = round(float(values["years_summed"])), float(values["depreciation"])
    return {
        "ratio": 100 * (iran + float(values["russian_share"]) * russia) / other,
        "parity_share": 100 * max(0.0, other - iran) / russia,
        "package_share": 100 * worth / own,
        "gap_closed": 100 * worth / gap if gap > worth else 100.0,
        "imports_ratio": imports_ratio(
            imports, str(values["coalition"]).split("+"), lambda v: stock(v, years, wear)
        ),
    }


def imports_ratio(
    imports: pd.DataFrame, partners: list[str], total: Callable[[pd.Series], float]
) -> float:
    """Return arms from Russia and China to Iran, in per cent of American ones to the partners.

    The register ends where it ends: its own last years are summed. Partners whose imports from
    the United States are not held count as nothing; without any the result is zero.
    """
    to_iran = sum(total(imports[p]) for p in TO_IRAN if p in imports)
    pairs = [f"USA->{p}" for p in partners]
    others = sum(total(imports[p]) for p in pairs if p in imports)
    return 100 * to_iran / others if others else 0.0


def _source(known: Known) -> str:
    return str(known.figures.of(SERIES["constant"], "IRN")["source_id"].iloc[-1])


def _counting(table: pd.DataFrame, source: str) -> tuple[Knob, ...]:
    """Return the knobs on what is counted as means."""
    return (
        Knob("coalition", "partners of Washington counted", "states", COALITIONS[0],
             choices=COALITIONS, source_id=source,
             note="States whose outlay is held for every year."),
        Knob("price_basis", "prices", "basis", "constant", choices=tuple(SERIES), source_id=source,
             note="Constant: at the prices of one year; current: as paid."),
        Knob("years_summed", "years of outlay summed", "years", 5.0, 1.0,
             float(min(10, len(table))), note="Arms bought longer ago count as worn out."),
        Knob("depreciation", "wear of arms in a year", "share", 0.1, 0.0, 0.2,
             note="Upper end: half the worth is gone in three years."),
        Knob("equipment_share", "part of outlay that becomes arms", "share", 0.2, 0.1, 0.4,
             note="The same for all; the rest is pay, upkeep and works."),
        Knob("iran_unrecorded", "Iranian outlay outside the record", "share of the recorded", 0.0,
             0.0, 1.0, note="Funds of the Guards may lie outside the estimates."),
        Knob("iran_prices", "what a dollar buys in Iran", "times that of the partners", 1.0, 1.0,
             4.0, note="Pay and home-made arms cost less there than the exchange rate says."),
    )  # fmt: skip


def _help() -> tuple[Knob, ...]:
    """Return the knobs on what patrons add."""
    return (
        Knob("russian_share", "Russian outlay that stands behind Iran", "share", 0.0, 0.0, 0.2,
             note="The treaty binds Russia to none."),
        Knob("american_share", "American outlay that stands behind the partners", "share", 0.0,
             0.0, 0.2, note="For a like test of the other side."),
        Knob("delivered", "part of the contracted systems delivered", "share", 0.0, 0.0, 1.0,
             note="Base: none of what is counted below adds to Iran's means."),
        Knob("worth", "worth of a system over its price", "times", 1.0, 0.0, 3.0,
             note="Nought: bought from the outlay already counted; above one: it gives what Iran "
             "cannot buy elsewhere."),
    )  # fmt: skip


def systems(known: Known) -> tuple[Knob, ...]:
    """Return the knobs on the contracted Russian systems that were public on the day.

    Fighters are counted from the leaked schedule, helicopters from the finding that counts them,
    launchers by the value of the leaked contract. A unit price is an assumption.
    """
    knobs: list[Knob] = []
    leaked = known.figures.of(SCHEDULE, PAIR)
    if len(leaked):
        knobs += _counted(
            "su35", "Su-35 fighters", count=float(leaked["value"].sum()),
            price=(40.0, 60.0, 100.0), source=str(leaked["source_id"].iloc[0]),
        )  # fmt: skip
    found = known.table("evidence").set_index("evidence_id")
    if COUNTED in found.index:
        row = found.loc[COUNTED]
        knobs += _counted("mi28", "Mi-28 helicopters", count=float(row["value"]),
                          price=(12.0, 18.0, 30.0), source=str(row["source_id"]))  # fmt: skip
    deals = known.figures.of(CONTRACT, PAIR)
    if len(deals):
        value, source = float(deals["value"].sum()), str(deals["source_id"].iloc[0])
        knobs += [
            Knob("verba_price", "launchers contracted", "EUR mn", value, 0.0, value,
                 source_id=source, note="Value of a leaked contract; low end: the leak is false."),
            Knob("usd_per_eur", "dollars for a euro", "USD per EUR", 1.15, 1.0, 1.25),
        ]  # fmt: skip
    return tuple(knobs)


def _counted(
    name: str, label: str, *, count: float, price: tuple[float, float, float], source: str
) -> list[Knob]:
    """Return a knob for a count, from none to what is told, and one for the price of a unit."""
    low, base, high = price
    return [
        Knob(f"{name}_count", f"{label} contracted", "aircraft", count, 0.0, count,
             source_id=source, note="Low end: the source is wrong."),
        Knob(f"{name}_price", f"price of {label}", "USD mn each", base, low, high,
             source_id=ASSUMPTION, note="With arms and training; no price is held."),
    ]  # fmt: skip
