"""Terms explained in place, reading time, and the fonts beside the pages."""

import re

from helpers.publish import fonts
from helpers.publish.glossary import Glossary
from helpers.publish.markdown import Context
from helpers.publish.markdown_html import HTML
from helpers.publish.reading import WORDS_A_MINUTE, minutes

TERMS = {
    "Heavy-weight": "What weighs <much>.",
    "ATOP": "A data set.",
    "Assessment (claim)": "A claim that weighs.",
}


def written(text: str, terms: dict[str, str] | None = None) -> str:
    return HTML(Context(glossary=TERMS if terms is None else terms)).render(text)


def test_a_term_is_explained_where_it_first_stands():
    page = written("An assessment comes first.\n\nA second assessment follows.")
    assert page.count("popovertarget") == 1
    assert page.index("popovertarget") < page.index("second")
    assert ">assessment</button><span popover" in page
    assert "<b>Assessment (claim)</b> A claim that weighs.</span>" in page


def test_plural_forms_count_and_parts_of_words_do_not():
    assert ">Assessments</button>" in written("Assessments differ.")
    assert "popovertarget" not in written("Reassessment and assessment-like things.")


def test_an_acronym_must_stand_as_it_is_written():
    assert ">ATOP</button>" in written("As ATOP codes it.")
    assert "popovertarget" not in written("It sat atop the hill.")


def test_nothing_is_explained_in_headings_links_code_and_lists():
    text = "# Assessment\n\n[assessment](https://example.org) `assessment`\n\n- assessment\n"
    assert "popovertarget" not in written(text)


def test_what_a_term_means_is_escaped():
    assert "What weighs &lt;much&gt;." in written("It is heavy-weight.")


def test_without_terms_a_text_stays_as_it_is():
    assert Glossary({}).explained("any text") == "any text"
    assert written("An assessment.", {}) == "<p>An assessment.</p>\n"


def test_reading_time_counts_prose_alone():
    prose = f"<p>{'word ' * WORDS_A_MINUTE * 3}</p>"
    aside = f"<table><tr><td>{'cell ' * 5000}</td></tr></table><figure>{'x ' * 5000}</figure>"
    assert minutes(prose) == minutes(prose + aside) == 3
    assert minutes("<p>A few words.</p>") == 1


def test_every_font_that_pages_ask_for_lies_beside_them():
    style = (fonts.TEMPLATES / "report_html/fonts.css").read_text("utf-8")
    assert set(re.findall(r"url\(([\w-]+\.woff2)\)", style)) == set(fonts.files())
    assert all(data[:4] == b"wOF2" for data in fonts.files().values())


def test_the_licence_of_the_fonts_names_those_who_hold_the_rights():
    ((name, data),) = fonts.licence().items()
    text = data.decode("utf-8")
    assert name == "OFL.txt"
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    for file in fonts.FILES:  # condition 2: each copy contains the copyright notice
        family = file.partition("-")[0].title()
        assert re.search(rf"^Copyright \d{{4}} The {family} Project Authors", text, re.MULTILINE)
