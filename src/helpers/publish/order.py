"""The pages of an edition in the order in which they are read: one chain, from start to end."""

from typing import Any

from helpers.publish.content import Report


def reading_order(report: Report) -> list[dict[str, str]]:
    """Return the name and the title of every page that the edition has."""
    pages = [("index", report.content.title)]
    pages += [(section.name, section.title) for section in report.sections]
    pages += [("claims", "Claims")] if report.content.dossiers else []
    pages += [("sources", "Sources")]
    pages += [("figures", "Figures and tables")] if report.numbering.labels else []
    return [{"page": page, "title": title} for page, title in pages]


def neighbours(report: Report, page: str) -> dict[str, Any]:
    """Return the pages before and after one, None where the chain ends or does not have it."""
    order = reading_order(report)
    found = [place for place, entry in enumerate(order) if entry["page"] == page]
    if not found:
        return {"previous": None, "next": None}
    before, after = order[: found[0]], order[found[0] + 1 :]
    return {"previous": before[-1] if before else None, "next": after[0] if after else None}
