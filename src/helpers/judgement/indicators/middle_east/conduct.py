"""What each side did for the other: the support ladder and the types of arms that arrived."""

import pandas as pd

from helpers.judgement.indicators.records import Indicator, Measurement, Tie
from helpers.judgement.indicators.statistics import LEVEL, Estimate
from helpers.judgement.verdicts import Stance
from helpers.ledger.views import Known

FIRM = ("Done", "Stated")
"""Acts that giver or receiver confirms; what third parties report does not move an indicator."""

WAR = "war-"
"""Crises of the ladder that are wars bear this at the head of their name."""

TENSION = "tension-"
"""And so does what was not yet a war on the day."""

HELP = 3.0
"""The rung of help short of arms. Below it is diplomacy, above it arms or forces."""

HALF = 0.5


def signed(known: Known) -> str:
    """Return the day on which the treaty was signed."""
    return str(known.ledger.treaties.set_index("treaty_id").loc["IR-RU-2025", "signed"])


def exact_share(successes: int, trials: int) -> Estimate:
    """Return a share with the exact binomial interval (Clopper and Pearson, Biometrika 26, 1934).

    It is wider than that of Wilson, as so few trials demand.

    Raises:
        ValueError: if there are no trials.

    Example:
        >>> [round(x, 3) for x in exact_share(0, 4)]
        [0.0, 0.0, 0.527]
    """
    from scipy.special import betaincinv

    if trials <= 0:
        raise ValueError("a share needs at least one trial")
    tail, rest = 0.5 - LEVEL / 2, trials - successes
    low = float(betaincinv(successes, rest + 1, tail)) if successes else 0.0
    high = float(betaincinv(successes + 1, rest, 1 - tail)) if rest else 1.0
    return Estimate(successes / trials, low, high)


def ladder(known: Known) -> pd.DataFrame:
    """Return the ladder as of the day: a crisis of these years is a war once the war has begun.

    Until then its acts stand under a tension, as `tension-1999` for what became `war-1999`.
    """
    rows, spans = known.table("support_ladder", "date"), known.table("spans", "start")
    begun = {start[:4] for start in spans.loc[spans["state"] == "war", "start"]}
    since = signed(known)[:4]

    def called(crisis: str) -> str:
        is_open = crisis.startswith(WAR) and crisis[-4:] >= since and crisis[-4:] not in begun
        return TENSION + crisis.removeprefix(WAR) if is_open else crisis

    return rows.assign(crisis=[called(c) for c in rows["crisis"]])


def firm_acts(known: Known, side: str) -> pd.DataFrame:
    """Return a side's undisputed acts since the signing that were public, oldest first.

    Returns:
        the ladder's columns with level as int, and known_on, source_ids.
    """
    rows = ladder(known)
    events = known.events.set_index("event_id")["source_ids"]
    rows = rows.join(events, on="event_id", how="inner")
    firm = [text.partition(":")[0] in FIRM for text in rows["reason"]]
    rows = rows[pd.Series(firm, index=rows.index, dtype=bool)]
    rows = rows[(rows["side"] == side) & (rows["date"] > signed(known))]
    rows = rows.assign(level=rows["level"].astype(int), known_on=rows["date"])
    return rows.sort_values(["date", "event_id", "level"])


def crisis_words(slug: str) -> str:
    """Return a crisis in words.

    Example:
        >>> crisis_words("war-may-1999"), crisis_words("talks-1999")
        ('war of May 1999', 'talks of 1999')
    """
    *words, last = slug.split("-")
    named = len(words) == 2 and f"{words[0]}-" in (WAR, TENSION)
    month = [words.pop().capitalize()] if named else []
    return f"{' '.join(words)} of {' '.join([*month, last])}"


def rung_in_war(known: Known) -> Measurement:
    """Return the highest undisputed rung of Russia in a war since the signing."""
    rows = firm_acts(known, "RUS")
    rows = rows[rows["crisis"].str.startswith(WAR)]
    if rows.empty:
        return Measurement.silence("no undisputed act of Russia in a war since the signing")
    return _highest(rows, "Russia")


def rung_of_iran(known: Known) -> Measurement:
    """Return the highest undisputed rung of Iran for Russia since the signing, in any crisis."""
    rows = firm_acts(known, "IRN")
    if rows.empty:
        return Measurement.silence("no undisputed act of Iran for Russia since the signing")
    return _highest(rows, "Iran")


def _highest(rows: pd.DataFrame, who: str) -> Measurement:
    """Return the highest rung among acts, with the acts that reached it in each crisis."""
    tops = rows.groupby("crisis", sort=False)["level"].max()
    used = rows[rows["level"] == rows["crisis"].map(tops)]
    said = ", ".join(f"{n} in the {crisis_words(str(c))}" for c, n in tops.items())
    held = int((rows["level"] == 0).sum())
    return Measurement(
        float(tops.max()),
        f"{who}'s highest undisputed rung (0 withheld, 4 arms or forces) was {said}; acts on rung 0"
        f" beside it: {held}",
        rows=used,
        parts={crisis_words(str(c)): float(n) for c, n in tops.items()}
        | {"acts": float(len(rows)), "acts on rung 0": float(held)},
    )


