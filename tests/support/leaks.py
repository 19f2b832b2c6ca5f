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
READ = {"alt", "title", "aria-label", "content", "download"}


@dataclass(frozen=True)
class Watch:
    """What may not be said on a day, and which later dates are allowed as plans."""

    as_of: str
    allowed: frozenset[str]
    ids: frozenset[str]

    @classmethod
    def of(cls, known: Known) -> "Watch":
        """Return the watch for a view: its plan dates and horizons, and every later id."""
        ledger, day = known.ledger, known.as_of
        horizons = {h for h in ledger.claims["horizon"] if h}
        return cls(day, known.plan_dates | horizons, frozenset(later_ids(ledger, day)))

    def leaks(self, text: str) -> list[str]:
        """Return the later dates and ids that a text holds; lines are read one by one."""
        words = {w.strip(".") for w in re.findall(r"[\w.-]+", text)}
        dates = [
            d for line in text.splitlines() for d in later_mentions(line, self.as_of, self.allowed)
        ]
        return dates + sorted(words & self.ids)


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
