"""The ladder of the Middle East section: acts, rungs and crises, against counts by hand."""

from functools import partial

import pandas as pd

from helpers.sections import middle_east
from helpers.sections.middle_east import acts, crises, over_time, rungs
from sections.tools import EARLY, LATE, briefing_of, rows_of
from support.shown import shown

report = partial(briefing_of, "middle_east")


def test_the_ladder_holds_every_act_that_was_public_and_no_later_one():
    for day in (EARLY, "2025-06-20", "2025-10-02", LATE):
        by_hand = sum(row["date"] <= day for row in rows_of("support_ladder.csv"))
        assert len(rungs.acts(report(day))) == by_hand


def test_the_highest_rung_since_the_signing_is_that_of_the_coding_table():
    since = [r for r in rows_of("support_ladder.csv") if "2025-01-17" < r["date"] <= LATE]
    for side in ("RUS", "IRN"):
        own = [r for r in since if r["side"] == side]
        firm = max(int(r["level"]) for r in own if r["reason"].startswith(("Done", "Stated")))
        part = rungs.since_signing(rungs.acts(report()))
        part = part[part["side"] == side]
        assert rungs.highest(part) == firm
        assert rungs.highest(part, firm=False) == max(int(r["level"]) for r in own)
    title = shown(middle_east.ladder, report())[0]["title"]
    assert (
        title
        == "Since the signing Russia went as far as help short of arms, by report arms or forces; "
        "Iran went as far as help short of arms"
    )


def test_before_the_first_act_since_the_signing_the_title_speaks_of_the_time_before():
    figure = shown(middle_east.ladder, report(EARLY))[0]
    assert figure["title"].startswith("Before the signing Iran was reported to have gone")
    assert "since" not in figure["title"].lower()
    note = shown(middle_east.both_at_once, report(EARLY))[0]
    assert note["kind"] == "note"


def test_the_switches_take_away_reported_and_denied_acts():
    full = rungs.acts(report())
    without = rungs.acts(report(ladder_reported=False))
    firm = rungs.acts(report(ladder_reported=False, ladder_disputed=False))
    assert set(full["sure"]) - set(without["sure"]) == {"Reported"}
    assert set(firm["sure"]) == {"Done", "Stated"}
    assert "by report" not in crises.ladder_title(firm)


def test_stricter_sources_take_acts_away_and_never_add_any():
    counts = [len(rungs.acts(report(min_reliability=grade))) for grade in "EDCBA"]
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] < counts[0]


def test_crises_with_both_giving_and_holding_back_are_counted_by_hand():
    since = [r for r in rows_of("support_ladder.csv") if "2025-01-17" < r["date"] <= LATE]
    names = {r["crisis"] for r in since}
    russia = {
        c: {r["level"] for r in since if (r["crisis"], r["side"]) == (c, "RUS")} for c in names
    }
    both = sum("0" in levels and levels != {"0"} for levels in russia.values())
    records = crises.summary(rungs.since_signing(rungs.acts(report())))
    assert len(records) == len(names)
    assert sum(r["Russia: given"] > 0 and r["withheld"] > 0 for r in records) == both


def test_one_rung_down_moves_reported_acts_only():
    rows = pd.DataFrame({"level": [3, 4, 4], "sure": ["Done", "Reported", "Disputed"]})
    assert crises.one_rung_down(rows) == 4
    assert crises.one_rung_down(rows[:2]) == 3
    assert crises.one_rung_down(rows[:0]) is None


def test_recoding_names_the_crises_that_hang_on_reports():
    rows = rows_of("support_ladder.csv")
    cases: dict[tuple[str, str], list[dict[str, str]]] = {}
    for r in rows:
        cases.setdefault((r["crisis"], r["side"]), []).append(r)

    def lowered(r):
        return max(0, int(r["level"]) - r["reason"].startswith("Reported"))

    moved = {
        c for c, part in cases.items()
        if max(int(r["level"]) for r in part) != max(map(lowered, part))
    }  # fmt: skip
    shown_rows = over_time.recoding(rungs.all_known(report()))
    assert len(shown_rows) == len(cases)
    assert sum(r["Changes"] == "yes" for r in shown_rows) == len(moved) == 2


def test_the_ladder_over_time_holds_every_act_once_with_its_event():
    out = shown(middle_east.ladder_in_time, report())[0]
    rows = over_time.by_month(
        rungs.acts(report()).assign(month=lambda f: [d[:7] for d in f["date"]])
    )
    by_hand = rows_of("support_ladder.csv")
    assert rows["undisputed"].sum() + rows["reported"].sum() == len(by_hand)
    ids = [i for text in rows["event_ids"] for i in text.split(";")]
    assert sorted(ids) == sorted(r["event_id"] for r in by_hand)
    since = [r for r in by_hand if r["date"] > "2025-01-17"]
    march = sum(r["date"].startswith("2026-03") for r in since)
    assert out["title"].startswith(f"March 2026 holds {march} of {len(since)} acts")


def test_before_the_signing_the_ladder_over_time_has_no_later_month():
    title = shown(middle_east.ladder_in_time, report(EARLY))[0]["title"]
    assert (
        title == "All six acts on the ladder became public before the signing, five of them Iran's"
    )


def test_a_war_is_not_drawn_before_its_days_were_public():
    assert over_time.wars(report("2025-06-20")) == []
    assert over_time.wars(report("2026-03-06"))[-1] == ("2026-02-28", "2026-03-06")


def test_the_readings_stand_whatever_the_switches_say():
    closed = report(ladder_reported=False, ladder_disputed=False)
    tables = [shown(middle_east.readings, b)[0]["bundle"] for b in (report(), closed)]
    assert tables[0] == tables[1]


def test_the_status_of_the_treaty_is_not_known_before_it_changes():
    assert rungs.status(report("2025-06-25"), "2025-06-24") == rungs.STATUS[1]
    assert rungs.status(report("2025-10-01"), "2025-10-01") == rungs.STATUS[1]
    assert rungs.status(report(), "2025-10-02") == rungs.STATUS[2]


def test_the_crisis_in_full_is_the_fullest_the_latest_or_the_one_before():
    sizes = pd.Series([r["crisis"] for r in rows_of("support_ladder.csv")]).value_counts()
    chosen = acts.chosen_case(report(), rungs.acts(report()))
    assert len(chosen) == sizes.iloc[0]
    day = "2026-02-03"
    latest = report(day, ladder_case="latest")
    assert acts.chosen_case(latest, rungs.acts(latest))["date"].iloc[-1] == "2026-01-12"
    before = report(day, ladder_case="previous")
    assert acts.chosen_case(before, rungs.acts(before))["date"].iloc[-1] == "2026-01-07"


def test_reports_of_deliveries_are_named_beside_a_ladder_without_arms():
    said = shown(middle_east.read_ladder, briefing_of("middle_east", LATE))[0]["text"]
    assert "The table of the ladder holds no delivery of arms" in said
    assert all(f"({claim}, " in said for claim in ("M5", "U2", "U7"))
    assert {r["evidence_id"] for r in rows_of("evidence.csv")} >= set(crises.DELIVERIES_TOLD)


def test_a_rung_in_a_table_is_no_count():
    rows = shown(middle_east.all_acts, briefing_of("middle_east", LATE))[0]["rows"]
    assert all(row[3].startswith("rung ") for row in rows)
