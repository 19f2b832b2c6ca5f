"""Two coders side by side: how far they agree, and the units on which they differ."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from helpers.display.bundles import figure, note, say, table
from helpers.display.style import BLUE, GREY, INK, ORANGE, WHITE, canvas
from helpers.display.words import capital, count, join, num, number_word
from helpers.judgement.agreement import Agreement, agreement, cross_table
from helpers.judgement.legalization import SCALES, STEPS
from helpers.sections.clauses.compared import FLAGS
from helpers.sections.clauses.reading import HEADINGS, TREATY, read, units, working
from helpers.sections.clauses.treaties import name, treaties
from helpers.sections.prose import nothing_public

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

ENOUGH = 0.67
"""Where Krippendorff's alpha falls below this, the codebook has the rules of a scale revised."""

NOMINAL = {"domain": "Field of the commitment", "article_theme": "Heading of the article"}
FIELDS = {
    "legal_final": "final clauses",
    "nuclear_peaceful": "peaceful nuclear energy",
    "regional_caspian": "the region and the Caspian",
}
"""Fields whose words are not simply the parts of their code."""
OURS, ALL = "This treaty, working units", "All treaties, units read"


def both(report: Briefing) -> pd.DataFrame:
    """Return every unit read and coded by both, of every treaty signed by the day.

    The ledger's columns are the first coder's; those of the second end in `_second`, and `note`
    is the second coder's.
    """
    first = pd.concat(
        [read(units(report, t, coder="first", shift=0)) for t in treaties(report).index],
        ignore_index=True,
    )
    second = report.known.timely(report.ledger.clauses_second).set_index("clause_id")
    both_ = first.join(second.rename(columns=lambda c: c if c == "note" else f"{c}_second"),
                       on="clause_id")  # fmt: skip
    both_ = both_.dropna(subset=[f"{s}_second" for s in SCALES if s != "delegation"])
    whole = both_["whole"].astype(bool)
    delegation = both_["delegation_second"].where(whole, both_["delegation"].astype(float))
    both_["delegation_second"] = delegation
    return both_


def measured(rows: pd.DataFrame) -> dict[str, Agreement]:
    """Return the agreement on each code: the scales, the fields, the headings, all flags."""
    out = {
        s: agreement(rows[s].astype(int), rows[f"{s}_second"].astype(int), STEPS, scale=True)
        for s in SCALES
    }
    for column in NOMINAL:
        one, other = rows[column], rows[f"{column}_second"]
        out[column] = agreement(one, other, sorted({*one, *other}))
    one, other = (
        np.concatenate([rows[f"{f}{end}"].astype(int) for f in FLAGS]) if len(rows) else []
        for end in ("", "_second")
    )
    out["flags"] = agreement(list(one), list(other), (0, 1))
    return out


def coder_agreement(report: Briefing) -> None:
    """Show how far the two coders agree on each code, by per cent, kappa and alpha."""
    rows = both(report)
    ours = working(rows[rows["treaty_id"] == TREATY])
    if ours.empty:
        nothing_public(report, "clauses that two coders could code")
        return
    scopes = {OURS: measured(ours), ALL: measured(rows)}
    cells: list[dict[str, object]] = []
    groups: list[tuple[int, str]] = []
    for scope, found in scopes.items():
        groups.append((len(cells), scope))
        cells += [_row(code, result) for code, result in found.items()]
    table(
        pd.DataFrame(cells),
        label="clauses-coders",
        title=_title(scopes[OURS]),
        caption="Kappa: Cohen's, with weights by squared distance for the scales; alpha: "
        "Krippendorff's, ordinal for the scales. Both set agreement against what chance would "
        "give; brackets: 90 per cent interval over units drawn anew, without width where nothing "
        "differs. A dash: both coders use one code throughout. The codebook has the rules of a "
        f"scale revised where alpha is below {ENOUGH}. Flags: all yes-or-no features together. "
        "The second coder saw the summaries of the first, not the sources: what a summary leaves "
        "out, both miss.",
        kinds=dict.fromkeys(("Units", "Same", "Per cent"), "number"),
        groups=groups,
    )  # fmt: skip
    _weak(scopes[OURS])


