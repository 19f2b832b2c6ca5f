"""Processes forked from a warm one: a `multiprocessing` forkserver for kernels.

The forkserver and its kernels live no longer than this program: when it ends, even by kill -9,
the pipes that they listen to close, and they end too.
"""

import contextlib
import os
import pickle
import select
import signal
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from multiprocessing import forkserver, get_all_start_methods

from helpers.publish.forked import KernelStart
from helpers.publish.surroundings import FURTHER, WARM_DAY

WARMED = "helpers.publish.warmed"
START_SECONDS = 60.0
"""The longest that imports and the first fork may take before an ordinary kernel is started."""

ATTEMPTS = 2
"""A forkserver that was just killed may count as running until the last of its threads is gone."""

BOUND = (
    "LC_ALL",
    "MATPLOTLIBRC",
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "PYTHONHASHSEED",
    "PYTHONPATH",
    "PYTHONUTF8",
    FURTHER,
)
"""Variables that Python and libraries read once: kernels share a forkserver where these agree."""


class CannotForkError(RuntimeError):
    """No kernel can be forked here; the message says why."""


class Nursery:
    """A forkserver for one set of the variables in BOUND; `Nursery.of` keeps one for each.

    Its start changes this process's environment for a moment, so it is best started before any
    thread that reads the environment.
    """

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
            nursery._start()
        return nursery

    def _start(self) -> None:
        """Start the forkserver if it does not run; the environment is left alone if it does."""
        pid = self._server._forkserver_pid  # type: ignore[attr-defined]
        if pid is None or os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            mend_main()
            with _environment(self._environment):
                self._server.ensure_running()

    def fork(self, start: KernelStart, stdout: int, stderr: int) -> "ForkedKernel":
        """Return a kernel just forked; waits until the forkserver is warm.

        Args:
            start: what the kernel is to do.
            stdout: descriptor that becomes its standard output.
            stderr: descriptor that becomes its standard error.

        Raises:
            CannotForkError: if the forkserver is gone or does not answer in time.
        """
        for _ in range(ATTEMPTS):
            try:
                kernel = self._forked(start, stdout, stderr)
            except (EOFError, ConnectionError):
                ending = self._ending()
            else:
                kernel.wait_for_session()
                return kernel
        raise CannotForkError(f"the forkserver ended while it was warming up ({ending})")

    def _forked(self, start: KernelStart, stdout: int, stderr: int) -> "ForkedKernel":
        with self._lock:
            self._start()
            status, orders = self._server.connect_to_new_process([stdout, stderr])
        try:
            # The first of the two is what multiprocessing would tell of the parent: nothing.
            os.write(orders, pickle.dumps({}) + pickle.dumps(start))
            if not _readable(status, START_SECONDS):
                raise CannotForkError(f"the forkserver did not answer in {START_SECONDS:g} seconds")
            return ForkedKernel(status, orders)
        except BaseException:
            _close(status, orders)
            raise

    def _ending(self) -> str:
        """Return how the forkserver ended, in words."""
        pid = self._server._forkserver_pid  # type: ignore[attr-defined]
        with contextlib.suppress(ChildProcessError):
            ending = pid and os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
            if ending:
                exited = ending.si_code == os.CLD_EXITED
                return f"{'exit code' if exited else 'signal'} {ending.si_status}"
        return "nobody knows how"


def mend_main() -> None:
    """Give back to the program's main module what IPython's `%reset` takes from it.

    multiprocessing reads it whenever it starts a process.
    """
    main = sys.modules["__main__"]
    if not hasattr(main, "__spec__"):
        main.__spec__ = None


def prepare(environment: Mapping[str, str], day: str = "") -> None:
    """Start the forkserver for an environment; if there can be none, a kernel's start says so.

    Args:
        environment: of the kernels.
        day: of their reports, if all are of one: what that day needs is then worked out once.
    """
    with contextlib.suppress(CannotForkError, OSError):
        Nursery.of({**environment, WARM_DAY: day} if day else environment)


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
        self.pid = forkserver.read_signed(status)

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
