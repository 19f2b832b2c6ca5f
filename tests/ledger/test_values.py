"""A wrong value in one cell is named by file, line, column, value and rule."""

from pathlib import Path

import pytest

from helpers.ledger.faults import Fault
from helpers.ledger.package import check

DAY = "a day of the calendar, written YYYY-MM-DD"
PERIODS = "each part is a period YYYY, YYYY-Qn, YYYY-MM or YYYY-MM-DD"
HEU = "iran_heu60_stock,IRN,2025-02"

CASES = {
    "claim unknown": ("evidence.csv", "B2-08", "claim_id", "B99", "not in claims; nearest: B9"),
    "source unknown": (
        "evidence.csv",
        "B2-08",
        "source_id",
        "ei-2026-statistical-revue",
        "not in sources; nearest: ei-2026-statistical-review",
    ),
    "no claim": ("evidence.csv", "B2-08", "claim_id", "", "a value is required"),
    "stance misspelt": (
        "evidence.csv",
        "B2-08",
        "stance",
        "suports",
        "allowed: supports, qualifies, contradicts; nearest: supports",
    ),
    "credibility too high": (
        "evidence.csv",
        "B2-08",
        "credibility",
        "7",
        "a whole number from 1 to 6",
    ),
    "credibility a letter": (
        "evidence.csv",
        "B2-08",
        "credibility",
        "B",
        "a whole number from 1 to 6",
    ),
    "credibility broken": (
        "evidence.csv",
        "B2-08",
        "credibility",
        "2.5",
        "a whole number from 1 to 6",
    ),
    "grade outside A-F": (
        "sources.csv",
        "eia-2026-oil-spot",
        "reliability",
        "G",
        "allowed: A, B, C, D, E, F",
    ),
    "no such day": ("events.csv", "treaty-1921-signed", "date", "2025-02-30", DAY),
    "day written otherwise": ("evidence.csv", "B2-08", "known_on", "9.7.2024", DAY),
    "day without dashes": ("evidence.csv", "B2-08", "known_on", "20240709", DAY),
    "plan not a period": ("evidence.csv", "B2-08", "plan_dates", "October 2024", PERIODS),
    "no finding": ("evidence.csv", "B2-08", "finding", "", "a value is required"),
    "figure without unit": ("figures/nuclear.csv", HEU, "unit", "", "a value is required"),
    "unit of another series": (
        "figures/nuclear.csv",
        HEU,
        "unit",
        "t",
        "series gives unit 'kg' for series iran_heu60_stock",
    ),
    "no such month": (
        "figures/nuclear.csv",
        HEU,
        "period",
        "2025-13",
        "a period YYYY, YYYY-Qn, YYYY-MM or YYYY-MM-DD",
    ),
    "no such day of a period": (
        "figures/nuclear.csv",
        HEU,
        "period",
        "2025-02-30",
        "a period YYYY, YYYY-Qn, YYYY-MM or YYYY-MM-DD",
    ),
    "comma in a number": ("figures/nuclear.csv", HEU, "value", "274,8", "a number"),
    "not a number": ("figures/nuclear.csv", HEU, "value", "nan", "a number"),
    "series unknown": (
        "figures/nuclear.csv",
        HEU,
        "series",
        "iran_heu60_stok",
        "not in series; nearest: iran_heu60_stock",
    ),
    "series in a wrong file": (
        "series.csv",
        "rosatom_staff_bushehr",
        "theme",
        "nuclaer",
        "allowed: alliances, arms_transfers",
    ),
    "number before its source": (
        "figures/nuclear.csv",
        HEU,
        "known_on",
        "2025-03-03",
        "before source_id known_from 2025-05-31",
    ),
    "latitude": ("waypoints.csv", "INSTC eastern,1", "lat", "95", "a number from -90 to 90"),
    "lag below none": (
        "series.csv",
        "iran_heu60_stock",
        "publication_lag_days",
        "-1",
        "a whole number of at least 0",
    ),
    "clause code too high": (
        "clauses.csv",
        "IR25-03-4",
        "obligation",
        "4",
        "a whole number from 0 to 3",
    ),
    "treaty unknown": (
        "clauses.csv",
        "IR25-03-4",
        "treaty_id",
        "IR-RU-2026",
        "not in treaties; nearest: IR-RU-2025",
    ),
    "read clause without code": (
        "clauses.csv",
        "IR25-03-4",
        "precision",
        "",
        "a value is required where read_level is quoted, paraphrased",
    ),
    "forecast without horizon": (
        "claims.csv",
        "K6",
        "horizon",
        "",
        "a value is required where kind is forecast",
    ),
    "fact with horizon": (
        "claims.csv",
        "B13",
        "horizon",
        "2026-01-17",
        "blank unless kind is forecast",
    ),
    "side not a code": (
        "claims.csv",
        "B13",
        "sides",
        "Iran",
        "each part must look like [A-Z]{3}",
    ),
    "unknown section of a series": (
        "series.csv",
        "iran_heu60_stock",
        "sections",
        "caucasas",
        (
            "allowed, separated by ;: background, clauses, united_states, middle_east, ukraine, "
            "caucasus, energy; nearest: caucasus"
        ),
    ),
    "corridor id not an assumption": (
        "energy_assumptions.csv",
        "brent_price",
        "source_id",
        "asumption",
        "not in sources; nearest: assumption",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_wrong_value_is_named_with_its_line(case: str, data: Path, set_cell) -> None:
    file, key, column, value, rule = CASES[case]
    line = set_cell(data / file, key, column, value)
    found = [f for f in check(data) if f.file == file]
    assert (file, line, column, value) in [(f.file, f.row, f.column, f.value) for f in found]
    named = next(f for f in found if f.column == column and f.value == value)
    assert named.rule.startswith(rule)


def test_one_wrong_id_among_several_is_named_alone(data: Path, set_cell) -> None:
    ids = "eia-2026-oil-spot;no-such-page"
    line = set_cell(data / "events.csv", "treaty-1921-signed", "source_ids", ids)
    found = [f for f in check(data) if f.column == "source_ids"]
    assert [(f.file, f.row, f.value) for f in found] == [("events.csv", line, "no-such-page")]
    assert found[0].rule.startswith("not in sources")


def test_a_finding_known_before_its_source_is_named(data: Path, set_cell) -> None:
    line = set_cell(data / "evidence.csv", "M7-07", "known_on", "2025-12-31")
    rule = "before source_id known_from 2026-01-01"
    assert check(data) == [Fault("evidence.csv", line, "known_on", "2025-12-31", rule)]


def test_a_rung_dated_before_its_event_was_known_is_named(data: Path, set_cell) -> None:
    key = "ukraine-war-2022,2024-09-21"
    line = set_cell(data / "support_ladder.csv", key, "date", "2024-09-10")
    rule = "before event_id known_on 2024-09-21"
    assert check(data) == [Fault("support_ladder.csv", line, "date", "2024-09-10", rule)]


def test_a_value_without_a_unit_is_named(data: Path, set_cell) -> None:
    line = set_cell(data / "evidence.csv", "B2-08", "value", "7")
    rule = "a value is required where value is given"
    assert check(data) == [Fault("evidence.csv", line, "unit", "", rule)]


def test_an_assumption_known_before_its_source_is_named(data: Path, set_cell) -> None:
    path, key = data / "energy_assumptions.csv", "iran_discount,2,4"
    rule = "before source_id known_from 2025-08-05"
    line = set_cell(path, key, "known_from", "2025-08-04")
    assert check(data) == [Fault(path.name, line, "known_from", "2025-08-04", rule)]


def test_an_assumption_said_to_hold_from_the_start_rests_on_what_was_out(
    data: Path, set_cell
) -> None:
    path, key = data / "drone_costs.csv", "missile_cost_coyote,126500"
    line = set_cell(path, key, "known_from", "")
    rules = {f.rule for f in check(data) if f.row == line}
    assert "before source_id known_from 2026-03-05" in rules


def test_two_rows_of_an_assumption_for_one_day_are_named(data: Path, set_cell) -> None:
    path, key = data / "corridor_assumptions.csv", "project,Rasht-Astara railway,length,km,162"
    line = set_cell(path, key, "known_from", "2025-11-26")
    (fault,) = check(data)
    assert (fault.row, fault.rule) == (line + 1, f"the key stands in line {line} too")


def test_an_assumption_without_a_row_for_the_first_day_is_named(data: Path, set_cell) -> None:
    path = data / "energy_assumptions.csv"
    line = set_cell(path, "evasion_cost", "known_from", "2025-01-21")
    rule = "a row for name is required that holds on 2025-01-20"
    assert check(data) == [Fault(path.name, line, "known_from", "2025-01-21", rule)]
