"""The end of a section: contradictions, every finding, what would change a verdict, the sources."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pandas as pd

from helpers.display.bundles import note, say, table
from helpers.display.words import capital, count, join, num, out_of
from helpers.judgement.claims import Judgement, admitted_findings
from helpers.judgement.flips import flip_by_origin, weight_to_flip
from helpers.judgement.grading import weight
from helpers.judgement.verdicts import STANCE_ORDER
from helpers.ledger.views import named
from helpers.sections.prose import nothing_public

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing


def contradictions(report: Briefing) -> None:
    """Show, for each claim with findings on both sides, the best for and the best against."""
    rows = [row for j in report.claims if (row := _both_sides(report, j))]
    if not rows:
        note("No claim of this section has findings on both sides under these grades.")
    else:
        table(
            pd.DataFrame(rows),
            label=f"{report.section}-contradictions",
            title=(
                f"{capital(out_of(len(rows), len(report.claims), 'claim'))}"
                f" {'has' if len(rows) == 1 else 'have'} findings on both sides"
            ),
            caption=(
                "The heaviest finding on each side, with its grade and source. A mean hides a"
                " quarrel; this shows it."
            ),
            kinds={
                "Claim": "markdown",
                "For": "markdown",
                "Against": "markdown",
                "Verdict": "verdict",
            },
        )
    _numbers_that_disagree(report)


def evidence_table(report: Briefing) -> None:
    """Show every admitted finding of the section, claim by claim."""
    rows = report.evidence()
    if rows.empty:
        nothing_public(report)
        return
    order = {j.claim_id: i for i, j in enumerate(report.claims)}
    counted = {e for j in report.claims for e in j.counted}
    rows = rows.assign(place=rows["claim_id"].map(order), side=rows["stance"].map(STANCE_ORDER))
    rows = rows.sort_values(["place", "bears_on", "side", "known_on", "evidence_id"])
    rows = rows.sort_values(["place"], kind="stable")
    groups: list[tuple[int, str, str]] = []
    cells = []
    for i, row in enumerate(rows.to_dict("records")):
        if not groups or groups[-1][2] != row["claim_id"]:
            groups.append(
                (
                    i,
                    f"{row['claim_id']}: {report.judgements[row['claim_id']].text}",
                    row["claim_id"],
                )
            )
        cells.append(_finding_row(row, row["evidence_id"] in counted))
    table(
        pd.DataFrame(cells),
        label=f"{report.section}-evidence",
        title=(
            f"{capital(count(len(rows), 'finding'))} from"
            f" {count(rows['origin'].nunique(), 'origin')}"
        ),
        caption=(
            "Grade: letter for the source, digit for the finding. Counted: whether the finding adds"
            " weight to the verdict; background does not, nor does a lighter finding of the same"
            " stance and origin, nor one after the horizon of a forecast. A day with ~ is estimated"
            " or known by month only."
        ),
        kinds={"Finding": "markdown", "Known on": "date", "Grade": "grade"},
        groups=[(i, label) for i, label, _ in groups],
        interactive=True,
    )


def findings(report: Briefing, *claim_ids: str, name: str, title: str, caption: str) -> None:
    """Show the findings on a few claims as a table of their own, within a step of the section.

    Args:
        report: the section's briefing.
        *claim_ids: the claims.
        name: last part of the table's label.
        title: the finding, as a sentence.
        caption: how to read it.
    """
    rows = report.evidence(*claim_ids).sort_values(["known_on", "evidence_id"])
    if rows.empty:
        nothing_public(report)
        return
    counted = {e for c in claim_ids for e in report.judgements[c].counted}
    cells = [_finding_row(row, row["evidence_id"] in counted) for row in rows.to_dict("records")]
    table(
        pd.DataFrame(cells),
        label=f"{report.section}-{name}",
        title=title,
        caption=caption,
        kinds={"Finding": "markdown", "Known on": "date", "Grade": "grade"},
    )


def flips(report: Briefing) -> None:
    """Show how much weight, or the loss of which origin, would change the word of each verdict."""
    rows, findings = [], admitted_findings(report.known)
    for j in report.claims:
        if j.p is None or j.group in ("open", "not enough"):
            continue
        up, down = weight_to_flip(j)
        lost = named(report.ledger, flip_by_origin(findings[j.claim_id], j, report.parameters))
        rows.append(
            {
                "Claim": f"**{j.claim_id}** {j.text}",
                "Verdict": str(j.verdict),
                "Weight for, to the next word": "" if up is None else num(up, 2),
                "Weight against, to the next word": "" if down is None else num(down, 2),
                "Falls with one origin": join(lost) if lost else "none",
            }
        )
    if not rows:
        note("No verdict of this section could change by a little weight: none has been reached.")
        return
    fragile = sum(r["Falls with one origin"] != "none" for r in rows)
    table(
        pd.DataFrame(rows),
        label=f"{report.section}-flips",
        title=(
            f"{capital(out_of(fragile, len(rows), 'verdict'))} would change if a single origin were"
            " withdrawn"
        ),
        caption=(
            "Weight: one finding of the top grade weighs 1 in the default scheme. A blank field"
            " means that no further weight on that side can change the word. The last column names"
            " the origins without which the word would be another."
        ),
        kinds={
            "Claim": "markdown",
            "Verdict": "verdict",
            "Weight for, to the next word": "number",
            "Weight against, to the next word": "number",
        },
    )


def sources_used(report: Briefing) -> None:
    """Show how many sources of which grade and kind the section's findings and events rest on."""
    known = report.known.sources
    ids = set(report.evidence()["source_id"])
    for text in report.events()["source_ids"]:
        ids |= {s for s in text.split(";") if s in known.index}
    rows = known.loc[sorted(ids)]
    if rows.empty:
        nothing_public(report)
        return
    grades = Counter(rows["reliability"])
    said = join(f"{grades[g]} graded {g}" for g in "ABCDEF" if grades[g])
    party = (rows["party"] != "").sum()
    say(
        f"The findings and events of this section rest on {count(len(rows), 'source')} of"
        f" {count(rows['publisher'].nunique(), 'publisher')}: {said}."
        f" {capital(count(int(party), 'source'))} {'speaks' if party == 1 else 'speak'} for a state"
        " that is party to the matter. All are listed, with grade and address, in the list"
        " of sources."
    )
    kinds = _by_kind(rows)
    most = kinds.iloc[0]
    table(
        kinds,
        label=f"{report.section}-sources",
        title=(
            f"{capital(most['Kind of source'])} sources are the most numerous: {most['All']}"
            f" of {len(rows)}"
        ),
        caption=(
            "Sources by kind and grade, A completely reliable to E unreliable, F not to be judged."
        ),
        printed=False,
    )


