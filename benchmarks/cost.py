"""What commands cost: seconds on the wall and of processors, and memory at the peak.

Neither hyperfine nor pytest-benchmark adds up the memory of a tree of processes, nor runs its
candidates in turn, so that a busy machine slows all of them alike: hence these few lines.
"""

import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
FIRST_SECONDS, LATER_SECONDS = 0.1, 1.0
"""From one look to the next: longer by half each time, up to the second. A look takes some
milliseconds for each process: many of them would slow a sweep, which has ten processes, more than
a loop of single programs."""


@dataclass
class Cost:
    """What some commands have cost.

    Attributes:
        seconds: on the wall.
        processor: seconds on all cores together, summed over the processes as last seen: on a busy
            machine they say what wall time cannot.
        megabytes: largest sum over a program and all of its children, pages that several share
            counted once (PSS).
        largest: the most that one process among them held, shared pages counted in full (RSS).
        printed: what the last command printed.
    """

    seconds: float = 0.0
    processor: float = 0.0
    megabytes: float = 0.0
    largest: float = 0.0
    printed: str = ""

    def plain(self) -> dict[str, float]:
        """Return the numbers, rounded to hundredths."""
        return {
            name: round(getattr(self, name), 2)
            for name in ("seconds", "processor", "megabytes", "largest")
        }


def cost_of(
    commands: list[list[str]], environment: dict[str, str] | None = None, cwd: Path = ROOT
) -> Cost:
    """Return the cost of commands run one after the other; leave if one of them fails."""
    cost, started = Cost(), time.perf_counter()
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    for command in commands:
        process = subprocess.Popen(
            command, cwd=cwd, env={**os.environ, "PATH": path, **(environment or {})}, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        done = threading.Event()
        watch = threading.Thread(target=_watch, args=(process.pid, done, cost))
        watch.start()
        cost.printed, _ = process.communicate()
        done.set()
        watch.join()
        if process.returncode:
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    cost.seconds = time.perf_counter() - started
    return cost


def _watch(pid: int, done: threading.Event, cost: Cost) -> None:
    """Add to a cost what a program and its children are seen to use until it is done."""
    seen: dict[int, float] = {}
    pause = FIRST_SECONDS
    while not done.wait(pause):
        total, pause = 0, min(pause * 1.5, LATER_SECONDS)
        try:
            top = psutil.Process(pid)
            for process in (top, *top.children(recursive=True)):
                held = process.memory_full_info()
                total += held.pss
                cost.largest = max(cost.largest, held.rss / 1e6)
                times = process.cpu_times()
                seen[process.pid] = times.user + times.system
        except (psutil.Error, AttributeError):
            continue
        cost.megabytes = max(cost.megabytes, total / 1e6)
    cost.processor += sum(seen.values())
