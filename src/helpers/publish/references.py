"""Sources for a reference manager: the same entries as BibTeX and as CSL-JSON.

Both hold what the list of sources prints and nothing more: the ledger names publishers, not
authors, and no language, so neither is made up. Keys are those under which the report cites.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from helpers.publish.content import Report
from helpers.publish.home import source_facts

EVIDENCE = "evidence.csv"
"""The table of an edition whose column `key` names the source of each finding."""


class Form(NamedTuple):
    """How a kind of source is entered: its types, and where the publisher's name stands."""

    bibtex: str
    bibtex_publisher: str
    csl: str
    csl_publisher: str


PAPER = Form("article", "journal", "article-newspaper", "container-title")
FORMS = {
    "academic": Form("article", "journal", "article-journal", "container-title"),
    "blog": Form("misc", "howpublished", "post-weblog", "container-title"),
    "dataset": Form("misc", "howpublished", "dataset", "publisher"),
    "digest": Form("misc", "howpublished", "webpage", "container-title"),
    "encyclopaedia": Form("misc", "howpublished", "entry-encyclopedia", "container-title"),
    "newspaper": PAPER,
    "official": Form("misc", "howpublished", "document", "publisher"),
    "state_media": PAPER,
    "think_tank": Form("techreport", "institution", "report", "publisher"),
    "trade_press": Form("article", "journal", "article-magazine", "container-title"),
    "wire": PAPER,
}
"""Entry types by the ledger's kind of source; BibTeX ones are those that every style knows."""

OTHER = Form("misc", "howpublished", "document", "publisher")
"""For a kind that the table does not name."""

TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
} | {sign: f"\\{sign}" for sign in "%&#_$"}
"""What TeX reads as a command; BibTeX counts braces even after a backslash, hence their names."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
IN_ADDRESS = {"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"}
"""What an address must not hold inside braces; everything else in it is read as it stands."""


def references(report: Report) -> dict[str, dict[str, str]]:
    """Return the sources of an edition by key, in the order of keys.

    They are those that a page cites and those of the findings behind `claims.json`.
    """
    entries = report.content.bibliography
    keys = {key for _, key, _ in report.cited()}
    evidence = report.content.tables.get(EVIDENCE)
    if evidence is not None and not isinstance(evidence, bytes):
        keys |= set(evidence["key"])
    return {key: entries[key] for key in sorted(keys) if key in entries}


def bibtex(entries: Mapping[str, Mapping[str, str]]) -> bytes:
    """Return sources as a BibTeX file in UTF-8.

    Args:
        entries: by key, what `ledger.citations.bibliography` returns.
    """
    return "\n".join(_bibtex_entry(key, entry) for key, entry in entries.items()).encode()


def csl_json(entries: Mapping[str, Mapping[str, str]]) -> bytes:
    """Return sources as CSL-JSON, the form that Zotero, Pandoc and citeproc read.

    Args:
        entries: by key, what `ledger.citations.bibliography` returns.
    """
    items = [_csl_item(key, entry) for key, entry in entries.items()]
    lines = [json.dumps(item, ensure_ascii=False) for item in items]
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode()  # a line each: changes are easy to see


def tex(text: str) -> str:
    r"""Return a text as TeX reads it; letters of all scripts stay as they are.

    Example:
        >>> print(tex("R&D up 60% {est.}"))
        R\&D up 60\% \textbraceleft{}est.\textbraceright{}
    """
    return "".join(TEX.get(sign, sign) for sign in " ".join(text.split()))


def remark(entry: Mapping[str, str]) -> str:
    """Return grade, kind and party of a source in a few words.

    Example:
        >>> remark({"grade": "B", "kind": "state_media", "party": "IRN"})
        'Grade B; state media; speaks for Iran'
    """
    return "; ".join(source_facts(dict(entry)))


def _bibtex_entry(key: str, entry: Mapping[str, str]) -> str:
    form = FORMS.get(entry.get("kind", ""), OTHER)
    year, month, _ = _parts(entry.get("published", ""))
    fields = {
        "title": f"{{{tex(entry['title'])}}}",  # braces twice: styles leave capitals alone
        form.bibtex_publisher: tex(entry.get("publisher", "")),
        "key": tex(entry.get("publisher", "")),  # sorts and labels what has no author
        "year": year,
        "date": entry.get("published", ""),
        "version": tex(entry.get("vintage", "")),
        "url": _address(entry.get("url", "")),
        "annote": tex(remark(entry)),
    }
    lines = [f"  {name} = {{{text}}}" for name, text in fields.items() if text]
    if month:
        lines.append(f"  month = {MONTHS[int(month) - 1]}")  # a macro, so that styles translate it
    return f"@{form.bibtex}{{{key},\n" + ",\n".join(lines) + "\n}\n"


def _csl_item(key: str, entry: Mapping[str, str]) -> dict[str, Any]:
    form = FORMS.get(entry.get("kind", ""), OTHER)
    date = [int(part) for part in _parts(entry.get("published", "")) if part]
    item = {
        "id": key,
        "type": form.csl,
        "title": entry["title"],
        form.csl_publisher: entry.get("publisher", ""),
        "issued": {"date-parts": [date]} if date else "",
        "version": entry.get("vintage", ""),
        "URL": entry.get("url", ""),
        "note": remark(entry),
    }
    return {name: value for name, value in item.items() if value}


def _parts(day: str) -> list[str]:
    """Return year, month and day of an ISO date, blank where it is less precise."""
    return [*re.findall(r"\d+", day), "", "", ""][:3]


def _address(url: str) -> str:
    return "".join(IN_ADDRESS.get(sign, sign) for sign in url)
