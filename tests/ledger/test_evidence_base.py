"""What must be true of the evidence itself, beyond the rules that the loader enforces."""

import csv
import json
import re
import tomllib
from pathlib import Path

import frictionless
import pytest

from helpers.ledger.dates import later_mentions, period_end, shift_days
from helpers.ledger.package import Ledger, data_dir, load
from helpers.parameters import report_settings

SIGNING, FIRST = "2025-01-17", "2025-01-20"
ASSUMPTIONS = ("drone_costs", "corridor_assumptions", "energy_assumptions")
SMALL = Path(__file__).parents[1] / "small"


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return load()


@pytest.mark.parametrize("folder", [data_dir(), SMALL], ids=["data", "small"])
def test_frictionless_agrees_that_the_package_is_valid(folder: Path) -> None:
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])[:10]


def test_frictionless_agrees_that_a_grade_outside_the_scale_is_a_fault(
    data: Path, set_cell
) -> None:
    line = set_cell(data / "sources.csv", "eia-2026-oil-spot", "reliability", "G")
    report = frictionless.validate(str(data / "datapackage.json"))
    assert report.flatten(["rowNumber", "fieldName", "type"]) == [
        [line, "reliability", "constraint-error"]
    ]


def test_corrections_name_rows_that_exist_and_values_that_stand() -> None:
    resources = json.loads((data_dir() / "datapackage.json").read_text("utf-8"))["resources"]
    tables = {r["name"]: r for r in resources if r["format"] == "csv"}
    latest: dict[tuple[str, str, str], str] = {}
    with (data_dir() / "CORRECTIONS.csv").open(newline="", encoding="utf-8") as file:
        for row in sorted(csv.DictReader(file), key=lambda r: r["date"]):
            assert row["old"] != row["new"]
            latest[row["table"], row["row_id"], row["column"]] = row["new"]
    for (table, row_id, column), new in latest.items():
        key = tables[table]["schema"]["primaryKey"]
        with (data_dir() / tables[table]["path"]).open(newline="", encoding="utf-8") as file:
            rows = [
                r
                for r in csv.DictReader(file)
                if " ".join(filter(None, (r[k] for k in key))) == row_id
            ]
        assert [r[column] for r in rows] == [new], f"{table} {row_id} {column}"


def test_every_finding_was_coded_twice_but_for_those_filed_since(ledger: Ledger) -> None:
    with (data_dir() / "CORRECTIONS.csv").open(newline="", encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file) if r["table"] == "evidence"]
    since = {r["row_id"] for r in rows if r["column"] == "finding" and not r["old"]}
    first = [i for i in ledger.evidence["evidence_id"] if i not in since]
    assert first == ledger.evidence_second["evidence_id"].tolist()


def test_a_finding_is_named_after_its_claim(ledger: Ledger) -> None:
    for evidence_id, claim in ledger.evidence[["evidence_id", "claim_id"]].itertuples(index=False):
        assert evidence_id.startswith(f"{claim}-")


def test_forecasts_are_judged_by_outcomes_after_the_signing(ledger: Ledger) -> None:
    forecasts = ledger.claims.loc[ledger.claims["kind"] == "forecast", "claim_id"]
    rows = ledger.evidence[ledger.evidence["bears_on"] != "background"]
    on_forecasts = rows[rows["claim_id"].isin(forecasts)]
    assert set(on_forecasts["bears_on"]) == {"outcome"}
    assert on_forecasts["known_on"].min() >= SIGNING
    assert set(rows.loc[~rows["claim_id"].isin(forecasts), "bears_on"]) == {"statement"}


def test_plans_lie_after_the_day_on_which_they_were_told(ledger: Ledger) -> None:
    for table, day in (
        ("evidence", "known_on"),
        ("events", "known_on"),
        ("passages", "known_from"),
    ):
        rows = getattr(ledger, table)
        for plans, told in rows[["plan_dates", day]].itertuples(index=False):
            assert all(period_end(plan) >= told for plan in plans.split(";") if plan), (
                table,
                plans,
            )


def test_no_number_is_public_before_its_source(ledger: Ledger) -> None:
    """Where known_on is blank, the end of the period and the lag of the series decide."""
    lags = ledger.series.set_index("series")["publication_lag_days"]
    out = ledger.sources.set_index("source_id")["known_from"]
    blank = ledger.figures[ledger.figures["known_on"] == ""]
    for series, period, source in set(
        blank[["series", "period", "source_id"]].itertuples(index=False, name=None)
    ):
        assert shift_days(period_end(period), int(lags[series])) >= out[source]


def test_every_series_has_numbers_and_every_source_is_cited(ledger: Ledger) -> None:
    assert set(ledger.series["series"]) == set(ledger.figures["series"])
    cited: set[str] = set()
    for table in ledger.tables.values():
        for column in {"source_id", "source_ids", "cites"} & set(table.columns):
            if table is not ledger.sources:
                cited |= {s for ids in table[column].unique() for s in ids.split(";")}
    assert set(ledger.sources["source_id"]) <= cited


def test_an_assumption_tells_of_nothing_that_was_not_out(ledger: Ledger) -> None:
    """Each source that its note names was out, and each day that it names had come."""
    out = dict(zip(ledger.sources["source_id"], ledger.sources["known_from"], strict=True))
    for name in ASSUMPTIONS:
        for row in getattr(ledger, name).to_dict("records"):
            day = row["known_from"] or FIRST
            named = [i for i in re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", row["note"]) if i in out]
            assert [i for i in named if out[i] > day] == [], row
            words = re.sub(r"[a-z0-9]+(?:-[a-z0-9]+)+", "", row["note"])
            assert later_mentions(f"{row.get('item', '')} {words}", day) == [], row


def test_low_base_and_high_are_in_order(ledger: Ledger) -> None:
    for name in ASSUMPTIONS:
        rows = getattr(ledger, name).dropna(subset=["low", "base", "high"])
        assert (rows["low"].le(rows["base"]) & rows["base"].le(rows["high"])).all()


def test_claims_with_a_stand_in_are_few_and_say_for_what(ledger: Ledger) -> None:
    proxies = [p for p in ledger.claims["proxy"] if p]
    assert 10 <= len(proxies) <= 20
    assert all(" for " in p for p in proxies)


def test_every_preset_is_told_in_words_and_can_be_set() -> None:
    presets = tomllib.loads((data_dir() / "presets.toml").read_text("utf-8"))["presets"]
    assert set(presets) >= {"default", "signing-week", "entry-into-force", "first-anniversary"}
    for preset in presets.values():
        assert preset["title"]
        assert preset["description"].endswith(".")
        report_settings(preset["parameters"])


def test_all_text_is_clean(ledger: Ledger) -> None:
    """No blanks at the ends, no double spaces, no remains of a wrong encoding."""
    unclean = re.compile(r"^\s|\s$|  |[\u00a0\ufffd\x00-\x1f\x7f-\x9f]|Ã.|â€")
    for name, table in ledger.tables.items():
        for column in table.columns:
            if table[column].dtype.kind not in "if":
                bad = [v for v in table[column].unique() if unclean.search(v)]
                assert bad == [], (name, column)
