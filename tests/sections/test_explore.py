"""Exploring, without a browser: panels are plain objects, and what they print gives the same."""

import asyncio
import json
import os
import random
import shlex
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import papermill
import pytest

from helpers.judgement.judging import claims_document
from helpers.ledger.package import load
from helpers.parameters import SECTIONS, ReportParameters, report_settings, settings
from helpers.parameters.controls import controls
from helpers.sections import explore
from helpers.sections.explore import hosts
from helpers.sections.explore.chooser import Chooser
from helpers.sections.explore.claim_panel import claim_panel, claim_parameters
from helpers.sections.explore.panel import Panel
from helpers.sections.explore.render import RenderBox, download
from helpers.sections.explore.reproduce import cell, command
from helpers.sections.explore.section_panel import (
    STARTS,
    SectionViews,
    claims_of,
    section_panel,
    steps,
)

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
STATES = 10


def panel(section="energy", views=(), **given) -> Panel:
    return Panel(section, settings(section, given), views, debounce=0)


def turned(section: str, seed: int) -> Panel:
    """Return a panel with a few knobs turned by chance."""
    draw, made = random.Random(seed), panel(section)
    for control in draw.sample(controls(section), 5):
        if control.kind in ("choice", "several"):
            picked = draw.sample(control.options, 1)
            value = picked[0] if control.kind == "choice" else tuple(picked)
        elif control.kind == "switch":
            value = not control.default
        elif control.kind == "day":
            value = draw.choice(["2025-02-01", "2025-10-02", "2026-01-17", "2026-05-01"])
        else:
            span = draw.uniform(control.low, control.high)
            value = int(span) if control.kind == "whole" else round(span, 3)
        made.knobs[control.name].value = value
    return made


@pytest.mark.parametrize("section", SECTIONS)
def test_every_parameter_has_a_knob_that_holds_its_value(section):
    made = panel(section)
    assert list(made.knobs) == [c.name for c in controls(section)]
    assert made.values() == settings(section).literals()
    for knob in made.knobs.values():
        assert knob._box.description == knob.control.label and knob.control.help


def test_a_turn_draws_once_and_a_bad_value_keeps_the_last_good_view():
    seen: list[str] = []
    made = panel(views=[lambda p: seen.append(p.as_of) or f"as of {p.as_of}"])
    assert seen == ["2026-07-05"]
    made.knobs["as_of"].value = "2025-10-02"
    assert made.shown[0].value == "as of 2025-10-02" and len(seen) == 2
    made.knobs["agency_year"].value = 1999
    assert len(seen) == 2 and made.shown[0].value == "as of 2025-10-02"
    said = made.knobs["agency_year"]._said.value
    assert 'role="alert"' in said and "Allowed: a whole number from 2020 to 2025" in said
    assert "alert" not in made.knobs["as_of"]._said.value
    made.knobs["agency_year"].value = 2024
    assert len(seen) == 3 and "alert" not in made.knobs["agency_year"]._said.value


def test_a_view_that_fails_is_told_and_takes_nothing_with_it():
    made = panel(views=[lambda p: 1 / 0, lambda p: p.as_of])
    assert "could not be drawn: ZeroDivisionError" in made._status.value
    assert made.shown[1].value == "2026-07-05"


def test_box_and_slider_follow_each_other():
    knob = panel().knobs["iran_winter_gap"]
    knob._slider.value = 260.0
    assert knob.value == 260.0
    knob.value = 340.0
    assert knob._slider.value == 340.0
    day = panel().knobs["as_of"]
    day._slider.value = 0
    assert day.value == "2025-01-20"


