"""Terms explained in place: a term's first mention on a page is a button that shows what it means.

The explanation is a popover of HTML: it needs no script, opens by key and touch, and Escape closes
it. On paper it is not there.
"""

import html
import re
from collections.abc import Mapping
from functools import lru_cache

REMARK = re.compile(r"\s*\(.*?\)$")
"""What tells two meanings of a word apart, such as in "Assessment (claim)"."""

ACRONYM = re.compile(r"^[A-Z0-9][A-Z0-9-]+$")


class Glossary:
    """The terms of one page.

    Args:
        terms: what each term means.
    """

    def __init__(self, terms: Mapping[str, str]) -> None:
        self._terms = dict(terms)
        self._named, self._pattern = _compiled(tuple(terms))
        self._told: set[str] = set()

    def explained(self, text: str) -> str:
        """Return a text of HTML without tags, with terms that were not met before as buttons."""
        if not self._terms:
            return text
        return self._pattern.sub(self._button, text)

    def _button(self, found: re.Match[str]) -> str:
        words = found[0]
        term = self._named.get(words) or self._named.get(words.lower())
        if term is None or term in self._told:
            return words
        self._told.add(term)
        ident = f"term-{re.sub(r'[^a-z0-9]+', '-', term.lower()).strip('-')}"
        meaning = html.escape(self._terms[term], quote=False)
        return (
            f'<button type="button" class="term" popovertarget="{ident}">{words}</button>'
            f'<span popover class="gloss" id="{ident}"><b>{html.escape(term)}</b> {meaning}</span>'
        )


@lru_cache(maxsize=8)
def _compiled(terms: tuple[str, ...]) -> tuple[dict[str, str], re.Pattern[str]]:
    """Return the words by which each term goes in a text, and what finds them."""
    named: dict[str, str] = {}
    for term in terms:
        words = html.escape(REMARK.sub("", term), quote=False)
        exact = ACRONYM.match(words)
        for form in (words, f"{words}s"):
            named.setdefault(form if exact else form.lower(), term)
    longest = sorted(named, key=len, reverse=True)
    either = "|".join(
        re.escape(w) if ACRONYM.match(w.removesuffix("s")) else f"(?i:{re.escape(w)})"
        for w in longest
    )
    return named, re.compile(rf"(?<![\w&-])(?:{either or '(?!)'})(?![\w-])")
