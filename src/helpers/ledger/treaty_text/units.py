"""Units of a treaty's text: an article, or each of its numbered paragraphs, read for its words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from helpers.ledger.treaty_text.parts import ARTICLE, CLOSING, PREAMBLE, Part, Split
from helpers.ledger.treaty_text.phrases import (
    deferrals_in,
    names_in,
    suggested_step,
    verbs_in,
)

FIRST = re.compile(r"[ \t.:)\u00a0–—-]*\(?1[.)][ \t\u00a0]+(?=\S)")
PARAGRAPH = re.compile(r"^[ \t]*\(?(\d{1,2})[.)][ \t\u00a0]+(?=\S)", re.MULTILINE)


@dataclass(frozen=True)
class Unit:
    """A unit of the text and what its words give.

    Attributes:
        part: the part in which it lies.
        paragraph: its number within the article, "" if the article has none.
        line: on which it begins.
        words: how many it has.
        characters: how many it has.
        verbs: words of commitment, with their counts.
        deferrals: pointers to other papers by kind, with their counts.
        names: states, places and bodies named.
        step: obligation suggested, None where no word speaks for one.
        because: the words that speak for it.
    """

    part: Part
    paragraph: str
    line: int
    words: int
    characters: int
    verbs: dict[str, int]
    deferrals: dict[str, int]
    names: list[str] = field(default_factory=list)
    step: int | None = None
    because: str = ""

    @property
    def place(self) -> str:
        """How it is cited: "preamble", "5", "5(2)", "closing"."""
        if self.part.kind != ARTICLE:
            return self.part.kind
        return f"{self.part.label}({self.paragraph})" if self.paragraph else self.part.label


def units_of(whole: Split, names: Iterable[str] = ()) -> list[Unit]:
    """Return the units of a text in order: its parts, articles by numbered paragraph.

    What stands in an article before its first paragraph is read with that paragraph.
    """
    known = tuple(names)
    found = []
    for part in whole.parts:
        for paragraph, start, end in paragraphs(whole.document.text, part):
            text = whole.document.text[start:end]
            line = whole.document.line_of(start)
            found.append(_unit(part, paragraph, line, (text, known)))
    return found


def paragraphs(text: str, part: Part) -> list[tuple[str, int, int]]:
    """Return the numbered paragraphs of a part: number, start, end; the part whole if it has none.

    Only a run 1, 2, 3 and so on counts, of at least two: other numbers belong to the text.
    """
    if part.kind != ARTICLE:
        return [("", part.start, part.end)]
    run_in = FIRST.match(text, part.body, part.end)
    starts = [part.start] if run_in else []
    for match in PARAGRAPH.finditer(text, part.body, part.end):
        if int(match.group(1)) == len(starts) + 1:
            starts.append(match.start())
    if len(starts) < 2:
        return [("", part.start, part.end)]
    edges = [part.start, *starts[1:], part.end]
    return [(str(i + 1), edges[i], edges[i + 1]) for i in range(len(starts))]


def _unit(part: Part, paragraph: str, line: int, read: tuple[str, tuple[str, ...]]) -> Unit:
    text, names = read
    step, because = suggested_step(text)
    if part.kind == PREAMBLE:
        step, because = 0, "preamble"
    if part.kind == CLOSING:
        step, because = None, ""
    return Unit(
        part,
        paragraph,
        line,
        len(re.findall(r"\w+", text)),
        len(text),
        verbs_in(text),
        deferrals_in(text),
        names_in(text, names),
        step,
        because,
    )
