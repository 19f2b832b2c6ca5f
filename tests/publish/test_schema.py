"""The published schema of claims.json: strict, true of real documents, and one with the code."""

import copy
import json
import tomllib
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path, PurePath
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from helpers.judgement.claims import claims_document, judge
from helpers.judgement.confidence import LEVELS, REASONS
from helpers.judgement.judging import SCHEMA
from helpers.judgement.verdicts import BANDS, FORECAST_BANDS, Verdict
from helpers.ledger.folder import data_dir
from helpers.ledger.package import load
from helpers.ledger.views import Known
from helpers.parameters import ReportParameters

ROOT = Path(__file__).resolve().parents[2]
RULES: dict[str, Any] = json.loads((files("helpers.publish") / "schemas" / SCHEMA).read_text())
CLAIM = RULES["$defs"]["claim"]
VALIDATOR = Draft202012Validator(RULES)


def document(**given: Any) -> dict[str, Any]:
    known = Known(load(), ReportParameters(**given))
    return json.loads(json.dumps(claims_document(judge(known), known.parameters)))


@pytest.fixture(scope="module")
def default() -> dict[str, Any]:
    """What claims.json of the default edition holds."""
    return document()


def faults(made: dict[str, Any]) -> list[str]:
    return [f"{list(e.absolute_path)}: {e.message}" for e in VALIDATOR.iter_errors(made)]


def test_the_schema_is_a_schema_and_closed_everywhere():
    Draft202012Validator.check_schema(RULES)
    for part in (RULES, RULES["properties"]["parameters"], CLAIM):
        assert part["additionalProperties"] is False
        assert set(part["required"]) == set(part["properties"])


def test_the_schema_is_among_the_files_that_are_installed():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    patterns = project["tool"]["setuptools"]["package-data"]["helpers.publish"]
    assert any(PurePath("schemas", SCHEMA).match(pattern) for pattern in patterns)


def test_the_default_document_is_valid_and_names_the_schema(default):
    assert faults(default) == [] and len(default["claims"]) == 66
    assert default["$schema"] == SCHEMA == RULES["properties"]["$schema"]["const"]


@pytest.mark.parametrize(
    "given",
    [
        {"as_of": "2025-01-20"},
        {"as_of": "2025-10-02", "weights": "steep", "coder": "agreed"},
        {"min_reliability": "A", "min_credibility": 1, "include_party_media": False},
        {"independence": "none", "weights": "equal", "include_unjudged": True, "since": 1990},
    ],
    ids=["earliest day", "second coder", "strictest", "loosest"],
)
def test_documents_under_other_parameters_are_valid(given):
    made = document(**given)
    assert faults(made) == [] and made["claims"]
    if "min_reliability" in given:  # the rule on claims without any finding is met
        assert any(claim["p"] is None for claim in made["claims"])


def test_the_words_of_the_schema_are_those_of_the_code():
    fields = CLAIM["properties"]
    assert fields["verdict"]["enum"] == [str(v) for v in Verdict]
    assert fields["confidence"]["enum"] == list(LEVELS)
    assert fields["reasons"]["items"]["enum"] == list(REASONS)
    for name, words in REASONS.items():
        assert f"{name}: {words}" in fields["reasons"]["description"]
    assert set(CLAIM["then"]["properties"]["verdict"]["enum"]) == {
        *(str(word) for _, word in FORECAST_BANDS),
        *(str(v) for v in (Verdict.OPEN, Verdict.CANNOT_JUDGE)),
    }
    assert set(CLAIM["else"]["properties"]["verdict"]["enum"]) == {
        *(str(word) for _, word in BANDS),
        str(Verdict.NOT_ENOUGH),
    }


def test_the_sections_and_kinds_of_the_schema_are_those_of_the_data_package():
    package = json.loads((data_dir() / "datapackage.json").read_text())
    table = next(r for r in package["resources"] if r["name"] == "claims")
    columns = {f["name"]: f["constraints"].get("enum") for f in table["schema"]["fields"][:3]}
    for name in ("section", "kind"):
        assert CLAIM["properties"][name]["enum"] == columns[name]


def test_the_parameters_of_the_schema_are_those_of_the_report():
    told = {
        name: {key: value for key, value in rule.items() if key not in ("format", "pattern")}
        for name, rule in RULES["properties"]["parameters"]["properties"].items()
    }
    code = ReportParameters.model_json_schema()["properties"]
    for rule in code.values():
        rule.pop("title")
    code["as_of"].pop("default")  # an early edition may not name a later day
    assert told == code


def test_each_verdict_has_the_span_of_shares_that_the_code_gives_it():
    spans = {}
    for rule in CLAIM["allOf"][1:]:
        p = rule["then"]["properties"]["p"]
        spans[rule["if"]["properties"]["verdict"]["const"]] = (p["minimum"], p["maximum"])
    for bands in (BANDS, FORECAST_BANDS):
        tops = [1, *(low for low, _ in bands)]
        for (low, word), top in zip(bands, tops, strict=False):
            assert spans.pop(str(word)) == (low, top)
    assert not spans


def with_claim(**values: Any) -> Callable[[dict[str, Any]], None]:
    return lambda d: d["claims"][0].update(values)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: d.pop("as_of"),
        lambda d: d.pop("$schema"),
        lambda d: d.update(made_on="2026-07-05"),
        lambda d: d.update(as_of="5 July 2026"),
        lambda d: d["parameters"].pop("coder"),
        lambda d: d["parameters"].update(weights="cubic"),
        lambda d: d["parameters"].update(min_credibility=6),
        lambda d: d["parameters"].update(colour="red"),
        lambda d: d["claims"][0].pop("interval"),
        with_claim(claim_id="first"),
        with_claim(section="weather"),
        with_claim(text=""),
        with_claim(verdict="true"),
        with_claim(verdict="came true"),
        with_claim(kind="forecast"),
        with_claim(p=1.2),
        with_claim(p=0.1),
        with_claim(p=None),
        with_claim(p="0.8"),
        with_claim(interval=[0.4]),
        with_claim(interval=[0.1, 0.2, 0.3]),
        with_claim(interval=None),
        with_claim(confidence="certain"),
        with_claim(reasons=["old", "old"]),
        with_claim(reasons=["mood"]),
        with_claim(n_evidence=-1),
        with_claim(n_evidence=0),
        with_claim(n_origins=1.5),
        with_claim(author="somebody"),
    ],
)
def test_a_broken_document_is_refused(default, spoil):
    broken = copy.deepcopy(default)
    spoil(broken)
    assert faults(broken)
