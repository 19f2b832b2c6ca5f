"""Fixtures that several folders of tests share."""

import math
import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).resolve().parents[1]
LONG = ("test_sweep.py", "test_as_of.py", "test_killed.py", "test_cluster.py", "test_edition.py")
"""Files whose tests take longest, those that need the default edition last."""


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
    command = [sys.executable, "-m", "helpers", *arguments]
    env = {**os.environ, **environment}
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=600)


@pytest.fixture(scope="session", autouse=True)
def a_cache_of_its_own(tmp_path_factory):
    """Keep the tests from what a reader has run, and a reader from what the tests run."""
    os.environ["TREATY_CACHE"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def run_treaty():
    """The command line as a function."""
    return treaty


@pytest.fixture(scope="session")
def default_edition(tmp_path_factory) -> Path:
    """The default edition, built once by the command line for all workers of a test run."""
    shared = tmp_path_factory.getbasetemp().parent / "editions"
    shared.mkdir(exist_ok=True)
    with FileLock(shared / "lock"):
        folder = shared / "default"
        if not folder.exists():
            done = treaty("report", "--fresh", "--out", str(shared))
            assert done.returncode == 0, done.stdout + done.stderr
    return folder
