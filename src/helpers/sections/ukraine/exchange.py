"""What a launch costs both sides: the parts, the break-even, the bill by month."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MultipleLocator

from helpers.display.axes import end_labels, quiet, zero_based
from helpers.display.bundles import figure, say
from helpers.display.style import BLUE, BROWN, GREEN, GREY, ORANGE, PURPLE, RED, WHITE, canvas
from helpers.display.words import num, percent
from helpers.models import drone_exchange as model_of
from helpers.models.knobs import Value, Values
from helpers.sections.prose import cite
from helpers.sections.whatif import case_of, tornado_figure

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

MODEL = "drone_exchange"
TINTS = {"mix": GREY, "S-300": BLUE, "Coyote": GREEN, "NASAMS": PURPLE, "Patriot": BROWN}
POINTS = 60
LEAST_RATIO = 0.05
CLOSE = 1e-6


def exchange_parts(report: Briefing) -> None:
    """Show what one launch costs each side, by part."""
    _, values = case_of(report, MODEL)
    rows = parts(values)
    attack, defence = (
        float(rows.loc[(rows["side"] == s) & rows["counted"], "usd"].sum())
        for s in ("attacker", "defender")
    )
    largest = rows[(rows["side"] == "defender") & rows["counted"]].nlargest(1, "usd").iloc[0]
    share = largest["usd"] / defence
    totals = pd.DataFrame(
        {"side": ["attacker", "defender"], "part": "total", "usd": [attack, defence]}
    )
    figure(
        _parts_figure(rows),
        label="ukraine-exchange-parts",
        title=f"In the case shown one launch costs the attacker USD {num(attack, 0)} and the "
        f"defender USD {num(defence, 0)}, of which {percent(share)} is {largest['part']}",
        subtitle="US dollars per launch, decoys included, by part; hollow: not counted in the case",
        caption="A launch is a strike drone or a decoy. Each part is the share of launches met so, "
        "times what one costs. The split by means is an assumption: the statements give one number "
        "for all drones stopped. Guns and aircraft are what the other means leave.",
        alt="Bars: "
        + "; ".join(f"{r.side}, {r.part} USD {num(r.usd, 0)}" for r in rows.itertuples())
        + ".",
        source=sources(report),
        data=pd.concat([rows, totals]).assign(
            per_cent=lambda t: [
                100 * u / (attack if s == "attacker" else defence)
                for u, s in zip(t["usd"], t["side"], strict=True)
            ]
        ),
    )


def parts(values: Values) -> pd.DataFrame:
    """Return side, part, usd (per launch), counted (whether the ratio of the case counts it)."""
    decoys = float(values["decoy_share"])
    rows: list[tuple[str, str, float, bool]] = [
        ("attacker", "strike drones", (1 - decoys) * float(values["drone_unit_cost"]), True),
        ("attacker", "decoys", decoys * float(values["decoy_unit_cost"]), True),
    ]
    rows += [("defender", k, v, True) for k, v in model_of.defence_costs_usd(values).items()]
    rows.append(("defender", "damage", model_of.damage_usd(values), bool(values["include_damage"])))
    return pd.DataFrame(rows, columns=["side", "part", "usd", "counted"])


def _parts_figure(rows: pd.DataFrame) -> Figure:
    fig, (ax,) = canvas(0.5 + 0.29 * len(rows))
    for y, r in enumerate(rows.itertuples()):
        tint = RED if r.side == "attacker" else ORANGE
        ax.barh(
            y, r.usd, 0.7, color=tint if r.counted else WHITE, edgecolor=tint, lw=0.9,
            hatch=None if r.counted else "////",
        )  # fmt: skip
        ax.annotate(
            num(r.usd, 0), (r.usd, y), xytext=(5, 0), textcoords="offset points", va="center",
            fontsize=8.5,
        )  # fmt: skip
    ax.set_yticks(range(len(rows)), [f"{r.side}: {r.part}" for r in rows.itertuples()])
    ax.set_ylim(len(rows) - 0.45, -0.55)
    zero_based(ax, "x", pad=0.12)
    ax.xaxis.set_major_formatter(lambda v, _: num(v))
    quiet(ax)
    return fig


def exchange_tornado(report: Briefing) -> None:
    """Show which assumption moves the ratio of the two sides' costs most."""
    tornado_figure(
        report,
        MODEL,
        log=True,
        line=(1.0, "equal cost"),
        caption="Right of the dashed line the defender pays more for a launch than the attacker. "
        "All low or all high ends at once are no case, since several cannot hold together.",
    )


def break_evens(values: Values) -> pd.DataFrame:
    """Return what each missile would mean.

    Columns: missile, price_usd, per_cent (of launches met by missiles at equal cost), ratio (of the
    case), reached (whether cost is equal there; else one side pays more at every share).
    """
    rows = []
    for missile, price in model_of.PRICES.items():
        case = {**values, "missile": missile}
        share = model_of.break_even_missile_share(case)
        there = model_of.run({**case, "share_stopped_by_missile": share})["ratio"]
        ratio = model_of.run(case)["ratio"]
        rows.append((missile, float(values[price]), 100 * share, ratio, abs(there - 1) < CLOSE))
    return pd.DataFrame(rows, columns=["missile", "price_usd", "per_cent", "ratio", "reached"])


