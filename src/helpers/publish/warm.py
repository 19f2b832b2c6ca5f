"""A Jupyter kernel provisioner that forks kernels from a warm process, over Unix sockets.

Where that cannot be done it starts kernels in the ordinary way, and says so once. Select it by a
kernelspec (`treaty`, which comes with this package) or as Jupyter's default provisioner.
"""

import asyncio
import logging
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import LocalProvisioner

from helpers.publish.forked import KernelStart
from helpers.publish.nursery import CannotForkError, ForkedKernel, Nursery

NAME = "treaty-warm"
"""The provisioner's name among the entry points `jupyter_client.kernel_provisioners`."""

LAUNCHER = "ipykernel_launcher"
BINDING_SECONDS = 30.0
LOOK_SECONDS = 0.003

log = logging.getLogger(__name__)
_said: set[str] = set()


class WarmProvisioner(LocalProvisioner):  # type: ignore[misc]
    """Forks kernels; in all else, such as signals, the provisioner of ordinary kernels."""

    process: Any = None
    _folder: Path | None = None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Choose Unix sockets in a private folder, unless the manager already has."""
        manager = self.parent
        if manager is not None and manager.transport == "tcp" and self._may_fork(kwargs):
            self._folder = Path(tempfile.mkdtemp(prefix="treaty-k-", dir=short_folder()))
            manager.transport, manager.ip = "ipc", str(self._folder / "s")
            manager.cache_ports = False
        return await super().pre_launch(**kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork a kernel, or start an ordinary one."""
        try:
            kernel = await self._fork(cmd, kwargs)
        except (CannotForkError, OSError) as error:
            say_once(f"Kernels start in the ordinary way, which is slower: {error}.")
            return await super().launch_kernel(cmd, **kwargs)
        self.process, self.pid, self.pgid = kernel, kernel.pid, kernel.pid
        return self.connection_info

    async def post_launch(self, **kwargs: Any) -> None:
        """Wait until the kernel listens: a client that comes too early tries again only later."""
        info, waited = self.connection_info, 0.0
        if not isinstance(self.process, ForkedKernel):
            return
        last = Path(f"{info['ip']}-{info['hb_port']}")
        while not last.exists() and self.process.poll() is None and waited < BINDING_SECONDS:
            await asyncio.sleep(LOOK_SECONDS)
            waited += LOOK_SECONDS

    async def wait(self) -> int | None:
        """Return the exit code once the kernel has ended."""
        if isinstance(self.process, ForkedKernel):
            while self.process.poll() is None:
                await asyncio.sleep(LOOK_SECONDS)
        return await super().wait()

    async def cleanup(self, restart: bool = False) -> None:
        """Remove the folder of the sockets."""
        await super().cleanup(restart=restart)
        if self._folder is not None and not restart:
            shutil.rmtree(self._folder, ignore_errors=True)

    async def _fork(self, cmd: list[str], kwargs: dict[str, Any]) -> ForkedKernel:
        if not self._may_fork(kwargs) or LAUNCHER not in cmd:
            raise CannotForkError("what is asked for is not a kernel of this Python")
        environment = dict(kwargs.get("env") or os.environ)
        arguments = cmd[cmd.index(LAUNCHER) + 1 :]
        start = KernelStart(arguments, environment, str(kwargs.get("cwd") or ""))
        outs = [_descriptor(kwargs.get(name), n) for n, name in ((1, "stdout"), (2, "stderr"))]
        # Both steps may wait for the forkserver, and other kernels' messages must not wait for us.
        nursery = await asyncio.to_thread(Nursery.of, environment)
        return await asyncio.to_thread(nursery.fork, start, *outs)

    def _may_fork(self, kwargs: dict[str, Any]) -> bool:
        """Return whether the kernel may be forked: one that outlives this program may not."""
        return hasattr(os, "fork") and not kwargs.get("independent")


def say_once(text: str) -> None:
    """Warn, but of one thing only once."""
    if text not in _said:
        _said.add(text)
        log.warning(text)


def short_folder() -> str | None:
    """Return a temporary folder whose name leaves room for that of a Unix socket."""
    folder = tempfile.gettempdir()
    return "/tmp" if len(folder) > LONGEST_SOCKET_FOLDER and Path("/tmp").is_dir() else folder


LONGEST_SOCKET_FOLDER = 80
"""A Unix socket's path may have about 104 characters; the rest is for the socket's own name."""


def _descriptor(given: Any, standard: int) -> int:
    """Return the descriptor behind what a caller gave for an output, else the program's own."""
    if given is None:
        return standard
    if given == subprocess.DEVNULL:
        raise CannotForkError("an output is to be thrown away")
    if given == subprocess.PIPE:
        raise CannotForkError("an output is to be piped")
    return int(given) if isinstance(given, int) else int(given.fileno())
