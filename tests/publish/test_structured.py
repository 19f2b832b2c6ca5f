"""What machines read of the pages: as the records of `claims.json` have it, and safe to embed."""

import json
import re
from dataclasses import replace

import pytest

from helpers.judgement.claims import claims_document, judge
from helpers.judgement.confidence import REASONS
from helpers.judgement.verdicts import BANDS, FORECAST_BANDS, GROUPS, Verdict
from helpers.ledger.package import load
from helpers.ledger.views import Known
from helpers.parameters import ReportParameters
from helpers.publish.content import EditionContent
from helpers.publish.html import pages
from helpers.publish.structured import claim_review, claim_reviews, json_ld, open_graph, rating
from publish import samples

BODY = re.compile(
    r"Verdict: (?P<verdict>[^.]+)\. "
    r"(?:Share of the weighed evidence that is for the claim: (?P<p>[\d.]+) "
    r"\(90 per cent interval (?P<low>[\d.]+) to (?P<high>[\d.]+)\)\. )?"
    r"Findings: (?P<n_evidence>\d+)\. Independent origins: (?P<n_origins>\d+)\. "
    r"Confidence: (?P<confidence>\w+)(?:, because (?P<why>.+))?\."
)


def real_content(day: str) -> EditionContent:
    known = Known(load(), ReportParameters(as_of=day))
    return samples.content(as_of=day, claims=claims_document(judge(known), known.parameters))


@pytest.mark.parametrize("day", ["2025-01-20", "2026-07-05"])
def test_the_block_on_a_page_tells_what_claims_json_tells(day):
    content = real_content(day)
    block = json_ld(claim_reviews(content))
    found = re.fullmatch(r'<script type="application/ld\+json">(.*)</script>', block, re.DOTALL)
    document = json.loads(found[1])
    claims = content.claims["claims"]
    assert document["@context"] == "https://schema.org"
    assert [review["identifier"] for review in document["@graph"]] == [
        claim["claim_id"] for claim in claims
    ]
    for review, claim in zip(document["@graph"], claims, strict=True):
        assert review["@type"] == "ClaimReview"
        assert review["url"] == f"claims.html#{claim['claim_id']}"
        assert review["claimReviewed"] == claim["text"]
        assert review["itemReviewed"]["genre"] == claim["kind"]
        assert review["datePublished"] == day
        assert review["reviewRating"]["alternateName"] == claim["verdict"]
        assert read_body(review["reviewBody"]) == {name: claim[name] for name in READ}


READ = ("verdict", "p", "interval", "confidence", "reasons", "n_evidence", "n_origins")


def read_body(text: str) -> dict:
    """Return the fields of a record that a review's sentences tell."""
    found = BODY.fullmatch(text)
    assert found, text
    told = found.groupdict()
    names = {words: name for name, words in REASONS.items()}
    return {
        "verdict": told["verdict"],
        "p": float(told["p"]) if told["p"] else None,
        "interval": [float(told["low"]), float(told["high"])] if told["p"] else None,
        "confidence": told["confidence"],
        "reasons": [names[words] for words in (told["why"] or "").split("; ") if words],
        "n_evidence": int(told["n_evidence"]),
        "n_origins": int(told["n_origins"]),
    }


@pytest.mark.parametrize("bands", [BANDS, FORECAST_BANDS], ids=["statements", "forecasts"])
def test_a_rating_is_the_place_of_the_verdict_on_its_own_scale(bands):
    given = [rating(str(word)) for _, word in bands]
    assert [r["ratingValue"] for r in given] == list(range(len(bands), 0, -1))
    assert {(r["worstRating"], r["bestRating"]) for r in given} == {(1, len(bands))}


def test_what_is_open_or_cannot_be_judged_gets_a_word_and_no_number():
    without = [v for v in Verdict if GROUPS[v] in ("open", "not enough")]
    assert len(without) == 3
    for verdict in without:
        assert rating(str(verdict)) == {"@type": "Rating", "alternateName": str(verdict)}


def test_nobody_is_named_as_the_author_of_the_analysis():
    content = samples.content()
    review = claim_review(content.claims["claims"][0], content)
    assert "author" not in review["itemReviewed"]
    assert set(review["itemReviewed"]["appearance"]) == {"@type", "description"}
    assert review["author"] == [{"@type": "Organization", "name": "The report's authors"}]


@pytest.mark.parametrize("text", ["</script><b>", "<!--<script>", "a & b", "\u2028\u2029", "ی «»"])
def test_no_text_can_end_the_block_and_all_texts_come_back(text):
    block = json_ld({"claimReviewed": text})
    inner = block.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set(inner) & set("<>&\u2028\u2029")
    assert json.loads(inner) == {"claimReviewed": text}


def test_every_page_tells_what_it_is_and_where_the_verdicts_are_as_data():
    report = samples.report(title='The "treaty" & <more>')
    told = set()
    made = pages(report, has_pdf=False)
    for name, page in made.items():
        text = page.decode()
        head = text.partition("</head>")[0]
        facts = dict(re.findall(r'<meta property="([^"]+)" content="([^"]*)">', head))
        title = re.search(r"<title>(.*?)(?: \| [^|]*)?</title>", head)[1]
        assert facts["og:title"] == title.replace('"', "&#34;")
        told.add(facts["og:description"])
        assert f'<meta name="description" content="{facts["og:description"]}">' in head
        assert facts["og:type"] == ("website" if name == "index.html" else "article")
        assert not {"og:url", "og:image"} & set(facts)
        assert head.count('rel="alternate" type="application/json" href="claims.json"') == 1
    sections = {f"{section.name}.html" for section in report.sections}
    same = len(sections) - 1  # the sections of the sample say the same
    assert len(told) == len(made) - same


def test_a_page_is_as_new_as_the_day_of_its_edition():
    content = replace(samples.content(), as_of="2025-03-01")
    assert ("article:modified_time", "2025-03-01") in open_graph(content, "energy", "Energy")
    facts = dict(open_graph(content, "energy", "Energy", "Two sentences."))
    assert facts["og:description"] == "Two sentences."
