"""Copies of the evidence base that a test may spoil, cell by cell, and a treaty's text, split."""

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.ledger.package import data_dir
from helpers.ledger.treaty_text import Split, Unit, read_document, split, units_of

SMALL = Path(__file__).parents[1] / "small"
TEXTS = Path(__file__).parent / "texts"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the full evidence base."""
    return Path(shutil.copytree(data_dir(), tmp_path / "data"))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small ledger."""
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


Setter = Callable[[Path, str, str, str], int]


@pytest.fixture
def set_cell() -> Setter:
    """Return a function that changes one cell and returns the line on which its row stands."""

    def change(path: Path, key: str, column: str, value: str) -> int:
        lines = path.read_text("utf-8").split("\n")
        header = next(csv.reader([lines[0]]))
        number = next(n for n, text in enumerate(lines) if (text + ",").startswith(key + ","))
        cells = next(csv.reader([lines[number]]))
        cells[header.index(column)] = value
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="").writerow(cells)
        lines[number] = out.getvalue()
        path.write_text("\n".join(lines), "utf-8")
        return number + 1

    return change


@pytest.fixture(scope="session")
def twelve() -> Split:
    """Twelve articles of a treaty, split."""
    return split(read_document(TEXTS / "twelve.txt"))


@pytest.fixture(scope="session")
def units(twelve: Split) -> dict[str, Unit]:
    """The units of the twelve articles, by their place."""
    return {u.place: u for u in units_of(twelve)}
