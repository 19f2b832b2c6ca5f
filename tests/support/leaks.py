"""Find what an edition as of a day must not hold: later dates, and ids of later rows."""

import html
import re
import urllib.parse
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser

from helpers.ledger.citations import citation_key
from helpers.ledger.dates import later_mentions
from helpers.ledger.package import Ledger
from helpers.ledger.views import Known

DRAWING = {"path", "g", "use", "rect", "defs", "clippath", "line", "circle", "ellipse", "polygon"}
SAID = {"war", "truce"}
"""States of spans that are said of older times too."""

READ = {"alt", "title", "aria-label", "content", "download"}


@dataclass(frozen=True)
class Watch:
    """What may not be said on a day, and which later dates are allowed as plans."""

    as_of: str
    allowed: frozenset[str]
    ids: frozenset[str]
    names: frozenset[str] = frozenset()

    @classmethod
    def of(cls, known: Known) -> "Watch":
        """Return the watch for a view: its plan dates and horizons, every later id and name."""
        ledger, day = known.ledger, known.as_of
        horizons = {h for h in ledger.claims["horizon"] if h}
        ids, names = frozenset(later_ids(ledger, day)), frozenset(later_names(ledger, day))
        return cls(day, known.plan_dates | horizons, ids, names)

    def leaks(self, text: str) -> list[str]:
        """Return the later dates, ids and names in a text; lines are read one by one for dates."""
        words = {w.strip(".") for w in re.findall(r"[\w.-]+", text)}
        dates = [
            d for line in text.splitlines() for d in later_mentions(line, self.as_of, self.allowed)
        ]
        low = text.lower()
        near = [name for name in self.names if name in low]  # much faster than the next look
        told = [n for n in near if re.search(rf"(?<!\w){re.escape(n)}(?!\w)", low)]
        return dates + sorted(words & self.ids) + sorted(told)


def later_ids(ledger: Ledger, day: str) -> set[str]:
    """Return the ids of sources, events, findings and passages that were not public on `day`."""
    sources = ledger.sources
    keys = {citation_key(s, k) for s, k in zip(sources["source_id"], sources["kind"], strict=True)}
    late = set(sources[sources["known_from"] > day]["source_id"])
    dated = {s for s in sources["source_id"] if s not in keys}  # data sets under their dated ids
    events = set(ledger.events[ledger.events["known_on"] > day]["event_id"])
    evidence = set(ledger.evidence[ledger.evidence["known_on"] > day]["evidence_id"])
    passages = set(ledger.passages[ledger.passages["known_from"] > day]["passage_id"])
    return late | dated | events | evidence | passages


def later_names(ledger: Ledger, day: str) -> set[str]:
    """Return what had no name on `day`, in small letters: spans and their states, routes, terms.

    A truce that is called the first tells of a second.
    """
    spans, glossary = ledger.spans, ledger.glossary
    out, late = (spans[m] for m in (spans["start_known_on"] <= day, spans["start_known_on"] > day))
    alone = out[~out.duplicated(["front", "state"], keep=False)]["label"]
    numbered = alone[alone.str.endswith("(first)")]
    states = set(late["state"]) - set(out["state"]) - SAID
    routes = ledger.waypoints[ledger.waypoints["known_from"] > day]["corridor"]
    terms = glossary[glossary["known_from"] > day]["term"]
    names = {
        *late["label"],
        *late["label"].str.replace(" of ", ", "),
        *numbered,
        *states,
        *terms,
        *routes.str.replace(r" \(.*", "", regex=True),
    }
    return {name.lower() for name in names}


class Reader(HTMLParser):
    """Collects what a reader of a page can see, hear or download, drawing commands left out."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag, attrs):
        if tag in ("style", "script"):
            self._silent += dict(attrs).get("type") != "application/ld+json"
        for name, value in attrs:
            if name == "href" and (value or "").startswith("data:"):
                self.parts.append(urllib.parse.unquote(value.partition(",")[2]))
            elif (name in ("id", "href") and not (value or "").startswith("http")) or (
                name in READ and tag not in DRAWING
            ):
                self.parts.append(value or "")

    def handle_endtag(self, tag):
        if tag in ("style", "script") and self._silent:
            self._silent -= 1

    def handle_data(self, data):
        if not self._silent:
            self.parts.append(" ".join(data.split()))


@lru_cache(maxsize=32)
def readable(page: str) -> str:
    """Return what a reader meets on a page."""
    reader = Reader()
    reader.feed(page)
    return html.unescape("\n".join(p for p in reader.parts if p.strip()))
