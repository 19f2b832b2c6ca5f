"""Rows in the form of `clauses.csv`: what a text gives by itself, the codes left to an analyst."""

from collections.abc import Sequence

from helpers.ledger.treaty_text.parts import CLOSING, PREAMBLE
from helpers.ledger.treaty_text.units import Unit

SUGGESTED = "SUGGESTED, not coded"


def clause_rows(
    units: Sequence[Unit], columns: Sequence[str], *, treaty: str, prefix: str
) -> list[dict[str, str]]:
    """Return a row per unit, the closing part left out: codes and summary blank.

    No wording of the treaty is copied: the analyst tells in own words what was read. What the
    words suggest stands in `coder_note`, to be deleted once the row is coded.

    Args:
        units: of the text.
        columns: of the table, in order.
        treaty: id of the treaty.
        prefix: of the ids, such as "IR25".
    """
    rows = []
    for unit in units:
        if unit.part.kind == CLOSING:
            continue
        row = dict.fromkeys(columns, "")
        row |= {
            "clause_id": f"{prefix}-{_id(unit)}",
            "treaty_id": treaty,
            "article": "P" if unit.part.kind == PREAMBLE else unit.part.label,
            "paragraph": unit.paragraph,
            "article_basis": "text_numbered",
            "read_level": "quoted",
            "coder_note": _note(unit),
        }
        rows.append(row)
    return _unique(rows)


def _id(unit: Unit) -> str:
    if unit.part.kind == PREAMBLE:
        return "P"
    number, _, suffix = unit.part.label.partition(" ")
    text = f"T{unit.part.run}-" if unit.part.run > 1 else ""
    paragraph = f"-{unit.paragraph}" if unit.paragraph else ""
    return f"{text}{int(number):02d}{suffix}{paragraph}"


def _note(unit: Unit) -> str:
    step = "none" if unit.step is None else f"{unit.step} ({unit.because})"
    parts = [f"{SUGGESTED}: obligation {step}"]
    if unit.deferrals:
        parts.append(f"points to {', '.join(unit.deferrals)}")
    if unit.names:
        parts.append(f"names {', '.join(unit.names)}")
    return f"{'; '.join(parts)}. Line {unit.line}."


def _unique(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return the rows with an id that occurs again marked r2, r3 and so on."""
    seen: dict[str, int] = {}
    for row in rows:
        name = row["clause_id"]
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            row["clause_id"] = f"{name}-r{seen[name]}"
    return rows
