"""How many kernels this machine can bear: one per core, and none that would not fit in memory."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import psutil

KERNEL_BYTES = 400_000_000
"""What must be free before a further kernel starts: the largest section peaks at some 300 MB, most
of it shared with the other kernels if they are forked."""

LOOK_SECONDS = 0.5


def cores() -> int:
    """Return the number of cores that this program may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def available_bytes() -> int:
    """Return the memory that could be had without swapping."""
    return int(psutil.virtual_memory().available)


class Room:
    """Lets kernels in; a further one waits while memory is short, but one may always run."""

    def __init__(self) -> None:
        self._running = 0
        self._left = threading.Condition()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Wait for room for one kernel, and give it back at the end."""
        with self._left:
            while self._running and available_bytes() < KERNEL_BYTES:
                self._left.wait(LOOK_SECONDS)
            self._running += 1
        try:
            yield
        finally:
            with self._left:
                self._running -= 1
                self._left.notify()
