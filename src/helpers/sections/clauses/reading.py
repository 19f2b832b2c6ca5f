"""What was read of the treaties on a day: units, their codes, and the state of each article."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pandas as pd

from helpers.judgement.legalization import SCALES, shifted
from helpers.ledger.keeping import kept
from helpers.ledger.views import UNJUDGED_RELIABILITY
from helpers.parameters.sections import ClausesParameters

if TYPE_CHECKING:
    from helpers.sections.briefing import Briefing

TREATY, OLD_TREATY = "IR-RU-2025", "IR-RU-2001"
LEVELS = ("quoted", "paraphrased", "listed_only", "not_read")
"""How an article can be known, best first."""

LEVEL_WORDS = {
    "quoted": "quoted",
    "paraphrased": "paraphrased",
    "listed_only": "topic only",
    "not_read": "not read",
}
HEADINGS = {
    "military_security": "Military and security",
    "economic_trade": "Economy and trade",
    "energy": "Energy",
    "science_culture": "Science and culture",
    "transport_logistics": "Transport and logistics",
    "common_threats": "Common threats",
}
"""The six headings of the news article, in its order."""

NO_HEADING, JUDGEMENTS = "Under none of the six", "The article's own judgements"
OBLIGATION = {0: "recital", 1: "strives", 2: "cooperates", 3: "must"}
PRECISION = {0: "field only", 1: "general aim", 2: "conduct named", 3: "no discretion"}


def settings(report: Briefing) -> ClausesParameters:
    """Return the parameters of this section."""
    return cast(ClausesParameters, report.parameters)


def units(
    report: Briefing,
    treaty: str = TREATY,
    *,
    drop_paraphrased: bool | None = None,
    drop_low: bool | None = None,
    coder: str = "",
    shift: int | None = None,
) -> pd.DataFrame:
    """Return the units of a treaty that could be known, articles not read included.

    A unit counts if one of its sources was out and passes the grades; its day is then taken anew
    over those sources. Where a source of its wording is missing, only the first part of the
    summary is shown and no delegation is counted: both may rest on that source.

    Args:
        report: the section's briefing.
        treaty: id of the treaty.
        drop_paraphrased: as the parameter of that name if None.
        drop_low: as the parameter `drop_low_confidence` if None.
        coder: first, second or agreed; as the parameter `clause_coder` if blank.
        shift: steps by which codes of low confidence are moved; as `doubtful_shift` if None.

    Returns:
        The ledger's columns and: text, whole, grade, keys, heading, label.
    """
    p = settings(report)
    rows = _units(
        report,
        treaty,
        drop_paraphrased=p.drop_paraphrased if drop_paraphrased is None else drop_paraphrased,
        drop_low=p.drop_low_confidence if drop_low is None else drop_low,
        coder=coder or p.clause_coder,
        shift=p.doubtful_shift if shift is None else shift,
    )
    return rows.copy(deep=False)  # what a caller writes into it stays its own


@kept
def _units(
    report: Briefing, treaty: str, *, drop_paraphrased: bool, drop_low: bool, coder: str, shift: int
) -> pd.DataFrame:
    rows = report.known.clauses
    rows = rows[rows["treaty_id"] == treaty].reset_index(drop=True)
    rows = _graded(report, rows)
    if drop_paraphrased:
        rows = rows[rows["read_level"] != "paraphrased"]
    if drop_low:
        rows = rows[rows["coding_confidence"] != "low"]
    rows = _coded(rows, report.ledger.clauses_second, coder)
    rows = shifted(rows, shift, rows["coding_confidence"] == "low")
    return rows.assign(
        heading=[HEADINGS.get(t, NO_HEADING) for t in rows["article_theme"]],
        label=[unit_label(a, b) for a, b in zip(rows["article"], rows["paragraph"], strict=True)],
    ).reset_index(drop=True)


def read(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the units whose words or full paraphrase were seen."""
    return rows[rows["read_level"].isin(["quoted", "paraphrased"])]


