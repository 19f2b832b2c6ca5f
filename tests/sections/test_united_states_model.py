"""The model of pressure as the section on the United States shows it."""

import pytest

from helpers.display.words import num
from helpers.models import build, scenarios
from helpers.models.scenarios import case
from helpers.sections import united_states as us
from helpers.sections.briefing import Briefing
from helpers.sections.united_states import fleet
from support.shown import shown


def briefing(**overrides: object) -> Briefing:
    return Briefing.of("united_states", **overrides)


def reading(report: Briefing) -> str:
    return shown(us.survival_reading, report)[0]["text"]


def test_the_steps_of_the_model_are_told_as_they_add_up():
    meta = shown(us.where_it_goes, briefing())[0]
    parts = {row[0]: float(row[1]) for row in meta["data"]["rows"]}
    assert parts["net revenue"] == pytest.approx(
        sum(parts[k] for k in ("without pressure", "fewer barrels", "discount", "cost of hiding"))
    )
    share = 100 * parts["net revenue"] / parts["without pressure"]
    assert meta["title"].startswith(f"{share:.0f} per cent of the revenue survives")


@pytest.mark.parametrize(
    "scenario", ["maximum-pressure", "cargoes-stopped", "relief", "russian-lifeline"]
)
def test_the_reading_of_a_case_agrees_with_its_row_in_the_table(scenario):
    report = briefing(scenario=scenario)
    said = reading(report)
    row = next(r for r in _rows(report) if r["title"] in said)
    for name in ("survival_share", "net_bn", "usable_bn"):
        assert row[name] in said, (name, said)
    assert said != reading(briefing())


def _rows(report: Briefing) -> list[dict[str, str]]:
    """Return the results of each case, worded as the reading words them."""
    model = build("pressure", report.known)
    out = []
    for s in scenarios("pressure").values():
        result = model.run(case(model, s.name))
        out.append(
            {"title": s.title, "survival_share": f"{num(result['survival_share'], 0)} per cent",
             "net_bn": f"USD {num(result['net_bn'], 1)} billion",
             "usable_bn": f"{num(result['usable_bn'], 1)} billion can"}
        )  # fmt: skip
    return out


def test_a_value_of_the_readers_own_wins_over_the_case_and_is_named():
    own = reading(briefing(scenario="cargoes-stopped", blocked_share=0.1))
    assert "with values of the reader's own" in own
    assert own != reading(briefing(scenario="cargoes-stopped"))


def test_the_fleet_bends_where_the_model_says_so():
    rows = fleet.fleet_rows(briefing())
    line = rows[rows["line"] == "in use"]
    bend = line["bends_at"].iloc[0]
    assert line[line["ships"] <= bend]["kbd"].nunique() == 1
    assert line[line["ships"] > bend]["kbd"].max() < line["kbd"].iloc[0]
    assert f"{bend:.0f} ships" in shown(us.ships_and_barrels, briefing())[0]["title"]
    heavy = shown(us.ships_and_barrels, briefing(scenario="maximum-pressure"))[0]
    assert "already limits" in heavy["title"]
