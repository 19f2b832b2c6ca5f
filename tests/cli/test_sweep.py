"""`treaty sweep` as a user runs it: results, going on after a stop, refusals."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import psutil
import pytest

from helpers.judgement.claims import judge
from helpers.ledger.package import load
from helpers.ledger.views import Known
from helpers.parameters import report_settings

VERDICTS = """
[set]
coder = "agreed"
[grid]
as_of = { start = 2025-02-28, stop = 2025-04-30, step = "month" }
weights = ["linear", "equal"]
"""
REPORTS = """
kind = "reports"
sections = ["background"]
[grid]
as_of = [2025-03-01]
week_window = [9]
"""


@pytest.fixture
def grid(tmp_path: Path) -> Path:
    path = tmp_path / "months.toml"
    path.write_text(VERDICTS, "utf-8")
    return path


@pytest.fixture(scope="module")
def swept(tmp_path_factory, run_treaty) -> Path:
    """The folder of the sweep of verdicts, run in one go."""
    out = tmp_path_factory.mktemp("whole")
    (out / "months.toml").write_text(VERDICTS, "utf-8")
    done = run_treaty("sweep", "--grid", str(out / "months.toml"), "--out", str(out))
    assert done.returncode == 0, done.stderr
    return out / "months"


def test_a_sweep_of_verdicts_leaves_a_table_a_page_and_goes_on_where_it_was(
    grid, swept, tmp_path, run_treaty
):
    folder = shutil.copytree(swept, tmp_path / "months")
    table = pd.read_parquet(folder / "verdicts.parquet")
    assert len(table) == 6 * len(load().claims)
    day = table.query("as_of == '2025-04-28' and weights == 'equal'").set_index("claim_id")
    choice = {"as_of": "2025-04-28", "weights": "equal", "coder": "agreed"}
    judged = judge(Known(load(), report_settings(choice)))
    assert day["verdict"].to_dict() == {c: str(j.verdict) for c, j in judged.items()}
    assert json.loads((folder / "sweep.json").read_text())["sets"] == 6
    page = (folder / "index.html").read_text("utf-8")
    assert (
        "Verdicts under 6 sets of choices" in page
        and "<svg" in page
        and "http" not in [link.split(":")[0] for link in page.split('src="')[1:]]
    )

    before = {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()}
    sorted((folder / ".parts").iterdir())[0].unlink()
    again = run_treaty("sweep", "--grid", str(grid), "--out", str(tmp_path), "--workers", "1")
    assert "2 of 3 parts from before, 1 still to do" in again.stderr
    assert {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()} == before


def test_an_edition_of_a_sweep_is_byte_for_byte_that_of_one_section_alone(tmp_path, run_treaty):
    path = tmp_path / "one.toml"
    path.write_text(REPORTS, "utf-8")
    swept = run_treaty("sweep", "--grid", str(path), "--out", str(tmp_path))
    assert swept.returncode == 0, swept.stderr
    options = ["--section", "background", "--no-pdf", "--out", str(tmp_path / "alone")]
    alone = run_treaty("report", *options, "--set", "as_of=2025-03-01", "--set", "week_window=9")
    assert alone.returncode == 0, alone.stderr
    (ours,) = (p for p in (tmp_path / "one").iterdir() if p.is_dir() and p.name[0] != ".")
    theirs = tmp_path / "alone" / ours.name
    assert [p for p in (tmp_path / "alone").iterdir() if p.name[0] != "."] == [theirs]
    assert (theirs / "background.html").exists() and not (theirs / "energy.html").exists()
    assert {p.name: p.read_bytes() for p in ours.iterdir()} == {
        p.name: p.read_bytes() for p in theirs.iterdir()
    }
    again = run_treaty("sweep", "--grid", str(path), "--out", str(tmp_path))
    assert "1 of 1 editions from before, 0 still to do" in again.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--scheduler", "127.0.0.1:8786"], "Allowed: tcp://host:port or tls://host:port."),
        (["--scheduler", "tcp://127.0.0.1:1", "--workers", "2"], "give one"),
        (["--scheduler", "tcp://127.0.0.1:1", "--tls-ca", "x.pem"], "only for a scheduler at tls"),
        (["--scheduler", "tls://127.0.0.1:1", "--tls-key", "no.pem"], "no.pem is not a file"),
        (["--name", "../up"], "letters, digits, dots, - and _ only"),
    ],
)
def test_options_that_cannot_be_meant_are_refused(options, said, grid, tmp_path, run_treaty):
    done = run_treaty("sweep", "--grid", str(grid), "--out", str(tmp_path), *options)
    assert done.returncode == 2 and said in done.stderr
    assert not (tmp_path / "months").exists()


def test_a_bad_value_ends_the_sweep_before_it_begins(tmp_path, run_treaty):
    path = tmp_path / "bad.toml"
    path.write_text('[grid]\nweights = ["linear", "stepe"]', "utf-8")
    done = run_treaty("sweep", "--grid", str(path), "--out", str(tmp_path))
    assert done.returncode == 2
    assert (
        "bad.toml: weights: 'stepe' is not allowed. Allowed: linear, steep, equal." in done.stderr
    )
    assert [p.name for p in tmp_path.iterdir()] == ["bad.toml"]


def test_a_sweep_that_was_killed_leaves_no_process_goes_on_and_gives_the_same(
    grid, swept, tmp_path, run_treaty
):
    command = [sys.executable, "-m", "helpers", "sweep", "--grid", str(grid), "--workers", "1"]
    first = subprocess.Popen(
        [*command, "--out", str(tmp_path / "a")], stderr=subprocess.PIPE, text=True
    )
    assert first.stderr is not None
    first.stderr.readline()  # one part is done
    helpers = psutil.Process(first.pid).children(recursive=True)
    first.kill()
    first.wait()
    _, left = psutil.wait_procs(helpers, timeout=30)
    assert len(helpers) >= 2 and left == []
    again = run_treaty("sweep", "--grid", str(grid), "--out", str(tmp_path / "a"))
    assert again.returncode == 0 and "parts from before" in again.stderr
    for name in ("verdicts.parquet", "index.html", "sweep.json"):
        assert (tmp_path / "a/months" / name).read_bytes() == (swept / name).read_bytes()
