"""Both sides' bills by month: what effort alone does at the costs of the case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.figure import Figure

from helpers.display.axes import at, date_axis, end_labels, mark_days, quiet, zero_based
from helpers.display.bundles import figure
from helpers.display.style import ORANGE, RED, canvas
from helpers.display.words import join, num
from helpers.ledger.dates import long_date, period_start
from helpers.models import drone_exchange as model_of
from helpers.parameters import ParameterError
from helpers.sections.prose import nothing_public
from helpers.sections.ukraine.exchange import MODEL, sources
from helpers.sections.ukraine.interception import passed
from helpers.sections.ukraine.windows import Windows, axis_end, windows
from helpers.sections.whatif import case_of

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing


def bills(report: Briefing) -> pd.DataFrame:
    """Return by month the bills of both sides, USD mn, at the costs of the case.

    Launches and share stopped are those of the month; months in which less was stopped than the
    means of the case would stop are left out. Columns attacker, defender.
    """
    _, values = case_of(report, MODEL)
    out = {}
    for r in passed(report).itertuples():
        case = {
            **values,
            "launches_per_month": float(r.launched),
            "share_stopped": float(r.stopped / r.launched),
        }
        try:
            result = model_of.run(case)
        except ParameterError:
            continue
        attack = result["attacker_musd_month"]
        out[r.Index] = (attack, attack * result["ratio"])
    return pd.DataFrame.from_dict(out, orient="index", columns=["attacker", "defender"])


def exchange_months(report: Briefing) -> None:
    """Show both sides' bills by month at the costs of the case."""
    rows = bills(report)
    if rows.empty:
        nothing_public(report, "launches and the share stopped")
        return
    span = windows(report, rows.index)
    figure(
        _months_figure(report, rows),
        label="ukraine-exchange-months",
        title=_months_title(rows, span),
        subtitle="USD mn a month: launches and share stopped of each month, prices and means of "
        "the case shown",
        caption="Only launches and the share stopped change from month to month; prices and the "
        "split by means are held at the case, although both will have moved. The lines tell how "
        "effort alone drives the bills, not what was paid.",
        alt="Two lines. " + " ".join(
            f"The {side}: USD {num(rows[side].iloc[0])} mn in {long_date(rows.index[0])}, "
            f"{num(rows[side].iloc[-1])} in {long_date(rows.index[-1])}." for side in rows.columns
        ),
        source=sources(report),
        data=pd.concat([
            rows.rename_axis("month").reset_index(),
            pd.DataFrame([
                {"month": word, **rows.loc[months].mean().to_dict()}
                for word, months in (("mean before", span.before), ("mean after", span.after))
                if months
            ]),
        ]),
    )  # fmt: skip


def _months_title(rows: pd.DataFrame, span: Windows) -> str:
    if not span.before or not span.after:
        last = rows.iloc[-1]
        return (
            f"At the costs of the case the attacker's bill came to USD {num(last['attacker'])} mn "
            f"in {long_date(rows.index[-1])}, the defender's to {num(last['defender'])}"
        )
    said = []
    for side in rows.columns:
        before, after = (float(rows.loc[m, side].mean()) for m in (span.before, span.after))
        verb = "rose" if after > before else "fell"
        said.append(f"the {side}'s bill {verb} from USD {num(before)} to {num(after)} mn a month")
    return f"At the costs of the case {join(said)} after the signing"


def _months_figure(report: Briefing, rows: pd.DataFrame) -> Figure:
    fig, (ax,) = canvas(2.7)
    full = rows.reindex([str(m) for m in pd.period_range(rows.index[0], rows.index[-1], freq="M")])
    x, ends = [at(m) for m in full.index], []
    for side, tint, style in (("attacker", RED, "--"), ("defender", ORANGE, "-")):
        ax.plot(x, full[side], color=tint, lw=2, ls=style)
        ends.append((x[-1], float(full[side].iloc[-1]), side, tint))
    date_axis(ax, period_start(rows.index[0]), axis_end(report, rows.index[-1]))
    zero_based(ax)
    ax.yaxis.set_major_formatter(lambda v, _: num(v))
    end_labels(ax, ends)
    mark_days(ax, report.treaty_days, report.as_of)
    quiet(ax)
    return fig
