"""What the terminal shows of a treaty's text, and the rows it writes for an analyst."""

import csv
import json
import re
from pathlib import Path

from rich.table import Table
from rich.text import Text

from helpers.cli.choices import BadInputError
from helpers.cli.console import console
from helpers.display.style import NAMES
from helpers.ledger.package import Ledger, load
from helpers.ledger.treaty_text import (
    Split,
    TreatyTextError,
    Unit,
    clause_rows,
    read_document,
    split,
    units_of,
)

TREATY_ID = re.compile(r"[A-Z]{2}-[A-Z]{2}-(?:\d{2})(\d{2})")


def import_text(path: Path, out: Path | None, *, treaty: str, encoding: str, as_json: bool) -> None:
    """Split a treaty's text by article, print what its words give, and write rows if asked.

    Args:
        path: the text.
        out: a file for rows in the form of clauses.csv, None for none.
        treaty: id under which the rows stand.
        encoding: of the file, "" to find it.
        as_json: whether to print JSON.

    Raises:
        BadInputError: for a file that is no treaty's text, a treaty id out of form, or a file of
            rows that exists.
    """
    if not TREATY_ID.fullmatch(treaty):
        raise BadInputError(
            f"--treaty: {treaty!r} is not allowed: two states and a year, such as IR-RU-2025"
        )
    if out is not None and out.exists():
        raise BadInputError(f"--csv: {out} exists already and is left as it is; name a new file")
    try:
        whole = split(read_document(path, encoding))
    except TreatyTextError as error:
        raise BadInputError(str(error)) from error
    ledger = load()
    places = [re.sub(r" \(.*\)", "", str(p)) for p in ledger.waypoints["place"]]
    units = units_of(whole, [*NAMES.values(), *places])
    if out is not None:
        _write(out, units, ledger, treaty)
    if as_json:
        print(json.dumps(text_document(whole, units), indent=1, ensure_ascii=False))
        return
    _print(whole, units)
    if out is not None:
        rows = sum(u.part.kind != "closing" for u in units)
        console().print(Text(f"{rows} rows for an analyst to code: {out}"))


def text_document(whole: Split, units: list[Unit]) -> dict[str, object]:
    """Return what was read of a text as JSON holds it, without the text itself."""
    return {
        "file": whole.document.name,
        "kind": whole.document.kind,
        "characters": len(whole.document.text),
        "articles": len(whole.articles),
        "units": [
            {"place": u.place, "text": u.part.run, "line": u.line, "title": u.part.title,
             "words": u.words, "characters": u.characters, "verbs": u.verbs,
             "deferrals": u.deferrals, "names": u.names,
             "suggested_obligation": u.step, "suggested_by": u.because}
            for u in units
        ],
        "findings": [{"line": f.line, "text": f.text} for f in whole.findings],
    }  # fmt: skip


def _print(whole: Split, units: list[Unit]) -> None:
    table = Table(
        title=f"{whole.document.name}: {len(whole.articles)} articles, {len(units)} units",
        title_justify="left",
        caption="Obligation: a suggestion from the words alone, 0 to 3 as in data/codebook.md; "
        "to be coded by a reader.",
        caption_justify="left",
    )
    columns = ("article", "line", "words", "verbs", "obligation?", "points to", "names")
    for column in columns:
        table.add_column(column, overflow="fold")
    for u in units:
        text = f" (text {u.part.run})" if u.part.run > 1 else ""
        step = "" if u.step is None else f"{u.step} ({u.because})"
        cells = (f"{u.place}{text}", str(u.line), str(u.words), _counted(u.verbs), step,
                 _counted(u.deferrals).replace("_", " "), ", ".join(u.names))  # fmt: skip
        table.add_row(*map(Text, cells))
    console().print(table)
    if not whole.findings:
        console().print("Nothing out of order in the numbering.")
        return
    found = Table(title="To be looked at", title_justify="left")
    for column in ("line", "finding"):
        found.add_column(column, overflow="fold")
    for finding in whole.findings:
        found.add_row(Text(str(finding.line)), Text(finding.text))
    console().print(found)


def _counted(found: dict[str, int]) -> str:
    return ", ".join(f"{word} {n}" for word, n in found.items())


def _write(out: Path, units: list[Unit], ledger: Ledger, treaty: str) -> None:
    columns = list(ledger.clauses.columns)
    rows = clause_rows(units, columns, treaty=treaty, prefix=_prefix(ledger, treaty))
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _prefix(ledger: Ledger, treaty: str) -> str:
    """Return the prefix of a treaty's clause ids: its own if it has any, else made from its id."""
    rows = ledger.clauses
    own = rows[rows["treaty_id"] == treaty]["clause_id"]
    if len(own):
        return str(own.iloc[0]).partition("-")[0]
    return treaty[:2] + treaty[3:5] + treaty[-2:]
