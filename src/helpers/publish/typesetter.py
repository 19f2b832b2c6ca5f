"""Sets a Typst project as PDF, and packs it, in a process of its own.

Typst keeps for later documents what it has laid out, half a gigabyte of a whole report, and never
gives it back: a program that renders many editions would fill the memory with it. Run as
`python -m helpers.publish.typesetter FOLDER DAY FONTS...`; ends when its standard input closes, so
that it does not outlive the program that started it. Packing is done here too: it would hold up the
program, which writes the pages meanwhile.
"""

import contextlib
import datetime as dt
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

STANDARDS = ("a-3a", "ua-1")
"""Archivable and accessible: PDF/A-3a and PDF/UA-1."""

MAIN, SET = "main.typ", "main.pdf"
HEADED = "headed.json"
"""For each table in order, whether its rows have heads, see `pdf_tags`."""

REFUSED = 3
"""Exit code where Typst refuses the document; the reason is on standard error."""


class TypesettingError(RuntimeError):
    """Typst cannot set the document; the message is Typst's own."""


@contextlib.contextmanager
def typesetting(
    folder: Path, day: dt.datetime, fonts: Sequence[Path], headed: Sequence[bool]
) -> Iterator[Callable[[], bytes]]:
    """Set the Typst project in a folder while the block runs; yield what waits for the PDF.

    If the block is left without waiting, the process is ended.

    Args:
        folder: holds `main.typ` and all that it refers to.
        day: of the document.
        fonts: folders of fonts; those of the system are not used.
        headed: for each table in order, whether the first cell of a row names the row.

    Raises:
        TypesettingError: while waiting, if Typst refuses the document or its process fails.
    """
    (folder / HEADED).write_text(json.dumps(list(headed)))
    command = [sys.executable, "-m", "helpers.publish.typesetter", str(folder), day.isoformat()]
    with subprocess.Popen(
        [*command, *map(str, fonts)], text=True,
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip

        def finished() -> bytes:
            assert process.stderr is not None
            said = process.stderr.read()  # not communicate(): that would close its standard input
            if code := process.wait():
                why = f"the process that sets the PDF ended with {code}"
                raise TypesettingError(said.strip() or why)
            return (folder / SET).read_bytes()

        yield finished


def main(arguments: Sequence[str]) -> int:
    """Set the project; return 0, or REFUSED with the reason on standard error."""
    import typst

    from helpers.publish.pdf_packing import packed
    from helpers.publish.pdf_tags import TagError

    threading.Thread(target=_end_with_parent, daemon=True).start()
    folder, day, *fonts = arguments
    for floats in ("yes", "no"):
        try:
            pdf = typst.compile(  # type: ignore[call-overload]
                Path(folder) / MAIN,
                root=folder,
                format="pdf",
                pdf_standards=list(STANDARDS),
                font_paths=typst.Fonts(include_system_fonts=False, font_paths=fonts),
                timestamp=dt.datetime.fromisoformat(day),
                sys_inputs={"floats": floats},
            )
            break
        except typst.TypstError as error:
            refusal = getattr(error, "diagnostic", "") or str(error)
    else:
        print(refusal, file=sys.stderr)
        return REFUSED
    headed = json.loads((Path(folder) / HEADED).read_text())
    try:
        (Path(folder) / SET).write_bytes(packed(bytes(pdf), headed))
    except TagError as error:
        print(error, file=sys.stderr)
        return REFUSED
    return 0


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os._exit(1)


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stderr.flush()
    os._exit(code)  # the thread still reads: a plain exit would wait for its lock on standard input
