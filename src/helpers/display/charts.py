"""Charts of numbers, by the name under which sections call them."""

from helpers.display.bars import bars, columns, draw_bars, draw_columns, shares
from helpers.display.dots import dot_rows, draw_dots, dumbbell
from helpers.display.lines import draw_lines, line_chart, panels, slope

__all__ = [
    "bars",
    "columns",
    "dot_rows",
    "draw_bars",
    "draw_columns",
    "draw_dots",
    "draw_lines",
    "dumbbell",
    "line_chart",
    "panels",
    "shares",
    "slope",
]
