"""What the start page and the list of sources show, computed from a report."""

from collections import Counter
from itertools import groupby
from typing import Any

from markupsafe import Markup

from helpers.judgement.verdicts import GROUPS, Verdict
from helpers.publish import front
from helpers.publish.content import Report, Section
from helpers.publish.front import Inline
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
PARTIES = {
    "RUS": "Russia", "IRN": "Iran", "USA": "the United States", "CHN": "China", "TUR": "Türkiye",
    "UKR": "Ukraine", "SAU": "Saudi Arabia", "ARM": "Armenia", "AZE": "Azerbaijan", "QAT": "Qatar",
}  # fmt: skip
"""States for which a source may speak."""

OF_A_STATE = ("state_media", "official", "dataset")
"""Kinds of sources that are a body of their state where they have a party."""


def start_page(report: Report, render: Inline, inline: Inline) -> dict[str, Any]:
    """Return what the start page shows.

    Args:
        report: the report.
        render: turns Markdown into HTML for that page.
        inline: the same for the inner part of a paragraph.
    """
    found = lead(report)
    return {
        "question": render(report.content.question) if report.content.question else Markup(),
        "failed": [s for s in report.sections if s.failure],
        "lead": found
        and found
        | {"body": render(found["body"]), "of_day": [inline(text) for text in found["of_day"]]},
        "board": scoreboard(report),
        "grid": front.grid(report),
        "levels": front.LEVELS,
        "span": front.span(report.content),
        "moved": front.moved(report.content),
        "newest": front.NEWEST,
        "cards": [card(report, section) for section in report.sections],
        "words": STATEMENT_WORDS,
        "lists": {kind: report.numbering.of(kind) for kind in ("figure", "table")},
    }


def lead(report: Report) -> dict[str, Any] | None:
    """Return the box that the start page opens with; None without one.

    Returns:
        title; of_day: paragraphs that the table of days also has, so that they follow the day
        shown; body: all others, which are of the edition alone.
    """
    found = next((b for s in report.built[:1] for b in boxes(s)), None)
    if found is None:
        return None
    title, words = found
    texts = front.own_texts(report.content)[: front.SENTENCES]
    of_day = [" ".join(texts[:-1]), *texts[-1:]] if texts else []
    paragraphs = words.split("\n\n")
    if not texts or not set(filter(None, of_day)) <= set(paragraphs):
        return {"title": title, "of_day": [], "body": words}
    rest = [p for p in paragraphs if p not in of_day]
    return {"title": title, "of_day": of_day, "body": "\n\n".join(rest)}


def scoreboard(report: Report) -> dict[str, Any]:
    """Return counts of claims by section and group of verdicts; no rows without claims."""
    claims = report.content.claims.get("claims", [])
    titles = {section.name: section.title for section in report.sections}
    told_on = {name: name for name in titles} | dict(report.content.told_on)
    names = list(dict.fromkeys([*titles, *(c["section"] for c in claims)]))
    groups = {name: [_group(c) for c in claims if c["section"] == name] for name in names}
    rows = [
        {
            "name": name,
            "title": titles.get(name, front.title_of(name)),
            "page": told_on[name] if told_on.get(name) in titles else "",
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


def standing(report: Report) -> str:
    """Return how all claims stand, in one line."""
    counted = Counter(_group(c) for c in report.content.claims.get("claims", []))
    said = ", ".join(f"{title.lower()} {counted[group]}" for group, title in BOARD)
    return f"{counted.total()} claims, each with its verdict and every finding on it: {said}"


def strip(groups: list[str]) -> Markup:
    """Return a row of marks, one per claim; the counts beside it say the same."""
    order = [group for group, _ in BOARD]
    marks = (
        f'<span class="mark g-{group.replace(" ", "-")}"></span>'
        for group in sorted(groups, key=order.index)
    )
    return Markup(f'<span class="strip" aria-hidden="true">{"".join(marks)}</span>')


def card(report: Report, section: Section) -> dict[str, Any]:
    """Return a section's entry on the start page: its short answer and what it holds.

    Returns:
        page, title, facts; tally: how its claims stand, which follows the day shown; text: what
        the edition says beside that.
    """
    entry = {"page": section.name, "title": section.title, "tally": "", "facts": []}
    if section.failure:
        return entry | {"text": f"This section could not be built: {section.failure.error}"}
    tally = front.tallies(report.content).get(section.name, "")
    text = plain(opening(next((words for _, words in boxes(section)), "")))
    if tally and section is report.built[0]:
        text = ""  # it opens the page
    said = shortened(text.removeprefix(tally).strip())
    return entry | {"tally": tally, "text": said, "facts": _held(report, section)}


def description(section: Section) -> str:
    """Return what a section says first, for those who list its page; "" if it says nothing."""
    return shortened(plain(opening(next((words for _, words in boxes(section)), ""))))


def _held(report: Report, section: Section) -> list[str]:
    """Return how many claims, figures and tables a section has, in words."""
    told_on, claims = report.content.told_on, report.content.claims.get("claims", [])
    judged = [c for c in claims if told_on.get(c["section"], c["section"]) == section.name]
    counts = Counter(
        label.kind for label in report.numbering.labels.values() if label.page == section.name
    )
    return [
        f"{n} {noun if n == 1 else noun + 's'}"
        for n, noun in (
            (len(judged), "claim"),
            (counts["figure"], "figure"),
            (counts["table"], "table"),
        )
        if n
    ]


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


def sources_page(report: Report) -> dict[str, Any]:
    """Return what the page of sources shows: groups by the page that cites them first."""
    entries = source_entries(report)
    groups = [
        (f"from-{first['page']}", first["title"], list(cited))
        for first, cited in groupby(entries, lambda entry: entry["places"][0])
    ]
    told = f"The {len(entries)} sources that the report cites, each with its grade and address"
    headings = [(2, ident, title) for ident, title, _ in groups]
    return {"groups": groups, "headings": headings, "description": told}


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
        party and party_words(entry.get("kind", ""), PARTIES.get(party, party)),
    ]
    return [fact for fact in facts if fact]


def party_words(kind: str, state: str) -> str:
    """Return whose voice a source carries: its own as a body of the state, or one it relays.

    Example:
        >>> party_words("state_media", "Iran"), party_words("newspaper", "China")
        ('speaks for Iran', 'relays a body of China')
    """
    return f"{'speaks for' if kind in OF_A_STATE else 'relays a body of'} {state}"


def _group(claim: dict[str, Any]) -> str:
    return GROUPS[Verdict(claim["verdict"])]
