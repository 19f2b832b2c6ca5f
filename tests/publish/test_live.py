"""The page in the browser as it is built: what comes along, from where, and always the same."""

import json
import os
import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from helpers.judgement.docket import Docket
from helpers.judgement.filing import docket_between
from helpers.ledger.dates import shift_days
from helpers.ledger.package import load
from helpers.parameters import EARLIEST_AS_OF, ReportParameters
from helpers.publish.inputs import PACKAGE
from helpers.publish.live import build as building
from helpers.publish.live import docket as dockets
from helpers.publish.live import downloads
from helpers.publish.live.build import PAGE, Span, build
from helpers.publish.live.faults import LiveError, UnreachableError
from helpers.publish.live.modules import ENTRY, PROVIDED, archive, reachable
from helpers.publish.live.spans import joined, parts_of

ROOT = Path(__file__).resolve().parents[2]
SPAN = Span("2026-01-17", "2026-01-18")
ASK = """
import json, sys
from pathlib import Path
from helpers.sections.explore.desk import Desk
asked = json.dumps({"parameters": {"as_of": "2026-01-18"},
                    "changes": {"grades": {}, "sources": [], "findings": []}})
desk = Desk(Path(sys.argv[1]).read_text("utf-8"))
answer = json.loads(desk.board(asked))
print(json.dumps({
    "rows": answer["html"].count("<tr data-claim="),
    "claim": "<h3>C4: " in desk.claim(asked, "C4"),
    "from": sys.modules["helpers"].__file__,
    "loaded": sorted({name.partition(".")[0] for name in sys.modules if name[0] != "_"}),
}))
"""


