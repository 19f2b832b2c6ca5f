"""Split a text into preamble, articles and closing parts, and tell what is out of order."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from helpers.ledger.treaty_text.documents import Document, TreatyTextError
from helpers.ledger.treaty_text.headings import Heading, headings

PREAMBLE, ARTICLE, CLOSING = "preamble", "article", "closing"
CLOSING_WORDS = re.compile(
    r"^[ \t*_#]*(?:done (?:at|in|on|this)\b|in (?:witness|faith) whereof\b|signed (?:at|in|on)\b"
    r"|(?:annex|appendix)(?:\s+[\divxlc]+|\s*$|:)|совершено\b|в удостоверение\b|приложение\b"
    r"|.*(?:تنظیم گردید|تنظیم شد|به امضا رسید))",
    re.IGNORECASE | re.MULTILINE,
)
CONTENTS_LINE = 200
"""An entry of a table of contents has no more characters than this; an article has."""

CONTENTS_SHARE = 0.6
"""A table of contents names at least this share of the articles that follow it."""


@dataclass(frozen=True)
class Finding:
    """Something an analyst should look at: the line, and what is to be seen there."""

    line: int
    text: str


@dataclass(frozen=True)
class Part:
    """A stretch of the text: from `start` up to `end`, with nothing between two parts.

    Attributes:
        kind: preamble, article or closing.
        label: of an article, such as "5"; "" otherwise.
        run: 1 for the first text, 2 where the numbering begins again, and so on.
        title: of the article, as far as its heading holds one.
        body: where the text after the article's number begins.
    """

    kind: str
    start: int
    end: int
    line: int
    label: str = ""
    run: int = 1
    title: str = ""
    body: int = 0


@dataclass(frozen=True)
class Split:
    """A document in parts, and what was found in splitting it."""

    document: Document
    parts: tuple[Part, ...]
    findings: tuple[Finding, ...]

    def text_of(self, part: Part) -> str:
        """Return the text of a part."""
        return self.document.text[part.start : part.end]

    @property
    def articles(self) -> tuple[Part, ...]:
        """The articles in their order."""
        return tuple(p for p in self.parts if p.kind == ARTICLE)


def split(document: Document) -> Split:
    """Return a document in parts that follow one another and leave nothing out.

    Raises:
        TreatyTextError: if no line is the heading of an article.
    """
    seen = headings(document.text)
    sure = [h for h in seen if not h.doubt]
    if not sure:
        raise TreatyTextError(
            f"{document.name}: no heading of an article in {document.line_of(len(document.text))} "
            'lines. Allowed: lines that begin with "Article 1", "ARTICLE I.", "Article One", '
            '"Статья 1" or "ماده ۱".'
        )
    runs = _runs(sure)
    findings = [
        Finding(
            document.line_of(h.start), f"left in the text: “Article {h.label}”, since {h.doubt}"
        )
        for h in seen
        if h.doubt
    ]
    if _is_contents(runs):
        first, last = (document.line_of(runs[0][i].start) for i in (0, -1))
        findings.append(Finding(first, f"table of contents to line {last}: kept in the preamble"))
        runs = runs[1:]
    parts = _parts(document, runs)
    findings += _order(document, runs) + _gaps(document, parts)
    ordered = sorted(findings, key=lambda f: (f.line, f.text))
    return Split(document, tuple(parts), tuple(ordered))


def _runs(found: list[Heading]) -> list[list[Heading]]:
    """Return the headings in runs; a new one begins where article 1 comes after a later one."""
    runs = [[found[0]]]
    for before, heading in pairwise(found):
        if heading.number == 1 and before.number > 1:
            runs.append([])
        runs[-1].append(heading)
    return runs


def _is_contents(runs: list[list[Heading]]) -> bool:
    if len(runs) < 2:
        return False
    listed, real = runs[0], runs[1]
    starts = [h.start for h in listed]
    lengths = [b - a for a, b in pairwise(starts)]
    known = {h.label for h in real}
    named = sum(h.label in known for h in listed)
    return max(lengths, default=0) <= CONTENTS_LINE and named >= CONTENTS_SHARE * len(listed)


def _parts(document: Document, runs: list[list[Heading]]) -> list[Part]:
    text = document.text
    flat = [(n, h) for n, run in enumerate(runs, start=1) for h in run]
    ends = [h.start for _, h in flat[1:]] + [len(text)]
    parts = [Part(PREAMBLE, 0, flat[0][1].start, 1)]
    for (run, heading), end in zip(flat, ends, strict=True):
        part = Part(ARTICLE, heading.start, end, document.line_of(heading.start), heading.label,
                    run, heading.title, heading.after)  # fmt: skip
        if heading is not runs[run - 1][-1]:
            parts.append(part)
            continue
        found = CLOSING_WORDS.search(text, heading.after, end)
        cut = found.start() if found else end
        parts.append(replace(part, end=cut))
        if found:
            parts.append(Part(CLOSING, cut, end, document.line_of(cut), run=run))
    return parts


def _order(document: Document, runs: list[list[Heading]]) -> list[Finding]:
    """Return what is out of order in the numbers: begun again, twice, out of turn, missing."""
    found = []
    for n, run in enumerate(runs, start=1):
        first = document.line_of(run[0].start)
        if n > 1:
            found.append(Finding(first, f"the numbering begins again: text {n}, such as an annex "
                                 "or another language; what stands before its first article is in "
                                 f"the closing part of text {n - 1}"))  # fmt: skip
        lines: dict[str, int] = {}
        last = 0
        for heading in run:
            line = document.line_of(heading.start)
            if heading.label in lines:
                found.append(Finding(line, f"article {heading.label} a second time, first on line "
                                     f"{lines[heading.label]}"))  # fmt: skip
            elif heading.number < last:
                found.append(Finding(line, f"article {heading.label} out of order, after {last}"))
            lines.setdefault(heading.label, line)
            last = max(last, heading.number)
        if missing := _missing({h.number for h in run}):
            found.append(Finding(first, f"no article {missing}"))
    return found


def _missing(numbers: set[int]) -> str:
    """Return the numbers left out below the highest: "3, 5-9 of 12"; "" if none is."""
    most, spans = max(numbers), []
    gap = [n for n in range(1, most + 1) if n not in numbers]
    for n in gap:
        if n - 1 not in gap:
            last = next(k for k in range(n, most + 1) if k + 1 in numbers)
            spans.append(str(n) if last == n else f"{n}-{last}")
    return f"{', '.join(spans)} of {most}" if spans else ""


def _gaps(document: Document, parts: list[Part]) -> list[Finding]:
    """Return which parts are missing or empty."""
    found = []
    text = document.text
    if not text[parts[0].start : parts[0].end].strip():
        found.append(Finding(1, "no preamble before the first article"))
    for part in parts:
        said = text[part.body : part.end].replace(part.title, "", 1)
        if part.kind == ARTICLE and not re.search(r"\w", said):
            found.append(Finding(part.line, f"article {part.label} is empty"))
    if parts[-1].kind != CLOSING:
        found.append(Finding(parts[-1].line, "no closing words found: if there are any, they are "
                             f"in article {parts[-1].label}"))  # fmt: skip
    return found
