"""The page and the chart of the benchmarks, from their results."""

import io
import statistics
from typing import Any

import pandas as pd

from helpers.display.style import ORANGE, canvas

WAYS = {
    "ours": ("`treaty report --fresh`", "HTML and PDF, interpreter start included"),
    "floor": ("the floor", "all cells in one warm process, HTML and PDF; imports not counted"),
    "plain": ("papermill, then `jupyter nbconvert`", "one notebook after the other, HTML only"),
    "book": ("jupyter-book 1 (MyST-NB)", "the same notebooks, HTML only"),
    "one section": ("`treaty report`, a parameter of one section changed", "one section runs"),
    "unchanged": ("`treaty report`, nothing changed", "no section runs"),
}
"""By the name in the results: what was run, and what it made."""

HEAD = """# Benchmarks

How long an edition takes, how fast sweeps are, and how both grow with the evidence. `make bench`
measures all of it and writes this page; it takes about half an hour, and nothing of it is a test.
A machine is never quite quiet: what counts are ratios between ways that ran in turn. {rounds};
every round stands in [results.json](results.json).

![What an edition takes, and how reading and judging grow](chart.svg)
"""


def text(results: dict[str, Any]) -> str:
    """Return the page in Markdown."""
    parts = [
        HEAD.format(rounds=rounds_words(results["rounds"])),
        "## The default edition\n",
        _markdown(edition_table(results["edition"])),
        "Memory adds up all processes at the peak, shared pages once (PSS). "
        "Nothing changed, and one section: right after a full build.\n",
        "## Sweeps\n",
        _markdown(sweep_table(results["sweeps"])),
        "A report sweep writes the whole edition of one section, claims and data included, and a "
        "summary; the loop writes a page. Largest process: resident memory, shared pages "
        "counted in full.\n",
        "## More evidence\n",
        _markdown(scaling_table(results["scaling"])),
        "Copies of all findings and their sources, with ids, origins and days of their own.\n",
        "## Machine\n",
        _markdown(machine_table(results["machine"])),
    ]
    return "\n".join(parts)


def rounds_words(rounds: int) -> str:
    """Return how many rounds the numbers stand on."""
    return "Numbers are of one round" if rounds == 1 else f"Numbers are medians of {rounds} rounds"


def edition_table(found: dict[str, Any]) -> pd.DataFrame:
    """Return a row for each way of making the edition."""
    rows = []
    for way, (command, made) in WAYS.items():
        if way not in found["ways"]:
            continue
        mid = {
            k: statistics.median(c[k] for c in found["ways"][way]) for k in found["ways"][way][0]
        }
        ratio = found["ratios"].get(way)
        rows.append(
            {
                "Way": f"{command}: {made}",
                "Seconds": f"{mid['seconds']:.{2 if mid['seconds'] < 10 else 1}f}",
                "Processor seconds": f"{mid['processor']:.1f}" if mid["processor"] else "",
                "Memory, MB": f"{mid['megabytes']:.0f}" if mid["megabytes"] else "",
                "Ours to it": f"{ratio['seconds']:.2f}" if ratio else "",
            }
        )
    return pd.DataFrame(rows)


def sweep_table(found: dict[str, Any]) -> pd.DataFrame:
    """Return a row for the sweep of verdicts and one for that of reports."""
    v, r = found["verdicts"], found["reports"]
    loop, sweep = (statistics.median(x[k] for x in r["rounds"]) for k in ("loop", "sweep"))
    largest = max(x["largest"] for x in r["rounds"])
    return pd.DataFrame(
        [
            {
                "Sweep": f"verdicts: {v['sets']:,} sets × {v['claims']} claims, one process",
                "Speed": f"{v['seconds']:.1f} s, {v['sets'] / v['seconds']:,.0f} sets a second",
                "Largest process, MB": f"{v['megabytes']:.0f}",
            },
            {
                "Sweep": f"reports: {r['editions']} editions of `{r['section']}`",
                "Speed": f"{sweep:.2f} s an edition; papermill and nbconvert {loop:.2f} s: "
                f"{r['times']:.1f} times the throughput",
                "Largest process, MB": f"{largest:.0f}",
            },
        ]
    )


def scaling_table(found: list[dict[str, float]]) -> pd.DataFrame:
    """Return a row for each size of the evidence base."""
    return pd.DataFrame(
        [
            {
                "Findings": f"{x['rows']:,.0f}",
                "Load and check, s": f"{x['load']:.2f}",
                "Judge, s": f"{x['judge']:.2f}",
                "Both, ms a finding": f"{1e3 * (x['load'] + x['judge']) / x['rows']:.3f}",
            }
            for x in found
        ]
    )


def machine_table(found: dict[str, Any]) -> pd.DataFrame:
    """Return what the numbers depend on."""
    versions = ", ".join(f"{name} {number}" for name, number in found["versions"].items())
    rows = {
        "Processor": f"{found['processor']}, {found['cores']} cores",
        "Memory": f"{found['gigabytes']} GB",
        "System": found["system"],
        "Versions": versions,
    }
    return pd.DataFrame(rows.items(), columns=["What", "Here"])


def chart(results: dict[str, Any]) -> bytes:
    """Return the chart as SVG: seconds an edition takes, and growth with the evidence."""
    fig, (left, right) = canvas(2.9, 1, 2, width_ratios=[1.25, 1])
    ways = results["edition"]["ways"]
    names = {"ours": "treaty report", "floor": "floor", "plain": "papermill,\nnbconvert",
             "book": "jupyter-book 1"}  # fmt: skip
    shown = {names[w]: statistics.median(c["seconds"] for c in ways[w]) for w in names if w in ways}
    bars = left.barh(list(shown), list(shown.values()), height=0.6,
                     color=[ORANGE, *["#8a94a0"] * (len(shown) - 1)])  # fmt: skip
    left.bar_label(bars, fmt=" %.0f s", padding=1)
    left.invert_yaxis()
    left.set(title="Seconds for nine sections", xlim=(0, 1.18 * max(shown.values())), xticks=[])
    left.spines["bottom"].set_visible(False)
    rows = [x["rows"] for x in results["scaling"]]
    both = [x["load"] + x["judge"] for x in results["scaling"]]
    right.plot(rows, both, "o-", color=ORANGE)
    right.plot(rows, [both[0] * r / rows[0] for r in rows], ":", color="#8a94a0")
    right.annotate("linear", (rows[1], both[0] * rows[1] / rows[0]), (-34, 2),
                   textcoords="offset points", color="#5f6b77")  # fmt: skip
    for x, y in zip(rows, both, strict=True):
        right.annotate(f"{y:.1f} s", (x, y), (2, -12), textcoords="offset points")
    right.set(xscale="log", yscale="log", title="Load, check and judge", xlabel="findings")
    right.set_xlim(rows[0] / 1.6, rows[-1] * 3)
    right.set_ylim(min(both) / 2, None)
    fig.set_facecolor("white")
    buffer = io.BytesIO()
    fig.savefig(buffer, format="svg", metadata={"Date": None}, transparent=False)
    return buffer.getvalue()


def _markdown(table: pd.DataFrame) -> str:
    lines = [list(table.columns), ["---"] + ["--:"] * (len(table.columns) - 1), *table.to_numpy()]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines) + "\n"
