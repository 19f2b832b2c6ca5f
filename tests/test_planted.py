"""A future row planted in a table does not reach an edition; backdated, it is caught."""

import csv
import json
import re
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from helpers.cli.editions import rows_used
from helpers.display import bundles
from helpers.ledger.package import load
from helpers.ledger.views import Known
from helpers.parameters import SECTIONS, report_settings, settings
from support.inprocess import execute
from support.leaks import Watch
from support.words import words_only

ROOT = Path(__file__).resolve().parents[1]
AS_OF, PAST, LATER = "2025-03-01", "2025-01-25", "2026-05-05"
WORD = "Zzqxvar"
TEXT = f"{WORD} was told on 5 May 2026"
NUMBER = re.compile(r"(?<![\d.])98,?765(?!\d)")


@dataclass(frozen=True)
class Plant:
    """A row to plant: the row it is a copy of, what is changed, and where it would show."""

    file: str
    like: dict[str, str]
    new: dict[str, str]
    days: tuple[str, ...]
    section: str
    also: tuple["Plant", ...] = ()

    def __str__(self):
        return self.file


CLAUSE = Plant(
    "clauses.csv",
    {"clause_id": "IR25-03-4"},
    {
        "clause_id": "IR25-Z1",
        "article": "",
        "paragraph": "",
        "article_basis": "unnumbered",
        "title_short": WORD,
        "summary": TEXT,
    },
    (),
    "clauses",
)
EVENT = {"event_id": "planted-event", "title": TEXT, "summary": TEXT, "plan_dates": ""}
PLANTS = [
    Plant(
        "evidence.csv",
        {"evidence_id": "B3-01"},
        {"evidence_id": "B3-90", "finding": TEXT, "plan_dates": ""},
        ("known_on",),
        "background",
        (Plant("evidence_second.csv", {"evidence_id": "B3-01"}, {"evidence_id": "B3-90"}, (), ""),),
    ),
    Plant("events.csv", {"event_id": "treaty-signed"}, EVENT, ("date", "known_on"), "background"),
    Plant(
        "passages.csv",
        {"passage_id": "BAC-030"},
        {"passage_id": "BAC-990", "text": TEXT, "cites": "", "known_until": ""},
        ("known_from",),
        "background",
    ),
    Plant(
        "announced_dates.csv",
        {"announced_on": "2024-06-25"},
        {"speaker": TEXT},
        ("announced_on",),
        "background",
    ),
    Plant(
        "spans.csv",
        {"label": "Gaza truce (first)"},
        {"label": TEXT, "end": "", "end_precision": "", "end_known_on": ""},
        ("start", "start_known_on"),
        "background",
    ),
    Plant(
        "sources.csv",
        {"source_id": "bno-2025-01-gaza-ceasefire"},
        {"source_id": "planted-source", "title": WORD, "published": ""},
        ("known_from",),
        "background",
    ),
    Plant(
        "claims.csv",
        {"claim_id": "B3"},
        {"claim_id": "B99", "text": TEXT},
        ("stated_on",),
        "background",
    ),
    Plant(
        "glossary.csv",
        {"term": "Blockade"},
        {"term": WORD, "definition": TEXT},
        ("known_from",),
        "methods",
    ),
    Plant(
        "clause_known_on.csv",
        {"clause_id": "IR25-03-4"},
        {"clause_id": "IR25-Z1"},
        ("known_on",),
        "clauses",
        (CLAUSE,),
    ),
    Plant(
        "support_ladder.csv",
        {"crisis": "iran-israel-2024"},
        {"event_id": "planted-event", "reason": f"Done: {TEXT}"},
        ("date",),
        "middle_east",
        (
            Plant(
                "events.csv",
                {"event_id": "treaty-signed"},
                EVENT | {"section": "middle_east"},
                ("date", "known_on"),
                "",
            ),
        ),
    ),
    Plant(
        "waypoints.csv",
        {"corridor": "INSTC western", "order": "1"},
        {"order": "99", "place": WORD},
        ("known_from",),
        "caucasus",
        (
            Plant(
                "corridor_legs.csv",
                {"corridor": "INSTC western"},
                {"from_place": "Mumbai", "to_place": WORD},
                (),
                "",
            ),
        ),
    ),
    Plant(
        "figures/geopolitical_risk.csv",
        {"series": "gpr_acts", "period": "2024-06"},
        {"period": "2024-06-05", "value": "98765", "note": TEXT},
        ("known_on",),
        "background",
    ),
    *(
        Plant(file, like, {"note": WORD}, ("known_from",), section)
        for file, like, section in (
            ("energy_assumptions.csv", {"name": "evasion_cost"}, "energy"),
            ("energy_assumptions.csv", {"name": "share_paid_freely"}, "united_states"),
            ("drone_costs.csv", {"name": "gun_cost_per_kill"}, "ukraine"),
            (
                "corridor_assumptions.csv",
                {"kind": "mode", "item": "road", "parameter": "cost"},
                "caucasus",
            ),
        )
    ),
    Plant(
        "event_coding.csv",
        {"table": "allies"},
        {"event_id": "planted-event", "note": TEXT},
        ("date",),
        "caucasus",
        (
            Plant(
                "events.csv",
                {"event_id": "treaty-signed"},
                EVENT | {"section": "caucasus"},
                ("date", "known_on"),
                "",
            ),
        ),
    ),
]


