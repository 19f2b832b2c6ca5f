"""Who trades with whom: Armenia and Russia by account, the main partners of both neighbours."""

import pandas as pd

from helpers.display.bundles import figure, say, table
from helpers.display.charts import dot_rows
from helpers.display.style import name
from helpers.display.words import capital, count, join, num
from helpers.judgement.indicators.caucasus.armenia import in_part
from helpers.sections.briefing import Briefing
from helpers.sections.caucasus.words import short_num
from helpers.sections.prose import nothing_public

LABELS = {
    "imports_arm_from_rus": "Imports from Russia, {} (press)",
    "trade_arm_rus_turnover": "Turnover, {} (an analyst)",
    "trade_arm_rus_turnover_8m": "Turnover, January to August {} (Armstat)",
}
SHARES = ["armenia_export_share_russia", "export_partner_share"]
PARTNER_SERIES = {"export_partner_share": "exports", "import_partner_share": "imports"}
WATCHED = ("RUS", "IRN", "TUR")


def trade(report: Briefing) -> None:
    """Show trade of Armenia with Russia by account, and the Russian share of exports."""
    shares = report.figures.of(SHARES, ["ARM", "ARM->RUS"])
    if len(shares):
        said = join(
            [f"{num(r.value)} per cent for {r.period} [@{r.key}]" for r in shares.itertuples()]
        )
        say(f"The share of Armenian exports that went to Russia is given as {said}.")
    rows = report.figures.of(list(LABELS))
    if rows.empty:
        nothing_public(report, "the value of Armenia’s trade with Russia")
        return
    pairs = zip(rows["series"], rows["period"], strict=True)
    rows = rows.assign(
        label=[LABELS[s].format(p[:4]) for s, p in pairs],
        hollow=[in_part(note) != "" for note in rows["note"]],
    )
    figure(
        dot_rows(rows[["label", "value", "hollow"]], digits=1),
        label="caucasus-armenia-trade",
        title=_trade_title(rows),
        subtitle="Trade of Armenia with Russia by account, USD bn",
        caption="Hollow: the period is not stated in full. Whole years, part years, turnover and "
        "imports are different measures. Gold and diamonds in transit swell them, and a fall in "
        f"transit is no political turn. {report.figures.caveat(*rows['series'].unique())}",
        alt="; ".join(f"{r.label} {short_num(r.value)}" for r in rows.itertuples()) + ".",
        source=report.figures.citations(rows),
        data=rows[["label", "period", "value", "note"]],
    )


def partners(report: Briefing) -> None:
    """Show the main trade partners of Azerbaijan and Armenia."""
    rows = report.figures.of(list(PARTNER_SERIES))
    rows = rows[rows["entity"].str.startswith(("AZE", "ARM"))]
    if rows.empty:
        nothing_public(report, "the trade partners of Azerbaijan and Armenia")
        return
    keys = [rows["entity"].str[:3], rows["series"]]
    cells = [_partner_row(state, series, part) for (state, series), part in rows.groupby(keys)]
    russia = {(c["State"], c["Flow"]): c["Russia"] or "no listed share" for c in cells}
    said = [f"{russia[key]} of {key[0]}’s" for key in russia if key[1] == "exports"]
    table(
        pd.DataFrame(cells),
        label="caucasus-partners",
        title=f"Russia took, per cent of exports in {rows['period'].max()}: {join(said)}",
        caption="Shares of goods trade, per cent. A blank field means: not among the five largest. "
        f"{report.figures.caveat('export_partner_share')}",
        source=report.figures.citations(rows),
        kinds={name(state): "number" for state in WATCHED},
    )


def _trade_title(rows: pd.DataFrame) -> str:
    whole = rows[rows["series"] == "trade_arm_rus_turnover"]
    goods = rows[rows["series"] == "imports_arm_from_rus"]
    if len(whole) > 1:
        a, b = whole.iloc[0], whole.iloc[-1]
        return (
            f"By one account turnover with Russia went from {short_num(a['value'])} bn dollars in "
            f"{a['period']} to {short_num(b['value'])} bn in {b['period']}{in_part(b['note'])}"
        )
    if len(goods) > 1:
        a, b = goods.iloc[0], goods.iloc[-1]
        return (
            f"Armenia’s imports from Russia were {num(b['value'] / a['value'], 1)} times as large "
            f"in {b['period']} as in {a['period']}"
        )
    return f"{capital(count(len(rows), 'count'))} of trade with Russia, none to compare it with"


def _partner_row(state: str, series: str, part: pd.DataFrame) -> dict[str, str]:
    part = part.sort_values("value", ascending=False)
    value = {e[-3:]: num(v) for e, v in zip(part["entity"], part["value"], strict=True)}
    said = ", ".join(f"{name(p)} {v}" for p, v in value.items())
    row = {"State": name(state), "Flow": PARTNER_SERIES[series], "Five largest partners": said}
    return row | {name(p): value.get(p, "") for p in WATCHED}
