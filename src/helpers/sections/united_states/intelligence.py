"""Claimed and assessed, side by side: who says what on a threat to US forces, and who answers."""

from collections import Counter

import pandas as pd

from helpers.display.bundles import figure, table
from helpers.display.timelines import lanes
from helpers.display.words import capital, count, join, num, number_word, short
from helpers.judgement.claims import Judgement, admitted_findings, judge_claim
from helpers.judgement.grading import is_good
from helpers.ledger.dates import long_date, shift_days
from helpers.ledger.views import Known
from helpers.sections.annex import quoted
from helpers.sections.briefing import Briefing
from helpers.sections.chronicle import when_known
from helpers.sections.prose import cite, nothing_public

CLAIM = "U7"
CLAIMED, ANSWERED = "claimed", "denied or limited"
TRACKS = {"supports": CLAIMED, "qualifies": ANSWERED, "contradicts": ANSWERED}
ROWS = ("Claimed, unnamed", "Claimed, on record", "Answered, parties", "Answered, others")
GOOD, LESS = "graded B2 or better", "graded lower"
SPEAKER = {
    "U7-01": "reader of the text",
    "U7-02": "official of a party, named",
    "U7-03": "open record",
    "U7-04": "open record",
    "U7-05": "official of a party, named",
    "U7-06": "officials, unnamed",
    "U7-07": "officials, unnamed",
    "U7-08": "US officials, named",
    "U7-09": "analyst",
    "U7-10": "official of a party, named",
    "U7-11": "officials, unnamed",
    "U7-12": "analyst",
    "U7-13": "official of a party, named",
    "U7-14": "officials, unnamed",
    "U7-15": "official of a party, named",
}
"""Who speaks in each finding, coded from its wording."""

AS_SET = "as set in this report"
RULES: dict[str, dict[str, object]] = {
    "independence: origin": {"independence": "origin"},
    "independence: publisher": {"independence": "publisher"},
    "independence: none": {"independence": "none"},
    "state media of parties left out": {"include_party_media": False},
    "only sources of B, findings of 2 or better": {"min_reliability": "B", "min_credibility": 2},
    "all grades weigh the same": {"weights": "equal"},
    "grades weigh steeply": {"weights": "steep"},
    "second coder's reading": {"coder": "second"},
    "only where both coders agree": {"coder": "agreed"},
}
"""Other rules of counting, by the words for them; those already set are left out."""

CLAUSES = ("IR25-04", "IR25-05-4", "IR25-05-a", "IR25-05-b", "IR25-X02")
SCALE = {
    "obligation": ("recital", "exhortation", "duty to cooperate", "duty of result"),
    "precision": ("field only", "general aim", "conduct named", "exact"),
}


def track_rows(report: Briefing) -> pd.DataFrame:
    """Return the findings on the claim, the first of each origin in each lane."""
    rows = report.evidence(CLAIM)
    rows = rows[rows["bears_on"] == "statement"].sort_values(["known_on", "evidence_id"])
    rows = rows.assign(track=rows["stance"].map(TRACKS))
    pairs = zip(rows["track"], rows["evidence_id"], strict=True)
    rows = rows.assign(lane=[_lane(t, SPEAKER.get(e, "")) for t, e in pairs])
    return rows.drop_duplicates(["origin", "lane"])


def two_tracks(report: Briefing) -> None:
    """Draw claims and answers on one axis, one mark per origin, filled if well graded."""
    rows = track_rows(report)
    if rows.empty:
        nothing_public(report, "a threat to US forces")
        return
    grades = zip(rows["reliability"], rows["credibility"], strict=True)
    drawn = rows[["lane"]].assign(date=rows["known_on"], when=when_known(rows))
    drawn["label"] = [_voice(r) for r in rows.to_dict("records")]
    drawn["mark"] = [GOOD if is_good(r, int(c)) else LESS for r, c in grades]
    n = Counter(rows.drop_duplicates(["origin", "track"])["track"])
    figure(
        lanes(
            drawn,
            as_of=report.as_of,
            order=ROWS,
            marks=report.treaty_days,
            shapes={GOOD: ("o", True), LESS: ("o", False)},
            first=shift_days(min(drawn["date"]), -20),
        ),
        label="united_states-two-tracks",
        title=f"{capital(count(n[CLAIMED], 'origin'))} "
        f"{'speaks' if n[CLAIMED] == 1 else 'speak'} for the claim that the cooperation "
        f"threatens US deterrence, {count(n[ANSWERED], 'origin')} against it or with limits",
        subtitle="Findings on military and intelligence cooperation, by day known; one mark for "
        "each origin and lane",
        caption="Filled: graded B2 or better. The tracks are not weighed against each other "
        "here. Unnamed officials speak through several outlets, and origins that look "
        "independent may share one source.",
        alt=". ".join(
            f"{track}: {count(part['origin'].nunique(), 'origin')} from "
            f"{long_date(part['known_on'].min())} to {long_date(part['known_on'].max())}"
            for track, part in rows.groupby("track", sort=False)
        )
        + ".",
        source=cite(list(rows["key"])),
        data=rows[["evidence_id", "known_on", "track", "stance", "origin", "finding"]],
    )


