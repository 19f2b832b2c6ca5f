"""Build the page: the evidence as a docket, the modules that judge it, Python, and a form."""

import json
from dataclasses import dataclass
from pathlib import Path

from helpers.ledger.package import load
from helpers.parameters import EARLIEST_AS_OF
from helpers.publish.cache import cache_folder
from helpers.publish.live.docket import docket_json
from helpers.publish.live.downloads import core, lock, wheels
from helpers.publish.live.modules import archive
from helpers.publish.staging import staged, write_files

PAGE = Path(__file__).with_name("page")
STYLE = Path(__file__).parents[1] / "templates/report_html"
REPORT = "../../reports/default/index.html"
"""Where the rendered report lies, seen from build/live."""


@dataclass(frozen=True)
class Span:
    """The days of reports that a page covers.

    Attributes:
        first: ISO day.
        last: ISO day; None for the last on which anything changes.
    """

    first: str = EARLIEST_AS_OF
    last: str | None = None


def build(
    target: Path, *, span: Span = Span(), report: str = REPORT, kept: Path | None = None
) -> None:
    """Build the page aside and swap it in whole.

    Args:
        target: its folder.
        span: the days that it covers.
        report: address of the rendered report, as the page links to it.
        kept: folder in which downloads and dockets are kept; one in the cache if None.

    Raises:
        LiveError: if something that it needs cannot be had.
    """
    kept = kept or cache_folder() / "live"
    files = {
        "helpers.zip": archive(),
        **{f"pyodide/{name}": data for name, data in core(kept).items()},
        "pyodide/pyodide-lock.json": _no_packages(),
        **{f"wheels/{name}": data for name, data in wheels(kept).items()},
        "docket.json": docket_json(load(), kept, span.first, span.last),
        **_page(report),
    }
    with staged(target) as folder:
        for name in ("pyodide", "wheels"):
            (folder / name).mkdir()
        write_files(folder, files)


def _page(report: str) -> dict[str, bytes]:
    """Return the files that a reader's browser opens first."""
    out = {path.name: path.read_bytes() for path in sorted(PAGE.iterdir()) if path.is_file()}
    out |= {name: (STYLE / name).read_bytes() for name in ("report.css", "theme.js")}
    names = [pin["file"] for pin in lock()["wheels"].values()]
    text = out["index.html"].decode().replace("{{ report }}", report)
    return out | {"index.html": text.replace("{{ wheels }}", " ".join(sorted(names))).encode()}


def _no_packages() -> bytes:
    """Return Pyodide's own list of packages, with none in it: all come with the page."""
    python = lock()["python"]
    info = {
        "abi_version": python["platform"].removeprefix("pyemscripten_").removesuffix("_wasm32"),
        "arch": "wasm32",
        "platform": python["emscripten"],
        "python": python["release"],
    }
    return json.dumps({"info": info, "packages": {}}, separators=(",", ":")).encode()
