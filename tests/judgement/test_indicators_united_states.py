"""Indicators of the section on the United States: by hand on small figures, then on the ledger."""

import dataclasses
import math
from functools import cache

import numpy as np
import pandas as pd
import pytest

from helpers.judgement.indicators import INDICATORS, Measurement, readings
from helpers.judgement.indicators.records import side_of
from helpers.judgement.indicators.statistics import Estimate
from helpers.judgement.indicators.united_states import gauges, lists, outlets, trade
from helpers.judgement.verdicts import Stance
from helpers.ledger.package import load
from helpers.ledger.series import Figures
from helpers.ledger.views import Known
from helpers.parameters import ReportParameters

DAY, LATE, EARLY = "2026-07-05", "2026-09-30", "2025-01-20"
OWN = {n: i for n, i in INDICATORS.items() if i.section == "united_states"}


@cache
def tables():
    return load()


class Small:
    """A view with made-up figures: what an indicator reads of `Known`."""

    def __init__(self, rows, as_of: str = DAY):
        self.as_of, self.ledger = as_of, tables()
        real = Figures.known(tables(), as_of)
        names = ["series", "entity", "period", "value", "note"]
        table = pd.DataFrame([(*r, "")[:5] for r in rows], columns=names)
        table = table.assign(source_id="s", known_on="2025-01-01", key="s")
        table["start"] = [p + "-01" * (3 - len(p.split("-"))) for p in table["period"]]
        table["end"] = [
            p if len(p) == 10 else p + ("-28" if len(p) == 7 else "-12-31") for p in table["period"]
        ]
        self.figures = dataclasses.replace(real, rows=table)

    def past(self, day: str) -> bool:
        return day <= self.as_of


def reading(name: str, day: str = DAY):
    return readings(tables(), day)[name]


def known(day: str = DAY) -> Known:
    return Known(tables(), ReportParameters(as_of=day))


# small figures


def span(side: str, end: str, value: float, start: str):
    note = f"entries numbered between {start} and this date"
    return (lists.SPANS, lists.GROUPS[side], end, value, note)


SPANS = [
    span("Iran", "2024-10-27", 10, "2024-07-20"),
    span("Iran", "2025-01-19", 10, "2024-10-28"),
    span("Iran", "2025-04-29", 30, "2025-01-20"),
    span("Iran", "2025-08-07", 30, "2025-04-30"),
]


def test_additions_are_set_per_day_of_each_span():
    found = lists.additions(Small(SPANS), "Iran")
    before = 20 / ((100 + 84) / 30)
    after = 60 / (200 / 30)
    assert found.value == pytest.approx(after / before)
    assert found.parts == pytest.approx({"in 30 days before": before, "in 30 days after": after})
    assert found.low < found.value < found.high


def test_one_span_after_the_signing_is_too_few():
    assert lists.additions(Small(SPANS[:3]), "Iran").silent


def test_the_rise_of_a_share_has_the_interval_of_newcombe():
    rise = lists.difference_of_shares(Estimate(0.2, 0.1, 0.3), Estimate(0.6, 0.5, 0.8))
    assert rise.value == pytest.approx(0.4)
    assert rise.low == pytest.approx(0.4 - math.hypot(0.1, 0.1))
    assert rise.high == pytest.approx(0.4 + math.hypot(0.2, 0.1))


def test_newcombes_own_example_comes_out():
    """Table II (a) of Newcombe 1998: 56/70 less 48/80, there at 95 per cent, 0.0524 to 0.3339."""

    def wilson(x, n, z=1.959964):
        p, scale = x / n, 1 + z * z / n
        half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / scale
        middle = (p + z * z / (2 * n)) / scale
        return Estimate(p, middle - half, middle + half)

    rise = lists.difference_of_shares(wilson(48, 80), wilson(56, 70))
    assert [round(x, 4) for x in rise] == [0.2, 0.0524, 0.3339]


def test_months_without_a_round_are_months_of_zero_and_the_lowest_count_stands():
    rows = [(lists.SHIPS, lists.EU, m, v) for m, v in (("2024-06", 12.0), ("2024-12", 24.0))]
    rows += [(lists.SHIPS, lists.EU, "2025-02", 36.0), (lists.SHIPS, lists.EU, "2025-02", 99.0)]
    found = lists.eu_ships(Small(rows, "2025-04-01"))
    assert found.parts == {"ships before": 36, "ships after": 36, "months after": 2}
    assert found.value == pytest.approx((36 / 59) / (36 / 366))