@pytest.mark.parametrize("seed", range(STATES))
def test_the_line_and_the_cell_give_what_the_panel_shows(seed, run_treaty):
    section = list(SECTIONS)[1:][seed % 8]
    made = turned(section, seed)
    words = shlex.split(command(made.parameters, section))
    assert words[:4] == ["treaty", "report", "--section", section]
    done = run_treaty("claims", *words[4:], "--json") if _all_shared(words) else None
    namespace: dict[str, object] = {}
    exec(cell(made.parameters, section), namespace)
    given = {k: v for k, v in namespace.items() if k != "__builtins__"}
    assert settings(section, given) == made.parameters
    from helpers.cli.choices import read_choices

    choices = read_choices(words[5::2], None, "", [section])
    assert choices.sections[section] == made.parameters
    judged = SectionViews(section, settings(section))._judged(made.parameters)
    shared = {k: getattr(made.parameters, k) for k in ReportParameters.model_fields}
    shown = claims_document(judged, report_settings(shared))
    edition = _claims_json(choices.report)
    assert edition["parameters"] == shown["parameters"]
    by_id = {c["claim_id"]: c for c in edition["claims"]}
    assert [by_id[c["claim_id"]] for c in shown["claims"]] == shown["claims"] and shown["claims"]
    assert done is None or json.loads(done.stdout)["claims"] == edition["claims"]


def _all_shared(words: list[str]) -> bool:
    return all(w.partition("=")[0] in ReportParameters.model_fields for w in words[5::2])


def _claims_json(parameters: ReportParameters) -> dict:
    """Return the document that an edition with these parameters holds as claims.json."""
    from helpers.judgement.claims import judge
    from helpers.ledger.views import Known

    document = claims_document(judge(Known(load(), parameters)), parameters)
    return json.loads(json.dumps(document))


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_offers_its_steps_and_opens_on_one_of_them(section):
    offered = steps(section)
    assert len(offered) >= 10 and STARTS[section] in [*offered.values(), ""]
    views = SectionViews(section, settings(section))
    draw = random.Random(section)
    for name in [STARTS[section], *draw.sample(sorted(offered.values()), 2)]:
        views.step = name
        shown = views.shown_step(settings(section))
        assert ("<svg" in shown or "<table" in shown or "<p>" in shown) or not name, name


def test_a_step_is_drawn_with_the_parameters_of_the_panel():
    made = section_panel("energy", settings("energy"), debounce=0)
    before = made.shown[1].value
    made.knobs["brent_price"].value = 55.0
    assert made.shown[1].value != before and 'role="img" aria-label="' in before
    assert made.shown[0].value.count("<tr") == 1 + len(claims_of("energy", load()))


def test_verdicts_that_move_are_marked_with_what_they_were():
    made = section_panel("caucasus", settings("caucasus"), debounce=0)
    assert "what they were at the outset" in made.shown[0].value
    made.knobs["as_of"].value = "2025-02-01"
    assert "was: " in made.shown[0].value and "moved from what stood" in made.shown[0].value


def test_what_if_moves_the_claim_and_leaves_the_evidence():
    made = claim_panel(claim_parameters(claim="C4"), debounce=0)
    plain = made.shown[0].value
    made.what_if.left_out.value = ("C4-02", "C4-06")
    assert made.shown[0].value != plain and "was: " in made.shown[0].value
    made.knobs["worked_claim"].value = "K3"
    assert "K3" in made.shown[0].value and not made.what_if.changes.without_findings
    made.knobs["worked_claim"].value = "C4"
    assert made.shown[0].value == plain


def test_another_claim_is_offered_its_own_sources():
    made = claim_panel(claim_parameters(claim="C4"), debounce=0)
    names = {e.sources[0] for e in _entries("C4") if e.known_on <= "2026-07-05"}
    assert names <= set(dict(made.what_if.source.options).values())


def test_what_if_offers_nothing_that_came_later():
    made = claim_panel(claim_parameters(claim="C4", as_of="2025-02-01"), debounce=0)
    offered = set(dict(made.what_if.left_out.options).values())
    known = {e.evidence_id for e in _entries("C4") if e.known_on <= "2025-02-01"}
    assert offered and offered <= known
    made.what_if.left_out.value = (sorted(offered)[0],)
    made.knobs["as_of"].value = "2026-07-05"
    assert set(dict(made.what_if.left_out.options).values()) > offered
    assert made.what_if.changes.without_findings == {sorted(offered)[0]}


def _entries(claim_id: str):
    from helpers.judgement.filing import docket_of_claim

    return docket_of_claim(load(), claim_id, "2026-07-05", "2026-07-05").entries


