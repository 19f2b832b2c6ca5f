"""Drawings of which only the words are kept: what checks of texts need, in a tenth of the time."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure
from matplotlib.text import Text

LINE = 12
"""Points from one line to the next."""


class Words(RendererBase):
    """Takes down every text that is drawn and nothing else."""

    def __init__(self, fig: Figure):
        super().__init__()
        self.size = float(fig.bbox.width), float(fig.bbox.height)
        self.lines: dict[str, None] = {}

    def get_canvas_width_height(self):
        return self.size

    def get_text_width_height_descent(self, s, prop, ismath):
        return 6.0 * len(s), 10.0, 2.0

    def draw_text(self, gc, x, y, s, prop, angle, ismath=False, mtext=None):
        self.lines[s.strip()] = None

    def draw_path(self, *_, **__):
        """Draw nothing."""

    draw_markers = draw_path_collection = draw_quad_mesh = draw_image = draw_path


def words_of(fig: Figure) -> list[str]:
    """Return every line of text that the drawing of a figure shows; nothing is laid out."""
    fig.set_layout_engine("none")
    renderer = Words(fig)
    for text in texts(fig):
        text.draw(renderer)
    return [line for line in renderer.lines if line]


def texts(artist: Artist) -> Iterator[Text]:
    """Yield the texts in an artist that are drawn with it, those of ticks out of view left out."""
    if not artist.get_visible():
        return
    if isinstance(artist, Text):
        yield artist
        return
    if isinstance(artist, Axis):
        ticks = artist._update_ticks()  # as its drawing does; no public way gives what is in view
        parts = [label for tick in ticks for label in (tick.label1, tick.label2)]
        parts += [artist.label, artist.offsetText]
    else:
        parts = artist.get_children()
    bare = isinstance(artist, Axes) and not artist.axison
    for part in parts:
        if not (bare and isinstance(part, Axis)):
            yield from texts(part)


def words_only(fig: Figure, label: str) -> str:
    """Return an SVG of a figure's words; stands in for `helpers.display.bundles.draw`."""
    return listed(words_of(fig))


def listed(lines: Iterable[str]) -> str:
    """Return an SVG with lines of text, one below the other."""
    rows = [
        f'<text x="0" y="{LINE * n}">{escape(line)}</text>' for n, line in enumerate(lines, start=1)
    ]
    height = LINE * (len(rows) + 1)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="518pt" height="{height}pt"'
    style = 'style="font-family: DejaVu Sans"'
    return f'{head} viewBox="0 0 518 {height}" {style}>{"".join(rows)}</svg>'
