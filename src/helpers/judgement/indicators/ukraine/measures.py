"""New measures and relief by authority and target, and how many ships were listed."""

from collections.abc import Sequence

import pandas as pd

from helpers.judgement.indicators.records import DIRECT, Indicator, Measurement, Tie
from helpers.judgement.indicators.statistics import rate_ratio
from helpers.judgement.indicators.windows import signing_month
from helpers.judgement.verdicts import Stance
from helpers.ledger.dates import days_between, shift_days
from helpers.ledger.views import Known

AUTHORITIES, TARGETS = ("USA", "EU", "GBR"), ("RUS", "IRN")
TOPICS = {"ukraine": ("sanctions",), "united_states": ("sanctions", "snapback")}
RELIEF = frozenset(
    (
        "us-gl133-india-2026-03-05",
        "us-waiver-russian-oil-2026-03-12",
        "us-waiver-extended-2026-05-18",
        "us-waiver-iran-oil-2026-03",
        "us-iran-oil-licence-2026-06",
    )
)
STEPS = frozenset(
    (
        "eu-20th-package-proposed-2026-02-06",
        "hungary-blocks-20th-2026-02-23",
        "nspm2-2025-02-04",
        "e3-trigger-snapback-2025-08-28",
    )
)
"""Events that prepare or hold up a measure; they count neither as one nor as relief."""
UNITS = {
    "listings_individuals": "people",
    "listings_entities": "entities",
    "listings_vessels": "ships",
    "listings_mixed": "targets",
}
ACT_COLUMNS = ["date", "authority", "target", "kind", "title", "source_ids", "known_on"]
SHIPS, SHIPS_TOTAL = "listings_vessels", "eu_rus_vessels_cumulative"
BRACKET, MONTHLY = "sdn_new_entries_bracket", "sdn_new_entries_monthly"
RUSSIA, IRAN = "Russia/Ukraine-related programmes", "Iran-related programmes"
BRACKETS_FROM = "2024-05-04"
"""Day after the last daily copy of the list; the first bracket of numbers begins here."""
OPEN_DAYS = 183
"""Half a year after the signing: before it, few measures say nothing of a forecast for a year."""
TOO_SOON = "less than half a year has passed since the signing"


def acts(known: Known) -> pd.DataFrame:
    """Return acts known, oldest first.

    The authority is the first actor of an event, the target the first of Russia and Iran named.
    Numbers of listings stand in for a measure where no event of that pair and month is held.

    Columns: date, authority, target, kind (measure, step, relief), title, source_ids, known_on.
    """
    rows = []
    for section, topics in TOPICS.items():
        events = known.events
        events = events[(events["section"] == section) & events["topic"].isin(topics)]
        for e in events.itertuples():
            actors = e.actors.split(";")
            target = next((a for a in actors if a in TARGETS), "")
            if actors[0] in AUTHORITIES and target:
                day = e.date if e.date_precision == "day" else e.date[:7]
                kind = _kind(e.event_id)
                rows.append((day, actors[0], target, kind, e.title, e.source_ids, e.known_on))
    held = pd.DataFrame(rows, columns=ACT_COLUMNS)
    out = pd.concat([held, _from_counts(known, held)])
    return out.sort_values(["date", "authority", "title"]).reset_index(drop=True)


def _kind(event_id: str) -> str:
    return "relief" if event_id in RELIEF else "step" if event_id in STEPS else "measure"


def _from_counts(known: Known, held: pd.DataFrame) -> pd.DataFrame:
    """Return measures seen only in the counts of listings."""
    done = held[held["kind"] == "measure"]
    seen = {
        (d[:7], a, t)
        for d, a, t in zip(done["date"], done["authority"], done["target"], strict=True)
    }
    rows = []
    for r in known.figures.of(list(UNITS)).itertuples():
        authority, target = r.entity.split("->")
        if (r.period[:7], authority, target) not in seen and authority in AUTHORITIES:
            title = f"{r.value:,.0f} {UNITS[r.series]} listed"
            rows.append((r.period, authority, target, "measure", title, r.source_id, r.known_on))
    found = pd.DataFrame(rows, columns=ACT_COLUMNS)
    return found.drop_duplicates(["date", "authority", "target"])


