"""The fonts that lie beside the pages: subsets, so that nothing is asked of the network.

Both are under the SIL Open Font License, whose text and copyright lines go with every copy. The
subsets were made once, by
`pyftsubset FONT --unicodes=... --layout-features=kern,lnum --no-hinting --flavor=woff2`: Newsreader
600 for headings, with the letters and signs of English and a hyphen that does not break; and
Vazirmatn 400 with the letters of the treaty's Persian name. A letter that is in neither is drawn
from a font of the reader's. `fonts.css` names them, and `theme.js` sees to it that they are asked
for once a page has been seen: on a slow line every kilobyte before that delays its first sight.
"""

from helpers.publish.exporters import TEMPLATES

FOLDER = TEMPLATES / "report_html/fonts"
FILES = ("newsreader-600.woff2", "vazirmatn-400.woff2")

LICENCE = "OFL.txt"
"""Who holds the rights in the fonts, and under which terms copies may be passed on."""


def files() -> dict[str, bytes]:
    """Return the fonts by file name."""
    return {name: (FOLDER / name).read_bytes() for name in FILES}


def licence() -> dict[str, bytes]:
    """Return the licence of the fonts by file name."""
    return {LICENCE: (TEMPLATES / "fonts" / LICENCE).read_bytes()}
