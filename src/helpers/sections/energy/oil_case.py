"""What if: what a barrel leaves each of the two, and what a closed strait would do to them."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from helpers.display.axes import quiet, zero_based
from helpers.display.bundles import figure, say
from helpers.display.style import BLUE, GREEN, GREY, INK, ORANGE, RED, WHITE, canvas
from helpers.display.words import capital, num
from helpers.models import tornado
from helpers.models.knobs import Value
from helpers.models.oil_revenue import (
    brent_with_closure,
    effective_discount,
    iran,
    russia,
)
from helpers.sections import prose, whatif
from helpers.sections.briefing import Briefing
from helpers.sections.energy.drawing import HEADING, bare, write

MODEL = "oil_revenue"
PARTS = {"left to the seller": BLUE, "discount": ORANGE, "cost of hiding": GREY}
HATCH = {"discount": "////", "cost of hiding": "...."}
SHARES = (1.0, 0.8, 0.6, 0.4, 0.2)
OWN = {"held up like the rest": (0.0, GREEN, "-"), "its own ships pass": (1.0, GREEN, "--")}
"""Iran's line, the share of its held-up barrels that pass, its colour and its dashes."""


def barrel(report: Briefing) -> None:
    """Show what is left of a barrel of Brent to each seller, and what is taken off."""
    _, values = whatif.case_of(report, MODEL)
    rows = pd.DataFrame(_barrel_rows(values))
    left = rows[rows["part"] == "left to the seller"].set_index("seller")["USD a barrel"]
    mark = rows.groupby("seller")["USD a barrel"].sum()["Iran"]
    least = str(left.idxmin())
    figure(
        _barrel_bars(rows),
        label="energy-barrel",
        title=f"Of a barrel of Brent at {num(mark)} dollars Iran keeps {num(left['Iran'])} and "
        f"Russia {num(left['Russia'])} in the case shown: {least} gives up more",
        subtitle="Dollars a barrel of Brent, by what becomes of it",
        caption="The Urals discount is taken at the port, freight and hiding within it; the "
        "Iranian discount is taken in China, so that the cost of hiding the cargo comes on top. "
        "The quotes behind the two are of different months and few.",
        alt="; ".join(f"{r.seller}, {r.part}: {num(r[3])}" for r in rows.itertuples())
        + ", in dollars a barrel",
        source=prose.cite(_keys(report, "iran_discount", "urals_discount", "brent_price")),
        data=rows,
    )


def strait_case(report: Briefing) -> None:
    """Show both sellers' revenue as the strait narrows, Iran's ships held up or let through."""
    _, values = whatif.case_of(report, MODEL)
    rows = pd.DataFrame(_strait_rows(values))
    ends = {(r.line, r.share): r.revenue for r in rows.itertuples()}
    first, last = SHARES[0], SHARES[-1]
    held, free = OWN
    figure(
        _strait_panels(rows),
        label="energy-strait-case",
        title=f"With a fifth of the traffic of Hormuz left, Iran would earn "
        f"{num(ends[held, last])} billion dollars a year if held up like the rest, "
        f"{num(ends[free, last])} if its own ships pass, against {num(ends[held, first])}; Russia "
        f"{num(ends['Russia', last])} against {num(ends['Russia', first])}",
        subtitle="Oil revenue, billion dollars a year, by the share of the traffic that passes",
        caption=f"Brent rises by {num(float(values['hormuz_price_rise']))} dollars at a whole "
        "closure in the case shown, in step with what is held up. Russia's crude passes no strait "
        "of the Gulf: the price is all that reaches it.",
        alt=". ".join(
            _line_said(str(line), part) for line, part in rows.groupby("line", sort=False)
        )
        + ", in billion dollars a year.",
        source=prose.cite(_keys(report, "hormuz_open_share", "iran_export_volume")),
        data=rows,
    )
    gain = ends["Russia", last] - ends["Russia", first]
    loss = ends[held, last] - ends[held, first]
    if gain > 0 > loss:
        say(
            "In this reckoning the two partners do not share an interest in the strait: a closure "
            "that holds up Iranian ships too takes from one and gives to the other. Only a closure "
            "that spares Iran's own ships "
            + (
                "pays both."
                if ends[free, last] > ends[free, first]
                else "would spare Iran the loss."
            )
        )


def oil_moves(report: Briefing) -> None:
    """Show what moves Iran's revenue most, and how far the partnership could."""
    whatif.tornado_figure(
        report,
        MODEL,
        caption="What the partnership adds is an assumption at its widest; at its base it adds "
        "nothing, since no source gives it a size.",
    )
    model, values = whatif.case_of(report, MODEL)
    rows = tornado(model, values).set_index("knob")
    base = model.run(values)[model.headline.name]
    names = [k for k in rows.index if k.startswith("partnership")]
    if len(rows) < 2 or not names:
        return
    first, second = (rows.iloc[i] for i in (0, 1))
    best = max(float(rows.loc[k, "at_high"]) for k in names)
    say(
        f"{capital(str(first['label']))} and {second['label']} move Iran's revenue most, to "
        f"between {num(min(first['at_low'], first['at_high']))} and "
        f"{num(max(first['at_low'], first['at_high']))}, and to between "
        f"{num(min(second['at_low'], second['at_high']))} and "
        f"{num(max(second['at_low'], second['at_high']))} billion dollars. The partnership, on the "
        f"widest single assumption made of it, brings it to {num(best)}, against {num(base)} in "
        "the case shown."
    )


