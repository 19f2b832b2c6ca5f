"""Sanctions lists: how fast they grow, and on whom, on both sides of the signing."""

import math
from collections.abc import Sequence

import pandas as pd

from helpers.judgement.indicators.records import Indicator, Measurement, Tie
from helpers.judgement.indicators.statistics import Estimate, rate_ratio, share
from helpers.judgement.indicators.windows import MONTHS, days_of, signing_month
from helpers.judgement.verdicts import Stance
from helpers.ledger.dates import days_between, long_date, period_end, shift_months
from helpers.ledger.views import Known

MONTHLY, SPANS = "sdn_new_entries_monthly", "sdn_new_entries_bracket"
SINCE = "sdn_new_entries_since_2025"
GROUPS = {"Iran": "Iran-related programmes", "Russia": "Russia/Ukraine-related programmes"}
SHIPS, EU = "listings_vessels", "EU->RUS"
STARTS = r"between (\d{4}-\d{2}-\d{2}) and"
"""How the note of a span of entry numbers names its first day."""

MONTH = 30


def additions(known: Known, side: str) -> Measurement:
    """Return the ratio of entries added a day on one state, spans after the signing over before.

    Args:
        known: the evidence of the day.
        side: a key of GROUPS.
    """
    spans = _spans(known, GROUPS[side])
    if spans.empty:
        return _archive_ends(known, side)
    before, after = _halves(known, spans)
    exposure = (list(before["days"]), list(after["days"]))
    try:
        ratio = rate_ratio(list(before["value"]), list(after["value"]), exposure)
    except ValueError as error:
        return Measurement.silence(str(error), rows=spans)
    rates = [MONTH * part["value"].sum() / part["days"].sum() for part in (before, after)]
    return Measurement(
        ratio.value,
        f"{rates[0]:.1f} {side}-related entries in thirty days before the signing, {rates[1]:.1f}"
        f" after it, a ratio of {ratio.value:.2f}",
        ratio.low,
        ratio.high,
        spans,
        parts={"in 30 days before": rates[0], "in 30 days after": rates[1]},
    )


def composition(known: Known) -> Measurement:
    """Return how far the Iran-related share of new entries rose, in points, with its interval.

    Newcombe's hybrid score interval of a difference of shares (Statistics in Medicine 17, 1998,
    method 10).
    """
    counted = known.figures.of(SINCE, list(GROUPS.values()))
    spans = pd.concat([_spans(known, group) for group in GROUPS.values()])
    if counted.empty or spans.empty:
        return _archive_ends(known, "Iran")
    before = _halves(known, spans)[0].groupby("entity")["value"].sum()
    after = counted.set_index("entity")["value"]
    shares = [share(part[GROUPS["Iran"]], part.sum()) for part in (before, after)]
    rise = difference_of_shares(*shares)
    return Measurement(
        100 * rise.value,
        f"{100 * shares[0].value:.0f} per cent of new entries on the two states were Iran-related"
        f" before the signing, {100 * shares[1].value:.0f} per cent after it",
        100 * rise.low,
        100 * rise.high,
        pd.concat([spans, counted]),
        parts={"% before": 100 * shares[0].value, "% after": 100 * shares[1].value},
    )


def difference_of_shares(one: Estimate, other: Estimate) -> Estimate:
    """Return other less one, from the score intervals of both (Newcombe 1998, method 10).

    Example:
        >>> rise = difference_of_shares(Estimate(0.5, 0.4, 0.6), Estimate(0.8, 0.7, 0.9))
        >>> [round(x, 3) for x in rise]
        [0.3, 0.159, 0.441]
    """
    gap = other.value - one.value
    down = math.hypot(other.value - other.low, one.high - one.value)
    up = math.hypot(other.high - other.value, one.value - one.low)
    return Estimate(gap, gap - down, gap + up)


