"""Russia's position: spending, risk in the news, and rival explanations side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from helpers.display.axes import date_axis, mark_days, quiet
from helpers.display.bundles import figure, table
from helpers.display.charts import draw_lines
from helpers.display.style import canvas, name
from helpers.display.words import change, count, join, num
from helpers.ledger.dates import long_date, period_end, period_start
from helpers.sections.prose import nothing_public
from helpers.sections.ukraine.windows import monthly, windows

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

STATES = ["RUS", "UKR", "IRN"]
RISK = ["RUS->UKR", "RUS->USA", "USA->RUS"]
PATHS = {
    "A step that the treaty contains": (),
    "The drone programme, older than the treaty": ("K4-01", "K4-02", "K1-05", "K1-10", "K2-04"),
    "Events that neither treaty nor programme brought "
    "about": ("K4-03", "K4-04", "K4-05", "K4-06", "K4-07", "K4-09"),
}  # fmt: skip
"""By explanation, the findings that draw the link; the assignment is our reading."""


def spending(report: Briefing) -> None:
    """Show military spending of the two belligerents and Iran, in money and as share of output."""
    since, figures = str(report.parameters.since), report.figures
    money = figures.wide("milex_constant_usd", STATES, since) / 1000
    share = figures.wide("milex_share_gdp", STATES, since)
    if money.empty:
        nothing_public(report, "military spending")
        return
    fig, axes = canvas(2.7, 1, 2)
    for ax, frame, title in zip(
        axes, (money, share), ("USD bn at 2024 prices", "per cent of GDP"), strict=True
    ):
        draw_lines(ax, frame, zero=True)
        ax.set_title(title, fontweight="normal", fontsize=9)
    last = money.index[-1]
    rows = figures.of(["milex_constant_usd", "milex_share_gdp"], STATES, since)
    figure(
        fig,
        label="ukraine-spending",
        title=_spending_title(money, last),
        subtitle="Military spending by year, billion US dollars at 2024 prices (left) and per cent "
        "of output (right)",
        caption="Estimates, less certain for a state at war. What a state pays is not what it can "
        "do, and spending follows budgets set before the "
        "year. " + figures.caveat("milex_constant_usd"),
        alt=f"Lines to {last}: " + "; ".join(
            f"{name(s)} {num(money[s].dropna().iloc[-1], 0)} billion in "
            f"{money[s].dropna().index[-1]}, {num(share[s].dropna().iloc[-1], 1)} per cent of "
            "output"
            for s in money.columns if s in share and len(share[s].dropna())
        ) + ".",
        source=figures.citations(rows),
        data=rows[["series", "entity", "period", "value"]],
    )  # fmt: skip


def _spending_title(money: pd.DataFrame, last: str) -> str:
    parts = []
    for state in money.columns:
        values = money[state].dropna()
        if len(values) > 1 and values.index[-1] == last:
            parts.append(f"{name(state)}'s {change(values.iloc[-2], values.iloc[-1])}")
    return f"Military spending in {last}: {join(parts) or 'one year only is known'}"


def risk(report: Briefing) -> None:
    """Show the risk that the news sees from one state towards another, month by month."""
    frame = report.figures.wide("ai_gpr_pair", RISK)
    if frame.empty:
        nothing_public(report, "risk between states in the news")
        return
    fig, axes = canvas(2.1, 1, 3, sharey=True)
    for ax, pair in zip(axes, RISK, strict=True):
        draw_lines(ax, frame[[pair]].rename(columns={pair: pair[:3]}), labels=False)
        date_axis(
            ax, period_start(frame.index[0]), period_end(max(frame.index[-1], report.signed[:7]))
        )
        ax.set_title(name(pair), fontsize=9, pad=14)
        mark_days(ax, report.treaty_days, report.as_of)
        quiet(ax)
    axes[0].set_ylim(0, frame.max().max() * 1.1)
    rows = report.figures.of("ai_gpr_pair", RISK)
    figure(
        fig,
        label="ukraine-risk",
        title=_risk_title(report),
        subtitle="AI-GPR, risk from one state towards another as read from news, index points by "
        "month",
        caption="A count of what newspapers wrote, not of what happened: a summit can raise it as "
        "a strike does. "
        + report.figures.caveat("ai_gpr_pair"),
        alt="Three panels of lines. " + " ".join(
            f"{name(p)}: {num(frame[p].iloc[0])} in {long_date(frame.index[0])}, "
            f"{num(frame[p].iloc[-1])} in {long_date(frame.index[-1])}, highest "
            f"{num(frame[p].max())}." for p in RISK
        ),
        source=report.figures.citations(rows),
        data=rows[["entity", "period", "value"]],
    )  # fmt: skip


def _risk_title(report: Briefing) -> str:
    parts = []
    for pair in RISK:
        values = monthly(report, "ai_gpr_pair", pair)
        span = windows(report, values.index)
        before, after = (values[m].mean() if m else float("nan") for m in (span.before, span.after))
        if before == before and after == after:
            parts.append(f"{name(pair)} {change(before, after)}")
        elif before == before:
            parts.append(f"{name(pair)} averaged {num(before, 1)}")
    when = (
        "after the signing against "
        "before" if windows(report, values.index).after else "before the signing"
    )  # fmt: skip
    return f"Risk in the news, {when}: {join(parts)}"


def paths(report: Briefing) -> None:
    """Show rival explanations of Russia's position, with the findings that draw each link."""
    known = report.known.evidence
    groups: list[tuple[int, str]] = []
    cells: list[dict[str, Any]] = []
    origins: dict[str, Any] = {}
    for path, ids in PATHS.items():
        rows = known[known["evidence_id"].isin(ids)].sort_values(["known_on", "evidence_id"])
        groups.append((len(cells), path))
        origins[path] = rows["origin"].nunique()
        cells += [_link(r) for r in rows.to_dict("records")] or [
            {"Finding that draws the link": "none admitted", "Known on": "", "Grade": ""}
        ]
    table(
        pd.DataFrame(cells),
        label="ukraine-paths",
        title=_path_title(origins),
        caption="Which explanation a finding belongs to is our reading; findings may stand under "
        "claims of other kinds. No series isolates the treaty from the other two, so no test is "
        "offered here.",
        kinds={"Finding that draws the link": "markdown", "Known on": "date", "Grade": "grade"},
        groups=groups,
    )


def _link(row: dict[str, object]) -> dict[str, str]:
    return {
        "Finding that draws the link": f"{row['finding']} [@{row['key']}]",
        "Known on": str(row["known_on"]),
        "Grade": f"{row['reliability']}{int(row['credibility'])}",  # type: ignore[call-overload]
    }


def _path_title(origins: dict[str, int]) -> str:
    treaty = next(iter(origins.values()))
    said = join(
        f"{count(n, 'origin')} for “{path[:1].lower()}{path[1:]}”"
        for path, n in origins.items()
        if n
    )
    if not said:
        return "No admitted finding draws any of the three links"
    return f"Links drawn to Russia's position: {said}" + (
        "" if treaty else "; none for a step in the treaty"
    )
