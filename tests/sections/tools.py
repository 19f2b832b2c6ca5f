"""What tests of sections share: a section's briefing, and the rows of a file, to count by hand."""

import csv
from functools import cache

from helpers.ledger.package import data_dir
from helpers.sections.briefing import Briefing

EARLY, LATE = "2025-01-20", "2026-07-05"


@cache
def briefing_of(section: str, as_of: str = LATE, **overrides: object) -> Briefing:
    """Return a section's briefing, made once for each day and settings."""
    return Briefing.of(section, as_of=as_of, **overrides)


def rows_of(name: str) -> list[dict[str, str]]:
    """Return the rows of a file of the evidence base, as texts."""
    with (data_dir() / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
