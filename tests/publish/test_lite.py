"""The site with the notebooks: complete, the same each time, and it opens in a browser."""

import ast
import functools
import http.server
import io
import json
import sys
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from importlib.metadata import requires
from pathlib import Path

import pytest
from filelock import FileLock

from browser import tools
from helpers.publish.lite import build as site_build
from helpers.publish.lite.__main__ import main
from helpers.publish.lite.build import LIBRARIES, SETUP_CELL, build, with_setup
from helpers.publish.lite.faults import LiteError
from helpers.publish.lite.wheels import wheels

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("sections", "judgement", "models", "display", "ledger", "parameters")
IMPORTED_AS = {"beautifulsoup4": "bs4"}
COMES_WITH = {"cycler": "matplotlib", "pydantic_core": "pydantic"}
ELSEWHERE = {"IPython": "the kernel brings it", "voila": "imported under Voila only"}


@pytest.fixture(scope="session")
def site(shared) -> Path:
    """The site, built once for all workers of a test run."""
    for module in ("jupyterlite_core", "jupyterlite_pyodide_kernel"):
        pytest.importorskip(module, reason=f"{module} is not installed")
    with FileLock(shared / "lite.lock"):
        if not (shared / "lite").exists():
            build(shared / "lite")
    return shared / "lite"


def listed(site: Path, folder: str) -> set[str]:
    """Return the paths of files that the site's contents name in a folder and below it."""
    entries = json.loads((site / "api/contents" / folder / "all.json").read_text("utf-8"))
    found = set()
    for entry in entries["content"]:
        below = entry["type"] == "directory"
        found |= listed(site, entry["path"]) if below else {entry["path"]}
    return found


def visible(folder: str) -> set[str]:
    """Return the paths of files of this project that are not hidden."""
    paths = [p.relative_to(ROOT) for p in (ROOT / folder).rglob("*") if p.is_file()]
    return {p.as_posix() for p in paths if not any(part.startswith(".") for part in p.parts)}


def test_every_notebook_and_every_data_file_is_listed_in_the_site(site):
    assert listed(site, "data") == visible("data")
    notebooks = {f"notebooks/{p.name}" for p in (ROOT / "notebooks").glob("*.ipynb")}
    assert listed(site, "notebooks") == notebooks
    for name in listed(site, "data"):
        assert (site / "files" / name).read_bytes() == (ROOT / name).read_bytes()


def test_a_notebook_in_the_site_differs_by_its_setup_cell_only(site):
    for name in listed(site, "notebooks"):
        served = json.loads((site / "files" / name).read_text("utf-8"))
        assert "".join(served["cells"].pop(0)["source"]) == SETUP_CELL
        assert served == json.loads((ROOT / name).read_text("utf-8"))


def test_the_setup_cell_installs_the_report_without_its_requirements_and_points_to_the_data():
    notebook = with_setup({"cells": [], "metadata": {}})
    source = "".join(notebook["cells"][0]["source"])
    compile(source, "setup", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    assert 'piplite.install("treaty-report", deps=False)' in source
    assert 'os.environ["TREATY_DATA"] = os.path.abspath("../data")' in source


def test_wheels_in_the_index_are_those_in_the_site(site):
    index = json.loads((site / "pypi/all.json").read_text("utf-8"))
    files = {r["filename"] for e in index.values() for rs in e["releases"].values() for r in rs}
    assert "treaty-report" in index
    assert files == {p.name for p in (site / "pypi").glob("*.whl")} == set(wheels())


def test_the_reports_wheel_holds_the_whole_package_and_asks_for_nothing():
    data = next(d for name, d in wheels().items() if name.startswith("treaty_report-"))
    with zipfile.ZipFile(io.BytesIO(data)) as wheel:
        held = {name for name in wheel.namelist() if name.endswith(".py")}
        info = next(name for name in wheel.namelist() if name.endswith("/METADATA"))
        assert b"Requires-Dist" not in wheel.read(info)
    src = ROOT / "src"
    assert held == {p.relative_to(src).as_posix() for p in (src / "helpers").rglob("*.py")}
    assert requires("treaty-report")  # which a browser must not be asked for


def test_the_libraries_installed_are_those_that_notebooks_import():
    found = {
        name.split(".")[0]
        for floor in FLOORS
        for path in (ROOT / "src/helpers" / floor).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for name in imported(node)
    }
    foreign = found - set(sys.stdlib_module_names) - {"helpers"} - set(ELSEWHERE)
    assert {COMES_WITH.get(n, n) for n in foreign} == {IMPORTED_AS.get(n, n) for n in LIBRARIES}


def imported(node: ast.AST) -> list[str]:
    """Return the modules that a node imports."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module else []


def test_two_builds_are_equal_byte_for_byte(site, tmp_path):
    build(tmp_path / "again")
    assert fingerprints(tmp_path / "again") == fingerprints(site)


def fingerprints(folder: Path) -> dict[str, str]:
    """Return a hash of every file by its path."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_site_asks_only_the_address_of_pyodide(site):
    from jupyterlite_pyodide_kernel.constants import PYODIDE_CDN_URL

    with ThreadPoolExecutor(1) as own:  # a Playwright of its own beside that of other tests
        heading, names, outside = own.submit(opened, site, "notebooks/07_energy.ipynb").result()
    first = json.loads((ROOT / "notebooks/07_energy.ipynb").read_text("utf-8"))["cells"][0]
    assert heading.strip("¶ ") == "".join(first["source"]).splitlines()[0].strip("# ")
    assert set(names) == {p.name for p in (ROOT / "notebooks").glob("*.ipynb")}
    assert all(url.startswith(PYODIDE_CDN_URL) for url in outside)


def opened(site: Path, notebook: str) -> tuple[str, list[str], list[str]]:
    """Open a notebook; return its first heading, the files beside it, and outside requests."""
    executable = tools.chromium()
    from playwright.sync_api import sync_playwright

    handler = functools.partial(Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        home = f"http://127.0.0.1:{server.server_port}/"
        outside: list[str] = []
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
            page = chromium.new_page()
            page.on("request", lambda request: outside.append(request.url))
            page.goto(f"{home}lab/index.html?path={notebook}")
            heading = page.locator(".jp-Notebook h1").first.inner_text(timeout=60_000)
            page.locator(".jp-DirListing-itemText").first.wait_for(timeout=60_000)
            names = page.locator(".jp-DirListing-itemText").all_inner_texts()
            chromium.close()
        server.shutdown()
    return heading, names, [url for url in outside if not url.startswith((home, "data:", "blob:"))]


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A server of files that says nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_without_jupyterlite_the_build_says_what_to_install(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(site_build, "find_spec", lambda name: None)
    with pytest.raises(LiteError, match=r"not installed: jupyterlite_core.*\[live\]"):
        build(tmp_path / "site")
    monkeypatch.setattr(sys, "argv", ["lite", str(tmp_path / "site")])
    assert main() == 1
    assert "not installed" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()
