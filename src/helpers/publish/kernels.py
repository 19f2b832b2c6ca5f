"""Kernels of one run: private sockets, a fixed environment, and none left when the run ends."""

import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from queue import Empty
from typing import Any

from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import KernelProvisionerFactory
from nbclient import NotebookClient
from nbformat.v4 import new_notebook

from helpers.publish import warm
from helpers.publish.surroundings import kernel_environment

POLL_SECONDS = 0.005
"""How often a killed kernel is looked for; jupyter_client looks every tenth of a second."""

STATUS_SECONDS = 5.0
"""How long a ready kernel's first status may take to come through before it is asked again."""


class KernelsDismissedError(RuntimeError):
    """A kernel was asked for after the run had been called off."""


class Crew:
    """The kernels of one run; use as a context manager, and none outlives the block.

    Attributes:
        folder: temporary folder of the run, short enough for socket names.
        dismissed: whether the run has been called off.
    """

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="treaty-", dir=warm.short_folder()))
        self._lock = threading.Lock()
        self._pids: set[int] = set()
        self._made = 0
        self.dismissed = False

    def __enter__(self) -> "Crew":
        return self

    def __exit__(self, *_: object) -> None:
        self.dismiss()
        shutil.rmtree(self.folder, ignore_errors=True)

    def new_folder(self) -> Path:
        """Return a fresh folder for the sockets and files of one kernel."""
        with self._lock:
            if self.dismissed:
                raise KernelsDismissedError("the run has been called off")
            self._made += 1
            folder = self.folder / f"k{self._made}"
            folder.mkdir()
            return folder

    def enlist(self, pid: int) -> None:
        """Note a kernel that has started; one that came too late is killed at once."""
        with self._lock:
            self._pids.add(pid)
            late = self.dismissed
        if late:
            _kill_group(pid)
            raise KernelsDismissedError("the run has been called off")

    def release(self, pid: int) -> None:
        """Forget a kernel that has ended, and kill what it started and left behind."""
        with self._lock:
            known = pid in self._pids
            self._pids.discard(pid)
        if known:
            _kill_group(pid)

    def dismiss(self) -> None:
        """Kill every kernel that is still alive, with the processes it started."""
        with self._lock:
            self.dismissed = True
            pids, self._pids = self._pids, set()
        for pid in pids:
            _kill_group(pid)

    def manager_class(
        self, cwd: Path, environment: Mapping[str, str] | None = None
    ) -> type["ReportKernel"]:
        """Return the kernel manager that nbclient is to use for one notebook.

        Args:
            cwd: the folder in which the kernel runs.
            environment: variables for this kernel beside those that all have.
        """
        given = {"crew": self, "working_folder": cwd, "environment": dict(environment or {})}
        return type("CrewKernel", (ReportKernel,), given)


def rehearse(crew: Crew) -> None:
    """Make one of each object that a kernel takes, and start none; to be done before any thread.

    traitlets looks up classes that are given by name when the first object is made, and fails if
    two threads make it at once.
    """
    manager = crew.manager_class(crew.folder)()
    KernelProvisionerFactory.instance(parent=manager)
    warm.WarmProvisioner(parent=manager)
    NotebookClient(new_notebook())
    client = manager.client()
    client.stop_channels()


class ReportKernel(AsyncKernelManager):
    """A kernel of this very Python, over Unix sockets in a folder of its own."""

    crew: Crew
    working_folder: Path
    environment: Mapping[str, str]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.client_factory = ReportClient
        self.folder = self.crew.new_folder()
        self.connection_file = str(self.folder / "kernel.json")
        if hasattr(os, "fork"):
            # Two kernels that start at once from one folder would choose the same socket names.
            self.transport, self.ip = "ipc", str(self.folder / "s")
        # Not looked up by name: a kernel "python3" installed elsewhere would shadow this Python.
        self._kernel_spec = KernelSpec(
            argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
            display_name="Python 3",
            language="python",
            metadata={"kernel_provisioner": {"provisioner_name": warm.NAME}},
        )

    @property
    def log_file(self) -> Path:
        """What the kernel wrote to its standard error, such as why it crashed."""
        return self.folder / "stderr.txt"

    async def _async_pre_start_kernel(self, **kwargs: Any) -> Any:
        environment = kernel_environment() | dict(self.environment)
        environment["IPYTHONDIR"] = str(self.crew.folder / "ipython")  # no personal start-up files
        kwargs |= {"env": environment, "cwd": str(self.working_folder)}
        return await super()._async_pre_start_kernel(**kwargs)

    async def _async_launch_kernel(self, kernel_cmd: list[str], **kwargs: Any) -> None:
        with self.log_file.open("wb") as log, Path(os.devnull).open("wb") as nowhere:
            kwargs |= {"stdout": nowhere, "stderr": log}
            await super()._async_launch_kernel(kernel_cmd, **kwargs)
        self.crew.enlist(self._pid())

    async def _async_wait(self, pollinterval: float = POLL_SECONDS) -> None:
        await super()._async_wait(pollinterval=min(pollinterval, POLL_SECONDS))

    async def _async_cleanup_resources(self, restart: bool = False) -> None:
        if self.provisioner is not None:
            self.crew.release(self._pid())
        await super()._async_cleanup_resources(restart=restart)

    cleanup_resources = _async_cleanup_resources  # type: ignore[assignment]

    def _pid(self) -> int:
        return int(getattr(self.provisioner, "pid", 0) or 0)


class ReportClient(AsyncKernelClient):  # type: ignore[misc]
    """A client that does not wait for what nbclient does not need."""

    def start_channels(self, *_: bool, **__: bool) -> None:
        """Start the channels, without a thread for heartbeats: the process is watched instead."""
        super().start_channels(hb=False)

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel answers on its shell channel and is heard on its output channel.

        jupyter_client waits another fifth of a second for messages that nobody has asked for.

        Raises:
            RuntimeError: if the kernel dies, or does not answer in time.
        """
        end = time.monotonic() + (float("inf") if timeout is None else timeout)
        while time.monotonic() < end:
            asked = self.kernel_info()
            reply = await _message(self.get_shell_msg, asked, "kernel_info_reply")
            if reply is not None and await _message(self.get_iopub_msg, asked, "status"):
                self._handle_kernel_info_reply(reply)
                return
            if not await self._async_is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
        raise RuntimeError(f"Kernel did not respond in {timeout} seconds")


async def _message(get: Callable[..., Any], asked: str, kind: str) -> dict[str, Any] | None:
    """Return the first answer of a kind to a request, or None if it does not come."""
    try:
        while True:
            message: dict[str, Any] = await get(timeout=STATUS_SECONDS)
            if message["msg_type"] == kind and message["parent_header"].get("msg_id") == asked:
                return message
    except Empty:
        return None


def _kill_group(pid: int) -> None:
    if pid <= 0:
        return
    try:
        if hasattr(os, "killpg"):
            os.killpg(pid, signal.SIGKILL)  # each kernel leads a session of its own
        else:
            os.kill(pid, signal.SIGTERM)
    except (ProcessLookupError, PermissionError):
        pass
