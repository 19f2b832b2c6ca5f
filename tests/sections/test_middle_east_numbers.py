"""The Middle East section's numbers of arms, outlays, votes and tankers, against sums by hand."""

from functools import partial

import pandas as pd
import pytest

from helpers.display.words import num
from helpers.sections import middle_east, whatif
from helpers.sections.middle_east import arms, balance, patrons, saudi, strait, voices
from sections.tools import EARLY, LATE, briefing_of, rows_of
from support.shown import shown

report = partial(briefing_of, "middle_east")


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
        assert f"{total(span, *gulf):,.0f} million TIV" in title


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
