"""How fast sweeps are: run `python benchmarks/sweeps.py`; nothing here is a test.

Verdicts: sets of choices judged in a second, in one process. Reports: editions of one
section by `treaty sweep` against a loop of papermill and nbconvert over the same notebook, in turn
within one run, so that a busy machine slows both.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from helpers.judgement.multiverse import product, universe
from helpers.ledger.dates import shift_days
from helpers.ledger.package import load
from helpers.parameters import SECTIONS, report_settings

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
CHOICES = {
    "min_reliability": list("ABCDE"),
    "min_credibility": [1, 2, 3, 4, 5],
    "include_unjudged": [True, False],
    "include_party_media": [True, False],
    "independence": ["origin", "publisher", "none"],
    "weights": ["linear", "steep", "equal"],
    "coder": ["first", "second", "agreed"],
    "count_indicators": [True, False],
}


def days(count: int) -> list[str]:
    """Return so many days, three weeks apart, from February 2025 on."""
    return [shift_days("2025-02-01", 21 * n) for n in range(count)]


def verdicts() -> None:
    """Print how long a sweep of 108,000 sets takes in this process."""
    sets = product({"as_of": days(20), **CHOICES}, report_settings())
    start = time.perf_counter()
    made = universe(load(), sets)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    print(
        f"verdicts: {len(sets):,} sets x {len(made.claims)} claims in {seconds:.1f} s,"
        f" {len(sets) / seconds:,.0f} sets a second, peak {peak:.0f} MB"
    )


def reports(section: str, editions: int, rounds: int) -> None:
    """Print the throughput of a sweep of reports against that of a papermill loop."""
    for number in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            loop = papermill_loop(section, days(max(2, editions // 6)), Path(folder))
            sweep = report_sweep(section, days(editions), Path(folder))
        print(
            f"reports, round {number + 1}: papermill and nbconvert {loop:.1f} s an edition,"
            f" treaty sweep {sweep:.1f} s, {loop / sweep:.1f} times the throughput"
        )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e3
    print(f"largest process of them: {peak:.0f} MB")


def papermill_loop(section: str, as_of: list[str], folder: Path) -> float:
    """Return the seconds that papermill and nbconvert take for one edition."""
    notebook = f"{SECTIONS[section].notebook}.ipynb"
    start = time.perf_counter()
    for day in as_of:
        made = folder / f"{day}.ipynb"
        arguments = [notebook, str(made), "-p", "as_of", day, "--no-progress-bar"]
        run("papermill", *arguments, cwd=ROOT / "notebooks")
        run("jupyter", "nbconvert", "--to", "html", str(made), cwd=folder)
    return (time.perf_counter() - start) / len(as_of)


def report_sweep(section: str, as_of: list[str], folder: Path) -> float:
    """Return the seconds that `treaty sweep` takes for one edition, its summary included."""
    grid = folder / "months.toml"
    named = ", ".join(f'"{day}"' for day in as_of)
    text = f'kind = "reports"\nsections = ["{section}"]\n[grid]\nas_of = [{named}]\n'
    grid.write_text(text, "utf-8")
    start = time.perf_counter()
    run("treaty", "sweep", "--grid", str(grid), "--out", str(folder), cwd=ROOT)
    return (time.perf_counter() - start) / len(as_of)


def run(command: str, *arguments: str, cwd: Path) -> None:
    """Run a command of this environment."""
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        [str(BIN / command), *arguments], cwd=cwd, env=environment, capture_output=True, text=True
    )
    if done.returncode:
        raise SystemExit(f"{command} failed:\n{done.stderr}")


def main() -> None:
    """Print both."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--section", default="caucasus", choices=list(SECTIONS))
    options.add_argument("--editions", type=int, default=24)
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    verdicts()
    reports(given.section, given.editions, given.rounds)


if __name__ == "__main__":
    main()
