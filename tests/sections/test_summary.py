"""The summary: its sentences and lists, recomputed from the verdicts."""

import re
from collections import Counter
from dataclasses import replace

import pytest

from helpers.display.words import SMALL, number_word
from helpers.judgement.claims import admitted_findings, judge_on
from helpers.judgement.flips import flip_by_origin
from helpers.judgement.verdicts import Verdict
from helpers.sections import methods, summary
from helpers.sections.answers import confidence_sentence, tallied
from helpers.sections.briefing import Briefing
from helpers.sections.summary import answer, judgements
from helpers.sections.summary.disputed import two_sided
from support.shown import shown

WORDS = list(SMALL)
CONFIDENCE, LIKELIHOOD = "onfidence", ("likely", "chance", "almost certain")


def brief(**overrides) -> Briefing:
    return Briefing.of("summary", **overrides)


def test_the_sentence_on_the_text_counts_the_facts_of_the_clauses():
    report = brief()
    js = [j for j in report.judgements.values() if j.section == "clauses" and j.kind == "fact"]
    groups = Counter(j.group for j in js)
    said = answer.on_the_text(report, js)
    assert f"Of {len(js)} claims" in said
    assert f"{number_word(groups['holds'])} hold, {number_word(groups['fails'])} do not" in said
    assert f"{number_word(groups['not enough'])} lack evidence" in said and "open" not in said
    assert "in force since 2 October 2025" in said
    early = brief(as_of="2025-03-01")
    assert "signed but not in force" in answer.on_the_text(early, js)


def test_forecasts_are_open_before_the_horizon_and_counted_after_it():
    for day, words in (
        ("2025-06-01", "are open until 17 January 2026"),
        ("2026-01-17", "by 17 January 2026"),
    ):
        report = brief(as_of=day)
        js = [j for j in report.judgements.values() if j.kind == "forecast"]
        assert words in answer.on_the_forecasts(report, js)


@pytest.mark.parametrize("day", ["2025-01-20", "2025-06-01", "2026-07-05"])
def test_the_key_judgements_have_an_item_for_each_area_and_keep_confidence_apart(day):
    report = brief(as_of=day)
    js = list(report.judgements.values())
    (item,) = shown(summary.key_judgements, report)
    lines = item["text"].splitlines()
    assert len(lines) == len({j.section for j in js})
    for line, title in zip(lines, answer.TITLES.values(), strict=True):
        assert title in line.split(":")[0]
        sentences = [s for s in re.split(r"(?<=[.]) ", line) if CONFIDENCE in s]
        assert not any(word in s for s in sentences for word in (*LIKELIHOOD, "supported"))
        assert len(sentences) <= 1


def test_the_firmest_verdict_of_an_area_is_one_that_was_reached_on_the_best_basis():
    js = list(brief().judgements.values())
    first = judgements.firmest(js)
    assert first is not None and first.reached and first.confidence == "high"
    low = [j for j in js if j.confidence == "low" or not j.reached]
    assert judgements.firmest(low).confidence == "low"
    assert judgements.firmest([j for j in js if not j.reached]) is None


@pytest.mark.parametrize("day", ["2025-01-20", "2025-06-01", "2026-01-17", "2026-07-05"])
@pytest.mark.parametrize("grade", ["A", "E"])
def test_the_first_three_sentences_count_every_claim_once(day, grade):
    report = brief(as_of=day, min_reliability=grade)
    parts = answer.parted(list(report.judgements.values()))
    assert sorted(j.claim_id for part in parts for j in part) == sorted(report.judgements)
    said = answer.sentences(report)
    for part, sentence in zip(parts, said, strict=False):
        assert re.search(rf"\b(Of|All) {len(part)} ", sentence), sentence
    others = re.findall(rf"\b({'|'.join(WORDS)}|\d+) (?:hold|do|is|are|lack)", said[1])
    assert sum(WORDS.index(w) if w in WORDS else int(w) for w in others) == len(parts[1])


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        ("h", "one holds"),
        ("hh", "both hold"),
        ("hhh", "all hold"),
        ("hf", "one holds and one does not hold"),
        ("hhfm", "two hold, one is mixed and one does not hold"),
    ],
)
def test_counted_verdicts_agree_with_their_verbs(groups, said):
    verdicts = {"h": Verdict.SUPPORTED, "f": Verdict.CONTRADICTED, "m": Verdict.MIXED}
    j = next(iter(brief().judgements.values()))
    assert tallied([replace(j, verdict=verdicts[group]) for group in groups]) == said


