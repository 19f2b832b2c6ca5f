"""The courses of verdicts, and the computed findings that are kept for them."""

import json
import random
import shutil
from dataclasses import replace

import pytest

from helpers.judgement import derived
from helpers.judgement.claims import judge
from helpers.judgement.courses import Courses, on_day, turning_days
from helpers.judgement.docket import judge_docket
from helpers.judgement.filing import DayByDay
from helpers.ledger.dates import shift_days
from helpers.ledger.package import data_dir, load
from helpers.ledger.views import Known
from helpers.parameters import EARLIEST_AS_OF, ReportParameters, report_settings

LAST = ReportParameters().as_of
SEED, DAYS, SPAN = 7, 10, 530


@pytest.fixture(scope="module")
def courses() -> Courses:
    docket = derived.docket_kept(load(), LAST)
    assert docket is not None, "data/derived/ is of other tables: run `treaty data derive`"
    return Courses(docket)


def test_what_is_kept_equals_what_is_read_anew(courses):
    rng, daily = random.Random(SEED), DayByDay(load())
    days = sorted(shift_days(EARLIEST_AS_OF, rng.randrange(SPAN)) for _ in range(DAYS))
    for day in [EARLIEST_AS_OF, *days, LAST]:
        parameters = report_settings({"as_of": day})
        anew = judge_docket(daily.on(day), parameters)
        assert judge_docket(courses.docket, parameters) == anew, day


def test_days_past_those_kept_are_read_anew():
    end, _ = derived.kept(load())
    day = shift_days(end, 2)
    parameters = report_settings({"as_of": day})
    docket = derived.docket_kept(load(), day)
    assert docket.last == day
    assert judge_docket(docket, parameters) == judge(Known(load(), parameters))


def test_a_docket_of_a_past_day_holds_no_computed_finding_of_a_later_one():
    docket = derived.docket_kept(load(), "2025-06-01")
    days = [entry.days for entry in docket.entries if entry.computed]
    assert days
    assert all(first <= last <= "2025-06-01" for first, last in days)


def test_what_is_kept_of_other_tables_is_not_used(tmp_path):
    folder = tmp_path / "derived"
    shutil.copytree(data_dir() / "derived", folder)
    assert derived.kept(load(), folder) is not None
    state = json.loads((folder / derived.STATE).read_text("utf-8"))
    (folder / derived.STATE).write_text(json.dumps(state | {"tables": "0"}), "utf-8")
    assert derived.kept(load(), folder) is None
    assert derived.kept(replace(load(), fingerprint="another")) is None
    assert derived.kept(load(), tmp_path / "none") is None


def test_files_bring_back_what_was_kept(courses):
    end, entries = derived.kept(load())
    written = derived.files(end, entries)
    for name, data in written.items():
        assert data == (data_dir() / "derived" / name).read_bytes(), name


@pytest.mark.parametrize("seed", range(12))
def test_a_course_holds_on_each_day_what_the_rule_gives(courses, seed):
    rng = random.Random(seed)
    parameters = ReportParameters(
        as_of=LAST,
        min_reliability=rng.choice("ABCDE"),
        include_party_media=rng.random() < 0.5,
        weights=rng.choice(("linear", "steep", "equal")),
        coder=rng.choice(("first", "second", "agreed")),
        independence=rng.choice(("origin", "publisher", "none")),
    )
    found = courses.under(parameters)
    for _ in range(6):
        day = shift_days(EARLIEST_AS_OF, rng.randrange(SPAN))
        at = parameters.model_copy(update={"as_of": day})
        assert on_day(found, day) == judge_docket(courses.docket, at), day


def test_a_course_ends_with_the_day_of_the_parameters(courses):
    found = courses.under(ReportParameters(as_of="2025-06-01"))
    assert max(day for course in found.values() for day, _ in course) <= "2025-06-01"


def test_turning_days_are_those_on_which_a_word_changes(courses):
    found = courses.under(ReportParameters(as_of=LAST))
    days = turning_days([found])
    assert days[0] == EARLIEST_AS_OF
    for day in days[1:]:
        before, after = on_day(found, shift_days(day, -1)), on_day(found, day)
        assert any(before[c].verdict is not after[c].verdict for c in before), day
    quiet = next(d for d in ("2025-02-10", "2025-02-11") if d not in days)
    before, after = on_day(found, shift_days(quiet, -1)), on_day(found, quiet)
    assert {c: j.verdict for c, j in before.items()} == {c: j.verdict for c, j in after.items()}
