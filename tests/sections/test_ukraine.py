"""The Ukraine section: the numbers behind its titles, recomputed by hand from the data files."""

import csv
import datetime as dt
import math
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from helpers.display.words import num
from helpers.judgement.indicators.ukraine import measures, supply
from helpers.ledger.package import data_dir
from helpers.models import drone_exchange
from helpers.sections import ukraine
from helpers.sections.briefing import Briefing
from helpers.sections.ukraine import (
    bills,
    comparison,
    interception,
    sanctions,
    settlement,
    windows,
)
from helpers.sections.ukraine.cover import covered
from helpers.sections.ukraine.growth import fitted
from helpers.sections.ukraine.output import made_and_fired
from helpers.sections.whatif import case_of
from support.shown import shown

SHOWN = [name for name in ukraine.__all__ if name not in ("begin", "answer")]


def rows(name: str, **wanted: str) -> list[dict[str, str]]:
    """Return the rows of a file of figures, as they stand, that have the values wanted."""
    with Path(data_dir() / "figures" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [r for r in csv.DictReader(file) if all(r[k] == v for k, v in wanted.items())]


def by_month(series: str) -> dict[str, float]:
    return {r["period"]: float(r["value"]) for r in rows("ukraine_air_attacks", series=series)}


def days(months: list[str]) -> int:
    total = 0
    for month in months:
        year, n = int(month[:4]), int(month[5:])
        total += (dt.date(year + n // 12, n % 12 + 1, 1) - dt.date(year, n, 1)).days
    return total


YEAR_BEFORE = [f"2024-{n:02d}" for n in range(1, 13)]
YEAR_AFTER = [f"2025-{n:02d}" for n in range(2, 13)] + ["2026-01"]


@cache
def seen_on(as_of: str) -> Briefing:
    return Briefing.of("ukraine", as_of=as_of)


@pytest.fixture
def report() -> Briefing:
    return seen_on("2026-07-05")


@pytest.fixture
def early() -> Briefing:
    return seen_on("2025-01-20")


def test_windows_leave_out_the_month_of_signing(report):
    span = windows.windows(report, windows.monthly(report, "drones_launched_uaf").index)
    assert span.before == YEAR_BEFORE
    assert span.after == YEAR_AFTER


def test_launches_per_day_agree_with_a_hand_count(report):
    fired = by_month("drones_launched_uaf")
    before = sum(fired[m] for m in YEAR_BEFORE) / days(YEAR_BEFORE)
    after = sum(fired[m] for m in YEAR_AFTER) / days(YEAR_AFTER)
    title = shown(ukraine.launches, report)[0]["title"]
    assert f"rose from {before:.0f} a day" in title
    assert f"to {after:.0f} after it, a ratio of {after / before:.1f}" in title


def test_drones_not_stopped_agree_with_a_hand_count(report):
    fired, stopped = by_month("drones_launched_uaf"), by_month("drones_stopped_uaf")
    through = sum(fired[m] - stopped[m] for m in YEAR_AFTER) / days(YEAR_AFTER)
    assert f"to {through:.0f} after it" in shown(ukraine.not_stopped, report)[0]["title"]


def test_growth_is_split_into_launches_and_share_let_through(report):
    span = windows.windows(report, by_month("drones_launched_uaf"))
    text = interception._parts(interception.passed(report), span)
    assert "multiplied by 5.2" in text
    assert "together by 10.3" in text
    assert "70 per cent of the growth came from launches" in text


def test_the_signing_is_set_beside_other_months(report):
    ratios = comparison.ratios_by_month(report, windows.monthly(report, "drones_launched_uaf"))
    fired = by_month("drones_launched_uaf")
    assert ratios["2025-01"] == pytest.approx(
        sum(fired[m] for m in YEAR_AFTER)
        / days(YEAR_AFTER)
        / (sum(fired[m] for m in YEAR_BEFORE) / days(YEAR_BEFORE))
    )
    assert ratios.idxmax() == "2024-08"
    assert (ratios.drop("2025-01") >= ratios["2025-01"]).sum() == 10


def test_output_is_compared_with_launches_of_the_same_nine_months(report):
    fired = by_month("drones_launched_uaf")
    row = made_and_fired(report).set_index("span").loc["January to September 2024"]
    assert row["made"] == 5760
    assert row["launched"] == sum(fired[f"2024-{n:02d}"] for n in range(1, 10))


def test_aid_by_donor_agrees_with_a_hand_count(report):
    aid = rows("ukraine_aid", series="ukraine_aid_total_by_donor", entity="Europe")
    value = {r["period"]: float(r["value"]) for r in aid}
    before, after = (sum(value[m] for m in w) / 12 for w in (YEAR_BEFORE, YEAR_AFTER))
    title = shown(ukraine.aid, report)[0]["title"]
    assert f"by Europe rose from EUR {before:.1f} bn a month to EUR {after:.1f} bn" in title
    assert "United States fell from EUR 3.9 bn a month to nothing" in title


def test_every_event_coded_by_id_exists(report):
    known = set(report.ledger.events["event_id"])
    assert known >= measures.RELIEF | measures.STEPS


def test_relief_and_steps_are_not_new_measures(report):
    new, relief = sanctions.tally(report, "measure"), sanctions.tally(report, "relief")
    assert new["USA", "RUS"] == 1
    assert relief["USA", "RUS"] == 3
    assert sum(v for (a, _), v in relief.items() if a != "USA") == 0


def test_a_count_of_listings_stands_in_for_an_event_not_held(report):
    acts = sanctions.since_signing(report)
    british = acts[(acts["authority"] == "GBR") & (acts["target"] == "IRN")]
    assert "5 targets listed" in set(british["title"])


def test_truce_days_are_counted_only_as_far_as_they_had_passed():
    assert settlement.truce_days(Briefing.of("ukraine", as_of="2026-05-08")) == 0
    assert settlement.truce_days(Briefing.of("ukraine", as_of="2026-05-10")) == 2
    assert settlement.truce_days(Briefing.of("ukraine", as_of="2026-07-05")) == 3


def test_every_outcome_coded_has_words(report):
    assert set(settlement.tried(report)["code"]) <= set(settlement.OUTCOMES)


def test_early_edition_speaks_of_no_month_after_the_signing(early):
    title = shown(ukraine.launches, early)[0]["title"]
    assert title.endswith("no full month after it is known")
    assert shown(ukraine.other_months, early)[0]["kind"] == "note"
    assert shown(ukraine.attempts, early)[0]["kind"] == "note"
    assert "No new measure" in shown(ukraine.measures, early)[0]["title"]


def test_american_list_is_drawn_once_its_numbers_are_public():
    later = Briefing.of("ukraine", as_of="2026-08-20")
    words = shown(ukraine.list_entries, later)[0]
    assert words["kind"] == "figure"
    spans = (dt.date(2025, 1, 19) - dt.date(2024, 5, 4)).days + 1
    assert f"Russia-related entries fell from {30 * (800 + 1098) / spans:.0f} to" in words["title"]


@pytest.mark.parametrize("as_of", ["2025-01-20", "2025-04-15", "2026-07-05", "2026-09-30"])
@pytest.mark.parametrize("name", SHOWN)
def test_every_part_shows_something_or_says_why_not(name, as_of):
    if name not in ("aid_by_donor", "price_ratios", "attempts_table"):
        assert shown(getattr(ukraine, name), seen_on(as_of))


@pytest.mark.parametrize(
    ("name", "value", "show"),
    [
        ("before_months", 6, ukraine.launches),
        ("after_months", 6, ukraine.launches),
        ("min_launches_for_share", 500, ukraine.share_not_stopped),
        ("donors", ["USA"], ukraine.aid),
        ("since", 2020, ukraine.transfers),
        ("scenario", "interceptor-drones", ukraine.exchange_parts),
        ("drone_unit_cost", 20_000, ukraine.exchange_parts),
        ("decoy_share", 0.3, ukraine.cover),
        ("share_stopped", 0.8, ukraine.exchange_parts),
        ("share_stopped_by_missile", 0.15, ukraine.exchange_missiles),
        ("share_stopped_by_interceptor_drone", 0.4, ukraine.exchange_tornado),
        ("missile", "Coyote", ukraine.exchange_months),
        ("missile_cost_mix", 200_000, ukraine.exchange_tornado),
        ("interceptor_drone_cost", 6_000, ukraine.exchange_parts),
        ("damage_per_hit", 50_000, ukraine.exchange_parts),
        ("include_damage", True, ukraine.exchange_missiles),
    ],
)
def test_each_parameter_changes_what_is_shown(report, name, value, show):
    other = Briefing.of("ukraine", **{name: value})
    assert shown(show, report) != shown(show, other)


def test_the_reading_agrees_with_the_table_of_scenarios():
    other = Briefing.of("ukraine", scenario="interceptor-drones")
    model, values = case_of(other, "drone_exchange")
    ratio = num(model.run(values)["ratio"])
    said = " ".join(part["text"] for part in shown(ukraine.exchange_missiles, other))
    assert f"the defender pays {ratio} times what the attacker pays" in said
    title = shown(lambda r: r.scenarios("drone_exchange"), other)[-1]["title"]
    assert title.endswith(f"is {ratio} times")


def test_a_parameter_wins_over_the_scenario():
    both = Briefing.of("ukraine", scenario="dearest-missile", missile="Coyote")
    assert case_of(both, "drone_exchange")[1]["missile"] == "Coyote"


def test_a_share_that_cannot_be_reached_is_said_and_not_given_as_zero():
    title = shown(ukraine.exchange_missiles, Briefing.of("ukraine", scenario="thin-shield"))[0]
    assert title["title"].startswith("The defender pays more at every share")


def test_cover_by_own_output_takes_decoys_off_only_once_they_were_counted(report):
    rows = covered(report).set_index("span")
    fired = by_month("drones_launched_uaf")
    assert rows.loc["2023", "cover"] == pytest.approx(
        2738 / sum(fired[f"2023-{n:02d}"] for n in range(1, 13))
    )
    assert rows.loc["2023", "low"] == rows.loc["2023", "high"]
    late = rows.loc["September 2025"]
    assert late["cover"] == pytest.approx(2700 / (fired["2025-09"] * 0.55))
    assert late["low"] == pytest.approx(2700 / (fired["2025-09"] * 0.7))
    assert late["elsewhere"] == pytest.approx(fired["2025-09"] * 0.55 - 2700)


def test_the_earlier_trend_continued_is_the_fit_of_the_year_before(report):
    rows = fitted(report)
    logs = [math.log(v) for v in rows["a_day"].iloc[:12]]
    line = np.polyfit(list(range(-12, 0)), logs, 1)
    assert rows["continued"].iloc[-1] == pytest.approx(math.exp(np.polyval(line, 12)))
    assert rows["month"].iloc[-1] == "2026-01"


def test_bills_of_a_month_are_launches_times_the_cost_of_one(report):
    row = bills.bills(report).loc["2026-05"]
    assert row["attacker"] == pytest.approx(8150 * 21_500 / 1e6)
    assert row["defender"] / row["attacker"] == pytest.approx(
        case_of(report, "drone_exchange")[0].run(case_of(report, "drone_exchange")[1])["ratio"]
    )


def test_months_of_a_part_year_are_the_same_for_indicator_and_model():
    assert supply.MONTHS_REPORTED == drone_exchange.MONTHS_REPORTED
    assert supply.PLAN == drone_exchange.PLAN


def test_no_donor_chosen_is_said():
    assert shown(ukraine.aid, Briefing.of("ukraine", donors=[]))[0]["kind"] == "note"


def test_sentences_on_the_length_of_windows_end(report):
    text = " ".join(part["text"] for part in shown(ukraine.other_months, report))
    assert "twelve months on each side." in text


def test_origins_are_named_as_readers_know_them(report):
    with (data_dir() / "origins.csv").open(encoding="utf-8", newline="") as file:
        names = {r["name"] for r in csv.DictReader(file)}
    (table,) = shown(ukraine.who_says, report)
    assert {row[2] for row in table["rows"]} <= names
