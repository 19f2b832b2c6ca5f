"""The short answer, and the findings that came after the day on which forecasts are judged."""

import pandas as pd

from helpers.display.bundles import note, table
from helpers.display.words import capital, count
from helpers.ledger.dates import long_date
from helpers.sections import prose
from helpers.sections.answers import tally_sentence
from helpers.sections.briefing import Briefing
from helpers.sections.energy import gas, money, weight


def answer(report: Briefing) -> str:
    """Return the section's answer: how large, whether joined, what earned, how claims came out."""
    facts = [weight.answer(report), gas.no_flow_sentence(report), money.revenue_sentence(report)]
    tally = tally_sentence(report.claims)
    if report.as_of < report.horizon:
        tally += f" The forecasts are open until {long_date(report.horizon)}."
    return "\n\n".join(p for p in (" ".join(f for f in facts if f), tally) if p)


def since_horizon(report: Briefing) -> None:
    """Show findings on the forecasts that became known after their horizon."""
    forecasts = {j.claim_id: j for j in report.claims if j.horizon}
    if report.as_of <= report.horizon:
        note(f"The forecasts are judged on {long_date(report.horizon)}; that day has not passed.")
        return
    rows = report.evidence(*forecasts)
    rows = rows[rows["known_on"] > report.horizon].sort_values(["claim_id", "known_on"])
    if rows.empty:
        return prose.nothing_public(report, "the forecasts after their horizon")
    starts = rows.reset_index(drop=True).groupby("claim_id", sort=False).head(1)["claim_id"]
    table(
        pd.DataFrame(
            {
                "Finding": [f"{r.finding} [@{r.key}]" for r in rows.itertuples()],
                "Known on": rows["known_on"],
                "Stance": rows["stance"],
                "Bears on": rows["bears_on"],
                "Grade": [f"{r.reliability}{int(r.credibility)}" for r in rows.itertuples()],
            }
        ),
        label="energy-since-horizon",
        title=f"{capital(count(len(rows), 'finding'))} on "
        f"{count(rows['claim_id'].nunique(), 'forecast')} became known after "
        f"{long_date(report.horizon)}",
        caption="They lie past the horizon and do not count in the verdicts above; the note under "
        "the claims table says which verdict they would change.",
        kinds={"Finding": "markdown", "Known on": "date", "Grade": "grade"},
        groups=[(int(i), f"{c}: {forecasts[c].text}") for i, c in starts.items()],
    )
