"""How much each route carries: counts of freight by account, none of them averaged."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.display.axes import zero_based
from helpers.display.bundles import figure
from helpers.display.style import BLUE, GREEN, INK, LIGHT, ORANGE, PURPLE, WHITE, canvas
from helpers.display.words import capital, count, join, num, percent
from helpers.sections.briefing import Briefing
from helpers.sections.caucasus.words import short_num
from helpers.sections.prose import nothing_public

WHOLE, MIDDLE = "North-South, whole corridor", "Middle Corridor"
WEST, CASPIAN, EAST = (f"North-South, {b} branch" for b in ("western", "trans-Caspian", "eastern"))
ROUTES = (WHOLE, WEST, CASPIAN, EAST, MIDDLE)
ROUTE_OF = {
    "INSTC": WHOLE,
    "INSTC west": WEST,
    "INSTC trans-Caspian": CASPIAN,
    "INSTC east": EAST,
    "Middle Corridor": MIDDLE,
}
SERIES = [
    "instc_volume_total",
    "instc_volume_branch",
    "titr_volume_operators",
    "titr_volume_edb",
    "titr_volume_digest",
]
ACCOUNTS = {
    "officials": (BLUE, "o", "officials"),
    "operators": (GREEN, "s", "railway operators"),
    "bank": (ORANGE, "D", "a development bank"),
    "digest": (PURPLE, "^", "digests of low grade"),
}
UNSURE = "expected|preliminary|midpoint|derived"
"""Words in a number's note that make its mark hollow."""

FIRST_YEAR = "2022"
"""First year drawn: before it one digest gives one value, for one route."""

ROW = 0.235
"""Inches of one row."""


def counts(report: Briefing) -> pd.DataFrame:
    """Return freight of the accounts chosen: route, account, year, value, hollow, key, note."""
    rows = report.figures.of(SERIES, since=FIRST_YEAR)
    account = [_account(s, i) for s, i in zip(rows["series"], rows["source_id"], strict=True)]
    unsure = rows["note"].str.contains(UNSURE, case=False) | rows["series"].str.endswith("digest")
    rows = rows.assign(
        account=account,
        route=rows["entity"].map(ROUTE_OF),
        year=rows["period"].astype(int),
        hollow=unsure,
    )
    chosen = rows[rows["account"].isin(report.parameters.freight_accounts)]
    chosen = chosen.sort_values(["year", "value"])
    return chosen.sort_values("route", key=lambda r: r.map(ROUTES.index), kind="stable")


def freight(report: Briefing) -> None:
    """Show what each account says the corridors carried, year by year."""
    rows = counts(report)
    if rows.empty:
        nothing_public(report, "freight by the accounts chosen")
        return
    said = [text for route in (WHOLE, MIDDLE) if (text := growth(rows, route))]
    n = f"{capital(count(len(rows), 'count'))} of freight, none of a whole corridor"
    figure(
        _draw(rows),
        label="caucasus-freight",
        title=capital("; ".join(said)) if said else n,
        subtitle="Freight by route, year and account, million tonnes",
        caption="Each mark is one account’s value, written at the end of its row; a bar joins the "
        "values given for one year. Hollow: expected, preliminary, the middle of a span, derived, "
        "or of low grade. A total counts cargo on each part of the corridor, the Middle Corridor "
        "counts transit: the two do not measure the same thing, and branches are not to be added.",
        alt=" ".join(_in_words(route, part) for route, part in rows.groupby("route", sort=False)),
        source=report.figures.citations(rows),
        data=rows[["route", "year", "value", "account", "note"]],
    )