def _row(code: str, result: Agreement) -> dict[str, object]:
    rated = code in SCALES and result.alpha == result.alpha
    side = "below" if result.alpha < ENOUGH else "not below"
    limit = f", {side} {ENOUGH}" if rated else ""
    return {
        "Code": NOMINAL.get(code, capital(code)),
        "Units": result.units,
        "Same": result.same,
        "Per cent": num(100 * result.share, 0),
        "Kappa": _with_interval(result.kappa, result.kappa_low, result.kappa_high),
        "Alpha": _with_interval(result.alpha, result.alpha_low, result.alpha_high) + limit,
    }


def _with_interval(value: float, low: float, high: float) -> str:
    return "–" if value != value else f"{value:.2f} ({low:.2f} to {high:.2f})"


def _title(found: dict[str, Agreement]) -> str:
    said = [
        f"the same {s} to {found[s].same} (kappa {found[s].kappa:.2f})"
        if found[s].kappa == found[s].kappa
        else f"the same {s} to {found[s].same}"
        for s in SCALES[:2]
    ]
    return f"Of {count(found[SCALES[0]].units, 'working unit')} two coders give {join(said)}"


def _weak(found: dict[str, Agreement]) -> None:
    weak = [s for s in SCALES if found[s].alpha < ENOUGH]
    if not weak:
        say(
            f"No scale falls below the codebook's limit of {ENOUGH} for alpha on the working units "
            "of this treaty."
        )
        return
    said = join(f"{s} ({found[s].alpha:.2f})" for s in weak)
    say(
        f"On the working units of this treaty alpha lies below the codebook's limit of {ENOUGH} "
        f"for {said}. Statements on {join(weak)} therefore stand on both codings or not at all: "
        "the indicator counts both, and the intervals above do not hold what coders disagree on."
    )


def coder_grids(report: Briefing) -> None:
    """Draw, for each scale, the steps of the first coder against those of the second."""
    rows = both(report)
    rows = working(rows[rows["treaty_id"] == TREATY])
    if rows.empty:
        return
    tables = {
        s: cross_table(rows[s].astype(int), rows[f"{s}_second"].astype(int), STEPS) for s in SCALES
    }
    data = [
        {"scale": s, "first": a, "second": b, "units": int(t[a, b])}
        for s, t in tables.items() for a in STEPS for b in STEPS if t[a, b]
    ]  # fmt: skip
    figure(
        draw_coder_grids(tables),
        label="clauses-coder-grids",
        title=_grid_title(rows),
        subtitle="Working units by step of the first coder (up) and of the second (across)",
        caption="Framed: both give the same step. Right of the frame the second coder is higher, "
        "left of it lower. Depth and figure give the number of units.",
        alt="; ".join(
            f"{d['scale']}, first {d['first']} and second {d['second']}: {d['units']}" for d in data
        ) + ".",
        data=pd.DataFrame(data),
    )  # fmt: skip


def _grid_title(rows: pd.DataFrame) -> str:
    said = []
    for scale in SCALES[:2]:
        gap = rows[f"{scale}_second"] - rows[scale]
        lower, higher = int((gap < 0).sum()), int((gap > 0).sum())
        said.append(f"{number_word(lower)} lower and {number_word(higher)} higher in {scale}")
    return f"Against the first, the second coder places {said[0]}, {said[1]}"


def draw_coder_grids(tables: dict[str, np.ndarray]) -> Figure:
    """Return a grid of steps for each scale."""
    fig, axes = canvas(2.35, 1, len(tables))
    for ax, (scale, counts) in zip(axes, tables.items(), strict=True):
        _grid(ax, counts)
        ax.set_title(scale.capitalize(), fontsize=9)
        ax.set_xlabel("Second coder", fontsize=8, color=GREY)
    axes[0].set_ylabel("First coder", fontsize=8, color=GREY)
    return fig


