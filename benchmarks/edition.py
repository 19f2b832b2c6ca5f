"""How long the default edition takes, against two other tools and the least that it could take.

Measured in turn, so that a busy machine slows all of them alike; figures are medians of rounds:

- `ours`: `treaty report --fresh`, nine sections, HTML and PDF, interpreter start included.
- `unchanged`: `treaty report` right after it.
- `one section`: `treaty report` with a parameter of one section changed.
- `plain`: `papermill` and `jupyter nbconvert --to html` for each of the nine notebooks, no PDF.
- `book`: `jupyter-book build` of the same notebooks by MyST-NB, HTML only, no PDF.
- `floor`: all cells in one process that is warm already, then HTML and PDF; imports not counted.
"""

import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from cost import BIN, ROOT, Cost, cost_of

NOTEBOOKS = sorted((ROOT / "notebooks").glob("0*.ipynb"))
BOOK_BIN = ROOT / "build" / "book" / "bin"
"""An environment of its own: jupyter-book 1 pins other versions than the project."""
KERNEL = "project"


def ours(folder: Path, *more: str) -> Cost:
    """Measure `treaty report` with a cache and an edition of its own."""
    command = [str(BIN / "treaty"), "report", "--out", str(folder / "reports"), *more]
    return cost_of([command], {"TREATY_CACHE": str(folder / "cache")})


def one_section(folder: Path) -> Cost:
    """Measure an edition in which one section has another parameter than before.

    The parameter never had its value before, so that the section must run.
    """
    value = 1 + time.time_ns() % 100_000 / 10_000
    name = f"caucasus.value_of_time={value}"
    return ours(folder, "--set", name, "--name", "default")


def plain(folder: Path) -> Cost:
    """Measure the plain loop."""
    commands = []
    for notebook in NOTEBOOKS:
        run = folder / notebook.name
        commands.append([str(BIN / "papermill"), "--no-progress-bar", str(notebook), str(run)])
        commands.append([str(BIN / "jupyter"), "nbconvert", "--to", "html", str(run)])
    return cost_of(commands)


def book(folder: Path) -> Cost:
    """Measure jupyter-book: its program from its own environment, the kernel from ours."""
    pages = folder / "book"
    shutil.rmtree(pages, ignore_errors=True)
    pages.mkdir()
    for notebook in NOTEBOOKS:
        text = json.loads(notebook.read_text("utf-8"))
        text["metadata"]["kernelspec"] = {"name": KERNEL, "display_name": KERNEL}
        (pages / notebook.name).write_text(json.dumps(text), "utf-8")
    kernel = folder / "share" / "kernels" / KERNEL
    kernel.mkdir(parents=True, exist_ok=True)
    argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    spec = {"argv": argv, "display_name": KERNEL, "language": "python"}
    (kernel / "kernel.json").write_text(json.dumps(spec), "utf-8")
    first, *rest = (n.stem for n in NOTEBOOKS)
    chapters = "".join(f"  - file: {name}\n" for name in rest)
    (pages / "_toc.yml").write_text(
        f"format: jb-book\nroot: {first}\nchapters:\n{chapters}", "utf-8"
    )
    config = "title: The treaty\nexecute:\n  execute_notebooks: force\n  timeout: 300\n"
    (pages / "_config.yml").write_text(config, "utf-8")
    return cost_of(
        [[str(BOOK_BIN / "jupyter-book"), "build", "--all", str(pages)]],
        {"JUPYTER_PATH": str(folder / "share"), "PYTHONPATH": ""},
    )


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
        "one section": one_section,
        "floor": floor,
        "plain": plain,
        "book": book,
    }
    if not (BOOK_BIN / "jupyter-book").exists():
        del ways["book"]
        print("book: left out; `make bench` installs jupyter-book for it", file=sys.stderr)
    found: dict[str, list[Cost]] = {way: [] for way in ways}
    with tempfile.TemporaryDirectory(prefix="treaty-bench-") as name:
        for _ in range(rounds):
            for way, run in ways.items():
                cost = run(Path(name))
                found[way].append(cost)
                told = f"{cost.seconds:.2f} s, {cost.processor:.1f} s of processor"
                print(f"{way}: {told}, {cost.megabytes:.0f} MB", file=sys.stderr, flush=True)
    return found


def results(rounds: int) -> dict[str, object]:
    """Return every round's cost by way, and the ratios of ours to the others within a round."""
    found = measure(rounds)
    ratios = {}
    for other in ("plain", "book", "floor"):
        pairs = list(zip(found["ours"], found.get(other, []), strict=False))
        if pairs:
            ratios[other] = {kind: _ratio(pairs, kind) for kind in ("seconds", "processor")}
    return {"ways": {w: [c.plain() for c in costs] for w, costs in found.items()}, "ratios": ratios}


def _ratio(pairs: list[tuple[Cost, Cost]], kind: str) -> float:
    return round(statistics.median(getattr(a, kind) / getattr(b, kind) for a, b in pairs), 3)


if __name__ == "__main__":
    if "--floor" in sys.argv:
        run_floor()
    else:
        print(json.dumps(results(int(sys.argv[1]) if sys.argv[1:] else 3), indent=1))
