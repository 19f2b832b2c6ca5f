"""The key judgements of the report: one item for each area, verdicts first, then how sure."""

from helpers.display.bundles import say
from helpers.display.words import capital, count
from helpers.judgement.claims import Judgement
from helpers.judgement.confidence import LEVELS
from helpers.parameters.sections import SECTIONS
from helpers.sections.answers import levels_sentence, tallied
from helpers.sections.briefing import Briefing
from helpers.sections.summary.answer import TITLES


def key_judgements(report: Briefing) -> None:
    """Show for each area what became of its claims, the firmest verdict, and how sure they are."""
    claims = list(report.judgements.values())
    areas = {area: [j for j in claims if j.section == area] for area in TITLES}
    say("\n".join(f"- {area_sentences(area, js)}" for area, js in areas.items() if js))


def area_sentences(area: str, claims: list[Judgement]) -> str:
    """Return the sentences on one area; likelihood has no place in them, confidence its own.

    Args:
        area: as the table `claims` names it.
        claims: the judgements on its claims.
    """
    title = TITLES[area]
    head = f"[{title}]({SECTIONS[area].notebook}.ipynb)" if area in SECTIONS else title
    said = [f"**{head}**: of {count(len(claims), 'claim')}, {tallied(claims)}."]
    first = firmest(claims)
    if first is not None and len(claims) > 1:
        said.append(
            f"Firmest is {first.claim_id}, \u201c{first.text.rstrip('.')}\u201d: *{first.verdict}*,"
            f" from {count(first.n_origins, 'origin')}."
        )
    sure = levels_sentence(claims)
    return " ".join([*said, capital(sure)] if sure else said)


def firmest(claims: list[Judgement]) -> Judgement | None:
    """Return the verdict of the best basis, whichever way it goes; None if none was reached.

    By confidence, then by how far the share is from the middle, then by the number of origins.
    """
    reached = [j for j in claims if j.reached and j.p is not None]
    return max(
        reached,
        key=lambda j: (LEVELS.index(j.confidence), abs((j.p or 0.0) - 0.5), j.n_origins),
        default=None,
    )
