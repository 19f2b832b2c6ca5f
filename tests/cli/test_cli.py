"""The command line: messages that teach, exit codes, and nothing started for nothing."""

import json

import pytest


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("as_of=2025-13-40", ["as_of", "2025-13-40", "Nearest: 2025-12-31"]),
        ("as_of=2024-12-31", ["as_of", "no claim to test", "Nearest: 2025-01-20"]),
        ("asof=2025-01-01", ["asof", "Did you mean 'as_of'?"]),
        ("min_reliability=Q", ["min_reliability", "Allowed: A, B, C, D, E", "Nearest: E"]),
        ("since=abc", ["since", "whole number from 1990 to 2026"]),
        ("as_of", ["is not name=value"]),
    ],
)
def test_a_bad_setting_exits_two_before_anything_starts(run_treaty, tmp_path, setting, words):
    done = run_treaty("report", "--set", setting, "--out", str(tmp_path))
    assert done.returncode == 2
    assert all(word in done.stderr for word in words), done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_heavy_libraries_are_not_loaded_to_refuse_a_setting(run_treaty, tmp_path):
    import subprocess
    import sys

    code = (
        "import sys, helpers.cli.app as app\nsys.argv = ['treaty', 'report', '--set',"
        " 'since=abc']\ntry:\n    app.main()\nexcept SystemExit as done:\n    assert done.code =="
        " 2\nprint([m for m in ('pandas', 'matplotlib', 'papermill', 'jupyter_client') if m in"
        " sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["report", "--preset", "singing-week"], "Did you mean 'signing-week'?"),
        (["report", "--name", "../elsewhere"], "letters, digits, dots"),
        (["report", "--section", "ukrain"], "Did you mean 'ukraine'?"),
        (["report", "--params", "nowhere.toml"], "cannot be read"),
        (["report", "--params", "README.md"], "not a .toml, .yaml or .yml file"),
        (["params", "ukrain"], "Did you mean 'ukraine'?"),
        (["claims", "C44"], "Did you mean 'C4'?"),
        (["reprot"], "No such command"),
    ],
)
def test_other_slips_exit_two_with_the_nearest_fit(run_treaty, arguments, words):
    done = run_treaty(*arguments)
    assert done.returncode == 2 and words in done.stderr


def test_params_lists_every_parameter(run_treaty):
    done = run_treaty("params")
    assert done.returncode == 0
    for name in ("as_of", "min_reliability", "week_window", "comparators", "agency_year"):
        assert name in done.stdout


def test_claims_prints_verdicts_as_a_table_and_as_json(run_treaty):
    table = run_treaty("claims", "C4", "--set", "as_of=2025-10-02")
    assert table.returncode == 0 and "Verdicts as of 2025-10-02" in table.stdout
    document = json.loads(run_treaty("claims", "--json", "--preset", "signing-week").stdout)
    assert document["as_of"] == "2025-01-24" and len(document["claims"]) == 66


@pytest.mark.parametrize("suffix", ["toml", "yaml"])
def test_a_parameter_file_is_read_and_single_settings_win(run_treaty, tmp_path, suffix):
    path = tmp_path / f"p.{suffix}"
    lines = {
        "toml": 'as_of = 2025-05-01\nweights = "steep"',
        "yaml": "as_of: 2025-05-01\nweights: steep",
    }
    path.write_text(lines[suffix])
    done = run_treaty("claims", "--json", "--params", str(path), "--set", "weights=equal")
    document = json.loads(done.stdout)
    assert document["as_of"] == "2025-05-01" and document["parameters"]["weights"] == "equal"


def test_data_check_prints_faults_and_exits_one(run_treaty, tmp_path):
    import shutil
    from pathlib import Path

    small = Path(__file__).resolve().parents[1] / "small"
    shutil.copytree(small, tmp_path / "bad")
    claims = tmp_path / "bad/claims.csv"
    claims.write_text(claims.read_text().replace(",fact,", ",fakt,", 1))
    done = run_treaty("data", "check", str(tmp_path / "bad"))
    assert done.returncode == 1
    assert (
        "claims.csv" in done.stdout
        and "fakt" in done.stdout
        and "fact, assessment, forecast" in done.stdout
    )
    assert run_treaty("data", "check", str(small)).returncode == 0


def test_bad_data_stop_a_report_with_the_table_of_faults(run_treaty, tmp_path):
    import shutil
    from pathlib import Path

    shutil.copytree(Path(__file__).resolve().parents[1] / "small", tmp_path / "bad")
    sources = tmp_path / "bad/sources.csv"
    sources.write_text(sources.read_text().replace(",wire,", ",wired,", 1))
    done = run_treaty("report", "--out", str(tmp_path / "out"), TREATY_DATA=str(tmp_path / "bad"))
    assert done.returncode == 1 and "wired" in done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_told_without_a_traceback(run_treaty, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    done = run_treaty("report", "--section", "methods", "--no-pdf", "--out", str(tmp_path / "file"))
    assert done.returncode == 1 and "untouched" in done.stderr and "Traceback" not in done.stderr
    assert str(tmp_path / "file") in done.stderr and "methods: done" not in done.stderr


def test_where_nothing_has_changed_nothing_is_run_nor_loaded(run_treaty, tmp_path):
    import subprocess
    import sys

    arguments = ["report", "--section", "methods", "--section", "background", "--no-pdf"]
    arguments += ["--name", "e", "--out", str(tmp_path)]
    first = run_treaty(*arguments, "--explain", "--fresh")
    assert first.returncode == 0 and "methods: run again, as asked" in first.stdout
    code = (
        f"import sys, helpers.cli.app as app\nsys.argv = ['treaty', *{[*arguments, '--explain']!r}]"
        "\ntry:\n    app.main()\nexcept SystemExit as done:\n    assert not done.code\n"
        "print([m for m in ('pandas', 'matplotlib', 'papermill', 'jupyter_client') if m in"
        " sys.modules])"
    )
    again = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "methods: hit\nbackground: hit\n" in sorted_sections(again.stdout)
    assert "nothing has changed" in again.stdout and again.stdout.endswith("[]\n")

    page = tmp_path / "e/background.html"
    written = page.read_bytes()
    page.write_text("altered")
    mended = run_treaty(*arguments)
    assert mended.stderr.count("as before") == 2 and page.read_bytes() == written

    changed = run_treaty(*arguments, "--set", "week_window=9", "--explain")
    assert "background: parameters: week_window 8 -> 9" in changed.stdout
    assert "methods: hit" in changed.stdout and "methods: done as before" in changed.stderr
    assert changed.stderr.count("as before") == 1 and page.read_bytes() != written


def sorted_sections(text: str) -> str:
    """Return the lines on sections with `methods` first, whatever the reading order."""
    lines = text.splitlines()
    return "\n".join(sorted(lines, key=lambda line: not line.startswith("methods:"))) + "\n"