def working(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the units read that ask for conduct: neither preamble nor final clauses."""
    rows = read(rows)
    return rows[(rows["domain"] != "legal_final") & (rows["article"] != "P")]


@kept
def articles(report: Briefing) -> pd.DataFrame:
    """Return one row per article of the treaty, preamble first, with how it could be known.

    Columns: article, state (one of LEVELS), titles, known_on. Kept, and not to be changed.
    """
    rows = units(report)
    total = article_count(report)
    out = []
    for name in ["P", *[str(n) for n in range(1, total + 1)]]:
        part = rows[(rows["article"] == name) & (rows["read_level"] != "not_read")]
        state = next((s for s in LEVELS if s in set(part["read_level"])), "not_read")
        first = min(part["known_on"], default="")
        out.append((name, state, "; ".join(part["title_short"]), first))
    return pd.DataFrame(out, columns=["article", "state", "titles", "known_on"])


def unnumbered(report: Briefing) -> pd.DataFrame:
    """Return the units that reports give without an article's number."""
    rows = units(report)
    return rows[rows["article"] == ""]


def article_count(report: Briefing) -> int:
    """Return how many articles the treaty has."""
    rows = report.ledger.treaties.set_index("treaty_id")
    return int(float(str(rows.loc[TREATY, "articles"])))


def share_read(report: Briefing) -> tuple[int, int, int]:
    """Return how many numbered articles were read, how many are known by topic, and all."""
    rows = articles(report)
    states = rows[rows["article"] != "P"]["state"]
    return (
        int(states.isin(["quoted", "paraphrased"]).sum()),
        int((states == "listed_only").sum()),
        len(states),
    )


def coded_by(report: Briefing) -> str:
    """Return whose codes are in use, and by how much the doubtful ones are moved."""
    p = settings(report)
    who = {"agreed": "those on which both coders agree"}.get(
        p.clause_coder, f"those of the {p.clause_coder} coder"
    )
    moved = {1: "up", -1: "down"}.get(p.doubtful_shift)
    return f"Codes: {who}{f', the doubtful ones moved a step {moved}' if moved else ''}."


def reading_sentence(report: Briefing) -> str:
    """Return the sentence on which every count of this section hangs."""
    done, topic, total = share_read(report)
    return (
        f"{done} of {total} articles were read by number, {topic} more are known by topic, "
        f"and {len(read(unnumbered(report)))} units were read without a number."
    )


def unit_label(article: str, paragraph: str) -> str:
    """Return how a unit is cited: "Art. 3(4)", "Preamble" or "No number"."""
    if article == "P":
        return "Preamble"
    if not article:
        return "No number"
    return f"Art. {article}({paragraph})" if paragraph else f"Art. {article}"


def _graded(report: Briefing, rows: pd.DataFrame) -> pd.DataFrame:
    sources = _admitted_sources(report)
    basis = report.ledger.clause_known_on.set_index("clause_id")["source_id"]
    admitted = []
    for row in rows.to_dict("records"):
        ids = [s for s in str(row["source_ids"]).split(";") if s]
        passing = [s for s in ids if s in sources.index]
        if row["read_level"] == "not_read" or not passing:
            if row["read_level"] == "not_read":
                admitted.append(
                    row | {"text": row["summary"], "whole": True, "grade": "", "keys": []}
                )
            continue
        day = str(row["known_on"])
        if basis.get(row["clause_id"]) not in passing:
            day = max(day, min(sources.loc[passing, "known_from"]))
        passing.sort(key=lambda s: (sources["reliability"][s], sources["known_from"][s]))
        whole = len(passing) == len(ids)
        admitted.append(
            row
            | {
                "known_on": day,
                "whole": whole,
                "text": row["summary"] if whole else row["summary"].split(";")[0].rstrip(".") + ".",
                "delegation": row["delegation"] if whole else min(row["delegation"], 0.0),
                "grade": sources["reliability"][passing[0]],
                "keys": [sources["key"][s] for s in passing],
            }
        )
    columns = [*rows.columns, *[c for c in ("text", "whole", "grade") if c not in rows]]
    return pd.DataFrame(admitted, columns=columns)


def _admitted_sources(report: Briefing) -> pd.DataFrame:
    p, rows = report.parameters, report.known.sources
    fits = (rows["reliability"] <= p.min_reliability) & (rows["reliability"] != "F")
    if p.include_unjudged:
        fits |= rows["reliability"] == UNJUDGED_RELIABILITY
    if not p.include_party_media:
        fits &= ~((rows["kind"] == "state_media") & (rows["party"] != ""))
    return rows[fits]


def _coded(rows: pd.DataFrame, second: pd.DataFrame, coder: str) -> pd.DataFrame:
    """Return the rows with the codes of a coder; where coders differ, "agreed" has none."""
    if coder == "first" or rows.empty:
        return rows
    other = second.set_index("clause_id").reindex(rows["clause_id"])
    rows = rows.copy()
    counted = rows["read_level"].isin(["quoted", "paraphrased"]).to_numpy()
    for name in SCALES:
        new = pd.Series(other[name].to_numpy(), index=rows.index)
        if name == "delegation":
            new = new.where(rows["whole"].astype(bool), 0.0)
        chosen = new if coder == "second" else rows[name].where(rows[name] == new)
        rows[name] = chosen.where(counted)
    theme = other["article_theme"].to_numpy()
    if coder == "second":
        rows["article_theme"] = [
            t if c else o for t, o, c in zip(theme, rows["article_theme"], counted, strict=True)
        ]
    return rows
