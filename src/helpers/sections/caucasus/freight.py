"""How much each route carries: counts by account, goals against results, rail."""

import pandas as pd
from matplotlib.figure import Figure

from helpers.display.axes import quiet, zero_based
from helpers.display.bundles import figure, note, table
from helpers.display.style import BLUE, GREEN, GREY, ORANGE, PURPLE, WHITE, canvas
from helpers.display.words import capital, count, join, num, percent
from helpers.ledger.dates import long_date
from helpers.sections.briefing import Briefing
from helpers.sections.prose import nothing_public

WHOLE, BRANCHES, MIDDLE = "North–South, whole", "North–South, branches", "Middle Corridor"
PANEL_OF = {
    "instc_volume_total": WHOLE,
    "instc_volume_branch": BRANCHES,
    "titr_volume_operators": MIDDLE,
    "titr_volume_edb": MIDDLE,
    "titr_volume_digest": MIDDLE,
}
ACCOUNTS = {
    "officials": (BLUE, "o", "officials"),
    "operators": (GREEN, "s", "railway operators"),
    "bank": (ORANGE, "D", "development bank"),
    "digest": (PURPLE, "^", "digests of low grade"),
}
UNSURE = "expected|preliminary|midpoint|derived"
"""Words in a number's note that make its mark hollow."""

PLACEHOLDER_YEAR = "2035"
"""Year under which the ledger keeps a goal whose speaker named none."""


def counts(report: Briefing) -> pd.DataFrame:
    """Return freight counts of the accounts chosen: panel, account, year, value, hollow, branch."""
    rows = report.figures.of(list(PANEL_OF))
    account = [_account(s, i) for s, i in zip(rows["series"], rows["source_id"], strict=True)]
    rows = rows.assign(
        account=account, panel=rows["series"].map(PANEL_OF), year=rows["period"].astype(int)
    )
    rows = rows[rows["account"].isin(report.parameters.freight_accounts)]
    unsure = rows["note"].str.contains(UNSURE, case=False) | (rows["account"] == "digest")
    rows = rows.assign(hollow=unsure, branch=rows["entity"].str.replace("INSTC ", ""))
    return rows.drop_duplicates(["series", "entity", "year", "value"])


def freight(report: Briefing) -> None:
    """Show what each account says the corridors carried, year by year."""
    rows = counts(report)
    if rows.empty:
        nothing_public(report, "freight by the accounts chosen")
        return
    said = [s for s in (growth(rows, WHOLE), growth(rows, MIDDLE)) if s]
    names = list(dict.fromkeys(rows["series"]))
    figure(
        _draw(rows),
        label="caucasus-freight",
        title="; ".join(said) if said else f"{capital(count(len(rows), 'count'))} of freight, none of a whole corridor",
        subtitle="Freight by route and account, million tonnes a year, one scale",
        caption="Each mark is one account’s value; no line joins them, since speakers and methods change from year to year. "
        "Hollow: expected, preliminary, the middle of a span, derived, or of low grade. The whole corridor counts cargo on "
        f"each of its parts; the Middle Corridor counts transit: the panels do not measure the same thing. {report.figures.caveat(*names)}",
        alt=" ".join(f"{p}: {join([_words(r) for r in part.to_dict('records')])}." for p, part in rows.groupby("panel", sort=False)),
        source=report.figures.citations(rows),
        data=rows[["panel", "entity", "year", "value", "account", "note"]],
    )  # fmt: skip


def growth(rows: pd.DataFrame, panel: str) -> str:
    """Return how the latest count of a corridor stands to its first year's, as a clause."""
    part = rows[(rows["panel"] == panel) & (rows["account"] != "digest")]
    if part.empty:
        part = rows[rows["panel"] == panel]
    if part.empty:
        return ""
    name = "North–South freight" if panel == WHOLE else "the Middle Corridor’s"
    first, last = part["year"].min(), part["year"].max()
    now = part.loc[part["year"] == last, "value"]
    span = num(now.max()) if now.nunique() == 1 else f"{num(now.min())} to {num(now.max())}"
    text = f"{name} is put at {span} million tonnes for {last}"
    if first == last:
        return text
    then = part.loc[part["year"] == first, "value"]
    low, high = now.min() / then.max() - 1, now.max() / then.min() - 1
    return f"{text}, {_percent_span(low, high)} {first}"