def _missile_title(row: pd.Series, here: float) -> str:
    if row["reached"]:
        return (
            f"Both sides pay the same when {num(row['per_cent'], 1)} per cent of launches are met "
            f"by missiles ({row.name}); the case shown has {num(here, 1)}"
        )
    side = "defender" if row["ratio"] > 1 else "attacker"
    return (
        f"The {side} pays more at every share of launches met by missiles ({row.name}); the case "
        f"shown has {num(here, 1)} per cent"
    )


def exchange_missiles(report: Briefing) -> None:
    """Show the ratio of costs by the share met by missiles, for each missile priced."""
    _, values = case_of(report, MODEL)
    rows = break_evens(values)
    here = 100 * float(values["share_stopped_by_missile"])
    figure(
        _missile_figure(values, here),
        label="ukraine-exchange-missiles",
        title=_missile_title(rows.set_index("missile").loc[str(values["missile"])], here),
        subtitle="The defender's cost over the attacker's by share of launches met by missiles, "
        "one line per missile; log scale",
        caption="Above the line at one the defender pays more. What missiles do not stop is left "
        "to guns and aircraft, the other means as in the case. A line that starts above one never "
        "reaches equal cost: other parts already exceed the attacker's.",
        alt="Rising lines. Equal cost: "
        + "; ".join(
            f"{r.missile} {num(r.per_cent, 1)} per cent" if r.reached else f"{r.missile} never"
            for r in rows.itertuples()
        )
        + f". The case shown has {num(here, 1)} per cent.",
        source=sources(report),
        data=rows.assign(case_per_cent=here, kill=model_of.missile_kill_ratio(values)),
    )
    say(_read(report, rows, values))


def _read(report: Briefing, rows: pd.DataFrame, values: dict[str, Value]) -> str:
    """Return in a sentence what the case says of the two bills."""
    result = model_of.run(values)
    cheap, dear = rows.nsmallest(1, "ratio").iloc[0], rows.nlargest(1, "ratio").iloc[0]
    kill = num(model_of.missile_kill_ratio(values))
    met = 100 * float(values["share_stopped_by_missile"])
    return (
        f"In the case shown the defender pays {num(result['ratio'])} times what the attacker pays; "
        f"with the cheapest missile ({cheap['missile']}) it would be "
        f"{num(cheap['ratio'])} times, with the dearest ({dear['missile']}) {num(dear['ratio'])}. "
        f"A drone stopped by missiles costs {kill} times its price, but in this case only "
        f"{num(met, 1)} per cent of launches are met so: the ratio for one missile is not that of "
        "the bills."
    )


def _missile_figure(values: Values, here: float) -> Figure:
    fig, (ax,) = canvas(3.0)
    room = float(values["share_stopped"]) - sum(
        float(values[k]) for k in ("share_stopped_by_interceptor_drone", "share_jammed_or_lost")
    )
    shares = np.linspace(0, min(0.2, room), POINTS)
    ends = []
    for missile, tint in TINTS.items():
        cases = ({**values, "missile": missile, "share_stopped_by_missile": s} for s in shares)
        ratios = [model_of.run(c)["ratio"] for c in cases]
        chosen = missile == values["missile"]
        ax.plot(100 * shares, ratios, color=tint, lw=2.4 if chosen else 1.4)
        ends.append((100 * shares[-1], ratios[-1], missile, tint))
    ax.axhline(1, color=GREY, lw=1)
    ax.axvline(here, color=GREY, lw=0.9, ls=(0, (3, 2)))
    ax.annotate("case shown", (here, 1), xycoords=("data", "axes fraction"), xytext=(0, 2),
                textcoords="offset points", ha="center", fontsize=8, color=GREY)  # fmt: skip
    ax.set_yscale("log")
    low, high = max(LEAST_RATIO, ax.get_ylim()[0]), ax.get_ylim()[1]
    ax.set_ylim(low, high)
    ax.set_yticks([t for t in (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50) if low <= t <= high])
    ax.set_xlim(0, 100 * shares[-1])
    ax.xaxis.set_major_locator(MultipleLocator(5))
    ax.xaxis.set_major_formatter(lambda v, _: f"{num(v)} %")
    ax.yaxis.set_major_formatter(lambda v, _: num(v))
    ax.minorticks_off()
    ax.grid(axis="y")
    end_labels(ax, ends)
    quiet(ax)
    return fig


def sources(report: Briefing) -> str:
    """Return the citations of all assumptions of the model."""
    model, _ = case_of(report, MODEL)
    return cite(report.known.keys(";".join(k.source_id for k in model.knobs)))
