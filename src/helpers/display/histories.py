"""The course of a verdict, drawn: steps over time on the scale of the words, with days that count.

Each word has a row, in the order of the scale. Words that are no verdict have rows beneath it, and
the line is dashed there.
"""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from helpers.ledger.dates import days_between, short_date

LEFT, RIGHT, TOP = 118, 8, 28
"""Room around the plot: for the words, for the last dot, and for what is named above."""

ROW, GAP, LINE = 18, 5, 13
"""Height of a row, of the gap between the scale and what is beneath, and of a line of type."""

LETTER = 6.2
"""Width of a letter of type of 11 units, in the broadest of the usual faces."""

WIDE = 340
"""Width of a drawing in its own units: it fits a phone, and its words keep their size there."""

LOOKS = {
    True: 'class="s-blue"',
    False: 'class="s-grey" stroke-dasharray="3"',
}
"""Of the line, on the scale and beneath it."""


@dataclass(frozen=True)
class History:
    """What is drawn.

    Attributes:
        turns: the first day, and each on which the word changed, with the word from then on.
        scale: the words of the scale, from the top.
        last: the day of the report.
        horizon: the day on which a forecast is judged; "" for other claims.
    """

    turns: Sequence[tuple[str, str]]
    scale: Sequence[str]
    last: str
    horizon: str = ""

    @property
    def rows(self) -> list[str]:
        """The words of the scale, and beneath them the others that the claim had."""
        return list(dict.fromkeys([*self.scale, *(word for _, word in self.turns)]))

    @property
    def foot(self) -> int:
        """Where the plot ends and the days begin."""
        return self.level(self.rows[-1]) + ROW // 2

    def at(self, day: str) -> int:
        """Return where a day lies, from the left."""
        first = self.turns[0][0]
        span = max(1, days_between(first, max(self.last, self.horizon)))
        return round(LEFT + (WIDE - LEFT - RIGHT) * days_between(first, day) / span)

    def level(self, word: str) -> int:
        """Return where a row lies, from the top."""
        row = self.rows.index(word)
        return TOP + ROW * row + (GAP if row >= len(self.scale) else 0)

    def parts(self) -> list[tuple[str, int, int]]:
        """Return each word of the course with where it began and ended."""
        days = [day for day, _ in self.turns] + [self.last]
        return [
            (word, self.at(start), self.at(end))
            for (_, word), (start, end) in zip(self.turns, pairwise(days), strict=True)
        ]


def drawing(history: History, label: str) -> str:
    """Return the course of a verdict as an inline drawing.

    Args:
        history: the course and the scale.
        label: the course in words, for a reader who does not see it.
    """
    days, lines = _days(history)
    return (
        f'<svg role="img" aria-label="{html.escape(label, quote=True)}" font-size="11"'
        f' fill="var(--muted)" viewBox="0 0 {WIDE} {history.foot + LINE * (lines + 1) + 6}">'
        f"{_rows(history)}{_horizon(history)}{_line(history)}{days}{_standing(history)}</svg>"
    )


def _rows(history: History) -> str:
    """Return a thin line for each row and the word beside it."""
    levels = {word: history.level(word) for word in history.rows}
    lines = "".join(f"M{LEFT} {y}H{WIDE - RIGHT}" for y in levels.values())
    words = "".join(f'<text y="{y + 4}">{html.escape(word)}</text>' for word, y in levels.items())
    return f'<path d="{lines}" class="s-line"/>{words}'


def _horizon(history: History) -> str:
    if not history.horizon:
        return ""
    x = history.at(history.horizon)
    return (
        f'<path d="M{x} 4V{history.foot}" class="s-grey" stroke-dasharray="1 3"/>'
        f'<text x="{x - 4}" y="11" text-anchor="end">judged on</text>'
    )


def _line(history: History) -> str:
    """Return the line, dashed where there was no verdict, with a dot at each turn and the end."""
    parts = history.parts()
    out, here = "", f"M{parts[0][1]} {history.level(parts[0][0])}"
    for judged, run in groupby(parts, key=lambda part: part[0] in history.scale):
        path = here
        for word, _, end in run:
            path += f"V{history.level(word)}H{end}"
            here = f"M{end} {history.level(word)}"
        out += f'<path d="{path}" fill="none" stroke-width="2" {LOOKS[judged]}/>'
    dots = "".join(f"M{start} {history.level(word)}h0" for word, start, _ in parts[1:])
    return f'{out}<path d="{dots}{here}h0" class="s-blue" stroke-width="8" stroke-linecap="round"/>'


def _days(history: History) -> tuple[str, int]:
    """Return the days at the foot, and on how many lines those of turns stand above the ends."""
    marked = sorted({day for day, _ in history.turns[1:]} | ({history.horizon} - {""}))
    ticks = "".join(f"M{history.at(day)} {history.foot}v4" for day in marked)
    out = f'<path d="{ticks}" class="s-grey"/>' if ticks else ""
    taken: list[float] = []  # how far to the right each line is
    for day in marked:
        text = short_date(day)
        half = LETTER * len(text) / 2
        x = min(max(history.at(day), LEFT + half), WIDE - half)
        line = next((i for i, end in enumerate(taken) if end <= x - half), len(taken))
        taken[line : line + 1] = [x + half + LETTER]
        out += _text(text, x, history.foot + LINE * (line + 1) + 2, "middle")
    return out + _ends(history, history.foot + LINE * (len(taken) + 1) + 3), len(taken)


def _ends(history: History, y: int) -> str:
    """Return the first day and that of the report, side by side if they are close or one."""
    first, last = short_date(history.turns[0][0]), short_date(history.last)
    if first == last:
        return _text(first, LEFT, y)
    x = max(history.at(history.last) + RIGHT, LEFT + LETTER * (len(first) + 2 + len(last)))
    return _text(first, LEFT, y) + _text(last, x, y, "end")


def _standing(history: History) -> str:
    """Return the word that stands, at the right end of the line and on the side that is free."""
    word, _, end = history.parts()[-1]
    y, wide = history.level(word), LETTER * len(word)
    x = max(end + RIGHT, LEFT + wide)
    near = min(history.level(w) for w, _, until in history.parts() if until >= end - wide)
    below = near < y and y + ROW < history.foot
    look = 'fill="var(--fg)" class="halo"'
    return _text(word, x, y + 15 if below else y - 7, "end", look)


def _text(text: str, x: float, y: float, anchor: str = "", look: str = "") -> str:
    where = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{x:.0f}" y="{y}"{where}{" " if look else ""}{look}>{html.escape(text)}</text>'
