"""Where a sweep's tasks are done: processes of this machine, or the workers of a Dask cluster.

Both are executors of `concurrent.futures`, so that all else is one and the same code.
"""

import contextlib
import multiprocessing
import multiprocessing.connection
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import forkserver
from pathlib import Path

from helpers.publish.nursery import mend_main
from helpers.publish.sweep.remote import RemoteExecutor

PRELOADED = ["helpers.publish.sweep.preloaded"]
"""Imported once, by the process from which workers are forked."""

CONNECT_SECONDS = 30
WORKER_SECONDS = 30

Pool = Callable[[], contextlib.AbstractContextManager[Executor]]
"""Opens an executor; called again where one was lost."""


class MissingClusterError(RuntimeError):
    """dask.distributed is not installed."""


@dataclass(frozen=True)
class Tls:
    """Certificates for a tls:// scheduler; what is None is taken from Dask's configuration."""

    ca: Path | None = None
    cert: Path | None = None
    key: Path | None = None

    @property
    def given(self) -> bool:
        """Whether any file is named."""
        return any((self.ca, self.cert, self.key))


@contextlib.contextmanager
def processes(workers: int) -> Iterator[Executor]:
    """Open an executor of so many processes of this machine.

    Its processes are forked from a clean one where that can be done, never from this one, which
    may have threads.
    """
    prepare()
    context = multiprocessing.get_context("forkserver" if _forks() else "spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=end_with_parent)
    try:
        yield pool
        pool.shutdown()
    except BaseException:
        running = list((getattr(pool, "_processes", None) or {}).values())
        pool.shutdown(wait=False, cancel_futures=True)
        for process in running:
            process.kill()
        raise


def prepare() -> None:
    """Start the process from which workers are forked: it imports while this program does."""
    mend_main()
    if _forks():
        multiprocessing.get_context("forkserver").set_forkserver_preload(PRELOADED)
        forkserver.ensure_running()


def _forks() -> bool:
    return "forkserver" in multiprocessing.get_all_start_methods()


def end_with_parent() -> None:
    """End this worker when the program that started it is gone, even by kill -9.

    A worker waits on a queue whose other end it holds itself, so that it would wait forever.
    """
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            multiprocessing.connection.wait([parent.sentinel])
            os._exit(1)

    threading.Thread(target=wait, name="lifeline", daemon=True).start()


@contextlib.contextmanager
def cluster(address: str, tls: Tls | None = None) -> Iterator[Executor]:
    """Open an executor on the workers of a Dask scheduler, tcp:// or tls://.

    Raises:
        MissingClusterError: if dask.distributed is not installed.
        OSError: if no scheduler answers within half a minute, or none of its workers is there.
    """
    try:
        from distributed import Client, Security
    except ImportError as error:
        raise MissingClusterError(
            "--scheduler needs dask.distributed. Install it with: "
            "pip install -c constraints.txt -e '.[cluster]'"
        ) from error
    security = None
    if address.startswith("tls://") or (tls and tls.given):
        files = tls or Tls()
        given = {
            "tls_ca_file": files.ca, "tls_client_cert": files.cert, "tls_client_key": files.key,
        }  # fmt: skip
        named = {k: str(v) for k, v in given.items() if v}
        security = Security(require_encryption=True, **named)
    client = Client(address, security=security, timeout=CONNECT_SECONDS, set_as_default=False)
    try:
        client.wait_for_workers(1, timeout=WORKER_SECONDS)
        yield RemoteExecutor(client)
    finally:
        client.close(timeout=5)


def lost(error: BaseException) -> bool:
    """Return whether an error means that a worker or the scheduler is gone, not that work failed.

    What was under way there is done again.
    """
    if isinstance(error, BrokenExecutor | CancelledError | OSError):
        return True
    names = {"KilledWorker", "CommClosedError", "FutureCancelledError", "FuturesCancelledError"}
    return bool(names & {kind.__name__ for kind in type(error).__mro__})
