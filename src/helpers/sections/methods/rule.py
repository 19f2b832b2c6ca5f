"""The rule from weights to verdicts, and its constants."""

import pandas as pd

from helpers.display.bundles import table
from helpers.display.words import capital, count, num
from helpers.judgement import confidence as sure
from helpers.judgement.forecasts import LIKELIHOOD_WORDS
from helpers.judgement.grading import SCHEMES, UNJUDGED_AS
from helpers.judgement.verdicts import (
    BANDS,
    FORECAST_BANDS,
    LEAST_WEIGHT,
    PRIOR,
)
from helpers.ledger.dates import long_date
from helpers.sections.briefing import Briefing


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
    judged = [j for j in report.judgements.values() if j.reached]
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
            " never falls below low. Claims are counted out of those that could be judged."
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
