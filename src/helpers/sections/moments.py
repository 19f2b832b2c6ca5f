"""What the front page knows of other days and switches: a table of every verdict's course.

For each least grade of sources, with and without the media of parties, it holds the days on which
a verdict, its share or its confidence changed, and the short answers from each such day. A page can
then go to any day up to its own without reckoning anything.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from helpers.display.words import join
from helpers.judgement.confidence import LEVELS
from helpers.judgement.courses import Course, Courses, on_day, turning_days
from helpers.judgement.derived import docket_kept
from helpers.judgement.filing import docket_between
from helpers.judgement.judging import Judgement
from helpers.judgement.verdicts import GROUPS, Verdict
from helpers.ledger.dates import days_between
from helpers.ledger.package import Ledger
from helpers.ledger.views import Known
from helpers.parameters import EARLIEST_AS_OF, ReportParameters
from helpers.sections.answers import confidence_sentence, tally_sentence
from helpers.sections.briefing import SECTION_OF_CLAIMS
from helpers.sections.summary.answer import Moment, sentences

GRADES = "EDCBA"
IN_FORCE_TREATY = "IR-RU-2025"


@lru_cache(maxsize=2)
def courses_of(ledger: Ledger, last: str) -> Courses:
    """Return the courses of verdicts up to a day; where none are kept it takes a while."""
    return Courses(docket_kept(ledger, last) or docket_between(ledger, EARLIEST_AS_OF, last))


def moments(known: Known, courses: Courses) -> dict[str, Any]:
    """Return the table of the courses of all verdicts under the switches of the front page.

    Args:
        known: the evidence under the parameters of the edition; its day is the last.
        courses: of a docket that covers the days up to it, or more.

    Returns:
        `first` and `own`, ISO days; `marks`: [ISO day, what it was] of those that had come;
        `switches` of the edition; `stops`: by switches, such as "C0" for grade C without party
        media, the days on which the word of a verdict changed, counted from `first`, with the first
        and the own day; `claims`; `pages` that tell of them; `verdicts`, `groups` (of each verdict)
        and `levels`, to which numbers below refer;
        `rows`: [day, verdict, hundredths of the share or null, level] of courses; `courses`: by
        switches, the number of each claim's row of `rows`; `texts` and `answers`: by switches,
        [day, text per sentence, text per page].
    """
    parameters: ReportParameters = known.parameters
    first, under = courses.docket.first, _under_switches(courses, parameters)
    rows, texts = Numbered(), Numbered()
    claims = [c["claim_id"] for c in courses.docket.claims if c["stated_on"] <= known.as_of]
    return {
        "first": first,
        "own": known.as_of,
        "switches": f"{parameters.min_reliability}{int(parameters.include_party_media)}",
        "marks": _marks(known, max(c["horizon"] for c in courses.docket.claims)),
        "stops": {
            name: _days([first, *turning_days([found]), known.as_of], first)
            for name, found in under.items()
        },
        "claims": claims,
        "pages": _pages(known),
        "verdicts": [str(v) for v in Verdict],
        "groups": [GROUPS[v] for v in Verdict],
        "levels": list(LEVELS),
        "courses": {
            name: [rows.of(tuple(_steps(found.get(c, []), first))) for c in claims]
            for name, found in under.items()
        },
        "answers": {
            name: list(_answers(known, found, first, texts)) for name, found in under.items()
        },
        "rows": rows.values,
        "texts": texts.values,
    }


class Numbered:
    """Values by the number under which they are kept once."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._numbers: dict[Any, int] = {}

    def of(self, value: Any) -> int:
        """Return the number of a value, a new one if it was not met before."""
        if value not in self._numbers:
            self._numbers[value] = len(self.values)
            self.values.append(value)
        return self._numbers[value]


def short_answers(moment: Moment) -> list[str]:
    """Return what follows the day on the front page: the five sentences, and how sure they are."""
    return [*sentences(moment), confidence_sentence(list(moment.judgements.values()))]


def sections_of(judgements: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    """Return the judgements by the page that tells of them."""
    out: dict[str, list[Judgement]] = {}
    for j in judgements:
        out.setdefault(_page_of(j.section), []).append(j)
    return out


def _page_of(section: str) -> str:
    return next((page for page, names in SECTION_OF_CLAIMS.items() if section in names), section)


def _noun(page: str) -> str:
    """Return what the claims of a page are called where they are not those of its own name."""
    names = SECTION_OF_CLAIMS.get(page)
    return f"{join(n.replace('_', ' ') for n in names)} claim" if names else "claim"


def _pages(known: Known) -> list[str]:
    """Return the pages that tell of claims, in the order of the claims."""
    return list(dict.fromkeys(_page_of(str(s)) for s in known.ledger.claims["section"]))


def _marks(known: Known, horizon: str) -> list[tuple[str, str]]:
    """Return the days by which a reader finds the way, those that had come."""
    treaty = known.ledger.treaties.set_index("treaty_id").loc[IN_FORCE_TREATY]
    days = (
        (str(treaty["signed"]), "signed"),
        (str(treaty["in_force"]), "in force"),
        (horizon, "forecasts due"),
    )
    return [mark for mark in days if mark[0] <= known.as_of]


def _days(days: Iterable[str], first: str) -> list[int]:
    return sorted({days_between(first, day) for day in days})


def _under_switches(courses: Courses, parameters: ReportParameters) -> dict[str, dict[str, Course]]:
    return {
        f"{grade}{int(media)}": courses.under(_switched(parameters, grade, media))
        for grade in GRADES
        for media in (True, False)
    }


def _switched(parameters: ReportParameters, grade: str, media: bool) -> ReportParameters:
    return parameters.model_copy(update={"min_reliability": grade, "include_party_media": media})


def _steps(course: Course, first: str) -> Iterator[tuple[int, int, int | None, int]]:
    """Yield where what is shown of a verdict changes; much else of a judgement may."""
    order = list(Verdict)
    before: tuple[object, ...] = ()
    for day, j in course:
        share = None if j.p is None else int(f"{j.p:.2f}".replace(".", ""))
        shown = (order.index(j.verdict), share, LEVELS.index(j.confidence))
        if shown != before:
            yield days_between(first, day), *shown
        before = shown


def _answers(
    known: Known, courses: dict[str, Course], first: str, texts: Numbered
) -> Iterator[list[int]]:
    """Yield the short answers and the tally of each section from each day on which one changed."""
    before: Sequence[int] = ()
    pages = _pages(known)
    treaties = known.ledger.treaties.set_index("treaty_id")
    in_force = str(treaties.loc[IN_FORCE_TREATY, "in_force"])
    for day in sorted({day for course in courses.values() for day, _ in course}):
        moment = _moment(day, in_force, on_day(courses, day))
        told = sections_of(moment.judgements.values())
        tallies = [tally_sentence(told.get(page, []), _noun(page)) for page in pages]
        now = [texts.of(text) for text in (*short_answers(moment), *tallies)]
        if now != before:
            yield [days_between(first, day), *now]
        before = now


def _moment(day: str, in_force: str, judgements: dict[str, Judgement]) -> Moment:
    horizon = max(j.horizon for j in judgements.values())
    return Moment(day, in_force if in_force <= day else "", horizon, judgements)
