"""Find the numbers of a section's prose that stand in none of its tables and in no ledger row."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import nbformat
import numpy as np

from helpers.display.bundles import TABLE_MIME
from helpers.judgement.claims import all_evidence, judge
from helpers.judgement.indicators import readings
from helpers.judgement.multiverse import combinations, multiverse, stability
from helpers.ledger.dates import mentions
from helpers.ledger.views import Known
from helpers.models import MODELS, build

NUMBER = re.compile(
    r"(?<![\w.,-])[-−]?\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\w)|(?<![\w.-])[-−]?\d+(?:\.\d+)?(?!\w)"
)
CODE = re.compile(r"`[^`]*`|\[@[\w:.-]+\]|\bI-\w+|\b[A-Z]{1,3}\d+(?:-\w+)*\b|\([^)]*\.ipynb[^)]*\)")
SCALES = (1, 100, 1e-3, 1e-6, 1e3, 1e6)
"""A prose may speak in per cent, thousands or millions of what a table holds."""
WORDS = ("title", "subtitle", "caption", "alt")
CONVENTION = {90}
"""The width of every interval, a constant of the rule that the methods page prints."""


@dataclass(frozen=True)
class Orphan:
    """A number of the prose that no row holds, with the sentence it stands in."""

    number: str
    sentence: str


def orphans(nb: nbformat.NotebookNode, known: Known, section: str) -> list[Orphan]:
    """Return the numbers of a section's rendered text that no table and no ledger row holds."""
    pool = np.unique(np.array([*held_by_tables(nb), *held_by_ledger(known, section)], float))
    found = []
    for text in prose(nb):
        for sentence in re.split(r"(?<=[.!?;])\s+", text):
            bare = without_dates(CODE.sub(" ", sentence))
            for match in NUMBER.finditer(bare):
                if not is_held(match[0], pool):
                    found.append(Orphan(match[0], sentence.strip()))
    return found


def is_held(text: str, pool: np.ndarray) -> bool:
    """Return whether a number, as precise as it is written, is that of some row."""
    plain = text.replace(",", "").replace("−", "-")
    value, digits = float(plain), len(plain.partition(".")[2])
    if value in CONVENTION:
        return True
    for scale in SCALES:
        near = np.abs(np.abs(pool * scale) - abs(value)) <= 0.5 * 10.0**-digits * (1 + 1e-9)
        if near.any():
            return True
    return False


def prose(nb: nbformat.NotebookNode) -> Iterator[str]:
    """Yield every text that the section computed: prose, boxes, titles, captions."""
    for output in outputs(nb):
        meta = output.metadata.get("report", {})
        if meta.get("kind") in ("prose", "note", "box"):
            yield output.data.get("text/markdown", "")
        for word in WORDS:
            yield str(meta.get(word, ""))


def held_by_tables(nb: nbformat.NotebookNode) -> Iterator[float]:
    """Yield the numbers of tables and of the rows behind figures, their count, and their tallies.

    A tally is how often a column holds one and the same short value: "three are open" counts it.
    """
    for output in outputs(nb):
        meta = output.metadata.get("report", {})
        rows = output.data.get(TABLE_MIME, {}).get("rows") or meta.get("data", {}).get("rows") or []
        yield len(rows)
        for row in rows:
            yield from (n for cell in row for n in numbers(str(cell)))
        for column in zip(*rows, strict=False):
            yield from Counter(str(c) for c in column if len(str(c)) < 40).values()
            yield len(set(column))


def held_by_ledger(known: Known, section: str) -> Iterator[float]:
    """Yield the numbers of ledger rows on which the section can draw, and counts of rows."""
    yield from held_by_ways(known)
    described = known.figures.described["sections"]
    names = {s for s, text in described.items() if section in text.split(";")}
    rows = known.figures.rows
    yield from rows[rows["series"].isin(names)]["value"]
    texts: Iterable[str] = (
        *known.passages["text"], *known.events["summary"], *known.events["title"],
        *known.evidence["finding"], *known.clauses["summary"],
    )  # fmt: skip
    for text in texts:
        yield from numbers(known.figures.fill(text) if "{" in text else text)
    counted = all_evidence(known)
    for part in (counted, known.evidence, known.events, known.sources):
        yield len(part)
    signed = known.ledger.treaties.set_index("treaty_id").loc["IR-RU-2025", "signed"]
    yield int((known.events["date"] > signed).sum())
    yield from (counted["origin"].nunique(), known.evidence["origin"].nunique())
    for reading in readings(known.ledger, known.as_of).values():
        if reading.indicator.section == section:
            measured = reading.measured
            yield from measured.parts.values()
            yield from (v for v in (measured.value, measured.low, measured.high) if v is not None)
            yield from reading.indicator.threshold
            yield from numbers(reading.indicator.rule)
    for name in MODELS:
        model = build(name, known)
        if model.section == section:
            ends = (end for k in model.knobs for end in (k.base, k.low, k.high))
            yield from (float(e) for e in ends if isinstance(e, (int, float)))


def held_by_ways(known: Known) -> Iterator[float]:
    """Yield the numbers of ways of counting, of verdicts, and of those that change in some way."""
    yield combinations()  # rows a claim has in multiverse.csv
    printed = {c: j.group for c, j in judge(known).items()}
    verdicts = [s for s in stability(multiverse(known), printed).values() if s.is_verdict]
    yield from (len(verdicts), sum(s.moves and not s.fragile for s in verdicts))


def outputs(nb: nbformat.NotebookNode) -> Iterator[nbformat.NotebookNode]:
    """Yield the rich outputs of a notebook."""
    for cell in nb.cells:
        if cell.cell_type == "code":
            yield from (o for o in cell.outputs if o.output_type == "display_data")


def numbers(text: str) -> list[float]:
    """Return the numbers of a text."""
    return [float(m.replace(",", "").replace("−", "-")) for m in NUMBER.findall(text)]


def without_dates(text: str) -> str:
    """Return a text without the dates that it names: those are checked by the as-of tests."""
    for mention in mentions(text):
        text = text.replace(mention.text, " ", 1)
    return text