def since_signing(known: Known) -> pd.DataFrame:
    """Return the acts dated after the signing; those of its month only if their day is known."""
    day, rows = signed(known), acts(known)
    later = [d > day if len(d) == 10 else d > day[:7] for d in rows["date"]]
    return rows[later]


def signed(known: Known) -> str:
    """Return the day on which the treaty was signed."""
    return str(known.ledger.treaties.set_index("treaty_id").loc["IR-RU-2025", "signed"])


def _too_soon(known: Known) -> bool:
    return not known.past(shift_days(signed(known), OPEN_DAYS))


def cells(known: Known) -> Measurement:
    """Return how many of six pairs of authority and target saw a new measure since signing."""
    if _too_soon(known):
        return Measurement.silence(TOO_SOON)
    rows = since_signing(known)
    rows = rows[rows["kind"] == "measure"]
    first = rows.drop_duplicates(["authority", "target"])
    held = set(zip(first["authority"], first["target"], strict=True))
    lacking = [f"{a} on {t}" for t in TARGETS for a in AUTHORITIES if (a, t) not in held]
    missing = f"; none held by {' and '.join(lacking)}" if lacking else ""
    return Measurement(
        float(len(held)),
        f"{len(held)} of 6 pairs of authority and target saw a new measure since the"
        f" signing{missing}",
        rows=first,
        parts={f"{a} on {t}": float((a, t) in held) for t in TARGETS for a in AUTHORITIES},
    )


def relief(known: Known) -> Measurement:
    """Return the acts of relief since the signing."""
    if _too_soon(known):
        return Measurement.silence(TOO_SOON)
    rows = since_signing(known)
    rows = rows[rows["kind"] == "relief"]
    tally = {a: int((rows["authority"] == a).sum()) for a in AUTHORITIES}
    said = ", ".join(f"{a} {n}" for a, n in tally.items())
    return Measurement(
        float(len(rows)),
        f"acts of relief since the signing: {said}",
        rows=rows,
        parts={f"by {a}": float(n) for a, n in tally.items()},
    )


def ships(known: Known) -> Measurement:
    """Return the share of the ships under European listing that was added after the signing."""
    total = known.figures.last(SHIPS_TOTAL, "EU->RUS")
    if total is None:
        return Measurement.silence("no total of listed ships is known")
    rounds = known.figures.of(SHIPS, "EU->RUS")
    rounds = rounds[rounds["period"] > signing_month(known)]
    rounds = rounds[rounds["period"] <= total["period"][:7]]
    rounds = rounds.sort_values("value").drop_duplicates("period").sort_values("period")
    added = float(rounds["value"].sum())
    used = pd.concat([rounds, known.figures.of(SHIPS_TOTAL, "EU->RUS").tail(1)])
    return Measurement(
        min(1.0, added / total["value"]),
        f"{added:.0f} of the {total['value']:.0f} ships listed by {total['period']} were added in"
        f" {len(rounds)} rounds after the signing",
        rows=used,
        parts={"added": added, "total": float(total["value"]), "rounds": len(rounds)},
    )


