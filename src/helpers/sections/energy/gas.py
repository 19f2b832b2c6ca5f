"""Step four: Russian gas for Iran: what was named, what Iran lacks, what was reported to flow."""

import pandas as pd

from helpers.display.axes import quiet
from helpers.display.bundles import figure, say, table
from helpers.display.style import BLUE, GREY, INK, ORANGE, RED, WHITE, canvas
from helpers.display.words import capital, count, join, num, percent
from helpers.ledger.dates import days_between, long_date
from helpers.sections import prose
from helpers.sections.briefing import Briefing
from helpers.sections.energy.rows import newest_year

DAYS = 365
"""Days by which a yearly volume is divided; billion cubic metres a year x 1000 / 365 = million a day."""

STEPS = {
    "gazprom-mou-2022": "memorandum",
    "gazprom-nigc-memo-2024-06": "memorandum",
    "gas-remarks-2025-01": "volume named",
    "igc18-gas-2025-04": "volume named",
    "gas-price-open-2025-08": "price open",
    "gas-contract-two-issues-2026-02": "price open",
}
"""What each dated step is: read from the event by hand; none is a contract, none a delivery."""

NO_FLOW = ("C13-11", "C13-15")
"""Findings that report, for their day, that no gas had flowed or that the contract was open."""


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
    bars, rows = _bars(report, plans, gaps, output), pd.concat([plans, gaps, output])
    first, ceiling = (
        plans[plans["series"].str.endswith(k)]["value"].max() for k in ("initial", "ceiling")
    )
    gap = gaps["value"].max()
    figure(
        _draw(bars),
        label="energy-gas-plan",
        title=f"The first stage named, up to {num(first)} bcm a year, is {percent(daily(first) / gap, 1)} of Iran's winter gap by its "
        f"highest count; the ceiling of {num(ceiling)}, {percent(daily(ceiling) / gap)}",
        subtitle="Gas, million cubic metres a day; yearly volumes spread evenly over the year",
        caption="Hatched: named, not built. The hollow mark is the flow reported by this day: none, which is the absence of a report, "
        "not a reading of a meter. A gap lasts for the cold weeks only; a volume spread over the year is the pipe's daily rate. "
        "The counts of the gap each rest on one page.",
        alt="; ".join(f"{b['label']}: {num(b['value'], 1)}" for b in bars) + ", in million cubic metres a day",
        source=figures.citations(rows),
        data=pd.DataFrame(bars)[["label", "value", "kind"]],
    )  # fmt: skip
    _pipeline_scale(report, ceiling)


def gas_steps(report: Briefing) -> None:
    """Show the dated steps of the gas project with their distance from the signing."""
    rows = report.events()
    rows = rows[rows["event_id"].isin(STEPS)].sort_values("date")
    if rows.empty:
        return prose.nothing_public(report, "steps of the gas project")
    kinds = [STEPS[e] for e in rows["event_id"]]
    cells = [
        {"Date": r.date, "Days from the signing": days_between(report.signed, r.date), "What it was": kind,
         "Report": f"**{r.title}.** {r.summary} {prose.cite(r.keys)}"}
        for r, kind in zip(rows.itertuples(), kinds, strict=True)
    ]  # fmt: skip
    after = rows[rows["date"] > report.signed]
    later = f", {count(len(after), 'one', 'of them')} after the signing" if len(after) else ""
    table(
        pd.DataFrame(cells),
        label="energy-gas-steps",
        title=f"{capital(count(len(rows), 'dated step'))}{later.replace('one one', 'one')}: "
        f"{join(_counted(kinds))}; no contract and no delivery",
        caption="A volume, a contract, a pipe and a flow are four things. What each step was is read from the reports by hand. "
        "Negative days lie before the signing.",
        kinds={"Date": "date", "Report": "markdown", "Days from the signing": "number"},
    )


def output_claims(report: Briefing) -> None:
    """Say how Iranian accounts of the country's daily gas output differ."""
    rows = report.figures.of("iran_gas_output_claims", "IRN")
    output = report.figures.last("gas_production", "IRN")
    if rows.empty or output is None:
        return
    said = join(f"{num(r.value)} ({long_date(r.period)}) [@{r.key}]" for r in rows.itertuples())
    say(
        f"Iran's daily output of gas is itself disputed. Iranian voices gave {said} million cubic metres a day; the yearbook's "
        f"{num(output['value'])} billion for {output['period']} make {num(daily(output['value']))} a day [@{output['key']}]."
    )


