"""Indicators on the Caucasus: worked out by hand, silent before their data, timely."""

import csv
from functools import cache
from types import SimpleNamespace

import pandas as pd
import pytest

from helpers.judgement.indicators import INDICATORS, Measurement, read
from helpers.judgement.indicators.caucasus import acts, armenia, freight, neighbours, routes
from helpers.judgement.indicators.caucasus.promises import missed, statements
from helpers.judgement.verdicts import Stance
from helpers.ledger.dates import period_end
from helpers.ledger.package import data_dir, load
from helpers.ledger.views import Known
from helpers.parameters import ReportParameters

OWN = [name for name, i in INDICATORS.items() if i.section == "caucasus"]
TREATIES = pd.DataFrame({"treaty_id": ["IR-RU-2025"], "signed": ["2025-01-17"]})
EXACT = {"rel": 1e-9}


@cache
def known(as_of: str = "2026-07-05") -> Known:
    return Known(load(), ReportParameters(as_of=as_of))


def measured(name: str, as_of: str = "2026-07-05") -> Measurement:
    return INDICATORS[name].measure(known(as_of))


def values(series: str, entity: str) -> dict[str, float]:
    out: dict[str, float] = {}
    for path in (data_dir() / "figures").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as f:
            for r in csv.DictReader(f):
                if r["series"] == series and r["entity"] == entity:
                    out[r["period"]] = float(r["value"])
    return out


def rows(series: str, entity: str, numbers: dict[str, float], note: str = "") -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"series": series, "entity": entity, "period": p, "value": v, "note": note,
             "end": period_end(p), "known_on": "2026-01-01", "source_id": "x"}
            for p, v in numbers.items()
        ]
    )  # fmt: skip


class MadeUpFigures:
    """Numbers written for a test, asked for as those of the ledger are."""

    def __init__(self, *tables: pd.DataFrame) -> None:
        self.rows = pd.concat(tables) if tables else rows("none", "none", {"2000": 0.0})

    def of(self, series, entities=None, since=""):
        names = [series] if isinstance(series, str) else series
        found = self.rows[self.rows["series"].isin(names)]
        if entities is not None:
            wanted = [entities] if isinstance(entities, str) else entities
            found = found[found["entity"].isin(wanted)]
        return found[found["end"] >= since].sort_values("end")

    def last(self, series, entity):
        found = self.of(series, entity)
        return None if found.empty else found.iloc[-1]


def made_up(*tables: pd.DataFrame, events=None, coding=None, as_of="2026-07-05"):
    return SimpleNamespace(
        figures=MadeUpFigures(*tables),
        events=events,
        as_of=as_of,
        past=lambda day: day <= as_of,
        ledger=SimpleNamespace(treaties=TREATIES),
        table=lambda name, column: coding,
    )


def coded(table: str, codes: list[str], first: int = 1) -> dict[str, pd.DataFrame]:
    ids = [f"e{i}" for i in range(len(codes))]
    dates = [f"2025-{first + i // 28:02d}-{1 + i % 28:02d}" for i in range(len(codes))]
    events = pd.DataFrame(
        {"event_id": ids, "date": dates, "known_on": dates, "source_ids": "x", "topic": "corridor",
         "section": "caucasus"}
    )  # fmt: skip
    coding = pd.DataFrame({"table": table, "event_id": ids, "code": codes, "note": ""})
    return {"events": events, "coding": coding}


def test_the_share_of_joint_acts_is_counted_after_the_signing_only():
    view = made_up(**coded("allies", ["joint"] * 3 + ["apart"] * 9, first=2))
    found = acts.joint_acts(view)
    assert (found.value, found.parts) == (0.25, {"joint acts": 3, "coded acts": 12})
    before = made_up(**coded("allies", ["joint"] * 12, first=1))  # 1 to 12 January
    assert acts.joint_acts(before).silent


def test_four_of_sixteen_acts_were_joint_and_the_interval_is_wilsons():
    found = measured("I-S1")
    n, p, z = 16, 4 / 16, 1.6448536269514722
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * (p * (1 - p) / n + z * z / (4 * n * n)) ** 0.5 / (1 + z * z / n)
    assert found.value == p
    assert (found.low, found.high) == pytest.approx((middle - half, middle + half), **EXACT)
    assert read(INDICATORS["I-S1"], known()).side == "below"
    assert INDICATORS["I-S1"].ties[0].below is Stance.CONTRADICTS