def bracket_rate(known: Known) -> Measurement:
    """Return the ratio of Russia-related entries on the US list a day, after over before.

    Iran-related entries of the same spans are told beside it.
    """
    if known.figures.of(BRACKET, RUSSIA).empty:
        last = known.figures.last(MONTHLY, RUSSIA)
        end = f" in {last['period']}, before the signing" if last is not None else ""
        return Measurement.silence(f"the series of dated entries ends{end}")
    spans = {group: spans_of(known, group) for group in (RUSSIA, IRAN)}
    day = signed(known)
    late = spans[RUSSIA]["start"] > day
    before, after = spans[RUSSIA][~late], spans[RUSSIA][late]
    if after["value"].sum() <= 0 or min(len(before), len(after)) < 2:
        return Measurement.silence("no entries of one side are known")
    exposure = (list(before["days"]), list(after["days"]))
    ratio = rate_ratio(list(before["value"]), list(after["value"]), exposure)
    rates = [_per_month(part, day) for part in spans.values()]
    return Measurement(
        ratio.value,
        f"Russia-related entries per 30 days {rates[0][0]:.1f} before and {rates[0][1]:.1f} after,"
        f" Iran-related {rates[1][0]:.1f} and {rates[1][1]:.1f}",
        ratio.low,
        ratio.high,
        known.figures.of(BRACKET, [RUSSIA, IRAN]),
        parts={
            "Russia-related before": rates[0][0],
            "Russia-related after": rates[0][1],
            "Iran-related before": rates[1][0],
            "Iran-related after": rates[1][1],
        },
    )


def spans_of(known: Known, group: str) -> pd.DataFrame:
    """Return brackets of entry numbers with their days: start, end, value, days."""
    rows = known.figures.of(BRACKET, group).sort_values("end")
    starts = [BRACKETS_FROM, *(shift_days(d, 1) for d in rows["end"][:-1])]
    days = [days_between(a, b) + 1 for a, b in zip(starts, rows["end"], strict=True)]
    return rows.assign(start=starts, days=days)


def _per_month(spans: pd.DataFrame, day: str) -> tuple[float, float]:
    late = spans["start"] > day
    rates = [30 * float(p["value"].sum()) / p["days"].sum() for p in (spans[~late], spans[late])]
    return rates[0], rates[1]


INDICATORS: Sequence[Indicator] = (
    Indicator(
        "I-K5",
        "ukraine",
        "pairs of authority and target with a new measure",
        "Washington, Brussels and London, each on Russia and on Iran: pairs for which a measure "
        "adopted after the signing is held, from half a year after it on; six support K5, fewer "
        "than three contradict it.",
        "of 6 pairs",
        tuple(UNITS),
        (3.0, 5.0),
        cells,
        (Tie("K5", Stance.SUPPORTS, Stance.CONTRADICTS, DIRECT),),
        "A pair is filled by one act, however small; acts held by this project are no full "
        "register, and the grounds differ.",
    ),
    Indicator(
        "I-K5b",
        "ukraine",
        "acts of relief since the signing",
        "Licences and waivers by the same authorities that ease a measure on Russia or Iran, from "
        "half a year after the signing on; one or more qualify K5.",
        "acts",
        tuple(UNITS),
        (0.0, 0.0),
        relief,
        (Tie("K5", Stance.QUALIFIES, None),),
        "An act of relief may be small or large; a licence that runs out is not taken back here.",
    ),
    Indicator(
        "I-K5c",
        "ukraine",
        "Russia-related entries on the US list a day",
        "Entries by bracket of entry numbers, brackets that begin after the signing over earlier "
        "ones; quasi-Poisson interval; above 1 supports K5, below 1 qualifies it.",
        "times",
        (BRACKET, MONTHLY),
        (1.0, 1.0),
        bracket_rate,
        (Tie("K5", Stance.SUPPORTS, Stance.QUALIFIES),),
        "Only entries that are still listed are seen, and the signing and the change of government "
        "in Washington lie three days apart.",
    ),
    Indicator(
        "I-K5d",
        "ukraine",
        "share of the ships under European listing added after the signing",
        "Ships added in rounds after the month of signing, the lower count where two are held, "
        "over the newest running total; above one half supports K5; below it says nothing.",
        "share",
        (SHIPS, SHIPS_TOTAL),
        (0.5, 0.5),
        ships,
        (Tie("K5", Stance.SUPPORTS, None),),
        "One authority and one target; a listed ship may still sail.",
    ),
)
