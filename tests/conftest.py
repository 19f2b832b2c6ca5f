"""Fixtures that several folders of tests share."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).resolve().parents[1]


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
