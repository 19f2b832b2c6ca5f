"""Indicators and models of the whole report: what speaks, what that moves, what is assumed."""

import pandas as pd
from matplotlib.figure import Figure

from helpers.display.bundles import figure, note, table
from helpers.display.style import GREY, INK, LIGHT, VERDICT_GROUPS, WHITE, canvas
from helpers.display.words import capital, count, num, number_word, of_them
from helpers.judgement.effects import Effect, effects
from helpers.judgement.indicators import INDICATORS, readings
from helpers.models import MODELS, build, tornado
from helpers.models.knobs import ASSUMPTION
from helpers.parameters import SECTIONS
from helpers.sections.briefing import Briefing

SMALLEST = 0.005
"""A share that moves by less than this is not seen to move at two digits."""

MARKS = {"supports": "o", "contradicts": "X", "qualifies": "D"}


def indicators_table(report: Briefing) -> None:
    """Show every indicator of the report: rule, value, and whether it can speak."""
    read = list(readings(report.ledger, report.as_of).values())
    speaking = [r for r in read if r.speaks]
    silent = [r for r in read if r.side == "silent"]
    tied = sum(bool(r.indicator.ties) for r in read)
    rows = pd.DataFrame(
        {
            "Indicator": [f"**{r.indicator.indicator_id}** {r.indicator.title}" for r in read],
            "Section": [SECTIONS[r.indicator.section].title for r in read],
            "Claims": [", ".join(t.claim_id for t in r.indicator.ties) or "none" for r in read],
            "Value": [
                "" if r.measured.value is None
                else f"{num(r.measured.value)} {r.indicator.unit}" for r in read
            ],
            "90 % interval": [
                "" if r.measured.low is None or r.measured.high is None
                else f"{num(r.measured.low)} to {num(r.measured.high)}" for r in read
            ],
            "Reads": [r.side + (f": {r.measured.silent}" if r.measured.silent else "")
                      for r in read],
        }
    )  # fmt: skip
    table(
        rows,
        label="methods-indicators",
        title=f"{capital(count(len(read), 'indicator'))}, {number_word(tied)} tied to a claim: "
        f"{number_word(len(speaking))} {'clears its' if len(speaking) < 2 else 'clear their'} "
        f"threshold{f', {number_word(len(silent))} cannot speak' if silent else ''}",
        caption="Above and below: the value, its whole interval included, lies beyond the "
        "threshold. Between: it does not clear it, and has no weight. The rule, the numbers "
        "compared and the sources of each stand in its section.",
        kinds={"Indicator": "markdown"},
        interactive=True,
    )


def effects_figure(report: Briefing) -> None:
    """Show how far each indicator moves the share of the claim that it speaks to."""
    moved = [e for e in effects(report.known, INDICATORS.values()) if e.stance]
    if not moved:
        note("No indicator speaks to a claim on this day and under these grades.")
        return
    moved.sort(key=_shift, reverse=True)
    seen = [e for e in moved if _shift(e) >= SMALLEST]
    turned = [e for e in moved if e.turns]
    first = moved[0]
    turning = {e.claim_id for e in turned}
    words = (
        f", and {count(len(turning), 'verdict')} would read another word without one of them"
        if turning
        else ", and without any one of them every verdict reads the same word"
    )
    data = pd.DataFrame(
        [(e.indicator_id, e.claim_id, e.stance, e.before, e.after, str(e.verdict_before),
          str(e.verdict_after)) for e in moved],
        columns=["indicator", "claim", "stance", "without", "with", "verdict without",
                 "verdict with"],
    )  # fmt: skip
    figure(
        _draw(seen[:24]),
        label="methods-effects",
        title=f"{capital(count(len(moved), 'reading'))} speak to a claim; {first.indicator_id} "
        f"moves its claim furthest, from {_share(first.before)} to {_share(first.after)}{words}",
        subtitle="Share of the weighed evidence for the claim, without the indicator (hollow) and "
        "with it (filled)",
        caption="One indicator at a time is taken away. Readings that move a share by less than "
        f"{SMALLEST} are left out of the drawing and kept in its data. A share of one half "
        "stands for a claim on which there would be no other evidence.",
        alt="; ".join(
            f"{e.indicator_id} {e.stance} {e.claim_id}: {_share(e.before)} to {_share(e.after)}"
            for e in seen
        )
        + ".",
        data=data,
    )


def models_table(report: Briefing) -> None:
    """Show every what-if model: what it asks, its base case, what moves it, what is assumed."""
    rows, assumed, without = [], 0, 0
    for name in MODELS:
        model = build(name, report.known)
        moves = tornado(model, model.base)
        bare = sum(k.source_id == ASSUMPTION for k in model.knobs)
        assumed, without = assumed + len(model.knobs), without + bare
        base = model.run(model.base)[model.headline.name]
        rows.append(
            {
                "Model": f"**{capital(name.replace('_', ' '))}.** {model.title}",
                "Section": SECTIONS[model.section].title,
                "Base case": f"{model.headline.label}: {num(base)} {model.headline.unit}",
                "Moved most by": moves["label"].iloc[0] if len(moves) else "nothing",
                "Assumptions": f"{len(model.knobs)}, {bare} without a source",
                "Cannot say": model.limits,
            }
        )
    shown = pd.DataFrame(rows)
    table(
        shown,
        label="methods-models",
        title=f"{capital(count(len(shown), 'what-if model'))} rest on "
        f"{count(assumed, 'assumption')}, {of_them(without, assumed)} without a source; none gives "
        "a verdict",
        caption="The base case is that of the day of this report, with no scenario and no "
        "parameter changed. Every assumption stands, with its range and its source or the lack of "
        "one, in the section of the model.",
        kinds={"Model": "markdown"},
    )


def _shift(effect: Effect) -> float:
    before = 0.5 if effect.before is None else effect.before
    return abs((effect.after or 0.5) - before)


def _share(value: float | None) -> str:
    return "0.50" if value is None else f"{value:.2f}"


def _draw(moved: list[Effect]) -> Figure:
    fig, (ax,) = canvas(0.8 + 0.26 * max(len(moved), 1))
    tint = {"supports": VERDICT_GROUPS["holds"], "contradicts": VERDICT_GROUPS["fails"],
            "qualifies": VERDICT_GROUPS["mixed"]}  # fmt: skip
    for i, e in enumerate(moved):
        before, after = 0.5 if e.before is None else e.before, e.after or 0.5
        ax.plot([before, after], [i, i], color=LIGHT, lw=4, solid_capstyle="round", zorder=1)
        ax.scatter([before], [i], s=30, facecolor=WHITE, edgecolor=GREY, zorder=3)
        ax.scatter([after], [i], s=34, color=tint[e.stance], marker=MARKS[e.stance], zorder=4)
        ax.annotate(
            f"{_share(e.before)} → {after:.2f}", (max(before, after), i), xytext=(7, 0),
            textcoords="offset points", va="center", fontsize=7.5, color=INK,
        )  # fmt: skip
    ax.set_yticks(range(len(moved)), [f"{e.indicator_id} {e.stance} {e.claim_id}" for e in moved])
    ax.set_ylim(len(moved) - 0.4, -0.6)
    ax.set_xlim(0, 1.12)
    ax.set_xticks([0, 0.2, 0.4, 0.6, 0.8, 1.0])
    ax.xaxis.grid(True)
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="y", length=0)
    return fig