def _barrel_rows(values: Mapping[str, Value]) -> list[dict]:
    v = {k: float(x) for k, x in values.items()}
    mark = brent_with_closure(v["brent_price"], v["hormuz_price_rise"], v["hormuz_open_share"])
    out = []
    for seller, discount, hiding in (
        ("Iran", v["iran_discount"], v["evasion_cost"]),
        ("Russia", v["urals_discount"], 0.0),
    ):
        off = effective_discount(
            discount, v["partnership_effect_discount"], v["rivalry_effect_discount"]
        )
        amounts = (mark - off - hiding, off, hiding)
        out += [
            {"seller": seller, "part": part, "USD a barrel": amount}
            for part, amount in zip(PARTS, amounts, strict=True)
        ]
    return out


def _barrel_bars(rows: pd.DataFrame) -> Figure:
    fig, (ax,) = canvas(1.75)
    sellers = list(dict.fromkeys(rows["seller"]))
    for i, seller in enumerate(sellers):
        start = 0.0
        for part, amount in rows[rows["seller"] == seller][["part", "USD a barrel"]].values:
            hatch = HATCH.get(part)
            ax.barh(
                i, amount, 0.58, left=start, edgecolor=PARTS[part], lw=0.9, hatch=hatch,
                color=WHITE if hatch else PARTS[part], label="" if i else part,
            )  # fmt: skip
            if amount:
                _amount(ax, (start + amount / 2, i), amount, plain=hatch is None)
            start += amount
    ax.set_yticks(range(len(sellers)), sellers)
    ax.set_ylim(len(sellers) - 0.55, -0.55)
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncols=3, borderaxespad=0.1)
    bare(ax)
    ax.tick_params(axis="y", length=0)
    return fig


def _amount(ax, place: tuple[float, float], amount: float, *, plain: bool) -> None:
    box = None if plain else {"boxstyle": "round,pad=0.15", "fc": WHITE, "ec": "none"}
    ax.text(
        *place, num(amount), ha="center", va="center", fontsize=8.5, bbox=box,
        color=WHITE if plain else INK,
    )  # fmt: skip


def _strait_rows(values: Mapping[str, Value]) -> list[dict]:
    lines = {f"{word}": own for word, (own, _, _) in OWN.items()}
    out = []
    for share in SHARES:
        case = {**values, "hormuz_open_share": share}
        for line, own in lines.items():
            sale = iran({**case, "iran_own_passage": own})
            out.append({"line": line, "share": share, "revenue": sale.revenue_bn})
        out.append({"line": "Russia", "share": share, "revenue": russia(case).revenue_bn})
    return sorted(out, key=lambda r: (str(r["line"]), -float(r["share"])))


def _strait_panels(rows: pd.DataFrame) -> Figure:
    fig, (left, right) = canvas(2.8, 1, 2, sharey=True)
    for line, (_, tint, dashes) in OWN.items():
        part = rows[rows["line"] == line]
        left.plot(part["share"], part["revenue"], color=tint, ls=dashes, marker="o", ms=4)
        middle, end = part.iloc[2], part.iloc[-1]
        up = 8 if dashes == "--" else -8
        write(left, middle["share"], middle["revenue"], line, shift=(0, up))
        write(left, end["share"], end["revenue"], num(end["revenue"]), shift=(8, 0))
    part = rows[rows["line"] == "Russia"]
    right.plot(part["share"], part["revenue"], color=RED, marker="s", ms=4)
    write(
        right, part["share"].iloc[-1], part["revenue"].iloc[-1],
        num(part["revenue"].iloc[-1]), shift=(8, 0),
    )  # fmt: skip
    start = rows[rows["share"] == SHARES[0]].set_index("line")["revenue"]
    write(left, SHARES[0], start[next(iter(OWN))], num(start[next(iter(OWN))]), shift=(0, 7))
    write(right, SHARES[0], start["Russia"], num(start["Russia"]), shift=(0, 7))
    for ax, word in ((left, "Iran"), (right, "Russia")):
        ax.set_title(f"{word}, billion dollars a year", **HEADING)
        ax.set_xlim(1.08, 0.02)
        ax.set_xticks(SHARES, ["open" if s == 1 else num(s) for s in SHARES])
        ax.set_xlabel("share of the traffic that passes", color=GREY)
        zero_based(ax, pad=0.14)
        quiet(ax)
    return fig


def _line_said(line: str, part: pd.DataFrame) -> str:
    who = line if line == "Russia" else f"Iran, {line}"
    return f"{who}: " + ", ".join(f"{num(r.revenue)} at {num(r.share)}" for r in part.itertuples())


def _keys(report: Briefing, *knobs: str) -> list[str]:
    model, _ = whatif.case_of(report, MODEL)
    return report.known.keys(";".join(model.knob(k).source_id for k in knobs))
