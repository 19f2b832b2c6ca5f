"""Sentence by sentence: every number of the prose stands in a table or in a row of the ledger."""

import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from helpers.display import bundles
from helpers.ledger.package import load
from helpers.ledger.views import Known
from helpers.parameters import SECTIONS, report_settings
from support.inprocess import execute
from support.numbers import is_held, orphans, prose
from support.words import words_only

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"


@cache
def default_run(section: str):
    """Return a section's notebook, run as of the default day, without its drawings."""
    spec = SECTIONS[section]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bundles, "draw", words_only)
        return execute(NOTEBOOKS / f"{spec.notebook}.ipynb", spec.model().literals())


@pytest.mark.parametrize("section", SECTIONS)
def test_every_number_in_the_text_is_found_in_a_table_or_a_ledger_row(section):
    nb = default_run(section)
    found = orphans(nb, Known(load(), report_settings()), section)
    assert not found, "\n".join(f"{o.number}: {o.sentence}" for o in found)


@pytest.mark.parametrize("section", SECTIONS)
def test_no_placeholder_is_left_unfilled(section):
    nb = default_run(section)
    assert not [t for t in prose(nb) if re.search(r"\{\w+\}|\bnan\b", t)]


def test_a_number_is_held_if_a_row_rounds_to_it_and_not_otherwise():
    pool = np.array([0.4567, 12345.0])
    assert is_held("0.46", pool) and is_held("45.7", pool) and is_held("12,345", pool)
    assert not is_held("0.47", pool) and not is_held("47", pool) and not is_held("12,346", pool)
