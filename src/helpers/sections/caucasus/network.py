"""The corridor model in the section: the case shown, the split of freight, what it says."""

from dataclasses import dataclass, field

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from helpers.display.axes import quiet
from helpers.display.bundles import figure, say
from helpers.display.style import BLUE, BROWN, GREEN, INK, ORANGE, PURPLE, RED, TEAL, WHITE, canvas
from helpers.display.words import capital, join, num
from helpers.models import BASE, WhatIf, scenarios
from helpers.models.corridors import ALTERNATIVES, Way, read_legs, ways_of
from helpers.models.corridors.network import Leg
from helpers.models.knobs import Value
from helpers.sections import whatif
from helpers.sections.briefing import Briefing
from helpers.sections.prose import cite

MODEL = "corridors"
PAIRS = (
    ("Moscow", "Mumbai"),
    ("Moscow", "Tehran"),
    ("Moscow", "Istanbul"),
    ("Saint Petersburg", "Mumbai"),
    ("Xi'an", "Tehran"),
    ("Xi'an", "Istanbul"),
)
"""Pairs always shown; the pair that a reader chooses is added if it is another."""

SHORT = {
    "western": "western",
    "caspian": "trans-Caspian",
    "eastern": "eastern",
    "kars": "Kars",
    "black_sea": "Black Sea",
    "southern_armenia": "southern Armenia",
    "sea": "sea way",
}
TINTS = {
    "western": BLUE,
    "caspian": TEAL,
    "eastern": PURPLE,
    "kars": ORANGE,
    "black_sea": BROWN,
    "southern_armenia": RED,
    "sea": GREEN,
}
HATCHES = {"north_south": "", "middle": "////", "sea": "...."}
"""A hatch for each corridor, so that a branch is not told by colour alone."""

NEST = {a.name: a.nest for a in ALTERNATIVES}
LEAST_WRITTEN = 7.0
"""Share in per cent from which a bar has room for its number."""

ASSUMED = (
    "All rates, speeds, delays and premiums, and the legs of the sea way, are assumptions of this "
    "project: this is a result of the model, not a finding on prices."
)