def eu_ships(known: Known) -> Measurement:
    """Return the ratio of ships listed a day by the EU over Russia, after the signing over before.

    A month without a round is a month of zero; of several counts of one round the lowest is taken.
    """
    rows = known.figures.of(SHIPS, EU)
    counts = rows.groupby("period")["value"].min()
    month = signing_month(known)
    earlier = [shift_months(month, -k) for k in range(MONTHS, 0, -1)]
    later = [shift_months(month, k) for k in range(1, MONTHS + 1)]
    later = [m for m in later if known.past(period_end(m))]
    used = rows[rows["period"].isin(earlier + later)]
    sides = [[float(counts.get(m, 0.0)) for m in part] for part in (earlier, later)]
    try:
        days = [days_of(m) for m in earlier], [days_of(m) for m in later]
        ratio = rate_ratio(sides[0], sides[1], days)
    except ValueError:
        return Measurement.silence(
            "fewer than two full months after the signing, or no round in them, are known",
            rows=used,
        )
    totals = [sum(part) for part in sides]
    return Measurement(
        ratio.value,
        f"{totals[0]:.0f} ships in the {MONTHS} months before the signing, {totals[1]:.0f} in the"
        f" {len(later)} months after it, a daily rate {ratio.value:.2f} times as high",
        ratio.low,
        ratio.high,
        used,
        parts={"ships before": totals[0], "ships after": totals[1], "months after": len(later)},
    )


def _spans(known: Known, group: str) -> pd.DataFrame:
    """Return the spans of entry numbers of a group, with their first day and length in days."""
    rows = known.figures.of(SPANS, group)
    firsts = rows["note"].str.extract(STARTS)[0]
    days = [days_between(s, e) + 1 for s, e in zip(firsts, rows["period"], strict=True)]
    return rows.assign(first=firsts, days=days)


def _halves(known: Known, spans: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    signed = known.ledger.treaties.set_index("treaty_id").loc["IR-RU-2025", "signed"]
    early = spans["first"] <= str(signed)
    return spans[early], spans[~early]


def _archive_ends(known: Known, side: str) -> Measurement:
    """Return the silence of a list whose copies end before the signing, with its last rate."""
    rows = known.figures.of(MONTHLY, GROUPS[side]).tail(MONTHS)
    if rows.empty:
        return Measurement.silence("no copy of the list is held")
    last = str(rows["period"].iloc[-1])
    return Measurement.silence(
        f"the last month of which copies of the list are public in full is {long_date(last)}, "
        "before the signing",
        f"{rows['value'].mean():.0f} {side}-related entries a month in the {len(rows)} months"
        f" to {long_date(last)}",
        rows,
    )


RATE_LIMITS = (
    "Spans count entries still listed at the last copy, so that older ones look smaller than they "
    "were; the spans part at the change of administration, days after the signing, and the two "
    "cannot be told apart."
)
INDICATORS: Sequence[Indicator] = (
    Indicator(
        "I-U2",
        "united_states",
        "Iran-related entries added to the US list",
        "Entries a day in spans of entry numbers that begin after the signing over those that "
        "begin before it; quasi-Poisson interval; above one, pressure grew but the list gives no "
        "ground, which qualifies U8; below one contradicts it.",
        "times",
        (SPANS, MONTHLY),
        (1.0, 1.0),
        lambda known: additions(known, "Iran"),
        (Tie("U8", Stance.QUALIFIES, Stance.CONTRADICTS),),
        RATE_LIMITS,
    ),
    Indicator(
        "I-U3",
        "united_states",
        "Russia-related entries added to the US list",
        "As for entries on Iran; below one, the second partner was spared, which contradicts U8; "
        "above one qualifies it.",
        "times",
        (SPANS, MONTHLY),
        (1.0, 1.0),
        lambda known: additions(known, "Russia"),
        (Tie("U8", Stance.QUALIFIES, Stance.CONTRADICTS),),
        RATE_LIMITS,
    ),
    Indicator(
        "I-U4",
        "united_states",
        "Iran-related share of new entries on the two states",
        "Share in entries numbered since the change of administration less share in the spans that "
        "begin before the signing; interval of Newcombe. A rise shows that the two are treated "
        "apart and contradicts U8; a fall says nothing of it.",
        "points",
        (SINCE, SPANS),
        (0.0, 0.0),
        composition,
        (Tie("U8", Stance.CONTRADICTS, None),),
        "Entries come in blocks, so that the interval is too narrow. Composition, not cause.",
    ),
    Indicator(
        "I-U5",
        "united_states",
        "ships listed by the European Union over Russia",
        "Ships a day in the full months after the month of signing, up to twelve, over the twelve "
        "before; quasi-Poisson interval; above one, the Western effort grew, which qualifies E6; "
        "below one supports it.",
        "times",
        (SHIPS,),
        (1.0, 1.0),
        eu_ships,
        (Tie("E6", Stance.QUALIFIES, Stance.SUPPORTS),),
        "A listing is an effort, not its effect. Months without a round held here count as zero.",
    ),
)
