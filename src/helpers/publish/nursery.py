"""Processes forked from a warm one: a `multiprocessing` forkserver for kernels.

The forkserver and its kernels live no longer than this program: when it ends, even by kill -9,
the pipes that they listen to close, and they end too. Kernels import this module, so it imports
nothing heavy.
"""

import contextlib
import os
import pickle
import select
import signal
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import forkserver, get_all_start_methods

WARMED = "helpers.publish.warmed"
START_SECONDS = 60.0
"""The longest that imports and the first fork may take before an ordinary kernel is started."""

BOUND = (
    "LC_ALL",
    "MATPLOTLIBRC",
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "PYTHONHASHSEED",
    "PYTHONPATH",
    "PYTHONUTF8",
)
"""Variables that Python and libraries read once: kernels share a forkserver where these agree."""

INLINE = "module://matplotlib_inline.backend_inline"
"""What ipykernel gives MPLBACKEND if it is not set."""


class CannotForkError(RuntimeError):
    """No kernel can be forked here; the message says why."""


class Nursery:
    """A forkserver for one set of the variables in BOUND; `Nursery.of` keeps one for each."""

    _kept: dict[tuple[str | None, ...], "Nursery"] = {}
    _lock = threading.Lock()

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = dict(environment)
        self._server = forkserver.ForkServer()
        self._server.set_forkserver_preload([WARMED])

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Nursery":
        """Return the forkserver for an environment, started but perhaps not yet warm.

        Raises:
            CannotForkError: if this system has none.
        """
        if "forkserver" not in get_all_start_methods():
            raise CannotForkError("this system cannot fork")
        if sys.platform == "darwin":
            raise CannotForkError("the libraries of macOS do not bear a fork")
        key = tuple(environment.get(name) for name in BOUND)
        with cls._lock:
            nursery = cls._kept.setdefault(key, cls(environment))
            with _environment(nursery._environment):
                nursery._server.ensure_running()
        return nursery

    def fork(self, start: "KernelStart", stdout: int, stderr: int) -> "ForkedKernel":
        """Return a kernel just forked; waits until the forkserver is warm.

        Args:
            start: what the kernel is to do.
            stdout: descriptor that becomes its standard output.
            stderr: descriptor that becomes its standard error.

        Raises:
            CannotForkError: if the forkserver is gone or does not answer in time.
        """
        with self._lock, _environment(self._environment):
            status, orders = self._server.connect_to_new_process([stdout, stderr])
        # The first of the two is what multiprocessing would tell a process of its parent: nothing.
        os.write(orders, pickle.dumps({}) + pickle.dumps(start))
        if not _readable(status, START_SECONDS):
            _close(status, orders)
            raise CannotForkError(f"the forkserver did not answer in {START_SECONDS:g} seconds")
        kernel = ForkedKernel(status, orders)
        kernel.wait_for_session()
        return kernel


class ForkedKernel:
    """A forked kernel, seen as `subprocess.Popen` shows a process.

    Attributes:
        pid: its process id; it leads a session and a process group of its own.
        returncode: its exit code, negative for a signal; None while it runs.
    """

    stdin = stdout = stderr = None

    def __init__(self, status: int, lifeline: int) -> None:
        self._status, self._lifeline = status, lifeline
        self._lock = threading.Lock()
        self.returncode: int | None = None
        try:
            self.pid = forkserver.read_signed(status)
        except EOFError:
            _close(status, lifeline)
            raise CannotForkError("the forkserver ended while it was warming up") from None

    def poll(self) -> int | None:
        """Return the exit code, or None while the kernel runs."""
        with self._lock:
            if self.returncode is None and _readable(self._status, 0):
                try:
                    self.returncode = forkserver.read_signed(self._status)
                except EOFError:  # the forkserver is gone, and with it every kernel
                    self.returncode = -signal.SIGKILL
                _close(self._status, self._lifeline)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Return the exit code once the kernel has ended.

        Raises:
            TimeoutError: if it has not after `timeout` seconds.
        """
        end = None if timeout is None else time.monotonic() + timeout
        while (code := self.poll()) is None:
            if end is not None and time.monotonic() > end:
                raise TimeoutError(f"the kernel still runs after {timeout:g} seconds")
            time.sleep(0.005)
        return code

    def send_signal(self, number: int) -> None:
        """Send a signal, unless the kernel has ended: its number may be another's by now."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End the kernel at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask the kernel to end."""
        self.send_signal(signal.SIGTERM)

    def wait_for_session(self) -> None:
        """Wait until the kernel leads its own group: only then can the group be signalled."""
        with contextlib.suppress(ProcessLookupError):
            while self.poll() is None and os.getpgid(self.pid) != self.pid:
                time.sleep(0.001)


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


def _close(*descriptors: int) -> None:
    for descriptor in descriptors:
        os.close(descriptor)


def _readable(descriptor: int, seconds: float) -> bool:
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    return bool(poll.poll(seconds * 1000))


@contextlib.contextmanager
def _environment(wanted: Mapping[str, str]) -> Iterator[None]:
    """Put another environment in this process's place: a forkserver takes over that of its start.

    Only for a moment, and only what differs, for other threads may read the environment.
    """
    names = wanted.keys() | os.environ.keys()
    before = {n: os.environ.get(n) for n in names if os.environ.get(n) != wanted.get(n)}
    try:
        for name in before:
            _set(name, wanted.get(name))
        yield
    finally:
        for name, value in before.items():
            _set(name, value)


def _set(name: str, value: str | None) -> None:
    if value is None:
        os.environ.pop(name, None)
    else:
        os.environ[name] = value
