"""How long the default edition takes, against a plain loop and the least that it could take.

    python benchmarks/edition.py --rounds 3 --json edition.json

Four ways are measured in turn, so that a busy machine slows all of them alike:

- `ours`: `treaty report --fresh`, nine sections, HTML and PDF, interpreter start included.
- `unchanged`: `treaty report` right after it.
- `plain`: `papermill` and `jupyter nbconvert --to html` for each of the nine notebooks, no PDF.
- `floor`: all cells in one process that is warm already, then HTML and PDF; imports not counted.

Figures are medians over the rounds. Memory is the largest sum over a program and all of its
children, pages that several share counted once (PSS). Processor seconds, summed over the same
processes as last seen, say on a busy machine what wall time cannot.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("0*.ipynb"))
BIN = Path(sys.executable).parent
SAMPLE_SECONDS = 0.2


@dataclass
class Cost:
    """What some commands have cost.

    Attributes:
        seconds: on the wall.
        processor: on all cores together.
        megabytes: at the peak.
        printed: what the last command printed.
    """

    seconds: float = 0.0
    processor: float = 0.0
    megabytes: float = 0.0
    printed: str = ""


def cost_of(commands: list[list[str]], environment: dict[str, str]) -> Cost:
    """Return the cost of commands run one after the other."""
    cost, started = Cost(), time.perf_counter()
    for command in commands:
        process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        done = threading.Event()
        watch = threading.Thread(target=_watch, args=(process.pid, done, cost))
        watch.start()
        cost.printed, _ = process.communicate()
        done.set()
        watch.join()
        if process.returncode:
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    cost.seconds = time.perf_counter() - started
    return cost


def ours(folder: Path, *more: str) -> Cost:
    """Measure `treaty report` with a cache and an edition of its own."""
    command = [str(BIN / "treaty"), "report", "--out", str(folder / "reports"), *more]
    return cost_of([command], {"TREATY_CACHE": str(folder / "cache")})


def plain(folder: Path) -> Cost:
    """Measure the plain loop."""
    commands = []
    for notebook in NOTEBOOKS:
        run = folder / notebook.name
        commands.append([str(BIN / "papermill"), "--no-progress-bar", str(notebook), str(run)])
        commands.append([str(BIN / "jupyter"), "nbconvert", "--to", "html", str(run)])
    return cost_of(commands, {})


def floor(_: Path) -> Cost:
    """Measure cells and rendering in a warm process, which counts its own seconds."""
    cost = cost_of([[sys.executable, __file__, "--floor"]], {"PYTHONHASHSEED": "0"})
    cost.seconds, cost.processor = (float(n) for n in cost.printed.split()[-2:])
    return cost


def run_floor() -> None:
    """Print the seconds that all cells and the rendering take in this process, once warm."""
    sys.path.insert(0, str(ROOT / "tests"))
    from helpers.cli.choices import read_choices
    from support.editions import files_of
    from support.inprocess import execute

    choices = read_choices([], None, "", [])
    execute(NOTEBOOKS[-1], choices.sections["methods"].literals())
    started, before = time.perf_counter(), time.process_time()
    files_of(choices)
    print(time.perf_counter() - started, time.process_time() - before)


def measure(rounds: int) -> dict[str, list[Cost]]:
    """Return the cost of every way, by round."""
    ways: dict[str, Callable[[Path], Cost]] = {
        "ours": lambda folder: ours(folder, "--fresh"),
        "unchanged": ours,
        "floor": floor,
        "plain": plain,
    }
    found: dict[str, list[Cost]] = {way: [] for way in ways}
    with tempfile.TemporaryDirectory(prefix="treaty-bench-") as name:
        for _ in range(rounds):
            for way, run in ways.items():
                cost = run(Path(name))
                found[way].append(cost)
                told = f"{cost.seconds:.2f} s, {cost.processor:.1f} s of processor"
                print(f"{way}: {told}, {cost.megabytes:.0f} MB", file=sys.stderr, flush=True)
    return found


def ratios(found: dict[str, list[Cost]]) -> dict[str, float]:
    """Return the ratios that the bars are set for, each the median over the rounds."""
    out = {}
    for other in ("plain", "floor"):
        pairs = list(zip(found["ours"], found[other], strict=True))
        wall = statistics.median(a.seconds / b.seconds for a, b in pairs)
        processor = statistics.median(a.processor / b.processor for a, b in pairs)
        out[f"ours / {other}"] = round(wall, 3)
        out[f"ours / {other}, processor"] = round(processor, 3)
    unchanged = statistics.median(cost.seconds for cost in found["unchanged"])
    return out | {"unchanged, seconds": round(unchanged, 2)}


def _watch(pid: int, done: threading.Event, cost: Cost) -> None:
    """Add to a cost what a program and its children are seen to use until it is done."""
    seen: dict[int, float] = {}
    while not done.wait(SAMPLE_SECONDS):
        total = 0
        try:
            top = psutil.Process(pid)
            for process in (top, *top.children(recursive=True)):
                total += process.memory_full_info().pss
                times = process.cpu_times()
                seen[process.pid] = times.user + times.system
        except (psutil.Error, AttributeError):
            continue
        cost.megabytes = max(cost.megabytes, total / 1e6)
    cost.processor += sum(seen.values())


def _plain(cost: Cost) -> dict[str, float]:
    kept = asdict(cost)
    del kept["printed"]
    return {name: round(number, 2) for name, number in kept.items()}


def main() -> None:
    """Measure, and print or write the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path, help="also write the figures here")
    parser.add_argument("--floor", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.floor:
        return run_floor()
    found = measure(asked.rounds)
    ways = {way: [_plain(cost) for cost in costs] for way, costs in found.items()}
    result = {"ratios": ratios(found), "ways": ways, "cores": psutil.cpu_count()}
    print(json.dumps(result, indent=1))
    if asked.json:
        asked.json.write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    return None


if __name__ == "__main__":
    main()
