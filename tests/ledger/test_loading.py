"""Loading: once while nothing changes, by the descriptor alone, at a cost that rows explain."""

import cProfile
import csv
import json
import os
import pstats
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.ledger.package import check, data_dir, fingerprint, load


def test_the_folder_can_be_named_by_the_environment(small: Path, monkeypatch) -> None:
    monkeypatch.setenv("TREATY_DATA", str(small))
    assert data_dir() == small
    assert len(load().claims) == 6


def test_an_unchanged_folder_is_read_once_and_a_changed_one_again(small: Path, set_cell) -> None:
    first = load(small)
    assert load(small) is first
    set_cell(small / "glossary.csv", "Claim", "definition", "Another one.")
    second = load(small)
    assert second.fingerprint != first.fingerprint
    assert "Another one." in set(second.glossary["definition"])


def test_the_fingerprint_depends_on_content_and_not_on_the_clock(small: Path) -> None:
    before = fingerprint(small)
    os.utime(small / "claims.csv", (0, 0))
    assert fingerprint(small) == before
    (small / "claims.csv").rename(small / "claims2.csv")
    assert fingerprint(small) != before


def test_text_is_text_and_numbers_are_numbers(small: Path) -> None:
    ledger = load(small)
    assert ledger.claims["horizon"].tolist()[0] == ""
    assert ledger.evidence["credibility"].dtype == "int64"
    assert ledger.evidence["value"].dtype == "float64"
    assert ledger.clauses["obligation"].isna().any()
    assert set(ledger.figures["theme"]) == {"nuclear", "voting"}
    with pytest.raises(AttributeError, match="no table 'claim'"):
        _ = ledger.claim


def test_the_work_of_checking_grows_no_faster_than_the_rows(small: Path) -> None:
    """Counted in calls, which no busy machine changes; `benchmarks/scaling.py` takes the time."""
    few, many = (calls_for(small, rows) for rows in (100, 800))
    assert many < 8 * few


def calls_for(small: Path, rows: int) -> int:
    """Return the calls that a check takes with so many more findings, each of its own source."""
    for name, column in (("evidence", 9), ("evidence_second", None), ("sources", 0)):
        path = small / f"{name}.csv"
        _, first, *_ = csv.reader(path.open(encoding="utf-8", newline=""))
        with path.open("a", encoding="utf-8", newline="") as file:
            for n in range(rows):
                ids = {0: f"{chr(65 + rows // 100)}0-{n:03d}"} if name != "sources" else {}
                ids |= {column: f"copy-{rows}-{n}"} if column is not None else {}
                csv.writer(file).writerow([ids.get(i, cell) for i, cell in enumerate(first)])
    profile = cProfile.Profile()
    faults = profile.runcall(check, small)
    assert faults == []
    return pstats.Stats(profile).total_calls  # type: ignore[attr-defined]


def test_the_referee_is_not_needed_to_load() -> None:
    code = "import sys, helpers.ledger.package; print('frictionless' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_rule_of_the_descriptor_is_enough_to_enforce_it(small: Path) -> None:
    """The loader knows no table by name: a rule added to the descriptor is at once in force."""
    path = small / "datapackage.json"
    descriptor = json.loads(path.read_text("utf-8"))
    terms = next(r for r in descriptor["resources"] if r["name"] == "glossary")
    terms["schema"]["fields"][0]["constraints"] = {"enum": ["Claim", "Stance"]}
    path.write_text(json.dumps(descriptor), "utf-8")
    assert [(f.file, f.value) for f in check(small)] == [("glossary.csv", "Verdict")]
