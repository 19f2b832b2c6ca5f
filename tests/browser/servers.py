"""Servers of this project's own on loopback, started for a check and ended with it."""

import contextlib
import functools
import http.server
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 90
TOKEN = "a-token-for-tests"
OURS = ".treaty"
"""What the checks of accessibility look at: the panels' own markup, not that of the hosts."""


def free_port() -> int:
    """Return a port of loopback that nobody listens to."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextlib.contextmanager
def server(*words: str, log: Path, **environment: str) -> Iterator[tuple[str, psutil.Process]]:
    """Start `python WORDS --port N` and yield its address and process once it answers."""
    port = free_port()
    env = {**os.environ, "PYTHONUNBUFFERED": "1", **environment}
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, *words, "--port", str(port)],
            cwd=ROOT, env=env, stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    try:
        address = f"http://127.0.0.1:{port}/"
        wait_for(address, process, log)
        yield address, psutil.Process(process.pid)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(20)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def wait_for(address: str, process: subprocess.Popen, log: Path) -> None:
    """Wait until a server answers, be it with a refusal."""
    port = int(address.rsplit(":", 1)[1].strip("/"))
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text("utf-8")
        try:
            socket.create_connection(("127.0.0.1", port), 0.3).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(log.read_text("utf-8"))


def status_of(address: str) -> int:
    """Return the code with which a server answers an address."""
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return int(error.code)


class Watched:
    """A page on which requests to elsewhere and uncaught exceptions are noted."""

    def __init__(self, browser, **options) -> None:
        self.context = browser.new_context(locale="en-GB", timezone_id="UTC", **options)
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("request", self._asked)
        self.page.on("pageerror", lambda error: self.faults.append(f"exception: {error}"))

    def _asked(self, request) -> None:
        local = ("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:")
        if not request.url.startswith(local):
            self.faults.append(f"elsewhere: {request.url}")


class Files(http.server.SimpleHTTPRequestHandler):
    """A server of files that names the kinds that browsers insist on."""

    extensions_map = {
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def log_message(self, *said: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve the files of a folder and yield the address."""
    running = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Files, directory=str(folder))
    )
    threading.Thread(target=running.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{running.server_port}/"
    finally:
        running.shutdown()
        running.server_close()
