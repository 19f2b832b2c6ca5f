"""The sources as BibTeX and CSL-JSON: read back by another's parser, nothing lost or made up."""

import json
import re

import pytest
from jsonschema import Draft202012Validator
from pybtex.database import Entry, parse_bytes

from helpers.ledger.package import load
from helpers.ledger.views import Known
from helpers.parameters import ReportParameters
from helpers.publish.references import FORMS, bibtex, csl_json, references, tex
from publish import samples

AWKWARD = {
    "title": "R&D up 60% {est.} at $5_000 #1 ~ ^ \\ end } صادرات «нефти»",
    "publisher": "Smith & Sons_{Ltd}",
    "published": "2025-01-07",
    "url": "https://example.org/a_b%20c{d}?x=1&y=~z#t",
    "kind": "think_tank",
    "party": "IRN",
    "country": "IRN",
    "vintage": "2025 edition, 50%",
    "grade": "B",
}
PRINTED = {rf"\{sign}": sign for sign in "%&#_$"} | {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
}
"""What LaTeX prints for a command, after "The LaTeX Companion", chapter on symbols."""

STANDARD_TYPES = {"article", "misc", "techreport"}
"""Entry types that every BibTeX style knows; the others are biblatex's own."""

CSL_TYPES = {
    "article-journal", "article-magazine", "article-newspaper", "dataset", "document",
    "entry-encyclopedia", "post-weblog", "report", "webpage",
}  # fmt: skip
"""Those of the types in the official csl-data.json (CSL 1.0.2) that a kind of source may be."""

PART = {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "integer"}}
CSL = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["type", "id", "title", "note"],
        "additionalProperties": False,
        "properties": {
            "type": {"enum": sorted(CSL_TYPES)},
            "issued": {
                "type": "object",
                "required": ["date-parts"],
                "additionalProperties": False,
                "properties": {"date-parts": {"type": "array", "maxItems": 2, "items": PART}},
            },
        }
        | {
            name: {"type": "string", "minLength": 1}
            for name in ("id", "title", "container-title", "publisher", "version", "URL", "note")
        },
    },
}
"""The part of csl-data.json that we make use of."""


@pytest.fixture(scope="module")
def entries() -> dict[str, dict[str, str]]:
    """The bibliography of the real ledger as of its last day, by key."""
    return dict(sorted(Known(load(), ReportParameters()).bibliography.items()))


def in_bibtex(entries: dict[str, dict[str, str]]) -> dict[str, Entry]:
    return dict(parse_bytes(bibtex(entries), "bibtex").entries)


def words(entry: Entry, field: str) -> str:
    """Return a field as TeX prints it; a command that is not in `PRINTED` fails."""
    text = entry.fields.get(field, "")
    found = re.findall(r"\\[a-z]+\{\}|\\.|[^{}]", text)  # bare braces print nothing
    return "".join(PRINTED[part] if part[0] == "\\" else part for part in found)


def test_every_source_of_the_ledger_comes_back_from_bibtex_as_it_was(entries):
    read = in_bibtex(entries)
    assert list(read) == list(entries) and len(read) > 900
    for key, entry in entries.items():
        found, form = read[key], FORMS[entry["kind"]]
        assert found.type == form.bibtex and found.type in STANDARD_TYPES
        assert words(found, "title") == entry["title"]
        assert words(found, form.bibtex_publisher) == entry["publisher"]
        assert found.fields.get("url", "") == entry["url"]
        assert found.fields.get("date", "") == entry["published"]
        assert found.fields.get("year", "") == entry["published"][:4]
        assert words(found, "version") == entry["vintage"]
        assert f"Grade {entry['grade']}" in words(found, "annote")


def test_every_source_of_the_ledger_stands_in_csl_json_as_it_was(entries):
    items = json.loads(csl_json(entries))
    Draft202012Validator(CSL).validate(items)
    assert [item["id"] for item in items] == list(entries)
    for item, entry in zip(items, entries.values(), strict=True):
        form = FORMS[entry["kind"]]
        parts = item.get("issued", {}).get("date-parts", [[]])[0]
        assert "-".join(f"{part:02d}" for part in parts) == entry["published"]
        told = (item["title"], item[form.csl_publisher], item.get("URL", ""))
        assert told == (entry["title"], entry["publisher"], entry["url"])
        assert item.get("version", "") == entry["vintage"]


def test_signs_that_tex_or_bibtex_would_read_as_commands_come_back_as_they_were():
    (found,) = in_bibtex({"a-1": AWKWARD}).values()
    assert words(found, "title") == AWKWARD["title"]
    assert words(found, "institution") == AWKWARD["publisher"]
    assert words(found, "version") == AWKWARD["vintage"]
    assert found.fields["url"] == "https://example.org/a_b%20c%7Bd%7D?x=1&y=~z#t"
    assert found.fields["month"] == "January"


def test_no_command_of_tex_is_left_in_a_text():
    plain = re.sub(r"\\(text[a-z]+\{\}|[%&#_$])", "", tex(AWKWARD["title"]))
    assert not set(plain) & set("\\{}%&#_$~^")


@pytest.mark.parametrize(
    ("day", "parts"), [("2025", [2025]), ("2025-03", [2025, 3]), ("2025-03-09", [2025, 3, 9])]
)
def test_a_date_is_as_precise_as_the_source_gives_it(day, parts):
    entry = AWKWARD | {"published": day}
    (item,) = json.loads(csl_json({"a": entry}))
    (found,) = in_bibtex({"a": entry}).values()
    assert item["issued"] == {"date-parts": [parts]}
    assert found.fields["year"] == "2025" and found.fields["date"] == day
    assert ("month" in found.fields) == (len(parts) > 1)


def test_what_a_source_does_not_tell_is_left_out():
    bare = {"title": "Untitled list", "publisher": "", "kind": "unheard of", "grade": ""}
    (item,) = json.loads(csl_json({"a": bare}))
    (found,) = in_bibtex({"a": bare}).values()
    assert set(item) - {"note"} == {"id", "type", "title"} and item["type"] == "document"
    assert set(found.fields) - {"annote"} == {"title"} and found.type == "misc"


def test_each_kind_of_source_in_the_ledger_has_its_form():
    kinds = set(load().sources["kind"])
    assert kinds == set(FORMS)
    assert {form.csl for form in FORMS.values()} <= CSL_TYPES


def test_an_edition_lists_the_sources_that_it_cites_and_those_of_its_findings():
    report = samples.report()
    cited = {key for _, key, _ in report.cited()}
    assert set(references(report)) == cited and "never-cited" not in cited
    rows = samples.pd.DataFrame({"key": ["never-cited", "tass-2025-signing", "gone"]})
    more = samples.report(tables={"evidence.csv": rows})
    assert set(references(more)) == cited | {"never-cited"}
    assert list(references(more)) == sorted(references(more))


def test_an_early_edition_has_no_source_date_or_title_from_later():
    day = "2025-03-01"
    entries = Known(load(), ReportParameters(as_of=day)).bibliography
    assert len(entries) > 100
    for item in json.loads(csl_json(entries)):
        parts = item.get("issued", {}).get("date-parts", [[0]])[0]
        assert "-".join(f"{part:02d}" for part in parts) <= day
    assert max(e.fields.get("date", "") for e in in_bibtex(entries).values()) <= day
