"""Which link of the network decides: each closed or opened in turn, elasticities, one check."""

import pandas as pd
from matplotlib.figure import Figure

from helpers.display.axes import quiet
from helpers.display.bundles import figure, note, say, table
from helpers.display.style import BLUE, GREY, ORANGE, WHITE, canvas
from helpers.display.words import capital, join, num
from helpers.models import scenarios
from helpers.models import tornado as moves
from helpers.models.corridors import elasticity, reported_run
from helpers.models.corridors.check import RUN
from helpers.models.corridors.split import STEP
from helpers.models.scenarios import case
from helpers.sections import whatif
from helpers.sections.briefing import Briefing
from helpers.sections.caucasus.network import ASSUMED, MODEL, Shown, sources, to
from helpers.sections.prose import cite, nothing_public

LINKS: dict[str, dict[str, str | bool]] = {
    "Azerbaijan–Iran border at Astara shut": {"closed_link": "astara"},
    "Caspian crossing to Iran shut": {"closed_link": "caspian"},
    "Turkmenistan–Iran border shut": {"closed_link": "incheh-borun"},
    "all transit through Iran stopped": {"closed_link": "iran"},
    "ferry Aktau–Baku stopped": {"closed_link": "aktau-ferry"},
    "border of Georgia and Türkiye shut": {"closed_link": "kars"},
    "Novorossiysk shut": {"closed_link": "novorossiysk"},
    "Strait of Hormuz shut": {"hormuz_closed": True},
    "Red Sea shut": {"red_sea_closed": True},
    "railway Rasht-Astara built": {"rasht_astara_built": True},
    "line across southern Armenia open": {"southern_armenia_open": True},
}
"""By words for it, what closing or opening a link sets in the model."""

SMALL = 0.05
"""USD per tonne, and points of share, below which a link moves nothing."""

ELASTIC = (
    "tariff", "value_of_time", "border_delay", "rail_cost", "ocean_cost", "rail_speed", "risk_iran",
)  # fmt: skip
RESULTS = {
    "share_land": "Share of the land corridors",
    "land_days": "Days of the best way on land",
    "expected_cost": "Expected cost",
}


def knockout(report: Briefing) -> None:
    """Show what closing or opening one link changes for the pair chosen."""
    shown = Shown.of(report)
    rows = changes(shown)
    moved = rows[(rows["cost"].abs() >= SMALL) | (rows["share"].abs() >= SMALL)]
    still = [w for w in rows["link"] if w not in set(moved["link"])]
    if moved.empty:
        note(f"No single link moves freight from {to(shown.pair)} in {shown.name}.")
        return
    worst = moved.iloc[0]
    way = "dearer" if worst["cost"] > 0 else "cheaper"
    figure(
        _draw(moved),
        label="caucasus-knockout",
        title=f"{capital(worst['link'])}: the way from {to(shown.pair)} is "
        f"{num(abs(worst['cost']))} USD per tonne {way}, and the land corridors’ share "
        f"{_moved(worst['share'])}",
        subtitle="Change against the case shown: expected generalized cost, USD per tonne (left), "
        "share of the land corridors, points (right)",
        caption="Each row closes or opens one link and leaves the rest as in the case shown; all "
        "ways are sought anew. Solid: a link closed; hatched: a link opened. "
        + (f"Without effect: {join(still)}. " if still else "")
        + ASSUMED,
        alt="; ".join(
            f"{r.link}: cost {_signed(r.cost)}, share {_signed(r.share)}"
            for r in moved.itertuples()
        )
        + ".",
        source=sources(report, shown),
        data=rows.round(2),
    )


def changes(shown: Shown) -> pd.DataFrame:
    """Return, by link, the change in expected cost and in the share of the land corridors.

    Returns:
        Columns link, opens (bool), cost (USD per tonne), share (points), land_share (per cent, with
        the link closed or opened); the largest change of cost first.
    """
    here = shown.model.run(shown.values)
    rows = []
    for link, setting in LINKS.items():
        if all(shown.values[name] == value for name, value in setting.items()):
            continue
        there = shown.model.run({**shown.values, **setting})
        opens = next(iter(setting)) in ("rasht_astara_built", "southern_armenia_open")
        rows.append(
            {
                "link": link,
                "opens": opens,
                "cost": there["expected_cost"] - here["expected_cost"],
                "share": there["share_land"] - here["share_land"],
                "land_share": there["share_land"],
            }
        )
    table = pd.DataFrame(rows)
    return table.sort_values("cost", key=abs, ascending=False, kind="stable")


def elasticities(report: Briefing) -> None:
    """Show by how many per cent results move if an assumption rises by one per cent."""
    shown = Shown.of(report)
    if not shown.ways():
        return
    rows = pd.DataFrame([_elastic(shown, name) for name in ELASTIC])
    first = rows.iloc[rows["Share of the land corridors"].abs().argmax()]
    value = float(first["Share of the land corridors"])
    table(
        rows,
        label="caucasus-elasticities",
        title=f"{capital(str(first['One per cent more']))} moves the share of the land corridors "
        f"from {to(shown.pair)} most: {_signed(value)} per cent for one per cent",
        caption=f"Central differences with a step of {num(100 * STEP)} per cent either way, ways "
        "sought anew. A share near its limits hardly moves. Elasticities hold near the case shown "
        f"only. {ASSUMED}",
        formats=dict.fromkeys(RESULTS.values(), "+.2f"),
    )


