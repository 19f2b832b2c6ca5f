"""The rule from weights to verdicts, its constants, and a claim worked through."""

import numpy as np
import pandas as pd

from helpers.display.axes import quiet
from helpers.display.bundles import figure, note, say, table
from helpers.display.style import BLUE, GREY, LIGHT, ORANGE, canvas
from helpers.display.words import capital, count, num
from helpers.judgement import confidence as sure
from helpers.judgement.forecasts import LIKELIHOOD_WORDS
from helpers.judgement.grading import SCHEMES, UNJUDGED_AS, weight
from helpers.judgement.verdicts import (
    BANDS,
    FORECAST_BANDS,
    LEAST_WEIGHT,
    PRIOR,
    Finding,
    Tally,
    independent,
    interval,
    sides,
    tally,
    verdict_for,
)
from helpers.ledger.dates import long_date
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


def weights_table(report: Briefing) -> None:
    """Show what each letter and digit weighs under the three schemes."""
    rows = []
    for scheme, (letters, digits) in SCHEMES.items():
        mark = " (in use)" if scheme == report.parameters.weights else ""
        rows.append(
            {"Scheme": scheme + mark}
            | {k: num(v, 2) for k, v in letters.items()}
            | {str(k): num(v, 2) for k, v in digits.items()}
        )
    table(
        pd.DataFrame(rows),
        label="methods-weights",
        title="A finding weighs the product of its letter and its digit",
        caption=(
            "Conventions, not measurements. Findings that cannot be judged, if admitted by the"
            f" switch, weigh as {UNJUDGED_AS[0]}{UNJUDGED_AS[1]}, the middle of the scale."
        ),
        kinds={c: "number" for c in rows[0] if c != "Scheme"},
    )


def bands_table(report: Briefing) -> None:
    """Show the bands that turn a share into a word, for claims and for forecasts."""
    rows = _bands(BANDS, "fact, assessment") + _bands(FORECAST_BANDS, "forecast, at its horizon")
    rows.append(
        {
            "For": "all",
            "Share p": f"weight under {num(LEAST_WEIGHT)}",
            "Word": "not enough evidence",
        }
    )
    table(
        pd.DataFrame(rows),
        label="methods-bands",
        title=(
            f"With nothing against it, a claim needs a weight of {num(_unanimous(), 1)} to be"
            " supported"
        ),
        caption=(
            "Bands are conventions; the interval is the finding. A forecast is still open before"
            " its horizon."
        ),
        kinds={"Word": "verdict"},
    )


def _bands(bands, kind: str) -> list[dict[str, str]]:
    rows, top = [], 1.0
    for edge, word in bands:
        rows.append({"For": kind, "Share p": f"{edge:.2f} to {top:.2f}", "Word": str(word)})
        top = edge
    return rows


def _unanimous() -> float:
    """Return the weight S for which (1/2 + S) / (1 + S) reaches the highest band."""
    edge = BANDS[0][0]
    return (edge * 2 * PRIOR - PRIOR) / (1 - edge)


def confidence_table(report: Briefing) -> None:
    """Show how confidence starts, and each reason that lowers it by a step."""
    rows = [
        {
            "Rule": "high",
            "When": (
                f"{sure.HIGH_ORIGINS} or more origins, of which {100 * sure.HIGH_AGREEMENT:.0f} per"
                " cent agree"
            ),
        },
        {
            "Rule": "moderate",
            "When": (
                f"{sure.MODERATE_ORIGINS} or more origins, of which"
                f" {100 * sure.MODERATE_AGREEMENT:.0f} per cent agree"
            ),
        },
        {"Rule": "low", "When": "else"},
    ]
    judged = [j for j in report.judgements.values() if j.n_evidence]
    for reason, words in sure.REASONS.items():
        n = sum(reason in j.reasons for j in judged)
        rows.append(
            {
                "Rule": f"a step lower: {reason}",
                "When": f"{words} ({count(n, 'claim')} of {len(judged)})",
            }
        )
    table(
        pd.DataFrame(rows),
        label="methods-confidence",
        title="How confidence is found",
        caption=(
            "An origin that speaks on both sides is divided in the ratio of its weight. The level"
            " never falls below low."
        ),
    )


