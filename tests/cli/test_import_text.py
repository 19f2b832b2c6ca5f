"""`treaty data import-text`: a table, JSON, rows to be coded, and refusals that teach."""

import csv
import json
from pathlib import Path

import pytest

TWELVE = str(Path(__file__).resolve().parents[1] / "ledger/texts/twelve.txt")


def test_it_prints_the_articles_and_what_is_to_be_looked_at(run_treaty):
    done = run_treaty("data", "import-text", TWELVE, COLUMNS="160")
    assert done.returncode == 0, done.stderr
    assert "twelve.txt: 12 articles, 22 units" in done.stdout
    for words in ("3(4)", "Neither Party shall", "separate agreements 1", "Central Asia"):
        assert words in done.stdout
    assert "To be looked at" in done.stdout and "no article 6, 8-11, 13" in done.stdout


def test_json_holds_units_and_findings_and_none_of_the_wording(run_treaty):
    done = run_treaty("data", "import-text", TWELVE, "--json")
    document = json.loads(done.stdout)
    assert (document["articles"], document["kind"]) == (12, "text")
    assert sum(u["characters"] for u in document["units"]) == document["characters"]
    unit = next(u for u in document["units"] if u["place"] == "19(3)")
    assert (unit["suggested_obligation"], unit["verbs"]) == (3, {"guarantee": 1})
    assert "closer relations in every field" not in done.stdout


def test_rows_can_be_appended_to_the_table_of_clauses(run_treaty, tmp_path):
    out = tmp_path / "new.csv"
    done = run_treaty("data", "import-text", TWELVE, "--csv", str(out), "--treaty", "RU-XX-2030")
    assert done.returncode == 0 and "21 rows for an analyst to code" in done.stdout
    header = (Path(__file__).resolve().parents[2] / "data/clauses.csv").open().readline()
    assert out.read_text("utf-8").startswith(header)
    rows = list(csv.DictReader(out.open(encoding="utf-8")))
    assert len(rows) == 21 and rows[1]["clause_id"] == "RUXX30-01"
    assert {r["treaty_id"] for r in rows} == {"RU-XX-2030"}
    again = run_treaty("data", "import-text", TWELVE, "--csv", str(out))
    assert again.returncode == 2 and "exists already" in again.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere.txt"], ["nowhere.txt", "cannot be read", "Allowed"]),
        (["README.md"], ["README.md", "no heading of an article", "Article 1"]),
        (["reports/default/report.pdf"], ["report.pdf", "is a PDF", "Save it as text"]),
        ([TWELVE, "--treaty", "iran"], ["--treaty", "'iran'", "IR-RU-2025"]),
        ([TWELVE, "--encoding", "klingon"], ["'klingon' is no encoding", "cp1251"]),
    ],
)
def test_bad_input_exits_two_with_what_where_and_what_is_allowed(run_treaty, arguments, words):
    done = run_treaty("data", "import-text", *arguments)
    assert done.returncode == 2 and "Traceback" not in done.stderr
    assert all(w in done.stderr for w in words), done.stderr