def _lane(track: str, speaker: str) -> str:
    """Return the lane of a finding: its track, and the kind of voice in it."""
    if track == CLAIMED:
        return ROWS[0] if "unnamed" in speaker else ROWS[1]
    return ROWS[2] if "party" in speaker else ROWS[3]


def _voice(row: dict[str, object]) -> str:
    who = capital(SPEAKER.get(str(row["evidence_id"]), "not coded"))
    origin = outlet(str(row["origin"]))
    relay = str(row["publisher"])
    way = origin if origin.casefold() in relay.casefold() else f"{origin}, via {relay}"
    return short(
        f"{who} ({row['stance']}); {way}; {row['reliability']}{row['credibility']:.0f}", 78
    )


def outlet(origin: str) -> str:
    """Return the id of an origin as the name of an outlet.

    Example:
        >>> outlet("abc-news"), outlet("the-economist")
        ('ABC News', 'The Economist')
    """
    words = origin.split("-")
    return " ".join(w.upper() if len(w) < 4 and w != "the" else w.capitalize() for w in words)


def speakers(report: Briefing) -> None:
    """Tabulate the findings on the claim by who speaks; no verdict is merged from them."""
    rows = report.evidence(CLAIM).sort_values(["known_on", "evidence_id"])
    if rows.empty:
        nothing_public(report, "a threat to US forces")
        return
    who = [SPEAKER.get(e, "not coded") for e in rows["evidence_id"]]
    pro = [w for w, s in zip(who, rows["stance"], strict=True) if s == "supports"]
    hidden = sum(w == "officials, unnamed" for w in pro)
    table(
        pd.DataFrame(
            {
                "Finding": [quoted(r) for r in rows.to_dict("records")],
                "Who speaks": who,
                "Stance": rows["stance"].to_numpy(),
            }
        ),
        label="united_states-speakers",
        title=f"Of {count(len(pro), 'finding')} for the claim, {number_word(hidden)} "
        f"{'rests' if hidden in (0, 1) else 'rest'} on officials who are not named"
        if pro
        else "No finding for the claim was public",
        caption="Who speaks is coded from the finding. Named denials of a party and unnamed "
        "reports are both weak, in different ways: the one has an interest, the other cannot be "
        "asked.",
        kinds={"Finding": "markdown"},
    )


def clauses_on_services(report: Briefing) -> None:
    """Tabulate what the treaty says on services, drills and arms, with how firm it is."""
    rows = report.known.clauses.set_index("clause_id")
    rows = rows.loc[[c for c in CLAUSES if c in rows.index]]
    if rows.empty:
        nothing_public(report, "the clauses on services and defence")
        return
    supply = int((rows["arms_supply"] > 0).sum())
    table(
        pd.DataFrame(
            {
                "Clause": [f"Article {a}" if a else "number not seen" for a in rows["article"]],
                "What it says": [
                    f"**{t}.** {s} {cite(k)}"
                    for t, s, k in zip(
                        rows["title_short"], rows["summary"], rows["keys"], strict=True
                    )
                ],
                "Obligation": [SCALE["obligation"][int(v)] for v in rows["obligation"]],
                "Precision": [SCALE["precision"][int(v)] for v in rows["precision"]],
            }
        ),
        label="united_states-clauses",
        title=f"{capital(number_word(supply))} of {count(len(rows), 'clause')} on services and "
        f"defence {'promise' if supply > 1 else 'promises'} arms",
        caption="Codings as in [Clauses](02_clauses.ipynb), from summaries of the text. Details "
        "are left to separate agreements, which are not public.",
        kinds={"What it says": "markdown"},
    )


def stress_test(report: Briefing) -> None:
    """Tabulate the verdict on the claim under other rules of counting."""
    p = report.parameters
    now = p.literals()
    none: dict[str, object] = {}
    variants = {AS_SET: none} | {w: u for w, u in RULES.items() if not u.items() <= now.items()}
    cells: list[dict[str, str | int]] = []
    for words, update in variants.items():
        j = _judged(Known(report.ledger, p.model_copy(update=update)))
        span = "" if j.interval is None else f"{j.interval[0]:.2f}–{j.interval[1]:.2f}"
        cells.append(
            {
                "Counting": words,
                "Verdict": str(j.verdict),
                "Share for": "" if j.p is None else num(j.p, 2),
                "90 % interval": span,
                "Origins": j.n_origins,
            }
        )
    table(
        pd.DataFrame(cells),
        label="united_states-stress",
        title=_stress_title([str(c["Verdict"]) for c in cells]),
        caption="One rule is changed at a time; all else stays as set. A verdict that depends on a "
        "rule of counting is a weak one.",
        kinds={"Verdict": "verdict", "Share for": "number", "90 % interval": "number"},
    )


def _stress_title(verdicts: list[str]) -> str:
    first, *others = verdicts
    changed = [v for v in others if v != first]
    ways = count(len(others), "other way")
    if not changed:
        return f"The verdict on {CLAIM} is the same under {ways} of counting"
    return (
        f"The verdict on {CLAIM} changes under {number_word(len(changed))} of {ways} of counting, "
        f"to {join(sorted(set(changed)), 'or')}"
    )


def _judged(known: Known) -> Judgement:
    claim = known.claims[known.claims["claim_id"] == CLAIM].iloc[0].to_dict()
    return judge_claim(claim, admitted_findings(known)[CLAIM], known.parameters)
