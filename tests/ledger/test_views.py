"""Views: what was public on a day, and under which name a source is cited."""

import pytest

from helpers.ledger.citations import WITHHELD, citable, citation_key, keyed
from helpers.ledger.dates import later_mentions, period_end, shift_days
from helpers.ledger.package import load
from helpers.ledger.series import Figures, NumberError, published_on
from helpers.ledger.views import Known, named, seen
from helpers.parameters import report_settings, settings


def known(day="2025-03-01", **overrides) -> Known:
    return Known(load(), report_settings({"as_of": day, **overrides}))


@pytest.mark.parametrize("day", ["2025-01-20", "2025-10-02", "2026-07-05"])
def test_nothing_in_a_view_became_public_later(day):
    k = known(day)
    assert (k.evidence["known_on"] <= day).all()
    assert (k.events["known_on"] <= day).all() and (k.events["date"] <= day).all()
    assert (k.passages["known_from"] <= day).all()
    assert (k.sources["known_from"] <= day).all()
    assert (k.figures.rows["known_on"] <= day).all()
    assert (k.clauses["known_on"].dropna() <= day).all()


def test_events_cite_only_those_of_their_sources_that_were_out():
    k = known("2025-02-01")
    out = set(k.sources["key"])
    assert all(set(keys) <= out for keys in k.events["keys"])
    assert all(keys for keys in k.events["keys"])


def test_a_data_set_is_cited_without_its_vintage_and_keys_are_unique():
    sources = load().sources
    keys = [citation_key(s, k) for s, k in zip(sources["source_id"], sources["kind"], strict=True)]
    assert len(set(keys)) == len(keys)
    assert citation_key("ei-2026-statistical-review", "dataset") == "ei-statistical-review"
    assert citation_key("kiel-2026-08-ust-r29", "dataset") == "kiel-ust-r29"
    assert citation_key("tass-2025-01-signing", "state_media") == "tass-2025-01-signing"


def test_vintages_and_days_of_publication_are_blank_until_they_are_past():
    early = citable(keyed(load().sources), "2025-03-01")
    assert (early["published"] <= "2025-03-01").all()
    assert not [v for v in early["vintage"] if later_mentions(v, "2025-03-01")]


def test_a_title_with_a_later_day_stays_only_if_a_row_names_it_as_a_plan():
    k = known("2025-12-31")
    titles = k.sources["title"]
    for source, title in titles.items():
        assert not later_mentions(title, "2025-12-31", k.plans.get(source, frozenset()))
    bare = citable(keyed(load().sources), "2025-12-31")
    assert (bare["title"] == WITHHELD).sum() >= (titles == WITHHELD).sum()


def test_a_number_is_public_at_the_end_of_its_period_plus_the_usual_delay():
    ledger = load()
    days = published_on(ledger.figures, ledger.series)
    lag = ledger.series.set_index("series")["publication_lag_days"]
    for i in ledger.figures.sample(200, random_state=3).index:
        row = ledger.figures.loc[i]
        computed = shift_days(period_end(row["period"]), int(lag[row["series"]]))
        assert days[i] == (row["known_on"] or computed)


def test_a_later_day_never_removes_a_number():
    early, late = (Figures.known(load(), d).rows for d in ("2025-03-01", "2026-03-01"))
    keys = ["series", "entity", "period", "source_id"] if "source_id" in early else None
    assert set(map(tuple, early[keys].values)) <= set(map(tuple, late[keys].values))


def test_numbers_fill_prose_exactly_once_or_refuse():
    figures = known("2026-07-05").figures
    text = "Russia produced {oil_production:RUS:2023|.0f} thousand barrels."
    value = figures.value("oil_production", "RUS", "2023")
    assert figures.fill(text) == f"Russia produced {value:.0f} thousand barrels."
    with pytest.raises(NumberError, match="exactly one"):
        figures.fill("{oil_production:RUS:1492}")
    with pytest.raises(NumberError, match="no series"):
        figures.of("oil_producton")
    with pytest.raises(NumberError, match="2 numbers"):
        figures.value("india_imports_ru_crude", "IND", "2023-05")


def test_captions_name_no_later_day():
    figures = known("2025-02-01").figures
    for series in figures.described.index:
        row = figures.described.loc[series]
        assert not later_mentions(row["caveat"] + " " + row["description"], "2025-02-01")


def test_a_view_is_the_same_for_all_sections_and_another_for_other_choices():
    ledger, plain = load(), report_settings()
    one, other = (settings(s, {"as_of": "2025-10-02"}) for s in ("energy", "caucasus"))
    assert seen(ledger, one) is seen(ledger, other)
    assert seen(ledger, one).parameters == report_settings({"as_of": "2025-10-02"})
    assert seen(ledger, plain) is not seen(ledger, one)
    strict = report_settings({"as_of": "2025-10-02", "min_reliability": "B"})
    assert len(seen(ledger, strict).evidence) < len(seen(ledger, one).evidence)


def test_origins_are_named_as_readers_know_them_and_no_two_alike():
    ledger = load()
    assert named(ledger, ["tass", "isw", "lenta-ru"]) == [
        "Institute for the Study of War", "Lenta.ru", "TASS",
    ]  # fmt: skip
    assert ledger.origins["name"].str.casefold().is_unique
    assert set(ledger.origins["origin"]) == set(ledger.sources["origin"])
