"""Grid files: ranges of days and numbers, and every fault named before anything runs."""

from pathlib import Path

import pytest

from helpers.parameters import ParameterError
from helpers.parameters.grid import MOST_SETS, read_grid


def grid(tmp_path: Path, text: str):
    path = tmp_path / "mine.toml"
    path.write_text(text, "utf-8")
    return read_grid(path)


def faults(tmp_path: Path, text: str) -> str:
    with pytest.raises(ParameterError) as error:
        grid(tmp_path, text)
    return str(error.value)


def test_lists_and_fixed_values_are_taken_as_they_stand(tmp_path):
    made = grid(
        tmp_path,
        '[set]\ncoder = "agreed"\n[grid]\nweights = ["linear", "steep"]\nmin_credibility = [5, 3]',
    )
    assert made.kind == "verdicts" and made.fixed == {"coder": "agreed"}
    assert made.axes == {"weights": ("linear", "steep"), "min_credibility": (5, 3)}
    assert made.size == 4


@pytest.mark.parametrize(
    ("step", "days"),
    [
        ('"month"', ["2025-01-31", "2025-02-28", "2025-03-31"]),
        ('"quarter"', ["2025-01-31"]),
        ("30", ["2025-01-31", "2025-03-02"]),
        ('"week"', ["2025-01-31", *(f"2025-02-{d:02d}" for d in (7, 14, 21, 28)),
                    *(f"2025-03-{d:02d}" for d in (7, 14, 21, 28))]),
    ],
)  # fmt: skip
def test_days_run_from_start_to_stop(tmp_path, step, days):
    text = f"[grid]\nas_of = {{ start = 2025-01-31, stop = 2025-03-31, step = {step} }}"
    assert list(grid(tmp_path, text).axes["as_of"]) == days


def test_numbers_run_from_start_to_stop(tmp_path):
    made = grid(tmp_path, "[grid]\nmin_credibility = { start = 1, stop = 5, step = 2 }")
    assert made.axes["min_credibility"] == (1, 3, 5)


def test_a_sweep_of_reports_may_vary_what_a_section_alone_knows(tmp_path):
    made = grid(
        tmp_path,
        'kind = "reports"\nsections = ["energy"]\nformats = ["pdf", "html"]\n'
        "[grid]\nenergy.agency_year = [2022, 2023]\nsince = [2015, 2020]",
    )
    assert made.axes["energy.agency_year"] == (2022, 2023)
    assert (made.sections, made.formats) == (("energy",), ("html", "pdf"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "mine.toml: grid: a table is required, such as [grid]"),
        ('[grid]\nwieghts = ["linear"]', "no such parameter of a sweep of verdicts. Did you mean"),
        ('[grid]\nweights = ["stepe"]', "weights: 'stepe' is not allowed. Allowed: linear, steep"),
        ('[grid]\nas_of = ["2024-12-31"]', "before 2025-01-20, when there was no claim to test"),
        ("[grid]\nsince = [2015, 2020]", "since: no such parameter of a sweep of verdicts"),
        ('[grid]\nweights = "linear"', "Allowed: a list of values, or {start, stop, step}"),
        ('[grid]\nweights = ["linear", "linear"]', "'linear' stands twice"),
        ("[grid]\nweights = []", "no value. At least one is needed."),
        ("[grid]\nas_of = {start = 2025-02-01}", "a range needs start, stop and step"),
        ('[grid]\nas_of = {start = 2025-02-01, stop = 2025-03-01, step = "moon"}',
         "step 'moon' is not allowed. Allowed: day, week, month, quarter, year, or days."),
        ('kind = "verdict"\n[grid]\nweights = ["linear"]', "Did you mean 'verdicts'?"),
        ('sections = ["energy"]\n[grid]\nweights = ["linear"]', "of kind reports only"),
        ('kind = "reports"\nsections = ["enrgy"]\n[grid]\nweights = ["linear"]', "'energy'"),
        ('[grids]\nweights = ["linear"]', "grids: no such key of mine.toml. Did you mean 'grid'?"),
        ('[set]\nweights = "steep"\n[grid]\nweights = ["linear"]', "both set and varied"),
        ("[grid\n", "cannot be read"),
    ],
)  # fmt: skip
def test_a_fault_says_where_it_is_and_what_is_allowed(tmp_path, text, said):
    assert said in faults(tmp_path, text)


def test_all_faults_are_told_at_once(tmp_path):
    said = faults(tmp_path, '[grid]\nweights = ["stepe"]\ncoder = ["third"]\nmin_credibility = [9]')
    assert [line.split(":")[1].strip() for line in said.splitlines()] == [
        "weights", "coder", "min_credibility",
    ]  # fmt: skip


def test_more_sets_than_a_summary_can_hold_are_refused(tmp_path):
    text = (
        '[grid]\nas_of = { start = 2025-01-20, stop = 2031-01-20, step = "day" }\n'
        'weights = ["linear", "steep", "equal"]\nmin_credibility = [1, 2, 3, 4, 5]\n'
        'min_reliability = ["A", "B", "C", "D", "E"]\ncoder = ["first", "second", "agreed"]\n'
        'independence = ["origin", "publisher", "none"]\ninclude_unjudged = [true, false]\n'
    )
    assert f"Allowed: up to {MOST_SETS:,}." in faults(tmp_path, text)
