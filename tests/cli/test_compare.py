"""`treaty compare`: editions and days side by side, on the terminal, as JSON and as a page."""

import json
import re
import zipfile
from pathlib import Path

import pytest

from browser import tools
from helpers.judgement.claims import claims_document, judge
from helpers.ledger.package import load
from helpers.ledger.views import Known
from helpers.parameters import report_settings
from helpers.publish.archive import data_zip, json_bytes

ROOT = Path(__file__).resolve().parents[2]
DAYS = ("2025-06-01", "2026-07-05")


def compared(run_treaty, *arguments: str) -> dict:
    done = run_treaty("compare", *arguments, "--json")
    assert done.returncode in (0, None), done.stderr
    return json.loads(done.stdout)


def edition(folder: Path, fingerprint: str = "", **given) -> Path:
    """Write the files of an edition that a comparison reads."""
    parameters = report_settings(given)
    known = Known(load(), parameters)
    folder.mkdir()
    facts = {
        "parameters": parameters.literals(),
        "data_fingerprint": fingerprint or load().fingerprint,
    }
    (folder / "manifest.json").write_bytes(json_bytes(facts))
    (folder / "claims.json").write_bytes(json_bytes(claims_document(judge(known), parameters)))
    tables = {"claims.csv": known.claims, "evidence.csv": known.evidence}
    (folder / "data.zip").write_bytes(data_zip(tables))
    return folder


def test_the_verdicts_are_those_that_treaty_claims_prints_on_each_day(run_treaty):
    found = compared(run_treaty, *DAYS, "--set", "min_reliability=C")
    for side, day in zip(("before", "after"), DAYS, strict=True):
        sets = ("--set", f"as_of={day}", "--set", "min_reliability=C")
        printed = json.loads(run_treaty("claims", *sets, "--json").stdout)["claims"]
        told = {c["claim_id"]: c[side] for c in found["claims"]}
        assert told == {
            c["claim_id"]: {k: c[k] for k in ("verdict", "p", "confidence")} for c in printed
        }
    counts = found["counts"]
    assert counts["changed"] == sum(
        c["before"] != c["after"] and c["moved"] for c in found["claims"]
    )
    assert found["summary"].startswith(f"{counts['changed']} of {counts['claims']} verdicts")


def test_the_default_edition_has_the_verdicts_of_its_own_day(run_treaty):
    day = json.loads((ROOT / "reports/default/manifest.json").read_text("utf-8"))["as_of"]
    assert compared(run_treaty, "default", day)["counts"]["changed"] == 0
    assert compared(run_treaty, "reports/default", day)["counts"]["changed"] == 0


def test_an_edition_of_the_same_data_is_judged_anew_so_that_parameters_are_reasons(
    run_treaty, tmp_path
):
    strict = edition(tmp_path / "strict", min_reliability="B")
    found = compared(run_treaty, DAYS[1], str(strict))
    reasons = [r for c in found["claims"] for r in c["reasons"]]
    assert not found["notes"] and found["counts"]["changed"]
    assert reasons and all("min_reliability is B instead of E" in reason for reason in reasons)


def test_an_edition_of_other_data_is_taken_from_its_files_and_that_is_said(run_treaty, tmp_path):
    old = edition(tmp_path / "old", fingerprint="0" * 64, as_of=DAYS[0])
    found = compared(run_treaty, str(old), DAYS[1])
    assert "other data" in found["notes"][0]
    assert found["counts"]["changed"] and not any(c["reasons"] for c in found["claims"])
    rows = [row for c in found["claims"] for row in (*c["gained"], *c["lost"])]
    assert rows and not any(row["computed"] for row in rows)
    same = {c["claim_id"]: c for c in compared(run_treaty, *DAYS)["claims"]}
    for c in found["claims"]:
        assert [f for f in same[c["claim_id"]]["gained"] if not f["computed"]] == c["gained"]


def test_the_terminal_report_says_what_changed_and_why(run_treaty):
    text = run_treaty("compare", *DAYS).stdout
    assert " verdicts changed: " in text and "Why: " in text and "this alone makes it" in text
    assert "As of 1 June 2025 → As of 5 July 2026" in text
    assert "0 of " in run_treaty("compare", DAYS[0], DAYS[0]).stdout


def test_every_claim_of_which_anything_changed_is_named_and_the_others_are_counted(run_treaty):
    sets = ("--set", "min_credibility=3")
    found = compared(run_treaty, *DAYS, *sets)
    text = run_treaty("compare", *DAYS, *sets).stdout
    stayed, untouched = text.partition("kept their verdict: ")[2].split("did not change: ")
    for c in found["claims"]:
        differs = c["before"] != c["after"] or bool(c["gained"] or c["lost"])
        assert c["differs"] == differs
        place = untouched if not differs else stayed
        assert c["moved"] or re.search(rf"\b{c['claim_id']}\b", place), c["claim_id"]
    counts = found["counts"]
    assert counts["changed"] + counts["same_but_differs"] + counts["untouched"] == counts["claims"]
    assert f"{counts['untouched']} claims did not change: " in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["defalt", DAYS[0]], "Did you mean 'default'"),
        (["reports/defalt", DAYS[0]], "Did you mean 'default'"),
        (["data", DAYS[0]], "data is not an edition: no readable manifest.json"),
        (["", DAYS[0]], "no such edition, and no day"),
        (["2025-13-40", DAYS[0]], "Nearest: 2025-12-31"),
        ([DAYS[0], "2024-01-01"], "no claim to test"),
        ([*DAYS, "--set", "weight=steep"], "Did you mean 'weights'"),
        ([*DAYS, "--set", "as_of=2025-10-02"], "as_of has no use here"),
        (["default", "default", "--set", "weights=steep"], "both sides are editions"),
    ],
)
def test_bad_input_ends_with_code_2_and_the_nearest_fit(run_treaty, arguments, words):
    done = run_treaty("compare", *arguments)
    assert done.returncode == 2 and words in done.stderr and not done.stdout


@pytest.mark.parametrize("name", ["claims.json", "data.zip", "manifest.json"])
def test_a_damaged_edition_is_refused(run_treaty, tmp_path, name):
    folder = edition(tmp_path / "torn")
    (folder / name).write_bytes(b"torn")
    done = run_treaty("compare", str(folder), DAYS[0])
    assert done.returncode == 2 and "is not an edition: its files do not hold" in done.stderr
    with zipfile.ZipFile(folder / "data.zip", "w") as archive:
        archive.writestr("claims.csv", "claim_id\n")
    assert run_treaty("compare", str(folder), DAYS[0]).returncode == 2


@pytest.fixture(scope="module")
def pages(run_treaty, tmp_path_factory) -> list[Path]:
    folder = tmp_path_factory.mktemp("compared")
    out = [folder / name for name in ("once.html", "twice.html", "same.html")]
    for path, second in zip(out, (DAYS[1], DAYS[1], DAYS[0]), strict=True):
        run_treaty("compare", DAYS[0], second, "--html", str(path))
    return out


def test_the_page_has_the_same_bytes_twice_and_tells_every_changed_claim(pages, run_treaty):
    text = pages[0].read_text("utf-8")
    assert pages[0].read_bytes() == pages[1].read_bytes()
    found = compared(run_treaty, *DAYS)
    assert found["summary"] in text and 'href="index.html"' not in text
    for c in found["claims"]:
        assert (f'<article class="claim" id="{c["claim_id"]}"' in text) == c["differs"]


def test_the_page_is_valid_html(pages):
    assert tools.html_messages(pages) == []