def likelihood_table(report: Briefing) -> None:
    """Show the likelihood words for open forecasts."""
    rows, low = [], 0.0
    for edge, word in LIKELIHOOD_WORDS:
        rows.append({"Chance": f"{100 * low:.0f} to {100 * edge:.0f} per cent", "Word": word})
        low = edge
    table(
        pd.DataFrame(rows),
        label="methods-likelihood",
        title="Seven words for a chance",
        caption=(
            "After US Intelligence Community Directive 203. The chance is that of the simple model"
            " above: that p exceeds one half."
        ),
    )


def worked_example(report: Briefing) -> None:
    """Show the rule on five invented findings, and the two curves with and without one of them."""
    scheme = report.parameters.weights
    findings = [
        Finding(f"{i}", stance, letter, digit, origin, origin)
        for i, (stance, letter, digit, origin) in enumerate(EXAMPLE, 1)
    ]
    sums = tally(findings, "origin", scheme)
    without = tally([f for f in findings if f.origin != "ministry y"], "origin", scheme)
    _steps(findings, sums, scheme, "methods-example", "Five invented findings, step by step")
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


def _steps(findings: list[Finding], sums: Tally, scheme: str, label: str, title: str) -> None:
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
                "Origin": f.origin,
                "Weight": num(w, 2),
                "To S": num(pro, 2) if f.evidence_id in counted else "lighter of its origin",
                "To C": num(con, 2) if f.evidence_id in counted else "",
            }
        )
    low, high = interval(sums.support, sums.against)
    table(
        pd.DataFrame(rows),
        label=label,
        title=title,
        caption=(
            f"S = {num(sums.support, 2)}, C = {num(sums.against, 2)}: p = {num(sums.p, 2)},"
            f" interval {num(low, 2)} to {num(high, 2)}."
        ),
        kinds={"Weight": "number", "To S": "number", "To C": "number", "Grade": "grade"},
    )


def _curves(curves: list[tuple[str, Tally, str]]):
    from scipy.stats import beta

    fig, (ax,) = canvas(2.6)
    x = np.linspace(0.004, 0.996, 250)
    for label, sums, colour in curves:
        y = beta.pdf(x, PRIOR + sums.support, PRIOR + sums.against)
        ax.plot(x, y, color=colour)
        top = int(np.argmax(y[:-6]))
        ax.annotate(
            label,
            (x[top], y[top]),
            xytext=(-6, 4),
            textcoords="offset points",
            ha="right",
            color=colour,
            fontsize=8.5,
        )
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
        raise ParameterError(unknown_name(chosen, report.judgements, "this report (worked_claim)"))
    j = report.judgements[chosen]
    from helpers.judgement.claims import finding

    rows = report.known.evidence
    rows = rows[rows["evidence_id"].isin(j.counted)]
    if rows.empty:
        note(f"No admitted finding bears on {chosen}: {j.text}")
        return
    findings = [finding(r) for r in rows.sort_values("evidence_id").to_dict("records")]
    _steps(
        findings,
        tally(findings, "none", report.parameters.weights),
        report.parameters.weights,
        "methods-worked",
        f"{j.claim_id} reads {j.verdict}: {j.text.rstrip('.')}",
    )
    say(
        f"{capital(count(j.n_evidence, 'finding'))} bear on {chosen};"
        f" {count(len(j.counted), 'finding')} of {count(j.n_origins, 'origin')} count."
    )


def forecasts_table(report: Briefing) -> None:
    """Show each forecast with its test, its horizon, its reading there and the reading since."""
    rows = [
        {
            "Forecast": f"**{j.claim_id}** {j.text}",
            "Test": j.test,
            "Reading": str(j.verdict),
            "With what came later": str(j.since_then) if j.since_then else "nothing later known",
        }
        for j in report.judgements.values()
        if j.kind == "forecast"
    ]
    changed = [
        r for r in rows if r["With what came later"] not in (r["Reading"], "nothing later known")
    ]
    table(
        pd.DataFrame(rows),
        label="methods-forecasts",
        title=f"{capital(count(len(rows), 'forecast'))}, one horizon: {long_date(report.horizon)}",
        caption=(
            f"{capital(count(len(changed), 'reading'))} would differ with what became known after"
            " the horizon. The tests were written with hindsight; for that reason no score is"
            " given."
        ),
        kinds={"Forecast": "markdown", "Reading": "verdict"},
    )