def cases(report: Briefing) -> None:
    """Show the land corridors' share of each pair of places in every named case."""
    shown = Shown.of(report)
    rows: list[dict[str, object]] = []
    frame: dict[str, dict[str, float]] = {}
    for scenario in scenarios(MODEL).values():
        share: dict[str, float] = {}
        for pair in shown.pairs:
            ends: dict[str, object] = {"origin": pair[0], "destination": pair[1]}
            share[to(pair)] = shown.model.run(case(shown.model, scenario.name, ends))["share_land"]
        frame[scenario.title] = share
        rows.append({"Case": scenario.title, **share})
    gain = pd.DataFrame(frame).T
    gain = gain - gain.iloc[0]
    most = str(gain.abs().max().idxmax())
    name = str(gain[most].abs().idxmax())
    table(
        pd.DataFrame(rows),
        label="caucasus-cases",
        title=f"{name} moves the land corridors’ share most: from {most} it "
        f"{_moved(float(gain.loc[name, most]))}, to {num(frame[name][most])} per cent",
        caption="Share of the land corridors, per cent, by case and pair of places; assumptions "
        f"that a reader sets by themselves are not in it. {ASSUMED}",
        formats={to(p): ".1f" for p in shown.pairs},
    )


def check(report: Briefing) -> None:
    """Show the model's days beside the one run whose days were reported."""
    shown = Shown.of(report)
    found = reported_run(report.known, shown.model, shown.legs)
    if found is None:
        nothing_public(report, "the days of a train with which to check the model")
        return
    origin, destination, branch = RUN
    key = cite(report.known.keys(found.source_id))
    run = f"{origin} to {destination}, {branch} branch"
    table(
        pd.DataFrame(
            {
                "Run": [run],
                "Days in the model": [found.modelled],
                "Days reported": [found.reported],
                "Difference": [found.modelled - found.reported],
            }
        ),
        label="caucasus-check",
        title=f"The model’s base case needs {num(found.modelled)} days where "
        f"{num(found.reported)} were reported",
        caption="One train is a weak check: the start of its run is not named, and the rail speed "
        "of the base was chosen with it in view.",
        source=key,
        formats={"Days in the model": ".1f", "Days reported": ".0f", "Difference": "+.1f"},
    )
    gap = found.modelled - found.reported
    side = "longer" if gap > 0 else "shorter"
    say(
        f"On the {branch} branch the model’s way takes {num(abs(gap), 1)} days {side} than the one "
        f"run reported {key}."
    )


def tornado(report: Briefing) -> None:
    """Show which assumption moves the share of the land corridors most."""
    shown = Shown.of(report)
    if moves(shown.model, shown.values).empty:
        note(f"No assumption alone moves the land corridors’ share of {to(shown.pair)} here.")
        return
    whatif.tornado_figure(
        report,
        MODEL,
        caption=f"For freight from {to(shown.pair)}. {ASSUMED}",
    )


def _elastic(shown: Shown, knob: str) -> dict[str, object]:
    label = shown.model.knob(knob).label
    return {"One per cent more": label} | {
        words: elasticity(shown.model, shown.values, knob, output)
        for output, words in RESULTS.items()
    }


def _moved(points: float) -> str:
    if abs(points) < SMALL:
        return "does not change"
    return f"{'rises' if points > 0 else 'falls'} by {num(abs(points))} points"


def _signed(value: float) -> str:
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{num(abs(value))}"


def _draw(rows: pd.DataFrame) -> Figure:
    fig, axes = canvas(0.7 + 0.34 * len(rows), 1, 2, sharey=True)
    for ax, name, tint in zip(axes, ("cost", "share"), (BLUE, ORANGE), strict=True):
        room = 0.35 * max(rows[name].max(), 0) + 0.35 * max(-rows[name].min(), 0) or 1.0
        for i, row in enumerate(rows.to_dict("records")):
            value, opens = float(row[name]), bool(row["opens"])
            ax.barh(
                i, value, height=0.56, edgecolor=tint, color=WHITE if opens else tint, lw=0.9,
                hatch="////" if opens else None,
            )  # fmt: skip
            side = 1 if value >= 0 else -1
            ax.annotate(
                _signed(value), (value, i), xytext=(4 * side, 0), textcoords="offset points",
                va="center", ha="left" if side > 0 else "right", fontsize=8,
            )  # fmt: skip
        ax.axvline(0, color=GREY, lw=0.8)
        ax.set_xlim(min(rows[name].min(), 0) - room, max(rows[name].max(), 0) + room)
        ax.set_title("cost, USD per tonne" if name == "cost" else "land share, points",
                     fontweight="normal")  # fmt: skip
        ax.xaxis.grid(True)
        quiet(ax)
    axes[0].set_yticks(range(len(rows)), list(rows["link"]))
    axes[0].set_ylim(len(rows) - 0.45, -0.55)
    return fig
