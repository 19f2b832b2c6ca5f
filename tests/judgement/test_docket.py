"""The docket: the same verdicts from plain records as from tables, and what if."""

import json
import random
import subprocess
import sys

import pytest

from helpers.judgement.claims import judge
from helpers.judgement.docket import Changes, Docket, judge_docket
from helpers.judgement.filing import computed_between, computed_on, docket_between, docket_on
from helpers.judgement.indicators import INDICATORS
from helpers.judgement.indicators.history import Readings
from helpers.judgement.indicators.register import reading
from helpers.judgement.multiverse import universe, ways
from helpers.judgement.multiverse.counting import WORDS
from helpers.ledger.dates import shift_days
from helpers.ledger.package import load
from helpers.ledger.views import Known
from helpers.parameters import report_settings

DAYS = ("2025-01-20", "2025-05-17", "2025-10-02", "2026-01-17", "2026-01-18", "2026-07-05")
CHOICES = {
    "min_reliability": list("ABCDE"),
    "min_credibility": [1, 2, 3, 4, 5],
    "include_unjudged": [True, False],
    "include_party_media": [True, False],
    "independence": ["origin", "publisher", "none"],
    "weights": ["linear", "steep", "equal"],
    "coder": ["first", "second", "agreed"],
    "count_indicators": [True, False],
}


def drawn(seed: int, day: str):
    draw = random.Random(seed)
    return report_settings({"as_of": day} | {k: draw.choice(v) for k, v in CHOICES.items()})


@pytest.mark.parametrize("day", DAYS)
def test_the_docket_gives_the_judgements_that_the_tables_give(day):
    docket = docket_on(load(), day)
    for parameters in [report_settings({"as_of": day}), *(drawn(n, day) for n in range(25))]:
        assert judge_docket(docket, parameters) == judge(Known(load(), parameters))


def test_the_vectorised_rule_gives_the_verdicts_of_the_docket():
    parameters = report_settings({"as_of": "2026-03-01"})
    sets = ways(parameters).sample(40, random_state=1)
    found = universe(load(), sets)
    docket = docket_on(load(), "2026-03-01")
    for n, row in enumerate(sets.to_dict("records")):
        verdicts = judge_docket(docket, report_settings(row))
        for claim_id, word in zip(found.claims, found.verdicts[n], strict=True):
            assert verdicts[claim_id].verdict is WORDS[word]


def test_indicators_watched_day_by_day_read_as_they_do_alone():
    readings, day = Readings(load()), "2026-01-14"
    while day <= "2026-01-20":
        for name in INDICATORS:
            alone, watched = reading(load(), day, name), readings(load(), day, name)
            assert watched.measured.said == alone.measured.said, (day, name)
            assert watched.measured.value == alone.measured.value or alone.measured.value is None
            assert (watched.side, watched.sources) == (alone.side, alone.sources)
        day = shift_days(day, 1)


def test_computed_findings_of_a_span_are_those_of_each_of_its_days():
    first, last = "2026-01-14", "2026-01-21"
    entries = computed_between(load(), first, last)
    for n in range(8):
        day = shift_days(first, n)
        alone = {e for found in computed_on(load(), day).values() for e in found}
        bare = {
            Docket.from_document(Docket((), {}, (e,), first, last).document()).entries[0]
            for e in entries
            if e.days[0] <= day <= e.days[1]
        }
        assert {(e.evidence_id, e.finding, e.known_on, e.until) for e in bare} == {
            (e.evidence_id, e.finding, e.known_on, e.until) for e in alone
        }


def test_a_docket_survives_the_way_through_json():
    docket = docket_on(load(), "2025-10-02")
    again = Docket.from_document(json.loads(json.dumps(docket.document())))
    assert again.claims == docket.claims and again.sources == docket.sources
    assert again.entries == docket.entries


def test_a_day_outside_the_docket_is_refused():
    docket = docket_between(load(), "2025-10-02", "2025-10-04")
    with pytest.raises(ValueError, match="2025-10-05 lies outside this docket, 2025-10-02 to"):
        judge_docket(docket, report_settings({"as_of": "2025-10-05"}))


def test_a_source_graded_otherwise_weighs_otherwise():
    docket, parameters = docket_on(load(), "2026-07-05"), report_settings({})
    before = judge_docket(docket, parameters)
    counted = {e for j in before.values() for e in j.counted}
    entry = next(e for e in docket.entries if e.evidence_id in counted and not e.computed)
    for letter in "ABCDEF":
        grades = Changes(grades={entry.sources[0]: letter})
        asked = report_settings({"include_unjudged": True})
        after = judge_docket(docket, asked, grades)[entry.claim_id]
        plain = judge_docket(docket, asked)[entry.claim_id]
        same = docket.sources[entry.sources[0]].reliability == letter
        assert (
            (after.support, after.against) != (plain.support, plain.against)
            or same
            or (entry.evidence_id not in plain.counted)
        )


def test_a_finding_or_a_source_left_out_no_longer_counts():
    docket, parameters = docket_on(load(), "2026-07-05"), report_settings({})
    before = judge_docket(docket, parameters)
    name = before["C4"].counted[0]
    without = judge_docket(docket, parameters, Changes(without_findings={name}))
    assert name not in without["C4"].counted
    assert {c for c in before if before[c] != without[c]} == {"C4"}
    source = next(e for e in docket.entries if e.evidence_id == name).sources[0]
    gone = judge_docket(docket, parameters, Changes(without_sources={source}))
    resting = {e.evidence_id for e in docket.entries if source in e.sources}
    assert not resting & {e for j in gone.values() for e in j.counted}


def test_a_computed_finding_is_as_good_as_the_poorest_source_behind_it():
    docket = docket_on(load(), "2026-07-05")
    several = [e for e in docket.entries if e.computed and len(e.sources) > 1]
    assert several
    entry = several[0]
    graded = Changes(grades={entry.sources[-1]: "E"})
    strict = report_settings({"min_reliability": "D"})
    assert entry.evidence_id not in judge_docket(docket, strict, graded)[entry.claim_id].counted


def test_the_rule_loads_neither_numpy_nor_pandas():
    code = (
        "import sys, helpers.judgement.docket, helpers.judgement.flips;"
        "print({'numpy', 'pandas', 'scipy'} & {m.split('.')[0] for m in sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
