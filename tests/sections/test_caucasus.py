"""Caucasus: the numbers behind the titles, recomputed by hand; what an early day may show."""

from functools import cache

import numpy as np
import pandas as pd
import pytest

from helpers.display.bundles import TABLE_MIME
from helpers.display.maps import MISSING, PLANNED
from helpers.sections import caucasus
from helpers.sections.briefing import Briefing
from helpers.sections.caucasus import ways
from helpers.sections.caucasus.allies import coded, share_sentence
from helpers.sections.caucasus.corridors import measured
from helpers.sections.caucasus.freight import MIDDLE, WHOLE, counts, growth, span_words
from helpers.sections.caucasus.neighbours import ratio_sentence
from helpers.sections.caucasus.promises import missed, statements
from helpers.sections.caucasus.reach import VIEW
from helpers.sections.caucasus.routes import AGREED, BEGUN, SERVED, SIGNED, taken
from support.shown import shown

SHOWN = [n for n in caucasus.__all__ if n != "begin"]


@pytest.fixture(scope="module")
def report() -> Briefing:
    return Briefing.of("caucasus")


@pytest.fixture(scope="module")
def early() -> Briefing:
    return Briefing.of("caucasus", as_of="2025-01-20")


@cache
def on_day(as_of: str) -> Briefing:
    return Briefing.of("caucasus", as_of=as_of, since=2026)


def figures_of(report: Briefing, series: str) -> pd.DataFrame:
    rows = report.ledger.figures
    return rows[rows["series"] == series]


def test_freight_growth_compares_officials_with_officials(report):
    rows = figures_of(report, "instc_volume_total")
    first = rows.loc[rows["period"] == "2022", "value"]
    last = rows.loc[(rows["period"] == "2025"), "value"].item()
    low, high = (round(100 * (last / v - 1)) for v in (first.max(), first.min()))
    assert f"{last} million tonnes for 2025, {low} to {high} per cent above 2022" in growth(
        counts(report), WHOLE
    )


def test_middle_corridor_is_measured_by_one_account_and_not_by_digests(report):
    rows = figures_of(report, "titr_volume_operators").set_index("period")["value"]
    rise = round(100 * (rows["2024"] / rows["2022"] - 1))
    text = growth(counts(report), MIDDLE)
    assert text.startswith("railway operators") and f"{rise} per cent above 2022" in text


def test_accounts_not_chosen_are_not_drawn():
    digest = Briefing.of("caucasus", freight_accounts=["digest"])
    assert set(counts(digest)["account"]) == {"digest"}
    assert growth(counts(digest), WHOLE) == ""
    assert shown(caucasus.goals, digest)[0]["kind"] == "note"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(0.1, 0.1, "10 per cent above"), (-0.3, -0.1, "10 to 30 per cent below")],
)
def test_spans_of_change_read_low_to_high(low, high, words):
    assert span_words(low, high) == words


def test_three_promised_dates_passed_and_the_open_one_was_not_yet_missed(report):
    said = statements(report)
    assert missed(said, report.known) == 3
    assert missed(said, Briefing.of("caucasus", as_of="2026-03-20").known) == 2
    assert (said["due"] == "").sum() == 1


def test_a_promise_is_not_shown_before_it_was_made():
    assert statements(Briefing.of("caucasus", as_of="2025-10-10")).empty
    assert len(statements(Briefing.of("caucasus", as_of="2025-10-26"))) == 2


def test_ladder_follows_the_events(report, early):
    grid = taken(report)
    assert grid.loc["TRIPP", [AGREED, SIGNED]].tolist() == ["2025-08-08", "2026-05-26"]
    assert grid.loc["Rasht-Astara railway", BEGUN] == "" and not grid[SERVED].any()
    assert list(taken(early).index) == ["Aras road and bridge"]


def test_a_route_is_on_the_map_only_from_the_day_it_was_known(early):
    assert "TRIPP (planned)" not in set(ways.legs(early)["route"])
    day_before, day = (Briefing.of("caucasus", as_of=d) for d in ("2025-08-07", "2025-08-08"))
    assert "TRIPP (planned)" not in set(ways.legs(day_before)["route"])
    assert "TRIPP (planned)" in set(ways.legs(day)["route"])


def test_planned_routes_leave_the_map_with_the_parameter():
    bare = ways.legs(Briefing.of("caucasus", show_planned=False))
    assert set(bare["route"]) == {*ways.NORTH_SOUTH, *ways.MIDDLE}
    assert PLANNED not in set(bare["state"])


