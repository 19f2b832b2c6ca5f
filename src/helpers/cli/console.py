"""The console: as wide as the terminal, wide enough for tables where there is none."""

from rich.console import Console

WIDTH = 160


def console() -> Console:
    """Return a console for standard output."""
    out = Console()
    return out if out.is_terminal else Console(width=WIDTH)
