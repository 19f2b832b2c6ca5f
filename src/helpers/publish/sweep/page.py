"""The summary of a sweep as one page in the style of an edition, complete in itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers.display.bundles import Output, collected, figure, note, say, table
from helpers.display.words import capital, count, fraction, join, number_word
from helpers.judgement.multiverse import (
    STABLE_SHARE,
    Stability,
    Universe,
    stability,
    swings,
)
from helpers.judgement.multiverse.universe import GROUP_NAMES
from helpers.ledger.package import Ledger
from helpers.parameters.faults import plain
from helpers.publish.content import EditionContent, Report, Section
from helpers.publish.html import Site
from helpers.publish.numbering import number
from helpers.publish.sweep.curves import choice_rows, share_words, specification_curve

PAGE = "index"


@dataclass(frozen=True)
class Summary:
    """What a summary is made from.

    Attributes:
        title: of the page.
        universe: the verdicts of all sets.
        ledger: the evidence base, for the claims' words.
        fixed: parameters that were set and not varied.
        editions: for a sweep of reports, a row per edition: its link and its parameters.
    """

    title: str
    universe: Universe
    ledger: Ledger
    fixed: Mapping[str, Any]
    editions: pd.DataFrame | None = None


def page(summary: Summary) -> bytes:
    """Return the page."""
    with collected() as head:
        _opening(summary)
        moved = _claims_table(summary)
    cells = [new_markdown_cell(f"# {summary.title}"), _cell(head)]
    if summary.editions is not None:
        with collected() as listed:
            _editions_table(summary.editions)
        cells += [new_markdown_cell("## Editions"), _cell(listed)]
    with collected() as curves:
        _curves(summary, moved)
    cells += [new_markdown_cell("## Claim by claim"), _cell(curves)]
    for n, cell in enumerate(cells):
        cell["id"] = f"cell-{n}"  # nbformat draws random ones
    notebook = new_notebook(cells=cells)
    as_of = str(max(summary.universe.sets["as_of"]))
    content = EditionContent(summary.title, "A sweep over sets of parameters", as_of)
    section = Section(PAGE, summary.title, PAGE, notebook, dict(summary.fixed))
    report = Report(content, [section], number([(PAGE, notebook)]))
    return Site(report).alone(section, "Sweep").encode()


def _cell(outputs: list[Output]) -> Any:
    shown = [new_output("display_data", data=d, metadata=m) for d, m in outputs]
    return new_code_cell("", outputs=shown)


def _opening(summary: Summary) -> None:
    sets = summary.universe.sets
    varied = [f"`{c}` ({count(sets[c].nunique(), 'value')})" for c in sets if sets[c].nunique() > 1]
    found = stability(summary.universe)
    judged = [s for s in found.values() if s.is_verdict]
    fragile = sum(s.fragile for s in judged)
    say(
        f"{capital(count(len(sets), 'set'))} of parameters were judged,"
        f" {count(len(found), 'claim')} in each. Varied were {join(varied) or 'none'}."
        f" For {number_word(fragile)} of {count(len(judged), 'claim')} with a verdict in some set"
        f" the commonest group makes up fewer than {fraction(STABLE_SHARE)} of the sets that yield"
        " one."
    )


def _claims_table(summary: Summary) -> list[str]:
    """Show the claims, those that move most first; return their ids in that order."""
    universe = summary.universe
    texts = summary.ledger.claims.set_index("claim_id")["text"]
    stable, moved = stability(universe), swings(universe)
    order = sorted(stable, key=lambda c: _standing(stable[c]))
    flips = [c for c in order if (universe.shares.loc[c] > 0).sum() > 1]
    rows = [
        {
            "Claim": f"**{c}** {texts[c]}",
            "Commonest": stable[c].group,
            "In how many sets": share_words(universe.shares.loc[c].to_dict()),
            "Moved most by": _mover(moved.loc[c]),
        }
        for c in order
    ]
    table(
        pd.DataFrame(rows),
        label="sweep-claims",
        title=f"{capital(count(len(flips), 'claim'))} of {len(order)} change group over the sets",
        caption=(
            "Commonest is the group that comes out most often where sets yield a verdict; in the"
            " next column too little evidence and still open are groups too. Moved most by names"
            " the parameter that, changed alone, most often puts the verdict in another group, and"
            " in how many of the comparisons it does."
        ),
        kinds={"Claim": "markdown"},
        interactive=True,
    )
    return order


def _standing(s: Stability) -> tuple[bool, float, int]:
    """Return the place of a claim in the table: the least stable first, without verdict last."""
    return not s.is_verdict, s.share if s.is_verdict else 0.0, s.judged


def _mover(row: pd.Series) -> str:
    if row.empty or row.max() == 0:
        return "none"
    return f"{row.idxmax()} ({max(1, round(100 * row.max()))} %)"


def _editions_table(editions: pd.DataFrame) -> None:
    shown = editions.map(plain)
    table(
        shown,
        label="sweep-editions",
        title=f"{capital(count(len(editions), 'edition'))}",
        caption="Each is a folder beside this page; its name leads to its first page.",
        kinds={"Edition": "markdown"},
    )


def _curves(summary: Summary, order: list[str]) -> None:
    universe, groups = summary.universe, summary.universe.groups
    claims = summary.ledger.claims.set_index("claim_id")
    rows = choice_rows(universe.sets)
    same = []
    for claim in order:
        n = universe.claims.index(claim)
        shares = universe.shares.loc[claim]
        if not rows or np.nanmax(universe.p[:, n], initial=-1) < 0 or (shares == 1).any():
            same.append(f"**{claim}** ({shares.idxmax()})")
            continue
        p = universe.p[:, n]
        low, high = (float(x) for x in (np.nanmin(p), np.nanmax(p)))
        said = share_words(shares.to_dict())
        figure(
            specification_curve(p, groups[:, n], rows, claims.loc[claim, "kind"] == "forecast"),
            label=f"sweep-{claim}",
            title=f"{claim}: {said}",
            subtitle=str(claims.loc[claim, "text"]),
            caption=(
                "All sets from the least share to the greatest; lines are the edges of the"
                " verdicts, the strip shows their groups. Below, how many of the sets at each"
                " place have a choice: full height is all of them."
            ),
            alt=(
                f"The share for {claim} runs from {low:.2f} to {high:.2f} over {len(p):,} sets."
                f" By group: {said}."
            ),
            data=_curve_data(universe, n),
        )
    if same:
        note(f"The same in every set, so that no curve is drawn: {join(same)}.")


def _curve_data(universe: Universe, n: int) -> pd.DataFrame:
    """Return the shares of each group by choice, for download."""
    groups = universe.groups[:, n]
    return pd.DataFrame(
        [
            {"parameter": axis, "value": text}
            | {g: round(float((groups[mine] == i).mean()), 4) for i, g in enumerate(GROUP_NAMES)}
            for axis, text, mine in choice_rows(universe.sets)
        ]
    )
