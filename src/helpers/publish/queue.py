"""Render an edition when no other that was asked for in the same way is under way.

`python -m helpers.publish.queue report --section energy ...` is `treaty report ...` in line: the
apps of several readers on one machine take turns, so that memory and cores stay bounded. What an
app has its own kernels prepare is not prepared again: an edition has no use for it.
"""

import os
import subprocess
import sys

from filelock import FileLock, Timeout

from helpers.publish.cache import cache_folder
from helpers.publish.surroundings import FURTHER

LOOK_SECONDS = 1.0


def main(words: list[str]) -> int:
    """Wait for the turn, say so, then run the command; return its exit code."""
    folder = cache_folder()
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / "app.lock")
    said = False
    while True:
        try:
            lock.acquire(timeout=LOOK_SECONDS)
        except Timeout:
            if not said:
                print("Waiting: another reader's edition is under way.", flush=True)
            said = True
        else:
            break
    environment = {name: value for name, value in os.environ.items() if name != FURTHER}
    command = [sys.executable, "-m", "helpers", *words]
    with lock:
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
