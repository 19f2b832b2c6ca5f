"""Run every benchmark and write results.json, README.md and chart.svg: `make bench`."""

import argparse
import json
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

import edition
import page
import psutil
import scaling
import sweeps
from cost import ROOT

HERE = Path(__file__).parent
PACKAGES = ("ipykernel", "matplotlib", "nbclient", "nbconvert", "pandas", "papermill", "typst")
BOOK = ("jupyter-book", "myst-nb")


def machine() -> dict[str, object]:
    """Return what the numbers depend on beside the code."""
    lines = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").exists() else ""
    model = next((r.split(":", 1)[1].strip() for r in lines.splitlines() if "model name" in r), "")
    return {
        "processor": model or platform.processor() or platform.machine(),
        "cores": psutil.cpu_count(),
        "gigabytes": round(psutil.virtual_memory().total / 1e9, 1),
        "system": f"{platform.system()} {platform.release().split('-')[0]}",
        "versions": {"Python": platform.python_version()}
        | {name: version(name) for name in PACKAGES}
        | book_versions(),
    }


def book_versions() -> dict[str, str]:
    """Return the versions in jupyter-book's own environment, if it is there."""
    python = edition.BOOK_BIN / "python"
    if not python.exists():
        return {}
    code = f"from importlib.metadata import version\nfor n in {BOOK}: print(n, version(n))"
    done = subprocess.run([str(python), "-c", code], capture_output=True, text=True, check=True)
    return dict(line.split() for line in done.stdout.splitlines())


def main() -> None:
    """Measure all, or write the page anew from the results that are there."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3, help="rounds of each; medians are shown")
    parser.add_argument("--page-only", action="store_true", help="from the results of the last run")
    asked = parser.parse_args()
    kept = HERE / "results.json"
    if not asked.page_only:
        found = {
            "machine": machine(),
            "rounds": asked.rounds,
            "edition": edition.results(asked.rounds),
            "sweeps": sweeps.results(asked.rounds),
            "scaling": scaling.results(asked.rounds),
        }
        kept.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    results = json.loads(kept.read_text("utf-8"))
    (HERE / "README.md").write_text(page.text(results), "utf-8")
    (HERE / "chart.svg").write_bytes(page.chart(results))
    print(f"{HERE.relative_to(ROOT)}/README.md")


if __name__ == "__main__":
    main()
