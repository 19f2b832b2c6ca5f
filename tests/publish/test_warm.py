"""Warm kernels: as fresh as ordinary ones, the same bytes, and ordinary ones where they fail."""

import json
import logging
import sys
import threading
from pathlib import Path

import nbformat
import papermill
import psutil
import pytest
from jupyter_client.kernelspec import KernelSpecManager

from helpers.publish import nursery, run_sections, warm
from helpers.publish.surroundings import FIXED_ENVIRONMENT, kernel_environment
from publish import samples
from publish.test_run import forkservers

SPEC = Path(warm.__file__).with_name("kernelspec")

SPOIL = """
import builtins, os, random, sys, tempfile
import matplotlib, numpy, pandas
import helpers.ledger.package as package
builtins.left = package.left = pandas.left = sys.left = "left behind"
os.environ["LEFT"] = os.environ["TZ"] = "left behind"
os.chdir("/")
sys.path.append("/left"); sys.argv.append("left")
matplotlib.rcParams["font.size"] = 33
matplotlib.use("pdf")
pandas.set_option("display.max_rows", 3)
random.seed(1); numpy.random.seed(1)
tempfile.tempdir = "/left"
package.load().tables["claims"].drop(package.load().claims.index, inplace=True)
open_file = open(os.devnull)
os.environ.pop("PYTHONHASHSEED")
"""
LOOK = """
import builtins, os, random, sys, tempfile
import matplotlib, numpy, pandas
import helpers.ledger.package as package
print([hasattr(m, "left") for m in (builtins, package, pandas, sys)])
print(os.environ.get("LEFT"), os.environ["TZ"], os.environ["PYTHONHASHSEED"], os.getcwd())
print("/left" in sys.path, "left" in sys.argv, len(sys.argv))
print(matplotlib.rcParams["font.size"], matplotlib.rcParams["backend"])
print(pandas.get_option("display.max_rows"), tempfile.gettempdir(), len(package.load().claims))
"""
DRAWN = """
import matplotlib.pyplot as plt
plt.plot([1, 2]);
"""
READ = """
from helpers.judgement.indicators.register import INDICATORS, reading
from helpers.ledger.package import load
known = reading.cache_info().misses
for name in INDICATORS: reading(load(), as_of, name)
print(known, reading.cache_info().misses - known, len(INDICATORS))
"""
DIFFER = "import random, numpy, uuid; print(random.random(), numpy.random.random(), uuid.uuid4())"


@pytest.fixture
def ordinary(monkeypatch):
    """Make kernels start in the ordinary way."""

    def refuse(_: object) -> None:
        raise nursery.CannotForkError("a test wants ordinary kernels")

    monkeypatch.setattr(nursery.Nursery, "of", refuse)
    monkeypatch.setattr(warm, "_said", set())


def printed(run) -> list[str]:
    assert run.failure is None, run.failure
    return [o.get("text", "") for c in run.notebook.cells for o in c.get("outputs", [])]


def test_nothing_leaks_from_one_run_to_the_next(tmp_path: Path) -> None:
    look = samples.job(tmp_path, "look", LOOK)
    before, spoilt, after = run_sections(
        [look, samples.job(tmp_path, "spoil", SPOIL), look], workers=1
    )
    assert spoilt.failure is None
    assert printed(before) == printed(after)
    assert "[False, False, False, False]" in printed(after)[0]
    assert f"None UTC 0 {tmp_path}" in printed(after)[0]


