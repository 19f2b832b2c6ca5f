"""Indicators on Armenia's turn: its steps, votes, arms and trade."""

from helpers.judgement.indicators.caucasus.coding import (
    LEAST,
    coded_events,
    ends_early,
    since_signing,
    too_few,
    yearly,
)
from helpers.judgement.indicators.records import Indicator, Measurement, Tie
from helpers.judgement.indicators.statistics import Estimate, mean_difference, share
from helpers.judgement.verdicts import Stance
from helpers.ledger.views import Known

AWAY, WEST, PRESSURE = "away_from_moscow", "toward_west", "pressure_from_moscow"
DISTANCE, PAIR = "unga_distance", "ARM-RUS"
ARMS, SUPPLIERS = "arms_transfer_tiv", ["RUS->ARM", "IND->ARM", "FRA->ARM"]
TURNOVER = "trade_arm_rus_turnover"
BEFORE = ("2022", "2023", "2024")
"""The three whole years before the year of signing."""

STAGE = "stage"
"""Code of a stage of a measure that counts elsewhere: a law counts once, when it is passed."""

UNSTATED = "period not stated"
"""Words in a number's note that tell that its source leaves the period open."""


def in_part(note: object) -> str:
    """Return the warning that belongs to a number whose period is not stated in full, or blank."""
    return ", a period not stated in full" if UNSTATED in str(note) else ""


def turning_steps(known: Known) -> Measurement:
    """Return the share of Armenia's own coded steps that turn it away or toward the West."""
    rows = since_signing(known, coded_events(known, "armenia"))
    rows = rows[~rows["code"].isin((PRESSURE, STAGE))]
    if len(rows) < LEAST:
        return too_few(len(rows))
    turned = int(rows["code"].isin((AWAY, WEST)).sum())
    return _part(share(turned, len(rows)), rows, (turned, "steps turn it"), "of its coded steps")


def loosened_ties(known: Known) -> Measurement:
    """Return the share of the turning steps that loosen a tie with Moscow."""
    rows = coded_events(known, "armenia")
    rows = rows[rows["code"].isin((AWAY, WEST))]
    if len(rows) < LEAST:
        return too_few(len(rows))
    away = int((rows["code"] == AWAY).sum())
    return _part(
        share(away, len(rows)), rows, (away, "loosen a tie with Moscow"), "of the turning steps"
    )


def _part(part: Estimate, rows, hits: tuple[int, str], of_what: str) -> Measurement:
    n, verb = hits
    return Measurement(
        part.value,
        f"{n} of {len(rows)} {verb}, a share of {part.value:.2f}",
        part.low,
        part.high,
        rows,
        parts={verb: n, of_what: len(rows)},
    )


def votes(known: Known) -> Measurement:
    """Return by how much the distance of Armenia and Russia in votes grew after the signing."""
    rows = known.figures.of(DISTANCE, PAIR, BEFORE[0])
    by_year = rows.set_index("period")["value"]
    said = ", ".join(f"{v:.2f} in {y}" for y, v in by_year.items())
    early = ends_early(known, rows, f"a distance of {said}" if said else "")
    if early:
        return early
    before, after = yearly(rows, BEFORE), by_year[by_year.index > BEFORE[-1]]
    if len(after) < len(BEFORE):
        return Measurement.silence("fewer than three years after the signing are known", said, rows)
    moved = mean_difference(list(before), list(after))
    return Measurement(
        moved.value,
        f"the mean distance was {before.mean():.2f} before and {after.mean():.2f} after",
        moved.low,
        moved.high,
        rows,
        parts={"before": float(before.mean()), "after": float(after.mean())},
    )


def arms(known: Known) -> Measurement:
    """Return Russia's share of the arms delivered to Armenia since the signing."""
    rows = known.figures.of(ARMS, SUPPLIERS, BEFORE[0])
    early = ends_early(known, rows, _arms_words(rows))
    if early:
        return early
    late = rows[rows["period"] > BEFORE[-1]]
    total = float(late["value"].sum())
    if not total:
        return Measurement.silence("no delivery after the signing is on the register", "", rows)
    russian = float(late.loc[late["entity"] == SUPPLIERS[0], "value"].sum())
    return Measurement(
        russian / total,
        f"Russia delivered {russian:.0f} of {total:.0f} million TIV since the year of signing",
        rows=rows,
        parts={"million Russian TIV": russian, "million TIV": total},
    )


