"""Small services for the section's tables: events as text, groups of rows, numbers of freight."""

from collections.abc import Mapping, Sequence

import pandas as pd

from helpers.display.words import capital
from helpers.sections.prose import cite


def told(events: pd.DataFrame) -> list[str]:
    """Return each event as Markdown: title, summary, citations."""
    columns = zip(events["title"], events["summary"], events["keys"], strict=True)
    return [f"**{title}.** {summary} {cite(keys)}" for title, summary, keys in columns]


def cited(events: pd.DataFrame) -> str:
    """Return the citations of events, each source once."""
    return cite([key for keys in events["keys"] for key in keys])


def groups(codes: Sequence[str], words: Mapping[str, str]) -> list[tuple[int, str]]:
    """Return row-group headings (first row, heading) for rows sorted by code.

    Example:
        >>> groups(["a", "a", "b"], {"a": "first", "b": "second"})
        [(0, 'First'), (2, 'Second')]
    """
    starts = [i for i, code in enumerate(codes) if i == 0 or codes[i - 1] != code]
    return [(i, capital(words[codes[i]])) for i in starts]


def short_num(value: float) -> str:
    """Return a number of freight or trade without idle zeros.

    Example:
        >>> short_num(4.5), short_num(2.75), short_num(7200.0)
        ('4.5', '2.75', '7,200')
    """
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