def test_an_address_sets_parameters_and_what_is_wrong_is_told():
    asked = {"as_of": "2025-10-02", "min_reliability": "Q", "theme": "dark"}
    got, faults = hosts.asked_for("energy", settings("energy"), asked)
    assert got.as_of == "2025-10-02" and got.min_reliability == "E"
    assert len(faults) == 1 and faults[0].startswith("min_reliability: 'Q' is not allowed")


def test_the_address_counts_under_voila_alone(monkeypatch):
    monkeypatch.setenv("QUERY_STRING", "as_of=2025-10-02&claim=K3")
    assert hosts.address() == {}
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/0.5.13")
    assert hosts.address() == {"as_of": "2025-10-02", "claim": "K3"}


def test_the_chooser_keeps_day_and_grades_when_the_section_changes():
    made = Chooser("ukraine", {"as_of": "2025-10-02"}, {"weights": "steep"})
    assert (made.panel.parameters.as_of, made.panel.parameters.weights) == ("2025-10-02", "steep")
    made.choice.value = "energy"
    assert made.panel.section == "energy" and made.panel.parameters.weights == "steep"
    assert "Did you mean" in Chooser("enrgy", {})._told.value


async def _rendered(box: RenderBox) -> None:
    box.clicked()
    await asyncio.sleep(0.01)
    box.clicked()  # a second wish while the first is under way is put in line, and so is a third
    box.clicked()
    await box._task


def test_the_button_renders_the_line_and_offers_the_edition(monkeypatch, tmp_path):
    ran: list[str] = []

    async def render(self, folder: Path) -> None:
        ran.append(self.line)
        await asyncio.sleep(0.05)

    monkeypatch.setattr(RenderBox, "_render", render)
    made = panel(as_of="2025-10-02")
    box = RenderBox(made)
    with ThreadPoolExecutor(1) as aside:  # where checks with a browser ran, a loop runs here
        aside.submit(asyncio.run, _rendered(box)).result()
    line = "treaty report --section energy --set as_of=2025-10-02"
    assert ran == [line, line]
    (tmp_path / "index.html").write_text("<p>", "utf-8")
    (tmp_path / "claims.json").write_text("{}", "utf-8")
    link = download(tmp_path, "a.zip")
    assert link.count("<a download=") == 2 and "data:application/zip;base64," in link


@pytest.mark.parametrize("name", ["explore"])
def test_nothing_is_shown_in_a_run_of_papermill(name, tmp_path):
    path = NOTEBOOKS / f"{name}.ipynb"
    papermill.execute_notebook(path, tmp_path / "out.ipynb", progress_bar=False)
    ran = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    assert not [o for c in ran.cells if c.cell_type == "code" for o in c.outputs]


@pytest.mark.parametrize("spec", SECTIONS.values(), ids=lambda s: s.name)
def test_each_notebook_ends_with_its_panel_which_editions_leave_out(spec):
    nb = nbformat.read(NOTEBOOKS / f"{spec.notebook}.ipynb", as_version=4)
    words, last = nb.cells[-2:]
    assert last.source == "report.explore()" and "treaty report --section" in words.source
    assert all("remove-cell" in c.metadata.tags for c in (words, last))


def test_the_exploring_notebook_is_committed_clean_and_takes_the_report_s_parameters():
    nb = nbformat.read(NOTEBOOKS / "explore.ipynb", as_version=4)
    nbformat.validate(nb)
    given = next(c for c in nb.cells if "parameters" in c.metadata.get("tags", []))
    namespace: dict[str, object] = {}
    exec(given.source, namespace)
    for name, field in ReportParameters.model_fields.items():
        assert namespace[name] == field.default
        assert f"  # {field.description}" in given.source
    assert namespace["claim"] in set(load().claims["claim_id"])
    assert namespace["section"] in SECTIONS
    for c in nb.cells:
        assert not c.get("outputs") and c.get("execution_count") is None


def test_nothing_is_shown_where_nobody_can_turn_a_knob():
    assert "SERVER_SOFTWARE" not in os.environ
    assert explore.explore("energy", settings("energy")) is None
    assert explore.claim({}) is None and explore.section({}) is None
