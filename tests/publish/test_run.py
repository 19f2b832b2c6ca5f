"""Running notebooks: in order, side by side, and never an orphan kernel."""

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import psutil
import pytest

from helpers.publish import nursery, run, run_sections
from publish import samples

INTERRUPTED = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may start us deaf to it
from pathlib import Path
sys.path[:0] = [{tests!r}]
from publish import samples
from helpers.publish import build
folder = Path({folder!r})
jobs = [samples.job(folder, n, "import subprocess, time", "subprocess.Popen(['sleep', '{mark}'])",
                    "time.sleep(600)") for n in ("one", "two", "three")]
def tell(section, state, detail):
    print(section, state, detail, flush=True)
try:
    build(jobs, samples.content(), folder / "reports" / "default", on_event=tell)
except KeyboardInterrupt:
    print("interrupted", flush=True)
    sys.exit(130)
"""


def kernels(of: int | None = None) -> list[psutil.Process]:
    """Return the kernels that this process, or another, has started or had forked."""
    program = psutil.Process(of)
    children = program.children(recursive=True)
    ordinary = [p for p in children if "ipykernel_launcher" in command(p)]
    servers = forkservers(of)
    return ordinary + [p for p in children if command(p) and p.ppid() in {s.pid for s in servers}]


def forkservers(of: int | None = None) -> list[psutil.Process]:
    """Return the forkservers for kernels that this process, or another, has started."""
    children = psutil.Process(of).children()
    return [p for p in children if "multiprocessing.forkserver" in command(p)
            and nursery.WARMED in command(p)]  # fmt: skip


def command(process: psutil.Process) -> str:
    """Return the command line of a process, "" if it has ended."""
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


@pytest.fixture(autouse=True)
def no_kernel_is_left():
    yield
    assert kernels() == []


def test_results_come_in_reading_order_with_parameters_injected(tmp_path: Path) -> None:
    jobs = [
        samples.job(
            tmp_path, "slow", "import time; time.sleep(.5)", "print(as_of)", as_of="2025-02-01"
        ),
        samples.job(tmp_path, "quick", "print(as_of)"),
    ]
    events: list[tuple[str, str, str]] = []
    runs = run_sections(jobs, on_event=lambda *event: events.append(event))
    assert [r.section for r in runs] == ["slow", "quick"]
    assert [r.failure for r in runs] == [None, None]
    assert [r.notebook.cells[-1].outputs[0].text for r in runs] == ["2025-02-01\n", "2026-07-05\n"]
    assert {state for _, state, _ in events} == {"waiting", "running", "done"}


def test_kernels_see_a_fixed_hash_seed_and_the_data_folder(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("TREATY_DATA", "somewhere")
    monkeypatch.setenv("TZ", "Asia/Tehran")
    names = ("PYTHONHASHSEED", "TREATY_DATA", "TZ")
    job = samples.job(tmp_path, "one", f"import os; print(*(os.environ[n] for n in {names}))")
    (result,) = run_sections([job])
    assert result.notebook.cells[-1].outputs[0].text == "0 somewhere UTC\n"


NAMED = """
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.session import Session
from papermill.clientwrap import PapermillNotebookClient
from traitlets.traitlets import ClassBasedTraitType
from helpers.publish.kernels import Crew, ReportClient, ReportKernel, rehearse
from helpers.publish.warm import WarmProvisioner

TAKEN = (ReportKernel, ReportClient, WarmProvisioner, PapermillNotebookClient, Session,
         KernelSpec, KernelSpecManager)

def named():
    traits = [(c.__name__, n, t) for c in TAKEN for n, t in c.class_traits().items()]
    return [(c, n) for c, n, t in traits
            if isinstance(t, ClassBasedTraitType) and isinstance(t.klass, str)]

before = named()
with Crew() as crew:
    rehearse(crew)