def _grid(ax: Axes, counts: np.ndarray) -> None:
    most = counts.max()
    for a in STEPS:
        for b in STEPS:
            n = int(counts[a, b])
            box = Rectangle((b - 0.46, a - 0.46), 0.92, 0.92, facecolor=BLUE if n else WHITE)
            box.set_alpha(0.12 + 0.88 * n / most if n else 1)
            ax.add_patch(box)
            if a == b:
                frame = Rectangle((b - 0.46, a - 0.46), 0.92, 0.92, fill=False, edgecolor=ORANGE)
                ax.add_patch(frame)
            if n:
                ink = WHITE if n > 0.55 * most else INK
                ax.text(b, a, str(n), ha="center", va="center", fontsize=8.5, color=ink)
    ax.set_xlim(-0.6, 3.6)
    ax.set_ylim(-0.6, 3.6)
    ax.set_xticks(STEPS)
    ax.set_yticks(STEPS)
    ax.set_aspect("equal")
    ax.tick_params(length=0)
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)


def differences(report: Briefing) -> None:
    """Show every unit on whose scales or subject the two coders differ, with both codes."""
    rows = both(report)
    columns = [*SCALES, *NOMINAL]
    cells: list[dict[str, str]] = []
    groups: list[tuple[int, str]] = []
    ids = [TREATY, *(t for t in treaties(report).index if t != TREATY)]
    for treaty in ids:
        part = rows[rows["treaty_id"] == treaty]
        found = [c for r in part.to_dict("records") if (c := _difference(r, columns))]
        if found:
            groups.append((len(cells), name(report, treaty)))
            cells += found
    if not cells:
        note("The two coders differ on no unit read.")
        return
    end = groups[1][0] if len(groups) > 1 else len(cells)
    first = end if groups[0][1] == name(report, TREATY) else 0
    table(
        pd.DataFrame(cells),
        label="clauses-differences",
        title=f"{capital(count(len(cells), 'unit'))} of {len(rows)} read are coded otherwise by "
        f"the second coder, {number_word(first)} of them in this treaty",
        caption="Only what differs is shown, first coder then second. Remarks are those of the "
        "second coder. Neither coding is held to be the right one.",
        groups=groups,
        interactive=True,
    )


def _difference(row: dict, columns: list[str]) -> dict[str, str] | None:
    off = [c for c in columns if row[c] != row[f"{c}_second"]]
    off_flags = [f for f in FLAGS if row[f] != row[f"{f}_second"]]
    if not off and not off_flags:
        return None
    cells = {capital(s): _pair(row, s) if s in off else "" for s in SCALES}
    subject = [_pair(row, c) for c in NOMINAL if c in off]
    return {
        "Unit": f"{row['label']}: {row['title_short']}",
        **cells,
        "Field or heading": "; ".join(subject),
        "Features": "; ".join(f"{FLAGS[f]}: {_yes(row[f])}, {_yes(row[f'{f}_second'])}"
                              for f in off_flags),
        "Remark": in_words(row["note"]),
    }  # fmt: skip


def _pair(row: dict, column: str) -> str:
    one, other = row[column], row[f"{column}_second"]
    if column in SCALES:
        return f"{int(one)}, {int(other)}"
    return f"{code_words(str(one))}; {code_words(str(other))}"


def code_words(code: str) -> str:
    """Return the code of a field or heading in words.

    Example:
        >>> code_words("energy_oil_gas"), code_words("common_threats"), code_words("none")
        ('energy, oil and gas', 'common threats', 'none')
    """
    if code in HEADINGS:
        return HEADINGS[code].lower()
    return FIELDS.get(code) or join(code.split("_"))


def in_words(remark: str) -> str:
    """Return a coder's remark with codes of fields and headings in words.

    Example:
        >>> in_words("'disputes -> legal_final' not applied")
        "'disputes as final clauses' not applied"
    """
    said = remark.replace(" -> ", " as ").replace("Theme:", "Heading:").replace("domain", "field")
    return re.sub(r"\b[a-z]+(?:_[a-z]+)+\b", lambda m: code_words(m[0]), said)


def _yes(value: float) -> str:
    return "yes" if value == 1 else "no"
