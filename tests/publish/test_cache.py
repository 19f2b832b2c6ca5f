"""The cache: a run is found again if nothing that it depends on has changed, and only then."""

import gc
import json
import shutil
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from helpers.publish import Options, SectionJob, build, run_sections
from helpers.publish.cache import SectionCache
from helpers.publish.inputs import PACKAGE, Inputs, sources
from helpers.publish.reuse import Reuse
from helpers.publish.stamp import Stamp
from publish import samples
from publish.test_edition import fingerprint, jobs_in

SMALL = Path(__file__).resolve().parents[1] / "small"
READS = "from helpers.ledger.package import load; import mine; print(len(load().claims), mine.x)"
INPUTS = Inputs(
    "one", "c", {"as_of": "2025-02-01"}, {"helpers.a": "1"}, {"pandas": "3"}, {"claims": "d"}
)
NOTEBOOK = {"cells": [], "metadata": {"b": 1, "a": 2}}


@pytest.fixture
def cache(tmp_path: Path) -> SectionCache:
    return SectionCache(tmp_path / "cache")


@pytest.fixture
def job(tmp_path: Path, monkeypatch) -> SectionJob:
    """Return a section that reads one table of a small ledger, and a module beside it."""
    shutil.copytree(SMALL, tmp_path / "data")
    monkeypatch.setenv("TREATY_DATA", str(tmp_path / "data"))
    (tmp_path / "mine.py").write_text("x = 1\n")
    return samples.job(tmp_path, "one", READS, as_of="2025-02-01")


def ran(cache: SectionCache, job: SectionJob) -> bool:
    """Return whether a section had to run."""
    (result,) = run_sections([job], reuse=Reuse(cache))
    assert result.failure is None
    return not result.cached


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_a_run_is_found_again_and_is_the_same(cache: SectionCache) -> None:
    assert cache.find(INPUTS) is None and cache.explain(INPUTS) == "never run before"
    cache.keep(INPUTS, NOTEBOOK, ["claims"])
    assert json.dumps(cache.find(INPUTS)) == json.dumps(NOTEBOOK)
    assert cache.explain(INPUTS) == "hit"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"code": "x"}, "code: notebook"),
        ({"parameters": {"as_of": "2025-03-01"}}, "parameters: as_of 2025-02-01 -> 2025-03-01"),
        ({"sources": {"helpers.a": "2"}}, "sources: helpers.a"),
        ({"sources": {"helpers.a": "1", "helpers.b": "1"}}, "sources: helpers.b"),
        ({"versions": {"pandas": "4"}}, "versions: pandas 3 -> 4"),
        ({"data": {"claims": "e"}}, "data: claims"),
        ({"code": "x", "data": {"claims": "e"}}, "code: notebook; data: claims"),
    ],
)
def test_a_change_of_any_part_is_a_miss_that_is_explained(
    cache: SectionCache, change: dict, told: str
) -> None:
    cache.keep(INPUTS, NOTEBOOK, ["claims"])
    changed = replace(INPUTS, **change)
    assert cache.find(changed) is None and not cache.holds(changed)
    assert cache.explain(changed) == told
    assert cache.find(INPUTS) == NOTEBOOK


def test_only_the_tables_that_a_section_reads_count(cache: SectionCache, job: SectionJob) -> None:
    data = Path(job.notebook).parent / "data"
    assert ran(cache, job)
    assert not ran(cache, job)
    events = data / "events.csv"
    events.write_text("\n".join(events.read_text().splitlines()[:-1]) + "\n")
    assert not ran(cache, job)
    claims = data / "claims.csv"
    first = claims.read_text().splitlines()[1]
    edit(claims, first, first.replace(first.split(",")[4], first.split(",")[4] + " ", 1))
    assert Reuse(cache).explain(job) == "data: claims"


def test_code_parameters_and_sources_of_a_section_count(cache, job, tmp_path: Path) -> None:
    assert ran(cache, job) and not ran(cache, job)
    other = replace(job, parameters={"as_of": "2025-03-01"})
    assert "as_of" in Reuse(cache).explain(other) and ran(cache, other)
    (tmp_path / "mine.py").write_text("x = 2\n")
    assert Reuse(cache).explain(job) == "sources: mine"
    assert ran(cache, job)
    edit(Path(job.notebook), "A small section", "Another section")
    assert Reuse(cache).explain(job) == "code: notebook"


def test_imports_are_followed_wherever_they_are_written(tmp_path: Path) -> None:
    found = sources(["%matplotlib inline\nfrom helpers.sections import energy"], tmp_path)
    for name in ("sections.energy", "sections.briefing", "judgement.verdicts", "ledger.reading"):
        assert f"helpers.{name}" in found
    assert "helpers.sections.ukraine" not in found


