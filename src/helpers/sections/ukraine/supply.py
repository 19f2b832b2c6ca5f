"""Who makes the drones: deliveries, output in Russia, and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.figure import Figure

from helpers.display.axes import at, date_axis, mark_days, quiet
from helpers.display.bundles import figure, table
from helpers.display.charts import draw_columns
from helpers.display.style import BLUE, GREEN, GREY, LIGHT, ORANGE, RED, WHITE, canvas, name
from helpers.display.words import capital, count, join, num, number_word
from helpers.judgement.indicators.ukraine.supply import MONTHS_REPORTED, PLAN
from helpers.ledger.dates import long_date, shift_days
from helpers.ledger.views import name_of
from helpers.sections.prose import nothing_public

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

PAIRS = {"IRN->RUS": "IRN", "RUS->IRN": "RUS"}
SUPPLY_EVENTS = ("first-shahed-shot-down-2022-09-13", "us-declassifies-caspian-2023-06-09")
KINDS = {
    "found": (GREEN, "o"),
    "planned": (GREY, "^"),
    "made": (RED, "s"),
    "capacity": (ORANGE, "D"),
    "share of stages": (BLUE, "P"),
}


def transfers(report: Briefing) -> None:
    """Show the register of arms deliveries in both directions, on one scale."""
    figures = report.figures
    rows = figures.of("arms_transfer_tiv", list(PAIRS), str(report.parameters.since))
    frame = figures.wide("arms_transfer_tiv", list(PAIRS), str(report.parameters.since))
    if frame.empty:
        nothing_public(report, "deliveries in the register of arms transfers")
        return
    fig, axes = canvas(2.3, 1, 2, sharey=True)
    for ax, (pair, tint) in zip(axes, PAIRS.items(), strict=True):
        draw_columns(ax, frame[[pair]].rename(columns={pair: tint}))
        ax.set_title("Iran to Russia" if tint == "IRN" else "Russia to Iran")
    axes[0].set_ylim(0, frame.max().max() * 1.1)
    to_russia, to_iran = frame["IRN->RUS"], frame["RUS->IRN"]
    figure(
        fig,
        label="ukraine-transfers",
        title=_transfer_title(to_russia, to_iran),
        subtitle="Deliveries of major arms by year, million SIPRI trend-indicator values (TIV)",
        caption="The unit stands for military worth, not for price. Parts, licences and know-how "
        "are not in it, so a plant that replaces deliveries leaves no trace here. No other "
        "supplier of Russia is held, so Iran cannot be ranked. "
        + figures.caveat("arms_transfer_tiv"),
        alt=f"Two panels of columns. Iran to Russia: {_peak_words(to_russia)}. Russia to Iran: "
        f"{_peak_words(to_iran)}.",
        source=figures.citations(rows),
        data=frame.reset_index(),
    )  # fmt: skip


def _transfer_title(to_russia: pd.Series, to_iran: pd.Series) -> str:
    last = to_iran.index[-1]
    back = f"Russian deliveries to Iran came to {num(to_iran[last])} million TIV in {last}"
    if to_russia.max() == 0:
        return f"The register holds no Iranian delivery to Russia up to {last}; {back}"
    peak = to_russia.idxmax()
    return (
        f"Iranian deliveries to Russia were largest in {peak}, at {num(to_russia[peak])} million "
        f"TIV; {back}"
    )


def _peak_words(values: pd.Series) -> str:
    if values.max() == 0:
        return "zero in every year"
    return (
        f"most in {values.idxmax()} ({num(values.max())}), {num(values.iloc[-1])} in "
        f"{values.index[-1]}"
    )


def stages(report: Briefing) -> pd.DataFrame:
    """Return dated facts on the way from supply to production: date, kind, label, key."""
    rows = []
    for event_id in SUPPLY_EVENTS:
        event = report.known.event(event_id)
        if event is not None and event["keys"]:
            rows.append((event["date"], "found", event["title"], event["keys"][0]))
    for r in report.figures.of("drone_output_month", "RUS").itertuples():
        kind = "planned" if PLAN in r.note else "capacity"
        words = "Plan: about" if kind == "planned" else "Capacity: up to"
        rows.append((r.period, kind, f"{words} {num(r.value)} drones a month", r.key))
    for r in report.figures.of("drone_output_year", "RUS").itertuples():
        rows.append((r.period, "made", f"Made at Alabuga: {num(r.value)} in "
        f"{span_of(r.period)}", r.key))  # fmt: skip
    for r in report.figures.of("drone_stages_in_russia", "RUS").itertuples():
        label = f"About {num(r.value)} per cent of the stages of production in Russia"
        rows.append((r.period, "share of stages", label, r.key))
    out = pd.DataFrame(rows, columns=["date", "kind", "label", "key"])
    return out.assign(place=[at(d) for d in out["date"]]).sort_values(["place", "label"])


def span_of(year: str) -> str:
    """Return how prose names the months of a year for which output was reported."""
    months = MONTHS_REPORTED.get(year)
    return f"the first {number_word(months)} months of {year}" if months else year


def localised(report: Briefing) -> None:
    """Show dated facts of different kinds, from drones supplied to drones made."""
    rows = stages(report)
    if rows.empty:
        nothing_public(report, "output of drones in Russia")
        return
    figure(
        _stage_figure(report, rows),
        label="ukraine-localised",
        title=_stage_title(report),
        subtitle="Dated facts by kind: found, planned, made, capacity, share of stages",
        caption="Plan, output and capacity are different things and form no line. Output is by "
        "press reports; no outside body has inspected the plant in the sources read.",
        alt="Dots over time, oldest first: " + "; ".join(f"{long_date(r.date)}: {r.label} "
        f"({r.kind})" for r in rows.itertuples()) + ".",
        source="".join(f"[@{k}]" for k in dict.fromkeys(rows["key"])),
        data=rows[["date", "kind", "label"]],
    )  # fmt: skip


def _stage_title(report: Briefing) -> str:
    """Return the farthest step from supply to production that is held."""
    share = report.figures.last("drone_stages_in_russia", "RUS")
    if share is not None:
        return (
            f"By {long_date(share['period'])} about {num(share['value'])} per cent of the stages "
            "of production were carried out in Russia, by press reports"
        )
    made = report.figures.last("drone_output_year", "RUS")
    if made is not None:
        return (
            f"A Russian plant was reported to have made {num(made['value'])} drones in "
            f"{span_of(made['period'])}"
        )
    return "No output in Russia had been reported yet, only plans"


def _stage_figure(report: Briefing, rows: pd.DataFrame) -> Figure:
    fig, (ax,) = canvas(0.75 + 0.29 * len(rows))
    first, last = shift_days("2022-09-01", -40), shift_days(report.as_of, 12)
    middle = (at(first) + at(last)) / 2
    for y, r in enumerate(rows.itertuples()):
        tint, marker = KINDS[r.kind]
        ax.hlines(y, at(first), at(last), color=LIGHT, lw=0.6, zorder=0)
        ax.scatter(r.place, y, marker=marker, s=52, c=tint, zorder=3)
        left = r.place > middle
        ax.annotate(
            r.label,
            (r.place, y),
            xytext=(-8 if left else 8, 0),
            textcoords="offset points",
            fontsize=8.2,
            ha="right" if left else "left",
            va="center",
            bbox={"facecolor": WHITE, "lw": 0, "pad": 0.8},
        )
    for kind in [k for k in KINDS if k in set(rows["kind"])]:
        ax.scatter([], [], marker=KINDS[kind][1], s=40, c=KINDS[kind][0], label=kind)
    ax.legend(
        loc="upper center",
        bbox_to_anchor=(0.5, -0.1),
        ncols=5,
        handletextpad=0.1,
        columnspacing=1.2,
    )
    ax.set_yticks([])
    ax.set_ylim(len(rows) - 0.4, -0.7)
    date_axis(ax, first, last)
    mark_days(ax, report.treaty_days, report.as_of)
    quiet(ax)
    return fig


def who_says(report: Briefing) -> None:
    """Show who calls Iran a supplier and who does not, by day."""
    rows = report.evidence("K2").sort_values(["known_on", "evidence_id"])
    if rows.empty:
        nothing_public(report, "Iran as a supplier")
        return
    shown = pd.DataFrame(
        {
            "Known on": rows["known_on"],
            "Finding": [f"{f} [@{k}]" for f, k in zip(rows["finding"], rows["key"], strict=True)],
            "Origin": [name_of(report.ledger, o) for o in rows["origin"]],
            "Party": [name(p) for p in rows["party"]],
            "Stance": rows["stance"],
            "Grade": [
                f"{a}{int(b)}"
                for a, b in zip(rows["reliability"], rows["credibility"], strict=True)
            ],
        }
    )
    table(
        shown,
        label="ukraine-who-says",
        title=_stance_title(rows),
        caption="Findings on the claim that Iran is a primary supplier, oldest first. The claim is "
        "in the present tense: what was true of one year need not be true of the next. Party: a "
        "state that speaks in its own cause.",
        kinds={"Known on": "date", "Finding": "markdown", "Grade": "grade"},
    )


def _stance_title(rows: pd.DataFrame) -> str:
    """Return how many findings of each year support that Iran is a supplier."""
    years = rows["known_on"].str[:4]
    parts = [
        f"{int((part['stance'] == 'supports').sum())} of {len(part)} in {year}"
        for year, part in rows.groupby(years)
    ]
    words = capital(count(len(rows), "finding"))
    return f"{words} on supply; in support of the claim are {join(parts)}"
