"""What pressure leaves of Iran's oil revenue: the model `pressure`, its figures and its reading."""

import pandas as pd
from matplotlib.figure import Figure

from helpers.display.axes import quiet, zero_based
from helpers.display.bundles import figure, say
from helpers.display.style import BLUE, GREY, ORANGE, PURPLE, TEAL, WHITE, canvas
from helpers.display.words import capital, join, num, percent
from helpers.models import scenarios, tornado
from helpers.models.pressure import steps
from helpers.models.scenarios import case
from helpers.sections import whatif
from helpers.sections.briefing import Briefing
from helpers.sections.prose import cite

MODEL = "pressure"
STEPS = {
    "without_pressure": "without pressure",
    "fewer_barrels": "fewer barrels",
    "discount": "discount",
    "hiding": "cost of hiding",
    "net": "net revenue",
    "not_free": "not free to spend",
    "usable": "free to spend",
}
LOSSES = ("fewer_barrels", "discount", "hiding")
SUMS = ("without_pressure", "net", "usable")


def where_it_goes(report: Briefing) -> None:
    """Draw the way from revenue without pressure to income that Iran can spend."""
    model, values = whatif.case_of(report, MODEL)
    parts = steps(values)
    whole = parts["without_pressure"]
    shares = {k: 100 * v / whole for k, v in parts.items()}
    largest = min(LOSSES, key=lambda k: parts[k])
    rows = pd.DataFrame({"step": [STEPS[k] for k in parts], "bn_usd": list(parts.values())})
    figure(
        _draw_steps(parts),
        label="united_states-survival",
        title=f"{num(shares['net'], 0)} per cent of the revenue survives; most is lost to "
        f"{STEPS[largest]}, {num(-shares[largest], 0)} per cent",
        subtitle=f"Iranian oil revenue in a year, USD billion, {case_words(report)}",
        caption="Solid: sums; hatched: what each cause takes away. A model, not an account: "
        "without pressure Iran is taken to sell what it sold before the sanctions, at the same "
        "Brent.",
        alt=join(
            f"{STEPS[k]} {'' if k in SUMS else 'takes '}{num(abs(v), 1)}" for k, v in parts.items()
        )
        + ".",
        source=cite(report.known.keys(";".join(k.source_id for k in model.knobs))),
        data=rows.assign(percent=list(shares.values())).round(3),
    )


def _draw_steps(parts: dict[str, float]) -> Figure:
    fig, (ax,) = canvas(2.9)
    top = 0.0
    for i, (name, value) in enumerate(parts.items()):
        whole = name in SUMS
        tint = BLUE if whole else ORANGE
        ax.bar(
            i,
            value,
            0.66,
            bottom=0 if whole else top,
            color=tint if whole else WHITE,
            edgecolor=tint,
            hatch=None if whole else "////",
            lw=0.9,
        )
        top = value if whole else top + value
        place = max(value, 0) if whole else max(top, top - value)
        ax.annotate(
            num(value, 1), (i, place), xytext=(0, 3), textcoords="offset points", ha="center",
            fontsize=8.5,
        )  # fmt: skip
    ax.set_xticks(range(len(parts)), [STEPS[k].replace(" ", "\n", 1) for k in parts])
    zero_based(ax, pad=0.1)
    ax.axhline(0, color=GREY, lw=0.8)
    ax.tick_params(axis="x", length=0, labelsize=8)
    quiet(ax)
    return fig


def loss_beside_trade(report: Briefing) -> None:
    """Draw the revenue lost in each case beside the whole trade with Russia."""
    model, values = whatif.case_of(report, MODEL)
    picked = whatif.chosen(report, model)
    found = {s.title: model.run(case(model, s.name, picked)) for s in scenarios(MODEL).values()}
    here = model.run(values)
    trade = float(values["turnover_bn"])
    rows = pd.DataFrame(
        {
            "case": list(found),
            "lost_bn": [r["lost_bn"] for r in found.values()],
            "years_of_trade": [r["turnovers_lost"] for r in found.values()],
            "made_good_percent": [r["offset_share"] for r in found.values()],
        }
    )
    mine = pd.DataFrame(
        [("case shown", here["lost_bn"], here["turnovers_lost"], here["offset_share"])],
        columns=rows.columns,
    )
    figure(
        _draw_losses(rows, trade),
        label="united_states-loss-trade",
        title=_loss_title(here, trade, float(values["help_share"])),
        subtitle="Oil revenue lost to pressure in a year, USD billion, by case; line: trade of "
        "Russia and Iran in a year, by the Russian side",
        caption="Trade is paid for and runs both ways, so that even the whole of it would not be "
        "help. What part replaces lost income is an assumption.",
        alt=join(
            f"{r.case}: {num(r.lost_bn, 1)} billion lost, {num(r.years_of_trade, 1)} years of trade"
            for r in rows.itertuples()
        )
        + f". Trade: {num(trade, 1)} billion.",
        source=cite(report.known.keys(";".join(k.source_id for k in model.knobs))),
        data=pd.concat([rows, mine]).assign(
            trade_bn=trade, help_percent=100 * float(values["help_share"])
        ),
    )


