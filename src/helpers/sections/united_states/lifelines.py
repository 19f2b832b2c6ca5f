"""Trade of the two states by each account, growth as stated, and the lifelines that are named."""

import re

import pandas as pd
from matplotlib.figure import Figure

from helpers.display.axes import at, date_axis, mark_days, quiet, zero_based
from helpers.display.bundles import figure, say, table
from helpers.display.charts import dot_rows
from helpers.display.style import BLUE, BROWN, GREEN, RED, WHITE, canvas
from helpers.display.words import capital, count, join, num, number_word
from helpers.ledger.dates import long_date
from helpers.sections.annex import quoted
from helpers.sections.briefing import Briefing
from helpers.sections.prose import nothing_public

ACCOUNTS = {
    "trade_rus_irn_turnover_rus": ("Russian officials", RED, "o"),
    "trade_rus_irn_turnover_irica": ("Iranian customs", GREEN, "s"),
    "trade_rus_irn_turnover_eec": ("Eurasian commission", BLUE, "D"),
    "trade_rus_irn_turnover_ana": ("the agency ANA", BROWN, "^"),
}
"""Accounts of turnover, each with its name, colour and shape. They are never joined."""

GROWTH = ["trade_rus_irn_growth_ytd", "trade_rus_irn_growth"]
PAYMENTS = {
    "national_currency_share_payments": "all payments, by the Kremlin",
    "national_currency_share_food": "the food trade, by an Iranian agency",
}
"""Series on payments in own currencies: the wider base first."""

SPEAKERS = ("Putin", "Kremlin", "Overchuk", "Reuters")
LIFELINES = {
    "grain": ("U3-20", "U3-21", "U2-14"),
    "fuel by rail": ("U2-04",),
    "the Caspian route": ("U2-12", "U2-15", "U3-23"),
    "oil fleet and outlets": ("U2-06", "U2-05", "U2-07", "U2-13"),
    "payments": ("U2-02", "U2-11"),
    "investment": ("U3-02", "U3-03"),
    "the free trade agreement": ("U3-09", "U3-15", "U3-10"),
    "legal cover at the UN": ("U2-08",),
}
"""Lifelines and the findings that speak of their use."""


def turnover(report: Briefing) -> pd.DataFrame:
    """Return turnover by account: columns account, period, value, those of the ledger."""
    rows = report.figures.of(list(ACCOUNTS), since=str(report.parameters.since))
    return rows.assign(account=[ACCOUNTS[s][0] for s in rows["series"]])


def trade_accounts(report: Briefing) -> None:
    """Draw the turnover of the two states, one shape for each account, no line between them."""
    rows = turnover(report)
    if rows.empty:
        nothing_public(report, f"trade of the two states since {report.parameters.since}")
        return
    figure(
        _draw_accounts(rows, report),
        label="united_states-trade-accounts",
        title=accounts_title(rows),
        subtitle="Two-way goods trade between Russia and Iran, USD billion a year, by account",
        caption="Each dot is one statement; several for one year are kept. Iranian customs "
        "count years from March to March, filed under the year in which they begin. No line "
        "joins the dots: the accounts differ in what they count.",
        alt=". ".join(
            f"{account}: {_said(part)}" for account, part in rows.groupby("account", sort=False)
        )
        + ".",
        source=report.figures.citations(rows),
        data=rows[["account", "period", "value", "known_on", "note"]],
    )


def _said(rows: pd.DataFrame) -> str:
    return join(f"{num(v)} for {p}" for v, p in zip(rows["value"], rows["period"], strict=True))


def accounts_title(rows: pd.DataFrame) -> str:
    """Return how far the accounts lie apart for the last year of which two of them speak."""
    spread = rows.groupby("period")["account"].nunique()
    shared = sorted(spread[spread > 1].index)
    if not shared:
        last = rows.sort_values("period").iloc[-1]
        return (
            f"For {last['period']} one account is known: USD {num(last['value'])} billion "
            f"({last['account']})"
        )
    part = rows[rows["period"] == shared[-1]].sort_values("value")
    low, high = part.iloc[0], part.iloc[-1]
    return (
        f"For {shared[-1]} the accounts run from USD {num(low['value'], 1)} billion "
        f"({low['account']}) to {num(high['value'], 1)} billion "
        f"({join(sorted(set(part[part['value'] == high['value']]['account'])))}), a ratio of "
        f"{num(high['value'] / low['value'], 1)}"
    )


def _draw_accounts(rows: pd.DataFrame, report: Briefing) -> Figure:
    fig, (ax,) = canvas(3.0)
    for series, (label, colour, shape) in ACCOUNTS.items():
        part = rows[rows["series"] == series]
        face = WHITE if series != "trade_rus_irn_turnover_rus" else colour
        ax.scatter(
            [at(p) for p in part["period"]],
            part["value"],
            s=44,
            marker=shape,
            c=face,
            edgecolors=colour,
            linewidths=1.5,
            label=label,
            zorder=3,
            alpha=0.9,
        )
    date_axis(ax, f"{rows['period'].min()}-01-01", max(report.as_of, max(rows["end"])))
    mark_days(ax, report.treaty_days[:1], report.as_of)
    zero_based(ax, pad=0.1)
    quiet(ax)
    ax.legend(
        loc="upper left", bbox_to_anchor=(0, -0.1), ncols=4, borderaxespad=0, handletextpad=0.3
    )
    return fig


