"""The contract: names, values and messages."""

import pytest

from helpers.parameters import (
    SECTIONS,
    ParameterError,
    changed,
    describe,
    from_namespace,
    report_settings,
    settings,
    settings_for_all,
)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"as_of": "2025-13-40"}, ["as_of", "2025-13-40", "YYYY-MM-DD", "Nearest: 2025-12-31"]),
        ({"as_of": "2024-12-31"}, ["as_of", "no claim to test", "Nearest: 2025-01-20"]),
        ({"asof": "2025-01-01"}, ["asof", "Did you mean 'as_of'", "Allowed: as_of, min_reliab"]),
        ({"min_reliability": "Q"}, ["min_reliability", "'Q'", "A, B, C, D, E", "Nearest: E"]),
        ({"since": "abc"}, ["since", "'abc'", "whole number from 1990 to 2026", "Default: 2015"]),
        ({"since": "3000"}, ["since", "Nearest: 2026"]),
        ({"include_unjudged": "maybe"}, ["include_unjudged", "true or false"]),
        (
            {"brent_price": "20"},
            ["'20'", "0, or a number from 40 to 130", "Nearest: 40"],
        ),
        ({"share_stopped": "0.5"}, ["0, or a number from 0.7 to 0.99", "Nearest: 0.7"]),
        ({"share_stopped": "-1"}, ["Nearest: 0."]),
        ({"weights": "lineal"}, ["weights", "linear, steep, equal", "Nearest: linear"]),
    ],
)
def test_a_bad_setting_is_named_with_what_is_allowed_and_the_nearest_fit(given, words):
    with pytest.raises(ParameterError) as caught:
        settings_for_all(given)
    for word in words:
        assert word in str(caught.value)


def test_all_faults_are_told_at_once():
    with pytest.raises(ParameterError) as caught:
        settings("energy", {"as_of": "x", "since": "y", "nonsense": 1})
    message = str(caught.value)
    assert all(name in message for name in ("as_of", "since", "nonsense"))


def test_text_from_a_command_line_becomes_plain_values():
    p = report_settings({"since": "2020", "include_party_media": "false", "as_of": "2025-10-02"})
    assert (p.since, p.include_party_media, p.as_of) == (2020, False, "2025-10-02")
    assert changed(p) == {"since": 2020, "include_party_media": False, "as_of": "2025-10-02"}


def test_a_list_is_split_at_commas_and_its_items_are_checked():
    donors = settings("ukraine", {"donors": "USA, Europe"}).donors
    assert donors == ["USA", "Europe"]
    with pytest.raises(ParameterError, match="any of"):
        settings("ukraine", {"donors": "Mars"})


def test_an_unknown_section_is_refused_with_the_nearest_name():
    with pytest.raises(ParameterError, match="Did you mean 'ukraine'"):
        settings("ukrain")


def test_a_setting_goes_to_the_sections_that_know_it():
    built = settings_for_all({"week_window": "10", "as_of": "2025-05-01"})
    assert built["background"].week_window == 10
    assert {p.as_of for p in built.values()} == {"2025-05-01"}
    assert not hasattr(built["energy"], "week_window")


def test_a_slip_in_a_notebook_is_caught_and_other_names_are_left_alone():
    assert from_namespace("summary", {"as_of": "2025-02-01", "x": 3}).as_of == "2025-02-01"
    with pytest.raises(ParameterError, match="Did you mean 'as_of'"):
        from_namespace("summary", {"asof": "2025-02-01"})


def test_every_parameter_is_described_with_type_default_limits_and_help():
    rows = describe()
    assert {r.section for r in rows} == {"report", *SECTIONS} - {s for s in SECTIONS if not _own(s)}
    for row in rows:
        assert row.name and row.type and row.default != "" and row.allowed and row.help


def test_parameters_cannot_be_changed_once_checked():
    with pytest.raises(Exception, match="frozen"):
        report_settings().as_of = "2025-02-01"


def _own(section: str) -> set[str]:
    from helpers.parameters import ReportParameters

    return set(SECTIONS[section].model.model_fields) - set(ReportParameters.model_fields)
