"""Whether the price of oil noticed the treaty: Brent around its two days beside all other days."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from helpers.display.axes import quiet
from helpers.display.bundles import figure
from helpers.display.style import BLUE, GREY, INK, LIGHT, canvas
from helpers.display.words import capital, join, num
from helpers.judgement.indicators.energy.prices import DAYS, moves
from helpers.ledger.dates import long_date
from helpers.sections import prose
from helpers.sections.briefing import Briefing
from helpers.sections.indicators import reading_of

EVENTS = {"I-E1d": "signing", "I-E1e": "entry into force"}
WIDTH = 2.0
"""Per cent: the width of the histogram's bars."""


def price_notice(report: Briefing) -> None:
    """Show the moves of Brent around all trading days, with those around the treaty's days."""
    read = {word: reading_of(report, i) for i, word in EVENTS.items()}
    read = {word: r for word, r in read.items() if r.side != "silent"}
    if not read:
        return prose.nothing_public(
            report, f"the price of Brent over {DAYS} trading days after the signing"
        )
    found = moves(report.known)
    marks = {word: float(r.measured.value or 0) for word, r in read.items()}
    parts = {word: r.measured.parts for word, r in read.items()}
    usual = next(iter(parts.values()))
    calm = all(r.side == "between" for r in read.values())
    said = join(f"{num(v, 1)} per cent around the {word}" for word, v in marks.items())
    rows = report.figures.of("brent_spot_daily", "World")
    figure(
        _histogram(found, marks, (usual["usual, lower"], usual["usual, upper"])),
        label="energy-price-notice",
        title=f"Brent moved by {said}: "
        + ("moves of a usual size" if calm else "not all of a usual size"),
        subtitle=f"Trading days, by the move of Brent from the mean of the {DAYS} before to that "
        f"of the {DAYS} after, per cent; {len(found)} days from {long_date(found.index[0])}",
        caption="Shaded: the middle nine in ten of all other days. "
        + " ".join(
            f"{capital(num(p['per cent of days that moved as far'], 0))} per cent of other days "
            f"moved at least as far as the {word}."
            for word, p in parts.items()
        )
        + " Both days were announced beforehand, and other news falls into the windows.",
        alt=f"Most days lie between {num(usual['usual, lower'], 1)} and "
        f"{num(usual['usual, upper'], 1)} per cent; {said}.",
        source=report.figures.citations(rows),
        data=_rows(found, marks, parts),
    )


def _histogram(found: pd.Series, marks: dict[str, float], usual: tuple[float, float]) -> Figure:
    fig, (ax,) = canvas(2.6)
    edges = np.arange(
        WIDTH * np.floor(found.min() / WIDTH), WIDTH * np.ceil(found.max() / WIDTH) + WIDTH, WIDTH
    )
    heights, _ = np.histogram(found, bins=edges)
    ax.bar(edges[:-1], heights, WIDTH, align="edge", color=LIGHT, edgecolor=GREY, lw=0.6)
    ax.axvspan(*usual, facecolor=(BLUE, 0.10), edgecolor=BLUE, lw=0.8)
    top = float(heights.max())
    for i, (word, value) in enumerate(marks.items()):
        ax.axvline(value, color=INK, lw=1.4, ls="-" if i == 0 else (0, (4, 2)))
        side = -1 if i else 1
        ax.annotate(
            f"{word} {num(value, 1)}", (value, top * 1.18), xytext=(5 * side, 0), va="center",
            textcoords="offset points", ha="left" if side > 0 else "right", fontsize=8.5,
            fontweight="bold",
        )  # fmt: skip
    ax.set_ylim(0, top * 1.32)
    ax.set_xlabel("move of Brent, per cent", color=GREY)
    ax.set_ylabel("trading days", color=GREY)
    quiet(ax)
    return fig


def _rows(
    found: pd.Series, marks: dict[str, float], parts: dict[str, dict[str, float]]
) -> pd.DataFrame:
    out = [
        {"measure": f"{word}: {k}", "value": round(v, 3)}
        for word, part in parts.items()
        for k, v in part.items()
    ]
    out += [{"measure": "trading days", "value": len(found)}]
    counts = (WIDTH * np.floor(found / WIDTH)).value_counts().sort_index()
    out += [
        {"measure": f"days with a move of {num(low)} to {num(low + WIDTH)}", "value": n}
        for low, n in counts.items()
    ]
    return pd.DataFrame(out)
