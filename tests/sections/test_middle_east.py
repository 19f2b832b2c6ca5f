"""The Middle East section: its titles against counts made by hand from the data."""

import csv
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from helpers.display.words import num
from helpers.sections import middle_east, whatif
from helpers.sections.briefing import Briefing
from helpers.sections.middle_east import (
    acts,
    arms,
    balance,
    crises,
    over_time,
    patrons,
    rungs,
    saudi,
    strait,
    voices,
)

DATA = Path(__file__).parents[2] / "data"
EARLY, LATE = "2025-01-20", "2026-07-05"


def rows_of(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def report(as_of: str = LATE, **overrides: object) -> Briefing:
    return Briefing.of("middle_east", as_of=as_of, **overrides)


def shown(draw, briefing: Briefing) -> list[dict]:
    """Return the metadata of what a function displays, with its data."""
    InteractiveShell.instance().display_formatter.active_types = []
    with capture_output() as caught:
        draw(briefing)
    return [o.metadata["report"] | {"bundle": o.data} for o in caught.outputs]


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


def test_types_seen_are_those_with_an_event_that_saw_them():
    early, late = (arms.stage_rows(report(day)) for day in (EARLY, LATE))
    assert set(early[early["stage"] == "seen"]["type"]) == {"Yak-130 trainers"}
    assert set(late[late["stage"] == "seen"]["type"]) == {"Yak-130 trainers", "Mi-28 helicopters"}
    assert "Verba launchers" not in set(early["type"])
    assert (
        arms.stages_title(late, "2025-01-17", LATE)
        == "Of seven types of Russian arms named for Iran two had been seen there by 5 July 2026, "
        "one of them since the signing"
    )


def test_arms_sums_in_titles_are_those_of_the_register():
    register = [
        r for r in rows_of("figures/arms_transfers.csv") if r["series"] == "arms_transfer_tiv"
    ]

    def total(years, *pairs):
        return sum(
            float(r["value"]) for r in register if r["entity"] in pairs and r["period"] in years
        )

    years = ("2022", "2023", "2024")
    to_russia, to_iran = total(years, "IRN->RUS"), total(years, "RUS->IRN")
    title = shown(middle_east.deliveries, report())[0]["title"]
    assert f"{to_russia:.0f} million" in title
    assert f"{to_russia / to_iran:.1f} times" in title
    gulf = ["USA->ISR", "USA->SAU", "USA->QAT", "USA->ARE", "USA->KWT"]
    for n, span in ((1, ("2024",)), (3, years)):
        title = shown(middle_east.imports, report(import_years=n))[0]["title"]
        assert f"{total(span, *gulf):,.0f} million units" in title


def test_the_outlay_ratio_is_iran_over_israel_and_saudi_arabia():
    wide = report().figures.wide("milex_constant_usd", ["IRN", "ISR", "SAU"])
    ratio = balance.outlay_ratio(report())
    last = wide.loc[ratio.index[-1]]
    assert ratio.iloc[-1] == pytest.approx(last["IRN"] / (last["ISR"] + last["SAU"]))
    before = ratio.loc["2022":"2024"].mean()
    assert f"a mean of {100 * before:.1f} per cent" in balance.spending_title(ratio, "2025-01-17")
    assert "could not" in balance.spending_title(ratio[:0], "2025-01-17")


def test_states_without_values_are_named_and_not_filled_in():
    out = shown(middle_east.spending, report(milex_countries="IRN,ARE"))
    assert out[0]["bundle"] and "Emirates" in out[-1]["bundle"]["text/plain"]
    assert [o["kind"] for o in shown(middle_east.spending, report(milex_countries="ARE"))] == [
        "note"
    ]


def test_the_systems_add_up_to_what_the_model_weighs():
    out = shown(middle_east.contracted, report())[0]
    assert "3,563 million US dollars, 2,492 to 5,605" in out["title"]
    assert shown(middle_east.contracted, report(EARLY))[0]["kind"] == "note"


def test_parity_is_dearest_with_most_partners_and_cheaper_with_the_systems():
    model, values = whatif.case_of(report(), "balance")
    rows = patrons.parities(model, values).set_index("coalition")
    assert rows["without_systems"].idxmax() == "ISR+SAU+TUR"
    assert (rows["with_systems"] < rows["without_systems"]).all()
    early = shown(middle_east.parity, report(EARLY))[0]
    assert "contracted" not in early["title"]


def test_the_reading_of_the_balance_agrees_with_the_table_in_every_scenario():
    for scenario in ("base", "tenth-of-russia", "kindest-to-iran"):
        chosen = report(scenario=scenario)
        model, values = whatif.case_of(chosen, "balance")
        said = shown(middle_east.read_balance, chosen)[0]["bundle"]["text/plain"]
        assert f"comes to {num(model.run(values)['ratio'])} per cent" in said


def test_a_parameter_of_the_model_wins_over_the_scenario():
    _, values = whatif.case_of(report(scenario="tenth-of-russia", russian_share=0.2), "balance")
    assert values["russian_share"] == 0.2 and values["delivered"] == 1.0


def test_votes_name_the_nearer_state():
    near = pd.DataFrame({"ISR-RUS": [3.0], "IRN-RUS": [1.0]}, index=["2000"])
    assert voices.votes_title(near).endswith("Israel stood 3 times as far from Russia as Iran")
    far = pd.DataFrame({"ISR-RUS": [1.0], "IRN-RUS": [1.0]}, index=["2000"])
    assert "equally far" in voices.votes_title(far)


def test_the_order_of_votes_is_said_to_hold_only_as_long_as_it_held():
    wide = pd.DataFrame(
        {"SAU-RUS": [2.0, 1, 1], "IRN-SAU": [1.0, 2, 2], "SAU-USA": [3.0, 3, 3]},
        index=["2000", "2001", "2002"],
    )
    assert saudi.saudi_votes_title(wide).endswith("as in each of the last two years")
    assert saudi.saudi_votes_title(wide[:2]).endswith("unlike the year before")


def test_a_track_turned_only_if_all_signs_apart_came_after_all_signs_closer():
    lane = "With Tehran"
    rows = pd.DataFrame(
        {"date": ["2000-01-01", "2001-01-01"], "lane": lane, "mark": ["closer", "apart"]}
    )
    assert (
        saudi.track_words(rows, lane)
        == "with Tehran: one sign closer to January 2000, one apart in January 2001"
    )
    mixed = rows.assign(mark=["apart", "closer"])
    assert saudi.track_words(mixed, lane) == "with Tehran: one sign closer, one apart"


def test_tankers_are_compared_over_four_weeks_at_either_end():
    daily = [r for r in rows_of("figures/hormuz.csv") if r["series"] == strait.SERIES]
    days = pd.Series({r["period"]: float(r["value"]) for r in daily}).sort_index()
    now, then = days.tail(28).median(), days.head(28).median()
    title = strait.tankers_title(days)
    assert f"{now:g} tankers" in title and f"{100 * (1 - now / then):.0f} per cent fewer" in title
    assert strait.tankers_title(pd.Series(5.0, index=days.index)).split(", ")[1].startswith("as in")
    assert strait.weeks(days)["days"].sum() == len(days)


@pytest.mark.parametrize("draw", ["tankers", "flows", "strait_counts", "quotas"])
def test_a_step_without_public_numbers_says_so(draw):
    assert shown(getattr(middle_east, draw), report(EARLY))[0]["kind"] == "note"


def test_every_part_runs_when_hardly_any_evidence_is_admitted():
    bare = report(EARLY, min_reliability="A", min_credibility=1)
    parts = [n for n in middle_east.__all__ if n not in ("answer", "begin")]
    assert all(shown(getattr(middle_east, name), bare) is not None for name in parts)
    assert "Of seven claims" in middle_east.answer(bare)
