"""The table of all days that the start page carries, and the dossiers of the claims."""

import json
import math
import re

import pytest

from helpers.judgement.claims import admitted_findings, judge
from helpers.judgement.courses import on_day
from helpers.judgement.grading import weight
from helpers.judgement.judging import judge_claim
from helpers.judgement.verdicts import Finding
from helpers.ledger.dates import days_between, shift_days
from helpers.ledger.package import load
from helpers.ledger.views import Known
from helpers.parameters import EARLIEST_AS_OF, ReportParameters
from helpers.sections import summary
from helpers.sections.answers import tally_sentence
from helpers.sections.briefing import Briefing
from helpers.sections.dossiers import dossiers, turned_by_choice, turned_by_evidence
from helpers.sections.moments import courses_of, moments
from support.shown import shown

LAST = ReportParameters().as_of


@pytest.fixture(scope="module")
def courses():
    return courses_of(load(), LAST)


def known_on(day: str, **choices) -> Known:
    return Known(load(), ReportParameters(as_of=day, **choices))


def holding(steps, day: int):
    return next(reversed([step for step in steps if step[0] <= day]), None)


@pytest.mark.parametrize("day", ["2025-01-20", "2025-06-30", LAST])
def test_it_holds_nothing_of_a_day_after_its_own(courses, day):
    table = moments(known_on(day), courses)
    last = days_between(EARLIEST_AS_OF, day)
    assert table["own"] == day
    assert all(stops[0] == 0 and stops[-1] == last for stops in table["stops"].values())
    assert all(mark <= day for mark, _ in table["marks"])
    assert max(step[0] for row in table["rows"] for step in row) <= last
    assert max(step[0] for steps in table["answers"].values() for step in steps) <= last
    said = json.dumps(table["texts"])
    assert ("2 October 2025" in said) == (day >= "2025-10-02")


def test_its_rows_give_the_verdicts_of_any_day_under_any_switches(courses):
    table = moments(known_on(LAST, weights="steep"), courses)
    for day, grade, media in (("2025-05-05", "C", True), ("2026-01-17", "B", False)):
        switched = {"weights": "steep", "min_reliability": grade, "include_party_media": media}
        wanted = judge(known_on(day, **switched))
        at = days_between(EARLIEST_AS_OF, day)
        for claim_id, row in zip(
            table["claims"], table["courses"][f"{grade}{int(media)}"], strict=True
        ):
            _, verdict, share, level = holding(table["rows"][row], at)
            j = wanted[claim_id]
            assert table["verdicts"][verdict] == str(j.verdict)
            assert share == (None if j.p is None else int(f"{j.p:.2f}".replace(".", "")))
            assert table["levels"][level] == j.confidence


def test_a_dossier_tells_of_a_claim_what_its_record_tells(courses):
    known = known_on("2025-10-02")
    found = dossiers(known, courses.under(known.parameters))
    for dossier, j in zip(found, judge(known).values(), strict=True):
        assert {k: dossier[k] for k in j.record()} == j.record()
        assert sum(f["counted"] for f in dossier["findings"]) == len(j.counted)
        assert all(f["known_on"] <= known.as_of for f in dossier["findings"])
        assert dossier["course"][-1][2] == str(j.verdict)
        assert dossier["course"][-1][0] <= known.as_of


def test_both_sides_are_shown_where_a_claim_has_both(courses):
    known = known_on(LAST)
    for dossier in dossiers(known, courses.under(known.parameters)):
        counted = {f["stance"] for f in dossier["findings"] if f["counted"]}
        assert (dossier["sides"] is not None) == ({"supports", "contradicts"} <= counted)
        if dossier["sides"]:
            assert [s["stance"] for s in dossier["sides"]] == ["supports", "contradicts"]


def test_another_choice_that_is_said_to_turn_a_verdict_turns_it():
    known = known_on(LAST)
    steep = judge(known_on(LAST, weights="steep"))
    turned = turned_by_choice(known)
    for claim_id, j in judge(known).items():
        said = [t for t in turned[claim_id] if t.startswith("weights were steep")]
        changes = steep[claim_id].verdict is not j.verdict
        assert said == ([f"weights were steep: *{steep[claim_id].verdict}*"] if changes else [])


