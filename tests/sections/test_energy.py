"""The energy section: titles against sums made by hand, early days, parameters."""

import csv
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from helpers.display.bundles import TABLE_MIME
from helpers.sections import energy
from helpers.sections.briefing import Briefing
from helpers.sections.energy import gas, mechanisms, money, strait, technology
from support.shown import shown

DATA = Path(__file__).parents[2] / "data"
EARLY, LATE = "2025-01-20", "2026-07-05"
CASES = ("gas_path", "gas_needed", "gas_moves", "barrel", "oil_moves", "strait_case")
SHOWN = [getattr(energy, n) for n in energy.__all__ if n not in ("answer", "begin")]


@cache
def numbers() -> list[dict[str, str]]:
    rows = []
    for file in sorted((DATA / "figures").glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            rows += list(csv.DictReader(lines))
    return rows


def number(series: str, entity: str, period: str) -> float:
    found = [
        float(r["value"])
        for r in numbers()
        if (r["series"], r["entity"], r["period"]) == (series, entity, period)
    ]
    assert len(found) == 1
    return found[0]


@cache
def report(as_of: str = LATE, **overrides: object) -> Briefing:
    given = {k: list(v) if isinstance(v, tuple) else v for k, v in overrides.items()}
    return Briefing.of("energy", as_of=as_of, **given)


def first(draw, briefing: Briefing) -> dict:
    return shown(draw, briefing)[0]


def test_share_of_world_output_is_the_sum_of_two_states_over_the_world():
    oil, gas_share = (
        sum(number(s, e, "2025") for e in ("RUS", "IRN")) / number(s, "World", "2025")
        for s in ("oil_production", "gas_production")
    )
    title = first(energy.weight_share, report())["title"]
    assert f"{100 * oil:.1f} per cent of the world's oil" in title
    assert f"{100 * gas_share:.1f} per cent of its gas in 2025" in title


def test_an_early_day_speaks_of_the_year_then_known():
    title = first(energy.weight_share, report(EARLY))["title"]
    assert "in 2023" in title


def test_iran_uses_most_of_its_gas_at_home():
    used = number("gas_consumption", "IRN", "2025") / number("gas_production", "IRN", "2025")
    title = first(energy.gas_home, report())["title"]
    assert title.startswith(f"Iran used {100 * used:.0f} per cent of the gas it produced in 2025")


def test_crude_shares_of_every_seller_add_to_its_total():
    figure = first(energy.crude_destinations, report())
    total = number("crude_flow", "RUS->Total", "2025")
    asia = sum(
        number("crude_flow", f"RUS->{p}", "2025")
        for p in ("CHN", "IND", "JPN", "Other Asia Pacific")
    )
    assert figure["title"].startswith(f"Asia took {100 * asia / total:.0f} per cent of Russian")
    for seller in figure["alt"].removesuffix(", in per cent").split("; "):
        parts = [int(word) for word in seller.replace(",", "").split() if word.isdigit()]
        assert abs(sum(parts) - 100) <= 3


def test_iran_is_never_drawn_from_the_row_it_shares_with_others():
    blob = str(first(energy.crude_destinations, report())["data"])
    assert "incl. IRN" not in blob


def test_gas_named_is_a_small_part_of_the_winter_gap():
    assert gas.daily(365) == pytest.approx(1000)
    share = 100 * (2 * 1000 / 365) / 350
    assert (
        f"{share:.1f} per cent of Iran's winter gap"
        in first(energy.plan_against_gap, report())["title"]
    )


def test_no_delivery_is_said_only_once_a_finding_says_so():
    assert gas.no_flow_sentence(report(EARLY)) == ""
    assert "25 August 2025" in gas.no_flow_sentence(report("2025-10-02"))


def test_agency_year_chooses_the_counts_compared():
    counts = [31.4, 33.0, 33.3]
    alt = first(energy.lng_by_agency, report())["alt"]
    assert all(f"{c:.1f}".removesuffix(".0") in alt for c in counts)
    other = first(energy.lng_by_agency, report(agency_year=2021))
    assert "2021" in other["title"] and other["alt"] != alt
    assert first(energy.lng_by_agency, report(agency_year=2022))["kind"] == "note"


def test_states_compared_are_those_chosen():
    alone = first(energy.weight_share, report(compare_with=()))
    assert "alone" not in alone["title"] and "United States" not in alone["alt"]
    assert "Qatar" in first(energy.weight_share, report(compare_with=("QAT",)))["alt"]


def test_price_windows_hold_full_months_beside_the_signing():
    rows = report().figures.of("brent_spot_monthly", "World")
    before, after = money.around_signing(report(), rows)
    assert (before["period"].min(), before["period"].max()) == ("2024-01", "2024-12")
    assert (after["period"].min(), after["period"].max()) == ("2025-02", "2026-01")
    mean = sum(number("brent_spot_monthly", "World", f"2024-{m:02d}") for m in range(1, 13)) / 12
    assert (
        f"{mean:.1f} dollars in the twelve months before" in first(energy.brent, report())["title"]
    )
    assert "three months before" in first(energy.brent, report(window_months=3))["title"]
    assert "no full month after it" in first(energy.brent, report(EARLY))["title"]


def test_means_of_the_discount_wait_for_three_quotes_a_side():
    said = shown(energy.discounts, report())[1]["bundle"]["text/markdown"]
    assert "too few to compare means" in said and "three quotes a side" in said


def test_urals_gap_is_brent_less_the_quote_of_the_same_day():
    gap = money._urals_gap(report()).set_index("period")["value"]
    assert len(gap) == 3
    for day, value in gap.items():
        brent = number("brent_spot_daily", "World", day)
        assert value == pytest.approx(brent - number("urals_price_press", "RUS", day))


def test_projects_appear_with_their_reports():
    labels = [row["label"] for row in technology._ladder_rows(report(EARLY))]
    assert "Four reactors at Sirik" not in labels and "Bushehr, first unit" in labels
    late = technology._ladder_rows(report())
    assert {r["label"] for r in late if r["late"]} == {
        "Small nuclear plants",
        "Four reactors at Sirik",
    }


def test_no_body_binds_both_and_answers_wait_for_their_finding():
    rows = first(energy.bodies, report())["bundle"][TABLE_MIME]["rows"]
    bodies = {r[0]: r for r in rows if r[1] == "body"}
    assert bodies["OPEC+"][3:5] == ["yes", "no"]
    early = first(energy.bodies, report(EARLY))["bundle"][TABLE_MIME]["rows"]
    forum = next(r for r in early if r[0] == "Gas Exporting Countries Forum")
    assert forum[3:5] == [mechanisms.UNSAID] * 2
    assert "OPEC+" not in [r[0] for r in early]


def test_flow_of_the_strait_is_held_against_its_first_whole_year():
    quarters = [number("chokepoint_oil_flow", "Hormuz", f"2025-Q{q}") for q in range(1, 5)]
    share = number("chokepoint_oil_flow", "Hormuz", "2026-Q1") / (sum(quarters) / 4)
    assert (
        f"was {100 * share:.0f} per cent of its mean in 2025"
        in first(energy.strait_flow, report())["title"]
    )
    assert shown(energy.strait_flow, report(EARLY)) == []


def test_weekly_means_of_transits_are_of_seven_days():
    rows = report().figures.of("hormuz_tanker_transits_daily", "Hormuz")
    weekly = strait._weeks(rows)
    assert len(weekly) == len(rows) // 7
    days = rows.sort_values("period")["value"].head(7)
    assert weekly.iloc[0] == pytest.approx(days.mean())


def test_findings_after_the_horizon_stand_apart():
    assert first(energy.since_horizon, report("2026-01-17"))["kind"] == "note"
    rows = first(energy.since_horizon, report())["bundle"][TABLE_MIME]["rows"]
    assert rows and all(row[1] > "2026-01-17" for row in rows)


@pytest.mark.parametrize(
    ("as_of", "since"), [(EARLY, 2026), ("2025-06-01", 1990), ("2026-01-17", 2026)]
)
def test_every_part_has_something_to_show_or_says_that_it_has_not(as_of: str, since: int):
    briefing = report(as_of, since=since, compare_with=("QAT",), window_months=36)
    labels = [o.get("label") for draw in SHOWN for o in shown(draw, briefing) if "label" in o]
    assert len(labels) == len(set(labels))


def test_flow_that_closes_the_gap_is_days_times_gap():
    title = first(energy.gas_needed, report())["title"]
    assert "300 million cubic metres a day takes 110 billion a year" in title
    assert "or 27 sent in winter alone; the first stage named is 2" in title
    deeper = first(energy.gas_needed, report(iran_winter_gap=350.0))["title"]
    assert "350 million" in deeper and "31.5 sent in winter" in deeper


def test_named_lines_stay_when_the_reader_sets_what_is_built():
    rows = first(energy.gas_path, report(gas_share_of_ceiling_built=0.5))["data"]["rows"]
    last = {r[0]: float(r[2]) for r in rows}
    assert last["first stage only"] == 2
    assert last["case shown"] == pytest.approx(2 + 25.5 * 0.65)
    assert last["whole ceiling"] == pytest.approx(2 + 53 * 0.65)


def test_no_bill_is_said_without_a_price_and_one_with_it():
    said = shown(energy.gas_moves, report())[-1]["bundle"]["text/markdown"]
    assert "No price has been published" in said
    priced = shown(energy.gas_moves, report(gas_price=250.0))[-1]["bundle"]["text/markdown"]
    assert "2.41 billion dollars" in priced  # 9.6375 x 250 / 1,000


def test_a_barrel_is_parted_without_rest():
    figure = first(energy.barrel, report(brent_price=70.0))
    assert "at 70 dollars Iran keeps 61 and Russia 44" in figure["title"]
    rows = figure["data"]["rows"]
    assert sum(float(r[2]) for r in rows if r[0] == "Iran") == 70


def test_a_scenario_moves_the_case_and_its_sentence():
    shut = shown(energy.oil_moves, report(scenario="hormuz-closed"))
    assert "against 12.5 in the case shown" in shut[0]["title"]
    assert "against 12.5 in the case shown" in shut[1]["bundle"]["text/markdown"]
    gas_case = first(energy.gas_path, report(scenario="hormuz-closed"))["title"]
    assert gas_case == first(energy.gas_path, report())["title"]


def test_a_closure_takes_from_one_partner_and_gives_to_the_other():
    drawn, said = shown(energy.strait_case, report())
    assert "12.5 billion dollars a year if held up like the rest, 62.6" in drawn["title"]
    assert "do not share an interest" in said["bundle"]["text/markdown"]


def test_price_around_the_treaty_waits_for_ten_trading_days():
    assert first(energy.price_notice, report(EARLY))["kind"] == "note"
    assert "entry into force" not in first(energy.price_notice, report("2025-06-01"))["title"]
    late = first(energy.price_notice, report())
    assert "moves of a usual size" in late["title"]


def test_plants_named_stand_beside_what_is_shipped():
    title = first(energy.lng_plants, report())["title"]
    assert "Russia ships 31.3 of the 100 million" in title and "Iran ships none" in title
    assert "100" not in first(energy.lng_plants, report(EARLY))["title"]


@pytest.mark.parametrize("scenario", ["full-ceiling", "long-haggle", "rivals", "buyers-turn-away"])
def test_every_case_can_be_drawn(scenario: str):
    for name in CASES:
        assert first(getattr(energy, name), report(scenario=scenario))["kind"] == "figure"


def test_the_peak_of_a_price_is_no_event_beside_it():
    events = pd.DataFrame(
        {"date": ["2026-04-05", "2026-04-07"], "title": ["A strike", "Brent spot peaks at 138"]}
    )
    assert strait._near(events, "2026-04-07") == "; one other marked event lies within a week of it"
    assert strait._near(events[1:], "2026-04-07") == ""
