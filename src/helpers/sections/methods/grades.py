"""How findings are graded, and how many of them share one origin."""

import pandas as pd

from helpers.display import charts
from helpers.display.axes import quiet
from helpers.display.bundles import figure, table
from helpers.display.style import BLUE, WHITE, canvas
from helpers.display.words import capital, count, join, num, percent
from helpers.judgement.grading import CREDIBILITY_WORDS, RELIABILITY_WORDS, is_good
from helpers.sections.briefing import Briefing
from helpers.sections.methods.words import section_title

STEPS = ((100, 1.0), (50, 0.5), (20, 0.36), (5, 0.24), (1, 0.12))
"""From how many findings on a cell has which tint: steps, so that the legend can name them.

All but the first bear the page's ink, which is light in the dark: half a tint is the most there.
"""


def grade_tables(report: Briefing) -> None:
    """Show the two scales of the Admiralty grades with the number of findings under each."""
    rows = report.known.evidence
    letters = [
        {
            "Mark": g,
            "The source is": word,
            "Sources": rows[rows["reliability"] == g]["key"].nunique(),
            "Findings": int((rows["reliability"] == g).sum()),
        }
        for g, word in RELIABILITY_WORDS.items()
    ]
    digits = [
        {"Mark": str(d), "The finding is": word, "Findings": int((rows["credibility"] == d).sum())}
        for d, word in CREDIBILITY_WORDS.items()
    ]
    table(
        pd.DataFrame(letters),
        label="methods-reliability",
        title="The letter grades the source",
        caption="After the Admiralty scale. F is no rank: no cut-off reaches it, only a switch.",
    )
    table(
        pd.DataFrame(digits),
        label="methods-credibility",
        title="The digit grades the finding",
        caption="A good source can err and a poor one can be right: the two marks are independent.",
    )


def grade_map(report: Briefing) -> None:
    """Show how many findings have each pair of letter and digit."""
    rows = report.known.evidence
    counts = pd.crosstab(rows["reliability"], rows["credibility"].astype(int))
    counts = counts.reindex(index=list("ABCDEF"), columns=range(1, 7), fill_value=0)
    good = sum(
        is_good(r, int(c)) for r, c in zip(rows["reliability"], rows["credibility"], strict=True)
    )
    share = good / len(rows) if len(rows) else 0.0
    figure(
        _draw_map(counts),
        label="methods-grades",
        title=f"{capital(percent(share))} of the findings are graded B2 or better",
        subtitle="Number of findings by grade of the source (letter) and of the finding (digit)",
        caption=f"Five tints: from {join([num(n) for n, _ in STEPS[::-1]])} findings on. F and 6 "
        "cannot be judged. Findings computed from series are left out.",
        alt="Grid of counts. "
        + " ".join(
            f"{letter}: {join(f'{n} of {digit}' for digit, n in counts.loc[letter].items() if n)}."
            for letter in counts.index
            if counts.loc[letter].sum()
        ),
        data=counts.reset_index(),
    )


def _draw_map(counts: pd.DataFrame):
    fig, (ax,) = canvas(2.7)
    for y, letter in enumerate(counts.index):
        for x, digit in enumerate(counts.columns):
            n = int(counts.loc[letter, digit])
            tint = next((tint for least, tint in STEPS if n >= least), 0.0)
            strong = tint == 1
            ax.barh(
                y,
                0.96,
                left=x - 0.48,
                height=0.92,
                color=BLUE,
                alpha=tint,
                lw=0,
            )
            ax.text(
                x,
                y,
                num(n) if n else "·",
                ha="center",
                va="center",
                color=WHITE if strong else "black",
                fontsize=9,
            )
    words = [f"{d}\n{CREDIBILITY_WORDS[d].replace(' ', chr(10), 1)}" for d in counts.columns]
    ax.set_xticks(range(6), words, fontsize=7.6)
    ax.set_yticks(range(6), [f"{g} {RELIABILITY_WORDS[g]}" for g in counts.index])
    ax.set_ylim(5.6, -0.6)
    quiet(ax, ("left", "bottom"))
    ax.tick_params(axis="x", length=0)
    return fig


def independence_figure(report: Briefing) -> None:
    """Show findings against origins, by section."""
    claims = report.known.claims.set_index("claim_id")["section"]
    rows = report.known.evidence.assign(section=lambda d: d["claim_id"].map(claims))
    counts = rows.groupby("section").agg(
        findings=("evidence_id", "count"), origins=("origin", "nunique")
    )
    counts = counts.sort_values("findings", ascending=False)
    counts.index = [section_title(str(s)) for s in counts.index]
    if counts.empty:
        return
    whole = rows["origin"].nunique()
    figure(
        charts.dumbbell(counts[["findings", "origins"]], unit="number"),
        label="methods-origins",
        title=f"{capital(count(len(rows), 'finding'))} read go back to {count(whole, 'origin')}",
        subtitle="Findings and independent origins, by section of the report",
        caption=(
            "Origins are counted within each section, so that one that speaks in several counts in"
            " each. Findings computed from series are left out."
        ),
        alt="Findings and origins by section: "
        + join(f"{s} {int(r.findings)} and {int(r.origins)}" for s, r in counts.iterrows())
        + ".",
        data=counts.reset_index(names="section"),
    )
