"""The best way of each corridor on the map, and how far its cost and days are known."""

from itertools import pairwise

import pandas as pd
from matplotlib.figure import Figure

from helpers.display.axes import quiet, zero_based
from helpers.display.bundles import figure, note
from helpers.display.maps import BEST, BORDER_NOTE, OTHER, Tag, View, corridor_map
from helpers.display.projection import Lambert
from helpers.display.style import BLUE, GREY, INK, ORANGE, WHITE, canvas
from helpers.display.words import capital, join, num, percent
from helpers.ledger.package import data_dir
from helpers.models.corridors import Way, winners
from helpers.models.corridors.split import shares
from helpers.models.corridors.spread import DRAWS
from helpers.sections.briefing import Briefing
from helpers.sections.caucasus.network import ASSUMED, SHORT, TINTS, Shown, no_way, sources, to
from helpers.sections.caucasus.ways import REGION, VIA, map_source

VIEW = View(
    frame=(28.4, 80.6, 11.6, 57.4),
    projection=Lambert((15.0, 50.0), (52.0, 36.0)),
    states=(*(s for s in REGION.states if s[0] not in ("Saudi Arabia", "Oman")),
            ("Saudi Arabia", 46.5, 23.6), ("Egypt", 29.6, 26.6), ("Sudan", 30.4, 16.6)),
    seas=(("Black Sea", 35.0, 43.6), ("Arabian Sea", 63.5, 15.6), ("Red\nSea", 39.6, 21.6)),
)  # fmt: skip
TAGS = {
    "western": Tag("western", "western\nbranch", 43.4, 43.9, (46.6, 43.9)),
    "caspian": Tag("caspian", "trans-Caspian\nbranch", 43.6, 37.0, (50.5, 38.9)),
    "eastern": Tag("eastern", "eastern branch", 53.6, 51.8, (47.8, 50.6)),
    "kars": Tag("kars", "by Kars", 36.2, 37.2, (37.0, 40.7)),
    "black_sea": Tag("black_sea", "by the Black Sea", 36.5, 46.3, (35.6, 42.55)),
    "southern_armenia": Tag("southern_armenia", "southern Armenia", 47.6, 36.2, (46.1, 38.9)),
}
SEA_TAGS = {
    "Suez": Tag("sea", "sea way", 34.0, 19.4, (37.6, 21.3)),
    "Novorossiysk": Tag("sea", "sea way", 31.5, 46.6, (34.0, 43.3)),
    "Cape Comorin": Tag("sea", "sea way", 69.5, 13.2, (74.6, 12.2)),
}
"""By a place on the way, the name of the sea way on the map; the first that fits is written."""

NAMED = (
    "Moscow", "Saint Petersburg", "Mumbai", "Tehran", "Istanbul", "Astrakhan", "Baku", "Aktau",
    "Saratov", "Atyrau", "Rasht", "Tbilisi", "Kars", "Poti", "Bandar Abbas", "Chabahar",
    "Novorossiysk", "Port Said", "Suez", "Nakhchivan", "Almaty", "Beyneu",
)  # fmt: skip


def reach(report: Briefing) -> None:
    """Show the best way of each corridor for the pair chosen, the best of all drawn wide."""
    shown = Shown.of(report)
    ways = shown.ways()
    if not ways:
        note(no_way(shown))
        return
    table = way_table(shown, ways)
    best = min(ways.values(), key=lambda way: way.cost)
    legs, places = _drawn(report, ways, best)
    layer = data_dir() / "map/region_50m.geojson"
    figure(
        corridor_map(legs, places, layer, VIEW, colours=TINTS, tags=_tags(ways)),
        label="caucasus-reach",
        title=f"From {to(shown.pair)} the way of least cost in {shown.name} is the "
        f"{best.alternative.label}: {num(best.km, 0)} km, {num(best.price.days)} days",
        subtitle="Best way of each corridor at the value of time in use, money, risk and days "
        "together",
        caption="A corridor is drawn by the cheapest way that runs over its own link. Schematic: "
        "lines run between waypoints, side by side where ways share a leg; what lies outside the "
        f"frame is not shown. {ASSUMED} {BORDER_NOTE}",
        alt="Map. " + " ".join(_alt(way) for way in ways.values()),
        source=map_source(report),
        data=table.round(2),
    )


def way_table(shown: Shown, ways: dict[str, Way]) -> pd.DataFrame:
    """Return a row for each way: km, money, risk, days, generalized cost, share in per cent."""
    costs = {name: way.cost for name, way in ways.items()}
    scale, likeness = (float(shown.values[n]) for n in ("logit_scale", "likeness"))
    share = shares(costs, scale, likeness)
    return pd.DataFrame(
        [
            {
                "way": way.alternative.label,
                "km": way.km,
                "usd_per_tonne": float(way.price.money),
                "risk_usd_per_tonne": float(way.price.risk),
                "days": float(way.price.days),
                "generalized_usd_per_tonne": way.cost,
                "share_per_cent": 100 * share[name],
                "places": ", ".join(way.places),
            }
            for name, way in ways.items()
        ]
    )


