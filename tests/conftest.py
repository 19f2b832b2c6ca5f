"""Fixtures that several folders of tests share."""

import contextlib
import gc
import io
import math
import os
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest
from filelock import FileLock

from helpers.cli.app import main
from helpers.publish.lean import lean_imports

with lean_imports():
    import nbformat  # noqa: F401 - here first, since most tests import it and none of them lean

ROOT = Path(__file__).resolve().parents[1]
LONG = (
    "test_sweep.py",
    "test_as_of.py",
    "test_killed.py",
    "test_cluster.py",
    "test_axe.py",
    "test_edition.py",
)
"""Files whose tests take longest, those that need the default edition last."""

ELSEWHERE = {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7", "LC_ALL": "C"}
HERE = ("claims", "compare", "data", "indicators", "models", "params")
"""Commands that only read and print, run in this process: to start Python costs more than they."""


def pytest_configure() -> None:
    """Look for garbage less often: what is kept between tests is much, and each look walks it."""
    gc.set_threshold(50_000, 20, 50)


def pytest_collection_finish() -> None:
    """Look no more at what importing all tests has made: it stays."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each worker its share of the long tests first: one that comes late keeps all waiting."""
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    long = [i for name in LONG for i in items if i.path.name == name]
    short = [i for i in items if i.path.name not in LONG]
    share = math.ceil(len(short) / workers)
    items[:] = [
        item
        for n in range(workers)
        for item in (*long[n::workers], *short[n * share : (n + 1) * share])
    ]


def treaty(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess:
    """Run the command line as a user would and return what it printed and its exit code."""
    if arguments[0] in HERE and cwd == ROOT:
        return treaty_here(*arguments, **environment)
    command = [sys.executable, "-m", "helpers", *arguments]
    env = {**os.environ, **environment}
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=600)


def treaty_here(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    """Run the command line in this process, where what it imports is there already."""
    out, err, code = io.StringIO(), io.StringIO(), None
    with (
        patch.dict(os.environ, environment),
        patch.object(sys, "argv", ["treaty", *arguments]),
        contextlib.chdir(ROOT),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as done:
            code = done.code
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())


@pytest.fixture(scope="session", autouse=True)
def a_cache_of_its_own(tmp_path_factory):
    """Keep the tests from what a reader has run, and a reader from what the tests run."""
    os.environ["TREATY_CACHE"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def run_treaty():
    """The command line as a function."""
    return treaty


@pytest.fixture(scope="session")
def shared(tmp_path_factory) -> Path:
    """A folder that all workers of a test run share; what is made in it is made under a lock."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    (folder / "shared").mkdir(exist_ok=True)
    return folder / "shared"


@pytest.fixture(scope="session")
def default_edition(shared: Path) -> Path:
    """The default edition, built once by the command line for all workers of a test run.

    It is built in another folder, time zone and locale and with another seed of hashes than the
    committed one, to which it must be equal.
    """
    with FileLock(shared / "edition.lock"):
        folder = shared / "default"
        if not folder.exists():
            done = treaty("report", "--fresh", "--out", ".", cwd=shared, **ELSEWHERE)
            assert done.returncode == 0, done.stdout + done.stderr
    return folder
