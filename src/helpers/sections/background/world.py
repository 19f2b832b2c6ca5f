"""The world around the signing: wishes in the American campaign, Syria, Ukraine, Gaza."""

from helpers.display.words import join
from helpers.sections import annex
from helpers.sections.briefing import Briefing


def preferences(report: Briefing) -> None:
    """Show how many findings on each capital's wishes are words, deeds and others' reports."""
    for claim, name, title in (
        ("B4", "clash", "Whether both capitals avoided a clash"),
        ("B5", "preferences", "Whom each capital is said to have preferred"),
        ("B6", "margin", "How large the margin was"),
    ):
        rows = report.evidence(claim)
        split = (
            join(
                f"{n} {word}"
                for word, n in rows["stance"].value_counts().sort_index(ascending=False).items()
            )
            if len(rows)
            else "nothing known"
        )
        annex.findings(
            report,
            claim,
            name=name,
            title=f"{title}: {report.judgements[claim].verdict} ({split})",
            caption=report.judgements[claim].test,
        )


def two_fronts(report: Briefing) -> None:
    """Show the findings on who did what in Syria, and on the time that a settlement would need."""
    annex.findings(
        report,
        "B7",
        name="syria",
        title=f"Who moved Syria's government: the claim is {report.judgements['B7'].verdict}",
        caption="Planned, carried out, allowed and told in advance are different roles.",
    )
    annex.findings(
        report,
        "B8",
        name="deadlines",
        title=(
            "How long ending the Ukraine war would take: the claim is"
            f" {report.judgements['B8'].verdict}"
        ),
        caption="What the American side itself said, in order of time.",
    )


def two_deals(report: Briefing) -> None:
    """Show the findings on the deal of the year before, and on the attacks from Yemen."""
    annex.findings(
        report,
        "B9",
        name="two-deals",
        title=f"The two Gaza proposals: the claim is {report.judgements['B9'].verdict}",
        caption="Neither full text is held, so a comparison clause by clause would mislead.",
    )
    annex.findings(
        report,
        "B10",
        name="yemen",
        title=(
            f"Attacks from Yemen until the truce: the claim is {report.judgements['B10'].verdict}"
        ),
        caption="A day without an entry means that none is held here, not that it was quiet.",
    )
