"""The background: the week, the slips, the truces, by hand and on early days."""

import csv
from pathlib import Path

import pytest

from helpers.sections import background
from helpers.sections.background.aftermath import known_spans
from helpers.sections.background.road import announcements
from helpers.sections.briefing import Briefing
from support.shown import shown

DATA = Path(__file__).parents[2] / "data"


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def brief(**overrides) -> Briefing:
    return Briefing.of("background", **overrides)


def test_the_week_runs_from_the_gaza_deal_to_the_planned_inauguration():
    (figure,) = shown(background.week_strip, brief())
    assert figure["title"].startswith("The events of the week lie within six days, within")
    (narrow,) = shown(background.week_strip, brief(week_window=5))
    assert "beyond the window of five" in narrow["title"]


def test_windows_that_closed_unsigned_are_counted_as_in_the_table():
    closed = {
        (r["expected_from"], r["expected_to"])
        for r in rows("announced_dates")
        if r["expected_to"] and r["expected_to"] < "2025-01-17"
    }
    figure = shown(background.slips, brief())[0]
    words = {1: "One", 2: "Two", 3: "Three", 4: "Four"}
    assert figure["title"].split()[0] == words[len(closed)]
    one_day = {w for w in closed if w[0] == w[1]}
    assert (
        shown(background.slips, brief(count_windows="day"))[0]["title"].split()[0]
        == words[len(one_day)]
    )


def test_an_announcement_that_was_kept_is_no_slip():
    table = announcements(brief())
    kept = table[table["expected_to"] == "2025-01-17"]
    assert len(kept) == 1 and not kept["closed"].any()


@pytest.mark.parametrize("day", ["2025-01-20", "2025-03-17", "2025-03-18", "2026-07-05"])
def test_a_truce_has_ended_only_once_that_was_known(day):
    held = [r for r in rows("spans") if r["start_known_on"] <= day]
    ended = [
        r for r in held if r["state"] == "truce" and r["end_known_on"] and r["end_known_on"] <= day
    ]
    spans = known_spans(brief(as_of=day))
    assert len(spans) == len(held)
    truces = spans[spans["state"] == "truce"]
    assert (truces["end"] != "").sum() == len(ended)


@pytest.mark.parametrize(
    ("day", "label"),
    [
        ("2025-01-20", "Gaza truce"),
        ("2025-10-12", "Gaza truce"),
        ("2025-10-13", "Gaza truce (first)"),
        ("2026-03-07", "Lebanon truce"),
        ("2026-05-16", "Lebanon truce (first)"),
    ],
)
def test_a_truce_is_the_first_only_once_a_second_was_known(day, label):
    spans = known_spans(brief(as_of=day))
    assert label in set(spans["label"])


def test_a_figure_names_no_state_of_which_no_span_was_known():
    early = shown(background.truce_spans, brief(as_of="2025-01-20"))[0]
    assert early["subtitle"] == "Spans of truce, by front"
    late = shown(background.truce_spans, brief(as_of="2026-07-05"))[0]
    assert late["subtitle"] == "Spans of truce, war and blockade, by front"


def test_the_measure_of_risk_changes_the_line():
    titles = {
        shown(background.risk, brief(gpr_measure=m))[0]["title"]
        for m in ("acts", "threats", "index")
    }
    assert len(titles) == 3


def test_long_series_begin_in_the_year_asked_for():
    early = shown(background.risk, brief(since=2018))[0]["data"]["rows"]
    late = shown(background.risk, brief(since=2024))[0]["data"]["rows"]
    assert early[0][0].startswith("2018") and late[0][0].startswith("2024")


def test_the_findings_on_a_claim_are_all_in_its_table():
    for table in shown(background.preferences, brief()):
        claim = {"clash": "B4", "preferences": "B5", "margin": "B6"}[
            table["label"].rpartition("-")[2]
        ]
        assert len(table["rows"]) == len(brief().evidence(claim))
