"""Timelines: marks that cover no other, and days that are printed as well as they are known."""

import itertools

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.display.timelines import lanes, levels

DAYS = st.lists(st.floats(0, 100), max_size=7).map(sorted)


@given(DAYS)
def test_marks_on_one_level_of_a_lane_lie_apart(places: list[float]) -> None:
    found = list(zip(places, levels(places, gap=1.5), strict=True))
    for (a, one), (b, other) in itertools.combinations(found, 2):
        assert one != other or b - a >= 1.5


def test_a_mark_that_has_room_stays_on_its_line() -> None:
    assert levels([0, 10, 20], gap=5) == [0, 0, 0]


def drawn(**more: list[str]) -> list[str]:
    events = pd.DataFrame(
        {"date": ["2026-04-01", "2026-05-02"], "lane": ["A", "A"], "label": ["one", "two"]} | more
    )
    fig = lanes(events, as_of="2026-07-05", order=["A"])
    return [text.get_text() for ax in fig.axes for text in ax.texts]


@pytest.mark.parametrize(("when", "words"), [("2026-04", "April 2026"), ("2026-04-01", "1 April")])
def test_the_key_prints_a_date_as_well_as_it_is_known(when: str, words: str) -> None:
    texts = drawn(when=[when, "2026-05-02"])
    assert any(text.startswith(words) for text in texts)
    assert "2 May 2026" in texts


def test_the_key_of_shapes_has_the_colour_of_no_lane() -> None:
    events = pd.DataFrame(
        {"date": ["2026-04-01"], "lane": ["A"], "label": ["one"], "mark": ["done"]}
    )
    fig = lanes(events, as_of="2026-07-05", order=["A"], shapes={"done": ("^", True)})
    ax = fig.axes[0]
    (handle,) = ax.get_legend().legend_handles
    (mark, _) = ax.collections
    assert tuple(handle.get_facecolor()[0]) != tuple(mark.get_facecolor()[0])