def goals(report: Briefing) -> None:
    """Show the goals for each corridor beside the latest result."""
    rows = report.figures.of(["instc_volume_target", "titr_volume_target"])
    open_goal = rows[rows["period"] == PLACEHOLDER_YEAR]
    rows = rows[rows["period"] != PLACEHOLDER_YEAR]
    results = counts(report)
    results = results[results["panel"].isin([WHOLE, MIDDLE]) & (results["account"] != "digest")]
    if rows.empty or results.empty:
        nothing_public(report, "goals and results by the accounts chosen")
        return
    rows = rows.assign(panel=[WHOLE if s.startswith("instc") else MIDDLE for s in rows["series"]])
    latest = results[results["year"] == results.groupby("panel")["year"].transform("max")]
    undated = "".join(
        f" One goal of {num(v)} has no year and is left out." for v in open_goal["value"]
    )
    figure(
        _draw_goals(rows, latest),
        label="caucasus-goals",
        title=_goal_title(rows, latest),
        subtitle="Latest result (filled) and goals (hollow, with their year), million tonnes a year",
        caption=f"Goals are statements by officials, a development bank and a study, each for the year beside it.{undated} A goal is not a result.",
        alt="; ".join(f"{p}: latest {join([num(v) for v in latest.loc[latest['panel'] == p, 'value']])}, goals {join([f'{num(r.value)} for {r.period}' for r in part.itertuples()])}"
                      for p, part in rows.groupby("panel")) + ".",
        source=report.figures.citations(pd.concat([latest, rows, open_goal])),
        data=rows[["panel", "period", "value", "note"]],
    )  # fmt: skip


def rail(report: Briefing) -> None:
    """Show the counts of trains and containers, which measure less and are firmer."""
    names = ["instc_rail", "instc_rail_containers", "instc_rail_teu_10m", "rail_irn_aze"]
    rows = report.figures.of(names)
    if rows.empty:
        nothing_public(report, "freight by rail")
        return
    boxes = rows[rows["series"] == "instc_rail_containers"].sort_values("period")
    title = f"{capital(count(len(rows), 'count'))} of rail freight, in four measures that cannot be added"
    if len(boxes) > 1:
        a, b = boxes.iloc[0], boxes.iloc[-1]
        title = (
            f"Rail containers on the corridor went from {num(a['value'])} in {a['period']} to {num(b['value'])} in {b['period']}, "
            f"{percent(abs(b['value'] / a['value'] - 1))} {'more' if b['value'] > a['value'] else 'fewer'}"
        )  # fmt: skip
    table(
        pd.DataFrame({
            "Measure": [f"{report.figures.title(s)}" for s in rows["series"]],
            "Route": [e.replace("INSTC ", "North–South, ").replace("INSTC", "North–South").replace("IRN-AZE", "Iran and Azerbaijan") for e in rows["entity"]],
            "Period": [f"to {long_date(p)}" if len(p) > 4 else p for p in rows["period"]],
            "Value": [num(v) for v in rows["value"]],
            "Unit": list(rows["unit"]),
            "Source": [f"{n} [@{k}]".strip() for n, k in zip(rows["note"], rows["key"], strict=True)],
        }),
        label="caucasus-rail",
        title=title,
        caption="Containers, standard units (TEU) and tonnes are different measures; part years are not whole years.",
        kinds={"Value": "number", "Source": "markdown"},
    )  # fmt: skip
    if (
        not report.figures.of("instc_volume_total", since=report.as_of[:4])["end"]
        .gt(report.as_of)
        .any()
    ):
        note(f"No total for the whole corridor in {report.as_of[:4]} is held.")


def _account(series: str, source_id: str) -> str:
    if series.startswith("titr_volume_"):
        return {"edb": "bank"}.get(
            series.removeprefix("titr_volume_"), series.removeprefix("titr_volume_")
        )
    return "bank" if source_id.endswith("-edb") else "officials"


def _draw(rows: pd.DataFrame) -> Figure:
    panels = [p for p in (WHOLE, BRANCHES, MIDDLE) if p in set(rows["panel"])]
    fig, axes = canvas(3.3, 1, len(panels), sharey=True)
    years = range(rows["year"].min(), rows["year"].max() + 1)
    for ax, panel in zip(axes, panels, strict=True):
        part = rows[rows["panel"] == panel]
        for account, (colour, marker, _) in ACCOUNTS.items():
            own = part[part["account"] == account]
            face = [WHITE if h else colour for h in own["hollow"]]
            ax.scatter(
                own["year"],
                own["value"],
                s=40,
                marker=marker,
                c=face,
                edgecolors=colour,
                linewidths=1.4,
                zorder=3,
            )
        _values(ax, part)
        ax.set_title(panel, fontsize=9)
        ax.set_xticks(list(years), [str(y) for y in years])
        ax.set_xlim(years[0] - 0.4, years[-1] + 0.95)
        ax.grid(axis="y")
        quiet(ax)
    zero_based(axes[0], pad=0.08)
    used = [a for a in ACCOUNTS if a in set(rows["account"])]
    handles = [
        axes[0].scatter(
            [], [], marker=ACCOUNTS[a][1], color=ACCOUNTS[a][0], s=36, label=ACCOUNTS[a][2]
        )
        for a in used
    ]
    fig.legend(
        handles=handles, loc="outside upper left", ncols=4, handletextpad=0.1, columnspacing=1.2
    )
    return fig  # fmt: skip


