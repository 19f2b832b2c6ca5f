"""What if findings had been counted otherwise: the combinations, and properties of the rule."""

import pandas as pd
from matplotlib.patches import Patch

from helpers.display.axes import quiet
from helpers.display.bundles import box, figure, table
from helpers.display.style import VERDICT_GROUPS, canvas, edge
from helpers.display.words import capital, count, join, num, number_word, percent, short
from helpers.judgement.claims import judge, judge_on
from helpers.judgement.multiverse import (
    CODERS,
    DIGITS,
    INDEPENDENCE,
    LETTERS,
    STABLE_SHARE,
    WEIGHTS,
    combinations,
    stability,
    swings,
)
from helpers.judgement.verdicts import Finding, tally
from helpers.ledger.dates import long_date
from helpers.ledger.views import Known
from helpers.parameters import EARLIEST_AS_OF
from helpers.parameters.faults import plain
from helpers.sections.briefing import Briefing

GROUPS = tuple(VERDICT_GROUPS.items())


def short_answer(report: Briefing) -> None:
    """Show what the section is about, and how many findings and origins the report rests on."""
    rows, read = report.findings, len(report.known.evidence)
    bear = sum(j.n_evidence for j in report.judgements.values())
    box(
        "The short answer",
        f"{capital(count(len(report.judgements), 'claim'))} are judged by"
        f" {count(len(rows), 'finding')} from {count(rows['origin'].nunique(), 'origin')}:"
        f" {number_word(read)} read in sources and {number_word(len(rows) - read)} computed from"
        f" series. Of them {number_word(bear)} bear on a claim; the others are background."
        " Each is graded twice: for its source and for itself. A fixed rule turns their weight into"
        " a share, an interval and a word. Every constant of the rule is printed here by the code"
        f" that uses it.\n\nAs it could be known on **{long_date(report.as_of)}**.",
        label="methods",
    )


def sensitivity(report: Briefing) -> None:
    """Show, per claim, how the verdict is spread over all combinations of choices."""
    universe = report.universe
    stable = stability(universe).set_index("claim_id")
    judged = stable[stable["judged"] > 0].sort_values(["share", "judged"])
    fragile = judged[judged["fragile"]]
    shares = universe.shares[[g for g, _ in GROUPS]]
    shown = judged.head(24).index
    figure(
        _draw(shares.loc[shown], {c: report.judgements[c].text for c in shown}),
        label="methods-multiverse",
        title=(
            f"{capital(count(len(fragile), 'verdict'))} of {len(judged)} change group in more than"
            f" a third of {combinations()} combinations"
        ),
        subtitle="Share of combinations by verdict group; the least stable claims first",
        caption=(
            f"Combined are {number_word(len(LETTERS))} floors for the source,"
            f" {number_word(len(DIGITS))} for the finding, {number_word(len(CODERS))} codings,"
            " party media and indicators in or out,"
            f" {number_word(len(INDEPENDENCE))} rules of independence and"
            f" {number_word(len(WEIGHTS))} schemes of weights. A verdict that keeps its group"
            f" in less than {percent(STABLE_SHARE)} of the combinations that give one is called"
            " fragile."
        ),
        alt="Stacked bars per claim. Least stable: "
        + join(f"{c} ({percent(r['share'])} {r['group']})" for c, r in judged.head(5).iterrows())
        + ".",
        data=shares.round(4).reset_index(),
    )
    choices(report)


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
        title=f"The choice that moves most verdicts is {order.index[0]}",
        caption=(
            "In each comparison all other choices are the same and this one alone takes its values"
            " in turn; it moves a verdict if they do not all put the claim in the same group."
            f" All {combinations()} combinations with their verdicts are in data.zip:"
            " multiverse.csv."
        ),
        kinds={"Choice": "markdown", "Comparisons in which it does": "number"},
    )


def _draw(shares: pd.DataFrame, texts: dict[str, str]):
    fig, (ax,) = canvas(0.7 + 0.2 * len(shares))
    left = [0.0] * len(shares)
    key = []
    for group, colour in GROUPS:
        around = edge(colour)
        ax.barh(
            range(len(shares)), shares[group], 0.7, left=left, color=colour, edgecolor=around,
            lw=[0.6 if part else 0.0 for part in shares[group]],
        )  # fmt: skip
        key.append(Patch(fc=colour, ec=around, lw=0.6, label=group))
        left = [a + b for a, b in zip(left, shares[group], strict=True)]
    ax.set_yticks(
        range(len(shares)), [f"{c}  {short(texts[c], 58)}" for c in shares.index], fontsize=7.6
    )
    ax.set_ylim(len(shares) - 0.4, -0.6)
    ax.set_xticks([0, 0.5, 1], ["0", "half", "all"])
    ax.set_xlim(0, 1)
    ax.legend(
        handles=key, loc="lower right", bbox_to_anchor=(1, 1.0), ncols=5, handlelength=1,
        columnspacing=1,
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
            f"Checked on the {num(len(report.known.evidence))} findings admitted, when this page"
            " was made."
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
