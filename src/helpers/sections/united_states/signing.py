"""Both sides of the signing: ships listed by round, and the measures set against those before."""

import pandas as pd
from matplotlib.figure import Figure

from helpers.display.axes import at, date_axis, mark_days, quiet, zero_based
from helpers.display.bundles import figure
from helpers.display.style import BLUE, GREEN, GREY, INK, ORANGE, RED, WHITE, canvas
from helpers.display.words import capital, count, join, num, number_word
from helpers.judgement.indicators import Reading, readings
from helpers.ledger.dates import long_date
from helpers.sections.briefing import Briefing
from helpers.sections.indicators import reading_of
from helpers.sections.prose import cite, nothing_public

SHIPS = "listings_vessels"
LISTERS = {
    "EU->RUS": ("European Union, over Russia", BLUE),
    "GBR->RUS": ("United Kingdom, over Russia", ORANGE),
    "USA->RUS": ("United States, over Russia", RED),
    "USA->IRN": ("United States, over Iran", GREEN),
}
EU_RATE = "I-U5"
RATIO = "times"
SHAPES = {"above": ("o", True), "below": ("s", True), "between": ("D", False)}
"""Filled where the reading clears its threshold, hollow where it does not."""


def ship_rounds(report: Briefing) -> None:
    """Draw the ships named in listing rounds, one panel for each body that lists and its target."""
    rows = report.figures.of(SHIPS, list(LISTERS)).sort_values(["end", "value"])
    if rows.empty:
        nothing_public(report, "ships named in sanctions")
        return
    rows = rows.drop_duplicates(["entity", "period"])
    eu = reading_of(report, EU_RATE)
    figure(
        _draw_rounds(rows, report),
        label="united_states-ships",
        title=_ships_title(eu, rows),
        subtitle="Ships named in rounds of sanctions, by month, as far as a count is held",
        caption="One scale in all panels. Of several counts of one round the lowest is drawn. A "
        "panel with few bars shows few counts, not few rounds: of the United States and the United "
        "Kingdom some rounds are known without a number of ships. " + eu.indicator.limits,
        alt=". ".join(
            f"{LISTERS[str(e)][0]}: "
            + join(
                f"{num(v)} in {long_date(str(p))}"
                for p, v in zip(part["period"], part["value"], strict=True)
            )
            for e, part in rows.groupby("entity", sort=False)
        )
        + ".",
        source=report.figures.citations(rows),
        data=rows[["entity", "period", "value", "known_on", "note"]],
    )


def _ships_title(eu: Reading, rows: pd.DataFrame) -> str:
    parts = eu.measured.parts
    if not parts:
        top = rows.loc[rows["value"].idxmax()]
        return (
            f"The largest count of ships in one round is {num(top['value'])}, "
            f"{LISTERS[str(top['entity'])][0]}, {long_date(str(top['period']))}"
        )
    months = int(parts["months after"])
    return (
        f"The European Union listed {num(parts['ships after'])} ships in the "
        f"{count(months, 'month')} after the signing, {num(parts['ships before'])} in the twelve "
        "before"
    )


def _draw_rounds(rows: pd.DataFrame, report: Briefing) -> Figure:
    fig, axes = canvas(3.9, 2, 2, sharex=True, sharey=True)
    for ax, (entity, (label, tint)) in zip(axes, LISTERS.items(), strict=True):
        part = rows[rows["entity"] == entity]
        x = [at(p) for p in part["period"]]
        ax.bar(x, part["value"], 18, color=tint)
        for place, value in zip(x, part["value"], strict=True):
            ax.annotate(
                num(value), (place, value), xytext=(0, 2), textcoords="offset points", ha="center",
                fontsize=7.5,
            )  # fmt: skip
        ax.set_title(label, fontsize=9, pad=13)
    zero_based(axes[0], pad=0.2)
    for ax in axes:
        date_axis(ax, rows["start"].min(), report.as_of)
        ax.yaxis.grid(True)
        mark_days(ax, report.treaty_days[:1], report.as_of)
        ax.tick_params(labelsize=7.5)
        quiet(ax)
    return fig


