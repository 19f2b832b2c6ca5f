"""The time machine of the start page: every claim at a glance, on every day, under two switches."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from helpers.judgement.courses import turns
from helpers.judgement.verdicts import GROUPS as VERDICT_GROUPS
from helpers.judgement.verdicts import Verdict
from helpers.ledger.dates import days_between, short_date
from helpers.publish.content import EditionContent, Report
from helpers.publish.numbering import shown_outputs
from helpers.publish.tables import GLYPHS, SCALE

FIGURES = ("fig-ukraine-launches", "fig-caucasus-freight", "fig-united_states-oil-exports")
"""What the start page shows of the sections, where an edition has it: the sharpest
change, the corridor that the treaty names, and what Iran still sells."""

GROUPS = {
    "holds": "Holds",
    "mixed": "Mixed",
    "fails": "Fails",
    "open": "Open",
    "not enough": "Too little",
}
"""The groups of verdicts in the order in which they are counted."""

NEWEST = 5
"""Claims that turned last are shown openly; those before them on demand."""

LEVELS = ("high", "moderate", "low")
SENTENCES = 6
"""Texts of a day that stand before those of the pages: five sentences, and how sure they are."""

ROOM, ROOM_ON_PHONES = 14, 30
"""Per cent of the scale that the words of a mark need beside them."""

Inline = Callable[[str], Markup]


def grid(report: Report) -> list[dict[str, Any]]:
    """Return the claims as rows of the grid: record of `claims.json`, group, section's title."""
    titles = {section.name: section.title for section in report.sections}
    told = {d["claim_id"]: d for d in report.content.dossiers}
    return [
        claim
        | {
            "group": told[claim["claim_id"]]["group"],
            "title": titles.get(claim["section"], title_of(claim["section"])),
        }
        for claim in report.content.claims.get("claims", [])
        if claim["claim_id"] in told
    ]


def title_of(section: str) -> str:
    """Return a section's name in words, where no page of it is at hand."""
    return section.replace("_", " ").capitalize()


def embedded(content: EditionContent, inline: Inline) -> Markup:
    """Return the table of all days as JSON for the page's script; empty if there is none.

    Args:
        content: the edition's words and tables.
        inline: turns Markdown into HTML for the page.
    """
    if not content.moments:
        return Markup()
    table = dict(content.moments)
    table["texts"] = [str(inline(text)) for text in table["texts"]]
    table["glyphs"] = [GLYPHS.get(word, "") for word in table["verdicts"]]
    table["scale"] = [SCALE.index(word) for word in table["verdicts"]]
    table["group_titles"] = GROUPS
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))


def span(content: EditionContent) -> dict[str, Any] | None:
    """Return first and last day of the slider, its scale and its switches; None without one."""
    moments = content.moments
    if not moments or moments["first"] == moments["own"]:
        return None
    return {
        "first": moments["first"],
        "last": moments["own"],
        "days": days_between(moments["first"], moments["own"]),
        "marks": scale(moments),
        "grades": sorted({name[0] for name in moments["courses"]}),
        "grade": moments["switches"][0],
        "media": moments["switches"][1] == "1",
    }


def scale(moments: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the marks under the slider: first day, days of the treaty that had come, own day.

    Returns:
        place (per cent of the scale), anchor (of the text), day (short), text, room: where
        the words have room, "all" or "wide" windows, or "none" where another mark is too near.
    """
    first, own = moments["first"], moments["own"]
    length = days_between(first, own)
    signed = next((day for day, what in moments["marks"] if what == "signed"), "")
    opening = f"signed {short_date(signed)}" if signed and signed < first else "first day"
    out = [_mark(0, "start", first, opening)]
    for day, text in moments["marks"]:
        place = 100 * days_between(first, day) / length
        if first < day < own:
            gap = min(place - out[-1]["place"], 100 - place)
            room = "all" if gap >= ROOM_ON_PHONES else "wide" if gap >= ROOM else "none"
            out.append(_mark(place, "middle", day, text) | {"room": room})
    return [*out, _mark(100, "end", own, "this edition")]


def _mark(place: float, anchor: str, day: str, text: str) -> dict[str, Any]:
    place = round(place, 2)
    return {"place": place, "anchor": anchor, "day": short_date(day), "text": text, "room": "all"}


def own_texts(content: EditionContent) -> list[str]:
    """Return what the table of days says of the edition's own day; nothing without a table.

    Returns:
        the sentences of the answer, how sure they are, and a text for each page.
    """
    moments = content.moments
    if not moments:
        return []
    return [moments["texts"][n] for n in moments["answers"][moments["switches"]][-1][1:]]


def tallies(content: EditionContent) -> dict[str, str]:
    """Return how the claims of each page stand on the edition's own day, in words."""
    return dict(zip(content.moments.get("pages", ()), own_texts(content)[SENTENCES:], strict=True))


def figures(report: Report) -> list[NotebookNode]:
    """Return the outputs that the start page takes over from sections, each as a notebook."""
    found: dict[str, NotebookNode] = {}
    for section in report.built:
        for output in shown_outputs(section.notebook) if section.notebook else []:
            label = (output.get("metadata", {}).get("report") or {}).get("label", "")
            if label in FIGURES:
                found[label] = new_notebook(cells=[new_code_cell(outputs=[output])])
    return [found[label] for label in FIGURES if label in found]


def moved(content: EditionContent) -> list[dict[str, Any]]:
    """Return the claims whose group of verdicts is not what it was on the first day.

    Returns:
        claim_id, text, was and now (verdicts), since (ISO day of the last change of the word).
    """
    out = []
    for dossier in content.dossiers:
        words = turns(dossier["course"])
        if words and _group_of(words[0][2]) != dossier["group"]:
            out.append(
                {
                    "claim_id": dossier["claim_id"],
                    "text": dossier["text"],
                    "was": words[0][2],
                    "now": dossier["verdict"],
                    "since": words[-1][0],
                }
            )
    return sorted(out, key=lambda row: row["since"], reverse=True)


def _group_of(word: str) -> str:
    return VERDICT_GROUPS[Verdict(word)]