def test_steps_of_armenia_leave_out_the_pressure_on_it_and_count_the_neutral():
    codes = ["toward_west"] * 8 + ["other"] * 2 + ["pressure_from_moscow"] * 5
    found = armenia.turning_steps(made_up(**coded("armenia", codes, first=2)))
    assert found.value == 0.8 and found.parts["of its coded steps"] == 10
    few = armenia.turning_steps(made_up(**coded("armenia", codes[:9], first=2)))
    assert few.silent == "fewer than 10 coded events are public"


def test_ties_loosened_are_a_part_of_the_steps_that_turn():
    found = measured("I-S2b")
    coding = load().event_coding.query("table == 'armenia'")["code"].value_counts()
    away, west = coding["away_from_moscow"], coding["toward_west"]
    assert found.value == pytest.approx(away / (away + west), **EXACT)


@pytest.mark.parametrize("name", ["I-S2c", "I-S2d", "I-S3b"])
def test_a_series_that_ends_before_the_signing_says_its_last_year_and_nothing_else(name):
    found = measured(name)
    assert found.silent == "the series ends in 2024, before the signing" and found.value is None
    assert read(INDICATORS[name], known()).side == "silent"
    assert not read(INDICATORS[name], known()).speaks


def test_the_last_year_of_a_silent_series_is_that_of_the_day():
    assert measured("I-S2c", "2025-06-01").silent == "the series ends in 2023, before the signing"


def test_votes_speak_once_three_years_after_are_held():
    numbers = {"2022": 0.4, "2023": 0.5, "2024": 0.6, "2025": 1.0, "2026": 1.1, "2027": 1.2}
    found = armenia.votes(made_up(rows("unga_distance", "ARM-RUS", numbers)))
    assert found.value == pytest.approx(0.6) and found.low > 0
    short = {k: v for k, v in numbers.items() if k < "2027"}
    assert "three years" in armenia.votes(made_up(rows("unga_distance", "ARM-RUS", short))).silent


def test_arms_of_russia_are_its_part_of_three_suppliers():
    parts = [rows("arms_transfer_tiv", f"{s}->ARM", {"2025": v, "2024": 99.0})
             for s, v in (("RUS", 10.0), ("IND", 20.0), ("FRA", 10.0))]  # fmt: skip
    assert armenia.arms(made_up(*parts)).value == 0.25


def test_trade_with_russia_is_one_account_and_ties_to_no_claim():
    turnover = values("trade_arm_rus_turnover", "ARM-RUS")
    assert measured("I-S2e").value == pytest.approx(turnover["2025"] / turnover["2024"], **EXACT)
    assert INDICATORS["I-S2e"].ties == () and INDICATORS["I-S5"].ties == ()


def test_the_ratio_of_outlays_by_hand():
    aze, arm = (values("milex_constant_usd", s) for s in ("AZE", "ARM"))
    before = sum(aze[y] / arm[y] for y in ("2019", "2020", "2021")) / 3
    after = sum(aze[y] / arm[y] for y in ("2023", "2024", "2025")) / 3
    found = measured("I-S3a")
    assert found.value == pytest.approx(after - before, **EXACT)
    assert found.low <= found.value <= found.high
    flat = dict.fromkeys(("2019", "2020", "2021", "2023", "2024", "2025"), 2.0)
    level = neighbours.outlays(
        made_up(*(rows("milex_constant_usd", s, flat) for s in ("AZE", "ARM")))
    )
    assert (level.value, level.low, level.high) == (0, 0, 0)


def test_the_middle_corridor_is_compared_within_one_account():
    digest = values("titr_volume_digest", "Middle Corridor")
    assert measured("I-S3c").value == pytest.approx(digest["2025"] / digest["2024"], **EXACT)
    assert measured("I-S3c", "2026-06-24").silent


@pytest.mark.parametrize(
    ("day", "passed"),
    [("2025-11-25", 0), ("2025-11-26", 1), ("2026-01-17", 2), ("2026-04-29", 2), ("2026-04-30", 3)],
)
def test_a_promised_day_is_missed_once_it_has_passed(day, passed):
    assert missed(statements(known(day)), known(day)) == passed
    assert measured("I-S4a", day).value == passed


def test_no_day_set_gives_no_measurement():
    assert measured("I-S4a", "2025-10-12").silent == "no statement had set a day"
    assert measured("I-S4a", "2025-01-20").silent


def test_land_is_measured_by_the_length_most_often_given():
    land = values("rasht_astara_land", "Rasht-Astara")
    assert measured("I-S4b").value == pytest.approx(land[max(land)] / 162, **EXACT)
    assert read(INDICATORS["I-S4b"], known("2025-10-11")).side == "between"  # half, not more


