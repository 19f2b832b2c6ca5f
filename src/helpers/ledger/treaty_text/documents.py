"""A treaty's text from a file: plain text or HTML, in a known encoding, or refused with reason."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4.element import Tag

MOST_BYTES = 20_000_000
"""The longest treaties in force stay under a tenth of this."""

KINDS = "Allowed: a plain text or HTML file in UTF-8, or --encoding with another."
CONTAINERS = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zipped document, such as .docx, .odt or .epub",
    b"\xd0\xcf\x11\xe0": "an old Word document",
    b"{\\rtf": "a rich text document",
    b"\x1f\x8b": "a compressed file",
}
"""How files that are no text begin."""

MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
SKIPPED = ("script", "style", "template", "noscript", "head")
BLOCKS = (
    "address article aside blockquote body caption center dd div dl dt fieldset figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody td tfoot th thead "
    "tr ul"
)
"""Elements that begin and end on a line of their own."""


class TreatyTextError(ValueError):
    """A file that cannot be read as a treaty; the message says what, where and what would do."""


@dataclass(frozen=True)
class Document:
    """The text of a file.

    Attributes:
        name: of the file.
        text: lines ended by a single line feed; of a page, what a reader sees of it.
        kind: "text" or "HTML".
    """

    name: str
    text: str
    kind: str

    def line_of(self, place: int) -> int:
        """Return the line, from 1, on which a character stands."""
        return self.text.count("\n", 0, place) + 1


def read_document(path: Path, encoding: str = "") -> Document:
    """Return the text of a file.

    Args:
        path: the file.
        encoding: of the file; if blank, that of its byte order mark, UTF-8, or the page's own.

    Raises:
        TreatyTextError: if it is missing, empty, too large, no text, or in another encoding.
    """
    data = _bytes(path)
    page = _is_page(path, data)
    text = _decoded(path, data, encoding or _declared(data, page)).replace("\r\n", "\n")
    text = text.replace("\r", "\n")
    if page:
        text = visible_text(text)
    if not text.strip():
        raise TreatyTextError(f"{path.name}: holds no text. {KINDS}")
    return Document(path.name, text, "HTML" if page else "text")


def visible_text(page: str) -> str:
    r"""Return what a reader sees of a page, each block on lines of its own.

    Example:
        >>> visible_text("<h2>Article 1</h2><p>The Parties<br>shall meet.</p>")
        'Article 1\n\nThe Parties\nshall meet.\n'
    """
    from bs4 import BeautifulSoup

    blocks = frozenset(BLOCKS.split())
    text = "".join(_seen(BeautifulSoup(page, "html.parser"), blocks))
    lines = (line.strip(" ") for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _seen(node: Tag, blocks: frozenset[str]) -> Iterator[str]:
    """Yield the visible texts within an element, with a line feed at the edges of blocks."""
    from bs4.element import NavigableString, PreformattedString, Tag

    for child in node.children:
        if isinstance(child, Tag) and child.name not in SKIPPED:
            edge = "\n" if child.name in blocks else ""
            yield "\n" if child.name == "br" else edge
            yield from _seen(child, blocks)
            yield edge
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            kept = child.find_parent("pre") is not None
            yield str(child) if kept else re.sub(r"[ \t\r\n\f]+", " ", str(child))


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise TreatyTextError(
                f"{path.name}: {size:,} bytes, more than the {MOST_BYTES:,} that a treaty can have."
            )
        data = path.read_bytes()
    except OSError as error:
        why = error.strerror or str(error)
        raise TreatyTextError(f"{path}: cannot be read ({why}). {KINDS}") from error
    for start, what in CONTAINERS.items():
        if data.startswith(start):
            raise TreatyTextError(f"{path.name}: is {what}. Save it as text first. {KINDS}")
    return data


def _is_page(path: Path, data: bytes) -> bool:
    if path.suffix.lower() in (".html", ".htm", ".xhtml"):
        return True
    start = data[:2000].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html"))


def _declared(data: bytes, page: bool) -> str:
    """Return the encoding that a byte order mark or a page names, "" if none."""
    for mark, name in MARKS.items():
        if data.startswith(mark):
            return name
    found = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", data[:4000]) if page else None
    return found.group(1).decode("ascii") if found else ""


def _decoded(path: Path, data: bytes, encoding: str) -> str:
    name = encoding or "utf-8"
    try:
        text = data.decode(name)
    except LookupError as error:
        raise TreatyTextError(
            f"{path.name}: {name!r} is no encoding. Allowed: such as utf-8, utf-16, cp1251, cp1256."
        ) from error
    except UnicodeError as error:
        place = getattr(error, "start", 0)
        line = data.count(b"\n", 0, place) + 1
        raise TreatyTextError(
            f"{path.name}, line {line}: not {name.upper()}, byte {place + 1} does not fit. {KINDS} "
            "Russian texts are often in cp1251, Persian ones in cp1256."
        ) from error
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise TreatyTextError(f"{path.name}, line {line}: holds binary data. {KINDS}")
    return text
