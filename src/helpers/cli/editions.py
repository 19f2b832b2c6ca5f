"""Render an edition from the choices of the command line, and tell how it goes."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd

from helpers.cli.choices import Choices
from helpers.cli.progress import Progress
from helpers.cli.standing import Plan
from helpers.judgement.claims import claims_document, judge
from helpers.judgement.indicators import readings
from helpers.judgement.multiverse import multiverse
from helpers.ledger.package import load
from helpers.ledger.views import Known
from helpers.parameters import ReportParameters, changed
from helpers.publish.content import EditionContent
from helpers.publish.edition import EditionResult, Options, build
from helpers.sections.briefing import SECTION_OF_CLAIMS
from helpers.sections.dossiers import dossiers
from helpers.sections.moments import courses_of, moments

TITLE = "What the Moscow\u2011Tehran treaty changed"
SUBTITLE = "The claims of a news analysis, tested against dated and graded evidence"
DEFAULT_DAY = ReportParameters().as_of
"""Editions of earlier days share the courses up to this one; they show only what had come."""

QUESTION = (
    "A news analysis read the treaty between Iran and Russia as a shift in the world's balance. "
    "Which of its claims does the evidence bear out, which not, and what is open?"
)
NAMES = (
    "Договор о всеобъемлющем стратегическом партнёрстве",
    "معاهدهٔ مشارکت جامع راهبردی",
)
"""What the treaty is called in Russian and in Persian."""

AUTHORS = ("The treaty report project",)
LICENSE = "Text and own tables CC BY 4.0, code MIT; data of others under their own licences"


def render(
    choices: Choices, wanted: Plan, *, formats: tuple[bool, bool], cell_seconds: float
) -> int:
    """Build the edition and return the exit code: 0 if it stands whole, 1 if a section failed."""
    known = Known(load(), choices.report)
    html, pdf = formats
    options = Options(html, pdf, cell_seconds=cell_seconds, reuse=wanted.reuse, stamp=wanted.stamp)
    names = [job.name for job in wanted.jobs]
    wanted.reuse.look(wanted.jobs)
    with Progress(names) as progress, ThreadPoolExecutor(1, "content") as aside:
        result = build(
            wanted.jobs,
            aside.submit(content, known, choices).result,  # judged while the notebooks run
            wanted.target,
            options=options,
            on_event=progress.event,
        )
        progress.end(summary(result, wanted.target))
    return 0 if result.complete else 1


def content(known: Known, choices: Choices) -> EditionContent:
    """Return the words, verdicts, sources and tables of an edition, all as of its day."""
    judgements = judge(known)
    courses = courses_of(known.ledger, max(known.as_of, DEFAULT_DAY))
    return EditionContent(
        title=TITLE,
        subtitle=SUBTITLE,
        as_of=known.as_of,
        question=QUESTION,
        parameters=known.parameters.literals(),
        changed=changed(known.parameters) | choices.changed,
        claims=claims_document(judgements, known.parameters),
        dossiers=dossiers(known, courses.under(known.parameters)),
        moments=moments(known, courses),
        told_on={s: page for page, names in SECTION_OF_CLAIMS.items() for s in names},
        bibliography=known.bibliography,
        tables=rows_used(known),
        fingerprint=known.ledger.fingerprint,
        glossary=glossary(known),
        names=NAMES,
        authors=AUTHORS,
        license=LICENSE,
    )


def glossary(known: Known) -> dict[str, str]:
    """Return what terms mean, those that had come up by the day."""
    rows = known.ledger.glossary
    rows = rows[rows["known_from"] <= known.as_of]
    return dict(zip(rows["term"], rows["definition"], strict=True))


def rows_used(known: Known) -> dict[str, object]:
    """Return the rows that an edition draws on, by file name: nothing later, nothing refused."""
    sources = known.sources.drop(columns=["known_from", "source_id"])
    evidence = known.evidence.drop(columns=["source_id"])
    events = known.events.drop(columns=["source_ids"])
    figures = known.figures.rows.drop(columns=["source_id", "start", "end"])
    return {
        "claims.csv": known.claims,
        "evidence.csv": evidence,
        "events.csv": events.assign(keys=[";".join(k) for k in events["keys"]]),
        "figures.csv": figures,
        "indicators.csv": indicators_used(known),
        "multiverse.csv": ways_of_counting(known),
        "sources.csv": sources,
    }


def indicators_used(known: Known) -> pd.DataFrame:
    """Return every indicator as it read on the day: rule, value, interval, sources."""
    rows = [
        {
            "indicator_id": name,
            "section": r.indicator.section,
            "title": r.indicator.title,
            "rule": r.indicator.rule,
            "unit": r.indicator.unit,
            "value": r.measured.value,
            "low": r.measured.low,
            "high": r.measured.high,
            "reads": r.side,
            "measured": r.measured.said,
            "silent": r.measured.silent,
            "known_on": r.known_on,
            "keys": ";".join(r.keys),
        }
        for name, r in readings(known.ledger, known.as_of).items()
    ]
    return pd.DataFrame(rows)


def ways_of_counting(known: Known) -> pd.DataFrame:
    """Return the ways of counting that the report compares, with the verdict on each claim.

    Returns:
        One row per way: its choices, then a column per claim.
    """
    return multiverse(known).verdict_words().drop(columns=["as_of"])


def summary(result: EditionResult, target: Path) -> str:
    """Return what was built, or what failed and where the rest is."""
    if result.complete:
        size = sum(result.files.values()) / 1e6
        return (
            f"{target}: {len(result.runs)} sections, {result.figures} figures, {result.tables}"
            f" tables, {len(result.files)} files, {size:.1f} MB in {result.seconds:.0f} s"
        )
    lines = [
        f"{name}: {failure.error}\n  {failure.advice}" for name, failure in result.failures.items()
    ]
    kept = (
        f"The edition that stood at {target} is untouched."
        if target.exists()
        else "No edition was there before."
    )
    return "\n".join([*lines, f"The sections that ran are in {result.folder}. {kept}"])
