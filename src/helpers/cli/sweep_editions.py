"""Sweeps of reports: for each set of a grid the edition that `treaty report` would write."""

import itertools
import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from helpers.cli.choices import Choices, choices_for
from helpers.cli.editions import content
from helpers.cli.sweep import Place, finish, told
from helpers.judgement.multiverse import Universe
from helpers.judgement.multiverse.counting import NOT_MADE, WORDS
from helpers.ledger.package import Ledger, load
from helpers.ledger.views import Known
from helpers.parameters import SECTIONS
from helpers.parameters.grid import Grid
from helpers.publish import nursery
from helpers.publish.archive import versions
from helpers.publish.edition import Options, build
from helpers.publish.run import SectionJob
from helpers.publish.surroundings import kernel_environment
from helpers.publish.sweep import Task, verdicts
from helpers.publish.sweep.page import Summary, page
from helpers.publish.sweep.store import EditionStore, written
from helpers.publish.sweep.work import code_fingerprint


class EditionFailedError(RuntimeError):
    """An edition of which a section failed."""


def report_sweep(grid: Grid, place: Place, folder: Path) -> int:
    """Render an edition for every set of a grid, and the summary over all of them."""
    ledger = load()
    tasks = plan(grid, ledger.fingerprint)
    store = EditionStore(folder)
    failed = finish(tasks, store, place, "editions")
    if failed:
        return told(failed)
    made = as_universe([store.edition(t) for t in tasks], tasks, ledger)
    table = made.table().drop(columns=["p"]).assign(p=made.table()["p"].round(4))
    written(folder / "verdicts.parquet", verdicts.parquet_bytes(table))
    title = f"{grid.size:,} editions compared"
    listed = pd.DataFrame(
        [
            {"Edition": f"[{t.name}]({t.name}/index.html)"}
            | {name: t.spec["given"][name] for name in grid.axes}
            for t in tasks
        ]
    )
    summary = Summary(title, made, ledger, grid.fixed, listed)
    written(folder / "index.html", page(summary))
    facts = {"editions": [t.name for t in tasks], "data_fingerprint": ledger.fingerprint}
    written(folder / "sweep.json", verdicts.described(grid, facts))
    print(f"{folder}: {len(tasks)} editions; index.html")
    return 0


def plan(grid: Grid, data: str) -> list[Task]:
    """Return a task for each edition, in the order of the grid."""
    code = code_fingerprint()
    tasks: dict[str, Task] = {}
    for values in itertools.product(*grid.axes.values()):
        given = {**grid.fixed, **dict(zip(grid.axes, values, strict=True))}
        spec = {
            "given": given, "sections": list(grid.sections), "formats": list(grid.formats),
            "versions": versions(),
        }  # fmt: skip
        name = chosen(spec).name
        if name in tasks:  # names are cut where they get long
            name = f"{name}-{len(tasks) + 1}"
        tasks[name] = Task(name, render_edition, spec, data, code)
    return list(tasks.values())


def render_edition(spec: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the files of an edition.

    Raises:
        EditionFailedError: if a section failed.
    """
    scratch = Path(tempfile.mkdtemp(prefix="treaty-sweep-"))
    formats = spec["formats"]
    options = Options(html="html" in formats, pdf="pdf" in formats, workers=1)
    try:
        choices = chosen(spec)
        nursery.prepare(kernel_environment(), choices.report.as_of)  # warms up meanwhile
        words = content(Known(load(), choices.report), choices)
        result = build(jobs(choices), words, scratch / "edition", options=options)
        if not result.complete:
            said = [f"{name}: {f.error}. {f.advice}" for name, f in result.failures.items()]
            raise EditionFailedError("\n".join(said))
        return {p.name: p.read_bytes() for p in sorted(result.folder.iterdir())}
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def jobs(choices: Choices) -> list[SectionJob]:
    """Return the sections of an edition, in reading order."""
    return [
        SectionJob(
            s, SECTIONS[s].title, Path("notebooks") / f"{SECTIONS[s].notebook}.ipynb", p.literals()
        )
        for s, p in choices.sections.items()
    ]


def chosen(spec: Mapping[str, Any]) -> Choices:
    """Return the choices of an edition, as `treaty report` has them."""
    return choices_for(spec["given"], spec["sections"])


def as_universe(folders: list[Path], tasks: list[Task], ledger: Ledger) -> Universe:
    """Return the verdicts of all editions, from each one's claims.json."""
    claims = tuple(ledger.claims["claim_id"])
    numbers = {str(word): n for n, word in enumerate(WORDS)}
    words = np.full((len(folders), len(claims)), NOT_MADE, np.int8)
    p = np.full(words.shape, np.nan)
    sets = []
    for n, (folder, task) in enumerate(zip(folders, tasks, strict=True)):
        document = json.loads((folder / "claims.json").read_text("utf-8"))
        for claim in document["claims"]:
            at = n, claims.index(claim["claim_id"])
            words[at] = numbers[claim["verdict"]]
            p[at] = np.nan if claim["p"] is None else claim["p"]
        own = {k: str(v) for k, v in task.spec["given"].items() if k not in document["parameters"]}
        sets.append({"edition": task.name} | document["parameters"] | own)
    return Universe(pd.DataFrame(sets), claims, words, p)
