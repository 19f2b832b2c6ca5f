"""A treaty's wording: verbs, pointers and names are found, steps suggested, nothing is coded."""

import csv

import pytest

from helpers.ledger.package import data_dir, load
from helpers.ledger.treaty_text import clause_rows
from helpers.ledger.treaty_text.phrases import (
    deferrals_in,
    language_of,
    names_in,
    suggested_step,
    verbs_in,
)


def test_suggestions_for_the_twelve_articles_are_the_steps_of_the_first_coder(units):
    with (data_dir() / "clauses.csv").open(encoding="utf-8", newline="") as file:
        coded = {r["clause_id"]: r["obligation"] for r in csv.DictReader(file)}
    same_unit = {
        "preamble": "IR25-P", "1": "IR25-01", "2": "IR25-02", "3(1)": "IR25-03-1",
        "3(2)": "IR25-03-2", "3(3)": "IR25-03-3a", "3(4)": "IR25-03-4", "4": "IR25-04",
        "5(1)": "IR25-05-a", "5(2)": "IR25-05-b", "5(3)": "IR25-05-4", "7": "IR25-07",
        "12": "IR25-12", "14": "IR25-14", "19(1)": "IR25-19-a", "19(2)": "IR25-19-b",
        "19(3)": "IR25-19-c", "28": "IR25-28", "30(1)": "IR25-30-1", "30(2)": "IR25-30-2",
        "33": "IR25-33",
    }  # fmt: skip
    assert {p: str(units[p].step) for p in same_unit} == {p: coded[c] for p, c in same_unit.items()}


def test_verbs_pointers_and_names_are_those_of_the_article(units):
    assert units["1"].verbs == {"undertake": 1, "strive": 1}
    assert units["3(3)"].verbs == {"shall not": 1, "shall": 1}
    assert units["3(3)"].deferrals == {"international_law": 1}
    assert units["3(4)"].verbs == {"shall not": 1} and units["33"].verbs == {"shall": 1}
    assert units["4"].deferrals == {"separate_agreements": 1}
    assert units["28"].deferrals == {"domestic_law": 1}
    assert units["33"].deferrals == {"existing_agreement": 1}
    assert units["12"].names == ["Caspian", "Central Asia", "Transcaucasia", "Middle East"]
    assert units["14"].names == ["Shanghai Cooperation Organisation"]
    assert units["12"].words == 20 and units["closing"].step is None


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("The Parties shall strive to cooperate.", 1),
        ("The Parties will promote tourism.", 1),
        ("The Parties may conclude protocols.", 1),
        ("The Parties agree to encourage trade.", 1),
        ("The Parties shall actively cooperate.", 2),
        ("The Parties undertake to consult.", 2),
        ("The Parties consult on matters of interest.", 2),
        ("The Parties shall immediately consult.", 3),
        ("Each Party undertakes not to use force.", 3),
        ("The Parties shall refrain from force.", 3),
        ("This Treaty is concluded for ten years.", 3),
        ("This Treaty shall enter into force in May.", 3),
        ("The Parties recognise the role of trade.", 0),
        ("A list of fields.", None),
        ("Стороны стремятся к миру.", 1),
        ("Стороны обязуются консультироваться.", 2),
        ("Стороны не допускают использования своей территории.", 3),
        ("طرف‌ها همکاری می‌کنند.", 2),
        ("طرف‌ها تلاش می‌کنند.", 1),
    ],
)
def test_a_step_is_suggested_by_the_strongest_words(text, step):
    assert suggested_step(text)[0] == step


def test_the_language_is_that_of_most_letters():
    assert [language_of(t) for t in ("Article", "Статья one", "ماده", "1.")] == [
        "en", "ru", "fa", "en"
    ]  # fmt: skip
    assert verbs_in("Стороны обязуются и могут.") == {"обязуется": 1, "может": 1}


def test_names_are_whole_words_and_the_longest_that_fits():
    text = "The Islamic Republic of Iran, Iranian ports, Rasht and the\nCaspian Sea"
    assert names_in(text, ["Rasht"]) == ["Islamic Republic of Iran", "Rasht", "Caspian Sea"]


def test_pointers_across_a_line_break_are_found():
    assert deferrals_in("under separate\nagreements; by protocols to be\nconcluded") == {
        "separate_agreements": 2
    }


def test_rows_have_the_columns_of_the_table_and_copy_no_wording(twelve, units):
    columns = list(load().clauses.columns)
    rows = clause_rows(list(units.values()), columns, treaty="IR-RU-2025", prefix="IR25")
    assert all(list(r) == columns for r in rows)
    assert [r["clause_id"] for r in rows][:4] == ["IR25-P", "IR25-01", "IR25-02", "IR25-03-1"]
    assert all(r["read_level"] == "quoted" and not r["summary"] for r in rows)
    codes = columns[columns.index("domain") : columns.index("coder_note")]
    assert not any(r[c] for r in rows for c in codes)
    assert rows[3]["coder_note"].startswith("SUGGESTED, not coded: obligation 2 (")
    sentence = "strengthen their relations on the ground of equality"
    assert sentence in twelve.document.text and not any(sentence in str(r) for r in rows)
