"""Step four: Russian gas for Iran: what was named, what Iran lacks, what was reported to flow."""

import pandas as pd

from helpers.display.bundles import figure, say, table
from helpers.display.words import capital, count, join, num, percent
from helpers.ledger.dates import days_between, long_date
from helpers.sections import prose
from helpers.sections.briefing import Briefing
from helpers.sections.energy.drawing import plan_bars
from helpers.sections.energy.rows import newest_year

DAYS = 365
"""Days by which a yearly volume is divided; billion cubic metres x 1000 / 365 = million a day."""

STEPS = {
    "gazprom-mou-2022": "memorandum",
    "gazprom-nigc-memo-2024-06": "memorandum",
    "gas-remarks-2025-01": "volume named",
    "igc18-gas-2025-04": "volume named",
    "gas-price-open-2025-08": "price open",
    "gas-contract-two-issues-2026-02": "price open",
}
"""What each dated step is, read from the event by hand; none is a contract, none a delivery."""

NO_FLOW = ("C13-11", "C13-15")
"""Findings that report, for their day, that no gas had flowed or that the contract was open."""

ELSEWHERE = {"C9": "02_clauses", "C12": "02_clauses", "C13": "02_clauses", "U2": "03_united_states"}
"""Claims on gas, reactors and sanctions that other sections judge, with their notebooks."""


def daily(bcm: float) -> float:
    """Return a yearly volume in billion cubic metres as million cubic metres a day."""
    return bcm * 1000 / DAYS


def plan_against_gap(report: Briefing) -> None:
    """Show the volumes named for Iran beside Iran's winter gap, all by the day."""
    figures = report.figures
    plans = figures.of(["gas_rus_irn_plan_initial", "gas_rus_irn_plan_ceiling"], "RUS->IRN")
    gaps = figures.of("iran_gas_deficit_winter", "IRN")
    if plans.empty or gaps.empty:
        return prose.nothing_public(report, "Russian gas named for Iran")
    output = figures.of("gas_production", "IRN")
    output = output[output["period"] == newest_year(figures, "gas_production", ["IRN"])]
    bars, rows = _bars(plans, gaps, output), pd.concat([plans, gaps, output])
    stage, ceiling = (
        plans[plans["series"].str.endswith(k)]["value"].max() for k in ("initial", "ceiling")
    )
    gap = gaps["value"].max()
    figure(
        plan_bars(bars),
        label="energy-gas-plan",
        title=f"The first stage named, {num(stage)} billion cubic metres a year, equals "
        f"{percent(daily(stage) / gap, 1)} of Iran's winter gap by its highest count; "
        f"the ceiling of {num(ceiling)}, {percent(daily(ceiling) / gap)}",
        subtitle="Gas, million cubic metres a day; yearly volumes spread evenly over the year",
        caption="Hatched: named, not built. The hollow mark is the flow reported by this day: "
        "none, which is the absence of a report, not the reading of a meter. A gap lasts for the "
        "cold weeks only; a volume spread over the year is what a pipe brings each day. The "
        "counts of the gap rest on one source each.",
        alt="; ".join(f"{b['label']}: {num(b['value'], 1)}" for b in bars)
        + ", in million cubic metres a day",
        source=figures.citations(rows),
        data=pd.DataFrame(bars),
    )
    _pipeline_scale(report, ceiling)


def gas_steps(report: Briefing) -> None:
    """Show the dated steps of the gas project with their distance from the signing."""
    rows = report.events()
    rows = rows[rows["event_id"].isin(STEPS)].sort_values("date")
    if rows.empty:
        return prose.nothing_public(report, "steps of the gas project")
    after = int((rows["date"] > report.signed).sum())
    later = f", {count(after, 'of them', 'of them')} after the signing" if after else ""
    table(
        pd.DataFrame(
            {
                "Date": rows["date"],
                "Days from the signing": [days_between(report.signed, d) for d in rows["date"]],
                "What it was": [STEPS[e] for e in rows["event_id"]],
                "Report": [
                    f"**{r.title}.** {r.summary} {prose.cite(r.keys)}" for r in rows.itertuples()
                ],
            }
        ),
        label="energy-gas-steps",
        title=f"{capital(count(len(rows), 'dated step'))}{later}; none is a contract, "
        "none a delivery",
        caption="A volume, a contract, a pipe and a flow are four things. What each step was is "
        "read from the reports by hand. Negative days lie before the signing.",
        kinds={"Date": "date", "Report": "markdown", "Days from the signing": "number"},
    )


def output_claims(report: Briefing) -> None:
    """Say how Iranian accounts of the country's daily gas output differ."""
    rows = report.figures.of("iran_gas_output_claims", "IRN")
    output = report.figures.last("gas_production", "IRN")
    if rows.empty or output is None:
        return
    said = join(
        f"{'nearly ' if 'nearly' in r.note else ''}{num(r.value)} "
        f"({long_date(r.period)}) [@{r.key}]"
        for r in rows.itertuples()
    )
    say(
        f"Iran's own output is a disputed number. Iranian voices gave {said} million cubic metres "
        f"a day; the yearbook's {num(output['value'])} billion for {output['period']} make "
        f"{num(daily(output['value']))} a day [@{output['key']}]."
    )


def no_flow_sentence(report: Briefing) -> str:
    """Return what was last reported of the gas that was to join the two markets."""
    rows = report.known.evidence
    rows = rows[rows["evidence_id"].isin(NO_FLOW)].sort_values("known_on")
    if rows.empty:
        return ""
    last = rows.iloc[-1]
    return (
        "Of the Russian gas named for Iran no delivery is on record; the last report on it "
        f"dates from {long_date(last['known_on'])} [@{last['key']}]."
    )


def neighbours(report: Briefing) -> None:
    """Say how the claims on gas and reactors that other sections judge came out."""
    lines = [
        f"- [{claim}]({page}.ipynb) {report.judgements[claim].text} "
        f"*{capital(str(report.judgements[claim].verdict))}.*"
        for claim, page in ELSEWHERE.items()
    ]
    many = capital(count(len(lines), "claim"))
    say(f"{many} of other sections bear on this one and are judged there:\n\n" + "\n".join(lines))


def _bars(plans: pd.DataFrame, gaps: pd.DataFrame, output: pd.DataFrame) -> list[dict]:
    bars = [{"label": "Flow reported so far", "value": 0.0, "kind": "reported"}]
    for row in plans.sort_values("value").itertuples():
        stage = "First stage" if row.series.endswith("initial") else "Ceiling"
        label = f"{stage}, {row.value:g} bcm a year ({long_date(row.period)})"
        bars.append({"label": label, "value": daily(row.value), "kind": "named"})
    for row in gaps.itertuples():
        label = f"Iran's winter gap ({long_date(row.period)})"
        bars.append({"label": label, "value": row.value, "kind": "gap"})
    for row in output.itertuples():
        label = f"Iran's output ({row.period})"
        bars.append({"label": label, "value": daily(row.value), "kind": "output"})
    return bars


def _pipeline_scale(report: Briefing, ceiling: float) -> None:
    total = report.figures.last("pipeline_gas_flow", "RUS->Total exports")
    if total is not None:
        say(
            f"The ceiling of {num(ceiling)} billion cubic metres is "
            f"{percent(ceiling / total['value'])} of all the gas that Russia sold through pipes in "
            f"{total['period']}, "
            f"{num(total['value'])} billion [@{total['key']}]. The yearbook has no row for Iran as "
            "a buyer of it."
        )
