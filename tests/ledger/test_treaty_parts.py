"""A treaty's text: nothing of it is lost, headings are told from mentions, other files refused."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.ledger.treaty_text import (
    Document,
    Split,
    TreatyTextError,
    clause_rows,
    read_document,
    split,
    units_of,
)
from helpers.ledger.treaty_text.headings import headings, number_of

READ = ("1", "2", "3", "4", "5", "7", "12", "14", "19", "28", "30", "33")


def of(text: str) -> Split:
    return split(Document("a.txt", text, "text"))


def told(whole: Split) -> list[str]:
    return [f"{f.line}: {f.text}" for f in whole.findings]


def whole_again(whole: Split) -> str:
    return "".join(whole.text_of(p) for p in whole.parts)


def test_the_twelve_articles_are_found_with_preamble_and_closing(twelve):
    assert tuple(p.label for p in twelve.articles) == READ
    assert [p.kind for p in twelve.parts][:1] == ["preamble"]
    assert twelve.parts[-1].kind == "closing"
    assert twelve.text_of(twelve.parts[-1]).startswith("Done at Gamma")
    assert whole_again(twelve) == twelve.document.text


def test_what_is_missing_is_named_and_nothing_else_is_found(twelve):
    (only,) = twelve.findings
    assert only.text == "no article 6, 8-11, 13, 15-18, 20-27, 29, 31-32 of 33"


def test_a_page_gives_the_same_articles_as_the_text(tmp_path, twelve):
    blocks = twelve.document.text.strip().split("\n\n")
    body = "".join(f"<h3>{b}</h3>" if b.startswith("Article") else f"<p>{b}</p>" for b in blocks)
    page = tmp_path / "page.html"
    page.write_text(
        f"<!DOCTYPE html><html><head><title>Article 9</title><style>p {{}}</style></head><body>"
        f"<script>var a = 'Article 8';</script><!-- Article 6 -->{body}</body></html>",
        encoding="utf-8",
    )
    read = split(read_document(page))
    assert read.document.kind == "HTML"
    assert tuple(p.label for p in read.articles) == READ
    assert [u.step for u in units_of(read)] == [u.step for u in units_of(twelve)]
    assert whole_again(read) == read.document.text


@pytest.mark.parametrize(
    ("line", "label", "title"),
    [
        ("Article 1", "1", ""),
        ("ARTICLE 2.", "2", ""),
        ("Article IV", "4", ""),
        ("Article One", "1", ""),
        ("ARTICLE TWENTY-ONE", "21", ""),
        ("Article Twenty Two", "22", ""),
        ("Article Three The scope", "3", "The scope"),
        ("Article 5 bis", "5 bis", ""),
        ("Article 6: Trade", "6", "Trade"),
        ("Article 7 – Energy", "7", "Energy"),
        ("Article 8 (Definitions)", "8", "(Definitions"),
        ("## Article 9", "9", ""),
        ("**Article 10.**", "10", ""),
        ("Art. 11", "11", ""),
        ("Article 12. The Parties shall consult at once.", "12", ""),
        ("Article 13 1. The Parties shall consult.", "13", ""),
        ("Статья 14", "14", ""),
        ("СТАТЬЯ 15.", "15", ""),
        ("Статья первая", "1", ""),
        ("ماده ۱", "1", ""),
        ("ماده ۲۱ - همکاری", "21", "همکاری"),
    ],
)
def test_a_heading_is_read_in_the_forms_that_treaties_use(line, label, title):
    (heading,) = headings(f"{line}\n\nThe Parties shall meet.\n")
    assert not heading.doubt
    assert heading.label == label and heading.title.rstrip(")") == title


@pytest.mark.parametrize(
    "text",
    [
        "as provided for in\nArticle 51 of the Charter, the Parties",
        "Article 51 of the Charter applies.",
        "the duties under\nArticle 3. The Parties",
        "see paragraph 2 of\nArticle 7\n",
        "Article 3, paragraph 4, applies.",
        "Article 3(1) applies.",
        "as laid down by the sides\nArticle 9\nof the earlier treaty",
    ],
)
def test_a_mention_is_no_heading_and_is_reported(text):
    whole = of(f"Article 1\n\nThe Parties meet.\n{text}\n\nArticle 2\n\nNothing.\n")
    assert [p.label for p in whole.articles] == ["1", "2"]
    assert any("left in the text" in f.text for f in whole.findings)


def test_words_that_only_look_like_a_heading_are_left_alone():
    assert headings("Articles of trade\nArticle of faith\narticles 3 and 4\nparticle 5\n") == []


def test_a_table_of_contents_is_kept_in_the_preamble_and_reported():
    contents = "".join(f"Article {n} Title ........ {n}\n" for n in range(1, 5))
    text = f"Contents\n{contents}\nThe Parties have agreed:\n\n"
    text += "".join(
        f"Article {n}\nTitle\nThe Parties shall meet. {'x ' * 150}\n\n" for n in range(1, 5)
    )
    whole = of(text)
    assert [p.label for p in whole.articles] == ["1", "2", "3", "4"]
    assert "The Parties have agreed" in whole.text_of(whole.parts[0])
    assert "2: table of contents to line 5: kept in the preamble" in told(whole)
    assert whole_again(whole) == text


def test_numbers_out_of_order_twice_or_missing_are_reported_with_their_lines():
    text = (
        "The sides:\n" + "".join(f"\nArticle {n}\nText.\n" for n in (1, 2, 2, 5, 4)) + "Done at X\n"
    )
    assert told(of(text)) == [
        "3: no article 3 of 5",
        "9: article 2 a second time, first on line 6",
        "15: article 4 out of order, after 5",
    ]


def test_a_second_text_is_kept_apart_and_reported():
    text = (
        "Pre.\n\nArticle 1\nA.\n\nArticle 2\nB.\n\nDone at X.\n\nAnnex\n\nArticle 1\n" + "C. " * 90
    )
    whole = of(text)
    assert [(p.kind, p.label, p.run) for p in whole.parts] == [
        ("preamble", "", 1), ("article", "1", 1), ("article", "2", 1), ("closing", "", 1),
        ("article", "1", 2),
    ]  # fmt: skip
    assert any("the numbering begins again: text 2" in f.text for f in whole.findings)
    rows = clause_rows(units_of(whole), ["clause_id", "article"], treaty="T", prefix="AB30")
    assert [r.get("clause_id") for r in rows] == ["AB30-P", "AB30-01", "AB30-02", "AB30-T2-01"]


def test_empty_articles_and_missing_ends_are_reported():
    assert told(of("Article 1\n\nArticle 2\nText.\n")) == [
        "1: article 1 is empty",
        "1: no preamble before the first article",
        "3: no closing words found: if there are any, they are in article 2",
    ]


def test_numbered_paragraphs_are_units_and_other_numbers_are_not():
    text = (
        "P.\n\nArticle 1\nAll:\n1. One.\n2) Two.\n(3) Three.\n7. Not one.\n\nArticle 2\n1. Alone.\n"
    )
    found = [(u.place, u.line) for u in units_of(of(text))]
    assert found == [("preamble", 1), ("1(1)", 3), ("1(2)", 6), ("1(3)", 7), ("2", 10)]


def test_a_paragraph_on_the_line_of_the_heading_counts():
    text = "P.\n\nArticle 1 1. One.\n2. Two.\n"
    assert [u.place for u in units_of(of(text))] == ["preamble", "1(1)", "1(2)"]


lines = st.lists(
    st.one_of(
        st.sampled_from(
            ["Article 1", "Article 2.", "ARTICLE III", "Статья 4", "", "1. One", "Done at X",
             "in", "Article 5 of the Charter", "The Parties shall meet.", "Annex", "\u200f", "  "]
        ),
        st.text(alphabet=st.characters(exclude_characters="\r\x00", exclude_categories=["Cs"]),
                max_size=30),
    ),
    max_size=25,
)  # fmt: skip


@given(lines)
def test_every_character_belongs_to_one_part_and_to_one_unit(texts):
    text = "\n".join([*texts, "", "Article 1", "Text."])
    whole = of(text)
    assert whole_again(whole) == text
    assert sum(u.characters for u in units_of(whole)) == len(text)
    assert all(1 <= f.line <= text.count("\n") + 1 for f in whole.findings)


def test_numbers_are_read_from_digits_words_and_roman_numerals():
    assert number_of("٤") == 4 and number_of("xix") == 19 and number_of("ninety-nine") == 99
    assert number_of("mix") is None and number_of("IIII") is None


def refused(path: Path, encoding: str = "") -> str:
    with pytest.raises(TreatyTextError) as error:
        split(read_document(path, encoding))
    return str(error.value)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7 ...", ["is a PDF", "Save it as text"]),
        (b"PK\x03\x04....", [".docx"]),
        (b"", ["holds no text"]),
        (b"Article 1\n\x00\x01\x02", ["line 2", "binary data"]),
        ("Article 1\nСтатья\n".encode("cp1251"), ["line 2", "not UTF-8", "cp1251"]),
        (b"Chapter 1\nNothing here.\n", ["no heading of an article", "Article 1", "Статья 1"]),
    ],
    ids=["pdf", "docx", "empty", "binary", "encoding", "no heading"],
)
def test_what_is_no_text_of_a_treaty_is_refused_with_what_would_do(tmp_path, data, words):
    path = tmp_path / "treaty.txt"
    path.write_bytes(data)
    message = refused(path)
    assert all(word in message for word in ["treaty.txt", *words]), message


def test_a_missing_file_a_folder_and_a_wrong_encoding_are_named(tmp_path):
    assert "cannot be read" in refused(tmp_path / "none.txt")
    assert "cannot be read" in refused(tmp_path)
    (tmp_path / "a.txt").write_text("Article 1\n")
    assert "'klingon' is no encoding" in refused(tmp_path / "a.txt", "klingon")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_the_encodings_that_treaties_come_in_are_read(tmp_path, encoding):
    path = tmp_path / "treaty.txt"
    path.write_bytes("Преамбула\r\nСтатья 1\r\nСтороны развивают торговлю.\r\n".encode(encoding))
    whole = split(read_document(path, encoding if encoding == "cp1251" else ""))
    assert [p.label for p in whole.articles] == ["1"] and "\r" not in whole.document.text


def test_a_page_names_its_own_encoding(tmp_path):
    path = tmp_path / "page.htm"
    page = '<html><head><meta charset="windows-1251"></head><p>Статья 1</p><p>Текст.</p></html>'
    path.write_bytes(page.encode("cp1251"))
    assert [p.label for p in split(read_document(path)).articles] == ["1"]
