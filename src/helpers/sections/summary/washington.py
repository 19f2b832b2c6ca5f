"""Eyes on Washington: offers by both capitals, and where American pressure went."""

import pandas as pd
from matplotlib.axes import Axes

from helpers.display import timelines
from helpers.display.axes import at, date_axis, mark_days, quiet
from helpers.display.bundles import figure, note, table
from helpers.display.style import BLUE, GREY, WHITE, canvas, name
from helpers.display.words import capital, count, join, num, number_word, out_of, percent
from helpers.ledger.dates import long_date, shift_days
from helpers.sections.briefing import Briefing
from helpers.sections.prose import cite, nothing_public

STANCES = {"supports": ("o", True), "qualifies": ("D", False), "contradicts": ("X", True)}
TARIFFS = (
    ("us_tariff_new_layers", "USA->CHN"),
    ("us_tariff_overall_trump_count", "USA->CHN"),
    ("chn_tariff_on_usa", "CHN->USA"),
)

LATER_ACTS = ("busan-truce-2025-10-30", "scotus-ieepa-2026-02-20")
"""Acts after which no rate of the new layers is held: one halved a duty, one struck all down."""


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
            "Target": [join(map(name, text.split(" and "))) for text in rows["actor_or_target"]],
            "Status": rows["status"],
            "Finding": [
                f"{f} {cite([k])}" for f, k in zip(rows["finding"], rows["key"], strict=True)
            ],
            "Stance": rows["stance"],
        }
    )
    china = rows[rows["actor_or_target"].str.contains("CHN")]
    in_force = int((china["status"] == "in force").sum())
    table(
        shown,
        label="summary-pressure",
        title=(
            f"{capital(out_of(len(china), len(rows), 'finding'))}"
            f" {'concerns' if len(rows) == 1 else 'concern'} China: {_stances(china)};"
            f" {number_word(in_force)} {'tells' if in_force == 1 else 'tell'} of a measure in force"
        ),
        caption=(
            "A threat, a measure in force and a measure withdrawn are listed apart. Rows are"
            " collected, no census: their number by target tells nothing."
        ),
        kinds={"Known on": "date", "Finding": "markdown"},
        row_header=False,
    )


def _stances(rows: pd.DataFrame) -> str:
    """Return how many findings support, qualify and contradict the claim on pressure."""
    told = rows["stance"].value_counts()
    words = {
        "supports": ("supports", "support"),
        "qualifies": ("qualifies", "qualify"),
        "contradicts": ("contradicts", "contradict"),
    }
    said = [
        f"{number_word(int(told[s]))} {one if told[s] == 1 else many}"
        for s, (one, many) in words.items()
        if s in told
    ]
    return f"{join(said)} the claim" if said else "none is known"


def tariff_steps(report: Briefing) -> None:
    """Show American and Chinese tariff rates as steps, each account in a panel of its own."""
    parts = {s: report.figures.of(s, e) for s, e in TARIFFS}
    parts = {s: p.sort_values("end") for s, p in parts.items() if len(p)}
    layers = parts.get("us_tariff_new_layers")
    if layers is None:
        nothing_public(report, "tariff rates on China")
        return
    every = pd.concat(list(parts.values()))
    figure(
        _draw_steps(report, parts),
        label="summary-tariffs",
        title=tariff_title(layers),
        subtitle="Tariff rates in per cent, by account; the accounts count different layers",
        caption=f"A line ends where its record ends. {_later(report)}Hollow: a rate known only as"
        f" what held before the next. {report.figures.caveat(*parts)}",
        alt=" ".join(f"{report.figures.title(s)}: {_rates(r)}." for s, r in parts.items()),
        source=cite([*every["key"], *_later_keys(report)]),
        data=every[["series", "entity", "period", "value", "unit", "note"]],
    )
    if report.as_of > report.horizon:
        note(
            f"The forecast on pressure is read at its horizon, {long_date(report.horizon)}; later"
            " steps stand outside it."
        )


def tariff_title(layers: pd.DataFrame) -> str:
    """Return the highest rate of the new duties, and the last that is on record.

    Args:
        layers: rates with period and value, oldest first.
    """
    peak, last = layers.loc[layers["value"].idxmax()], layers.iloc[-1]
    said = (
        f"The new duties on China peaked at {num(peak['value'], 0)} per cent in"
        f" {long_date(peak['period'][:7])}"
    )
    if last["period"] == peak["period"]:
        return f"{said}, the last rate on record"
    return (
        f"{said}; the last rate on record, {num(last['value'], 0)}, is that of"
        f" {long_date(last['period'])}"
    )


def only_before(rates: pd.DataFrame) -> pd.Series:
    """Return which rates are known only as what held before another, not when they began."""
    return rates["note"].str.contains(r"^(?:rate )?before\b")


def _rates(rates: pd.DataFrame) -> str:
    """Return rates in words, each with its day."""
    rows = zip(rates["value"], rates["period"], only_before(rates), strict=True)
    return join(
        f"{num(v, 0)} {'known for' if before else 'from'} {long_date(p)}" for v, p, before in rows
    )


def _later_events(report: Briefing) -> list[pd.Series]:
    """Return the acts known that changed the duties without a rate in the count of new layers."""
    return [e for i in LATER_ACTS if (e := report.known.event(i)) is not None]


def _later(report: Briefing) -> str:
    """Return the acts after the record as the caption names them, "" if none was known."""
    said = [
        f"{n}: {e['title']} ({long_date(e['when'])})"
        for n, e in enumerate(_later_events(report), 1)
    ]
    return f"Later acts changed the duties: {'; '.join(said)}. " if said else ""


def _later_keys(report: Briefing) -> list[str]:
    return [k for e in _later_events(report) for k in e["keys"]]


def _draw_steps(report: Briefing, parts: dict[str, pd.DataFrame]):
    fig, axes = canvas(2.5, 1, len(parts), sharey=True)
    marks = [(e["date"], str(n)) for n, e in enumerate(_later_events(report), 1)]
    for ax, (series, rows) in zip(axes, parts.items(), strict=True):
        _draw_rates(ax, rows)
        ax.set_title(
            report.figures.title(series), fontsize=8, fontweight="normal", color=GREY, wrap=True,
            pad=14,
        )  # fmt: skip
        date_axis(ax, report.signed, report.as_of)
        ax.set_ylim(0, 165)
        ax.grid(axis="y")
        mark_days(ax, marks, report.as_of)
        quiet(ax)
    return fig


def _draw_rates(ax: Axes, rows: pd.DataFrame) -> None:
    """Draw rates as steps up to the last on record, none up to a rate known only as the former."""
    before = only_before(rows)
    for _, run in rows.groupby(before.cumsum()):
        ax.step([at(p) for p in run["period"]], run["value"], where="post", color=BLUE)
    for period, value, open_ in zip(rows["period"], rows["value"], before, strict=True):
        ax.scatter(at(period), value, s=18, c=WHITE if open_ else BLUE, edgecolors=BLUE, zorder=3)
        ax.annotate(
            num(value, 0), (at(period), value), xytext=(3, 4), textcoords="offset points",
            fontsize=7.8,
        )  # fmt: skip
