"""Sweeps: parts are done once, kept whole, found again, and done again where a worker was lost."""

from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from helpers.judgement.multiverse import product, universe
from helpers.ledger.package import load
from helpers.parameters import report_settings
from helpers.parameters.grid import Grid
from helpers.publish.sweep import (
    ForeignWorkerError,
    SweepError,
    Task,
    harvest,
    perform,
    processes,
    verdicts,
)
from helpers.publish.sweep.store import PartStore, written

GRID = Grid(
    "verdicts",
    {"weights": ("linear", "steep"), "as_of": ("2025-03-01", "2025-10-02", "2026-07-05")},
    {"coder": "agreed"},
)


class Inline(Executor):
    """Does each task at once, and breaks for good after so many."""

    def __init__(self, breaks_after: int = 10**6):
        self.left = breaks_after

    def submit(self, fn, /, *args, **kwargs):
        future: Future = Future()
        if self.left <= 0:
            future.set_exception(BrokenExecutor("a process was killed"))
            return future
        self.left -= 1
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def pools(*breaks: int):
    """Return what opens executors one after another, the last of which never breaks."""
    waiting = [Inline(n) for n in breaks]

    @contextmanager
    def opened():
        yield waiting.pop(0) if waiting else Inline()

    return opened


@pytest.fixture
def tasks(monkeypatch) -> list[Task]:
    monkeypatch.setattr("helpers.publish.sweep.rounds.PAUSE_SECONDS", 0)
    return verdicts.plan(GRID, load().fingerprint)


def test_a_grid_is_cut_by_days_and_its_parts_make_it_up(monkeypatch):
    monkeypatch.setattr(verdicts, "SETS", 2)
    axes = verdicts.ordered({"weights": ["a", "b", "c"], "as_of": ["x", "y"], "coder": ["1", "2"]})
    cut = list(verdicts.parts(axes))
    assert all(np.prod([len(v) for v in part.values()]) <= 2 for part in cut)
    whole = product(axes, report_settings())
    rows = [r for part in cut for r in product(part, report_settings()).to_dict("records")]
    assert rows == whole.to_dict("records")


def test_the_parts_joined_are_the_verdicts_of_the_whole_grid(tasks, tmp_path):
    store = PartStore(tmp_path, ".parquet")
    assert harvest(tasks, pools(), store.keep, print) == {}
    verdicts.joined([(store.path(t), t) for t in tasks], tmp_path / "all.parquet")
    whole = universe(load(), product(verdicts.ordered(GRID.axes), report_settings(GRID.fixed)))
    read = verdicts.as_universe(tmp_path / "all.parquet", GRID, load())
    assert (read.verdicts == whole.verdicts).all()
    np.testing.assert_allclose(read.p, whole.p, rtol=1e-6)
    table = pq.read_table(tmp_path / "all.parquet").to_pandas()
    expected = whole.table(numbered=True)
    np.testing.assert_array_equal(table["set"], expected["set"])
    np.testing.assert_array_equal(table["p"], expected["p"])
    assert (table["verdict"] == expected["verdict"].astype("str")).all()


def test_tasks_of_a_lost_worker_are_done_again_and_the_others_are_not(tasks):
    done, said = [], []
    harvest(tasks, pools(1, 0), lambda task, files: done.append(task.key), said.append)
    assert sorted(done) == sorted(t.key for t in tasks)
    assert len(said) == 2 and "; two tasks still to do" in said[0]


def test_a_sweep_whose_workers_are_lost_again_and_again_gives_up_and_says_what_to_do(tasks):
    with pytest.raises(SweepError, match=r"three tasks still to do. What is done is kept"):
        harvest(tasks, pools(*[0] * 20), lambda *_: None, lambda _: None)


def test_a_worker_with_other_evidence_or_code_is_refused_and_nothing_of_it_is_kept(tasks):
    kept: list = []
    for foreign, what in ((replace(tasks[0], data="0" * 64), "evidence base"),
                          (replace(tasks[0], code="0" * 64), "code")):  # fmt: skip
        with pytest.raises(ForeignWorkerError, match=f"a worker holds another {what}"):
            harvest([foreign], pools(), lambda *a: kept.append(a), print)
    assert kept == []


def test_a_task_that_fails_is_named_and_the_others_are_done(tasks):
    wrong = replace(tasks[1], spec={"axes": {"weights": ["linear"]}, "fixed": {"as_of": "never"}})
    done: list = []
    failed = harvest(
        [tasks[0], wrong, tasks[2]], pools(), lambda task, _: done.append(task.name), print
    )
    assert list(failed) == [wrong.name] and "as_of" in str(failed[wrong.name])
    assert set(done) == {tasks[0].name, tasks[2].name}


def test_a_part_is_known_by_what_it_depends_on(tasks):
    task = tasks[0]
    assert task.key == verdicts.plan(GRID, load().fingerprint)[0].key
    others = [replace(task, data="x"), replace(task, code="x"), tasks[1]]
    assert len({task.key, *(t.key for t in others)}) == 4


def test_only_missing_parts_are_done_and_parts_of_another_grid_are_removed(tasks, tmp_path):
    store = PartStore(tmp_path, ".parquet")
    store.keep(tasks[0], perform(tasks[0]))
    written(tmp_path / ".parts" / "of-another-grid.parquet", b"x")
    assert [store.has(t) for t in tasks] == [True, False, False]
    assert store.forget_others(tasks) == 1
    assert [p.name for p in (tmp_path / ".parts").iterdir()] == [store.path(tasks[0]).name]


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch):
    written(tmp_path / "a", b"former")

    def full(_):
        raise OSError("the disk is full")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="full"):
        written(tmp_path / "a", b"later")
    assert (tmp_path / "a").read_bytes() == b"former"
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_processes_do_what_is_done_here(tasks):
    here = {t.key: perform(t) for t in tasks[:2]}
    there: dict = {}
    harvest(tasks[:2], lambda: processes(2), lambda t, files: there.update({t.key: files}), print)
    assert there == here