def growth_statements(report: Briefing) -> None:
    """Draw growth of the trade as stated, one row per statement, full years filled."""
    rows = report.figures.of(GROWTH, since=str(int(report.signed[:4]) - 1))
    if rows.empty:
        nothing_public(report, "growth of trade in the years around the signing")
        return
    rows = rows.assign(year=rows["period"].str[:4], full=rows["series"].eq(GROWTH[1]))
    rows = rows.sort_values(["year", "end", "known_on"])
    shown = pd.DataFrame(
        {
            "label": [_statement(report, r) for r in rows.to_dict("records")],
            "value": rows["value"].to_numpy(),
            "hollow": ~rows["full"].to_numpy(),
            "account": ["stated for " + y for y in rows["year"]],
        }
    )
    year = rows["year"].iloc[-1]
    part = rows[rows["year"] == year]["value"]
    figure(
        dot_rows(shown, unit="", digits=1),
        label="united_states-growth",
        title=f"For {year} the growth stated runs from {num(part.min())} to {num(part.max())} "
        "per cent"
        if part.min() < part.max()
        else f"For {year} one rate of growth has been stated: {num(part.iloc[0])} per cent",
        subtitle="Growth of trade as stated, per cent on the same span a year before, by span, "
        "speaker or outlet, and month of the statement",
        caption="Hollow: part of a year; filled: a full year. All are statements of the Russian "
        "side or relays of it; spans overlap, so a lower later figure is not a fall. Statements "
        "are of value, not volume.",
        alt=join(
            f"{a}: {num(b)} per cent" for a, b in zip(shown["label"], shown["value"], strict=True)
        )
        + ".",
        source=report.figures.citations(rows),
        data=rows[["series", "period", "value", "known_on", "note"]],
    )


def _statement(report: Briefing, row: dict[str, object]) -> str:
    who = next((s for s in SPEAKERS if s in str(row["note"])), "")
    publisher = str(report.known.sources["publisher"].get(row["source_id"], ""))
    publisher = re.sub(r".*\((.+)\).*", r"\1", publisher)
    year, month = str(row["period"])[:4], str(row["period"])[5:7]
    span = year if row["full"] else f"Jan–{long_date(f'{year}-{month}')[:3]} {year}"
    said = long_date(str(row["known_on"])[:7])
    return f"{span} ({who or publisher}, {said[:3]} {said[-4:]})"


def payments(report: Briefing) -> None:
    """Say what shares of payments in own currencies are stated, each with its base and day."""
    said, values = [], []
    for series, base in PAYMENTS.items():
        row = report.figures.last(series, "RUS-IRN")
        if row is not None:
            values.append(row["value"])
            day = long_date(str(row["known_on"]))
            said.append(f"{num(row['value'])} per cent of {base} ({day}) [@{row['key']}]")
    if not said:
        nothing_public(report, "payments in own currencies")
        return
    apart = len(values) > 1 and values[1] < values[0]
    tail = "The bases and the speakers differ." if apart else "No count behind it is held."
    say(f"Stated as paid in roubles and rials: {join(said)}. {tail}")


def lifelines_table(report: Briefing) -> None:
    """Tabulate the lifelines named, the findings on their use, and how each is graded."""
    known = report.evidence("U2", "U3").set_index("evidence_id", drop=False)
    cells: list[dict[str, str]] = []
    groups: list[tuple[int, str]] = []
    clean: list[str] = []
    for lifeline, ids in LIFELINES.items():
        part = known.loc[[i for i in ids if i in known.index]]
        if part.empty:
            continue
        groups.append((len(cells), capital(lifeline)))
        clean += [lifeline] if set(part["stance"]) == {"supports"} else []
        cells += [
            {
                "Finding": quoted(r),
                "Claim": r["claim_id"],
                "Stance": r["stance"],
            }
            for r in part.to_dict("records")
        ]
    if not cells:
        nothing_public(report, "lifelines between the two states")
        return
    table(
        pd.DataFrame(cells),
        label="united_states-lifelines",
        title=f"{capital(count(len(groups), 'lifeline'))} named; "
        + (
            f"on {number_word(len(clean))} of them no finding held qualifies or contradicts its "
            f"claim: {join(clean)}"
            if clean
            else "on each of them a finding qualifies or contradicts its claim"
        ),
        caption="A lifeline counts if it replaces what pressure takes away. Stance is towards "
        "the claim named, not towards a state.",
        kinds={"Finding": "markdown"},
        groups=groups,
    )
