"""The rule worked through: on five invented findings, and on a claim that the reader chooses."""

from collections.abc import Callable
from functools import partial

import numpy as np
import pandas as pd

from helpers.display.axes import quiet
from helpers.display.bundles import figure, note, say, table
from helpers.display.style import BLUE, GREY, LIGHT, ORANGE, canvas
from helpers.display.words import capital, count, num
from helpers.judgement.grading import weight
from helpers.judgement.verdicts import (
    BANDS,
    PRIOR,
    Finding,
    Tally,
    independent,
    interval,
    sides,
    tally,
    verdict_for,
)
from helpers.ledger.views import name_of
from helpers.parameters import ParameterError
from helpers.parameters.faults import unknown_name
from helpers.sections.briefing import Briefing

EXAMPLE = (
    ("supports", "B", 2, "agency x"),
    ("supports", "C", 2, "agency x"),
    ("supports", "A", 1, "ministry y"),
    ("qualifies", "B", 1, "institute z"),
    ("contradicts", "C", 3, "newspaper v"),
)
"""Five invented findings: stance, letter, digit, origin. The second reprints the first."""


def worked_example(report: Briefing) -> None:
    """Show the rule on five invented findings, and the two curves with and without one of them."""
    scheme = report.parameters.weights
    findings = [
        Finding(f"{i}", stance, letter, digit, origin, origin)
        for i, (stance, letter, digit, origin) in enumerate(EXAMPLE, 1)
    ]
    sums = tally(findings, "origin", scheme)
    without = tally([f for f in findings if f.origin != "ministry y"], "origin", scheme)
    _steps(
        findings,
        sums,
        scheme,
        label="methods-example",
        title="Five invented findings, step by step",
    )
    low, high = interval(sums.support, sums.against)
    figure(
        _curves([("all five", sums, BLUE), ("without the third", without, ORANGE)]),
        label="methods-curves",
        title=(
            f"The example reads {verdict_for(sums.p, sums.enough)}; without its best finding,"
            f" {verdict_for(without.p, without.enough)}"
        ),
        subtitle="Density of the share of evidence for the claim, with the edges of the bands",
        caption="The wide curves say that so few findings settle little.",
        alt=(
            "Two curves over the share from zero to one. With all findings the mean is"
            f" {num(sums.p, 2)} and the interval {num(low, 2)} to {num(high, 2)}; without the third"
            f" the mean is {num(without.p, 2)}."
        ),
    )


def _steps(
    findings: list[Finding],
    sums: Tally,
    scheme: str,
    *,
    label: str,
    title: str,
    names: Callable[[str], str] = str,
) -> None:
    counted = {f.evidence_id for f in independent(findings, "origin", scheme)}
    rows = []
    for f in findings:
        w = weight(f.reliability, f.credibility, scheme)
        pro, con = sides(f.stance, w) if f.evidence_id in counted else (0.0, 0.0)
        rows.append(
            {
                "Finding": f.evidence_id,
                "Stance": f.stance,
                "Grade": f"{f.reliability}{f.credibility}",
                "Origin": names(f.origin),
                "Weight": num(w, 2),
                "To S": num(pro, 2) if f.evidence_id in counted else "lighter of its origin",
                "To C": num(con, 2) if f.evidence_id in counted else "",
            }
        )
    table(
        pd.DataFrame([*rows, _sums_row(sums)]),
        label=label,
        title=title,
        caption="The last row sums what counts, and gives the share p and its interval.",
        kinds={"Weight": "number", "To S": "number", "To C": "number", "Grade": "grade"},
    )


def _sums_row(sums: Tally) -> dict[str, str]:
    low, high = interval(sums.support, sums.against)
    return {
        "Finding": "Sums",
        "Stance": "",
        "Grade": "",
        "Origin": f"p = {num(sums.p, 2)}, interval {num(low, 2)} to {num(high, 2)}",
        "Weight": "",
        "To S": num(sums.support, 2),
        "To C": num(sums.against, 2),
    }


def _curves(curves: list[tuple[str, Tally, str]]):
    from scipy.special import betaln

    fig, (ax,) = canvas(2.6)
    x = np.linspace(0.004, 0.996, 250)
    for label, sums, colour in curves:
        a, b = PRIOR + sums.support, PRIOR + sums.against
        y = np.exp((a - 1) * np.log(x) + (b - 1) * np.log1p(-x) - betaln(a, b))  # Beta(a, b)
        ax.plot(x, y, color=colour, label=label)
    ax.legend(loc="upper left", fontsize=8.5, labelcolor="linecolor", borderaxespad=0.2)
    for edge, word in BANDS:
        if edge:
            ax.axvline(edge, color=LIGHT, lw=0.9, zorder=0)
        ax.annotate(
            str(word),
            (edge + 0.1, 0),
            xycoords=("data", "axes fraction"),
            xytext=(0, -22),
            textcoords="offset points",
            ha="center",
            fontsize=7.8,
            color=GREY,
        )
    ax.set_xlim(0, 1)
    ax.set_ylim(0, 1.1 * ax.get_ylim()[1])
    ax.set_yticks([])
    quiet(ax)
    return fig


def worked_claim(report: Briefing) -> None:
    """Show the rule on one claim of the report, chosen by the parameter `worked_claim`.

    Raises:
        ParameterError: if there is no such claim.
    """
    chosen = report.parameters.worked_claim
    if chosen not in report.judgements:
        raise ParameterError(unknown_name(chosen, report.judgements, "this report", "claim"))
    j = report.judgements[chosen]
    from helpers.judgement.claims import finding

    rows = report.findings
    rows = rows[rows["evidence_id"].isin(j.counted)]
    if rows.empty:
        note(f"No admitted finding bears on {chosen}: {j.text}")
        return
    findings = [finding(r) for r in rows.sort_values("evidence_id").to_dict("records")]
    _steps(
        findings,
        tally(findings, "none", report.parameters.weights),
        report.parameters.weights,
        label="methods-worked",
        title=f"{j.claim_id} reads {j.verdict}: {j.text.rstrip('.')}",
        names=partial(name_of, report.ledger),
    )
    say(
        f"{capital(count(j.n_evidence, 'finding'))} bear on {chosen};"
        f" {count(len(j.counted), 'finding')} of {count(j.n_origins, 'origin')} count."
    )