def _arms_words(rows) -> str:
    total = float(rows["value"].sum())
    russian = float(rows.loc[rows["entity"] == SUPPLIERS[0], "value"].sum())
    if not total:
        return ""
    return (
        f"in {rows['period'].min()} to {rows['period'].max()} Russia delivered {russian:.0f} of "
        f"{total:.0f} million TIV"
    )


def turnover(known: Known) -> Measurement:
    """Return turnover with Russia in the year of signing over the year before, by one account."""
    rows = known.figures.of(TURNOVER)
    by_year = rows.set_index("period")["value"]
    if {"2024", "2025"} - set(by_year.index):
        return Measurement.silence("the year of signing and the one before are not both known")
    before, after = float(by_year["2024"]), float(by_year["2025"])
    open_end = in_part(rows.set_index("period")["note"]["2025"])
    return Measurement(
        after / before,
        f"{before:.1f} bn dollars in 2024, {after:.1f} bn in 2025{open_end}: a ratio of"
        f" {after / before:.2f}",
        rows=rows[rows["period"].isin(["2024", "2025"])],
        parts={"USD bn before": before, "USD bn after": after},
    )


INDICATORS = (
    Indicator(
        "I-S2a",
        "caucasus",
        "Armenia's own steps since the signing",
        "Share of Armenia's own steps coded since the signing, neutral ones included, that loosen "
        f"a tie with Moscow or add one with the West; Wilson interval; no share below {LEAST} "
        "steps. A law counts once, when it is passed. Above one half supports S2, below it "
        "contradicts S2.",
        "of the coded steps",
        (),
        (0.5, 0.5),
        turning_steps,
        (Tie("S2", Stance.SUPPORTS, Stance.CONTRADICTS),),
        "Steps were collected with the claim in mind, which favours those that turn; one coder.",
    ),
    Indicator(
        "I-S2b",
        "caucasus",
        "ties with Moscow loosened",
        "Share of Armenia's turning steps on record, before and after the signing, that loosen a "
        "tie with Moscow rather than add one with the West; Wilson interval; no share below "
        f"{LEAST} steps. A law counts once, when it is passed. Below one half qualifies S2: more "
        "is added in the West than is given up in Moscow.",
        "of the turning steps",
        (),
        (0.5, 0.5),
        loosened_ties,
        (Tie("S2", None, Stance.QUALIFIES),),
        "A law on accession and a word on leaving an alliance count alike, as one step each.",
    ),
    Indicator(
        "I-S2c",
        "caucasus",
        "distance of Armenia and Russia in Assembly votes",
        f"Mean distance of ideal points from the year of signing on less that of {BEFORE[0]} to "
        f"{BEFORE[-1]}; three years needed on each side; bootstrap interval; above zero supports "
        "S2, below it contradicts S2.",
        "points",
        (DISTANCE,),
        (0.0, 0.0),
        votes,
        (Tie("S2", Stance.SUPPORTS, Stance.CONTRADICTS),),
        "A gap grows too if Russia moves, as it did.",
    ),
    Indicator(
        "I-S2d",
        "caucasus",
        "Russia's share of Armenian arms",
        "Russian share of the units delivered to Armenia by Russia, India and France from the year "
        "of signing on; below one third supports S2, above two thirds contradicts S2.",
        "of the units",
        (ARMS,),
        (1 / 3, 2 / 3),
        arms,
        (Tie("S2", Stance.CONTRADICTS, Stance.SUPPORTS),),
        "Deliveries follow orders by years; three suppliers only.",
    ),
    Indicator(
        "I-S2e",
        "caucasus",
        "Armenia's trade with Russia",
        "Turnover in the year of signing over the year before, by the one account that gives both; "
        "no tie to a claim.",
        "times",
        (TURNOVER,),
        (1.0, 1.0),
        turnover,
        (),
        "Gold and diamonds in transit swell the year before; their end is no political turn, and "
        "so this says nothing of S2.",
    ),
)