def test_confidence_of_one_level_is_told_of_all():
    judged = [
        j for j in brief().judgements.values() if j.group == "holds" and j.confidence == "low"
    ]
    assert confidence_sentence(judged).startswith(f"Confidence is low for all {len(judged)} that")
    assert confidence_sentence(judged[:1]).startswith("Confidence is low for the one that")


@pytest.mark.parametrize("day", ["2025-01-20", "2025-06-01", "2026-01-17", "2026-07-05"])
def test_likelihood_and_confidence_never_share_a_sentence(day):
    for section in ("background", "energy", "ukraine", "summary"):
        report = Briefing.of(section, as_of=day)
        text = shown(report.key_judgements)[0]["text"]
        for sentence in re.split(r"(?<=[.])\s", text):
            assert not (CONFIDENCE in sentence and any(w in sentence for w in LIKELIHOOD)), sentence


def test_summary_and_methods_count_the_same_findings_and_origins():
    (box,) = shown(summary.five_sentences, brief())
    counted = re.search(r"(\d+ findings of \d+ independent origins)", box["text"])[1]
    (told,) = shown(methods.short_answer, Briefing.of("methods"))
    assert counted in told["text"]
    published, computed = re.search(r": (\d+) read .* and (\d+) computed", told["text"]).groups()
    assert int(published) + int(computed) == int(counted.split()[0])


def test_the_answer_names_the_claims_that_the_ledger_lacks():
    report = brief()
    left = {c: j for c, j in report.judgements.items() if c != "X1"}
    moment = answer.Moment(report.parameters.as_of, "", "2026-01-17", left)
    *rest, washington = answer.sentences(moment)
    assert washington == "On Washington nothing can be said: the ledger lacks X1."
    whole = answer.sentences(
        answer.Moment(report.parameters.as_of, "", "2026-01-17", report.judgements)
    )
    assert "lacks" not in whole[-1] and len(rest) == len(whole) - 1


def test_the_scoreboard_shows_every_claim_and_counts_them_in_its_title():
    report = brief()
    (figure,) = shown(summary.scoreboard, report)
    groups = Counter(j.group for j in report.judgements.values())
    assert figure["title"].startswith(f"{groups['holds']} of {len(report.judgements)} claims hold")
    assert len(figure["data"]["rows"]) == len(report.judgements)


def test_the_most_disputed_have_most_weight_on_the_lighter_side():
    ranked = [min(j.support, j.against) for j, _, _ in two_sided(brief())]
    assert ranked == sorted(ranked, reverse=True) and len(ranked) > 10
    assert len(shown(summary.disputed, brief(top=3))[0]["rows"]) == 3


def test_the_strongest_come_with_high_confidence_first():
    rows = shown(summary.strongest, brief())[0]["rows"]
    order = {"high": 0, "moderate": 1, "low": 2}
    levels = [order[r[4]] for r in rows]
    assert levels == sorted(levels) and len(rows) == 10


def test_no_verdict_among_the_strongest_is_fragile_or_falls_with_one_origin():
    report = brief()
    (table,) = shown(summary.strongest, report)
    ids = [r[0].split("*")[2] for r in table["rows"]]
    findings = admitted_findings(report.known)
    for claim in ids:
        assert not report.stability[claim].fragile
        assert not flip_by_origin(findings[claim], report.judgements[claim], report.parameters)
    assert report.stability["B6"].fragile and "B6" in table["caption"] and "B6" not in ids


