"""What tests of sections share."""

import pytest

from helpers.display import bundles
from helpers.sections.briefing import Briefing
from sections.tools import briefing_of
from support.words import words_only


@pytest.fixture(autouse=True)
def no_drawings(monkeypatch):
    """Take down the words of drawings only: their looks are not what these tests are about."""
    monkeypatch.setattr(bundles, "draw", words_only)


@pytest.fixture(scope="session")
def now() -> Briefing:
    """The section on the clauses on the newest day."""
    return briefing_of("clauses")
