"""How fast sweeps are.

Verdicts: sets of choices judged in a second, in one process. Reports: editions of one section by
`treaty sweep` against a loop of papermill and nbconvert over the same notebook, in turn within
one run, so that a busy machine slows both.
"""

import json
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

from cost import BIN, ROOT, Cost, cost_of

from helpers.judgement.multiverse import product, universe
from helpers.ledger.dates import shift_days
from helpers.ledger.package import load
from helpers.parameters import SECTIONS, report_settings

EDITIONS = 24
LOOP_EDITIONS = 4
"""So many of them by the loop, which takes the same time for each."""
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


def verdicts() -> dict[str, float]:
    """Return how long a sweep of 108,000 sets takes in this process, and what it takes up."""
    sets = product({"as_of": days(20), **CHOICES}, report_settings())
    start = time.perf_counter()
    made = universe(load(), sets)
    return {
        "sets": len(sets),
        "claims": len(made.claims),
        "seconds": round(time.perf_counter() - start, 2),
        "megabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3),
    }


def reports(rounds: int, section: str = "caucasus") -> dict[str, object]:
    """Return the seconds an edition takes, by the loop and by a sweep, for each round."""
    found = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory(prefix="treaty-bench-") as folder:
            loop = papermill_loop(section, days(LOOP_EDITIONS), Path(folder))
            sweep = report_sweep(section, days(EDITIONS), Path(folder))
        found.append(
            {
                "loop": round(loop.seconds / LOOP_EDITIONS, 2),
                "sweep": round(sweep.seconds / EDITIONS, 2),
                "largest": round(sweep.largest),
                "megabytes": round(sweep.megabytes),
            }
        )
        print(f"reports: {found[-1]}", file=sys.stderr, flush=True)
    times = statistics.median(r["loop"] / r["sweep"] for r in found)
    return {"section": section, "editions": EDITIONS, "rounds": found, "times": round(times, 2)}


def days(count: int) -> list[str]:
    """Return so many days, three weeks apart, from February 2025 on."""
    return [shift_days("2025-02-01", 21 * n) for n in range(count)]


def papermill_loop(section: str, as_of: list[str], folder: Path) -> Cost:
    """Return what papermill and nbconvert cost for an edition of each day, HTML only."""
    notebook = str(ROOT / "notebooks" / f"{SECTIONS[section].notebook}.ipynb")
    commands = []
    for day in as_of:
        made = str(folder / f"{day}.ipynb")
        commands.append([str(BIN / "papermill"), notebook, made, "-p", "as_of", day])
        commands.append([str(BIN / "jupyter"), "nbconvert", "--to", "html", made])
    return cost_of(commands, cwd=ROOT / "notebooks")


def report_sweep(section: str, as_of: list[str], folder: Path) -> Cost:
    """Return what `treaty sweep` costs for an edition of each day, its summary included."""
    grid = folder / "months.toml"
    named = ", ".join(f'"{day}"' for day in as_of)
    text = f'kind = "reports"\nsections = ["{section}"]\n[grid]\nas_of = [{named}]\n'
    grid.write_text(text, "utf-8")
    command = [str(BIN / "treaty"), "sweep", "--grid", str(grid), "--out", str(folder)]
    return cost_of([command], {"TREATY_CACHE": str(folder / "cache")})


def results(rounds: int) -> dict[str, object]:
    """Return both."""
    return {"verdicts": verdicts(), "reports": reports(rounds)}


if __name__ == "__main__":
    print(json.dumps(results(int(sys.argv[1]) if sys.argv[1:] else 3), indent=1))