def test_imports_are_found_in_several_threads_at_once(tmp_path: Path) -> None:
    texts = [path.read_text("utf-8") for path in sorted((PACKAGE / "publish").glob("*.py"))[:12]]

    class Loop:  # garbage whose finalizer hands on to another thread, even within a parser in C
        def __init__(self) -> None:
            self.itself = self

        def __del__(self) -> None:
            time.sleep(0)

    def deep(levels: int, thread: int) -> list[dict[str, str]]:
        if levels:
            return deep(levels - 1, thread)
        return [sources([f"{text}# {thread} {Loop().itself is None}"], tmp_path) for text in texts]

    thresholds = gc.get_threshold()
    try:
        gc.set_threshold(50)
        with ThreadPoolExecutor(4) as pool:
            found = list(pool.map(deep, (0, 7, 14, 21), range(4)))
    finally:
        gc.set_threshold(*thresholds)
    assert all(one == found[0] for one in found)


def test_fresh_runs_again_and_a_failed_run_is_not_kept(cache: SectionCache, tmp_path: Path) -> None:
    good, bad = samples.job(tmp_path, "good", "print(1)"), samples.job(tmp_path, "bad", "1/0")
    for _ in range(2):
        runs = run_sections([good, bad], reuse=Reuse(cache, fresh=True))
        assert [r.cached for r in runs] == [False, False]
    assert [r.cached for r in run_sections([good, bad], reuse=Reuse(cache))] == [True, False]


@pytest.mark.parametrize("fresh", [False, True])
def test_a_run_under_which_something_changed_is_not_kept(cache, tmp_path: Path, fresh) -> None:
    (tmp_path / "mine.py").write_text("x = 1")
    nbs = f"from pathlib import Path; import mine; Path({str(tmp_path / 'mine.py')!r})"
    changing = samples.job(tmp_path, "one", nbs + ".write_text('x = 3')")
    (result,) = run_sections([changing], reuse=Reuse(cache, fresh))
    assert result.failure is None and Reuse(cache).explain(changing) != "hit"


@pytest.mark.parametrize("damage", [b"", b"no json\n", b'{"a": 1}\n', None])
def test_a_damaged_entry_is_a_miss(cache: SectionCache, damage: bytes | None) -> None:
    cache.keep(INPUTS, NOTEBOOK, ["claims"])
    (path,) = cache.folder.glob("one-*")
    data = path.read_bytes()
    path.write_bytes(data[:-3] + b"xyz" if damage is None else damage)
    assert cache.find(INPUTS) is None
    cache.explain(INPUTS)
    cache.keep(INPUTS, NOTEBOOK, ["claims"])
    assert cache.find(INPUTS) == NOTEBOOK


def test_it_never_grows_beyond_its_bound_and_keeps_what_was_used_last(tmp_path: Path) -> None:
    cache = SectionCache(tmp_path, most_bytes=2500)
    first, *others = [replace(INPUTS, code=str(n)) for n in range(12)]
    (tmp_path / ".new-left").write_bytes(b"by a run that was killed" * 1000)
    for inputs in (first, *others):
        cache.keep(inputs, NOTEBOOK, ["claims"])
        assert sum(p.stat().st_size for p in tmp_path.iterdir()) <= 2500
        assert cache.find(first) == NOTEBOOK
    assert cache.find(others[0]) is None and cache.find(others[-1]) == NOTEBOOK


def test_two_runs_at_once_do_not_harm_it(tmp_path: Path) -> None:
    cache, wrong = SectionCache(tmp_path, most_bytes=4000), []

    def work(seed: int) -> None:
        for n in range(60):
            inputs = replace(INPUTS, code=str((n * seed) % 7))
            cache.keep(inputs, NOTEBOOK | {"n": inputs.code}, ["claims"])
            found = cache.find(inputs)
            if found is not None and found["n"] != inputs.code:
                wrong.append(found)

    threads = [threading.Thread(target=work, args=(seed,)) for seed in (1, 2, 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong and sum(p.stat().st_size for p in tmp_path.iterdir()) <= 4000


def test_an_edition_from_the_cache_has_the_same_bytes_as_a_fresh_one(cache, tmp_path: Path) -> None:
    jobs = jobs_in(tmp_path)
    made = []
    for name, options in (
        ("plain", Options()),
        ("first", Options(reuse=Reuse(cache))),
        ("again", Options(reuse=Reuse(cache))),
    ):
        result = build(jobs, samples.content(), tmp_path / name, options=options)
        made.append((fingerprint(result.folder), [r.cached for r in result.runs]))
    assert made[0][0] == made[1][0] == made[2][0]
    assert [cached for _, cached in made] == [[False, False], [False, False], [True, True]]


def test_a_stamp_fits_until_the_inputs_or_the_edition_change(tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "data")
    (notebook := tmp_path / "one.ipynb").write_text("{}")
    (edition := tmp_path / "edition").mkdir()
    files = {"index.html": b"a page"}
    (edition / "index.html").write_bytes(b"a page")

    def stamp(**settings: object) -> Stamp:
        return Stamp.of(
            edition, tmp_path / "c", data=tmp_path / "data", notebooks=[notebook], settings=settings
        )

    assert stamp().fits() is None
    stamp().set(files, {"figures": 1})
    assert stamp().fits() == {"figures": 1}
    assert stamp(pdf=False).fits() is None
    for path in (notebook, tmp_path / "data/claims.csv", edition / "index.html"):
        before = path.read_bytes()
        path.write_bytes(before + b" ")
        assert stamp().fits() is None, path.name
        path.write_bytes(before)
    (edition / "more.html").write_text("not ours")
    assert stamp().fits() is None
