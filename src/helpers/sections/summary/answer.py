"""The answer in five sentences: the text, the present, the forecasts, the disputed, Washington."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from helpers.display.bundles import box
from helpers.display.words import capital, count, join, num, number_word
from helpers.judgement.claims import Judgement
from helpers.judgement.multiverse import Stability
from helpers.judgement.verdicts import Verdict
from helpers.ledger.dates import long_date
from helpers.sections.answers import GROUP_PHRASE, as_of_line, confidence_sentence, tallied
from helpers.sections.briefing import Briefing
from helpers.sections.steadiness import overall

TITLES = {
    "background": "Background",
    "clauses": "Clauses",
    "united_states": "United States",
    "middle_east": "Middle East",
    "ukraine": "Ukraine",
    "caucasus": "Caucasus",
    "energy": "Energy",
    "outlook": "Outlook",
}
CAME = {
    Verdict.CAME_TRUE: "came true",
    Verdict.PARTLY: "came true in part",
    Verdict.DID_NOT: "did not",
    Verdict.CANNOT_JUDGE: "cannot be judged",
}
"""How forecasts are counted from their horizon on."""

AREAS = {
    "background": "in the background",
    "clauses": "on the clauses",
    "united_states": "on the United States",
    "middle_east": "on the Middle East",
    "ukraine": "on Ukraine",
    "caucasus": "on the Caucasus",
    "energy": "on energy",
    "outlook": "in the outlook",
}
LEAST_JUDGED = 3
"""An area is named as standing out only if at least this many of its claims were judged."""

WASHINGTON = ("X1", "X2")
"""The article's own conclusion, and its forecast of where American pressure would go."""


class Looking(Protocol):
    """From where the sentences look back: a day, what had come by then, and the verdicts."""

    @property
    def as_of(self) -> str:
        """The ISO day."""

    @property
    def in_force(self) -> str:
        """The day on which the treaty took effect, "" if it had not come."""

    @property
    def horizon(self) -> str:
        """The day on which forecasts are judged."""

    @property
    def judgements(self) -> Mapping[str, Judgement]:
        """The judgements on all claims, by claim_id."""


@dataclass(frozen=True)
class Moment:
    """A day of the report and the verdicts on it, where no notebook runs.

    Attributes:
        as_of: ISO day.
        in_force: the day on which the treaty took effect, "" if it had not come.
        horizon: the day on which forecasts are judged.
        judgements: by claim_id.
    """

    as_of: str
    in_force: str
    horizon: str
    judgements: Mapping[str, Judgement]


def five_sentences(report: Briefing) -> None:
    """Show the answer: the text, the present, the forecasts, the disputed, Washington."""
    said = " ".join(sentences(report))
    sure = confidence_sentence(list(report.judgements.values()))
    text = f"{said}\n\n{sure}\n\n{on_the_ways(report.stability)}\n\n{as_of_line_of_all(report)}"
    box("The answer in five sentences", text, label="summary")


def sentences(looking: Looking) -> list[str]:
    """Return the five sentences; the first three count every claim once."""
    js = list(looking.judgements.values())
    facts, others, forecasts = parted(js)
    return [
        on_the_text(looking, facts),
        on_the_present(others),
        on_the_forecasts(looking, forecasts),
        on_the_disputed(js),
        on_washington(looking),
    ]


def parted(claims: list[Judgement]) -> tuple[list[Judgement], list[Judgement], list[Judgement]]:
    """Return the facts about the text, all other facts and assessments, and the forecasts."""
    facts: list[Judgement] = []
    others: list[Judgement] = []
    forecasts: list[Judgement] = []
    for j in claims:
        if j.kind == "forecast":
            forecasts.append(j)
        else:
            (facts if j.section == "clauses" and j.kind == "fact" else others).append(j)
    return facts, others, forecasts


def as_of_line_of_all(report: Briefing) -> str:
    """Return the day and the grades, for the findings of all sections."""
    rows, own = report.findings, as_of_line(report)
    head, _, tail = own.partition(", from ")
    rest = tail.partition(", graded ")[2]
    return (
        f"{head}, from {count(len(rows), 'finding')} of"
        f" {count(rows['origin'].nunique(), 'independent origin')}, graded {rest}"
    )


def on_the_text(looking: Looking, claims: list[Judgement]) -> str:
    """Return the sentence on what the treaty says, and its status."""
    said = f"Of {count(len(claims), 'claim')} about what the treaty says, {tallied(claims)}"
    status = (
        f"is in force since {long_date(looking.in_force)}"
        if looking.in_force
        else "is signed but not in force"
    )
    return f"{said}; the treaty {status} ([Clauses](02_clauses.ipynb))."


