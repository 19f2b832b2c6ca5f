"""How long the default edition takes, against a plain loop and the least that it could take.

    python benchmarks/edition.py --rounds 3 --json edition.json

Four ways are measured in turn, so that a busy machine slows all of them alike:

- `ours`: `treaty report --fresh`, nine sections, HTML and PDF, interpreter start included.
- `unchanged`: `treaty report` right after it.
- `plain`: `papermill` and `jupyter nbconvert --to html` for each of the nine notebooks, no PDF.
- `floor`: all cells in one process that is warm already, then HTML and PDF; imports not counted.

Figures are medians over the rounds; memory is the largest sum over a program and all of its
children, pages that several share counted once (PSS).
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
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("0*.ipynb"))
BIN = Path(sys.executable).parent
SAMPLE_SECONDS = 0.2


def timed(commands: list[list[str]], environment: dict[str, str]) -> tuple[float, int, str]:
    """Return seconds, peak memory in bytes and output of commands run one after the other."""
    peak, out, started = 0, "", time.perf_counter()
    for command in commands:
        process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        done, most = threading.Event(), [0]
        watch = threading.Thread(target=_watch, args=(process.pid, done, most))
        watch.start()
        out, _ = process.communicate()
        done.set()
        watch.join()
        peak = max(peak, most[0])
        if process.returncode:
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}\n{out}")
    return time.perf_counter() - started, peak, out


def ours(folder: Path, *more: str) -> tuple[float, int]:
    """Measure `treaty report` with a cache and an edition of its own."""
    command = [str(BIN / "treaty"), "report", "--out", str(folder / "reports"), *more]
    seconds, peak, _ = timed([command], {"TREATY_CACHE": str(folder / "cache")})
    return seconds, peak


def plain(folder: Path) -> tuple[float, int]:
    """Measure the plain loop."""
    commands = []
    for notebook in NOTEBOOKS:
        run = folder / notebook.name
        commands.append([str(BIN / "papermill"), "--no-progress-bar", str(notebook), str(run)])
        commands.append([str(BIN / "jupyter"), "nbconvert", "--to", "html", str(run)])
    return timed(commands, {})[:2]


def floor(_: Path) -> tuple[float, int]:
    """Measure cells and rendering in a warm process, which counts its own seconds."""
    _, peak, out = timed([[sys.executable, __file__, "--floor"]], {"PYTHONHASHSEED": "0"})
    return float(out.split()[-1]), peak


def run_floor() -> None:
    """Print the seconds that all cells and the rendering take in this process, once warm."""
    sys.path.insert(0, str(ROOT / "tests"))
    from helpers.cli.choices import read_choices
    from support.editions import files_of
    from support.inprocess import execute

    choices = read_choices([], None, "", [])
    execute(NOTEBOOKS[-1], choices.sections["methods"].literals())
    started = time.perf_counter()
    files_of(choices)
    print(time.perf_counter() - started)


def measure(rounds: int) -> dict[str, dict[str, list[float]]]:
    """Return seconds and megabytes of every way, by round."""
    with tempfile.TemporaryDirectory(prefix="treaty-bench-") as name:
        folder = Path(name)
        ways: dict[str, Callable[[Path], tuple[float, int]]] = {
            "ours": lambda f: ours(f, "--fresh"),
            "unchanged": ours,
            "floor": floor,
            "plain": plain,
        }
        found: dict[str, dict[str, list[float]]] = {
            way: {"seconds": [], "megabytes": []} for way in ways
        }
        for _ in range(rounds):
            for way, run in ways.items():
                seconds, peak = run(folder)
                found[way]["seconds"].append(round(seconds, 2))
                found[way]["megabytes"].append(round(peak / 1e6))
                print(f"{way}: {seconds:.2f} s, {peak / 1e6:.0f} MB", file=sys.stderr, flush=True)
        return found


def ratios(found: dict[str, dict[str, list[float]]]) -> dict[str, float]:
    """Return the ratios that the bars are set for, each the median over the rounds."""
    seconds = {way: numbers["seconds"] for way, numbers in found.items()}
    return {
        f"ours / {other}": round(
            statistics.median(a / b for a, b in zip(seconds["ours"], seconds[other], strict=True)),
            3,
        )
        for other in ("plain", "floor")
    } | {"unchanged, seconds": statistics.median(seconds["unchanged"])}


def _watch(pid: int, done: threading.Event, most: list[int]) -> None:
    while not done.wait(SAMPLE_SECONDS):
        total = 0
        try:
            top = psutil.Process(pid)
            for process in (top, *top.children(recursive=True)):
                total += process.memory_full_info().pss
        except (psutil.Error, AttributeError):
            continue
        most[0] = max(most[0], total)


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
    result = {"ratios": ratios(found), "ways": found, "cores": psutil.cpu_count()}
    print(json.dumps(result, indent=1))
    if asked.json:
        asked.json.write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    return None


if __name__ == "__main__":
    main()
