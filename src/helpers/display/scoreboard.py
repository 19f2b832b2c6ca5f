"""The scoreboard: every claim with its share of evidence, its interval and its words."""

from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.display.axes import quiet
from helpers.display.style import GREY, INK, LIGHT, VERDICT_GROUPS, WHITE, canvas
from helpers.display.words import short

KIND_MARKER = {"fact": "o", "assessment": "s", "forecast": "D"}
ROW_INCHES = 0.165


def scoreboard(
    claims: Sequence[Mapping[str, Any]], sections: Mapping[str, str], edges: Sequence[float]
) -> Figure:
    """Return one row per claim: a dot at p, a bar for the 90 per cent interval, the verdict word.

    Claims without enough evidence have no dot: an absent reading is not a reading of one half.

    Args:
        claims: records with claim_id, section, kind, short, p, interval, group, verdict,
            confidence, n_origins.
        sections: titles by section, in the order of the rows.
        edges: edges of the verdict bands.
    """
    rows = _in_order(claims, sections)
    fig, (ax,) = canvas(ROW_INCHES * len(rows) + 0.7)
    for i, row in enumerate(rows):
        if isinstance(row, str):
            ax.text(-1.7, i, row, fontsize=8.6, fontweight="bold", va="center")
            ax.axhline(i - 0.55, xmin=0, xmax=1, color=LIGHT, lw=0.8)
        else:
            _row(ax, i, row)
    for edge in edges:
        ax.plot([edge, edge], [0, len(rows)], color=LIGHT, lw=0.8, zorder=0)
    ax.set_xlim(-1.7, 1.95)
    ax.set_ylim(len(rows), -1.8)
    ax.set_yticks([])
    ax.set_xticks([0, 0.2, 0.4, 0.6, 0.8, 1], ["0", "", "", "", "", "1"])
    ax.spines["bottom"].set_bounds(0, 1)
    quiet(ax)
    _write_heads(ax)
    return fig


def _in_order(
    claims: Sequence[Mapping[str, Any]], sections: Mapping[str, str]
) -> list[Mapping[str, Any] | str]:
    """Return the title of each section that has claims, and after it these from p = 1 down."""
    rows: list[Mapping[str, Any] | str] = []
    for section, title in sections.items():
        part = [c for c in claims if c["section"] == section]
        if part:
            rows += [title, *sorted(part, key=lambda c: (-(c["p"] or 0), c["claim_id"]))]
    return rows


def _write_heads(ax: Axes) -> None:
    """Write the heads of the columns, and above them the key of the kinds of claims."""
    for x, word, align in (
        (0, "against", "left"),
        (1, "for", "right"),
        (1.06, "verdict", "left"),
        (1.95, "sure · origins", "right"),
    ):
        ax.text(x, -0.9, word, fontsize=7.8, color=GREY, ha=align, va="center")
    keys = [ax.scatter([], [], marker=m, s=22, c=INK, label=k) for k, m in KIND_MARKER.items()]
    ax.legend(
        handles=keys, loc="lower left", bbox_to_anchor=(0, 1.0), ncols=3, handletextpad=0.1,
        borderaxespad=0,
    )  # fmt: skip


def _row(ax, i: int, claim: Mapping[str, Any]) -> None:
    colour = GREY if claim["group"] == "not enough" else VERDICT_GROUPS[claim["group"]]
    ax.text(-1.7, i, claim["claim_id"], fontsize=7, va="center", color=GREY)
    ax.text(-1.52, i, short(claim["short"], 52), fontsize=7, va="center")
    if claim["interval"] and claim["group"] != "not enough":
        ax.plot(claim["interval"], [i, i], color=colour, lw=1.5, alpha=0.75, solid_capstyle="butt")
        ax.scatter(
            claim["p"],
            i,
            marker=KIND_MARKER[claim["kind"]],
            s=20,
            c=colour if claim["group"] != "open" else WHITE,
            edgecolors=colour,
            linewidths=1.2,
            zorder=3,
        )
    ax.text(1.06, i, claim["verdict"], fontsize=7, va="center", color=colour)
    ax.text(
        1.95,
        i,
        f"{claim['confidence']} · {claim['n_origins']}",
        fontsize=7,
        va="center",
        ha="right",
        color=GREY,
    )
