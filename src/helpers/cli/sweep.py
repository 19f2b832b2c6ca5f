"""Run a sweep: read the grid, do what is missing, write the results and the summary."""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from helpers.cli.choices import NAME, BadInputError
from helpers.parameters.grid import Grid, read_grid


@dataclass(frozen=True)
class Place:
    """Where a sweep runs: processes of this machine, or a Dask scheduler and its certificates."""

    workers: int | None = None
    scheduler: str = ""
    tls: tuple[Path | None, Path | None, Path | None] = (None, None, None)

    def check(self) -> None:
        """Refuse what cannot be meant.

        Raises:
            BadInputError: saying what is wrong and what is allowed.
        """
        faults = []
        secure = self.scheduler.startswith("tls://")
        if self.scheduler and not secure and not self.scheduler.startswith("tcp://"):
            faults.append(
                f"--scheduler: {self.scheduler!r} is not allowed."
                " Allowed: tcp://host:port or tls://host:port."
            )
        if self.scheduler and self.workers:
            faults.append("--workers is for this machine, --scheduler for a cluster: give one")
        for option, path in zip(("--tls-ca", "--tls-cert", "--tls-key"), self.tls, strict=True):
            if path and not secure:
                faults.append(f"{option}: only for a scheduler at tls://")
            elif path and not path.is_file():
                faults.append(f"{option}: {path} is not a file")
        if faults:
            raise BadInputError("\n".join(faults))


def run_sweep(file: Path, place: Place, name: str, out: Path) -> int:
    """Run the sweep of a grid file; return 0, or 1 if some of its tasks failed.

    Raises:
        ParameterError: for anything wrong in the file, before anything runs.
        BadInputError: for options that cannot be meant.
    """
    place.check()
    if not NAME.fullmatch(name):
        raise BadInputError(f"--name: {name!r} is not allowed: letters, digits, dots, - and _ only")
    grid = read_grid(file)
    folder = out / (name or file.stem)
    folder.mkdir(parents=True, exist_ok=True)
    if grid.kind == "verdicts":
        return verdict_sweep(grid, place, folder)
    from helpers.publish.lean import lean_imports

    if not place.scheduler:
        from helpers.publish.sweep import pools

        pools.prepare()
    with lean_imports():
        from helpers.cli.sweep_editions import report_sweep

    return report_sweep(grid, place, folder)


def verdict_sweep(grid: Grid, place: Place, folder: Path) -> int:
    """Judge every set of a grid; write verdicts.parquet, sweep.json and index.html."""
    from helpers.ledger.package import load
    from helpers.publish.sweep import verdicts
    from helpers.publish.sweep.page import Summary, page
    from helpers.publish.sweep.store import PartStore, written

    ledger = load()
    tasks = verdicts.plan(grid, ledger.fingerprint)
    store = PartStore(folder, ".parquet")
    failed = finish(tasks, store, place, "parts")
    if failed:
        return told(failed)
    joined = folder / ".verdicts.parquet.joining"
    verdicts.joined([(store.path(t), t) for t in tasks], joined)
    joined.replace(folder / "verdicts.parquet")
    store.forget_others(tasks)
    made = verdicts.as_universe(folder / "verdicts.parquet", grid, ledger)
    title = f"Verdicts under {grid.size:,} sets of choices"
    written(folder / "index.html", page(Summary(title, made, ledger, grid.fixed)))
    facts = {"sets": grid.size, "claims": len(made.claims), "data_fingerprint": ledger.fingerprint}
    written(folder / "sweep.json", verdicts.described(grid, facts))
    print(f"{folder}: {grid.size:,} sets, {len(made.claims)} claims: verdicts.parquet, index.html")
    return 0


def finish(tasks: list[Any], store: Any, place: Place, noun: str) -> dict[str, Exception]:
    """Do the tasks that a store lacks, and say how many it had and how it goes."""
    from helpers.publish.sweep import harvest

    missing = [task for task in tasks if not store.has(task)]
    found = len(tasks) - len(missing)
    if found:
        tell(f"{found} of {len(tasks)} {noun} from before, {len(missing)} still to do")
    if not missing:
        return {}
    count = Counted(len(missing), noun)

    def keep(task: Any, files: dict[str, bytes]) -> None:
        store.keep(task, files)
        count.one_more()

    return harvest(missing, pool(place, len(missing)), keep, tell)


def pool(place: Place, tasks: int) -> Callable[[], Any]:
    """Return what opens the executor of a place."""
    from helpers.publish.sweep import Tls, cluster, processes

    if place.scheduler:
        return partial(cluster, place.scheduler, Tls(*place.tls))
    return partial(processes, min(place.workers or os.cpu_count() or 1, tasks))


class Counted:
    """Tells how many are done: at every tenth of them, so that a log stays short."""

    def __init__(self, total: int, noun: str) -> None:
        self.total, self.noun, self.done = total, noun, 0

    def one_more(self) -> None:
        """Count one, and tell if a tenth is full."""
        self.done += 1
        if self.done * 10 // self.total > (self.done - 1) * 10 // self.total:
            tell(f"{self.done} of {self.total} {self.noun}")


def tell(text: str) -> None:
    """Print a line on how it goes."""
    print(text, file=sys.stderr, flush=True)


def told(failed: Mapping[str, Exception]) -> int:
    """Print which tasks failed and why, and return the exit code."""
    for name, error in failed.items():
        tell(f"{name}: {type(error).__name__}: {error}")
    tell("What is done is kept; the same command does the rest.")
    return 1
