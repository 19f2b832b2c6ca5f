"""Editions that apps ask for: one after the other, and nothing prepared that only an app needs."""

import os
import subprocess
import sys
from types import SimpleNamespace

import pytest
from filelock import FileLock

from helpers.publish import queue
from helpers.publish.cache import cache_folder
from helpers.publish.surroundings import FURTHER


@pytest.fixture
def run(monkeypatch):
    """What is run in place of the command: its words and environment, noted; it returns 3."""
    noted = []

    def note(words, env, check):
        assert not check
        noted.append((words, env))
        return SimpleNamespace(returncode=3)

    monkeypatch.setattr(queue.subprocess, "run", note)
    return noted


def test_an_edition_is_made_without_what_an_app_prepares_for_its_kernels(run, monkeypatch):
    monkeypatch.setenv(FURTHER, "helpers.sections.explore.warm")
    monkeypatch.setenv("TREATY_DATA", "elsewhere")
    assert queue.main(["report", "--no-pdf"]) == 3
    ((words, environment),) = run
    assert words == [sys.executable, "-m", "helpers", "report", "--no-pdf"]
    assert FURTHER not in environment and environment["TREATY_DATA"] == "elsewhere"
    assert os.environ[FURTHER] == "helpers.sections.explore.warm"


def test_an_edition_waits_while_another_is_under_way_and_says_so():
    folder = cache_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "app.lock"):
        waiting = subprocess.Popen(
            [sys.executable, "-m", "helpers.publish.queue", "params"],
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert waiting.stdout is not None
        assert waiting.stdout.readline() == "Waiting: another reader's edition is under way.\n"
        assert waiting.poll() is None
    assert "as_of" in waiting.communicate(timeout=60)[0] and waiting.returncode == 0
