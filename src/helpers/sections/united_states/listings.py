"""The US sanctions list: how many entries carry which tag, and how fast entries were added."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.display.axes import at, date_axis, end_labels, mark_days, no_data, quiet, zero_based
from helpers.display.bundles import figure, note
from helpers.display.style import COUNTRY, GREEN, GREY, ORANGE, PURPLE, RED, WHITE, canvas
from helpers.display.words import join, num, percent
from helpers.ledger.dates import (
    days_between,
    long_date,
    months_between,
    period_end,
    shift_days,
)
from helpers.sections.briefing import Briefing
from helpers.sections.prose import nothing_public

TAGS = {
    "RUSSIA-EO14024": ("order 14024", RED),
    "IRAN-EO13902": ("order 13902", GREEN),
    "IRAN-EO13846": ("order 13846", ORANGE),
    "IRGC": ("IRGC", PURPLE),
}
"""Tags drawn: the main Russia order; two Iran orders on trade and oil; the Revolutionary Guards."""

PANELS = {"Tag on Russia": ["RUSSIA-EO14024"], "Tags on Iran": list(TAGS)[1:]}
GROUPS = {"Russia/Ukraine-related programmes": "RUS", "Iran-related programmes": "IRN"}
GAP_MONTHS = 3
"""Months between snapshots from which on a line is broken."""

MONTH = 30


def list_stock(report: Briefing) -> None:
    """Draw the entries per programme tag, broken where no snapshot is held."""
    frame = report.figures.wide("sdn_entries_programme", list(TAGS))
    if frame.empty:
        nothing_public(report, "the size of the US list")
        return
    first, last = frame.iloc[0], frame.iloc[-1]
    runs = unbroken(list(frame.index))
    figure(
        _draw_stock(frame, runs, report),
        label="united_states-sdn-stock",
        title=stock_title(frame, runs),
        subtitle="Entries on the US list of specially designated nationals, by programme tag",
        caption="Two panels, two scales. An entry can be a bank or a single ship and can carry "
        "several tags, so lines do not add up. Licences and waivers ease pressure "
        "without taking an entry off. " + _gap_note(runs, report),
        alt=join(
            f"{TAGS[t][0]}: {num(first[t])} in {long_date(frame.index[0])}, {num(last[t])} in "
            f"{long_date(frame.index[-1])}"
            for t in TAGS
        )
        + f". No snapshot is held {_gap_words(runs, report)}.",
        source=report.figures.citations(report.figures.of("sdn_entries_programme", list(TAGS))),
        data=frame.reset_index()
        .melt("period", var_name="tag", value_name="entries")
        .assign(label=lambda rows: [TAGS[t][0] for t in rows["tag"]]),
    )


def stock_title(frame: pd.DataFrame, runs: list[list[str]]) -> str:
    """Return how the main tags grew: over the gap if copies lie on both sides, else before it."""
    start, end = (runs[0][-1] if len(runs) > 1 else runs[0][0]), str(frame.index[-1])
    tags = list(TAGS)[:2] if len(runs) > 1 else ["RUSSIA-EO14024", "IRGC"]
    words = {
        "RUSSIA-EO14024": "the main Russia order",
        "IRAN-EO13902": "Iran order 13902",
        "IRGC": "the Revolutionary Guards tag",
    }
    said = join(
        f"from {num(frame.loc[start, t])} to {num(frame.loc[end, t])} under {words[t]}"
        for t in tags
    )
    return f"Between {long_date(start)} and {long_date(end)} entries on the US list went {said}"


def unbroken(periods: list[str]) -> list[list[str]]:
    """Return months in runs without a gap of more than GAP_MONTHS.

    Example:
        >>> unbroken(["2024-04", "2024-05", "2025-01"])
        [['2024-04', '2024-05'], ['2025-01']]
    """
    runs: list[list[str]] = []
    for period in sorted(periods):
        if not runs or months_between(runs[-1][-1], period) > GAP_MONTHS:
            runs.append([])
        runs[-1].append(period)
    return runs


def _draw_stock(frame: pd.DataFrame, runs: list[list[str]], report: Briefing) -> Figure:
    fig, axes = canvas(2.9, 1, 2)
    for ax, (title, tags) in zip(axes, PANELS.items(), strict=True):
        ends = []
        for tag in tags:
            label, colour = TAGS[tag]
            for run in runs:
                small = len(run) < GAP_MONTHS
                ax.plot(
                    [at(p) for p in run],
                    frame.loc[run, tag],
                    color=colour,
                    drawstyle="steps-post",
                    marker="o" if small else None,
                    markersize=3.5,
                )
            ends.append((at(frame.index[-1]), float(frame[tag].iloc[-1]), label, colour))
        ax.set_title(title, fontsize=9)
        _time_axis(ax, frame.index[0], report.as_of)
        zero_based(ax, pad=0.1)
        _shade(ax, runs, report.as_of)
        mark_days(ax, report.treaty_days[:1], report.as_of)
        end_labels(ax, ends, size=8)
        ax.tick_params(labelsize=7.5)
        quiet(ax)
    return fig


def _shade(ax: Axes, runs: list[list[str]], as_of: str) -> None:
    edges = [period_end(r[-1]) for r in runs]
    starts = [r[0] + "-01" for r in runs[1:]] + [as_of]
    for end, start in zip(edges, starts, strict=True):
        if days_between(end, start) > GAP_MONTHS * 31:
            no_data(ax, end, start, "no snapshot\nheld")


def _time_axis(ax: Axes, first: str, last: str) -> None:
    date_axis(ax, period_end(first), last)


def _gap_words(runs: list[list[str]], report: Briefing) -> str:
    if len(runs) > 1:
        return f"between {long_date(runs[0][-1])} and {long_date(runs[1][0])}"
    return f"after {long_date(runs[0][-1])}"


def _gap_note(runs: list[list[str]], report: Briefing) -> str:
    return (
        f"No snapshot is held {_gap_words(runs, report)}: the shaded span is unknown, not flat, "
        "and no test before and after the signing can rest on this list."
    )


def list_flow(report: Briefing) -> None:
    """Draw new entries: by month while daily copies are held, by bracket of entry numbers after."""
    figures = report.figures
    monthly = figures.wide("sdn_new_entries_monthly", list(GROUPS))
    brackets = figures.of("sdn_new_entries_bracket", list(GROUPS))
    if monthly.empty:
        nothing_public(report, "additions to the US list")
        return
    figure(
        _draw_flow(monthly, brackets, report),
        label="united_states-sdn-new",
        title=flow_title(report, monthly),
        subtitle="New entries on the US list per month, by group of programmes"
        + ("" if brackets.empty else "; right: per 30 days, still listed at the last count"),
        caption=(
            "By month: first appearances in daily copies of the list. "
            if brackets.empty
            else "Left: first appearances in daily copies of the list. Right: entries numbered "
            "between two dates and still listed later, so older spans look smaller than they were, "
            "and a bar covers its whole span. The two panels are different measures. "
        )
        + "Counts show direction, not weight: entries come in blocks, and a motive is not in a "
        "list.",
        alt=_flow_alt(monthly, brackets),
        source=figures.citations(
            figures.of(["sdn_new_entries_monthly", "sdn_new_entries_bracket"], list(GROUPS))
        ),
        data=_with_sum(monthly)
        if brackets.empty
        else pd.concat([_with_sum(monthly), _rates(brackets)]),
    )
    if brackets.empty:
        stock = figures.wide("sdn_entries_programme", list(TAGS))
        last = max([*monthly.index, *stock.index])
        note(
            f"{long_date(monthly.index[-1])} is the last month whose additions are counted, and no "
            f"copy of the list after {long_date(last)} is held: what was added or taken off around "
            "the signing cannot be read from it."
        )


def _with_sum(monthly: pd.DataFrame) -> pd.DataFrame:
    """Return the monthly additions with a last row for all months."""
    total = monthly.sum().rename("all months").to_frame().T
    return pd.concat([monthly, total]).rename_axis("period").reset_index()


def flow_title(report: Briefing, monthly: pd.DataFrame) -> str:
    """Return how the additions divide between the two groups, before and since."""
    counted = report.figures.of("sdn_new_entries_since_2025", list(GROUPS))
    russia, iran = (monthly[g].sum() for g in GROUPS)
    span = f"{long_date(monthly.index[0])} to {long_date(monthly.index[-1])}"
    if counted.empty:
        return (
            f"Before the signing the list grew on the Russian side: {num(russia)} entries "
            f"against {num(iran)} on Iran, {span}"
        )
    now = counted.set_index("entity")["value"]
    share = percent(now["Iran-related programmes"] / now.sum())
    return (
        "Of the entries on Iran and on Russia numbered since the change of administration, "
        f"{share} are Iran-related; in {span} it was {percent(iran / (russia + iran))}"
    )


def _rates(brackets: pd.DataFrame) -> pd.DataFrame:
    """Return brackets with their start, length in days and entries per 30 days."""
    starts = brackets["note"].str.extract(r"between (\d{4}-\d{2}-\d{2}) and")[0]
    days = [days_between(s, e) + 1 for s, e in zip(starts, brackets["period"], strict=True)]
    return pd.DataFrame(
        {
            "period": brackets["period"],
            "entity": brackets["entity"],
            "from": starts,
            "days": days,
            "entries": brackets["value"],
            "per_30_days": (brackets["value"] / days * MONTH).round(1),
        }
    )


def _draw_flow(monthly: pd.DataFrame, brackets: pd.DataFrame, report: Briefing) -> Figure:
    cols = 1 if brackets.empty else 2
    fig, axes = canvas(3.4, 2, cols, sharey=True, sharex="col")
    rates = None if brackets.empty else _rates(brackets)
    for i, (group, state) in enumerate(GROUPS.items()):
        ax = axes[i * cols]
        x = [at(p) for p in monthly.index]
        ax.bar(x, monthly[group].fillna(0), 24, color=COUNTRY[state])
        ax.set_title(group.replace("programmes", "entries, by month"), fontsize=9)
        date_axis(ax, monthly.index[0] + "-01", period_end(monthly.index[-1]))
        _finish(ax)
        if rates is not None:
            _draw_brackets(axes[i * cols + 1], rates[rates["entity"] == group], state, report)
    return fig


def _draw_brackets(ax: Axes, rates: pd.DataFrame, state: str, report: Briefing) -> None:
    for row in rates.to_dict("records"):
        left, width = at(row["from"]), row["days"]
        ax.bar(
            left,
            row["per_30_days"],
            width,
            align="edge",
            color=WHITE,
            edgecolor=COUNTRY[state],
            hatch="////",
            lw=0.9,
        )
        place = (left + width / 2, row["per_30_days"] + 8)
        ax.text(*place, num(row["entries"]), ha="center", va="bottom", fontsize=7, color=GREY)
    date_axis(ax, rates["from"].min(), shift_days(report.as_of, 10))
    ax.set_title("by span of numbers", fontsize=9, loc="right")
    mark_days(ax, report.treaty_days[:1], report.as_of)
    _finish(ax)


def _finish(ax: Axes) -> None:
    zero_based(ax)
    quiet(ax)
    ax.tick_params(labelsize=7.5, labelbottom=True)


def _flow_alt(monthly: pd.DataFrame, brackets: pd.DataFrame) -> str:
    parts = [
        f"{group}: {num(monthly[group].sum())} entries by month in all, most in "
        f"{long_date(monthly[group].idxmax())} with {num(monthly[group].max())}"
        for group in GROUPS
    ]
    if not brackets.empty:
        parts += [
            f"{group}: brackets of {join(num(v) for v in part['value'])} entries"
            for group, part in brackets.groupby("entity", sort=False)
        ]
    return ". ".join(parts) + "."
