"""Sentences of a page, and those that mix what ICD 203 keeps apart."""

import re
from collections.abc import Iterator

import lxml.etree
import lxml.html

from helpers.judgement.forecasts import LIKELIHOOD_WORDS

BLOCKS = ("p", "li", "th", "td", "dt", "dd", "h1", "h2", "h3", "caption", "figcaption")
UNREAD = ("script", "style", "pre", "svg")
LIKELIHOOD = re.compile(
    rf"\b(?:{'|'.join(re.escape(word) for _, word in LIKELIHOOD_WORDS)})\b", re.IGNORECASE
)
END = re.compile(r"(?<=[.!?])\s+")


def sentences(page: str) -> Iterator[str]:
    """Yield the sentences of a page; what a cell or a heading holds counts as one."""
    tree = lxml.html.document_fromstring(page)
    lxml.etree.strip_elements(tree, *UNREAD, with_tail=False)
    for block in tree.iter(*BLOCKS):
        yield from END.split(" ".join(" ".join(block.itertext()).split()))


def mixed(page: str) -> list[str]:
    """Return the sentences that hold both a word of likelihood and one of confidence."""
    return [s for s in sentences(page) if LIKELIHOOD.search(s) and "confidence" in s.lower()]
