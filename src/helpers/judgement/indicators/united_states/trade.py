"""Trade of the two states: its level, the growth stated, and how far two accounts lie apart."""

from collections.abc import Sequence

import pandas as pd

from helpers.judgement.indicators.records import Indicator, Measurement, Tie
from helpers.judgement.indicators.statistics import account_gap
from helpers.judgement.indicators.windows import signing_month
from helpers.judgement.verdicts import Stance
from helpers.ledger.views import Known

RUSSIAN, IRANIAN = "trade_rus_irn_turnover_rus", "trade_rus_irn_turnover_irica"
GROWTH = ["trade_rus_irn_growth", "trade_rus_irn_growth_ytd"]
PARTNERS = "rus_trade_by_partner"

RECORD_BAND = (0.95, 1.10)
"""A level within this band of the record is the record: statements of one year differ as much."""

WIDE_GAP = 25.0
"""Per cent of the mean beyond which two accounts cannot be one trade seen from two sides: freight
and insurance, which one side counts and the other does not, explain about a tenth."""

FOOTNOTE = 1.0
"""Per cent of a state's trade below which a partner is a footnote to it."""


def against_record(known: Known) -> Measurement:
    """Return turnover in the first calendar year under the treaty over the best year before it.

    Of several statements of one year the mean is taken; their range is told.
    """
    rows = known.figures.of(RUSSIAN)
    year = signing_month(known)[:4]
    after, before = rows[rows["period"] == year], rows[rows["period"] < year]
    if after.empty or before.empty:
        return Measurement.silence(f"no turnover of {year} has been stated", rows=before.tail(1))
    best = str(before.groupby("period")["value"].mean().idxmax())
    record = before[before["period"] == best]["value"]
    now = float(after["value"].mean())
    return Measurement(
        now / float(record.mean()),
        f"USD {now:.1f} billion stated for {year}, against a record of {record.min():.1f} to"
        f" {record.max():.1f} billion for {best}",
        rows=rows[rows["period"].isin([best, year])],
        parts={f"USD bn {year}": now, f"USD bn {best}, least": float(record.min()),
               f"USD bn {best}, most": float(record.max())},
    )  # fmt: skip


def growth_spread(known: Known) -> Measurement:
    """Return how far growth rates stated for the first year under the treaty lie apart, in points.

    Beside them stands the growth that follows from the levels stated for that year and the last.
    """
    year = signing_month(known)[:4]
    rows = known.figures.of(GROWTH)
    rows = rows[rows["period"].str[:4] == year]
    if len(rows) < 2:
        return Measurement.silence(f"fewer than two growth rates have been stated for {year}",
                                   rows=rows)  # fmt: skip
    low, high = float(rows["value"].min()), float(rows["value"].max())
    said = f"growth stated for {year} runs from {low:.0f} to {high:.0f} per cent"
    parts = {"% least": low, "% most": high}
    implied = _growth_of_levels(known, year)
    if implied is not None:
        said += f", growth of the levels stated is {implied:.0f} per cent"
        parts["% by levels"] = implied
    return Measurement(high - low, said, rows=rows, parts=parts)


def _growth_of_levels(known: Known, year: str) -> float | None:
    levels = known.figures.of(RUSSIAN).groupby("period")["value"].last()
    if {year, str(int(year) - 1)} <= set(levels.index):
        return float(100 * (levels[year] / levels[str(int(year) - 1)] - 1))
    return None


def customs_gap(known: Known) -> Measurement:
    """Return the gap between Russian and Iranian accounts of one year, per cent of their mean."""
    rows = known.figures.of([RUSSIAN, IRANIAN])
    levels = rows.pivot_table(index="period", columns="series", values="value", aggfunc="last")
    levels = levels.dropna() if {RUSSIAN, IRANIAN} <= set(levels) else levels.iloc[:0]
    if levels.empty:
        return Measurement.silence("no year is known in both accounts")
    year, (russian, iranian) = str(levels.index[-1]), levels.iloc[-1][[RUSSIAN, IRANIAN]]
    return Measurement(
        100 * account_gap(russian, iranian),
        f"USD {russian:.1f} billion by Russian officials, {iranian:.1f} by Iranian customs, for"
        f" {year}",
        rows=rows[rows["period"] == year],
        parts={"USD bn, Russian": float(russian), "USD bn, Iranian": float(iranian)},
    )


def iran_share(known: Known) -> Measurement:
    """Return Iran's part in Russian trade with the partners named, Iran included, in per cent."""
    partners = known.figures.of(PARTNERS)
    turnover = known.figures.of(RUSSIAN)
    years = sorted(set(partners["period"]) & set(turnover["period"]))
    if not years:
        return Measurement.silence("no year is known for Iran and for the other partners")
    year = years[-1]
    used = [rows[rows["period"] == year] for rows in (partners, turnover)]
    others, iran = float(used[0]["value"].sum()), float(used[1]["value"].iloc[-1])
    part = 100 * iran / (others + iran)
    said = (
        f"USD {iran:.1f} billion with Iran in {year}, {others:.1f} with the main partners, a part"
        f" of {part:.1f} per cent at most"
    )
    rows = pd.concat(used)
    if year < signing_month(known)[:4]:
        why = f"the last year known for all partners is {year}, before the signing"
        return Measurement.silence(why, said, rows)
    parts = {"USD bn, Iran": iran, "USD bn, main partners": others}
    return Measurement(part, said, rows=rows, parts=parts)


INDICATORS: Sequence[Indicator] = (
    Indicator(
        "I-U7",
        "united_states",
        "trade of the two states against its record",
        "Turnover of the year of signing by Russian officials over the highest of any earlier "
        "year; more than a tenth above the record supports U3, more than a twentieth below it "
        "contradicts it.",
        "times",
        (RUSSIAN,),
        RECORD_BAND,
        against_record,
        (Tie("U3", Stance.SUPPORTS, Stance.CONTRADICTS),),
        "Round figures of one side, in dollars of the day.",
    ),
    Indicator(
        "I-U8",
        "united_states",
        "spread of the growth of trade as stated",
        "Highest less lowest rate stated for the year of signing, whole or in part, beside the "
        "growth of the levels stated; more than five points are wide. It feeds no "
        "verdict: it tells how far the statements bear.",
        "points",
        (*GROWTH, RUSSIAN),
        (5.0, 5.0),
        growth_spread,
        (),
        "Spans within the year overlap; all are statements of one side or relays of it.",
    ),
    Indicator(
        "I-U9",
        "united_states",
        "gap between the Russian and the Iranian account of their trade",
        "Difference of the two accounts over their mean, last year known in both; more than a "
        "quarter is wide. It feeds no verdict: it tells how far trade figures can be checked.",
        "% of the mean",
        (RUSSIAN, IRANIAN),
        (WIDE_GAP, WIDE_GAP),
        customs_gap,
        (),
        "An Iranian year begins in March; trade through third states is counted differently.",
    ),
    Indicator(
        "I-U10",
        "united_states",
        "Iran's part in Russian trade",
        "Iran's turnover over that of the main partners named and Iran, last year known for all, "
        "which bounds its share in all trade from above; below one per cent qualifies U5: this "
        "tie is a small part of what Russia leans on.",
        "%",
        (PARTNERS, RUSSIAN),
        (FOOTNOTE, FOOTNOTE),
        iran_share,
        (Tie("U5", None, Stance.QUALIFIES),),
        "Seven partners of one account, Iran from another.",
    ),
)