@pytest.fixture(scope="module")
def two_days(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the kept docket of two days."""
    kept = tmp_path_factory.mktemp("kept")
    dockets.docket_json(load(), kept, SPAN.first, SPAN.last)
    return kept


@pytest.fixture
def brought(monkeypatch: pytest.MonkeyPatch) -> None:
    """Downloads that need no network."""
    monkeypatch.setattr(building, "core", lambda kept: {"pyodide.mjs": b"core"})
    monkeypatch.setattr(building, "wheels", lambda kept: {"some.whl": b"wheel"})


def contents(folder: Path) -> dict[str, bytes]:
    files = [p for p in folder.rglob("*") if p.is_file()]
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}


def test_what_runs_in_the_browser_needs_plain_python_and_pydantic_only(tmp_path, two_days):
    (tmp_path / "helpers.zip").write_bytes(archive())
    (tmp_path / "docket.json").write_bytes(
        dockets.docket_json(load(), two_days, SPAN.first, SPAN.last)
    )
    done = subprocess.run(
        [sys.executable, "-c", ASK, "docket.json"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": "helpers.zip"},
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(done.stdout)
    assert "helpers.zip" in told["from"]
    assert (told["rows"], told["claim"]) == (len(load().claims), True)
    plain = subprocess.run(
        [sys.executable, "-c", "import sys; print(*{m.partition('.')[0] for m in sys.modules})"],
        capture_output=True,
        text=True,
        check=True,
    )
    provided = PROVIDED | {"helpers", "typing_inspection", *plain.stdout.split()}
    assert set(told["loaded"]) - provided <= sys.stdlib_module_names


def test_a_module_that_needs_more_is_refused_with_its_name(tmp_path):
    package = tmp_path / "helpers"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("publish", "__pycache__"))
    path = package / "sections/explore/tables.py"
    path.write_text("import numpy\n" + path.read_text("utf-8"), "utf-8")
    with pytest.raises(LiveError, match=r"helpers.sections.explore.tables imports numpy, which"):
        reachable(ENTRY, package)


def test_the_archive_holds_no_trace_of_the_day_or_the_place(tmp_path):
    package = tmp_path / "helpers"
    shutil.copytree(PACKAGE, package, copy_function=shutil.copyfile)
    assert archive(package) == archive()


def test_two_builds_give_the_same_bytes(tmp_path, two_days, brought):
    for name in ("one", "two"):
        build(tmp_path / name, span=SPAN, kept=two_days)
    one, two = contents(tmp_path / "one"), contents(tmp_path / "two")
    assert one == two
    assert {"index.html", "live.js", "docket.json", "helpers.zip", "report.css"} <= set(one)
    assert not any(str(ROOT).encode() in data for data in one.values())
    assert b"{{" not in one["index.html"]


def test_a_failed_build_leaves_the_page_that_stood(tmp_path, two_days, brought, monkeypatch):
    build(tmp_path / "live", span=SPAN, kept=two_days)
    before = contents(tmp_path / "live")

    def fails(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(building, "write_files", fails)
    with pytest.raises(OSError, match="full"):
        build(tmp_path / "live", span=SPAN, kept=two_days)
    assert contents(tmp_path / "live") == before
    assert [p.name for p in tmp_path.iterdir()] == ["live"]


def test_the_docket_is_made_once_and_made_again_where_it_is_damaged(two_days, monkeypatch):
    path = next(two_days.glob("docket-*.json"))
    kept, made = path.read_bytes(), []
    monkeypatch.setattr(dockets, "docket_of", lambda *a: made.append(a) or docket_between(*a))
    first = dockets.docket_json(load(), two_days, SPAN.first, SPAN.last)
    assert not made
    path.write_bytes(kept[:-7])
    assert dockets.docket_json(load(), two_days, SPAN.first, SPAN.last) == first
    assert len(made) == 1 and path.read_bytes() == kept


def test_parts_of_a_span_are_joined_to_what_they_are_in_one():
    first, last = "2026-01-12", "2026-01-21"  # the horizon of forecasts lies within
    middle = shift_days(first, 4)
    parts = [docket_between(load(), first, shift_days(middle, -1))]
    parts.append(docket_between(load(), middle, last))
    whole, found = docket_between(load(), first, last), joined(parts)
    assert found.document() == whole.document()
    assert isinstance(found, Docket) and list(found.sources) == list(whole.sources)


def test_parts_cover_every_day_of_a_span_once():
    parts = parts_of(EARLIEST_AS_OF, "2026-10-02", 2)
    assert len(parts) == 4
    assert (parts[0][0], parts[-1][1]) == (EARLIEST_AS_OF, "2026-10-02")
    assert all(shift_days(a[1], 1) == b[0] for a, b in pairwise(parts))


def test_after_the_last_day_nothing_of_the_evidence_becomes_public():
    last = dockets.last_day(load())
    assert last >= ReportParameters().as_of
    assert last >= max(load().evidence["known_on"]) and last >= max(load().claims["horizon"])


def test_without_npm_the_message_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(downloads.shutil, "which", lambda name: None)
    with pytest.raises(UnreachableError, match=r"npm is not installed.*apt-get install npm"):
        downloads.core(tmp_path)


@pytest.mark.parametrize("bring", [downloads.core, downloads.wheels])
def test_without_a_network_the_message_says_what_to_do(bring, tmp_path, monkeypatch):
    monkeypatch.setattr(downloads.shutil, "which", lambda name: "npm")
    refused = subprocess.CompletedProcess([], 1, "", "getaddrinfo ENOTFOUND\n")
    monkeypatch.setattr(downloads.subprocess, "run", lambda *a, **k: refused)
    with pytest.raises(UnreachableError, match=r"network is needed for the first.*ENOTFOUND"):
        bring(tmp_path)


def test_a_download_that_is_not_what_the_lock_names_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(downloads, "_packed", lambda version, name: b"something else")
    with pytest.raises(LiveError, match=r"pyodide-.*tgz is not the file that"):
        downloads.core(tmp_path)
    assert not list(tmp_path.iterdir())


def test_the_browser_gets_the_pydantic_that_the_command_line_has():
    pinned = (ROOT / "constraints.txt").read_text("utf-8").replace("_", "-")
    for name, pin in downloads.lock()["wheels"].items():
        found = re.search(rf"^{name}==(\S+)$", pinned, re.MULTILINE)
        assert found and found[1] == pin["version"], name


def test_every_country_of_a_source_has_a_name():
    named = set(re.findall(r"\b([A-Z]{3}):[A-Z]{2}\b", (PAGE / "countries.js").read_text("utf-8")))
    used = set(load().sources["country"]) | set(load().sources["party"])
    assert used - named <= {"", "INT"}