def on_the_present(claims: list[Judgement]) -> str:
    """Return the sentence on all other facts and assessments, and where least of them hold."""
    groups = Counter(j.group for j in claims)
    most = next((g for g in ("holds", "fails") if groups[g] > len(claims) / 2), "")
    area = least_area(claims, most) if most else ""
    noun = "other claim about facts and judgements", "other claims about facts and judgements"
    return f"Of {count(len(claims), *noun)}, {tallied(claims)}{area}."


def least_area(claims: list[Judgement], group: str) -> str:
    """Return "; they hold least often on X" for the area whose share is lowest by a fifth."""
    shares = {}
    for section in {j.section for j in claims}:
        judged = [
            j for j in claims if j.section == section and j.group in ("holds", "mixed", "fails")
        ]
        if len(judged) >= LEAST_JUDGED:
            shares[section] = sum(j.group == group for j in judged) / len(judged)
    whole = sum(j.group == group for j in claims) / len(claims)
    section = min(shares, key=lambda s: (shares[s], s), default="")
    if not section or shares[section] > whole - 0.2:
        return ""
    return f"; they {GROUP_PHRASE[group][1]} least often {AREAS[section]}"


def on_the_forecasts(looking: Looking, claims: list[Judgement]) -> str:
    """Return the sentence on the forecasts, before or from their horizon."""
    if looking.as_of < looking.horizon:
        known = [j for j in claims if j.p is not None and (j.support + j.against) >= 1]
        until = f"All {count(len(claims), 'forecast')} are open until {long_date(looking.horizon)}"
        if not known:
            return f"{until}, and nothing that bears on them weighs enough yet."
        toward = sum((j.p or 0) >= 0.5 for j in known)
        return (
            f"{until}; so far the findings lean towards {number_word(toward)} of them and against"
            f" {number_word(len(known) - toward)}."
        )
    came = join(
        f"{number_word(n)} {words}"
        for verdict, words in CAME.items()
        if (n := sum(j.verdict is verdict for j in claims))
    )
    turned = sum(bool(j.since_then) and j.since_then is not j.verdict for j in claims)
    since = (
        f"; since then the findings on {number_word(turned)} of them have turned" if turned else ""
    )
    return f"Of {count(len(claims), 'forecast')}, by {long_date(looking.horizon)} {came}{since}."


def on_the_disputed(claims: list[Judgement]) -> str:
    """Return the sentence on the most disputed claim, with the weights on both sides."""
    j = max(claims, key=lambda c: (min(c.support, c.against), c.n_origins))
    if min(j.support, j.against) == 0:
        return "No claim has findings on both sides under these grades."
    return (
        f"Most disputed is {j.claim_id}, \u201c{j.text.rstrip('.')}\u201d, with a weight of"
        f" {num(j.support, 1)} for it and {num(j.against, 1)} against."
    )


def on_the_ways(stable: Mapping[str, Stability]) -> str:
    """Return the sentence on how many verdicts hang on the way of counting."""
    return f"{capital(overall(stable.values()))} ([Methods](08_methods.ipynb))."


def on_washington(looking: Looking) -> str:
    """Return the sentence on the article's own conclusion and on where pressure went."""
    missing = [c for c in WASHINGTON if c not in looking.judgements]
    if missing:
        return f"On Washington nothing can be said: the ledger lacks {' and '.join(missing)}."
    x1, x2 = (looking.judgements[c] for c in WASHINGTON)
    first = {
        "holds": (
            "The article's own conclusion, that both shake hands with their eyes on Washington,"
            " holds"
        ),
        "mixed": "Whether both capitals looked to Washington rather than to each other is mixed",
        "fails": (
            "That both capitals looked to Washington rather than to each other is not borne out"
        ),
        "not enough": (
            "Whether both capitals looked to Washington rather than to each other cannot be judged"
            " on this day"
        ),
    }[x1.group]
    second = {
        "came true": "the pressure it foresaw did reach China",
        "came true in part": "the pressure it foresaw reached China in part",
        "did not come true": "the pressure it foresaw did not reach China",
        "still open": f"whether pressure reaches China is open until {long_date(x2.horizon)}",
    }.get(str(x2.verdict), "how far American pressure reaches beyond allies cannot be judged")
    return f"{first}; {second}."
