"""What changed: two sides mirror each other, and every kind of reason is told."""

from dataclasses import replace

import pytest

from helpers.judgement.comparing import compare, judged_side
from helpers.judgement.derived import docket_kept
from helpers.judgement.docket import Docket, Entry, Source, judge_docket
from helpers.ledger.package import load
from helpers.parameters import report_settings

EARLY, LATE = "2025-03-01", "2026-03-01"
HORIZON = "2026-01-17"


def claim(kind: str = "fact", **other: str) -> dict[str, str]:
    return {
        "claim_id": "Z1", "section": "energy", "kind": kind, "text": "So it is.", "test": "Look.",
        "horizon": HORIZON if kind == "forecast" else "", "stated_on": "2025-01-20", "sides": "",
        "proxy": "",
        "settled_on": "",
    } | other  # fmt: skip


def entry(name: str, stance: str, known_on: str, source: str, **other) -> Entry:
    read = (stance, other.pop("bears_on", "statement"))
    credibility = other.pop("credibility", 1)
    facts = (name, "Z1", (source,), credibility, known_on, read, read)
    return Entry(*facts, finding=f"Of {name}.", **other)


def docket(*entries: Entry, of: dict[str, str] | None = None) -> Docket:
    grades = dict(zip("abcdef", "AABBDD", strict=True))
    sources = {n: Source(n, g, f"origin {n}", f"publisher {n}") for n, g in grades.items()}
    return Docket((of or claim(),), sources, entries, "2025-01-20", "2026-12-31")


def only(made: Docket, before: dict, after: dict):
    sides = [judged_side(str(p), report_settings(p), made) for p in (before, after)]
    (change,) = compare(*sides).changes
    return change


def kept_side(day: str, **other):
    return judged_side(day, report_settings({"as_of": day, **other}), docket_kept(load(), LATE))


@pytest.mark.parametrize("day", [EARLY, HORIZON, LATE])
def test_a_day_compared_with_itself_has_no_change(day):
    found = compare(kept_side(day), kept_side(day))
    assert found.counts()["claims"] == len(load().claims) and not found.moved
    assert not any(c.gained or c.lost or c.reasons for c in found.changes)


@pytest.mark.parametrize("other", [{}, {"min_reliability": "B"}, {"count_indicators": False}])
def test_the_comparison_turned_round_is_its_mirror(other):
    a, b = kept_side(EARLY), kept_side(LATE, **other)
    there, back = compare(a, b), compare(b, a)
    assert len(there.moved) == len(back.moved) > 0
    for one, two in zip(there.changes, back.changes, strict=True):
        assert (one.before, one.after) == (two.after, two.before)
        assert (one.gained, one.lost) == (two.lost, two.gained)
        assert one.towards == -two.towards and bool(one.reasons) == bool(two.reasons)


def test_every_changed_verdict_has_a_reason_that_names_the_word_it_leads_to():
    found = compare(kept_side(EARLY), kept_side(LATE, weights="steep", min_reliability="C"))
    for change in found.changes:
        assert bool(change.reasons) == change.moved
        assert all(f"“{change.after.verdict}”" in reason for reason in change.reasons)


def test_the_words_are_those_of_the_docket():
    parameters = report_settings({"as_of": LATE, "coder": "second"})
    judged = judge_docket(docket_kept(load(), LATE), parameters)
    side = kept_side(LATE, coder="second")
    assert {c: s.verdict for c, s in side.standings.items()} == {
        c: str(j.verdict) for c, j in judged.items()
    }


def test_a_finding_that_became_known_alone_is_named_as_the_reason():
    made = docket(
        entry("Z1-1", "supports", "2025-02-01", "a"),
        entry("Z1-2", "contradicts", "2025-06-01", "b"),
    )
    change = only(made, {"as_of": EARLY}, {"as_of": LATE})
    assert [f.evidence_id for f in change.gained] == ["Z1-2"] and not change.lost
    assert change.towards == -1
    assert change.reasons == (
        "1 finding that contradicts it became known (Z1-2): this alone makes it “mixed”.",
    )
    back = only(made, {"as_of": LATE}, {"as_of": EARLY})
    assert "was not yet known (Z1-2): this alone" in back.reasons[0]


