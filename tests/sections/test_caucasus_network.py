"""The network of corridors as the section on the Caucasus shows it: shares, ways, cases."""

import re

import pytest

from helpers.sections import caucasus
from helpers.sections.briefing import Briefing
from helpers.sections.caucasus import links, network
from support.shown import shown


@pytest.fixture(scope="module")
def report() -> Briefing:
    return Briefing.of("caucasus")


HORMUZ = {"scenario": "hormuz-closed"}


def of(**parameters) -> network.Shown:
    return network.Shown.of(Briefing.of("caucasus", **parameters))


def table_of(shown_items: list[dict]) -> dict[str, list[str]]:
    rows = next(m for m in shown_items if m["kind"] == "figure")["data"]["rows"]
    return {f"{pair}, {case}": numbers for pair, case, *numbers in rows}


def test_a_closed_hormuz_moves_the_split_and_the_sentence_agrees_with_the_table():
    out = shown(caucasus.split, Briefing.of("caucasus", **HORMUZ))
    rows = table_of(out)
    base, here = (float(rows[f"Moscow to Mumbai, {c}"][0]) for c in ("base case", "case shown"))
    assert here < base - 5
    sentence = out[-1]["bundle"]["text/markdown"]
    sea = float(rows["Moscow to Mumbai, case shown"][-1])
    assert f"take {here:.1f} per cent of freight from Moscow to Mumbai, less" in sentence
    assert f"than the {base:.1f} per cent of the base case" in sentence
    assert f"the sea way takes {sea:.1f} per cent" in sentence
    assert f"take {here:.1f} per cent" in out[0]["title"] and f"{base:.1f}" in out[0]["title"]


@pytest.mark.parametrize(
    "case", ["rasht-astara-built", "red-sea-closed", "iran-cut-off", "smooth-borders"]
)
def test_the_sentence_says_more_or_less_as_the_shares_do(case):
    shown_case = of(scenario=case)
    base, here = (shown_case.result(shown_case.pair, base=b)["share_land"] for b in (True, False))
    assert (", more than" if here > base else ", less than") in network.split_sentence(shown_case)


def test_the_scenario_table_gives_the_numbers_of_the_figure():
    report = Briefing.of("caucasus", **HORMUZ)
    said = shown(lambda r: r.scenarios("corridors"), report)
    tables = [o["bundle"].get("application/vnd.report.table+json") for o in said]
    cells = {row[0]: row[1] for t in tables if t for row in t["rows"]}
    split = table_of(shown(caucasus.split, report))
    for name, case in (("Base case", "base case"), ("Hormuz closed", "case shown")):
        assert cells[name] == f"{float(split[f'Moscow to Mumbai, {case}'][0]):.1f}"


def test_shares_of_every_pair_and_case_add_up_to_a_hundred():
    for case in ("base", "hormuz-closed", "southern-armenia-open"):
        table = network.split_table(of(scenario=case))
        assert table[list(network.SHORT)].sum(axis=1).to_numpy() == pytest.approx(100)


def test_a_parameter_wins_over_the_scenario():
    assert of(**HORMUZ, tariff=0.6).values["tariff"] == 0.6
    assert of(scenario="smooth-borders").values["tariff"] == 0.8
    assert of(scenario="smooth-borders", tariff=0.6).values["tariff"] == 0.6


def test_the_line_across_southern_armenia_is_not_in_the_network_before_it_was_public():
    pair = {"southern_armenia_open": True, "origin": "Xi'an", "destination": "Istanbul"}
    assert "southern_armenia" in of(**pair).ways()
    assert "southern_armenia" not in of(**pair, as_of="2025-08-07").ways()


def test_a_case_without_any_way_is_said_in_words():
    report = Briefing.of("caucasus", closed_link="iran", destination="Tehran")
    for name in ("split", "reach", "knockout", "tornado"):
        out = shown(getattr(caucasus, name), report)
        assert out, name
    assert "no way of the network" in network.split_sentence(network.Shown.of(report))


def test_closing_a_link_never_makes_the_way_cheaper_nor_opening_one_dearer():
    rows = links.changes(of())
    assert (rows.loc[~rows["opens"], "cost"] >= -1e-9).all()
    assert (rows.loc[rows["opens"], "cost"] <= 1e-9).all()


def test_the_map_draws_the_way_of_least_cost_wide(report):
    case = network.Shown.of(report)
    ways_found = case.ways()
    best = min(ways_found.values(), key=lambda w: w.cost)
    title = shown(caucasus.reach, report)[0]["title"]
    assert best.alternative.label in title and f"{best.km:,.0f} km" in title


def test_no_caption_of_the_model_sells_an_assumption_as_a_finding(report):
    for name in ("split", "reach", "cost_days", "knockout", "tornado", "elasticities"):
        first = shown(getattr(caucasus, name), report)[0]
        assert "not a finding on prices" in first["caption"], name


def test_cases_by_pair_hold_the_shares_of_each_named_case(report):
    cells = shown(caucasus.cases, report)[0]["bundle"]["application/vnd.report.table+json"]
    table = {row[0]: row[1:] for row in cells["rows"]}
    for name, title in (
        ("hormuz-closed", "Hormuz closed"),
        ("southern-armenia-open", "Southern Armenia open"),
    ):
        case = of(scenario=name)
        own = [f"{case.result(pair)['share_land']:.1f}" for pair in case.pairs]
        assert table[title] == own


def test_the_firsts_of_the_title_are_those_drawn(report):
    (figure,) = shown(caucasus.cost_days, report)
    for measure, word in (("money", "cheapest"), ("days", "fastest")):
        drawn = [int(n) for n in re.findall(rf"(\d+) per cent by {measure}", figure["alt"])]
        assert f"{word} in {max(drawn)}" in figure["title"]
