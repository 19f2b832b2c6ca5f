"""What a forkserver does before it forks the first kernel: import, draw and read once.

Every kernel inherits the outcome copy-on-write. Nothing here depends on a run's parameters, and
nothing that fails here is told: a kernel meets the same fault again, and says so in its notebook.
"""

import contextlib
import gc
import importlib
import io
import os
import signal
import subprocess
import sys

from helpers.publish.lean import lean_imports
from helpers.publish.surroundings import FURTHER, WARM_DAY

LIBRARIES = (
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.zmqshell",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.oinspect",
    "IPython.core.pylabtools",
    "IPython.extensions.storemagic",
    "sqlite3",
    "tornado.platform.asyncio",
    "debugpy.server.api",
    "_pydevd_bundle.pydevd_api",
    "_pydevd_bundle.pydevd_suspended_frames",
    "ipykernel.debugger",
    "pandas",
    "pandas.io.formats.html",
    "matplotlib.pyplot",
    "matplotlib.dates",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "scipy.special",
    "networkx",
)
"""Not matplotlib_inline.backend_inline: it must be imported inside the kernel's own IPython."""

search_path: list[str] = []
"""The `sys.path` of a Python just started; the forkserver may have been given its program's."""


def warm() -> None:
    """Import libraries and sections, draw one figure, load the evidence base; then hold still."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program, not for us
    asked = _ask_search_path()
    with contextlib.redirect_stderr(io.StringIO()), lean_imports():  # pydevd remarks on things
        for name in (*LIBRARIES, *sections()):
            with contextlib.suppress(Exception):
                importlib.import_module(name)
        for prepare in (draw, read, further):
            with contextlib.suppress(Exception):
                prepare()
    search_path[:] = asked.communicate()[0].splitlines()
    signal.signal(signal.SIGINT, before)
    gc.collect()
    gc.freeze()  # what is here stays: a collection in a kernel need not walk it, nor copy its pages


def sections() -> list[str]:
    """Return the names of the section modules: as text, for this floor may not import them."""
    from helpers.parameters import SECTIONS

    return [f"helpers.sections.{name}" for name in SECTIONS]


def draw() -> None:
    """Draw one figure with each kind of axis, so that fonts are found and caches filled."""
    import matplotlib
    import pandas as pd
    from matplotlib.figure import Figure

    from helpers.display.style import RC

    with matplotlib.rc_context(RC):
        figure = Figure()
        numbers, days = figure.subplots(2)
        numbers.plot([1, 10], [1, 2], label="one", marker="o")
        numbers.set_title("two", fontweight="bold")
        numbers.legend()
        days.plot(pd.date_range("2020-01-01", periods=3), [1, 2, 3])
        figure.savefig(io.StringIO(), format="svg", bbox_inches="tight")


def read() -> None:
    """Load the evidence base; in every kernel `load` looks at the files' times again.

    If the day of the kernels' reports is told, the evidence is judged as of it too, as each would.
    """
    from helpers.judgement.claims import judge
    from helpers.judgement.indicators import readings
    from helpers.judgement.multiverse import multiverse
    from helpers.ledger.package import load
    from helpers.ledger.views import seen
    from helpers.parameters import ReportParameters

    ledger, day = load(), os.environ.get(WARM_DAY)
    if day:
        known = seen(ledger, ReportParameters(as_of=day))
        readings(ledger, day)
        judge(known)
        multiverse(known)


def further() -> None:
    """Run what the environment asks for beyond what every kernel needs."""
    name = os.environ.get(FURTHER)
    if name:
        importlib.import_module(name).prepare()


def _ask_search_path() -> "subprocess.Popen[str]":
    code = "import sys; print(*sys.path[1:], sep='\\n')"
    return subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, start_new_session=True
    )