print(len(before) > 0, named())
"""


def test_no_class_is_left_to_be_looked_up_by_two_threads_at_once() -> None:
    done = subprocess.run([sys.executable, "-c", NAMED], capture_output=True, text=True, check=True)
    assert done.stdout == "True []\n"


def test_two_equal_runs_give_equal_notebooks(tmp_path: Path) -> None:
    job = samples.job(tmp_path, "one", "print({'a', 'b', 'c'})", as_of="2025-02-01")
    first, second = (nbformat.writes(r.notebook) for r in run_sections([job, job]))
    assert first == second
    assert str(tmp_path) not in first


def test_running_is_quiet(tmp_path: Path, capfd) -> None:
    run_sections([samples.job(tmp_path, "one", "1/0", unknown=1)])
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("source", "error", "advice"),
    [
        ("x = 1 / 0", "ZeroDivisionError: division by zero", "JupyterLab"),
        ("import os; os._exit(7)", "the kernel died", "memory"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "the kernel died", "memory"),
        ("import time; time.sleep(60)", "stopped after 2 seconds", "Allow more time"),
        ("raise OSError(28, 'No space left on device')", "No space left", "disk is full"),
    ],
)
def test_a_failing_cell_is_named_and_stops_only_its_section(
    tmp_path: Path, source: str, error: str, advice: str
) -> None:
    jobs = [
        samples.job(tmp_path, "bad", "y = 1", source),
        samples.job(tmp_path, "good", "print(1)"),
    ]
    bad, good = run_sections(jobs, cell_seconds=2)
    assert good.failure is None
    assert bad.failure is not None
    assert (bad.failure.cell, bad.failure.source) == (3, source)
    assert error in bad.failure.error
    assert advice in bad.failure.advice


def test_a_missing_notebook_is_a_failure_of_its_section(tmp_path: Path) -> None:
    job = run.SectionJob("gone", "Gone", tmp_path / "gone.ipynb")
    (result,) = run_sections([job])
    assert result.failure is not None
    assert "no such file" in result.failure.error


def test_a_full_disk_before_the_kernel_starts_is_explained(tmp_path: Path, monkeypatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(run.papermill, "execute_notebook", full)
    (result,) = run_sections([samples.job(tmp_path, "one", "1")])
    assert result.failure is not None
    assert "disk is full" in result.failure.advice


def test_what_a_dead_kernel_had_started_is_killed_too(tmp_path: Path) -> None:
    mark = f"86411.{os.getpid()}"  # others may test on this machine too
    source = f"import os, subprocess; subprocess.Popen(['sleep', '{mark}']); os._exit(1)"
    run_sections([samples.job(tmp_path, "one", source)])
    assert not running(mark)


def test_ctrl_c_kills_all_kernels_and_leaves_the_edition_as_it_was(tmp_path: Path) -> None:
    mark = f"86412.{os.getpid()}"  # others may test on this machine too
    standing = tmp_path / "reports" / "default"
    standing.mkdir(parents=True)
    (standing / "index.html").write_text("the former edition")
    tests = str(Path(__file__).parents[1])
    script = INTERRUPTED.format(tests=tests, folder=str(tmp_path), mark=mark)
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    wait_until(lambda: len(running(mark)) == 2)
    started = kernels(process.pid)
    assert forkservers(process.pid)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert out.endswith("interrupted\n")
    assert (err, "failed" in out) == ("", False)
    assert len(started) == 2
    wait_until(lambda: not any(p.is_running() for p in started) and not running(mark))
    assert [p.name for p in (tmp_path / "reports").iterdir()] == ["default"]
    assert (standing / "index.html").read_text() == "the former edition"


def test_kernels_end_with_all_they_started_when_the_program_is_killed(tmp_path: Path) -> None:
    mark = f"86413.{os.getpid()}"  # others may test on this machine too
    tests = str(Path(__file__).parents[1])
    script = INTERRUPTED.format(tests=tests, folder=str(tmp_path), mark=mark)
    sockets = tmp_path / "s"  # what a killed program cannot remove goes with the test's folder
    sockets.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.DEVNULL,
        env=os.environ | {"TMPDIR": str(sockets)},
    )
    wait_until(lambda: len(running(mark)) == 2)
    started = kernels(process.pid) + forkservers(process.pid)
    assert len(started) == 3
    process.kill()
    process.wait()
    wait_until(lambda: not any(p.is_running() for p in started))
    assert not running(mark)


def running(mark: str) -> list[int]:
    """Return the processes that sleep for `mark` seconds."""
    found = []
    for process in psutil.process_iter(["cmdline", "status"]):
        if (
            process.info["cmdline"] == ["sleep", mark]
            and process.info["status"] != psutil.STATUS_ZOMBIE
        ):
            found.append(process.pid)
    return found


def wait_until(condition, seconds: float = 120) -> None:
    """Wait for a condition, and fail if it does not come."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.05)
