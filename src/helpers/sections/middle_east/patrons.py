"""What if: how much Russian help it would take to shift the balance of means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from helpers.display.bundles import figure, say, table
from helpers.display.charts import bars
from helpers.display.style import COUNTRY, GREY, NAMES, WHITE, canvas
from helpers.display.words import count, join, num
from helpers.models import WhatIf, scenarios
from helpers.models.balance import (
    COALITIONS,
    all_outlays,
    means,
    own_means,
    package_worth,
    partner_means,
)
from helpers.models.knobs import Value
from helpers.models.scenarios import case
from helpers.sections import whatif
from helpers.sections.prose import cite, nothing_public

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

MODEL = "balance"
SYSTEMS = {
    "Su-35 fighters": ("su35_count", "su35_price", "aircraft"),
    "Mi-28 helicopters": ("mi28_count", "mi28_price", "aircraft"),
    "Verba launchers": ("verba_price", "usd_per_eur", "EUR mn"),
}
"""By type, the two knobs whose product is its worth in million US dollars; the first's unit."""

WORTHS = ("Worth, USD mn", "Lowest", "Highest")
CONTRACTED = "Contracted Russian systems"
HATCHED = "Hatched: contracted or leaked as contracted, at the price assumed, most of it not seen. "
SQUARES = "Round marks: nothing contracted is delivered; squares: all of it is. "
PARITY = 100.0

Case = dict[str, Value]


def partners(coalition: str) -> str:
    """Return a coalition in words, such as "Israel and Saudi Arabia"."""
    return join(NAMES[state] for state in coalition.split("+"))


def counted(model: WhatIf) -> list[str]:
    """Return the types of contracted systems that the day knows."""
    names = {k.name for k in model.knobs}
    return [kind for kind, (n, *_) in SYSTEMS.items() if n in names]


def contracted(report: Briefing) -> None:
    """Tabulate the contracted systems: how many, at what price, what they would be worth."""
    model, values = whatif.case_of(report, MODEL)
    kinds = counted(model)
    if not kinds:
        nothing_public(report, "the number or the value of contracted Russian systems")
        return
    rows = [_system(report, kind, model, values) for kind in kinds]
    frame = pd.DataFrame(rows)
    total = {c: frame[c].sum() for c in WORTHS}
    frame = pd.concat([frame, pd.DataFrame([{"System": "All", **total}])]).fillna("")
    table(
        frame.assign(**{c: [num(v, 0) for v in frame[c]] for c in WORTHS}),
        label=f"{report.section}-systems",
        title=f"At the price assumed the contracted systems come to {num(total[WORTHS[0]], 0)} "
        f"million US dollars, {num(total[WORTHS[1]], 0)} to {num(total[WORTHS[2]], 0)} at the ends "
        "of what each might cost",
        caption="Numbers come from leaks and reports, none of them confirmed by both sides; a "
        "price without a source is this project's own. Worth at the price in use, then at the "
        "lowest and the highest price, for the number told.",
        kinds={"System": "markdown"} | dict.fromkeys(WORTHS, "number"),
    )


def _system(report: Briefing, kind: str, model: WhatIf, values: Case) -> dict[str, object]:
    number, price, unit = SYSTEMS[kind]
    many, knob = float(values[number]), model.knob(price)
    source = cite(report.known.keys(model.knob(number).source_id))
    return {
        "System": f"{kind} {source}",
        "Told": f"{num(many)} {unit}",
        "Price": f"{num(float(values[price]))} {knob.unit}",
        WORTHS[0]: many * float(values[price]),
        WORTHS[1]: many * float(knob.low or 0),
        WORTHS[2]: many * float(knob.high or 0),
    }