def plant(folder: Path, what: Plant, day: str, mark: str = "") -> None:
    """Append the planted row, and those that it needs, all public on `day`.

    The planted word ends with `mark`, by which it is told from those of other plants.
    """
    for part in (*what.also, what):
        path = folder / part.file
        with path.open(newline="", encoding="utf-8") as handle:
            rows = list(csv.DictReader(handle))
        model = next(r for r in rows if all(r[k] == v for k, v in part.like.items()))
        new = {name: text.replace(WORD, WORD + mark) for name, text in part.new.items()}
        row = model | new | dict.fromkeys(part.days, day)
        with path.open("a", newline="", encoding="utf-8") as handle:
            csv.DictWriter(handle, list(model), lineterminator="\n").writerow(row)


def shown(section: str) -> tuple[str, Known]:
    """Return all that a section shows as of AS_OF, with the rows that go into data.zip."""
    notebook = ROOT / "notebooks" / f"{SECTIONS[section].notebook}.ipynb"
    nb = execute(notebook, settings(section, {"as_of": AS_OF}).literals())
    outputs = [[o.get("data"), o.get("metadata")] for c in nb.cells for o in c.get("outputs", [])]
    known = Known(load(), report_settings({"as_of": AS_OF}))
    tables = "\n".join(t.to_csv() for t in rows_used(known).values())
    return json.dumps(outputs, ensure_ascii=False, default=str) + tables, known


@pytest.fixture
def data(tmp_path, monkeypatch) -> Path:
    """A copy of the evidence base, which the run uses."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    monkeypatch.setenv("TREATY_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(bundles, "draw", words_only)
    return tmp_path / "data"


def is_planted(text: str) -> bool:
    """Return whether a text holds the planted word, or the planted number by itself."""
    return WORD in text or bool(NUMBER.search(text))


def is_shown(text: str, what: Plant, mark: str) -> bool:
    """Return whether a text holds what this plant and no other would show."""
    return bool(NUMBER.search(text)) if "value" in what.new else WORD + mark in text


def test_no_row_that_became_public_later_is_shown_by_any_section(data):
    seen = set()
    for what in PLANTS:
        needs = tuple(part for part in what.also if part.file not in seen)
        plant(data, replace(what, also=needs), LATER)
        seen |= {what.file}
    for section in sorted({what.section for what in PLANTS}):
        text, _ = shown(section)
        assert not is_planted(text), section


@pytest.mark.parametrize("section", sorted({what.section for what in PLANTS}))
def test_the_same_rows_said_to_be_public_earlier_are_shown_and_caught(data, section):
    marks = {f"{chr(ord('a') + n)}z": p for n, p in enumerate(PLANTS) if p.section == section}
    for mark, what in marks.items():
        plant(data, what, PAST, mark)
    text, known = shown(section)
    assert [str(what) for mark, what in marks.items() if not is_shown(text, what, mark)] == []
    told = [TEXT.replace(WORD, WORD + mark) for mark in marks]
    if any(words in text for words in told):
        assert "5 May 2026" in Watch.of(known).leaks(text)


def test_a_caveat_of_a_series_loses_what_names_a_later_day(data):
    path = data / "series.csv"
    text = path.read_text("utf-8")
    line = next(x for x in text.splitlines() if x.startswith("gpr_acts,"))
    fields = next(csv.reader([line]))
    fields[8] = f"Counts of words. {TEXT}."
    buffer = csv.writer(handle := (data / "line.tmp").open("w", newline=""), lineterminator="")
    buffer.writerow(fields)
    handle.close()
    path.write_text(text.replace(line, (data / "line.tmp").read_text("utf-8")), "utf-8")
    (data / "line.tmp").unlink()
    shown_text, _ = shown("background")
    assert "Counts of words" in shown_text and WORD not in shown_text
