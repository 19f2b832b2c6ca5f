"""A copy of the evidence base that a test may spoil, and the means to spoil one cell of it."""

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.ledger.package import data_dir

SMALL = Path(__file__).parents[1] / "small"


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
