"""Means and votes: outlay, arms of the register, Saudi votes, tankers through the strait."""

import pandas as pd

from helpers.judgement.indicators.middle_east.conduct import signed
from helpers.judgement.indicators.records import Indicator, Measurement, Tie
from helpers.judgement.indicators.statistics import rate_ratio
from helpers.judgement.verdicts import Stance
from helpers.ledger.dates import long_date, shift_days
from helpers.ledger.views import Known

OUTLAY, REGISTER, VOTES = "milex_constant_usd", "arms_transfer_tiv", "unga_distance"
TANKERS, STRAIT = "hormuz_tanker_transits_daily", "Hormuz"
PARTNERS = ("ISR", "SAU")
TO_IRAN = ("RUS->IRN", "CHN->IRN")
TO_PARTNERS = ("USA->ISR", "USA->SAU", "USA->QAT", "USA->ARE", "USA->KWT")
NEAR, FAR = "SAU-RUS", "SAU-USA"

YEARS_BEFORE = 3
"""Full years before that of the signing whose mean is the base: one year alone is noise."""
VOTE_YEARS = 5
NO_CHANGE = (0.9, 1.1)
"""A tenth either way is within what such estimates are revised by."""

A_SYSTEM = 200.0
"""Million units a year above the base: half of what the register books for the year in which
Russia delivered S-300 batteries to Iran, its one large delivery since 2010."""

WEEKS = 4
"""Whole weeks on each side of a closure, so that weekdays weigh alike."""


def _years(known: Known, series: str, entities: tuple[str, ...]) -> pd.DataFrame:
    """Return years x entities of a yearly series, only years in which every entity has a value."""
    wide = known.figures.wide(series, list(entities))
    if set(entities) - set(wide.columns):
        return pd.DataFrame(columns=list(entities), dtype=float)
    return wide[list(entities)].dropna()


def _used(known: Known, series: str, wide: pd.DataFrame) -> pd.DataFrame:
    rows = known.figures.of(series, [str(c) for c in wide.columns])
    return rows[rows["period"].isin(wide.index)]


