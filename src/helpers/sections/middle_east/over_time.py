"""The support ladder over time, both directions, and what one rung less for reports would do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.display.axes import at, date_axis, mark_days
from helpers.display.bundles import figure, table
from helpers.display.style import COUNTRY, GREY, INK, LIGHT, PANEL, WHITE, canvas
from helpers.display.words import count, number_word
from helpers.ledger.dates import long_date, period_start, shift_days
from helpers.sections.middle_east.crises import one_rung_down
from helpers.sections.middle_east.rungs import (
    RUNGS,
    acts,
    all_known,
    highest,
    rung_cell,
    since_signing,
)
from helpers.sections.prose import cite, nothing_public

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

DIRECTIONS = {"RUS": ("Russia for Iran", 1), "IRN": ("Iran for Russia", -1)}
"""Russia's acts stand above the line, Iran's below it."""

GAP = 0.7
"""Room between the two bottom rungs, which are not the same."""

SHIFT = 0.21
"""How far undisputed and reported acts of one month and rung are drawn apart."""

KINDS = ((True, "undisputed"), (False, "reported by third parties, or reported and denied"))


def ladder_in_time(report: Briefing) -> None:
    """Draw the acts by month and rung, Russia's upward and Iran's downward, with the wars."""
    rows = acts(report)
    if rows.empty:
        nothing_public(report, "support in a crisis")
        return
    rows = rows.assign(month=[d[:7] for d in rows["date"]])
    spans = wars(report)
    figure(
        draw_time(rows, spans, report.treaty_days, report.as_of),
        label=f"{report.section}-ladder-time",
        title=time_title(rows),
        subtitle="Acts by the month in which each became public; rungs rise away from the middle",
        caption="A mark is one act, or as many as its number says; a cross is help "
        "withheld. The years before the signing are drawn closer together. Filled: done, or stated "
        "by giver or receiver; hollow: reported by third parties, or reported and denied, and "
        "drawn below. "
        + ("Grey bands: wars on Iran, as far as their days were public. " if spans else "")
        + "Rungs are ordered; their distances are not equal.",
        alt=time_in_words(rows),
        source=cite([k for keys in rows["keys"] for k in keys]),
        data=by_month(rows),
    )


def by_month(rows: pd.DataFrame) -> pd.DataFrame:
    """Return acts by month, side and rung, with the ids of their events.

    Returns:
        month, side, level, undisputed, reported, event_ids, in_month (all acts of the month),
        side_so_far and so_far (acts since the signing up to the month, of the side and in all).
    """
    out = []
    later = since_signing(rows)
    for (month, side, level), part in rows.groupby(["month", "side", "level"]):
        past = later[later["month"] <= month]
        out.append(
            {
                "month": month,
                "side": side,
                "level": level,
                "undisputed": int(part["firm"].sum()),
                "reported": int((~part["firm"]).sum()),
                "event_ids": ";".join(part["event_id"]),
                "in_month": int((later["month"] == month).sum()),
                "side_so_far": int((past["side"] == side).sum()),
                "so_far": len(past),
            }
        )
    return pd.DataFrame(out)


def wars(report: Briefing) -> list[tuple[str, str]]:
    """Return the spans of war on Iran whose start was public, cut at the day of the report."""
    spans = report.known.table("spans", "start_known_on")
    spans = spans[(spans["front"] == "Iran") & (spans["state"] == "war")]
    ends = [
        end if end and known <= report.as_of else report.as_of
        for end, known in zip(spans["end"], spans["end_known_on"], strict=True)
    ]
    return list(zip(spans["start"], ends, strict=True))


def time_title(rows: pd.DataFrame) -> str:
    """Return in which month most acts since the signing became public, and how few are Iran's."""
    after = since_signing(rows)
    if after.empty:
        return (
            f"All {count(len(rows), 'act')} on the ladder became public before the signing, "
            f"{number_word(int((rows['side'] == 'IRN').sum()))} of them Iran's"
        )
    sizes = after.groupby("month").size()
    peak = str(sizes[sizes == sizes.max()].index[-1])
    iran = int((after["side"] == "IRN").sum())
    return (
        f"{long_date(peak)} holds {number_word(int(sizes.max()))} of "
        f"{count(len(after), 'act')} that became public since the signing; of all these "
        f"{number_word(iran)} {'is' if iran == 1 else 'are'} Iran's"
    )


def time_in_words(rows: pd.DataFrame) -> str:
    """Return the ladder over time for a reader who does not see it."""
    said = []
    for (month, side), part in rows.groupby(["month", "side"]):
        top = highest(part, firm=False) or 0
        said.append(
            f"{long_date(str(month))}, {DIRECTIONS[str(side)][0]}: {count(len(part), 'act')}, "
            f"highest {RUNGS[top]}"
        )
    return f"Two ladders back to back along one axis of months. {'; '.join(said)}."


def draw_time(
    rows: pd.DataFrame, spans: list[tuple[str, str]], marks: list[tuple[str, str]], as_of: str
) -> Figure:
    """Return marks by month and rung, Russia's acts above the middle and Iran's below.

    The time before the signing is drawn closer together, in a panel of its own.
    """
    signed = marks[0][0]
    early, late = rows[rows["date"] <= signed], rows[rows["date"] > signed]
    parts = []
    if len(early):
        first = shift_days(period_start(min(early["month"])), -20)
        parts.append((early, first, shift_days(signed, 45), 1.0))
    if len(late):
        parts.append((late, shift_days(signed, 1), shift_days(as_of, 12), 2.5))
    fig, axes = canvas(4.3, 1, len(parts), sharey=True, width_ratios=[p[-1] for p in parts])
    for ax, (part, first, last, _) in zip(axes, parts, strict=True):
        date_axis(ax, first, last)
        _draw_panel(ax, part, [s for s in spans if first <= s[0] <= last])
        inside = [(d, w) for d, w in marks if signed < d and first <= d]
        mark_days(ax, inside, as_of)
        word = "before the signing" if first < signed else "since the signing"
        ax.annotate(
            word, (0, 1), xycoords="axes fraction", xytext=(0, 3), fontsize=8, color=GREY,
            textcoords="offset points", style="italic",
        )  # fmt: skip
    _label(fig, axes)
    return fig


