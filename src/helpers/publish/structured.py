"""What machines read of an edition's pages: ClaimReview as JSON-LD, and Open Graph facts.

Nothing here is known to it alone: every value is in `claims.json` or on the page.
"""

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from helpers.judgement.confidence import REASONS
from helpers.judgement.verdicts import BANDS, FORECAST_BANDS, Verdict
from helpers.publish.content import EditionContent

CLAIMS_PAGE = "claims.html"
"""The page that tells of every claim, under an anchor that is the claim's id."""

ANALYSIS = "The news analysis of the treaty that this report takes apart into single claims"
"""The ledger names no author, paper or address of the analysis: none is made up."""

STEPS = {
    word: (step, len(bands))
    for bands in (BANDS, FORECAST_BANDS)
    for step, (_, word) in enumerate(reversed(bands), start=1)
}
"""By verdict its place on its scale, from 1, and the number of steps: five for statements, three
for forecasts at their horizon. Open forecasts and claims without enough evidence have no place."""

ESCAPED = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""Signs that could end a script or start markup, as JSON writes them otherwise."""


def claim_review(claim: Mapping[str, Any], content: EditionContent) -> dict[str, Any]:
    """Return the verdict on a claim as a ClaimReview of schema.org.

    See https://schema.org/ClaimReview. A rating has a number only where the verdict has a place on
    a scale.

    Args:
        claim: a record of `claims.json`.
        content: the edition's words and day.
    """
    address = f"{CLAIMS_PAGE}#{claim['claim_id']}"
    return {
        "@type": "ClaimReview",
        "@id": address,
        "url": address,
        "identifier": claim["claim_id"],
        "claimReviewed": claim["text"],
        "itemReviewed": {
            "@type": "Claim",
            "identifier": claim["claim_id"],
            "genre": claim["kind"],
            "appearance": {"@type": "AnalysisNewsArticle", "description": ANALYSIS},
        },
        "author": [{"@type": "Organization", "name": name} for name in content.authors],
        "datePublished": content.as_of,
        "reviewRating": rating(claim["verdict"]),
        "reviewBody": review_body(claim),
        "inLanguage": "en",
        "isPartOf": {"@type": "Report", "name": content.title},
    }


def claim_reviews(content: EditionContent) -> dict[str, Any]:
    """Return the reviews of all claims of an edition as one JSON-LD document."""
    claims = content.claims.get("claims", [])
    graph = [claim_review(claim, content) for claim in claims]
    return {"@context": "https://schema.org", "@graph": graph}


def rating(verdict: str) -> dict[str, Any]:
    """Return a verdict as a Rating of schema.org.

    Example:
        >>> rating("mostly supported")["ratingValue"], "ratingValue" in rating("still open")
        (4, False)
    """
    word = Verdict(verdict)
    named: dict[str, Any] = {"@type": "Rating", "alternateName": str(word)}
    if word not in STEPS:
        return named
    step, steps = STEPS[word]
    return named | {"ratingValue": step, "worstRating": 1, "bestRating": steps}


def review_body(claim: Mapping[str, Any]) -> str:
    """Return what a record of `claims.json` says, in sentences; the number of digits is its own."""
    told = [f"Verdict: {claim['verdict']}."]
    if claim["p"] is not None and claim["interval"] is not None:
        low, high = claim["interval"]
        told.append(
            f"Share of the weighed evidence that is for the claim: {claim['p']} "
            f"(90 per cent interval {low} to {high})."
        )
    told.append(f"Findings: {claim['n_evidence']}. Independent origins: {claim['n_origins']}.")
    why = "; ".join(REASONS[reason] for reason in claim["reasons"])
    told.append(f"Confidence: {claim['confidence']}{f', because {why}' if why else ''}.")
    return " ".join(told)


def json_ld(document: Mapping[str, Any]) -> Markup:
    """Return a JSON-LD document as a data block for a page: no text in it can end the block.

    Browsers do not run it, so that a content policy needs no hash for it.
    """
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    safe = "".join(ESCAPED.get(sign, sign) for sign in text)
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(safe))


def open_graph(
    content: EditionContent, page: str, title: str, description: str = ""
) -> list[tuple[str, str]]:
    """Return the Open Graph facts of a page as pairs of property and text.

    There is no `og:url` and no `og:image`: an edition is a folder without an address of its own.
    See https://ogp.me.

    Args:
        content: the edition's words and day.
        page: its name; `index` is the start page.
        title: the page's own title.
        description: what it says in a sentence; the report's subtitle if blank.
    """
    is_start = page == "index"
    facts = [
        ("og:type", "website" if is_start else "article"),
        ("og:site_name", content.title),
        ("og:title", title),
        ("og:description", description or content.subtitle),
    ]
    return facts if is_start else [*facts, ("article:modified_time", content.as_of)]