def _around(known: Known, wide: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the three years before that of the signing, and the years from it on."""
    year = signed(known)[:4]
    return wide[wide.index < year].tail(YEARS_BEFORE), wide[wide.index >= year]


def _ended(wide: pd.DataFrame) -> str:
    return f"the series ends in {wide.index[-1]}, before the signing"


def outlay(known: Known) -> Measurement:
    """Return Iran's outlay over that of Israel and Saudi Arabia, newest year against three."""
    wide = _years(known, OUTLAY, ("IRN", *PARTNERS))
    if wide.empty:
        return Measurement.silence("no year with all three outlays is known")
    ratio = wide["IRN"] / wide[list(PARTNERS)].sum(axis=1)
    before, after = _around(known, wide)
    if after.empty or len(before) < YEARS_BEFORE:
        last = f"in {ratio.index[-1]} Iran's outlay was {100 * ratio.iloc[-1]:.1f} per cent of"
        said = f"{last} Israel's and Saudi Arabia's"
        return Measurement.silence(_ended(wide), said, _used(known, OUTLAY, wide.tail(1)))
    now, base = float(ratio[after.index].iloc[-1]), float(ratio[before.index].mean())
    span = f"{before.index[0]}-{before.index[-1]}"
    return Measurement(
        now / base,
        f"Iran's outlay was {100 * now:.1f} per cent of Israel's and Saudi Arabia's together in"
        f" {after.index[-1]}, {100 * base:.1f} in the mean of {span}: {now / base:.2f} times",
        rows=_used(known, OUTLAY, pd.concat([before, after.tail(1)])),
        parts={
            "per cent now": 100 * now,
            "per cent before": 100 * base,
            "Iran, times": _times(before, after, ("IRN",)),
            "partners, times": _times(before, after, PARTNERS),
        },
    )


def _times(before: pd.DataFrame, after: pd.DataFrame, names: tuple[str, ...]) -> float:
    """Return the newest sum of some states over its mean in the years before."""
    columns = list(names)
    mean = float(before[columns].sum(axis=1).mean())
    return float(after[columns].sum(axis=1).iloc[-1]) / mean


def imports(known: Known) -> Measurement:
    """Return arms for Iran over those for Washington's partners, since the signing over before."""
    wide = _years(known, REGISTER, TO_IRAN + TO_PARTNERS)
    if wide.empty:
        return Measurement.silence("nothing of the register is known")
    before, after = _around(known, wide)
    sums = [
        (float(p[list(TO_IRAN)].sum().sum()), float(p[list(TO_PARTNERS)].sum().sum()))
        for p in (before, after)
    ]
    said = (
        f"in {before.index[0]}-{before.index[-1]} Iran received {sums[0][0]:.0f} million TIV"
        f" from Russia and China, five partners of the United States {sums[0][1]:,.0f} from it"
    )
    if after.empty:
        return Measurement.silence(_ended(wide), said, _used(known, REGISTER, before))
    if not sums[0][0] or not sums[1][1]:
        return Measurement.silence("a side received nothing, so that there is no ratio", said)
    value = (sums[1][0] / sums[1][1]) / (sums[0][0] / sums[0][1])
    return Measurement(
        value,
        f"{said}; since the signing {sums[1][0]:.0f} and {sums[1][1]:,.0f}",
        rows=_used(known, REGISTER, pd.concat([before, after])),
        parts={"Iran before": sums[0][0], "partners before": sums[0][1],
               "Iran since": sums[1][0], "partners since": sums[1][1]},
    )  # fmt: skip


def register(known: Known) -> Measurement:
    """Return the change of yearly Russian deliveries to Iran since the signing, million TIV."""
    wide = _years(known, REGISTER, TO_IRAN[:1])
    if wide.empty:
        return Measurement.silence("nothing of the register is known")
    before, after = _around(known, wide)
    base = float(before.mean().iloc[0])
    span = f"{before.index[0]}-{before.index[-1]}"
    said = f"Russia delivered {base:.0f} million TIV a year to Iran in {span}"
    if after.empty:
        return Measurement.silence(_ended(wide), said, _used(known, REGISTER, before))
    now = float(after.mean().iloc[0])
    return Measurement(
        now - base,
        f"{said}, {now:.0f} since the signing",
        rows=_used(known, REGISTER, pd.concat([before, after])),
        parts={"a year before": base, "a year since": now},
    )


def saudi_votes(known: Known) -> Measurement:
    """Return in how many of five years Riyadh voted nearer to Moscow than to Washington."""
    wide = _years(known, VOTES, (NEAR, FAR)).tail(VOTE_YEARS)
    if wide.empty:
        return Measurement.silence("no year of votes is known")
    nearer, last = int((wide[NEAR] < wide[FAR]).sum()), wide.iloc[-1]
    said = (
        f"Saudi Arabia voted nearer to Russia than to the United States in {nearer} of"
        f" {len(wide)} years to {wide.index[-1]}, {last[NEAR]:.2f} against {last[FAR]:.2f} points"
        " in the last"
    )
    rows = _used(known, VOTES, wide)
    if wide.index[-1] < signed(known)[:4]:
        return Measurement.silence(_ended(wide), said, rows)
    parts = {"years": float(len(wide)), "to Russia": float(last[NEAR]),
             "to the United States": float(last[FAR])}  # fmt: skip
    return Measurement(float(nearer), said, rows=rows, parts=parts)


def tankers(known: Known) -> Measurement:
    """Return tankers a day after the first closure since the signing, over those before it."""
    events = known.events
    shut = events[(events["topic"] == "hormuz") & (events["date"] > signed(known))]
    if shut.empty:
        return Measurement.silence(
            "nothing on a closure of the strait since the signing is on record"
        )
    day = str(shut["date"].min())
    rows = known.figures.of(TANKERS, STRAIT)
    before, after = (
        rows[rows["period"].between(shift_days(day, -7 * WEEKS), shift_days(day, -1))],
        rows[rows["period"].between(day, shift_days(day, 7 * WEEKS - 1))],
    )
    sums = [_weeks(part) for part in (before, after)]
    if min(map(len, sums)) < WEEKS or not min(map(sum, sums)):
        return Measurement.silence("four whole weeks on each side of the closure are not known")
    ratio = rate_ratio(sums[0], sums[1], ([7] * WEEKS, [7] * WEEKS))
    a_day = [sum(s) / (7 * WEEKS) for s in sums]
    return Measurement(
        ratio.value,
        f"{a_day[0]:.1f} tankers a day in the four weeks before {long_date(day)},"
        f" {a_day[1]:.1f} in the four from it on",
        ratio.low,
        ratio.high,
        pd.concat([before, after]),
        parts={"a day before": a_day[0], "a day after": a_day[1]},
    )


def _weeks(days: pd.DataFrame) -> list[float]:
    """Return the sums of whole weeks of a daily series, oldest first."""
    values = list(days.sort_values("period")["value"])
    return [float(sum(values[i : i + 7])) for i in range(0, len(values) - 6, 7)]


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        "I-M5",
        "middle_east",
        "Iran's military outlay against Israel's and Saudi Arabia's",
        "Ratio of the outlays at constant prices, newest year from that of the signing on, over "
        "its mean in the three years before; above 1.1 supports M2, below 0.9 contradicts it.",
        "times the ratio before",
        (OUTLAY,),
        NO_CHANGE,
        outlay,
        (Tie("M2", Stance.SUPPORTS, Stance.CONTRADICTS),),
        "Outlay is money, not strength; the official exchange rate and the outlays of the Guards "
        "are uncertain.",
    ),
    Indicator(
        "I-M6",
        "middle_east",
        "arms imports of Iran against those of Washington's partners",
        "Volume from Russia and China to Iran over that from the United States to five partners, "
        "since the year of the signing over the three years before; above 1.1 supports M2, below "
        "0.9 contradicts it.",
        "times the ratio before",
        (REGISTER,),
        NO_CHANGE,
        imports,
        (Tie("M2", Stance.SUPPORTS, Stance.CONTRADICTS),),
        "A unit of volume; what a state makes for itself is not in it.",
    ),
    Indicator(
        "I-M7",
        "middle_east",
        "Russian arms delivered to Iran by the register",
        "Mean volume a year since the year of the signing less that of the three years before; "
        f"above {A_SYSTEM:g} (half of the year in which S-300 batteries came) supports M5, below "
        "zero contradicts it.",
        "million TIV a year",
        (REGISTER,),
        (0.0, A_SYSTEM),
        register,
        (Tie("M5", Stance.SUPPORTS, Stance.CONTRADICTS),),
        "Drones and parts are poorly covered.",
    ),
    Indicator(
        "I-M8",
        "middle_east",
        "Saudi votes nearer to Russia than to the United States",
        "Years, of the last five, in which the distance in Assembly votes to Russia was below that "
        "to the United States; all five support M4, none contradicts it.",
        "years of five",
        (VOTES,),
        (1.0, VOTE_YEARS - 1.0),
        saudi_votes,
        (Tie("M4", Stance.SUPPORTS, Stance.CONTRADICTS),),
        "Alignment of votes only, few of them on the region.",
    ),
    Indicator(
        "I-M9",
        "middle_east",
        "tankers through the strait",
        "Tankers a day in the four weeks from the first report of a closure on, if there was any "
        "since the signing, over the four weeks before; quasi-Poisson interval over weeks; "
        "background, tied to no claim: it shows a closure, not who gained by it.",
        "times",
        (TANKERS,),
        (1.0, 1.0),
        tankers,
        (),
        "Counted from tracking signals, which can be jammed or switched off.",
    ),
)
