"""Words for numbers: one minus for a reader, and counts that read as English."""

from itertools import pairwise

import pandas as pd
import pytest

from helpers.display import bundles
from helpers.display.axes import above
from helpers.display.words import minus, num, of_them, out_of, written
from support.shown import shown


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("-1.5 points", "−1.5 points"),
        ("(-2.48 to -0.3)", "(−2.48 to −0.3)"),
        ("on 2025-01-17, 16-18 May, K2-04", "on 2025-01-17, 16-18 May, K2-04"),
        ("`--set x=-1` and https://a.org/-1", "`--set x=-1` and https://a.org/-1"),
    ],
)
def test_a_minus_is_told_from_the_hyphens_of_days_spans_and_names(text, said):
    assert minus(text) == said


def test_what_rounds_to_zero_has_no_sign():
    assert [written(v, "+.2f") for v in (-0.001, 0.0, 0.001)] == ["0.00"] * 3
    assert (written(-1.126, "+.2f"), written(2, "+.0f"), num(-3.5)) == ("−1.13", "+2", "−3.50")


def test_titles_and_cells_have_the_minus_of_the_drawings_and_downloads_a_plain_hyphen():
    (table,) = shown(
        bundles.table,
        pd.DataFrame({"a": ["x"], "b": [-0.5]}),
        label="t", title="A fall of -0.5", caption="From -1 to 2.",
    )  # fmt: skip
    assert (table["title"], table["caption"]) == ("A fall of −0.5", "From −1 to 2.")
    assert table["rows"] == [["x", "−0.5"]]
    fig = bundles.Figure(figsize=(1, 1))
    data = pd.DataFrame({"a": [-0.5]})
    (figure,) = shown(
        bundles.figure, fig, label="f", title="-1", subtitle="", caption="c", alt="a", data=data
    )
    assert figure["title"] == "−1" and figure["data"]["rows"] == [["-0.5"]]


def test_parts_of_a_whole_read_as_english():
    said = [out_of(n, whole, "truce") for n, whole in ((0, 1), (1, 1), (0, 4), (2, 4), (1, 20))]
    assert said == [
        "not one truce", "the one truce", "none of four truces", "two of four truces",
        "one of 20 truces",
    ]  # fmt: skip
    assert [of_them(n, 3) for n in (0, 2, 3)] == ["none of them", "two of them", "all of them"]


def test_labels_at_the_end_of_lines_stay_off_what_is_written_at_the_axis():
    assert above([0.5, 0.2], 0.1) == [0.5, 0.2]
    low = above([-0.05, 0.04, 0.06], 0.1)
    assert low[0] >= 0.05 and all(b - a >= 0.1 - 1e-9 for a, b in pairwise(low))
