"""A sweep on a Dask cluster of this machine: what is killed is done again, once, and equal."""

import contextlib
import datetime as dt
import ipaddress
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from distributed import Client, LocalCluster
from distributed.comm import CommClosedError

from helpers.ledger.package import load
from helpers.parameters.grid import Grid
from helpers.publish.sweep import (
    ForeignWorkerError,
    Tls,
    cluster,
    harvest,
    perform,
    pools,
    verdicts,
)

HOST = "127.0.0.1"
GRID = Grid(
    "verdicts",
    {
        "as_of": tuple(f"2025-{month:02d}-15" for month in range(2, 13)),
        "weights": ("linear", "steep", "equal"),
        "coder": ("first", "agreed"),
    },
)


class Cluster:
    """One scheduler and its workers as processes of their own; those that end are started again."""

    def __init__(
        self, folder: Path, protocol: str = "tcp", options: tuple[str, ...] = (), workers: int = 3
    ):
        self.wanted = workers
        with socket.socket() as free:
            free.bind((HOST, 0))
            self.port = free.getsockname()[1]
        self.folder, self.protocol, self.options = folder, protocol, options
        self.address = f"{protocol}://{HOST}:{self.port}"
        self.scheduler: subprocess.Popen | None = None
        self.workers: list[subprocess.Popen] = []

    def start_scheduler(self) -> None:
        self.scheduler = self._start(
            "dask_scheduler", "--host", HOST, "--port", str(self.port), "--protocol", self.protocol,
            "--no-dashboard",
        )  # fmt: skip

    def start_workers(self) -> None:
        """Start workers until there are as many as wanted, as a service manager would."""
        self.workers = [w for w in self.workers if w.poll() is None]
        while len(self.workers) < self.wanted:
            self.workers.append(
                self._start(
                    "dask_worker", self.address, "--host", HOST, "--nthreads", "1", "--no-nanny",
                    "--no-dashboard", "--memory-limit", "0", "--death-timeout", "60",
                    "--local-directory", str(self.folder),
                )
            )  # fmt: skip

    def stop(self) -> None:
        for process in [*self.workers, self.scheduler]:
            if process is not None and process.poll() is None:
                process.kill()
                process.wait()

    def _start(self, module: str, *arguments: str) -> subprocess.Popen:
        command = [sys.executable, "-m", f"distributed.cli.{module}", *arguments, *self.options]
        with (self.folder / "log.txt").open("a") as log:
            return subprocess.Popen(
                command, cwd=self.folder, stdout=log, stderr=log, env={**os.environ}
            )


@contextlib.contextmanager
def running(folder: Path, *args) -> Iterator[Cluster]:
    it, over = Cluster(folder, *args), threading.Event()

    def supervise() -> None:
        while not over.wait(0.3):
            it.start_workers()

    manager = threading.Thread(target=supervise)
    try:
        it.start_scheduler()
        it.start_workers()
        manager.start()
        yield it
    finally:
        over.set()
        manager.join()
        it.stop()


@pytest.fixture(scope="module")
def here() -> dict[str, dict[str, bytes]]:
    """What the tasks give when they are done in this process."""
    return {task.key: perform(task) for task in verdicts.plan(GRID, load().fingerprint)}


def test_a_killed_worker_and_a_killed_scheduler_cost_only_what_they_were_doing(here, tmp_path):
    tasks = verdicts.plan(GRID, load().fingerprint)
    done: list[str] = []
    losses: list[str] = []
    there: dict[str, dict[str, bytes]] = {}
    with running(tmp_path) as it:

        def keep(task, files) -> None:
            done.append(task.key)
            there[task.key] = files
            if len(done) == 2:
                it.workers[0].send_signal(signal.SIGKILL)
            if len(done) == 5:
                assert it.scheduler is not None
                it.scheduler.kill()
                it.scheduler.wait()
                it.start_scheduler()

        failed = harvest(tasks, partial(cluster, it.address), keep, losses.append)
    assert failed == {} and "still to do" in losses[0]
    assert sorted(done) == sorted(here), "every result is present, and once"
    assert there == here, "equal to the local run"


def test_a_result_lost_on_its_way_here_is_fetched_anew_and_not_awaited_for_good(
    here, monkeypatch, tmp_path
):
    monkeypatch.chdir(tmp_path)
    fetch, fetched = Client._gather_remote, []

    async def cut_off_at_first(*args):
        fetched.append(await fetch(*args))
        if len(fetched) == 1:
            raise CommClosedError("the scheduler is gone")
        return fetched[-1]

    monkeypatch.setattr(Client, "_gather_remote", cut_off_at_first)
    tasks = verdicts.plan(GRID, load().fingerprint)[:2]
    there: dict[str, dict[str, bytes]] = {}
    losses: list[str] = []
    with LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=":0"
    ) as it:
        pool = partial(cluster, it.scheduler_address)
        failed = harvest(tasks, pool, lambda t, files: there.update({t.key: files}), losses.append)
    assert failed == {} and len(losses) == 1 and losses[0].endswith("one task still to do")
    assert there == {t.key: here[t.key] for t in tasks}


def test_a_scheduler_at_tls_takes_our_certificate_and_refuses_a_sweep_on_other_evidence(
    here, tmp_path
):
    ca, cert, key = certificates(tmp_path)
    options = ("--tls-ca-file", str(ca), "--tls-cert", str(cert), "--tls-key", str(key))
    tasks = verdicts.plan(GRID, load().fingerprint)[:2]
    foreign = verdicts.plan(GRID, "0" * 64)[:1]
    there: dict[str, dict[str, bytes]] = {}

    def keep(task, files) -> None:
        there[task.key] = files

    with running(tmp_path, "tls", options, 1) as it:
        pool = partial(cluster, it.address, Tls(ca, cert, key))
        harvest(tasks, pool, keep, print)
        with pytest.raises(ForeignWorkerError, match="a worker holds another evidence base"):
            harvest(foreign, pool, keep, print)
    assert there == {t.key: here[t.key] for t in tasks}


def test_a_scheduler_without_workers_is_not_waited_for_in_silence(tmp_path, monkeypatch):
    monkeypatch.setattr(pools, "WORKER_SECONDS", 1)
    with (
        running(tmp_path, "tcp", (), 0) as it,
        pytest.raises(TimeoutError, match="0/1 workers"),
        cluster(it.address),
    ):
        pytest.fail("opened without a worker")


def certificates(folder: Path) -> tuple[Path, Path, Path]:
    """Write a certificate for this machine, signed by itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(HOST))]), False
        )
        .sign(key, hashes.SHA256())
    )
    cert, private = folder / "cert.pem", folder / "key.pem"
    cert.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return cert, cert, private
