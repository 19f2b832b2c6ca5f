"""The page of all claims: each with its verdict, course, findings and what would turn it."""

from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from helpers.display.fragments import history_in_words
from helpers.display.histories import History, drawing
from helpers.display.words import capital
from helpers.judgement.courses import turns
from helpers.judgement.verdicts import BANDS, FORECAST_BANDS
from helpers.ledger.dates import long_date
from helpers.publish.content import EditionContent, Report
from helpers.publish.front import title_of
from helpers.publish.structured import CLAIMS_PAGE, claim_reviews, json_ld

SCALES = {
    True: [str(word) for _, word in FORECAST_BANDS],
    False: [str(word) for _, word in BANDS],
}
"""The words of a verdict from the top: of forecasts, and of other claims."""

DIGITS_OF_FINGERPRINT = 12
Inline = Callable[[str], Markup]


def claims_page(report: Report, inline: Inline) -> dict[str, Any]:
    """Return what the page of all claims shows.

    Args:
        report: the report.
        inline: turns Markdown into HTML for that page.
    """
    content = report.content
    titles = {section.name: section.title for section in report.sections}
    groups: dict[str, list[dict[str, Any]]] = {}
    for dossier in content.dossiers:
        groups.setdefault(dossier["section"], []).append(entry(dossier, report, inline))
    return {
        "groups": [
            {
                "name": name,
                "title": titles.get(name, title_of(name)),
                "page": name if name in titles else "",
                "claims": claims,
            }
            for name, claims in groups.items()
        ],
        "total": len(content.dossiers),
        "reviews": json_ld(claim_reviews(content)),
    }  # fmt: skip


def entry(dossier: Mapping[str, Any], report: Report, inline: Inline) -> dict[str, Any]:
    """Return what the page shows of one claim."""
    content = report.content
    sides = dossier["sides"]
    return dict(dossier) | {
        "drawing": _drawing(dossier, content.as_of),
        "told": _told(dossier) if dossier["course"] else "",
        "findings": [_finding(row, report, inline) for row in dossier["findings"]],
        "sides": [_finding(row, report, inline) for row in sides] if sides else [],
        "turns": [inline(turn) for turn in dossier["turns"]],
        "citation": citation(dossier, content),
    }


def citation(dossier: Mapping[str, Any], content: EditionContent) -> str:
    """Return how a verdict is cited: by whom, of what, when, and from which evidence."""
    authors = ", ".join(content.authors)
    return (
        f"{authors + ', ' if authors else ''}\u201c{dossier['claim_id']}: {dossier['text']}\u201d"
        f" Verdict: {dossier['verdict']}, as of {long_date(content.as_of)}. In: {content.title},"
        f" {CLAIMS_PAGE}#{dossier['claim_id']}, evidence"
        f" {content.fingerprint[:DIGITS_OF_FINGERPRINT]}."
    )


def _told(dossier: Mapping[str, Any]) -> str:
    """Return the course of a verdict in words."""
    found = turns(dossier["course"])
    if len(found) == 1:
        return f"{capital(found[0][2])} from {long_date(found[0][0])} on, without a turn"
    return capital(history_in_words(found))


def _drawing(dossier: Mapping[str, Any], last: str) -> Markup:
    if not dossier["course"]:
        return Markup()
    days = [(day, word) for day, _, word in turns(dossier["course"])]
    scale = SCALES[dossier["kind"] == "forecast"]
    course = History(days, scale, last, dossier["horizon"])
    return Markup(drawing(course, f"{dossier['claim_id']} by day. {_told(dossier)}."))


def _finding(row: Mapping[str, Any], report: Report, inline: Inline) -> dict[str, Any]:
    source = report.content.bibliography.get(row["key"], {})
    return dict(row) | {
        "finding": inline(row["finding"]),
        "publisher": source.get("publisher", ""),
        "url": source.get("url", ""),
        "title": source.get("title", ""),
        "number": report.numbering.numbers.get(row["key"]),
    }
