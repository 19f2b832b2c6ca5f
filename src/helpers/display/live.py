"""What a notebook's step shows, as one piece of HTML for a widget: figures, tables, prose."""

import html
import re
from collections.abc import Iterable

import mistune

from helpers.display.bundles import Output

CITATION = re.compile(r"\[@([\w:.-]+)\]")
_markdown = mistune.create_markdown(plugins=["table"])


def page(outputs: Iterable[Output]) -> str:
    """Return the outputs collected from a step as HTML, in their order."""
    return "".join(_part(bundle, metadata) for bundle, metadata in outputs)


def prose(text: str) -> str:
    """Return Markdown as HTML; citations stay as keys, in small print."""
    said = str(_markdown(CITATION.sub(r"%%\1%%", text)))
    return re.sub(r"%%([\w:.-]+)%%", r"<small>[\1]</small>", said)


def _part(bundle: object, metadata: object) -> str:
    given, words = dict(bundle), dict(metadata).get("report", {})  # type: ignore[call-overload]
    if "image/svg+xml" in given:
        return _figure(str(given["image/svg+xml"]), words)
    if "text/html" in given:
        return f'<div class="scroll">{given["text/html"]}</div>'
    return prose(str(given.get("text/markdown", given.get("text/plain", ""))))


def _figure(svg: str, words: dict[str, str]) -> str:
    """Return a drawing with its title and caption; what it shows is said to who does not see it."""
    drawn = svg[svg.index("<svg") :]
    alt = html.escape(words["alt"], quote=True)
    drawn = drawn.replace("<svg ", f'<svg role="img" aria-label="{alt}" ', 1)
    return (
        f"<figure><p><b>{html.escape(words['title'])}</b><br>{html.escape(words['subtitle'])}</p>"
        f"{drawn}<figcaption>{html.escape(words['caption'])}</figcaption></figure>"
    )
