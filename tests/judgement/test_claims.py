"""Judging the real ledger: properties over days and grades, and the document claims.json."""

from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.judgement.claims import (
    admitted_findings,
    all_evidence,
    claims_document,
    judge,
    judge_on,
)
from helpers.judgement.flips import flip_by_origin, weight_to_flip
from helpers.judgement.verdicts import PRIOR, Verdict, tally, verdict_for
from helpers.ledger.dates import shift_days
from helpers.ledger.package import load
from helpers.ledger.views import Known
from helpers.parameters import report_settings

days = st.integers(0, 560).map(lambda n: shift_days("2025-01-20", n))
letters, digits = st.sampled_from("ABCDE"), st.integers(1, 5)


@lru_cache(maxsize=8)
def known(**overrides) -> Known:
    return Known(load(), report_settings(overrides))


def ids(**overrides) -> set[str]:
    return set(known(**overrides).evidence["evidence_id"])


@settings(max_examples=40, deadline=None)
@given(days, days, letters, digits, st.booleans())
def test_a_later_day_never_removes_an_admissible_finding(a, b, letter, digit, media):
    early, late = sorted([a, b])
    rest = {"min_reliability": letter, "min_credibility": digit, "include_party_media": media}
    assert ids(as_of=early, **rest) <= ids(as_of=late, **rest)


@settings(max_examples=40, deadline=None)
@given(days, letters, letters, digits, digits)
def test_a_stricter_grade_never_adds_a_finding(day, a, b, c, d):
    (strict, loose), (high, low) = sorted([a, b]), sorted([c, d])
    strictest = ids(as_of=day, min_reliability=strict, min_credibility=high)
    assert strictest <= ids(as_of=day, min_reliability=loose, min_credibility=low)


def test_f_and_six_are_admitted_by_the_switch_alone():
    plain, all_of_them = known(), known(include_unjudged=True)
    assert not set(plain.evidence["reliability"]) & {"F"}
    assert 6 not in set(plain.evidence["credibility"])
    extra = all_of_them.evidence[~all_of_them.evidence["evidence_id"].isin(ids())]
    assert ((extra["reliability"] == "F") | (extra["credibility"] == 6)).all() and len(extra)


def test_without_party_media_no_state_medium_of_a_party_counts():
    rows = known(include_party_media=False).evidence
    assert not ((rows["kind"] == "state_media") & (rows["party"] != "")).any()
    assert (rows["party"] != "").any()


def test_the_agreed_coding_is_where_both_coders_say_the_same():
    ledger = load()
    both = ledger.evidence.merge(ledger.evidence_second, on="evidence_id", suffixes=("", "_2"))
    same = both[(both["stance"] == both["stance_2"]) & (both["bears_on"] == both["bears_on_2"])]
    assert ids(coder="agreed", include_unjudged=True) == set(same["evidence_id"]) & ids(
        include_unjudged=True
    )


def test_facts_are_judged_by_statements_and_forecasts_by_outcomes_known_at_the_horizon():
    k = known()
    rows = all_evidence(k).set_index("evidence_id")
    for claim, j in judge(k).items():
        counted = rows.loc[list(j.counted)]
        assert (counted["claim_id"] == claim).all()
        wanted = "outcome" if j.kind == "forecast" else "statement"
        assert (counted["bears_on"] == wanted).all()
        if j.kind == "forecast":
            assert (counted["known_on"] <= j.horizon).all()


def test_every_claim_has_a_verdict_on_every_day_and_forecasts_open_until_the_horizon():
    for day, is_open in (("2025-01-20", True), ("2026-01-16", True), ("2026-01-17", False)):
        judged = judge_on(load(), report_settings(), day)
        assert len(judged) == len(load().claims)
        forecasts = [j for j in judged.values() if j.kind == "forecast"]
        assert all((j.verdict is Verdict.OPEN) == is_open for j in forecasts)


def test_the_verdict_on_one_claim_is_that_of_the_sums_done_by_hand():
    j = judge(known(weights="equal", independence="none"))["C4"]
    rows = known().evidence.query("claim_id == 'C4' and bears_on == 'statement'")
    n = rows["stance"].value_counts()
    s, c = (
        n.get("supports", 0) + n.get("qualifies", 0) / 2,
        n.get("contradicts", 0) + n.get("qualifies", 0) / 2,
    )
    assert j.p == pytest.approx((PRIOR + s) / (1 + s + c))
    assert j.verdict is verdict_for((PRIOR + s) / (1 + s + c))


def test_the_document_has_the_fields_that_readers_are_promised():
    k = known(as_of="2025-10-02")
    document = claims_document(judge(k), k.parameters)
    assert document["as_of"] == "2025-10-02" and document["parameters"]["weights"] == "linear"
    assert len(document["claims"]) == len(load().claims)
    for claim in document["claims"]:
        assert {
            "claim_id",
            "section",
            "kind",
            "verdict",
            "p",
            "interval",
            "confidence",
            "reasons",
            "n_evidence",
            "n_origins",
        } <= set(claim)
        if claim["p"] is not None:
            assert claim["interval"][0] <= claim["interval"][1] and 0 < claim["p"] < 1


def test_the_weight_that_flips_a_verdict_does_flip_it():
    for j in judge(known()).values():
        if j.kind == "forecast" or j.group == "not enough" or j.p is None:
            continue
        up, down = weight_to_flip(j)
        for pro, con in ((up, 0.0), (0.0, down)):
            if pro is None or con is None:
                continue
            whole = 1 + j.support + j.against + pro + con
            moved = (PRIOR + j.support + pro + (1e-6 if pro else 0)) / (whole + 1e-6)
            assert verdict_for(moved) is not j.verdict


def test_an_origin_named_as_decisive_is_decisive():
    k = known()
    named = 0
    for j in judge(k).values():
        findings = admitted_findings(k)[j.claim_id]
        if j.kind == "forecast":
            continue
        for origin in flip_by_origin(findings, j, k.parameters):
            sums = tally([f for f in findings if f.origin != origin])
            assert verdict_for(sums.p, sums.enough) is not j.verdict
            named += 1
    assert named > 0
