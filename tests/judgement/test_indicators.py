"""Indicators as evidence: written down first, honest about time, counted by the same rule."""

import dataclasses

import pandas as pd
import pytest

from helpers.judgement.claims import admitted_findings, all_evidence, judge
from helpers.judgement.effects import effects
from helpers.judgement.indicators import INDICATORS, Measurement, computed_rows, readings
from helpers.judgement.indicators.records import DIRECT, STAND_IN, side_of
from helpers.judgement.indicators.register import read
from helpers.judgement.verdicts import Finding, in_force
from helpers.ledger.package import load
from helpers.ledger.views import Known
from helpers.parameters import SECTIONS, report_settings

DAYS = ("2025-01-20", "2025-06-01", "2025-10-02", "2026-01-17", "2026-07-05")


def known(**overrides) -> Known:
    return Known(load(), report_settings(overrides))


def test_there_are_twenty_and_more_and_each_is_written_down():
    assert len(INDICATORS) >= 20
    claims = set(load().claims["claim_id"])
    for name, i in INDICATORS.items():
        assert name == i.indicator_id and i.section in SECTIONS
        assert i.title and i.rule.endswith(".") and i.unit, name
        assert i.threshold[0] <= i.threshold[1]
        for tie in i.ties:
            assert tie.claim_id in claims and tie.credibility in (DIRECT, STAND_IN), name
            assert tie.above or tie.below, name


def test_the_series_of_an_indicator_are_series_of_the_ledger():
    held = set(load().series["series"])
    assert {s for i in INDICATORS.values() for s in i.series} <= held


@pytest.mark.parametrize("day", DAYS)
def test_a_reading_rests_on_nothing_later_than_its_day(day):
    for name, r in readings(load(), day).items():
        assert r.known_on <= day, name
        if not r.measured.rows.empty:
            assert r.measured.rows["known_on"].max() <= day, name


@pytest.mark.parametrize("day", DAYS)
def test_one_that_cannot_speak_says_why_and_has_no_weight(day):
    silent = {n for n, r in readings(load(), day).items() if r.side == "silent"}
    for name in silent:
        assert readings(load(), day)[name].measured.silent, name
    counted = {i.partition("/")[0] for i in computed_rows(known(as_of=day))["evidence_id"]}
    if day != "2026-07-05":  # later a silent one may still stand as it read at the horizon
        assert not counted & silent


def test_the_whole_interval_must_clear_the_threshold():
    wide = Measurement(2.0, "", low=0.9, high=3.0)
    assert side_of(wide, (1, 1)) == "between"
    assert side_of(dataclasses.replace(wide, low=1.1), (1, 1)) == "above"
    assert side_of(Measurement(0.5, "", low=0.2, high=0.9), (1, 1)) == "below"
    assert side_of(Measurement(1.0, ""), (0.9, 1.1)) == "between"
    assert side_of(Measurement.silence("no rows"), (1, 1)) == "silent"


def test_computed_evidence_can_be_left_out_and_obeys_the_grades():
    assert computed_rows(known(count_indicators=False)).empty
    strict = computed_rows(known(min_reliability="A"))
    assert set(strict["reliability"]) <= {"A"}
    assert len(strict) < len(computed_rows(known()))
    assert set(computed_rows(known(min_credibility=2))["credibility"]) <= {1, 2}


def test_without_indicators_the_verdicts_rest_on_the_ledger_alone():
    plain = known(count_indicators=False)
    assert set(all_evidence(plain)["evidence_id"]) == set(plain.evidence["evidence_id"])


def test_after_the_horizon_a_forecast_is_judged_by_its_indicators_of_that_day():
    k = known(as_of="2026-07-05")
    horizons = k.claims.set_index("claim_id")["horizon"]
    for claim, findings in admitted_findings(k).items():
        horizon = horizons[claim]
        if not horizon:
            continue
        own = [f for f in in_force(findings, horizon) if f.evidence_id.startswith("I-")]
        then = [
            f
            for f in admitted_findings(known(as_of=horizon))[claim]
            if f.evidence_id.startswith("I-")
        ]
        assert {(f.evidence_id.partition("@")[0], f.stance) for f in own} == {
            (f.evidence_id, f.stance) for f in then
        }, claim


def test_a_finding_stands_until_a_newer_reading_replaces_it():
    old = Finding("a", "supports", "B", 2, "o", "p", known_on="2025-05-01", until="2026-01-17")
    new = Finding("b", "contradicts", "B", 2, "o", "p", known_on="2026-01-18")
    assert in_force([old, new], "2025-04-30") == []
    assert in_force([old, new], "2026-01-17") == [old]
    assert in_force([old, new], "2026-01-18") == [new]


def test_an_effect_is_the_difference_that_leaving_it_out_makes():
    k = known()
    judged = judge(k)
    for e in effects(k, INDICATORS.values()):
        assert e.after == judged[e.claim_id].p
        if not e.stance:
            assert e.before == e.after
        elif e.stance == "supports" and e.before is not None:
            assert e.after >= e.before
        elif e.stance == "contradicts" and e.before is not None:
            assert e.after <= e.before


def test_a_base_without_its_series_leaves_an_indicator_silent():
    k = known()
    bare = dataclasses.replace(
        k.ledger,
        tables=type(k.ledger.tables)(
            dict(k.ledger.tables) | {"series": pd.DataFrame({"series": []})}
        ),
    )
    reading = read(INDICATORS["I-K1"], Known(bare, k.parameters))
    assert reading.side == "silent" and "none of its series" in reading.measured.silent
