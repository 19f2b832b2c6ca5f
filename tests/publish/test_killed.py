"""kill -9 of a build at any moment: the edition stands, nothing runs on, the next one completes."""

import contextlib
import os
import random
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from publish.test_edition import fingerprint
from publish.test_run import wait_until

SEED, MOMENTS = 4, 30
MARK = "TREATY_TEST_MARK"

# One program imports everything once and then forks a build for each line that it reads; to warm
# up, the forkserver of a build imports only what a kernel needs. Thirty builds are quick this way.
MOTHER = """
import os, signal, sys
sys.path[:0] = [{tests!r}]
from pathlib import Path
from publish import samples
from publish.test_edition import jobs_in
from helpers.publish import Options, build, edition, nursery
from helpers.publish.cache import SectionCache
from helpers.publish.reuse import Reuse
nursery.WARMED = "ipykernel.kernelapp"
folder = Path({folder!r})
jobs, content = jobs_in(folder), samples.content()
for line in sys.stdin:
    pid = os.fork()
    if pid == 0:
        reuse = Reuse(SectionCache(folder / "cache"), fresh=True)
        build(jobs, content, folder / "reports" / "default", options=Options(reuse=reuse))
        print("built", flush=True)
        os._exit(0)
    print(pid, flush=True)
    os.waitpid(pid, 0)
    print("gone", flush=True)
"""


class Mother:
    """The program that forks builds."""

    def __init__(self, folder: Path) -> None:
        self.mark = uuid.uuid4().hex
        script = MOTHER.format(tests=str(Path(__file__).parents[1]), folder=str(folder))
        (folder / "t").mkdir()
        self.process = subprocess.Popen(
            [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True, env=os.environ | {MARK: self.mark, "TMPDIR": str(folder / "t")},
        )  # fmt: skip

    def build(self) -> psutil.Process:
        """Start a build."""
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        return psutil.Process(int(self.line()))

    def line(self) -> str:
        line = self.process.stdout.readline()
        assert line, "the program that forks builds is gone"
        return line.strip()

    def others(self) -> list[psutil.Process]:
        """Return every process that stems from a build, however it came loose."""
        found = []
        for process in psutil.process_iter():
            try:
                marked = process.environ().get(MARK) == self.mark
                alive = process.status() != psutil.STATUS_ZOMBIE
            except psutil.Error:
                continue
            if marked and alive and process.pid != self.process.pid:
                found.append(process)
        return found


@pytest.fixture
def mother(tmp_path: Path) -> Iterator[Mother]:
    mother = Mother(tmp_path)
    yield mother
    mother.process.kill()
    mother.process.wait()


def test_killed_at_thirty_moments_it_leaves_the_edition_and_no_process(
    tmp_path: Path, mother: Mother
) -> None:
    reports, chance = tmp_path / "reports", random.Random(SEED)
    mother.build()
    started = time.monotonic()
    assert mother.line() == "built" and mother.line() == "gone"
    whole, seconds = fingerprint(reports / "default"), time.monotonic() - started
    for _ in range(MOMENTS):
        build = mother.build()
        time.sleep(chance.random() * seconds)
        with contextlib.suppress(psutil.NoSuchProcess):  # it was quicker than the first
            build.kill()
        while mother.line() != "gone":
            pass
        assert fingerprint(standing(reports)) == whole
        wait_until(lambda: not mother.others())
    mother.build()
    assert mother.line() == "built" and mother.line() == "gone"
    assert [p.name for p in reports.iterdir()] == ["default"]
    assert fingerprint(reports / "default") == whole
    wait_until(lambda: not mother.others())


def standing(reports: Path) -> Path:
    """Return the edition; between the two renames of a swap it stands beside its own name."""
    target = reports / "default"
    return target if target.exists() else next(reports.glob(".default.former-*"))
