"""Pages: complete without script or network, and strict about what they hold."""

import base64
import hashlib
import itertools
import re
from dataclasses import replace

import pytest

from helpers.publish import html
from helpers.publish.home import opening, shortened
from helpers.publish.order import neighbours, reading_order
from publish import samples

PAGES = ("index.html", "sources.html", "background.html", "energy.html")


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return {name: data.decode() for name, data in html.pages(samples.report(), True).items()}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_one_title_ordered_headings_a_main_part_and_a_skip_link(pages, name) -> None:
    page = pages[name]
    levels = [int(n) for n in re.findall(r"<h([1-6])", page)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b <= a + 1 for a, b in itertools.pairwise(levels))
    assert page.count('<main id="main">') == 1
    assert '<a class="skip" href="#main">' in page
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')


def test_all_pages_are_one_chain_in_reading_order() -> None:
    base = samples.report()
    dossier = {"claim_id": "A1", "section": "energy", "verdict": "mixed", "course": []}
    report = replace(base, content=replace(base.content, dossiers=[dossier]))
    order = [entry["page"] for entry in reading_order(report)]
    assert order[0] == "index" and order[-3:] == ["claims", "sources", "figures"]
    found = [neighbours(report, page) for page in order]
    assert found[0]["previous"] is None and found[-1]["next"] is None
    assert [f["next"]["page"] for f in found[:-1]] == order[1:]
    assert [f["previous"]["page"] for f in found[1:]] == order[:-1]
    assert neighbours(report, "compare") == {"previous": None, "next": None}


def test_each_page_leads_on_and_back_as_the_chain_does(pages) -> None:
    page, read = "index.html", []
    while page:
        assert page not in read
        read.append(page)
        back = re.findall(r'<a rel="prev" href="([^"]+)"', pages[page])
        assert back == read[-2:-1]
        page = "".join(re.findall(r'<a rel="next" href="([^"]+)"', pages[page]))
    assert sorted(read) == sorted(pages)


@pytest.mark.parametrize("name", PAGES)
def test_every_link_within_the_edition_leads_somewhere(pages, name) -> None:
    for target in re.findall(r'href="([^"]+)"', re.sub(r"<svg.*?</svg>", "", pages[name])):
        if target.startswith(("https://", "data:")) or target in (
            "report.pdf",
            "data.zip",
            "claims.json",
            "sources.bib",
            "sources.csl.json",
            "claims.schema.json",
        ):
            continue
        page, _, anchor = target.partition("#")
        assert (page or name) in pages, target
        assert not anchor or f'id="{anchor}"' in pages[page or name], target


@pytest.mark.parametrize("name", PAGES)
def test_ids_are_unique_and_no_style_or_handler_is_inline(pages, name) -> None:
    ids = re.findall(r'\sid="([^"]+)"', pages[name])
    assert len(ids) == len(set(ids))
    assert not re.search(r"<[^>]*\s(style|on\w+)=", pages[name])


@pytest.mark.parametrize("name", PAGES)
def test_the_content_policy_allows_just_our_style_and_scripts(pages, name) -> None:
    page = pages[name]
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1].replace("&#39;", "'")
    assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy
    for text in re.findall(r"<(?:style|script)>(.*?)</(?:style|script)>", page, re.DOTALL):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy


def test_data_cannot_become_markup(pages) -> None:
    assert "Presidents sign &lt;treaty&gt; &amp; depart" in pages["sources.html"]
    evil = "<img src=x onerror=alert(1)>"
    report = samples.report(title=evil, subtitle=evil, question=evil, license=evil)
    for output in (
        samples.figure_output("evil", title=evil, subtitle=evil, caption=evil, alt=evil),
        samples.table_output(
            "evil", samples.columns(evil, "B:markdown"), [[evil, evil]], groups=[[0, evil]]
        ),
        samples.markdown_output(evil, "box", title=evil, label="box-evil"),
    ):
        report.sections[0].notebook.cells[-1].outputs.append(output)
        if "number" not in output.metadata.report:
            output.metadata.report["number"] = 9
    for name, data in html.pages(report, True).items():
        assert "<img" not in data.decode(), name


def test_a_figure_offers_title_measure_caption_source_and_data(pages) -> None:
    figure = re.search(
        r'<figure class="figure" id="fig-energy-trend">.*?</figure>',
        pages["energy.html"],
        re.DOTALL,
    )[0]
    for part in (
        "figure-title",
        "figure-subtitle",
        "Figure 3.",
        "Source: ",
        'download="fig-energy-trend.csv"',
    ):
        assert part in figure


def test_a_verdict_is_a_word_beside_a_mark_that_is_not_read_aloud(pages) -> None:
    assert (
        '<span class="verdict v-mixed"><span class="glyph" aria-hidden="true">◑</span> mixed</span>'
        in pages["energy.html"]
    )


def test_tables_have_captions_scopes_and_row_groups(pages) -> None:
    table = re.search(
        r'<div class="table-block" id="tbl-energy-claims">.*?</table>',
        pages["energy.html"],
        re.DOTALL,
    )[0]
    assert '<caption id="tbl-energy-claims-caption">' in table
    assert 'scope="rowgroup">Forecasts</th>' in table
    assert table.count('<th scope="row">') == 30
    assert 'data-sort="2025-03-07"' in table


def test_sources_lead_back_to_the_pages_that_cite_them(pages) -> None:
    assert '<a href="energy.html#cite-3">Energy</a>' in pages["sources.html"]


def test_the_start_page_counts_the_claims_it_was_given(pages) -> None:
    row = re.search(
        r'<th scope="row"><a href="background.html">Background</a></th>.*?</tr>',
        pages["index.html"],
        re.DOTALL,
    )[0]
    assert [int(n) for n in re.findall(r'<td class="num[^"]*">(\d+)</td>', row)] == [6, 1, 4, 2, 1]
    assert row.count('<span class="mark ') == 14


def test_long_answers_are_cut_at_a_sentence() -> None:
    assert shortened("One is short. Two is long.", 20) == "One is short."
    assert shortened("No sentence ends in here", 15) == "No sentence…"


def test_a_card_opens_with_the_first_paragraph_alone() -> None:
    assert opening("Two hold.\n\nConfidence is low.") == "Two hold."
    assert opening("Two hold.\n- one\n- another") == "Two hold."
