"""What followed: truces and wars, the two forecasts, and how the press saw the danger."""

import pandas as pd

from helpers.display import charts, timelines
from helpers.display.bundles import figure, note
from helpers.display.words import capital, count, join, num, out_of
from helpers.judgement.verdicts import Verdict
from helpers.ledger.dates import long_date, printed, shift_days, shift_months
from helpers.sections import annex
from helpers.sections.briefing import Briefing
from helpers.sections.prose import cite, nothing_public

NUMBERED = r" \((?:first|second)\)$"
"""What tells spans of one kind on one front apart, at the end of a label."""


def known_spans(report: Briefing) -> pd.DataFrame:
    """Return the spans whose start was known, their ends blank until they were known.

    A label loses its number where no other span of its kind is known on its front: a first truce
    would tell of a second. Adds from_when and to_when: start and end as they may be printed, the
    month alone where only that is known.
    """
    rows = report.known.table("spans", "start_known_on")
    past = (rows["end_known_on"] != "") & (rows["end_known_on"] <= report.as_of)
    rows = rows.assign(end=rows["end"].where(past, ""))
    alone = ~rows.duplicated(["front", "state"], keep=False)
    rows = rows.assign(
        label=rows["label"].mask(alone, rows["label"].str.replace(NUMBERED, "", regex=True)),
        from_when=printed(rows["start"], rows["start_precision"]),
        to_when=printed(rows["end"], rows["end_precision"]),
    )
    return report.known.with_keys(rows).sort_values(["front", "start"])


def _ended(n: int, truces: int) -> str:
    """Return how many truces had ended, as the beginning of a sentence."""
    if truces == 1:
        return f"The one truce {'had' if n else 'had not'} ended"
    return f"{capital(out_of(n, truces, 'truce'))} had ended"


def _moved(state: str, times: float) -> str:
    """Return for which state attention rose most, or that it rose for none."""
    if float(num(times, 1)) <= 1:
        return "risen for no state shown"
    return f"moved most for {state}: {num(times, 1)} times"


def truce_spans(report: Briefing) -> None:
    """Show truces and wars as spans, their ends drawn only once they were known."""
    rows = known_spans(report)
    if rows.empty:
        nothing_public(report)
        return
    truces = rows[rows["state"] == "truce"]
    ended = int((truces["end"] != "").sum())
    marks = [
        *report.treaty_days,
        *([(report.horizon, "horizon")] if report.horizon <= report.as_of else []),
    ]
    figure(
        timelines.spans(
            rows, as_of=report.as_of, marks=marks, first=shift_days(min(rows["start"]), -15)
        ),
        label="background-spans",
        title=(f"{_ended(ended, len(truces))} by {long_date(report.as_of)}"),
        subtitle=f"Spans of {join([s for s in timelines.STATES if s in set(rows['state'])])}, "
        "by front",
        caption=(
            "A truce is a legal state: strikes under it are reported in the table of findings."
            " A span without a known end is drawn to the day of the report. A truce that was first"
            " dated in a later source is missing before that source."
        ),
        alt="Spans. "
        + " ".join(
            f"{r.label}: from {long_date(r.from_when)},"
            f" {'to ' + long_date(r.to_when) if r.end else 'end not known'}."
            for r in rows.itertuples()
        ),
        source=cite([k for keys in rows["keys"] for k in keys]),
        data=rows.assign(start=rows["from_when"], end=rows["to_when"])[
            ["label", "front", "state", "start", "end"]
        ],
    )