def test_a_finding_that_no_longer_stands_is_named_and_so_is_what_came_instead():
    old = entry("I-Z/Z1", "supports", "2025-02-01", "a", computed=True, days=("", "2025-06-01"))
    kept = entry("Z1-1", "contradicts", "2025-02-01", "b")
    change = only(docket(old, kept), {"as_of": EARLY}, {"as_of": LATE})
    assert [f.evidence_id for f in change.lost] == ["I-Z/Z1"]
    assert "no longer stands (I-Z/Z1): this alone" in change.reasons[0]
    new = replace(old, first=("contradicts", "statement"), days=("2025-06-02", ""))
    turned = only(docket(old, new), {"as_of": EARLY}, {"as_of": LATE})
    assert [f.stance for f in (*turned.gained, *turned.lost)] == ["contradicts", "supports"]
    assert "neither alone does, but both together make it “mostly contradicted”" in str(
        turned.reasons
    )


def test_a_horizon_that_passed_is_named_alone_or_with_what_became_known():
    of = claim("forecast")
    known = entry("Z1-1", "supports", "2025-02-01", "a", bears_on="outcome")
    change = only(docket(known, of=of), {"as_of": EARLY}, {"as_of": LATE})
    assert (change.before.verdict, change.after.verdict) == ("still open", "came true")
    assert change.reasons == (
        "Its horizon, 17 January 2026, had come, so that the forecast is judged: this alone makes"
        " it “came true”.",
    )
    against = entry("Z1-2", "contradicts", "2025-06-01", "b", bears_on="outcome")
    both = only(docket(against, of=of), {"as_of": EARLY}, {"as_of": LATE})
    assert "(Z1-2); and its horizon" in both.reasons[0] and "both together" in both.reasons[0]


def test_what_became_known_after_the_horizon_is_not_gained():
    late = entry("Z1-1", "supports", "2026-02-01", "a", bears_on="outcome")
    change = only(docket(late, of=claim("forecast")), {"as_of": HORIZON}, {"as_of": LATE})
    assert not change.gained and not change.moved


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ({"min_reliability": "B"}, "min_reliability is B instead of E"),
        ({"count_indicators": False}, "count_indicators is false instead of true"),
        ({"weights": "equal"}, "weights is equal instead of linear"),
    ],
)
def test_a_parameter_that_alone_turns_the_verdict_is_named(setting, said):
    made = docket(
        entry("Z1-1", "supports", "2025-02-01", "a"),
        entry("Z1-2", "contradicts", "2025-02-01", "e"),
        entry("Z1-3", "contradicts", "2025-02-01", "f", computed=True),
    )
    change = only(made, {"as_of": LATE}, {"as_of": LATE, **setting})
    assert change.reasons == (f"{said}: this alone makes it \u201c{change.after.verdict}\u201d.",)


def test_where_only_all_changes_together_suffice_that_is_said():
    made = docket(
        entry("I-Z/Z1", "supports", "2025-02-01", "a", computed=True),
        entry("Z1-1", "supports", "2025-02-01", "b", until="2025-06-01"),
        entry("Z1-2", "supports", "2025-02-01", "e"),
        entry("Z1-3", "supports", "2025-02-01", "c", credibility=4),
    )
    strict = {"count_indicators": False, "min_reliability": "B", "min_credibility": 2}
    equal = {"weights": "equal"}
    change = only(made, {"as_of": EARLY, **equal}, {"as_of": LATE, **equal, **strict})
    assert change.after.verdict == "not enough evidence" and len(change.lost) == 4
    (reason,) = change.reasons
    assert "no longer stands (Z1-1)" in reason and all(name in reason for name in strict)
    assert reason.endswith(
        "no 3 of these do, but all together make it \u201cnot enough evidence\u201d."
    )


def test_a_claim_made_later_is_said_not_to_have_been_made():
    of = claim(stated_on="2025-06-01")
    made = docket(entry("Z1-1", "supports", "2025-02-01", "a"), of=of)
    change = only(made, {"as_of": EARLY}, {"as_of": LATE})
    assert change.before is None and change.moved and "had not been made" in change.reasons[0]
