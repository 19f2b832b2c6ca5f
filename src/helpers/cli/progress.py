"""How a build goes, told in a terminal by one line per section, else by plain lines."""

import sys
import threading

from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text

MARKS = {"waiting": "·", "running": "▸", "writing": "▸", "done": "✓", "failed": "✗"}
STYLES = {"running": "cyan", "writing": "cyan", "done": "green", "failed": "red"}


class Progress:
    """One line per section and one for the writing; safe to be told from several threads."""

    def __init__(self, sections: list[str]):
        self._lines = dict.fromkeys([*sections, "edition"], ("waiting", ""))
        self._console = Console(stderr=True)
        self._live = Live(self._table(), console=self._console, auto_refresh=False)
        self._lock = threading.Lock()

    def __enter__(self) -> "Progress":
        if self._console.is_terminal:
            self._live.start()
        return self

    def __exit__(self, *exception: object) -> None:
        if self._console.is_terminal:
            self._live.stop()

    def event(self, section: str, state: str, detail: str) -> None:
        """Note that a section has come to a state."""
        with self._lock:
            self._lines[section] = (state, detail)
            if self._console.is_terminal:
                self._live.update(self._table(), refresh=True)
            elif state in ("done", "failed"):
                print(f"{section}: {state} {detail}".rstrip(), file=sys.stderr, flush=True)

    def end(self, text: str) -> None:
        """Print what came of it, after the lines."""
        if self._console.is_terminal:
            self._live.stop()
        print(text)

    def _table(self) -> Table:
        table = Table.grid(padding=(0, 2))
        for name, (state, detail) in self._lines.items():
            style = STYLES.get(state, "dim")
            table.add_row(
                Text(MARKS.get(state, "·"), style=style), name, Text(detail or state, style=style)
            )
        return table