def growth(rows: pd.DataFrame, route: str) -> str:
    """Return how one account's latest count of a route stands to its own first, as a clause.

    Chosen is the account with the latest year among those with counts for more than one year,
    digests last; an account is compared with itself only.
    """
    part = rows[rows["route"] == route]
    if part.empty:
        return ""
    years = part.groupby("account")["year"].agg(["min", "max"])
    years = years.assign(several=years["min"] < years["max"], good=years.index != "digest")
    account = str(years.sort_values(["good", "several", "max"]).index[-1])
    own = part[part["account"] == account]
    first, last = own["year"].min(), own["year"].max()
    now, then = (own.loc[own["year"] == y, "value"] for y in (last, first))
    low, high = now.min(), now.max()
    span = short_num(low) if low == high else f"{short_num(low)} to {short_num(high)}"
    corridor = "the Middle Corridor" if route == MIDDLE else "the North-South corridor"
    text = f"{ACCOUNTS[account][2]} put {corridor} at {span} million tonnes for {last}"
    if account == "bank":
        text = text.replace(" put ", " puts ", 1)
    if first == last:
        return text
    return f"{text}, {span_words(low / then.max() - 1, high / then.min() - 1)} {first}"


def span_words(low: float, high: float) -> str:
    """Return a span of change in words.

    Example:
        >>> span_words(0.26, 0.48), span_words(-0.1, 0.2), span_words(-0.2, -0.2)
        ('26 to 48 per cent above', '10 per cent below to 20 per cent above', '20 per cent below')
    """
    side = ["above" if v >= 0 else "below" for v in (low, high)]
    if round(100 * low) == round(100 * high):
        return f"{percent(abs(low))} {side[0]}"
    if side[0] != side[1]:
        return f"{percent(-low)} below to {percent(high)} above"
    a, b = sorted((abs(low), abs(high)))
    return f"{num(100 * a, 0)} to {percent(b)} {side[0]}"


def _account(series: str, source_id: str) -> str:
    if series.startswith("titr_volume_"):
        who = series.removeprefix("titr_volume_")
        return "bank" if who == "edb" else who
    return "bank" if source_id.endswith("-edb") else "officials"


def _draw(rows: pd.DataFrame) -> Figure:
    """Draw a row for each route and year, with the routes as headings."""
    lines: list[tuple[str, int]] = []
    for route in (r for r in ROUTES if r in set(rows["route"])):
        years = sorted(rows.loc[rows["route"] == route, "year"].unique())
        lines += [(route, 0), *((route, int(y)) for y in years)]
    fig, (ax,) = canvas(0.75 + ROW * len(lines))
    for i, (route, year) in enumerate(lines):
        if not year:
            ax.annotate(
                route, (0, i), xytext=(-32, 0), textcoords="offset points", fontweight="bold",
                va="center", fontsize=8.6,
            )  # fmt: skip
            continue
        _draw_year(ax, i, rows[(rows["route"] == route) & (rows["year"] == year)])
    ax.set_yticks([i for i, (_, y) in enumerate(lines) if y], [str(y) for _, y in lines if y])
    ax.set_ylim(len(lines) - 0.4, -0.6)
    zero_based(ax, "x", pad=0.1)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    for account in (a for a in ACCOUNTS if a in set(rows["account"])):
        colour, marker, word = ACCOUNTS[account]
        ax.scatter([], [], marker=marker, color=colour, s=36, label=word)
    ax.legend(
        loc="lower left", bbox_to_anchor=(0, 1), ncols=4, handletextpad=0.1, borderaxespad=0.3,
        columnspacing=1.2,
    )  # fmt: skip
    return fig


def _draw_year(ax: Axes, i: int, part: pd.DataFrame) -> None:
    low, high = part["value"].min(), part["value"].max()
    ax.plot([low, high], [i, i], color=LIGHT, lw=4, solid_capstyle="round", zorder=1)
    for row in part.itertuples():
        colour, marker, _ = ACCOUNTS[row.account]
        ax.scatter(
            row.value, i, s=38, marker=marker, c=WHITE if row.hollow else colour,
            edgecolors=colour, linewidths=1.4, zorder=3,
        )  # fmt: skip
    words = " · ".join(dict.fromkeys(short_num(v) for v in part["value"]))
    ax.annotate(
        words, (high, i), xytext=(8, 0), textcoords="offset points", va="center", fontsize=8,
        color=INK,
    )  # fmt: skip


def _in_words(route: str, part: pd.DataFrame) -> str:
    said = [f"{r.year} {short_num(r.value)} ({ACCOUNTS[r.account][2]})" for r in part.itertuples()]
    return f"{route}: {join(dict.fromkeys(said))}."
