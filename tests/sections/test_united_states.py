"""The numbers behind the titles of the section on the United States, recomputed from the data."""

from functools import cache

import pandas as pd
import pytest

from helpers.ledger.package import load
from helpers.parameters import settings
from helpers.sections import united_states as us
from helpers.sections.briefing import Briefing
from helpers.sections.ukraine import sanctions
from helpers.sections.united_states import (
    alignment,
    intelligence,
    listings,
    markets,
    pressure,
)
from helpers.sections.united_states.nuclear import talk_events, talks_title
from helpers.sections.united_states.scale import days_of_oil, scale_title
from support.shown import shown

EARLY, LATE = "2025-01-20", "2026-09-30"


@cache
def tables():
    return load()


@pytest.fixture(scope="module")
def ledger():
    return tables()


def briefing(**overrides: object) -> Briefing:
    """Return a briefing on the ledger that all tests share."""
    return Briefing("united_states", settings("united_states", overrides), tables())


def title(draw, report: Briefing) -> str:
    return next(m["title"] for m in shown(draw, report) if "title" in m)


def figures_of(ledger, series: str, entity: str) -> pd.Series:
    rows = ledger.figures
    rows = rows[(rows["series"] == series) & (rows["entity"] == entity)]
    return rows.set_index("period")["value"].sort_index()


def test_the_fall_of_the_voting_distance_is_that_of_the_means(ledger):
    votes = figures_of(ledger, "unga_distance", "IRN-RUS")
    before, last = votes["2017":"2021"].mean(), votes["2022":"2024"].mean()
    said = title(us.voting_distance, briefing())
    assert f"fell from {before:.2f} to {last:.2f} points" in said


def test_who_moved_divides_the_way_between_russia_and_iran(ledger):
    russia, iran = (figures_of(ledger, "unga_ideal_point", s) for s in ("RUS", "IRN"))
    way = {
        "r": russia["2017":"2021"].mean() - russia["2022":"2024"].mean(),
        "i": iran["2022":"2024"].mean() - iran["2017":"2021"].mean(),
    }
    share = round(100 * way["r"] / sum(way.values()))
    assert f"Russia went {share} per cent" in title(us.who_moved, briefing())


def test_way_sentence_names_shifts_if_one_state_moved_away():
    assert "shifted by" in alignment.way_sentence(0.2, 0.1)


def test_a_small_change_of_distance_is_called_none():
    assert "stayed near" in alignment.distance_sentence(1.0, 1.2)
    assert "rose from" in alignment.distance_sentence(1.0, 1.3)


def test_vote_years_change_the_comparison():
    assert title(us.voting_distance, briefing(vote_years=1)) != title(
        us.voting_distance, briefing(vote_years=8)
    )


def test_votes_of_a_year_are_unknown_before_their_edition():
    meta = shown(us.voting_distance, briefing(as_of=EARLY))[0]
    assert "2024" not in meta["alt"]


def test_acts_are_counted_by_state_and_direction():
    rows = pressure.us_acts(briefing())
    after = rows[rows["date"] > "2025-01-17"]
    eased = after[after["mark"] == pressure.EASED]
    assert len(eased[eased["target"] == "IRN"]) == 2
    assert len(eased[eased["target"] == "RUS"]) == 3
    assert "on Russia once; it eased on Iran twice" in pressure.acts_title(after)


def test_an_act_counts_alike_here_and_on_ukraine():
    rows = pressure.us_acts(briefing())
    here = rows[(rows["date"] > "2025-01-17") & (rows["mark"] == pressure.TIGHTENED)]
    there = sanctions.tally(Briefing.of("ukraine"), "measure")
    for state in pressure.STATES:
        assert (here["target"] == state).sum() == there["USA", state]


def test_the_title_of_the_rounds_names_the_longest_bar_and_both_sides_of_the_signing():
    meta = shown(us.rounds, briefing())[0]
    largest = max(float(row[3]) for row in meta["data"]["rows"])
    before, _, since = meta["title"].partition("; since it ")
    assert f"more than {largest:.0f} over Russia" in before and "over Iran" in since


def test_a_bound_is_never_told_as_a_value():
    for part in (us.rounds, us.discount):
        meta = shown(part, briefing())[0]
        bounds = sum("more than" in str(row) for row in meta["data"]["rows"])
        assert bounds and meta["alt"].count("more than") == bounds


def test_every_coded_id_is_in_the_ledger(ledger):
    events, evidence = set(ledger.events["event_id"]), set(ledger.evidence["evidence_id"])
    assert set(alignment.RUSSIAN_PART) <= events
    assert set(markets.SHOCKS) <= events
    assert set(pressure.NAMES_TIE) | set(intelligence.SPEAKER) <= evidence
    assert set(intelligence.CLAUSES) <= set(ledger.clauses["clause_id"])


def test_every_finding_on_speakers_and_grounds_is_coded(ledger):
    rows = ledger.evidence
    assert set(rows[rows["claim_id"] == "U8"]["evidence_id"]) == set(pressure.NAMES_TIE)
    assert set(rows[rows["claim_id"] == "U7"]["evidence_id"]) == set(intelligence.SPEAKER)