def best(report: Briefing, j: Judgement, stance: str) -> dict[str, Any] | None:
    """Return the heaviest counted finding of a stance on a claim, or None."""
    rows = report.evidence(j.claim_id)
    rows = rows[rows["evidence_id"].isin(j.counted) & (rows["stance"] == stance)]
    if rows.empty:
        return None
    found: list[dict[str, Any]] = rows.to_dict("records")
    return max(
        found,
        key=lambda r: (weight(r["reliability"], int(r["credibility"]), "linear"), r["known_on"]),
    )


def quoted(row: dict[str, Any]) -> str:
    """Return a finding with its day, grade and citation."""
    return (
        f"{row['finding']} ({row['known_on']}, {row['reliability']}{int(row['credibility'])})"
        f" [@{row['key']}]"
    )


def _both_sides(report: Briefing, j: Judgement) -> dict[str, object] | None:
    pro, con = best(report, j, "supports"), best(report, j, "contradicts")
    if pro is None or con is None:
        return None
    parties = " Both speak for parties." if pro["party"] and con["party"] else ""
    return {
        "Claim": f"**{j.claim_id}** {j.text}{parties}",
        "For": quoted(pro),
        "Against": quoted(con),
        "Verdict": str(j.verdict),
    }


def _finding_row(row: dict[str, Any], counted: bool) -> dict[str, str]:
    approx = "" if row["known_on_precision"] == "day" else "~"
    return {
        "Finding": f"{row['finding']} [@{row['key']}]",
        "Stance": str(row["stance"]),
        "Bears on": str(row["bears_on"]),
        "Known on": f"{approx}{row['known_on']}",
        "Grade": f"{row['reliability']}{int(row['credibility'])}",
        "Counted": "yes" if counted else "no",
    }


def _numbers_that_disagree(report: Briefing) -> None:
    """Show numbers of one series and period that two sources give differently."""
    figures = report.figures
    names = [
        s for s, text in figures.described["sections"].items() if report.section in text.split(";")
    ]
    rows = figures.rows[figures.rows["series"].isin(names)]
    keys = ["series", "entity", "period"]
    differing = rows[rows.groupby(keys)["value"].transform("nunique") > 1]
    cells = []
    for (series, entity, period), part in differing.groupby(keys, sort=True):
        said = "; ".join(
            f"{num(v)} [@{k}]" for v, k in zip(part["value"], part["key"], strict=True)
        )
        gap = (
            part["value"].max() / part["value"].min() - 1
            if part["value"].min() > 0
            else float("nan")
        )
        cells.append(
            {
                "Number": f"{figures.title(series)}, {entity}",
                "Period": period,
                "Unit": figures.unit(series),
                "Accounts": said,
                "Gap": "" if gap != gap else f"{100 * gap:.0f} %",
            }
        )
    if cells:
        table(
            pd.DataFrame(cells),
            label=f"{report.section}-numbers",
            title=f"{capital(count(len(cells), 'number'))} that sources give differently",
            caption=(
                "Values of one series and period from different sources stay side by side; no mean"
                " is taken."
            ),
            kinds={"Accounts": "markdown", "Gap": "number"},
        )


def _by_kind(sources: pd.DataFrame) -> pd.DataFrame:
    """Return numbers of sources by kind and grade, the most numerous first, with their sums."""
    kind = sources["kind"].str.replace("_", " ")
    kinds = pd.crosstab(kind, sources["reliability"])
    publishers = sources.groupby(kind)["publisher"].nunique()
    kinds = kinds.assign(All=kinds.sum(axis=1), Publishers=publishers)
    kinds = kinds.sort_values("All", ascending=False)
    total = kinds.sum().to_frame("all kinds").T.assign(Publishers=sources["publisher"].nunique())
    of_parties = sources[sources["party"] != ""]
    parties = pd.crosstab("of these, for a party", of_parties["reliability"]).assign(
        All=len(of_parties), Publishers=of_parties["publisher"].nunique()
    )
    rows = pd.concat([kinds, total, parties.reindex(columns=kinds.columns, fill_value=0)])
    numbers = dict.fromkeys(kinds.columns, "Int64")
    return rows.rename_axis("Kind of source").reset_index().astype(numbers)
