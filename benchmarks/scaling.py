"""How loading, checking and judging grow with the evidence.

The evidence base is copied and its findings and their sources are multiplied: each copy has new
ids, new origins and later days, so that nothing is counted as a repost of anything else.
"""

import itertools
import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from helpers.judgement.claims import judge
from helpers.ledger.package import data_dir, load
from helpers.ledger.views import Known
from helpers.parameters import ReportParameters

FACTORS = (1, 10, 100)
LAST_DAY = "2026-07-05"
"""No copy is moved beyond the day of the default edition: all of them are judged."""
FREE_LETTERS = "ADFGHIJLNOPQRTVWYZ"
"""Letters that no claim uses: the copies' ids."""


def grow(source: Path, target: Path, factor: int) -> int:
    """Write the evidence base `factor` times as large, and return its number of findings."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(".*"))
    evidence, second, sources, origins = (
        pd.read_csv(source / f"{name}.csv", dtype=str, keep_default_na=False)
        for name in ("evidence", "evidence_second", "sources", "origins")
    )
    used = sources[sources["source_id"].isin(evidence["source_id"])]
    ids = new_ids()
    parts: dict[str, list[pd.DataFrame]] = {
        "evidence": [evidence], "evidence_second": [second], "sources": [sources],
        "origins": [origins],
    }  # fmt: skip
    for copy in range(1, factor):
        renamed = {old: next(ids) for old in evidence["evidence_id"]}
        parts["evidence"].append(
            evidence.assign(
                evidence_id=evidence["evidence_id"].map(renamed),
                source_id=evidence["source_id"] + f"-c{copy}",
                known_on=later(evidence["known_on"], copy),
            )
        )
        kept = second[second["evidence_id"].isin(renamed)]
        parts["evidence_second"].append(kept.assign(evidence_id=kept["evidence_id"].map(renamed)))
        parts["sources"].append(
            used.assign(
                source_id=used["source_id"] + f"-c{copy}",
                origin=used["origin"] + f"-c{copy}",
                published=later(used["published"], copy),
                known_from=later(used["known_from"], copy),
            )
        )
        named = origins[origins["origin"].isin(used["origin"])]
        parts["origins"].append(
            named.assign(origin=named["origin"] + f"-c{copy}", name=named["name"] + f" {copy}")
        )
    for name, tables in parts.items():
        pd.concat(tables).to_csv(target / f"{name}.csv", index=False)
    return len(evidence) * factor


def later(days: pd.Series, by: int) -> pd.Series:
    """Return days moved on, none beyond LAST_DAY; blanks stay blank."""
    moved = pd.to_datetime(days, errors="coerce") + pd.Timedelta(days=by)
    text = moved.dt.strftime("%Y-%m-%d").where(moved.notna(), "")
    return text.where(text <= LAST_DAY, LAST_DAY)


def new_ids() -> Iterator[str]:
    """Yield ids of the schema's form that no finding has."""
    for letter, group, number in itertools.product(FREE_LETTERS, range(100), range(1000)):
        yield f"{letter}{group:02d}-{number:03d}"


def measure(folder: Path) -> tuple[float, float]:
    """Return the seconds that loading with all checks takes, and judging every claim."""
    start = time.perf_counter()
    ledger = load(folder)
    loaded = time.perf_counter()
    judge(Known(ledger, ReportParameters(as_of=LAST_DAY)))
    return loaded - start, time.perf_counter() - loaded


def results(rounds: int) -> list[dict[str, float]]:
    """Return for each size the median seconds of loading and judging, and both a row."""
    measure(data_dir())  # what is imported on first use is no part of the measure
    found = []
    with tempfile.TemporaryDirectory(prefix="treaty-bench-") as scratch:
        for factor in FACTORS:
            rows, times = 0, []
            for n in range(rounds):
                folder = Path(scratch) / f"x{factor}-{n}"
                rows = grow(data_dir(), folder, factor)
                times.append(measure(folder))
                shutil.rmtree(folder)
            loading, judging = (round(statistics.median(t), 3) for t in zip(*times, strict=True))
            found.append({"factor": factor, "rows": rows, "load": loading, "judge": judging})
            print(f"scaling: {found[-1]}", file=sys.stderr, flush=True)
    return found


if __name__ == "__main__":
    print(json.dumps(results(int(sys.argv[1]) if sys.argv[1:] else 3), indent=1))