def test_the_pace_of_the_rial_is_that_of_its_logarithms():
    months = pd.period_range("2023-12", "2026-01", freq="M").astype(str)
    prices = [100 * math.exp(0.01 * min(i, 13) + 0.03 * max(0, i - 13)) for i in range(len(months))]
    rows = [(gauges.RIAL, "IRN", m, p) for m, p in zip(months, prices, strict=True)]
    found = gauges.rial(Small(rows))
    assert found.value == pytest.approx(2.0)
    assert found.low == pytest.approx(2.0) and found.high == pytest.approx(2.0)
    assert found.parts["months after"] == 12


def test_votes_of_a_year_after_the_signing_make_the_distance_speak():
    rows = [(gauges.VOTES, gauges.PAIR, str(y), 1.0) for y in range(2018, 2025)]
    assert "2024" in gauges.voting_distance(Small(rows)).silent
    spoken = gauges.voting_distance(Small([*rows, (gauges.VOTES, gauges.PAIR, "2026", 0.4)]))
    assert spoken.value == pytest.approx(-0.6)
    assert side_of(spoken, OWN["I-U1"].threshold) == "below"
    assert OWN["I-U1"].ties[0].below is Stance.SUPPORTS


def test_enrichment_leaves_out_the_step_that_spans_the_signing():
    rows = [("2024-03-01", 100.0), ("2024-09-27", 121.0), ("2025-03-01", 400.0),
            ("2025-05-30", 490.0)]  # fmt: skip
    found = gauges.enrichment(Small([(gauges.STOCK, "IRN", d, v) for d, v in rows]))
    assert found.parts["kg in 30 days before"] == pytest.approx(21 / 210 * 30)
    assert found.parts["kg in 30 days after"] == pytest.approx(90 / 90 * 30)
    assert found.value == pytest.approx(10)


def test_trade_is_set_against_the_best_year_before():
    rows = [(trade.RUSSIAN, "RUS-IRN", y, v)
            for y, v in (("2022", 4.0), ("2022", 6.0), ("2024", 4.5), ("2025", 6.0))]  # fmt: skip
    found = trade.against_record(Small(rows))
    assert found.value == pytest.approx(6 / 5)
    assert side_of(found, OWN["I-U7"].threshold) == "above"
    assert OWN["I-U7"].ties[0].above is Stance.SUPPORTS


def test_growth_stated_stands_beside_growth_of_the_levels():
    rows = [
        (trade.GROWTH[0], "RUS-IRN", "2025", 22.0),
        (trade.GROWTH[1], "RUS-IRN", "2025-09", 8.0),
        (trade.RUSSIAN, "RUS-IRN", "2024", 4.0),
        (trade.RUSSIAN, "RUS-IRN", "2025", 5.0),
    ]
    found = trade.growth_spread(Small(rows))
    assert found.value == 14 and found.parts["% by levels"] == pytest.approx(25)


def test_the_gap_of_accounts_is_a_share_of_their_mean():
    rows = [(trade.RUSSIAN, "RUS-IRN", "2023", 6.0), (trade.IRANIAN, "IRN-RUS", "2023", 2.0)]
    assert trade.customs_gap(Small(rows)).value == pytest.approx(100)


def test_irans_part_is_bounded_by_the_partners_named_and_silent_before_the_signing():
    rows = [(trade.PARTNERS, "RUS-CHN", "2025", 395.0), (trade.RUSSIAN, "RUS-IRN", "2025", 5.0)]
    assert trade.iran_share(Small(rows)).value == pytest.approx(1.25)
    earlier = [(s, e, "2023", v) for s, e, _, v in rows]
    assert "2023" in trade.iran_share(Small(earlier)).silent


def test_a_share_is_compared_across_the_signing_with_the_nearest_on_each_side():
    shares = {"2023-05": 42.0, "2024-07": 45.0, "2025-09": 30.0, "2026-01": 21.0}
    rows = [(outlets.INDIA, "IND", p, v) for p, v in shares.items()]
    assert outlets.india_share(Small(rows)).value == pytest.approx(-24)
    assert "July 2024" in outlets.india_share(Small(rows[:2])).silent