def _draw_panel(ax: Axes, rows: pd.DataFrame, spans: list[tuple[str, str]]) -> None:
    """Draw the acts of a stretch of time over bands of war and lines of rungs."""
    for start, end in spans:
        ax.axvspan(at(start), max(at(end), at(start) + 6), color=PANEL, lw=0, zorder=0)
    for side, (_, sign) in DIRECTIONS.items():
        for level in range(len(RUNGS)):
            ax.axhline(place(level, sign), color=LIGHT, lw=0.6, zorder=0)
        part = rows[rows["side"] == side]
        for (month, level), cell in part.groupby(["month", "level"]):
            _draw_cell(ax, cell, at(str(month)), place(int(level), sign), COUNTRY[side])
    ax.axhline(0, color=INK, lw=0.8)


def place(level: int, sign: int) -> float:
    """Return the height of a rung: upward for Russia, downward for Iran."""
    return sign * (level + GAP)


def _draw_cell(ax: Axes, cell: pd.DataFrame, x: float, y: float, colour: str) -> None:
    """Draw the acts of a month on one rung: undisputed filled, the rest hollow below them."""
    numbers = [int(cell["firm"].sum()), int((~cell["firm"]).sum())]
    apart = SHIFT if all(numbers) else 0.0
    held = cell["level"].iloc[0] == 0
    for n, filled, up in zip(numbers, (True, False), (apart, -apart), strict=True):
        if not n:
            continue
        ax.scatter(x, y + up, s=82 if n > 1 and not held else 44, marker="X" if held else "o",
                   c=colour if filled else WHITE, edgecolors=colour, linewidths=1.1,
                   zorder=3)  # fmt: skip
        if n > 1 and held:  # a cross has no room for a number
            ax.annotate(str(n), (x, y + up), xytext=(5, 0), textcoords="offset points", zorder=4,
                        ha="left", va="center", fontsize=7, color=colour)  # fmt: skip
        elif n > 1:
            ax.annotate(str(n), (x, y + up), ha="center", va="center", fontsize=7, zorder=4,
                        color=WHITE if filled else colour)  # fmt: skip


def _label(fig: Figure, axes: Sequence[Axes]) -> None:
    """Name the rungs of both ladders, the two directions, and the marks."""
    first, last = axes[0], axes[-1]
    signs = [sign for _, sign in DIRECTIONS.values()]
    first.set_yticks([place(n, s) for s in signs for n in range(len(RUNGS))], [*RUNGS, *RUNGS],
                     fontsize=7.8)  # fmt: skip
    first.set_ylim(place(4, -1) - 1.0, place(4, 1) + 1.0)
    for side, (word, sign) in DIRECTIONS.items():
        last.annotate(
            f"{'↑' if sign > 0 else '↓'} {word}", (0, place(4, sign) + 0.65 * sign), fontsize=8.6,
            xycoords=("axes fraction", "data"), xytext=(4, 0), textcoords="offset points",
            va="center", color=COUNTRY[side], fontweight="bold",
        )  # fmt: skip
    for ax in axes:
        ax.tick_params(axis="y", length=0)
        for side in ("left", "top", "right"):
            ax.spines[side].set_visible(False)
    handles = [
        last.scatter([], [], marker="o", s=40, c=GREY if filled else WHITE, edgecolors=GREY,
                     label=word)
        for filled, word in KINDS
    ]  # fmt: skip
    handles.append(last.scatter([], [], marker="X", s=40, c=GREY, label="withheld or refused"))
    fig.legend(handles=handles, loc="outside lower center", ncols=3, fontsize=7.8)


def recoded(report: Briefing) -> None:
    """Tabulate the highest rung of each crisis and side if every reported act stood lower."""
    rows = all_known(report)
    if rows.empty:
        nothing_public(report, "support in a crisis")
        return
    shown = recoding(rows)
    moved = [r for r in shown if r["Changes"] == "yes"]
    named = "; ".join(f"{r['Crisis']} ({r['Side']})" for r in moved)
    table(
        pd.DataFrame(shown),
        label=f"{report.section}-recoded",
        title=f"With every reported act one rung lower the highest rung changes in "
        f"{number_word(len(moved))} of {count(len(shown), 'case')}"
        + (f": {named}" if moved else ""),
        caption="A case is a crisis and a side. All acts that were public, whatever the switches: "
        "those done, stated, reported, and denied. Only acts reported by third parties and not "
        "denied are moved. Where a row changes, its highest rung hangs on one reading of "
        "reports. The last column leaves reports and denied acts out.",
    )


def recoding(rows: pd.DataFrame) -> list[dict[str, object]]:
    """Return one record per crisis and side: highest rung as coded, one rung down, undisputed."""
    out: list[dict[str, object]] = []
    for (case, side), part in rows.groupby(["case", "side"], sort=False):
        coded, lower = highest(part, firm=False), one_rung_down(part)
        out.append(
            {
                "Crisis": case,
                "Side": DIRECTIONS[str(side)][0],
                "Acts": len(part),
                "reported": int((part["sure"] == "Reported").sum()),
                "As coded": rung_cell(coded),
                "One rung down": rung_cell(lower),
                "Changes": "no" if coded == lower else "yes",
                "Undisputed": rung_cell(highest(part)),
            }
        )
    return out
