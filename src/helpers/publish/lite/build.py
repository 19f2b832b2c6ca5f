"""Build the site: notebooks, evidence and wheels in a JupyterLab of plain files.

Python itself and the libraries in C (numpy, pandas, matplotlib, scipy) are not in the site: the
reader's browser takes them from the address that jupyterlite-pyodide-kernel names.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from helpers.publish.lite.faults import LiteError
from helpers.publish.lite.wheels import REPORT, installed, wheels
from helpers.publish.staging import staged

ROOT = Path(__file__).resolve().parents[4]
LIBRARIES = (
    "numpy", "pandas", "matplotlib", "scipy", "networkx", "pydantic", "beautifulsoup4",
    "mistune", "ipywidgets",
)  # fmt: skip
"""What the package imports below its floor `publish`, by the names that readers install."""

EXTENSIONS = ("jupyterlite_pyodide_kernel", "jupyterlab_widgets")
"""Distributions whose parts of JupyterLab the site needs: the kernel, and the look of widgets."""

EPOCH = 315532800
"""1980-01-01, the oldest day a zip file can name: every date in the site, whenever it is built."""

SETUP_CELL = f"""\
# Only in this copy: the libraries and the report's package, installed into the browser.
import os
import piplite

await piplite.install({list(LIBRARIES)!r})
await piplite.install("{REPORT}", deps=False)
os.environ["TREATY_DATA"] = os.path.abspath("../data")
"""


def build(target: Path) -> None:
    """Build the site aside and swap it in whole; the same inputs give the same bytes.

    Args:
        target: its folder.

    Raises:
        LiteError: if JupyterLite is not installed or does not build.
    """
    if missing := [n for n in ("jupyterlite_core", *EXTENSIONS) if find_spec(n) is None]:
        raise LiteError(
            f"not installed: {', '.join(missing)}. Install what the site is built with: "
            "pip install -c constraints.txt -e '.[live]'"
        )
    with tempfile.TemporaryDirectory() as name, staged(target) as site:
        work = Path(name)
        _contents(work / "contents")
        (work / "wheels").mkdir()
        for file, data in wheels().items():
            (work / "wheels" / file).write_bytes(data)
        for file, settings in _settings(site).items():
            (work / file).write_text(json.dumps(settings), "utf-8")
        command = [sys.executable, "-m", "jupyterlite_core", "build"]
        done = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)
        if done.returncode:
            raise LiteError(f"JupyterLite did not build:\n{(done.stdout + done.stderr)[-2000:]}")


def _settings(site: Path) -> dict[str, dict[str, Any]]:
    """Return what JupyterLite reads while it builds, and what the site reads when it opens."""
    build_settings = {
        "output_dir": str(site.resolve()),
        "cache_dir": "cache",
        "contents": ["contents"],
        "apps": ["lab"],
        "ignore_sys_prefix": ["federated_extensions"],
        "federated_extensions": [str(_extension(name)) for name in EXTENSIONS],
        "no_sourcemaps": True,
        "no_unused_shared_packages": True,
        "source_date_epoch": EPOCH,
    }
    kernel = {"disablePyPIFallback": True}
    config = {
        "appName": "What the Moscow-Tehran treaty changed",
        "exposeAppInBrowser": True,
        "litePluginSettings": {"@jupyterlite/pyodide-kernel-extension:kernel": kernel},
    }
    return {
        "jupyter_lite_config.json": {
            "LiteBuildConfig": build_settings,
            "PipliteAddon": {"piplite_urls": ["wheels"]},
        },
        "jupyter-lite.json": {"jupyter-lite-schema-version": 0, "jupyter-config-data": config},
    }


def _contents(folder: Path) -> None:
    """Lay out what the reader finds in the site: notebooks that set themselves up, and data."""
    shutil.copytree(ROOT / "data", folder / "data", ignore=shutil.ignore_patterns(".*"))
    (folder / "notebooks").mkdir()
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        notebook = with_setup(json.loads(path.read_text("utf-8")))
        text = json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
        (folder / "notebooks" / path.name).write_text(text, "utf-8")


def with_setup(notebook: Mapping[str, Any]) -> dict[str, Any]:
    """Return a notebook with the cell that installs what it needs before all others."""
    cell = {
        "cell_type": "code",
        "execution_count": None,
        "id": "setup-in-the-browser",
        "metadata": {"tags": ["setup"]},
        "outputs": [],
        "source": SETUP_CELL.splitlines(keepends=True),
    }
    return {**notebook, "cells": [cell, *notebook["cells"]]}


def _extension(name: str) -> Path:
    """Return the folder of an installed extension of JupyterLab."""
    found = installed(name)
    for path in found.files or []:
        if "labextensions" in path.parts and path.name == "package.json":
            return Path(str(found.locate_file(path))).resolve().parent
    raise LiteError(f"{name} {found.version} brings no extension of JupyterLab")
