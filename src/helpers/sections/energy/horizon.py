"""The short answer, and the findings that came after the day on which forecasts are judged."""

import pandas as pd

from helpers.display.bundles import note, table
from helpers.display.words import capital, count
from helpers.ledger.dates import long_date
from helpers.sections import prose
from helpers.sections.answers import tally_sentence
from helpers.sections.briefing import Briefing
from helpers.sections.energy import weight
from helpers.sections.energy.gas import no_flow_sentence


def answer(report: Briefing) -> str:
    """Return the section's answer: how large, whether joined, and how its claims came out."""
    parts = [weight.answer(report), no_flow_sentence(report), tally_sentence(report.claims)]
    if report.as_of < report.horizon:
        parts.append(f"The forecasts are open until {long_date(report.horizon)}.")
    return " ".join(p for p in parts if p)


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
    cells, groups = [], []
    for i, r in enumerate(rows.itertuples()):
        if not groups or groups[-1][2] != r.claim_id:
            groups.append((i, f"{r.claim_id}: {forecasts[r.claim_id].text}", r.claim_id))
        cells.append({"Finding": f"{r.finding} [@{r.key}]", "Known on": r.known_on, "Stance": r.stance, "Bears on": r.bears_on,
                      "Grade": f"{r.reliability}{int(r.credibility)}"})  # fmt: skip
    table(
        pd.DataFrame(cells),
        label="energy-since-horizon",
        title=f"{capital(count(len(rows), 'finding'))} on {count(rows['claim_id'].nunique(), 'forecast')} became known after {long_date(report.horizon)}",
        caption="They lie past the horizon and do not count in the verdicts above; the claims table says which verdict they would change.",
        kinds={"Finding": "markdown", "Known on": "date", "Grade": "grade"},
        groups=[(i, label) for i, label, _ in groups],
    )
