"""Eyes on Washington: offers by both capitals, and where American pressure went."""

import pandas as pd

from helpers.display import timelines
from helpers.display.axes import at, date_axis, quiet
from helpers.display.bundles import figure, note, table
from helpers.display.style import BLUE, GREY, canvas, name
from helpers.display.words import capital, count, join, num, number_word, percent
from helpers.ledger.dates import long_date, shift_days
from helpers.sections.briefing import Briefing
from helpers.sections.prose import cite, nothing_public

STANCES = {"supports": ("o", True), "qualifies": ("D", False), "contradicts": ("X", True)}
TARIFFS = (
    ("us_tariff_new_layers", "USA->CHN"),
    ("us_tariff_overall_trump_count", "USA->CHN"),
    ("chn_tariff_on_usa", "CHN->USA"),
)


def offers(report: Briefing) -> None:
    """Show what each capital offered, said and refused, by day and stance."""
    rows = report.evidence("X1").merge(report.ledger.outlook_coding, on="evidence_id")
    rows = rows[rows["evidence_id"].isin(report.judgements["X1"].counted)]
    if rows.empty:
        nothing_public(report, "what the two capitals offered")
        return
    figure(
        timelines.lanes(
            _as_events(rows),
            as_of=report.as_of,
            order=["Iran", "Russia"],
            marks=report.treaty_days,
            shapes=STANCES,
            key=False,
            first=shift_days(min(rows["known_on"]), -20),
        ),
        label="summary-offers",
        title=_offers_title(rows),
        subtitle=(
            "Counted findings on the claim that both want a deal, by the capital they speak of and"
            " the day they became known"
        ),
        caption=(
            f"{capital(_own_voices(rows))}. A statement may be sincere, tactical or meant for"
            " home: intentions cannot be observed. The collection looked for offers, and"
            " refusals leave fewer traces."
        ),
        alt="Findings by day. "
        + " ".join(
            f"{long_date(r.known_on)}, {name(r.actor_or_target)}: {r.stance}."
            for r in rows.sort_values("known_on").itertuples()
        ),
        source=cite(list(rows["key"])),
        data=rows[["evidence_id", "known_on", "actor_or_target", "stance", "finding"]],
    )


def _as_events(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "date": rows["known_on"],
            "lane": rows["actor_or_target"].map(name),
            "label": rows["finding"],
            "mark": rows["stance"],
        }
    )


def _offers_title(rows: pd.DataFrame) -> str:
    stances = rows["stance"].value_counts()
    pro, half, con = (int(stances.get(s, 0)) for s in STANCES)
    return (
        f"{capital(count(pro, 'finding'))} for a wish to deal, {count(half, 'qualified one')},"
        f" {number_word(con)} against"
    )


def _own_voices(rows: pd.DataFrame) -> str:
    """Return how many of the findings on each capital come from that state's own media."""
    own = {a: percent((part["party"] == a).mean()) for a, part in rows.groupby("actor_or_target")}
    return join(
        f"{share} of those on {name(a)} come from that state's own media"
        for a, share in sorted(own.items())
    )


def pressure_by_target(report: Briefing) -> None:
    """Show the measures told by the findings on pressure: target, status, day."""
    rows = (
        report.evidence("X2")
        .merge(report.ledger.outlook_coding, on="evidence_id")
        .sort_values("known_on")
    )
    if rows.empty:
        nothing_public(report, "American measures")
        return
    shown = pd.DataFrame(
        {
            "Known on": rows["known_on"],
            "Target": rows["actor_or_target"].map(name),
            "Status": rows["status"],
            "Finding": [
                f"{f} {cite([k])}" for f, k in zip(rows["finding"], rows["key"], strict=True)
            ],
            "Stance": rows["stance"],
        }
    )
    china = rows[rows["actor_or_target"].str.contains("CHN")]
    table(
        shown,
        label="summary-pressure",
        title=(
            f"{capital(count(len(china), 'finding'))} of {len(rows)} tell of pressure on China,"
            f" {count(int((china['status'] == 'in force').sum()), 'measure')} of it in force"
        ),
        caption=(
            "A threat, a measure in force and a measure withdrawn are listed apart. Rows are"
            " collected, no census: their number by target tells nothing."
        ),
        kinds={"Known on": "date", "Finding": "markdown"},
        row_header=False,
    )


def tariff_steps(report: Briefing) -> None:
    """Show American and Chinese tariff rates as steps, each account in a panel of its own."""
    parts = {s: report.figures.of(s, e) for s, e in TARIFFS}
    parts = {s: p.sort_values("end") for s, p in parts.items() if len(p)}
    layers = parts.get("us_tariff_new_layers")
    if layers is None:
        nothing_public(report, "tariff rates on China")
        return
    every = pd.concat(list(parts.values()))
    peak, last = layers.loc[layers["value"].idxmax()], layers.iloc[-1]
    figure(
        _draw_steps(report, parts),
        label="summary-tariffs",
        title=(
            f"The new duties on China peaked at {num(peak['value'], 0)} per cent in"
            f" {long_date(peak['period'][:7])}; last known {num(last['value'], 0)}"
        ),
        subtitle="Tariff rates in per cent, by account; the accounts count different layers",
        caption="The last value is carried to the day of the report. "
        + report.figures.caveat(*parts),
        alt=" ".join(
            f"{report.figures.title(s)}: "
            + join(
                f"{num(v, 0)} from {long_date(p)}"
                for v, p in zip(r["value"], r["period"], strict=True)
            )
            + "."
            for s, r in parts.items()
        ),
        source=report.figures.citations(every),
        data=every[["series", "entity", "period", "value", "unit", "note"]],
    )
    if report.as_of > report.horizon:
        note(
            f"The forecast on pressure is read at its horizon, {long_date(report.horizon)}; later"
            " steps stand outside it."
        )


def _draw_steps(report: Briefing, parts: dict[str, pd.DataFrame]):
    fig, axes = canvas(2.5, 1, len(parts), sharey=True)
    for ax, (series, rows) in zip(axes, parts.items(), strict=True):
        x, y = [at(p) for p in rows["period"]], list(rows["value"])
        ax.step([*x, at(report.as_of)], [*y, y[-1]], where="post", color=BLUE)
        for px, value in zip(x, y, strict=True):
            ax.annotate(
                num(value, 0), (px, value), xytext=(2, 4), textcoords="offset points", fontsize=7.8
            )
        ax.set_title(
            report.figures.title(series), fontsize=8, fontweight="normal", color=GREY, wrap=True
        )
        date_axis(ax, report.signed, report.as_of)
        ax.set_ylim(0, 165)
        ax.grid(axis="y")
        quiet(ax)
    return fig
