"""The methods: constants printed from the code, tables that add up, gaps that are true."""

from helpers.display.words import number_word
from helpers.judgement.grading import SCHEMES
from helpers.judgement.multiverse import combinations
from helpers.judgement.verdicts import GROUPS, Verdict
from helpers.ledger.dates import period_end
from helpers.sections import methods
from helpers.sections.briefing import Briefing
from helpers.sections.methods.sensitivity import property_checks
from support.shown import shown


def brief(**overrides) -> Briefing:
    return Briefing.of("methods", **overrides)


def test_the_printed_weights_are_those_in_use():
    (table,) = shown(methods.weights_table, brief(weights="steep"))
    steep = next(r for r in table["rows"] if r[0] == "steep (in use)")
    letters, digits = SCHEMES["steep"]
    assert [float(x) for x in steep[1:]] == [*letters.values(), *digits.values()]


def test_the_grade_map_counts_every_finding_once():
    report = brief()
    (figure,) = shown(methods.grade_map, report)
    cells = [int(x) for row in figure["data"]["rows"] for x in row[1:]]
    assert sum(cells) == len(report.known.evidence)


def test_the_worked_example_reads_as_the_text_says():
    table, figure = shown(methods.worked_example, brief())
    sums = table["rows"][-1]
    assert sums[-2:] == ["2.04", "0.70"]
    assert "p = 0.68, interval 0.28 to 0.97" in sums
    assert figure["title"].startswith("The example reads mostly supported; without")


def test_the_worked_claim_is_the_one_chosen_and_its_weights_add_up():
    table = shown(methods.worked_claim, brief(worked_claim="B13"))[0]
    assert table["title"].startswith("B13 reads supported")
    j = brief().judgements["B13"]
    weights = [float(r[5]) for r in table["rows"][:-1] if r[5] not in ("", "0")]
    assert float(table["rows"][-1][5]) == round(j.support, 2)
    assert abs(sum(weights) - j.support) < 0.02 * len(weights)


def test_all_properties_hold_on_early_and_late_days():
    for day in ("2025-01-20", "2025-10-02", "2026-07-05"):
        assert all(property_checks(brief(as_of=day)).values())


def test_the_title_counts_verdicts_that_ways_give_otherwise_than_they_are_printed():
    report = brief()
    figure, _ = shown(methods.sensitivity, report)
    words = report.universe.verdict_words()
    fragile = changing = verdicts = 0
    for claim, j in report.judgements.items():
        groups = words[claim].map(lambda word: GROUPS[Verdict(word)])
        judged = groups[groups != "not enough"]
        if j.group in ("holds", "mixed", "fails"):
            same = (judged == j.group).mean()
            verdicts, fragile = verdicts + 1, fragile + (same < 2 / 3)
            changing += same < 1
    assert fragile and changing > fragile
    assert figure["title"] == (
        f"Counted in {combinations()} ways, {number_word(fragile)} of {verdicts} verdicts keep"
        " their group in fewer than two thirds of those that yield one, and"
        f" {number_word(changing - fragile)} more change group in some"
    )
    for row in figure["data"]["rows"]:
        assert sum(int(x) for x in row[3:]) == combinations()
        assert sum(int(x) for x in row[3:6]) == int(row[2])


def test_claims_said_to_lack_support_do_lack_it():
    report = brief()
    said = shown(methods.missing, report)[0]["text"].partition("support: ")[2].partition(".")[0]
    named = set(said.replace(" and ", ", ").split(", "))
    rows = report.findings
    for claim, j in report.judgements.items():
        counted = rows[rows["evidence_id"].isin(j.counted)]
        assert (claim in named) == ("supports" not in set(counted["stance"]))


def test_a_report_beyond_the_newest_news_says_so():
    assert any(
        "holds no news after" in o["text"]
        for o in shown(methods.missing, brief(as_of="2026-10-01"))
    )
    assert not any("holds no news after" in o["text"] for o in shown(methods.missing, brief()))


def test_the_choice_said_to_move_most_verdicts_does():
    _, table = shown(methods.sensitivity, brief())
    shares = [float(row[3].split()[0]) for row in table["rows"]]
    assert shares == sorted(shares, reverse=True)
    assert table["title"].endswith(table["rows"][0][0].strip("`"))


def test_a_claim_says_in_which_share_of_the_ways_that_yield_a_verdict_it_keeps_its_group():
    report = Briefing.of("united_states")
    table = shown(Briefing.claims_table, report)[0]
    words = report.universe.verdict_words()
    seen = set()
    for row, j in zip(table["rows"], report.claims, strict=True):
        groups = words[j.claim_id].map(lambda word: GROUPS[Verdict(word)])
        judged = groups[groups != "not enough"]
        if j.group == "not enough":
            assert row[-1].startswith("no verdict in ")
            continue
        same, last = (judged == j.group).mean(), row[-1].replace("\u00a0", " ")
        share = f"all {len(judged)}" if same == 1 else f"{round(100 * same)} % of {len(judged)}"
        assert last.startswith(f"{j.group} in {share}")
        assert ("most read otherwise" in last) == (same < 1 / 2)
        seen.add("most read otherwise" in last)
    assert seen == {True, False}


def test_the_release_note_names_only_what_was_known():
    for day in ("2025-01-20", "2026-07-05"):
        report = brief(as_of=day)
        (table,) = shown(methods.release_note, report)
        periods = [row[-1] for row in table["rows"] if row[-1]]
        assert len(periods) > 15 and all(period_end(p) <= day for p in periods)
        assert [row[0] for row in table["rows"] if not row[-1]] == [
            "Natural Earth countries and land, 1:50m and 1:110m (TopoJSON) (Natural Earth via"
            " world-atlas)"
        ]


def test_findings_read_and_computed_add_up_to_those_of_the_front_page():
    report = brief()
    (answer,) = shown(methods.short_answer, report)
    coverage = shown(methods.coverage_tables, report)[0]
    *sections, whole = coverage["rows"]
    for i in (1, 2, 3):
        assert sum(int(row[i]) for row in sections) == int(whole[i])
    read, computed = int(whole[1]), int(whole[2])
    assert read + computed == len(report.findings) and read == len(report.known.evidence)
    assert f"{read} read in sources" in answer["text"]
    assert f"{len(report.findings)} findings" in answer["text"]


def test_a_list_of_all_claims_is_given_in_words():
    (table,) = shown(methods.parameters_table, brief())
    allowed = {row[0]: row[3] for row in table["rows"]}
    assert allowed["`worked_claim`"] == "any claim id"