def test_the_list_is_broken_where_no_copy_is_held():
    frame = briefing(as_of=LATE).figures.wide("sdn_entries_programme", list(listings.TAGS))
    runs = listings.unbroken(list(frame.index))
    assert [r[-1] for r in runs] == ["2024-05", "2026-08"]
    assert "from 17 to 914 under Iran order 13902" in listings.stock_title(frame, runs)


def test_counts_of_the_later_list_are_absent_before_its_day():
    meta = shown(us.list_flow, briefing())
    assert "Before the signing" in meta[0]["title"]
    assert meta[1]["kind"] == "note"
    late = shown(us.list_flow, briefing(as_of=LATE))
    assert "98 per cent" in late[0]["title"] and len(late) == 1


def test_days_of_oil_are_turnover_over_income_a_day():
    report = briefing()
    row = days_of_oil(report).iloc[-1]
    income = row["kbd"] * row["price"] / 1e3
    assert row["Russian officials"] == pytest.approx(5000 / income)
    assert scale_title(report).endswith("days of Iranian oil exports")


def test_trackers_chosen_are_the_only_ones_drawn():
    rows = markets.oil_counts(briefing(oil_trackers=["vortexa"]))
    assert set(rows["tracker"]) == {"vortexa"}


def test_without_a_tracker_a_note_stands_for_the_figure():
    assert [m["kind"] for m in shown(us.oil_exports, briefing(oil_trackers=[]))] == ["note"]


def test_the_rial_is_compared_over_the_window(ledger):
    rial = figures_of(ledger, "irr_per_usd_market_mean", "IRN")
    before = rial["2025-01"] / rial["2024-01"] - 1
    after = rial["2026-01"] / rial["2025-01"] - 1
    said = title(us.rial, briefing())
    assert f"{100 * before:.0f} per cent dearer" in said
    assert f"{100 * after:.0f} per cent dearer" in said
    assert said != title(us.rial, briefing(window_months=3))
    assert "months to December 2024" in title(us.rial, briefing(as_of=EARLY))


def test_talks_name_russia_as_often_as_the_actors_do(ledger):
    rows = ledger.events
    rows = rows[(rows["section"] == "united_states") & (rows["topic"] == "iran_talks")]
    rows = rows[(rows["date"] >= "2025-01-17") & (rows["known_on"] <= "2026-07-05")]
    with_russia = rows["actors"].str.contains("RUS").sum()
    said = talks_title(talk_events(briefing()))
    assert said.startswith(f"Russia is named in {with_russia} of {len(rows)} events")


def test_the_age_of_the_last_verified_stock_runs_with_the_day():
    assert "was 387 days old on 5 July 2026" in title(us.enriched_stock, briefing())
    early = shown(us.enriched_stock, briefing(as_of=EARLY))[0]
    assert "86 days old" in early["title"] and "Hollow" not in early["caption"]


def test_findings_of_one_origin_make_one_mark_in_a_lane():
    rows = intelligence.track_rows(briefing())
    assert not rows.duplicated(["origin", "lane"]).any()


def test_partners_say_so_where_no_account_of_iran_is_known():
    assert "0.6" in title(us.partners, briefing())
    assert "per cent of what the main partners" in title(us.partners, briefing(as_of=EARLY))


@pytest.mark.parametrize("name", [n for n in us.__all__ if n != "begin"])
def test_every_part_shows_something_or_says_why_not_on_the_first_day(name):
    report = briefing(as_of=EARLY, min_reliability="A", min_credibility=1, since=2026)
    quiet = {"talks_table", "who_moved"}
    assert shown(getattr(us, name), report) or name in quiet


def test_marks_beside_the_rial_lie_in_the_window():
    caption = shown(us.rial, briefing(window_months=3))[0]["caption"]
    assert "Marked" not in caption
    assert "Marked: 1:" in shown(us.rial, briefing())[0]["caption"]


def test_ships_of_the_eu_are_drawn_once_per_round_and_summed_in_the_title():
    meta = shown(us.ship_rounds, briefing())[0]
    assert "listed 526 ships in the twelve months after the signing, 77 in the" in meta["title"]
    assert "189 in May 2025" in meta["alt"] and "200 in May 2025" not in meta["alt"]
    early = shown(us.ship_rounds, briefing(as_of=EARLY))[0]
    assert "183" in early["title"] and "January 2025" in early["title"]


def test_measures_without_a_side_before_the_signing_stand_as_silent():
    meta = shown(us.after_over_before, briefing())[0]
    silent = [row for row in meta["data"]["rows"] if row[-1] == "silent"]
    assert [row[0] for row in silent] == ["I-U2", "I-U3"]
    late = shown(us.after_over_before, briefing(as_of=LATE))[0]
    assert "silent" not in {row[-1] for row in late["data"]["rows"]}
    assert [m["kind"] for m in shown(us.after_over_before, briefing(as_of=EARLY))] == ["note"]


def test_own_parameters_move_no_indicator():
    moved = briefing(window_months=3, vote_years=1, scenario="relief", oil_trackers=["iea"])
    plain, other = (shown(lambda r: r.indicators(), b)[0] for b in (briefing(), moved))
    assert plain == other
