"""A process just forked becomes a kernel like one that was started by itself.

Runs in the child of the forkserver, so it imports nothing heavy.
"""

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import forkserver

INLINE = "module://matplotlib_inline.backend_inline"
"""What ipykernel gives MPLBACKEND if it is not set."""


@dataclass(frozen=True)
class KernelStart:
    """What a forked process must become: a kernel like one that was started by itself.

    Attributes:
        arguments: the kernel's command line, without the interpreter.
        environment: its whole environment.
        folder: its working folder, "" for the program's own.
    """

    arguments: Sequence[str]
    environment: Mapping[str, str]
    folder: str

    def _bootstrap(self, parent_sentinel: int) -> int:
        """Become the kernel; the forkserver's child calls this and exits with what it returns."""
        os.setsid()
        _watch(parent_sentinel)
        for descriptor, standard in zip(forkserver.get_inherited_fds() or (), (1, 2), strict=True):
            os.dup2(descriptor, standard)
            os.close(descriptor)
        os.environ.clear()
        os.environ.update(self.environment)
        os.environ.setdefault("MPLBACKEND", INLINE)
        if self.folder:
            os.chdir(self.folder)
        forget()
        return run_kernel(self.arguments)


def forget() -> None:
    """Drop what a fork inherits and a new Python would not have."""
    import random
    import tempfile

    from helpers.publish import preload

    time.tzset()
    random.seed()
    tempfile.tempdir = None  # read from the environment again
    sys.path[:] = preload.search_path or sys.path[1:]
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()
    if "matplotlib" in sys.modules:
        sys.modules["matplotlib"].rcParams["backend"] = os.environ["MPLBACKEND"]


def run_kernel(arguments: Sequence[str]) -> int:
    """Run ipykernel until it is shut down, then what a program does at its end."""
    import atexit
    import importlib.util

    from ipykernel.kernelapp import launch_new_instance

    launcher = importlib.util.find_spec("ipykernel_launcher")
    sys.argv[:] = [str(launcher.origin if launcher else "ipykernel_launcher"), *arguments]
    # ipykernel has read JPY_PARENT_PID at its import, before there was this kernel
    parent = f"--IPKernelApp.parent_handle={os.getppid()}"
    try:
        launch_new_instance(argv=[*arguments, parent])
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    atexit._run_exitfuncs()
    for stream in (sys.__stdout__, sys.__stderr__):
        with contextlib.suppress(Exception):
            stream.flush()  # type: ignore[union-attr]
    return code


def _watch(lifeline: int) -> None:
    """End this kernel and all that it started when the program at the other end is gone."""

    def wait() -> None:
        os.read(lifeline, 1)  # nothing is ever written: it returns when the other end closes
        os.killpg(0, signal.SIGKILL)

    threading.Thread(target=wait, name="lifeline", daemon=True).start()