def cost_days(report: Briefing) -> None:
    """Show cost and days of each way, with what the ranges of the assumptions leave open."""
    shown = Shown.of(report)
    ways = shown.ways()
    if not ways:
        return
    table = winners(ways, shown.model.knobs, shown.values)
    table.insert(0, "label", [SHORT[name] for name in table.index])
    best = table["best"].idxmax()
    figure(
        _draw(table),
        label="caucasus-costdays",
        title=_firsts(shown, ways, table),
        subtitle="Money and risk, USD per tonne (left), days (right): the case shown and nine "
        "tenths of the draws",
        caption=f"{num(DRAWS)} seeded draws of every rate, speed, delay and premium, each "
        "triangular between its low and its high value; the value of time, the tariff and the "
        "factor on borders stay as set. The ways stay those of the case shown. With days priced at "
        f"the value of time, the {ways[best].alternative.label} has the least cost in "
        f"{percent(table.loc[best, 'best'])} of the draws. {ASSUMED}",
        alt=" ".join(_range(row) for row in table.to_dict("records")),
        source=sources(report, shown),
        data=table.round(3).reset_index(),
    )


def _firsts(shown: Shown, ways: dict[str, Way], table: pd.DataFrame) -> str:
    """Return which way is most often first in each of the two measures drawn."""
    cheap, fast = table["cheapest"].idxmax(), table["fastest"].idxmax()
    days = percent(table.loc[fast, "fastest"])
    text = (
        f"From {to(shown.pair)} the {ways[cheap].alternative.label} is cheapest in "
        f"{percent(table.loc[cheap, 'cheapest'])} of the draws"
    )
    if cheap == fast:
        return f"{text} and fastest in {days}"
    return f"{text}, the {ways[fast].alternative.label} fastest in {days}"


def _drawn(report: Briefing, ways: dict[str, Way], best: Way) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return legs and places in the form that the map takes."""
    points = report.known.table("waypoints", "known_from").drop_duplicates("place")
    spots = points.set_index("place")[["lon", "lat"]]
    rows = []
    for name, way in ways.items():
        for a, b in pairwise(way.places):
            via = VIA.get((a, b)) or VIA.get((b, a), [])[::-1]
            path = [tuple(spots.loc[a]), *via, tuple(spots.loc[b])]
            rows.append((name, a, b, BEST if way is best else OTHER, path))
    legs = pd.DataFrame(rows, columns=["route", "start", "end", "state", "path"])
    met = [p for p in NAMED if p in {*legs["start"], *legs["end"]}]
    return legs, spots.loc[met].rename_axis("place").reset_index()


def _tags(ways: dict[str, Way]) -> list[Tag]:
    tags = [tag for name, tag in TAGS.items() if name in ways]
    if "sea" in ways:
        tags += [tag for place, tag in SEA_TAGS.items() if place in ways["sea"].places][:1]
    return tags


def _alt(way: Way) -> str:
    return f"{capital(way.alternative.label)}: {', '.join(way.places)}."


def _draw(table: pd.DataFrame) -> Figure:
    fig, axes = canvas(0.75 + 0.42 * len(table), 1, 2, sharey=True)
    for ax, name, tint in zip(axes, ("money", "days"), (BLUE, ORANGE), strict=True):
        for i, row in enumerate(table.to_dict("records")):
            ends = [row[f"{name}_low"], row[f"{name}_high"]]
            ax.plot(ends, [i, i], color=GREY, lw=1.4, zorder=1)
            ax.scatter(ends, [i, i], marker="|", s=60, color=GREY, zorder=2)
            ax.scatter(row[name], i, s=42, c=tint, edgecolors=WHITE, zorder=3)
            won = row["cheapest" if name == "money" else "fastest"]
            ax.annotate(
                f"{num(row[name])} · first in {percent(won)}", (ends[1], i), xytext=(6, 0),
                textcoords="offset points", va="center", fontsize=7.6, color=INK,
            )  # fmt: skip
        zero_based(ax, "x", pad=0.8)
        ax.set_title("USD per tonne" if name == "money" else "days", fontweight="normal")
        quiet(ax)
    axes[0].set_yticks(range(len(table)), list(table["label"]))
    axes[0].set_ylim(len(table) - 0.45, -0.55)
    return fig


def _range(row: dict[str, object]) -> str:
    def span(name: str) -> str:
        at, low, high = (num(float(str(row[f"{name}{e}"]))) for e in ("", "_low", "_high"))
        return f"{at} ({low} to {high})"

    firsts = join([
        f"{percent(float(str(row[k])))} {word}"
        for k, word in (
            ("cheapest", "by money"), ("fastest", "by days"), ("best", "by cost with days priced"),
        )
    ])  # fmt: skip
    return (
        f"{capital(str(row['label']))}: {span('money')} USD per tonne, {span('days')} days; "
        f"first in {firsts}."
    )
