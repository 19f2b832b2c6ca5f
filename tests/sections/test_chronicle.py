"""Timelines of events: titles that are true, and a month that stays a month."""

import pandas as pd
import pytest

from helpers.sections.background.aftermath import known_spans
from helpers.sections.chronicle import computed_title, drawn_of
from sections.tools import LATE, briefing_of, rows_of
from support.shown import shown

SIGNED = "2025-01-17"
SECTIONS = ("background", "united_states", "middle_east", "ukraine", "caucasus", "energy")


def events(**lanes: int) -> pd.DataFrame:
    rows = [
        (lane, f"2025-{month:02d}-01") for lane, n in lanes.items() for month in range(2, n + 2)
    ]
    return pd.DataFrame(rows, columns=["lane", "date"])


@pytest.mark.parametrize(
    ("lanes", "words"),
    [
        ({"A": 5, "B": 2}, "most of them under “A”"),
        ({"A": 4, "B": 3, "C": 2}, "more of them under “A” than in any other lane"),
        ({"A": 4, "B": 2, "C": 2}, "more of them under “A” than in any other lane"),
        ({"A": 3, "B": 3}, "in two lanes"),
        ({"A": 3}, "all under “A”"),
    ],
)
def test_most_is_said_of_more_than_half_only(lanes: dict[str, int], words: str) -> None:
    assert computed_title(events(**lanes), SIGNED).endswith(words)


def test_the_subtitle_counts_what_is_drawn_and_what_is_not() -> None:
    pool = events(A=5, B=4).assign(title="")
    said = drawn_of(pool.head(3), pool, "2024-07-01", SIGNED)
    assert said.startswith("Drawn: 3 of 9 events since July 2024")
    assert "since the signing 3 of 9" in said
    assert drawn_of(pool, pool, "2024-07-01", SIGNED).startswith("All 9 events")


@pytest.mark.parametrize("section", SECTIONS)
def test_an_event_known_by_its_month_is_printed_as_that_month(section: str) -> None:
    held = rows_of("events.csv")
    months = {r["event_id"]: r["date"] for r in held if r["date_precision"] != "day"}
    report = briefing_of(section, LATE)
    for event, when in report.known.events.set_index("event_id")["when"].items():
        assert len(when) == (7 if event in months else 10)
    for row in shown(report.events_table)[0]["rows"]:
        assert row[0] not in months.values() or any(
            r["date"] == row[0] and r["date_precision"] == "day" for r in rows_of("events.csv")
        )


def test_the_end_of_a_war_known_by_its_month_is_printed_as_that_month() -> None:
    spans = known_spans(briefing_of("background", LATE)).set_index("label")
    assert spans.loc["War of 2026", "to_when"] == "2026-04"
    assert spans.loc["Twelve-day war", "to_when"] == "2025-06-24"
