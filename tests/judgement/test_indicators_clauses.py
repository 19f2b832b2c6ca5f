"""The indicators of the clauses: on made-up units, on the evidence base, and back in time."""

from math import sqrt
from types import SimpleNamespace

import pandas as pd
import pytest

from helpers.judgement.effects import effects
from helpers.judgement.indicators import INDICATORS, read
from helpers.judgement.indicators import clauses as own
from helpers.judgement.legalization import bootstrap_mean
from helpers.ledger.package import load
from helpers.ledger.views import Known
from helpers.parameters import ReportParameters

Z = 1.6448536269514722
IDS = ("I-C7", "I-C7b", "I-C8", "I-C8b")


def known(as_of: str = "2026-07-05") -> Known:
    return Known(load(), ReportParameters(as_of=as_of))


def made_up(units: list[dict], second: dict[str, int], pairs=(), grades=None) -> SimpleNamespace:
    """Return a view with units of made-up treaties, each carried by a source of its own."""
    plain = {
        "treaty_id": own.TREATY, "article": "", "read_level": "quoted", "domain": "political",
        "article_theme": "military_security", "delegation": 0.0, "known_on": "2025-02-01",
    }  # fmt: skip
    rows = [plain | {"clause_id": f"U{i}", "source_ids": f"s{i}"} | u for i, u in enumerate(units)]
    sources = pd.DataFrame(
        {"reliability": "B", "known_from": "2025-01-18"}, index=[f"s{i}" for i in range(len(rows))]
    )
    for name, grade in (grades or {}).items():
        sources.loc[name, "reliability"] = grade
    codes = {r["clause_id"]: r["precision"] for r in rows} | second
    ledger = SimpleNamespace(
        sources=sources.assign(source_id=sources.index),
        clauses_second=pd.DataFrame({"clause_id": list(codes), "precision": list(codes.values())}),
        lineage=pd.DataFrame(pairs, columns=["clause_2001", "clause_2025", "relation"]),
    )
    return SimpleNamespace(
        clauses=pd.DataFrame(rows),
        out_of=lambda ids: ledger.sources.loc[ids.split(";")],
        ledger=ledger,
    )


def test_general_wording_counts_vague_units_and_spans_both_coders():
    precision = [0, 1, 1, 1, 2, 2]
    view = made_up([{"precision": p} for p in precision], {"U4": 1})
    found = own.general_wording(view)
    assert found.value == 4 / 6
    assert found.parts["vague by the second coding"] == 5
    ids = [f"U{i}" for i in range(6)]
    one, other = (
        bootstrap_mean(pd.Series([float(p <= 1) for p in codes]), ids)
        for codes in (precision, [0, 1, 1, 1, 1, 2])
    )
    assert (found.low, found.high) == (one.low, other.high)


def test_preamble_final_clauses_and_poor_sources_do_not_count():
    units = [{"precision": 1} for _ in range(8)]
    units[0] |= {"article": "P"}
    units[1] |= {"domain": "legal_final"}
    units[2] |= {"read_level": "listed_only"}
    view = made_up(units, {}, grades={"s3": "D"})
    assert list(own.units_read(view, own.TREATY)["clause_id"]) == ["U4", "U5", "U6", "U7"]
    assert own.general_wording(view).silent == "fewer than 5 units could be read"


def test_a_unit_dates_from_the_first_fair_source_that_carries_it():
    view = made_up([{"precision": 1, "source_ids": "s0;s1"}, {"precision": 1}], {})
    view.ledger.sources.loc["s0", "known_from"] = "2025-09-01"
    row = own.units_read(view, own.TREATY).iloc[0]
    assert (row["source_id"], row["known_on"]) == ("s1", "2025-02-01")


def test_procedures_are_counted_in_quoted_units_only():
    units = [{"precision": p} for p in (3, 2, 1, 1)]
    units += [{"precision": 1, "delegation": 1.0}, {"precision": 3, "read_level": "paraphrased"}]
    found = own.procedures(made_up(units, {}))
    assert found.value == 2 / 5
    scale = 1 + Z * Z / 5
    middle = (0.4 + Z * Z / 10) / scale
    half = Z * sqrt(0.4 * 0.6 / 5 + Z * Z / 100) / scale
    assert (found.low, found.high) == pytest.approx((middle - half, middle + half), abs=1e-9)


PAIRS = [
    ("U0", "U6", "repeated"), ("U1", "U7", "extended"), ("U2", "", "not_seen_2025"),
    ("U3", "U8", "cannot_tell"), ("U4", "U9", "repeated"), ("U5", "U10", "repeated"),
]  # fmt: skip


def two_treaties() -> SimpleNamespace:
    older = [{"precision": 2, "treaty_id": own.OLD_TREATY} for _ in range(6)]
    return made_up(older + [{"precision": 1} for _ in range(8)], {}, PAIRS)


def test_continuity_counts_pairs_among_the_security_units():
    found = own.continued(two_treaties())
    assert found.parts == {
        "security units": 8, "with a counterpart": 4, "units read of the older treaty": 6
    }  # fmt: skip
    assert found.value == 0.5


def test_what_cannot_be_told_counts_on_neither_side_of_what_was_kept():
    found = own.kept(two_treaties())
    assert found.parts == {"older units": 5, "repeated or extended": 4}


def test_a_lower_bound_never_speaks_against_a_claim():
    assert INDICATORS["I-C8"].ties[0].below is None


@pytest.mark.parametrize("name", IDS)
def test_readings_of_the_evidence_base_are_those_counted_by_hand(name):
    expected = {"I-C7": (19, 29), "I-C7b": (0, 9), "I-C8": (2, 7), "I-C8b": (5, 6)}
    met, of = expected[name]
    reading = read(INDICATORS[name], known())
    assert reading.measured.value == pytest.approx(met / of)
    assert reading.side == ("above" if name == "I-C7" else "between")
    assert reading.reliability == "C"


@pytest.mark.parametrize("name", IDS)
@pytest.mark.parametrize("day", ["2025-01-20", "2025-04-15", "2025-10-02"])
def test_no_reading_uses_a_unit_or_a_source_of_a_later_day(name, day):
    reading = read(INDICATORS[name], known(day))
    assert reading.known_on <= day
    assert set(reading.measured.rows["source_id"]) <= set(known(day).sources.index)


def test_a_later_reading_rests_on_more_of_the_text():
    sizes = [len(read(INDICATORS["I-C7"], known(d)).measured.rows)
             for d in ("2025-01-20", "2025-01-24", "2025-04-15", "2026-07-05")]  # fmt: skip
    assert sizes == sorted(sizes) and sizes[0] < sizes[-1]


def test_the_claim_on_general_wording_gains_and_no_verdict_turns():
    view = known()
    moved = effects(view, [INDICATORS[n] for n in IDS])
    told = {e.indicator_id: e for e in moved}
    assert told["I-C7"].stance == "supports" and told["I-C7"].after > told["I-C7"].before
    assert not any(e.turns for e in moved)
    assert all(told[n].stance == "" for n in IDS[1:])


def test_parameters_of_the_section_move_no_indicator():
    from helpers.parameters import settings

    plain = read(INDICATORS["I-C7"], known()).measured
    other = Known(load(), settings("clauses", {"clause_coder": "second", "doubtful_shift": 1}))
    assert read(INDICATORS["I-C7"], other).measured.value == plain.value
