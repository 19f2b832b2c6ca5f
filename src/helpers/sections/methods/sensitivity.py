"""What if findings had been counted otherwise: the combinations, and properties of the rule."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from helpers.display.axes import quiet
from helpers.display.bundles import box, figure, note, table
from helpers.display.style import VERDICT_GROUPS, WHITE, canvas
from helpers.display.words import capital, count, fraction, join, num, number_word, short
from helpers.judgement.claims import judge, judge_on
from helpers.judgement.multiverse import (
    CODERS,
    DIGITS,
    INDEPENDENCE,
    LETTERS,
    STABLE_SHARE,
    VERDICTS,
    WEIGHTS,
    Stability,
    combinations,
    swings,
)
from helpers.judgement.verdicts import Finding, tally
from helpers.ledger.dates import long_date
from helpers.ledger.views import Known
from helpers.parameters import EARLIEST_AS_OF
from helpers.parameters.faults import plain
from helpers.sections.briefing import Briefing
from helpers.sections.steadiness import cell, kept, overall

COMBINED = (
    f"Combined are {number_word(len(LETTERS))} floors for the source,"
    f" {number_word(len(DIGITS))} for the finding, {number_word(len(CODERS))} codings,"
    " party media and indicators in or out,"
    f" {number_word(len(INDEPENDENCE))} rules of independence and"
    f" {number_word(len(WEIGHTS))} schemes of weights."
)

HATCHES = {"holds": None, "mixed": "////", "fails": None}
"""The middle group is told from its neighbours by lines too: their colours are equally dark."""


def short_answer(report: Briefing) -> None:
    """Show what the section is about, and how many findings and origins the report rests on."""
    rows, read = report.findings, len(report.known.evidence)
    bear = sum(j.n_evidence for j in report.judgements.values())
    box(
        "The short answer",
        f"{capital(count(len(report.judgements), 'claim'))} are judged by"
        f" {count(len(rows), 'finding')} of"
        f" {count(rows['origin'].nunique(), 'independent origin')}:"
        f" {number_word(read)} read in sources and {number_word(len(rows) - read)} computed from"
        f" series. Of them {number_word(bear)} bear on a claim; the others are background."
        " Each is graded twice: for its source and for itself. A fixed rule turns their weight into"
        " a share, an interval and a word. Every constant of the rule is printed here by the code"
        f" that uses it.\n\nAs it could be known on **{long_date(report.as_of)}**.",
        label="methods",
    )


def sensitivity(report: Briefing) -> None:
    """Show, per claim, how the verdict is spread over all ways of counting."""
    verdicts = {c: s for c, s in report.stability.items() if s.is_verdict}
    order = sorted(verdicts, key=lambda c: (verdicts[c].share, verdicts[c].judged))
    moving = {c: verdicts[c] for c in order if verdicts[c].moves}
    title = capital(overall(verdicts.values()))
    if not moving:
        note(f"{title}.")
    else:
        figure(
            _draw(moving, {c: report.judgements[c].text for c in moving}),
            label="methods-multiverse",
            title=title,
            subtitle="Share of the ways that yield a verdict, by its group; the least stable first",
            caption=f"{COMBINED} {_definition(report)}",
            alt="Stacked bars per claim, each with the share of the group printed. Least stable: "
            + join(f"{c} ({cell(s)})" for c, s in list(moving.items())[:5])
            + ".",
            data=_spread(report.stability),
        )
    choices(report)


def _definition(report: Briefing) -> str:
    """Return what a way that yields a verdict is, and which verdicts are fragile."""
    without = [s for s in report.stability.values() if s.group == "not enough"]
    some = sum(s.judged > 0 for s in without)
    said = (
        "A way yields a verdict if enough evidence is left to say that a claim holds, is mixed or"
        " fails. A verdict is fragile if its group, as printed in this report, comes out in fewer"
        f" than {fraction(STABLE_SHARE)} of the ways that yield one. Right: that share, and the"
        " number of those ways. Verdicts that never change group are not drawn."
    )
    if not without:
        return said
    return (
        f"{said} Of {count(len(without), 'claim')} with too little evidence for a verdict,"
        f" {number_word(some)} {'gets' if some == 1 else 'get'} one in some ways."
    )


def _spread(found: Mapping[str, Stability]) -> pd.DataFrame:
    """Return per claim the group printed and how many ways give each group."""
    return pd.DataFrame(
        [
            {"claim_id": c, "printed": s.group, "ways that yield a verdict": s.judged, **s.counts}
            for c, s in found.items()
        ]
    )


def choices(report: Briefing) -> None:
    """Show which of the choices, changed alone, moves how many verdicts into another group."""
    moved = swings(report.universe)
    order = moved.mean().sort_values(ascending=False)
    rows = [
        {
            "Choice": f"`{axis}`",
            "Values": ", ".join(plain(v) for v in report.universe.sets[axis].unique()),
            "Verdicts that it can move": int((moved[axis] > 0).sum()),
            "Comparisons in which it does": f"{100 * share:.1f} %",
            "Moves most": join(
                f"{c} ({100 * x:.0f} %)" for c, x in moved[axis].nlargest(3).items() if x > 0
            ),
        }
        for axis, share in order.items()
    ]
    table(
        pd.DataFrame(rows),
        label="methods-choices",
        title=f"The choice that moves verdicts most often is {order.index[0]}",
        caption=(
            "In each comparison all other choices are the same and this one alone takes its values"
            " in turn; it moves a verdict if they do not all put the claim in the same group. Here"
            " too little evidence counts as a group, so that more verdicts move than are said above"
            f" to change. All {combinations()} ways of counting with their verdicts are in"
            " data.zip: multiverse.csv."
        ),
        kinds={"Choice": "markdown", "Comparisons in which it does": "number"},
    )


def _draw(moving: Mapping[str, Stability], texts: Mapping[str, str]) -> Figure:
    """Return bars of the groups among the ways that yield a verdict, that printed at the right."""
    fig, (ax,) = canvas(0.7 + 0.2 * len(moving))
    places, left = range(len(moving)), [0.0] * len(moving)
    for group in VERDICTS:
        parts = [s.counts[group] / s.judged for s in moving.values()]
        ax.barh(
            places, parts, 0.7, left=left, color=VERDICT_GROUPS[group], edgecolor=WHITE,
            lw=[1.0 if part else 0.0 for part in parts], hatch=HATCHES[group], hatchcolor=WHITE,
        )  # fmt: skip
        left = [a + b for a, b in zip(left, parts, strict=True)]
    for place, s in zip(places, moving.values(), strict=True):
        ax.text(1.02, place, kept(s), va="center", fontsize=7.6)
    ax.set_yticks(places, [f"{c}  {short(texts[c], 44)}" for c in moving], fontsize=7.6)
    ax.set_ylim(len(moving) - 0.4, -0.6)
    ax.set_xticks([0, 0.5, 1], ["0", "half", "all"])
    ax.set_xlim(0, 1)
    ax.legend(
        handles=[
            Patch(fc=VERDICT_GROUPS[g], ec=WHITE, lw=0, hatch=HATCHES[g], hatchcolor=WHITE, label=g)
            for g in VERDICTS
        ],
        loc="lower right",
        bbox_to_anchor=(1, 1.0), ncols=3, handlelength=1, columnspacing=1,
    )  # fmt: skip
    quiet(ax)
    return fig


def properties(report: Briefing) -> None:
    """Show properties that the rule must have, checked as the page was made."""
    checks = property_checks(report)
    failed = [name for name, ok in checks.items() if not ok]
    table(
        pd.DataFrame(
            [
                {"Property": name, "On this day": "holds" if ok else "FAILS"}
                for name, ok in checks.items()
            ]
        ),
        label="methods-properties",
        title="All properties hold" if not failed else f"Failing: {join(failed)}",
        caption=(
            f"Checked anew for each edition, here on the {num(len(report.known.evidence))} findings"
            " admitted."
        ),
    )


def property_checks(report: Briefing) -> dict[str, bool]:
    """Return, by property, whether it holds on the findings of the day."""
    p, known = report.parameters, report.known
    early = Known(report.ledger, p.model_copy(update={"as_of": EARLIEST_AS_OF}))
    strict = Known(
        report.ledger, p.model_copy(update={"min_reliability": min("B", p.min_reliability)})
    )
    ids = set(known.evidence["evidence_id"])
    sample = [
        Finding(str(i), s, "B", 2, f"o{i}", f"o{i}")
        for i, s in enumerate(["supports", "supports", "contradicts"])
    ]
    mirrored = [
        Finding(
            f.evidence_id,
            "contradicts" if f.stance == "supports" else "supports",
            "B",
            2,
            f.origin,
            f.origin,
        )
        for f in sample
    ]
    repost = [*sample, Finding("r", "supports", "B", 2, "o0", "another")]
    return {
        "A later day never removes a finding": (
            set(early.evidence["evidence_id"]) <= ids or report.as_of < EARLIEST_AS_OF
        ),
        "A stricter grade never adds one": set(strict.evidence["evidence_id"]) <= ids,
        "A repost changes nothing": tally(repost).p == tally(sample).p,
        "Swapping the sides mirrors the share": (
            abs(tally(mirrored).p + tally(sample).p - 1) < 1e-12
        ),
        "The same day gives the same verdicts": (
            judge(known) == judge_on(report.ledger, p, report.as_of)
        ),
    }