def after_over_before(report: Briefing) -> None:
    """Draw every measure that is a ratio across the signing, with its interval where it has one."""
    read = [
        r
        for r in readings(report.ledger, report.as_of).values()
        if r.indicator.section == report.section and r.indicator.unit == RATIO
    ]
    spoken = [r for r in read if r.measured.value is not None]
    if not spoken:
        nothing_public(report, "a measure on both sides of the signing")
        return
    clear = [r for r in spoken if r.speaks and r.measured.low is not None]
    silent = [r for r in read if r.measured.value is None]
    figure(
        _draw_ratios(spoken, silent),
        label="united_states-ratios",
        title=f"{capital(count(len(spoken), 'measure'))} can be set against the time before the "
        f"signing; {number_word(len(clear))} of them {'have' if len(clear) != 1 else 'has'} an "
        "interval clear of no change",
        subtitle="After the signing over before it, logarithmic scale; bars: 90 per cent intervals",
        caption="Filled: clears its threshold; hollow: does not. Where no bar is drawn the rule "
        "gives no interval. Before and after is not cause: each of these had causes of its own.",
        alt=". ".join(
            f"{capital(r.indicator.title)}: {ratio_words(r.measured.value or 0)} times"
            for r in spoken
        )
        + (f". Silent: {join(r.indicator.title for r in silent)}." if silent else "."),
        source=cite([k for r in spoken for k in r.keys]),
        data=pd.DataFrame(
            [
                (r.indicator.indicator_id, r.indicator.title, r.measured.value, r.measured.low,
                 r.measured.high, r.side)
                for r in [*spoken, *silent]
            ],
            columns=["indicator", "title", "ratio", "low", "high", "reads"],
        ),
    )  # fmt: skip


def _draw_ratios(spoken: list[Reading], silent: list[Reading]) -> Figure:
    fig, (ax,) = canvas(0.8 + 0.42 * (len(spoken) + len(silent)))
    for i, r in enumerate(spoken):
        value, low, high = r.measured.value or 1.0, r.measured.low, r.measured.high
        if low is not None and high is not None:
            ax.plot([low, high], [i, i], color=BLUE, lw=2.2, solid_capstyle="butt")
        shape, filled = SHAPES[r.side]
        ax.scatter(
            [value], [i], s=52, marker=shape, c=BLUE if filled else WHITE, edgecolors=BLUE,
            linewidths=1.5, zorder=3,
        )  # fmt: skip
        ax.annotate(
            ratio_words(value), (value, i), xytext=(9, 7), textcoords="offset points", fontsize=8.5
        )  # fmt: skip
    ax.set_xscale("log")
    ax.axvline(1, color=INK, lw=0.9)
    ax.annotate(
        "no change", (1, 1), xycoords=("data", "axes fraction"), xytext=(0, 2), ha="center",
        textcoords="offset points", fontsize=8, color=GREY,
    )  # fmt: skip
    for i in range(len(spoken), len(spoken) + len(silent)):
        ax.annotate(
            "cannot speak", (1, i), xytext=(8, 0), textcoords="offset points", va="center",
            fontsize=8, color=GREY,
        )  # fmt: skip
    names = [capital(r.indicator.title) for r in [*spoken, *silent]]
    ax.set_yticks(range(len(names)), [_wrapped(n) for n in names])
    ax.set_ylim(len(names) - 0.5, -0.7)
    ends = [v for r in spoken for v in (r.measured.value, r.measured.low, r.measured.high) if v]
    ax.set_xlim(min(0.5, 0.6 * min(ends)), max(2.0, 1.7 * max(ends)))
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:g}")
    ax.xaxis.grid(True)
    quiet(ax)
    return fig


def ratio_words(value: float) -> str:
    """Return a ratio as prose has it; a small one with one digit that counts.

    Example:
        >>> ratio_words(0.00595), ratio_words(6.85)
        ('0.006', '6.85')
    """
    return f"{value:.1g}" if 0 < value < 0.1 else num(value)


def _wrapped(text: str, width: int = 34) -> str:
    import textwrap

    return "\n".join(textwrap.wrap(text, width))