def test_few_buyers_count_regions_as_many_and_tell_the_other_end():
    flows = {"CHN": 50.0, "IND": 30.0, "Europe": 20.0, "Total": 100.0}
    found = outlets.few_buyers(
        Small([(outlets.FLOWS, outlets.SELLER + b, "2025", v) for b, v in flows.items()])
    )
    assert found.value == pytest.approx(0.34)
    assert found.parts == pytest.approx({"% to China and India": 80, "index, most": 0.38})


# the ledger


def test_the_list_speaks_only_once_its_later_copy_is_out():
    for name in ("I-U2", "I-U3", "I-U4"):
        assert "April 2024" in reading(name).measured.silent
        assert reading(name, LATE).speaks
    before, after = 99 + 142, 509 + 321 + 120 + 238 + 157
    assert reading("I-U2", LATE).measured.value == pytest.approx((after / 578) / (before / 261))
    share = 100 * 1345 / (1345 + 25) - 100 * before / (before + 800 + 1098)
    assert reading("I-U4", LATE).measured.value == pytest.approx(share)


def test_ships_listed_by_the_eu_are_those_of_its_rounds():
    found = reading("I-U5").measured
    assert found.parts == {"ships before": 27 + 50, "ships after": 74 + 189 + 105 + 117 + 41,
                           "months after": 12}  # fmt: skip
    assert found.value == pytest.approx((526 / 365) / (77 / 366))


def test_the_rial_on_the_ledger_is_reckoned_from_its_months():
    rows = tables().figures
    rows = rows[(rows["series"] == gauges.RIAL) & (rows["entity"] == "IRN")]
    price = np.log(rows.set_index("period")["value"].astype(float))
    before = 100 * (price["2024-12"] - price["2023-12"]) / 12
    after = 100 * (price["2026-01"] - price["2025-01"]) / 12
    found = reading("I-U6")
    assert found.measured.value == pytest.approx(after - before)
    assert found.side == "between"
    steady = found.measured.parts["steady % a month after"]
    assert (1 + steady / 100) ** 12 == pytest.approx(np.exp(price["2026-01"] - price["2025-01"]))


@pytest.mark.parametrize(
    ("name", "value", "side"),
    [
        ("I-U7", 5.0 / ((4.6 + 4.9 + 5.0) / 3), "between"),
        ("I-U8", 22 - 8, "above"),
        ("I-U9", 100 * (4.0 - 2.637) / ((4.0 + 2.637) / 2), "above"),
        ("I-U11", 11 - 12, "between"),
        ("I-U12", 21.2 - 45, "below"),
        ("I-U13", (100.717728**2 + 84.859094**2 + 0.075001**2) / 236.479165**2, "above"),
    ],
)
def test_readings_on_the_default_day_are_those_reckoned_by_hand(name, value, side):
    assert reading(name).measured.value == pytest.approx(value, rel=1e-6)
    assert reading(name).side == side


def test_nothing_speaks_three_days_after_the_signing():
    assert {reading(n, EARLY).side for n in OWN} == {"silent"}
    assert all(reading(n, EARLY).measured.silent for n in OWN)


@pytest.mark.parametrize("day", [EARLY, "2025-06-01", "2025-10-02", "2026-01-17", DAY, LATE])
def test_no_reading_uses_or_names_what_came_later(day):
    from helpers.ledger.dates import later_mentions

    for name in OWN:
        found = reading(name, day)
        assert found.known_on <= day
        words = f"{found.measured.said} {found.measured.silent} {' '.join(found.measured.parts)}"
        assert not later_mentions(words, day), name
        assert not later_mentions(f"{OWN[name].rule} {OWN[name].limits}", EARLY), name


def test_what_feeds_no_verdict_has_no_tie():
    assert {n for n, i in OWN.items() if not i.ties} == {"I-U8", "I-U9", "I-U14"}


def test_numbers_compared_stand_in_the_parts():
    for name in OWN:
        found: Measurement = reading(name, LATE).measured
        assert found.silent or found.parts, name
