"""Tables: typed cells, groups, sort keys, and widths on paper."""

import pandas as pd

from helpers.publish.html import csv_link
from helpers.publish.markdown import Context
from helpers.publish.markdown_typst import Typst
from helpers.publish.tables import (
    GLYPHS,
    SCALE,
    TABLE_MIME,
    from_bundle,
    from_html,
    sort_key,
    widths,
)
from helpers.publish.tables_typst import table_call
from publish import samples


def test_row_groups_split_the_rows_and_keep_the_first_ones() -> None:
    data = {
        "columns": samples.columns("A", "B:number"),
        "rows": [["a", "1"], ["b", "2"], ["c", None]],
        "groups": [[1, "Later"]],
    }
    table = from_bundle(data)
    assert [(g.heading, g.rows) for g in table.groups] == [
        ("", [["a", "1"]]),
        ("Later", [["b", "2"], ["c", ""]]),
    ]


def test_an_empty_table_still_renders() -> None:
    table = from_bundle({"columns": samples.columns("A", "B"), "rows": []})
    assert "report-grid" in table_call(table, Typst(Context()))


def test_a_plain_frame_becomes_a_table() -> None:
    frame = pd.DataFrame({"name": ["x & y", "<b>"], "n": [1.5, -2]}, index=["one", "two"])
    table = from_html(frame.to_html())
    assert table is not None
    assert [(c.name, c.kind) for c in table.columns] == [
        ("", "text"),
        ("name", "text"),
        ("n", "number"),
    ]
    assert table.rows == [["one", "x & y", "1.5"], ["two", "<b>", "-2.0"]]
    assert from_html("<p>no table</p>") is None


def test_cells_sort_by_what_they_mean() -> None:
    assert [sort_key(t, "number") for t in ("1,250.5", "−3", "12 %", "", "n/a")] == [
        "1250.5",
        "-3",
        "12",
        "",
        "",
    ]
    assert sort_key("7 October 2025", "date") == "2025-10-07"
    order = ["supported", "mostly supported", "mixed", "mostly contradicted", "contradicted"]
    keys = [int(sort_key(word, "verdict")) for word in order]
    assert keys == sorted(keys)


def test_verdicts_on_forecasts_sort_among_those_on_statements() -> None:
    order = ["supported", "came true", "mixed", "came true in part", "contradicted"]
    order += ["did not come true", "still open", "not enough evidence"]
    keys = [int(sort_key(word, "verdict")) for word in order]
    assert keys == sorted(set(keys))
    assert set(SCALE) == set(GLYPHS)


def test_long_texts_get_the_width_and_short_columns_only_what_they_need() -> None:
    table = from_bundle(samples.claims_table("x").data[TABLE_MIME])
    shares = dict(zip((c.name for c in table.columns), widths(table), strict=True))
    assert [name for name, share in shares.items() if share] == ["What it says", "Evidence"]
    assert shares["What it says"] > shares["Evidence"]


def test_data_behind_a_figure_are_quoted_as_csv_demands() -> None:
    import base64

    link = csv_link({"columns": ["a", "b"], "rows": [["1", 'x "y", z']]})
    assert base64.b64decode(link.partition(",")[2]) == b'a,b\r\n1,"x ""y"", z"\r\n'