def weighed(report: Briefing) -> None:
    """Draw the contracted systems beside Iran's means, its neighbours' and its patron's."""
    model, values = whatif.case_of(report, MODEL)
    known = bool(counted(model))
    rows = sums(report, values)
    rows = rows if known else rows[rows["label"] != CONTRACTED]
    result = model.run(values)
    shown = rows.set_index("label")["usd_bn"]
    basis, years = values["price_basis"], round(float(values["years_summed"]))
    figure(
        bars(
            shown,
            unit="USD bn",
            colour=dict(zip(rows["label"], rows["state"].map(COUNTRY), strict=True)),
            hatched=[CONTRACTED],
        ),
        label=f"{report.section}-weighed",
        title=weighed_title(result, known),
        subtitle=f"Outlay on arms of the last {count(years, 'year')} less wear, at {basis} prices, "
        "billion US dollars",
        caption="One assumed part of every outlay counts as arms, the same for all. "
        + (HATCHED if known else "")
        + "What Russia spends is for its own forces, and shown for scale. "
        + report.figures.caveat("milex_constant_usd"),
        alt="Bars, billion US dollars: "
        + join(f"{r.label} {num(r.usd_bn)}" for r in rows.itertuples())
        + ".",
        source=cite(report.known.keys(_sources(model))),
        data=rows.assign(usd_bn=rows["usd_bn"].round(4), gap_closed_per_cent=result["gap_closed"],
                         ratio_per_cent=result["ratio"]),
    )  # fmt: skip


def weighed_title(result: dict[str, float], known: bool) -> str:
    """Return what the contracted systems weigh against the gap, or that none was countable."""
    if not known:
        return (
            f"Iran's stock of arms is {num(result['ratio'])} per cent of the partners'; no "
            "contracted system could be counted"
        )
    return (
        f"The contracted systems would close {num(result['gap_closed'])} per cent of the gap "
        f"between Iran and the partners, though they equal {num(result['package_share'])} per "
        "cent of Iran's own stock"
    )


def sums(report: Briefing, values: Case) -> pd.DataFrame:
    """Return the means behind a case in billion US dollars: label, state, usd_bn."""
    outlays, chosen = all_outlays(report.known), str(values["coalition"])
    rows = [
        ("Iran", "IRN", own_means(values, outlays)),
        (CONTRACTED, "RUS", package_worth(values) * float(values["worth"])),
        (partners(chosen), chosen[:3], partner_means(values, outlays)),
        (NAMES["RUS"], "RUS", means("RUS", values, outlays)),
    ]
    frame = pd.DataFrame(rows, columns=["label", "state", "usd_bn"])
    return frame.assign(usd_bn=frame["usd_bn"] / 1000)


def parity(report: Briefing) -> None:
    """Draw what part of Russian outlay would lift Iran to parity, by the partners counted."""
    model, values = whatif.case_of(report, MODEL)
    rows = parities(model, values)
    rows = rows.assign(spared=rows["without_systems"] - rows["with_systems"])
    figure(
        draw_parity(rows, bool(counted(model))),
        label=f"{report.section}-parity",
        title=parity_title(rows, bool(counted(model))),
        subtitle="Part of Russia's own outlay on arms that would have to stand behind Iran for "
        "parity, per cent",
        caption=(SQUARES if counted(model) else "") + "At one hundred Russia would have nothing "
        "left for itself. The rest as in the case shown, American help for the partners included.",
        alt="Dots on one axis. "
        + " ".join(
            f"{r.partners}: {num(r.without_systems)} per cent, {num(r.with_systems)} with the "
            "contracted systems."
            for r in rows.itertuples()
        ),
        source=cite(report.known.keys(_sources(model))),
        data=rows.round(4),
    )


def parities(model: WhatIf, values: Case) -> pd.DataFrame:
    """Return per coalition the Russian share needed: coalition, partners, and both shares.

    Shares are in per cent of Russian outlay, without_systems and with_systems.
    """
    rows = []
    for coalition in sorted(COALITIONS, key=len):
        shares = [
            model.run({**values, "coalition": coalition, "delivered": d})["parity_share"]
            for d in (0.0, 1.0)
        ]
        rows.append((coalition, partners(coalition), *shares))
    names = ["coalition", "partners", "without_systems", "with_systems"]
    return pd.DataFrame(rows, columns=names).sort_values("without_systems")