def _loss_title(here: dict[str, float], trade: float, help_share: float) -> str:
    return (
        f"The loss, USD {num(here['lost_bn'], 1)} billion, is {num(here['turnovers_lost'], 1)} "
        f"years of trade with Russia; if {percent(help_share)} of that trade replaced income, it "
        f"would make good {num(here['offset_share'], 1)} per cent"
    )


def _draw_losses(rows: pd.DataFrame, trade: float) -> Figure:
    fig, (ax,) = canvas(0.75 + 0.34 * len(rows))
    for i, row in enumerate(rows.itertuples()):
        base = i == 0
        ax.barh(
            i, row.lost_bn, 0.6, color=PURPLE if base else WHITE, edgecolor=PURPLE, lw=0.9,
            hatch=None if base else "////",
        )  # fmt: skip
        ax.annotate(
            num(row.lost_bn, 1), (row.lost_bn, i), xytext=(5, 0), textcoords="offset points",
            va="center", fontsize=8.5,
        )  # fmt: skip
    ax.axvline(trade, color=TEAL, lw=1.6)
    ax.annotate(
        f"trade {num(trade, 1)}", (trade, 1), xycoords=("data", "axes fraction"), xytext=(0, 3),
        textcoords="offset points", ha="center", fontsize=8.5, color=TEAL,
    )  # fmt: skip
    ax.set_yticks(range(len(rows)), list(rows["case"]))
    ax.set_ylim(len(rows) - 0.45, -0.55)
    zero_based(ax, "x", pad=0.14)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    return fig


def what_moves_it(report: Briefing) -> None:
    """Draw which assumption moves the share that survives most."""
    whatif.tornado_figure(
        report,
        MODEL,
        caption="Ends are what it would take to be wrong, not chances; two at once add up to more "
        "or less than the sum of both.",
    )


def survival_reading(report: Briefing) -> None:
    """Say what the model answers in the case shown, and what Russia can change in it."""
    model, values = whatif.case_of(report, MODEL)
    here = model.run(values)
    rows = tornado(model, values).set_index("knob")
    partner = rows.reindex(["partnership_effect_discount", "partnership_effect_volume"])["span"]
    strongest = str(rows.iloc[0]["label"])
    say(
        f"{capital(case_words(report))} {num(here['survival_share'], 0)} per cent of Iran's oil "
        f"revenue survives: USD {num(here['net_bn'], 1)} billion a year, of which "
        f"{num(here['usable_bn'], 1)} billion can be spent freely. What moves the share most is "
        f"{strongest}. All that a partner could do to price and volume, at the top of its range, "
        f"moves it by {num(float(partner.fillna(0).sum()), 1)} points."
    )


def survival_sentence(report: Briefing) -> str:
    """Return what the model leaves of the revenue in the case shown, in a sentence's words."""
    model, values = whatif.case_of(report, MODEL)
    here = model.run(values)
    return (
        f"{capital(case_words(report))} of a what-if model {num(here['survival_share'], 0)} per "
        f"cent of Iran's oil revenue survives pressure, and the loss is "
        f"{num(here['turnovers_lost'], 1)} years of trade with Russia"
    )


def case_words(report: Briefing) -> str:
    """Return which case is shown, in words that can stand inside a sentence."""
    name = whatif.scenario_of(report, MODEL)
    model, _ = whatif.case_of(report, MODEL)
    said = f"in the case “{scenarios(MODEL)[name].title}”"
    return said + (" with values of the reader's own" if whatif.chosen(report, model) else "")
