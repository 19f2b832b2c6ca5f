"""To import this module is to be ready for the tasks of a sweep: workers are forked from there."""

import contextlib
import importlib

from helpers.ledger.package import load
from helpers.publish.lean import lean_imports

MODULES = ("helpers.publish.sweep.verdicts", "helpers.cli.sweep_editions")
"""Those of the tasks, by name: this floor may not import the second."""

with lean_imports(), contextlib.suppress(Exception):  # a task meets the same fault, and tells it
    for module in MODULES:
        importlib.import_module(module)
    load()