def parity_title(rows: pd.DataFrame, known: bool) -> str:
    """Return how much of Russia parity would take, against the weakest and the chosen partners."""
    by = rows.set_index("coalition")["without_systems"]
    head = (
        f"To lift Iran to parity with Israel and Saudi Arabia {num(by[COALITIONS[0]], 0)} per cent "
        f"of Russian arms outlay would have to stand behind it, with Israel alone "
        f"{num(by['ISR'], 0)}"
    )
    both = rows.set_index("coalition").loc[COALITIONS[0]]
    tail = f"; all that is contracted spares {num(float(both['spared']))} points"
    return head + tail if known else head


def draw_parity(rows: pd.DataFrame, known: bool) -> Figure:
    """Return a row per coalition with the share needed, without and with the systems."""
    fig, (ax,) = canvas(0.36 * len(rows) + 0.95)
    for i, r in enumerate(rows.itertuples()):
        ax.plot([r.with_systems, r.without_systems], [i, i], color=GREY, lw=1.2, zorder=1)
        ax.scatter(r.without_systems, i, s=48, color=COUNTRY["RUS"], zorder=3)
        if known:
            ax.scatter(r.with_systems, i, s=40, marker="s", color=WHITE, zorder=2,
                       edgecolors=COUNTRY["RUS"])  # fmt: skip
        for value, side in ((r.without_systems, 1), (r.with_systems, -1)):
            if side > 0 or r.with_systems < r.without_systems:
                ax.annotate(num(value, 0), (value, i), xytext=(7 * side, 0), va="center",
                            ha="left" if side > 0 else "right", fontsize=8,
                            textcoords="offset points")  # fmt: skip
    ax.set_yticks(range(len(rows)), list(rows["partners"]))
    ax.set_ylim(len(rows) - 0.5, -0.6)
    ax.set_xlim(0, 1.12 * max(100.0, float(rows["without_systems"].max())))
    ax.axvline(100, color=GREY, lw=0.9, ls=(0, (3, 2)))
    ax.annotate("all of it", (100, 1), xycoords=("data", "axes fraction"), xytext=(0, 2),
                textcoords="offset points", ha="center", fontsize=8, color=GREY)  # fmt: skip
    ax.xaxis.grid(True)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    key = [
        Line2D([], [], ls="", marker="o", color=COUNTRY["RUS"], label="no contracted system"),
        Line2D([], [], ls="", marker="s", mfc=WHITE, mec=COUNTRY["RUS"], label="all delivered"),
    ]
    fig.legend(handles=key if known else key[:1], loc="outside lower center", ncols=2, fontsize=8)
    return fig


def what_moves(report: Briefing) -> None:
    """Draw which assumption moves Iran's means against the partners' most."""
    whatif.tornado_figure(
        report, MODEL,
        caption="The partners counted and the prices are choices, and stand in the tables.",
    )  # fmt: skip


def read_balance(report: Briefing) -> None:
    """Say what the case shown comes to, and whether any named case reaches parity."""
    model, values = whatif.case_of(report, MODEL)
    picked, chosen = whatif.chosen(report, model), whatif.scenario_of(report, MODEL)
    ratios = {
        s.title: model.run(case(model, s.name, picked))["ratio"] for s in scenarios(MODEL).values()
    }
    best = max(ratios, key=lambda t: ratios[t])
    title = scenarios(MODEL)[chosen].title
    result = model.run(values)
    reached = [t for t, r in ratios.items() if r >= PARITY]
    tail = (
        f"None of the {count(len(ratios), 'named case')} reaches parity; the nearest, "
        f"“{best}”, comes to {num(ratios[best])} per cent."
        if not reached
        else f"Parity is reached in {count(len(reached), 'named case')}, most in “{best}”."
    )
    say(
        f"In the case shown (“{title}”) Iran's stock of arms comes to {num(result['ratio'])} per "
        f"cent of that of {partners(str(values['coalition']))}, and parity would take "
        f"{num(result['parity_share'])} per cent of Russian outlay. {tail}"
    )


def _sources(model: WhatIf) -> str:
    return ";".join(dict.fromkeys(k.source_id for k in model.knobs))
