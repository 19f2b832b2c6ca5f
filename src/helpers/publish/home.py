"""What the start page and the list of sources show, computed from a report."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from helpers.judgement.verdicts import GROUPS, Verdict
from helpers.publish import front
from helpers.publish.content import Report, Section
from helpers.publish.markdown import plain
from helpers.publish.numbering import shown_outputs
from helpers.publish.tables import GLYPHS

BOARD = tuple(front.GROUPS.items())

LEGEND = (
    "Holds: supported, mostly supported or came true. Mixed: mixed, or came true in part. Fails: "
    "contradicted, mostly contradicted or did not come true. Open: a forecast before its horizon. "
    "Too little: evidence that does not suffice for a verdict."
)
STATEMENT_WORDS = list(GLYPHS)[:6]
LONGEST_CARD = 240
SQUARE, GAP = 10, 3
PARTIES = {
    "RUS": "Russia", "IRN": "Iran", "USA": "the United States", "CHN": "China", "TUR": "Türkiye",
    "UKR": "Ukraine", "SAU": "Saudi Arabia", "ARM": "Armenia", "AZE": "Azerbaijan", "QAT": "Qatar",
}  # fmt: skip
"""States for which a source may speak."""


def start_page(report: Report, render: Callable[[str], Markup]) -> dict[str, Any]:
    """Return what the start page shows.

    Args:
        report: the report.
        render: turns Markdown into HTML for that page.
    """
    lead = next((b for s in report.built[:1] for b in boxes(s)), None)
    of_all = [s.name for s in report.built[:1]] == ["summary"]  # the answers that follow the day
    return {
        "question": render(report.content.question) if report.content.question else Markup(),
        "failed": [s for s in report.sections if s.failure],
        "lead": lead and {"title": lead[0], "body": render(lead[1]), "of_all": of_all},
        "board": scoreboard(report),
        "grid": front.grid(report),
        "levels": front.LEVELS,
        "span": front.span(report.content),
        "moved": front.moved(report.content),
        "cards": [card(report, section) for section in report.sections],
        "words": STATEMENT_WORDS,
        "lists": {kind: report.numbering.of(kind) for kind in ("figure", "table")},
    }


def scoreboard(report: Report) -> dict[str, Any]:
    """Return counts of claims by section and group of verdicts; no rows without claims."""
    claims = report.content.claims.get("claims", [])
    titles = {section.name: section.title for section in report.sections}
    names = list(dict.fromkeys([*titles, *(c["section"] for c in claims)]))
    groups = {name: [_group(c) for c in claims if c["section"] == name] for name in names}
    rows = [
        {
            "name": name,
            "title": titles.get(name, front.title_of(name)),
            "page": name if name in titles else "",
            "counts": [found.count(group) for group, _ in BOARD],
            "strip": strip(found),
        }
        for name, found in groups.items()
        if found
    ]
    totals = [sum(column) for column in zip(*(row["counts"] for row in rows), strict=True)]
    return {
        "rows": rows,
        "groups": [{"name": group, "title": title} for group, title in BOARD],
        "totals": totals,
        "total": len(claims),
        "legend": LEGEND,
    }


def strip(groups: list[str]) -> Markup:
    """Return a row of squares, one per claim; the counts beside it say the same."""
    order = [group for group, _ in BOARD]
    squares = [
        f'<rect class="g-{group.replace(" ", "-")}" x="{i * (SQUARE + GAP) + 1}" y="1" '
        f'width="{SQUARE}" height="{SQUARE}"/>'
        for i, group in enumerate(sorted(groups, key=order.index))
    ]
    width = len(groups) * (SQUARE + GAP)
    size = f'viewBox="0 0 {width} {SQUARE + 2}"'
    return Markup(f'<svg class="strip" aria-hidden="true" {size}>{"".join(squares)}</svg>')


def card(report: Report, section: Section) -> dict[str, Any]:
    """Return a section's entry on the start page: its short answer and what it holds."""
    if section.failure:
        text = f"This section could not be built: {section.failure.error}"
        return {"page": section.name, "title": section.title, "text": text, "facts": []}
    claims = [c for c in report.content.claims.get("claims", []) if c["section"] == section.name]
    counts = Counter(
        label.kind for label in report.numbering.labels.values() if label.page == section.name
    )
    facts = [
        f"{n} {noun if n == 1 else noun + 's'}"
        for n, noun in (
            (len(claims), "claim"),
            (counts["figure"], "figure"),
            (counts["table"], "table"),
        )
        if n
    ]
    text = next((shortened(plain(opening(words))) for _, words in boxes(section)), "")
    return {"page": section.name, "title": section.title, "text": text, "facts": facts}


def opening(words: str) -> str:
    """Return the first paragraph of a Markdown text, without what is listed under it."""
    return words.strip().partition("\n\n")[0].partition("\n- ")[0]


def boxes(section: Section) -> list[tuple[str, str]]:
    """Return title and text of every box that a section shows."""
    found = []
    for output in shown_outputs(section.notebook) if section.notebook else []:
        meta = output.get("metadata", {}).get("report") or {}
        if meta.get("kind") == "box":
            found.append((meta["title"], output["data"]["text/markdown"]))
    return found


def shortened(text: str, limit: int = LONGEST_CARD) -> str:
    """Return the first sentences of a text, as many as fit; a long first one is cut at a word.

    Example:
        >>> shortened("One. Two is longer.", 12)
        'One.'
    """
    if len(text) <= limit:
        return text
    head = text[: limit + 1]
    stop = max(head.rfind(". "), head.rfind("? "), head.rfind("; "))
    if stop > 0:
        return head[: stop + 1].rstrip(";") + ("" if head[stop] != ";" else ".")
    return head[: limit - 1].rsplit(" ", 1)[0] + "…"


def source_entries(report: Report) -> list[dict[str, Any]]:
    """Return what the list of sources shows of each."""
    titles = {section.name: section.title for section in report.sections}
    return [
        {
            "number": number,
            "key": key,
            "facts": source_facts(entry),
            "places": [
                {"page": page, "title": titles[page]} for page in report.numbering.cited_on[key]
            ],
            **{name: entry.get(name, "") for name in ("title", "publisher", "published", "url")},
        }
        for number, key, entry in report.cited()
    ]


def source_facts(entry: dict[str, str]) -> list[str]:
    """Return grade, kind and party of a source in words."""
    party = entry.get("party", "")
    facts = [
        f"Grade {entry['grade']}" if entry.get("grade") else "",
        entry.get("kind", "").replace("_", " "),
        f"speaks for {PARTIES.get(party, party)}" if party else "",
    ]
    return [fact for fact in facts if fact]


def _group(claim: dict[str, Any]) -> str:
    return GROUPS[Verdict(claim["verdict"])]
