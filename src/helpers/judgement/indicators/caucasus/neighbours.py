"""Indicators on the weight of Azerbaijan and Türkiye: outlays, arms, the route they share."""

from helpers.judgement.indicators.caucasus.coding import ends_early, yearly
from helpers.judgement.indicators.records import Indicator, Measurement, Tie
from helpers.judgement.indicators.statistics import mean_difference
from helpers.judgement.verdicts import Stance
from helpers.ledger.views import Known

OUTLAY, ARMS = "milex_constant_usd", "arms_transfer_tiv"
SELLERS = ["RUS->AZE", "ISR->AZE", "TUR->AZE"]
EARLY, LATE = ("2019", "2020", "2021"), ("2023", "2024", "2025")
"""Three years around the war over Karabakh, and the three up to the year of signing."""

MIDDLE = "titr_volume_digest"
"""The only account that has the Middle Corridor for the year of signing and the one before."""


def outlays(known: Known) -> Measurement:
    """Return by how much the ratio of military outlays, Azerbaijan over Armenia, rose."""
    rows = known.figures.of(OUTLAY, ["ARM", "AZE"], EARLY[0])
    frame = rows.pivot_table(index="period", columns="entity", values="value", aggfunc="last")
    if {"ARM", "AZE"} - set(frame) or set(EARLY + LATE) - set(frame.index):
        return Measurement.silence("the outlays of the year of signing are not known")
    ratio = frame["AZE"] / frame["ARM"]
    before, after = ratio[list(EARLY)], ratio[list(LATE)]
    moved = mean_difference(list(before), list(after))
    return Measurement(
        moved.value,
        f"Azerbaijan spent {before.mean():.2f} times as much as Armenia on average in {EARLY[0]} "
        f"to {EARLY[-1]} and {after.mean():.2f} times in {LATE[0]} to {LATE[-1]}",
        moved.low,
        moved.high,
        rows[rows["period"].isin(EARLY + LATE)],
        parts={"ratio before": float(before.mean()), "ratio after": float(after.mean())},
    )


def turkish_arms(known: Known) -> Measurement:
    """Return Türkiye's share of the arms delivered to Azerbaijan since the signing."""
    rows = known.figures.of(ARMS, SELLERS, LATE[0])
    early = ends_early(known, rows, "")
    if early:
        return early
    late = rows[rows["period"] >= LATE[-1]]
    total = float(late["value"].sum())
    if not total:
        return Measurement.silence("no delivery since the signing is on the register", "", rows)
    turkish = float(late.loc[late["entity"] == SELLERS[-1], "value"].sum())
    return Measurement(
        turkish / total,
        f"Türkiye delivered {turkish:.0f} of {total:.0f} million TIV since the year of signing",
        rows=rows,
        parts={"million Turkish TIV": turkish, "million TIV": total},
    )


def middle_corridor(known: Known) -> Measurement:
    """Return freight on the Middle Corridor in the year of signing over the year before."""
    rows = known.figures.of(MIDDLE, "Middle Corridor")
    by_year = yearly(rows, LATE[-2:])
    if set(LATE[-2:]) - set(by_year.index):
        return Measurement.silence("no account has the year of signing and the one before")
    before, after = float(by_year[LATE[-2]]), float(by_year[LATE[-1]])
    return Measurement(
        after / before,
        f"{before:.2f} million tonnes in {LATE[-2]}, {after:.2f} in {LATE[-1]}, a ratio of"
        f" {after / before:.2f}",
        rows=rows[rows["period"].isin(LATE[-2:])],
        parts={"Mt before": before, "Mt after": after},
    )


INDICATORS = (
    Indicator(
        "I-S3a",
        "caucasus",
        "military outlay of Azerbaijan over Armenia's",
        f"Mean yearly ratio of {LATE[0]} to {LATE[-1]} less that of {EARLY[0]} to {EARLY[-1]}; "
        "bootstrap interval; above zero supports S3; below it qualifies S3: Armenia rearms faster, "
        "which is no loss of influence.",
        "points of the ratio",
        (OUTLAY,),
        (0.0, 0.0),
        outlays,
        (Tie("S3", Stance.SUPPORTS, Stance.QUALIFIES),),
        "Money is not influence; three years on each side, the earlier ones with a war in them. "
        "That a fall qualifies and does not contradict was settled after the first reading.",
    ),
    Indicator(
        "I-S3b",
        "caucasus",
        "Turkish arms for Azerbaijan",
        "Turkish share of the units delivered to Azerbaijan by Russia, Israel and Türkiye from the "
        "year of signing on; above one half supports S3.",
        "of the units",
        (ARMS,),
        (0.5, 0.5),
        turkish_arms,
        (Tie("S3", Stance.SUPPORTS),),
        "The register shows little for Azerbaijan in recent years.",
    ),
    Indicator(
        "I-S3c",
        "caucasus",
        "freight of the Middle Corridor after the signing",
        "Tonnes of the year of signing over those of the year before, by the one account that has "
        "both; more than five per cent up supports S3, more than five down qualifies S3.",
        "times",
        (MIDDLE,),
        (0.95, 1.05),
        middle_corridor,
        (Tie("S3", Stance.SUPPORTS, Stance.QUALIFIES),),
        "A digest of low grade; the route is one part of the weight of two states. That a fall "
        "qualifies and does not contradict was settled after the first reading.",
    ),
)
