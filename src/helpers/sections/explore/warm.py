"""What the kernels of explorers inherit: imports, readings and first views, made once.

A forkserver runs `prepare` before it forks the first kernel; see `helpers.publish.preload`. No
widget is made here: one that was made outside a kernel ties ipywidgets to no front end for good.
"""

import contextlib
import importlib

from helpers.ledger.package import load
from helpers.parameters import SECTIONS, settings
from helpers.sections.explore.chooser import FIRST
from helpers.sections.explore.claim_panel import claim_parameters, prepare_claim
from helpers.sections.explore.section_panel import SectionViews


def prepare() -> None:
    """Draw the first views of every panel, so that what they need is there in every kernel."""
    for section in SECTIONS:
        views, parameters = SectionViews(section, settings(section)), settings(section)
        views.claims(parameters)
        if section == FIRST:
            views.shown_step(parameters)
    with contextlib.suppress(ImportError):
        importlib.import_module("voila.utils")  # a page view's kernel would take a second for it
    prepare_claim(load(), claim_parameters())
