"""Aid allocated to Ukraine: who pays for the defence, before and after the signing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.axes import Axes

from helpers.display.axes import date_axis, mark_days, quiet, zero_based
from helpers.display.bundles import figure, note, say, table
from helpers.display.style import COUNTRY, canvas, name
from helpers.display.words import join, num
from helpers.ledger.dates import long_date, period_end, period_start
from helpers.sections.prose import nothing_public
from helpers.sections.ukraine.windows import Windows, draw_levels, month_bars, monthly, windows

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

KINDS = {
    "ukraine_aid_total_by_donor": "all aid",
    "ukraine_aid_military_by_donor": "military aid",
}
THE = {"USA": "the United States", "Europe": "Europe"}


def aid(report: Briefing) -> None:
    """Show aid allocated by month, all and military, for each donor chosen."""
    donors = list(report.parameters.donors)
    if not donors:
        note("No donor is chosen in the parameter `donors`.")
        return
    rows = report.figures.of(list(KINDS), donors)
    if rows.empty:
        nothing_public(report, "aid allocated to Ukraine")
        return
    months = sorted(rows["period"].unique())
    span = windows(report, months)
    fig, axes = canvas(3.6, 2, len(donors), sharey="row", sharex=True)
    places = [(kind, donor) for kind in KINDS for donor in donors]
    for ax, (kind, donor) in zip(axes, places, strict=True):
        _panel(report, ax, monthly(report, kind, donor), span, COUNTRY[donor])
        ax.set_title(f"{name(donor)}, {KINDS[kind]}")
    figure(
        fig,
        label="ukraine-aid",
        title=_title(report, donors, span),
        subtitle=f"Allocations per month, billion euro; means over {span}",
        caption="Allocated means set aside for a purpose, not delivered: a month without "
        "allocation is not a month without deliveries. Europe contains the EU institutions. Aid "
        "cannot be divided by drones: it pays for the whole defence. The signing and the change of "
        "government in Washington lie three days apart. "
        + report.figures.caveat(*KINDS),
        alt=_alt(report, donors, span),
        source=report.figures.citations(rows),
        data=rows[["series", "entity", "period", "value"]],
    )  # fmt: skip
    say(_since_start(report, donors))


def _panel(report: Briefing, ax: Axes, values: pd.Series, span: Windows, tint: str) -> None:
    month_bars(ax, values, tint)
    date_axis(ax, period_start(values.index[0]), period_end(values.index[-1]))
    zero_based(ax)
    draw_levels(ax, span, *means(values, span))
    mark_days(ax, report.treaty_days, report.as_of)
    quiet(ax)


def means(values: pd.Series, span: Windows) -> tuple[float, float]:
    """Return the mean per month of the two windows."""
    before, after = (
        float(values.reindex(m).mean()) if m else float("nan") for m in (span.before, span.after)
    )
    return before, after


def _title(report: Briefing, donors: list[str], span: Windows) -> str:
    if not span.before:
        return "No month of aid before the signing is known"
    parts: list[str] = []
    for donor in donors:
        before, after = means(monthly(report, "ukraine_aid_total_by_donor", donor), span)
        by = "that by" if parts else "by"
        start, end = (f"EUR {num(v, 1)} bn a month" if v else "nothing" for v in (before, after))
        if not span.after:
            parts.append(f"{by} {THE[donor]} came to {start}")
        else:
            parts.append(f"{by} {THE[donor]} {'fell' if after < before else 'rose'} from {start} "
            f"to {end.removesuffix(' a month')}")  # fmt: skip
    when = "after the signing" if span.after else "before the signing"
    return f"Aid allocated {join(parts)} {when}"


def _alt(report: Briefing, donors: list[str], span: Windows) -> str:
    parts = []
    for kind, word in KINDS.items():
        for donor in donors:
            before, after = means(monthly(report, kind, donor), span)
            said = " and ".join(
                f"{num(v, 1)} {w}" for v, w in ((before, "before"), (after, "after")) if v == v
            )
            parts.append(f"{name(donor)}, {word}: {said or 'not known'}")
    return f"Columns per month, means in billion euro: {'; '.join(parts)}."


def _since_start(report: Briefing, donors: list[str]) -> str:
    """Return each donor's sum over all months known."""
    sums = {d: monthly(report, "ukraine_aid_total_by_donor", d) for d in donors}
    sums = {d: v for d, v in sums.items() if len(v)}
    if not sums:
        return ""
    months = next(iter(sums.values())).index
    parts = [f"{THE[d]} had allocated EUR {num(v.sum(), 0)} bn" for d, v in sums.items()]
    return f"From {long_date(months[0])} to {long_date(months[-1])} {join(parts)}."


def aid_by_donor(report: Briefing) -> None:
    """Show the largest donors over the whole war, if a release with single donors was out."""
    rows = report.figures.of("ukraine_aid_cumulative").sort_values("value", ascending=False)
    if rows.empty:
        nothing_public(report, "aid by single donor")
        return
    shown = pd.DataFrame({"Donor": [name(e) for e in rows["entity"]], "EUR bn": rows["value"]})
    top = THE.get(rows["entity"].iloc[0], shown["Donor"].iloc[0])
    table(
        shown,
        label="ukraine-aid-donors",
        title=f"The largest of {len(rows)} single donors is {top}, with EUR "
        f"{num(rows['value'].iloc[0], 0)} bn",
        caption="Allocations of all kinds, "
        f"{rows['note'].iloc[0]}. " + report.figures.caveat("ukraine_aid_cumulative"),
        source=report.figures.citations(rows),
        formats={"EUR bn": ",.1f"},
    )  # fmt: skip
