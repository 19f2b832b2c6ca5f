"""The time machine of the start page: every claim at a glance, on every day, under two switches."""

import json
from collections.abc import Callable
from typing import Any

from markupsafe import Markup
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from helpers.judgement.courses import turns
from helpers.judgement.verdicts import GROUPS as VERDICT_GROUPS
from helpers.judgement.verdicts import Verdict
from helpers.publish.content import EditionContent, Report
from helpers.publish.numbering import shown_outputs
from helpers.publish.tables import GLYPHS

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

LEVELS = ("high", "moderate", "low")
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
    table["group_titles"] = GROUPS
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))


def span(content: EditionContent) -> dict[str, Any] | None:
    """Return first and last day of the slider and the number of its stops; None without one."""
    moments = content.moments
    if not moments or len(moments["days"]) < 2:
        return None
    media = moments["switches"][1] == "1"
    return {
        "first": moments["first"],
        "last": moments["own"],
        "stops": len(moments["days"]) - 1,
        "grades": sorted({name[0] for name in moments["courses"]}),
        "grade": moments["switches"][0],
        "media": media,
    }


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
