"""`treaty compare`: what changed between two editions, two days, or an edition and a day."""

import difflib
import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from rich.table import Table
from rich.text import Text

from helpers.cli.choices import BadInputError, read_assignments
from helpers.cli.console import console
from helpers.cli.listings import STYLES
from helpers.judgement.comparing import Change, Comparison, Held, Side
from helpers.judgement.docket import Docket
from helpers.judgement.verdicts import GROUPS, Verdict
from helpers.parameters import report_settings
from helpers.publish import compare as comparing

EDITIONS = Path("reports")
DAY = re.compile(r"\d+-\d+-\d+")


def compare(
    first: str, second: str, assignments: list[str], *, html: Path | None, as_json: bool
) -> None:
    """Print what changed between two sides; write it as a page if a file is named.

    Raises:
        BadInputError: for what is neither an edition's folder nor a day, or settings that have no
            use.
        ParameterError: for a day or a setting that is not allowed.
    """
    given = read_assignments(assignments)
    folders = [_folder(text) for text in (first, second)]
    if "as_of" in given:
        raise BadInputError("--set: as_of has no use here. The two arguments name the days.")
    if given and None not in folders:
        raise BadInputError(
            "--set: both sides are editions, which keep their parameters."
            " Settings are allowed where a side is a day, such as 2025-10-02."
        )
    # all that may be refused is refused before any data is read
    named = list(zip((first, second), folders, strict=True))
    days = {text: report_settings({**given, "as_of": text}) for text, at in named if at is None}
    sides = [
        _edition(folder) if folder else comparing.date_side(days[text], _docket(days[text].as_of))
        for text, folder in named
    ]
    found = comparing.compared(*sides)
    if html:
        html.write_bytes(comparing.page(found))
    if as_json:
        print(json.dumps(comparing.document(found), indent=1, ensure_ascii=False))
    else:
        _print(found)


@cache
def _docket(day: str) -> Docket:
    """Return the docket of the present data for one day."""
    from helpers.judgement.derived import docket_kept
    from helpers.judgement.filing import docket_on
    from helpers.ledger.package import load

    return docket_kept(load(), day) or docket_on(load(), day)


def _edition(folder: Path) -> Side:
    from helpers.ledger.package import load

    try:
        return comparing.read_side(folder, load().fingerprint, _docket)
    except comparing.NotAnEditionError as error:
        raise BadInputError(f"{error}. {_allowed()}") from error


def _folder(text: str) -> Path | None:
    """Return the folder that an argument names, or None if it is a day."""
    for folder in (Path(text), EDITIONS / text):
        if text and folder.is_dir():
            return folder
    if DAY.fullmatch(text.strip()):
        return None
    names = _editions()
    close = difflib.get_close_matches(Path(text).name, names, n=1, cutoff=0.4)
    nearest = f" Did you mean {close[0]!r}?" if close else ""
    raise BadInputError(f"{text}: no such edition, and no day.{nearest} {_allowed()}")


def _editions() -> list[str]:
    return sorted(p.parent.name for p in EDITIONS.glob(f"*/{comparing.MANIFEST}"))


def _allowed() -> str:
    here = f", such as {', '.join(_editions())}" if _editions() else ""
    return (
        f"Allowed: the folder of an edition, or its name under {EDITIONS}/{here}; or a day written"
        " YYYY-MM-DD."
    )


def _print(found: Comparison) -> None:
    out = console()
    out.print(Text(f"{found.a.name} → {found.b.name}", style="bold"))
    out.print(Text(comparing.sum_line(found)))
    for line in (*comparing.parameter_lines(found), *found.notes):
        out.print(Text(line, style="dim"))
    if found.moved:
        out.print(_table("Changed verdicts", found.moved))
    for change in found.moved:
        out.print(Text(f"\n{change.claim_id} {change.text}", style="bold"))
        for reason in comparing.told(change, found):
            out.print(Text(f"Why: {reason}"))
        if change.gained or change.lost:
            out.print(_evidence(change))
    out.print(Text(f"\n{comparing.stayed_line(found)}"))
    if found.stayed:
        out.print(_table("Verdicts that stayed on other grounds", found.stayed))
    ids = [c.claim_id for c in found.untouched]
    out.print(Text(f"{comparing.untouched_line(found)}{' ' * bool(ids)}{', '.join(ids)}"))


def _table(title: str, changes: Sequence[Change]) -> Table:
    table = Table(title=title, title_justify="left")
    for column in ("claim", "before", "after"):
        table.add_column(column)
    for column in ("share", "confidence"):
        table.add_column(column)
    for column in ("gained", "lost"):
        table.add_column(column, justify="right")
    table.add_column("text", overflow="fold", ratio=1)
    for c in changes:
        stands = (c.before, c.after)
        table.add_row(
            c.claim_id,
            *(_word(s.verdict) if s else Text("not yet made", style="dim") for s in stands),
            comparing.shares(c), comparing.confidences(c), str(len(c.gained)), str(len(c.lost)),
            Text(c.text),
        )  # fmt: skip
    return table


def _evidence(change: Change) -> Table:
    table = Table(show_edge=False, pad_edge=False)
    for column in ("", "id", "stance", "grade", "known on", "source"):
        table.add_column(column, overflow="fold")
    table.add_column("finding", overflow="fold", ratio=1)
    for sign, rows in (("+", change.gained), ("-", change.lost)):
        for row in rows:
            table.add_row(sign, *_cells(row))
    return table


def _cells(row: Held) -> list[Text]:
    cells = (row.evidence_id, row.stance, row.grade, row.known_on, row.publisher, row.finding)
    return [Text(cell) for cell in cells]


def _word(verdict: str) -> Text:
    return Text(verdict, style=STYLES[GROUPS[Verdict(verdict)]])
