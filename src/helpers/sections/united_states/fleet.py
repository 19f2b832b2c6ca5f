"""How many ships must be listed before the fleet is short: the model `pressure`, ship by ship."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.display.axes import end_labels, quiet, zero_based
from helpers.display.bundles import figure
from helpers.display.style import BLUE, GREEN, GREY, RED, canvas
from helpers.display.words import capital, num, percent
from helpers.models.knobs import Value
from helpers.models.pressure import exports_kbd, ships_that_bind
from helpers.sections import whatif
from helpers.sections.briefing import Briefing
from helpers.sections.prose import cite
from helpers.sections.united_states.survival import MODEL, case_words

IDLE = {"low": (GREEN, "-"), "in use": (BLUE, "--"), "high": (RED, ":")}
MOST_SHIPS, STEP = 800, 10


def ships_and_barrels(report: Briefing) -> None:
    """Draw what the fleet lets through as more ships are listed, for three shares that lie idle."""
    model, values = whatif.case_of(report, MODEL)
    rows = fleet_rows(report)
    first = rows.drop_duplicates("line").set_index("line")
    figure(
        _draw_curves(rows),
        label="united_states-ships-barrels",
        title=_fleet_title(first.loc["in use"]),
        subtitle="Iranian oil exports, thousand barrels a day, by number of ships listed and share "
        f"of them that lies idle, {case_words(report)}",
        caption=f"A fleet of {num(float(values['fleet_ships']), 0)} ships, each "
        f"{num(float(values['trip_days']), 0)} days on a round trip, is an assumption. While the "
        "line is flat, listings change who carries the oil and not how much; where it bends, they "
        "begin to bite. Buyers that shun listed ships would bend it sooner.",
        alt=". ".join(
            f"With {percent(r.idle_share)} of listed ships idle exports hold until "
            f"{num(r.bends_at, 0)} ships are listed"
            for r in first.itertuples()
        )
        + f". In the case shown {num(first['listed'].iloc[0], 0)} are listed.",
        source=cite(report.known.keys(";".join(k.source_id for k in model.knobs))),
        data=rows.round(2),
    )


def fleet_rows(report: Briefing) -> pd.DataFrame:
    """Return exports by ships listed, for the low, the chosen and the high idle share.

    Columns: line (low, in use, high), idle_share, ships (listed in all), kbd, and for the line
    bends_at (ships listed where the fleet begins to limit exports), further (those beyond
    `listed`, the ships listed in the case shown).
    """
    model, values = whatif.case_of(report, MODEL)
    knob = model.knob("idle_share")
    listed = float(values["ships_listed"]) + float(values["further_ships_listed"])
    parts = []
    for line, share in (("low", knob.low), ("in use", values["idle_share"]), ("high", knob.high)):
        settings = {**values, "idle_share": float(share or 0)}
        flow = _curve(settings)
        bends_at = ships_that_bind(settings)
        parts.append(
            pd.DataFrame({"ships": flow.index, "kbd": flow.to_numpy()}).assign(
                line=line, idle_share=settings["idle_share"], bends_at=bends_at,
                further=max(0.0, bends_at - listed), listed=listed,
            )
        )  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def _curve(values: dict[str, Value]) -> pd.Series:
    """Return exports, kb/d, by ships listed in all."""
    ships = range(0, MOST_SHIPS + 1, STEP)
    flow = [
        exports_kbd({**values, "ships_listed": float(n), "further_ships_listed": 0.0})
        for n in ships
    ]
    return pd.Series(flow, index=list(ships), dtype=float)


def _fleet_title(line: pd.Series) -> str:
    of_them = f"with {percent(line['idle_share'])} of listed ships idle"
    if line["further"] <= 0:
        return f"{capital(of_them)} the fleet already limits what Iran can sell"
    return (
        f"{capital(of_them)} exports hold until {num(line['bends_at'], 0)} ships are listed, "
        f"{num(line['further'], 0)} more than in the case shown"
    )


def _draw_curves(rows: pd.DataFrame) -> Figure:
    fig, (ax,) = canvas(3.0)
    ends = []
    for line, part in rows.groupby("line", sort=False):
        tint, style = IDLE[str(line)]
        ax.plot(part["ships"], part["kbd"], color=tint, ls=style)
        label = f"{percent(part['idle_share'].iloc[0])} idle"
        ends.append((MOST_SHIPS, float(part["kbd"].iloc[-1]), label, tint))
        if 0 < part["bends_at"].iloc[0] <= MOST_SHIPS:
            ax.plot([part["bends_at"].iloc[0]], [part["kbd"].iloc[0]], "o", color=tint, ms=5)
    ax.set_xlim(0, MOST_SHIPS)
    zero_based(ax, pad=0.15)
    _listed_mark(ax, float(rows["listed"].iloc[0]))
    end_labels(ax, ends)
    ax.set_xlabel("ships listed")
    quiet(ax)
    return fig


def _listed_mark(ax: Axes, listed: float) -> None:
    ax.axvline(listed, color=GREY, lw=0.9, ls=(0, (3, 2)), zorder=1)
    ax.annotate(
        f"{num(listed, 0)} in the case shown", (listed, 1), xycoords=("data", "axes fraction"),
        xytext=(3, 2), textcoords="offset points", fontsize=8, color=GREY,
    )  # fmt: skip