@dataclass(frozen=True)
class Shown:
    """The case that the reader chose, beside the base case of the same pair of places."""

    model: WhatIf
    legs: tuple[Leg, ...] = field(repr=False)
    values: dict[str, Value]
    title: str

    @classmethod
    def of(cls, report: Briefing) -> "Shown":
        """Return the case of the reader's parameters."""
        model, values = whatif.case_of(report, MODEL)
        title = scenarios(MODEL)[whatif.scenario_of(report, MODEL)].title
        return cls(model, read_legs(report.known), values, title)

    @property
    def pair(self) -> tuple[str, str]:
        """Origin and destination."""
        return str(self.values["origin"]), str(self.values["destination"])

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The pair chosen, then those that are always shown."""
        return (self.pair, *(p for p in PAIRS if p != self.pair))

    @property
    def changed(self) -> list[str]:
        """Names of the knobs that are not at their base, origin and destination apart."""
        places = ("origin", "destination")
        return [
            k.name
            for k in self.model.knobs
            if k.name not in places and self.values[k.name] != k.base
        ]

    @property
    def name(self) -> str:
        """What the case is called in a sentence."""
        base = scenarios(MODEL)[BASE].title
        own = f"the case “{self.title}”" if self.title != base else "the case shown"
        return own if self.changed else "the base case"

    def result(self, pair: tuple[str, str], *, base: bool = False) -> dict[str, float]:
        """Return the results of the case, or of the base case, for a pair of places."""
        values = self.model.base if base else self.values
        return self.model.run({**values, "origin": pair[0], "destination": pair[1]})

    def ways(self, *, base: bool = False) -> dict[str, Way]:
        """Return the best way of each corridor for the pair chosen."""
        values = self.model.base if base else self.values
        own = {**values, "origin": self.pair[0], "destination": self.pair[1]}
        return ways_of(self.legs, own)


def to(pair: tuple[str, str]) -> str:
    """Return a pair of places in words."""
    return f"{pair[0]} to {pair[1]}"


def sources(report: Briefing, shown: Shown) -> str:
    """Return the citations of the assumptions that have a source."""
    ids = ";".join(dict.fromkeys(k.source_id for k in shown.model.knobs))
    return cite(report.known.keys(ids))


def split(report: Briefing) -> None:
    """Show how freight splits between the ways, pair by pair, in the base case and in this one."""
    shown = Shown.of(report)
    table = split_table(shown)
    figure(
        _draw(table),
        label="caucasus-split",
        title=_title(shown),
        subtitle="Share of freight by way, per cent, from one place to another",
        caption="Plain: branches of the North-South corridor. Hatched: of the Middle Corridor and "
        "southern Armenia. Dotted: the sea way, by Suez where it is open. Shares below "
        f"{num(LEAST_WRITTEN)} per cent are drawn without a number. {ASSUMED}",
        alt=" ".join(_in_words(row) for row in table.to_dict("records")),
        source=sources(report, shown),
        data=table.round(2),
    )
    say(split_sentence(shown))


def split_table(shown: Shown) -> pd.DataFrame:
    """Return a row for each pair and case: pair, case, and a share in per cent by way."""
    rows = []
    for pair in shown.pairs:
        cases = {"base case": True} | ({"case shown": False} if shown.changed else {})
        for word, base in cases.items():
            result = shown.result(pair, base=base)
            rows.append(
                {"pair": to(pair), "case": word, "land": result["share_land"]}
                | {name: result[f"share_{name}"] for name in SHORT}
            )
    return pd.DataFrame(rows)


def split_sentence(shown: Shown) -> str:
    """Return what the case does to the split of the pair chosen, in a sentence."""
    base, here = (shown.result(shown.pair, base=b) for b in (True, False))
    way = f"freight from {to(shown.pair)}"
    if not shown.ways():
        return no_way(shown)
    old, new = base["share_land"], here["share_land"]
    if not shown.changed:
        own = max(SHORT, key=lambda n: here[f"share_{n}"])
        return (
            f"In the base case the land corridors take {num(new)} per cent of {way}; the largest "
            f"share, {num(here[f'share_{own}'])} per cent, is that of the {_way(own)}."
        )
    if num(new) == num(old):
        change = f"the same {num(new)} per cent of {way} as in the base case"
    else:
        verb = "more" if new > old else "less"
        change = (
            f"{num(new)} per cent of {way}, {verb} than the {num(old)} per cent of the base case"
        )
    return (
        f"In {shown.name} the land corridors take {change}; the sea way takes "
        f"{num(here['share_sea'])} per cent."
    )


def no_way(shown: Shown) -> str:
    """Return that the case leaves no way for the pair chosen."""
    return f"In {shown.name} no way of the network leads from {to(shown.pair)}."


def _way(name: str) -> str:
    words = {"sea": "sea way", "southern_armenia": "line across southern Armenia"}
    where = "route by" if NEST[name] == "middle" else ""
    return words.get(name) or (f"{where} {SHORT[name]}" if where else f"{SHORT[name]} branch")


def _title(shown: Shown) -> str:
    base, here = (shown.result(shown.pair, base=b) for b in (True, False))
    if not shown.changed:
        others = [p for p in PAIRS if p != shown.pair][:2]
        said = [f"{num(shown.result(p)['share_land'])} from {to(p)}" for p in (shown.pair, *others)]
        return f"Share of the land corridors in the base case, per cent: {join(said)}"
    return (
        f"{capital(shown.name)}: land corridors take {num(here['share_land'])} per cent from "
        f"{to(shown.pair)}, against {num(base['share_land'])} in the base case"
    )


def _in_words(row: dict[str, object]) -> str:
    parts = [f"{SHORT[n]} {num(float(str(row[n])))}" for n in SHORT if float(str(row[n])) >= 0.05]
    return f"{row['pair']}, {row['case']}: {join(parts)}."


def _draw(table: pd.DataFrame) -> Figure:
    fig, (ax,) = canvas(0.8 + 0.33 * len(table))
    for i, row in enumerate(table.to_dict("records")):
        left = 0.0
        for name in SHORT:
            share = float(row[name])
            _part(ax, i, (left, share), name)
            left += share
    key = []
    for name in (n for n in SHORT if table[n].max() > 0):
        hatch, tint = HATCHES[NEST[name]], TINTS[name]
        face = WHITE if hatch else tint
        key.append(Patch(fc=face, ec=tint, hatch=hatch, label=SHORT[name]))
    several = table["case"].nunique() > 1
    names = [f"{r.pair}\n{r.case}" if several else r.pair for r in table.itertuples()]
    ax.set_yticks(range(len(table)), names, fontsize=7.6 if several else 8.5)
    ax.set_ylim(len(table) - 0.45, -0.55)
    ax.set_xlim(0, 100)
    ax.legend(
        handles=key, loc="lower left", bbox_to_anchor=(0, 1), ncols=7, handlelength=1.1,
        handletextpad=0.4, columnspacing=1.0, borderaxespad=0.3,
    )  # fmt: skip
    quiet(ax)
    return fig


def _part(ax: Axes, row: int, span: tuple[float, float], name: str) -> None:
    left, share = span
    hatch, tint = HATCHES[NEST[name]], TINTS[name]
    ax.barh(
        row, share, left=left, height=0.62, color=WHITE if hatch else tint,
        edgecolor=tint if hatch else WHITE, hatch=hatch, lw=0.8 if share else 0.0,
    )  # fmt: skip
    if share >= LEAST_WRITTEN:
        plate = {"facecolor": WHITE, "edgecolor": "none", "pad": 0.8} if hatch else None
        ax.text(
            left + share / 2, row, num(share, 0), ha="center", va="center", fontsize=8,
            color=INK if hatch else WHITE, bbox=plate,
        )  # fmt: skip