def _values(ax, part: pd.DataFrame) -> None:
    """Write the values to the right of their marks, those of one year spread apart."""
    from helpers.display.axes import spread

    for _, same in part.groupby("year"):
        same = same.sort_values("value")
        for y, row in zip(spread(list(same["value"]), 1.05), same.itertuples(), strict=True):
            word = f"{num(row.value)} {row.branch}" if row.panel == BRANCHES else num(row.value)
            ax.annotate(
                word,
                (row.year, y),
                xytext=(6, 0),
                textcoords="offset points",
                va="center",
                fontsize=7.6,
            )


def _draw_goals(rows: pd.DataFrame, latest: pd.DataFrame) -> Figure:
    panels = list(dict.fromkeys(rows["panel"]))
    fig, (ax,) = canvas(0.8 + 0.62 * len(panels))
    for i, panel in enumerate(panels):
        own = rows[rows["panel"] == panel].drop_duplicates(["period", "value"]).sort_values("value")
        ax.scatter(
            own["value"],
            [i] * len(own),
            s=44,
            marker="D",
            c=WHITE,
            edgecolors=ORANGE,
            linewidths=1.4,
            zorder=3,
        )
        for k, goal in enumerate(own.itertuples()):
            near = k and goal.value - own["value"].iloc[k - 1] < 1
            ax.annotate(
                "" if near else f"{num(goal.value)}\n{goal.period}",
                (goal.value, i),
                xytext=(0, -7),
                textcoords="offset points",
                ha="center",
                va="top",
                fontsize=7.8,
                color=GREY,
            )
        result = latest[latest["panel"] == panel]
        ax.barh([i] * len(result), result["value"], height=0.2, color=BLUE, zorder=2)
        for r in result.itertuples():
            ax.annotate(
                f"{num(r.value)} in {r.year}",
                (r.value, i),
                xytext=(-2, 8),
                textcoords="offset points",
                ha="right",
                va="bottom",
                fontsize=8,
                color=BLUE,
                fontweight="bold",
            )
    ax.set_yticks(range(len(panels)), panels)
    ax.set_ylim(len(panels) - 0.35, -0.6)
    zero_based(ax, "x")
    quiet(ax)
    return fig  # fmt: skip


def _goal_title(rows: pd.DataFrame, latest: pd.DataFrame) -> str:
    said = []
    for panel, part in rows.groupby("panel", sort=False):
        result = latest.loc[latest["panel"] == panel]
        if result.empty:
            continue
        year = part["period"].max()
        goal = part.loc[part["period"] == year, "value"]
        low, high = result["value"].min() / goal.max(), result["value"].max() / goal.min()
        share = (
            percent(low)
            if round(100 * low) == round(100 * high)
            else f"{num(100 * low, 0)} to {percent(high)}"
        )
        name = "the Middle Corridor" if panel == MIDDLE else "the North–South corridor"
        said.append(f"{name} {share} of its goals for {year}")
    return capital(
        f"{join(said)} reached, by the latest counts" if said else "no goal has a count beside it"
    )


def _percent_span(low: float, high: float) -> str:
    a, b = sorted((low, high))
    if round(100 * a) == round(100 * b):
        return f"{percent(abs(a))} {'above' if a >= 0 else 'below'}"
    if a >= 0:
        return f"{num(100 * a, 0)} to {percent(b)} above"
    return (
        f"between {percent(-a)} below and {percent(b)} above"
        if b > 0
        else f"{num(-100 * b, 0)} to {percent(-a)} below"
    )


def _words(row: dict[str, object]) -> str:
    branch = f" {row['branch']}" if row["panel"] == BRANCHES else ""
    return f"{row['year']}{branch} {num(float(str(row['value'])))} ({ACCOUNTS[str(row['account'])][2]})"
