"""The missing railway: each day promised for its contract, and the land bought for it."""

import textwrap

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.display.axes import at, date_axis, quiet
from helpers.display.bundles import figure
from helpers.display.style import BLUE, GREEN, GREY, INK, ORANGE, WHITE, canvas
from helpers.display.words import capital, count, num, percent
from helpers.judgement.indicators.caucasus.promises import LINE_KM, MONTH, missed
from helpers.judgement.indicators.caucasus.promises import statements as stated
from helpers.ledger.dates import days_between, long_date, shift_days
from helpers.ledger.views import Known
from helpers.sections.briefing import Briefing
from helpers.sections.caucasus.words import cited
from helpers.sections.prose import cite, nothing_public


def promises(report: Briefing) -> None:
    """Show each statement on the Rasht-Astara contract with the day it set, and the land bought."""
    said = statements(report)
    land = report.figures.of("rasht_astara_land")
    if said.empty:
        nothing_public(report, "a day for signing the Rasht-Astara contract")
        return
    figure(
        _draw(said, land, report.as_of),
        label="caucasus-rasht",
        title=_title(said, land, report.known),
        subtitle="Statements on the contract, with the time they set (above); "
        f"land bought, km of {num(LINE_KM)} (below)",
        caption="A dot is the day of a statement; a bar runs to the end of the time it sets, "
        "hatched where that end had not come. “Soon” sets no day and cannot be missed; “within a "
        f"month” is read as {MONTH} days. Length of the line: 160 to 164 km by source. Land "
        "bought is not land handed over to a builder.",
        alt=" ".join(_in_words(r, report.as_of) for r in said.to_dict("records"))
        + "".join(f" Land by {long_date(r.period)}: {num(r.value)} km." for r in land.itertuples()),
        source=cited(said) + cite(list(land["key"])),
        data=said[["event_id", "date", "title", "time"]],
    )  # fmt: skip


def statements(report: Briefing) -> pd.DataFrame:
    """Return the statements on the contract: event columns, `time` in words, `due` ISO or blank."""
    return stated(report.known)


def _title(said: pd.DataFrame, land: pd.DataFrame, known: Known) -> str:
    n, as_of = missed(said, known), known.as_of
    if n:
        text = f"{capital(count(n, 'date'))} promised for the Rasht-Astara contract had passed"
    else:
        text = "No date promised for the Rasht-Astara contract had passed yet"
    text += f" by {long_date(as_of)}; no signature was on record"
    if land.empty:
        return text
    return (
        f"{text}, and land was bought for {percent(land['value'].iloc[-1] / LINE_KM)} of the line"
    )


def _draw(said: pd.DataFrame, land: pd.DataFrame, as_of: str) -> Figure:
    upper, lower = 0.45 + 0.46 * len(said), 1.15 if len(land) else 0.01
    fig, (ax, below) = canvas(upper + lower, 2, 1, height_ratios=[upper, lower])
    first = shift_days(min(said["date"]), -12)
    last = shift_days(as_of, 2 + days_between(first, as_of) // 50)
    for i, row in enumerate(said.itertuples()):
        _draw_promise(ax, i, row, (as_of, last))
    ax.set_yticks(range(len(said)), [textwrap.fill(t, 32) for t in said["title"]])
    ax.set_ylim(len(said) - 0.4, -0.6)
    date_axis(ax, first, last)
    ax.grid(axis="x")
    quiet(ax)
    below.set_visible(bool(len(land)))
    if len(land):
        _draw_land(below, land, as_of)
        date_axis(below, first, last)
        ax.tick_params(axis="x", which="both", labelbottom=False)
    return fig


def _draw_promise(ax: Axes, i: int, row, days: tuple[str, str]) -> None:
    as_of, last = days
    start = end = at(row.date)
    if row.due:
        open_ = row.due > as_of
        end = min(at(row.due), at(last))
        ax.barh(
            i, end - start, left=start, height=0.26, color=WHITE if open_ else ORANGE,
            edgecolor=ORANGE, hatch="////" if open_ else None, lw=0.9,
        )  # fmt: skip
    ax.scatter(start, i, s=40, color=BLUE, edgecolors=WHITE, linewidths=0.9, zorder=4)
    late = end > at(last) - 0.25 * (at(last) - at(min(row.date, as_of)))
    text = row.time + (", passed" if row.due and row.due <= as_of else "")
    ax.annotate(
        text, (start if late else end, i), xytext=(-8 if late else 8, 0), fontsize=8, color=GREY,
        textcoords="offset points", va="center", ha="right" if late else "left",
    )  # fmt: skip


def _draw_land(ax: Axes, land: pd.DataFrame, as_of: str) -> None:
    x, values = [at(d) for d in land["known_on"]], list(land["value"])
    ax.step([*x, at(as_of)], [*values, values[-1]], where="post", color=GREEN)
    ax.scatter(x, values, s=22, color=GREEN, zorder=3)
    for place, value in zip(x, values, strict=True):
        ax.annotate(
            num(value), (place, value), xytext=(0, 5), textcoords="offset points", ha="center",
            va="bottom", fontsize=8,
        )  # fmt: skip
    ax.axhline(LINE_KM, color=INK, lw=1, ls=(0, (3, 2)))
    ax.annotate(
        f"whole line, {num(LINE_KM)} km", (1, LINE_KM), xycoords=("axes fraction", "data"),
        xytext=(-2, -3), textcoords="offset points", ha="right", va="top", fontsize=8, color=GREY,
    )  # fmt: skip
    ax.set_ylim(0, LINE_KM * 1.06)
    ax.set_yticks([0, 50, 100, 150])
    ax.set_ylabel("km bought", fontsize=8, color=GREY)
    quiet(ax)


def _in_words(row: dict[str, object], as_of: str) -> str:
    due = str(row["due"])
    late = "" if not due else " (passed)" if due <= as_of else " (not yet due)"
    return f"{long_date(str(row['date']))}: {row['title']}, {row['time']}{late}."
