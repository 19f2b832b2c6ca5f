"""The drawn course of a verdict: each turn on the row of its word, every day told."""

import re
from itertools import pairwise

from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from helpers.display.histories import LEFT, LETTER, RIGHT, WIDE, History, drawing
from helpers.ledger.dates import shift_days

SCALE = ["came true", "came true in part", "did not come true"]
FIRST, LAST, HORIZON = "2025-01-20", "2026-07-05", "2026-01-17"
FORECAST = History([(FIRST, "still open"), (HORIZON, "did not come true")], SCALE, LAST, HORIZON)


def texts(history: History) -> list[dict[str, str]]:
    """Return the texts of a drawing with their places."""
    root = fromstring(drawing(history, "In words."))
    return [{**e.attrib, "text": e.text} for e in root.iter("text")]


def test_words_stand_in_the_order_of_the_scale_and_the_others_beneath():
    rows = [t["text"] for t in texts(FORECAST) if "x" not in t]
    assert rows == [*SCALE, "still open"]


def test_the_line_runs_along_the_row_of_each_word_and_is_dashed_where_none_is_a_verdict():
    paths = re.findall(r'<path d="(\S+ \S+)" fill="none"[^>]*?(dash)?array?', drawing(FORECAST, ""))
    x, (open_, failed) = FORECAST.at(HORIZON), map(FORECAST.level, ("still open", SCALE[2]))
    assert paths[0] == (f"M{LEFT} {open_}V{open_}H{x}", "dash")
    assert f'"M{x} {open_}V{failed}H{WIDE - RIGHT}" fill="none"' in drawing(FORECAST, "")


def test_turn_horizon_and_both_ends_are_named_by_their_days():
    said = [t["text"] for t in texts(FORECAST)]
    assert said.count("17 Jan 2026") == 1  # the horizon is the turn
    assert {"20 Jan 2025", "5 Jul 2026", "judged on"} <= set(said)


def test_a_horizon_to_come_lies_beyond_the_end_of_the_line():
    ahead = History(FORECAST.turns[:1], SCALE, "2025-06-01", HORIZON)
    assert ahead.at("2025-06-01") < ahead.at(HORIZON) == WIDE - RIGHT
    assert {"1 Jun 2025", "17 Jan 2026"} <= {t["text"] for t in texts(ahead)}


def test_the_word_that_stands_is_at_the_right_end_clear_of_the_line():
    word = next(t for t in texts(FORECAST) if t.get("class") == "halo")
    assert word["text"] == "did not come true"
    assert (int(word["x"]), word["text-anchor"]) == (WIDE, "end")
    assert int(word["y"]) < FORECAST.level(SCALE[2])
    late = History([(FIRST, SCALE[0]), ("2026-06-20", SCALE[1])], SCALE, LAST)
    below = next(t for t in texts(late) if t.get("class") == "halo")
    assert int(below["y"]) > late.level(SCALE[1])


def test_a_course_of_one_day_names_it_once_and_the_word_beside_the_scale():
    start = [t for t in texts(History(FORECAST.turns[:1], SCALE, FIRST, HORIZON)) if "x" in t]
    assert [t["text"] for t in start] == ["judged on", "17 Jan 2026", "20 Jan 2025", "still open"]
    assert float(start[-1]["x"]) - LETTER * len("still open") >= LEFT - 1


@given(st.lists(st.integers(1, 530), unique=True, max_size=7).map(sorted))
def test_no_two_days_at_the_foot_overlap(days):
    words = [SCALE[i % 3] for i in range(len(days) + 1)]
    turns = list(zip([FIRST, *(shift_days(FIRST, d) for d in days)], words, strict=True))
    history = History(turns, SCALE, LAST)
    feet = [t for t in texts(history) if float(t["y"]) > history.foot and "class" not in t]
    assert len(feet) == len(days) + 2
    spans = {}
    for t in feet:
        wide, x = LETTER * len(t["text"]), float(t["x"])
        start = x - wide * {"middle": 0.5, "end": 1.0}.get(t.get("text-anchor", ""), 0.0)
        assert start >= 0
        assert start + wide <= WIDE + 1
        spans.setdefault(t["y"], []).append((start, start + wide))
    for line in spans.values():
        line.sort()
        assert all(a[1] <= b[0] + 1 for a, b in pairwise(line))
