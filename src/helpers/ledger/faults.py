"""What is wrong with a data package: every fault, where it stands, and what would be right."""

import difflib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

WIDTHS = (34, 6, 20, 36)
"""Greatest width of the columns file, row, column and value in the printed table."""
MOST_HINTS = 40
"""More wrong values than this in one column mean another mistake than a misspelling."""


@dataclass(frozen=True, order=True)
class Fault:
    """One fault: file, its line (0 for the file as a whole), column, value, and the rule broken."""

    file: str
    row: int
    column: str
    value: str
    rule: str


class DataFaults(ValueError):  # noqa: N818  the name that users of the loader know
    """A data package that cannot be trusted; `faults` holds everything that is wrong with it."""

    def __init__(self, faults: Sequence[Fault]):
        self.faults = tuple(sorted(faults))
        noun = "fault" if len(self.faults) == 1 else "faults"
        super().__init__(f"{len(self.faults)} {noun} in the data\n{render_faults(self.faults)}")


def nearest(value: str, known: Collection[str]) -> str:
    """Return "; nearest: ..." with the known id closest to `value`, or ""."""
    close = difflib.get_close_matches(value, list(known), n=1, cutoff=0.6)
    return f"; nearest: {close[0]}" if close else ""


def hints(wrong: Collection[str], known: Collection[str]) -> dict[str, str]:
    """Return `nearest` for each wrong value, or blanks where so many are wrong that none helps."""
    return {v: nearest(v, known) if len(wrong) <= MOST_HINTS else "" for v in sorted(wrong)}


def render_faults(faults: Sequence[Fault]) -> str:
    """Return the faults as an aligned plain-text table: file, row, column, value, rule."""
    if not faults:
        return "no faults"
    head = ("file", "row", "column", "value")
    cells = [(f.file, str(f.row or "-"), f.column or "-", f.value or "-") for f in faults]
    widths = [
        min(limit, max(len(row[i]) for row in [head, *cells])) for i, limit in enumerate(WIDTHS)
    ]
    lines = ["  ".join([*(h.ljust(w) for h, w in zip(head, widths, strict=True)), "rule"])]
    for fault, row in zip(faults, cells, strict=True):
        shown = (_cut(c, w).ljust(w) for c, w in zip(row, widths, strict=True))
        lines.append("  ".join([*shown, fault.rule]))
    return "\n".join(lines)


def _cut(text: str, width: int) -> str:
    flat = text.replace("\n", " ")
    return flat if len(flat) <= width else flat[: width - 1] + "…"
