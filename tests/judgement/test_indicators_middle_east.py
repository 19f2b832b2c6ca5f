"""Indicators of the Middle East: hand-checked on the ledger and on small made-up tables."""

import csv
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from helpers.judgement.indicators.middle_east import INDICATORS, conduct, means
from helpers.judgement.indicators.register import read
from helpers.ledger.package import load
from helpers.ledger.views import Known
from helpers.parameters import report_settings

DATA = Path(__file__).parents[2] / "data"
LATE, HORIZON, SIGNED = "2026-07-05", "2026-01-17", "2025-01-17"
BY_ID = {i.indicator_id: i for i in INDICATORS}


def rows_of(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def reading(indicator_id: str, as_of: str = LATE):
    return read(BY_ID[indicator_id], Known(load(), report_settings({"as_of": as_of})))


def ladder(side: str, as_of: str) -> list[dict[str, str]]:
    """Return a side's undisputed acts since the signing, straight from the file."""
    return [
        r
        for r in rows_of("support_ladder.csv")
        if r["side"] == side
        and SIGNED < r["date"] <= as_of
        and r["reason"].split(":")[0] in ("Done", "Stated")
    ]


def made_up(**tables: pd.DataFrame) -> SimpleNamespace:
    """Return a stand-in for the evidence of a day, with figures by series, or other tables."""
    wide = {n: t for n, t in tables.items() if n in (means.OUTLAY, means.REGISTER, means.VOTES)}

    def long(series, entities=None):
        frame = wide[series].stack().rename("value").reset_index()
        frame.columns = ["period", "entity", "value"]
        return frame.assign(source_id="x", known_on="2026-01-01")

    figures = SimpleNamespace(wide=lambda s, e: wide[s][[c for c in e if c in wide[s]]], of=long)
    tables.setdefault("spans", pd.DataFrame({"state": [], "start": []}, dtype=str))
    treaties = pd.DataFrame({"treaty_id": ["IR-RU-2025"], "signed": [SIGNED]})
    return SimpleNamespace(
        as_of=LATE, figures=figures, ledger=SimpleNamespace(treaties=treaties),
        events=tables.get("events"),
        table=lambda name, column="known_on": tables[name],
    )  # fmt: skip


@pytest.mark.parametrize("as_of", ["2025-06-25", HORIZON, LATE])
def test_russias_highest_rung_in_war_is_that_of_the_coding_table(as_of):
    wars = [r for r in ladder("RUS", as_of) if r["crisis"].startswith("war-")]
    assert reading("I-M1", as_of).measured.value == max(int(r["level"]) for r in wars)


def test_after_one_war_the_rung_speaks_for_a_balance_and_after_two_it_says_neither():
    assert reading("I-M1", HORIZON).side == "below"
    assert reading("I-M1", LATE).side == "between"


def test_a_crisis_is_a_war_from_the_day_on_which_the_war_began():
    (war,) = (r for r in rows_of("spans.csv") if r["start"] == "2026-02-28")
    before, after = (
        set(conduct.firm_acts(Known(load(), report_settings({"as_of": day})), "RUS")["crisis"])
        for day in ("2026-02-26", war["start"])
    )
    assert "tension-2026" in before - after and "war-2026" in after - before
    assert "war-june-2025" in before & after
    parts = reading("I-M1", "2026-02-26").measured.parts
    assert [name for name in parts if name.startswith("war")] == ["war of June 2025"]
    assert conduct.crisis_words("tension-may-1999") == "tension of May 1999"


def test_before_the_first_act_the_ladder_is_silent():
    for name in ("I-M1", "I-M2", "I-M4"):
        r = reading(name, "2025-01-20")
        assert r.side == "silent" and "since the signing" in r.measured.silent


def test_irans_highest_rung_leaves_out_what_third_parties_report():
    mine = ladder("IRN", LATE)
    assert reading("I-M2").measured.value == max(int(r["level"]) for r in mine) == 3
    assert reading("I-M2", "2025-06-25").side == "silent"


def test_crises_of_both_faces_are_counted_by_hand():
    levels: dict[str, set[str]] = {}
    for r in ladder("RUS", LATE):
        levels.setdefault(r["crisis"], set()).add(r["level"])
    both = sum("0" in s and len(s) > 1 for s in levels.values())
    assert reading("I-M4").measured.parts == {"crises": len(levels), "both": both}
    assert reading("I-M4").measured.value == pytest.approx(both / len(levels))


def test_one_reported_delivery_of_arms_in_a_war_moves_no_rung_and_a_stated_one_does():
    rows = pd.DataFrame(
        {
            "crisis": "war-may-1999", "date": ["2025-05-01", "2025-05-02"], "side": "RUS",
            "level": [2, 4], "event_id": ["a", "b"], "reason": ["Done: x", "Reported: y"],
        }
    )  # fmt: skip
    events = pd.DataFrame({"event_id": ["a", "b"], "source_ids": "x", "known_on": "2025-05-01"})
    assert conduct.rung_in_war(made_up(support_ladder=rows, events=events)).value == 2
    stated = rows.assign(reason=["Done: x", "Stated: y"])
    found = conduct.rung_in_war(made_up(support_ladder=stated, events=events))
    assert found.value == 4 and found.parts["war of May 1999"] == 4


def test_the_exact_interval_is_that_of_the_formula():
    assert conduct.exact_share(0, 4) == (0.0, 0.0, pytest.approx(1 - 0.05**0.25))
    assert conduct.exact_share(4, 4) == (1.0, pytest.approx(0.05**0.25), 1.0)
    one = conduct.exact_share(1, 6)
    assert one.low == pytest.approx(1 - 0.95 ** (1 / 6))
    with pytest.raises(ValueError, match="at least one"):
        conduct.exact_share(0, 0)


def test_types_seen_before_the_signing_are_no_longer_due():
    due = {r["type"] for r in rows_of("arms_stages.csv")} - {"Yak-130 trainers"}
    late = reading("I-M3").measured
    assert late.parts["types"] == len(due) == 6 and late.parts["seen"] == 1
    assert late.parts["air defence and drones"] == 4 and late.parts["of these seen"] == 0
    early = reading("I-M3", HORIZON).measured
    assert early.parts["types"] == 4 and early.value == 0


def test_four_types_are_too_few_to_clear_a_half():
    assert reading("I-M3", HORIZON).side == reading("I-M3").side == "between"


def test_the_outlay_ratio_is_worked_by_hand():
    outlay = {
        (r["entity"], r["period"]): float(r["value"])
        for r in rows_of("figures/military.csv")
        if r["series"] == "milex_constant_usd"
    }
    ratio = {
        y: outlay["IRN", y] / (outlay["ISR", y] + outlay["SAU", y])
        for y in ("2022", "2023", "2024", "2025")
    }
    base = (ratio["2022"] + ratio["2023"] + ratio["2024"]) / 3
    r = reading("I-M5")
    assert r.measured.value == pytest.approx(ratio["2025"] / base, abs=1e-12)
    assert r.side == "below"


def test_outlay_of_the_year_of_signing_is_not_known_at_the_horizon():
    r = reading("I-M5", HORIZON)
    assert r.side == "silent" and "2024, before the signing" in r.measured.silent
    assert r.known_on <= HORIZON


def test_a_tenth_either_way_is_no_change():
    years = ["2022", "2023", "2024", "2025"]
    level = pd.DataFrame({"IRN": 10.0, "ISR": 60.0, "SAU": 40.0}, index=years)
    up = level.copy()
    up.loc["2025", "IRN"] = 12.0
    assert means.outlay(made_up(milex_constant_usd=level)).value == pytest.approx(1.0)
    assert means.outlay(made_up(milex_constant_usd=up)).value == pytest.approx(1.2)


@pytest.mark.parametrize("name", ["I-M6", "I-M7", "I-M8"])
@pytest.mark.parametrize("as_of", ["2025-01-20", HORIZON, LATE])
def test_series_that_end_before_the_signing_cannot_speak_and_say_what_they_held(name, as_of):
    r = reading(name, as_of)
    assert r.side == "silent" and "before the signing" in r.measured.silent
    assert r.measured.said and not r.measured.rows.empty


def test_the_register_would_speak_once_it_reaches_the_treaty():
    years = ["2022", "2023", "2024", "2025"]
    table = pd.DataFrame(dict.fromkeys(means.TO_IRAN + means.TO_PARTNERS, 10.0), index=years)
    table.loc["2025", "RUS->IRN"] = 310.0
    found = means.register(made_up(arms_transfer_tiv=table))
    assert found.value == pytest.approx(300.0)
    ratio = means.imports(made_up(arms_transfer_tiv=table))
    assert ratio.value == pytest.approx((320 / 50) / (60 / 150))


def test_saudi_votes_would_count_years_nearer_to_moscow():
    years = ["2021", "2022", "2023", "2024", "2025"]
    table = pd.DataFrame({"SAU-RUS": [1, 1, 1, 3, 1.0], "SAU-USA": 2.0}, index=years)
    assert means.saudi_votes(made_up(unga_distance=table)).value == 4


def test_tankers_are_summed_by_hand_over_four_weeks_on_each_side():
    daily = {
        r["period"]: float(r["value"])
        for r in rows_of("figures/hormuz.csv")
        if r["series"] == means.TANKERS
    }
    before = [v for d, v in daily.items() if "2026-02-01" <= d <= "2026-02-28"]
    after = [v for d, v in daily.items() if "2026-03-01" <= d <= "2026-03-28"]
    r = reading("I-M9")
    assert len(before) == len(after) == 28
    assert r.measured.value == pytest.approx(sum(after) / sum(before), abs=1e-12)
    assert r.measured.low < r.measured.value < r.measured.high
    assert reading("I-M9", "2026-03-20").side == "silent"
