"""Indicators on the weight of the two in the world's oil and gas, on E1 and E6."""

from helpers.judgement.indicators.energy.since import BASE_YEARS, ends_early, move_since
from helpers.judgement.indicators.energy.since import signing_year as year_of_signing
from helpers.judgement.indicators.records import Indicator, Measurement, Tie
from helpers.judgement.verdicts import Stance
from helpers.ledger.views import Known

PAIR = ["RUS", "IRN"]
SECTION = "energy"
HALF_POINT = 0.5
"""A move of the share of exports that counts: ten times the last digit in which it is given."""


def oil_share(known: Known) -> Measurement:
    """Return the move of the joint share of world oil output since the signing, in points."""
    return _joint_share(known, "oil_production")


def gas_share(known: Known) -> Measurement:
    """Return the move of the joint share of world gas output since the signing, in points."""
    return _joint_share(known, "gas_production")


def _joint_share(known: Known, series: str) -> Measurement:
    rows = known.figures.of(series, [*PAIR, "World"])
    wide = rows.pivot_table(index="period", columns="entity", values="value")
    if not {*PAIR, "World"} <= set(wide.columns):
        return Measurement.silence("no share of world output can be taken")
    joint = (100 * wide[PAIR].sum(axis=1, min_count=2) / wide["World"]).dropna()
    move = move_since(joint, known)
    if isinstance(move, str):
        return Measurement.silence(move, rows=rows)
    low, high = move.ends
    return Measurement(
        move.value,
        f"{move.before:.1f} per cent in the {BASE_YEARS} years before the year of signing,"
        f" {move.after:.1f} since, a move of {move.value:+.2f} points where {move.usual:.2f} were"
        " usual before",
        low,
        high,
        rows,
        parts={
            "per cent before": move.before,
            "per cent since": move.after,
            "usual move, points": move.usual,
            "years since": len(move.years),
        },
    )


def crude_export_share(known: Known) -> Measurement:
    """Return the move of Russia's share of world crude exports on the year before the signing."""
    rows = known.figures.of("crude_exports_ei", ["RUS", "World"])
    if rows.empty:
        return Measurement.silence("no year of the series is known")
    wide = rows.pivot_table(index="period", columns="entity", values="value")
    year = year_of_signing(known)
    share = 100 * wide["RUS"] / wide["World"]
    before, after = share[share.index < year], share[share.index >= year]
    if after.empty or before.empty:
        return Measurement.silence(ends_early(share), rows=rows)
    first, last = float(before.iloc[-1]), float(after.mean())
    return Measurement(
        last - first,
        f"{first:.1f} per cent of the world's crude exports in {before.index[-1]}, {last:.1f}"
        f" since, a move of {last - first:+.2f} points",
        rows=rows,
        parts={"per cent before": first, "per cent since": last},
    )


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        "I-E1a",
        SECTION,
        "joint share of Russia and Iran in world oil output",
        "Mean of the years since the year of signing less the mean of the three years before it; "
        "interval: less and plus the size that 90 per cent of such moves had in earlier years; "
        "above 0 supports E1, below 0 contradicts it.",
        "points",
        ("oil_production",),
        (0.0, 0.0),
        oil_share,
        (Tie("E1", Stance.SUPPORTS, Stance.CONTRADICTS),),
        "All liquids, in the newest revision held; a share of output is an upper bound for "
        "influence, and a sum is no joint act.",
    ),
    Indicator(
        "I-E1b",
        SECTION,
        "joint share of Russia and Iran in world gas output",
        "As for oil: mean of the years since the year of signing less the mean of the three years "
        "before it; interval by the moves of earlier years; above 0 supports E1, below 0 "
        "contradicts it.",
        "points",
        ("gas_production",),
        (0.0, 0.0),
        gas_share,
        (Tie("E1", Stance.SUPPORTS, Stance.CONTRADICTS),),
        "Iran burns nearly all its gas at home, so that its output is hardly part of any market.",
    ),
    Indicator(
        "I-E1c",
        SECTION,
        "Russia's share of world crude exports",
        "Mean of the years since the year of signing less the year before it; a rise of more than "
        "half a point supports E1 and E6, a fall of more contradicts them.",
        "points",
        ("crude_exports_ei",),
        (-HALF_POINT, HALF_POINT),
        crude_export_share,
        (
            Tie("E1", Stance.SUPPORTS, Stance.CONTRADICTS),
            Tie("E6", Stance.SUPPORTS, Stance.CONTRADICTS),
        ),
        "Russia alone: the yearbook folds Iran into a group of states. Two years only, hence no "
        "interval. Limits agreed among producers hold exports down too.",
    ),
)