def test_verdicts_that_moved_are_those_whose_group_differs_from_the_first_day():
    report = brief()
    first = judge_on(report.ledger, report.parameters, "2025-01-20")
    moved = [c for c, j in report.judgements.items() if first[c].group != j.group]
    rows = shown(summary.verdicts_moved, report)[0]["rows"]
    assert [r[0].split("*")[2] for r in rows] == moved
    assert shown(summary.verdicts_moved, brief(as_of="2025-01-20"))[0]["kind"] == "note"


def test_no_more_events_of_a_lane_are_drawn_than_asked_for():
    for most in (2, 4):
        figure = shown(summary.chronicle_of_all, brief(events_per_lane=most))[0]
        lanes = Counter(row[2] for row in figure["data"]["rows"])
        assert max(lanes.values()) <= most


def test_no_change_is_given_between_two_accounts():
    rows = {r[0]: r for r in shown(summary.before_after, brief())[0]["rows"]}
    assert rows["Freight of the North-South corridor"][4] == "two accounts"
    assert rows["Rial per dollar, free market"][4].endswith("%")


def test_the_price_of_oil_is_the_newest_that_was_known():
    report = brief()
    (row,) = [r for r in shown(summary.before_after, report)[0]["rows"] if "Brent" in r[0]]
    assert report.figures.of("brent_spot_daily")["period"].max() in row[3]


def test_a_rate_is_not_carried_past_its_record():
    meta = shown(summary.tariff_steps, brief())[0]
    assert "the last rate on record, 30, is that of 14 May 2025" in meta["title"]
    assert "Supreme Court strikes down the emergency tariffs (20 February 2026)" in meta["caption"]
    assert "125 known for 13 May 2025" in meta["alt"] and "125 from 13 May" not in meta["alt"]
    early = shown(summary.tariff_steps, brief(as_of="2025-06-01"))[0]
    assert "Later acts" not in early["caption"]


def test_findings_on_china_are_told_by_stance():
    meta = shown(summary.pressure_by_target, brief())[0]
    on_china = [r for r in meta["rows"] if "China" in r[1]]
    assert meta["title"].startswith(
        f"{len(on_china)} of {len(meta['rows'])} findings concern China"
    )
    pro = sum(r[4] == "supports" for r in on_china)
    assert f"{number_word(pro)} support" in meta["title"]


def test_every_line_before_and_now_is_a_row_of_the_ledger():
    report = brief()
    values = {f"{v:.6g}" for v in report.figures.rows["value"]}
    from helpers.display.words import num

    printed = {num(v) for v in report.figures.rows["value"]}
    for row in shown(summary.before_after, report)[0]["rows"]:
        for cell in (row[2], row[3]):
            if "(" in cell:
                assert cell.partition(" (")[0] in printed | values


@pytest.mark.parametrize("day", ["2025-01-20", "2026-07-05"])
def test_the_series_are_counted_by_section_as_they_read(day):
    from helpers.judgement.indicators import readings

    report = brief(as_of=day)
    meta = shown(summary.series_say, report)[0]
    sides = Counter(r.side for r in readings(report.ledger, day).values())
    totals = [sum(int(row[i]) for row in meta["rows"]) for i in (1, 2, 3, 4)]
    assert totals == [
        sum(sides.values()), sides["above"] + sides["below"], sides["between"], sides["silent"]
    ]  # fmt: skip


def test_a_verdict_that_the_indicators_turn_is_named():
    report, plain = brief(), brief(count_indicators=False)
    turned = [
        c for c, j in report.judgements.items() if j.verdict is not plain.judgements[c].verdict
    ]
    title = shown(summary.series_say, report)[0]["title"]
    assert all(f"{c} (" in title for c in turned) and ("no verdicts" in title) == (not turned)
    assert "no verdicts" in shown(summary.series_say, plain)[0]["title"]