def no_flow_sentence(report: Briefing) -> str:
    """Return what was last reported of the gas that was to join the two markets."""
    rows = report.known.evidence
    rows = rows[rows["evidence_id"].isin(NO_FLOW)].sort_values("known_on")
    if rows.empty:
        return ""
    last = rows.iloc[-1]
    return f"Of the Russian gas named for Iran no delivery is on record; the last report on it dates from {long_date(last['known_on'])} [@{last['key']}]."


def neighbours(report: Briefing) -> None:
    """Say how the claims on gas and reactors that other sections judge came out."""
    wanted = {
        "C9": "02_clauses",
        "C12": "02_clauses",
        "C13": "02_clauses",
        "U2": "03_united_states",
    }
    lines = []
    for claim_id, page in wanted.items():
        j = report.judgements[claim_id]
        lines.append(f"- [{claim_id}]({page}.ipynb): {j.text} *{capital(str(j.verdict))}*.")
    say(
        "Four claims of other sections bear on this one and are judged there:\n\n"
        + "\n".join(lines)
    )


def _bars(
    report: Briefing, plans: pd.DataFrame, gaps: pd.DataFrame, output: pd.DataFrame
) -> list[dict]:
    bars = [{"label": "Flow reported so far", "value": 0.0, "kind": "reported"}]
    for r in plans.sort_values("value").itertuples():
        stage = "First stage" if r.series.endswith("initial") else "Ceiling"
        bars.append(
            {
                "label": f"{stage}, {num(r.value)} bcm a year ({long_date(r.period)})",
                "value": daily(r.value),
                "kind": "named",
            }
        )
    for r in gaps.itertuples():
        bars.append(
            {"label": f"Iran's winter gap ({long_date(r.period)})", "value": r.value, "kind": "gap"}
        )
    for r in output.itertuples():
        bars.append(
            {"label": f"Iran's output ({r.period})", "value": daily(r.value), "kind": "output"}
        )
    return bars


def _draw(bars: list[dict]):
    fig, (ax,) = canvas(0.45 + 0.3 * len(bars))
    top = max(b["value"] for b in bars)
    tint = {"named": ORANGE, "gap": RED, "output": BLUE, "reported": GREY}
    for i, b in enumerate(bars):
        colour = tint[b["kind"]]
        if b["kind"] == "reported":
            ax.scatter(
                0, i, s=42, facecolor=WHITE, edgecolor=INK, linewidths=1.3, zorder=4, clip_on=False
            )
        else:
            named = b["kind"] == "named"
            ax.barh(
                i,
                b["value"],
                0.62,
                color=WHITE if named else colour,
                edgecolor=colour,
                hatch="////" if named else None,
                lw=0.8,
            )
        word = "none" if b["kind"] == "reported" else num(b["value"], 0 if b["value"] >= 20 else 1)
        ax.annotate(
            word,
            (b["value"], i),
            xytext=(8 if b["kind"] == "reported" else 5, 0),
            textcoords="offset points",
            va="center",
            fontsize=8.5,
        )
    ax.set_yticks(range(len(bars)), [b["label"] for b in bars])
    ax.set_ylim(len(bars) - 0.45, -0.6)
    ax.set_xlim(0, top * 1.1)
    ax.set_xticks([])
    ax.axvline(0, color=GREY, lw=0.8)
    ax.spines["bottom"].set_visible(False)
    quiet(ax)
    return fig


def _pipeline_scale(report: Briefing, ceiling: float) -> None:
    total = report.figures.last("pipeline_gas_flow", "RUS->Total exports")
    if total is not None:
        say(
            f"The ceiling of {num(ceiling)} bcm is {percent(ceiling / total['value'])} of all the gas that Russia sold through pipes in "
            f"{total['period']}, {num(total['value'])} bcm [@{total['key']}]. The yearbook has no row for Iran as a buyer of Russian gas."
        )


def _counted(kinds: list[str]) -> list[str]:
    words = {"memorandum": ("memorandum", "memoranda"), "volume named": ("naming of a volume", "namings of a volume"),
             "price open": ("report that the price is open", "reports that the price is open")}  # fmt: skip
    return [count(kinds.count(k), *words[k]) for k in dict.fromkeys(kinds)]