def both_faces(known: Known) -> Measurement:
    """Return the share of crises since the signing in which Russia both gave and held back."""
    rows = firm_acts(known, "RUS")
    if rows.empty:
        return Measurement.silence("no undisputed act of Russia since the signing")
    levels = rows.groupby("crisis", sort=False)["level"]
    both = (levels.min() == 0) & (levels.max() > 0)
    share = exact_share(int(both.sum()), len(both))
    used = rows[rows["crisis"].isin(both[both].index) & (rows["level"] == 0)]
    return Measurement(
        share.value,
        f"in {int(both.sum())} of {len(both)} crises with an undisputed act of Russia it both gave"
        " and held back",
        share.low,
        share.high,
        used if len(used) else rows,
        parts={"crises": float(len(both)), "both": float(both.sum())},
    )


def stages_known(known: Known) -> pd.DataFrame:
    """Return the stages of arms that events or findings known by the day show.

    Returns:
        type, family, stage, date (of the act), known_on, source_ids.
    """
    events = known.events.set_index("event_id")
    found = known.table("evidence").set_index("evidence_id")
    rows = []
    for r in known.table("arms_stages", "").to_dict("records"):
        if r["event_id"] in events.index:
            e = events.loc[r["event_id"]]
            shown = (e["date"], e["known_on"], e["source_ids"])
        elif r["evidence_id"] in found.index:
            f = found.loc[r["evidence_id"]]
            shown = (f["known_on"], f["known_on"], f["source_id"])
        else:
            continue
        rows.append((r["type"], r["family"], r["stage"], *shown))
    return pd.DataFrame(rows, columns=["type", "family", "stage", "date", "known_on", "source_ids"])


def types_seen(known: Known) -> Measurement:
    """Return the share of types of arms due at the signing, or named since, that were seen."""
    rows, day = stages_known(known), signed(known)
    seen = rows[rows["stage"] == "seen"]
    early = set(seen[seen["date"] <= day]["type"])
    due = rows[~rows["type"].isin(early)]
    if due.empty:
        return Measurement.silence("no type of Russian arms for Iran was named")
    arrived = set(seen["type"]) - early
    kinds = due.drop_duplicates("type")
    near = kinds[kinds["family"] != "aircraft"]
    share = exact_share(len(arrived), len(kinds))
    return Measurement(
        share.value,
        f"of {len(kinds)} types of Russian arms due to Iran or named for it, {len(arrived)} had"
        f" been seen there; of the {len(near)} of air defence and drones,"
        f" {len(arrived & set(near['type']))}",
        share.low,
        share.high,
        due,
        parts={
            "types": float(len(kinds)),
            "seen": float(len(arrived)),
            "air defence and drones": float(len(near)),
            "of these seen": float(len(arrived & set(near["type"]))),
        },
    )


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        "I-M1",
        "middle_east",
        "Russia's highest rung in war",
        "Highest rung of an act for Iran that giver or receiver confirms, in any war since the "
        "signing; below 3 (no more than diplomacy) supports M7, 4 (arms or forces) contradicts it, "
        "3 says neither. Ordered rungs, so no interval.",
        "on the ladder",
        (),
        (HELP, HELP),
        rung_in_war,
        (Tie("M7", Stance.CONTRADICTS, Stance.SUPPORTS),),
        "One coder; acts of the weeks before a war stand with it; help that stays secret is not "
        "on the ladder.",
    ),
    Indicator(
        "I-M2",
        "middle_east",
        "Iran's highest rung for Russia",
        "Highest rung of an act for Russia that giver or receiver confirms, in any crisis since "
        "the signing; read beside I-M1, tied to no claim.",
        "on the ladder",
        (),
        (HELP, HELP),
        rung_of_iran,
        (),
        "Acts for Russia in the war in Ukraine are denied or told by third parties, and do not "
        "count here.",
    ),
    Indicator(
        "I-M3",
        "middle_east",
        "types of Russian arms that arrived",
        "Types seen in Iran since the signing over those due at the signing or named since; exact "
        "binomial interval; above a half supports M5, below a half contradicts it.",
        "of types",
        (),
        (HALF, HALF),
        types_seen,
        (Tie("M5", Stance.SUPPORTS, Stance.CONTRADICTS),),
        "Few types, unlike in weight; a type counts as seen from its first piece, bought when it "
        "may.",
    ),
    Indicator(
        "I-M4",
        "middle_east",
        "crises in which Russia gave and held back",
        "Crises since the signing with an undisputed act of Russia on rung 0 and one above, over "
        "those with any; exact binomial interval; above a half supports M7, below a half "
        "contradicts it.",
        "of crises",
        (),
        (HALF, HALF),
        both_faces,
        (Tie("M7", Stance.SUPPORTS, Stance.CONTRADICTS),),
        "Shows one scale of the balance, that toward Iran; crises differ in length and weight.",
    ),
)
