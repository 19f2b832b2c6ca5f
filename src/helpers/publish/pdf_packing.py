"""A PDF made small, the same bytes every time: numbers cut short, its structure compressed."""

import io
import re
from collections.abc import Sequence
from typing import Literal

import pikepdf

from helpers.publish.pdf_tags import tag_rows

LEVEL: Literal[7] = 7
"""Of compression: the next takes twice as long for less than a fiftieth."""

CHARACTER = rb"[^\\()]|\\."


def _bracketed(levels: int) -> bytes:
    """Return the pattern of a text in brackets, with brackets in it to so many levels."""
    inner = CHARACTER + (b"|" + _bracketed(levels - 1) if levels > 1 else b"")
    return rb"\((?:" + inner + rb")*+\)"


TEXT = re.compile(rb"(/(?:Alt|ActualText|Lang) ?" + _bracketed(4) + rb")", re.DOTALL)
"""Texts for those who do not see the page; the glyphs drawn on it hold no run of digits."""

LONG_NUMBER = re.compile(rb"(\.\d\d)(?:(?<=\d\d\.\d\d)\d+|(\d\d)\d+)")
"""From ten on, numbers keep a hundredth of a point; smaller ones, such as scales and colours, keep
four digits. Typst writes seven."""


def packed(pdf: bytes, headed: Sequence[bool]) -> bytes:
    """Return a PDF with the heads of rows tagged, half as large.

    Args:
        pdf: as Typst sets it.
        headed: for each table in order, whether the first cell of a row names the row.

    Raises:
        TagError: if the PDF holds another number of tables.
    """
    buffer = io.BytesIO()
    pikepdf.settings.set_flate_compression_level(LEVEL)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        tag_rows(document, headed)
        for page in document.pages:
            drawn = page.Contents.read_bytes()
            page.Contents = document.make_stream(shortened(drawn))
        # what is not written anew stays compressed as it is: to do it again gains a hundredth
        document.save(
            buffer,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            recompress_flate=False,
            deterministic_id=True,
        )
    return buffer.getvalue()


def shortened(drawn: bytes) -> bytes:
    r"""Return what is drawn on a page with fewer digits.

    Example:
        >>> shortened(rb"56.692913 0.33333334 m /Alt (12.34567 of (9.87654)) 1.5 0.25 l")
        b'56.69 0.3333 m /Alt (12.34567 of (9.87654)) 1.5 0.25 l'
    """
    pieces = TEXT.split(drawn)
    pieces[::2] = [LONG_NUMBER.sub(rb"\1\2", piece) for piece in pieces[::2]]
    return b"".join(pieces)
