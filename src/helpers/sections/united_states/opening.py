"""The short answer, question by question, and the timeline."""

from helpers.display.bundles import note, say
from helpers.sections.answers import tally_sentence
from helpers.sections.briefing import Briefing
from helpers.sections.united_states.alignment import compared_years, distance_sentence
from helpers.sections.united_states.listings import GROUPS, flow_title
from helpers.sections.united_states.markets import rial_title
from helpers.sections.united_states.nuclear import talk_events, talks_title
from helpers.sections.united_states.pressure import acts_title, us_acts
from helpers.sections.united_states.scale import scale_title
from helpers.sections.united_states.survival import survival_sentence

QUESTIONS = {
    "Do the two stand together, and does Russia turn away from the West?": ("U1", "U6"),
    "Does that help them to withstand pressure?": ("U2", "U3", "U5"),
    "Does it give Iran more room in the nuclear talks?": ("U4",),
    "Does it touch US deterrence, and did Washington change course because of it?": ("U7", "U8"),
}
"""The section's question in parts, with the claims that speak to each."""

LANES = {
    "Sanctions": ("sanctions", "snapback"),
    "Nuclear file": ("iran_talks", "iaea"),
    "Force, strategy": (
        "war_2025",
        "war_2026",
        "war",
        "force_posture",
        "us_strategy",
        "intelligence",
    ),
    "Trade of the two": ("trade", "investment"),
    "Tariffs, votes": ("tariffs", "china", "un_vote"),
}


def answer(report: Briefing) -> None:
    """Show the short answer: what the verdicts say to each part of the question."""
    judged = {j.claim_id: j for j in report.claims}
    parts = []
    for question, ids in QUESTIONS.items():
        claims = [judged[i] for i in ids if i in judged]
        words = "; ".join(f"{j.claim_id} {j.verdict}" for j in claims)
        parts.append(f"- {question} *{words}*" if claims else "")
    report.short_answer(f"{tally_sentence(report.claims)}\n\n" + "\n".join(p for p in parts if p))


def what_happened(report: Briefing) -> None:
    """Show the section's events in five lanes."""
    report.timeline(LANES, per_lane=4)


def in_numbers(report: Briefing) -> None:
    """Say what the section's own measures show, each with the figure or table behind it."""
    acts, talks = us_acts(report), talk_events(report)
    acts = acts[acts["date"] > report.signed]
    rates = report.figures.wide("irr_per_usd_market_mean", "IRN")
    found = {
        "fig-united_states-voting": _distance(report),
        "fig-united_states-acts": acts_title(acts) if len(acts) else "",
        "fig-united_states-sdn-new": _additions(report),
        "tbl-united_states-scale": scale_title(report),
        "fig-united_states-rial": ""
        if rates.empty
        else rial_title(rates["IRN"], report.signed[:7], report.parameters.window_months),
        "fig-united_states-survival": survival_sentence(report),
        "fig-united_states-talks": talks_title(talks) if len(talks) else "",
    }
    lines = [f"- {text} ([](#{label}))." for label, text in found.items() if text]
    if lines:
        say("\n".join(lines))
    else:
        note("None of the section's measures was public on this day.")


def _additions(report: Briefing) -> str:
    monthly = report.figures.wide("sdn_new_entries_monthly", list(GROUPS))
    return "" if monthly.empty else flow_title(report, monthly)


def _distance(report: Briefing) -> str:
    votes = report.figures.wide("unga_distance", "IRN-RUS")
    before, last = compared_years(list(votes.index), report.parameters.vote_years)
    if not before:
        return ""
    return distance_sentence(*(float(votes.loc[y, "IRN-RUS"].mean()) for y in (before, last)))
