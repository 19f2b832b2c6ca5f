"""Dates in prose: what is named, what is later, what is left when that is taken away."""

import pytest

from helpers.ledger.dates import (
    later_mentions,
    long_date,
    mentions,
    period_end,
    period_start,
    shift_months,
    short_date,
    timely,
)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("On 17 January 2025 and in June 2026", ["2025-01-17", "2026-06-01"]),
        ("2025-Q3, 2026-04-13, by 2028", ["2025-07-01", "2026-04-13", "2028-01-01"]),
        ("March 3, 2026 and the 1st May 2026", ["2026-03-03", "2026-05-01"]),
        ("EUR 2,030 and 20260 units, hash 9f2086ab", []),
        ("the 2026/27 season", ["2026-01-01"]),
    ],
)
def test_dates_are_found_in_the_ways_people_write_them(text, days):
    assert [m.first_day for m in mentions(text)] == days


def test_a_plan_may_be_named_and_nothing_else_that_is_later():
    text = "First due in 2024 and later in 2028"
    assert later_mentions(text, "2025-01-20") == ["2028"]
    assert later_mentions(text, "2025-01-20", frozenset({"2028"})) == []
    assert later_mentions("due on 4 April 2026", "2026-03-06", frozenset({"2026-04-04"})) == []
    assert later_mentions("due in May 2026", "2026-03-06", frozenset({"2026-04-04"})) == [
        "May 2026"
    ]


def test_a_year_that_has_begun_is_not_later():
    assert later_mentions("in 2025", "2025-01-20") == []
    assert later_mentions("in 2025-06", "2025-01-20") == ["2025-06"]


def test_timely_drops_sentences_that_name_a_later_day():
    assert timely("Counts by ship. Ends December 2025.", "2025-02-01") == "Counts by ship."
    assert timely("in force since 2025-10-02", "2025-02-01") == ""
    assert timely("Nothing dated here", "2025-02-01") == "Nothing dated here"


def test_periods_have_first_and_last_days():
    assert (period_start("2025-Q2"), period_end("2025-Q2")) == ("2025-04-01", "2025-06-30")
    assert (period_start("2024-02"), period_end("2024-02")) == ("2024-02-01", "2024-02-29")
    assert period_end("2025") == "2025-12-31" and period_end("2025-03-04") == "2025-03-04"
    assert shift_months("2025-01", -2) == "2024-11"
    assert long_date("2025-01-17") == "17 January 2025" and long_date("2025-01") == "January 2025"
    assert short_date("2025-01-07") == "7 Jan 2025"