def test_events_on_routes_are_compared_by_their_share_of_all_events():
    before = coded("x", ["a"] * 12, first=1)["events"].assign(
        event_id=[f"b{i}" for i in range(12)],
        date=["2022-03-01", "2022-09-01", "2023-03-01", "2023-09-01", "2024-03-01", "2024-09-01"]
        * 2,
        topic=["corridor"] * 6 + ["armenia"] * 6,
    )
    after = coded("x", ["a"] * 12, first=2)["events"].assign(
        date=["2025-03-01", "2025-09-01"] * 6, topic=["corridor"] * 12
    )
    found = routes.route_events(made_up(events=pd.concat([before, after]), as_of="2026-02-01"))
    assert found.value == pytest.approx(2.0)
    assert found.parts["events before"] == 12 and found.parts["route events after"] == 12
    assert found.low < 2 < found.high


def test_growth_against_the_rival_is_a_ratio_of_yearly_growth():
    total = rows("instc_volume_total", "INSTC", {"2022": 16.0, "2024": 36.0})  # 1.5 a year
    hoped = rows("instc_volume_total", "INSTC", {"2025": 99.0}, "expected in a year")
    rival = rows("titr_volume_operators", "Middle Corridor", {"2022": 1.0, "2023": 3.0})
    found = freight.against_rival(made_up(total, hoped, rival))
    assert found.value == pytest.approx(0.5)
    assert found.parts["North-South growth a year"] == pytest.approx(1.5)


def test_growth_against_the_rival_on_the_real_counts():
    first, last = (16 + 17 + 14.5) / 3, 21.5
    north = (last / first) ** (1 / 3)
    rival = (4.5 / 1.4) ** (1 / 2)
    assert measured("I-S6a").value == pytest.approx(north / rival, **EXACT)
    at_horizon = ((20 / first) ** (1 / 2)) / rival
    assert measured("I-S6a", "2026-01-17").value == pytest.approx(at_horizon, **EXACT)


def test_containers_are_those_of_the_year_of_signing_over_the_year_before():
    assert measured("I-S6b").value == pytest.approx(11000 / 7200, **EXACT)
    assert measured("I-S6b", "2026-02-08").silent


def test_the_way_to_the_goal_is_straight():
    total = rows("instc_volume_total", "INSTC", {"2022": 16.0, "2026": 24.0})
    goal = rows("instc_volume_target", "INSTC", {"2030": 32.0})
    study = rows("instc_volume_target", "INSTC", {"2030": 15.0}, "study low")
    found = freight.goal_path(made_up(total, goal, study))
    assert (found.value, found.parts["asked"]) == (1.0, 24.0)
    first = (16 + 17 + 14.5) / 3
    asked = first + 3 / 8 * (32 - first)
    assert measured("I-S6c").value == pytest.approx(21.5 / asked, **EXACT)


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("day", ["2025-01-20", "2025-06-01", "2025-10-12", "2026-01-17"])
def test_a_reading_rests_on_rows_that_were_public(name, day):
    reading = read(INDICATORS[name], known(day))
    assert reading.known_on <= day
    if not reading.measured.rows.empty:
        assert (reading.measured.rows["known_on"] <= day).all()


def test_nothing_spoke_when_the_treaty_was_new():
    assert not any(read(INDICATORS[name], known("2025-01-20")).speaks for name in OWN)


@pytest.mark.parametrize("name", OWN)
def test_each_names_its_claims_its_rule_and_its_limits(name):
    indicator = INDICATORS[name]
    claims = {t.claim_id for t in indicator.ties}
    assert claims <= {f"S{n}" for n in range(1, 7)}
    assert all(c in indicator.rule for c in claims) and indicator.limits.endswith(".")
    if not claims:
        assert "no tie" in indicator.rule


def test_a_law_counts_once_whatever_stages_it_went_through():
    codes = ["toward_west"] * 8 + ["other"] * 2
    whole = armenia.turning_steps(made_up(**coded("armenia", codes, first=2)))
    staged = armenia.turning_steps(made_up(**coded("armenia", codes + ["stage"] * 3, first=2)))
    assert staged.value == whole.value
    coding = load().event_coding.query("table == 'armenia'").set_index("event_id")["code"]
    law = coding[coding.index.str.startswith("armenia-eu-")]
    assert sorted(law) == ["stage", "stage", "stage", "toward_west"]


def test_a_turnover_whose_period_is_open_says_so():
    assert "a period not stated in full" in measured("I-S2e").said
