"""Sweeps of verdicts: a grid cut in parts, each part judged at once, all parts as one Parquet."""

import io
import itertools
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from helpers.judgement.multiverse import AXES, Universe, product, universe
from helpers.judgement.multiverse.counting import NOT_MADE, WORDS
from helpers.ledger.package import Ledger, load
from helpers.parameters import report_settings
from helpers.parameters.grid import Grid
from helpers.publish.sweep.work import Task, code_fingerprint

SETS = 6_000
"""Sets of one part at most: a few seconds of work, a few hundred kilobytes of result."""
CODE = ("parameters", "ledger", "judgement")
"""The packages on which verdicts depend."""
SLOW_FIRST = ("as_of", "coder")
"""These change slowest: within a day and a coder the findings are laid out once."""

Axes = Mapping[str, Sequence[Any]]


def plan(grid: Grid, data: str) -> list[Task]:
    """Return the parts of a grid of verdicts, in the order of its sets."""
    code = code_fingerprint(*CODE)
    tasks = []
    for axes in parts(ordered(grid.axes)):
        said = ", ".join(f"{k} {v[0]}" for k, v in axes.items() if len(v) == 1) or "all sets"
        spec = {"axes": {k: list(v) for k, v in axes.items()}, "fixed": dict(grid.fixed)}
        tasks.append(Task(said, judge_part, spec, data, code, CODE))
    return tasks


def ordered(axes: Axes) -> dict[str, Sequence[Any]]:
    """Return the axes with those first that change slowest."""
    first = [name for name in SLOW_FIRST if name in axes]
    return {name: axes[name] for name in [*first, *(n for n in axes if n not in first)]}


def parts(axes: Axes) -> Iterator[dict[str, Sequence[Any]]]:
    """Yield grids of at most SETS sets each that make up a grid, day by day, in its order."""
    names = list(axes)
    cut = 1 if names[0] == "as_of" else 0
    while math.prod(len(axes[n]) for n in names[cut:]) > SETS:
        cut += 1
    for values in itertools.product(*(axes[n] for n in names[:cut])):
        yield {n: [v] for n, v in zip(names, values, strict=False)} | {
            n: axes[n] for n in names[cut:]
        }


def judge_part(spec: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the verdicts of a part as a Parquet file."""
    made = universe(load(), product(spec["axes"], report_settings(spec["fixed"])))
    return {"verdicts.parquet": parquet_bytes(made.table(numbered=True))}


def parquet_bytes(table: pd.DataFrame) -> bytes:
    """Return a table as Parquet, the same bytes for the same rows."""
    buffer = io.BytesIO()
    pq.write_table(arrow(table), buffer, compression="zstd")
    return buffer.getvalue()


def arrow(table: pd.DataFrame) -> pa.Table:
    """Return a table for Parquet; categories are written as plain text, which packs as well."""
    texts = {c: table[c].astype("str") for c in table if table[c].dtype == "category"}
    plain = pa.Table.from_pandas(table.assign(**texts), preserve_index=False)
    return plain.replace_schema_metadata(None)


def joined(files: Sequence[tuple[Path, Task]], target: Path) -> None:
    """Write all parts, in their order, as one Parquet file.

    The sets are numbered through: column `set`, from 0.
    """
    count = 0
    writer: pq.ParquetWriter | None = None
    with target.open("wb") as file:
        for path, task in files:
            part = pq.read_table(path)
            numbers = part["set"].to_numpy() + count
            count += math.prod(map(len, task.spec["axes"].values()))
            part = part.set_column(0, "set", pa.array(numbers, pa.int32()))
            writer = writer or pq.ParquetWriter(file, part.schema, compression="zstd")
            writer.write_table(part)
        if writer is not None:
            writer.close()


def as_universe(path: Path, grid: Grid, ledger: Ledger) -> Universe:
    """Return a sweep's verdicts from its joined file."""
    sets = product(ordered(grid.axes), report_settings(grid.fixed))
    claims = list(ledger.claims["claim_id"])
    verdicts = np.full((len(sets), len(claims)), NOT_MADE, np.int8)
    p = np.full(verdicts.shape, np.nan, np.float32)
    words = list(map(str, WORDS))
    columns = ["set", "claim_id", "verdict", "p"]
    for batch in pq.ParquetFile(path).iter_batches(batch_size=500_000, columns=columns):
        frame = batch.to_pandas()
        at = frame["set"].to_numpy(), pd.Categorical(frame["claim_id"], claims).codes
        verdicts[at] = pd.Categorical(frame["verdict"], words).codes
        p[at] = frame["p"].to_numpy()
    return Universe(sets[list(AXES)], tuple(claims), verdicts, p)


def described(grid: Grid, facts: Mapping[str, Any]) -> bytes:
    """Return the file sweep.json: what was asked, of which evidence, and what came of it."""
    document = {
        "kind": grid.kind,
        "grid": {name: list(values) for name, values in grid.axes.items()},
        "set": dict(grid.fixed),
        **facts,
    }
    return (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode()