def test_indicators_of_the_day_told_are_read_before_the_first_kernel(
    tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(nursery.Nursery, "_kept", {})
    nursery.prepare(kernel_environment(), "2025-02-01")
    told, other = (
        samples.job(tmp_path, day, READ, as_of=day) for day in ("2025-02-01", "2025-03-01")
    )
    (ahead, left, n), (_, anew, _) = (printed(r)[0].split() for r in run_sections([told, other]))
    nursery.Nursery.of(kernel_environment())._server._stop()
    assert (ahead, left, anew) == (n, "0", n)


def test_chance_is_not_inherited(tmp_path: Path) -> None:
    job = samples.job(tmp_path, "one", DIFFER)
    one, other = (printed(r)[0].split() for r in run_sections([job, job]))
    assert not set(one) & set(other)


def test_a_warm_kernel_shows_what_an_ordinary_one_shows(tmp_path: Path, request, caplog) -> None:
    sources = (LOOK, DRAWN, "import sys; print(sys.path, sys.flags)", "%who", "1/0")
    job = samples.job(tmp_path, "one", *sources, as_of="2025-02-01")
    (forked,) = run_sections([job])
    request.getfixturevalue("ordinary")
    (started,) = run_sections([job])
    assert "ordinary way" in caplog.text
    assert nbformat.writes(forked.notebook) == nbformat.writes(started.notebook)
    assert "image/png" in nbformat.writes(forked.notebook)


def test_where_none_can_be_forked_it_is_said_once_and_ordinary_kernels_run(
    tmp_path: Path, ordinary, caplog
) -> None:
    job = samples.job(tmp_path, "one", "print(1)")
    with caplog.at_level(logging.WARNING):
        runs = run_sections([job, job, job])
    assert [printed(r) for r in runs] == [["1\n"]] * 3
    assert [r.message for r in caplog.records] == [
        "Kernels start in the ordinary way, which is slower: a test wants ordinary kernels."
    ]


@pytest.mark.parametrize("seconds", [0, 0.5], ids=["before", "while"])
def test_a_forkserver_that_is_killed_before_or_while_it_is_asked_is_replaced(
    tmp_path: Path, caplog, seconds: float
) -> None:
    job = samples.job(tmp_path, "one", "print(1)")
    run_sections([job])
    (first,) = forkservers()
    first.suspend()
    end = threading.Timer(seconds, first.kill)
    end.start()
    if not seconds:
        end.join()
    (result,) = run_sections([job])
    assert printed(result) == ["1\n"] and caplog.text == ""
    assert forkservers() and forkservers() != [first]


def test_a_kernel_ends_with_its_forkserver(tmp_path: Path) -> None:
    source = "import os, signal; os.kill(os.getppid(), signal.SIGKILL)"
    (result,) = run_sections([samples.job(tmp_path, "one", source, "import time; time.sleep(60)")])
    assert result.failure is not None and "the kernel died" in result.failure.error


def test_the_kernelspec_fixes_the_same_environment_and_names_the_provisioner() -> None:
    spec = json.loads((SPEC / "kernel.json").read_text())
    assert spec["env"] == FIXED_ENVIRONMENT
    assert spec["metadata"]["kernel_provisioner"]["provisioner_name"] == warm.NAME


def test_papermill_runs_a_notebook_by_the_kernelspec_without_a_port(
    tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    KernelSpecManager().install_kernel_spec(str(SPEC), "treaty", prefix=str(tmp_path / "x"))
    (tmp_path / "x/share/jupyter/kernels").rename(tmp_path / "kernels")
    source = "import json; print(json.load(open(__import__('sys').argv[-1]))['transport'])"
    nbformat.write(samples.runnable(source), tmp_path / "in.ipynb")
    papermill.execute_notebook(
        tmp_path / "in.ipynb", tmp_path / "out.ipynb", kernel_name="treaty", progress_bar=False
    )
    out = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    assert out.cells[-1].outputs[0].text == "ipc\n"
    assert not [p for p in psutil.Process().children(recursive=True) if p.ppid() in _servers()]


def test_an_interrupt_reaches_a_warm_kernel(tmp_path: Path) -> None:
    source = (
        "import os, signal\n"
        "try:\n    os.kill(os.getpid(), signal.SIGINT)\n"
        "except KeyboardInterrupt:\n    print('interrupted')"
    )
    (result,) = run_sections([samples.job(tmp_path, "one", source)])
    assert printed(result) == ["interrupted\n"]


def _servers() -> set[int]:
    return {p.pid for p in forkservers()}


def test_a_program_without_a_spec_of_its_own_can_have_warm_kernels(tmp_path: Path, caplog) -> None:
    """IPython's `%reset`, and our own runs in one process, leave `__main__` without one."""
    for server in forkservers():
        server.kill()
    main = sys.modules["__main__"]
    kept = main.__dict__.pop("__spec__", None)
    try:
        (result,) = run_sections([samples.job(tmp_path, "one", "print(1)")])
        assert printed(result) == ["1\n"] and caplog.text == "" and forkservers()
    finally:
        main.__spec__ = kept
