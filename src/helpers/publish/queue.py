"""Render an edition when no other that was asked for in the same way is under way.

`python -m helpers.publish.queue report --section energy ...` is `treaty report ...` in line: the
apps of several readers on one machine take turns, so that memory and cores stay bounded.
"""

import subprocess
import sys

from filelock import FileLock, Timeout

from helpers.publish.cache import cache_folder

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
    with lock:
        return subprocess.run([sys.executable, "-m", "helpers", *words], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