def risk(report: Briefing) -> None:
    """Show the press-based index of geopolitical risk, and the shares of five states in it."""
    series = f"gpr_{report.parameters.gpr_measure}"
    world = report.figures.of(series, "World", str(report.parameters.since))
    if world.empty:
        nothing_public(report)
        return
    frame = world.set_index("period")[["value"]].rename(
        columns={"value": report.parameters.gpr_measure}
    )
    month = report.signed[:7]
    before = frame.iloc[:, 0].get(month)
    last = world.iloc[-1]
    then = f"{num(before, 0)} in the month of signing, " if before is not None else ""
    what = {"acts": "acts of war", "threats": "threats", "index": "geopolitical risk"}[
        report.parameters.gpr_measure
    ]
    figure(
        charts.line_chart(
            frame, as_of=report.as_of, marks=report.treaty_days, zero=True, unit="index"
        ),
        label="background-risk",
        title=(
            f"Press attention to {what}: {then}{num(last['value'], 0)} in"
            f" {long_date(last['period'])}"
        ),
        subtitle="Geopolitical Risk index by month, mean of the years from 1985 to 2019 = 100",
        caption="It counts words in newspapers, not dangers. " + report.figures.caveat(series),
        alt=(
            f"Line of the index from {long_date(world.iloc[0]['period'])} to"
            f" {long_date(last['period'])}; highest {num(frame.iloc[:, 0].max(), 0)} in"
            f" {long_date(frame.iloc[:, 0].idxmax())}; last {num(last['value'], 0)}."
        ),
        source=report.figures.citations(world),
        data=world[["period", "value", "unit"]],
    )


def risk_by_state(report: Briefing) -> None:
    """Show small multiples of the share of articles on risk, by state."""
    states = ["ISR", "RUS", "TUR", "UKR", "USA"]
    start = shift_months(report.signed[:7], -36)
    rows = report.figures.of("gpr_country", states, start)
    if rows.empty:
        nothing_public(report)
        return
    from helpers.display.style import name

    frames = {
        name(s): part.set_index("period")[["value"]].rename(columns={"value": s})
        for s, part in rows.groupby("entity")
    }
    latest = rows.groupby("entity")["value"].last()
    means = rows[rows["period"] < report.signed[:7]].groupby("entity")["value"].mean()
    gain = (latest / means).sort_values(ascending=False)
    figure(
        charts.panels(frames, share=True),
        label="background-risk-states",
        title=(
            "Against its mean before the signing, attention has"
            f" {_moved(name(gain.index[0]), float(gain.iloc[0]))}"
        ),
        subtitle=(
            "Share of articles that speak of risk in connection with the state, per cent, by month"
        ),
        caption="One scale for all panels. " + report.figures.caveat("gpr_country"),
        alt="Small multiples. "
        + " ".join(
            f"{name(s)}: mean before the signing {num(means[s], 2)}, latest {num(latest[s], 2)}."
            for s in latest.index
            if s in means
        ),
        source=report.figures.citations(rows),
        data=rows[["entity", "period", "value"]],
    )


def forecast_findings(report: Briefing) -> None:
    """Show what was known at the signing and what happened, for the two forecasts."""
    rows = report.evidence("B11", "B12")
    later = rows[(rows["bears_on"] == "outcome") & (rows["known_on"] > report.horizon)]
    annex.findings(
        report,
        "B11",
        "B12",
        name="forecasts",
        title=f"{capital(count(len(rows), 'finding'))} on the two expectations",
        caption=(
            "Background: known at the signing. Outcome: what happened. A finding that became known"
            " after the horizon is not counted."
        ),
    )
    if len(later):
        note(
            f"{capital(count(len(later), 'finding'))} became known after the horizon of"
            f" {long_date(report.horizon)} and stand outside the reading."
        )


def short_answer(report: Briefing) -> None:
    """Show the section's box: facts and assessments first, then the forecasts."""
    facts = [j for j in report.claims if j.kind != "forecast"]
    forecasts = [j for j in report.claims if j.kind == "forecast"]
    from helpers.sections.answers import tally_sentence

    by_word = {v: [j.claim_id for j in forecasts if j.verdict is v] for v in Verdict}
    said = join(f"{join(ids)} {_verb(v, len(ids))}*{v}*" for v, ids in by_word.items() if ids)
    report.short_answer(f"{tally_sentence(facts, 'statement')} Of the forecasts, {said}.")


def _verb(verdict: Verdict, n: int) -> str:
    """Return the verb that a verdict lacks: most are verbs themselves, such as "came true"."""
    verbs = {Verdict.OPEN: ("is ", "are "), Verdict.NOT_ENOUGH: ("has ", "have ")}
    return verbs.get(verdict, ("", ""))[n > 1]