def test_one_railway_is_missing(report):
    legs = ways.legs(report)
    missing = legs[legs["state"] == MISSING]
    assert missing[["route", "start", "end"]].values.tolist() == [
        ["INSTC western", "Astara", "Rasht"]
    ]


def test_every_corridor_of_the_ledger_has_a_name_and_a_colour(report):
    corridors = {
        c for c in report.ledger.waypoints["corridor"] if not c.startswith(ways.MODEL_ONLY)
    }
    assert corridors == set(ways.NAMES) == set(ways.COLOURS)


def test_no_map_shows_the_edge_of_its_layer():
    lat, lon = np.linspace(8, 62, 200), np.linspace(20, 92, 200)
    edges = [(np.full(200, v), lat) for v in (20, 92)] + [(lon, np.full(200, v)) for v in (8, 62)]
    for view in (ways.REGION, ways.SOUTH, VIEW):
        left, right, bottom, top = view.box
        for x, y in (view.projection.project(*edge) for edge in edges):
            assert not ((left < x) & (x < right) & (bottom < y) & (y < top)).any()


def test_borders_and_changes_are_counted_along_the_way(report):
    km, borders, changes = measured(report)
    assert borders["INSTC trans-Caspian"] == 2 and changes["INSTC trans-Caspian"] == 4
    assert borders["Aras corridor (under way)"] == 2
    legs = report.ledger.corridor_legs
    east = legs.loc[legs["corridor"] == "INSTC eastern", "km"].astype(float).sum()
    assert km.loc["INSTC eastern"].sum() == pytest.approx(east)


def test_russia_moved_more_than_armenia_in_votes(report):
    points = figures_of(report, "unga_ideal_point").set_index(["entity", "period"])["value"]
    moved = {s: abs(points[s, "2024"] - points[s, "2021"]) for s in ("ARM", "RUS")}
    assert moved["RUS"] > moved["ARM"]
    title = shown(caucasus.votes, report)[0]["title"]
    assert "from 0.18 points in 2021 to 0.67 in 2024" in title and "Russia that moved" in title


def test_spending_ratio_by_hand(report):
    rows = figures_of(report, "milex_constant_usd").set_index(["entity", "period"])["value"]
    ratio = {
        y: rows["AZE", y] / rows["ARM", y] for y in ("2019", "2020", "2021", "2023", "2024", "2025")
    }
    before = sum(ratio[y] for y in ("2019", "2020", "2021")) / 3
    after = sum(ratio[y] for y in ("2023", "2024", "2025")) / 3
    assert f"{before:.2f} times" in ratio_sentence(report)
    assert f"{after:.2f} times" in ratio_sentence(report)


def test_states_not_chosen_leave_the_panel_of_spending():
    one = shown(caucasus.spending, Briefing.of("caucasus", milex_countries=["IRN"]))
    assert [m["kind"] for m in one] == ["figure"]
    assert one[0]["data"]["columns"] == ["period", "IRN"]


def test_acts_are_counted_as_coded(report):
    coding = report.ledger.event_coding.query("table == 'allies'")["code"].value_counts()
    rows = coded(report)
    assert rows["code"].value_counts().to_dict() == coding.to_dict()
    assert "four were joint" in shown(caucasus.acts, report)[0]["title"]


def test_few_acts_give_no_share():
    assert "none is given" in share_sentence(2, 5)
    assert share_sentence(4, 16).startswith("25 per cent")


@pytest.mark.parametrize("name", SHOWN)
@pytest.mark.parametrize("as_of", ["2025-01-20", "2025-08-09", "2026-09-30"])
def test_every_part_shows_something_on_any_day(name, as_of):
    if (name, as_of) == ("positions", "2025-01-20"):
        return  # the acts say there that nothing was public
    out = shown(getattr(caucasus, name), on_day(as_of))
    assert out and all(m["kind"] in ("figure", "table", "prose", "note", "box") for m in out)


def test_acts_on_a_route_are_marked_in_the_table_that_counts_them(report):
    (table,) = shown(caucasus.positions, report)
    rows = coded(report)
    assert (
        sum(r[2] == "yes" for r in table["bundle"][TABLE_MIME]["rows"])
        == (rows["topic"] == "corridor").sum()
    )
    assert table["title"].startswith(f"Of {len(rows)} acts")