TURN = re.compile(r"further findings (for|against) it(.*) came in with a weight of (.+): \*(.+)\*")
WITHDRAWN = re.compile(r"the findings of (.+) were withdrawn: \*(.+)\*")
MITE = weight("E", 5, "linear")


def judged_again(known: Known, claim_id: str, findings) -> str:
    claim = known.claims.set_index("claim_id", drop=False).loc[claim_id].to_dict()
    return str(judge_claim(claim, findings, known.parameters).verdict)


def test_a_weight_that_is_said_to_turn_a_verdict_turns_it_into_that_word_and_less_does_not():
    known, said = known_on(LAST), 0
    for claim_id, j in judge(known).items():
        findings = admitted_findings(known)[claim_id]
        for side, by, amount, word in TURN.findall(
            "\n".join(turned_by_evidence(known, j, findings))
        ):
            said += 1
            stance = {"for": "supports", "against": "contradicts"}[side]
            assert bool(by) == bool(j.horizon)

            def judged(count: int, stance=stance, claim_id=claim_id, findings=findings) -> str:
                more = [
                    Finding(f"n{i}", stance, "E", 5, f"new{i}", f"new{i}", known_on="2025-01-20")
                    for i in range(count)
                ]
                return judged_again(known, claim_id, [*findings, *more])

            assert judged(math.ceil(round(float(amount) / MITE, 6))) == word != str(j.verdict)
            assert judged(math.ceil(round(float(amount) / MITE - 1, 6)) - 1) == str(j.verdict)
    assert said > 50


def test_an_origin_whose_loss_is_said_to_turn_a_verdict_turns_it_into_that_word():
    known, said = known_on(LAST), 0
    names = known.ledger.origins.set_index("origin")["name"]
    for claim_id, j in judge(known).items():
        findings = admitted_findings(known)[claim_id]
        turns = "\n".join(turned_by_evidence(known, j, findings))
        told = {
            name: word
            for listed, word in WITHDRAWN.findall(turns)
            for name in names
            if name in listed and name in re.split(", | or ", listed)
        }
        if j.group in ("open", "not enough") or j.p is None:
            assert not told
            continue
        for origin in {f.origin for f in findings}:
            rest = [f for f in findings if f.origin != origin]
            word = judged_again(known, claim_id, rest)
            assert told.get(names[origin], str(j.verdict)) == word, (claim_id, origin)
            said += word != str(j.verdict)
    assert said > 20


@pytest.mark.parametrize(("grade", "media"), [("E", True), ("B", False)])
def test_the_stops_under_some_switches_are_the_days_on_which_a_verdict_turned(
    courses, grade, media
):
    table = moments(known_on(LAST), courses)
    stops = table["stops"][f"{grade}{int(media)}"]
    under = courses.under(
        ReportParameters(as_of=LAST, min_reliability=grade, include_party_media=media)
    )

    def words(day: int) -> dict[str, str]:
        found = on_day(under, shift_days(EARLIEST_AS_OF, day))
        return {claim_id: str(j.verdict) for claim_id, j in found.items()}

    for day in range(1, days_between(EARLIEST_AS_OF, LAST)):
        assert (day in stops) == (words(day) != words(day - 1)), shift_days(EARLIEST_AS_OF, day)


def test_the_table_says_of_its_own_day_what_the_summary_says(courses):
    report = Briefing.of("summary")
    table = moments(known_on(LAST), courses)
    texts = [table["texts"][n] for n in table["answers"][table["switches"]][-1][1:]]
    paragraphs = shown(summary.five_sentences, report)[0]["text"].split("\n\n")
    assert paragraphs[:2] == [" ".join(texts[:5]), texts[5]]
    told = dict(zip(table["pages"], texts[6:], strict=True))
    assert told["energy"] == tally_sentence(Briefing.of("energy").claims)
    assert "outlook claims" in told["summary"]
